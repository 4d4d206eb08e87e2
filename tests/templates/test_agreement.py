"""One value is written in one way: in a sentence, in the table beside it, on the overview and in its workbook."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from compare.model import Review, Verdict
from compare.survey.keys import keys_of
from compare.survey.overview import Overview
from compare.survey.surveying import overview
from compare.survey.unit import UnitReview, unit_review
from templates import render
from templates.excel.matrix import MatrixWriter
from templates.overview import overview_page
from tests.compare.plans import DISTRICT, LOWER, lower_plan, reviewed, upper_plan
from tests.compare.run_rows import percent, total, unit
from tests.templates.overview.test_page import text_of

GARDENS = "Tối thiểu 0,125% số hộ có vườn mẫu."
MONEY = "Giai đoạn 2021 - 2025, bố trí 0,375 tỷ đồng xây dựng nhà văn hóa thôn."
OTHERS = (
    "Tối thiểu 91% số hộ dùng nước sạch.",
    "Tối thiểu 92% số hộ có điện thắp sáng.",
    "Tối thiểu 93% số trẻ em đến trường.",
    "Tối thiểu 94% số người có thẻ bảo hiểm y tế.",
    "Tối thiểu 95% số xã có trạm y tế đạt chuẩn.",
    "Tối thiểu 96% số đường làng được bê tông hóa.",
    "Tối thiểu 97% số chợ có ban quản lý.",
    "Tối thiểu 98% số hồ chứa được kiểm định.",
)


@cache
def review_of_a_district(place: str = DISTRICT, money: str = "0,125") -> Review:
    upper = upper_plan(GARDENS, *OTHERS, MONEY)
    gardens, own = GARDENS.replace("0,125", "0,1"), MONEY.replace("0,375", money)
    return reviewed(upper, lower_plan(gardens, *OTHERS, own, head=replace(LOWER, place=place)))


def unit_of(place: str, money: str = "0,125") -> UnitReview:
    return unit_review(review_of_a_district(place, money), file=f"{place}.docx", sha256=place)


@cache
def province() -> Overview:
    return overview([unit_of("huyện Suối Vàng"), unit_of("huyện Đồi Chè", "0,12")])


def shown(reviews: list[UnitReview], seen: Overview, path: Path) -> dict[str, list[list[str]]]:
    """The sheets of the workbook of a run in the display of a Vietnamese Excel."""
    with MatrixWriter(path) as writer:
        for one in reviews:
            writer.add(one)
        writer.close(seen)
    book = openpyxl.load_workbook(path)
    return {sheet.title: [[displayed(cell) for cell in row] for row in sheet.iter_rows()] for sheet in book}


def displayed(cell: Any) -> str:
    """The text of a cell by its format: "#,##0.000", "0%", "0.0%"."""
    if not isinstance(cell.value, int | float):
        return str(cell.value or "")
    digits = cell.number_format.removesuffix("%")
    places = len(digits.partition(".")[2])
    value = cell.value * (100 if cell.number_format.endswith("%") else 1)
    english = format(value, f",.{places}f" if digits.startswith("#,##0") else f".{places}f")
    return f"{english.translate(str.maketrans(',.', '.,'))}{'%' if cell.number_format.endswith('%') else ''}"


def row_of(rows: list[list[str]], name: str) -> Iterator[dict[str, str]]:
    return (dict(zip(rows[0], row, strict=True)) for row in rows[1:] if name in row)


def test_finding_and_table_of_a_report_agree() -> None:
    for form in ("html", "md"):
        text = re.sub(r"<[^>]*>", " ", render(review_of_a_district(), form).decode())
        assert (
            "Dự thảo nêu tối thiểu 0,1%, thấp hơn 0,025 điểm phần trăm so với yêu cầu tối thiểu 0,125%"
            in text
        )
        assert "Giá trị: dự thảo 0,1%, cấp trên 0,125% (thấp hơn 0,025 điểm phần trăm)" in text
        assert "Dự thảo nêu 0,125 tỷ đồng, bằng 33,3% mức của toàn tỉnh (0,375 tỷ đồng)" in text
        assert "cấp trên 0,375 tỷ đồng; dự thảo bằng 33,3%" in text
        assert "0,13" not in text
        assert "0,12 " not in text


def test_overview_and_workbook_agree_with_the_report(tmp_path: Path) -> None:
    page = text_of(overview_page(province()))
    assert "tối thiểu 0,125% (2025)" in page
    assert "0,375 tỷ đồng trong 5 năm 0,375 tỷ đồng trong 5 năm 0,245 tỷ đồng 0,13 tỷ đồng 65,3%" in page
    assert "thiếu 0,13 tỷ đồng so với 0,375 tỷ đồng" in page
    assert "huyện Suối Vàng 0,125 / 0,19 huyện Đồi Chè 0,12 / 0,19" in page
    units = [unit_of("huyện Suối Vàng"), unit_of("huyện Đồi Chè", "0,12")]
    book = shown(units, province(), tmp_path / "matrix.xlsx")
    assert any("tối thiểu 0,125% (2025)" in text for text in book["Ma trận"][2])
    (pair, *_) = row_of(book["Cặp chỉ tiêu"], GARDENS.rstrip("."))
    assert (pair["Yêu cầu"], pair["Mức nêu"]) == ("tối thiểu 0,125%", "tối thiểu 0,1%")
    (money, *_) = row_of(book["Cộng dồn"], "huyện Suối Vàng")
    columns = (
        "Cấp trên nêu",
        "Mức quy về",
        "Tổng các đơn vị",
        "Còn thiếu",
        "Đơn vị nêu",
        "Mức chia tham khảo",
    )
    assert [money[name] for name in columns] == ["0,375", "0,375", "0,245", "0,13", "0,125", "0,19"]


def test_eight_of_nine_are_alike_on_page_and_in_workbook(tmp_path: Path) -> None:
    found = unit_of(DISTRICT)
    seen = overview([found])
    assert (seen.lines[0].fits, seen.lines[0].due) == (8, 9)
    page = text_of(overview_page(seen))
    assert "8/9 89%" in page
    assert "trong 09 lượt chỉ tiêu, 08 lượt (89%)" in page
    assert "89%" in shown([found], seen, tmp_path / "matrix.xlsx")["Ma trận"][3]


@pytest.mark.parametrize(("fits", "of", "text"), [(1, 250, "0,4%"), (249, 250, "99,6%"), (5, 250, "2%")])
def test_near_misses_are_alike_on_page_and_in_workbook(tmp_path: Path, fits: int, of: int, text: str) -> None:
    rows = (percent(Verdict.MEETS if n < fits else Verdict.MISSING, "60", number=n) for n in range(of))
    found = unit("huyện A", *rows)
    assert f"{fits}/{of} {text}" in text_of(overview_page(overview([found])))
    assert text in shown([found], overview([found]), tmp_path / "matrix.xlsx")["Ma trận"][3]


def test_mean_is_alike_on_page_and_in_workbook(tmp_path: Path) -> None:
    keys = keys_of("đơn vị;dân số\nhuyện A;2\nhuyện B;1")
    units = [unit("huyện A", percent(Verdict.MEETS, "60.5")), unit("huyện B", percent(Verdict.WEAKER, "40"))]
    seen = overview(units, keys=keys)
    assert "53,67% (theo dân số)" in text_of(overview_page(seen))
    (row,) = row_of(shown(units, seen, tmp_path / "matrix.xlsx")["Tỷ lệ"], "dân số")
    assert (row["Thấp nhất (%)"], row["Cao nhất (%)"], row["Bình quân (%)"]) == ("40", "60,5", "53,67")


def test_thirds_that_make_a_whole_leave_no_gap() -> None:
    """Three units with 100 in three years each have 100 a year together."""
    third = Decimal(100) / 3
    rows = [replace(total("1", wanted="100", years=(1, 1)), amount=round(third, 12)) for _ in range(3)]
    rows = [replace(row, upper=replace(row.upper, per="year")) for row in rows]
    seen = overview([unit(f"huyện {name}", row) for name, row in zip("ABC", rows, strict=True)])
    assert seen.groups[0].totals[0].short == 0
    page = text_of(overview_page(seen))
    assert "100 hộ mỗi năm 100 hộ mỗi năm 100 hộ đủ 100%" in page
    assert "huyện A 33,33 / 33,33" in page


def test_no_page_has_endless_decimals() -> None:
    plans = [unit("huyện A", total("7", years=(9, 7))), unit("huyện B", total("1", years=(9, 5)))]
    for text in (text_of(overview_page(overview(plans))), text_of(overview_page(province()))):
        assert not re.search(r"\d,\d{4,}", text)

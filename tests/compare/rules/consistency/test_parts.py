"""Parts, yearly numbers and rows by year against their total; and lists that only look like parts."""

from __future__ import annotations

from pathlib import Path

import pytest

from compare.consistency.parts import parts, yearly
from compare.consistency.rows import row_sums
from compare.model import Review
from compare.reviewing import review
from extract.model import Period
from extract.pipeline import read_plan
from tests.compare.plans import LOWER, lines_of, lower_plan, upper_plan
from tests.compare.rules.consistency.test_inner import grid

PLAN = Period(start=2021, end=2025)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Mở 40 lớp bơi, trong đó 15 lớp tại Nậm Ty, 15 lớp tại Pha Lay và 20 lớp tại thị trấn.", ["50"]),
        ("Mở 40 lớp bơi, trong đó: năm 2022 15 lớp, năm 2023 15 lớp, năm 2024 20 lớp.", ["50"]),
        ("Mở 40 lớp bơi (năm 2022: 15 lớp; năm 2023: 15 lớp; năm 2024: 20 lớp).", ["50"]),
        ("Sửa 12 cầu: 05 cầu treo, 04 cầu tràn, 04 cầu bê tông.", ["13"]),
        ("Sửa 12 cầu (05 cầu treo, 04 cầu tràn, 02 cầu bê tông).", ["11"]),
        ("Chi 900 triệu đồng, trong đó năm 2022 là 500 triệu đồng, năm 2023 là 450 triệu đồng.", ["950"]),
        # Some of the parts only.
        ("Mở 40 lớp bơi, trong đó 15 lớp tại Nậm Ty, 15 lớp tại Pha Lay.", []),
        ("Mở 40 lớp bơi, trong đó năm 2022 là 15 lớp, năm 2023 là 15 lớp.", []),
        ("Sửa 12 cầu: 05 cầu treo, 04 cầu tràn, 03 cầu bê tông.", []),
        # Parts that may overlap.
        ("Dạy nghề cho 100 người, trong đó 80 người là nữ, 60 người thuộc hộ nghèo.", []),
        ("Có 20 xã về đích, trong đó 12 xã miền núi, 10 xã có chợ.", []),
        # Levels of years, another unit, and a total without an exact sum.
        ("Có 70 xã về đích (năm 2022: 50 xã; năm 2023: 60 xã; năm 2025: 70 xã).", []),
        ("Mở 40 lớp bơi: 25 thầy giáo, 30 cô giáo.", []),
        ("Mở khoảng 40 lớp bơi: 25 lớp ngày, 20 lớp đêm.", []),
        ("Mở ít nhất 40 lớp bơi: 25 lớp ngày, 20 lớp đêm.", []),
    ],
)
def test_parts_of_a_whole(text: str, right: list[str]) -> None:
    assert [slip.right for slip in parts(text)] == right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Tuyên truyền 72 lượt, mỗi năm 20 lượt.", ["100"]),
        ("Tuyên truyền 72 lượt, mỗi năm 20.", ["100"]),
        ("Cử 45 hộ lý đi học (bình quân 15 người/năm).", []),
        ("Cử 45 cán bộ thú y đi học (bình quân 15 người/năm).", ["75"]),
        ("Tặng 90 suất quà trong 4 năm (mỗi năm 20 suất).", ["80"]),
        ("Tặng 80 suất quà trong 4 năm (mỗi năm 20 suất).", []),
        (
            "Giai đoạn 2022 - 2024 trồng 95 ha, hằng năm 30 ha; giai đoạn 2024 - 2025 trồng 60 ha, mỗi năm 30 ha.",
            ["90"],
        ),
        ("Đến năm 2023 trồng 80 ha, mỗi năm 30 ha.", ["90"]),
        # A plan that begins in mid-year has one year less; a mean is rounded.
        ("Tuyên truyền 80 lượt, mỗi năm 20 lượt.", []),
        ("Cử 48 cán bộ thú y đi học (bình quân 10 người/năm).", []),
        # Floors, hedges, another thing, a number of each place.
        ("Tuyên truyền 72 lượt, mỗi năm ít nhất 20 lượt.", []),
        ("Tuyên truyền khoảng 72 lượt, mỗi năm 20 lượt.", []),
        ("Trồng 500 ha rừng, mỗi năm thêm 10 ha cây dược liệu.", []),
        ("Trồng 500 ha rừng, mỗi năm 10 ha cây dược liệu.", []),
        ("Lập 30 tổ, mỗi xã 02 tổ.", []),
        ("Mỗi năm mở 12 lớp, mỗi năm 04 lớp ban đêm.", []),
    ],
)
def test_yearly_numbers_and_their_total(text: str, right: list[str]) -> None:
    assert [slip.right for slip in yearly(text, PLAN)] == right


def test_years_are_unknown_without_a_period() -> None:
    assert list(yearly("Tuyên truyền 72 lượt, mỗi năm 20 lượt.", None)) == []


HEAD = "TT | Chỉ tiêu | ĐVT | 2023 | 2024 | 2025 | Tổng"


@pytest.mark.parametrize(
    ("rows", "right"),
    [
        ((HEAD, "1 | Lớp bơi | lớp | 10 | 12 | 14 | 40", "2 | Bể bơi | bể | 1 | 1 | 2 | 4"), ["36"]),
        ((HEAD, "1 | Lớp bơi | lớp | 10 | 12 | 14 | 36", "2 | Tỷ lệ biết bơi | % | 10 | 20 | 30 | 40"), []),
        ((HEAD, "1 | Xã có bể bơi (lũy kế) | xã | 1 | 2 | 3 | 7"), []),
        # A level at the end, and a total over more years than the columns.
        ((HEAD, "1 | Xã có bể bơi | xã | 1 | 2 | 3 | 3"), []),
        ((HEAD.replace("Tổng", "Giai đoạn 2021 - 2025"), "1 | Lớp bơi | lớp | 10 | 12 | 14 | 60"), []),
        ((HEAD.replace("Tổng", "Giai đoạn 2021 - 2025"), "1 | Lớp bơi | lớp | 10 | 12 | 14 | 30"), ["36"]),
        ((HEAD.replace("Tổng", "Giai đoạn 2023 - 2025"), "1 | Lớp bơi | lớp | 10 | 12 | 14 | 60"), ["36"]),
    ],
)
def test_rows_by_year_and_their_total(rows: tuple[str, ...], right: list[str]) -> None:
    assert [slip.right for slip in row_sums(grid(*rows))] == right


def reviewed(*targets: str) -> Review:
    upper = upper_plan("60% số thôn có nhà văn hóa.")
    return review(lower_plan("60% số thôn có nhà văn hóa.", *targets), [upper])


def messages(result: Review) -> list[str]:
    return [finding.message for finding in result.findings if finding.rule in ("NB01", "NB02")]


def test_a_slip_is_told_once() -> None:
    (message,) = messages(
        reviewed(
            "Trồng mới 190 ha tre, bình quân 50 ha/năm, trong đó có 15 ha tre măng (giai đoạn 2022 - 2025)."
        )
    )
    assert "50 × 4 năm = 200" in message


@pytest.mark.parametrize(
    ("total", "told"),
    [
        ("Mở 36 lớp dạy bơi cho học sinh.", 0),
        ("Mở 50 lớp dạy bơi cho học sinh.", 1),
        ("Mở 14 lớp dạy bơi cho học sinh.", 0),
        # In other words, where the text says that it adds up, and is near.
        ("Cộng cả năm năm, toàn huyện tổ chức 38 lớp.", 1),
        ("Tổng cộng trong 5 năm huyện mở 36 lớp.", 0),
        ("Cộng cả năm năm, toàn huyện tổ chức 90 lớp.", 0),
        ("Toàn huyện tổ chức 38 lớp xóa mù.", 0),
    ],
)
def test_a_row_by_year_and_the_total_of_the_text(total: str, told: int, tmp_path: Path) -> None:
    lines = lines_of(LOWER, [total])
    at = lines.index("II. NHIỆM VỤ, GIẢI PHÁP")
    table = [
        "| TT | Chỉ tiêu | ĐVT | 2021 | 2022 | 2023 | 2024 | 2025 |",
        "|---|---|---|---|---|---|---|---|",
        "| 1 | Lớp dạy bơi cho học sinh | lớp | 5 | 5 | 6 | 6 | 14 |",
    ]
    path = tmp_path / "ke-hoach.md"
    path.write_text("\n\n".join([*lines[:at], "\n".join(table), *lines[at:]]), encoding="utf-8")
    found = messages(review(read_plan(path), [upper_plan("60% số thôn có nhà văn hóa.")]))
    assert len(found) == told
    assert all("5 + 5 + 6 + 6 + 14 = 36" in message for message in found)

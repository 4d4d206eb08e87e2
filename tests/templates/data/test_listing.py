"""A plan as a tree, as CSV and as an Excel table."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest

from extract.model import Bound, Effort, Plan
from templates import plan_to_csv, plan_to_xlsx, plan_tree
from templates.data.listing import COLUMNS, measure_line
from tests.templates.hostile import TEXTS
from tests.templates.items import LOSS_1, PAY_1, TRAIN_D, WATER_0


def table(plan: Plan) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(plan_to_csv(plan), newline="")))


def test_tree(plan: Plan) -> None:
    lines = plan_tree(plan).splitlines()
    assert lines[0] == "Kế hoạch (chưa ghi số) của Ủy ban nhân dân huyện Phú Lâm"
    start = lines.index("I. MỤC TIÊU [mục tiêu]")
    assert lines[start + 1] == "  2. Mục tiêu cụ thể đến năm 2025 [chỉ tiêu]"
    assert lines[start + 2].startswith("    • t1 (gạch đầu dòng thứ 1): Phấn đấu đến năm 2025 đạt 55%")
    assert lines[start + 3].strip().startswith("→ phấn đấu 55%; hạn 2025 ← tỷ lệ hộ dân")
    text = "\n".join(lines)
    assert (
        "chủ trì: Phòng Nông nghiệp và Phát triển nông thôn; phối hợp: Trung tâm Y tế huyện, UBND các xã"
        in text
    )
    assert "Quyết định số 318/QĐ-TTg ngày 08/3/2021 của Thủ tướng Chính phủ" in text
    assert "Bảng không có dòng tiêu đề: “Xã Đông Hòa | 1.250”" in text


def test_tree_shows_items_outside_all_sections(plan: Plan) -> None:
    loose = replace(plan, targets=(replace(plan.targets[0], section=None),))
    assert "Ngoài các mục\n  • t1" in plan_tree(loose)


def test_csv_has_one_row_for_each_measure(plan: Plan) -> None:
    rows = table(plan)
    assert [row["Mã"] for row in rows] == ["t1", "t2", "t2", "n1", "n2"]
    assert rows[0]["Từ"] == rows[0]["Đến"] == "55"
    assert rows[0]["Đơn vị"] == "%"
    assert rows[3]["Chủ trì"] == "Phòng Nông nghiệp và Phát triển nông thôn"
    assert rows[4]["Yêu cầu"] == rows[4]["Từ"] == ""
    assert {len(row) for row in rows} == {len(COLUMNS)}


def test_csv_leaves_the_byte_order_mark_to_the_encoding(plan: Plan) -> None:
    assert not plan_to_csv(plan).startswith("\ufeff")


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_hostile_text_is_text(plan: Plan, text: str) -> None:
    measure = replace(plan.targets[0].measures[0], text=text, subject=text)
    plan = replace(plan, targets=(replace(plan.targets[0], text=text, measures=(measure,)),))
    assert not table(plan)[0]["Nội dung"].startswith(("=", "+", "-", "@"))
    assert plan_tree(plan)
    book = openpyxl.load_workbook(io.BytesIO(plan_to_xlsx(plan)))
    assert "f" not in {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}


def test_excel_keeps_numbers_as_numbers(plan: Plan) -> None:
    measure = replace(plan.targets[0].measures[0], low=Decimal("4.5"), high=Decimal(60))
    plan = replace(plan, targets=(replace(plan.targets[0], measures=(measure,)),), tasks=())
    sheet = openpyxl.load_workbook(io.BytesIO(plan_to_xlsx(plan))).active
    assert sheet is not None
    heads = [cell.value for cell in sheet[1]]
    assert heads == list(COLUMNS)
    assert [sheet.cell(2, heads.index(name) + 1).value for name in ("Từ", "Đến")] == [4.5, 60]


def test_an_empty_plan(plan: Plan) -> None:
    empty = replace(plan, targets=(), tasks=(), sections=(), citations=(), unread=())
    assert plan_to_csv(empty).splitlines() == [",".join(COLUMNS)]
    assert plan_tree(empty)
    assert plan_to_xlsx(empty)


def test_measures_in_one_line() -> None:
    water, loss, pay, train = (item.measure for item in (WATER_0, LOSS_1, PAY_1, TRAIN_D))
    assert water is not None
    assert measure_line(water) == "ít nhất 60%; hạn 2025"
    assert loss is not None
    assert measure_line(loss) == "giảm 5 điểm phần trăm; so với năm 2020; hạn 2025"
    assert pay is not None
    assert measure_line(pay) == "ít nhất 20% mức lương cơ sở; hạn 2025"
    assert train is not None
    ranged = replace(train, high=Decimal(60), effort=Effort.AIM, per="year", bound=Bound.LEVEL)
    assert measure_line(ranged) == "phấn đấu 40 - 60 cán bộ/năm; hạn 2025"

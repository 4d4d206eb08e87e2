"""Totals beside numbers of each year, and the years of the sentence that opens a plan."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from compare.model import Kind
from compare.reviewing import review
from extract.model import Plan
from extract.pipeline import plan_of
from tests.compare.plans import LOWER, document, lines_of, lower_plan

HEAD = ("TT", "Chỉ tiêu", "Đơn vị tính", "Năm 2022", "Năm 2023", "Năm 2024", "Năm 2025")


def with_row(target: str, name: str, unit: str, numbers: Sequence[int]) -> Plan:
    """A draft with a target and a table of one row, one cell to a line."""
    lines = lines_of(LOWER, [target])
    at = lines.index("II. NHIỆM VỤ, GIẢI PHÁP")
    return plan_of(document([*lines[:at], *HEAD, "1", name, unit, *map(str, numbers), *lines[at:]]))


def slips(plan: Plan) -> list[str]:
    return [finding.message for finding in review(plan, [plan]).findings if finding.kind is Kind.ARITHMETIC]


def test_cells_of_years_add_up_to_another_total() -> None:
    (message,) = slips(
        with_row("Trao 150 áo phao cho bến đò.", "Áo phao trao cho bến đò", "áo", (30, 45, 45, 40))
    )
    assert "30 + 45 + 45 + 40 = 160" in message


@pytest.mark.parametrize(
    ("target", "name", "unit", "numbers"),
    [
        ("Trao 140 áo phao cho bến đò.", "Áo phao trao cho bến đò", "áo", (30, 35, 35, 40)),
        # States: the last one is the total.
        ("Có 40 bến đò đạt chuẩn.", "Bến đò đạt chuẩn", "bến", (10, 20, 30, 40)),
        # Another thing, in the same unit.
        ("Trao 150 áo phao cho bến đò.", "Áo mưa phát cho học trò", "áo", (30, 35, 35, 40)),
        # A sum far from the total is of a part.
        ("Trao 900 áo phao cho bến đò.", "Áo phao trao cho bến đò", "áo", (30, 35, 35, 40)),
        # A mean per year is no total.
        ("Mỗi năm trao 150 áo phao cho bến đò.", "Áo phao trao cho bến đò", "áo", (30, 35, 35, 40)),
    ],
)
def test_cells_of_years_that_agree(target: str, name: str, unit: str, numbers: Sequence[int]) -> None:
    assert slips(with_row(target, name, unit, numbers)) == []


def test_a_mean_is_that_of_the_whole_alone() -> None:
    draft = lower_plan("Giai đoạn 2022 - 2025 kè 190 km bờ sông, bình quân 50 km/năm, trong đó 15 km kè đá.")
    (message,) = slips(draft)
    assert "tổng 190 km" in message


def periods(opening: str) -> list[str]:
    lines = [
        opening if "ban hành Kế hoạch" in line else line
        for line in lines_of(LOWER, ["60% số bến đò có đèn."])
    ]
    assert opening in lines
    plan = plan_of(document(lines))
    return [
        finding.message for finding in review(plan, [plan]).findings if finding.kind is Kind.PERIOD_MISMATCH
    ]


def test_the_opening_sentence_gives_other_years() -> None:
    (message,) = periods("UBND huyện xây dựng Kế hoạch an toàn đường sông giai đoạn 2022 - 2026 như sau:")
    assert "2022 - 2026" in message


@pytest.mark.parametrize(
    "opening",
    [
        "UBND huyện ban hành Kế hoạch an toàn đường sông giai đoạn 2021 - 2025 như sau:",
        "UBND huyện ban hành Kế hoạch thực hiện Chương trình an toàn đường sông giai đoạn 2021 - 2030 như sau:",
        "Thực hiện Kế hoạch giai đoạn 2021 - 2030 của tỉnh, UBND huyện ban hành Kế hoạch như sau:",
        "UBND huyện xây dựng Kế hoạch số hóa bến đò giai đoạn 2022 - 2026, trong đó có nội dung này.",
    ],
)
def test_other_years_in_the_opening_sentence(opening: str) -> None:
    assert periods(opening) == []


@pytest.mark.parametrize(("kind", "told"), [("loại 1", True), ("loại 2", False)])
def test_kinds_told_apart_by_a_number(kind: str, told: bool) -> None:
    targets = (
        "Xây dựng 06 bến đò loại 1 đạt chuẩn an toàn đường sông.",
        f"Xây dựng 15 bến đò {kind} đạt chuẩn an toàn đường sông.",
    )
    plan = lower_plan(*targets)
    found = {finding.kind for finding in review(plan, [plan]).findings}
    assert (Kind.CONTRADICTION in found) is told

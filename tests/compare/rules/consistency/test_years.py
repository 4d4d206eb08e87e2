"""The mean of each year, the years of the sentence that opens a plan, and kinds told apart by a number."""

from __future__ import annotations

import pytest

from compare.model import Kind
from compare.reviewing import review
from extract.model import Plan
from extract.pipeline import plan_of
from tests.compare.plans import LOWER, document, lines_of, lower_plan


def slips(plan: Plan) -> list[str]:
    return [finding.message for finding in review(plan, [plan]).findings if finding.kind is Kind.ARITHMETIC]


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

"""VB04: a draft whose numbers stand among its tasks is one with targets."""

from __future__ import annotations

from compare.reviewing import review
from extract.model import Plan
from extract.pipeline import plan_of
from tests.compare.plans import LOWER, codes, document, lines_of, upper_plan

TARGET = "60% số thôn có nhà văn hóa vào năm 2025."


def with_tasks(*tasks: str) -> Plan:
    """A draft without a section of targets."""
    lines = lines_of(LOWER, (), tasks)
    return plan_of(
        document([*lines[: lines.index("I. MỤC TIÊU")], *lines[lines.index("II. NHIỆM VỤ, GIẢI PHÁP") :]])
    )


def test_numbers_of_tasks_that_answer_are_targets() -> None:
    draft = with_tasks("60% số thôn có nhà văn hóa.")
    assert not draft.targets
    assert "VB04" not in codes(review(draft, [upper_plan(TARGET)]))


def test_a_number_of_something_else_is_none() -> None:
    draft = with_tasks("Mở 03 lớp dạy nấu ăn.")
    assert "VB04" in codes(review(draft, [upper_plan(TARGET)]))

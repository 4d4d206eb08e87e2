"""What was not read is not said to be missing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compare.model import Severity
from compare.reviewing import review
from extract.model import Plan
from extract.pipeline import plan_of
from tests.compare.plans import FAR, LOWER, document, lines_of, upper_plan

REFERENCE = "60% số ngõ xóm có đèn chiếu sáng ban đêm."


def draft(*targets: str, gaps: tuple[str, ...] = ()) -> Plan:
    lines = lines_of(LOWER, targets, ("Các xã mở 0\ufffd lớp về điện an toàn.",))
    return plan_of(replace(document(lines), gaps=gaps))


def told(plan: Plan, code: str) -> list[tuple[Severity, str]]:
    found = review(plan, [upper_plan(REFERENCE)]).findings
    return [(finding.severity, finding.message) for finding in found if finding.rule == code]


def test_a_target_with_a_lost_number_is_not_missing() -> None:
    plan = draft("Có 6\ufffd% số ngõ xóm có đèn chiếu sáng ban đêm.", "70% số hộ có bếp đun tiết kiệm củi.")
    (found,) = told(plan, "CT01") or [(Severity.MEDIUM, "chưa đọc được")]
    assert found[0] is Severity.MEDIUM
    assert "chưa đọc được" in found[1]
    assert told(plan, "CT16") == []
    assert len(told(plan, "VB01")) == 2


def test_any_target_may_stand_in_a_part_that_was_not_read() -> None:
    plan = draft("70% số hộ có bếp đun tiết kiệm củi.", gaps=("bảng tính nhúng",))
    ((severity, message),) = told(plan, "CT01")
    assert severity is Severity.MEDIUM
    assert "bảng tính nhúng" in message
    assert any("bảng tính nhúng" in text for _, text in told(plan, "VB01"))


def test_a_target_without_unread_content_is_missing() -> None:
    plan = draft("70% số hộ có bếp đun tiết kiệm củi.")
    ((severity, message),) = told(plan, "CT01")
    assert severity is Severity.CRITICAL
    assert message.endswith("dự thảo chưa có chỉ tiêu này.")


@pytest.mark.parametrize(
    ("gaps", "weight", "words"),
    [
        ((), Severity.HIGH, "chưa có chỉ tiêu nào cho mốc năm 2030"),
        (("biểu đồ",), Severity.MEDIUM, "chưa đọc được (“biểu đồ”) nên chưa rõ đã có chỉ tiêu nào"),
    ],
)
def test_a_whole_horizon_may_stand_there_too(gaps: tuple[str, ...], weight: Severity, words: str) -> None:
    first, second = "60% số thôn có điện lưới.", "70% số hộ có bếp đun tiết kiệm củi."
    asked = ["2.1. Đến năm 2025", first, second, "2.2. Đến năm 2030", first, second]
    lines = lines_of(replace(LOWER, period=FAR.period), asked[:3])
    found = review(
        plan_of(replace(document(lines), gaps=gaps)), [plan_of(document(lines_of(FAR, asked)))]
    ).findings
    (finding,) = (one for one in found if one.rule == "CT11")
    assert finding.severity is weight
    assert words in finding.message
    assert ("làm rõ" in (finding.suggestion or "")) == bool(gaps)

"""Numbers of general aims, which the targets of a lower plan spell out."""

from __future__ import annotations

from compare.model import Kind, Severity, Verdict
from compare.reviewing import review
from extract.pipeline import plan_of
from tests.compare.plans import UPPER, document, lines_of, lower_plan, reviewed


def test_a_missing_number_of_general_aims_is_not_critical() -> None:
    lines = lines_of(UPPER, ["60% số thôn có nhà văn hóa."])
    aim = lines.index("1. Mục tiêu chung") + 1
    lines[aim] = "Phấn đấu đến năm 2025 có trên 75% người dân hài lòng về đường làng."
    result = reviewed(plan_of(document(lines)), "60% số thôn có nhà văn hóa.")
    missing = [finding for finding in result.findings if finding.rule == "CT01"]
    assert [finding.severity for finding in missing] == [Severity.MEDIUM]


def test_what_requirements_forbid_is_asked_lightly() -> None:
    lines = lines_of(UPPER, ["80% số bến sông có đèn."])
    at = lines.index("I. MỤC TIÊU")
    required = [
        "1. Mục đích",
        "Giữ bến sông thông thoáng.",
        "2. Yêu cầu",
        "Đón khách chu đáo; không để xảy ra việc chủ đò từ chối chở người bệnh.",
    ]
    upper = plan_of(document([*lines[:at], "I. MỤC ĐÍCH, YÊU CẦU", *required, *lines[at:]]))
    found = review(lower_plan("80% số bến sông có đèn."), [upper])
    assert [(one.kind, one.severity) for one in found.findings] == [(Kind.MISSING_TARGET, Severity.LOW)]
    kept = review(
        lower_plan("80% số bến sông có đèn.", "Không để chủ đò nào từ chối chở người bệnh."), [upper]
    )
    assert {pair.verdict for pair in kept.pairs} == {Verdict.MEETS}

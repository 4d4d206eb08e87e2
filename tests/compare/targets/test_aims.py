"""Numbers of general aims, which the targets of a lower plan spell out."""

from __future__ import annotations

from compare.model import Severity
from extract.pipeline import plan_of
from tests.compare.plans import UPPER, document, lines_of, reviewed


def test_a_missing_number_of_general_aims_is_not_critical() -> None:
    lines = lines_of(UPPER, ["60% số thôn có nhà văn hóa."])
    aim = lines.index("1. Mục tiêu chung") + 1
    lines[aim] = "Phấn đấu đến năm 2025 có trên 75% người dân hài lòng về đường làng."
    result = reviewed(plan_of(document(lines)), "60% số thôn có nhà văn hóa.")
    missing = [finding for finding in result.findings if finding.rule == "CT01"]
    assert [finding.severity for finding in missing] == [Severity.MEDIUM]

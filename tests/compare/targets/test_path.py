"""A one-year plan is a step on the path; the strictest of several references binds."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from compare.model import Pair, Severity, Verdict
from compare.reviewing import review
from tests.compare.cases import check, read_cases, review_of
from tests.compare.plans import LOWER, UPPER, lower_plan, upper_plan, verdicts
from tests.fixtures import Fixture

OWN = replace(LOWER, number="20/KH-UBND", bases=())
YEAR = replace(LOWER, period="năm 2023")


@pytest.mark.parametrize("case", [*read_cases("path"), *read_cases("nation")], ids=str)
def test_steps_and_levels(case: Fixture) -> None:
    check(case)


def only_pair(upper: str, lower: str) -> Pair:
    (pair,) = review(lower_plan(lower, head=YEAR), [upper_plan(upper, head=UPPER)]).pairs
    return pair


def test_the_path_is_stated_with_its_figures() -> None:
    step = only_pair(
        "Tăng số hộ dùng nước sạch từ 40% năm 2020 lên 61% năm 2025.", "50% số hộ dùng nước sạch."
    ).step
    assert step is not None
    assert (step.start_year, step.start, step.end_year, step.end) == (2020, Decimal(40), 2025, Decimal(61))
    assert step.expected == Decimal("52.6")


def test_a_target_inside_the_plan_has_no_path() -> None:
    assert only_pair("60% số hộ dùng nước sạch vào năm 2023.", "50% số hộ dùng nước sạch.").step is None


@pytest.mark.parametrize(
    ("upper", "lower", "verdict"),
    [
        ("Đào tạo nghề cho 500 lao động.", "Đào tạo nghề cho 100 lao động.", Verdict.APPORTION),
        ("Mỗi năm đào tạo nghề cho 100 lao động.", "Đào tạo nghề cho 100 lao động.", Verdict.MEETS),
        ("Mỗi năm đào tạo nghề cho 100 lao động.", "Đào tạo nghề cho 80 lao động.", Verdict.WEAKER),
    ],
)
def test_a_one_year_plan_of_the_same_district(upper: str, lower: str, verdict: Verdict) -> None:
    assert verdicts(review(lower_plan(lower, head=YEAR), [lower_plan(upper, head=OWN)])) == [verdict]


def messages(title: str) -> list[str]:
    (case,) = [case for case in read_cases("nation") if case.title == title]
    findings = review_of(case).findings
    return [finding.message for finding in findings if finding.rule in ("CT02", "CT20")]


def test_the_binding_reference_is_named() -> None:
    binding, note = messages("The nation asks for more than the province")
    assert "phải theo mức chặt hơn của Quyết định số 310/QĐ-TTg" in binding
    assert note.startswith("Chỉ tiêu “60% số hộ nông thôn được sử dụng nước sạch”: Kế hoạch số 45/KH-UBND")
    (kept,) = messages("The province asks for more than the nation")
    assert "đáp ứng yêu cầu (đạt 60%) của Quyết định số 310/QĐ-TTg" in kept
    first, second = messages("Below both")
    assert "mức chặt hơn phải theo là yêu cầu (đạt 70%) của Kế hoạch số 45/KH-UBND" in first
    assert "cũng chưa đáp ứng yêu cầu (đạt 60%)" in second


def test_a_step_is_never_critical() -> None:
    for case in read_cases("path"):
        result = review_of(case)
        steps = {pair_id for pair in result.pairs if pair.step is not None for pair_id in pair.findings}
        heavy = {f.id for f in result.findings if f.severity in (Severity.CRITICAL, Severity.HIGH)}
        assert not steps & heavy, case.title

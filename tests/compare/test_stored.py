"""Stored reviews: any review comes back equal, and a plan is not taken for one."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from compare import Review
from compare.stored import dump_review, load_review
from extract.stored import StoredError, dump_plan, load_plan
from tests.anything import anything
from tests.sample_plans import REVIEWED, expected, sample, sample_review

FILES = Path(__file__).parent / "stored"
"""Files of version 1: a change of the model that cannot read them needs another version."""


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(anything(Review))
def test_any_review_comes_back_equal(any_review: Review) -> None:
    data = dump_review(any_review)
    assert load_review(data) == any_review
    assert dump_review(load_review(data)) == data


@pytest.mark.parametrize("stem", REVIEWED)
def test_sample_reviews_come_back_equal(stem: str) -> None:
    made = sample_review(stem)
    assert load_review(dump_review(made)) == made


def test_a_stored_plan_is_no_review() -> None:
    data = dump_plan(sample(expected(REVIEWED[0], "review")["draft"]))
    with pytest.raises(StoredError, match=r"không phải là bản lưu doichieu\.stored\.review/1"):
        load_review(data)


def test_files_of_this_version_can_always_be_read() -> None:
    made = load_review((FILES / "review.1.json").read_bytes())
    assert [finding.rule for finding in made.findings] == ["CT02", "CT02", "RS01", "CT15"]
    assert made.findings[0].decision is not None
    draft = load_plan((FILES / "plan.1.json").read_bytes())
    assert draft.source.sha256 == made.draft.source.sha256
    measure = draft.targets[2].measures[0]
    assert (measure.low, measure.high) == (Decimal(60), Decimal(70))

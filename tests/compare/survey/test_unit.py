"""The kept result of each plan in a run: rows that go to disk and come back equal."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache

import pytest

from compare import review
from compare.model import Review, Severity, Verdict
from compare.standing import Standing
from compare.survey.unit import UnitReview, unit_review
from compare.survey.unit_json import from_json, to_json
from extract.model import Level
from tests.sample_plans import sample_of


@cache
def checked() -> Review:
    uppers = [sample_of(stem) for stem in ("a1-qd-ttg", "a2-kh-tinh")]
    return review(sample_of("a4-kh-huyen-na-suong"), uppers)


@cache
def rows() -> UnitReview:
    return unit_review(checked(), file="a4.pdf", sha256="00", seconds=0.12345)


def test_every_pair_and_finding_has_its_row() -> None:
    assert [row.verdict for row in rows().pairs] == [pair.verdict for pair in checked().pairs]
    assert [row.message for row in rows().findings] == [finding.message for finding in checked().findings]
    assert rows().unit.level is Level.DISTRICT
    assert len(rows().references) == 2
    assert rows().seconds == 0.123


def test_numbers_name_the_same_measure_for_every_unit() -> None:
    """The third pair of a reference is its third measure for every draft."""
    other = review(sample_of("a3-kh-huyen-khe-vang"), [sample_of("a2-kh-tinh")])
    mine = {row.number: row.upper.text for row in rows().pairs if row.reference == 1}
    theirs = {row.number: row.upper.text for row in unit_review(other, file="", sha256="").pairs}
    assert mine == theirs
    assert list(mine) == list(range(1, len(mine) + 1))


def test_a_weaker_target_carries_its_rule_and_severity() -> None:
    weaker = [row for row in rows().pairs if row.verdict is Verdict.WEAKER]
    assert weaker
    for row in weaker:
        assert row.severity is Severity.CRITICAL
        assert "CT02" in row.rules
        assert row.upper.low is not None
        assert row.lower is not None
        assert row.lower.low is not None


def test_the_name_of_another_programme_is_kept() -> None:
    assert rows().other_name == ""
    strange = review(sample_of("b3-kh-huyen-van-dam"), [sample_of("a2-kh-tinh")])
    assert unit_review(strange, file="", sha256="").other_name == strange.draft.masthead.programme


def test_a_reference_has_a_short_name() -> None:
    assert [one.short for one in rows().references] == ["Quyết định số 215/QĐ-TTg", "Kế hoạch số 97/KH-UBND"]


def test_totals_carry_their_years() -> None:
    totals = [row for row in rows().pairs if row.total and row.verdict is Verdict.APPORTION]
    assert totals
    assert all(row.years and row.years[0] >= row.years[1] for row in totals)
    # The draft's amount for its own years in the unit of the upper plan; None if it counts other things.
    amounts = {row.upper.low: row.amount for row in totals}
    assert amounts[Decimal(600)] is not None
    assert all(row.amount is None for row in totals if "CT07" in row.rules)


def test_a_fitting_value_with_an_open_finding_is_marked() -> None:
    softer = [row for row in rows().pairs if row.verdict is Verdict.MEETS and "CT04" in row.rules]
    assert softer
    assert {row.standing for row in softer} == {Standing.PARTIAL}
    assert {row.standing for row in rows().pairs if not row.rules} <= {v.value for v in Verdict}


def test_rows_come_back_from_json() -> None:
    data = json.loads(json.dumps(to_json(rows()), ensure_ascii=False))
    assert from_json(data) == rows()


@pytest.mark.parametrize("data", [{}, {"schema": "doichieu.unit/2"}, {"schema": "doichieu.unit/1"}])
def test_other_json_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="not doichieu"):
        from_json(data)

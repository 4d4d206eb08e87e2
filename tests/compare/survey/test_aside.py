"""Plans that do not belong to a run: neither ranked nor counted, and listed with the reason."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compare.model import Severity, Verdict
from compare.survey.aside import Why
from compare.survey.overview import Overview
from compare.survey.surveying import overview
from compare.survey.unit import Failure, FailureKind, UnitReview
from extract.model import Level
from tests.compare.run_rows import NATION, PROVINCE, UPPER, finding, percent, unit

GOOD, BAD = percent(Verdict.MEETS, "60"), percent(Verdict.MISSING)
NAME = "Chương trình giảm nghèo bền vững"


def one_sided(rule: str) -> UnitReview:
    """The result of a plan with a remark of ``rule`` on its files."""
    found = replace(finding(rule, Severity.CRITICAL), reference=0)
    return unit("huyện B", findings=(found,))


def names(seen: Overview) -> list[str]:
    return [line.unit.name for line in seen.lines]


@pytest.mark.parametrize(
    ("rule", "why"), [("CC17", Why.REFERENCE), ("CC18", Why.SWAPPED), ("CC19", Why.PROGRAMME)]
)
def test_a_mistaken_file_is_not_ranked(rule: str, why: Why) -> None:
    seen = overview([unit("huyện A", GOOD), one_sided(rule)])
    assert names(seen) == ["huyện A"]
    assert [(one.unit.name, one.why) for one in seen.aside] == [("huyện B", why)]
    assert sum(seen.findings.values()) == 0
    assert not seen.defects


def test_a_waived_remark_on_the_files_sets_nothing_aside() -> None:
    waived = replace(finding("CC19", Severity.CRITICAL), reference=0, waived="đã thống nhất")
    assert names(overview([unit("huyện B", GOOD, findings=(waived,))])) == ["huyện B"]


def test_another_reference_with_answers_keeps_a_plan() -> None:
    found = replace(finding("CC19", Severity.CRITICAL), reference=0)
    answered = replace(GOOD, reference=1)
    two = unit("huyện B", answered, findings=(found,), references=(NATION, UPPER))
    assert names(overview([two])) == ["huyện B"]
    silent = replace(two, pairs=(replace(BAD, reference=1),))
    assert names(overview([silent])) == []


def test_a_wrong_citation_does_not_make_a_plan_of_the_programme() -> None:
    """Its name is another one and next to nothing is answered, although it cites the reference."""
    rows = [percent(Verdict.MISSING, number=number) for number in range(1, 5)]
    other = replace(unit("huyện B", *rows), other_name=NAME)
    (one,) = overview([unit("huyện A", GOOD), other]).aside
    assert (one.why, one.detail) == (Why.PROGRAMME, NAME)
    # With answers it is a plan of the programme, whatever its name; a weak plan under the right name stays.
    assert names(overview([replace(other, pairs=(GOOD, *rows[:3]))])) == ["huyện B"]
    assert names(overview([unit("huyện B", *rows)])) == ["huyện B"]


def test_a_plan_of_another_province_is_not_ranked() -> None:
    other = unit("huyện B", GOOD, province="tỉnh Sông Lạ")
    seen = overview([unit("huyện A", GOOD), other])
    assert names(seen) == ["huyện A"]
    assert [(one.why, one.detail) for one in seen.aside] == [(Why.PLACE, "tỉnh Sông Lạ")]


def test_plans_of_many_provinces_below_the_nation_stay() -> None:
    plans = [
        unit("huyện A", GOOD, references=(NATION,)),
        unit("huyện B", GOOD, references=(NATION,), province="tỉnh Sông Lạ"),
    ]
    assert names(overview(plans)) == ["huyện A", "huyện B"]
    above = unit(PROVINCE, GOOD, references=(NATION,), level=Level.PROVINCE)
    assert names(overview(plans, above=[above])) == ["huyện A"]


def test_one_plan_in_two_formats_counts_once() -> None:
    first = replace(unit("huyện A", GOOD, sha256="1", file="a.docx"), number="5/KH-UBND")
    again = replace(first, sha256="2", file="a.pdf")
    corrected = replace(again, sha256="3", file="a2.pdf", pairs=(percent(Verdict.MEETS, "65"),))
    seen = overview([first, again, corrected])
    assert len(seen.lines) == 2
    assert seen.same == (("a.pdf", "a.docx"),)
    assert not seen.failures


def test_files_without_a_result_are_told_by_kind() -> None:
    kinds = (
        FailureKind.UNREADABLE, FailureKind.OTHER_PROGRAMME, FailureKind.OTHER_PLACE, FailureKind.NO_PARENT,
        FailureKind.SAME,
    )  # fmt: skip
    failures = [Failure(file=f"{kind}.docx", reason="", kind=kind, detail=kind) for kind in kinds]
    seen = overview([], failures=failures)
    assert [one.why for one in seen.aside] == [Why.PROGRAMME, Why.PLACE, Why.UNKNOWN]
    assert seen.same == (("same.docx", "same"),)
    assert [one.file for one in seen.unreadable] == ["unreadable.docx"]

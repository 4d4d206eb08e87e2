"""A part of the stress: no weakened value passes as met, and the counting can fail."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice

import pytest

from benchmarks.stress.counting import Counts, counted, first, first_rows
from benchmarks.stress.forms import LATER, LISTED, OUTSIDE, Case, Truth, cases, tables
from benchmarks.stress.page import page
from benchmarks.stress.plans import CASES, Answer, Told, answers, groups, told

EVERY = 13
"""One case of so many is tried: a step that is prime to the number of cases of a sentence."""


@pytest.fixture(scope="module")
def counts() -> Counts:
    """The counts of a part of the cases, of all forms."""
    part = islice(cases(), 0, None, EVERY)
    return counted(chain.from_iterable(map(answers, groups(part))))


def test_no_weakened_value_passes(counts: Counts) -> None:
    assert counts.greens == []
    assert counts.all.weak > 700


def test_false_alarms_are_rare(counts: Counts) -> None:
    assert counts.all.alarms <= 0.01 * counts.all.fit


def test_most_weakened_values_are_told(counts: Counts) -> None:
    assert counts.all.told > 0.9 * counts.all.weak
    assert counts.all.unanswered < 0.03 * counts.all.weak


def test_every_form_and_source_is_tried(counts: Counts) -> None:
    assert len(counts.groups) == len({(form["verbs"], form["name"]) for form in tables()["forms"]})
    assert set(counts.sources) == {LISTED, OUTSIDE, LATER}


def test_truth_follows_the_meaning_of_the_form() -> None:
    """Less of a good thing and more of a bad one is weaker."""
    found = list(cases())
    assert _below(found, "Tỷ lệ hộ nghèo còn 12% vào năm 2025.", Truth.WEAKER) == {"13,4", "20", "40"}
    above = next(case.above for case in found if case.group == "change down: % without baseline")
    assert _below(found, above, Truth.WEAKER) == {"27", "18", "9"}
    assert _below(found, above, Truth.STRONGER) == {"33"}


def _below(found: list[Case], above: str, truth: Truth) -> set[str]:
    same = (case for case in found if case.above == above and case.truth is truth and not case.reworded)
    return {word.rstrip("%.") for case in same for word in case.below.split() if "%" in word}


def test_no_two_cases_of_a_plan_are_about_the_same() -> None:
    plans = list(groups(islice(cases(), 2000)))
    assert sum(map(len, plans)) == 2000
    for plan in plans:
        assert len({case.noun for case in plan}) == len(plan) <= CASES


def test_a_green_for_a_weaker_value_counts_as_wrong() -> None:
    case = next(case for case in cases() if case.truth is Truth.WEAKER)
    counts = counted([Answer(case=case, told=Told.EXCEEDS), Answer(case=case, told=Told.REMARK)])
    assert (counts.all.weak, counts.all.green, counts.all.soft) == (2, 1, 1)
    assert counts.greens == [case]


def test_a_weaker_verdict_on_an_equal_value_is_an_alarm() -> None:
    case = next(case for case in cases() if case.truth is Truth.EQUAL)
    assert counted([Answer(case=case, told=Told.WEAKER)]).alarms == [case]


def test_an_unread_sentence_is_no_green() -> None:
    assert told([]) is Told.UNREAD
    case = next(case for case in cases() if case.truth is Truth.WEAKER)
    silent = replace(case, above="Nâng cao đời sống.", below="Nâng cao đời sống.")
    assert [answer.told for answer in answers([silent])] == [Told.UNREAD]


def test_the_page_shows_first_and_today(counts: Counts) -> None:
    text = page(counts, "how")
    weak, green, *_ = first()["all"]
    assert f"| {green} of {weak} | 0 of {counts.all.weak} |" in text
    assert "## Wrong greens today\n\nNone." in text


def test_first_counts_name_rows_of_the_page(counts: Counts) -> None:
    assert set(counts.groups) | set(counts.sources) | {"all"} == set(first())
    assert first_rows(counts).count("\n") == len(first()) + 1


def _sentences() -> Iterator[str]:
    yield from (case.above for case in islice(cases(), 0, None, 97))


def test_sentences_begin_with_a_capital_and_end_with_a_stop() -> None:
    for sentence in _sentences():
        assert sentence[0].isupper() or not sentence[0].isalpha()
        assert sentence.endswith(".")
        assert "{" not in sentence

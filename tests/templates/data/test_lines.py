"""Lines of pairs and cards: short, whole, and all of a review."""

from __future__ import annotations

import json

import pytest

from compare.decision import Decision, State
from compare.human.deciding import decided
from compare.model import Dimension, Review, Verdict
from compare.reviewing import review
from compare.standing import Standing
from templates.data.lines import DIFFERENCE, SUBJECT, VALUE, as_row, card_lines, pair_lines
from templates.report.arrange import arrange
from templates.report.cards import HEADLINE, cards
from tests.compare.plans import lower_plan, upper_plan
from tests.sample_plans import REVIEWED, sample_review


def weaker() -> Review:
    above = ("Đến năm 2025 đạt 60% số thôn có tổ tự quản.", "Đạt ít nhất 90% số hộ có hố xí hợp vệ sinh.")
    return review(lower_plan("Đến năm 2025 đạt 50% số thôn có tổ tự quản."), [upper_plan(*above)])


@pytest.mark.parametrize("stem", REVIEWED)
def test_lines_are_short_and_hold_all_pairs(stem: str) -> None:
    made = sample_review(stem)
    lines = pair_lines(made)
    assert [line.verdict for line in lines] == [pair.verdict for pair in made.pairs]
    for line in lines:
        assert line.subject
        assert line.asked
        assert max(len(line.subject) - SUBJECT, len(line.asked) - VALUE, len(line.given) - VALUE) <= 0
        assert len(line.difference) <= DIFFERENCE
        assert "\n" not in f"{line.subject}{line.asked}{line.given}{line.difference}"
        assert bool(line.given) == (made.pairs[lines.index(line)].draft is not None)


@pytest.mark.parametrize("stem", REVIEWED)
def test_subjects_are_cut_at_whole_words(stem: str) -> None:
    made = sample_review(stem)
    for line, pair in zip(pair_lines(made), made.pairs, strict=True):
        measure = pair.reference.measure
        source = f"{measure.subject} {measure.text} {pair.reference.text}" if measure else pair.reference.text
        wanted = {word.casefold().strip("“”,.;:()") for word in source.split()}
        said = {word.casefold().strip("“”,.;:()…") for word in line.subject.split()}
        assert said - wanted <= {""}, line.subject


@pytest.mark.parametrize("stem", REVIEWED)
def test_cards_are_those_of_the_report(stem: str) -> None:
    made = sample_review(stem)
    lines, report = card_lines(made), arrange(made)
    assert [line.headline for line in lines] == [view.headline for view in report.findings]
    assert [line.findings for line in lines] == [tuple(f.id for f in card.findings) for card in cards(made)]
    assert all(len(line.headline) <= HEADLINE for line in lines)


def test_a_line_says_both_values_and_the_verdict() -> None:
    first, second = pair_lines(weaker())
    assert (first.subject, first.asked, first.given) == ("Thôn có tổ tự quản", "đạt 60%", "đạt 50%")
    assert (first.word, first.standing, first.number) == ("Chưa phù hợp (chưa đạt mức)", Standing.WEAKER, 1)
    assert (second.verdict, second.given, second.target) == (Verdict.MISSING, "", None)
    assert (second.asked, second.due) == ("ít nhất 90%", "năm 2025")
    assert first.severity is not None
    assert first.findings


def test_two_deadlines_are_told_apart() -> None:
    above, below = (
        "Đến năm 2023 đạt 60% số thôn có tổ tự quản.",
        "Đến năm 2025 đạt 60% số thôn có tổ tự quản.",
    )
    made = review(lower_plan(below), [upper_plan(above)])
    (pair,), (line,) = made.pairs, pair_lines(made)
    assert [difference.dimension for difference in pair.differences] == [Dimension.DEADLINE]
    assert (line.asked, line.given) == ("đạt 60% (năm 2023)", "đạt 60% (năm 2025)")


def test_a_card_tells_what_was_decided() -> None:
    made = weaker()
    finding = made.findings[0]
    decision = Decision(
        fingerprint=finding.fingerprint, state=State.UNSURE, author="Lê Thị Hoa", date="2026-11-30"
    )
    assert {line.state for line in card_lines(made)} == {None}
    line = next(line for line in card_lines(decided(made, [decision])) if finding.id in line.findings)
    assert (line.state, line.badge, line.is_open) == (State.UNSURE, "Cần làm rõ", True)
    assert line.fingerprints == (finding.fingerprint,)


def test_rows_are_json() -> None:
    rows = [*map(as_row, pair_lines(weaker())), *map(as_row, card_lines(weaker()))]
    assert json.loads(json.dumps(rows)) == rows
    assert rows[0]["verdict"] == "weaker"

"""Two families of plans by other hands: floors a little under what is right today, and a scorer that can fail."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.hands.page import looks, page
from benchmarks.hands.plans import CONFORMING, DEVIATING, DRAFTS, FAMILIES, PLANS, Row, labels
from benchmarks.hands.scoring import Score, judged, pairs_of_rows, reviewed, scored, summed
from compare.model import Kind, Severity, Verdict

WORK, ROADS = "work", "roads"


@pytest.fixture(scope="module")
def scores() -> dict[tuple[str, str], Score]:
    """The scores of two families: one with years as rows of its table, one in telegraphic style."""
    return {(family, draft): scored(family, draft) for family in (WORK, ROADS) for draft in DRAFTS}


@pytest.mark.parametrize(
    ("family", "draft", "floor"),
    [(WORK, CONFORMING, 26), (WORK, DEVIATING, 31), (ROADS, CONFORMING, 33), (ROADS, DEVIATING, 38)],
)
def test_verdicts_stay_right(
    scores: dict[tuple[str, str], Score], family: str, draft: str, floor: int
) -> None:
    score = scores[family, draft]
    assert score.right >= floor, score.mistakes


def test_no_weaker_or_missing_target_passes(scores: dict[tuple[str, str], Score]) -> None:
    total = summed(scores.values())
    assert total.risky == 9
    assert total.greens == 0


def test_findings_of_the_deviating_drafts_are_told(scores: dict[tuple[str, str], Score]) -> None:
    total = summed(scores.values())
    assert total.told >= 16
    assert total.wanted == 19


def test_conforming_drafts_have_few_false_alarms(scores: dict[tuple[str, str], Score]) -> None:
    assert scores[WORK, CONFORMING].false == 0
    assert scores[ROADS, CONFORMING].false <= 3


def test_almost_every_row_is_read(scores: dict[tuple[str, str], Score]) -> None:
    assert summed(scores.values()).unread <= 1


def test_a_green_on_a_weaker_row_is_counted() -> None:
    found = reviewed(WORK, DEVIATING)
    green = replace(found, pairs=tuple(replace(pair, verdict=Verdict.MEETS) for pair in found.pairs))
    score = judged(green, labels(WORK, DEVIATING), conforming=False)
    assert score.greens == score.risky == 4


def test_a_heavy_finding_without_a_label_is_false() -> None:
    found = reviewed(WORK, CONFORMING)
    finding = replace(found.findings[0], kind=Kind.MISSING_TARGET, severity=Severity.CRITICAL)
    louder = replace(found, findings=(finding,))
    assert judged(louder, labels(WORK, CONFORMING), conforming=True).false == 1


def test_a_silent_review_tells_nothing() -> None:
    silent = replace(reviewed(ROADS, DEVIATING), pairs=(), findings=())
    score = judged(silent, labels(ROADS, DEVIATING), conforming=False)
    assert (score.right, score.told) == (0, 0)
    assert score.unread == score.rows > 40


def test_amounts_of_another_magnitude_are_the_same() -> None:
    """ "2,5 nghìn lượt" and "2.500 lượt" are one amount; a tenth of it is another."""
    found = reviewed(ROADS, DEVIATING)
    row = next(row for row in labels(ROADS, DEVIATING).rows if row.low == 2500)
    assert pairs_of_rows(found.pairs, [row])[row.id]
    thousands = replace(row, low=2.5, high=2.5, unit="nghìn lượt người")
    assert pairs_of_rows(found.pairs, [thousands]) == pairs_of_rows(found.pairs, [row])
    assert not pairs_of_rows(found.pairs, [replace(row, low=250, high=250)])[row.id]


def test_other_words_are_another_row() -> None:
    found = reviewed(ROADS, DEVIATING)
    row: Row = next(row for row in labels(ROADS, DEVIATING).rows if row.low == 2500)
    assert not pairs_of_rows(found.pairs, [replace(row, quote="lượt khách tham quan bảo tàng")])[row.id]


def test_every_family_has_labels_and_a_first_look() -> None:
    assert sorted(family for look in looks() for family in look.families) == sorted(FAMILIES)
    assert sorted(path.name for path in PLANS.iterdir()) == sorted(FAMILIES)
    for look in looks():
        rows = [row for family in look.families for draft in DRAFTS for row in labels(family, draft).rows]
        assert look.right < look.rows == sum(row.counted for row in rows)


def test_the_page_shows_first_sight_and_today(scores: dict[tuple[str, str], Score]) -> None:
    text = page(scores, "how")
    today = summed(scores[ROADS, draft] for draft in DRAFTS)
    assert f"| roads | 39 of 88 | 0.443 | {today.right} of 88 | {today.share:.3f} |" in text
    assert "no longer blind" in text

"""Headlines of all cards of the samples and of the plans by other hands: short, whole, cut where nothing is torn."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from benchmarks.hands.plans import DRAFTS, FAMILIES
from benchmarks.hands.plans import plan as by_hand
from compare import review
from compare.model import Review
from compare.rules import RULES
from templates.report.cards import HEADLINE, Card, cards
from tests.sample_plans import REVIEWED, sample_review

NAMES = {code: rule.name for code, rule in RULES.items()}
CUT = re.compile(r"([^\s“”:]+(?: [^\s“”:]+){0,3}) …(?! số)")
"""The last words before a cut; "…%" is the blank of a draft."""
FIGURE = re.compile(r"(?<!năm )(?<!tháng )(?<!\d - )(?<!\d)(?!20\d\d )\d[\d.,]* …")
"""A figure without what it counts; the month of a date is none."""
MACHINE = re.compile(r"thay vì|\bnone\b|[{}]|(?<=: )(?:kế hoạch|quyết định) số")
"""What no official writes."""


def words_of(card: Card) -> str:
    """All words that a headline may quote, on one line."""
    places = [
        place
        for finding in card.findings
        for place in (finding.reference, finding.draft, *finding.others)
        if place is not None
    ]
    texts = [finding.message for finding in card.findings]
    texts += [place.text for place in places]
    texts += [text for place in places if (one := place.measure) for text in (one.text, one.subject)]
    return " ".join(" ".join(texts).split()).casefold()


def faults(found: Review) -> Iterator[str]:
    for card in cards(found, NAMES):
        line, source = card.headline, words_of(card)
        if not 0 < len(line) <= HEADLINE or "\n" in line:
            yield f"{len(line)} letters: {line}"
        if line.count("“") != line.count("”") or line.count("(") != line.count(")"):
            yield f"torn: {line}"
        if MACHINE.search(line) or FIGURE.search(line):
            yield f"no sentence: {line}"
        for cut in CUT.findall(line):
            if cut.casefold() in source and not re.search(rf"{re.escape(cut.casefold())}(?!\w)", source):
                yield f"cut within a word: {line}"


@pytest.mark.parametrize("stem", REVIEWED)
def test_headlines_of_a_sample_are_whole(stem: str) -> None:
    assert list(faults(sample_review(stem))) == []


@pytest.mark.parametrize("family", FAMILIES)
def test_headlines_of_other_hands_are_whole(family: str) -> None:
    for draft in DRAFTS:
        assert list(faults(review(by_hand(family, draft), [by_hand(family, "upper")]))) == []

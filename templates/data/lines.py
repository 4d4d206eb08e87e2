"""A review as lists: a short line for each pair and for each card, which a program draws without making a report.

Lines hold plain words and numbers, and ``as_row`` makes JSON of one. All texts are on one line, cut at whole words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from compare.decision import State
from compare.model import Dimension, Place, Review, Severity, Verdict
from compare.standing import Standing
from extract.codec import Codec
from extract.language import writing
from templates import texts, words
from templates.human import human_of
from templates.report.cards import Card, cards, subject_of
from templates.report.conclusion import is_open, standing, standing_word
from templates.report.differences import difference_words
from templates.report.places import place_words

SUBJECT = 80
"""Greatest number of letters of what a line is about."""
VALUE = 60
"""Greatest number of letters of a value."""
DIFFERENCE = 120
"""Greatest number of letters of the differences of a pair."""
_CODEC = Codec()


@dataclass(frozen=True, slots=True, kw_only=True)
class PairLine:
    """One pair: a measure of an upper plan and its answer."""

    key: str
    """``Pair.key``."""
    reference: int
    """The index of the upper plan in the review."""
    number: int
    """Which of its measures, from 1."""
    subject: str
    """What is measured: "Hộ gia đình sử dụng nước sạch"."""
    asked: str
    """What the upper plan asks: "ít nhất 90%"; its words where it has no number."""
    given: str
    """What the draft gives: "80%"; several with " / "; "" without an answer."""
    due: str
    """When the upper plan wants it: "năm 2025"; "" where it names no time."""
    verdict: Verdict
    """How the draft answers."""
    standing: Standing
    """The verdict, or "partial" where the value fits while a finding is open."""
    word: str
    """The words for ``standing``: "Phù hợp"; "Không so sánh" for a reference given by mistake."""
    difference: str
    """What differs, in words; "" where nothing does."""
    perhaps: bool
    """Whether the pair is only perhaps one."""
    severity: Severity | None
    """The weight of the heaviest open finding about it; None without one."""
    findings: tuple[str, ...]
    """The ids of all findings about it, the heaviest first."""
    target: str | None
    """The id of the draft's item; None without an answer."""
    place: str
    """The place in the draft, in the upper plan where there is no answer: "Khoản 2 Mục I; trang 2"."""
    page: int | None
    """The page of ``place``, from 1; None where the format has no pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardLine:
    """One card: all findings of one place."""

    findings: tuple[str, ...]
    """The ids of its findings."""
    keys: tuple[str, ...]
    """Their keys (``compare.identity``)."""
    fingerprints: tuple[str, ...]
    """Their fingerprints, for decisions on all of them."""
    rules: tuple[str, ...]
    """The codes of its rules, each once."""
    title: str
    """The name of its first rule: "Chỉ tiêu thấp hơn cấp trên"."""
    headline: str
    """One line of at most 160 letters."""
    suggestion: str
    """What is asked of the drafter, in full; "" where nothing is."""
    severity: Severity
    """The weight."""
    word: str
    """The word for ``severity``."""
    is_open: bool
    """Whether it asks something of the draft: it is no note, and neither waived nor dismissed."""
    is_remark: bool
    """Whether a human wrote it."""
    state: State | None
    """What a human decided on all of it; None where that is open, or differs within it."""
    badge: str
    """A human's mark in a few words: "Cần xem lại"; "" without one."""
    place: str
    """The place in the draft, in the upper plan where the draft has none; "" without any."""
    page: int | None
    """The page of ``place``, from 1; None where the format has no pages."""


def pair_lines(review: Review) -> tuple[PairLine, ...]:
    """All pairs of a review, in its order."""
    open_ones = {finding.id: finding.severity for finding in review.findings if is_open(finding)}
    return tuple(_pair_lines(review, open_ones))


def card_lines(review: Review, rules: Mapping[str, str] | None = None) -> tuple[CardLine, ...]:
    """All cards of a review, in the order of a report; ``rules`` gives the Vietnamese name of each rule code."""
    return tuple(_card_line(card) for card in cards(review, rules))


def as_row(line: PairLine | CardLine) -> dict[str, Any]:
    """A line as ``json.dumps`` takes it."""
    return _CODEC.encode(line)


def _pair_lines(review: Review, open_ones: Mapping[str, Severity]) -> Iterator[PairLine]:
    counted: Counter[int] = Counter()
    for pair in review.pairs:
        plan = pair.reference.plan or 0
        counted[plan] += 1
        told = standing(pair, set(open_ones))
        grades = [open_ones[name] for name in pair.findings if name in open_ones]
        answers = pair.parts if len(pair.parts) > 1 else tuple(filter(None, [pair.draft]))
        place = pair.draft or pair.reference
        by_day = any(difference.dimension is Dimension.DEADLINE for difference in pair.differences)
        yield PairLine(
            key=pair.key,
            reference=plan,
            number=counted[plan],
            subject=_subject(pair.reference),
            asked=_value(pair.reference, by_day=by_day),
            given=texts.cut(" / ".join(dict.fromkeys(_value(one, by_day=by_day) for one in answers)), VALUE),
            due=_due(pair.reference),
            verdict=pair.verdict,
            standing=told,
            word=words.word("aside", "void") if pair.is_void else standing_word(told),
            difference=texts.cut("; ".join(difference_words(pair)), DIFFERENCE),
            perhaps=pair.perhaps,
            severity=min(grades, key=lambda grade: grade.rank, default=None),
            findings=pair.findings,
            target=pair.draft.target if pair.draft is not None else None,
            place=_where(place),
            page=_page(place),
        )


def _card_line(card: Card) -> CardLine:
    findings = card.findings
    states = {finding.decision.state if finding.decision else None for finding in findings}
    place = next((one for one in (card.draft, *(point.first.draft for point in card.points)) if one), None)
    place = place or next(iter(card.upper), None)
    return CardLine(
        findings=tuple(finding.id for finding in findings),
        keys=tuple(finding.key for finding in findings),
        fingerprints=tuple(finding.fingerprint for finding in findings),
        rules=card.rules,
        title=card.title,
        headline=card.headline,
        suggestion=card.suggestion,
        severity=card.severity,
        word=words.of(card.severity),
        is_open=card.is_open,
        is_remark=card.first.is_remark,
        state=next(iter(states)) if len(states) == 1 else None,
        badge=human_of(findings).badge,
        place=_where(place) if place is not None else "",
        page=_page(place) if place is not None else None,
    )


def _subject(place: Place) -> str:
    if place.measure is None:
        return writing.capitalised(texts.cut(texts.quoted(place.text), SUBJECT))
    return texts.cut(subject_of(place, SUBJECT), SUBJECT)


def _value(place: Place, *, by_day: bool) -> str:
    """The value of a measure with its bound and hedge, and when it is due where the two sides differ in that."""
    measure = place.measure
    if measure is None or measure.low is None:
        return texts.cut(texts.quoted(measure.text if measure is not None else place.text), VALUE)
    when = f" ({_due(place)})" if by_day and measure.deadline else ""
    return texts.cut(writing.requirement(measure) + when, VALUE)


def _due(place: Place) -> str:
    measure = place.measure
    return writing.when(measure.deadline) if measure is not None and measure.deadline else ""


def _where(place: Place) -> str:
    return place_words(place.path, place.anchor, place.spot)


def _page(place: Place) -> int | None:
    return place.anchor.page if place.anchor is not None else None

"""Evidence that a draft's indicator answers a reference's: a few numbers between 0 and 1, and what each is worth.

The sum of the weights is a log-odds: 0 says as likely as not. Weights are data (``evidence.toml``). Evidence proposes
pairs and never decides a verdict.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from compare.targets.indicators import Indicator
from compare.targets.items import Item
from compare.targets.measuring.restating import as_share, restated
from compare.targets.measuring.values import are_times, is_complement, is_none, scale, unit_class
from compare.targets.measuring.ways import (
    Way,
    are_alike_told,
    is_one_kind,
    is_share,
    is_told_otherwise,
    way_of,
)
from compare.targets.path import is_standing
from compare.words import phrases
from compare.words.similarity import Index, Vector, cosine, covered
from extract.kept import kept
from extract.language import toml_tables
from extract.language.lexicon import fold
from extract.language.phrases import composed
from extract.language.units import dimension, unit_kind
from extract.model import Level

# "không có tệ nạn", "không còn hộ nghèo", "không nơi nương tựa": the thing that is denied, in two syllables, and how
# far the denial may reach.
_DENIED = composed(
    r"(?<!\w)không\s+(?:<<verbs>>\s+)?(?P<what>[^\W\d_]+\s+[^\W\d_]+)(?P<on>(?:\s+[^\W\d_]+){0,3})",
    verbs=phrases("targets", "denial"),
)
# "không can thiệp kịp thời" denies no help: it came too late.
_MANNER = composed(r"(?<!\w)<<words>>(?!\w)", words=phrases("targets", "manner"))
_LEVELS = {
    level: phrases("synonyms", "levels", level.value)
    for level in (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE)
}

_WORDS_OF_A_VALUE = 0.1
"""Least cosine at which an equal value counts in full."""
_WORDS_OF_NONE = 0.3
"""The same where there is to be none of both things."""
_SAME_DIMENSION = 0.5
"""What two units of one dimension count for: a width in metres and a length in kilometres are two things."""
_ONE = Decimal(1)
_RELATED = {
    frozenset(pair)
    for pair in (
        ("percent", "points"),
        ("permille", "rate"),
        ("percent", "permille"),
        ("percent", "multiple"),
        ("count", "plain"),
        ("rate", "plain"),
        ("rate", "percent"),
    )
}
"""Kinds of unit that may answer each other, if only to say that they are not comparable."""


@cache
def weights() -> Mapping[str, float]:
    """The weight of each piece of evidence, by name."""
    return {name: float(weight) for name, weight in toml_tables.read("compare.targets", "evidence").items()}


class Shape(NamedTuple):
    """All of an indicator that neither its words nor its values tell; ``often`` tells that it counts how often."""

    way: Way
    unit: str | None
    per: str | None
    often: bool
    years: frozenset[int]
    cumulative: bool
    time_base: str | None
    part: str
    settled: bool
    levels: frozenset[Level]
    standing: bool


class Compared(NamedTuple):
    """What two shapes tell of a pair: pieces of evidence, their log-odds with the bias, whether values may be equal.

    ``by_words`` tells that the words of the units may be nearer than the piece for them says.
    """

    pieces: Mapping[str, float]
    odds: float
    alike: bool
    by_words: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Facts:
    """What evidence looks at in one indicator, computed once.

    ``owners`` are the ids of the items that its steps stand in,
    ``steps`` are its steps by year, ``denied`` what its subject denies, ``affirmed`` what it says beside that.
    """

    head: Item
    owners: frozenset[str]
    subject: Vector
    clause: Vector
    years: frozenset[int]
    steps: Mapping[int | None, Item]
    affirmed: str
    denied: frozenset[str]
    standing: bool
    shape: Shape
    indicator: Indicator
    index: Index

    @property
    def context(self) -> AbstractSet[str]:
        """The words of its items with their headings, which few indicators are asked for."""
        return self.index.terms(self.indicator.context)


def facts_of(indicator: Indicator, index: Index) -> Facts:
    """The facts of an indicator, its words as vectors of one index."""
    head = indicator.head
    measure, years = head.measure, indicator.years
    denied, affirmed = _denial(head.text)
    standing = len(indicator.steps) == 1 and is_standing(head)
    return Facts(
        head=head,
        owners=frozenset([step.owner.id for step in indicator.steps]),
        subject=index.vector(head.text),
        clause=index.vector(indicator.clause),
        years=years,
        steps={step.year: step for step in indicator.steps},
        denied=denied,
        affirmed=affirmed,
        standing=standing,
        shape=Shape(
            way=way_of(head),
            unit=measure.unit if measure else None,
            per=measure.per if measure else None,
            often=measure is not None and are_times(measure, measure),
            years=years,
            cumulative=head.cumulative,
            time_base=_time_base(head),
            part=head.part,
            settled=head.settled,
            levels=levels_named(measure.subject if measure else head.text),
            standing=standing,
        ),
        indicator=indicator,
        index=index,
    )


@kept(1_000)
def _denial(text: str) -> tuple[frozenset[str], str]:
    """What a text denies, and what it says beside that."""
    said = fold(text)
    denied = frozenset(one["what"] for one in _DENIED.finditer(said) if not _MANNER.search(one["on"]))
    return denied, _DENIED.sub(",", said)


class Words(NamedTuple):
    """How near the words of two indicators are, each number between 0 and 1."""

    clause: float
    subject: float
    covered: float


def words_of(reference: Facts, draft: Facts) -> Words:
    """The nearness of the words of two indicators; ``covered`` is the reference's share in the draft."""
    return Words(
        cosine(reference.clause, draft.clause),
        cosine(reference.subject, draft.subject),
        min(1.0, covered(reference.subject, draft.context)),
    )


def is_of_a_part(reference: Facts, draft: Facts) -> bool:
    """Whether the draft speaks of one place ("thôn 1") and the reference of the whole area: no answer, only near."""
    return bool(draft.head.places) and not reference.head.places


_OTHERWISE = 0.5
"""What a kind of unit is worth between a level and a change: "đạt 45%" and "tăng 25%" are seldom about the same."""


def held_down(reference: Facts, draft: Facts, odds: float, most: float) -> float:
    """Log-odds of about ``most`` at most where the draft speaks of a part, in the order that they had."""
    return min(odds, most + odds / 1000) if is_of_a_part(reference, draft) else odds


def evidence(
    reference: Facts,
    draft: Facts,
    words: Words | None = None,
    others: Mapping[str, float] | None = None,
    equal: float | None = None,
) -> Mapping[str, float] | None:
    """The pieces of evidence, each between 0 and 1; None where the draft cannot answer at all.

    Neighbours are left to ``compare.targets.candidates``, which knows all pairs.
    ``words``, ``others`` and ``equal`` are those of ``words_of``, ``numbers`` and ``equal_value``, where the caller has
    them.
    """
    if (denies(reference, draft) or denies(draft, reference)) and not _complements(reference, draft):
        return None
    if reference.head.elsewhere or draft.head.elsewhere:
        return None
    if reference.head.places and draft.head.places and reference.head.places.isdisjoint(draft.head.places):
        # "Thôn 1" and "thôn 2" are two things, however alike their sentences are.
        return None
    words = words or words_of(reference, draft)
    return {
        "bias": 1.0,
        "clause": words.clause,
        "subject": words.subject,
        # Between things that share no word an equal number is chance.
        "value": (equal_value(reference, draft) if equal is None else equal)
        * min(1.0, max(words.clause, words.subject) / _words_of_a_value(reference, draft)),
        "covered": words.covered,
        "neighbour": 0.0,
        **(others or numbers(reference, draft)),
    }


def most_of_value(clause: float, subject: float) -> float:
    """What an equal value counts for at most between things with words so near."""
    return min(1.0, max(clause, subject) / _WORDS_OF_A_VALUE)


def numbers(reference: Facts, draft: Facts) -> Mapping[str, float]:
    """The pieces of evidence that neither the words of clause and subject nor values give."""
    return with_units(reference, draft, compared(reference.shape, draft.shape)).pieces


def with_units(reference: Facts, draft: Facts, known: Compared) -> Compared:
    """What the shapes of two indicators tell, with the words of their units where these are nearer."""
    if not known.by_words:
        return known
    vector = reference.index.vector
    near = cosine(vector(reference.shape.unit or ""), vector(draft.shape.unit or ""))
    if near <= known.pieces["unit"]:
        return known
    pieces = {**known.pieces, "unit": near}
    return known._replace(pieces=pieces, odds=weights()["bias"] + log_odds(pieces))


@kept(3_000)
def compared(mine: Shape, theirs: Shape) -> Compared:
    """What two shapes tell, that of a reference and that of a draft; plans of one kind have few shapes."""
    total, one_kind = mine.cumulative, is_one_kind(mine.way, theirs.way)
    later = bool(mine.years and theirs.years) and min(theirs.years) > max(mine.years)
    unit, by_words = _units(mine, theirs)
    pieces = {
        "kind": float(one_kind) * (1.0 if are_alike_told(mine.way, theirs.way) else _OTHERWISE),
        "unit": unit,
        "years": len(mine.years & theirs.years) / len(mine.years) if mine.years else 1.0,
        "time_base": 0.0 if total else float(mine.time_base != theirs.time_base),
        "later": 0.0 if total or mine.standing else float(later),
        "part": float(mine.part != theirs.part and mine.settled and theirs.settled),
        "level": float(bool(mine.levels and theirs.levels and not mine.levels & theirs.levels)),
    }
    related = one_kind or frozenset((mine.way.kind, theirs.way.kind)) in _RELATED
    odds = weights()["bias"] + log_odds(pieces)
    return Compared(pieces, odds, related and not _are_foreign(mine, theirs), by_words)


def log_odds(pieces: Mapping[str, float]) -> float:
    """The sum of what each piece is worth."""
    known = weights()
    return sum([known[name] * value for name, value in pieces.items()])


def probability(odds: float) -> float:
    """Log-odds as a number between 0 and 1."""
    return 1 / (1 + math.exp(-odds))


def odds_of(probability: float) -> float:
    """A number between 0 and 1 as log-odds; infinite at both ends."""
    if probability <= 0:
        return -math.inf
    return math.log(probability / (1 - probability)) if probability < 1 else math.inf


def same_kind(reference: Item, draft: Item) -> bool:
    """Whether two items measure in the same kind of unit."""
    return reference.kind == draft.kind or is_one_kind(way_of(reference), way_of(draft))


def equal_value(reference: Facts, draft: Facts, alike: bool | None = None) -> float:
    """The share of common years with equal values, in kinds that may answer each other, of nouns of one class.

    ``alike`` is that of ``may_be_equal``, where the caller has it.
    """
    if not (may_be_equal(reference, draft) if alike is None else alike):
        return 0.0
    others = draft.steps
    if reference.standing and len(others) == 1:
        # A rule holds on, whatever the last years of the two plans.
        (year,), (other,) = reference.steps, others.values()
        others = {year: other}
    common = equal = 0
    for year, step in reference.steps.items():
        if year in others:
            common += 1
            equal += _equal(step, others[year])
    return equal / common if common else 0.0


def may_be_equal(reference: Facts, draft: Facts) -> bool:
    """Whether an equal number says anything: in kinds that may answer each other, of nouns of one class."""
    return compared(reference.shape, draft.shape).alike


def _equal(first: Item, second: Item) -> bool:
    mine, theirs = first.measure, second.measure
    if mine is None or theirs is None or mine.low is None or theirs.low is None:
        return False
    times = parts = _ONE
    if (mine.unit, mine.per, mine.change) == (theirs.unit, theirs.per, theirs.change):
        if mine.low != theirs.low and mine.low != 100 - (theirs.high or theirs.low):
            return False  # Most pairs end here.
    else:
        kind, theirs = second.kind, as_share(mine, theirs)
        if are_times(mine, theirs):
            theirs = replace(theirs, unit=mine.unit)
        if (mine.unit, mine.per, mine.change) != (theirs.unit, theirs.per, theirs.change):
            theirs = restated(mine, theirs)
            kind = unit_kind(theirs.unit, theirs.per)
        if (mine.unit, mine.per) != (theirs.unit, theirs.per):
            times, parts = scale(mine, theirs, first.kind, kind)
    assert theirs.low is not None
    low, high = theirs.low, theirs.high or theirs.low
    same = mine.low == low * times / parts and mine.high == high * times / parts
    rest = mine.low == (100 - high) * times / parts and mine.high == (100 - low) * times / parts
    # Only where it matters the words are asked whether one counts what the other leaves.
    may_be = low not in (0, 100) or is_none(mine) or is_none(theirs)
    return rest if same is not rest and may_be and is_complement(mine, theirs) else same


def _are_foreign(mine: Shape, theirs: Shape) -> bool:
    """Whether two counted nouns are of different classes (minutes, ranks, people)."""
    if mine.way.kind != "count" or theirs.way.kind != "count" or (mine.often and theirs.often):
        return False
    classes = unit_class(mine.unit), unit_class(theirs.unit)
    return None not in classes and classes[0] != classes[1]


def _words_of_a_value(first: Facts, second: Facts) -> float:
    """Least cosine at which an equal value counts in full: all that is to be none has one value."""
    none = first.shape.way.none and second.shape.way.none
    return _WORDS_OF_NONE if none else _WORDS_OF_A_VALUE


def _units(mine: Shape, theirs: Shape) -> tuple[float, bool]:
    """How near two units are, and whether their words may be nearer."""
    if mine.way.none and theirs.way.none:
        return 0.0, False
    if mine.unit == theirs.unit or is_told_otherwise(mine.way, theirs.way) or (mine.often and theirs.often):
        return 1.0, False
    if _are_rates(mine, theirs) or is_share(mine.way, theirs.way):
        return 1.0, False
    if mine.unit is None or theirs.unit is None:
        return 0.0, False
    if f"{mine.unit} ".startswith(f"{theirs.unit} ") or f"{theirs.unit} ".startswith(f"{mine.unit} "):
        return 1.0, False  # "trung tâm", "trung tâm học tập cộng đồng"
    measured, other = dimension(mine.unit), dimension(theirs.unit)
    return _SAME_DIMENSION if measured and other and measured[0] == other[0] else 0.0, True


def _are_rates(mine: Shape, theirs: Shape) -> bool:
    """Whether two rates count so many of as many: "14 ca/1.000 …", "14‰"."""
    bases = ["1000" if one.unit == "‰" and one.per is None else one.per or "" for one in (mine, theirs)]
    return bases[0].isdigit() and bases[0] == bases[1]


def _time_base(item: Item) -> str | None:
    per = item.measure.per if item.measure else None
    return per if per and not per.isdigit() and per != "unit" else None


@lru_cache(maxsize=4_000)
def levels_named(subject: str) -> frozenset[Level]:
    """The administrative levels that a subject names: "cấp xã"."""
    folded = fold(subject)
    return frozenset(level for level, names in _LEVELS.items() if any(name in folded for name in names.words))


def _complements(first: Facts, second: Facts) -> bool:
    """Whether one denies the other as the rest of a whole: "tái nghiện dưới 60%", "không tái nghiện trên 40%"."""
    common = [(step, second.steps[year]) for year, step in first.steps.items() if year in second.steps]
    return any(
        mine.measure is not None
        and theirs.measure is not None
        and is_complement(mine.measure, theirs.measure)
        for mine, theirs in common
    )


def denies(first: Facts, second: Facts) -> bool:
    """Whether the first denies what the second says; "không nơi nương tựa" and "không có nơi nương tựa" are one."""
    return any(what in second.affirmed and what not in second.denied for what in first.denied)

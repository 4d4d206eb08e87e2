"""Evidence that a draft's indicator answers a reference's: a few numbers between 0 and 1, and what each is worth.

The sum of the weights is a log-odds: 0 says as likely as not. Weights are data (``evidence.toml``). Evidence proposes
pairs and never decides a verdict.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from compare.targets.indicators import Indicator
from compare.targets.items import Item
from compare.targets.measuring.restating import restated, terms
from compare.targets.measuring.values import are_times, is_complement, scale, unit_class
from compare.targets.path import is_standing
from compare.words import phrases
from compare.words.similarity import Index, Vector, cosine, covered
from extract.kept import kept
from extract.language import toml_tables
from extract.language.lexicon import fold
from extract.language.phrases import composed
from extract.language.units import dimension, unit_kind
from extract.model import Level, Measure

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
_NUMBERS = {"plain", "percent", "permille", "rate", "count"}
"""Kinds in which a number of things or a share of them is counted."""


@cache
def weights() -> Mapping[str, float]:
    """The weight of each piece of evidence, by name."""
    return {name: float(weight) for name, weight in toml_tables.read("compare.targets", "evidence").items()}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Facts:
    """What evidence looks at in one indicator, computed once.

    ``owners`` are the ids of the items that its steps stand in,
    ``steps`` are its steps by year, ``denied`` what its subject denies, ``affirmed`` what it says beside that;
    ``told`` is how it is told against what was, ``none`` whether there is to be none; ``shape`` is all that
    ``numbers`` looks at: indicators of one shape have the same numbers.
    """

    head: Item
    owners: frozenset[str]
    subject: Vector
    clause: Vector
    unit: str | None
    told: str | None
    none: bool
    years: frozenset[int]
    steps: Mapping[int | None, Item]
    levels: frozenset[Level]
    time_base: str | None
    affirmed: str
    denied: frozenset[str]
    standing: bool
    shape: Hashable
    indicator: Indicator
    index: Index

    @property
    def context(self) -> AbstractSet[str]:
        """The words of its items with their headings, which few indicators are asked for."""
        return self.index.terms(self.indicator.context)


def facts_of(indicator: Indicator, index: Index) -> Facts:
    """The facts of an indicator, its words as vectors of one index."""
    head = indicator.head
    measure = head.measure
    unit, told, none = (
        measure.unit if measure else None,
        terms(measure) if measure else None,
        _asks_for_none(head),
    )
    years, levels = indicator.years, levels_named(measure.subject if measure else head.text)
    time_base, (denied, affirmed) = _time_base(head), _denial(head.text)
    standing = len(indicator.steps) == 1 and is_standing(head)
    return Facts(
        head=head,
        owners=frozenset(step.owner.id for step in indicator.steps),
        subject=index.vector(head.text),
        clause=index.vector(indicator.clause),
        unit=unit,
        told=told,
        none=none,
        years=years,
        steps={step.year: step for step in indicator.steps},
        levels=levels,
        time_base=time_base,
        denied=denied,
        affirmed=affirmed,
        standing=standing,
        shape=(
            head.kind,
            measure.change if measure else None,
            told,
            none,
            (unit, measure.per if measure else None),
            years,
            head.cumulative,
            time_base,
            head.part,
            levels,
            standing,
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
    if reference.head.elsewhere:
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
    """The pieces of evidence that neither words nor values give; the same for all indicators of two shapes."""
    mine, theirs = reference.head, draft.head
    total = mine.cumulative
    later = bool(reference.years and draft.years) and min(draft.years) > max(reference.years)
    return {
        "kind": float(same_kind(mine, theirs)),
        "unit": _unit(reference, draft),
        "years": _common_years(reference, draft),
        "time_base": 0.0 if total else float(reference.time_base != draft.time_base),
        "later": 0.0 if total or reference.standing else float(later),
        "part": float(mine.part != theirs.part and mine.settled and theirs.settled),
        "level": float(bool(reference.levels and draft.levels and not reference.levels & draft.levels)),
    }


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
    if reference.kind == draft.kind:
        return True
    kinds = {reference.kind, draft.kind}
    if kinds == {"permille", "rate"} or _is_told_otherwise(reference, draft):
        return True
    if kinds == {"percent", "points"}:
        # "giảm 10%" and "giảm 10 điểm phần trăm": two ways to measure one change.
        changes = [item.measure.change if item.measure else None for item in (reference, draft)]
        return changes[0] is not None and changes[0] is changes[1]
    return kinds <= _NUMBERS and (_asks_for_none(reference) or _asks_for_none(draft))


def _is_told_otherwise(reference: Item, draft: Item) -> bool:
    """Whether both are told against what was, in two ways: "gấp 2 lần", "tăng 100%"."""
    mine, theirs = reference.measure, draft.measure
    asked = terms(mine) if mine and theirs else None
    return asked is not None and theirs is not None and terms(theirs) not in (None, asked)


def related_kind(reference: Item, draft: Item) -> bool:
    """Whether two items measure in kinds that may answer each other."""
    return same_kind(reference, draft) or frozenset((reference.kind, draft.kind)) in _RELATED


def _asks_for_none(item: Item) -> bool:
    """ "Không còn hộ nghèo": none is none in every unit."""
    measure = item.measure
    return measure is not None and measure.high == 0 and measure.change is None and measure.unit is None


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
    equal = [_equal(step, others[year]) for year, step in reference.steps.items() if year in others]
    return sum(equal) / len(equal) if equal else 0.0


def may_be_equal(reference: Facts, draft: Facts) -> bool:
    """Whether an equal number says anything; the same for all indicators of two shapes."""
    return related_kind(reference.head, draft.head) and not _foreign(reference.head, draft.head)


def _equal(first: Item, second: Item) -> bool:
    mine, theirs = first.measure, second.measure
    if mine is None or theirs is None or mine.low is None or theirs.low is None:
        return False
    times = parts = Decimal(1)
    told_alike = (mine.unit, mine.per, mine.change) == (theirs.unit, theirs.per, theirs.change)
    if not told_alike:
        kind = second.kind
        if are_times(mine, theirs):
            theirs = replace(theirs, unit=mine.unit)
        if (mine.unit, mine.per, mine.change) != (theirs.unit, theirs.per, theirs.change):
            theirs = restated(mine, theirs)
            kind = unit_kind(theirs.unit, theirs.per)
        if (mine.unit, mine.per) != (theirs.unit, theirs.per):
            times, parts = scale(mine, theirs, first.kind, kind)
    assert theirs.low is not None
    low, high = theirs.low, theirs.high or theirs.low
    if told_alike and mine.low not in (low, 100 - high):
        return False  # Most pairs end here.
    same = mine.low == low * times / parts and mine.high == high * times / parts
    rest = mine.low == (100 - high) * times / parts and mine.high == (100 - low) * times / parts
    # Only where it matters the words are asked whether one counts what the other leaves.
    return rest if same is not rest and low not in (0, 100) and is_complement(mine, theirs) else same


def _foreign(first: Item, second: Item) -> bool:
    """Whether two counted nouns are of different classes (minutes, ranks, people)."""
    if first.kind != "count" or second.kind != "count":
        return False
    if first.measure and second.measure and are_times(first.measure, second.measure):
        return False
    mine, theirs = (unit_class(item.measure.unit) if item.measure else None for item in (first, second))
    return mine is not None and theirs is not None and mine != theirs


def _words_of_a_value(first: Facts, second: Facts) -> float:
    """Least cosine at which an equal value counts in full: all that is to be none has one value."""
    return _WORDS_OF_NONE if first.none and second.none else _WORDS_OF_A_VALUE


def _unit(first: Facts, second: Facts) -> float:
    if first.none and second.none:
        return 0.0
    if first.unit == second.unit or (first.told and second.told and first.told != second.told):
        return 1.0
    mine, theirs = first.head.measure, second.head.measure
    if mine and theirs and (are_times(mine, theirs) or _are_rates(mine, theirs)):
        return 1.0
    measured, other = dimension(first.unit), dimension(second.unit)
    near = _SAME_DIMENSION if measured and other and measured[0] == other[0] else 0.0
    vector = first.index.vector
    return max(near, cosine(vector(first.unit or ""), vector(second.unit or "")))


def _are_rates(first: Measure, second: Measure) -> bool:
    """Whether two rates count so many of as many: "14 ca/1.000 …", "14‰"."""
    bases = ["1000" if one.unit == "‰" and one.per is None else one.per or "" for one in (first, second)]
    return bases[0].isdigit() and bases[0] == bases[1]


def _common_years(reference: Facts, draft: Facts) -> float:
    years = reference.years
    return len(years & draft.years) / len(years) if years else 1.0


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

"""Evidence that a draft's indicator answers a reference's: a few numbers between 0 and 1, and what each is worth.

The sum of the weights is a log-odds: 0 says as likely as not. Weights are data (``evidence.toml``). Evidence proposes
pairs and never decides a verdict.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from compare.targets.indicators import Indicator
from compare.targets.items import Item
from compare.targets.strength import unit_class
from compare.targets.values import scale
from compare.words import phrases
from compare.words.similarity import Index, Vector, cosine, covered
from extract.language import toml_tables
from extract.language.lexicon import fold
from extract.language.phrases import composed
from extract.model import Level

# "không có tệ nạn", "không còn hộ nghèo", "không nơi nương tựa": the thing that is denied, in two syllables.
_DENIED = composed(
    r"(?<!\w)không\s+(?:<<verbs>>\s+)?([^\W\d_]+\s+[^\W\d_]+)", verbs=phrases("targets", "denial")
)
_LEVELS = {
    level: phrases("synonyms", "levels", level.value)
    for level in (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE)
}

_WORDS_OF_A_VALUE = 0.1
"""Least cosine at which an equal value counts in full."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """The vectors of one indicator."""

    subject: Vector
    clause: Vector
    context: Vector
    unit: Vector


def texts_of(indicator: Indicator, index: Index) -> Texts:
    """Its words, as vectors of one index."""
    head = indicator.head
    unit = head.measure.unit if head.measure and head.measure.unit else ""
    return Texts(
        subject=index.vector(head.text),
        clause=index.vector(indicator.clause),
        context=index.vector(indicator.context),
        unit=index.vector(unit),
    )


def evidence(
    reference: Indicator, draft: Indicator, first: Texts, second: Texts
) -> Mapping[str, float] | None:
    """The pieces of evidence, each between 0 and 1; None where the draft cannot answer at all."""
    mine, theirs = reference.head, draft.head
    if denies(mine, theirs) or denies(theirs, mine):
        return None
    kind = _kind(mine, theirs)
    total = mine.cumulative
    clause, subject = cosine(first.clause, second.clause), cosine(first.subject, second.subject)
    # Between things that share no word an equal number is chance.
    shared = min(1.0, max(clause, subject) / _WORDS_OF_A_VALUE)
    return {
        "bias": 1.0,
        "clause": clause,
        "subject": subject,
        "value": _equal_value(reference, draft) * shared if kind else 0.0,
        "covered": min(1.0, covered(first.subject, second.context)),
        "kind": 1.0 if kind == 1 else 0.0,
        "unit": _unit(mine, theirs, first.unit, second.unit),
        "years": _common_years(reference, draft),
        "time_base": 0.0 if total else float(_time_base(mine) != _time_base(theirs)),
        "later": 0.0 if total else float(_is_later(reference, draft)),
        "part": float(mine.part != theirs.part),
        "level": float(_other_level(mine, theirs)),
    }


def log_odds(pieces: Mapping[str, float]) -> float:
    """The sum of what each piece is worth."""
    known = weights()
    return sum(known[name] * value for name, value in pieces.items())


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
    kinds = {reference.kind, draft.kind}
    if reference.kind == draft.kind or kinds == {"permille", "rate"}:
        return True
    if kinds == {"percent", "points"}:
        # "giảm 10%" and "giảm 10 điểm phần trăm": two ways to measure one change.
        changes = [item.measure.change if item.measure else None for item in (reference, draft)]
        return changes[0] is not None and changes[0] is changes[1]
    return kinds <= _NUMBERS and (_asks_for_none(reference) or _asks_for_none(draft))


def related_kind(reference: Item, draft: Item) -> bool:
    """Whether two items measure in kinds that may answer each other."""
    return same_kind(reference, draft) or frozenset((reference.kind, draft.kind)) in _RELATED


def _kind(reference: Item, draft: Item) -> float:
    """1 for the same kind of unit, ½ for related ones, 0 for others."""
    return 1.0 if same_kind(reference, draft) else 0.5 if related_kind(reference, draft) else 0.0


def _asks_for_none(item: Item) -> bool:
    """ "Không còn hộ nghèo": none is none in every unit."""
    measure = item.measure
    return measure is not None and measure.high == 0 and measure.change is None and measure.unit is None


def _equal_value(reference: Indicator, draft: Indicator) -> float:
    """The share of common years with equal values, of nouns that are not foreign to each other."""
    steps = {step.year: step for step in draft.steps}
    common = [(step, steps[step.year]) for step in reference.steps if step.year in steps]
    if not common or _foreign(reference.head, draft.head):
        return 0.0
    return sum(_equal(first, second) for first, second in common) / len(common)


def _equal(first: Item, second: Item) -> bool:
    mine, theirs = first.measure, second.measure
    if mine is None or theirs is None or mine.low is None or theirs.low is None:
        return False
    times, parts = scale(mine, theirs, first.kind, second.kind)
    return mine.low == theirs.low * times / parts and mine.high == (theirs.high or theirs.low) * times / parts


def _foreign(first: Item, second: Item) -> bool:
    """Whether two counted nouns are of different classes (minutes, ranks, people)."""
    if first.kind != "count" or second.kind != "count":
        return False
    units = [item.measure.unit if item.measure else None for item in (first, second)]
    classes = [unit_class(unit) for unit in units]
    return None not in classes and classes[0] != classes[1]


def _unit(first: Item, second: Item, mine: Vector, theirs: Vector) -> float:
    units = [item.measure.unit if item.measure else None for item in (first, second)]
    if units[0] == units[1]:
        return 1.0
    return cosine(mine, theirs)


def _common_years(reference: Indicator, draft: Indicator) -> float:
    years = reference.years
    if not years:
        return 1.0
    return len(years & draft.years) / len(years)


def _time_base(item: Item) -> str | None:
    per = item.measure.per if item.measure else None
    return per if per and not per.isdigit() and per != "unit" else None


def _is_later(reference: Indicator, draft: Indicator) -> bool:
    return bool(reference.years and draft.years) and min(draft.years) > max(reference.years)


def levels_named(subject: str) -> frozenset[Level]:
    """The administrative levels that a subject names: "cấp xã"."""
    folded = fold(subject)
    return frozenset(level for level, names in _LEVELS.items() if any(name in folded for name in names.words))


def _other_level(reference: Item, draft: Item) -> bool:
    first, second = (
        levels_named(item.measure.subject if item.measure else item.text) for item in (reference, draft)
    )
    return bool(first and second and not first & second)


def denies(first: Item, second: Item) -> bool:
    """Whether the first denies what the second says; "không nơi nương tựa" and "không có nơi nương tựa" are one."""
    said = fold(second.text)
    denied = set(_DENIED.findall(said))
    return any(what in said and what not in denied for what in _DENIED.findall(fold(first.text)))

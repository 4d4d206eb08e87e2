"""Whether two measures count the same: kind of unit, class of the counted noun, base, for whom they are told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from compare.model import Difference, Dimension, Outcome
from compare.targets.measuring.restating import timed
from compare.targets.measuring.values import are_times, base_classes, heads, scale, unit_class, unit_classes
from compare.words import phrases
from extract.language import writing
from extract.language.lexicon import fold
from extract.language.phrases import composed, several
from extract.language.phrases import phrases as extract_phrases
from extract.language.units import FREQUENCY_NOUNS, dimension
from extract.model import Measure

_EACH = extract_phrases("quantities", "per", "each_before")
_POPULATIONS = ("person", "household")
"""Classes of those whose shares are not one; kinds of places go with the level of a plan."""
_HEAD = composed(
    r"\W*(?:(?:<<before>>|\d+)\s+)*(?P<noun><<nouns>>)(?!\w)",
    before=phrases("targets", "apart", "before"),
    nouns=several(*(phrases("synonyms", "unit_classes", name) for name in _POPULATIONS)),
)
_OF_HEADS = several(
    extract_phrases("quantities", "per", "heads"), extract_phrases("quantities", "per", "areas")
)


def compare_units(
    first: Measure, second: Measure, told: Measure, kinds: tuple[str, str]
) -> Iterator[Difference]:
    """Units that are not compared with one another; the kinds are those of the items.

    ``told`` is the second measure as the draft tells it, ``second`` the same in the terms of the first.
    """
    if first.low is None or second.low is None:
        return
    first_kind, second_kind = kinds
    if {first_kind, second_kind} in ({"permille", "rate"}, {"permille"}, {"rate"}):
        if _is_of_another_base(first, second) or _is_among_others(first, second):
            yield _different(writing.value(first), writing.value(second))
        return
    if first_kind == second_kind and first_kind in ("money", "count") and second.per == told.per:
        means = first_kind == "count" and (_is_mean_of(first, told) or _is_mean_of(told, first))
        if means or _is_for_others(writing.told_for(first), writing.told_for(told)):
            yield _different(writing.measured_in(first), writing.measured_in(told))
            return
    if first_kind != second_kind:
        # Points against per cent is a matter of what is measured, not of the unit.
        if not ({first_kind, second_kind} & {"points", "multiple", "plain"}):
            yield _different(first.unit, second.unit)
        return
    if first_kind == "percent" and first.change is None:
        populations = _population(first.subject), _population(second.subject)
        if all(populations) and len({unit_class(one) for one in populations}) > 1:
            yield _different(*populations)
    if first_kind == "count" and (
        _is_of_another_class(first, second) or _is_working_time_guessed(first, second, told)
    ):
        yield _different(timed(first), timed(told))


def _population(subject: str) -> str | None:
    """The noun of those whose share is asked, if it is the head of the subject and of a known class.

    "Cứ 10 người dân" and "tỷ lệ hộ gia đình" are of persons and of households.
    """
    found = _HEAD.match(fold(subject))
    return " ".join(found["noun"].split()) if found else None


def _is_of_another_class(first: Measure, second: Measure) -> bool:
    """Whether two counts are of other things: persons and households, metres and hectares."""
    if are_times(first, second):
        return False
    classes = unit_class(first.unit), unit_class(second.unit)
    if None not in classes and classes[0] != classes[1]:
        return True
    mine, theirs = dimension(first.unit), dimension(second.unit)
    if mine and theirs:
        return mine[0] != theirs[0]
    # "01 lần đối với từng chợ" is no "01 chợ".
    return any(
        unit_class(one.unit) == "event"
        and unit_class(other.unit) is None
        and _counts(one.subject, other.unit or "")
        for one, other in ((first, second), (second, first))
    )


def _is_working_time_guessed(first: Measure, second: Measure, told: Measure) -> bool:
    """Whether days are asked and working days are given, and only one reading of those days is enough."""
    if not timed(told).endswith("làm việc") or timed(first) not in ("ngày", "giờ"):
        return False
    if first.high is None or second.high is None or told.high is None or first.unit != told.unit:
        return False
    return told.high <= first.high < second.high


def _counts(subject: str, noun: str) -> bool:
    """Whether a number is told of each thing of a noun: "đối với từng chợ"."""
    each = rf"(?<!\w)(?:{_EACH.part})\s+{re.escape(fold(noun))}(?!\w)"
    return bool(noun) and re.search(each, fold(subject)) is not None


def _is_of_another_base(first: Measure, second: Measure) -> bool:
    """Whether two rates have one number and bases that differ by noughts: 18/1.000 and 18/10.000."""
    if first.low is None or second.low is None or first.per == second.per:
        return False
    times, parts = scale(first, second, "rate", "rate")
    noughts = (max(times, parts) / min(times, parts)).log10()
    return (
        noughts > 0
        and noughts == noughts.to_integral_value()
        and (first.low, first.high) == (second.low, second.high)
    )


def _is_among_others(first: Measure, second: Measure) -> bool:
    """Whether two rates count so many of other people: of live births and of women."""
    classes = {_base_class(writing.base_noun(first)), _base_class(writing.base_noun(second))}
    return None not in classes and len(classes) > 1


def _base_class(noun: str) -> str | None:
    """The class of a base by the longest known noun that it opens with: "trẻ" for "trẻ đẻ sống"."""
    words = fold(noun).split()
    opened = (" ".join(words[:stop]) for stop in range(len(words), 0, -1))
    return next((found for one in opened if (found := base_classes().get(one))), None)


def _is_for_others(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether two amounts are told for heads of two kinds: a household and a person, a day and a journey."""
    known = {**unit_classes(), **heads()}
    both = [(known.get(one, one), known.get(other, other)) for one, other in zip(mine, theirs, strict=False)]
    return any(one != other and not {one, other} <= FREQUENCY_NOUNS.keys() for one, other in both)


def _is_mean_of(mean: Measure, total: Measure) -> bool:
    """Whether one amount is for each head or area ("5,8 tấn/ha") and the other names none ("60 tấn")."""
    text = fold(mean.text)
    behind = re.search(rf"\d\s*{re.escape(fold(mean.unit or ''))}\s*/\s*", text)
    return (
        behind is not None
        and _OF_HEADS.match(text, behind.end()) is not None
        and _OF_HEADS.search(fold(f"{total.subject}; {total.text}")) is None
    )


def _different(reference: str | None, draft: str | None) -> Difference:
    return Difference(dimension=Dimension.UNIT, outcome=Outcome.DIFFERENT, reference=reference, draft=draft)

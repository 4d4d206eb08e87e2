"""Which of two values asks for more, in one unit, with its bound.

What is said in other terms or units is restated in those of the reference before (see ``restating``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache

from compare.model import Difference, Dimension, Outcome
from compare.targets.coverage.wording import Said, share_said, words_of
from compare.targets.items import Item
from compare.targets.measuring.restating import restated
from compare.targets.measuring.spans import is_for_all_years, years_named
from compare.words import phrases, table
from extract.language.lexicon import fold
from extract.language.phrases import Phrases, composed, several
from extract.language.phrases import phrases as extract_phrases
from extract.language.units import FREQUENCIES, factor, unit_kind
from extract.model import Better, Bound, Measure

_CEILINGS = (Bound.AT_MOST, Bound.LESS_THAN)
_FLOORS = (Bound.AT_LEAST, Bound.MORE_THAN)
_MOST_TIMES = 20
"""From so many times a required value on, a greater one is taken for a number of something else."""
_DAYS_OF_MONTHS = 360
"""Days of twelve months of 30 days."""
_ABSOLUTE = ("count", "money", "plain")
_HALF = 0.5
_TURNS = phrases("synonyms", "turns", "units")
_LACKING = composed(
    r"(?<!\w)<<words>>(?!\w)",
    words=several(phrases("targets", "denying"), extract_phrases("quantities", "better", "faulty"), ["quá"]),
)
_REMOVED = composed(r"\W*(?:<<words>>)\s", words=phrases("targets", "none", "removed"))
_DENYING = composed(r"(?<!\w)<<words>>(?!\w)", words=phrases("targets", "denying"))


def compare_values(reference: Item, draft: Item) -> Iterator[Difference]:
    """The floor of each value where more is better, the ceiling where less is."""
    first, second = reference.measure, draft.measure
    if first is None or second is None or first.low is None or second.low is None or first.high is None:
        return
    times, parts = scale(first, second, reference.kind, draft.kind)
    years = years_between(first, second)
    if years:
        # A mean per year over all years is the total.
        times, parts = (times, parts * years) if first.per == "year" else (times * years, parts)
    often = first.per in FREQUENCIES and unit_class(first.unit) == "event" and first.change is None
    span = _years_of_all(second, draft) if often and second.per not in FREQUENCIES else None
    if span and first.per in FREQUENCIES:
        # "02 lần trong giai đoạn 2021-2025" against "01 lần/năm".
        parts *= span * FREQUENCIES[first.per]
    # The division comes last: a third of 3 is 1, three times a third is a little less.
    mine_low, mine_high = (value * times / parts for value in (second.low, second.high or second.low))
    if is_complement(first, second):
        mine_low, mine_high = 100 - mine_high, 100 - mine_low
    better, sure = direction(first, second)
    lower = better is Better.LOWER
    gap = mine_high - first.high if lower else mine_low - first.low
    if first.low <= (mine_high if lower else mine_low) <= first.high:
        return  # At the value, or inside a range.
    stronger = (gap < 0) if lower else (gap > 0)
    outcome = Outcome.STRONGER if stronger else Outcome.WEAKER
    if _leaves_the_rest(first, second) and not is_complement(first, second):
        # A share of one thing and the rest of another: neither says anything of the other.
        sure, stronger = False, True
    if reference.kind in _ABSOLUTE and not lower and 0 < first.low * _MOST_TIMES <= mine_low:
        sure = False
    yield Difference(
        dimension=Dimension.VALUE,
        # A guessed direction may warn, but never says that the draft asks for more.
        outcome=outcome if sure or not stronger else Outcome.DIFFERENT,
        reference=str(first.low),
        draft=str(second.low),
        gap=gap,
    )


def _years_of_all(measure: Measure, item: Item) -> int | None:
    """The years that a number without a frequency of its own is for; None where its text names none.

    "01 lần/2 năm" is for two, "02 lần trong cả giai đoạn" and "đến năm 2025, 02 lần" are for those of the item.
    """
    text = fold(measure.text)
    return years_named(text) or (item.period.years if item.period and is_for_all_years(text) else None)


def is_of_another_size(first: Measure | None, second: Measure | None) -> bool:
    """Whether the draft's number is so much greater that another thing may be counted."""
    if first is None or second is None or first.low is None or second.low is None:
        return False
    second = restated(first, second)
    if second.low is None:
        return False
    times, parts = scale(first, second, *(unit_kind(one.unit, one.per) for one in (first, second)))
    return 0 < first.low * _MOST_TIMES <= second.low * times / parts


def direction(first: Measure, second: Measure) -> tuple[Better, bool]:
    """The better direction of a pair, and whether it is sure: a measure that knows it tells it for both.

    Of two that know it and disagree, one counts what the other leaves or a bound is turned round, which are looked at
    apart; else they are not about the same.
    """
    if first.unsure and not second.unsure and second.change is first.change:
        return second.better, True
    agree = first.better is second.better or second.unsure or second.bound in (*_FLOORS, *_CEILINGS)
    return first.better, not first.unsure and (agree or is_complement(first, second))


def is_complement(first: Measure, second: Measure) -> bool:
    """Whether one share is of what the other leaves: "15% số hộ thiếu điện" and "85% số hộ có điện".

    The directions are opposite, the rest of one share is nearer to the other than the share itself, and what one lacks
    the other has.
    """
    return _leaves_the_rest(first, second) and (first.low == 50 or _is_opposed(first, second))


def _leaves_the_rest(first: Measure, second: Measure) -> bool:
    """Whether two numbers with opposite directions may be those of a thing and of its lack."""
    if first.low is None or second.low is None or first.change or second.change:
        return False
    if any(is_none(one) and other.unit == "%" and other.low == 100 for one, other in _both(first, second)):
        return True
    if not all(one.unit == "%" or is_none(one) for one in (first, second)):
        return False
    if first.better is second.better or (first.unsure and second.unsure):
        return False
    if first.low == second.low == 50:
        # Only the words tell "tái nghiện dưới 50%" from "không tái nghiện trên 50%".
        return (_DENYING.search(fold(first.subject)) is None) is not (
            _DENYING.search(fold(second.subject)) is None
        )
    return 2 * abs(100 - first.low - second.low) < abs(first.low - second.low)


def _both(first: Measure, second: Measure) -> tuple[tuple[Measure, Measure], tuple[Measure, Measure]]:
    return (first, second), (second, first)


def _is_opposed(first: Measure, second: Measure) -> bool:
    """Whether one says of something that it is lacking, and the other speaks of it: "trễ hạn" and "đúng hạn".

    So are all that is done away with and none that is left: "xóa 100% nhà tạm", "không còn hộ ở nhà tạm".
    """
    for one, other in _both(first, second):
        if is_none(one) and (removed := _REMOVED.match(fold(other.subject))):
            gone = fold(other.subject)[removed.end() :]
            # A draft that says of whom leaves others: "xóa 100% nhà tạm của hộ người có công".
            least, own = (1.0, 0.0) if other is second else (_HALF, _HALF)
            if (
                share_said(gone, Said.of(f"{one.subject} {one.text}")) >= least
                and share_said(fold(one.subject), Said.of(f"{other.subject} {other.text}")) >= own
            ):
                return True
        folded, said = fold(one.subject), Said.of(f"{other.subject} {other.text}")
        for found in _LACKING.finditer(folded):
            behind = re.split("[,;:.]", folded[found.end() :], maxsplit=1)[0]
            if words_of(behind) and share_said(behind, said) >= _HALF:
                return True
        if any(good in folded and bad.search(fold(other.subject)) for good, bad in _opposites()):
            return True
    return False


@cache
def _opposites() -> tuple[tuple[str, Phrases], ...]:
    """Words for two halves of a whole: "biết chữ" and "mù chữ"."""
    return tuple((fold(good), several(bad)) for good, bad in table("targets")["opposites"].items())


def is_none(measure: Measure) -> bool:
    """Whether a measure asks that there be none of something: "không để hồ sơ nào trễ hẹn"."""
    return measure.unit is None and measure.low == measure.high == 0 and measure.bound is Bound.AT_MOST


def years_between(first: Measure, second: Measure) -> int | None:
    """Years between baseline and deadline of the total, where one of two changes is a yearly mean."""
    if not first.change or first.per == second.per or "year" not in (first.per, second.per):
        return None
    total = second if first.per == "year" else first
    if total.per is not None or total.baseline_year is None or not total.deadline:
        return None
    years = int(total.deadline[:4]) - total.baseline_year
    return years if years > 0 else None


def scale(first: Measure, second: Measure, first_kind: str, second_kind: str) -> tuple[Decimal, Decimal]:
    """The two numbers to multiply with and to divide by, which bring the draft's value to the reference's unit."""
    often = [FREQUENCIES.get(m.per or "") for m in (first, second)]
    if {first.per, second.per} == {"day", "month"}:
        # As plans count, a month has 30 days.
        often = [_DAYS_OF_MONTHS if m.per == "day" else 12 for m in (first, second)]
    yearly = (often[1], often[0]) if often[0] and often[1] and first.change is None else (1, 1)
    if first_kind == second_kind == "money":
        return yearly[0] * factor(second.unit), yearly[1] * factor(first.unit)
    if yearly != (1, 1):
        return Decimal(yearly[0]), Decimal(yearly[1])
    bases = [
        Decimal(1000) if m.unit == "‰" else Decimal(m.per) if m.per and m.per.isdigit() else None
        for m in (first, second)
    ]
    if bases[0] and bases[1]:
        return bases[0], bases[1]
    return Decimal(1), Decimal(1)


def compare_bounds(first: Measure, second: Measure) -> Iterator[Difference]:
    """A bound turned round, or a strict one made plain at the same value."""
    if _leaves_the_rest(first, second):
        return
    better, sure = direction(first, second)
    lower = better is Better.LOWER
    wrong = _FLOORS if lower else _CEILINGS
    # What is to be changed by so much at most may be changed by nothing at all.
    turned = second.bound in wrong and first.bound not in wrong
    if turned and (first.change is None or (sure and not lower)):
        yield Difference(
            dimension=Dimension.BOUND,
            outcome=Outcome.WEAKER,
            reference=first.bound.value,
            draft=second.bound.value,
            gap=Decimal(0),
        )
        return
    strict = Bound.LESS_THAN if lower else Bound.MORE_THAN
    if first.bound is strict and second.bound is not strict and first.low == second.low:
        yield Difference(
            dimension=Dimension.BOUND,
            outcome=Outcome.WEAKER,
            reference=first.bound.value,
            draft=second.bound.value,
        )


def unit_class(unit: str | None) -> str | None:
    """The class of a counted noun (person, instance, household …), None for a noun of no class."""
    return unit_classes().get(fold(unit)) if unit else None


def are_times(first: Measure, second: Measure) -> bool:
    """Whether both say how often something is done, by two nouns: "02 lần/năm", "02 lượt/hồ/năm"."""
    often = first.per in FREQUENCIES and second.per in FREQUENCIES
    return often and first.unit in _TURNS and second.unit in _TURNS


@cache
def unit_classes() -> dict[str, str]:
    """The class of each noun that has one, by the folded noun."""
    return _by_noun(table("synonyms")["unit_classes"])


@cache
def heads() -> dict[str, str]:
    """The class of those of whom an amount is told, where it is narrower than the class of their noun."""
    return _by_noun(table("synonyms")["told_for"])


@cache
def base_classes() -> dict[str, str]:
    """The class of those of whom a rate counts so many, by their folded noun."""
    return _by_noun(table("synonyms")["base_classes"])


def _by_noun(classes: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {fold(noun): name for name, nouns in classes.items() for noun in nouns}

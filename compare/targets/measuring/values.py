"""Which of two values asks for more, in one unit, with its bound."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from compare.model import Difference, Dimension, Outcome
from compare.targets.items import Item
from compare.words import phrases, table
from extract.language.lexicon import fold
from extract.language.phrases import composed
from extract.language.phrases import phrases as extract_phrases
from extract.language.units import FREQUENCIES, money_factor, size, unit_kind
from extract.model import Better, Bound, Measure

_CEILINGS = (Bound.AT_MOST, Bound.LESS_THAN)
_FLOORS = (Bound.AT_LEAST, Bound.MORE_THAN)
_MOST_TIMES = 20
"""From so many times a required value on, a greater one is taken for a number of something else."""
_ABSOLUTE = ("count", "money", "plain")
_WORKING = extract_phrases("quantities", "time_limit", "working")
# "01 lần/2 năm", "01 lần trong 5 năm"; "trong cả giai đoạn", "giai đoạn 2021-2025", "đến hết năm 2025".
_EVERY_SO_MANY = re.compile(r"(?:/\s*|(?<!\w)(?:trong|mỗi)\s+)0?(?P<years>[2-9])\s+năm(?!\w)")
_IN_ALL = composed(
    r"(?<!\w)(?:<<whole>>|giai đoạn|nhiệm kỳ|(?:đến|tới|hết)\s+(?:hết\s+|cuối\s+)?năm\s+20\d\d)(?!\d)",
    whole=extract_phrases("quantities", "per", "whole_time"),
)
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
    if found := _EVERY_SO_MANY.search(text):
        return int(found["years"])
    years = item.period.years if item.period else None
    return years if _IN_ALL.search(text) else None


def is_of_another_size(first: Measure | None, second: Measure | None) -> bool:
    """Whether the draft's number is so much greater that another thing may be counted."""
    if first is None or second is None or first.low is None or second.low is None:
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

    The directions are opposite, and the rest of one share is nearer to the other than the share itself.
    """
    if not all(one.unit == "%" or is_none(one) for one in (first, second)) or first.change or second.change:
        return False
    if first.better is second.better or first.unsure or second.unsure:
        return False
    if first.low is None or second.low is None:
        return False
    if first.low == second.low == 50:
        # Only the words tell "tái nghiện dưới 50%" from "không tái nghiện trên 50%".
        return (_DENYING.search(fold(first.subject)) is None) is not (
            _DENYING.search(fold(second.subject)) is None
        )
    return 2 * abs(100 - first.low - second.low) < abs(first.low - second.low)


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


def timed(measure: Measure) -> str:
    """The unit of a measure, with working time told: "ngày làm việc"."""
    unit = measure.unit or ""
    working = f"{unit} làm việc"
    return working if working in _WORKING and working in " ".join(fold(measure.text).split()) else unit


def is_working_time_guessed(first: Measure, second: Measure) -> bool:
    """Whether days are asked and working days are given, and only one reading of those days is enough."""
    if not timed(second).endswith("làm việc") or timed(first) not in ("ngày", "giờ"):
        return False
    if first.high is None or second.high is None:
        return False
    times, parts = scale(first, second, "count", "count")
    loose, strict = second.high, second.high * times / parts
    return first.unit == second.unit and loose <= first.high < strict


def scale(first: Measure, second: Measure, first_kind: str, second_kind: str) -> tuple[Decimal, Decimal]:
    """The two numbers to multiply with and to divide by, which bring the draft's value to the reference's unit."""
    often = [FREQUENCIES.get(m.per or "") for m in (first, second)]
    yearly = (often[1], often[0]) if often[0] and often[1] and first.change is None else (1, 1)
    sizes = [size(timed(m)) for m in (first, second)]
    if sizes[0] and sizes[1] and sizes[0][0] == sizes[1][0]:
        return yearly[0] * sizes[1][1], yearly[1] * sizes[0][1]
    if first_kind == second_kind == "money":
        return yearly[0] * money_factor(second.unit or ""), yearly[1] * money_factor(first.unit or "")
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
    if is_complement(first, second):
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


@cache
def unit_classes() -> dict[str, str]:
    """The class of each noun that has one, by the folded noun."""
    return {fold(noun): name for name, nouns in table("synonyms")["unit_classes"].items() for noun in nouns}

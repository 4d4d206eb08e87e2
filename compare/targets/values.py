"""Which of two values asks for more, in one unit, with its bound.

What is said in other terms is brought to those of the reference first: 72 hours to days, "bằng 90% năm trước" to a fall
by 10%, "gấp 2 lần" to a rise by 100%, 8.000 m2 for 10.000 people to m2 a head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

from compare.model import Difference, Dimension, Outcome
from compare.targets.coverage.wording import Said, share_said, words_of
from compare.targets.items import Item
from compare.words import phrases, table
from extract.language import writing
from extract.language.lexicon import fold
from extract.language.numerals import parse_figure
from extract.language.phrases import Phrases, composed, several
from extract.language.phrases import phrases as extract_phrases
from extract.language.units import FREQUENCIES, canonical_unit, dimension, factor, unit_kind
from extract.model import Better, Bound, Change, Measure

_CEILINGS = (Bound.AT_MOST, Bound.LESS_THAN)
_FLOORS = (Bound.AT_LEAST, Bound.MORE_THAN)
_MOST_TIMES = 20
"""From so many times a required value on, a greater one is taken for a number of something else."""
_DAYS_OF_MONTHS = 360
"""Days of twelve months of 30 days."""
_ABSOLUTE = ("count", "money", "plain")
_HALF = 0.5
_LACKING = composed(
    r"(?<!\w)<<words>>(?!\w)",
    words=several(phrases("targets", "denying"), extract_phrases("quantities", "better", "faulty"), ["quá"]),
)
_DENYING = composed(r"(?<!\w)<<words>>(?!\w)", words=phrases("targets", "denying"))

# "gấp 2 lần", "bằng 1,5 lần", "bằng tám phần mười": so many times what it was; "tăng 2 lần" may be three times as much.
_TIMES = composed(
    r"(?<!\w)<<words>>\s+(?:[^\W\d_]+\s+){0,2}?(?:\d|[^\W\d_]+\s+(?:phần|lần)(?!\w)|đôi(?!\w))",
    words=phrases("targets", "times"),
)
_INHABITANTS = several(["dân"], extract_phrases("quantities", "per", "people"))
# "từ 10 vụ của năm 2020 xuống còn 6 vụ", "từ 9% (năm 2020) xuống 3%"
_FROM = composed(
    r"(?<!\w)từ\s+(?:mức\s+)?(?P<began>\d[\d.]*(?:,\d+)?)\s*(?P<unit>%|[^\W\d_]+)\s*\(?\s*(?:của\s+|trong\s+|vào\s+)*năm\s+"
    r"(?P<year>20\d\d)\)?\s+(?:<<levels>>)(?!\w)",
    levels=several(*(extract_phrases("quantities", "level", way) for way in ("up", "down"))),
)
_TURNED = {
    Bound.AT_LEAST: Bound.AT_MOST,
    Bound.MORE_THAN: Bound.LESS_THAN,
    Bound.AT_MOST: Bound.AT_LEAST,
    Bound.LESS_THAN: Bound.MORE_THAN,
}


def terms(measure: Measure) -> str | None:
    """How a measure is told against what it was: "change", "times" or "share".

    "Giảm 10%", "gấp 2 lần", "bằng 90% năm trước"; None for one that is not, or whose words leave it open.
    """
    if measure.unit == "%" and measure.change is not None:
        return "change"
    if measure.unit == "%" and measure.per == "year":
        return "share"
    if (
        measure.baseline_year is None
        or measure.unit not in ("%", "lần")
        or not _TIMES.search(fold(measure.text))
    ):
        return None
    if measure.unit == "lần":
        return "times" if measure.change is not None else None
    return "share"


def restated(first: Measure, second: Measure) -> Measure:
    """The second measure in the terms of the first, where both tell one thing in two ways; else as it is."""
    if (
        first.low is None
        or second.low is None
        or (first.unit == second.unit == "%" and first.change is second.change)
    ):
        return second
    units = dimension(first.unit), dimension(second.unit)
    if units[0] and units[1] and units[0][0] == units[1][0] and units[0] != units[1]:
        second = _times(second, units[1][1] / units[0][1], first.unit)
    if (base := _base_of_heads(first, second)) is not None:
        each = 1 / base if second.per else base
        return replace(_times(second, each, first.unit), per=first.per)
    if first.change is not None and first.unit == "%" and (began := _began(second, first.baseline_year)):
        # "Từ 10 vụ của năm 2020 xuống còn 6 vụ" is 60% of what was.
        share = _against(first, _times(second, 100 / began, "%"), "share")
        return replace(share, baseline_year=first.baseline_year, baseline_start=first.baseline_start)
    mine, theirs = terms(first), terms(second)
    return second if mine is None or theirs is None or mine == theirs else _against(first, second, theirs)


def _began(level: Measure, year: int | None) -> Decimal | None:
    """What a level was in a year, where its sentence says so: 10 of "từ 10 vụ của năm 2020 xuống còn 6 vụ"."""
    if level.change is not None or level.unit in (None, "lần") or year is None:
        return None
    found = _FROM.search(fold(level.text))
    if found is None or int(found["year"]) != year or canonical_unit(found["unit"]) != level.unit:
        return None
    return parse_figure(found["began"], level.unit) or None


def _base_of_heads(first: Measure, second: Measure) -> Decimal | None:
    """The base of the one of two amounts that is a rate, where the other is told for one head of the same kind.

    "8.000 m2 cho mỗi vạn dân" and "0,8 m2/người" give 10000.
    """
    rate, single = (first, second) if first.per else (second, first)
    if single.per is not None or not rate.per or not rate.per.isdigit() or first.unit != second.unit:
        return None
    heads, base = writing.told_for(single), fold(writing.base_noun(rate))
    if len(heads) != 1 or not base:
        return None
    inhabited = _INHABITANTS.fullmatch(heads[0]) and _INHABITANTS.match(base)
    return Decimal(rate.per) if inhabited or base.split()[0] == heads[0] else None


def _times(measure: Measure, number: Decimal, unit: str | None) -> Measure:
    low, high = (None if value is None else value * number for value in (measure.low, measure.high))
    return replace(measure, low=low, high=high, unit=unit)


def _against(first: Measure, second: Measure, theirs: str) -> Measure:
    """A measure against what it was, in the terms of the first."""
    assert second.low is not None
    low, high = second.low, second.high or second.low
    falls = theirs == "change" and second.change is Change.DECREASE
    if theirs == "times":
        low, high = low * 100, high * 100
    elif theirs == "change":
        low, high = (100 - high, 100 - low) if falls else (100 + low, 100 + high)
    mine = terms(first)
    turned = mine == "change" and first.change is Change.DECREASE
    if mine == "times":
        low, high = low / 100, high / 100
    elif mine == "change":
        low, high = (100 - high, 100 - low) if turned else (low - 100, high - 100)
    bound = second.bound if turned is falls else _TURNED.get(second.bound, second.bound)
    return replace(
        second,
        low=low,
        high=high,
        unit=first.unit,
        change=first.change,
        bound=bound,
        better=first.better,
        unsure=first.unsure,
    )


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
    """Whether one says of something that it is lacking, and the other speaks of it: "trễ hạn" and "đúng hạn"."""
    for one, other in _both(first, second):
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
    lower = direction(first, second)[0] is Better.LOWER
    wrong = _FLOORS if lower else _CEILINGS
    if second.bound in wrong and first.bound not in wrong and first.change is None:
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

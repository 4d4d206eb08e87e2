"""Sums and means of the plans below an upper plan, against what it asks of all of them together.

Totals ("600 lượt trong 10 năm") are added up over the same years; the fair share of each unit follows a key of the
user's, or is equal without one. Percentages cannot be added: a key weights them into a mean. Without a key the outcome
is decided only where every weighting gives the same, since all units are above or all below.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from compare.model import Verdict
from compare.survey.keys import Keys
from compare.survey.unit import PairRow, Side
from extract.model import Bound

NARROWER = "CT05"
"""The rule for a narrower scope, in which a percentage is of fewer people or places."""
_LEFT_OVER = Decimal("0.000001")
"""A bound above the sum of all rounding losses of a country's units (``compare.survey.unit``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The amount that one unit gives to a total, and its fair share, both for the years of the total.

    None where the unit has no number (``counts_other``: it counts something else), or no share is known.
    """

    unit: str
    amount: Decimal | None
    fair: Decimal | None
    counts_other: bool = False

    @property
    def short(self) -> Decimal | None:
        """The amount by which the unit stays below its fair share, 0 where it does not; None without a share."""
        return None if self.fair is None else _lacking(self.fair, self.amount or Decimal(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """A total of an upper plan.

    ``wanted`` is its number for ``years`` years (1 with ``yearly``: each year). ``asked`` and ``asked_years`` are the
    plan's own; both years are 0 where no unit has a number, which means all years. ``key`` names the column that shares
    follow, None for equal shares. ``column`` names the one that fits, which shares do not follow where units have no
    number in it (``unkeyed``).
    """

    reference: int
    number: int
    text: str
    place: str
    unit: str | None
    asked: Decimal
    asked_years: int
    years: int
    yearly: bool
    wanted: Decimal
    parts: tuple[Part, ...]
    key: str | None = None
    column: str | None = None
    unkeyed: tuple[str, ...] = ()

    @property
    def given(self) -> Decimal:
        """The sum of the amounts of the units."""
        return sum((part.amount for part in self.parts if part.amount is not None), Decimal(0))

    @property
    def short(self) -> Decimal:
        """The shortfall; 0 without one."""
        return _lacking(self.wanted, self.given)

    @property
    def silent(self) -> tuple[str, ...]:
        """The units without a number to add."""
        return tuple(part.unit for part in self.parts if part.amount is None)


class Outcome(StrEnum):
    """The outcome of the percentages of all units together."""

    REACHED = "reached"
    SHORT = "short"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mean:
    """A percentage of an upper plan.

    ``low`` and ``high`` are the least and the greatest of the ``counted`` units that give one, ``of`` is the number of
    all units. ``other`` units give one for a later time or a narrower scope, which does not count. ``mean`` is weighted
    by ``key`` over the counted units; None without a key.
    """

    reference: int
    number: int
    text: str
    place: str
    value: str
    wanted: Decimal
    low: Decimal
    high: Decimal
    counted: int
    of: int
    outcome: Outcome
    other: int = 0
    key: str | None = None
    mean: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The numbers of one unit for one target that are added up, and nothing else, since there are many.

    ``other``: the number is for a later time or a narrower scope, so that ``value`` is None.
    """

    unit: str
    verdict: Verdict
    years: tuple[int, int] | None = None
    amount: Decimal | None = None
    value: Decimal | None = None
    other: bool = False


def entry(unit: str, row: PairRow) -> Entry:
    """The entry of a row."""
    upper, lower = row.upper, row.lower
    comparable = lower is not None and row.verdict is not Verdict.INCOMPARABLE and lower.unit == upper.unit
    value = _bounding(lower, upper.better) if lower is not None and comparable else None
    other = value is not None and (NARROWER in row.rules or _is_later(lower, upper))
    return Entry(
        unit=unit,
        verdict=row.verdict,
        years=row.years,
        amount=row.amount,
        value=None if other else value,
        other=other,
    )


def total(
    upper: PairRow, entries: Sequence[Entry], units: Mapping[str, str], keys: Keys | None
) -> Total | None:
    """The sum for a total of an upper plan; None where the plan gives no number.

    ``units`` maps the keys of all units that share the total, with a plan or without, to their names.
    """
    asked = upper.upper.low
    if asked is None:
        return None
    known = [one.years for one in entries if one.years is not None]
    # The years of most plans are used; numbers for other years are converted to them.
    counted = Counter(own for _, own in known)
    years = max(counted, key=lambda each: (counted[each], each), default=0)
    asked_years = known[0][0] if known else 0
    wanted = asked * years / asked_years if asked_years else asked
    column = keys.fitting(f"{upper.upper.unit or ''} {upper.upper.subject}") if keys else None
    weights, unkeyed = _weights(units, keys, column)
    named = keys.names[column] if keys and column is not None else None
    whole = sum(weights.values(), Decimal(0))
    by_unit = {one.unit: one for one in entries}
    return Total(
        reference=upper.reference,
        number=upper.number,
        text=upper.upper.text,
        place=upper.upper.place,
        unit=upper.upper.unit,
        asked=asked,
        asked_years=asked_years,
        years=years,
        yearly=upper.upper.per == "year",
        wanted=wanted,
        parts=tuple(
            Part(
                unit=name,
                amount=_for_years(by_unit.get(unit), years),
                fair=wanted * weights[unit] / whole if unit in weights and whole else None,
                counts_other=_counts_other(by_unit.get(unit)),
            )
            for unit, name in units.items()
        ),
        key=named if not unkeyed else None,
        column=named,
        unkeyed=unkeyed,
    )


def mean(
    upper: PairRow, entries: Sequence[Entry], units: Mapping[str, str], keys: Keys | None
) -> Mean | None:
    """The percentages of the units for one target together; None where it asks for none, or no unit gives one."""
    side = upper.upper
    wanted = _bounding(side, side.better)
    found = {one.unit: one.value for one in entries if one.value is not None}
    plain = side.unit == "%" and side.change is None and side.per is None
    if not plain or wanted is None or not found:
        return None
    column = keys.fitting(side.subject) if keys else None
    weights, unkeyed = _weights(units, keys, column)
    keyed = column is not None and not unkeyed
    whole = sum((weights[unit] for unit in found), Decimal(0)) if keyed else Decimal(0)
    weighted = (
        sum((value * weights[unit] for unit, value in found.items()), Decimal(0)) / whole if whole else None
    )
    complete = len(found) == len(units)
    reached = [_reaches(value, wanted, side) for value in found.values()]
    outcome = Outcome.UNDECIDED
    if complete and (all(reached) or not any(reached)):
        outcome = Outcome.REACHED if all(reached) else Outcome.SHORT
    elif complete and weighted is not None:
        outcome = Outcome.REACHED if _reaches(weighted, wanted, side) else Outcome.SHORT
    return Mean(
        reference=upper.reference,
        number=upper.number,
        text=side.text,
        place=side.place,
        value=side.value,
        wanted=wanted,
        low=min(found.values()),
        high=max(found.values()),
        counted=len(found),
        of=len(units),
        outcome=outcome,
        other=sum(one.other for one in entries),
        key=keys.names[column] if keys and column is not None and keyed else None,
        mean=weighted,
    )


def _weights(
    units: Mapping[str, str], keys: Keys | None, column: int | None
) -> tuple[Mapping[str, Decimal], tuple[str, ...]]:
    """The weight of every unit, and the units without a number in the key, for which all weights become equal."""
    if keys is not None and column is not None:
        known = {unit: keys.of(name, column) for unit, name in units.items()}
        unkeyed = tuple(units[unit] for unit, weight in known.items() if weight is None)
        if not unkeyed:
            return {unit: weight for unit, weight in known.items() if weight is not None}, ()
    else:
        unkeyed = ()
    return dict.fromkeys(units, Decimal(1)), unkeyed


def _lacking(wanted: Decimal, given: Decimal) -> Decimal:
    """The shortfall; 0 where the two differ only by the remainder of a division without end."""
    lacking = wanted - given
    return lacking if lacking > _LEFT_OVER else Decimal(0)


def _for_years(found: Entry | None, years: int) -> Decimal | None:
    if found is None or found.amount is None:
        return None
    return found.amount * years / found.years[1] if found.years else found.amount


def _counts_other(found: Entry | None) -> bool:
    """Whether the number of an answer has another unit of counting."""
    return found is not None and found.verdict is Verdict.APPORTION and found.amount is None


def _bounding(side: Side, better: str | None) -> Decimal | None:
    """The end of the range by which a requirement is judged."""
    return side.high if better == "lower" else side.low


def _is_later(lower: Side | None, upper: Side) -> bool:
    """Whether the lower side is due later; a bare year means its last day."""
    if lower is None or not lower.deadline or not upper.deadline:
        return False
    wanted, given = (day if len(day) > 4 else f"{day}-12-31" for day in (upper.deadline, lower.deadline))
    return given > wanted


def _reaches(value: Decimal, wanted: Decimal, side: Side) -> bool:
    if side.better == "lower":
        return value < wanted or (value == wanted and side.bound != Bound.LESS_THAN)
    return value > wanted or (value == wanted and side.bound != Bound.MORE_THAN)

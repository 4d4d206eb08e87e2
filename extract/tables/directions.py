"""Which way the values of a row improve: by their bounds, their course over the years, what the row was before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from extract.grammar.directions import with_direction
from extract.language.numerals import parse_figure
from extract.model import Better, Bound, Measure, Period
from extract.tables.cells import is_made
from extract.tables.columns import column_period, is_past
from extract.tables.grid import Table
from extract.tables.heads import Head, Kind

_CEILINGS = frozenset({Bound.AT_MOST, Bound.LESS_THAN})
_FLOORS = frozenset({Bound.AT_LEAST, Bound.MORE_THAN})
_NUMBER = re.compile(r"\d[\d.]*(?:,\d+)?")


def of_one_direction(measures: list[Measure], words: str, past: Decimal | None) -> list[Measure]:
    """The measures of a row with one direction: that of their bounds, else lower where they fall over the years.

    A number that is made each year may fall, and more of it is better all the same. ``past`` is what the row was before
    the plan: a likely rise is sure where all values are above it.
    """
    levels = [measure for measure in measures if measure.change is None and not measure.part]
    bounds = {bound for measure in levels if (bound := measure.bound) in _CEILINGS | _FLOORS}
    if not bounds:
        found = measures if is_made(words) else with_direction(measures)
        return _above_past(found, past) if past is not None else found
    if not (bounds <= _CEILINGS or bounds <= _FLOORS):
        return measures
    better = Better.LOWER if bounds <= _CEILINGS else Better.HIGHER
    return [
        replace(measure, better=better, unsure=False) if measure in levels else measure
        for measure in measures
    ]


def _above_past(measures: list[Measure], past: Decimal) -> list[Measure]:
    """Nobody plans to get worse: 45 in place of 41 tells that more is better. A fall may be one of means."""
    guessed = [one for one in measures if one.unsure and one.change is None and one.low is not None]
    rises = all(one.better is Better.HIGHER and one.low is not None and one.low > past for one in guessed)
    return [replace(one, unsure=False) if rises and one in guessed else one for one in measures]


def past_value(table: Table, row: int, columns: Sequence[int]) -> Decimal | None:
    """The number of a row in the last of the columns of the past; None without one."""
    texts = [table.text(row, column).strip(" %") for column in columns]
    numbers = [parse_figure(text) for text in texts if _NUMBER.fullmatch(text)]
    return numbers[-1] if numbers else None


def past_columns(head: Head, plan: Period | None) -> list[int]:
    """The columns that tell how things stand: "Thực hiện 2022", a year before the plan."""
    return [
        column.index
        for column in head.all(Kind.OTHER)
        if column.names and (is_past(column.names) or _is_before(column.names, plan))
    ]


def _is_before(names: Sequence[str], plan: Period | None) -> bool:
    period = column_period(names, plan)
    return period is not None and plan is not None and period.end < plan.start

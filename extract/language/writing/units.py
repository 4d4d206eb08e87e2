"""Amounts: a number with its unit; ``extract.language.units`` names the units."""

from __future__ import annotations

from decimal import Decimal

from extract.language.writing.numbers import number

_SIGNS = ("%", "‰")
"""Units that stand right behind their number."""


def amount(value: Decimal, unit: str | None = None, *, high: Decimal | None = None) -> str:
    """A number with its unit; with another ``high`` a range.

    >>> amount(Decimal(60), "%"), amount(Decimal(1000), "cán bộ"), amount(Decimal(1), "cán bộ", high=Decimal(2))
    ('60%', '1.000 cán bộ', '1 - 2 cán bộ')
    """
    figures = number(value) if high in (None, value) else f"{number(value)} - {number(high or value)}"
    if unit in _SIGNS:
        return f"{figures}{unit}"
    return f"{figures} {unit}" if unit else figures


def gap(value: Decimal, unit: str | None) -> str:
    """The distance between two amounts; between two shares it is counted in points.

    >>> gap(Decimal(-10), "%")
    '10 điểm %'
    """
    return amount(abs(value), "điểm %" if unit == "%" else unit)

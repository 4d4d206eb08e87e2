"""Amounts: a number with its unit and rate; ``extract.language.units`` names the units."""

from __future__ import annotations

from decimal import Decimal

from extract.language.writing.numbers import number

POINTS = "điểm %"
"""Percentage points, as the contract names them."""
_SIGNS = ("%", "‰")
"""Units that follow their number without a blank."""
_SPELT = {POINTS: "điểm phần trăm"}


def unit(name: str) -> str:
    """Return the spelling of a unit of the contract in the sentences and tables of a report.

    >>> unit("điểm %"), unit("cán bộ")
    ('điểm phần trăm', 'cán bộ')
    """
    return _SPELT.get(name, name)


def amount(
    value: Decimal | int, name: str | None = None, *, high: Decimal | None = None, per: str | None = None
) -> str:
    """Return a number with its unit, a range with another ``high``.

    ``per`` is "year" or the base of a rate ("100000"); any other value is left out. Days, minutes and years are amounts
    like any other.

    >>> amount(Decimal(60), "%"), amount(Decimal(1000), "cán bộ"), amount(Decimal(1), "cán bộ", high=Decimal(2))
    ('60%', '1.000 cán bộ', '1 - 2 cán bộ')
    >>> amount(Decimal("0.5"), "điểm %", per="year"), amount(Decimal(45), per="100000")
    ('0,5 điểm phần trăm/năm', '45/100.000')
    """
    text = number(value) if high in (None, value) else f"{number(value)} - {number(high or value)}"
    if name:
        text = f"{text}{name}" if name in _SIGNS else f"{text} {unit(name)}"
    if per == "year":
        return f"{text}/năm"
    return f"{text}/{number(Decimal(per))}" if per and per.isdigit() else text

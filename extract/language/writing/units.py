"""Amounts: a number with its unit and rate; ``extract.language.units`` names the units."""

from __future__ import annotations

from decimal import Decimal

from extract.language.units import FREQUENCY_NOUNS
from extract.language.writing.numbers import count, number

POINTS = "điểm %"
"""Percentage points, as the contract names them."""
_SIGNS = ("%", "‰")
"""Units that follow their number without a blank."""
_TIMES = {name: noun for noun, name in FREQUENCY_NOUNS.items()}
_SPELT = {POINTS: "điểm phần trăm"}


def unit(name: str) -> str:
    """Return the spelling of a unit of the contract in the sentences and tables of a report.

    >>> unit("điểm %"), unit("cán bộ")
    ('điểm phần trăm', 'cán bộ')
    """
    return _SPELT.get(name, name)


def amount(
    value: Decimal | int,
    name: str | None = None,
    *,
    high: Decimal | None = None,
    per: str | None = None,
    base: str = "",
    counted: bool = False,
) -> str:
    """Return a number with its unit, a range with another ``high``.

    ``per`` is a base of time ("year", "month") or the base of a rate ("100000"); any other value is left out. ``base``
    is the noun of a rate's base. ``counted`` things have a zero before a whole number under ten, as in official texts;
    days, minutes and years are amounts like any other.

    >>> amount(Decimal(60), "%"), amount(Decimal(1000), "cán bộ"), amount(Decimal(1), "cán bộ", high=Decimal(2))
    ('60%', '1.000 cán bộ', '1 - 2 cán bộ')
    >>> amount(Decimal("0.5"), "điểm %", per="year"), amount(Decimal(45), per="100000")
    ('0,5 điểm phần trăm/năm', '45/100.000')
    >>> amount(Decimal(2), "lần", per="quarter", counted=True), amount(Decimal(7), "ca", per="100000", base="dân")
    ('02 lần/quý', '7 ca trên 100.000 dân')
    """
    written = _counted if counted else number
    text = written(value) if high in (None, value) else f"{written(value)} - {written(high or value)}"
    rated = bool(per and per.isdigit())
    if name:
        text = f"{text}{name}" if name in _SIGNS else f"{text} {unit(name)}"
    if per in _TIMES:
        return f"{text}/{_TIMES[per]}"
    if not per or not rated:
        return text
    whole = number(Decimal(per))
    return f"{text} trên {whole} {base}" if base else f"{text}/{whole}"


def _counted(value: Decimal | int) -> str:
    return count(int(value)) if value == int(value) else number(value)

"""Numbers, counts and shares in figures; ``extract.language.numerals`` reads them back."""

from __future__ import annotations

from decimal import Decimal

NOTHING = "–"
"""The sign in a table where there is no number."""
_FROM_ENGLISH = str.maketrans(",.", ".,")


def number(value: Decimal | int) -> str:
    """The exact value: a dot groups thousands, a comma opens the decimals, zeros at the end are left out.

    >>> number(Decimal("1234.5")), number(Decimal("60.0")), number(Decimal("1E+3")), number(3321)
    ('1.234,5', '60', '1.000', '3.321')
    """
    text = f"{Decimal(value):,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(_FROM_ENGLISH)


def count(value: int) -> str:
    """How many of something a sentence counts; official texts put a zero before what is less than ten.

    >>> count(2), count(12)
    ('02', '12')
    """
    return f"{value:02d}" if value < 10 else number(value)


def fraction(part: int, whole: int) -> str:
    """
    >>> fraction(8, 9)
    '8/9'
    """
    return f"{number(part)}/{number(whole)}"


def percent(part: int, whole: int) -> str:
    """A share in whole per cents; never 100% while something lacks.

    >>> percent(8, 9), percent(999, 1000), percent(0, 0)
    ('88%', '99%', '–')
    """
    if not whole:
        return NOTHING
    return f"{100 * part // whole if part != whole else 100}%"


def rounded(value: Decimal) -> Decimal:
    """A value to at most two decimals."""
    return round(value, 2)


def apart(value: Decimal, limit: Decimal, digits: int = 1) -> Decimal:
    """Rounded, yet never to the other side of a limit or onto it.

    >>> apart(Decimal("99.97"), Decimal(100)), apart(Decimal("59.94"), Decimal(60)), apart(Decimal(60), Decimal(60))
    (Decimal('99.97'), Decimal('59.9'), Decimal('60.0'))
    """
    for places in range(digits, digits + 6):
        near = round(value, places)
        if (near < limit) == (value < limit) and (near > limit) == (value > limit):
            return near
    return value

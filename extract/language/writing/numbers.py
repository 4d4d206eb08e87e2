"""Numbers, counts and shares in figures; ``extract.language.numerals`` reads them back.

The one rule of rounding:

- A number of a document is exact and written as it is: 0,125 stays 0,125 in every sentence and table.
- A quotient (a mean, a fair share) has at most two decimals, rounded half up: ``rounded``.
- A sum or a difference of exact numbers is exact; with a quotient among its parts it is rounded: ``added``.
- A share in per cent is whole for counted units (8/9 is 89%) and has one decimal for an amount: ``share``, ``percent``.
- A value near a limit is not rounded onto it, and no value is rounded to zero: of 1.000 units 996 are 99,6%, not 100%,
  and 4 are 0,4%, not 0%; a mean of 59,998 under 60 stays 59,998.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

NOTHING = "–"
"""The sign of a table for a missing number."""
_DECIMALS = 2
_MOST_DECIMALS = 8
"""The most decimals that keep a value apart from a limit; a smaller distance is the remainder of a division."""
_WRITTEN = 5
"""The most decimals of numbers of documents, their sums and their money in a greater unit; a quotient has more."""
_WIDE = Context(prec=1000)
_FROM_ENGLISH = str.maketrans(",.", ".,")


def number(value: Decimal | int) -> str:
    """Return the exact value: a dot groups thousands, a comma opens the decimals, zeros at the end are left out.

    >>> number(Decimal("1234.5")), number(Decimal("0.125")), number(Decimal("60.0")), number(3321)
    ('1.234,5', '0,125', '60', '3.321')
    """
    text = f"{Decimal(value):,f}" if value else "0"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(_FROM_ENGLISH)


def count(value: int) -> str:
    """Return a number of things for a sentence; official texts put a zero before a number under ten.

    Tables, fractions, amounts and periods of years have no such zero: ``number``.

    >>> count(2), count(12), count(0)
    ('02', '12', '0')
    """
    return f"{value:02d}" if 0 < value < 10 else number(value)


def fraction(part: int, whole: int) -> str:
    """Return a part of a whole as a fraction.

    >>> fraction(8, 9)
    '8/9'
    """
    return f"{number(part)}/{number(whole)}"


def share(part: Decimal | int, whole: Decimal | int) -> Decimal | None:
    """Return a share in per cent, rounded to whole ones where both are ``int`` (counted units), else to one decimal.

    A share of nothing is None.

    >>> share(8, 9), share(Decimal(1), Decimal(3)), share(996, 1000), share(4, 1000), share(0, 0)
    (Decimal('89'), Decimal('33.3'), Decimal('99.6'), Decimal('0.4'), None)
    """
    if not whole:
        return None
    counted = isinstance(part, int) and isinstance(whole, int)
    return rounded(Decimal(100) * part / whole, Decimal(100), places=0 if counted else 1)


def percent(part: Decimal | int, whole: Decimal | int) -> str:
    """Return a share in per cent as text, ``NOTHING`` for a share of nothing.

    >>> percent(8, 9), percent(Decimal(1), Decimal(3)), percent(0, 0)
    ('89%', '33,3%', '–')
    """
    found = share(part, whole)
    return NOTHING if found is None else f"{number(found)}%"


def rounded(value: Decimal, limit: Decimal | None = None, *, places: int = _DECIMALS) -> Decimal:
    """Return a quotient to ``places`` decimals, half up, with more where fewer would bring it onto 0 or ``limit``.

    >>> rounded(Decimal("33.335")), rounded(Decimal("0.004")), rounded(Decimal("59.998"), Decimal(60))
    (Decimal('33.34'), Decimal('0.004'), Decimal('59.998'))
    """
    near = value
    for digits in range(places, _MOST_DECIMALS + 1):
        near = value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP, _WIDE)
        if _side(near, Decimal(0)) == _side(value, Decimal(0)) and (
            limit is None or _side(near, limit) == _side(value, limit)
        ):
            break
    return near


def added(value: Decimal) -> Decimal:
    """Return a sum, a difference or an amount for other years, exact with few decimals, else rounded.

    >>> added(Decimal("0.25") - Decimal("0.125")), added(Decimal(100) / 3)
    (Decimal('0.125'), Decimal('33.33'))
    """
    exponent = value.normalize().as_tuple().exponent
    return value if isinstance(exponent, int) and exponent >= -_WRITTEN else rounded(value)


def _side(value: Decimal, limit: Decimal) -> int:
    return (value > limit) - (value < limit)

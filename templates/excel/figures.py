"""Formats of Excel that show a number with the digits that ``extract.language.writing`` writes."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any


class Figures:
    """The formats of one workbook, each made once; ``look`` is what a cell has beside its digits."""

    def __init__(self, book: Any, look: Mapping[str, object]) -> None:
        self._book, self._look = book, look
        self._made: dict[str, Any] = {}

    def number(self, value: Decimal | int) -> Any:
        """As ``writing.number`` shows it: thousands grouped, all decimals and no more."""
        return self._format("#,##0" + _decimals(value))

    def percent(self, share: Decimal) -> Any:
        """As ``writing.percent`` shows it; the cell holds the hundredth part of ``share``, as Excel wants it."""
        return self._format("0" + _decimals(share) + "%")

    def _format(self, digits: str) -> Any:
        if digits not in self._made:
            self._made[digits] = self._book.add_format({**self._look, "num_format": digits})
        return self._made[digits]


def _decimals(value: Decimal | int) -> str:
    """
    >>> _decimals(Decimal("0.1250")), _decimals(Decimal("1E+3")), _decimals(7)
    ('.000', '', '')
    """
    exponent = Decimal(value).normalize().as_tuple().exponent
    return "." + "0" * -exponent if isinstance(exponent, int) and exponent < 0 else ""

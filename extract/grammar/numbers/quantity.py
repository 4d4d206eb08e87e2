"""A number with its unit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """``text[start:end]`` is the value with its unit, ``text[start:number_end]`` the same without a counted noun.

    ``low`` and ``high`` are the ends of a range, equal for a single value; ``unit`` is canonical, ``per`` the base of a
    rate.
    """

    start: int
    end: int
    number_end: int
    low: Decimal
    high: Decimal
    unit: str | None
    per: str | None = None

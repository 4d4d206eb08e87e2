"""Values as a reviewer writes them: "5%", "không quá 20%", "60 - 70 %", "ít nhất 1.000 hộ"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from extract.grammar.measures import Context, read_measures
from extract.language.dates import find_date
from extract.language.lexicon import fold
from extract.language.units import canonical_unit
from extract.model import Block, Bound, Document, Measure, Period
from extract.traced import Traced

_VERB = "Đạt "
"""Before a value: without a verb a bare number is no measure."""
_NO_TIME = ("không", "none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A value as said; ``unit`` and ``bound`` are None where it says none."""

    low: Decimal
    high: Decimal
    unit: str | None
    bound: Bound | None

    def is_of(self, measure: Measure) -> bool:
        """Whether a measure has this value, and this unit and bound where they are said."""
        return (
            (measure.low, measure.high) == (self.low, self.high)
            and (self.unit is None or fold(self.unit) == fold(measure.unit or ""))
            and self.bound in (None, measure.bound)
        )


def measures_said(text: str, period: Period | None = None) -> tuple[Measure, ...]:
    """The measures of a sentence that stands in no file, due at the end of ``period`` where it names no time."""
    document = Document(
        name="", format="txt", sha256="", text=text, blocks=(Block(text=text or " ", start=0),)
    )
    return read_measures(Traced.of(text), Context(period=period, plan=period), document)


@lru_cache(maxsize=1_000)
def value_said(text: str) -> Said | None:
    """The one value in a text; None for a text with none or several.

    >>> value_said("không quá 20%")
    Said(low=Decimal('20'), high=Decimal('20'), unit='%', bound=<Bound.AT_MOST: 'at_most'>)
    >>> value_said("4,5").low
    Decimal('4.5')
    """
    found = measures_said(f"{_VERB}{text.strip()}")
    one = found[0] if len(found) == 1 else None
    if one is not None and one.low is not None and one.high is not None:
        bound = one.bound if one.bound is not Bound.LEVEL else None
        return Said(low=one.low, high=one.high, unit=one.unit, bound=bound)
    try:  # "2025", which a sentence would mean as a year
        number = Decimal(text.strip())
    except InvalidOperation:
        return None
    return Said(low=number, high=number, unit=None, bound=None) if number.is_finite() else None


def unit_said(text: str) -> str:
    """The canonical unit of a text, as ``Measure.unit`` has it; "" for none.

    >>> unit_said("phần trăm"), unit_said("Hộ")
    ('%', 'hộ')
    """
    found = value_said(f"5 {text.strip()}")
    return (found.unit if found else None) or canonical_unit(fold(text.strip()))


def deadline_said(text: str) -> str | None:
    """A time as ``Measure.deadline`` has it, a year or an ISO date; "" for "không", None for what is no time.

    >>> deadline_said("2025"), deadline_said("31/12/2025"), deadline_said("không"), deadline_said("sớm")
    ('2025', '2025-12-31', '', None)
    """
    told = text.strip()
    if told.casefold() in _NO_TIME:
        return ""
    if re.fullmatch(r"(?:19|20|21)\d\d", told):
        return told
    try:
        return date.fromisoformat(told).isoformat()
    except ValueError:
        found = find_date(told)
        return found.iso if found else None

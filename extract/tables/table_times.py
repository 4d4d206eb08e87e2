"""Times as a cell of a table writes them: "Quý IV/2025", "2021-2025", "Tháng 6/2022", "Hằng năm"."""

from __future__ import annotations

import re

from extract.grammar.marks import MarkKind, find_marks
from extract.language.lexicon import fold
from extract.model import Period

# "Quý I, II/2024", "tháng 6-9/2024": the last counts.
_SPAN_OF_MONTHS = re.compile(r"(quý|tháng)\s+(?:[\divx]+\s*(?:,|-|–|và|đến)\s*)+(?=[\divx]+\s*(?:/|năm))")
_MONTH_OF_YEAR = re.compile(r"(?<![\d/.-])(\d{1,2})\s?/\s?(20\d\d)(?!\d)")


def deadline_of(text: str, plan: Period | None) -> str | None:
    """When a task is due: "Quý IV/2025", "2021-2025", "Tháng 6/2022"; every year means to the end of the plan.

    >>> deadline_of("Quý II/2024", None)
    '2024-06-30'
    """
    folded = _SPAN_OF_MONTHS.sub(r"\1 ", fold(text).strip(" ."))
    folded = (
        _MONTH_OF_YEAR.sub(r"tháng \1/\2", folded)
        if "tháng" not in folded and "quý" not in folded
        else folded
    )
    found = [
        mark.date or str(mark.year)
        for prefix in ("", "hết ")
        for mark in find_marks(prefix + folded)
        if mark.kind in (MarkKind.DEADLINE, MarkKind.PERIOD) and (mark.date or mark.year)
    ]
    years = re.findall(r"(?<![\d/])20\d\d(?!\d)", folded)
    if found and (not years or max(years) <= max(found)[:4]):
        return max(found)
    return max(years) if years else str(plan.end) if plan else None

"""Which measure of a plan a reviewer means, by its key or by words of its item and the value that was seen."""

from __future__ import annotations

from collections.abc import Sequence

from compare.decisions.values import Said, value_said
from compare.decisions.waivers import quotes
from compare.identity import as_read, measure_key
from extract.language import writing
from extract.model import Measure, Met, Target, Task

Candidate = tuple[Target | Task, Measure | None]
"""An item with one of its measures; None for the item in words."""


def meant(
    candidates: Sequence[Candidate], *, key: str = "", quote: str = "", seen: str = "", document: str = ""
) -> tuple[list[int], Met]:
    """The indexes of the candidates that are meant, and whether there are any.

    ``key`` decides alone where it is given; it may be one with or without ``document``. Numbers of a quote must be
    those of the item, and ``seen`` the value that the machine read: a changed plan has no measure of that name.
    """
    if key:
        names = (document, "")
        found = [
            at
            for at, (item, measure) in enumerate(candidates)
            if key in (measure_key(item, measure, name) for name in names)
        ]
        return found, Met.MADE if found else Met.NONE
    quoted = [at for at, candidate in enumerate(candidates) if quote and _is_quoted(quote, *candidate)]
    # Of an item with several measures a quote with a number may mean one; words alone tell none.
    has_number = any(map(str.isdigit, quote))
    narrow = [at for at in quoted if has_number and _is_own(quote, candidates[at][1])]
    if not seen or not quoted:
        return narrow or quoted, Met.MADE if quoted else Met.NONE
    value = value_said(seen)
    found = [at for at in narrow or quoted if value is not None and _has(value, candidates[at][1])]
    found = found or [at for at in quoted if value is not None and _has(value, candidates[at][1])]
    return (found, Met.MADE) if found else (quoted[:1], Met.VALUE)


def _is_quoted(quote: str, item: Target | Task, measure: Measure | None) -> bool:
    return quotes(quote, item.text) or _is_own(quote, measure)


def _is_own(quote: str, measure: Measure | None) -> bool:
    return measure is not None and quotes(quote, writing.words(as_read(measure)))


def _has(value: Said, measure: Measure | None) -> bool:
    return measure is not None and value.is_of(as_read(measure))

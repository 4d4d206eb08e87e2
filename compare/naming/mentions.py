"""The text of a plan in which names are judged: its own words about the present.

Legal bases, other documents that are named with their issuer, quoted titles, the status section and sentences about the
past are not judged: an old name is right in all of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from compare.targets.items import Same
from compare.words import phrases, table
from extract.language.dates import find_date
from extract.lines.bases import is_recital
from extract.model import Part, Plan, Role, Statement

_QUOTES, _NUMBERED = ("“", '"', "«"), ("số",)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»")
# "Kế hoạch số 12/KH-SYT ngày 05/3/2021 của Sở Y tế": the issuer bears its name of that day.
_ISSUED = re.compile(r"\bsố\s+\d[\w/&.-]*[^;.]{0,60}?\bcủa\s+[^;]{2,200}?(?=[;.]|,\s|$)")
_SENTENCE = re.compile(r"[^.;:]+(?:\.(?=\d|\w)[^.;:]*)*[.;:]?")
# Case matters: "cũ" is old, "Nà Cũ" is a village.
_PAST = phrases("naming", "past", folded=False)
_PARTS = (Part.BODY, Part.CELL, Part.TAIL)
_BLANK = "\N{WHITE SQUARE}"


def words() -> Mapping[str, Any]:
    """The table of naming.toml."""
    return table("naming")


def day_of(plan: Plan) -> str | None:
    """The ISO day by which names are judged: the date of a plan, or the earliest possible date of an undated draft.

    That is the first day of the year in its head, or of its period, or the date of a document of that year that it
    cites. None where no year is known.
    """
    return plan.masthead.date if plan.masthead.date is not None else _earliest(Same(plan))


@lru_cache(maxsize=16)
def _earliest(same: Same) -> str | None:
    plan = same.plan
    years = [
        found.year
        for statement in plan.statements
        if statement.part is Part.HEAD and (found := find_date(statement.text)) and found.year
    ]
    if years:
        year: int | None = years[0]
    else:
        year = plan.masthead.period.start if plan.masthead.period else None
    if year is None:
        return None
    first, last = date(year, 1, 1).isoformat(), date(year, 12, 31).isoformat()
    cited = [citation.date for citation in plan.citations if citation.date and first <= citation.date <= last]
    return max([first, *cited])


def judged(plan: Plan) -> tuple[tuple[Statement, str], ...]:
    """Statements with their text, of the same length, in which all that is not judged is blanked out."""
    return _judged(Same(plan))


@lru_cache(maxsize=2)
def _judged(same: Same) -> tuple[tuple[Statement, str], ...]:
    return tuple(_present(same.plan))


def _present(plan: Plan) -> Iterator[tuple[Statement, str]]:
    for statement in whole(plan.statements):
        if statement.part not in _PARTS or statement.role is Role.STATUS:
            continue
        # Legal bases come before the first section.
        if statement.section is None and is_recital(statement.text):
            continue
        yield statement, present(statement.text)


def whole(statements: Iterable[Statement]) -> Iterator[Statement]:
    """Statements, with a heading joined to the sentence that runs on from it: a name may have been cut there."""
    last: Statement | None = None
    for statement in statements:
        if last is None:
            last = statement
        elif last.heading and not last.closing and 0 <= statement.anchor.start - last.anchor.end <= 1:
            end = replace(last.anchor, end=statement.anchor.end)
            last = replace(statement, text=f"{last.text} {statement.text}", anchor=end)
        else:
            yield last
            last = statement
    if last is not None:
        yield last


@lru_cache(maxsize=4096)
def present(text: str) -> str:
    """The text with quotes, issuers of documents and sentences about the past blanked out, letter by letter."""
    # Each match begins with one of the marks; most texts have none.
    for marks, pattern in ((_QUOTES, _QUOTED), (_NUMBERED, _ISSUED)):
        if any(mark in text for mark in marks):
            text = pattern.sub(_blanked, text)
    if not _PAST.search(text):
        return text
    return _SENTENCE.sub(lambda found: _blanked(found) if _PAST.search(found[0]) else found[0], text)


def _blanked(found: re.Match[str]) -> str:
    return _BLANK * len(found[0])

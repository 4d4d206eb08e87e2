"""Laws that a plan names without a number: "Căn cứ Luật Trẻ em ngày 05 tháng 4 năm 2016;".

named := title ("," | "(")* (("đã được"? "Quốc hội" … "thông qua")? "ngày" date | "năm" year)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from compare.lineage.register import Known, Register
from compare.model import Place
from compare.words import table
from extract.language.dates import match_date
from extract.language.lexicon import fold
from extract.language.phrases import Phrases, several
from extract.lines.bases import is_recital
from extract.model import Plan, Statement

_TO_DATE = re.compile(r"[\s,(]*(?:(?:đã\s+)?được\s+quốc\s+hội[^;.]{0,60}?thông\s+qua\s*,?\s*)?(?=ngày)")
_YEAR = re.compile(r"[\s,(]*năm\s+((?:19|20)\d\d)(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedLaw:
    """A law of the register that a plan names; ``day`` is the plan's date for it where that date is wrong."""

    known: Known
    place: Place
    day: str | None = None


def named_laws(plan: Plan, register: Register) -> Iterator[NamedLaw]:
    """Laws among the bases of a plan whose year or date identifies one law of the title."""
    known, titles = _titles(register)
    for statement in plan.statements:
        if not is_recital(statement.text):
            continue
        folded = fold(statement.text)
        for found in known.finditer(folded):
            clause = re.split(r"[;:]", folded[: found.start()])[-1]
            # "Luật sửa đổi, bổ sung một số điều của Luật …": the date belongs to the amending law, which is judged only
            # where the register has it by its whole title.
            if any(word in clause for word in table("lineage")["changes"]["amends"]):
                continue
            law = _law(statement, found, titles[" ".join(found.group().split())])
            if law is not None:
                yield law


def _law(statement: Statement, found: re.Match[str], laws: tuple[Known, ...]) -> NamedLaw | None:
    text = statement.text
    year = _YEAR.match(fold(text), found.end())
    if year:
        same = [law for law in laws if law.date.startswith(year.group(1))]
        return NamedLaw(known=same[0], place=_place(statement, found.start(), year.end())) if same else None
    glue = _TO_DATE.match(fold(text), found.end())
    written = match_date(text, glue.end()) if glue else None
    if written is None or written.iso is None:
        return None
    place = _place(statement, found.start(), written.end)
    for law in laws:
        if law.date == written.iso:
            return NamedLaw(known=law, place=place)
    # Another year may belong to an older law of that title, which the register does not hold.
    for law in laws:
        if law.date[:4] == written.iso[:4]:
            return NamedLaw(known=law, place=place, day=written.iso)
    return None


def _place(statement: Statement, start: int, end: int) -> Place:
    return Place(
        plan=None,
        target=None,
        text=statement.text[start:end],
        measure=None,
        path=(),
        anchor=statement.anchor,
        part="citations",
    )


@lru_cache(maxsize=8)
def _titles(register: Register) -> tuple[Phrases, dict[str, tuple[Known, ...]]]:
    """The folded titles of all laws, and the laws of each title."""
    titles: dict[str, tuple[Known, ...]] = {}
    for known in register.documents:
        if known.title.startswith(known.kind):
            title = fold(known.title)
            titles[title] = (*titles.get(title, ()), known)
    return several(titles), titles

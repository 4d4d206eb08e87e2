"""The register of known documents: the built-in one, and the user's entries over it.

    [[documents]]
    kind = "Nghị định"
    number = "136/2013/NĐ-CP"
    date = 2013-10-21
    title = "Quy định chính sách trợ giúp xã hội đối với đối tượng bảo trợ xã hội"
    issuer = "Chính phủ"
    replaced_by = "20/2021/NĐ-CP"
    replaced_on = 2021-07-01

The built-in rows say where they were read (``source``, ``seen``), and which parts nobody has read (``memory``). A
user's entry replaces the built-in one with the same number, and the same date where both have one. Other tables of a
file belong to other registers and are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from compare.decisions.handwritten import Page, nearest
from compare.lineage.citing import loose, plain, year_of
from compare.registers.reading import MEMORY, Own, entries, own_files, pages
from compare.words import phrases
from compare.words.similarity import terms
from extract.language import writing
from extract.language.agencies import find_units
from extract.language.lexicon import fold
from extract.model import Citation

_Key = TypeVar("_Key")
NEEDED: Mapping[str, str] = {"kind": "text", "number": "text", "title": "text", "issuer": "text"}
MAY: Mapping[str, str] = {
    "date": "date",
    "from": "date",
    "replaced_by": "text",
    "replaced_on": "date",
    "until": "date",
    "expires": "date",
    "followed_by": "text",
    "partly": "texts",
    "source": "text",
    "seen": "date",
    **MEMORY,
}
_SAME = ("replaced_by", "expires", "followed_by", "source", "seen")
"""Keys of a file that are the names of fields too."""
_LAWS = phrases("lineage", "laws", "kinds", folded=False)
_CHANGES = phrases("lineage", "changes", "opens")
_ALIKE = 0.75
"""Least share of a title's terms in the subject that a citation gives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A document of the register; dates are ISO, an unknown one is "".

    ``since`` is its first day in force, ``until`` the first day on which it no longer is, ``expires`` the last day of
    its own period, ``followed_by`` the programme of the next one, ``partly`` the documents that changed a part of it.
    ``own`` is a row of the user's.
    """

    kind: str
    number: str
    date: str
    title: str
    issuer: str
    since: str | None = None
    replaced_by: str | None = None
    until: str | None = None
    expires: str | None = None
    followed_by: str | None = None
    partly: tuple[str, ...] = ()
    source: str | None = None
    seen: str | None = None
    memory: tuple[str, ...] = ()
    own: bool = False

    def certain(self, *parts: str) -> bool:
        """Whether these parts ("number", "date", "title", "end") were read somewhere."""
        return not set(parts) & set(self.memory)

    @property
    def is_law(self) -> bool:
        """Whether it is a law or an ordinance, which a basis names without number and issuer."""
        return self.kind in _LAWS.words

    @property
    def as_basis(self) -> str:
        """The document as a basis names it: a law by title and day alone (khoản 6 điểm a, Nghị định 30/2020/NĐ-CP).

        >>> law = Known(kind="Luật", number="102/2016/QH13", date="2016-04-05", title="Luật Trẻ em", issuer="Quốc hội")
        >>> law.as_basis
        'Luật Trẻ em ngày 05 tháng 4 năm 2016'
        """
        if not self.is_law:
            return str(self)
        if not self.told_day:
            year = year_of(self.number)
            return f"{self.title} năm {year}" if year else self.title
        day = date.fromisoformat(self.told_day)
        return f"{self.title} {writing.day_of_year(day.day, day.month)} năm {day.year}"

    @property
    def told_day(self) -> str | None:
        """The date where it was read somewhere; a report names no day that rests on memory."""
        return self.date if self.date and self.certain("date") else None

    def __str__(self) -> str:
        """The document as an official names it: "Nghị định số 20/2021/NĐ-CP ngày 15/3/2021 của Chính phủ"."""
        if self.title.startswith(self.kind):
            return writing.named(self.title, self.number, self.told_day)
        return writing.named(self.kind, self.number, self.told_day, self.issuer)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Register:
    """All known documents. A register equals only itself, so that it can be the key of a cache."""

    documents: tuple[Known, ...]

    @property
    def by_number(self) -> Mapping[str, tuple[Known, ...]]:
        """The documents of each plain number."""
        return _index(self)[0]

    def of(self, citation: Citation) -> Known | None:
        """The document that a citation names by its number; None where the number alone does not identify it.

        A number without a year recurs every year. The year of the citation's date must then be the document's, and the
        subject must fit.
        """
        for known in self.by_number.get(plain(citation.number), ()):
            if not _same_place(known, citation):
                continue
            if year_of(known.number) is not None:
                return known
            fits = alike(known, citation)
            if (citation.date or "")[:4] == known.date[:4] and fits is not False:
                return known
            if citation.date is None and fits:
                return known
        return None

    def numbered(self, number: str) -> Known | None:
        """The only document with a number; None for an unknown one, or where several bear it."""
        found = self.by_number.get(plain(number), ())
        return found[0] if len(found) == 1 else None

    def meant(self, citation: Citation) -> Known | None:
        """The document that a wrong number means: the same but for year and marks, or of the same day and subject."""
        if plain(citation.number) in self.by_number:
            return None
        _, by_loose, by_date = _index(self)
        year = str(year_of(citation.number) or (citation.date or "")[:4])
        for known in by_loose.get(loose(citation.number), ()):
            same = known.date.startswith(year or "?") and _same_place(known, citation)
            if same and alike(known, citation) is not False:
                return known
        for known in by_date.get(citation.date or "", ()):
            # A law is often cited without a subject; the digits decide then.
            if not _same_place(known, citation):
                continue
            digits = loose(known.number)[0] == loose(citation.number)[0]
            fits = alike(known, citation)
            if fold(known.kind) == fold(citation.kind or "") and (fits or (fits is None and digits)):
                return known
        return None

    def successor(self, known: Known, day: str) -> Known | str:
        """The document in force in its place on an ISO day, at the end of the chain; a mere number where unknown."""
        number = known.replaced_by or ""
        for other in self.by_number.get(plain(number), ()):
            gone = other.until and other.until <= day and other.replaced_by
            return self.successor(other, day) if gone else other
        return writing.named("văn bản", number)


@lru_cache(maxsize=8)
def _index(
    register: Register,
) -> tuple[
    Mapping[str, tuple[Known, ...]],
    Mapping[tuple[str, ...], tuple[Known, ...]],
    Mapping[str, tuple[Known, ...]],
]:
    """The documents by plain number, by loose number and by date."""
    documents = register.documents
    return (
        _grouped((plain(known.number), known) for known in documents),
        _grouped((loose(known.number), known) for known in documents),
        _grouped((known.date, known) for known in documents if known.date),
    )


def _grouped(pairs: Iterable[tuple[_Key, Known]]) -> Mapping[_Key, tuple[Known, ...]]:
    found: dict[_Key, tuple[Known, ...]] = {}
    for key, known in pairs:
        found[key] = (*found.get(key, ()), known)
    return found


def _same_place(known: Known, citation: Citation) -> bool:
    """Whether a citation may be of the unit that issued a local document; a national document fits everywhere."""
    unit = next((unit.text for unit in find_units(known.issuer) if unit.name), None)
    return unit is None or fold(unit) == fold(citation.place or "")


def alike(known: Known, citation: Citation) -> bool | None:
    """Whether the subject of a citation fits the document; None where it gives none."""
    if not citation.about:
        return None
    wanted = {term for term in terms(known.title) if " " in term}
    said = set(terms(citation.about))
    if not said or not wanted:
        return None
    if _amends(citation.about):
        return False
    return _years(known.title) <= _years(citation.about) and len(wanted & said) >= _ALIKE * len(wanted)


def _amends(about: str) -> bool:
    return fold(about).lstrip().startswith(_CHANGES.words)


def _years(text: str) -> set[str]:
    return set(re.findall(r"(?<!\d)20\d\d(?!\d)", text))


def register_of(paths: Sequence[Path]) -> Register:
    """The built-in register with the user's files over it; raises ``HandwrittenError`` for an invalid file."""
    return _made(own_files(paths))


@lru_cache(maxsize=8)
def _made(own: Own) -> Register:
    found: dict[tuple[str, str], Known] = {}
    for number, page in enumerate(pages("documents", own)):
        for known in documents_of(page, own=number > 0):
            # A row whose date was not known gives way to the user's with the date.
            found.pop((plain(known.number), ""), None)
            found[plain(known.number), known.date] = known
    return Register(documents=tuple(found.values()))


def documents_of(page: Page, *, own: bool) -> Iterator[Known]:
    """The documents of a file; raises ``HandwrittenError`` for a row that says too little or too much."""
    for key in page.table:
        if key != "documents" and nearest(key, ("documents",)):
            raise page.problem("unknown_key", key, key=key, near="documents")
    for entry, line in entries(page, "documents", NEEDED, MAY):
        if "date" not in entry and "date" not in entry.get("memory", ()):
            raise page.problem("missing_key", "documents", line, key="date")
        # A replacement without its date cannot be applied to any day.
        if ("replaced_by" in entry) != ("replaced_on" in entry or "until" in entry) and "until" not in entry:
            missing = "replaced_on" if "replaced_by" in entry else "replaced_by"
            raise page.problem("missing_key", "documents", line, key=missing)
        told = {key: entry[key] for key in (*NEEDED, *_SAME) if key in entry}
        yield Known(
            **told,
            date=entry.get("date", ""),
            since=entry.get("from"),
            until=entry.get("replaced_on") or entry.get("until"),
            partly=tuple(entry.get("partly", ())),
            memory=tuple(entry.get("memory", ())),
            own=own,
        )

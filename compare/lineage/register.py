"""The register of known documents: the program's own, and the user's beside it.

    [[documents]]
    kind = "Nghị định"
    number = "136/2013/NĐ-CP"
    date = 2013-10-21
    title = "Quy định chính sách trợ giúp xã hội đối với đối tượng bảo trợ xã hội"
    issuer = "Chính phủ"
    replaced_by = "20/2021/NĐ-CP"
    replaced_on = 2021-07-01

An entry of the user's takes the place of the program's with the same number and date. Other tables of a file are not
ours and are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from compare.decisions.handwritten import Page, nearest
from compare.lineage.citing import loose, plain, year_of
from compare.registers.reading import Own, entries, own_files, pages
from compare.words import phrases
from compare.words.similarity import terms
from extract.language import writing
from extract.language.agencies import find_units
from extract.language.lexicon import fold
from extract.model import Citation

_Key = TypeVar("_Key")
_NEEDED = {"kind": "text", "number": "text", "date": "date", "title": "text", "issuer": "text"}
_MAY = {"replaced_by": "text", "replaced_on": "date", "expires": "date"}
_CHANGES = phrases("lineage", "changes", "opens")
_ALIKE = 0.75
"""Least share of a title's terms in what a citation says its document is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A document of the register; dates are ISO, ``expires`` is the last day of its own period."""

    kind: str
    number: str
    date: str
    title: str
    issuer: str
    replaced_by: str | None = None
    replaced_on: str | None = None
    expires: str | None = None

    def __str__(self) -> str:
        """As an official names it: "Nghị định số 20/2021/NĐ-CP ngày 15/3/2021 của Chính phủ"."""
        if self.title.startswith(self.kind):
            return writing.named(self.title, self.number, self.date)
        return writing.named(self.kind, self.number, self.date, self.issuer)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Register:
    """All known documents. One register equals only itself, so it may be the key of a cache."""

    documents: tuple[Known, ...]

    @property
    def by_number(self) -> Mapping[str, tuple[Known, ...]]:
        """Documents by their plain number."""
        return _index(self)[0]

    def of(self, citation: Citation) -> Known | None:
        """The document a citation names by its number; None where a number alone does not tell it.

        A number without a year comes again every year: then the year of the date must be the document's, and what the
        citation says of its matter must fit.
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

    def meant(self, citation: Citation) -> Known | None:
        """The document that a wrong number means: the same but for year and marks, or the same day and matter."""
        if plain(citation.number) in self.by_number:
            return None
        _, by_loose, by_date = _index(self)
        year = str(year_of(citation.number) or (citation.date or "")[:4])
        for known in by_loose.get(loose(citation.number), ()):
            same = known.date.startswith(year or "?") and _same_place(known, citation)
            if same and alike(known, citation) is not False:
                return known
        for known in by_date.get(citation.date or "", ()):
            # A law is often named without a word behind its number; then the digits must do.
            if not _same_place(known, citation):
                continue
            digits = loose(known.number)[0] == loose(citation.number)[0]
            fits = alike(known, citation)
            if fold(known.kind) == fold(citation.kind or "") and (fits or (fits is None and digits)):
                return known
        return None

    def successor(self, known: Known, day: str) -> Known | str:
        """What stands in its place on an ISO day: the last in the chain, its mere number where that is all there is."""
        number = known.replaced_by or ""
        for other in self.by_number.get(plain(number), ()):
            gone = other.replaced_on and other.replaced_on <= day and other.replaced_by
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
        _grouped((known.date, known) for known in documents),
    )


def _grouped(pairs: Iterable[tuple[_Key, Known]]) -> Mapping[_Key, tuple[Known, ...]]:
    found: dict[_Key, tuple[Known, ...]] = {}
    for key, known in pairs:
        found[key] = (*found.get(key, ()), known)
    return found


def _same_place(known: Known, citation: Citation) -> bool:
    """Whether a citation may be of the unit whose body issued a local document; national ones are of no unit."""
    unit = next((unit.text for unit in find_units(known.issuer) if unit.name), None)
    return unit is None or fold(unit) == fold(citation.place or "")


def alike(known: Known, citation: Citation) -> bool | None:
    """Whether a citation is about what the document is; None where it does not say."""
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
    """The program's register with the user's own files over it; ``HandwrittenError`` for a wrong one."""
    return _made(own_files(paths))


@lru_cache(maxsize=8)
def _made(own: Own) -> Register:
    found: dict[tuple[str, str], Known] = {}
    for page in pages("documents", own):
        for known in _documents(page):
            found[plain(known.number), known.date] = known
    return Register(documents=tuple(found.values()))


def _documents(page: Page) -> Iterator[Known]:
    for key in page.table:
        if key != "documents" and nearest(key, ("documents",)):
            raise page.problem("unknown_key", key, key=key, near="documents")
    for entry, line in entries(page, "documents", _NEEDED, _MAY):
        # A replacement without its day says nothing about any day.
        if ("replaced_by" in entry) != ("replaced_on" in entry):
            missing = "replaced_on" if "replaced_by" in entry else "replaced_by"
            raise page.problem("missing_key", "documents", line, key=missing)
        yield Known(**entry)

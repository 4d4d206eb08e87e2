"""The dated register of names of bodies and places: the built-in one, and the user's entries over it.

    [[agencies]]                                    # or [[places]]
    name = "Sở Kế hoạch và Đầu tư"
    short = ["Sở KH&ĐT"]
    until = 2025-03-01
    now = "Sở Tài chính"
    source = "Nghị định số 45/2025/NĐ-CP"

A user's entry replaces the built-in one with the same name. The register has no first day of a name: some provinces had
the bodies of a later order before the others, by way of trial, so that a name that is too new is no certain slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from compare.decisions.handwritten import Page
from compare.registers.provinces import all_provinces, province_at
from compare.registers.reading import Own, entries, own_files, pages
from extract.language.lexicon import fold

_NEEDED = {"name": "text"}
_MAY = {"short": "texts", "until": "date", "now": "text", "source": "text"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name and its other spellings; ``until`` is the first ISO day on which it no longer exists."""

    name: str
    short: tuple[str, ...] = ()
    until: str | None = None
    now: str | None = None
    source: str | None = None

    def gone(self, day: str) -> bool:
        """Whether the body or place no longer exists on an ISO day."""
        return self.until is not None and day >= self.until


@dataclass(frozen=True, kw_only=True, eq=False)
class Register:
    """All names of one kind. A register equals only itself, so that it can be the key of a cache."""

    names: tuple[Name, ...]

    @cached_property
    def spellings(self) -> dict[str, Name]:
        """Each spelling in plain form → the name."""
        return {plain(written): name for name in self.names for written in (name.name, *name.short)}

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """A pattern of all names in folded text, the longest first, with any dashes and blanks."""
        found = sorted({written for name in self.names for written in (name.name, *name.short)})
        ordered = sorted(found, key=lambda written: -len(written))
        return re.compile(rf"(?<!\w)(?:{'|'.join(_loose(written) for written in ordered)})(?!\w)")

    def of(self, written: str) -> Name | None:
        """The name with this spelling; None for an unknown one."""
        return self.spellings.get(plain(written))


def plain(text: str) -> str:
    """Folded text with one kind of dash, and single blanks.

    >>> plain("Sở Lao động – TB&XH") == plain("sở Lao động-TB & XH")
    True
    """
    return " ".join(re.sub(r"\s*([-–—&,])\s*", _separator, fold(text)).split())


def _separator(found: re.Match[str]) -> str:
    return {"&": "&", ",": ", "}.get(found[1], "-")


def _loose(written: str) -> str:
    pieces = re.split(r"\s*([-–—&,])\s*|\s+", fold(written))
    marks = {"&": r"\s*&\s*", ",": r"\s*,\s*", "-": r"\s*[-–—]\s*", None: r"\s+"}
    return "".join(re.escape(piece or "") if at % 2 == 0 else marks[piece] for at, piece in enumerate(pieces))


def register_of(kind: str, paths: Sequence[Path]) -> Register:
    """The register of "agencies" or "places" with the user's files over it; raises ``HandwrittenError``."""
    return _made(kind, own_files(paths))


@lru_cache(maxsize=8)
def _made(kind: str, own: Own) -> Register:
    found: dict[str, Name] = {}
    for page in pages(kind, own):
        for name in _names(page, kind):
            found[plain(name.name)] = name
    if kind == "places":
        found = {plain(name.name): name for name in _provinces()} | found
    return Register(names=tuple(found.values()))


def _names(page: Page, kind: str) -> Iterator[Name]:
    for entry, line in entries(page, kind, _NEEDED, _MAY):
        # An end without a successor is of no use to a reader.
        if ("until" in entry) != ("now" in entry):
            missing = "now" if "until" in entry else "until"
            raise page.problem("missing_key", kind, line, key=missing)
        yield Name(short=tuple(entry.pop("short", ())), **entry)


def _provinces() -> Iterator[Name]:
    """The provinces that are part of another one now."""
    for province in all_provinces():
        now = province_at(province.name, province.until)
        if province.until and now:
            # "Thành phố" is a kind of the district level too; only "tỉnh" is unambiguous.
            yield Name(
                name=province.text,
                short=province.also,
                until=province.until,
                now=now.text,
                source=province.source,
            )

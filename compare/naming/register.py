"""The dated register of names of bodies and places: the built-in one, and the user's entries over it.

    [[agencies]]                                    # or [[places]]
    name = "Sở Kế hoạch và Đầu tư"
    short = ["Sở KH&ĐT"]
    until = 2025-03-01
    now = "Sở Tài chính"
    source = "Nghị định số 45/2025/NĐ-CP"

A body whose work went to several others has ``duties`` instead of ``now``, and ``later`` successors of further days; a
name may be told only in plans of some ``levels``. A user's entry replaces the built-in one with the same name. The
register has no first day of a name: some provinces had
the bodies of a later order before the others, by way of trial, so that a name that is too new is no certain slip.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from compare.decisions.handwritten import Page
from compare.registers.provinces import all_provinces, new_cities, province_at
from compare.registers.reading import MEMORY, SEEN, Own, checked_row, entries, own_files, pages
from compare.words import table
from extract.kept import kept
from extract.language import writing
from extract.language.lexicon import fold
from extract.model import Level

NEEDED: Mapping[str, str] = {"name": "text"}
MAY: Mapping[str, str] = {
    "short": "texts",
    "until": "date",
    "now": "text",
    "duties": "tables",
    "later": "tables",
    "levels": "texts",
    **SEEN,
    **MEMORY,
}
_DUTY: Mapping[str, str] = {"body": "text", "does": "texts"}
_LATER: Mapping[str, str] = {"from": "date", "now": "text", "source": "text"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A body that took over a part of the work: the fields as a sentence names them, and other words of theirs."""

    body: str
    does: tuple[str, ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """What stands in place of a name from the ISO day ``since`` on, by the document ``source``."""

    since: str
    now: str
    source: str | None = None
    duties: tuple[Duty, ...] = ()

    def body_for(self, text: str) -> str | None:
        """The one body for the duty of which a text speaks; None where it speaks of none, or of several.

        >>> end = End(since="2025-03-01", now="A hoặc B", duties=(Duty(body="A", does=("trẻ em",)),))
        >>> end.body_for("Hỗ trợ trẻ em nghèo."), end.body_for("Cấp nước.")
        ('A', None)
        """
        if not self.duties:
            return self.now
        said = fold(text)
        found = [
            duty.body for duty in self.duties if any(fold(word) in said for word in (*duty.does, *duty.also))
        ]
        return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name and its other spellings; ``until`` is the first ISO day on which it no longer exists.

    ``ends`` are its successors in the order of their days. ``levels`` are those of the plans that are told of the end,
    all without one. ``certain`` is False where the end rests on memory; ``own`` is a row of the user's.
    """

    name: str
    short: tuple[str, ...] = ()
    until: str | None = None
    ends: tuple[End, ...] = ()
    levels: tuple[Level, ...] = ()
    source: str | None = None
    page: str | None = None
    seen: str | None = None
    memory: tuple[str, ...] = ()
    own: bool = False

    @property
    def certain(self) -> bool:
        """Whether the end and the successor were read somewhere."""
        return not {"end", "now"} & set(self.memory)

    def gone(self, day: str, level: Level | None = None) -> bool:
        """Whether the body or place no longer exists on an ISO day, for a plan of some level."""
        told = not self.levels or level in self.levels
        return told and self.until is not None and day >= self.until

    def end(self, day: str) -> End | None:
        """What stands in its place on an ISO day; None while it exists."""
        return next((end for end in reversed(self.ends) if end.since <= day), None)


def unsure() -> str:
    """The words behind a statement that rests on memory."""
    return str(table("naming")["unsure"])


def owned() -> str:
    """The words behind a statement that rests on a row of the user's own register."""
    return str(table("naming")["owned"])


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
        # By their first letter, so that a search leaps to the next one that opens a name.
        opening: dict[str, list[str]] = defaultdict(list)
        for written in sorted(found, key=lambda written: -len(written)):
            letter = re.escape(fold(written)[0])
            opening[letter].append(_loose(written).removeprefix(letter))
        whole = (rf"{letter}(?<!\w{letter})(?:{'|'.join(rest)})" for letter, rest in opening.items())
        return re.compile(rf"(?:{'|'.join(whole)})(?!\w)")

    def of(self, written: str) -> Name | None:
        """The name with this spelling; None for an unknown one."""
        return self.spellings.get(plain(written))


@kept(1_000)
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
    for number, page in enumerate(pages(kind, own)):
        for name in names_of(page, kind, own=number > 0):
            found[plain(name.name)] = name
    if kind == "places":
        found = {plain(name.name): name for name in _provinces()} | found
    return Register(names=tuple(found.values()))


def names_of(page: Page, kind: str, *, own: bool) -> Iterator[Name]:
    """The names of "agencies" or "places" in a file; raises ``HandwrittenError`` for an end without a successor."""
    for entry, line in entries(page, kind, NEEDED, MAY):
        # An end without a successor is of no use to a reader.
        if ("until" in entry) != ("now" in entry or "duties" in entry):
            missing = "now" if "until" in entry else "until"
            raise page.problem("missing_key", kind, line, key=missing)
        yield Name(
            name=entry["name"],
            short=tuple(entry.get("short", ())),
            until=entry.get("until"),
            ends=tuple(_ends(page, entry, line)),
            levels=tuple(Level(_known(page, level, line)) for level in entry.get("levels", ())),
            source=entry.get("source"),
            page=entry.get("page"),
            seen=entry.get("seen"),
            memory=tuple(entry.get("memory", ())),
            own=own,
        )


def _ends(page: Page, entry: Mapping[str, Any], line: int) -> Iterator[End]:
    if "until" not in entry:
        return
    duties = []
    for duty in entry.get("duties", ()):
        checked = checked_row(page, "duties", duty, line, _DUTY, {"also": "texts"})
        duties.append(
            Duty(body=checked["body"], does=tuple(checked["does"]), also=tuple(checked.get("also", ())))
        )
    now = entry.get("now") or _shared(duties)
    yield End(since=entry["until"], now=now, source=entry.get("source"), duties=tuple(duties))
    for later in entry.get("later", ()):
        checked = checked_row(page, "later", later, line, _LATER, {})
        yield End(since=checked["from"], now=checked["now"], source=checked["source"])


def _shared(duties: Sequence[Duty]) -> str:
    """The bodies with their fields, as a sentence names them: "Sở Nội vụ (lao động) hoặc Sở Y tế (trẻ em)"."""
    return writing.listed([f"{duty.body} ({', '.join(duty.does)})" for duty in duties], "hoặc")


def _known(page: Page, level: str, line: int) -> str:
    if level not in [*map(str, Level)]:
        raise page.problem(
            "bad_value", "levels", line, key="levels", value=level, choices=", ".join(Level), near=""
        )
    return level


def _provinces() -> Iterator[Name]:
    """The provinces that are part of another one now, and those that are a city now."""
    for province in all_provinces():
        if province.until:
            # "Thành phố" is a kind of the district level too; only "tỉnh" is unambiguous.
            yield Name(
                name=province.text,
                short=province.also,
                until=province.until,
                ends=tuple(_since(province.name, province.until, province.source)),
                source=province.source,
                memory=() if province.certain else ("end",),
            )
    for city in new_cities():
        (end,) = _since(city.name, city.since, city.source)
        yield Name(name=f"tỉnh {city.name}", until=city.since, ends=(end,), source=city.source)


def _since(name: str, day: str, source: str | None) -> Iterator[End]:
    """What stands in place of a province from a day on: another one, later perhaps as a city."""
    now = province_at(name, day)
    if now is None:
        return
    yield End(since=day, now=now.text, source=source)
    for city in new_cities():
        if city.name == now.name and city.since > day:
            yield End(since=city.since, now=f"thành phố {city.name}", source=city.source)

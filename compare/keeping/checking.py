"""Mistakes that a register can hold: two rows of one thing, chains that end nowhere, ends before beginnings, orphans.

A problem is data: the words are the application's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from compare.keeping.rows import OWN, Row, every, rows_of
from compare.lineage.citing import plain as plain_number
from compare.lineage.register import register_of as documents_of
from compare.naming.register import Register as Names
from compare.naming.register import plain as plain_name
from compare.naming.register import register_of as names_of
from compare.registers.provinces import province_at
from compare.registers.reading import own_files, pages
from compare.registers.units import Unit, everywhere, named, units_of

_BEFORE = (
    ("date", "from"),
    ("date", "replaced_on"),
    ("date", "until"),
    ("date", "expires"),
    ("from", "replaced_on"),
)
"""Pairs of days of which the first may not be later than the second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A mistake in a row: ``reason`` is a short code such as "double", ``values`` holds its facts."""

    row: Row
    reason: str
    values: Mapping[str, str] = field(default_factory=dict)


def problems(paths: Sequence[Path] = ()) -> tuple[Problem, ...]:
    """The mistakes of all registers, the user's laid over the shipped ones; raises ``HandwrittenError``."""
    rows = every(paths)
    documents_of(paths)
    found = [*_doubles(paths)]
    for row in rows:
        found += [*_unsourced(row), *_days(row)]
    found += [*_chains([row for row in rows if row.register == "documents"])]
    for register in ("agencies", "places"):
        found += _successors([row for row in rows if row.register == register], names_of(register, paths))
    found += [
        problem for row in rows if row.register in ("districts", "communes") for problem in _orphans(row)
    ]
    return tuple(found)


def _doubles(paths: Sequence[Path]) -> Iterator[Problem]:
    """Two rows of one thing in one file, and a spelling that two names share."""
    for register in OWN:
        for number, page in enumerate(pages(register, own_files(paths))):
            seen: dict[tuple[str, str], Row] = {}
            spellings: dict[str, str] = {}
            for row in rows_of(page, register, own=number > 0):
                if row.identity in seen:
                    yield Problem(row=row, reason="double", values={"line": str(seen[row.identity].line)})
                seen[row.identity] = row
                for written in (row.key, *row.values.get("short", ())):
                    other = spellings.setdefault(plain_name(written), row.key)
                    if other != row.key and register != "documents":
                        yield Problem(row=row, reason="spelling", values={"written": written, "other": other})


def _unsourced(row: Row) -> Iterator[Problem]:
    """A shipped row says where and when it was read; a row of the user's need not."""
    if row.path is None:
        for key in ("source", "seen"):
            if not row.values.get(key):
                yield Problem(row=row, reason="unsourced", values={"key": key})


def _days(row: Row) -> Iterator[Problem]:
    for first, second in _BEFORE:
        left, right = row.values.get(first), row.values.get(second)
        if left and right and left > right:
            yield Problem(row=row, reason="order", values=_told(first, left, second, right))
    for later in row.values.get("later", ()):
        day, until = _iso(later["from"]), row.values.get("until")
        if until and day <= until:
            yield Problem(row=row, reason="order", values=_told("until", until, "later", day))


def _told(first: str, left: str, second: str, right: str) -> dict[str, str]:
    return {"first": first, "day": left, "second": second, "other": right}


def _iso(day: object) -> str:
    return day.isoformat()[:10] if hasattr(day, "isoformat") else str(day)


def _chains(rows: Sequence[Row]) -> Iterator[Problem]:
    """Documents that name one that no register has, that follow each other in a circle, or begin after their end."""
    by_number: dict[str, Row] = {plain_number(row.key): row for row in rows}
    for row in rows:
        numbers = {
            "replaced_by": [row.values.get("replaced_by")],
            "followed_by": [row.values.get("followed_by")],
            "partly": row.values.get("partly", ()),
        }
        for key, named_by in numbers.items():
            for number in filter(None, named_by):
                if plain_number(number) not in by_number:
                    yield Problem(row=row, reason="nowhere", values={"key": key, "number": number})
        for key in ("replaced_by", "followed_by"):
            if _turns(row, key, by_number):
                yield Problem(row=row, reason="circle", values={"key": key, "number": row.values[key]})


def _turns(row: Row, key: str, by_number: Mapping[str, Row]) -> bool:
    """Whether a chain comes back to the row in which it begins."""
    seen: set[str] = set()
    at: Row | None = row
    while at is not None and at.values.get(key):
        number = plain_number(at.values[key])
        if number in seen:
            return False
        seen.add(number)
        at = by_number.get(number)
        if at is row:
            return True
    return False


def _successors(rows: Sequence[Row], names: Names) -> Iterator[Problem]:
    """A body or place whose successor ended too, without a word on what stands in its place since."""
    for row in rows:
        name = names.of(row.key)
        ends = name.ends if name else ()
        for at, end in enumerate(ends):
            following = ends[at + 1] if at + 1 < len(ends) else None
            after = names.of(end.now)
            if after is None or not after.until or after.levels:
                continue
            if after.until <= end.since or following is None or following.since > after.until:
                yield Problem(row=row, reason="ended_too", values={"name": after.name, "day": after.until})


def _orphans(row: Row) -> Iterator[Problem]:
    """A change in a province or of a unit that no list has."""
    province, day = str(row.values["province"]), str(row.values["day"])
    if province_at(province, None) is None:
        yield Problem(row=row, reason="orphan", values={"unit": province})
        return
    if row.register == "communes":
        kinds = ((row.values["kind"], False), (row.values["becomes"], True))
        wanted = [(f"{kind} {name}", there) for name in row.values["names"] for kind, there in kinds]
        units: Sequence[Unit] = units_of(province, day)
    else:
        wanted = [(text, False) for text in row.values.get("gone", ())]
        wanted += [(text, True) for text in (*row.values.get("came", ()), *row.values.get("into", ()))]
        units = units_of(province, day)
    for text, there in wanted:
        if bool(named(text, units)) is not there:
            yield Problem(row=row, reason="orphan", values={"unit": text})


def lost_units() -> Iterator[Unit]:
    """Units of the lists without a parent: communes that were made of nothing, former communes without a district."""
    for area in everywhere():
        districts = {(unit.province, unit.text) for unit in area.districts}
        made = {unit.text for found in area.became.values() for unit in found}
        yield from (unit for unit in area.communes if unit.text not in made)
        yield from (unit for unit in area.before if (unit.province, unit.district) not in districts)

"""The units of government below the provinces: districts until 2025-06-30, communes since, and their successors.

The list of districts of 30 June 2025 is read backwards by the changes since 1 March 2021; earlier days are unknown and
give nothing. Former communes are known only from March to June 2025. The list of communes of 1 July 2025 is read
forwards by the changes since. Only the section of one present province is read at a time.

    units_of("tỉnh Kon Tum", "2023-01-01")                districts
    units_of("tỉnh Kon Tum", "2026-01-01")                communes of Quảng Ngãi, of which Kon Tum is a part
    successors("huyện Ngọc Hồi", "tỉnh Kon Tum")          communes on its ground
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

import compare.registers
from compare.registers.provinces import (
    LAST,
    Province,
    all_provinces,
    merged_on,
    province_at,
    province_of_today,
)
from compare.registers.reading import built_in
from compare.registers.unit_names import bare_name, one_spelling, plain_name
from extract.model import Level

_LETTERS = {"x": "xã", "p": "phường", "t": "thị trấn"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A district or a commune; it exists from the ISO day ``since`` to the day before ``until``.

    ``province`` is that of its time, without kind (before July 2025: that of the last day); ``district`` is that of a
    former commune. A code that is not certain is None. ``source`` is the document by which a unit ended before its
    whole level did, ``certain`` whether that end was read somewhere.
    """

    kind: str
    name: str
    province: str
    level: Level
    code: str | None = None
    district: str | None = None
    since: str | None = None
    until: str | None = None
    source: str | None = None
    certain: bool = True

    @property
    def text(self) -> str:
        """The name with its kind: "huyện Ngọc Hồi"."""
        return f"{self.kind} {self.name}"

    def there(self, day: str) -> bool:
        """Whether the unit exists on an ISO day."""
        return (self.since or "") <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """All units of a present province; ``became`` maps each former unit to those on its ground since July 2025."""

    districts: tuple[Unit, ...]
    """Districts of all times, with the province of their time."""
    before: tuple[Unit, ...]
    """Former communes, until 2025-06-30."""
    communes: tuple[Unit, ...]
    """Communes since July 2025; one that changed since is followed by what it became."""
    became: Mapping[Unit, tuple[Unit, ...]]
    followed: Mapping[Unit, tuple[Unit, ...]]
    """A district that ended before the level did → the districts that took its place."""


def known_since() -> str:
    """The ISO day from which districts are known."""
    return str(built_in("districts").table["since"].isoformat())


def units_of(province: str, day: str) -> tuple[Unit, ...]:
    """The units right below a province on an ISO ``day``: its districts, or its present communes.

    Empty for a province that is not in the register, and for a day before ``known_since()``.
    """
    there = province_at(province, day)
    if there is None or day < known_since():
        return ()
    area = area_of(there)
    if day >= merged_on():
        return tuple(unit for unit in area.communes if unit.there(day))
    own = _last_name(there)
    return tuple(unit for unit in area.districts if unit.province == own and unit.there(day))


def find(name: str, province: str, day: str) -> Unit | None:
    """The unit of a province with that name on a day, by kind and name or by an unambiguous name; None without one."""
    return next(iter(named(name, units_of(province, day))), None)


def successors(name: str, province: str) -> tuple[Unit, ...]:
    """The present units on the ground of a former district or commune; empty where they are not known.

    A divided commune has all units that took a part of it. A district has the communes that took at least one whole
    commune of it, or that consist of parts alone.
    """
    there = province_at(province, None)
    if there is None:
        return ()
    area = area_of(there)
    found = named(name, (*area.districts, *area.before))
    # A name that existed twice is searched in the province as it was.
    own = [unit for unit in found if unit.province == _last_name(there)] or found
    return successors_on(area, own[0], LAST) if len(own) == 1 else ()


def successors_on(area: Area, unit: Unit, day: str) -> tuple[Unit, ...]:
    """The units of an ISO ``day`` on the ground of one that ended; empty while it exists."""
    if unit.there(day):
        return ()
    if day >= merged_on():
        return tuple(other for other in area.became[unit] if other.there(day))
    return tuple(
        dict.fromkeys(
            last
            for other in area.followed.get(unit, ())
            for last in ((other,) if other.there(day) else successors_on(area, other, day))
        )
    )


def named(name: str, units: Iterable[Unit]) -> tuple[Unit, ...]:
    """The units of that kind and name; without a kind, the unit of that name if there is only one."""
    wanted = plain_name(name)
    units = tuple(units)
    exact = tuple(unit for unit in units if plain_name(unit.text) == wanted)
    return exact if exact or bare_name(name) != name else _called(name, units)


def missing(province: str, day: str, names: Iterable[str]) -> tuple[Unit, ...]:
    """The units right below a province on a day that are not among the names, in the order of the register.

    The kind may differ ("huyện Việt Yên" for the thị xã), or be left out where only one unit has the name.
    """
    units = units_of(province, day)
    seen = {unit for name in names for unit in named(name, units) or _called(bare_name(name), units)}
    return tuple(unit for unit in units if unit not in seen)


def _called(name: str, units: Iterable[Unit]) -> tuple[Unit, ...]:
    found = tuple(unit for unit in units if plain_name(unit.name) == plain_name(name))
    return found if len(found) == 1 else ()


def everywhere() -> Iterator[Area]:
    """The areas of all present provinces, read one after the other."""
    return (area_of(province) for province in all_provinces() if province.until is None)


def areas_naming(name: str) -> Iterator[Area]:
    """The areas of present provinces that may have a unit of that name, of any kind; no other area is made."""
    wanted = plain_name(bare_name(name))
    return (area_of(today) for today, text in _plain_sections().items() if wanted in text)


@cache
def _plain_sections() -> Mapping[Province, str]:
    """All names of the units of each present province in plain form, one after the other."""
    ended = built_in("districts").table["changes"]
    return {
        today: one_spelling(
            "\n".join(
                [
                    *_section(today),
                    *(
                        text
                        for change in ended
                        if province_of_today(change["province"]) == today
                        for text in change.get("gone", ())
                    ),
                ]
            )
        )
        for today in all_provinces()
        if today.until is None
    }


def _last_name(province: Province) -> str:
    """The name of a province, or of its successor, on the day before the mergers."""
    end = date.fromisoformat(merged_on()) - timedelta(days=1)
    last = province_at(province.name, end.isoformat())
    return last.name if last else province.name


def area_of(province: Province) -> Area:
    """The area of the present province that contains a province."""
    return _area(province_of_today(province.name) or province)


@cache
def _area(today: Province) -> Area:
    rows = [line.split(";") for line in _section(today)]
    changes = [
        change
        for change in built_in("districts").table["changes"]
        if province_of_today(change["province"]) == today
    ]
    came = {
        (change["province"], text): change["day"].isoformat()
        for change in changes
        for text in change.get("came", ())
    }
    districts = {row[1]: _district(row, came) for row in rows if row[0] == "d"}
    communes = []
    became: dict[Unit, dict[Unit, bool]] = {}
    ends = {text: entry for entry in _later(today) for text in _texts(entry)}
    for _, code, kind, name, sources in (row for row in rows if row[0] == "c"):
        commune = _commune(kind, name, today.name, code=code or None, since=merged_on())
        if end := ends.get(commune.text):
            commune = replace(commune, until=end["day"].isoformat(), source=end["source"], certain=_sure(end))
        communes.append(commune)
        for old, whole in _sources(sources, districts):
            became.setdefault(old, {})[commune] = whole
    before = tuple(old for old in became if old.level is Level.COMMUNE)
    now = {old: tuple(found) for old, found in became.items()} | _grounds(
        districts.values(), communes, became
    )
    gone = dict(_gone(changes, came, now))
    renamed = {
        unit: replace(unit, kind=ends[unit.text]["becomes"], since=unit.until, until=None, source=None)
        for unit in communes
        if unit.until
    }
    grounds = {old: _with(found, renamed) for old, found in (now | gone).items()}
    every = (*districts.values(), *gone)
    return Area(
        districts=every,
        before=before,
        communes=_with(communes, renamed),
        became=grounds | {old: (new,) for old, new in renamed.items()},
        followed={unit: _followers(unit, changes, every) for unit in gone},
    )


def _later(today: Province) -> list[Mapping[str, Any]]:
    """The changes of communes of a province since July 2025."""
    changes = built_in("communes").table["changes"]
    return [entry for entry in changes if province_of_today(entry["province"]) == today]


def _texts(entry: Mapping[str, Any]) -> list[str]:
    return [f"{entry['kind']} {name}" for name in entry["names"]]


def _sure(entry: Mapping[str, Any]) -> bool:
    return "end" not in entry.get("memory", ())


def _with(units: Iterable[Unit], renamed: Mapping[Unit, Unit]) -> tuple[Unit, ...]:
    """The units, each followed by what it became."""
    return tuple(one for unit in units for one in ((unit, renamed[unit]) if unit in renamed else (unit,)))


def _followers(
    unit: Unit, changes: Iterable[Mapping[str, Any]], districts: Iterable[Unit]
) -> tuple[Unit, ...]:
    """The districts that took the place of one that ended."""
    there = {
        (other.province, other.text): other
        for other in districts
        if other.until and other.there(unit.until or "")
    }
    taken = next(
        (
            (*change.get("came", ()), *change.get("into", ()))
            for change in changes
            if change["day"].isoformat() == unit.until
            and change["province"] == unit.province
            and unit.text in change.get("gone", ())
        ),
        (),
    )
    return tuple(there[unit.province, text] for text in taken if (unit.province, text) in there)


def _section(today: Province) -> list[str]:
    text = _text()
    start = text.index(f"\n= {today.name}\n")
    end = text.find("\n= ", start + 1)
    return text[start : end if end > 0 else None].splitlines()[2:]


@cache
def _text() -> str:
    return files(compare.registers).joinpath("units.csv").read_text(encoding="utf-8")


def _district(row: list[str], came: Mapping[tuple[str, str], str]) -> Unit:
    _, code, kind, name, province = row
    return Unit(
        kind=kind,
        name=name,
        province=province,
        level=Level.DISTRICT,
        code=code,
        since=came.get((province, f"{kind} {name}")),
        until=merged_on(),
    )


def _commune(
    kind: str,
    name: str,
    province: str,
    *,
    code: str | None = None,
    district: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> Unit:
    return Unit(
        kind=kind,
        name=name,
        province=province,
        level=Level.COMMUNE,
        code=code,
        district=district,
        since=since,
        until=until,
    )


def _sources(written: str, districts: Mapping[str, Unit]) -> Iterator[tuple[Unit, bool]]:
    """Each former commune in a present one, and whether all of it is; a district on an island has no communes."""
    for group in written.split("|"):
        code, _, names = group.partition(":")
        district = districts[code]
        if not names:
            yield district, True
            continue
        for name in names.split(","):
            kind, bare = _LETTERS[name.lstrip("~")[0]], name.lstrip("~")[1:]
            old = _commune(kind, bare, district.province, district=district.text, until=merged_on())
            yield old, not name.startswith("~")


def _grounds(
    districts: Iterable[Unit], communes: Iterable[Unit], became: Mapping[Unit, Mapping[Unit, bool]]
) -> dict[Unit, tuple[Unit, ...]]:
    """Each district → the communes that took a whole commune of it, or that consist of parts, one of them its own."""
    wholes: dict[Unit, set[tuple[str, str | None]]] = {commune: set() for commune in communes}
    parts: dict[Unit, set[tuple[str, str | None]]] = {commune: set() for commune in communes}
    for old, found in became.items():
        for commune, whole in found.items():
            # An island without communes is a district itself.
            place = (old.province, old.district or old.text)
            (wholes if whole else parts)[commune].add(place)
    return {
        district: tuple(
            commune
            for commune in wholes
            if (district.province, district.text) in (wholes[commune] or parts[commune])
        )
        for district in districts
    }


def _gone(
    changes: Iterable[Mapping[str, Any]],
    came: Mapping[tuple[str, str], str],
    now: Mapping[Unit, tuple[Unit, ...]],
) -> Iterator[tuple[Unit, tuple[Unit, ...]]]:
    """The districts that ended before the level did, with the present units on the ground of their successors."""
    last = {(unit.province, unit.text): found for unit, found in now.items() if unit.level is Level.DISTRICT}
    for change in changes:
        province = change["province"]
        taken = [last[province, text] for text in (*change.get("came", ()), *change.get("into", ()))]
        for text in change.get("gone", ()):
            name = bare_name(text)
            unit = Unit(
                kind=text.removesuffix(f" {name}"),
                name=name,
                province=province,
                level=Level.DISTRICT,
                since=came.get((province, text)),
                until=change["day"].isoformat(),
                source=change["source"],
                certain=_sure(change),
            )
            yield unit, tuple(dict.fromkeys(commune for found in taken for commune in found))

"""The provinces by day: 63 until 2025-06-30, 34 since; three of these are cities since 2026.

Names may be given with their kind or without ("tỉnh Kon Tum", "Kon Tum").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from compare.registers.reading import built_in
from extract.language.lexicon import fold, load

_KINDS = ("tỉnh", "thành phố")
LAST = "9999-12-31"
"""A day after every change of the register."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Province:
    """A province; ``until`` is the first ISO day on which ``now`` replaces it, by the document ``source``.

    ``kind`` is that of the day for which the province was looked up, else that of today. ``certain`` tells that the
    source was read; else it rests on memory.
    """

    name: str
    kind: str
    until: str | None = None
    now: str | None = None
    source: str | None = None
    also: tuple[str, ...] = ()
    """Other spellings, with the kind."""
    certain: bool = True

    @property
    def text(self) -> str:
        """The name with its kind: "tỉnh Kon Tum"."""
        return f"{self.kind} {self.name}"


def merged_on() -> str:
    """The ISO day of the mergers of provinces and of the end of the district level."""
    return str(_table()["since"].isoformat())


def all_provinces() -> tuple[Province, ...]:
    """Every province of the register, the present ones first."""
    return tuple(_by_name().values())


def province_at(name: str, day: str | None) -> Province | None:
    """The province in place of a named one on an ISO ``day``: itself while it exists; None for an unknown name.

    Without a day it is the province as named.

    >>> province_at("tỉnh Kon Tum", "2026-03-01").text
    'tỉnh Quảng Ngãi'
    """
    found = _by_name().get(_key(name))
    while found and found.now and found.until and day is not None and day >= found.until:
        found = _by_name()[_key(found.now)]
    city = _cities().get(found.name) if found else None
    # An older city (Huế) is another entry before that day; here only the kind changes.
    if found and city and day is not None and day < city.since:
        return replace(found, kind="tỉnh")
    return found


def province_of_today(name: str) -> Province | None:
    """The present province in place of a named one; None for an unknown name."""
    return province_at(name, LAST)


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """A province that is a city under the central government from the ISO day ``since``, by the document ``source``."""

    name: str
    since: str
    source: str


def new_cities() -> tuple[City, ...]:
    """The provinces that became cities after the mergers of 2025, in the order of their days."""
    return tuple(sorted(_cities().values(), key=lambda city: city.since))


@cache
def _cities() -> Mapping[str, City]:
    return {
        entry["name"]: City(name=entry["name"], since=entry["since"].isoformat(), source=entry["source"])
        for entry in _table()["cities"]
    }


def resolution_of(province: Province) -> str:
    """The resolution that created the communes of a present province."""
    return f"Nghị quyết số {_table()['communes'][province.name]}"


def bare(name: str) -> str:
    """The name without "tỉnh" or "thành phố"."""
    kind = next((kind for kind in _KINDS if fold(name).startswith(f"{kind} ")), None)
    return name[len(kind) + 1 :].strip() if kind else name


def _key(name: str) -> str:
    return " ".join(fold(bare(name)).replace("–", "-").replace("-", " ").split())


def _table() -> Mapping[str, Any]:
    return built_in("provinces").table


@cache
def _by_name() -> Mapping[str, Province]:
    table, cities = _table(), load("agencies")["municipalities"]
    found = []
    for name in (*table["merged"], *table["unchanged"]):
        found.append(Province(name=name, kind="thành phố" if name in cities else "tỉnh"))
    for now, olds in table["merged"].items():
        for name in olds:
            if name != now:
                ended = Province(name=name, kind="tỉnh", until=merged_on(), now=now, source=table["source"])
                found.append(ended)
    for entry in table["former"]:
        ended = Province(
            name=entry["name"],
            kind="tỉnh",
            until=entry["until"].isoformat(),
            now=entry["now"],
            source=entry["source"],
            also=tuple(entry.get("also", ())),
            certain="end" not in entry.get("memory", ()),
        )
        found.append(ended)
    return {_key(province.name): province for province in found}


def same_province(first: str, second: str, day: str | None) -> bool:
    """Whether two names mean one province on an ISO ``day``; after a merger the new province replaces the old ones.

    Without a day the mergers count as done, so that the two may be the same.

    >>> same_province("tỉnh Quảng Ngãi", "tỉnh Kon Tum", "2026-03-01")
    True
    >>> same_province("tỉnh Quảng Ngãi", "tỉnh Kon Tum", "2021-03-01")
    False
    """
    if fold(bare(first)) == fold(bare(second)):
        return True
    left, right = (province_at(name, day or merged_on()) for name in (first, second))
    return left is not None and left == right

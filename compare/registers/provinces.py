"""The provinces by day: 63 until 2025-06-30, 34 since.

Names may be given with their kind or without ("tỉnh Kon Tum", "Kon Tum").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from compare.registers.reading import built_in
from extract.language.lexicon import fold, load

_KINDS = ("tỉnh", "thành phố")


@dataclass(frozen=True, slots=True, kw_only=True)
class Province:
    """A province; days are ISO, ``until`` the first on which ``now`` stands in its place by ``source``."""

    name: str
    kind: str
    until: str | None = None
    now: str | None = None
    source: str | None = None
    also: tuple[str, ...] = ()
    """Other spellings, with the kind."""

    @property
    def text(self) -> str:
        """ "tỉnh Kon Tum"."""
        return f"{self.kind} {self.name}"


def merged_on() -> str:
    """The ISO day of the mergers of provinces, which is that of the end of the district level."""
    return str(_table()["since"].isoformat())


def all_provinces() -> tuple[Province, ...]:
    """Every province of the register, those of today first."""
    return tuple(_by_name().values())


def province_at(name: str, day: str | None) -> Province | None:
    """What stands on an ISO ``day`` in the place of a province, itself where it is there; None for an unknown one.

    Without a day it is the province as named.

    >>> province_at("tỉnh Kon Tum", "2026-03-01").text
    'tỉnh Quảng Ngãi'
    """
    found = _by_name().get(_key(name))
    while found and found.now and found.until and day is not None and day >= found.until:
        found = _by_name()[_key(found.now)]
    return found


def province_of_today(name: str) -> Province | None:
    """What stands now in the place of a province."""
    return province_at(name, merged_on())


def resolution_of(province: Province) -> str:
    """The resolution by which a province of today got its communes."""
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
        made = {
            **entry,
            "kind": "tỉnh",
            "until": entry["until"].isoformat(),
            "also": tuple(entry.get("also", ())),
        }
        found.append(Province(**made))
    return {_key(province.name): province for province in found}


def same_province(first: str, second: str, day: str | None) -> bool:
    """Whether both are one province on an ISO ``day``: after a merger the new one stands in the place of the old.

    Where the day is not known, a merger may have been, and they may be the same.

    >>> same_province("tỉnh Quảng Ngãi", "tỉnh Kon Tum", "2026-03-01")
    True
    >>> same_province("tỉnh Quảng Ngãi", "tỉnh Kon Tum", "2021-03-01")
    False
    """
    if fold(bare(first)) == fold(bare(second)):
        return True
    mine, theirs = (province_at(name, day or merged_on()) for name in (first, second))
    return mine is not None and mine == theirs

"""Whether two names of provinces mean one place on a day, mergers minded."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files

import compare.registers
from extract.lexicon import fold

_KINDS = ("tỉnh ", "thành phố ")


def same_province(first: str, second: str, day: str | None) -> bool:
    """Whether both are one province on an ISO ``day``: after a merger the new one stands in the place of the old.

    Where the day is not known, a merger may have been, and they may be the same.

    >>> same_province("tỉnh Quảng Ngãi", "tỉnh Kon Tum", "2026-03-01")
    True
    >>> same_province("tỉnh Quảng Ngãi", "tỉnh Kon Tum", "2021-03-01")
    False
    """
    mine, theirs = _bare(first), _bare(second)
    if mine == theirs:
        return True
    since, merged = _mergers()
    if day is not None and date.fromisoformat(day) < since:
        return False
    return merged.get(mine, mine) == merged.get(theirs, theirs)


def _bare(name: str) -> str:
    folded = fold(name)
    return next((folded.removeprefix(kind) for kind in _KINDS if folded.startswith(kind)), folded)


@cache
def _mergers() -> tuple[date, Mapping[str, str]]:
    """The day of the mergers, and each former province → the one there is now."""
    text = files(compare.registers).joinpath("provinces.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    return table["since"], {fold(old): fold(new) for new, olds in table["merged"].items() for old in olds}

"""The generator's own words, read once from ``words.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def words() -> dict[str, Any]:
    """All tables of the file."""
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


def down(level: str, reformed: bool = False) -> dict[str, str]:
    """What is said at a level for what is said above it."""
    table: dict[str, dict[str, str]] = words()["down"]
    return {**table[level], **(table["reformed"] if reformed else {})}


def swapped(text: str, pairs: dict[str, str]) -> str:
    """Every key of the table replaced by its value, in the order of the table, whatever its first letter's case."""
    for old, new in pairs.items():
        text = text.replace(old, new).replace(old[:1].upper() + old[1:], new[:1].upper() + new[1:])
    return text

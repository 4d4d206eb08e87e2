"""Vietnamese words of the reports: looked up in ``words.toml``, where they stand.

Numbers, dates and names are written by ``extract.language.writing``.
"""

from __future__ import annotations

import tomllib
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """One table of ``words.toml``."""
    path = Path(__file__).with_name("words.toml")
    found: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))[name]
    return found


def word(name: str, key: str) -> str:
    """``word("verdict", "meets")`` is "Phù hợp"; a key without a word is shown as it is."""
    return str(table(name).get(key, key))


def phrase(name: str, key: str, **values: object) -> str:
    """A word with places to fill: ``phrase("difference", "lost", items="trạm y tế")``."""
    return word(name, key).format(**values)


def of(value: StrEnum, name: str | None = None) -> str:
    """The word of an enum member, from the table named like its class."""
    return word(name or type(value).__name__.lower(), value.value)

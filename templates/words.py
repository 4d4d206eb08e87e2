"""Vietnamese words of the reports: looked up in ``words.toml``, where they stand.

Numbers, dates and names are written by ``extract.language.writing``.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import Any

from extract.language import tables


@cache
def table(name: str) -> dict[str, Any]:
    """One table of ``words.toml``; ``LexiconError`` where there is none."""
    found: dict[str, Any] = tables.value_at(tables.File("templates", "words"), _tables(), name)
    return found


@cache
def _tables() -> dict[str, Any]:
    return tables.read("templates", "words")


def word(name: str, key: str) -> str:
    """``word("verdict", "meets")`` is "Phù hợp"; a key without a word is shown as it is."""
    return str(table(name).get(key, key))


def phrase(name: str, key: str, **values: object) -> str:
    """A word with places to fill: ``phrase("difference", "lost", items="trạm y tế")``."""
    return word(name, key).format(**values)


def of(value: StrEnum, name: str | None = None) -> str:
    """The word of an enum member, from the table named like its class."""
    return word(name or type(value).__name__.lower(), value.value)

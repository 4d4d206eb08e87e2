"""Vietnamese words of the reports, looked up in ``words.toml``.

Numbers, dates and names are written by ``extract.language.writing``.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import Any

from extract.language import toml_tables


@cache
def table(name: str) -> dict[str, Any]:
    """One table of ``words.toml``; raises ``LexiconError`` where it does not exist."""
    found: dict[str, Any] = toml_tables.value_at(toml_tables.File("templates", "words"), _tables(), name)
    return found


@cache
def _tables() -> dict[str, Any]:
    return toml_tables.read("templates", "words")


def word(name: str, key: str) -> str:
    """The word of a key: ``word("verdict", "meets")`` is "Phù hợp"; a key without a word is shown itself."""
    return str(table(name).get(key, key))


def phrase(name: str, key: str, **values: object) -> str:
    """A word with filled placeholders: ``phrase("difference", "lost", items="trạm y tế")``."""
    return word(name, key).format(**values)


def of(value: StrEnum, name: str | None = None) -> str:
    """The word of an enum member, from the table named like its class."""
    return word(name or type(value).__name__.lower(), value)


def letters() -> Iterator[str]:
    """The letters of points: a, b, c, d, đ, e, … as official texts count them; numbers after the last."""
    yield from word("card", "letters")
    number = len(word("card", "letters"))
    while True:
        number += 1
        yield str(number)

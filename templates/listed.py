"""Lists of units in words: the first by name, the rest counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from templates import words

_NAMED = 60
"""Units that one list of the page names; the workbook names all."""


def some(names: Sequence[str], most: int, rest: int = 0) -> str:
    """The first names; how many are left, with ``rest`` that are not among the names."""
    left = max(0, len(names) - most) + rest
    text = words.join(list(names[:most]))
    return words.phrase("overview", "and_more", names=text, count=number_of(left)) if left else text


def listed(names: Iterable[str]) -> tuple[int, str]:
    """How many, and the first of them: a page for leaders is no list of a country."""
    every = list(names)
    return len(every), some(every, _NAMED)


def number_of(count: int) -> str:
    """
    >>> number_of(3321)
    '3.321'
    """
    return f"{count:,}".replace(",", ".")

"""Results of pure functions, kept for the next call with the same values.

    @kept(2_000)
    def beginning(text: str, limit: int) -> str: ...

All drafts of a run meet the same upper plans, and repeat many of their sentences. Each function keeps the results of
the last calls up to its own bound, so that memory stays flat however many plans there are; the result must be a value
that nobody changes. ``functools.lru_cache`` does the same and hides the types of the arguments.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar, cast

_P = ParamSpec("_P")
_T = TypeVar("_T")


_cleared: list[Callable[[], None]] = []


def kept(most: int) -> Callable[[Callable[_P, _T]], Callable[_P, _T]]:
    """Keep the results of the ``most`` calls that were used last; all arguments must be hashable."""

    def wrap(function: Callable[_P, _T]) -> Callable[_P, _T]:
        keeping = lru_cache(maxsize=most)(function)
        _cleared.append(keeping.cache_clear)
        return cast("Callable[_P, _T]", keeping)

    return wrap


def forget() -> None:
    """Let go of all results, as in a new process."""
    for clear in _cleared:
        clear()

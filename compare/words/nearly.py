"""Sets of words found by nearly equal ones, without a comparison of all pairs."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Nearly(Generic[T]):
    """Sets of words with a value each, found by another set that has nearly all words of theirs.

    ``share`` is the least share of the words. A set that has it has one of the few rarest words, too.
    """

    def __init__(self, entries: Iterable[tuple[frozenset[str], T]], share: float) -> None:
        self._values: dict[frozenset[str], list[T]] = defaultdict(list)
        for words, value in entries:
            self._values[words].append(value)
        self._share = share
        counts = Counter(word for words in self._values for word in words)
        self._holding: dict[str, list[frozenset[str]]] = defaultdict(list)
        for words in self._values:
            ranked = sorted(words, key=lambda word: (counts[word], word))
            for word in ranked[: len(ranked) - math.ceil(share * len(ranked)) + 1]:
                self._holding[word].append(words)

    def within(self, words: frozenset[str]) -> Iterator[tuple[frozenset[str], list[T]]]:
        """The sets, with their values, of which ``words`` has the least share; in no order."""
        for one in {one for word in words for one in self._holding.get(word, ())}:
            if len(one & words) >= self._share * len(one):
                yield one, self._values[one]

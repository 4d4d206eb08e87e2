"""Ways to align that the toolkit does not use, to see what those it uses are worth."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from types import MappingProxyType
from unittest.mock import patch

from compare import reviewing
from compare.decisions.settings import Settings
from compare.targets import alignment
from compare.targets.alignment import Aligner
from compare.targets.items import Item
from compare.words.similarity import TOKENS


class Bm25Aligner(Aligner):
    """Okapi BM25 (k1 = 1.2, b = 0.75) in place of TF-IDF: each text as a query to the other, over its score to itself.

    Only the subjects are scored, which is the greater part of the toolkit's own score.
    """

    def __init__(
        self, references: Sequence[Item], drafts: Sequence[Item], unvalued: Sequence[Item], settings: Settings
    ):
        super().__init__(references, drafts, unvalued, settings)
        cut = TOKENS[settings.tokens]
        self._counts = {id(item): Counter(cut(item.text)) for item in (*references, *drafts, *unvalued)}
        frequency = Counter(term for counts in self._counts.values() for term in counts)
        number = len(self._counts)
        self._idf = {
            term: math.log(1 + (number - count + 0.5) / (count + 0.5)) for term, count in frequency.items()
        }
        self._mean = sum(sum(counts.values()) for counts in self._counts.values()) / max(1, number)

    def score(self, reference: Item, draft: Item) -> float:
        """Between 0 and about 1: the mean of both directions."""
        first, second = self._counts[id(reference)], self._counts[id(draft)]
        there = self._bm25(first, second) / (self._bm25(first, first) or 1.0)
        back = self._bm25(second, first) / (self._bm25(second, second) or 1.0)
        return min(1.0, (there + back) / 2)

    def _bm25(self, query: Counter[str], document: Counter[str]) -> float:
        longer = 0.25 + 0.75 * sum(document.values()) / (self._mean or 1.0)
        return sum(
            self._idf[term] * document[term] * 2.2 / (document[term] + 1.2 * longer)
            for term in query
            if term in document
        )


class NoPartAligner(Aligner):
    """A target may be answered by a number among the tasks as well as by a target."""

    def _same_kind_in_time(self, reference: Item, draft: Item) -> bool:
        return (
            alignment._same_kind(reference, draft)
            and not alignment._is_late(reference, draft)
            and (reference.main is None) == (draft.main is None)
        )


def _anything(*_: object) -> bool:
    return True


def _nothing(*_: object) -> bool:
    return False


VARIANTS: Mapping[str, str] = MappingProxyType(
    {
        "as it is": "syllables and their pairs, TF-IDF, all gates",
        "words": "words as underthesea segments them (Settings.tokens)",
        "BM25": "BM25 in place of TF-IDF",
        "no period": "targets of every year may answer each other",
        "no unit": "a percentage may answer a count",
        "no part": "numbers of tasks may answer targets",
        "no gates": "neither period nor unit nor part is asked for",
    }
)


@contextmanager
def variant(name: str) -> Iterator[Settings]:
    """Align in one of the ways while the context lasts; gives the settings to use."""
    with ExitStack() as stack:
        if name == "BM25":
            stack.enter_context(patch.object(reviewing, "Aligner", Bm25Aligner))
        if name in ("no part", "no gates"):
            stack.enter_context(patch.object(reviewing, "Aligner", NoPartAligner))
        if name in ("no period", "no gates"):
            stack.enter_context(patch.object(reviewing, "in_period", _anything))
            stack.enter_context(patch.object(alignment, "_is_late", _nothing))
        if name in ("no unit", "no gates"):
            stack.enter_context(patch.object(alignment, "_same_kind", _anything))
        yield Settings(tokens="words") if name == "words" else Settings()

"""Texts searched by the words of others, weighed as in ``Index``; only the words that are asked for are looked at."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple

from compare.words.similarity import damped_terms, rarity, weight_of
from extract.kept import kept

Terms = tuple[tuple[str, float, float], ...]
"""The terms of a text, each with its damped count and with the factor for what it counts."""


def terms_to_seek(text: str, tokens: str, slight: AbstractSet[str], factor: float) -> Terms:
    """The terms of a text; those that are ``slight`` count for ``factor``, all others in full."""
    found = damped_terms(text, tokens)
    return tuple([(term, count, factor if term in slight else 1.0) for term, count in found.items()])


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """What some texts ask for: for each term the number of them that hold it, and how many they are.

    It equals only itself, so that it can be the key of a cache.
    """

    terms: Mapping[str, int]
    texts: int

    def of(self, terms: Iterable[str]) -> frozenset[str]:
        """Those of some terms that are asked for."""
        return frozenset(filter(self.terms.__contains__, terms))

    @classmethod
    def together(cls, several: Sequence[Asked]) -> Asked:
        """What several groups of texts ask for."""
        return several[0] if len(several) == 1 else _together(tuple(several))


@kept(16)
def _together(several: tuple[Asked, ...]) -> Asked:
    terms: Counter[str] = Counter()
    for one in several:
        terms.update(one.terms)
    return Asked(terms, sum(one.texts for one in several))


class Weighed(NamedTuple):
    """Terms with their weights, and the sum of these."""

    weights: Mapping[str, float]
    total: float

    def covered(self, whole: Container[str]) -> float:
        """The share of the weight whose terms are in ``whole``, between 0 and 1."""
        if not self.total:
            return 0.0
        return sum([weight for term, weight in self.weights.items() if term in whole]) / self.total


class Searched:
    """Texts by the terms that are asked for; a term weighs less the more of them and of the asking texts hold it.

    ``holding`` are the terms of each text; only those that are asked for count.
    """

    def __init__(self, holding: Sequence[AbstractSet[str]], asked: Asked) -> None:
        self.holding = holding
        postings: dict[str, list[int]] = defaultdict(list)
        for number, held in enumerate(self.holding):
            for term in held:
                postings[term].append(number)
        self._postings: Mapping[str, list[int]] = postings
        holders = postings.get
        counts = {term: len(holders(term, ())) + count for term, count in asked.terms.items()}
        rare = {count: rarity(len(self.holding) + asked.texts, count) for count in {*counts.values()}}
        of_one, of_two = ({count: weight_of(term, rare[count]) for count in rare} for term in ("a", "a b"))
        self._weights = {term: (of_two if " " in term else of_one)[count] for term, count in counts.items()}

    def weighed(self, terms: Terms) -> Weighed:
        """Terms that are asked for, with their weights."""
        known = self._weights
        weights = {term: count * known[term] * factor for term, count, factor in terms}
        return Weighed(weights, sum(weights.values()))

    def shares(self, wanted: Weighed) -> list[float]:
        """For each text the share of the weight that it holds; 0 where it holds none of the terms."""
        found = [0.0] * len(self.holding)
        holders, total = self._postings.get, wanted.total
        for term, weight in wanted.weights.items():
            if (held := holders(term)) is not None:
                share = weight / total
                for number in held:
                    found[number] += share
        return found

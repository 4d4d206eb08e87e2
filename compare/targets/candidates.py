"""Pairs of indicators that evidence does not rule out, found without comparing each with each word by word.

Words in common come from an inverted index, numbers are compared once for each two shapes, and values only where they
can lift a pair above the floor. What is left out has a log-odds of the floor or less. Then neighbours are looked at:
where one measure of an item answers one of another, the rest of both are likely to be pairs as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from compare.targets.evidence import (
    Facts,
    Words,
    equal_value,
    evidence,
    log_odds,
    numbers,
    probability,
    weights,
)
from compare.words.similarity import Postings

_SLACK = 1e-9
"""Sums in another order differ by less."""
_LEAST_NEIGHBOUR = -1.0
"""Least log-odds of a pair that speaks for its neighbours."""


class Candidate(NamedTuple):
    """A reference and a draft indicator, by their numbers, with the evidence that they are a pair."""

    reference: int
    draft: int
    odds: float
    pieces: Mapping[str, float]


def candidates(references: Sequence[Facts], drafts: Sequence[Facts], floor: float) -> list[Candidate]:
    """All pairs with log-odds above ``floor``, by reference, then by draft."""
    found = {(one.reference, one.draft): one for one in alone(references, drafts, floor)}
    worth = weights()["neighbour"]
    for (i, j), chance in _neighbours(found.values(), references, drafts).items():
        known = found.get((i, j))
        pieces = known.pieces if known else evidence(references[i], drafts[j])
        if pieces is not None:
            odds = log_odds(pieces) + worth * chance
            if odds > floor:
                found[i, j] = Candidate(i, j, odds, {**pieces, "neighbour": chance})
    return [found[pair] for pair in sorted(found)]


def _neighbours(
    found: Iterable[Candidate], references: Sequence[Facts], drafts: Sequence[Facts]
) -> dict[tuple[int, int], float]:
    """For pairs of indicators of two items the probability of the best pair of others of these items."""
    above, below = _by_owner(references), _by_owner(drafts)
    best: dict[tuple[int, int], float] = defaultdict(float)
    for one in found:
        if one.odds < _LEAST_NEIGHBOUR:
            continue
        chance = probability(one.odds)
        near = {other for owner in references[one.reference].owners for other in above[owner]}
        around = {other for owner in drafts[one.draft].owners for other in below[owner]}
        for i in near - {one.reference}:
            for j in around - {one.draft}:
                best[i, j] = max(best[i, j], chance)
    return best


def _by_owner(facts: Sequence[Facts]) -> Mapping[str, list[int]]:
    """The indicators of each item."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(facts):
        for owner in one.owners:
            found[owner].append(number)
    return found


def alone(references: Sequence[Facts], drafts: Sequence[Facts], floor: float) -> Iterator[Candidate]:
    """The pairs with log-odds above ``floor`` by their own evidence, by reference, then by draft."""
    worth = weights()
    clauses, subjects, contexts = (
        Postings([getattr(draft, name) for draft in drafts]) for name in ("clause", "subject", "context")
    )
    compared = _Compared(drafts)
    for i, reference in enumerate(references):
        others = compared.with_each(reference)
        rows = zip(
            clauses.cosines(reference.clause),
            subjects.cosines(reference.subject),
            contexts.shares(reference.subject),
            strict=True,
        )
        for j, (clause, subject, share) in enumerate(rows):
            share = min(1.0, share)
            numbers_of, known = others[j]
            least = floor - known - _SLACK
            odds = worth["clause"] * clause + worth["subject"] * subject + worth["covered"] * share
            if odds <= least and (
                odds + max(0.0, worth["value"]) <= least
                or odds + worth["value"] * equal_value(reference, drafts[j]) <= least
            ):
                continue
            pieces = evidence(reference, drafts[j], Words(clause, subject, share), numbers_of)
            if pieces is not None and (sum_ := log_odds(pieces)) > floor:
                yield Candidate(i, j, sum_, pieces)


class _Compared:
    """The numbers of every two shapes, each computed once, with their share of the log-odds."""

    def __init__(self, drafts: Sequence[Facts]) -> None:
        self._drafts = drafts
        self._rows: dict[object, list[tuple[Mapping[str, float], float]]] = {}

    def with_each(self, reference: Facts) -> list[tuple[Mapping[str, float], float]]:
        """The numbers of a reference with each draft."""
        row = self._rows.get(reference.shape)
        if row is None:
            worth = weights()
            by_shape: dict[object, tuple[Mapping[str, float], float]] = {}
            for draft in self._drafts:
                if draft.shape not in by_shape:
                    found = numbers(reference, draft)
                    known = worth["bias"] + sum(worth[name] * value for name, value in found.items())
                    by_shape[draft.shape] = found, known
            row = self._rows[reference.shape] = [by_shape[draft.shape] for draft in self._drafts]
        return row

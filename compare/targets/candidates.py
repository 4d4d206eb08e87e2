"""Pairs of indicators that evidence does not rule out, found without comparing each with each word by word.

Words in common come from an inverted index, numbers are compared once for each two shapes, and values only where they
can lift a pair above the floor. What is left out has a log-odds of the floor or less.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from compare.targets.evidence import Facts, Words, equal_value, evidence, log_odds, numbers, weights
from compare.words.similarity import Postings

_SLACK = 1e-9
"""Sums in another order differ by less."""


class Candidate(NamedTuple):
    """A reference and a draft indicator, by their numbers, with the evidence that they are a pair."""

    reference: int
    draft: int
    odds: float
    pieces: Mapping[str, float]


def candidates(references: Sequence[Facts], drafts: Sequence[Facts], floor: float) -> Iterator[Candidate]:
    """All pairs with log-odds above ``floor``, by reference, then by draft."""
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

"""Reviews of labelled cases with other weights: verdicts that are right, and rows wrongly flagged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import cast

from benchmarks.evidence.labels import Case, is_said, rows_of
from compare import review
from compare.model import Pair, Place, Severity
from compare.targets.evidence import weights

HEAVY = (Severity.CRITICAL, Severity.HIGH)


@dataclass(slots=True, kw_only=True)
class Score:
    """Rows of labelled cases: how many, with the right verdict, with the right answer of those that have one.

    ``false`` are rows without a finding that are flagged critical or high.
    """

    rows: int = 0
    verdicts: int = 0
    answered: int = 0
    answers: int = 0
    false: int = 0

    def __iadd__(self, other: Score) -> Score:
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        return self


@contextmanager
def weighed(other: Mapping[str, float]) -> Iterator[None]:
    """Other weights for the evidence, until the block ends."""
    known = cast(dict[str, float], weights())
    kept = dict(known)
    known.update(other)
    try:
        yield
    finally:
        known.update(kept)


def score(cases: Iterable[Case]) -> Score:
    """The score of all cases with the weights in force."""
    found = Score()
    for case in cases:
        found += _one(case)
    return found


def _one(case: Case) -> Score:
    made = review(case.draft, case.references)
    heavy = {finding.id for finding in made.findings if finding.severity in HEAVY}
    found = Score()
    for number in range(len(case.references)):
        pairs = [pair for pair in made.pairs if pair.reference.plan == number]
        rows = rows_of(
            [row for row in case.rows if row.plan == number],
            ((pair.reference.text, pair.reference.measure, _year(pair.reference)) for pair in pairs),
        )
        for row in {id(row): row for row in case.rows if row.plan == number}.values():
            own = [pair for pair, its in zip(pairs, rows, strict=True) if its is row]
            if row.open and len(row.verdicts) == 1:
                continue
            found.rows += 1
            found.verdicts += bool(own) and all(pair.verdict.value in row.verdicts for pair in own)
            found.false += not row.flagged and any(heavy & set(pair.findings) for pair in own)
            found.answered += bool(row.answers)
            found.answers += any(
                is_said(said, place.text, place.measure, None)
                for pair in own
                for place in _answers(pair)
                for said in row.answers
            )
    return found


def _answers(pair: Pair) -> tuple[Place, ...]:
    return pair.parts or tuple(filter(None, [pair.draft]))


def _year(place: Place) -> int | None:
    deadline = place.measure.deadline if place.measure else None
    return int(deadline[:4]) if deadline else None

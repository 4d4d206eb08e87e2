"""Pairs of indicators that evidence does not rule out, found without comparing each with each word by word.

Words in common come from an inverted index, numbers are compared once for each two shapes, and values only where they
can lift a pair above the floor. What is left out has a log-odds of the floor or less. Then neighbours are looked at:
where one measure of an item answers one of another, the rest of both are likely to be pairs as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from compare.targets.evidence import (
    Compared,
    Facts,
    Words,
    compared,
    equal_value,
    evidence,
    log_odds,
    most_of_value,
    probability,
    weights,
    with_units,
)
from compare.targets.indicators import stand_together
from compare.targets.items import Item
from compare.words import phrases
from compare.words.similarity import Arrays, HolderArrays, Holders, Postings, terms_of
from extract.language.lexicon import fold
from extract.language.phrases import composed
from extract.language.units import FREQUENCIES

MOST = 64
"""Drafts that are weighed for one reference at most; one that is not among so many nearest is no answer."""
_ARRAYS = 20_000
"""Pairs from which arrays are worth the time that their library takes to load."""
_SLACK = 1e-9
"""Sums in another order differ by less."""
_LEAST_NEIGHBOUR = -1.0
"""Least log-odds of a pair that speaks for its neighbours."""


_TWIN, _TWIN_OFTEN, _TWIN_TOGETHER, _TWIN_TOLD = 0.0, 2.0, 4.0, -3.0
"""Least log-odds of two indicators of one plan that say the same, of two that say how often something is done, of two
items of one list of targets, which seldom says a thing twice, and of one that says that it is told elsewhere too."""
_TOLD_ELSEWHERE = composed(r"(?<!\w)<<words>>(?!\w)", words=phrases("targets", "told_elsewhere"))


class Candidate(NamedTuple):
    """A reference and a draft indicator, by their numbers, with the evidence that they are a pair."""

    reference: int
    draft: int
    odds: float
    pieces: Mapping[str, float]


def are_twins(mine: Facts, theirs: Facts) -> bool:
    """Whether two indicators of one plan say the same, often one as a target and one among the tasks."""
    if mine.years.isdisjoint(theirs.years) or equal_value(mine, theirs) < 1:
        return False
    pieces = evidence(mine, theirs)
    # "01 lần/năm" is asked of many things; an equal number tells little there.
    measure = mine.head.measure
    often = measure is not None and measure.per in FREQUENCIES and mine.head.kind == "count"
    least = _TWIN_OFTEN if often else _TWIN
    # A hundred per cent is asked of many things.
    if measure is not None and measure.low != 100 and _TOLD_ELSEWHERE.search(fold(mine.head.text)):
        least = _TWIN_TOLD
    elif stand_together(mine.indicator, theirs.indicator):
        least = _TWIN_TOGETHER
    return pieces is not None and log_odds({**pieces, "part": 0.0}) >= least


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
    """The pairs with log-odds above ``floor`` by their own evidence, by reference, then by draft.

    Of more than ``MOST`` drafts only the nearest are weighed, as words, numbers and equal figures tell it.
    """
    shapes = _Compared(drafts)
    rows = _nearest(references, drafts, shapes) if len(drafts) > MOST else _all(references, drafts)
    worth = weights()
    of_clause, of_subject, of_share, of_value = map(
        worth.__getitem__, ("clause", "subject", "covered", "value")
    )
    for i, (reference, row) in enumerate(zip(references, rows, strict=True)):
        others = shapes.with_each(reference)
        for j, clause, subject, share in row:
            known = others[j]
            least = floor - known.odds - _SLACK
            odds = of_clause * clause + of_subject * subject + of_share * share
            if odds <= least and odds + max(0.0, of_value) * most_of_value(clause, subject) <= least:
                continue
            equal = equal_value(reference, drafts[j], known.alike)
            if odds <= least and odds + of_value * equal <= least:
                continue
            pieces = evidence(reference, drafts[j], Words(clause, subject, share), known.pieces, equal)
            if pieces is not None and (sum_ := log_odds(pieces)) > floor:
                yield Candidate(i, j, sum_, pieces)


_Row = Iterable[tuple[int, float, float, float]]
"""Drafts by their numbers, each with the nearness of the words of clause and subject and the share of the subject."""


def _postings(references: Sequence[Facts], drafts: Sequence[Facts]) -> tuple[Postings, Postings, Holders]:
    """The drafts by the words of their clauses, subjects and contexts that a reference has."""
    asked = terms_of(reference.subject for reference in references)
    return (
        Postings([draft.clause for draft in drafts], terms_of(reference.clause for reference in references)),
        Postings([draft.subject for draft in drafts], asked),
        Holders([draft.context for draft in drafts], asked),
    )


def _all(references: Sequence[Facts], drafts: Sequence[Facts]) -> Iterator[_Row]:
    """For each reference all drafts."""
    clauses, subjects, contexts = _postings(references, drafts)
    for reference in references:
        shares = (min(1.0, share) for share in contexts.shares(reference.subject))
        yield zip(
            range(len(drafts)),
            clauses.cosines(reference.clause),
            subjects.cosines(reference.subject),
            shares,
            strict=True,
        )


def _nearest(references: Sequence[Facts], drafts: Sequence[Facts], shapes: _Compared) -> Iterator[_Row]:
    """For each reference the nearest drafts, in the order of the plan; all are looked at, few are handed on."""
    if len(references) * len(drafts) > _ARRAYS:
        yield from _nearest_by_arrays(references, drafts, shapes)
        return
    worth = weights()
    figures = _figures(drafts)
    for reference, row in zip(references, _all(references, drafts), strict=True):
        words = list(row)
        odds = [
            known.odds + worth["clause"] * clause + worth["subject"] * subject + worth["covered"] * share
            for known, (_, clause, subject, share) in zip(shapes.with_each(reference), words, strict=True)
        ]
        for j in _with_a_figure_of(reference, figures):
            odds[j] += worth["value"]
        near = sorted(range(len(odds)), key=lambda j: -odds[j])[:MOST]
        yield [words[j] for j in sorted(near)]


def _nearest_by_arrays(
    references: Sequence[Facts], drafts: Sequence[Facts], shapes: _Compared
) -> Iterator[_Row]:
    import numpy as np

    worth = weights()
    clauses, subjects, contexts = _postings(references, drafts)
    by_clause, by_subject, by_context = Arrays(clauses), Arrays(subjects), HolderArrays(contexts)
    figures = _figures(drafts)
    known_of: dict[object, np.ndarray] = {}
    for reference in references:
        clause, subject = by_clause.cosines(reference.clause), by_subject.cosines(reference.subject)
        share = np.minimum(1.0, by_context.shares(reference.subject))
        known = known_of.get(reference.shape)
        if known is None:
            known = np.array([known.odds for known in shapes.with_each(reference)])
            known_of[reference.shape] = known
        odds = known + worth["clause"] * clause + worth["subject"] * subject + worth["covered"] * share
        odds[_with_a_figure_of(reference, figures)] += worth["value"]
        near = np.sort(np.argsort(-odds, kind="stable")[:MOST])
        yield zip(
            near.tolist(), clause[near].tolist(), subject[near].tolist(), share[near].tolist(), strict=True
        )


def _with_a_figure_of(reference: Facts, figures: Mapping[Hashable, Sequence[int]]) -> list[int]:
    """The drafts with the figure of any step of a reference."""
    return sorted({j for step in reference.steps.values() for j in figures.get(_figure(step), ())})


def _figures(drafts: Sequence[Facts]) -> Mapping[Hashable, list[int]]:
    """The drafts by the figures of their steps."""
    found: dict[Hashable, list[int]] = defaultdict(list)
    for j, draft in enumerate(drafts):
        for step in draft.steps.values():
            found[_figure(step)].append(j)
    found.pop(None, None)
    return found


def _figure(step: Item) -> Hashable:
    """The year and the amount of a step; None without an amount."""
    measure = step.measure
    return (step.year, measure.low, measure.high) if measure is not None and measure.low is not None else None


class _Compared:
    """What the shapes of two indicators tell, computed once for each two shapes."""

    def __init__(self, drafts: Sequence[Facts]) -> None:
        numbers_of: dict[Hashable, int] = {}
        self._shapes: list[Facts] = []
        """One draft of each shape."""
        self._numbers: list[int] = []
        """The number of the shape of each draft."""
        for draft in drafts:
            number = numbers_of.setdefault(draft.shape, len(numbers_of))
            if number == len(self._shapes):
                self._shapes.append(draft)
            self._numbers.append(number)
        self._rows: dict[Hashable, list[Compared]] = {}

    def with_each(self, reference: Facts) -> list[Compared]:
        """The shape of a reference with that of each draft."""
        row = self._rows.get(reference.shape)
        if row is None:
            each = [
                with_units(reference, draft, compared(reference.shape, draft.shape)) for draft in self._shapes
            ]
            row = self._rows[reference.shape] = [each[number] for number in self._numbers]
        return row

"""Logistic regression over labelled pairs of indicators, with the sign of every weight bound."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from math import exp, inf, log1p, sqrt

import numpy as np
from numpy.typing import NDArray

from benchmarks.evidence.labels import Case, Said, is_said, rows_of
from compare.targets.candidates import candidates
from compare.targets.evidence import Facts, equal_value, evidence, facts_of, log_odds, weights
from compare.targets.indicators import indicators
from compare.targets.items import Item, measured_items
from compare.words.similarity import Index

AGAINST = ("bias", "time_base", "later", "part", "level")
"""Pieces of evidence that speak against a pair; all others speak for it."""
COPIES = 2.0
"""The weight of the copy of a right pair that has lost its equal value."""
_RIDGE = 1e-3
_STEPS = 100
Numbers = NDArray[np.float64]
Tried = Mapping[str, Callable[[Facts, Facts], float]]
NOTHING: Tried = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """The evidence of one pair of indicators, and whether it is right."""

    pieces: Mapping[str, float]
    right: bool


def examples(case: Case, tried: Tried = NOTHING) -> Iterator[Example]:
    """All pairs of indicators that the labels tell right or wrong; ``tried`` gives further pieces by name."""
    place = case.draft.masthead.place
    drafts = measured_items(case.draft, place)
    for number, plan in enumerate(case.references):
        items = measured_items(plan, place)
        index = Index(item.text for item in (*items, *drafts))
        above, below = indicators(items, index), indicators(drafts, index)
        upper, facts = ([facts_of(one, index) for one in group] for group in (above, below))
        rows = rows_of(
            [row for row in case.rows if row.plan == number],
            ((item.owner.text, item.measure, item.year) for item in items),
        )
        pieces: dict[int, dict[int, Mapping[str, float]]] = defaultdict(dict)
        for one in candidates(upper, facts, -inf):
            extra = {name: piece(upper[one.reference], facts[one.draft]) for name, piece in tried.items()}
            pieces[one.reference][one.draft] = {**one.pieces, **extra}
        for i, indicator in enumerate(above):
            known = [row for step in indicator.steps if (row := rows[step.index]) is not None]
            if known and not any(row.open and not row.answers for row in known):
                answers = [said for row in known for said in row.answers]
                right = {
                    j
                    for j, other in enumerate(below)
                    if any(_says(step, said) for step in other.steps for said in answers)
                }
                if right or not answers:  # else the answer was not read
                    yield from _of(pieces[i], right, facts)


def _of(
    pieces: Mapping[int, Mapping[str, float]], right: AbstractSet[int], facts: Sequence[Facts]
) -> Iterator[Example]:
    for j, found in pieces.items():
        # What says the same as the right answer is neither right nor wrong.
        if j in right or not any(_is_twin(facts[j], facts[other]) for other in right):
            yield Example(pieces=found, right=j in right)


def _says(step: Item, said: Said) -> bool:
    return is_said(said, step.owner.text, step.measure, step.year)


def _is_twin(first: Facts, second: Facts) -> bool:
    if not first.years & second.years or equal_value(first, second) < 1:
        return False
    pieces = evidence(first, second)
    return pieces is not None and log_odds(pieces) >= 0


def fitted(groups: Iterable[Sequence[Example]], names: Sequence[str]) -> dict[str, float]:
    """The weights of some pieces of evidence that fit some families best; all others weigh nothing.

    A family weighs by the root of its right pairs. Every right pair counts a second time, ``COPIES`` times as much,
    without its equal value: a weakened target has to keep its pair.
    """
    rows: list[list[float]] = []
    sides: list[float] = []
    loads: list[float] = []

    def add(pieces: Mapping[str, float], right: bool, load: float) -> None:
        rows.append([pieces[name] for name in names])
        sides.append(1.0 if right else -1.0)
        loads.append(load)

    for group in groups:
        load = 1 / sqrt(sum(one.right for one in group) or 1)
        for one in group:
            add(one.pieces, one.right, load)
            if one.right:
                add({**one.pieces, "value": 0.0}, True, load * COPIES)
    signs = np.array([-1.0 if name in AGAINST else 1.0 for name in names])
    found = _solved(np.array(rows) * signs, np.array(sides), np.array(loads)) * signs
    return dict.fromkeys(weights(), 0.0) | dict(zip(names, map(float, found), strict=True))


def _solved(rows: Numbers, sides: Numbers, loads: Numbers) -> Numbers:
    """Weights of 0 and more with the least loss: Newton's method over those that are not held at 0."""
    found = np.ones(rows.shape[1])

    def cost(at: Numbers) -> float:
        return float(loads @ np.logaddexp(0, -sides * (rows @ at)) + _RIDGE * at @ at)

    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(sides * (rows @ found)))
        slope = -rows.T @ (loads * sides * chance) + 2 * _RIDGE * found
        free = (found > 0) | (slope < 0)
        bend = (rows[:, free].T * (loads * chance * (1 - chance))) @ rows[:, free]
        step = np.zeros_like(found)
        step[free] = np.linalg.solve(bend + 2 * _RIDGE * np.eye(free.sum()), slope[free])
        length, before = 1.0, cost(found)
        while length > 1e-6 and cost(np.maximum(0, found - length * step)) > before:
            length /= 2
        moved = np.maximum(0, found - length * step)
        if np.abs(moved - found).max() < 1e-6:
            break
        found = moved
    return found


def loss(group: Iterable[Example], worth: Mapping[str, float]) -> float:
    """The sum of the log losses of some pairs: what the weights fail to know of them."""
    found = 0.0
    for one in group:
        odds = sum(weight * one.pieces[name] for name, weight in worth.items() if weight)
        found += log1p(exp(-odds if one.right else odds))
    return found

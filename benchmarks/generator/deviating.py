"""What all deviations share: a deviation takes a plan and gives it back with one thing changed, and says what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random
from typing import TypeVar

from benchmarks.generator.model import Draft, Goal, Label, Work
from compare.model import Kind

Deviation = Callable[[Draft, Random], tuple[Draft, Label] | None]
"""None where the plan has no place for it."""

_T = TypeVar("_T")


def pick(rng: Random, items: Sequence[_T]) -> _T | None:
    """One of them, None of nothing."""
    return rng.choice(list(items)) if items else None


def kinds(*them: Kind) -> tuple[Kind, ...]:
    """Some kinds, the first of them the one that is meant."""
    return them


def with_goal(draft: Draft, old: Goal, new: Goal | None) -> Draft:
    """The plan with a target replaced (and settled) or taken away."""
    goals = []
    for goal in draft.goals:
        if goal is old:
            if new is not None:
                goals.append(replace(new, settled=True))
        else:
            goals.append(goal)
    return replace(draft, goals=tuple(goals))


def with_work(draft: Draft, old: Work, new: Work | None) -> Draft:
    """The plan with a task replaced (and settled) or taken away."""
    works = []
    for work in draft.works:
        if work is old:
            if new is not None:
                works.append(replace(new, settled=True))
        else:
            works.append(work)
    return replace(draft, works=tuple(works))


def open_goals(draft: Draft) -> list[Goal]:
    """Targets with a number that may be changed."""
    return [
        goal
        for goal in draft.goals
        if goal.value is not None and not goal.settled and goal.origin is not None
    ]


def open_works(draft: Draft) -> list[Work]:
    """Tasks that may be changed."""
    return [work for work in draft.works if not work.settled and work.origin is not None]

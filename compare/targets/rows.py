"""Rows of tables that are paired by their place, where words do not tell.

"Khách lưu trú tại nhà dân" and "Khách ngủ lại homestay" have hardly a word in common; yet where the rows above and
below answer each other, and unit and years are the same, one may be the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from compare.targets.evidence import Facts, denies, is_of_a_part
from compare.targets.indicators import Indicator
from compare.words.similarity import Index, cosine

_LEAST_YEARS = 2
"""Least years of a row that is paired by its place."""


def rows_between(
    references: Sequence[Indicator],
    drafts: Sequence[Indicator],
    answers: Mapping[int, AbstractSet[int]],
    claimed: AbstractSet[int],
    may_be: Callable[[int, int], bool],
) -> Iterator[tuple[int, int]]:
    """The numbers of a reference row and a draft row that are left, each between the same rows.

    ``answers`` are the items that answer each reference, ``claimed`` all draft items that answer one; ``may_be`` tells
    whether one of two rows may be the other. Only numbers that are shared out, which nobody judges: a share in the same
    place might be of another thing.
    """
    for i, one in enumerate(references):
        if answers[i] or not _is_row(one) or not one.head.cumulative or len(one.years) < _LEAST_YEARS:
            continue
        for j, draft in enumerate(drafts):
            free = not any(step.index in claimed for step in draft.steps)
            if free and _is_row(draft) and may_be(i, j) and _between(references, drafts, answers, i, j):
                yield i, j
                break


def _is_row(indicator: Indicator) -> bool:
    return all(step.measure is not None and step.measure.cell is not None for step in indicator.steps)


def may_be_one(first: Facts, second: Facts, index: Index) -> bool:
    """Whether two rows have one unit, the same years, and a word in common."""
    mine, theirs = first.head.measure, second.head.measure
    if mine is None or theirs is None or first.years != second.years:
        return False
    if (mine.unit, mine.per, mine.change) != (theirs.unit, theirs.per, theirs.change):
        return False
    if denies(first, second) or denies(second, first) or is_of_a_part(first, second):
        return False
    return cosine(index.vector(mine.subject), index.vector(theirs.subject)) > 0


def _between(
    references: Sequence[Indicator],
    drafts: Sequence[Indicator],
    answers: Mapping[int, AbstractSet[int]],
    i: int,
    j: int,
) -> bool:
    """Whether the rows above and below answer each other, or are missing on both sides; one at least is there."""
    mine, theirs = _neighbours(references, i), _neighbours(drafts, j)
    return mine != (None, None) and all(
        (a is None and b is None)
        or (a is not None and b is not None and any(step.index in answers[a] for step in drafts[b].steps))
        for a, b in zip(mine, theirs, strict=True)
    )


def _neighbours(found: Sequence[Indicator], at: int) -> tuple[int | None, int | None]:
    """The numbers of the rows right above and below a row in its table; None at its ends."""
    table = _table(found[at])
    above = next((number for number in range(at - 1, -1, -1) if _table(found[number]) == table), None)
    below = next((number for number in range(at + 1, len(found)) if _table(found[number]) == table), None)
    return above, below


def _table(indicator: Indicator) -> tuple[str, ...] | None:
    return indicator.steps[0].owner.path[:-1] if _is_row(indicator) else None

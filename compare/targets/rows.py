"""Values that are paired by their place, where words do not tell: rows of tables, and what is left of a sentence.

"Khách lưu trú tại nhà dân" and "Khách ngủ lại homestay" have hardly a word in common; yet where the rows above and
below answer each other, and unit and years are the same, one may be the other. So may "bắt đầu không quá 24 giờ" and
"vào việc chậm nhất 12 giờ", where the rest of both sentences answers each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from compare.targets.evidence import Facts, denies, is_of_a_part
from compare.targets.indicators import Indicator
from compare.targets.items import Item
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


def left_of_sentences(
    references: Sequence[Indicator],
    drafts: Sequence[Indicator],
    answers: Callable[[Item], Sequence[Item]],
    is_open: Callable[[Item], bool],
    claimed: AbstractSet[int],
) -> Iterator[tuple[int, Item, int, Item]]:
    """What is left of a sentence with what is left of one that answers the rest of it: their numbers and steps.

    ``answers`` gives those of a reference step, ``is_open`` tells whether it may have some. One value of a unit must be
    left on both sides, for one time; shares of two things are too often told side by side.
    """
    answering: dict[str, set[str]] = defaultdict(set)
    for step in (step for one in references for step in one.steps):
        answering[step.owner.id] |= {answer.owner.id for answer in answers(step) if answer.measure}
    wanted = _left(references, lambda step: is_open(step) and bool(answering[step.owner.id]))
    free = _left(drafts, lambda step: step.index not in claimed) if wanted else {}
    for (owner, unit), left in wanted.items():
        found = [place for other in answering[owner] for place in free.get((other, unit), ())]
        if len(left) == len(found) == 1 and left[0][1].year == found[0][1].year:
            yield (*left[0], *found[0])


def _left(
    series: Sequence[Indicator], is_left: Callable[[Item], bool]
) -> dict[tuple[str, str], list[tuple[int, Item]]]:
    """The steps that are left, with the numbers of their indicators, by sentence and unit; no shares, no changes."""
    found: dict[tuple[str, str], list[tuple[int, Item]]] = defaultdict(list)
    for number, one in enumerate(series):
        for step in one.steps:
            measure = step.measure
            if measure and measure.unit not in (None, "%") and measure.change is None and is_left(step):
                found[step.owner.id, measure.unit].append((number, step))
    return found

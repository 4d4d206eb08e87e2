"""Steps of two paired indicators by their years: which year of the draft answers which year of the reference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compare.targets.indicators import Indicator
from compare.targets.items import Item


def pair_steps(
    reference: Indicator, left: Sequence[Item], draft: Indicator, free: Sequence[Item]
) -> list[tuple[Item, Item]]:
    """Steps with steps by year: the same one, else the nearest that the reference does not name.

    Between two series only equal years answer, but for a last step that the draft puts off or brings forward; a total
    is answered by any year.
    """
    if not left or not free:
        return []
    if len(left) == len(free) == 1 and left[0].year == free[0].year:
        return [(left[0], free[0])]
    found: list[tuple[Item, Item]] = []
    left, free = list(left), list(free)
    for step in tuple(left):
        same = next((other for other in free if other.year == step.year), None)
        if same is not None:
            found.append((step, same))
            left.remove(step)
            free.remove(same)
    for step in tuple(left):
        late = next((other for other in free if _puts_off(other, step, reference.years)), None)
        if late is not None:
            found.append((step, late))
            left.remove(step)
            free.remove(late)
    if len(reference.years) > 1 and len(draft.years) > 1 and not any(step.cumulative for step in left):
        left = [step for step in left if step.year == max(reference.years)]
        # The last of the draft may come later than that of the reference, or between its last two.
        before, last = sorted(reference.years)[-2:]
        ends = {max(draft.years)} if max(draft.years) > before else set()
        free = [step for step in free if step.year in ends or (step.year or 0) > last]
    # An amount by name is told for its own years only.
    left = [step for step in left if step.kind != "reference"]
    found += _nearest(left, free, reference.years)
    return found


def _puts_off(other: Item, step: Item, years: frozenset[int]) -> bool:
    """Whether a draft step is a reference step at a later time, before the next one: 75% in 2026 in place of 2025."""
    mine, theirs = step.measure, other.measure
    if mine is None or theirs is None or mine.low is None or step.year is None or other.year is None:
        return False
    following = min((year for year in years if year > step.year), default=step.year)
    return step.year < other.year < following and (mine.low, mine.high) == (theirs.low, theirs.high)


def _nearest(
    left: Sequence[Item], free: Sequence[Item], years: frozenset[int]
) -> Iterator[tuple[Item, Item]]:
    """Steps of other years: totals and steps without a year take the last, others the nearest year first."""
    left, free = list(left), list(free)
    for step in tuple(left):
        if free and (step.year is None or step.cumulative or free[-1].year is None):
            yield step, free.pop()
            left.remove(step)
    distances = sorted(
        ((abs(step.year - other.year), i, k))
        for i, step in enumerate(left)
        for k, other in enumerate(free)
        if step.year is not None and other.year is not None and other.year not in years
    )
    taken: set[tuple[str, int]] = set()
    for _, i, k in distances:
        if ("left", i) not in taken and ("free", k) not in taken:
            taken |= {("left", i), ("free", k)}
            yield left[i], free[k]

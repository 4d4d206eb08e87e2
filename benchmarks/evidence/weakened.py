"""One number of a draft made weaker: the measure keeps its pair, and nothing of the draft "exceeds" by it.

Every reference measure that the draft meets with the same value, by the labels too, is taken in turn; the value of its
answer is made smaller (greater where less is better) by a factor, in the plan as read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from benchmarks.evidence.labels import Case, Row, is_said, rows_of
from compare.decisions.settings import Settings
from compare.model import Verdict
from compare.targets.items import Item, measured_items, unmeasured_items
from compare.targets.pairing import Pairing
from compare.targets.strength import judge
from extract.model import Better, Plan

FACTORS = (Decimal("0.9"), Decimal("0.6"), Decimal("0.3"))


@dataclass(slots=True, kw_only=True)
class Kept:
    """Weakened measures, those that keep their pair, and those whose reference is exceeded afterwards.

    ``sure`` are the exceeded ones whose new answer is not marked as perhaps one.
    """

    made: int = 0
    kept: int = 0
    exceeded: int = 0
    sure: int = 0

    def __iadd__(self, other: Kept) -> Kept:
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        return self


def weakened(cases: Iterable[Case]) -> Mapping[Decimal, Kept]:
    """The counts for each factor, over all cases."""
    found = {factor: Kept() for factor in FACTORS}
    for case in cases:
        for number, plan in enumerate(case.references):
            _count(plan, case.draft, [row for row in case.rows if row.plan == number], found)
    return found


def _count(plan: Plan, draft: Plan, known: Sequence[Row], found: Mapping[Decimal, Kept]) -> None:
    place = draft.masthead.place
    items, drafts, unvalued = (
        measured_items(plan, place),
        measured_items(draft, place),
        unmeasured_items(draft),
    )
    pairs = Pairing(items, drafts, unvalued, Settings()).align().matches
    rows = rows_of(known, ((item.owner.text, item.measure, item.year) for item in items))
    claimed = [answer.index for match in pairs.values() for answer in match.answers]
    for index, match in pairs.items():
        item, answer, row = items[index], match.answers[0], rows[index]
        if answer.measure is None or claimed.count(answer.index) > 1 or not _equal(item, answer):
            continue
        if row is None or not any(
            is_said(said, answer.owner.text, answer.measure, answer.year) for said in row.answers
        ):
            continue
        if judge(item, answer, (plan, draft), Settings()).verdict is not Verdict.MEETS:
            continue
        for factor, counts in found.items():
            others = [_weaker(one, factor) if one is answer else one for one in drafts]
            again = Pairing(items, others, unvalued, Settings()).align().matches.get(index)
            counts.made += 1
            if again is not None:
                counts.kept += again.answers[0].index == answer.index
                verdict = judge(item, again.answers[0], (plan, draft), Settings()).verdict
                counts.exceeded += verdict is Verdict.EXCEEDS
                counts.sure += verdict is Verdict.EXCEEDS and not again.perhaps


def _equal(reference: Item, draft: Item) -> bool:
    first, second = reference.measure, draft.measure
    return bool(first and second and first.low and (first.low, first.unit) == (second.low, second.unit))


def _weaker(item: Item, factor: Decimal) -> Item:
    measure = item.measure
    assert measure is not None
    times = 1 / factor if measure.better is Better.LOWER else factor
    low, high = (None if value is None else round(value * times, 2) for value in (measure.low, measure.high))
    return replace(item, measure=replace(measure, low=low, high=high))

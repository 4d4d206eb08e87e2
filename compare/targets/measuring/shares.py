"""Totals that the levels below share out between them: which ones are, and what the draft gives of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from compare.model import Share
from compare.targets.items import Item
from compare.targets.measuring.values import unit_class
from compare.words import phrases
from extract.language.lexicon import fold
from extract.language.phrases import composed
from extract.language.phrases import phrases as extract_phrases
from extract.language.units import FREQUENCIES, factor
from extract.model import Level, Task

# "UBND cấp huyện", "các huyện, thành phố", "các địa phương": all bodies of a level.
_ADDRESSED = {
    level: composed(
        r"(?<!\w)<<all>>\s+(?:<<places>>|<<below>>)(?!\w)",
        all=phrases("targets", "all_bodies"),
        places=extract_phrases("agencies", "places", level.value),
        below=phrases("tasks", "words", "below"),
    )
    for level in (Level.DISTRICT, Level.COMMUNE)
}
# "UBND cấp tỉnh … mỗi tháng 04 đợt", "các trường dạy 06 tiết mỗi năm": bodies that each do it, of any level.
_ADDRESSED_ANY = composed(
    r"(?<!\w)<<all>>\s+(?:<<bodies>>|tỉnh)(?!\w)",
    all=phrases("targets", "all_bodies"),
    bodies=phrases("targets", "institutions"),
)
_MOST_EVENTS = 12
"""The greatest number that says how often each body does something; a greater one may be their sum."""
_ROUTINE = ("month", "week", "day")


def is_apportioned(reference: Item, draft: Item, above: Level | None, below: Level | None) -> bool:
    """An absolute total of a higher level is shared out, not copied."""
    if not reference.cumulative or reference.kind not in ("count", "money"):
        return False
    if draft.kind not in (reference.kind, "plain") or _is_owed_by_each(reference, below):
        return False
    if reference.period and draft.period and draft.period.years == 1 < reference.period.years:
        # One year of a total over several, whoever draws the plan up; a yearly number is that of the year.
        return above is not below or (reference.measure is not None and reference.measure.per != "year")
    return above is None or below is None or (above is not below and above.rank < below.rank)


def _is_owed_by_each(reference: Item, level: Level | None) -> bool:
    """Whether a number says how often each body of the draft's level does it: "UBND cấp huyện … 02 cuộc/năm"."""
    measure = reference.measure
    if measure is None or measure.per not in FREQUENCIES or unit_class(measure.unit) != "event":
        return False
    if measure.low is None or measure.low > _MOST_EVENTS:
        return False
    if measure.per in _ROUTINE:
        return True  # What is done so often in each month is a routine of each body, no sum.
    patterns = [_ADDRESSED_ANY, *([_ADDRESSED[level]] if level in _ADDRESSED else [])]
    bodies = reference.owner.lead if isinstance(reference.owner, Task) else ()
    texts = [fold(text) for text in (reference.owner.text, *bodies)]
    return any(pattern.search(text) for pattern in patterns for text in texts)


def share_of(reference: Item, draft: Item, together: Sequence[Item]) -> Share | None:
    """What falls to the years of the draft beside what it gives in them, in the reference's unit.

    ``together`` are all draft items that answer the reference; where they tell years one by one, their sum counts.
    """
    draft = _summed(draft, together)
    first, second = reference.measure, draft.measure
    if first is None or second is None or first.low is None:
        return None
    years = reference.period.years if reference.period else 1
    draft_years = draft.period.years if draft.period else years
    if reference.period and draft.period:
        common = (
            min(reference.period.end, draft.period.end) - max(reference.period.start, draft.period.start) + 1
        )
        draft_years = max(1, common)
    parts = factor(first.unit)
    yearly = first.per == "year"
    flows = first.per in FREQUENCIES  # So much in a time is no sum over the years.
    comparable = first.low if flows else first.low * draft_years / years
    mine = ratio = None
    if second.low is not None and comparable:
        mine = second.low * factor(second.unit) / parts
        if yearly and second.per != "year":
            mine = mine / draft_years
        elif not yearly and second.per == "year":
            mine = mine * draft_years
        ratio = (mine / comparable).quantize(Decimal("0.0001"))
    return Share(
        total=first.low,
        reference_years=1 if flows else years,
        draft_years=1 if flows else draft_years,
        comparable=comparable,
        ratio=ratio,
        given=mine,
    )


def _summed(draft: Item, together: Sequence[Item]) -> Item:
    """The last of the draft's items with the sum of all, where they tell their years one by one; else the item."""
    years = {item.year: item.measure for item in together if item.year and item.measure}
    values = [measure.low for measure in years.values() if measure.low is not None]
    last = max(together, key=lambda item: item.year or 0, default=draft)
    if last.measure is None or len(years) < 2 or len(values) < len(together):
        return draft
    whole = sum(values, Decimal(0))
    return replace(last, measure=replace(last.measure, low=whole, high=whole, per=None))

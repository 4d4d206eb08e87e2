"""A plan of one year under a plan of several: its target is a step on the way to one that is due later.

The way is a straight line from the last known state to what is due. A step on it or above it is as good as it can
be; one below is told with the figures; where nobody says where the way begins, nothing is concluded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from compare.decisions.settings import Settings
from compare.model import Step, Verdict
from compare.targets.items import Item
from compare.targets.measuring.values import is_none
from compare.targets.strength import Judgement, judge
from compare.words import phrases
from compare.words.similarity import terms
from extract.grammar.marks import MarkKind, find_marks
from extract.grammar.quantities import TIME_UNITS, find_quantities
from extract.language.lexicon import fold
from extract.language.phrases import composed
from extract.language.units import FREQUENCIES, unit_kind
from extract.model import Better, Bound, Measure, Period, Plan, Role

_COVERED = Decimal("0.75")
"""Least share of a target's words in a sentence on the state of things that tells where it starts."""
_TENTH = Decimal("0.1")
_FROM = composed(r"(?<!\w)từ\s+(?:<<words>>\s+)?$", words=phrases("targets", "path", "starts"))
_ON = composed(
    r"[\s(]*(?:(?:vào\s+|của\s+)?năm\s+(?P<year>20\d\d))?[\s),]*<<verbs>>(?!\w)",
    verbs=phrases("targets", "path", "leads_on"),
)
_YEAR_BEFORE = composed(
    r"năm\s+(?P<year>20\d\d)\s*(?:<<words>>\s*)*:?\s*$", words=phrases("targets", "path", "states")
)
_YEAR_BEHIND = re.compile(r"\s*\(?\s*(?:vào\s+|của\s+|trong\s+)?năm\s+(?P<year>20\d\d)")
_EVERY_YEAR = phrases("targets", "path", "every_year")
_DATES = (MarkKind.DEADLINE, MarkKind.PERIOD, MarkKind.LATER)
_CEILINGS = (Bound.AT_MOST, Bound.LESS_THAN)


def is_on_the_way(item: Item, period: Period | None) -> bool:
    """Whether a target is due after the one year of the draft, in a plan that covers that year."""
    if (
        period is None
        or period.years != 1
        or item.measure is None
        or item.measure.low is None
        or item.cumulative
    ):
        return False
    return (
        item.year is not None
        and item.year > period.end
        and (item.period is None or item.period.start <= period.start)
    )


def binds_every_year(item: Item, period: Period) -> bool:
    """Whether a measure is asked in each year, so in those of a draft.

    "Hằng năm 90%", "duy trì 100%", "giảm 1%/năm", "mỗi quý 01 lần"; without a year of its own also what must not be
    ("không để …"), a limit of time ("trong vòng 24 giờ"), and what holds from a year on ("thực hiện từ năm 2023").
    """
    measure = item.measure
    if measure is None:
        return False
    marks = find_marks(measure.text)
    if any(mark.period and mark.period.start > period.end for mark in marks):
        return False  # "giai đoạn 2026 - 2030 giảm 0,3%/năm"
    if measure.per in FREQUENCIES or _EVERY_YEAR.search(fold(measure.text)) is not None:
        return True
    return is_standing(item) and all(
        (mark.year or 0) <= period.end for mark in marks if mark.kind is MarkKind.START
    )


def is_standing(item: Item) -> bool:
    """Whether a measure without a date of its own is a rule that holds on, whatever the plan's last year."""
    measure = item.measure
    if measure is None or measure.change is not None or not is_undated(item):
        return False
    begun = any(mark.kind is MarkKind.START for mark in find_marks(measure.text))
    limit = measure.unit in TIME_UNITS and measure.bound in _CEILINGS and measure.better is Better.LOWER
    return begun or limit or is_none(measure)


def is_undated(item: Item) -> bool:
    """Whether a sentence names no date by which its measure is due, so that the plan's last year stands for one."""
    measure = item.measure
    return (
        measure is not None
        and measure.cell is None
        and not any(mark.kind in _DATES for mark in find_marks(measure.text))
    )


def judge_step(
    reference: Item, draft: Item, plans: tuple[Plan, Plan], settings: Settings
) -> tuple[Judgement, Step | None]:
    """The judgement on a step, with its path where there is one. ``plans`` are (reference plan, draft plan)."""
    first, second, year = reference.measure, draft.measure, draft.year
    assert first is not None
    final = judge(reference, draft, plans, settings)
    if second is None or first.high is None or year is None or reference.year is None:
        return final, None
    if final.verdict is not Verdict.WEAKER:
        return final, None
    end = first.high if first.better is Better.LOWER and first.change is None else first.low
    assert end is not None
    step = Step(year=year, end_year=reference.year, end=end)
    begins = _start(reference, draft, plans, year)
    if begins is None:
        return Judgement(verdict=Verdict.OUT_OF_PERIOD), step
    start_year, start = begins
    expected = start + (end - start) * (year - start_year) / (reference.year - start_year)
    expected = expected.quantize(_TENTH, ROUND_HALF_UP)
    step = replace(step, start_year=start_year, start=start, expected=expected)
    asked = replace(
        first,
        low=expected,
        high=expected,
        deadline=str(year),
        bound=_plain(first),
        baseline_year=first.baseline_year,
    )
    judged = judge(replace(reference, measure=asked), draft, plans, settings)
    if judged.verdict is Verdict.EXCEEDS:
        # Ahead of the way, not of what is due.
        judged = replace(judged, verdict=Verdict.MEETS)
    return judged, step


def _plain(measure: Measure) -> Bound:
    """What is due may be a strict bound; the way there has none."""
    strict = {Bound.MORE_THAN: Bound.AT_LEAST, Bound.LESS_THAN: Bound.AT_MOST}
    return strict.get(measure.bound, measure.bound)


def _start(reference: Item, draft: Item, plans: tuple[Plan, Plan], year: int) -> tuple[int, Decimal] | None:
    """Where the way begins: said beside the target itself, else in a part on the state of things; the upper first."""
    first = reference.measure
    assert first is not None
    if first.change is not None:
        known = first.baseline_year is not None and first.baseline_year < year and first.unit != "lần"
        return (first.baseline_year, Decimal(0)) if known and first.baseline_year else None
    own = [found for item in (reference, draft) for found in _said_beside(item, reference.kind, plans[0])]
    stated = (found for plan in plans for found in _state(reference, plan))
    return next((found for found in (*own, *stated) if found[0] < year), None)


def _said_beside(item: Item, kind: str, plan: Plan) -> Iterator[tuple[int, Decimal]]:
    """ "từ 40% năm 2020 lên 60% năm 2025", "(năm 2020: 40%)"."""
    text, period = item.owner.text, plan.masthead.period
    folded = fold(text)
    for start, end, value in _values(text, kind):
        before, behind = folded[:start], folded[end:]
        goes_on = _ON.match(behind)
        if goes_on and _FROM.search(before):
            year = goes_on["year"] or (period.start - 1 if period else None)
            if year is not None:
                yield int(year), value
            continue
        told = _YEAR_BEFORE.search(before) or _YEAR_BEHIND.match(behind)
        if told and item.period and int(told["year"]) < item.period.start:
            yield int(told["year"]), value


def _state(reference: Item, plan: Plan) -> Iterator[tuple[int, Decimal]]:
    """The one value of a clause on the state of things that is about the target."""
    wanted = set(terms(reference.text))
    first_year = plan.masthead.period.start if plan.masthead.period else None
    if not wanted:
        return
    for statement in plan.statements:
        if statement.role is not Role.STATUS or statement.heading:
            continue
        for clause in re.split(r"[;.]\s", statement.text):
            share = Decimal(len(wanted & set(terms(clause)))) / len(wanted)
            found = list(_values(clause, reference.kind)) if share >= _COVERED else []
            years = [int(year) for year in re.findall(r"(?<!\d)20\d\d(?!\d)", clause)]
            if len(found) == 1 and len(set(years)) <= 1 and (years or first_year):
                yield (years[0] if years else (first_year or 0) - 1), found[0][2]


def _values(text: str, kind: str) -> Iterator[tuple[int, int, Decimal]]:
    """Single values of one kind of unit in a text, with where they stand."""
    marks = [mark for mark in find_marks(text) if mark.kind is not MarkKind.RATE]
    for quantity in find_quantities(text, marks, bare=False):
        if quantity.low == quantity.high and unit_kind(quantity.unit, quantity.per) == kind:
            yield quantity.start, quantity.end, quantity.low

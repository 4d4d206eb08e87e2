"""Corrections of what was read, by a reviewer, as data over a plan. The machine's value is kept beside.

A correction names its measure by the key (``compare.identity``) or by words of the item, and by the value that the
machine read. It is made for exactly that measure or not at all: where the plan has changed, ``Plan.corrections`` tells
why (``Met``), and rule VB10 tells it in every report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from compare.decisions.values import measures_said
from compare.decisions.waivers import quotes
from compare.identity import as_read, document, is_of
from compare.meant import meant
from compare.words.spelt import one_form
from extract.model import (
    Act,
    Amendment,
    Anchor,
    Better,
    Bound,
    Corrected,
    Correction,
    Effort,
    Measure,
    Met,
    Period,
    Plan,
    Statement,
    Target,
    Task,
)

_FLOORS = (Bound.AT_LEAST, Bound.MORE_THAN)
_CEILINGS = (Bound.AT_MOST, Bound.LESS_THAN)


@dataclass(frozen=True, slots=True)
class _Spot:
    """One measure of an item, by its index."""

    item: Target | Task
    at: int


def corrected(plan: Plan, corrections: Iterable[Correction]) -> Plan:
    """Lay a reviewer's corrections over a plan.

    Arguments:
        plan: the plan as read, or as corrected before; what was made before is not made twice.
        corrections: in their order, a later one for the same measure over an earlier one; those that name another plan
            are passed over. A file of them is read by ``compare.decisions.corrections.read_corrections``.

    Returns:
        The plan. Measures that were changed or added have ``Measure.corrected`` with the machine's own;
        ``Plan.corrections`` lists every correction for this plan with what became of it. One that meets nothing, or
        more than one measure, changes nothing.

    Raises:
        ValueError: a deadline does not begin with a year.

    >>> from decimal import Decimal
    >>> from extract import read_plan
    >>> plan = read_plan("samples/a2-kh-tinh.docx")
    >>> seen = plan.targets[0]
    >>> wrong = Correction(quote=seen.text, low=Decimal(70), reason="bản quét mờ", author="Hoa", date="2026-03-15")
    >>> measure = corrected(plan, [wrong]).targets[0].measures[0]
    >>> measure.low, measure.corrected.machine.low
    (Decimal('70'), Decimal('65'))
    """
    done = {one.correction for one in plan.corrections}
    for correction in corrections:
        if correction not in done and is_of(correction.plan, plan):
            done.add(correction)
            plan = _added(plan, correction) if correction.act is Act.ADD else _mended(plan, correction)
    return plan


def _told(plan: Plan, *amendments: Amendment) -> Plan:
    return replace(plan, corrections=(*plan.corrections, *amendments))


# ---- a measure that was read -----------------------------------------------------------------------------------
def _mended(plan: Plan, correction: Correction) -> Plan:
    """The plan with one measure changed or struck; unchanged where the correction does not name exactly one."""
    found, met = _named(plan, correction)
    if met is not Met.MADE:
        item = found[0].item if found else None
        name, text = (item.id, item.text) if item else (None, "")
        return _told(plan, Amendment(correction=correction, met=met, item=name, text=text))
    for spot in reversed(found):
        old = spot.item.measures[spot.at]
        new = _changed(old, correction) if correction.act is Act.CHANGE else None
        # Of several measures of one item those behind are struck already.
        left = next(item for item in _items(plan) if item.id == spot.item.id)
        plan = _with_measure(plan, _Spot(left, spot.at), new)
        made = Amendment(
            correction=correction,
            met=met,
            item=spot.item.id,
            text=spot.item.text,
            before=as_read(old),
            after=new,
        )
        plan = _told(plan, made)
    return plan


def _named(plan: Plan, correction: Correction) -> tuple[list[_Spot], Met]:
    """The measures that a correction names, and whether they are what it means."""
    spots = list(_spots(plan))
    found, met = meant(
        [(spot.item, spot.item.measures[spot.at]) for spot in spots],
        key=correction.key,
        quote=correction.quote,
        seen=correction.seen,
        document=document(plan),
    )
    named = [spots[at] for at in found]
    return _one_of(named, correction) if met is Met.MADE else (named, met)


def _one_of(found: list[_Spot], correction: Correction) -> tuple[list[_Spot], Met]:
    """The one measure that is meant; all of one item may be struck together."""
    if correction.ordinal is not None:
        chosen = found[correction.ordinal - 1 : correction.ordinal]
        return chosen, Met.MADE if chosen else Met.NONE
    together = correction.act is Act.STRIKE and not correction.key and len({s.item.id for s in found}) == 1
    return found, Met.MADE if len(found) == 1 or together else Met.SEVERAL


def _items(plan: Plan) -> tuple[Target | Task, ...]:
    return (*plan.targets, *plan.tasks)


def _spots(plan: Plan) -> Iterator[_Spot]:
    for item in _items(plan):
        yield from (_Spot(item, at) for at in range(len(item.measures)))


def _changed(measure: Measure, correction: Correction) -> Measure:
    """The measure with the fields that the correction gives, and its marks."""
    told = measure.corrected
    low = measure.low if correction.low is None else correction.low
    high = measure.high if correction.low is None else correction.high or correction.low
    deadline = measure.deadline if correction.deadline is None else correction.deadline or None
    made = replace(
        measure,
        low=low,
        high=high,
        unit=measure.unit if correction.unit is None else correction.unit or None,
        deadline=deadline,
        # A period that the measure is for ends with it.
        since=measure.since if deadline and (measure.since or 0) <= int(deadline[:4]) else None,
        anchor=replace(measure.anchor, unsure=()),
        corrected=Corrected(
            machine=told.machine if told else measure,
            reason=correction.reason,
            author=correction.author,
            date=correction.date,
        ),
    )
    return _bounded(made, correction.bound) if correction.bound is not None else made


def _bounded(measure: Measure, bound: Bound) -> Measure:
    """The measure with a bound, which also tells the better direction of a level and whether it is approximate."""
    effort = measure.effort
    if bound is Bound.ABOUT and effort is Effort.PLAIN:
        effort = Effort.ABOUT
    elif bound is not Bound.ABOUT and effort is Effort.ABOUT:
        effort = Effort.PLAIN
    made = replace(measure, bound=bound, effort=effort)
    if measure.change is None and bound in (*_FLOORS, *_CEILINGS):
        return replace(made, better=Better.LOWER if bound in _CEILINGS else Better.HIGHER, unsure=False)
    return made


def _with_measure(plan: Plan, spot: _Spot, new: Measure | None) -> Plan:
    """The plan with another measure in an item; a target that has none left is struck."""
    item, at = spot.item, spot.at
    seen = item.measures[at].text
    measures = (*item.measures[:at], *((new,) if new else ()), *item.measures[at + 1 :])
    anchor = replace(item.anchor, unsure=tuple(number for number in item.anchor.unsure if number not in seen))
    if isinstance(item, Task):
        task = replace(item, measures=measures, anchor=anchor)
        return replace(plan, tasks=tuple(task if one.id == item.id else one for one in plan.tasks))
    period = _lasting(item.period, measures)
    target = replace(item, measures=measures, anchor=anchor, period=period)
    kept = (target,) if measures else ()
    targets = [one for old in plan.targets for one in (kept if old.id == item.id else (old,))]
    return replace(plan, targets=tuple(targets))


def _lasting(period: Period | None, measures: Sequence[Measure]) -> Period | None:
    """The years of an item, up to the last deadline of its measures."""
    last = max((int(measure.deadline[:4]) for measure in measures if measure.deadline), default=None)
    if last is None:
        return period
    return Period(start=min(period.start, last) if period else last, end=last)


# ---- a measure that was not read -------------------------------------------------------------------------------
def _added(plan: Plan, correction: Correction) -> Plan:
    """The plan with a target more, at its place in the text where the words are found there."""
    measures = _measures_of(plan, correction)
    known = next((spot for spot in _spots(plan) if _is_known(spot, correction.text, measures)), None)
    if known is not None:
        told = Amendment(correction=correction, met=Met.KNOWN, item=known.item.id, text=known.item.text)
        return _told(plan, told)
    if not measures:
        return _told(plan, Amendment(correction=correction, met=Met.VALUE, text=correction.text))
    place = _place(plan, correction.text)
    anchor = (
        place.anchor
        if place
        else Anchor(file=plan.source.name, page=correction.page, paragraph=0, start=0, end=0)
    )
    target = Target(
        id=_free_id(plan),
        section=place.section if place else None,
        path=place.path if place else (),
        text=correction.text,
        period=_lasting(plan.masthead.period, measures),
        measures=tuple(replace(measure, anchor=replace(anchor, unsure=())) for measure in measures),
        anchor=replace(anchor, unsure=()),
    )
    before = [one for one in plan.targets if place is None or one.anchor.start <= anchor.start]
    targets = (*before, target, *plan.targets[len(before) :])
    made = [
        Amendment(
            correction=correction, met=Met.MADE, item=target.id, text=target.text, before=None, after=measure
        )
        for measure in target.measures
    ]
    return _told(replace(plan, targets=targets), *made)


def _free_id(plan: Plan) -> str:
    """An id that no target has or had before it was struck."""
    known = [one.id for one in plan.targets] + [made.item for made in plan.corrections if made.item]
    return f"t{max((int(name[1:]) for name in known if name.startswith('t')), default=0) + 1}"


def _measures_of(plan: Plan, correction: Correction) -> tuple[Measure, ...]:
    """The measures of an added sentence as the grammar reads it, with the reviewer's own value in the one that has it.

    Without a value of the reviewer's they are all there are; a sentence that the grammar does not read is what the
    value is about as it stands.
    """
    read = measures_said(correction.text, plan.masthead.period)
    if correction.low is not None:
        value = (correction.low, correction.high or correction.low)
        same = [measure for measure in read if (measure.low, measure.high) == value]
        read = tuple(same[:1] or read[:1]) or (_bare(plan, correction),)
    return tuple(
        replace(made, corrected=replace(made.corrected, machine=None)) if made.corrected else made
        for made in (_changed(measure, correction) for measure in read)
    )


def _bare(plan: Plan, correction: Correction) -> Measure:
    period = plan.masthead.period
    return Measure(
        text=correction.text,
        low=correction.low,
        high=correction.high or correction.low,
        unit=None,
        bound=Bound.LEVEL,
        effort=Effort.PLAIN,
        change=None,
        baseline_year=None,
        per=None,
        deadline=str(period.end) if period else None,
        better=Better.HIGHER,
        subject=correction.text,
        scope=(),
        condition=None,
        anchor=Anchor(file="", page=None, paragraph=0, start=0, end=0),
        unsure=True,
    )


def _is_known(spot: _Spot, text: str, measures: Sequence[Measure]) -> bool:
    """Whether a measure to be added was read by now: the same words with the same value and time."""
    own = spot.item.measures[spot.at]
    return any(
        (own.low, own.high, own.deadline) == (one.low, one.high, one.deadline) for one in measures
    ) and (quotes(text, spot.item.text) or quotes(spot.item.text, text))


def _place(plan: Plan, text: str) -> Statement | None:
    """The shortest piece of the plan's text that holds the words; None where the text was not read at all."""
    form = one_form(text)
    found = [one for one in plan.statements if form and form in one_form(one.text)]
    return min(found, key=lambda one: len(one.text), default=None)

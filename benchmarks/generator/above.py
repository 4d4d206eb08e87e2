"""A plan of the nation above the upper plan, in one target stricter than it: the lower plan follows its province."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random

from benchmarks.generator.deviating import kinds, pick
from benchmarks.generator.model import Draft, Label, Origin
from compare.model import Kind
from extract.model import Level, Measure, Plan, Target


def stricter_nation(upper: Plan, draft: Draft, rng: Random) -> tuple[Plan, Label] | None:
    """The upper plan as one of the nation, with one percentage raised that the draft carries as the province has it."""
    if upper.masthead.level is not Level.PROVINCE:
        return None
    carried = {
        (goal.origin.item, goal.value) for goal in draft.goals if goal.origin and not goal.lower_is_better
    }
    options = [
        (target, measure)
        for target in upper.targets
        for measure in target.measures
        if (target.id, measure.low) in carried and _may_rise(measure)
    ]
    found = pick(rng, options)
    if found is None:
        return None
    target, measure = found
    assert measure.low is not None
    value = measure.low + Decimal(rng.choice((5, 8)))
    risen = replace(measure, low=value, high=None if measure.high is None else value)
    national = replace(
        upper.masthead,
        level=Level.NATIONAL,
        issuer="Thủ tướng Chính phủ",
        place=None,
        province=None,
        number=None,
        date=None,
        carrier=None,
    )
    plan = replace(
        upper,
        masthead=national,
        source=replace(upper.source, name=f"trung-uong-{upper.source.name}", sha256="0" * 64),
        citations=(),
        targets=tuple(_with(one, measure, risen) if one is target else one for one in upper.targets),
    )
    label = Label(
        name="nation stricter than the province",
        kinds=kinds(Kind.CONTRADICTION),
        rules=("CT20",),
        origin=Origin(item=target.id, value=value),
        also=kinds(Kind.WEAKER_VALUE),
    )
    return plan, label


def _may_rise(measure: Measure) -> bool:
    """A plain percentage with room above."""
    low = measure.low
    return (
        low is not None
        and low == measure.high
        and measure.unit == "%"
        and measure.change is None
        and 20 <= low <= 90
    )


def _with(target: Target, old: Measure, new: Measure) -> Target:
    return replace(target, measures=tuple(new if one is old else one for one in target.measures))

"""Deviations of single targets: value, deadline, commitment, scope, and what is left out."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from random import Random

from benchmarks.generator.deviating import Deviation, kinds, open_goals, pick, with_goal
from benchmarks.generator.model import Draft, Goal, Hedge, Label, Part, Piece
from benchmarks.generator.rendering import name_of, years_of
from benchmarks.generator.sentences import with_number
from compare.model import Kind


def missing_target(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """A target is not there."""
    goal = pick(rng, [goal for goal in open_goals(draft) if not goal.total])
    # Without the last target of a year the whole year is missing: another deviation.
    if goal is None or sum(_same_year(other, goal) for other in draft.goals) < 3:
        return None
    also = kinds(Kind.DROPPED_CONDITION) if goal.inside else ()
    return with_goal(draft, goal, None), Label(
        name="missing target",
        rules=("CT01",),
        kinds=kinds(Kind.MISSING_TARGET),
        origin=goal.origin,
        also=also,
    )


def _same_year(first: Goal, second: Goal) -> bool:
    return first.origin is not None and second.origin is not None and first.origin.year == second.origin.year


def weaker_value(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """A number short of the upper one: lower, or higher where lower is better."""
    goal = pick(
        rng, [goal for goal in open_goals(draft) if not goal.total and _weaker(goal, Random(0)) is not None]
    )
    new = _weaker(goal, rng) if goal else None
    if goal is None or new is None:
        return None
    value = goal.piece(Part.VALUE)
    assert value is not None
    made = replace(goal.put(Part.VALUE, with_number(value.text, new)), value=new)
    return with_goal(draft, goal, made), Label(
        name="weaker value",
        rules=("CT02",),
        kinds=kinds(Kind.WEAKER_VALUE),
        origin=goal.origin,
        quote=made.text,
    )


def _weaker(goal: Goal, rng: Random) -> Decimal | None:
    value = goal.value
    assert value is not None
    if goal.lower_is_better:
        if value >= 100:
            return value + Decimal(rng.choice((20, 50)))
        return value + (Decimal(rng.choice((2, 3, 5))) if value >= 10 else Decimal("0.5"))
    if value >= 20:
        return value - Decimal(rng.choice((5, 10, 15)))
    if value >= 2:
        return value - 1
    return value - Decimal("0.1") if value % 1 else None


def stricter_value(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """Harmless: a number better than the upper one, a note only."""
    fit = [
        goal
        for goal in open_goals(draft)
        if not goal.total and goal.value is not None and 10 <= goal.value <= 92 and not goal.change
    ]
    goal = pick(rng, fit)
    if goal is None or goal.value is None:
        return None
    value = goal.piece(Part.VALUE)
    assert value is not None
    new = goal.value + Decimal(-2 if goal.lower_is_better else 5)
    made = replace(goal.put(Part.VALUE, with_number(value.text, new)), value=new)
    return with_goal(draft, goal, made), Label(
        name="stricter value",
        rules=("CT14",),
        kinds=kinds(Kind.EXCEEDED),
        origin=goal.origin,
        quote=made.text,
    )


_EXTRA = (
    "100% cán bộ phụ trách được trang bị máy tính phục vụ công việc",
    "Ít nhất 90% cuộc họp giao ban có nội dung đánh giá tiến độ thực hiện Kế hoạch",
    "Có ít nhất 02 chuyên mục phát thanh mỗi tháng giới thiệu gương người tốt, việc tốt",
)


def extra_target(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """Harmless: a target that no upper plan has, a note only."""
    text = rng.choice(_EXTRA)
    goal = Goal(
        origin=None,
        pieces=(Piece(part=Part.WORDS, text=text),),
        year=years_of(draft)[-1] if years_of(draft) else None,
    )
    at = rng.randint(0, len(draft.goals))
    made = replace(draft, goals=(*draft.goals[:at], replace(goal, settled=True), *draft.goals[at:]))
    return made, Label(name="extra target", rules=("CT15",), kinds=kinds(Kind.EXTRA_TARGET), quote=text)


def later_deadline(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """The same number a year or two later."""
    fit = [
        goal
        for goal in open_goals(draft)
        if goal.year
        and not goal.total
        and goal.inside is None
        and Part.RATE not in [p.part for p in goal.pieces]
    ]
    goal = pick(rng, fit)
    if goal is None or goal.year is None:
        return None
    year = goal.year + rng.choice((1, 2))
    made = replace(goal, year=year)
    due = goal.piece(Part.DUE)
    if due is not None:
        made = made.put(Part.DUE, re.sub(r"20\d\d", str(year), due.text))
    return with_goal(draft, goal, made), Label(
        name="later deadline",
        rules=("CT03",),
        kinds=kinds(Kind.LATER_DEADLINE),
        origin=goal.origin,
        quote=made.text,
    )


def softer_commitment(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """ "Ít nhất 60%" as "khoảng 60%"; "đạt 60%" as "phấn đấu đạt 60%"; "trên 95%" as "95%"."""
    fit = [goal for goal in open_goals(draft) if not goal.aimed and not goal.total]
    goal = pick(rng, fit)
    if goal is None:
        return None
    value = goal.piece(Part.VALUE)
    assert value is not None
    if goal.hedge in (Hedge.FLOOR, Hedge.CEILING) and goal.piece(Part.HEDGE) is not None:
        made = goal.put(Part.VALUE, value.text.removesuffix(" trở lên")).put(Part.HEDGE, "khoảng")
    elif goal.hedge is Hedge.OVER:
        made = goal.put(Part.HEDGE, "")
    else:
        made = replace(goal, pieces=(Piece(part=Part.AIM, text="phấn đấu"), *goal.pieces))
    return with_goal(draft, goal, made), Label(
        name="softer commitment",
        rules=("CT04",),
        kinds=kinds(Kind.SOFTER_COMMITMENT),
        origin=goal.origin,
        quote=made.text,
    )


def missing_period(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """All targets of one of the years are missing."""
    years = years_of(draft)
    if len(years) < 2 or any(goal.settled and goal.origin and goal.value for goal in draft.goals):
        return None
    # A year with one target only is a missing target.
    due = Counter(goal.origin.year for goal in draft.goals if goal.origin is not None)
    year = pick(rng, [year for year in years if due[year] > 1])
    if year is None:
        return None
    goals = tuple(goal for goal in draft.goals if goal.origin is None or goal.origin.year != year)
    return replace(draft, goals=goals), Label(
        name="year left out", rules=("CT11",), kinds=kinds(Kind.MISSING_PERIOD)
    )


def missing_number(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """The target in words only."""
    options = [
        (goal, name)
        for goal in open_goals(draft)
        if goal.inside is None
        and (name := name_of(goal)) is not None
        and len(name.split()) > 6
        and not re.search(r"\d", re.sub(r"\d+ tuổi", "", name))
    ]
    found = pick(rng, options)
    if found is None:
        return None
    goal, name = found
    verb = "Từng bước giảm" if goal.lower_is_better else "Nâng cao"
    text = f"{verb} {name[:1].lower()}{name[1:]}"
    made = replace(goal, pieces=(Piece(part=Part.WORDS, text=text),), value=None)
    return with_goal(draft, goal, made), Label(
        name="number left out",
        rules=("CT16",),
        kinds=kinds(Kind.MISSING_VALUE),
        origin=goal.origin,
        quote=text,
    )


DEVIATIONS: tuple[Deviation, ...] = (
    missing_target,
    weaker_value,
    later_deadline,
    softer_commitment,
    missing_period,
    missing_number,
)
NOTES: tuple[Deviation, ...] = (stricter_value, extra_target)

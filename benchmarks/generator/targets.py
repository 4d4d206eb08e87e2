"""Deviations of single targets: value, deadline, commitment, scope, and what is left out."""

from __future__ import annotations

import re
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
        name="missing target", kinds=kinds(Kind.MISSING_TARGET), origin=goal.origin, also=also
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
        name="weaker value", kinds=kinds(Kind.WEAKER_VALUE), origin=goal.origin, quote=made.text
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
        name="stricter value", kinds=kinds(Kind.EXCEEDED), origin=goal.origin, quote=made.text
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
    return made, Label(name="extra target", kinds=kinds(Kind.EXTRA_TARGET), quote=text)


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
        name="later deadline", kinds=kinds(Kind.LATER_DEADLINE), origin=goal.origin, quote=made.text
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
        name="softer commitment", kinds=kinds(Kind.SOFTER_COMMITMENT), origin=goal.origin, quote=made.text
    )


# Groups that a lower place may well not have.
_EXCUSED = re.compile(r"^(?:xã|phường|thị trấn|thôn|tổ dân phố|trại giam|bệnh viện)\b")
_PREDICATE = re.compile(r" (?:được|có|thực hiện|niêm yết|sử dụng|thành lập|bố trí|duy trì)\b")


def group_left_out(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """One of several groups of whom the target covers is left out."""
    options = [
        (goal, at, item)
        for goal in open_goals(draft)
        for at, piece in enumerate(goal.pieces)
        if piece.part is Part.WORDS
        for item in _groups(piece.text)
    ]
    found = pick(rng, options)
    if found is None:
        return None
    goal, at, item = found
    piece = goal.pieces[at]
    pieces = (
        *goal.pieces[:at],
        replace(piece, text=piece.text.replace(f", {item}", "", 1)),
        *goal.pieces[at + 1 :],
    )
    made = replace(goal, pieces=pieces)
    return with_goal(draft, goal, made), Label(
        name="group left out", kinds=kinds(Kind.NARROWER_SCOPE), origin=goal.origin, quote=made.text
    )


def _groups(text: str) -> list[str]:
    """Those between the first and the last of a list of four or more, before the predicate."""
    ending = _PREDICATE.search(text)
    listed = text[: ending.start()] if ending else ""
    items = listed.split(", ")
    return [
        item
        for item in items[1:-1]
        if len(items) > 3 and len(item.split()) <= 6 and not _EXCUSED.search(item)
    ]


def condition_added(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """A condition that the upper plan does not set: "cơ sở giáo dục đủ điều kiện …"."""
    options = [
        (goal, at, ending.start())
        for goal in open_goals(draft)
        for at, piece in enumerate(goal.pieces)
        if piece.part is Part.WORDS
        and (ending := _PREDICATE.search(piece.text)) is not None
        and ending.start() > 8
    ]
    found = pick(rng, options)
    if found is None:
        return None
    goal, at, spot = found
    text = goal.pieces[at].text
    condition = rng.choice(("đủ điều kiện", "có nhu cầu", "có đủ điều kiện về kinh phí"))
    piece = replace(goal.pieces[at], text=f"{text[:spot]} {condition}{text[spot:]}")
    made = replace(goal, pieces=(*goal.pieces[:at], piece, *goal.pieces[at + 1 :]))
    return with_goal(draft, goal, made), Label(
        name="condition added", kinds=kinds(Kind.NARROWER_SCOPE), origin=goal.origin, quote=made.text
    )


def inside_left_out(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """The "trong đó …" of a target is not there."""
    goal = pick(rng, [goal for goal in open_goals(draft) if goal.inside is not None])
    if goal is None or goal.inside is None:
        return None
    made = replace(goal, inside=None)
    return with_goal(draft, goal, made), Label(
        name="trong đó left out",
        kinds=kinds(Kind.DROPPED_CONDITION),
        origin=goal.inside.origin,
        quote=made.text,
    )


def missing_period(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """All targets of one of the years are missing."""
    years = years_of(draft)
    if len(years) < 2 or any(goal.settled and goal.origin and goal.value for goal in draft.goals):
        return None
    year = rng.choice(years)
    goals = tuple(goal for goal in draft.goals if goal.origin is None or goal.origin.year != year)
    return replace(draft, goals=goals), Label(name="year left out", kinds=kinds(Kind.MISSING_PERIOD))


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
        name="number left out", kinds=kinds(Kind.MISSING_VALUE), origin=goal.origin, quote=text
    )


DEVIATIONS: tuple[Deviation, ...] = (
    missing_target,
    weaker_value,
    later_deadline,
    softer_commitment,
    group_left_out,
    condition_added,
    inside_left_out,
    missing_period,
    missing_number,
)
NOTES: tuple[Deviation, ...] = (stricter_value, extra_target)

"""Deviations in how a target is measured: its unit, its reference amount, its baseline, a level for a change."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from benchmarks.generator.deviating import (
    Deviation,
    kinds,
    open_goals,
    open_works,
    pick,
    with_goal,
    with_work,
)
from benchmarks.generator.model import Draft, Goal, Label, Part, Piece
from compare.model import Kind

_REFERENCE = re.compile(r"mức lương (cơ sở|tối thiểu vùng|tối thiểu|cơ bản)")


def percent_as_count(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """ "85% trẻ em …" as "85 trẻ em …"."""
    fit = [
        goal
        for goal in open_goals(draft)
        if (value := goal.piece(Part.VALUE)) is not None
        and value.text.endswith("%")
        and not goal.change
        and "," not in value.text
        and re.match(r"(?:số )?(?:trẻ em|hộ|người|trường|thôn|cơ sở|doanh nghiệp)", _after(goal))
    ]
    goal = pick(rng, fit)
    if goal is None:
        return None
    at = [piece.part for piece in goal.pieces].index(Part.VALUE)
    value, words = goal.pieces[at], goal.pieces[at + 1]
    pieces = (
        *goal.pieces[:at],
        replace(value, text=value.text.removesuffix("%")),
        replace(words, text=words.text.removeprefix("số ")),
        *goal.pieces[at + 2 :],
    )
    made = replace(goal, pieces=pieces)
    return with_goal(draft, goal, made), Label(
        name="count for a percentage",
        rules=("CT07",),
        kinds=kinds(Kind.CHANGED_UNIT),
        origin=goal.origin,
        quote=made.text,
    )


def _after(goal: Goal) -> str:
    at = [piece.part for piece in goal.pieces].index(Part.VALUE)
    return goal.pieces[at + 1].text if at + 1 < len(goal.pieces) else ""


_UNITS = {"lượt": "người", "người": "lượt người", "hộ": "người thuộc hộ"}


def other_unit(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """ "30 người" as "30 lượt người" in a task."""
    options = [
        (work, match)
        for work in open_works(draft)
        if work.numbers and (match := re.search(r"\d (lượt|người|hộ)(?= \w)", work.text)) is not None
    ]
    found = pick(rng, options)
    if found is None:
        return None
    work, match = found
    old = match.group(1)
    text = re.sub(rf"(?<=\d) {old}\b(?: người)?", f" {_UNITS[old]}", work.text)
    return with_work(draft, work, replace(work, text=text)), Label(
        name="other unit",
        rules=("CT07",),
        kinds=kinds(Kind.CHANGED_UNIT),
        origin=work.origin,
        quote=text,
        also=kinds(Kind.APPORTION),
    )


def other_reference(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """ "mức lương cơ sở" as "mức lương tối thiểu vùng"."""
    options = [
        (goal, whole)
        for goal in draft.goals
        for whole in (goal, goal.inside)
        if whole is not None and _REFERENCE.search(whole.text) and not (goal.settled and goal.value)
    ]
    found = pick(rng, options)
    if found is None:
        return None
    goal, whole = found
    match = _REFERENCE.search(whole.text)
    assert match is not None
    others = [name for name in ("cơ sở", "tối thiểu vùng", "cơ bản") if name != match.group(1)]
    new = f"mức lương {rng.choice(others)}"
    pieces = tuple(replace(piece, text=_REFERENCE.sub(new, piece.text)) for piece in whole.pieces)
    changed = replace(whole, pieces=pieces)
    made = changed if whole is goal else replace(goal, inside=changed)
    return with_goal(draft, goal, made), Label(
        name="other reference amount",
        rules=("CT08",),
        kinds=kinds(Kind.CHANGED_REFERENCE),
        origin=whole.origin,
        quote=changed.text,
    )


def other_baseline(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """ "so với năm 2020" as "so với năm 2019"."""
    fit = [
        goal
        for goal in open_goals(draft)
        if (base := goal.piece(Part.BASE)) is not None and base.text.startswith("so")
    ]
    goal = pick(rng, fit)
    if goal is None:
        return None
    base = goal.piece(Part.BASE)
    assert base is not None
    year = int(base.text[-4:]) + rng.choice((-2, -1, 1))
    made = goal.put(Part.BASE, f"so với năm {year}")
    return with_goal(draft, goal, made), Label(
        name="other baseline",
        rules=("CT09",),
        kinds=kinds(Kind.CHANGED_BASELINE),
        origin=goal.origin,
        quote=made.text,
    )


def change_for_level(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """ "Tỷ lệ … đạt 65%" as "Tỷ lệ … tăng 65% so với năm 2020"; "giảm còn 20%" as "giảm 20% so với năm 2020"."""
    options = [
        (goal, made)
        for goal in open_goals(draft)
        if (made := _as_change(goal, draft.period.start - 1)) is not None
    ]
    found = pick(rng, options)
    if found is None:
        return None
    goal, made = found
    return with_goal(draft, goal, made), Label(
        name="change for a level",
        rules=("CT10",),
        kinds=kinds(Kind.CHANGED_MEASURE),
        origin=goal.origin,
        quote=made.text,
    )


def _as_change(goal: Goal, year: int) -> Goal | None:
    kinds_of = [piece.part for piece in goal.pieces]
    value = goal.piece(Part.VALUE)
    if value is None or goal.change or not value.text.endswith("%") or Part.BASE in kinds_of:
        return None
    at = kinds_of.index(Part.VALUE)
    before = max((n for n in range(at) if kinds_of[n] is Part.WORDS), default=None)
    base = Piece(part=Part.BASE, text=f"so với năm {year}")
    if before is None:
        return None
    text = goal.pieces[before].text
    new = re.sub(r"\b(?:giảm xuống còn|xuống còn|giảm còn|giảm xuống)$", "giảm", text)
    new = re.sub(r"(?:^|(?<= ))đạt$", "tăng", new)
    # "Giảm tỷ lệ X xuống còn 20%": the change stands in front.
    new = re.sub(r"^giảm (.*) giảm$", r"\1 giảm", new)
    if new == text:
        return None
    pieces = (*goal.pieces[:before], replace(goal.pieces[before], text=new), *goal.pieces[before + 1 :])
    return replace(goal, pieces=(*pieces, base))


def points_for_percent(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """ "giảm 10% so với năm 2020" as "giảm 10 điểm phần trăm so với năm 2020", and the other way round."""
    fit = [
        goal
        for goal in open_goals(draft)
        if goal.change
        and (value := goal.piece(Part.VALUE)) is not None
        and value.text.endswith(("%", "phần trăm"))
    ]
    goal = pick(rng, fit)
    if goal is None:
        return None
    value = goal.piece(Part.VALUE)
    assert value is not None
    text = value.text
    new = (
        text.replace(" điểm phần trăm", "%")
        if text.endswith("trăm")
        else text.replace("%", " điểm phần trăm")
    )
    made = goal.put(Part.VALUE, new)
    return with_goal(draft, goal, made), Label(
        name="points for percent",
        rules=("CT10",),
        kinds=kinds(Kind.CHANGED_MEASURE),
        origin=goal.origin,
        quote=made.text,
    )


DEVIATIONS: tuple[Deviation, ...] = (
    percent_as_count,
    other_unit,
    other_reference,
    other_baseline,
    change_for_level,
    points_for_percent,
)

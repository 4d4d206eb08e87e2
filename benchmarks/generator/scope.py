"""Deviations of what a target covers: a group, a condition, a narrower population, its "trong đó"."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from benchmarks.generator.deviating import Deviation, kinds, open_goals, pick, with_goal
from benchmarks.generator.model import Draft, Label, Part
from compare.model import Kind

# Groups that a lower place may well not have.
_EXCUSED = re.compile(r"^(?:xã|phường|thị trấn|thôn|tổ dân phố|trại giam|bệnh viện)\b")
_PREDICATE = re.compile(r"(?<! không) (?:được|có|thực hiện|niêm yết|sử dụng|thành lập|bố trí|duy trì)\b")


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
        name="group left out",
        rules=("CT05",),
        kinds=kinds(Kind.NARROWER_SCOPE),
        origin=goal.origin,
        quote=made.text,
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
        name="condition added",
        rules=("CT05",),
        kinds=kinds(Kind.NARROWER_SCOPE),
        origin=goal.origin,
        quote=made.text,
    )


_NARROWER = {
    "trẻ em": "thuộc hộ nghèo",
    "người khuyết tật": "nặng",
    "người cao tuổi": "cô đơn",
    "hộ gia đình": "nghèo",
    "học sinh": "bán trú",
    "trường học": "công lập",
    "cơ sở giáo dục": "công lập",
    "cộng tác viên": "ở xã đặc biệt khó khăn",
}


def narrower_population(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """Not all of those covered: "trẻ em thuộc hộ nghèo" for "trẻ em"."""
    options = [
        (goal, at, whom)
        for goal in open_goals(draft)
        for at, piece in enumerate(goal.pieces)
        if piece.part is Part.WORDS
        for whom in _NARROWER
        if re.match(rf"(?:số |tỷ lệ )?{whom}(?: trên địa bàn \w+)? (?:được|có|bị)\b", piece.text)
    ]
    found = pick(rng, options)
    if found is None:
        return None
    goal, at, whom = found
    piece = replace(goal.pieces[at], text=goal.pieces[at].text.replace(whom, f"{whom} {_NARROWER[whom]}", 1))
    made = replace(goal, pieces=(*goal.pieces[:at], piece, *goal.pieces[at + 1 :]))
    return with_goal(draft, goal, made), Label(
        name="narrower population",
        rules=("CT05",),
        kinds=kinds(Kind.NARROWER_SCOPE),
        origin=goal.origin,
        quote=made.text,
    )


def inside_left_out(draft: Draft, rng: Random) -> tuple[Draft, Label] | None:
    """The "trong đó …" of a target is not there."""
    goal = pick(rng, [goal for goal in open_goals(draft) if goal.inside is not None])
    if goal is None or goal.inside is None:
        return None
    made = replace(goal, inside=None)
    return with_goal(draft, goal, made), Label(
        name="trong đó left out",
        rules=("CT06",),
        kinds=kinds(Kind.DROPPED_CONDITION),
        origin=goal.inside.origin,
        quote=made.text,
    )


DEVIATIONS: tuple[Deviation, ...] = (
    group_left_out,
    condition_added,
    narrower_population,
    inside_left_out,
)

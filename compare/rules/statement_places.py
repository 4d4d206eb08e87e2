"""Places of findings about the text itself, not about a target or a task."""

from __future__ import annotations

import re
from collections.abc import Sequence

from compare.model import Place
from extract.model import Plan, Statement


def place_of(statement: Statement) -> Place:
    """The quote of a statement of the draft."""
    return Place(
        plan=None,
        target=None,
        text=statement.text,
        measure=None,
        path=statement.path,
        anchor=statement.anchor,
        part="text",
    )


def times(places: Sequence[object]) -> str:
    """How often something stands, behind its quote: " (2 chỗ)"; "" for once."""
    return f" ({len(places)} chỗ)" if len(places) > 1 else ""


def holding(plan: Plan, start: int, end: int) -> Statement | None:
    """The statement that a stretch of the source stands in."""
    for statement in plan.statements:
        if statement.anchor.start <= start and end <= statement.anchor.end:
            return statement
    return None


def around(text: str, start: int, end: int, room: int = 60) -> str:
    """A stretch of a text with some words before and behind it, cut at words."""
    left, right = max(0, start - room), min(len(text), end + room)
    before, behind = text[left:start], text[end:right]
    if left:
        before = "… " + re.sub(r"^\S*\s", "", before)
    if right < len(text):
        behind = re.sub(r"\s\S*$", "", behind) + " …"
    return f"{before}{text[start:end]}{behind}".strip()

"""Tasks that a reviewer paired by hand: the sentences of the draft that take a task up, or that none does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from compare.targets.pins import PinnedTask, Pins
from compare.tasks.answers import Answer, Answered
from extract.model import Plan


def pinned(duties: Sequence[Answered], upper: Plan, pins: Pins) -> tuple[Answered, ...]:
    """The duties of one reference with the reviewer's answers in place of those found by words."""
    named = [(one.duty.task, one.duty.text, one.duty.whole) for one in duties]
    found = pins.of_tasks(upper, named)
    return tuple(_with(one, found[at]) if at in found else one for at, one in enumerate(duties))


def _with(answered: Answered, made: PinnedTask) -> Answered:
    """A duty with the answers that a reviewer gave it, or with none."""
    answers = tuple(
        Answer(statement=statement, text=statement.text, stem="", heading="", share=1.0)
        for statement in made.answers
    )
    return replace(
        answered,
        share=1.0 if answers else 0.0,
        answers=answers,
        made=None,
        free=None,
        best=answers[0] if answers else None,
        dropped=(),
        parts=(),
        near=None,
        pinned=made.pin,
    )

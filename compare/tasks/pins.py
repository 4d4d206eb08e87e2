"""Tasks that a reviewer paired by hand: the sentence of the draft that takes a task up, or that none does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from compare.targets.pins import Pins
from compare.tasks.answers import Answer, Answered
from extract.model import Plan, Statement


def pinned(duties: Sequence[Answered], upper: Plan, pins: Pins) -> tuple[Answered, ...]:
    """The duties of one reference with the reviewer's answers in place of those found by words."""
    named = [(one.duty.task, one.duty.text, one.duty.whole) for one in duties]
    found = pins.of_tasks(upper, named)
    return tuple(_with(one, found[at]) if at in found else one for at, one in enumerate(duties))


def _with(answered: Answered, statement: Statement | None) -> Answered:
    """A duty with its one answer, or with none."""
    answer = None
    if statement is not None:
        answer = Answer(statement=statement, text=statement.text, stem="", heading="", share=1.0)
    return replace(
        answered,
        share=1.0 if answer else 0.0,
        answers=(answer,) if answer else (),
        made=None,
        free=None,
        best=answer,
        dropped=(),
        parts=(),
        near=None,
    )

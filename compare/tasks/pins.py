"""Tasks that a reviewer paired by hand: the sentences of the draft that take a task up, or that none does."""

from __future__ import annotations

from collections.abc import Sequence

from compare.targets.pins import PinnedTask, Pins
from compare.tasks.answers import Answer, Answered, Held
from extract.model import Plan


def pinned(duties: Sequence[Answered], upper: Plan, pins: Pins) -> tuple[Answered, ...]:
    """The duties of one reference with the reviewer's answers in place of those found by words."""
    named = [(one.duty.task, one.duty.text, one.duty.whole) for one in duties]
    found = pins.of_tasks(upper, named)
    return tuple(_Pinned(one, found[at]) if at in found else one for at, one in enumerate(duties))


class _Pinned(Answered):
    """A duty with the answers that a reviewer gave it, or with none."""

    share: float = 0.0
    answers: tuple[Answer, ...] = ()
    made: float | None = None
    scale: float = 1.0
    free: float | None = None
    best: Answer | None = None
    dropped: tuple[str, ...] = ()
    parts: tuple[Held, ...] = ()
    near: Answer | None = None

    def __init__(self, found: Answered, made: PinnedTask) -> None:
        super().__init__(found.duty, found.binding, general=found.general, slight=found.slight)
        self.scale = found.scale
        self.pinned = made.pin
        self.answers = tuple(
            Answer(statement=statement, text=statement.text, stem="", heading="", share=1.0)
            for statement in made.answers
        )
        if self.answers:
            self.share, self.best = 1.0, self.answers[0]

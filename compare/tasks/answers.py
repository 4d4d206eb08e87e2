"""The answers of the draft to the duties of a plan above. Data only."""

from __future__ import annotations

from dataclasses import dataclass

from compare.decisions.settings import Settings
from compare.model import Pin
from compare.tasks.binding import Binding
from compare.tasks.duties import Duty, matter
from compare.tasks.evidence import Held
from compare.tasks.parts import Piece, parts_of
from extract.model import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A piece of the draft that may answer a duty: its governing texts, and the share of the duty's words in it."""

    statement: Statement
    text: str
    stem: str
    heading: str
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A duty of a reference; ``share`` is that of its words in the best item of the draft.

    ``answers`` are the clauses of items that say nearly the same (``Settings.task_same``), the nearest first. ``made``
    is the share of the words that name the thing to be made ("hệ thống chỉ tiêu giám sát"); None without such a thing.
    ``general`` means that the duty has no words of its own; ``slight`` that it has few, and a thing that a draft can
    name.
    """

    duty: Duty
    binding: Binding
    share: float
    answers: tuple[Answer, ...]
    general: bool
    slight: bool = False
    made: float | None = None
    scale: float = 1.0
    """The factor of the thresholds; above 1 in a draft that keeps to the words of the plan above."""
    free: float | None = None
    """The share in items that are not another task, in a draft that copies all but names; else None."""
    best: Answer | None = None
    """The item with the greatest share."""
    dropped: tuple[str, ...] = ()
    """The contents that the duty lists and the draft has nowhere, where its nearest item keeps the rest of the list."""
    parts: tuple[Held, ...] = ()
    """The parts of the duty with what the draft has of each; empty for one of the upper level, or with ``answers``
    to words of its own."""
    near: Answer | None = None
    """The nearest item of the draft that answers no other task, perhaps this one in other words."""
    pinned: Pin | None = None
    """The reviewer's decision that named the answers, or said that there is none."""

    def is_missing(self, settings: Settings) -> bool:
        """Whether the draft has no answer, or one without the thing that is to be made."""
        if self.share < settings.task_missing * self.scale:
            return True
        return self.made is not None and self.made < settings.task_answer and self.share < settings.task_same

    def is_answered(self, settings: Settings) -> bool:
        """Whether the draft has a clear answer, whose words do not only stand here and there."""
        if self.is_unnamed or self.is_missing(settings):
            return False
        share = self.share if self.free is None else self.free
        return share >= settings.task_answer * self.scale

    @property
    def is_unnamed(self) -> bool:
        """Whether no clause of the draft names any part of a duty with words of its own."""
        searched = bool(self.parts) and not self.general and not self.answers
        return searched and all(held.is_unnamed for held in self.parts)

    def lacking(self, settings: Settings) -> tuple[Piece, ...]:
        """The parts that the draft has in no clause.

        Of a duty with an answer these are only parts whose thing no clause even names.
        """
        if self.answers:
            # Nearly the same words, with a part left out of them.
            left = tuple(held.part for held in self.parts if held.is_nowhere)
            return left if any(held.is_there for held in self.parts) and not self.general else ()
        if self.general or (self.share >= settings.task_same and not self.is_unnamed):
            return ()
        if not self.parts:
            return parts_of(matter(self.duty.text)) if self.is_missing(settings) else ()
        absent = [held for held in self.parts if held.is_absent]
        if self.is_answered(settings):
            absent = [held for held in absent if held.is_unnamed]
        governing = {verb for held in absent for verb in held.part.leaves[:1]}
        # "trường học an toàn" is half there wherever a school is; beside others that are not it is asked with them.
        beside = [
            held
            for held in self.parts
            if not held.is_there and not held.part.how and governing & set(held.part.leaves[:1])
        ]
        return tuple(held.part for held in self.parts if held in absent or (absent and held in beside))

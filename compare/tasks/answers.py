"""The items of a draft that may answer the duties of a plan above, and what each duty is told to have of them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import NamedTuple

from compare.decisions.settings import Settings
from compare.model import Pin
from compare.tasks.binding import Binding
from compare.tasks.duties import Duty, matter, names_bodies, opening_body, stems_of
from compare.tasks.parts import Piece, is_made, parts_of
from extract.language.lexicon import fold
from extract.model import Part, Plan, Role, Statement

_NO_ANSWER = (Role.STATUS, Role.OBJECTIVES, Role.RECIPIENTS)
_BASIS = "căn cứ"

# Least syllables that say something of a part that a clause says.
_LEAST = 2
# Shares of a nucleus: from the first on a clause says it, below the second none does, below the third not at all.
_THERE, _ABSENT, _NOWHERE = 0.6, 0.4, 0.1
# Least share in a target that names the thing of a part.
_PROMISED = 0.3
# Share of the pairs of words of a nucleus in one clause; with less the clause is about another thing.
_NAMED = 0.25
# Share of all words of a part; a clause with more is not without it.
_HALF = 0.5


class Window(NamedTuple):
    """An item of the draft with its heading and stem."""

    statement: Statement
    stem: str
    heading: str
    above: str
    """The headings of all sections around it."""


def windows_of(draft: Plan) -> list[Window]:
    """The items of the draft that can answer a task: all but the status section and mere lists of bodies."""
    titles = {section.id: section.title for section in draft.sections}
    above = _headings(draft)
    stems = stems_of(draft)
    found: list[Window] = []
    for statement in draft.statements:
        if statement.part not in (Part.BODY, Part.CELL) or statement.role in _NO_ANSWER:
            continue
        heading = "" if statement.heading else titles.get(statement.section or "", "")
        if statement.role is Role.OTHER and _BASIS in (
            fold(statement.text)[: len(_BASIS)],
            fold(heading)[: len(_BASIS)],
        ):
            continue
        if not names_bodies(statement, heading):
            stem = stems.get(statement.path[:-1], "")
            found.append(Window(statement, stem, heading, above.get(statement.section or "", "")))
    return found


def _headings(plan: Plan) -> dict[str, str]:
    """Section → its heading and those of all sections around it, without names of bodies."""
    found: dict[str, str] = {}
    for section in plan.sections:
        own = "" if opening_body(section.title) else section.title
        found[section.id] = " ; ".join(filter(None, (found.get(section.parent or ""), own)))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A part of a duty and how much of it the draft has.

    ``share`` is that of its nucleus in the best clause, ``whole`` that of all its words in one, ``named`` that of the
    pairs of words of its nucleus in one, each between 0 and 1; ``headed`` means that a clause has the first of them;
    ``statement`` has the best clause, ``said``, None where no clause has a word of it. ``own`` counts the syllables of
    its matter that say something. ``ground`` is an item near it: work with its verb, of a topic ("Tuyên truyền, vận
    động"), else work that has two words of it that stand side by side.
    """

    part: Piece
    share: float
    whole: float
    named: float
    headed: bool
    own: int
    statement: Statement | None = None
    said: str = ""
    ground: Statement | None = None
    alike: Statement | None = None
    """Work that makes another thing of the kind of a row: "mô hình chợ văn minh" beside "thôn văn minh"."""

    @property
    def is_there(self) -> bool:
        """Whether one clause of the draft says it."""
        return min(self.share, self.whole) >= _THERE and self.own >= _LEAST

    @property
    def is_absent(self) -> bool:
        """Whether no clause of the draft says it, in these words."""
        return self.share < _ABSENT and self.whole < _HALF

    @property
    def is_promised(self) -> bool:
        """Whether only a target names the thing that is to be made or kept: "đạt 70% số thôn có nhóm tự lực"."""
        is_target = self.statement is not None and self.statement.role is Role.TARGETS
        return is_target and is_made(self.part.text) and self.headed and _PROMISED <= self.share < _THERE

    @property
    def is_unnamed(self) -> bool:
        """Whether no clause of the draft even names the thing that it is about."""
        if not self.is_absent or self.own < _LEAST:
            return False
        other = self.part.how != "" and self.named < _NAMED
        return (self.share < _NOWHERE or self.whole < _ABSENT) and (other or not self.headed)

    @property
    def is_lost(self) -> bool:
        """Whether no clause has the one word that matters: a name, a plan to put something into, a disclosure."""
        return self.is_unnamed and self.part.is_strict

    @property
    def is_nowhere(self) -> bool:
        """Whether it is work of its own of which no clause of the draft has a word that counts."""
        return (
            self.is_unnamed
            and self.share < _NOWHERE
            and self.whole < _ABSENT
            and self.own > _LEAST
            and self.part.is_work
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A piece of the draft that may answer a duty: its governing texts, and the share of the duty's words in it."""

    statement: Statement
    text: str
    stem: str
    heading: str
    share: float


class Answered(ABC):
    """A duty of a reference, and what the draft has of it.

    ``general`` means that the duty has no words of its own; ``slight`` that it has few, and a thing that a draft can
    name. All the rest is sought when it is asked for: of most duties, those of the upper level, nobody asks it.
    """

    pinned: Pin | None = None
    """The reviewer's decision that named the answers, or said that there is none."""

    def __init__(self, duty: Duty, binding: Binding, *, general: bool, slight: bool) -> None:
        self.duty = duty
        self.binding = binding
        self.general = general
        self.slight = slight

    @property
    @abstractmethod
    def share(self) -> float:
        """The share of its words in the best item of the draft, or in several, which count less."""

    @property
    @abstractmethod
    def answers(self) -> tuple[Answer, ...]:
        """The clauses of items that say nearly the same (``Settings.task_same``), the nearest first."""

    @property
    @abstractmethod
    def made(self) -> float | None:
        """The share of the words that name the thing to be made ("hệ thống chỉ tiêu giám sát"); None without one."""

    @property
    @abstractmethod
    def scale(self) -> float:
        """The factor of the thresholds; above 1 in a draft that keeps to the words of the plan above."""

    @property
    @abstractmethod
    def free(self) -> float | None:
        """The share in items that are not another task, in a draft that copies all but names; else None."""

    @property
    @abstractmethod
    def best(self) -> Answer | None:
        """The item with the greatest share."""

    @property
    @abstractmethod
    def dropped(self) -> tuple[str, ...]:
        """The contents that the duty lists and the draft has nowhere, where its nearest item keeps the rest of them."""

    @property
    @abstractmethod
    def parts(self) -> tuple[Held, ...]:
        """The parts of the duty with what the draft has of each; empty for one of the upper level."""

    @property
    @abstractmethod
    def near(self) -> Answer | None:
        """The nearest item of the draft that answers no other task, perhaps this one in other words."""

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
        if self.general:
            return ()
        if self.answers:
            # Nearly the same words, with a part left out of them.
            left = tuple(held.part for held in self.parts if held.is_nowhere)
            return left if any(held.is_there for held in self.parts) else ()
        if self.share >= settings.task_same and not self.is_unnamed:
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

"""A plan's tasks cut into duties: one thing to do each, with its bodies and the words that govern it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from compare.model import Place
from compare.targets.items import Same
from compare.words import phrases
from extract.language.actors import is_actor_line, listed_bodies, polite, without_bodies
from extract.language.agencies import starts_body
from extract.language.lexicon import fold
from extract.language.phrases import composed, several
from extract.language.phrases import phrases as extract_phrases
from extract.model import Anchor, Part, Plan, Role, Section, Statement
from extract.structure.roles import role_of

_PIECES = re.compile(r";\s*|(?<=[^\W\d_]{2}|\d\))\.\s+(?=[^\W\d_])|\s+\((?:i|ii|iii|iv|v|vi)\)\s+")
# What an anchor's text may begin with: a dash, a label.
_LABEL = re.compile(r"^(?:[-+•*–]|\(?[a-zđ0-9]{1,2}[.)])\s+")
_SHORTEST = 3
_OPENING = composed(r"^<<words>>\s*:\s*", re.IGNORECASE, words=phrases("tasks", "words", "openings"))
_ACTORS = several(extract_phrases("tasks", "actor_headings"), phrases("tasks", "words", "actors"))
# "Các sở", "Các địa phương": several bodies at once.
_MANY = composed(r"(?:đề nghị\s+)?các\s+<<bodies>>(?!\w)", bodies=phrases("tasks", "words", "many"))
_CLOSING = phrases("tasks", "answered", "closing")
# "Rà soát cán bộ; các đối tượng và dịch vụ": a further thing under the same verb.
_GOES_ON = re.compile(r"(?:các|những)\s")
# A verb of making opens a task, perhaps behind another verb or a time; what is made is named right behind it.
_MAKING = composed(
    r"(?<!\w)<<verbs>>(?:(?:,\s*(?:và\s+)?|\s+và\s+)(?:<<verbs>>|<<others>>))*\s+(?:<<before>>\s+)?",
    verbs=phrases("tasks", "words", "making"),
    others=phrases("tasks", "words", "with_making"),
    before=phrases("tasks", "words", "before_made"),
)
_MAKES_WITHIN = 40
_MADE_SYLLABLES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One piece of a task.

    ``text`` is the piece, ``whole`` the task it belongs to, ``stem`` what governs both ("Tham mưu, đề xuất:");
    ``bodies`` are those that lead, ``helpers`` those that support; ``measured`` tells that numbers of the task stand
    in it, which are compared with each other elsewhere.
    """

    text: str
    whole: str
    stem: str
    heading: str
    task: str
    role: Role
    path: tuple[str, ...]
    anchor: Anchor
    bodies: tuple[str, ...]
    helpers: tuple[str, ...]
    measured: bool

    def place(self, plan: int | None) -> Place:
        """The quote and its place; ``plan`` is the index of the reference, None for the draft."""
        return Place(
            plan=plan,
            target=self.task,
            text=self.whole,
            measure=None,
            path=self.path,
            anchor=self.anchor,
            part="tasks",
        )


def duties_of(plan: Plan) -> tuple[Duty, ...]:
    """All duties of a plan in the order of its tasks; lines that only name bodies are none."""
    return _duties_of(Same(plan))


@lru_cache(maxsize=16)
def _duties_of(same: Same) -> tuple[Duty, ...]:
    plan = same.plan
    sections = {section.id: section for section in plan.sections}
    texts = {statement.anchor.start: statement for statement in plan.statements}
    stems = stems_of(plan)
    found: list[Duty] = []
    opened: set[str] = set()
    for task in plan.tasks:
        section = sections.get(task.section or "")
        statement = texts.get(task.anchor.start)
        text = statement.text if statement else _LABEL.sub("", " ".join(task.text.split()))
        heading = section.title if section else ""
        bodies = task.lead or opening_body(text) or opening_body(heading)
        makes = section is not None and section.id not in opened and made_thing(heading)
        opened.add(task.section or "")
        # "3. Xây dựng cơ sở dữ liệu" asks for more than the items below it say.
        for piece in (*([heading] if makes else ()), *pieces(text)):
            found.append(
                Duty(
                    text=piece,
                    whole=task.text,
                    stem=stems.get(task.path[:-1], ""),
                    heading=heading,
                    task=task.id,
                    role=_role(statement, section),
                    path=task.path,
                    anchor=task.anchor,
                    bodies=bodies,
                    helpers=task.support,
                    measured=any(_holds(piece, measure.text) for measure in task.measures),
                )
            )
    return tuple(found)


def _role(statement: Statement | None, section: Section | None) -> Role:
    """That of the item; money and reports also where they stand inside another part."""
    own = role_of(section.title, Role.OTHER, "") if section else Role.OTHER
    if own in (Role.FUNDING, Role.REPORTING):
        return own
    inherited = statement.role if statement else Role.OTHER
    return inherited if inherited is not Role.OTHER or section is None else section.role


def stems_of(plan: Plan) -> dict[tuple[str, ...], str]:
    """Texts that end with a colon and govern what stands below them, by their path."""
    return {
        statement.path: statement.text
        for statement in plan.statements
        if statement.part is Part.BODY and statement.path and statement.text.rstrip().endswith(":")
    }


def pieces(text: str) -> Iterator[str]:
    """The parts of a task between semicolons and full stops, without what opens a list of them and who does it.

    >>> list(pieces("Nội dung: Mở lớp dạy nghề; tư vấn việc làm./."))
    ['Mở lớp dạy nghề', 'tư vấn việc làm']
    """
    found: list[str] = []
    for piece in _PIECES.split(_OPENING.sub("", without_bodies(text))):
        piece = piece.strip(" .;:-–/")
        if found and _GOES_ON.match(piece):
            found[-1] += f"; {piece}"
        elif len(piece.split()) >= _SHORTEST:
            found.append(piece)
    yield from found


def opening_body(text: str) -> tuple[str, ...]:
    """The bodies that a sentence or a heading opens with: "Sở Y tế chỉ đạo …"."""
    text = polite(text)
    if not starts_body(text) and not _MANY.match(fold(text)):
        return ()
    return listed_bodies(text)


def names_bodies(statement: Statement, heading: str) -> bool:
    """Whether a statement only tells who does the work: "b) Đơn vị thực hiện: X chủ trì, phối hợp với Y"."""
    label, colon, _ = fold(statement.text).partition(":")
    return (
        bool(_ACTORS.fullmatch(fold(heading).strip(" :.-")))
        or (bool(colon) and bool(_ACTORS.fullmatch(label.strip())))
        or is_actor_line(statement.text)
    )


def _holds(piece: str, measure: str) -> bool:
    first, second = " ".join(piece.split()), " ".join(measure.split())
    return first in second or second in first or second[:24] in first


def is_closing(text: str) -> bool:
    """Whether a paragraph only closes the plan: whom to tell of difficulties."""
    return _CLOSING.search(fold(text)) is not None


def made_thing(text: str) -> str:
    """The first syllables of what a task wants made: "thành lập tổ quản lý công trình …"."""
    found = _MAKING.search(fold(text))
    if not found or found.start() > _MAKES_WITHIN:
        return ""
    return " ".join(re.split(r"[;:(]", text[found.end() :])[0].split()[:_MADE_SYLLABLES])

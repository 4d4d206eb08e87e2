"""Duties of a plan: its tasks cut into single things to do, each with its bodies and the texts that govern it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from compare.model import Place
from compare.targets.items import Same, says_how_often
from compare.tasks.deadlines import report_days
from compare.words import phrases
from extract.grammar.deadlines import of_before
from extract.grammar.marks import MarkKind, find_marks
from extract.kept import kept
from extract.language.actors import (
    DUTY_VERBS,
    bodies,
    is_actor_line,
    listed_bodies,
    polite,
    verb_starts,
    without_bodies,
)
from extract.language.agencies import starts_body
from extract.language.lexicon import CAPITAL, fold
from extract.language.phrases import STOP, composed, several, table
from extract.language.phrases import phrases as extract_phrases
from extract.model import Anchor, Level, Part, Plan, Role, Section, Statement, Target, Task
from extract.structure.roles import role_of

_PIECES = composed(
    rf";\s*|(?<=[^\W\d_]{{2}}|\d\))<<stop>>\s+(?=[^\W\d_])|(?<=\d\d)\.\s+(?={CAPITAL})"
    r"|\s+\((?:i|ii|iii|iv|v|vi)\)\s+",
    stop=STOP,
)
# A dash or a label at the beginning of an anchor's text.
_LABEL = re.compile(r"^(?:[-+•*–]|\(?[a-zđ0-9]{1,2}[.)])\s+")
_ENUMERATION = re.compile(r"^\((?:[ivx]+|\d{1,2}|[a-zđ])\)\s+")
_SHORTEST = 3
_OPENING = composed(r"^<<words>>\s*:\s*", re.IGNORECASE, words=phrases("tasks", "words", "openings"))
_ACTORS = several(extract_phrases("tasks", "actor_headings"), phrases("tasks", "words", "actors"))
# "Các sở", "Các địa phương": several bodies at once.
_MANY = composed(r"(?:đề nghị\s+)?các\s+<<bodies>>(?!\w)", bodies=phrases("tasks", "words", "many"))
_CLOSING = phrases("tasks", "answered", "closing")
_SUPPORT = extract_phrases("tasks", "support_words")
# "Ủy ban nhân dân các huyện, thành phố"
_COMMITTEE = composed(
    r"(?:ủy ban nhân dân|ubnd)\s+(?:<<each>>\s+)?<<units>>(?:(?:,\s*|\s+và\s+)(?:<<each>>\s+)?<<units>>)*(?!\w)",
    units=table(Level, "agencies", "unit_levels"),
    each=phrases("targets", "all_bodies"),
)
# The heading "Sở Y tế" governs "chủ trì, phối hợp với Sở Nội vụ mở lớp …".
_LEADS = composed(r"<<words>>(?!\w)\s*(?:,\s*(?:và\s+)?)?", words=extract_phrases("tasks", "lead_words"))
# "Rà soát cán bộ; các đối tượng và dịch vụ": a further object of the same verb.
_GOES_ON = composed(r"<<words>>(?!\w)", words=phrases("tasks", "words", "goes_on"))
_OTHERS = re.compile(rf",\s+(?={CAPITAL})")
# A verb of making opens a task, perhaps after another verb or a time; the thing to be made follows it.
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
    """One clause of a task: a single thing to do.

    ``text`` is the clause, ``whole`` its task, ``stem`` the text that governs both ("Tham mưu, đề xuất:"). ``bodies``
    lead, ``helpers`` support; a clause that opens with bodies of its own is theirs. ``assists`` means that the bodies
    only support the work of others ("Ủy ban nhân dân cấp huyện phối hợp …"). ``measured`` means that the clause holds
    numbers of the task, which are compared elsewhere.
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
    assists: bool = False

    def place(self, plan: int | None) -> Place:
        """The task as a place; ``plan`` is the index of the reference, None for the draft."""
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
    """All duties of a plan in the order of its tasks; lines that only name bodies have none."""
    return tuple(duty for item in _items(Same(plan)) for duty in item.duties)


def duties_at(plan: Plan, start: int) -> tuple[Duty, ...]:
    """The duties of the items of a plan that begin at a place of its source."""
    found = (item for item in _items(Same(plan)) if item.owner.anchor.start == start)
    return tuple(duty for item in found for duty in item.duties)


def duties_holding(plan: Plan, word: str) -> tuple[Duty, ...]:
    """The duties of the items of a plan that have a word, folded, in their text or heading."""
    found = (item for item in _items(Same(plan)) if word in fold(item.text) or word in fold(item.heading))
    return tuple(duty for item in found for duty in item.duties)


@dataclass(frozen=True, kw_only=True)
class _Item:
    """A task, or a target in words, with its words, what governs them, and whether it is the first below its heading.

    Its duties are made when they are asked for: of a draft the rules want few.
    """

    owner: Task | Target
    text: str
    heading: str
    stem: str
    role: Role
    first: bool

    @cached_property
    def duties(self) -> tuple[Duty, ...]:
        """The clauses, each with its bodies."""
        return tuple(self._duties())

    def _duties(self) -> Iterator[Duty]:
        task, text, heading = self.owner, self.text, self.heading
        lead, support = (task.lead, task.support) if isinstance(task, Task) else ((), ())
        own = _Actors(lead=lead or opening_body(text) or opening_body(heading), support=support)
        # "3. Xây dựng cơ sở dữ liệu" asks for more than the items below it say.
        makes = self.first and made_thing(heading)
        clauses = list(pieces(text))
        if _LEADS.match(fold(text)) and opening_body(heading):
            clauses = list(pieces(f"{heading.rstrip(' :.')} {text}")) or clauses
        measures = [measure for measure in task.measures if not says_how_often(measure)]
        for piece in (*([heading] if makes else ()), *clauses):
            own = _actors_of(piece, own)
            yield Duty(
                text=piece,
                whole=task.text,
                stem=self.stem,
                heading=heading,
                task=task.id,
                role=self.role,
                path=task.path,
                anchor=task.anchor,
                bodies=own.lead,
                helpers=own.support,
                measured=any(holds(piece, measure.text) for measure in measures),
                assists=own.assists,
            )


@lru_cache(maxsize=16)
def _items(same: Same) -> tuple[_Item, ...]:
    plan = same.plan
    sections = {section.id: section for section in plan.sections}
    texts = {statement.anchor.start: statement for statement in plan.statements}
    stems = stems_of(plan)
    found: list[_Item] = []
    opened: set[str] = set()
    owners: tuple[Task | Target, ...] = (*plan.tasks, *targets_in_words(plan))
    for owner in owners:
        section = sections.get(owner.section or "")
        statement = texts.get(owner.anchor.start)
        found.append(
            _Item(
                owner=owner,
                text=statement.text if statement else _LABEL.sub("", " ".join(owner.text.split())),
                heading=section.title if section else "",
                stem=stems.get(owner.path[:-1], ""),
                role=_role(statement, section) if isinstance(owner, Task) else Role.TASKS,
                first=section is not None and section.id not in opened,
            )
        )
        opened.add(owner.section or "")
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Actors:
    """The bodies of a clause; ``assists`` means that they support the work of others."""

    lead: tuple[str, ...]
    support: tuple[str, ...]
    assists: bool = False


def _actors_of(clause: str, before: _Actors) -> _Actors:
    """The bodies of a clause; without bodies of its own, those of the clause before it.

    In "Sở Y tế chủ trì, Ủy ban nhân dân cấp xã phối hợp …" the opening body supports the one that leads.
    """
    own = _own_actors(clause)
    if not own.lead:
        return _Actors(lead=before.lead, support=before.support, assists=own.assists)
    if own.assists and before.lead and before.lead != own.lead:
        return _Actors(lead=before.lead, support=(*before.support, *own.lead))
    inherited = before.support if own.lead == before.lead else ()
    return _Actors(lead=own.lead, support=own.support or inherited, assists=own.assists)


@kept(1_000)
def _own_actors(clause: str) -> _Actors:
    """The bodies that a clause names itself."""
    text = polite(clause)
    named = opening_body(text) if text[:1].isupper() or _MANY.match(fold(text)) else ()
    verb = next(verb_starts(text, DUTY_VERBS), len(text)) if named else 0
    assists = _SUPPORT.match(fold(text[verb:])) is not None
    return _Actors(lead=named, support=bodies(text)[1] if named else (), assists=assists)


def targets_in_words(plan: Plan) -> Iterator[Target]:
    """Targets without a number and with a time: "Xử lý dứt điểm các điểm ngập, chậm nhất đến hết năm 2025"."""
    for target in plan.targets:
        if not target.measures and any(mark.kind is MarkKind.DEADLINE for mark in find_marks(target.text)):
            yield target


def _role(statement: Statement | None, section: Section | None) -> Role:
    """The role of the item; a section on money or reports keeps its role inside another section."""
    own = role_of(section.title, Role.OTHER, "") if section else Role.OTHER
    if own in (Role.FUNDING, Role.REPORTING):
        return own
    inherited = statement.role if statement else Role.OTHER
    return inherited if inherited is not Role.OTHER or section is None else section.role


def stems_of(plan: Plan) -> dict[tuple[str, ...], str]:
    """Path → the text that ends with a colon and governs the items below it."""
    return {
        statement.path: statement.text
        for statement in plan.statements
        if statement.part is Part.BODY and statement.path and statement.text.rstrip().endswith(":")
    }


def pieces(text: str) -> Iterator[str]:
    """The clauses of a task between semicolons and full stops, without its opening words and its bodies.

    >>> list(pieces("Nội dung: Mở lớp dạy nghề; tư vấn việc làm./."))
    ['Mở lớp dạy nghề', 'tư vấn việc làm']
    """
    return iter(_pieces(text))


@lru_cache(maxsize=1_000)
def _pieces(text: str) -> tuple[str, ...]:
    found: list[str] = []
    for piece in _PIECES.split(_OPENING.sub("", without_bodies(text))):
        piece = _ENUMERATION.sub("", piece.strip(" .;:-–/"))
        if of_before(piece, find_marks(piece)):
            continue  # "riêng việc này xong trước ngày 30/6/2023" dates what stands before it
        if opening_body(piece) and len(without_bodies(piece).split()) < _SHORTEST:
            continue  # "Sở Y tế chủ trì, phối hợp với Sở Nội vụ thực hiện" only names bodies
        if found and piece[0].islower() and _GOES_ON.match(fold(piece)):
            found[-1] += f"; {piece}"
        elif len(piece.split()) >= _SHORTEST:
            found.append(piece)
    return tuple(found)


@kept(4_000)
def opening_body(text: str) -> tuple[str, ...]:
    """The bodies at the opening of a sentence or a heading: "Sở Y tế chỉ đạo …"; empty without one."""
    text = polite(text)
    if not starts_body(text) and not _MANY.match(fold(text)):
        return ()
    return listed_bodies(text)


def names_bodies(statement: Statement, heading: str) -> bool:
    """Whether a statement only names bodies: "b) Đơn vị thực hiện: X chủ trì, phối hợp với Y"."""
    return _names_bodies(statement.text, heading)


@kept(1_000)
def _names_bodies(text: str, heading: str) -> bool:
    label, colon, _ = fold(text).partition(":")
    return (
        bool(_ACTORS.fullmatch(fold(heading).strip(" :.-")))
        or (bool(colon) and bool(_ACTORS.fullmatch(label.strip())))
        or is_actor_line(text)
    )


def holds(piece: str, measure: str) -> bool:
    """Whether a clause holds the text of a measure, or lies within it."""
    clause, quote = " ".join(piece.split()), " ".join(measure.split())
    return clause in quote or quote in clause or quote[:24] in clause


@kept(1_000)
def matter(text: str) -> str:
    """A clause without the committee at its opening, whose name says nothing of the work, nor the work of another body.

    >>> matter("Ủy ban nhân dân các huyện, thành phố cắm mốc lộ giới, Sở Giao thông vận tải bàn giao mốc")
    'cắm mốc lộ giới'
    """
    found = _COMMITTEE.match(fold(text))
    return _own_work(text[found.end() :].strip(" :,") if found else text)


def _own_work(text: str) -> str:
    """A clause up to the first body that does other work; bodies that only help are no end of it."""
    for found in _OTHERS.finditer(text):
        rest = text[found.end() :]
        names = opening_body(rest)
        works = names and rest[len(names[0]) :].lstrip()[:1].islower()
        if works and not _SUPPORT.search(fold(text[: found.start()])):
            return text[: found.start()]
    return text


@kept(2_000)
def is_closing(text: str) -> bool:
    """Whether a paragraph only closes the plan: it asks to report difficulties, and no report by a day."""
    return _CLOSING.search(fold(text)) is not None and not report_days(text)


@kept(1_000)
def made_thing(text: str) -> str:
    """The first syllables of the thing that a task wants made: "thành lập tổ quản lý công trình …"; "" without one."""
    found = _MAKING.search(fold(text))
    if not found or found.start() > _MAKES_WITHIN:
        return ""
    return " ".join(re.split(r"[;:(]", text[found.end() :])[0].split()[:_MADE_SYLLABLES])

"""Tasks in running text, with their bodies, deadline and measures.

A task is an item of a tasks or organisation section. Its bodies come from its own words ("X chủ trì, phối hợp với
Y"), from the heading "Đơn vị thực hiện" beside it, or, in the part on organisation, from the heading that names
the body. The numbers that an item asks for are its measures; of a part on funding only the sums of money are.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from itertools import islice

from extract.grammar.marks import MarkKind, find_marks
from extract.grammar.measures import Context, read_measures
from extract.grammar.quantities import may_measure
from extract.grammar.rates import asked_of_each
from extract.items.dates import dates_of, told_time
from extract.items.funding import read_sums
from extract.kept import kept
from extract.language.actors import DUTY_VERBS, bodies, is_actor_line, listed_bodies, opens_body, polite
from extract.language.lexicon import fold
from extract.language.phrases import composed, phrases
from extract.model import Document, Masthead, Measure, Role, Target, Task
from extract.structure.outline import ROOT, Outline
from extract.structure.passages import Passage
from extract.traced import anchor, quote

_ROLES = (Role.TASKS, Role.ORGANISATION, Role.FUNDING, Role.REPORTING)
# Sections beside "Tổ chức thực hiện" that show it to be a section of the plan, not a line of one task.
_BESIDE = (Role.TARGETS, Role.OBJECTIVES, Role.FUNDING, Role.STATUS)
_ACTOR_HEADINGS = phrases("tasks", "actor_headings")
_CLOSING = phrases("tasks", "closing")
_TERM = composed(r"(?<!\w)<<words>>\s*$", words=phrases("tasks", "terms"))

Bodies = tuple[tuple[str, ...], tuple[str, ...]]
"""The lead bodies and the supporting bodies."""


def find_tasks(
    passages: Sequence[Passage],
    outline: Outline,
    masthead: Masthead,
    document: Document,
    over_tables: Collection[int] = (),
    targets: Collection[Target] = (),
) -> tuple[Task, ...]:
    """The tasks in the order of the text, with ids "n1", "n2", … ("nhiệm vụ").

    ``over_tables`` are the nodes right above a table, whose headings are no tasks; what is one of the ``targets`` is no
    task either.
    """
    taken = {target.anchor.start for target in targets}
    above = _actor_headings(passages, outline)
    actors = _actors(passages, outline, above)
    times = [told_time(passage, outline) for passage in passages]
    dates = dates_of(passages, times, outline)
    found: list[Task] = []
    for passage, heading, time in zip(passages, above, times, strict=True):
        if passage.role not in _ROLES or _is_actor_line(passage, heading):
            continue
        if passage.text.start in taken or time is not None:
            continue
        node = outline.nodes[passage.node]
        measures = _measures(passage, masthead, document)
        filled = node.children or node.text is not None or passage.node in over_tables
        if passage.is_heading and filled and not measures:
            continue
        if (
            passage.is_heading
            and measures
            and _repeated_below(passage, passages, outline, masthead, document)
        ):
            continue
        if (
            not passage.is_heading
            and node.children
            and passage.text.text.rstrip().endswith(":")
            and not measures
        ):
            continue
        lead, support = bodies(passage.text.text)
        near_lead, near_support = _nearest(actors, outline.ancestors(passage.node))
        place = anchor(document, passage.text)
        found.append(
            Task(
                id=f"n{len(found) + 1}",
                section=passage.section,
                path=passage.path,
                text=quote(document, passage.text),
                lead=lead or near_lead or _heading_body(passage, outline),
                support=support or near_support,
                deadline=_deadline(passage, dates, outline),
                measures=measures,
                anchor=place,
            )
        )
    return tuple(found)


def _measures(passage: Passage, masthead: Masthead, document: Document) -> tuple[Measure, ...]:
    if not may_measure(passage.text.text):
        return ()
    if passage.role is Role.FUNDING:
        return read_sums(passage, masthead, document)
    if passage.role not in (Role.TASKS, Role.ORGANISATION):
        return ()
    context = Context(
        period=passage.period,
        plan=masthead.period,
        effort=passage.effort,
        bare=False,
        each=asked_of_each(passage.stems),
    )
    return read_measures(passage.text, context, document)


def _repeated_below(
    passage: Passage, passages: Sequence[Passage], outline: Outline, masthead: Masthead, document: Document
) -> bool:
    """Whether the items below a heading repeat all its numbers; the heading is then no task of its own."""
    above = {(measure.low, measure.high) for measure in _measures(passage, masthead, document)}
    # The passages below a heading follow it without a gap, since passages are in the order of their nodes.
    start = bisect_right(passages, passage.node, key=lambda other: other.node)
    for other in islice(passages, start, None):
        if passage.node not in outline.ancestors(other.node):
            break
        above -= {(measure.low, measure.high) for measure in _measures(other, masthead, document)}
        if not above:
            break
    return not above


def _actors(
    passages: Sequence[Passage], outline: Outline, headings: Sequence[int | None]
) -> dict[int, Bodies]:
    """The bodies of lines such as "Đơn vị thực hiện: …", by the nodes they hold for.

    They hold for all items beside the line; if each item has its own line, for the items since the last one.
    ``headings`` are those above the passages that name bodies.
    """
    found: dict[int, Bodies] = {}
    for passage, heading in zip(passages, headings, strict=True):
        if passage.is_heading or not _is_actor_line(passage, heading):
            continue
        text = passage.text.text
        lead, support = bodies(text)
        head = outline.nodes[heading].head if heading is not None else None
        if head is not None and not lead and len(text) < 160:
            names, title = listed_bodies(text), fold(head.text)
            # "Đơn vị phối hợp: X" names supporting bodies, every other heading lead bodies.
            lead, support = (
                ((), names) if "phối hợp" in title and "chủ trì" not in title else (names, support)
            )
        own = passage.node if heading is None else heading
        is_item = heading is not None or outline.nodes[own].head is None
        group = outline.nodes[own].parent if is_item else own
        for node in (group, *(_before(own, outline) if is_item else ())):
            first = found.get(node, ((), ()))
            if node == group or not any(first) or not lead:
                found[node] = (first[0] or lead, first[1] or support)
    return found


def _before(node: int, outline: Outline) -> list[int]:
    """The siblings of a node that come before it."""
    parent = outline.nodes[node].parent
    return [other for other in range(max(parent, 0), node) if outline.nodes[other].parent == parent]


def _holding_plans(outline: Outline) -> set[int]:
    """The nodes right above sections on targets or money; "Tổ chức thực hiện" beside these is a section too."""
    return {node.parent for node in outline.nodes if node.head is not None and node.role in _BESIDE}


def _is_actor_line(passage: Passage, heading: int | None) -> bool:
    """Whether a line names bodies for the tasks beside it: by the heading above it, or by its own words."""
    return heading is not None or (
        passage.role in (Role.TASKS, Role.ORGANISATION) and is_actor_line(passage.text.text)
    )


def _actor_headings(passages: Sequence[Passage], outline: Outline) -> list[int | None]:
    """For each passage the heading above that names bodies for the tasks beside it; None without one."""
    naming = {
        index
        for index, node in enumerate(outline.nodes)
        if node.head is not None and _names_actors(node.head.text)
    }
    plans = _holding_plans(outline)
    return [_actor_heading(passage, outline, naming, plans) if naming else None for passage in passages]


def _actor_heading(
    passage: Passage, outline: Outline, naming: Collection[int], plans: Collection[int]
) -> int | None:
    """The heading above that names bodies; its own role may be organisation ("II. Phân công")."""
    for step in outline.ancestors(passage.node):
        if step in naming:
            parent = outline.nodes[step].parent
            if parent in plans:
                return None
            if Role.TASKS in (passage.role, outline.nodes[parent].role if parent != ROOT else None):
                return step
    return None


@kept(1_000)
def _names_actors(heading: str) -> bool:
    return _ACTOR_HEADINGS.fullmatch(fold(heading).strip(" :.-")) is not None


def _nearest(actors: Mapping[int, Bodies], chain: Sequence[int]) -> Bodies:
    return next((actors[step] for step in chain if step in actors), ((), ()))


def _heading_body(passage: Passage, outline: Outline) -> tuple[str, ...]:
    """The body that the heading names, in the part on organisation or for an item that opens with a verb of duty."""
    opens = DUTY_VERBS.match(fold(passage.text.text))
    if (passage.role is not Role.ORGANISATION and not opens) or _CLOSING.match(fold(passage.text.text)):
        return ()
    for step in outline.ancestors(passage.node):
        head = outline.nodes[step].head
        if head is not None and opens_body(polite(head.text)):
            return listed_bodies(head.text)
    return ()


def _deadline(passage: Passage, dates: Mapping[int, str], outline: Outline) -> str | None:
    """The time in the words of a task, else that of a line beside it, else the end of its period.

    "Bầu cử đại biểu Hội đồng nhân dân nhiệm kỳ 2026 - 2031" tells no time by which it is due.
    """
    for mark in find_marks(passage.text.text):
        if mark.kind in (MarkKind.DEADLINE, MarkKind.PERIOD):
            if _TERM.search(fold(passage.text.text[: mark.start])):
                continue
            return mark.date or (str(mark.year) if mark.year else None)
    told = next((dates[step] for step in outline.ancestors(passage.node) if step in dates), None)
    return told or (str(passage.period.end) if passage.period else None)

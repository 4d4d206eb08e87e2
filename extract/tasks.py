"""Tasks: what is to be done, by whom, until when, with which numbers.

A task is an item of a tasks or organisation section. Its bodies come from its own words ("X chủ trì, phối hợp với
Y"), from the heading "Đơn vị thực hiện" beside it, or, in the part on organisation, from the heading that names
the body. Numbers that an item asks for are its measures.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import islice

from extract.lexicon import alternatives, fold, words
from extract.marks import MarkKind, find_marks
from extract.measures import Context, read_measures
from extract.model import Document, Masthead, Measure, Role, Task
from extract.outline import Outline
from extract.passages import Passage
from extract.subjects import split_list
from extract.traced import anchor, quote

_ROLES = (Role.TASKS, Role.ORGANISATION, Role.FUNDING, Role.REPORTING)
_LEAD_END = re.compile(r"[;.]|$")


def find_tasks(
    passages: Sequence[Passage],
    outline: Outline,
    masthead: Masthead,
    document: Document,
    over_tables: Collection[int] = (),
) -> tuple[Task, ...]:
    """Tasks in the order of the text, ids "n1", "n2", … ("nhiệm vụ"); ``over_tables`` are nodes that a table fills."""
    actors = _actors(passages, outline)
    found: list[Task] = []
    for passage in passages:
        if passage.role not in _ROLES or _is_actor_line(passage, outline):
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
                deadline=_deadline(passage),
                measures=measures if passage.role is Role.TASKS else (),
                anchor=place,
            )
        )
    return tuple(found)


def _measures(passage: Passage, masthead: Masthead, document: Document) -> tuple[Measure, ...]:
    if passage.role is not Role.TASKS:
        return ()
    context = Context(period=passage.period, plan=masthead.period, effort=passage.effort, bare=False)
    return read_measures(passage.text, context, document)


def _repeated_below(
    passage: Passage, passages: Sequence[Passage], outline: Outline, masthead: Masthead, document: Document
) -> bool:
    """Whether every number of a heading comes back in an item below it: then it is said there."""
    above = {(measure.low, measure.high) for measure in _measures(passage, masthead, document)}
    # What stands below a heading follows it without a gap; passages are in the order of their nodes.
    start = bisect_right(passages, passage.node, key=lambda other: other.node)
    for other in islice(passages, start, None):
        if passage.node not in outline.ancestors(other.node):
            break
        above -= {(measure.low, measure.high) for measure in _measures(other, masthead, document)}
        if not above:
            break
    return not above


def bodies(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Leading and supporting bodies that a text names.

    >>> bodies("Phòng Y tế chủ trì, phối hợp với Phòng Nội vụ và Công an huyện triển khai thực hiện.")
    (('Phòng Y tế',), ('Phòng Nội vụ', 'Công an huyện'))
    """
    folded = fold(text)
    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    leads = _lead_pattern().search(folded)
    if leads:
        head = re.split(r"[;.:]\s+", text[: leads.start()])[-1]
        head = _polite().sub("", head.strip(" ,-"))
        lead = body_names(head) if _body_start().match(fold(head)) else ()
    supports = _support_pattern().search(folded, leads.end() if leads else 0)
    if supports:
        end = _LEAD_END.search(text, supports.end())
        tail = text[supports.end() : end.start() if end else len(text)]
        support = body_names(tail[: min(_verbs(tail), default=len(tail))])
    return lead, support


def _verbs(tail: str) -> Iterator[int]:
    """Where verbs in small letters stand: "Phòng Giáo dục và Đào tạo" is a name."""
    for name in ("duty_verbs", "work_verbs"):
        for found in _pattern(name).finditer(fold(tail)):
            if tail[found.start()].islower():
                yield found.start()


def body_names(text: str) -> tuple[str, ...]:
    """Names of bodies in a list; "các phòng, ban, ngành" is one item."""
    found: list[str] = []
    for piece in split_list(_polite().sub("", text.strip(" ,;:.-"))):
        name = piece.strip(" ,;:.-")
        if not name or len(name.split()) > 16:
            continue
        if (
            found
            and name[0].islower()
            and not name.startswith(("các ", "các cơ"))
            and "các" in fold(found[-1]).split()
        ):
            found[-1] = f"{found[-1]}, {name}"
        else:
            found.append(name)
    return tuple(found)


@cache
def _polite() -> re.Pattern[str]:
    return re.compile(r"^(?:đề nghị|giao|yêu cầu)\s+(?:cho\s+)?", re.IGNORECASE)


def _actors(
    passages: Sequence[Passage], outline: Outline
) -> dict[int, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Bodies under "Đơn vị thực hiện", by the node that the heading stands in: they hold for all its items."""
    found: dict[int, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    for passage in passages:
        if not _is_actor_line(passage, outline) or passage.is_heading:
            continue
        lead, support = bodies(passage.text.text)
        heading = next(step for step in outline.ancestors(passage.node) if _is_actor_heading(outline, step))
        head = outline.nodes[heading].head
        title = fold(head.text) if head is not None else ""
        if not lead and len(passage.text.text) < 160:
            names = body_names(passage.text.text)
            # "Đơn vị phối hợp: X" names who supports, every other heading who leads.
            lead, support = (
                ((), names) if "phối hợp" in title and "chủ trì" not in title else (names, support)
            )
        parent = outline.nodes[heading].parent
        before = found.get(parent, ((), ()))
        found[parent] = (before[0] or lead, before[1] or support)
    return found


def _is_actor_line(passage: Passage, outline: Outline) -> bool:
    return passage.role is Role.TASKS and any(
        _is_actor_heading(outline, step) for step in outline.ancestors(passage.node)
    )


def _is_actor_heading(outline: Outline, index: int) -> bool:
    head = outline.nodes[index].head
    return head is not None and _actor_pattern().fullmatch(fold(head.text).strip(" :.-")) is not None


def _nearest(
    actors: dict[int, tuple[tuple[str, ...], tuple[str, ...]]], chain: list[int]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return next((actors[step] for step in chain if step in actors), ((), ()))


def _heading_body(passage: Passage, outline: Outline) -> tuple[str, ...]:
    """In the part on organisation the heading names the body."""
    opens = _duty_pattern().match(fold(passage.text.text))
    if (passage.role is not Role.ORGANISATION and not opens) or _closing().match(fold(passage.text.text)):
        return ()
    for step in outline.ancestors(passage.node):
        head = outline.nodes[step].head
        if head is not None and _body_start().match(fold(_polite().sub("", head.text))):
            return body_names(head.text)
    return ()


def _deadline(passage: Passage) -> str | None:
    for mark in find_marks(passage.text.text):
        if mark.kind in (MarkKind.DEADLINE, MarkKind.PERIOD):
            return mark.date or (str(mark.year) if mark.year else None)
    return str(passage.period.end) if passage.period else None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(fold(word) for word in words('tasks', name))})(?!\w)")


def _lead_pattern() -> re.Pattern[str]:
    return _pattern("lead_words")


def _support_pattern() -> re.Pattern[str]:
    return _pattern("support_words")


def _duty_pattern() -> re.Pattern[str]:
    return _pattern("duty_verbs")


def _actor_pattern() -> re.Pattern[str]:
    return _pattern("actor_headings")


@cache
def _closing() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(fold(word) for word in words('tasks', 'closing'))})(?!\w)")


def _body_start() -> re.Pattern[str]:
    return _pattern("body_starts")

"""Targets in tables.

A table has a row for each target and a column for each year, period or place; or, if it divides targets among places,
a row for each place and a column for each target. A number of the past ("Thực hiện 2020") is never a target. A row
that repeats a target of the body (same value, unit, year and place, nearly the same words) is not counted twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from extract.grammar.measures import Context
from extract.grammar.subjects import with_direction
from extract.language.lexicon import fold
from extract.language.phrases import phrases
from extract.model import Document, Masthead, Measure, Period, Role, Target
from extract.structure.roles import role_of
from extract.tables.cells import (
    Subject,
    cell_measures,
    deadline_of,
    subject_from,
    unit_of_caption,
    without_unit,
)
from extract.tables.columns import (
    Values,
    caption_period,
    column_period,
    is_past,
    place_name,
    shared_words,
    value_columns,
)
from extract.tables.grid import Table
from extract.tables.heads import Head, Kind, has_word, is_place, is_total, opens_with
from extract.traced import Traced, anchor, concat

# "Tổng số hộ": the base of shares.
_COUNT_OF_ALL = re.compile(r"tổng số(?:\s+\w+){1,3}$")
_WORDS = re.compile(r"[^\W\d_]{3,}")
_SUB_ROW = re.compile(r"\s*(?:[-–+•*]|[a-zđ]\))\s*\S")
_DOTTED = re.compile(r"(.+?)\.\w{1,2}\.?")
_PART = phrases("tables", "part", "starts")
_PART_HEAD = re.compile(r"[^:]{0,20}:\s*(?=\S)")
_MONEY = phrases("tables", "money", "within")
_TARGET = phrases("tables", "target", "within")
_GROUP_LABEL = re.compile(r"[IVXLC]+\.?|[A-ZĐ]\.?")


@dataclass(slots=True, kw_only=True)
class _Found:
    """A target being gathered from its rows."""

    row: int
    pieces: list[Traced] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """The row that sub-rows belong to; ``target`` is None if it has no values of its own."""

    label: str = ""
    words: str = ""
    target: _Found | None = None


def _is_of_targets(table: Table, head: Head) -> bool:
    """Whether head or caption name targets, and neither money nor results."""
    of_money = any(has_word(text, _MONEY) for text in table.caption)
    if of_money and head.first(Kind.UNIT) is None:
        return False
    if any(text.isupper() and role_of(text, Role.OTHER, "") is Role.STATUS for text in table.caption):
        return False
    names = [*(column.title for column in head.columns), *(table.caption if not of_money else ())]
    return any(has_word(name, _TARGET) for name in names)


def table_targets(
    tables: Iterable[tuple[Table, Head]], known: Sequence[Target], masthead: Masthead, document: Document
) -> Iterator[Target]:
    """The targets of tables that are not among ``known``, with blank ids, in the order of the tables."""
    seen = [measure for target in known for measure in target.measures]
    for order, (table, head) in enumerate(tables, start=1):
        new: list[Measure] = []
        for item in _read(table, head, masthead, document):
            measures = tuple(measure for measure in item.measures if not _is_known(measure, seen))
            if item.measures and not measures:
                continue
            new += measures
            place = anchor(document, concat(sorted(item.pieces, key=lambda piece: piece.start)))
            yield Target(
                id="",
                section=None,
                path=(f"Bảng {order}", f"dòng {item.row - head.last}"),
                text=document.text[place.start : place.end],
                period=_covering(measures, masthead.period),
                measures=tuple(with_direction(measures)),
                anchor=place,
            )
        seen += new


def holds_targets(table: Table, head: Head, masthead: Masthead, document: Document) -> bool:
    """Whether a table holds any target, also one that repeats a target of the body."""
    return bool(_read(table, head, masthead, document))


def _read(table: Table, head: Head, masthead: Masthead, document: Document) -> list[_Found]:
    if not _is_of_targets(table, head):
        return []
    return _by_rows(table, head, masthead, document) or _by_places(table, head, masthead, document)


def _by_rows(table: Table, head: Head, masthead: Masthead, document: Document) -> list[_Found]:
    """A target for each row; "Trong đó: …" and the sub-rows of a target with values belong to it."""
    about, unit_column = head.first(Kind.SUBJECT), head.first(Kind.UNIT)
    values = value_columns(table, head, masthead.period)
    if about is None or not values:
        return []
    number, time, general = head.first(Kind.NUMBER), head.first(Kind.TIME), unit_of_caption(table.caption)
    found: list[_Found] = []
    parent = _Row()
    unit = None
    for row in head.body(table):
        text = table.cell(row, about)
        if text is None or _is_group(table, row, about, values):
            parent, unit = _Row(), None
            continue
        label = table.text(row, number) if number is not None else ""
        is_sub = _is_sub(text, label, parent)
        subject = subject_from(_after_part_word(text))
        cells = [(column, cell) for column in values if (cell := table.cell(row, column.column)) is not None]
        if not any(re.search(r"\d", cell.text) or _WORDS.search(cell.text) for _, cell in cells):
            if not is_sub:
                heads = _GROUP_LABEL.fullmatch(label) is not None or text.text.isupper()
                parent = _Row() if heads else _Row(label=label, words=subject.words)
            continue
        # No target: a row of money to be spent belongs to the funding.
        if role_of(text.text, Role.OTHER, "") is Role.FUNDING:
            continue
        due = table.text(row, time) if time is not None else ""
        own = table.cell(row, unit_column) if unit_column is not None else None
        unit = own.text.strip() if own else subject.unit or (unit if unit_column is not None else None)
        within = parent.target if is_sub else None
        if within is not None:
            subject = Subject(text=text, words=f"{subject.words} ({parent.words})", unit=subject.unit)
        elif is_sub:
            subject = subject_from(text, parent.words)
        measures = [
            measure
            for column, cell in cells
            for measure in cell_measures(
                cell,
                subject,
                unit or column.unit or general,
                Context(period=column.period, plan=masthead.period, effort=column.effort),
                document,
                place=column.place,
                part=within is not None,
            )
        ]
        if due and not any(column.dated for column, _ in cells):
            measures = [replace(measure, deadline=deadline_of(due, masthead.period)) for measure in measures]
        target = within or _Found(row=row)
        target.pieces += [text, *(cell for _, cell in cells)]
        target.measures += measures
        if within is None:
            found.append(target)
        if not is_sub:
            parent = _Row(label=label, words=subject.words, target=target)
    return found


def _is_sub(text: Traced, label: str, parent: _Row) -> bool:
    """Whether a row belongs to the one above: "Trong đó: …", "- Nữ", "1.1" below "1"."""
    if not parent.words:
        return False
    dotted = _DOTTED.fullmatch(label)
    return (
        opens_with(text.text, _PART)
        or (not label and _SUB_ROW.match(text.text) is not None)
        or (dotted is not None and dotted[1] == parent.label.rstrip("."))
    )


def _after_part_word(text: Traced) -> Traced:
    """The text without "Trong đó: " at its head."""
    if not opens_with(text.text, _PART):
        return text
    head = _PART_HEAD.match(text.text)
    if head:
        return text[head.end() :]
    word = _PART.match(fold(text.text))
    return text[word.end() :] if word and word.end() < len(text) else text


def _is_group(table: Table, row: int, about: int, values: Sequence[Values]) -> bool:
    """Whether a row only heads a group: its name covers the columns of values."""
    return about + table.span(row, about) > min(column.column for column in values)


def _by_places(table: Table, head: Head, masthead: Masthead, document: Document) -> list[_Found]:
    """A target for each place and column; the row of all places is the target of the plan itself."""
    where = head.first(Kind.PLACE)
    if where is None or head.first(Kind.SUBJECT) is not None:
        return []
    plan = masthead.period
    general = caption_period(table, plan)
    found: list[_Found] = []
    for row in head.body(table):
        name = table.cell(row, where)
        if name is None:
            # "Toàn huyện" may stand over the columns of number and name.
            name = next((cell for column in range(where) if (cell := table.cell(row, column))), None)
        if name is None:
            continue
        item = _Found(row=row, pieces=[name])
        for column in head.all(Kind.OTHER):
            cell = table.cell(row, column.index)
            if cell is None or not column.names or is_past(column.names):
                continue
            about, unit = without_unit(shared_words(column, table.caption))
            if unit is None and _COUNT_OF_ALL.match(fold(about)):
                continue
            subject = Subject(text=name, words=about, unit=unit)
            period = column_period(column.names, plan) or general or plan
            item.pieces.append(cell)
            item.measures += cell_measures(
                cell,
                subject,
                unit or unit_of_caption(table.caption),
                Context(period=period, plan=plan),
                document,
                place=None if is_total(name.text) else place_name(name.text),
            )
        if item.measures:
            found.append(item)
    return found


def _is_known(measure: Measure, seen: Sequence[Measure]) -> bool:
    telling = _telling(measure.subject)
    for other in seen:
        same = (measure.low, measure.high, measure.unit, measure.deadline) == (
            other.low,
            other.high,
            other.unit,
            other.deadline,
        )
        if same and telling and not _elsewhere(measure, other):
            words_ = _telling(other.subject)
            if len(telling & words_) >= 0.5 * min(len(telling), len(words_)):
                return True
    return False


def _elsewhere(measure: Measure, other: Measure) -> bool:
    """Whether two measures are for different places."""
    places = [{name for name in found.scope if is_place(name)} for found in (measure, other)]
    return places[0] != places[1]


@cache
def _telling(subject: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_]{2,}", fold(subject)))


def _covering(measures: Sequence[Measure], plan: Period | None) -> Period | None:
    years = [int(measure.deadline[:4]) for measure in measures if measure.deadline]
    if not years:
        return plan
    start = plan.start if plan and plan.start <= min(years) else min(years)
    return Period(start=start, end=max(years))

"""Targets in tables.

A table has a row for each target and a column for each year, period or place; or, if it divides targets among places,
a row for each place and a column for each target; or a row for each year and a column for each target. A number of the
past ("Thực hiện 2020") is never a target. A row that repeats a target of the body (same value, unit, year and place,
nearly the same words) is not counted twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extract.grammar.deadlines import deadline_of, period_of
from extract.grammar.marks import blanked, find_marks
from extract.grammar.measures import Context
from extract.kept import kept
from extract.language.lexicon import fold
from extract.language.numerals import LOST
from extract.language.phrases import phrases
from extract.model import Document, Masthead, Measure, Period, Role, Target
from extract.structure.roles import of_title
from extract.tables.cells import (
    Subject,
    cell_measures,
    subject_from,
    unit_of_caption,
    whole_unit,
    without_unit,
)
from extract.tables.columns import (
    Values,
    caption_of,
    caption_period,
    column_period,
    has_years,
    is_of_regions,
    is_past,
    place_name,
    region_name,
    shared_words,
    told_first,
    value_columns,
)
from extract.tables.directions import of_one_direction, past_columns, past_value
from extract.tables.grid import Table
from extract.tables.heads import Head, Kind, has_word, is_place, is_total, opens_with
from extract.traced import Traced, anchor, concat

# "Tổng số hộ": the base of shares.
_COUNT_OF_ALL = re.compile(r"tổng số(?:\s+\w+){1,3}$")
_WORDS = re.compile(r"[^\W\d_]{3,}")
_SUB_ROW = re.compile(r"\s*(?:[-–+•*]|[a-zđ]\))\s*\S")
_DOTTED = re.compile(r"(.+?)\.\w{1,2}\.?")
_PART = phrases("tables", "part", "starts")
_YEAR_OF = re.compile(r"(?<!\d)20\d\d(?!\d)")
_PART_HEAD = re.compile(r"[^:]{0,20}:\s*(?=\S)")
_MONEY = phrases("tables", "money", "within")
_TARGET = phrases("tables", "target", "within")
_DITTO = phrases("tables", "ditto", "names")
_SYLLABLES = re.compile(r"[^\W\d_]{2,}")
_ALIKE, _ALIKE_IN_ORDER = 0.5, (0.4, 0.6)
"""The least share of syllables, and of pairs of them behind an equal head or another, of a target and its row."""
_GROUP_LABEL = re.compile(r"[IVXLC]+\.?|[A-ZĐ]\.?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """A cell with a figure that gave no measure, with the names of its row and of its column."""

    name: str
    column: str
    cell: Traced


@dataclass(slots=True, kw_only=True)
class Found:
    """A target being gathered from its rows; ``missed`` are cells with figures that were not understood."""

    row: int
    pieces: list[Traced] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    missed: list[Missed] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """The row that sub-rows belong to; ``target`` is None if it has no values of its own."""

    label: str = ""
    words: str = ""
    target: Found | None = None


def _is_of_targets(table: Table, head: Head) -> bool:
    """Whether head or caption name targets, and neither money nor results."""
    of_money = any(has_word(text, _MONEY) for text in table.caption)
    if of_money and head.first(Kind.UNIT) is None:
        return False
    if any(text.isupper() and of_title(text) is Role.STATUS for text in table.caption):
        return False
    names = [*(column.title for column in head.columns), *(table.caption if not of_money else ())]
    return (
        table.role is Role.TARGETS
        or any(has_word(name, _TARGET) for name in names)
        or (table.role is Role.OTHER and not of_money and has_years(table, head))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTable:
    """A table with its head and what its rows ask for; ``found`` is empty for a table of something else."""

    table: Table
    head: Head
    found: tuple[Found, ...]

    @property
    def of_targets(self) -> bool:
        """Whether head, caption or section speak of targets, and not of money or of results."""
        return _is_of_targets(self.table, self.head)


def read_tables(
    tables: Iterable[tuple[Table, Head]], masthead: Masthead, document: Document
) -> tuple[ReadTable, ...]:
    """The tables with what their rows ask for."""
    return tuple(
        ReadTable(table=table, head=head, found=tuple(_read(table, head, masthead, document)))
        for table, head in tables
    )


def table_targets(
    tables: Iterable[ReadTable], known: Sequence[Target], masthead: Masthead, document: Document
) -> Iterator[Target]:
    """The targets of tables that are not among ``known``, with blank ids, in the order of the tables."""
    seen = [measure for target in known for measure in target.measures]
    for order, read in enumerate(tables, start=1):
        new: list[Measure] = []
        for item in read.found:
            measures = tuple(measure for measure in item.measures if not _is_known(measure, seen))
            if item.measures and not measures:
                continue
            new += measures
            place = anchor(document, concat(sorted(item.pieces, key=lambda piece: piece.start)))
            yield Target(
                id="",
                section=None,
                path=(f"Bảng {order}", f"dòng {item.row - read.head.last}"),
                text=document.text[place.start : place.end],
                period=_covering(measures, masthead.period),
                measures=measures,
                anchor=place,
            )
        seen += new


def _read(table: Table, head: Head, masthead: Masthead, document: Document) -> list[Found]:
    if not _is_of_targets(table, head):
        return []
    return (
        _by_rows(table, head, masthead, document)
        or _by_places(table, head, masthead, document)
        or _by_years(table, head, masthead, document)
    )


def _by_rows(table: Table, head: Head, masthead: Masthead, document: Document) -> list[Found]:
    """A target for each row; "Trong đó: …" and the sub-rows of a target with values belong to it."""
    about, unit_column = head.first(Kind.SUBJECT), head.first(Kind.UNIT)
    values = value_columns(table, head, masthead.period)
    if about is None or not values:
        return []
    number, time, general = head.first(Kind.NUMBER), head.first(Kind.TIME), unit_of_caption(table.caption)
    past = past_columns(head, masthead.period)
    found: list[Found] = []
    parent = _Row()
    unit = None
    span: Period | None = None
    for row in head.body(table):
        text = table.cell(row, about)
        if text is None or _is_group(table, row, about, values):
            parent, unit, span = _Row(), None, _period_of_group(text, masthead.period)
            continue
        label = table.text(row, number) if number is not None else ""
        is_sub = _is_sub(text, label, parent)
        subject = subject_from(_after_part_word(text))
        cells = [(column, cell) for column in values if (cell := table.cell(row, column.column)) is not None]
        if not any(re.search(r"\d", cell.text) or _WORDS.search(cell.text) for _, cell in cells):
            if not is_sub:
                heads = _GROUP_LABEL.fullmatch(label) is not None or text.text.isupper()
                span = _period_of_group(text, masthead.period) if heads or not subject.words else span
                parent = _Row() if heads else _Row(label=label, words=subject.words)
            continue
        due = table.text(row, time) if time is not None else ""
        unit = _unit_of_row(table, row, unit_column, subject, unit)
        # No target: a row of money to be spent belongs to the funding; a share of it is asked for.
        if of_title(text.text) is Role.FUNDING and not (unit or "").startswith("%"):
            continue
        within = parent.target if is_sub else None
        if within is not None:
            subject = replace(
                subject,
                text=text,
                words=f"{subject.words} ({parent.words})",
                name=f"{subject.name} ({parent.words})",
            )
        elif is_sub:
            subject = subject_from(text, parent.words)
        measures, missed = _row_measures(
            cells, subject, (unit, general), span, masthead.period, document, part=within is not None
        )
        measures = of_one_direction(measures, subject.words, past_value(table, row, past))
        if due and not any(column.dated for column, _ in cells):
            measures = [replace(measure, deadline=deadline_of(due, masthead.period)) for measure in measures]
        target = within or Found(row=row)
        target.pieces += [text, *(cell for _, cell in cells)]
        target.measures += measures
        target.missed += missed
        if within is None:
            found.append(target)
        if not is_sub:
            parent = _Row(label=label, words=subject.words, target=target)
    return found


def _unit_of_row(
    table: Table, row: int, column: int | None, subject: Subject, above: str | None
) -> str | None:
    """The unit of a row: that of its column, else of its name, else of the row ``above``."""
    own = table.text(row, column).strip() if column is not None else ""
    if own and fold(own) not in _DITTO:
        return whole_unit(own)
    return subject.unit or (above if column is not None else None)


def _row_measures(
    cells: Sequence[tuple[Values, Traced]],
    subject: Subject,
    units: tuple[str | None, str | None],
    span: Period | None,
    plan: Period | None,
    document: Document,
    *,
    part: bool,
) -> tuple[list[Measure], list[Missed]]:
    """The measures of all cells of a row, and the cells with figures that gave none.

    ``units`` are those of the row and of the whole table, the unit of a column between them; ``span`` is the period of
    the row's group, for columns without a year.
    """
    measures: list[Measure] = []
    missed: list[Missed] = []
    for column, cell in cells:
        new = list(
            cell_measures(
                cell,
                subject,
                units[0] or column.unit or units[1],
                Context(
                    period=column.period if column.dated else span or column.period,
                    plan=plan,
                    effort=column.effort,
                ),
                document,
                column=column.caption,
                place=column.place,
                part=part,
            )
        )
        measures += new
        if not new and re.search(rf"[\d{LOST}]", blanked(fold(cell.text), find_marks(cell.text))):
            missed.append(Missed(name=subject.name, column=column.caption, cell=cell))
    if subject.due and len(measures) == 1 and _is_earlier(subject.due, measures[0], plan):
        measures = [replace(measures[0], deadline=subject.due)]
    return measures, missed


def _period_of_group(text: Traced | None, plan: Period | None) -> Period | None:
    """ "II. Đến năm 2030" above some rows: their years, where no column tells others."""
    return period_of(text.text, start=plan.start if plan else None) if text is not None else None


def _is_earlier(due: str, measure: Measure, plan: Period | None) -> bool:
    """Whether the year in the name of a row lies in the plan, and not behind that of its column."""
    return (plan is None or int(due[:4]) >= plan.start) and (
        measure.deadline is None or due[:4] <= measure.deadline[:4]
    )


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
    return any(about < column.column < about + table.span(row, about) for column in values)


def _by_places(table: Table, head: Head, masthead: Masthead, document: Document) -> list[Found]:
    """A target for each place and column; the row of all places is the target of the plan itself."""
    where = head.first(Kind.PLACE)
    if where is None or head.first(Kind.SUBJECT) is not None:
        return []
    plan = masthead.period
    general = caption_period(table, plan)
    of_regions = is_of_regions(head)
    found: list[Found] = []
    for row in head.body(table):
        name = table.cell(row, where)
        if name is None:
            # "Toàn huyện" may stand over the columns of number and name.
            name = next((cell for column in range(where) if (cell := table.cell(row, column))), None)
        if name is None:
            continue
        item = Found(row=row, pieces=[name])
        for column in head.all(Kind.OTHER):
            cell = table.cell(row, column.index)
            if cell is None or not column.names or is_past(column.names):
                continue
            about, unit = without_unit(shared_words(column, table.caption))
            if unit is None and _COUNT_OF_ALL.match(fold(about)):
                continue
            subject = Subject(text=name, words=about, unit=unit, name=about)
            period = column_period(column.names, plan) or general or plan
            everywhere = is_total(name.text)
            year = _YEAR_OF.search(column.title)
            place = region_name(name.text) if of_regions else place_name(name.text)
            item.pieces.append(cell)
            item.measures += cell_measures(
                cell,
                subject,
                unit or unit_of_caption(table.caption),
                Context(period=period, plan=plan),
                document,
                column=", ".join(filter(None, [year and f"năm {year[0]}", place])),
                place=None if everywhere else place,
            )
        if item.measures:
            found.append(item)
    return found


def _by_years(table: Table, head: Head, masthead: Masthead, document: Document) -> list[Found]:
    """A target for each row, which is a year, with a measure for each column; a row of sums is left out."""
    when = head.first(Kind.YEAR)
    if when is None:
        return []
    plan, found = masthead.period, []
    for row in head.body(table):
        name = table.cell(row, when)
        period = column_period([name.text], plan) if name is not None else None
        if name is None or period is None or (plan is not None and period.end < plan.start):
            continue
        item = Found(row=row, pieces=[name])
        for column in head.all(Kind.OTHER):
            cell = table.cell(row, column.index)
            if cell is None or not column.names or is_past(column.names):
                continue
            about, unit = without_unit(told_first(column))
            item.pieces.append(cell)
            item.measures += cell_measures(
                cell,
                Subject(text=name, words=about, unit=unit, name=about),
                unit or unit_of_caption(table.caption),
                Context(period=period, plan=plan),
                document,
                column=caption_of([name.text]),
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
        if (
            same
            and not _elsewhere(measure, other)
            and _overlap(telling, _telling(other.subject)) >= _ALIKE
            and _are_alike_in_order(measure.subject, other.subject)
        ):
            return True
    return False


def _are_alike_in_order(first: str, second: str) -> bool:
    """Whether two subjects share enough of what follows each other; less is asked where they begin alike."""
    heads = [_SYLLABLES.findall(fold(subject))[:2] for subject in (first, second)]
    return _overlap(_pairs(first), _pairs(second)) >= _ALIKE_IN_ORDER[heads[0] != heads[1]]


def _overlap(mine: frozenset[str], theirs: frozenset[str]) -> float:
    """The share of the smaller set that the other has; 0 with an empty one."""
    return len(mine & theirs) / min(len(mine), len(theirs)) if mine and theirs else 0.0


def _elsewhere(measure: Measure, other: Measure) -> bool:
    """Whether two measures are for different places."""
    places = [{name for name in found.scope if is_place(name)} for found in (measure, other)]
    return places[0] != places[1]


@kept(2_000)
def _telling(subject: str) -> frozenset[str]:
    return frozenset(_SYLLABLES.findall(fold(subject)))


@kept(2_000)
def _pairs(subject: str) -> frozenset[str]:
    """Syllables that follow each other; those of the programme's own words are everywhere, and mixed up."""
    syllables = _SYLLABLES.findall(fold(subject))
    return frozenset(map(" ".join, pairwise(syllables))) or frozenset(syllables)


def _covering(measures: Sequence[Measure], plan: Period | None) -> Period | None:
    years = [int(measure.deadline[:4]) for measure in measures if measure.deadline]
    if not years:
        return plan
    start = plan.start if plan and plan.start <= min(years) else min(years)
    return Period(start=start, end=max(years))

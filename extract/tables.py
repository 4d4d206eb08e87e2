"""Tables of targets: a column of subjects, perhaps one of units, and a column for each year or period.

A row gives one target with a measure for each column that has a year of the plan in its head. A row that repeats a
target of the body (same value, unit and year, nearly the same words) is the same target in a second place and is
not counted twice. Numbers of the past ("Thực hiện 2020") are never targets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extract.lexicon import fold, words
from extract.marks import period_of
from extract.measures import Context, read_measures
from extract.model import Document, Masthead, Measure, Period, Role, Target
from extract.outline import Outline
from extract.roles import role_of
from extract.traced import Paragraph, Traced, anchor, concat, join


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The cells of one table by (row, column); ``first`` is the reader's block it begins with."""

    cells: dict[tuple[int, int], Traced]
    rows: int
    columns: int
    first: int

    def cell(self, row: int, column: int) -> Traced | None:
        """The text at a place, None where the table has none."""
        return self.cells.get((row, column))


def split_tables(paragraphs: Sequence[Paragraph]) -> tuple[list[Paragraph], list[Table]]:
    """Running text and tables apart; a table of one column is only a frame around running text."""
    grouped: dict[int, list[Paragraph]] = {}
    for paragraph in paragraphs:
        if paragraph.table is not None:
            grouped.setdefault(paragraph.table[0], []).append(paragraph)
    tables = {
        number: group for number, group in grouped.items() if len({p.table[2] for p in group if p.table}) > 1
    }
    flow = [p for p in paragraphs if p.table is None or p.table[0] not in tables]
    return flow, [_table(group) for group in tables.values()]


def in_status(block: int, outline: Outline) -> bool:
    """Whether a table that begins at a reader's block stands in a part that reports on the past."""
    before = [node for node in outline.nodes if node.paragraph.index < block]
    return bool(before) and before[-1].role is Role.STATUS


def _table(group: Sequence[Paragraph]) -> Table:
    cells: dict[tuple[int, int], Traced] = {}
    for paragraph in group:
        if paragraph.table is not None:
            place = paragraph.table[1:]
            cells[place] = join(cells[place], paragraph.text) if place in cells else paragraph.text
    return Table(
        cells=cells,
        rows=max(row for row, _ in cells) + 1,
        columns=max(column for _, column in cells) + 1,
        first=group[0].index,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    """What the head of a table of targets says: where subjects, units and values stand, and what years they are for."""

    head: int
    subject: int
    unit: int | None
    values: tuple[tuple[int, Period], ...]


def table_targets(
    tables: Iterable[Table], known: Sequence[Target], masthead: Masthead, document: Document
) -> Iterator[Target]:
    """Targets that only tables have; ids go on from those of ``known``."""
    seen = [(measure, _telling(measure.subject)) for target in known for measure in target.measures]
    number = len(known)
    for order, table in enumerate(tables, start=1):
        columns = _columns(table, masthead.period)
        if columns is None:
            continue
        for row in range(columns.head + 1, table.rows):
            measures = [
                m for m in _row_measures(table, row, columns, masthead, document) if not _is_known(m, seen)
            ]
            subject = table.cell(row, columns.subject)
            # A row of money to be spent belongs to the funding, not to the targets.
            if not measures or subject is None or role_of(subject.text, Role.OTHER, "") is Role.FUNDING:
                continue
            number += 1
            place = anchor(document, concat([subject, *_row_cells(table, row, columns)]))
            yield Target(
                id=f"t{number}",
                section=None,
                path=(f"Bảng {order}", f"dòng {row - columns.head}"),
                text=document.text[place.start : place.end],
                period=_covering(measures, masthead.period),
                measures=tuple(measures),
                anchor=place,
            )


def _columns(table: Table, plan: Period | None) -> _Columns | None:
    """The head is the first of three rows that names a column of subjects; values need a year in their head."""
    for row in range(min(3, table.rows)):
        names = {column: _head(table, row, column) for column in range(table.columns)}
        subject = next((column for column, name in names.items() if _is(name, "subject")), None)
        if subject is None or not any(
            word in name for name in names.values() for word in words("tables", "target_words")
        ):
            continue
        unit = next((column for column, name in names.items() if _is(name, "unit")), None)
        head = row + 1 if row + 1 < table.rows and _has_years(table, row + 1) else row
        values = []
        for column in range(table.columns):
            title = " ".join(
                dict.fromkeys(filter(None, (_head(table, above, column) for above in range(row, head + 1))))
            )
            period = period_of(title, start=plan.start if plan else None) or _bare_year(title)
            past = period is not None and plan is not None and period.end < plan.start
            if (
                column not in (subject, unit)
                and period is not None
                and not past
                and not _is_past_column(title)
            ):
                values.append((column, period))
        if values:
            return _Columns(head=head, subject=subject, unit=unit, values=tuple(values))
    return None


def _head(table: Table, row: int, column: int) -> str:
    cell = table.cell(row, column)
    return fold(cell.text).strip(" .:") if cell else ""


def _is(name: str, kind: str) -> bool:
    return re.sub(r"\s*\(.*\)", "", name) in {fold(word) for word in words("tables", kind)}


def _is_past_column(title: str) -> bool:
    return any(
        re.search(rf"(?<!\w){re.escape(fold(word))}(?!\w)", title) for word in words("tables", "not_values")
    )


def _has_years(table: Table, row: int) -> bool:
    heads = [_head(table, row, column) for column in range(table.columns)]
    return sum(1 for head in heads if re.search(r"20\d\d", head) and len(head) < 40) >= 1 and not any(
        len(head) > 60 for head in heads
    )


def _bare_year(title: str) -> Period | None:
    found = re.fullmatch(r"(?:\D*\s)?(20\d\d)(?:\s.*)?", title)
    return Period(start=int(found[1]), end=int(found[1])) if found else None


def _row_cells(table: Table, row: int, columns: _Columns) -> list[Traced]:
    cells = (table.cell(row, column) for column, _ in columns.values)
    return [cell for cell in cells if cell is not None]


def _row_measures(
    table: Table, row: int, columns: _Columns, masthead: Masthead, document: Document
) -> Iterator[Measure]:
    """The row read as the sentence it stands for: subject, value, unit."""
    subject = table.cell(row, columns.subject)
    unit = table.cell(row, columns.unit) if columns.unit is not None else None
    if subject is None or not subject.text.strip():
        return
    for column, period in columns.values:
        cell = table.cell(row, column)
        if cell is None or not re.search(r"\d", cell.text):
            continue
        sentence = join(subject, cell, " ")
        if unit is not None and not re.search(r"[%‰]|[^\W\d_]", re.sub(r"[≥≤<>]", "", cell.text)):
            sentence = _with_unit(sentence, unit)
        elif unit is None and "%" in subject.text and "%" not in cell.text:
            sentence = _with_unit(sentence, Traced("%", (cell.end - 1,)))
        context = Context(
            period=Period(start=min(period.start, period.end), end=period.end), plan=masthead.period
        )
        for measure in read_measures(sentence, context, document):
            if (
                measure.low is not None
                and sentence.text.find(cell.text) >= 0
                and measure.anchor.end >= cell.start
            ):
                yield measure


def _with_unit(sentence: Traced, unit: Traced) -> Traced:
    """The unit's letters point at the value, whose column they belong to."""
    return concat([sentence, Traced(f" {unit.text}", (sentence.end - 1,) * (len(unit.text) + 1))])


def _is_known(measure: Measure, seen: Sequence[tuple[Measure, frozenset[str]]]) -> bool:
    telling = _telling(measure.subject)
    for other, words_ in seen:
        same = (measure.low, measure.high, measure.unit, measure.deadline) == (
            other.low,
            other.high,
            other.unit,
            other.deadline,
        )
        if same and telling and len(telling & words_) >= 0.5 * min(len(telling), len(words_)):
            return True
    return False


@cache
def _telling(subject: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_]{2,}", fold(subject)))


def _covering(measures: Sequence[Measure], plan: Period | None) -> Period | None:
    years = [int(measure.deadline[:4]) for measure in measures if measure.deadline]
    if not years:
        return plan
    start = plan.start if plan and plan.start <= min(years) else min(years)
    return Period(start=start, end=max(years))

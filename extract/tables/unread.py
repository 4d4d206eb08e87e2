"""Tables and cells that were seen and not understood: told, never dropped in silence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extract.language.phrases import phrases
from extract.model import Document, Role, Unread
from extract.tables.columns import is_past
from extract.tables.grid import Table
from extract.tables.heads import Kind, has_word
from extract.tables.targets import ReadTable
from extract.tables.tasks import is_of_tasks
from extract.traced import anchor, concat

_FIGURE = re.compile(r"[\s.,%‰≥≤<>+\-–/()]*\d[\s\d.,%‰≥≤<>+\-–/()]*")
_LEAST_FIGURES = 2
_TARGET = phrases("tables", "target", "within")
_MONEY = phrases("tables", "money", "within")


def unread_tables(
    tables: Iterable[ReadTable], headless: Iterable[Table], document: Document
) -> Iterator[Unread]:
    """Tables in the place of targets whose figures gave no target, and cells of read tables that gave no measure."""
    for read in tables:
        for item in read.found:
            for missed in item.missed:
                yield Unread(
                    reason="Ô của bảng chỉ tiêu chưa hiểu được",
                    text=f"{missed.name}, {missed.column}: {missed.cell.text}",
                    anchor=anchor(document, missed.cell),
                )
        others = [column for column in read.head.all(Kind.OTHER) if column.names]
        is_report = bool(others) and all(is_past(column.names) for column in others)
        if read.of_targets and not read.found and not is_of_tasks(read.head) and not is_report:
            yield from _told(read.table, document)
    for table in headless:
        if _asks(table):
            yield from _told(table, document)


def _asks(table: Table) -> bool:
    """Whether section or caption of a table speak of targets, and not of money."""
    if any(has_word(text, _MONEY) for text in table.caption):
        return False
    return table.role is Role.TARGETS or any(has_word(text, _TARGET) for text in table.caption[-1:])


def _told(table: Table, document: Document) -> Iterator[Unread]:
    cells = [line for lines in table.cells.values() for line in lines]
    # The first column may hold the numbers of the rows.
    values = [line for (_, column), lines in table.cells.items() if column for line in lines]
    if sum(_FIGURE.fullmatch(value.text) is not None for value in values) >= _LEAST_FIGURES:
        whole = concat(sorted(cells, key=lambda cell: cell.start))
        first = [line.text for (row, _), lines in sorted(table.cells.items()) if row < 2 for line in lines]
        yield Unread(reason="Bảng chưa hiểu được", text=" | ".join(first), anchor=anchor(document, whole))

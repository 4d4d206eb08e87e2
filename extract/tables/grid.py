"""Tables of a document: cells with the rows and columns they cover, captions, tables that only frame a text.

``extract.tables.heads`` reads the meaning of the columns, ``extract.tables.targets`` and ``extract.tables.tasks`` the
rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from extract.language.lexicon import fold
from extract.language.phrases import composed, phrases
from extract.model import Document, Role, Unread
from extract.structure.outline import Outline
from extract.traced import Paragraph, Traced, join

# A cell with at least so many paragraphs, and more text than all that is outside tables, is a page and no cell.
_PAGE_IN_A_CELL = 8
_CAPTIONS = 4
_LONGEST_CAPTION = 250
# "(1) …", "(*) …" below "Ghi chú:"
_NOTE_MARK = re.compile(r"\s*(?:\((?:\d{1,2}|\*+)\)|\*+\s)")
# "Ghi chú: …", "(*) …"
_NOTE = composed(r"[ (*]*(?:<<words>>|\))", words=phrases("tables", "note", "starts"))
_HAS_LABEL = re.compile(r"\s*(?:[-+•]|\(?[\divxa-zđ]{1,4}(?:\.\d+)*[.)])\s", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Table:
    """Cells by (row, column), each with its paragraphs; ``spans`` gives the (columns, rows) of a merged cell.

    ``first`` is the index of the first block; ``caption`` the short paragraphs right above the table, the nearest last;
    ``role`` the role of the section around it.
    """

    cells: dict[tuple[int, int], tuple[Traced, ...]]
    spans: dict[tuple[int, int], tuple[int, int]]
    rows: int
    columns: int
    first: int
    caption: tuple[str, ...] = ()
    role: Role = Role.OTHER

    def lines(self, row: int, column: int) -> tuple[Traced, ...]:
        """The paragraphs of a cell; none for a blank cell."""
        return self.cells.get((row, column), ())

    def cell(self, row: int, column: int) -> Traced | None:
        """The text of the cell that begins at a place; None without text."""
        lines = self.lines(row, column)
        if not lines:
            return None
        text = lines[0]
        for line in lines[1:]:
            text = join(text, line)
        return text

    def span(self, row: int, column: int) -> int:
        """The number of columns that the cell at a place covers."""
        return self.spans.get((row, column), (1, 1))[0]

    def text(self, row: int, column: int) -> str:
        """The words at a place, also those of a cell that covers it from the left."""
        covering = self._covering.get((row, column))
        place = covering if covering and covering[0] == row else (row, column)
        return " ".join(line.text.strip() for line in self.lines(*place))

    def is_covered(self, row: int, column: int) -> bool:
        """Whether a cell of a higher row covers a place."""
        return self._covering.get((row, column), (row, column))[0] < row

    def row(self, row: int) -> tuple[str, ...]:
        """The folded words of all cells of a row."""
        return tuple(fold(self.text(row, column)) for column in range(self.columns))

    @cached_property
    def _covering(self) -> dict[tuple[int, int], tuple[int, int]]:
        return {
            (row + down, column + over): (row, column)
            for (row, column), (columns, rows) in self.spans.items()
            for over in range(columns)
            for down in range(min(rows, self.rows - row))
            if over or down
        }


def unframed(paragraphs: Sequence[Paragraph], document: Document) -> tuple[Paragraph, ...]:
    """All paragraphs; those of tables that only frame running text are taken out of their cells.

    A table of one column is a frame; so is a table with a cell that holds a whole page: many paragraphs, and more text
    than all that is outside tables.
    """
    sizes: dict[tuple[int, int, int], list[int]] = {}
    columns: dict[int, set[int]] = {}
    for paragraph in paragraphs:
        if paragraph.table is not None:
            sizes.setdefault(paragraph.table, []).append(len(paragraph.text))
            cell = document.blocks[paragraph.index].cell
            columns.setdefault(paragraph.table[0], set()).update(
                range(paragraph.table[2], paragraph.table[2] + (cell.span if cell else 1))
            )
    outside = sum(len(paragraph.text) for paragraph in paragraphs if paragraph.table is None)
    frames = {number for number, found in columns.items() if len(found) == 1}
    frames |= {
        place[0] for place, found in sizes.items() if len(found) >= _PAGE_IN_A_CELL and sum(found) > outside
    }
    return tuple(
        replace(paragraph, table=None) if paragraph.table and paragraph.table[0] in frames else paragraph
        for paragraph in paragraphs
    )


def split_tables(paragraphs: Sequence[Paragraph], document: Document) -> tuple[list[Paragraph], list[Table]]:
    """Running text and tables apart; the sentence that introduces a table and the notes below it are left out."""
    flow: list[Paragraph] = []
    groups: dict[int, list[Paragraph]] = {}
    captions: dict[int, tuple[str, ...]] = {}
    above: list[Paragraph] = []
    note = ""
    for paragraph in paragraphs:
        if paragraph.table is None:
            # Notes follow their table, with nothing between.
            text = paragraph.text.text
            if groups and not above and (_is_note(text) or (note and _goes_on(note, text))):
                note = note or text
                continue
            above.append(paragraph)
            flow.append(paragraph)
            continue
        number = paragraph.table[0]
        if number not in groups:
            captions[number] = _caption(above)
            if above and _introduces(above[-1]):
                flow.pop()
        groups.setdefault(number, []).append(paragraph)
        above, note = [], ""
    return flow, [_table(group, captions[number], document) for number, group in groups.items()]


def node_above(table: Table, outline: Outline) -> int | None:
    """The index of the last node of the outline before a table; None without one."""
    before = [index for index, node in enumerate(outline.nodes) if node.paragraph.index < table.first]
    return before[-1] if before else None


def in_place(table: Table, outline: Outline) -> Table:
    """The same table with the role of the section around it."""
    above = node_above(table, outline)
    return table if above is None else replace(table, role=outline.nodes[above].role)


def in_status(piece: Unread, outline: Outline) -> bool:
    """Whether a piece of the text stands in a part that reports on the past."""
    at = piece.anchor.paragraph if piece.anchor else 0
    roles = [node.role for node in outline.nodes if node.paragraph.index <= at]
    return bool(roles) and roles[-1] is Role.STATUS


def _caption(above: Sequence[Paragraph]) -> tuple[str, ...]:
    found: list[str] = []
    for paragraph in reversed(above[-_CAPTIONS:]):
        if len(paragraph.text) > _LONGEST_CAPTION:
            break
        found.insert(0, paragraph.text.text)
    return tuple(found)


def _introduces(paragraph: Paragraph) -> bool:
    """Whether a paragraph only introduces a table: "Các nhiệm vụ được giao theo bảng sau:"."""
    text = paragraph.text.text.rstrip()
    return (
        text.endswith(":")
        and not paragraph.label
        and not _HAS_LABEL.match(text)
        and not re.search(r"\d", text)
    )


def _is_note(text: str) -> bool:
    return _NOTE.match(fold(text)) is not None


def _goes_on(note: str, text: str) -> bool:
    """Whether a further paragraph belongs to the notes: it has a mark, or is an item of the list under "Ghi chú:"."""
    return bool(_NOTE_MARK.match(text)) or (note.rstrip().endswith(":") and text.startswith(("- ", "+ ")))


def _table(group: Sequence[Paragraph], caption: tuple[str, ...], document: Document) -> Table:
    cells: dict[tuple[int, int], tuple[Traced, ...]] = {}
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for paragraph in group:
        if paragraph.table is not None:
            place = paragraph.table[1:]
            cells[place] = (*cells.get(place, ()), paragraph.text)
            cell = document.blocks[paragraph.index].cell
            if cell is not None and (cell.span > 1 or cell.rows > 1):
                spans[place] = cell.span, cell.rows
    return Table(
        cells=cells,
        spans=spans,
        rows=max(row for row, _ in cells) + 1,
        columns=max(column + spans.get((row, column), (1, 1))[0] for row, column in cells),
        first=group[0].index,
        caption=caption,
    )

"""Lines of a page in reading order: ruled tables, two-column parts, and the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extract.model import Cell
from extract.readers.pdf.columns import PAGE_NUMBER, Placed, arrange, gaps_of, is_mixed
from extract.readers.pdf.lines import Line
from extract.readers.pdf.tables import Grid, take

_SAME_EDGE = 3.0
_HEAD_ROWS = 4
_PHRASE_END = re.compile(r"[.;:!?]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Open:
    """The table at the foot of the page before, which may continue: its columns, first rows and last row."""

    columns: tuple[float, ...]
    table: int
    head: tuple[tuple[str, ...], ...]
    row: int


class Layout:
    """Takes page after page; a table that continues over a page end keeps its number.

    ``mixed`` are the numbers of the pages whose columns may be read in a wrong order.
    """

    def __init__(self) -> None:
        self.pages: list[list[Placed]] = []
        self.mixed: list[int] = []
        self._tables = 0
        self._open: _Open | None = None

    def add(self, lines: list[Line], found: list[Grid], width: float) -> None:
        """Add the next page."""
        self.pages.append([])
        page = self.pages[-1]
        rest = lines
        last = self._open
        self._open = None
        for number, grid in enumerate(found):
            above = [line for line in rest if line.base < grid.top]
            cells, rest = take(grid, rest[len(above) :], self._tables)
            cells = [replace(cell, page=len(self.pages)) for cell in cells]
            self._flow(above, width)
            if not cells:
                continue
            first = number == 0 and all(PAGE_NUMBER.fullmatch(line.text) for line in above)
            goes_on = last is not None and first and _same_columns(last.columns, grid.columns)
            if last is not None and goes_on:
                cells = self._continued(cells, grid, last)
            else:
                self._tables += 1
            page.extend(cells)
            if number == len(found) - 1 and all(PAGE_NUMBER.fullmatch(line.text) for line in rest):
                self._open = self._opened(cells, grid, last if goes_on else None)
        self._flow(rest, width)

    def _flow(self, lines: list[Line], width: float) -> None:
        page = len(self.pages)
        if not any(map(gaps_of, lines)):
            self.pages[-1].extend([Placed(line, page=page) for line in lines])
            return
        placed = arrange(lines, self._tables, width / 2, page)
        if page not in self.mixed and is_mixed(lines, placed):
            self.mixed.append(page)
        self._tables = max((item.cell.table + 1 for item in placed if item.cell), default=self._tables)
        self.pages[-1].extend(placed)

    def _opened(self, cells: list[Placed], grid: Grid, last: _Open | None) -> _Open:
        rows = [item.cell.row for item in cells if item.cell]
        table = next((item.cell.table for item in cells if item.cell), self._tables - 1)
        if last is not None:
            return replace(last, row=max([last.row, *rows]))
        return _Open(columns=grid.columns, table=table, head=_head(cells), row=max(rows))

    def _continued(self, cells: list[Placed], grid: Grid, last: _Open) -> list[Placed]:
        """The cells renumbered to follow the page before, without a repeated head, and with a broken row joined."""
        repeated = _rows(cells)[: _common(_head(cells), last.head)]
        cells = [item for item in cells if item.cell and item.cell.row not in repeated]
        if not cells:
            return []
        first = min(item.cell.row for item in cells if item.cell)
        broken = self._is_broken(cells, first, last)
        shift = last.row - first + (0 if broken else 1)
        filled = {item.cell.column for item in cells if item.cell and item.cell.row == first}
        blank = {field.column: field.rows for field in grid.fields if field.row == first}
        self._stretch({column: rows - broken for column, rows in blank.items() if column not in filled}, last)
        moved = [
            replace(item, cell=replace(item.cell, table=last.table, row=item.cell.row + shift))
            for item in cells
            if item.cell
        ]
        if not broken:
            return moved
        self._mend([item for item in moved if item.cell and item.cell.row == last.row])
        return [item for item in moved if item.cell and item.cell.row != last.row]

    def _stretch(self, blank: dict[int, int], last: _Open) -> None:
        """Extend merged cells at the foot of the page before by blank cells at the head of this page.

        ``blank`` gives the rows of the blank cells, by column.
        """
        for page in self.pages[:-1]:
            for place, item in enumerate(page):
                cell = item.cell
                if cell is None or cell.table != last.table or cell.row + cell.rows - 1 != last.row:
                    continue
                more = blank.get(cell.column, 0)
                if more and (cell.rows > 1 or more > 1):
                    page[place] = replace(item, cell=replace(cell, rows=cell.rows + more))

    def _is_broken(self, cells: list[Placed], first: int, last: _Open) -> bool:
        """Whether the page's first row continues the last one: without a number, in the middle of a phrase."""
        row = [item for item in cells if item.cell and item.cell.row == first]
        if any(item.cell and item.cell.column == 0 for item in row):
            return False
        for item in row:
            before = [
                line
                for line in self._last_row(last)
                if line.cell and item.cell and line.cell.column == item.cell.column
            ]
            if before and (item.line.text[0].islower() or not _PHRASE_END.search(before[-1].line.text)):
                return True
        return False

    def _last_row(self, last: _Open) -> list[Placed]:
        return [
            item
            for page in self.pages[:-1]
            for item in page
            if item.cell and (item.cell.table, item.cell.row) == (last.table, last.row)
        ]

    def _mend(self, rest: list[Placed]) -> None:
        """Put the second half of each cell behind its first half, on an earlier page."""
        for item in rest:
            for page in reversed(self.pages[:-1]):
                places = [
                    place
                    for place, other in enumerate(page)
                    if other.cell and item.cell and _place(other.cell) == _place(item.cell)
                ]
                if places:
                    page.insert(places[-1] + 1, item)
                    break
            else:
                self.pages[-1].append(item)


def _row(cells: list[Placed], row: int) -> tuple[str, ...]:
    return tuple(item.line.text for item in cells if item.cell and item.cell.row == row)


def _place(cell: Cell) -> tuple[int, int, int]:
    return cell.table, cell.row, cell.column


def _rows(cells: list[Placed]) -> list[int]:
    return sorted({item.cell.row for item in cells if item.cell})


def _head(cells: list[Placed]) -> tuple[tuple[str, ...], ...]:
    """The words of the first rows, which may be a head."""
    return tuple(_row(cells, row) for row in _rows(cells)[:_HEAD_ROWS])


def _common(one: tuple[tuple[str, ...], ...], other: tuple[tuple[str, ...], ...]) -> int:
    """The number of equal rows at the beginning of two tables."""
    same = (a == b for a, b in zip(one, other, strict=False))
    return next((count for count, equal in enumerate(same) if not equal), min(len(one), len(other)))


def _same_columns(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return len(one) == len(other) and all(abs(a - b) <= _SAME_EDGE for a, b in zip(one, other, strict=True))

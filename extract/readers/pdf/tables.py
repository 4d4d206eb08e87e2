"""Ruled tables: pdfplumber finds their cells, into which the words of the page are put."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from extract.model import Cell
from extract.readers.pdf.columns import Placed
from extract.readers.pdf.lines import Line, Word
from extract.readers.pdf.turning import Edges, turned

_RULES = {"vertical_strategy": "lines", "horizontal_strategy": "lines"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One cell of a ruled table, in points; merged cells are one field."""

    row: int
    column: int
    span: int
    rows: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A ruled table on one page: the edges of its columns and its fields, in points."""

    columns: tuple[float, ...]
    top: float
    bottom: float
    fields: tuple[Field, ...]


class Tables:
    """The ruled tables of a file. pdfplumber is slow, so only pages with rules should be asked for."""

    def __init__(self, data: bytes, password: str | None = None) -> None:
        self._data = data
        self._password = password
        self._pdf: Any = None
        self.failed: list[int] = []
        """Pages, from 1, whose rules could not be read."""

    def grids(self, number: int, turn: int = 0) -> list[Grid]:
        """The tables of a page (from 0) after a clockwise turn, from top to bottom, without boxes of one column."""
        try:
            page = self._opened().pages[number]
            # Places are those on the page as shown.
            left, top, right, bottom = page.cropbox
            tables = [
                [turned(_moved(cell, left, top), right - left, bottom - top, turn) for cell in table.cells]
                for table in page.find_tables(_RULES)
            ]
            page.close()
        except Exception:  # pdfminer raises many kinds for files that pdfium reads; the text is still read
            self.failed.append(number + 1)
            return []
        found = [grid for cells in tables if (grid := grid_of(cells)) is not None]
        return sorted(found, key=lambda grid: grid.top)

    def close(self) -> None:
        """Close the file."""
        if self._pdf is not None:
            self._pdf.close()

    def _opened(self) -> Any:
        if self._pdf is None:
            import pdfplumber

            # pdfminer logs every oddity of a file.
            logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
            self._pdf = pdfplumber.open(BytesIO(self._data), password=self._password)
            self._pdf.rsrcmgr = _without_fonts()
        return self._pdf


def _without_fonts() -> Any:
    """A resource manager without fonts: pdfminer then skips the letters, four fifths of its work."""
    from pdfminer.pdfinterp import PDFResourceManager

    class WithoutFonts(PDFResourceManager):
        def get_font(self, objid: object, spec: object) -> Any:  # noqa: ARG002
            return None

    return WithoutFonts()


def _moved(cell: Edges, left: float, top: float) -> Edges:
    return cell[0] - left, cell[1] - top, cell[2] - left, cell[3] - top


def grid_of(cells: list[Edges]) -> Grid | None:
    """The grid of cells, with rows and columns counted by the edges of all cells; None for boxes of one column."""
    xs = sorted({x for cell in cells for x in (cell[0], cell[2])})
    ys = sorted({y for cell in cells for y in (cell[1], cell[3])})
    if len(xs) < 3:
        return None
    fields = [
        Field(
            row=ys.index(top),
            column=xs.index(x0),
            span=xs.index(x1) - xs.index(x0),
            rows=ys.index(bottom) - ys.index(top),
            x0=x0,
            top=top,
            x1=x1,
            bottom=bottom,
        )
        for x0, top, x1, bottom in cells
    ]
    return Grid(columns=tuple(xs), top=ys[0], bottom=ys[-1], fields=tuple(fields))


def take(grid: Grid, lines: list[Line], table: int) -> tuple[list[Placed], list[Line]]:
    """The words inside a grid, cell by cell, and the remaining lines."""
    inside: dict[Field, list[Line]] = {field: [] for field in grid.fields}
    left: list[Line] = []
    for line in lines:
        middle = line.base - 0.3 * line.size
        if not grid.top <= middle <= grid.bottom:
            left.append(line)
            continue
        parts: dict[Field | None, list[Word]] = {}
        for word in line.words:
            parts.setdefault(_field(grid, (word.x0 + word.x1) / 2, middle), []).append(word)
        for field, words in parts.items():
            part = replace(line, words=tuple(words))
            if field is None:
                left.append(part)
            else:
                inside[field].append(part)
    placed: list[Placed] = []
    for field in sorted(grid.fields, key=lambda field: (field.row, field.column)):
        cell = Cell(table=table, row=field.row, column=field.column, span=field.span, rows=field.rows)
        placed.extend(Placed(line, cell, field.x0, field.x1) for line in inside[field])
    return placed, left


def _field(grid: Grid, x: float, y: float) -> Field | None:
    for field in grid.fields:
        if field.x0 <= x <= field.x1 and field.top <= y <= field.bottom:
            return field
    return None

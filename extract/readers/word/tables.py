"""Tables of Word: the place of each cell, with merged, skipped and wrapped cells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extract.model import Cell
from extract.readers.word.revisions import View

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = W + "val"
_SDT, _ALTERNATE = W + "sdt", "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_NO_ROWS = {W + name for name in ("p", "tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr", "sdtPr", "sdtEndPr")}
_MOST_COLUMNS = 1000
"""Columns at most; Word itself draws 63."""


def choice(alternate: _Element) -> _Element:
    """The first of alternative contents (``mc:AlternateContent``), that for new programs."""
    return alternate[0] if len(alternate) else alternate


def is_placeholder(element: _Element) -> bool:
    """Whether an element is a form field that still shows its "click here to enter text"."""
    if element.tag != _SDT:
        return False
    shown = element.find(f"{W}sdtPr/{W}showingPlcHdr")
    return shown is not None and shown.get(_VAL) not in ("0", "false", "off")


def cells(table: _Element, number: int, view: View) -> Iterator[tuple[_Element, Cell]]:
    """The cells to read, each with its place; the continuation of a merged cell is not read."""
    merged: set[int] = set()
    rows: dict[int, tuple[list[tuple[_Element, int, int]], set[int]]] = {}
    for index, row in enumerate(_members(table, W + "tr", view)):
        properties = row.find(W + "trPr")
        if view.lacks(properties):
            continue
        found, merged = _row(row, _value(properties, "gridBefore", 0), merged, view)
        rows[index] = found, merged - {column for _, column, _ in found}
    heights = _heights(rows)
    for index, (found, _) in rows.items():
        for cell, column, span in found:
            yield cell, Cell(table=number, row=index, column=column, span=span, rows=heights[index, column])


def _heights(
    rows: dict[int, tuple[list[tuple[_Element, int, int]], set[int]]],
) -> dict[tuple[int, int], int]:
    """The number of rows that each cell covers, by (row, column)."""
    heights: dict[tuple[int, int], int] = {}
    below: dict[int, int] = {}
    for index, (found, goes_on) in reversed(rows.items()):
        heights |= {(index, column): 1 + below.get(column, 0) for _, column, _ in found}
        below = {column: 1 + below.get(column, 0) for column in goes_on}
    return heights


def _row(
    row: _Element, column: int, above: set[int], view: View
) -> tuple[list[tuple[_Element, int, int]], set[int]]:
    """(cell, column, span) of a row, and the columns at which a vertical merge may continue below."""
    found: list[tuple[_Element, int, int]] = []
    merged: set[int] = set()
    for cell in _members(row, W + "tc", view):
        outer = cell.find(W + "tcPr")
        if view.lacks(outer):
            continue
        properties = view.formatting(outer)
        span = max(1, _value(properties, "gridSpan", 1))
        down, across = _merge(properties, "vMerge"), _merge(properties, "hMerge")
        if down is not None:
            merged.add(column)
        if across == "continue" and found:
            first, start, width = found[-1]
            found[-1] = (first, start, width + span)
        elif not (down == "continue" and column in above) and not _holds_place(cell):
            found.append((cell, column, span))
        column += span
    return found, merged


def _members(container: _Element, tag: str, view: View) -> list[_Element]:
    """The rows of a table or cells of a row, also inside content controls and other wrappers."""
    found: list[_Element] = []
    for child in container:
        if child.tag == tag:
            found.append(child)
        elif child.tag not in _NO_ROWS and child.tag not in view.gone:
            found.extend(_members(choice(child) if child.tag == _ALTERNATE else child, tag, view))
    return found


def _holds_place(cell: _Element) -> bool:
    wrapper = cell.getparent()
    control = None if wrapper is None or wrapper.tag != W + "sdtContent" else wrapper.getparent()
    return control is not None and is_placeholder(control)


def _merge(properties: _Element | None, name: str) -> str | None:
    merge = None if properties is None else properties.find(W + name)
    # "continue" is the default value.
    return None if merge is None else merge.get(_VAL, "continue")


def _value(properties: _Element | None, name: str, default: int) -> int:
    element = None if properties is None else properties.find(W + name)
    text = "" if element is None else element.get(_VAL, "")
    return min(int(text), _MOST_COLUMNS) if text.isascii() and text.isdecimal() and len(text) < 9 else default

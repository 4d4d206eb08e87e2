"""Columns of a page, found by their gutter: those of head and tail, and those of a body set in two columns.

Issuer and Quốc hiệu, number and date, recipients and signature are side by side. Read across, their words would be
mixed; so such a region is read down its left column and then its right one. Columns of running text whose order is not
known for sure are told (``is_mixed``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from extract.model import Cell
from extract.readers.pdf.lines import Line

_WIDE = 1.0
"""Of the letter size: a gap between columns is at least this wide."""
_LONE = 4.0
"""Of the letter size: the least gap of a single line that is split, before an office in capitals or a date."""
_REACH = 3.2
"""Of the letter size: the distance of lines of one region at most, except before a signature."""
_SIGNATURE_ROOM = 9.0
"""Of the letter size: the room for stamp and signature between the office and the name, in the right column."""
# A label before a tab is no column of its own: "-", "1.", "a)", "IV.", "2.1.".
_MARK = re.compile(r"[^\w\s]|[\divxlcIVXLC]+(?:[.)]\d*)*|[a-zđ][.)]")
PAGE_NUMBER = re.compile(r"(?:trang\s*)?[-–\s]*\d{1,3}(?:\s*/\s*\d{1,3})?[-–\s]*", re.I)
"""A whole line such as "7", "- 7 -" or "Trang 7/12"."""
# "1. …", "II. …", "b) …", "- …": items of the body, set in two columns.
_ITEM = re.compile(r"(?:\d{1,2}|[IVX]{1,5})\.\s+\w|[a-zđ]\)\s+\w|[-–+•*]\s+\w")
_ENDED = re.compile(r"[.;:!?]\W*$")
_GOING_ON = 2
"""Lines that the next one goes on with, from which a column holds running text."""
_ENDINGS = 3
"""Lines with the end of a sentence, of which head and tail have none, from which a column may be a part of the body."""
_DEEP = 4
"""Lines one below the other, each in three columns or more, from which they are no accident."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A line, or the part of one in a cell. ``left`` and ``right`` are the cell's edges; None: the page's."""

    line: Line
    cell: Cell | None = None
    left: float | None = None
    right: float | None = None
    page: int = 1


@dataclass(slots=True)
class _Region:
    first: int
    last: int
    low: float
    high: float
    """The right edge of the gutter; no word of the region is between ``low`` and ``high``."""


def arrange(lines: list[Line], tables: int, centre: float, page: int) -> list[Placed]:
    """The lines of a page in reading order; ``tables`` is the number of the next table, which a region becomes."""
    placed: list[Placed] = []
    done = 0
    for region in _regions(lines, centre):
        placed.extend(Placed(line, page=page) for line in lines[done : region.first])
        placed.extend(replace(item, page=page) for item in _columns(lines, region, tables))
        tables += 1
        done = region.last + 1
    placed.extend(Placed(line, page=page) for line in lines[done:])
    return placed


def _columns(lines: list[Line], region: _Region, table: int) -> list[Placed]:
    sides: tuple[list[Placed], list[Placed]] = ([], [])
    middle = (region.low + region.high) / 2
    for row, line in enumerate(lines[region.first : region.last + 1]):
        cut = next((i for i, word in enumerate(line.words) if word.x0 > middle), len(line.words))
        for column, part in enumerate((line.part(0, cut), line.part(cut, len(line.words)))):
            if part.words:
                left, right = (None, middle) if column == 0 else (middle, None)
                sides[column].append(Placed(part, Cell(table=table, row=row, column=column), left, right))
    if all(_is_body([item.line.text for item in side]) for side in sides):
        # The body in two columns, below a head over the whole width; head and tail of a document have no items.
        return [replace(item, cell=None, left=None, right=None) for side in sides for item in side]
    return sides[0] + sides[1]


def _is_body(column: Sequence[str]) -> bool:
    """Whether a column holds text of the body: items, or lines that the next one goes on with."""
    going_on = sum(not _ENDED.search(line) and below[:1].islower() for line, below in pairwise(column))
    return going_on >= _GOING_ON or any(map(_ITEM.match, column))


def is_mixed(lines: list[Line], placed: Sequence[Placed]) -> bool:
    """Whether a page has columns of text that may be read in a wrong order.

    Three columns or more are read across; of two, both must be of the body, or none.
    """
    tables: dict[int, tuple[list[str], list[str]]] = {}
    for item in placed:
        if item.cell is not None:
            tables.setdefault(item.cell.table, ([], []))[item.cell.column].append(item.line.text)
    for sides in tables.values():
        for side, other in (sides, sides[::-1]):
            if _is_body(side) and sum(bool(_ENDED.search(line)) for line in other) >= _ENDINGS:
                return True
    return any(sum(map(_is_body, columns)) > 1 for columns in _many_columns(lines))


def _many_columns(lines: list[Line]) -> Iterator[list[list[str]]]:
    """The columns of each run of lines with the same number of gaps, two or more."""
    for gaps, run in groupby(lines, key=lambda line: len(gaps_of(line))):
        rows = list(run)
        if gaps > 1 and len(rows) >= _DEEP:
            pieces = [_pieces(line) for line in rows]
            yield [list(column) for column in zip(*pieces, strict=True)]


def _pieces(line: Line) -> list[str]:
    """The texts of a line between its gaps."""
    starts = [next(i for i, word in enumerate(line.words) if word.x0 >= right) for _, right in gaps_of(line)]
    edges = [0, *starts, len(line.words)]
    return [line.part(first, last).text for first, last in pairwise(edges)]


def _regions(lines: list[Line], centre: float) -> list[_Region]:
    found: list[_Region] = []
    index = 0
    while index < len(lines):
        gaps = gaps_of(lines[index])
        region = None
        if len(gaps) == 1:
            floor = found[-1].last + 1 if found else 0
            region = _grown(lines, index, gaps[0], floor, centre)
        if region is not None:
            found.append(region)
            index = region.last
        index += 1
    return found


def gaps_of(line: Line) -> list[tuple[float, float]]:
    """The gaps of a line that are wide enough for a gutter, as (left, right)."""
    widths = [right.x0 - left.x1 for left, right in zip(line.words, line.words[1:], strict=False)]
    if not widths or max(widths) < _WIDE * line.size:
        return []
    usual = sorted(widths)[len(widths) // 2] if len(widths) > 2 else 0.25 * line.size
    least = max(_WIDE * line.size, min(2.2 * usual, 3 * line.size))
    start = 1 if _MARK.fullmatch(line.words[0].text) else 0
    return [
        (line.words[place].x1, line.words[place + 1].x0)
        for place, width in enumerate(widths)
        if place >= start and width >= least
    ]


def _grown(
    lines: list[Line], seed: int, gutter: tuple[float, float], floor: int, centre: float
) -> _Region | None:
    region = _Region(seed, seed, *gutter)
    while region.last + 1 < len(lines) and _joins(lines, region, region.last + 1, centre):
        region.last += 1
    while region.first > floor and _joins(lines, region, region.first - 1, centre):
        region.first -= 1
    beside = sum(line.x1 > region.high for line in lines[region.first : region.last + 1])
    if beside < 2:
        # A single line with a gap may be any line with a tab.
        right = [word.text for word in lines[seed].words if word.x0 >= region.high]
        telling = " ".join(right).isupper() or "ngày" in right
        if not telling or gutter[1] - gutter[0] < _LONE * lines[seed].size:
            return None
        return _Region(seed, seed, *gutter)
    return region


def _joins(lines: list[Line], region: _Region, index: int, centre: float) -> bool:
    """Whether a neighbouring line keeps the gutter free; narrows the gutter to the free part."""
    line = lines[index]
    above = index < region.first
    distance = lines[region.first].base - line.base if above else line.base - lines[region.last].base
    if PAGE_NUMBER.fullmatch(line.text):
        return False
    for low, high in gaps_of(line):
        left, right = max(low, region.low), min(high, region.high)
        if right - left > 0.3 * line.size and distance < _REACH * line.size:
            region.low, region.high = left, right
            return True
    if line.x1 <= region.high and line.x1 < centre:
        # A short line on the left above the region ends a paragraph of the body, unless it is level with the right
        # column's first line.
        if distance > (0.9 if above else _REACH) * line.size:
            return False
        region.low = max(region.low, line.x1)
        return region.low < region.high
    if line.x0 >= region.low and line.x0 > min(centre, region.high) - 1:
        if distance > (_REACH if above else _SIGNATURE_ROOM) * line.size:
            return False
        region.high = min(region.high, line.x0)
        return region.low < region.high
    return False

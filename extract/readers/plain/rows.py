"""Tables typed into plain text: rows of lines whose cells a mark keeps apart.

    piped    := "1 | Tỷ lệ hộ nghèo | % | 4", with or without bars at both ends and ruled lines between
    tabbed   := cells apart by tabs, below a row of names
    aligned  := cells apart by two blanks or more, below a row of names and below each other

The number of cells proves a row; a line that has fewer is a group, or goes on the row above it. A line of prose with a
bar or a run of blanks is no table: a table has two rows at least.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extract.language.columns import is_head, is_number_column, names_column

_BAR = re.compile(r"(?<!\\)[|│┃¦]")
# "| --- | :-: |", "+-----+-----+", "├────┼────┤"
_RULED = re.compile(r"[\s|+:=\-–—─━┼├┤┬┴┌┐└┘╔╗╚╝│┃]*(?:-{2,}|[─━=]{2,}|-)[\s|+:=\-–—─━┼├┤┬┴┌┐└┘╔╗╚╝│┃]*")
_GAP = re.compile(r"\s*\t\s*|[ \u00a0]{2,}")
_FIGURE = re.compile(r"[\s\d.,%‰≥≤<>xX\-–+/()…]*")
# "I", "12", "3.1", "a)": what a row of its own begins with.
_LABEL = re.compile(r"(?:\d{1,3}(?:\.\d+)*|[IVXLC]+|[A-ZĐ]|[a-zđ]\))[.)]?")
# "2023", "Năm 2023": a name below another one.
_YEARS = re.compile(r"(?:năm\s+)?20\d\d(?:\s*[-–]\s*20\d\d)?", re.IGNORECASE)
_LEAST_ROWS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table in ``lines[first : last + 1]``; ``rows`` hold the text of each cell, "" for a blank one."""

    first: int
    last: int
    rows: tuple[tuple[str, ...], ...]


def find_grids(lines: Sequence[str]) -> list[Grid]:
    """The tables among the lines of a text, in order."""
    found: list[Grid] = []
    at = 0
    while at < len(lines):
        grid = _piped(lines, at) or _spaced(lines, at, tabs=True) or _spaced(lines, at, tabs=False)
        if grid is None:
            at += 1
        else:
            found.append(grid)
            at = grid.last + 1
    return found


def piped_lines(lines: Sequence[str]) -> set[int]:
    """The numbers of the lines in tables whose cells bars keep apart."""
    found: set[int] = set()
    for at in range(len(lines)):
        grid = None if at in found else _piped(lines, at)
        if grid is not None:
            found.update(range(grid.first, grid.last + 1))
    return found


def cells_of(line: str) -> list[str]:
    """The cells of a piped line, the bars at its ends left out."""
    bare = line.strip()
    pieces = _BAR.split(bare)
    if len(pieces) > 1 and not pieces[0].strip() and _BAR.match(bare):
        pieces = pieces[1:]
    if len(pieces) > 1 and not pieces[-1].strip():
        pieces = pieces[:-1]
    return [piece.strip().replace("\\|", "|") for piece in pieces]


def _is_ruled(line: str) -> bool:
    return len(line.strip()) > 2 and _RULED.fullmatch(line) is not None


def _piped(lines: Sequence[str], first: int) -> Grid | None:
    """rows of one width; a line with fewer cells goes on in the next where both together have that width."""
    start = first + 1 if _is_ruled(lines[first]) and first + 1 < len(lines) else first
    head = cells_of(lines[start]) if _BAR.search(lines[start]) and not _is_ruled(lines[start]) else []
    width = len(head)
    if width < 2:
        return None
    rows, ruled, last, at = [head], start > first, start, start + 1
    while at < len(lines):
        line = lines[at]
        if _is_ruled(line):
            ruled, last, at = True, at, at + 1
            continue
        following = lines[at + 1] if at + 1 < len(lines) else ""
        if not line.strip() and width > 2 and _BAR.search(following) and len(cells_of(following)) == width:
            at += 1
            continue
        cells = cells_of(line) if _BAR.search(line) else []
        joined = (
            [*cells[:-1], f"{cells[-1]}\n{cells_of(following)[0]}", *cells_of(following)[1:]] if cells else []
        )
        if 0 < len(cells) < width == len(joined) and not _opens_row(following):
            cells, at = joined, at + 1
        if cells and len(cells) <= width:
            rows.append(cells)
        elif _goes_on(line) and _BAR.search(following) and len(cells_of(following)) == width:
            rows[-1] = [*rows[-1][:-1], f"{rows[-1][-1]}\n{line.strip()}"]
        else:
            break
        last, at = at, at + 1
    whole = sum(len(row) == width for row in rows)
    proven = width > 2 or ruled or is_head(head) or _BAR.match(lines[start].strip()) is not None
    if whole < _LEAST_ROWS or not proven:
        return None
    return Grid(first=first, last=last, rows=tuple(map(tuple, rows)))


def _opens_row(line: str) -> bool:
    """Whether a line begins a row of its own: with a number, a label or a capital letter."""
    cells = cells_of(line)
    return bool(cells) and (_LABEL.fullmatch(cells[0]) is not None or not _goes_on(cells[0]))


def _goes_on(text: str) -> bool:
    return text.strip()[:1].islower() and not _LABEL.match(text.strip())


@dataclass(slots=True)
class _Piece:
    """The text of a cell on one line, with the columns of letters that it covers."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class _Rows:
    """Rows below a head being gathered, with what each column of cells covers on the lines."""

    spans: list[tuple[int, int]]
    rows: list[list[str]] = field(default_factory=list)
    whole: int = 0

    @property
    def width(self) -> int:
        return len(self.spans)

    def place(self, piece: _Piece) -> int | None:
        """The column that a piece stands below, or beside none other; None where two are as near."""
        away = [max(start - piece.end, piece.start - end, 0) for start, end in self.spans]
        nearest, next_ = sorted(away)[:2]
        return away.index(nearest) if 2 * nearest < next_ else None

    def stretch(self, pieces: Sequence[_Piece]) -> None:
        """What a whole row covers belongs to its columns, as long as these stay apart."""
        spans = [
            (min(start, piece.start), max(end, piece.end))
            for (start, end), piece in zip(self.spans, pieces, strict=True)
        ]
        if all(left[1] <= right[0] for left, right in pairwise(spans)):
            self.spans = spans


def _spaced(lines: Sequence[str], first: int, *, tabs: bool) -> Grid | None:
    """A row of names, then lines that have as many cells, or cells that stand below some of the names."""
    head = _pieces(lines[first], tabs=tabs)
    if len(head) < 2 or not is_head([piece.text for piece in head]):
        return None
    heads = _two_heads(lines, first, head) if tabs else None
    names = heads or [[piece.text for piece in head]]
    width = len(names[0])
    spans = [(place, place + 1) for place in range(width)] if heads else [(p.start, p.end) for p in head]
    found = _Rows(spans=spans, rows=names)
    in_head, last, at = heads is None, first + len(names) - 1, first + len(names)
    while at < len(lines):
        if not lines[at].strip():
            following = lines[at + 1] if at + 1 < len(lines) else ""
            if len(_pieces(following, tabs=tabs)) != found.width:
                break
            at += 1
            continue
        pieces = _pieces(lines[at], tabs=tabs)
        row = _row(pieces, found, lines[at + 1] if at + 1 < len(lines) else "", tabs=tabs)
        if row is None:
            break
        if _continues(row, found, in_head=in_head):
            above = found.rows[-1]
            found.rows[-1] = ["\n".join(filter(None, pair)) for pair in zip(above, row, strict=True)]
        else:
            in_head = False
            found.rows.append(row)
        last, at = at, at + 1
    if found.whole < 1 or len(found.rows) < _LEAST_ROWS:
        return None
    return Grid(first=first, last=last, rows=tuple(map(tuple, found.rows)))


def _two_heads(lines: Sequence[str], first: int, head: Sequence[_Piece]) -> list[list[str]] | None:
    """Two rows of names between tabs, where the second has years below the last name of the first.

    The blanks before the years may be typed ("\\t\\t2023\\t2024") or left out; the rows below tell how many they are.
    """
    below = [piece.text for piece in _pieces(lines[first + 1], tabs=True)] if first + 1 < len(lines) else []
    years = [text for text in below if text]
    if len(years) < 2 or not all(map(_YEARS.fullmatch, years)):
        return None
    following = _pieces(lines[first + 2], tabs=True) if first + 2 < len(lines) else []
    width = len(head) - 1 + len(years)
    if len(below) not in (len(years), width) or len(following) != width:
        return None
    blanks = [""] * (len(years) - 1)
    return [[*(piece.text for piece in head), *blanks], [*[""] * (width - len(years)), *years]]


def _row(pieces: list[_Piece], found: _Rows, following: str, *, tabs: bool) -> list[str] | None:
    """The cells of a line; None where it belongs to no row."""
    if len(pieces) == found.width:
        found.whole += any(_FIGURE.fullmatch(piece.text) for piece in pieces)
        found.stretch(pieces)
        return [piece.text for piece in pieces]
    row = [""] * found.width
    if tabs and pieces and len(pieces) < found.width:
        for column, piece in enumerate(pieces):
            row[column] = piece.text
        return row if len(pieces) > 1 or _is_followed(following, found, tabs=tabs) else None
    for piece in pieces:
        below = found.place(piece)
        if below is None or row[below]:
            return None
        row[below] = piece.text
    if len(pieces) == 1 and not _goes_on(pieces[0].text) and not _is_followed(following, found, tabs=tabs):
        return None
    return row if pieces else None


def _is_followed(following: str, found: _Rows, *, tabs: bool) -> bool:
    """Whether the next line is a whole row."""
    return len(_pieces(following, tabs=tabs)) == found.width


def _continues(row: Sequence[str], found: _Rows, *, in_head: bool) -> bool:
    """Whether the cells of a line go on the cells above: words in the midst of a sentence, or names below names."""
    filled = [text for text in row if text]
    if len(filled) == found.width or not found.rows:
        return False
    if in_head:
        return not _LABEL.fullmatch(row[0] or filled[0]) and all(
            names_column(text) or _goes_on(text) for text in filled
        )
    if row[0] and is_number_column(found.rows[0][0]):
        return False
    return all(_goes_on(text) for text in filled)


def _pieces(line: str, *, tabs: bool) -> list[_Piece]:
    """The cells of a line; between two tabs stands a cell, even a blank one, where ``tabs`` part them."""
    expanded = line.expandtabs(8)
    if tabs:
        if "\t" not in line.strip():
            return []
        texts = line.strip("\r\n ").split("\t")
        while texts and not texts[-1].strip():
            texts.pop()
        return [_Piece(place, place + 1, text.strip()) for place, text in enumerate(texts)]
    found, start = [], len(expanded) - len(expanded.lstrip())
    for gap in [*_GAP.finditer(expanded, start), None]:
        end = gap.start() if gap else len(expanded)
        text = expanded[start:end].strip()
        if text:
            found.append(_Piece(start, start + len(text), text))
        start = gap.end() if gap else end
    return found

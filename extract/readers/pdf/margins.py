"""The text area of each page, and its evidence about the lines: full, indented, centered."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from extract.model import Cell
from extract.readers.pdf.columns import PAGE_NUMBER, Placed
from extract.readers.pdf.lines import Line

_CLUSTER = 3.0
"""Points within which edges are the same edge."""
_WITNESSES = 2
"""Lines that must share an edge; a single line may be a stray."""
_INDENT = 0.5
"""Of the letter size: the indent of a line at least."""
_LARGEST_SHIFT = 60.0
"""Points by which a page whose lines all begin at the indent differs from its neighbours at most."""
_PADDING = 5.0
"""Points between a column's text and its edges, as in Word's table cells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """The left and right edge of the text of a page, in points."""

    left: float
    right: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The properties of a line by its margins, as in ``Block`` and ``Style``."""

    full: bool | None
    indented: bool | None
    centered: bool | None


def areas(pages: list[list[Placed]], shapes: list[tuple[float, float]]) -> list[Area]:
    """The text area of each page; a page with few lines takes the edges of similar pages.

    Similar pages have the same shape and the same parity, since left and right pages may have mirrored margins.
    """
    groups: dict[tuple[int, int, int], list[Placed]] = defaultdict(list)
    for number, (placed, (width, height)) in enumerate(zip(pages, shapes, strict=True)):
        groups[number % 2, round(width), round(height)].extend(placed)
    usual = {like: (_left_edges(placed), _right_edges(placed)) for like, placed in groups.items()}
    found = []
    for number, (placed, (width, height)) in enumerate(zip(pages, shapes, strict=True)):
        left, right = usual[number % 2, round(width), round(height)]
        found.append(
            Area(
                left=_side(_left_edges(placed), left, 0.0), right=-_side(_right_edges(placed), right, -width)
            )
        )
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edges:
    """The edge that several lines outside tables share, the outermost edge of such lines, and that of ruled tables."""

    shared: float | None
    stray: float | None
    tables: float | None


def _left_edges(placed: list[Placed]) -> _Edges:
    return _edges(
        [item.line.words[0].x0 for item in placed if item.cell is None],
        [item.left for item in placed if item.left is not None and item.right is not None],
    )


def _right_edges(placed: list[Placed]) -> _Edges:
    """The right edges, negated: the outermost is the least."""
    return _edges(
        [-item.line.words[-1].x1 for item in placed if item.cell is None],
        [-item.right for item in placed if item.left is not None and item.right is not None],
    )


def _edges(lines: list[float], tables: list[float]) -> _Edges:
    return _Edges(shared=_shared(lines), stray=min(lines, default=None), tables=min(tables, default=None))


def _side(own: _Edges, usual: _Edges, paper: float) -> float:
    """One side of the text area: of the page's own lines, of similar pages, of tables, or of stray lines."""
    if own.shared is not None and usual.shared is not None:
        # All lines of a page may begin at the indent, but no line begins outside the margins.
        return usual.shared if 0 < own.shared - usual.shared < _LARGEST_SHIFT else own.shared
    for found in (own.shared, usual.shared, own.tables, usual.tables, usual.stray):
        if found is not None:
            return found
    return paper


def _shared(edges: list[float]) -> float | None:
    """The outermost (least) edge that several lines share; None without one."""
    edges.sort()
    for place in range(len(edges) - _WITNESSES + 1):
        if edges[place + _WITNESSES - 1] - edges[place] <= _CLUSTER:
            return edges[place]
    return None


def looks(placed: list[Placed], area: Area, next_page: list[Placed]) -> list[Look]:
    """The properties of every line by the margins of the page, or of its column."""
    found: list[Look] = []
    for place, item in enumerate(placed):
        after = placed[place + 1] if place + 1 < len(placed) else None
        if item.cell is not None:
            found.append(_look_in_column(item, placed, after, area))
            continue
        if after is None:
            # A page number does not continue the text.
            after = next((other for other in next_page if not PAGE_NUMBER.fullmatch(other.line.text)), None)
        following = after.line if after is not None and after.cell is None else None
        found.append(_look(item.line, area, following))
    return _with_neighbours(placed, found, area)


def _look(line: Line, area: Area, following: Line | None) -> Look:
    gap_left, gap_right = line.x0 - area.left, area.right - line.x1
    centered = _is_centered(gap_left, gap_right, line.size)
    return Look(
        full=_is_full(line, area, following, centered),
        indented=gap_left > _INDENT * line.size,
        centered=centered,
    )


def _is_centered(gap_left: float, gap_right: float, size: float) -> bool:
    """Whether both margins are similar and larger than a first-line indent, or else equal."""
    least, difference = min(gap_left, gap_right), abs(gap_left - gap_right)
    if least < 0.5 * size:
        return False
    return difference <= (0.5 * size if least > 3.5 * size else 0.12 * size)


def _with_neighbours(placed: list[Placed], found: list[Look], area: Area) -> list[Look]:
    """The looks, with the long line of a centered heading, which has no margins, centered as its short neighbour."""
    for place, (item, look) in enumerate(zip(placed, found, strict=True)):
        line = item.line
        if look.centered is not False or abs(line.x0 - area.left - area.right + line.x1) > 0.3 * line.size:
            continue
        for other in (place - 1, place + 1):
            if 0 <= other < len(placed) and found[other].centered and _alike(line, placed[other].line):
                found[place] = replace(look, centered=True)
    return found


def _alike(line: Line, other: Line) -> bool:
    near = abs(line.base - other.base) < 2 * line.size
    return near and line.size == other.size and line.words[0].bold == other.words[0].bold


def _is_full(line: Line, area: Area, following: Line | None, centered: bool) -> bool:
    """Whether the line has no room for the first word of the next line."""
    # Without a next line, the width of a usual word ("được").
    word = 2.0 * line.size if following is None else following.words[0].x1 - following.words[0].x0
    room = area.right - line.x1
    if centered:
        room = area.right - area.left - (line.x1 - line.x0)
    return room < word + 0.25 * line.size


def _look_in_column(item: Placed, placed: list[Placed], after: Placed | None, area: Area) -> Look:
    """The look of a line in a column or a cell, whose lines are centered or begin at one edge."""
    full = None
    if after is not None and _same_column(item.cell, after.cell):
        left = area.left if item.left is None else item.left
        right = area.right if item.right is None else item.right
        column = [other.line for other in placed if _same_column(item.cell, other.cell)]
        shared = sum(abs(line.x0 - item.line.x0) <= _CLUSTER for line in column)
        centered = 2 * shared <= len(column)
        if centered:
            # The middle of the column is known, its edges are not: an invisible table ends somewhere in the gutter.
            centre = (item.line.x0 + item.line.x1) / 2
            half = min(centre - left, right - centre)
            left, right = centre - half, centre + half
        elif item.left is None:
            # A list of recipients does not reach into the gutter either.
            right = max(line.x1 for line in column) + _PADDING
        padded = Area(left=left + _PADDING, right=right - _PADDING)
        full = _is_full(item.line, padded, after.line, centered)
    return Look(full=full, indented=None, centered=None)


def _same_column(one: Cell | None, other: Cell | None) -> bool:
    return one is not None and other is not None and (one.table, one.column) == (other.table, other.column)

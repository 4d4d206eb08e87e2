"""Tables drawn with rules: the rules give the cells, and the words fall into them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from extract.model import Cell
from extract.readers.pdf_columns import Placed
from extract.readers.pdf_lines import Line, Word

_THIN = 3.0
"""Points: a rule is no thicker."""
_SHORTEST = 6.0
"""Points: a rule is no shorter."""
_TOUCH = 3.0
"""Points within which two rules meet, or are the same rule."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line on the page, across or down."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def across(self) -> bool:
        """Whether it runs from left to right."""
        return self.x1 - self.x0 >= self.bottom - self.top


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One cell of a drawn table; merged cells are one field."""

    row: int
    column: int
    span: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A drawn table on one page."""

    columns: tuple[float, ...]
    top: float
    bottom: float
    fields: tuple[Field, ...]


def rules_of(corners: Iterable[tuple[float, float, float, float]]) -> list[Rule]:
    """Those of the given segments and thin boxes that may be rules of a table."""
    found = []
    for x0, top, x1, bottom in corners:
        width, height = x1 - x0, bottom - top
        if min(width, height) <= _THIN and max(width, height) >= _SHORTEST:
            found.append(Rule(x0, top, x1, bottom))
    return found


def grids(rules: list[Rule]) -> list[Grid]:
    """The tables that the rules draw, from top to bottom; boxes of one column are none."""
    found = [grid for part in _connected(rules) if (grid := _grid(part)) is not None]
    return sorted(found, key=lambda grid: grid.top)


def take(grid: Grid, lines: list[Line], table: int) -> tuple[list[Placed], list[Line]]:
    """The words inside a grid, cell by cell, and the lines that are left."""
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
        cell = Cell(table=table, row=field.row, column=field.column, span=field.span)
        placed.extend(Placed(line, cell, field.x0, field.x1) for line in inside[field])
    return placed, left


def _field(grid: Grid, x: float, y: float) -> Field | None:
    for field in grid.fields:
        if field.x0 <= x <= field.x1 and field.top <= y <= field.bottom:
            return field
    return None


def _connected(rules: list[Rule]) -> list[list[Rule]]:
    """Rules that meet, directly or through others."""
    groups: list[list[Rule]] = []
    for rule in rules:
        touching = [group for group in groups if any(_meet(rule, other) for other in group)]
        merged = [rule, *(other for group in touching for other in group)]
        groups = [group for group in groups if group not in touching]
        groups.append(merged)
    return groups


def _meet(one: Rule, other: Rule) -> bool:
    return (
        one.x0 <= other.x1 + _TOUCH
        and other.x0 <= one.x1 + _TOUCH
        and one.top <= other.bottom + _TOUCH
        and other.top <= one.bottom + _TOUCH
    )


def _grid(rules: list[Rule]) -> Grid | None:
    across = [rule for rule in rules if rule.across]
    down = [rule for rule in rules if not rule.across]
    xs = _edges([(rule.x0 + rule.x1) / 2 for rule in down])
    ys = _edges([(rule.top + rule.bottom) / 2 for rule in across])
    if len(xs) < 3 or len(ys) < 2:
        return None
    return Grid(columns=tuple(xs), top=ys[0], bottom=ys[-1], fields=tuple(_fields(xs, ys, across, down)))


def _edges(places: list[float]) -> list[float]:
    """Places of rules, those that are nearly the same taken once."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _TOUCH:
            found.append(place)
    return found


def _fields(xs: list[float], ys: list[float], across: list[Rule], down: list[Rule]) -> list[Field]:
    """Cells of the grid; where a rule between two is missing, they are one."""
    columns, rows = len(xs) - 1, len(ys) - 1
    done: set[tuple[int, int]] = set()
    found = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in done:
                continue
            right, bottom = column + 1, row + 1
            middle = (ys[row] + ys[row + 1]) / 2
            while right < columns and not _ruled_down(down, xs[right], middle):
                right += 1
            centre = (xs[column] + xs[column + 1]) / 2
            while bottom < rows and not _ruled_across(across, ys[bottom], centre):
                bottom += 1
            done.update((r, c) for r in range(row, bottom) for c in range(column, right))
            found.append(
                Field(
                    row=row,
                    column=column,
                    span=right - column,
                    x0=xs[column],
                    top=ys[row],
                    x1=xs[right],
                    bottom=ys[bottom],
                )
            )
    return found


def _ruled_down(rules: list[Rule], x: float, y: float) -> bool:
    return any(
        abs((rule.x0 + rule.x1) / 2 - x) <= _TOUCH and rule.top - _TOUCH <= y <= rule.bottom + _TOUCH
        for rule in rules
    )


def _ruled_across(rules: list[Rule], y: float, x: float) -> bool:
    return any(
        abs((rule.top + rule.bottom) / 2 - y) <= _TOUCH and rule.x0 - _TOUCH <= x <= rule.x1 + _TOUCH
        for rule in rules
    )

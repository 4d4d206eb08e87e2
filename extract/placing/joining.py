"""Boxes of letters, joined to one box for each line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.placing.pages import Edges

_SAME_LINE = 0.5
"""Share of the lower of two boxes that both have of the line's height."""
_GAP = 3.0
"""Heights of a line between two letters beyond which they are in two columns, on a page as wide as high."""


def joined(boxes: Sequence[Edges]) -> list[Edges]:
    """A box for each line of letters given in reading order; text that runs up or down the page too.

    >>> joined([(0.1, 0.1, 0.12, 0.13), (0.12, 0.1, 0.14, 0.13), (0.1, 0.14, 0.12, 0.17)])
    [(0.1, 0.1, 0.14, 0.13), (0.1, 0.14, 0.12, 0.17)]
    """
    if _runs_down(boxes):
        return [_swapped(box) for box in _lines([_swapped(box) for box in boxes])]
    return list(_lines(boxes))


def _runs_down(boxes: Sequence[Edges]) -> bool:
    """Whether most letters stand below or above the one before them."""
    down = sum(
        abs(after[1] - before[1]) > abs(after[0] - before[0]) and _overlap(before, after, 0) > 0
        for before, after in pairwise(boxes)
    )
    return 2 * down > len(boxes) - 1


def _swapped(box: Edges) -> Edges:
    return box[1], box[0], box[3], box[2]


def _lines(boxes: Sequence[Edges]) -> Iterator[Edges]:
    line: Edges | None = None
    for box in boxes:
        if line is None:
            line = box
            continue
        height = min(line[3] - line[1], box[3] - box[1])
        gap = max(box[0] - line[2], line[0] - box[2])
        if _overlap(line, box, 1) >= _SAME_LINE * height and gap <= _GAP * height:
            line = min(line[0], box[0]), min(line[1], box[1]), max(line[2], box[2]), max(line[3], box[3])
            continue
        yield line
        line = box
    if line is not None:
        yield line


def _overlap(first: Edges, second: Edges, side: int) -> float:
    """The length that two boxes share across (0) or down (1); negative for a gap."""
    return min(first[side + 2], second[side + 2]) - max(first[side], second[side])

"""Pages that are read sideways: quarter turns of boxes, in points from the top left corner.

A landscape table is often printed or scanned sideways on an upright page. It is read as if the page had been turned;
the boxes of the document are those on the page as shown.
"""

from __future__ import annotations

TURNS = (90, 270, 180)
"""Degrees clockwise, the likeliest first."""

Edges = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def turned_size(width: float, height: float, turn: int) -> tuple[float, float]:
    """Width and height of a page after a turn by 0, 90, 180 or 270 degrees."""
    return (height, width) if turn in (90, 270) else (width, height)


def turned(edges: Edges, width: float, height: float, turn: int) -> Edges:
    """A box on a page of this size after a clockwise turn of the page.

    >>> turned((10, 20, 30, 60), 595, 842, 90)
    (782, 10, 822, 30)
    >>> turned(turned((10, 20, 30, 60), 595, 842, 90), 842, 595, 270)
    (10, 20, 30, 60)
    """
    left, top, right, bottom = edges
    if turn == 90:
        return height - bottom, left, height - top, right
    if turn == 180:
        return width - right, height - bottom, width - left, height - top
    if turn == 270:
        return top, width - right, bottom, width - left
    return edges


def turned_back(edges: Edges, width: float, height: float, turn: int) -> Edges:
    """A box of the turned page, as a box of the page as shown, whose size *as shown* is given."""
    return turned(edges, *turned_size(width, height, turn), -turn % 360)

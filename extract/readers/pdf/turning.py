"""Pages that are read sideways: quarter turns of places, in points from the top left corner.

A landscape table is often printed, or laid in the scanner, sideways on an upright page. It is read as if the page had
been turned; what is told of its places is told of the page as it is shown.
"""

from __future__ import annotations

TURNS = (90, 270, 180)
"""Degrees clockwise, the likelier first."""

Edges = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def turned_size(width: float, height: float, turn: int) -> tuple[float, float]:
    """Width and height of a page after a turn by 0, 90, 180 or 270 degrees."""
    return (height, width) if turn in (90, 270) else (width, height)


def turned(edges: Edges, width: float, height: float, turn: int) -> Edges:
    """A box on a page of this size, as it lies after the page was turned clockwise.

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
    """The inverse: a box of the turned page on the page as shown, whose size *as shown* is given."""
    return turned(edges, *turned_size(width, height, turn), -turn % 360)

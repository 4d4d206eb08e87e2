"""Ruled tables on page images: the rules are found, made into cells, and erased.

Without this, letters that touch a rule are read badly, and words of neighbouring cells as one sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from extract.readers.pdf.turning import Edges

if TYPE_CHECKING:
    import numpy as np
    from PIL.Image import Image

Rule = tuple[int, int, int, int]
"""First and last row, first and last column, of a rule that runs across."""

_DARK = 150
_COARSE_DPI = 100
"""Resolution of the copy on which rules are found: a skew of a quarter degree moves a rule little there."""
_SHORTEST = 0.35
"""Inches of a rule at least; letters are shorter."""
_GAP = 0.06
"""Inches of a gap in a worn rule at most."""
_MEET = 0.06
"""Inches within which the ends of two rules meet."""
_THICK = 0.045
"""Inches of a rule's thickness at most; bars and pictures are thicker."""


def without_rules(image: Image, dpi: float) -> tuple[Image, list[list[Edges]]]:
    """The grey image with its rules painted white, and the cells of its tables in pixels, table by table."""
    import numpy as np
    from PIL import Image as Images

    step = max(1, round(dpi / _COARSE_DPI))
    dark = _shrunk(np.asarray(image) < _DARK, step)
    across, down = _rules(dark, dpi / step), _rules(dark.T, dpi / step)
    tables = _tables(across, down, dpi / step)
    if not tables:
        return image, []
    pixels = np.array(image)
    for top, bottom, start, end in across:
        pixels[max(0, (top - 1) * step) : (bottom + 2) * step, start * step : (end + 1) * step] = 255
    for left, right, start, end in down:
        pixels[start * step : (end + 1) * step, max(0, (left - 1) * step) : (right + 2) * step] = 255
    cells = [[(x0 * step, y0 * step, x1 * step, y1 * step) for x0, y0, x1, y1 in table] for table in tables]
    return Images.fromarray(pixels), cells


def _shrunk(dark: np.ndarray, step: int) -> np.ndarray:
    """The image shrunk by ``step``; a pixel is dark if one of its ``step`` by ``step`` pixels is."""
    import numpy as np

    height, width = (size // step * step for size in dark.shape)
    blocks = dark[:height, :width].reshape(height // step, step, width // step, step)
    return np.asarray(blocks.any(axis=(1, 3)))


def _rules(dark: np.ndarray, dpi: float) -> list[Rule]:
    """The long thin dark runs along the rows."""
    open_: list[list[int]] = []
    done: list[list[int]] = []
    for row in range(dark.shape[0]):
        for start, end in _runs(dark[row], dpi):
            for rule in open_:
                # A run continues the rule of a row above that it overlaps.
                if rule[1] >= row - 2 and start <= rule[3] + _GAP * dpi and end >= rule[2] - _GAP * dpi:
                    rule[1], rule[2], rule[3] = row, min(rule[2], start), max(rule[3], end)
                    break
            else:
                open_.append([row, row, start, end])
        done += [rule for rule in open_ if rule[1] < row - 2]
        open_ = [rule for rule in open_ if rule[1] >= row - 2]
    # A skewed rule is the thicker the longer it is.
    return [
        (rule[0], rule[1], rule[2], rule[3])
        for rule in done + open_
        if rule[1] - rule[0] + 1 <= _THICK * dpi + 0.008 * (rule[3] - rule[2])
    ]


def _runs(row: np.ndarray, dpi: float) -> Iterator[tuple[int, int]]:
    """The first and last column of every long run in one row, small gaps included."""
    import numpy as np

    places = np.flatnonzero(row)
    if len(places) < _SHORTEST * dpi * 0.8:
        return
    for part in np.split(places, np.flatnonzero(np.diff(places) > max(1, _GAP * dpi)) + 1):
        length = part[-1] - part[0] + 1
        # Letters have many gaps, a rule hardly any.
        if length >= _SHORTEST * dpi and len(part) >= 0.9 * length:
            yield int(part[0]), int(part[-1])


def _tables(across: list[Rule], down: list[Rule], dpi: float) -> list[list[Edges]]:
    """The cells between rules that meet, table by table, computed by pdfplumber."""
    from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

    if len(across) < 2 or len(down) < 2:
        return []
    tolerance = max(2.0, _MEET * dpi)
    edges: list[dict[str, Any]] = [
        *(
            _edge("h", (start, (top + bottom) / 2, end, (top + bottom) / 2))
            for top, bottom, start, end in across
        ),
        *(
            _edge("v", ((left + right) / 2, start, (left + right) / 2, end))
            for left, right, start, end in down
        ),
    ]
    merged = merge_edges(edges, tolerance / 2, tolerance / 2, tolerance, tolerance)
    cells = intersections_to_cells(edges_to_intersections(merged, tolerance, tolerance))
    return [[(c[0], c[1], c[2], c[3]) for c in table] for table in cells_to_tables(cells)]


def _edge(orientation: str, box: Edges) -> dict[str, Any]:
    x0, top, x1, bottom = box
    return {
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
        "orientation": orientation,
        "object_type": "line",
    }

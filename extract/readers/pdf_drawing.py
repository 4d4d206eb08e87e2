"""What is drawn on a PDF page besides letters: rules and images."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

from extract.readers.pdf_tables import Rule, rules_of

Matrix = tuple[float, float, float, float, float, float]
_MOST_SEGMENTS = 400
"""A path with more segments is a drawing."""
_DEPTH = 3


def drawn(page: Any, matrix: Matrix) -> tuple[list[Rule], float]:
    """Rules, in points from the top left corner, and the area that images cover."""
    import pypdfium2.raw as raw

    corners: list[tuple[float, float, float, float]] = []
    covered = 0.0
    for found in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE], max_depth=_DEPTH):
        left, bottom, right, top = found.get_bounds()
        if found.type == raw.FPDF_PAGEOBJ_IMAGE:
            covered += max(0.0, right - left) * max(0.0, top - bottom)
        elif min(right - left, top - bottom) <= 3:
            corners.append(_placed(matrix, left, bottom, right, top))
        else:
            corners.extend(_placed(matrix, *segment) for segment in _segments(raw, found.raw))
    return rules_of(corners), covered


def _placed(
    matrix: Matrix, left: float, bottom: float, right: float, top: float
) -> tuple[float, float, float, float]:
    a, b, e, c, d, f = matrix
    xs = sorted((a * left + b * bottom + e, a * right + b * top + e))
    ys = sorted((c * left + d * bottom + f, c * right + d * top + f))
    return xs[0], ys[0], xs[1], ys[1]


def _segments(raw: Any, path: Any) -> Iterator[tuple[float, float, float, float]]:
    """Straight segments of a path, in page space: a stroked box is four of them."""
    count = raw.FPDFPath_CountSegments(path)
    if count > _MOST_SEGMENTS:
        return
    own = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(path, own)
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = (0.0, 0.0)
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = (own.a * x.value + own.c * y.value + own.e, own.b * x.value + own.d * y.value + own.f)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield (*last, *point)
        last = point
        if raw.FPDFPathSegment_GetClose(segment):
            yield (*last, *start)
            last = start

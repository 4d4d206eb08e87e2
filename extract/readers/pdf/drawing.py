"""What is drawn on a PDF page besides letters: whether it may rule a table, and how much images cover."""

from __future__ import annotations

from itertools import islice
from typing import Any

Matrix = tuple[float, float, float, float, float, float]
"""Page space to points from the top left corner: x = a·x + b·y + e, y = c·x + d·y + f as (a, b, e, c, d, f)."""

_LOWEST = 6.0
"""Points: what is less high parts no columns of a table; an underline does not."""
_MOST_SEGMENTS = 20_000
"""A page with more lines than this is a map or a drawing."""
_DEPTH = 3


_LOOKED_AT = 200
"""Pieces of text and images of a page: as many tell whether its text is seen."""


def drawn(page: Any, matrix: Matrix) -> tuple[bool, float, int]:
    """Whether lines run down the page, alone or as sides of a box; the area that images cover; how many shapes."""
    import pypdfium2.raw as raw

    _, _, _, c, d, _ = map(abs, matrix)
    ruled, covered, segments, shapes = False, 0.0, 0, 0
    for found in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE], max_depth=_DEPTH):
        left, bottom, right, top = found.get_bounds()
        if found.type == raw.FPDF_PAGEOBJ_IMAGE:
            covered += max(0.0, right - left) * max(0.0, top - bottom)
        else:
            ruled = ruled or c * (right - left) + d * (top - bottom) >= _LOWEST
            segments += raw.FPDFPath_CountSegments(found.raw)
            shapes += 1
    return ruled and segments <= _MOST_SEGMENTS, covered, shapes


def has_hidden_text(page: Any) -> bool:
    """Whether the text of a page is there to be searched, not seen: what a scanner recognised, behind its image."""
    import pypdfium2.raw as raw

    unseen = seen = 0
    kinds = [raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_IMAGE]
    for found in islice(page.get_objects(filter=kinds, max_depth=_DEPTH), _LOOKED_AT):
        if found.type == raw.FPDF_PAGEOBJ_IMAGE:
            # What was drawn before lies behind it.
            unseen, seen = unseen + seen, 0
        elif raw.FPDFTextObj_GetTextRenderMode(found.raw) == raw.FPDF_TEXTRENDERMODE_INVISIBLE:
            unseen += 1
        else:
            seen += 1
    return unseen > seen

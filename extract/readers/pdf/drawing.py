"""Drawings on a PDF page besides letters: the rules of tables, and the area of images."""

from __future__ import annotations

from itertools import islice, repeat
from typing import Any

from extract.readers.pdf.letters import Matrix, quick

_LOWEST = 6.0
"""Points of a rule between columns at least; an underline is less high."""
_MOST_SEGMENTS = 20_000
"""Lines of a page with ruled tables at most; a map or a drawing has more."""
_DEPTH = 3
_LOOKED_AT = 200
"""Pieces of text and images of a page that decide whether its text is visible."""


def drawn(page: Any, matrix: Matrix) -> tuple[bool, float, int]:
    """Whether lines run down the page, alone or as sides of a box; the area of images; the number of shapes."""
    import pypdfium2.raw as raw

    if _has_only_text(page):
        return False, 0.0, 0
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


def _has_only_text(page: Any) -> bool:
    import pypdfium2.raw as raw

    places = range(raw.FPDFPage_CountObjects(page))
    objects = map(quick("FPDFPage_GetObject", raw.FPDF_PAGEOBJECT), repeat(page.raw), places)
    return all(map(raw.FPDF_PAGEOBJ_TEXT.__eq__, map(quick("FPDFPageObj_GetType"), objects)))


def has_hidden_text(page: Any) -> bool:
    """Whether the text of a page is invisible or behind an image: the text that a scanner recognised."""
    import pypdfium2.raw as raw

    unseen = seen = 0
    kinds = [raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_IMAGE]
    for found in islice(page.get_objects(filter=kinds, max_depth=_DEPTH), _LOOKED_AT):
        if found.type == raw.FPDF_PAGEOBJ_IMAGE:
            # An image covers the text drawn before it.
            unseen, seen = unseen + seen, 0
        elif raw.FPDFTextObj_GetTextRenderMode(found.raw) == raw.FPDF_TEXTRENDERMODE_INVISIBLE:
            unseen += 1
        else:
            seen += 1
    return unseen > seen

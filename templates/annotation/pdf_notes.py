"""PDF highlights over the lines of a remark, with the remark as their note."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any

from extract import errors
from extract.errors import ReadError
from extract.model import Box
from extract.options import ReadOptions
from templates.annotation.notes import Note
from templates.texts import clean

_YELLOW = (255, 222, 89, 255)
_SCALE = 100
"""Device units in a point; pdfium converts only whole numbers from the page as shown to page space."""


def with_notes(path: Path, data: bytes, notes: Sequence[Note], options: ReadOptions, author: str) -> bytes:
    """The PDF with a highlight for each note on every page of its lines, by ``author`` where it has none of its own.

    Raises ``ReadError``.
    """
    import pypdfium2 as pdfium

    try:
        pdf = pdfium.PdfDocument(data, password=options.password)
    except pdfium.PdfiumError as error:
        raise ReadError(errors.NOT_ANNOTATED, path.name) from error
    try:
        for note in notes:
            for number, boxes in groupby(note.anchor.boxes, key=lambda box: box.page):
                page = pdf[number - 1]
                text = "\n".join(map(clean, note.paragraphs))
                _highlight(page, list(boxes), text, clean(note.author or author))
                page.close()
        out = BytesIO()
        pdf.save(out)
    finally:
        pdf.close()
    return out.getvalue()


def _highlight(page: Any, boxes: Sequence[Box], text: str, author: str) -> None:
    import pypdfium2.raw as raw

    annotation = raw.FPDFPage_CreateAnnot(page, raw.FPDF_ANNOT_HIGHLIGHT)
    if not annotation:
        return
    try:
        corners = [_corners(page, box) for box in boxes]
        for left, bottom, right, top in corners:
            quad = raw.FS_QUADPOINTSF(left, top, right, top, left, bottom, right, bottom)
            raw.FPDFAnnot_AppendAttachmentPoints(annotation, quad)
        rectangle = raw.FS_RECTF(
            min(corner[0] for corner in corners),
            max(corner[3] for corner in corners),
            max(corner[2] for corner in corners),
            min(corner[1] for corner in corners),
        )
        raw.FPDFAnnot_SetRect(annotation, rectangle)
        raw.FPDFAnnot_SetColor(annotation, raw.FPDFANNOT_COLORTYPE_Color, *_YELLOW)
        for key, value in ((b"Contents", text), (b"T", author)):
            raw.FPDFAnnot_SetStringValue(annotation, key, _wide(value))
        raw.FPDFAnnot_SetFlags(annotation, raw.FPDF_ANNOT_FLAG_PRINT)
    finally:
        raw.FPDFPage_CloseAnnot(annotation)


def _wide(text: str) -> Any:
    """A string in pdfium's form: UTF-16, little endian, ended by zero."""
    units = (text + "\0").encode("utf-16-le", "surrogatepass")
    return (ctypes.c_ushort * (len(units) // 2)).from_buffer_copy(units)


def _corners(page: Any, box: Box) -> tuple[float, float, float, float]:
    """Left, bottom, right, top in page space of a box on the page as shown."""
    first, second = _point(page, box.x0, box.top), _point(page, box.x1, box.bottom)
    return (
        min(first[0], second[0]),
        min(first[1], second[1]),
        max(first[0], second[0]),
        max(first[1], second[1]),
    )


def _point(page: Any, x: float, y: float) -> tuple[float, float]:
    import pypdfium2.raw as raw

    width, height = (max(1, round(size * _SCALE)) for size in page.get_size())
    found = ctypes.c_double(), ctypes.c_double()
    raw.FPDF_DeviceToPage(
        page, 0, 0, width, height, 0, round(x * _SCALE), round(y * _SCALE), *map(ctypes.byref, found)
    )
    return found[0].value, found[1].value

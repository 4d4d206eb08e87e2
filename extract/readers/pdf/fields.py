"""Form fields of a PDF page, drawn into the page so that their letters are read.

Offices stamp number, day and month into fields of the finished PDF; the text layer alone has blanks there.
"""

from __future__ import annotations

import ctypes
from typing import Any

_TALLEST = 30.0
"""Points: a field of one line is lower; the box of a signature, with the signer's name and the time, is higher."""


def draw_fields(page: Any) -> bool:
    """Draw the fields of one line into a page of pdfium; True where there are any: the page must be opened anew.

    Other annotations (notes of a reader, boxes of signatures) are taken off the opened page, not off the file.
    """
    import pypdfium2.raw as pdfium

    count = pdfium.FPDFPage_GetAnnotCount(page.raw)
    fields = [index for index in range(count) if _is_field(page.raw, index, pdfium)]
    if not fields:
        return False
    for index in reversed(range(count)):
        if index not in fields:
            pdfium.FPDFPage_RemoveAnnot(page.raw, index)
    return bool(pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS)


def _is_field(page: Any, index: int, pdfium: Any) -> bool:
    annotation = pdfium.FPDFPage_GetAnnot(page, index)
    if not annotation:
        return False
    try:
        box = pdfium.FS_RECTF()
        known = pdfium.FPDFAnnot_GetRect(annotation, ctypes.byref(box))
        is_widget = pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_WIDGET
        return bool(known and is_widget and 0 < abs(box.top - box.bottom) <= _TALLEST)
    finally:
        pdfium.FPDFPage_CloseAnnot(annotation)

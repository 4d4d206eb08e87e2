"""Form fields and text boxes of a PDF page, drawn into the page so that their letters are read at their place.

Offices stamp number, day and month into fields of the finished PDF, or type a value over the page; the text layer alone
has blanks there.
"""

from __future__ import annotations

import ctypes
from typing import Any

_TALLEST = 30.0
"""Points: the number or date of a signature is lower; its box with the signer's name and the time is higher."""
_UNSEEN = 2 | 32
"""Flags of an annotation that a viewer does not show: hidden, no view."""


def draw_fields(page: Any) -> tuple[bool, list[str]]:
    """Draw the fields and text boxes into a page of pdfium.

    Returns whether any were drawn (the page must be opened anew), and the texts of those that the file gives no
    appearance for. Other annotations (notes of a reader, boxes of signatures) are taken off the opened page, not off
    the file.
    """
    import pypdfium2.raw as pdfium

    kept: set[int] = set()
    bare: list[str] = []
    count = pdfium.FPDFPage_GetAnnotCount(page.raw)
    for index in range(count):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, index)
        if not annotation:
            continue
        try:
            if not _is_text(annotation, pdfium):
                continue
            if pdfium.FPDFAnnot_GetAP(annotation, pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0) > 2:
                kept.add(index)
            elif text := (
                _value(annotation, b"V", pdfium) or _value(annotation, b"Contents", pdfium)
            ).strip():
                bare.append(" ".join(text.split()))
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)
    if not kept:
        return False, bare
    for index in reversed(range(count)):
        if index not in kept:
            pdfium.FPDFPage_RemoveAnnot(page.raw, index)
    drawn = pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS
    return bool(drawn), bare


def _is_text(annotation: Any, pdfium: Any) -> bool:
    """Whether an annotation shows text of the page: a field, or a text box; not the tall box of a signature."""
    box = pdfium.FS_RECTF()
    if not pdfium.FPDFAnnot_GetRect(annotation, ctypes.byref(box)) or box.top == box.bottom:
        return False
    if pdfium.FPDFAnnot_GetFlags(annotation) & _UNSEEN:
        return False
    kind = pdfium.FPDFAnnot_GetSubtype(annotation)
    if kind == pdfium.FPDF_ANNOT_WIDGET:
        low = abs(box.top - box.bottom) <= _TALLEST
        return low or _value(annotation, b"FT", pdfium) in ("Tx", "Ch")
    return bool(kind == pdfium.FPDF_ANNOT_FREETEXT)


def _value(annotation: Any, key: bytes, pdfium: Any) -> str:
    """The text of a key of an annotation; "" without one."""
    length = pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    if length <= 2:
        return ""
    units = (ctypes.c_ushort * (length // 2))()
    pdfium.FPDFAnnot_GetStringValue(annotation, key, units, length)
    return bytes(units)[: length - 2].decode("utf-16-le", "replace")

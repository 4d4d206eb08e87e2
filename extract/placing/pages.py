"""The pages of a PDF: their number and sizes, images of them, and the letters on them with their boxes.

pdfium works for one thread at a time: calls from several threads wait for each other. A hostile file may take any time
and memory here, as in reading: whoever draws files of others does so in a process with limits.
"""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from extract import errors
from extract.errors import ReadError
from extract.readers.pdf.letters import letters_of
from extract.readers.pdf.pages import MOST_PAGES, PDFIUM

DPI = 110
"""Dots an inch at which print of 13 points is read with ease on a screen."""
_MOST_PIXELS = 40_000_000
"""Pixels of an image at most; a page of A4 at 110 dots an inch has 1.1 million."""
_COLOURS = 64
_SCALE = 10_000
"""Parts of a page's side in which pdfium, which counts in whole pixels, tells places."""

Pdf = bytes | Path
"""A PDF: its content, or its file."""
Edges = tuple[float, float, float, float]
"""Left, top, right, bottom as fractions of the page as shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSize:
    """Width and height of a page as shown, in points (1/72 inch)."""

    width: float
    height: float


def page_sizes(pdf: Pdf) -> tuple[PageSize, ...]:
    """The size of every page, in order; a page that is missing from the file has 1 by 1 point.

    Raises ``ReadError`` if the file is damaged or locked.
    """
    with _opened(pdf) as document:
        return tuple(_size(document, number) for number in range(1, len(document) + 1))


def page_image(pdf: Pdf, page: int, dpi: int = DPI) -> bytes:
    """A page, counted from 1, as shown (turned, with its fields and stamps), as a PNG of 64 colours.

    A page of text takes about 60 kB and 50 ms, one of a scan 200 kB. An image of more than 40 million pixels is drawn
    smaller. Raises ``IndexError`` for a page that is not there, ``ValueError`` for a ``dpi`` below 1, and ``ReadError``
    if the file or the page is damaged, or the file is locked.
    """
    if dpi < 1:
        raise ValueError(f"dpi must be at least 1, not {dpi}")
    from PIL.Image import Quantize

    made = BytesIO()
    with _opened(pdf) as document:
        if not 1 <= page <= len(document):
            raise IndexError(f"page {page} of {len(document)}")
        with _drawn(document, page) as shown:
            if shown is None:
                raise ReadError(errors.DAMAGED_PDF, _name(pdf))
            width, height = shown.get_size()
            scale = min(dpi / 72, (_MOST_PIXELS / (width * height)) ** 0.5)
            image = shown.render(scale=scale, may_draw_forms=False).to_pil()
    # In all its colours a page takes four times the bytes, and more time.
    image.convert("RGB").quantize(_COLOURS, method=Quantize.FASTOCTREE).save(made, "PNG")
    return made.getvalue()


@dataclass(frozen=True, slots=True)
class PageLetters:
    """The letters of a page in the order of the file; U+0000 stands for no letter, and for the end of a line."""

    text: str
    edges: tuple[Edges, ...]
    """The box of each letter; of no extent where it has none."""


def page_letters(pdf: Pdf) -> tuple[PageLetters, ...]:
    """The letters of every page; none for an image, or for a page that is missing from the file.

    Raises ``ReadError`` if the file is damaged or locked.
    """
    with _opened(pdf) as document:
        return tuple(_letters(document, number) for number in range(1, len(document) + 1))


@contextmanager
def _opened(pdf: Pdf) -> Iterator[Any]:
    import pypdfium2 as pdfium

    with PDFIUM:
        try:
            document = pdfium.PdfDocument(pdf)
        except pdfium.PdfiumError as error:
            locked = "password" in str(error).lower()
            raise ReadError(errors.LOCKED if locked else errors.DAMAGED_PDF, _name(pdf)) from error
        except FileNotFoundError as error:
            raise ReadError(errors.MISSING, _name(pdf)) from error
        try:
            if len(document) > MOST_PAGES:
                raise ReadError(errors.TOO_LARGE, _name(pdf))
            yield document
        finally:
            document.close()


def _name(pdf: Pdf) -> str:
    return pdf.name if isinstance(pdf, Path) else "PDF"


@contextmanager
def _page(document: Any, number: int) -> Iterator[Any]:
    """A page; None if it is missing from the file."""
    import pypdfium2 as pdfium

    page = None
    with suppress(pdfium.PdfiumError):
        page = document[number - 1]
    try:
        yield page
    finally:
        if page is not None:
            page.close()


@contextmanager
def _drawn(document: Any, number: int) -> Iterator[Any]:
    """A page with its fields and stamps drawn into it, of this opened file only; None if it is missing."""
    import pypdfium2.raw as raw

    with _page(document, number) as page:
        if page is None or raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY) != raw.FLATTEN_SUCCESS:
            yield page
            return
    with _page(document, number) as page:
        yield page


def _size(document: Any, number: int) -> PageSize:
    with _page(document, number) as page:
        if page is None:
            return PageSize(width=1.0, height=1.0)
        width, height = page.get_size()
        return PageSize(width=width, height=height)


def _letters(document: Any, number: int) -> PageLetters:
    import pypdfium2.raw as raw

    with _drawn(document, number) as page:
        if page is None:
            return PageLetters("", ())
        a, b, e, c, d, f = _to_fractions(page)
        text = page.get_textpage()
        try:
            letters = letters_of(text.raw)
            box, found = raw.FS_RECTF(), list[Edges]()
            box_at, edges_of = ctypes.byref(box), struct.Struct("4f").unpack_from
            for index, letter in enumerate(letters):
                if letter == "\0" or not raw.FPDFText_GetLooseCharBox(text.raw, index, box_at):
                    found.append((0.0, 0.0, 0.0, 0.0))
                    continue
                left, top, right, bottom = edges_of(box)
                x0, x1 = a * left + b * bottom + e, a * right + b * top + e
                y0, y1 = c * left + d * bottom + f, c * right + d * top + f
                found.append((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
        finally:
            text.close()
        return PageLetters(letters, tuple(found))


def _to_fractions(page: Any) -> tuple[float, float, float, float, float, float]:
    """The coefficients (a, b, e, c, d, f) from page space: x = a·x + b·y + e, y = c·x + d·y + f."""
    import pypdfium2.raw as raw

    x, y = ctypes.c_int(), ctypes.c_int()

    def place(px: float, py: float) -> tuple[float, float]:
        raw.FPDF_PageToDevice(page, 0, 0, _SCALE, _SCALE, 0, px, py, x, y)
        return x.value / _SCALE, y.value / _SCALE

    x00, y00 = place(0, 0)
    x10, y10 = place(1000, 0)
    x01, y01 = place(0, 1000)
    return (x10 - x00) / 1000, (x01 - x00) / 1000, x00, (y10 - y00) / 1000, (y01 - y00) / 1000, y00

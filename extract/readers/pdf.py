"""PDF with a text layer: one block a line, with its place on the page."""

from __future__ import annotations

import re
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

from extract import errors
from extract.errors import ReadError
from extract.model import Box, Document, Style
from extract.options import DEFAULT, ReadOptions
from extract.readers.assembly import Assembly
from extract.readers.pdf_columns import Placed
from extract.readers.pdf_drawing import drawn
from extract.readers.pdf_layout import Layout
from extract.readers.pdf_lines import Line, PageText
from extract.readers.pdf_margins import Look, areas, looks
from extract.readers.pdf_tables import Tables

# pdfium must not be called from two threads at once.
_PDFIUM = threading.Lock()

_SCAN_LETTERS = 300
"""A page that is one large image and has fewer letters than this is a scan with a stamp on it."""
_SCAN_SHARE = 0.5
"""Of the page: a scan covers at least this much."""
_STRANGE_SHARE = 0.03
"""Of the letters: more from foreign alphabets mean that the font's letter table is broken."""
# Letters that are not Latin, and what stands for no letter.
_STRANGE = re.compile("[^\\W\\d_A-ʯḀ-ỿ]|[\ue000-\uf8ff\ufffd]")
_ASCENT, _DESCENT = 0.9, 0.25
"""Of the letter size, above and below the baseline, with room for Vietnamese marks."""


def read(path: Path, data: bytes, options: ReadOptions = DEFAULT) -> Document:  # noqa: ARG001
    """Lines in reading order; two-column parts are read down the left, then down the right column."""
    with _PDFIUM:
        pages = _Pages(path, data)
    if not any(pages.placed):
        raise ReadError(errors.SCANNED if pages.scanned else errors.NO_TEXT, path.name)
    assembly = Assembly()
    text_areas = areas(pages.placed, pages.shapes)
    for number, (placed, area) in enumerate(zip(pages.placed, text_areas, strict=True)):
        following = pages.placed[number + 1] if number + 1 < len(pages.placed) else []
        for item, seen in zip(placed, looks(placed, area, following), strict=True):
            _add(assembly, item, seen)
    return assembly.document(path, data, "pdf", pages=len(pages.placed), warnings=pages.warnings())


class _Pages:
    """The lines of all pages; every page is closed before the next is opened."""

    def __init__(self, path: Path, data: bytes) -> None:
        import pypdfium2 as pdfium

        self.shapes: list[tuple[float, float]] = []
        self.scanned: list[int] = []
        self._slanted: list[int] = []
        self._layout = Layout()
        self._tables = Tables(data)
        try:
            with closing(self._tables), pdfium.PdfDocument(data) as pdf:
                for number in range(len(pdf)):
                    page = pdf[number]
                    try:
                        self._read(page, number)
                    finally:
                        page.close()
        except pdfium.PdfiumError as error:
            locked = "password" in str(error).lower()
            raise ReadError(errors.LOCKED if locked else errors.DAMAGED_PDF, path.name) from error

    @property
    def placed(self) -> list[list[Placed]]:
        """Lines in reading order, page by page."""
        return self._layout.pages

    def _read(self, page: Any, number: int) -> None:
        text = PageText(page)
        ruled, covered = drawn(page, text.matrix)
        lines = text.lines
        if text.letters < _SCAN_LETTERS and covered > _SCAN_SHARE * text.width * text.height:
            self.scanned.append(number + 1)
            lines = []
        if text.skipped.strip():
            self._slanted.append(number + 1)
        found = self._tables.grids(number) if ruled and lines else []
        self._layout.add(lines, found, text.width)
        self.shapes.append((text.width, text.height))

    def warnings(self) -> tuple[str, ...]:
        """Sentences for the user about what could not be read or trusted."""
        found = []
        if self.scanned:
            found.append(f"Trang {_listed(self.scanned)} là ảnh quét, chưa đọc được chữ.")
        if self._slanted:
            found.append(f"Chữ viết nghiêng hoặc xoay ở trang {_listed(self._slanted)} không được đọc.")
        if self._tables.failed:
            pages = _listed(self._tables.failed)
            found.append(f"Không đọc được đường kẻ bảng ở trang {pages}; chữ trong bảng có thể lẫn dòng.")
        if self._is_strange():
            found.append("Bảng mã phông chữ của PDF có vẻ hỏng; chữ đọc được có thể sai. Hãy dùng bản Word.")
        return tuple(found)

    def _is_strange(self) -> bool:
        text = "".join(item.line.text for placed in self.placed for item in placed)
        return len(_STRANGE.findall(text)) > _STRANGE_SHARE * max(1, sum(map(str.isalpha, text)))


def _add(assembly: Assembly, item: Placed, seen: Look) -> None:
    line = item.line
    telling = [word for word in line.words if any(c.isalnum() for c in word.text)] or line.words
    assembly.add(
        line.text,
        style=Style(
            bold=all(word.bold for word in telling),
            italic=all(word.italic for word in telling),
            centered=seen.centered,
        ),
        page=item.page,
        cell=item.cell,
        line=True,
        full=seen.full,
        indented=seen.indented,
        boxes=(_box(line, item.page),),
    )


def _box(line: Line, page: int) -> Box:
    return Box(
        page=page,
        x0=round(line.x0, 2),
        top=round(line.base - _ASCENT * line.size, 2),
        x1=round(line.x1, 2),
        bottom=round(line.base + _DESCENT * line.size, 2),
    )


def _listed(pages: list[int]) -> str:
    return ", ".join(map(str, pages))

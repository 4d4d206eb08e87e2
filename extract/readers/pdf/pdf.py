"""PDF files: one block for each line, with its box on the page; the letters of scanned pages are recognised."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from extract import errors
from extract.errors import ReadError
from extract.model import Document
from extract.options import DEFAULT, ReadOptions
from extract.readers.pdf.paged import document, listed, recognised
from extract.readers.pdf.pages import opened

_SHOWN = 80
"""Letters of a field that the user is told."""


def read(path: Path, data: bytes, options: ReadOptions = DEFAULT) -> Document:
    """Read the lines in reading order, with ruled tables as cells.

    Raises ``ReadError`` if the file is damaged, locked, too large or without text, or if it is a scan and Tesseract is
    not installed.
    """
    with opened(path, data, options) as pdf:
        pages = pdf.pages()
        found = recognised(pages, sorted(pdf.suspect), pdf.image, path.name, options)
        warnings, gaps = [*found.warnings], list[str]()
        if pdf.slanted:
            pages_told = listed(pdf.slanted)
            warnings.append(f"Chữ viết nghiêng hoặc xoay ở trang {pages_told} không được đọc.")
        if pdf.tables_failed:
            pages_told = listed(pdf.tables_failed)
            warnings.append(
                f"Không đọc được đường kẻ bảng ở trang {pages_told}; chữ trong bảng có thể lẫn dòng."
            )
        if pdf.lost:
            warnings.append(f"Trang {listed(pdf.lost)} bị hỏng, không đọc được.")
            gaps.append(f"trang {listed(pdf.lost)}")
        for number, text in pdf.bare:
            gaps.append(f"ô điền “{text[:_SHOWN]}” ở trang {number}")
        if pdf.bare:
            shown = "; ".join(f"“{text[:_SHOWN]}” (trang {number})" for number, text in pdf.bare)
            warnings.append(f"Chữ trong ô điền không có hình hiển thị nên chưa được đọc vào câu: {shown}.")
        if pdf.decoder is not None:
            warnings.append(pdf.decoder.warning)
    if not any(page.lines for page in found.pages):
        raise ReadError(errors.NO_TEXT, path.name)
    made = document(path, data, "pdf", found.pages, tuple(warnings))
    return replace(made, gaps=(*gaps, *made.gaps))

"""Files of the kind that scanners and telephones make, from the pages of a printed plan."""

from __future__ import annotations

import re
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium

if TYPE_CHECKING:
    from PIL.Image import Image


def picture(path: Path, page: int, *, dpi: int = 200) -> Image:
    """A page (from 1) of a PDF as a grey picture."""
    with pdfium.PdfDocument(path) as pdf:
        opened = pdf[page - 1]
        drawn: Image = opened.render(scale=dpi / 72).to_pil().convert("L")
        opened.close()
    return drawn


def scan(images: list[Image], path: Path, *, dpi: int = 200) -> Path:
    """A PDF of pictures."""
    images[0].save(path, save_all=True, append_images=images[1:], resolution=dpi)
    return path


def mixed(printed: Path, images: dict[int, Image], path: Path, *, dpi: int = 200) -> Path:
    """The PDF with some pages (from 1) as pictures in place of the printed ones."""
    made = pdfium.PdfDocument.new()
    with pdfium.PdfDocument(printed) as pdf:
        for number in range(1, len(pdf) + 1):
            if number in images:
                page = scan([images[number]], path.with_name(f"page{number}.pdf"), dpi=dpi)
                with pdfium.PdfDocument(page) as single:
                    made.import_pages(single)
            else:
                made.import_pages(pdf, [number - 1])
    return saved(made, path)


def first_pages(printed: Path, number: int, path: Path) -> Path:
    """The first pages of a PDF."""
    made = pdfium.PdfDocument.new()
    with pdfium.PdfDocument(printed) as pdf:
        made.import_pages(pdf, list(range(number)))
    return saved(made, path)


def covered(printed: Path, image: Image, path: Path) -> Path:
    """The first page of a PDF under a picture of the whole page, which hides its text."""
    made = pdfium.PdfDocument.new()
    with pdfium.PdfDocument(printed) as pdf:
        made.import_pages(pdf, [0])
    page = made[0]
    layer = pdfium.PdfImage.new(made)
    layer.set_bitmap(pdfium.PdfBitmap.from_pil(image))
    layer.set_matrix(pdfium.PdfMatrix().scale(*page.get_size()))
    page.insert_obj(layer)
    page.gen_content()
    return saved(made, path)


def saved(pdf: Any, path: Path) -> Path:
    """Write and close a document of pdfium."""
    with path.open("wb") as file:
        pdf.save(file)
    pdf.close()
    return path


_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.S)


def broken_letters(printed: Path, path: Path) -> Path:
    """The PDF with shifted maps from glyphs to letters: its look is right, and its text is nonsense."""

    def broken(match: re.Match[bytes]) -> bytes:
        try:
            plain = zlib.decompress(match[1])
        except zlib.error:
            return match[0]
        if b"beginbfchar" not in plain and b"beginbfrange" not in plain:
            return match[0]
        shifted = re.sub(
            rb"<([0-9A-Fa-f]{4})>(?=\s*[\r\n])", lambda code: b"<%04X>" % (int(code[1], 16) + 0x3A7), plain
        )
        return b"stream\n" + zlib.compress(shifted) + b"\nendstream"

    path.write_bytes(_STREAM.sub(broken, printed.read_bytes()))
    return path

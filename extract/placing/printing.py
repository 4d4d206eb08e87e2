"""A document of any format as the PDF whose pages are shown: a PDF as it is, an image as pages, others by LibreOffice.

LibreOffice runs with a profile of its own, without macros and network (``extract.readers.word.office``).
"""

from __future__ import annotations

import codecs
from io import BytesIO
from pathlib import Path

from extract import errors
from extract.errors import ReadError
from extract.options import DEFAULT, ReadOptions
from extract.readers import reader_of
from extract.readers.programs import libreoffice

_WORD = ("docx", "office")
_PAGE = b'<meta http-equiv="Content-Type" content="text/html; charset=utf-8">'


def printed(path: Path, options: ReadOptions = DEFAULT) -> bytes:
    """The PDF that shows the pages of a file that can be read, without its password.

    A PDF comes as it is. An image gives a page for each frame. Word, HTML, text and Markdown are printed by
    LibreOffice, which takes 1 to 6 seconds; the bytes differ from run to run. Tracked changes are shown as such,
    text in old encodings is drawn with the fonts of this machine.

    Raises ``ReadError``: ``errors.NOT_SHOWN`` without LibreOffice and ``errors.NOT_PRINTED`` where it fails, in both
    cases the text can be shown instead; else as for ``extract.read``.
    """
    data = path.read_bytes()
    kind = _kind(path, data)
    if kind == "pdf":
        return _opened(path, data, options)
    if kind == "image":
        from extract.readers.scan.image import as_pdf

        return as_pdf(path, data)
    if libreoffice() is None:
        raise ReadError(errors.NOT_SHOWN, path.name)
    from extract.readers.word import office

    content, ending = _for_office(path, data, kind, options)
    try:
        return office.as_pdf(content, ending)
    except OSError as error:
        raise ReadError(errors.NOT_PRINTED, path.name) from error


def _kind(path: Path, data: bytes) -> str:
    """The name of the module that reads the file."""
    return reader_of(path, data).__module__.rpartition(".")[2]


def _opened(path: Path, data: bytes, options: ReadOptions) -> bytes:
    """A PDF as it is, or without its password."""
    from extract.readers.pdf.pages import PDFIUM, opened

    if options.password is None:
        return data
    import pypdfium2 as pdfium

    with opened(path, data, options):
        pass  # a wrong password is told
    with PDFIUM:
        made = BytesIO()
        pdf = pdfium.PdfDocument(data, password=options.password)
        try:
            pdf.save(made, flags=pdfium.raw.FPDF_REMOVE_SECURITY)
        finally:
            pdf.close()
    return made.getvalue()


def _for_office(path: Path, data: bytes, kind: str, options: ReadOptions) -> tuple[bytes, str]:
    """The content and the ending that LibreOffice opens: unlocked, in an encoding that it cannot mistake."""
    from extract.readers.word import docx, office

    if kind == "docx":
        return docx.plain(path, data, options), "docx"
    if kind == "office":
        return office.plain(path, data, options)
    if kind in ("html", "mhtml"):
        from extract.readers.html import html, mhtml

        page = mhtml.page_of(path, data) if kind == "mhtml" else data
        if not html.declares_encoding(page):
            page = _PAGE + html.decode_page(page)[0].encode("utf-8", "replace")
        return page, "html"
    from extract.readers.plain.encoding import decode

    text, _ = decode(data)
    return codecs.BOM_UTF8 + text.encode("utf-8", "replace"), "txt"

"""Files to ``Document``: the format is told from the content first, then from the name."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from extract import errors
from extract.errors import ReadError
from extract.model import Document
from extract.options import DEFAULT, ReadOptions

__all__ = ["SUFFIXES", "read_document"]

Reader = Callable[[Path, bytes, ReadOptions], Document]
"""What every reader offers: the path (for names and messages), the bytes, how to read."""

SUFFIXES = (".docx", ".pdf", ".html", ".htm", ".md", ".txt")
"""File names offered to the user; others are tried by their content."""

_MARKDOWN_NAMES = {".md", ".markdown", ".mdown"}
_HTML_NAMES = {".html", ".htm", ".xhtml"}

# First bytes of formats that are known and not read, with their names for the user.
_FOREIGN: tuple[tuple[bytes, str, str], ...] = (
    (b"\xd0\xcf\x11\xe0", "Office cũ (.doc, .xls, .ppt)", "legacy Office files (.doc, .xls, .ppt)"),
    (b"{\\rtf", ".rtf", ".rtf"),
    (b"\x89PNG", "ảnh (.png)", "images (.png)"),
    (b"\xff\xd8\xff", "ảnh (.jpg)", "images (.jpg)"),
    (b"GIF8", "ảnh (.gif)", "images (.gif)"),
    (b"BM", "ảnh (.bmp)", "images (.bmp)"),
    (b"II*\x00", "ảnh (.tif)", "images (.tif)"),
    (b"MM\x00*", "ảnh (.tif)", "images (.tif)"),
    (b"RIFF", "ảnh hoặc âm thanh", "images or sound"),
    (b"Rar!", ".rar", ".rar"),
    (b"7z\xbc\xaf", ".7z", ".7z"),
    (b"\x1f\x8b", ".gz", ".gz"),
)
# Members that tell the kind of a zip file.
_ZIPPED: tuple[tuple[str, str, str], ...] = (
    ("xl/", "Excel (.xlsx)", "Excel files (.xlsx)"),
    ("ppt/", "PowerPoint (.pptx)", "PowerPoint files (.pptx)"),
    ("content.xml", "OpenDocument (.odt, .ods)", "OpenDocument files (.odt, .ods)"),
    ("META-INF/container.xml", "sách điện tử (.epub)", "e-books (.epub)"),
)
# A page: the first tag, behind an XML declaration and comments.
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta)\b", re.I | re.S
)
_HTML_PIECE = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:div|p|table|center|span|font|h[1-6])\b[^>]*>", re.I | re.S
)
_WORD_XML = re.compile(rb"\s*<\?xml[^>]*\?>\s*<\?mso-application|<pkg:package\b|<w:wordDocument\b")


def read_document(path: Path, options: ReadOptions = DEFAULT) -> Document:
    """The text and layout of a file.

    Raises ``ReadError`` with a sentence for the user when the file is missing, empty, damaged,
    locked, a mere scan, or of a format that this version does not read.
    """
    data = _load(path)
    try:
        document = _reader(path, data)(path, data, options)
    except RecursionError as error:
        raise ReadError(errors.DAMAGED_HTML, path.name) from error
    if not document.blocks:
        raise ReadError(errors.NO_TEXT, path.name)
    return document


def _load(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise ReadError(errors.MISSING, path.name) from error
    except OSError as error:
        # Windows answers "permission denied" for a folder.
        reason = errors.DIRECTORY if path.is_dir() else errors.REFUSED
        raise ReadError(reason, path.name or str(path)) from error
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise ReadError(errors.EMPTY, path.name)
    return data


def _reader(path: Path, data: bytes) -> Reader:
    """The reader for this content; each is imported only when it is needed."""
    head = data[:1024]
    # Mail programs and scanners put a few bytes before the header; viewers accept 1024.
    if b"%PDF-" in head:
        from extract.readers import pdf

        return pdf.read
    if data.startswith(b"PK\x03\x04") or path.suffix.lower() in (".docx", ".docm"):
        _require_word(path, data)
        from extract.readers import docx

        return docx.read
    _refuse_foreign(path, data)
    return _text_reader(path, data)


def _require_word(path: Path, data: bytes) -> None:
    """A zip file that holds no Word document is damaged or of another kind."""
    if not data.startswith(b"PK\x03\x04"):
        _refuse_foreign(path, data)
        raise ReadError(errors.DAMAGED_DOCX, path.name)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ReadError(errors.DAMAGED_DOCX, path.name) from error
    if any(name.replace("\\", "/").startswith("word/") for name in names):
        return
    for member, name, name_en in _ZIPPED:
        if any(found.startswith(member) for found in names):
            raise ReadError(errors.unsupported(name, name_en), path.name)
    raise ReadError(errors.unsupported("tệp nén (.zip)", "zip archives"), path.name)


def _refuse_foreign(path: Path, data: bytes) -> None:
    if data.startswith(b"\xd0\xcf\x11\xe0") and "EncryptedPackage".encode("utf-16-le") in data:
        raise ReadError(errors.LOCKED, path.name)
    for magic, name, name_en in _FOREIGN:
        # "BM" alone could begin a text.
        if data.startswith(magic) and not (magic == b"BM" and b"\x00" not in data[:64]):
            raise ReadError(errors.unsupported(name, name_en), path.name)
    if _WORD_XML.search(data[:2048]):
        raise ReadError(errors.unsupported("Word XML", "Word XML"), path.name)


def _text_reader(path: Path, data: bytes) -> Reader:
    from extract.readers.encoding import decode

    head = decode(data[:4096] if len(data) > 4096 else data)[0]
    suffix = path.suffix.lower()
    if suffix == ".pdf":
        raise ReadError(errors.DAMAGED_PDF, path.name)
    if "\x00" in head:
        known = not suffix or suffix in SUFFIXES
        raise ReadError(errors.NOT_TEXT if known else errors.unsupported(suffix, suffix), path.name)
    named = suffix in _MARKDOWN_NAMES or suffix == ".txt"
    if _HTML_START.match(head) or suffix in _HTML_NAMES or (not named and _HTML_PIECE.match(head)):
        from extract.readers import html

        return html.read
    if suffix in _MARKDOWN_NAMES:
        from extract.readers import markdown

        return markdown.read
    from extract.readers import text

    return text.read

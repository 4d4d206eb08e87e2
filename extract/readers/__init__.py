"""From a file to a ``Document``; the content decides the format before the name."""

from __future__ import annotations

import os
import re
import stat
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import IO

from extract import errors
from extract.errors import ReadError
from extract.model import Document
from extract.options import DEFAULT, ReadOptions
from extract.paths import reachable

__all__ = ["SUFFIXES", "Readable", "read_document", "reader_of"]

Readable = str | os.PathLike[str] | IO[bytes]
"""A file by name, by path, or open for reading in binary mode (``BytesIO`` is one)."""

Reader = Callable[[Path, bytes, ReadOptions], Document]
"""A reader: from the path (for names and messages, never opened), the bytes and the options."""

SUFFIXES = (
    *(".docx", ".docm", ".dotx", ".dotm", ".doc", ".rtf", ".odt"),
    *(".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif", ".webp"),
    *(".html", ".htm", ".mht", ".mhtml", ".md", ".txt"),
)
"""Endings of file names offered to the user; other files are read by their content."""

_MARKDOWN_NAMES = {".md", ".markdown", ".mdown"}
_HTML_NAMES = {".html", ".htm", ".xhtml"}
_WORD_NAMES = {".docx", ".docm", ".dotx", ".dotm", ".odt"}

# First bytes of formats that are recognised but not read, with their names for the user.
_FOREIGN: tuple[tuple[bytes, str, str], ...] = (
    (b"RIFF", "âm thanh hoặc phim", "sound or film"),
    (b"MZ", "chương trình (.exe)", "programs (.exe)"),
    (b"\x7fELF", "chương trình", "programs"),
    (b"Rar!", ".rar", ".rar"),
    (b"7z\xbc\xaf", ".7z", ".7z"),
    (b"\x1f\x8b", ".gz", ".gz"),
)
# Members by which the kind of a zip file is recognised.
_ZIPPED: tuple[tuple[str, str, str], ...] = (
    ("xl/", "Excel (.xlsx)", "Excel files (.xlsx)"),
    ("ppt/", "PowerPoint (.pptx)", "PowerPoint files (.pptx)"),
    ("META-INF/container.xml", "sách điện tử (.epub)", "e-books (.epub)"),
)
# The first tag of a page, behind an XML declaration and comments.
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta)\b", re.I | re.S
)
_HTML_PIECE = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:div|p|table|center|span|font|h[1-6])\b[^>]*>", re.I | re.S
)
# A page saved with all its parts in one file, as mail is.
_MIME_START = re.compile(r"(?:[A-Z][\w-]*: .*\r?\n(?:[ \t].*\r?\n)*)*?(?:MIME-Version|Content-Type): ", re.I)
_OLE = b"\xd0\xcf\x11\xe0"
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
# Streams by which the kind of an old Office file is recognised.
_OLE_KINDS: tuple[tuple[str, str, str], ...] = (
    ("Workbook", "Excel cũ (.xls)", "legacy Excel files (.xls)"),
    ("PowerPoint Document", "PowerPoint cũ (.ppt)", "legacy PowerPoint files (.ppt)"),
)
_UNNAMED = "không tên"
"""The name of a document that comes from a stream without one."""
_PIECE = 1 << 20
"""Bytes read from a stream at once."""
_LARGEST, _LARGEST_TEXT = 512 * 1024 * 1024, 64 * 1024 * 1024
"""Bytes of a file at most, and of a text file; a plan of 500 pages has some 3 million of text."""
_LARGEST_XML = 64 * 1024 * 1024
"""Unpacked bytes of the XML of an OpenDocument text at most, as of a Word file."""
# An entry of a zip file's directory that is a part of Word; some programs write the other slash.
_WORD_PART = re.compile(rb"PK\x01\x02.{42}word[/\\]", re.S)
_DIRECTORY_END = b"PK\x05\x06"
_FLAT_WORD = b"<pkg:package"
_OFFICE_XML = re.compile(rb"\s*<\?xml[^>]*\?>\s*<\?mso-application|<w:wordDocument\b|<office:document\b")


def read_document(source: Readable, options: ReadOptions = DEFAULT, *, name: str | None = None) -> Document:
    """Read the text and layout of a file.

    ``source`` and ``name`` are those of ``extract.pipeline.read_plan``. Raises ``ReadError`` if the file is missing,
    empty, damaged, locked, too large, a scan that cannot be recognised, or of a format that is not read.
    """
    path, data = _taken(source, name)
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise ReadError(errors.EMPTY, path.name)
    try:
        document = reader_of(path, data)(path, data, options)
    except RecursionError as error:
        raise ReadError(errors.DAMAGED_HTML, path.name) from error
    if not document.blocks:
        raise ReadError(errors.NO_TEXT, path.name)
    return document


def _taken(source: Readable, name: str | None) -> tuple[Path, bytes]:
    """The name of a source, as a path that is never opened, and its bytes."""
    if isinstance(source, str | os.PathLike):
        path = Path(source)
        named = Path(name or path)
        return named, _from_disk(path, named.name or str(path))
    if not hasattr(source, "read"):
        raise TypeError(f"a file name, a path or an open binary file is needed, not {type(source).__name__}")
    told = name or getattr(source, "name", None)
    # The name of a temporary file may be a number.
    named = Path(told) if isinstance(told, str) and Path(told).name else Path(_UNNAMED)
    return named, _from_stream(source, named.name)


def _from_disk(path: Path, name: str) -> bytes:
    place = reachable(path)
    try:
        kind = place.stat()
        # The kind is checked first, since opening a pipe without a writer would block.
        if stat.S_ISDIR(kind.st_mode):
            raise ReadError(errors.DIRECTORY, name)
        if not stat.S_ISREG(kind.st_mode):
            raise ReadError(errors.SPECIAL, name)
        if kind.st_size > _LARGEST:
            raise ReadError(errors.TOO_LARGE, name)
        return place.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ReadError(errors.MISSING, name) from error
    except (OSError, ValueError) as error:
        # A circle of links, an invalid name, or no permission to read.
        raise ReadError(errors.REFUSED, name) from error


def _from_stream(stream: IO[bytes], name: str) -> bytes:
    """All bytes from the stream's position on, up to the limit of a file; a raw stream gives them in pieces."""
    data = bytearray()
    try:
        while piece := stream.read(_PIECE):
            if not isinstance(piece, bytes):
                raise TypeError(
                    f"a file opened in binary mode is needed, not one that gives {type(piece).__name__}"
                )
            data += piece
            if len(data) > _LARGEST:
                raise ReadError(errors.TOO_LARGE, name)
    except OSError as error:
        raise ReadError(errors.REFUSED, name) from error
    return bytes(data)


def reader_of(path: Path, data: bytes) -> Reader:
    """The reader for this content; readers are imported only when needed.

    Raises ``ReadError`` for a format that is not read.
    """
    head = data[:1024]
    if data.startswith(_PICTURES) or _is_picture(data):
        from extract.readers.scan import image

        return image.read
    if data.startswith(_OLE):
        return _ole_reader(path, data)
    if _FLAT_WORD in head:
        from extract.readers.word import docx

        return docx.read_flat
    if head.lstrip()[:5] == b"{\\rtf" or _OFFICE_XML.search(data[:2048]):
        from extract.readers.word import office

        return office.read
    # Mail programs and scanners put a few bytes before the header; viewers accept 1024.
    if b"%PDF-" in head:
        from extract.readers.pdf import pdf

        return pdf.read
    if data.startswith(b"PK\x03\x04"):
        if not _lists_word(data) and _is_open_document(path, data):
            from extract.readers.word import office

            return office.read
        from extract.readers.word import docx

        return docx.read
    _refuse_foreign(path, data)
    return _text_reader(path, data)


def _is_picture(data: bytes) -> bool:
    """Whether the content is a Windows bitmap or WebP, whose first bytes alone are ambiguous."""
    bitmap = data.startswith(b"BM") and int.from_bytes(data[2:6], "little") == len(data)
    return bitmap or (data.startswith(b"RIFF") and data[8:12] == b"WEBP")


def _ole_reader(path: Path, data: bytes) -> Reader:
    """The reader of an OLE container, which holds an old Office file or a protected new one."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        from extract.readers.word import docx

        return docx.read
    if "WordDocument".encode("utf-16-le") not in data:
        for inside, name, name_en in _OLE_KINDS:
            if inside.encode("utf-16-le") in data:
                raise ReadError(errors.unsupported(name, name_en), path.name)
    from extract.readers.word import office

    return office.read


def _lists_word(data: bytes) -> bool:
    """Whether the directory of a zip file lists a part of Word; it is looked through and not yet opened."""
    end = data.rfind(_DIRECTORY_END)
    start = int.from_bytes(data[end + 16 : end + 20], "little")
    return end >= 0 and _WORD_PART.search(data, start, end) is not None


def _is_open_document(path: Path, data: bytes) -> bool:
    """Whether a zip file is an OpenDocument text (else Word); raises ``ReadError`` if it is neither."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            texts = sum(info.file_size for info in archive.infolist() if info.filename.endswith(".xml"))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ReadError(errors.DAMAGED_DOCX, path.name) from error
    if any(name.replace("\\", "/").startswith("word/") for name in names):
        return False
    if "content.xml" in names and b"opendocument.text" in data[:200]:
        if texts > _LARGEST_XML:
            raise ReadError(errors.TOO_LARGE, path.name)
        return True
    if "content.xml" in names:
        raise ReadError(
            errors.unsupported("OpenDocument (.ods, .odp)", "OpenDocument (.ods, .odp)"), path.name
        )
    for member, name, name_en in _ZIPPED:
        if any(found.startswith(member) for found in names):
            raise ReadError(errors.unsupported(name, name_en), path.name)
    raise ReadError(errors.unsupported("tệp nén (.zip)", "zip archives"), path.name)


def _refuse_foreign(path: Path, data: bytes) -> None:
    for magic, name, name_en in _FOREIGN:
        # A text, too, may begin with two such letters.
        if data.startswith(magic) and (len(magic) > 2 or b"\x00" in data[:64]):
            raise ReadError(errors.unsupported(name, name_en), path.name)


def _text_reader(path: Path, data: bytes) -> Reader:
    from extract.readers.plain.encoding import decode

    if len(data) > _LARGEST_TEXT:
        raise ReadError(errors.TOO_LARGE, path.name)
    head = decode(data[:4096] if len(data) > 4096 else data)[0]
    suffix = path.suffix.lower()
    if suffix == ".pdf":
        raise ReadError(errors.DAMAGED_PDF, path.name)
    if _MIME_START.match(head):
        from extract.readers.html import mhtml

        return mhtml.read
    if suffix in _WORD_NAMES and not _HTML_START.match(head):
        raise ReadError(errors.DAMAGED_DOCX, path.name)
    if "\x00" in head:
        known = not suffix or suffix in SUFFIXES
        raise ReadError(errors.NOT_TEXT if known else errors.unsupported(suffix, suffix), path.name)
    named = suffix in _MARKDOWN_NAMES or suffix == ".txt"
    if _HTML_START.match(head) or suffix in _HTML_NAMES or (not named and _HTML_PIECE.match(head)):
        from extract.readers.html import html

        return html.read
    if suffix in _MARKDOWN_NAMES:
        from extract.readers.plain import markdown

        return markdown.read
    from extract.readers.plain import text

    return text.read

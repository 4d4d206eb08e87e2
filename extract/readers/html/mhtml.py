"""A web page saved with all its parts in one file (.mht): the page that holds the document is read."""

from __future__ import annotations

import codecs
import email
import email.policy
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from extract import errors
from extract.errors import ReadError
from extract.model import Document
from extract.options import DEFAULT, ReadOptions
from extract.readers.html import html


def read(path: Path, data: bytes, options: ReadOptions = DEFAULT) -> Document:
    """Read the page as the reader of web pages does; the hash is that of the whole file."""
    return replace(html.read(path, page_of(path, data), options), sha256=sha256(data).hexdigest())


def page_of(path: Path, data: bytes) -> bytes:
    """The page that holds the document; raises ``ReadError`` without one."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    contents = [
        _declared(content, part.get_content_charset())
        for part in message.walk()
        if part.get_content_type() in ("text/html", "application/xhtml+xml")
        and isinstance(content := part.get_payload(decode=True), bytes)
        and content.strip()
    ]
    if not contents:
        raise ReadError(errors.DAMAGED_HTML, path.name)
    # Frames and advertisements are pages, too: the page with the most markers is the document.
    return max(contents, key=html.signs_of_document)


def _declared(content: bytes, charset: str | None) -> bytes:
    """The page in UTF-8, decoded by the charset of its envelope, unless it names an encoding itself."""
    if charset is None or html.declares_encoding(content):
        return content
    try:
        return codecs.BOM_UTF8 + content.decode(charset).encode("utf-8")
    except (LookupError, UnicodeError):
        return content

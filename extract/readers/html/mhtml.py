"""A web page saved with all its parts in one file (.mht): the page that holds a document is read."""

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
    """As the reader of web pages; the hash is that of the whole file."""
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
    # The first of the best: frames and advertisements are pages, too.
    main = max(contents, key=html.signs_of_document)
    return replace(html.read(path, main, options), sha256=sha256(data).hexdigest())


def _declared(content: bytes, charset: str | None) -> bytes:
    """The page with the encoding that only its envelope names, if it names none itself."""
    if charset is None or html.declares_encoding(content):
        return content
    try:
        return codecs.BOM_UTF8 + content.decode(charset).encode("utf-8")
    except (LookupError, UnicodeError):
        return content

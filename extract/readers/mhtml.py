"""A web page saved with all its parts in one file (.mht): its first page is read, pictures and frames are not."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from extract import errors
from extract.errors import ReadError
from extract.model import Document
from extract.options import DEFAULT, ReadOptions
from extract.readers import html


def read(path: Path, data: bytes, options: ReadOptions = DEFAULT) -> Document:
    """As the reader of web pages; the hash is that of the whole file."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content.strip():
                return replace(html.read(path, content, options), sha256=sha256(data).hexdigest())
    raise ReadError(errors.DAMAGED_HTML, path.name)

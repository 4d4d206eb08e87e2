"""What rows hold of the machine's results: JSON, compressed."""

from __future__ import annotations

import json
import zlib
from typing import Any

from compare.model import Review
from compare.stored import dump_review, load_review
from doichieu import __version__
from extract.model import Document, Plan
from extract.stored import Stored, dump_plan, load_plan

FORM = 1
"""Version of the stored form; with another one everything is read anew."""
PROGRAM = f"{__version__}/{FORM}"
"""What ``Reading.program`` and ``Run.program`` say."""

DOCUMENTS: Stored[Document] = Stored(Document, "doichieu.stored.document/1")
"""Stored documents: the text of a file with its blocks."""

Packed = bytes | memoryview


def pack(data: Any) -> bytes:
    """Plain data (what JSON has) as bytes."""
    return zlib.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())


def unpack(packed: Packed) -> Any:
    """The data again."""
    return json.loads(zlib.decompress(packed))


def pack_plan(plan: Plan) -> bytes:
    """A plan as bytes, about 12 kB for ten pages."""
    return zlib.compress(dump_plan(plan))


def plan_of(packed: Packed) -> Plan:
    """The plan again."""
    return load_plan(zlib.decompress(packed))


def pack_review(review: Review) -> bytes:
    """A review as bytes."""
    return zlib.compress(dump_review(review))


def review_of(packed: Packed) -> Review:
    """The review again."""
    return load_review(zlib.decompress(packed))


def pack_document(document: Document) -> bytes:
    """A document as bytes."""
    return zlib.compress(DOCUMENTS.dump(document))


def document_of(packed: Packed) -> Document:
    """The document again."""
    return DOCUMENTS.load(zlib.decompress(packed))

"""What rows hold of the machine's results: JSON, compressed."""

from __future__ import annotations

import json
import zlib
from typing import Any

from compare.model import Review
from doichieu import __version__
from extract.codec import Codec
from extract.model import Document, Plan

FORM = 1
"""Version of the stored form; with another one everything is read anew."""
PROGRAM = f"{__version__}/{FORM}"
"""What ``Reading.program`` and ``Run.program`` say."""

_CODEC = Codec()


def pack(data: Any) -> bytes:
    """Plain data (what JSON has) as bytes."""
    return zlib.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())


def unpack(packed: bytes | memoryview) -> Any:
    """The data again."""
    return json.loads(zlib.decompress(packed))


def pack_plan(plan: Plan) -> bytes:
    return pack(_CODEC.encode(plan))


def plan_of(packed: bytes | memoryview) -> Plan:
    return _CODEC.decode(Plan, unpack(packed))


def pack_review(review: Review) -> bytes:
    return pack(_CODEC.encode(review))


def review_of(packed: bytes | memoryview) -> Review:
    return _CODEC.decode(Review, unpack(packed))


def pack_text(document: Document) -> bytes:
    """The blocks of a document, for the text view: [start, text] each."""
    return pack([[block.start, block.text] for block in document.blocks])

"""How deep a paragraph without a label reaches: an unnumbered heading, a stem of bullets, or text."""

from __future__ import annotations

import re

from extract.lines.labels import Rank
from extract.traced import Paragraph

# "Phụ lục I", "Biểu số 01", "PHỤ LỤC: …" opens a part of its own.
_APPENDIX = re.compile(r"(?:phụ\s+lục|biểu(?:\s+mẫu)?(?:\s+số)?)\s*(?:[:.]|\d|[IVX]+\b|$)", re.IGNORECASE)
COLON = re.compile(r":\s*$")


def plain_rank(paragraph: Paragraph) -> Rank:
    """How deep a paragraph without a label reaches: an unnumbered heading, a stem of bullets, or text."""
    text = paragraph.text.text
    short = len(text) <= 150 and text[-1] not in ".;,"
    if short and paragraph.table is None and _APPENDIX.match(text):
        return Rank.PART
    if short and text.isupper() and len(text) > 8 and paragraph.table is None:
        return Rank.MUC
    if COLON.search(text):
        return Rank.STEM
    if short and paragraph.style.bold and paragraph.table is None:
        return Rank.DECIMAL
    return Rank.TEXT

"""The whole text of a document in order, each piece with its part: for rules about the text itself."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from extract.masthead.reading import Reading
from extract.model import Document, Part, Role, Statement
from extract.structure.passages import Passage
from extract.traced import Paragraph, anchor

# The punctuation at the end of an item, also behind closing quotes and Markdown marks.
_CLOSING = re.compile(r"[\s*_”\"»)]{0,4}([;:,.]{1,3})(?=[\s*_|]|$)")


def statements_of(
    paragraphs: Sequence[Paragraph], reading: Reading, passages: Sequence[Passage], document: Document
) -> tuple[Statement, ...]:
    """The statements of head, title, body, tables and tail; a heading and the text behind it are two statements."""
    starts = sorted(passage.text.start for passage in passages)
    found = [*_passages(passages, document), *_others(paragraphs, reading, document, starts)]
    return tuple(sorted(found, key=lambda statement: statement.anchor.start))


def _closing(text: str, end: int) -> str:
    found = _CLOSING.match(text, end)
    return found[1] if found else ""


def _passages(passages: Sequence[Passage], document: Document) -> Iterator[Statement]:
    for passage in passages:
        place = anchor(document, passage.text)
        yield Statement(
            text=passage.text.text,
            part=Part.BODY,
            section=passage.section,
            path=passage.path,
            role=passage.role,
            heading=passage.is_heading,
            closing=_closing(document.text, place.end),
            anchor=place,
        )


def _others(
    paragraphs: Sequence[Paragraph], reading: Reading, document: Document, starts: Sequence[int]
) -> Iterator[Statement]:
    """The statements that are no passages: head, title and tail, the cells of tables, a heading that is only a stem."""
    body = {*reading.body, *reading.appendix}
    for index, paragraph in enumerate(paragraphs):
        text = paragraph.text
        if not text or (index in body and _holds(text.start, text.end, starts)):
            continue
        inside = Part.BODY if paragraph.table is None else Part.CELL
        place = anchor(document, text)
        yield Statement(
            text=text.text,
            part=inside if index in body else _part(index, reading),
            section=None,
            path=(),
            role=Role.OTHER,
            cell=paragraph.table,
            closing=_closing(document.text, place.end),
            anchor=place,
        )


def _holds(start: int, end: int, starts: Sequence[int]) -> bool:
    """Whether a passage begins between two offsets."""
    at = bisect_left(starts, start)
    return at < len(starts) and starts[at] < end


def _part(index: int, reading: Reading) -> Part:
    if index in reading.title:
        return Part.TITLE
    if index in reading.carrier_body:
        return Part.CARRIER
    return Part.HEAD if index < reading.body.start else Part.TAIL

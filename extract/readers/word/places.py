"""The place of each piece of text in the XML of a Word file, for marking the words of a finding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extract.options import DEFAULT, ReadOptions
from extract.readers.word.docx import walk

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """``Document.text[start:end]`` comes from ``element`` ("w:t", "w:tab", …).

    ``exact`` tells that each of its characters is one of the element's, which is not so for old encodings.
    """

    element: _Element
    start: int
    end: int
    exact: bool


def places(path: Path, data: bytes, main: _Element, options: ReadOptions = DEFAULT) -> list[Place]:
    """All places in order, in the tree of ``main``, the root of the document as opened by the caller."""
    walked = walk(path, data, options, main)
    found: list[Place] = []
    length = 0
    for draft in walked.walker.drafts:
        text = walked.letters.text(draft)
        if not text or text.isspace():
            continue
        # ``Document.text`` has a newline between two blocks.
        start = length + 1 if length else 0
        length = start + len(text)
        stretches = walked.letters.stretches(draft)
        raw = "".join(part for part, _ in stretches)
        at = start - (len(raw) - len(raw.lstrip("\n")))
        for part, indices in stretches:
            pieces = [(draft.pieces[index][0], draft.origins[index]) for index in indices]
            found += _within(part, pieces, at)
            at += len(part)
    return found


def _within(part: str, pieces: list[tuple[str, _Element | None]], at: int) -> Iterator[Place]:
    """The places of the pieces of one stretch that begins at ``at``."""
    exact = len(part) == sum(len(text) for text, _ in pieces)
    start = at
    for text, origin in pieces:
        end = start + len(text) if exact else at + len(part)
        if origin is not None:
            yield Place(element=origin, start=start, end=end, exact=exact)
        start = end if exact else at

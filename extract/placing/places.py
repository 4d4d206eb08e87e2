"""The places of the pieces of a plan on the pages of its PDF.

Two ways, by what the reader knows:

- a block with boxes (PDF, image): the letters of the PDF inside the block's box are compared with those of the block;
  a scan has none, and the box of its line is cut by the share of the letters;
- a block without (Word, HTML, text): the letters of all blocks are found again in those of the print
  (``extract.placing.matching``), in old encodings after their conversion to Unicode.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from extract.document import Anchor, Block, Box, Document
from extract.placing.joining import joined
from extract.placing.matching import Folded, Runs, folded, matched, part_of
from extract.placing.pages import Edges, PageLetters, PageSize, Pdf, page_letters, page_sizes
from extract.readers.plain import legacy

Piece = tuple[int, tuple[int, int]]
"""A block by its index, and the part [start, end) of its text."""

_ROOM = 0.25
"""Of the height of a line: letters whose middle is so far outside of its box still belong to it."""
_UPRIGHT = 1.2
"""Height of a box in its widths beyond which its text runs up or down the page, unless it is a letter or two."""
_NARROW, _WIDE = " .,;:!|'()[]-/Iijlftr", "mwMW%"
_LINE = re.compile("[^\0]+(?:\0[^\0]+)*")
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A rectangle on a page as shown, in fractions of its width and height (0 to 1) from its top left corner."""

    page: int
    """The page, from 1."""
    x0: float
    """The left edge."""
    y0: float
    """The upper edge."""
    x1: float
    """The right edge."""
    y1: float
    """The lower edge."""


class Quoted(Protocol):
    """A verbatim text with its place: a measure, a target, a task, a place of a finding."""

    @property
    def text(self) -> str:
        """The verbatim text."""

    @property
    def anchor(self) -> Anchor | None:
        """Its place; None where it is not known."""


def places(document: Document, wanted: Iterable[Quoted | Anchor | None], pdf: Pdf) -> list[tuple[Spot, ...]]:
    """The rectangles of pieces of a document on its pages, one for each line, in the order of the text.

    Arguments:
        document: the document whose text the anchors count in, as ``extract.read`` gives it.
        wanted: measures, targets, tasks, places of findings; or bare anchors, of citations and statements. Of a row of
            a table, a measure has its name and its own value, its bare anchor also the cells between them.
        pdf: the PDF that shows the document (``extract.placing.printing.printed``).

    Returns:
        For each its rectangles; none for one that is not found, whose place only the text can show.

    Raises:
        ReadError: the PDF is damaged or locked.
    """
    seeker = _Seeker(document, pdf)
    return [tuple(seeker.spots(one)) for one in wanted]


class _Seeker:
    """What is known of one document and its PDF, made when it is first needed."""

    def __init__(self, document: Document, pdf: Pdf) -> None:
        self._document, self._pdf = document, pdf
        self._starts = [block.start for block in document.blocks]

    def spots(self, wanted: Quoted | Anchor | None) -> Iterator[Spot]:
        """The rectangles of a piece of the document's text."""
        anchor = wanted if wanted is None or isinstance(wanted, Anchor) else wanted.anchor
        if anchor is None:
            return
        pieces = list(self._pieces(anchor.start, anchor.end))
        if wanted is not None and not isinstance(wanted, Anchor):
            pieces = self._quoted(pieces, wanted.text)
        found: list[tuple[int, list[Edges]]] = []
        for index, piece in pieces:
            block = self._document.blocks[index]
            found += self._in_boxes(block, piece) if block.boxes else self._in_print(index, piece)
        for page, edges in found:
            for x0, y0, x1, y1 in joined(edges):
                x0, y0, x1, y1 = (min(1.0, max(0.0, round(edge, 5))) for edge in (x0, y0, x1, y1))
                yield Spot(page=page, x0=x0, y0=y0, x1=x1, y1=y1)

    def _pieces(self, start: int, end: int) -> Iterator[Piece]:
        """The parts of blocks between two offsets of the text."""
        first = max(0, bisect_right(self._starts, start) - 1)
        for index in range(first, max(first + 1, bisect_left(self._starts, end))):
            block = self._document.blocks[index]
            low, high = max(0, start - block.start), min(len(block.text), end - block.start)
            if block.text[low:high].strip():
                yield index, (low, high)

    def _quoted(self, pieces: list[Piece], quote: str) -> list[Piece]:
        """The pieces that are lines of the quote, the last line first: a page number between two is none of them.

        In a row of a table the value of a measure comes last, behind others that may equal it.
        """
        lines = [line.strip() for line in quote.split("\n") if line.strip()]
        kept: list[Piece] = []
        for index, (low, high) in reversed(pieces):
            if lines and self._document.blocks[index].text[low:high].strip() == lines[-1]:
                lines.pop()
                kept.append((index, (low, high)))
        return kept[::-1] if not lines else pieces

    @cached_property
    def _letters(self) -> tuple[PageLetters, ...]:
        return page_letters(self._pdf)

    @cached_property
    def _sizes(self) -> tuple[PageSize, ...]:
        return page_sizes(self._pdf)

    # ---- blocks whose box is known --------------------------------------------------------------------------
    def _in_boxes(self, block: Block, piece: tuple[int, int]) -> Iterator[tuple[int, list[Edges]]]:
        for box in block.boxes:
            if not 1 <= box.page <= len(self._sizes):
                continue
            edges = self._fractions(box)
            letters = self._letters[box.page - 1]
            inside = _inside(letters, edges)
            found = _of_line(block.text, piece, letters, inside) or [_cut(block.text, piece, edges, box)]
            yield box.page, found

    def _fractions(self, box: Box) -> Edges:
        size = self._sizes[box.page - 1]
        return box.x0 / size.width, box.top / size.height, box.x1 / size.width, box.bottom / size.height

    # ---- blocks that are found again in the print -----------------------------------------------------------
    @cached_property
    def _print(self) -> tuple[Folded, list[int]]:
        """The letters of all pages, each with its index among the characters of all; and where each page starts."""
        starts, total = [], 0
        for page in self._letters:
            starts.append(total)
            total += len(page.text) + 1
        return _in_unicode("\0".join(page.text for page in self._letters)), starts

    @cached_property
    def _blocks(self) -> tuple[list[Folded], list[Runs]]:
        blocks = [folded(block.text) for block in self._document.blocks]
        return blocks, matched(blocks, self._print[0])

    def _in_print(self, index: int, piece: tuple[int, int]) -> Iterator[tuple[int, list[Edges]]]:
        blocks, found = self._blocks
        letters, starts = self._print
        block, text = blocks[index], self._document.blocks[index].text
        low, high = (bisect_left(block.at, at) for at in piece)
        signs = _signs(text, piece, block.at[low:high])
        for begin, end in part_of(found[index], low, high):
            if begin >= end:
                continue
            first, last = letters.at[begin], letters.at[min(end, len(letters.at)) - 1]
            for number in range(bisect_right(starts, first) - 1, bisect_right(starts, last)):
                page, start = self._letters[number], starts[number]
                span = max(first - start, 0), min(last - start + 1, len(page.text))
                yield number + 1, _with_signs(page, span, signs)


def _signs(text: str, piece: tuple[int, int], letters: Sequence[int]) -> tuple[str, str]:
    """The signs of a piece before its first letter and behind its last one, whose places in the text are given."""
    if not letters:
        return "", ""
    before, behind = text[piece[0] : letters[0]], text[letters[-1] + 1 : piece[1]]
    return before.replace(" ", ""), behind.replace(" ", "")


def _in_unicode(text: str) -> Folded:
    """The letters of a print; those of an old encoding are converted line by line."""
    decoder = legacy.decoder({"": text.replace("\0", "\n")})
    if decoder is None:
        return folded(text)
    lines = list(_LINE.finditer(text))
    letters: list[str] = []
    at: list[int] = []
    heads: list[bytes] = []
    for line, decoded in zip(lines, decoder.decode_all((line[0], "") for line in lines), strict=True):
        words, others = list(_WORD.finditer(line[0])), decoded.split()
        if len(words) != len(others):
            words, others = [], [decoded]
        spans = [(word.start(), word.end()) for word in words] or [(0, len(line[0]))]
        for (start, end), other in zip(spans, others, strict=True):
            found = folded(other)
            letters.append(found.letters)
            heads.append(found.heads[:-1])
            # A letter and its mark may be one or two characters of the old encoding.
            at.extend(line.start() + start + index * (end - start) // len(other) for index in found.at)
    return Folded("".join(letters), at, b"".join(heads) + b"\1")


def _with_signs(page: PageLetters, span: tuple[int, int], signs: tuple[str, str]) -> list[Edges]:
    """The boxes of the characters of a span, and of the signs around it that the text has ("≥ 75 %")."""
    first, last = span
    for sign in reversed(signs[0]):
        before = first - 1
        while before >= 0 and page.text[before] == " ":
            before -= 1
        if before < 0 or page.text[before] != sign:
            break
        first = before
    for sign in signs[1]:
        after = last
        while after < len(page.text) and page.text[after] == " ":
            after += 1
        if after >= len(page.text) or page.text[after] != sign:
            break
        last = after + 1
    return _boxes(page, range(first, last))


def _boxes(page: PageLetters, indices: Iterable[int]) -> list[Edges]:
    found = (page.edges[index] for index in indices if not page.text[index].isspace())
    return [(x0, y0, x1, y1) for x0, y0, x1, y1 in found if x1 > x0 and y1 > y0]


def _inside(page: PageLetters, edges: Edges) -> list[int]:
    """The letters whose middle is in a box, with some room on the sides of its line."""
    x0, y0, x1, y1 = edges
    across, down = (x1 - x0) * _ROOM, (y1 - y0) * _ROOM
    if x1 - x0 > y1 - y0:
        across = down
    else:
        down = across
    return [
        index
        for index, (left, top, right, bottom) in enumerate(page.edges)
        if x0 - across < (left + right) / 2 < x1 + across and y0 - down < (top + bottom) / 2 < y1 + down
    ]


def _of_line(text: str, piece: tuple[int, int], page: PageLetters, inside: Sequence[int]) -> list[Edges]:
    """The boxes of a piece of a line among the letters of its box; none where these are others.

    The letters are tried in the order of the file, then from left to right, and down and up the page.
    """
    whole = folded(text)
    part = bisect_left(whole.at, piece[0]), bisect_left(whole.at, piece[1])
    kept = [index for index in inside if page.text[index] != "\0"]
    orders = (
        kept,
        sorted(kept, key=lambda index: page.edges[index][0]),
        sorted(kept, key=lambda index: page.edges[index][1]),
        sorted(kept, key=lambda index: -page.edges[index][1]),
    )
    for order in orders:
        line = folded("".join(page.text[index] for index in order))
        (runs,) = matched([whole], line)
        spans = part_of(runs, *part)
        if spans:
            first, last = line.at[spans[0][0]], line.at[min(spans[-1][1], len(line.at)) - 1]
            ordered = PageLetters(
                "".join(page.text[index] for index in order), tuple(page.edges[index] for index in order)
            )
            return _with_signs(ordered, (first, last + 1), _signs(text, piece, whole.at[slice(*part)]))
    return []


def _cut(text: str, piece: tuple[int, int], edges: Edges, box: Box) -> Edges:
    """The part of a line's box that a piece of its text takes, by the usual widths of its letters."""
    x0, y0, x1, y1 = edges
    height, width = box.bottom - box.top, box.x1 - box.x0
    if height > _UPRIGHT * width and len(text) > 2:
        return edges  # whether it runs up or down is not known
    before, within, whole = (sum(map(_width, part)) for part in (text[: piece[0]], text[slice(*piece)], text))
    share = (x1 - x0) / max(1.0, whole)
    return x0 + share * before, y0, x0 + share * (before + within), y1


def _width(letter: str) -> float:
    """The width of a letter in print, in the widths of an "a"; a mark over a letter has none."""
    plain = unicodedata.normalize("NFD", letter)[0]
    if unicodedata.combining(plain):
        return 0.0
    if plain in _NARROW:
        return 0.6
    return 1.7 if plain in _WIDE else 1.5 if plain.isupper() else 1.1

"""Text with the source offset of each of its characters.

Cleaned text must be anchored in the source: a ``Traced`` string carries, for every character, its offset in
``Document.text``, through slicing, joining and substitution.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from extract.model import Anchor, Block, Document, Style

PLAIN = Style()

_cache: dict[int, _Places] = {}
"""The places of the last document, by its ``id``."""
_FEW = 32
"""Blocks of a document that is not worth the place: one made of a sentence must not displace that of a file."""


# Marks that make another letter of one: ê, ă, ơ. Behind a tone they do not compose with it.
_CIRCUMFLEX, _BREVE, _HORN = _SHAPES = ("\u0302", "\u0306", "\u031b")
_MARKS = re.compile("[\u0300-\u036f]{2,}")
_FIRST_MARK = "\u0300"
"""The first letter of all that can combine with the one before it."""


def has_shapes(text: str) -> bool:
    """Whether a text has such a mark apart from its letter; each is sought alone, which is faster than all at once."""
    return _CIRCUMFLEX in text or _BREVE in text or _HORN in text


def with_marks(text: str) -> str:
    """The text in Unicode normal form NFC, also where a tone was typed before the mark of the letter.

    >>> with_marks("S\u00f3\u0302") == "Số"
    True
    """
    composed = unicodedata.normalize("NFC", text)
    if not has_shapes(composed):
        return composed
    ordered = _MARKS.sub(
        lambda marks: "".join(sorted(marks[0], key=lambda mark: mark not in _SHAPES)),
        unicodedata.normalize("NFD", composed),
    )
    return unicodedata.normalize("NFC", ordered)


@dataclass(frozen=True, slots=True)
class Traced:
    """``text[i]`` comes from ``source[offsets[i]]``; offsets never decrease.

    The offsets of unchanged text are a ``range``, which costs nothing to slice.
    """

    text: str
    offsets: Sequence[int]

    @classmethod
    def of(cls, text: str, start: int = 0) -> Traced:
        """The text as read, which begins at offset ``start`` of the source."""
        return cls(text, range(start, start + len(text)))

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return bool(self.text)

    def __getitem__(self, part: slice) -> Traced:
        return Traced(self.text[part], self.offsets[part])

    def __add__(self, other: Traced) -> Traced:
        return concat([self, other])

    def moved(self, by: int) -> Traced:
        """The same text ``by`` characters farther on in the source."""
        places = self.offsets
        if isinstance(places, range):
            return Traced(self.text, range(places.start + by, places.stop + by))
        return Traced(self.text, tuple([place + by for place in places]))

    def strip(self, chars: str | None = None) -> Traced:
        """The text without white space (or ``chars``) at both ends."""
        text = self.text
        start, end = len(text) - len(text.lstrip(chars)), len(text.rstrip(chars))
        return self if end - start == len(text) else self[start : max(start, end)]

    def sub(self, pattern: re.Pattern[str], replacement: str) -> Traced:
        """The text with each match replaced by ``replacement`` (a template as for ``Match.expand``).

        A group that the replacement repeats keeps its offsets; other new characters have that of the match's start.
        """
        if not pattern.search(self.text):
            return self
        out: list[Traced] = []
        last = 0
        for match in pattern.finditer(self.text):
            out.append(self[last : match.start()])
            out.append(self._expanded(match, replacement))
            last = match.end()
        out.append(self[last:])
        return concat(out)

    def _expanded(self, match: re.Match[str], replacement: str) -> Traced:
        start = self.offsets[match.start()] if match.start() < len(self.offsets) else self.end
        pieces: list[Traced] = []
        for piece in re.split(r"(\\\d)", replacement):
            if re.fullmatch(r"\\\d", piece):
                first, last = match.span(int(piece[1]))
                pieces.append(self[first:last] if first >= 0 else Traced("", ()))
            elif piece:
                at = pieces[-1].end - 1 if pieces and pieces[-1] else start
                pieces.append(Traced(piece, (at,) * len(piece)))
        return concat(pieces)

    def compose(self) -> Traced:
        """The text with its letters and marks composed (``with_marks``), at the offsets of their base letters."""
        if unicodedata.is_normalized("NFC", self.text) and not has_shapes(self.text):
            return self
        letters: list[str] = []
        offsets: list[int] = []
        start = 0
        for end in range(1, len(self.text) + 1):
            if end < len(self.text) and unicodedata.combining(self.text[end]):
                continue
            composed = with_marks(self.text[start:end])
            letters.append(composed)
            offsets.extend([self.offsets[start]] * len(composed))
            start = end
        return Traced("".join(letters), tuple(offsets))

    @property
    def start(self) -> int:
        """The offset of the first character (0 for an empty text)."""
        return self.offsets[0] if self.offsets else 0

    @property
    def end(self) -> int:
        """The offset behind the last character (0 for an empty text)."""
        return self.offsets[-1] + 1 if self.offsets else 0


def concat(pieces: Iterable[Traced]) -> Traced:
    """The pieces as one text, in their order."""
    pieces = [piece for piece in pieces if piece.text]
    if len(pieces) == 1:
        return pieces[0]
    return Traced(
        "".join(piece.text for piece in pieces),
        tuple(chain.from_iterable(piece.offsets for piece in pieces)),
    )


def join(first: Traced, second: Traced, glue: str = " ") -> Traced:
    """Two pieces with ``glue`` between them, whose offset is that of the last character of ``first``."""
    if not first or not second:
        return first or second
    return concat([first, Traced(glue, (first.end - 1,) * len(glue)), second])


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A cleaned, whole paragraph; ``index`` is that of the first block of the reader it comes from."""

    text: Traced
    index: int
    style: Style = PLAIN
    page: int | None = None
    label: str | None = None
    table: tuple[int, int, int] | None = None
    """(table, row, column) of a table cell."""
    closed: bool = True
    """False for a line that may continue in the next paragraph (formats that only have lines)."""
    full: bool | None = None
    indented: bool | None = None
    """Whether the line reaches the right margin, and is indented, as in ``extract.model.Block``."""


class _Places:
    """The places of a document; pieces of one text ask for the same place, which is made once."""

    __slots__ = ("_document", "_made", "_starts")

    def __init__(self, document: Document) -> None:
        self._document = document
        self._starts = [block.start for block in document.blocks]
        self._made: dict[tuple[int, int], Anchor] = {}

    @classmethod
    def of(cls, document: Document) -> _Places:
        """The places of this document; those of the last one are kept."""
        if len(document.blocks) < _FEW:
            return cls(document)
        found = _cache.get(id(document))
        if found is None or found._document is not document:
            found = cls(document)
            _cache.clear()
            _cache[id(document)] = found
        return found

    def anchor(self, start: int, end: int) -> Anchor:
        """The place between two offsets of the source."""
        found = self._made.get((start, end))
        if found is None:
            found = self._made[start, end] = self._make(start, end)
        return found

    def _make(self, start: int, end: int) -> Anchor:
        first = max(0, bisect_right(self._starts, start) - 1)
        last = max(first, bisect_right(self._starts, max(start, end - 1), first) - 1)
        blocks: tuple[Block, ...] = self._document.blocks[first : last + 1]
        return Anchor(
            file=self._document.name,
            page=blocks[0].page if blocks else None,
            paragraph=first,
            start=start,
            end=end,
            boxes=blocks[0].boxes if len(blocks) == 1 else tuple(chain(*[block.boxes for block in blocks])),
            unsure=tuple(_unsure(blocks, start, end)) if any(block.unsure for block in blocks) else (),
        )


def anchor(document: Document, text: Traced) -> Anchor:
    """The place of a piece of cleaned text in the source."""
    # A composed last letter may stand for several characters of the source.
    return _Places.of(document).anchor(text.start, _past_marks(document, text.end))


def _unsure(blocks: Sequence[Block], start: int, end: int) -> Iterator[str]:
    """The numbers between two offsets that letter recognition was not sure of."""
    for block in blocks:
        for first, last in block.unsure:
            if block.start + first < end and block.start + last > start:
                yield block.text[first:last]


def quote(document: Document, text: Traced) -> str:
    """The verbatim source of a cleaned text, without the lines in it that cleaning dropped.

    A page number or a running head between two halves of a paragraph is no part of the paragraph.
    """
    if not text.text:
        return ""
    pieces, start = [], text.offsets[0]
    if document.text.count("\n", start, text.end) < 2:
        return document.text[start : _past_marks(document, text.end)]
    for before, after in pairwise(text.offsets):
        gap = document.text[before + 1 : after] if after - before > 1 else ""
        lines = gap.split("\n")
        if len(lines) > 2 and any(line.strip() for line in lines[1:-1]):
            pieces.append(document.text[start : before + 1] + lines[0] + "\n")
            start = after - len(lines[-1])
    return "".join([*pieces, document.text[start : _past_marks(document, text.end)]])


def _past_marks(document: Document, end: int) -> int:
    """``end`` moved behind the combining marks of the last letter."""
    text = document.text
    while end < len(text) and text[end] >= _FIRST_MARK and unicodedata.combining(text[end]):
        end += 1
    return end

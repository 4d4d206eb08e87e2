"""Paragraphs of Word as gathered, and their text: symbols and old encodings are converted last.

The whole document is the evidence for an old encoding, so nothing is converted before all is read; the text is
converted by stretches of one font, since a change of bold may fall between a letter and its mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from extract.model import Cell, Style
from extract.readers.plain import legacy
from extract.readers.plain.assembly import PLAIN
from extract.readers.word.symbols import has_private, in_font, is_symbol_font, replace_private

if TYPE_CHECKING:
    from lxml.etree import _Element


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = W + "val"
_FALSE = {"0", "false", "off"}
# The letters of old encodings that Vietnamese in Unicode does not have. Every text in TCVN3, VNI or VISCII has one of
# them (its "đ"); a text without any is not examined further.
_OLD_LETTERS = {*map(chr, range(0x80, 0x100)), *"ŒœŠšŸŽžƒˆ˜€"} - {
    *"ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý\u00a0\u00ad"
}
_STRANGE = re.compile(f"[{''.join(sorted(_OLD_LETTERS))}]")
_SOFT_HYPHEN = "\u00ad"

_TAIL = 16
"""Pieces before a superscript that decide whether it is a footnote mark."""

Piece = tuple[str, str | None, bool]
"""Text, its font ("" without a name, None for text that is certainly Unicode), whether it is shown in capitals."""

_CAPS = itemgetter(2)


class Draft:
    """One paragraph: its pieces in order, and its attributes."""

    __slots__ = ("bold", "cell", "font", "italic", "label", "origins", "pieces", "style")

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.origins: list[_Element | None] = []
        """The element of the file that each piece comes from; None if it cannot be marked."""
        self.bold = True
        self.italic = True
        self.label: str | None = None
        self.font = ""
        self.style: Style = PLAIN
        self.cell: Cell | None = None

    def add(
        self,
        text: str,
        font: str | None,
        caps: bool,
        bold: bool,
        italic: bool,
        origin: _Element | None = None,
    ) -> None:
        """Append a piece."""
        self.pieces.append((text, font, caps))
        self.origins.append(origin)
        if not text.isspace():
            self.bold = self.bold and bold
            self.italic = self.italic and italic

    @property
    def tail(self) -> str:
        """The end of the text read so far, with the letters of the file."""
        return "".join([piece[0] for piece in self.pieces[-_TAIL:]])


class Letters:
    """Converts drafts to text, once all of them are known."""

    def __init__(self, drafts: Iterable[Draft]) -> None:
        drafts = list(drafts)
        fonts: set[str] = set()
        parts: list[str] = []
        for draft in drafts:
            for text, font, _ in draft.pieces:
                if font is not None:
                    fonts.add(font)
                    parts.append(text)
            if draft.label:
                fonts.add(draft.font)
                parts.append(draft.label)
        whole = "".join(parts)
        self._symbols = {font for font in fonts if is_symbol_font(font)}
        self._private = has_private(whole)
        self._decoder = None
        if _STRANGE.search(whole):
            self._decoder = legacy.decoder(_by_font(drafts, self._symbols))
        self._is_plain = not self._symbols and not self._private and self._decoder is None

    @property
    def warning(self) -> tuple[str, ...]:
        """The warning about an old encoding; empty without one."""
        return () if self._decoder is None else (self._decoder.warning,)

    def text(self, draft: Draft) -> str:
        """The text of a paragraph in Unicode."""
        pieces = draft.pieces
        if self._is_plain and not any(map(_CAPS, pieces)):
            return "".join([piece[0] for piece in pieces]).replace(_SOFT_HYPHEN, "").strip("\n")
        return "".join(self._stretches(pieces)).strip("\n")

    def stretches(self, draft: Draft) -> list[tuple[str, list[int]]]:
        """The unstripped text of a paragraph by stretches of one font, each with the indices of its pieces."""
        indices = (
            [index for index, _ in group]
            for _, group in groupby(enumerate(draft.pieces), key=lambda entry: entry[1][1:])
        )
        return list(zip(self._stretches(draft.pieces), indices, strict=True))

    def label(self, draft: Draft) -> str | None:
        """The label of a paragraph in Unicode."""
        if draft.label is None or self._decoder is None:
            return draft.label
        return self._decoder.decode(draft.label, draft.font)

    def _stretches(self, pieces: list[Piece]) -> Iterator[str]:
        for (font, caps), stretch in groupby(pieces, key=itemgetter(1, 2)):
            text = "".join([piece[0] for piece in stretch])
            if font in self._symbols:
                text = in_font(text, font or "")
            elif self._decoder is not None and font is not None:
                text = self._decoder.decode(text, font)
            if self._private:
                text = replace_private(text)
            text = text.replace(_SOFT_HYPHEN, "")
            yield text.upper() if caps else text


def _by_font(drafts: Iterable[Draft], left_out: AbstractSet[str]) -> dict[str, str]:
    """The texts of each font that may be in an old encoding, paragraphs and labels on lines of their own."""
    found: dict[str, list[str]] = {}
    for draft in drafts:
        for text, font, _ in draft.pieces:
            if font is not None:
                found.setdefault(font, []).append(text)
        for font in {font for _, font, _ in draft.pieces if font is not None}:
            found[font].append("\n")
        if draft.label:
            found.setdefault(draft.font, []).append(draft.label + "\n")
    return {font: "".join(texts) for font, texts in found.items() if font not in left_out}


class Fields:
    """The open fields of the walk; fields nest."""

    __slots__ = ("_open", "silent")

    def __init__(self) -> None:
        # True while the result of a field is read, False in its instruction.
        self._open: list[bool] = []
        self.silent = False

    def meet(self, mark: _Element) -> str:
        """Take a ``w:fldChar``; returns the text that a form field shows, which has no result to read."""
        kind = mark.get(W + "fldCharType")
        shown = ""
        if kind == "begin":
            shown = "" if self.silent else _shown(mark)
            self._open.append(False)
        elif kind == "separate" and self._open:
            self._open[-1] = True
        elif kind == "end" and self._open:
            self._open.pop()
        self.silent = not all(self._open)
        return shown

    def paragraph_ends(self) -> None:
        """End open instructions: an instruction without an end must not swallow the rest of the document."""
        if self.silent:
            self._open = [True] * len(self._open)
            self.silent = False


def _shown(mark: _Element) -> str:
    """The box of a check box, or the entry chosen in a list."""
    box = mark.find(f"{W}ffData/{W}checkBox")
    if box is not None:
        state = box.find(W + "checked")
        state = box.find(W + "default") if state is None else state
        return "☒" if state is not None and state.get(_VAL) not in _FALSE else "☐"
    choice = mark.find(f"{W}ffData/{W}ddList")
    if choice is None:
        return ""
    entries = [entry.get(_VAL, "") for entry in choice.iterchildren(W + "listEntry")]
    chosen = choice.find(W + "result")
    chosen = choice.find(W + "default") if chosen is None else chosen
    index = "0" if chosen is None else chosen.get(_VAL, "0")
    known = index.isdecimal() and len(index) < 5 and int(index) < len(entries)
    return entries[int(index)] if known else ""

"""The marks inside a Markdown paragraph."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from extract.readers.plain.assembly import is_footnote_mark

# The tokens of a paragraph, in order of precedence. All else is plain text.
_TOKEN = re.compile(
    r"""
    (?P<escape>\\[!-/:-@\[-`{-~])
  | (?P<code>`+)
  | <sup>(?P<sup>[^<]{1,12})</sup>
  | (?P<footnote>\[\^[^\]\s]{1,40}\])
  | (?P<br><br[ ]*/?>)
  | <(?P<link>https?://[^>\s]+|[^@<>\s]+@[^@<>\s]+)>
  | (?P<tag></?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>|<!--.*?-->)
  | (?P<image>!\[[^\]]*\]\([^)]*\))
  | \[(?P<label>[^\[\]]*)\]\((?:[^()\s]|\([^()]*\))*(?:\s+"[^"]*")?\)
  | (?P<entity>&(?:\#\d{1,7}|\#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});)
  | (?P<strike>~~)
  | (?P<emphasis>\*+|_+)
    """,
    re.X | re.S,
)
_LONGEST_RUN = 3
"""Stars or underscores of a mark at most; a longer run is a blank to be filled in ("Số: ____/KH-UBND")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inline:
    """Text without marks; ``bold`` and ``italic`` hold for all of its letters."""

    text: str
    bold: bool
    italic: bool


@dataclass(slots=True)
class _Piece:
    """Text, or a run of emphasis marks of which ``left`` are not yet paired."""

    text: str
    left: int = 0
    opens: bool = False
    closes: bool = False
    bold: bool = False
    italic: bool = False


def inline(source: str) -> Inline:
    """The text without marks: ``inline("**1. Mục tiêu**<sup>2</sup>").text == "1. Mục tiêu"``."""
    pieces = _split(source)
    _match_emphasis(pieces)
    text: list[str] = []
    bold = italic = True
    for piece in pieces:
        shown = piece.text[0] * piece.left if piece.opens or piece.closes else piece.text
        text.append(shown)
        if shown and not shown.isspace():
            bold, italic = bold and piece.bold, italic and piece.italic
    return Inline(text="".join(text), bold=bold, italic=italic)


def _split(source: str) -> list[_Piece]:
    pieces: list[_Piece] = []
    last = 0
    for match in _TOKEN.finditer(source):
        if match.start() < last:
            continue
        pieces.append(_Piece(source[last : match.start()]))
        pieces.extend(_piece(match, source, "".join(piece.text for piece in pieces[-3:])))
        last = match.end()
    pieces.append(_Piece(source[last:]))
    return [piece for piece in pieces if piece.text]


def _piece(match: re.Match[str], source: str, before: str) -> list[_Piece]:
    kind = match.lastgroup
    if kind == "escape":
        return [_Piece(match[0][1])]
    if kind == "sup":
        return [] if is_footnote_mark(match["sup"], before.rstrip("*_")) else [_Piece(match["sup"])]
    if kind == "br":
        return [_Piece("\n")]
    if kind == "link":
        return [_Piece(match["link"])]
    if kind == "label":
        # The text of a link may hold marks of its own.
        return _split(match["label"])
    if kind == "entity":
        return [_Piece(html.unescape(match[0]))]
    if kind == "emphasis":
        return [_emphasis(match, source)]
    return []


def _emphasis(match: re.Match[str], source: str) -> _Piece:
    """A run of marks, which opens before a letter and closes behind one; "_" does neither inside a word."""
    run = match[0]
    before = source[match.start() - 1] if match.start() else " "
    after = source[match.end()] if match.end() < len(source) else " "
    opens, closes = not after.isspace(), not before.isspace()
    if run[0] == "_":
        opens, closes = opens and not before.isalnum(), closes and not after.isalnum()
    if len(run) > _LONGEST_RUN or not (opens or closes):
        return _Piece(run)
    return _Piece(run, left=len(run), opens=opens, closes=closes)


def _match_emphasis(pieces: list[_Piece]) -> None:
    """Pair each closing run with the nearest opening run of its kind."""
    waiting: list[int] = []
    for index, closer in enumerate(pieces):
        if closer.closes:
            for place in reversed(range(len(waiting))):
                opener = pieces[waiting[place]]
                if opener.text[0] != closer.text[0]:
                    continue
                used = min(opener.left, closer.left)
                opener.left -= used
                closer.left -= used
                for piece in pieces[waiting[place] + 1 : index]:
                    piece.bold = piece.bold or used >= 2
                    piece.italic = piece.italic or used in (1, 3)
                # Runs between the two stay unpaired.
                del waiting[place + (1 if opener.left else 0) :]
                if not closer.left:
                    break
        if closer.opens and closer.left:
            waiting.append(index)

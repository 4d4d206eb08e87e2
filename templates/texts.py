"""Texts of documents, prepared for a report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extract.kept import kept
from extract.language import writing
from templates import words

# All characters that XML forbids, so that HTML, Word and Excel accept the text: controls except tab and
# line ends, lone surrogates, and the two non-characters.
_FORBIDDEN = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, *range(0xD800, 0xE000), 0xFFFE, 0xFFFF])
_ELLIPSIS = re.compile(r"^…\s*|\s*…$")
_MORE = " …"
_ENOUGH = 12
"""Least number of letters by which the beginning of a quote tells the target."""
_BRIEF = 70
"""Greatest number of letters of a quote that is shown whole elsewhere."""
_QUOTE = re.compile("“([^“”]*)”")
_RUN = 3
"""Fewest numbers in a row that are told by the first and the last."""
_BULLET = re.compile(r"[-–—+*•●○▪]\s+(?=\S)")


def clean(text: str) -> str:
    """The text without characters that XML forbids, with line feeds as line ends."""
    if text.isprintable():  # no forbidden character is printable
        return text
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_FORBIDDEN)


@kept(2_000)
def quoted(text: str) -> str:
    """A quote in one line, without the dash that its place already names: "- Đạt 60%" → "Đạt 60%"."""
    line = " ".join(text.split())
    found = _BULLET.match(line)
    return line[found.end() :] if found else line


def cut(text: str, length: int = 100) -> str:
    """The beginning of a text, at most ``length`` characters, where the whole text is shown nearby."""
    line = " ".join(text.split())
    return line if len(line) <= length else f"{writing.beginning(line, length - len(_MORE))}{_MORE}"


def is_same(quote: str, quotes: Sequence[str]) -> bool:
    """Whether a quote is one of the quotes, or its beginning, or cut out of it with "…"."""
    bare = _bare(quote)
    if len(bare) < _ENOUGH:
        return False
    others = [other for other in map(_bare, quotes) if len(other) >= _ENOUGH]
    inner = quote.startswith("…")
    return any(
        other.startswith(bare) or bare.startswith(other) or (inner and bare in other) for other in others
    )


@kept(2_000)
def _bare(quote: str) -> str:
    return _ELLIPSIS.sub("", " ".join(quote.split())).casefold()


def unquoted(text: str, seen: list[str], main: Sequence[str] | None = None) -> str:
    """A text that repeats no quote in ``seen``, to which its new quotes are added.

    "chỉ tiêu “…”" becomes "chỉ tiêu này" where it is one of ``main`` (by default the first seen), another known quote
    its first words.
    """
    if "“" not in text:
        return text
    known = tuple(seen)
    meant = known[:1] if main is None else tuple(main)

    def without(found: re.Match[str]) -> str:
        if not is_same(found[2], known):
            return found[0]
        if found[1] and is_same(found[2], meant):
            return words.phrase("card", "this", noun=found[1])
        return f"{found[1] or ''}{' ' if found[1] else ''}“{writing.quote(found[2], _BRIEF)}”"

    cut = _quotes().sub(without, text)
    seen += [quote for quote in _QUOTE.findall(text) if quote not in seen]
    return cut


@cache
def _quotes() -> re.Pattern[str]:
    """A quote, with the noun before it."""
    nouns = "|".join(re.escape(noun) for noun in words.table("card")["nouns"])
    return re.compile(rf"(?i)(?:\b({nouns}) )?“([^“”]*)”")


def runs(names: Sequence[str]) -> str:
    """Numbers in rising order, three or more in a row by the first and the last; other names stand by themselves.

    >>> runs(["1", "2", "3", "5", "6 (Tỉnh)"])
    '1 - 3, 5, 6 (Tỉnh)'
    """
    rows: list[list[str]] = []
    for name in names:
        follows = (
            rows and name.isdecimal() and rows[-1][-1].isdecimal() and int(name) == int(rows[-1][-1]) + 1
        )
        rows = [*rows[:-1], [*rows[-1], name]] if follows else [*rows, [name]]
    return ", ".join(f"{row[0]} - {row[-1]}" if len(row) >= _RUN else ", ".join(row) for row in rows)

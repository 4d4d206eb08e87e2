"""Letters of symbol fonts, which stand at private code points, as Unicode."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

# Places in Symbol; the same codes are used by Word's w:sym, by bullets and in PDF.
_SYMBOL = {
    0x2D: "-",
    0xA3: "≤",
    0xA5: "∞",
    0xAC: "←",
    0xAE: "→",
    0xB0: "°",
    0xB1: "±",
    0xB3: "≥",
    0xB4: "×",
    0xB7: "•",
    0xB8: "÷",
    0xB9: "≠",
    0xBA: "≡",
    0xBB: "≈",
    0xBC: "…",
    0xBE: "–",
    0xD6: "√",
    0xD7: "·",
    0xDE: "⇒",
}
# Where the font is named, its figures and signs that look as in ASCII, and its Greek letters are sure.
_SYMBOL_NAMED = (
    {code: chr(code) for code in b" !#%&()+,./0123456789:;<=>?[]_{|}"}
    | dict(zip(b"DSWabdglmps", "ΔΣΩαβδγλμπσ", strict=True))
    | _SYMBOL
)
_WINGDINGS = {
    0x6C: "●",
    0x6E: "■",
    0x6F: "□",
    0x70: "□",
    0x71: "❑",
    0x72: "❒",
    0x73: "⬧",
    0x75: "◆",
    0x76: "❖",
    0x77: "⬥",
    0x9F: "•",
    0xA1: "○",
    0xA7: "▪",
    0xA8: "☐",
    0xD8: "➢",
    0xDF: "←",
    0xE0: "→",
    0xE8: "➔",
    0xF0: "⇨",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}
# Of the others, the boxes and ticks of forms; arrows and ornaments become bullets.
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "☐"}
_WEBDINGS = {0x61: "✓", 0x63: "□", 0x67: "■", 0x6E: "●", 0x72: "✗"}
_FONTS: tuple[tuple[str, Mapping[int, str]], ...] = (
    ("wingdings 2", _WINGDINGS_2),
    ("wingdings2", _WINGDINGS_2),
    ("wingdings 3", {}),
    ("wingdings3", {}),
    ("wingdings", _WINGDINGS),
    ("webdings", _WEBDINGS),
    ("symbol", _SYMBOL_NAMED),
)
# Where the font is not named, the place itself tells most of the time.
_ANY: Mapping[int, str] = _WINGDINGS | _SYMBOL
_PRIVATE = range(0xF000, 0xF100)


@lru_cache(maxsize=64)
def _signs(font: str) -> Mapping[int, str] | None:
    """The places of a symbol font, whose name may have a prefix ("ABCDEE+Wingdings") or an end ("SymbolMT")."""
    name = font.lower().rpartition("+")[2]
    return next((signs for start, signs in _FONTS if name.startswith(start)), None)


def is_symbol_font(font: str) -> bool:
    """Whether the letters of a font are signs."""
    return _signs(font) is not None


def from_symbol_font(code: int, font: str = "") -> str:
    """The Unicode letter for place ``code`` (0xB7 or 0xF0B7) of a symbol font; "•" if unknown.

    In a font that is none of the known ones, a place outside the private ones is the letter itself.
    """
    known = _signs(font)
    if code in _PRIVATE:
        code -= 0xF000
    elif known is None and font and code <= 0x10FFFF and not 0xD800 <= code < 0xE000:
        return chr(code)
    return (_ANY if known is None else known).get(code, " " if code == 0x20 else "•")


def in_font(text: str, font: str) -> str:
    """Text typed in a symbol font: its signs. What no sign is known for is left as typed.

    >>> in_font("\\xb3 60%", "Symbol")
    '≥ 60%'
    """
    signs = _signs(font)
    if signs is None:
        return replace_private(text, font)
    # A word in such a font is one whose font was changed by mistake; signs stand alone.
    alone = len(text.strip()) <= 2
    return "".join(
        from_symbol_font(ord(c), font)
        if ord(c) in _PRIVATE
        else signs.get(ord(c), c)
        if alone or not c.isalpha()
        else c
        for c in text
    )


def replace_private(text: str, font: str = "") -> str:
    """Text with the private code points of symbol fonts replaced: "\\uf0b7" → "•"."""
    if not text or max(text) < "\uf000":
        return text
    return "".join(from_symbol_font(ord(c), font) if ord(c) in _PRIVATE else c for c in text)

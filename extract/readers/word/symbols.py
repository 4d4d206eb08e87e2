"""Letters of symbol fonts, at private code points, as Unicode."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

# Codes of Symbol, which Word's w:sym, bullets and PDF share.
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
# With a known font name, its figures, its ASCII signs and its Greek letters are certain, too.
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
# In these fonts only the boxes and ticks of forms; arrows and ornaments become bullets.
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
# Without a font name, the code alone identifies most signs.
_ANY: Mapping[int, str] = _WINGDINGS | _SYMBOL
_PRIVATE = range(0xF000, 0xF100)
_MAY_BE_PRIVATE = re.compile("[\uf000-\U0010ffff]")


@lru_cache(maxsize=64)
def _signs(font: str) -> Mapping[int, str] | None:
    """The signs of a symbol font by code, whose name may have a prefix ("ABCDEE+Wingdings") or suffix ("SymbolMT")."""
    name = font.lower().rpartition("+")[2]
    return next((signs for start, signs in _FONTS if name.startswith(start)), None)


def is_symbol_font(font: str) -> bool:
    """Whether a font is a symbol font."""
    return _signs(font) is not None


def from_symbol_font(code: int, font: str = "") -> str:
    """The Unicode letter for ``code`` (0xB7 or 0xF0B7) of a symbol font; "•" if unknown.

    In a font that is not known, a code outside the private ones is the letter itself.
    """
    known = _signs(font)
    if code in _PRIVATE:
        code -= 0xF000
    elif known is None and font and code <= 0x10FFFF and not 0xD800 <= code < 0xE000:
        return chr(code)
    return (_ANY if known is None else known).get(code, " " if code == 0x20 else "•")


def in_font(text: str, font: str) -> str:
    """The signs of a text typed in a symbol font; a letter without a known sign is kept as typed.

    >>> in_font("\\xb3 60%", "Symbol")
    '≥ 60%'
    """
    signs = _signs(font)
    if signs is None:
        return replace_private(text, font)
    # Signs come alone: a word in such a font had its font changed by mistake.
    alone = len(text.strip()) <= 2
    return "".join(
        from_symbol_font(ord(c), font)
        if ord(c) in _PRIVATE
        else signs.get(ord(c), c)
        if alone or not c.isalpha()
        else c
        for c in text
    )


def has_private(text: str) -> bool:
    """Whether the text may hold private code points of symbol fonts."""
    return _MAY_BE_PRIVATE.search(text) is not None


def replace_private(text: str, font: str = "") -> str:
    """The text with the private code points of symbol fonts replaced: "\\uf0b7" → "•"."""
    if not has_private(text):
        return text
    return "".join(from_symbol_font(ord(c), font) if ord(c) in _PRIVATE else c for c in text)

"""Letters of symbol fonts, which stand at private code points, as Unicode."""

from __future__ import annotations

# Places in Symbol; the same codes are used by Word's w:sym, by bullets and in PDF.
_SYMBOL = {
    0x2D: "-",
    0xA3: "≤",
    0xB0: "°",
    0xB1: "±",
    0xB3: "≥",
    0xB4: "×",
    0xB7: "•",
    0xB8: "÷",
    0xBB: "≈",
    0xB9: "≠",
    0xA5: "∞",
    0xAE: "→",
    0xDE: "⇒",
}
_WINGDINGS = {
    0x6C: "●",
    0x6E: "■",
    0x6F: "□",
    0x71: "❑",
    0x75: "◆",
    0x76: "❖",
    0x77: "⬥",
    0x9F: "•",
    0xA7: "▪",
    0xA8: "☐",
    0xD8: "➢",
    0xE0: "→",
    0xF0: "⇨",
    0xFC: "✓",
    0xFE: "☑",
}
_PRIVATE = range(0xF000, 0xF100)


def from_symbol_font(code: int, font: str = "") -> str:
    """The Unicode letter for place ``code`` (0xB7 or 0xF0B7) of a symbol font; "•" if unknown."""
    place = code - 0xF000 if code in _PRIVATE else code
    table = _WINGDINGS if font.lower().startswith("wingdings") else _SYMBOL
    return table.get(place) or _SYMBOL.get(place) or _WINGDINGS.get(place) or "•"


def replace_private(text: str, font: str = "") -> str:
    """Text with the private code points of symbol fonts replaced: "\\uf0b7" → "•"."""
    if not text or max(text) < "\uf000":
        return text
    return "".join(from_symbol_font(ord(c), font) if ord(c) in _PRIVATE else c for c in text)

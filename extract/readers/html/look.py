"""The look of text in a page, by tags, attributes and inline styles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADING = re.compile(r"h[1-6]")
_WEIGHT = re.compile(r"font-weight\s*:\s*(\w+)", re.I)
_SLANT = re.compile(r"font-style\s*:\s*(\w+)", re.I)
_ALIGN = re.compile(r"text-align\s*:\s*(-?[\w-]+)", re.I)
_WORD_LABEL = re.compile(r"mso-list\s*:\s*ignore", re.I)
_FORMATS = {
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "none": "none",
    "decimal-leading-zero": "decimalZero",
}
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)", re.I)


@dataclass(frozen=True, slots=True)
class Look:
    """Inherited formatting of an element."""

    bold: bool = False
    italic: bool = False
    centered: bool = False
    heading: int | None = None
    raised: bool = False
    pre: bool = False
    label: bool = False


def look_of(element: _Element, tag: str, outer: Look) -> Look:
    """The look of an element inside one that looks like ``outer``."""
    bold, italic, centered = outer.bold, outer.italic, outer.centered
    heading = int(tag[1]) if _HEADING.fullmatch(tag) else outer.heading
    if tag in ("b", "strong", "th") or heading != outer.heading:
        bold = True
    if tag in ("i", "em"):
        italic = True
    if tag in ("center", "th", "caption"):
        centered = True
    elif tag in ("table", "td"):
        # A page's centered layout does not reach into the cells of its tables.
        centered = False
    align = element.get("align")
    if align and tag != "table":
        centered = align.lower() in ("center", "middle")
    css = element.get("style") or ""
    if css:
        bold = _css(_WEIGHT, css, ("bold", "bolder", "600", "700", "800", "900"), bold)
        italic = _css(_SLANT, css, ("italic", "oblique"), italic)
        centered = _css(_ALIGN, css, ("center", "-webkit-center"), centered)
    return Look(
        bold=bold,
        italic=italic,
        centered=centered,
        heading=heading,
        raised=outer.raised or tag == "sup",
        pre=outer.pre or tag == "pre",
        label=outer.label or bool(css and _WORD_LABEL.search(css)),
    )


def _css(pattern: re.Pattern[str], css: str, yes: tuple[str, ...], inherited: bool) -> bool:
    found = pattern.search(css)
    if not found or found[1].lower() == "inherit":
        return inherited
    return found[1].lower() in yes


def list_form(element: _Element, tag: str) -> str:
    """The number format of a list, in Word's names, or "bullet"."""
    styled = _LIST_STYLE.search(element.get("style") or "")
    name = styled[1].lower() if styled else element.get("type") or ""
    if name in _FORMATS:
        return _FORMATS[name]
    return "bullet" if tag == "ul" else "decimal"

"""The styles of styles.xml, resolved: look, outline level and numbering."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from extract.model import Style

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = W + "val"
_FALSE = {"0", "false", "off", "none"}
_HEADING_NAME = re.compile(r"heading ([1-9])", re.I)
# lxml makes objects only for the children of these tags, which saves time.
_RUN_LOOK = [W + name for name in ("b", "i", "caps", "vanish", "strike", "dstrike", "vertAlign", "rFonts")]
_FONTS, _FONT_NAMES = W + "rFonts", tuple(W + name for name in ("asciiTheme", "ascii", "hAnsiTheme", "hAnsi"))
_STRUCK = (W + "strike", W + "dstrike")
_PARAGRAPH_LOOK = [W + name for name in ("jc", "outlineLvl", "numPr")]
_TABLE_STYLE, _STYLE_START, _STYLE_END = b' w:type="table"', b"<w:style ", b"</w:style>"
_DEEPEST = 40
"""A longer chain of styles is a circle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The look of a style or of direct formatting; None for properties it does not set. ``outline`` is from 1."""

    bold: bool | None = None
    italic: bool | None = None
    caps: bool | None = None
    hidden: bool | None = None
    struck: bool | None = None
    raised: bool | None = None
    font: str | None = None
    centered: bool | None = None
    outline: int | None = None
    num_id: str | None = None
    level: int | None = None
    num_style: str | None = None
    """The style that sets ``num_id``, whose level numbering.xml may tie to it."""

    @lru_cache(maxsize=512)  # noqa: B019 - looks are values, and few
    def over(self, base: Look) -> Look:
        """This look, with ``base`` for the properties it does not set."""
        own_number = self.num_id is not None
        return Look(
            bold=base.bold if self.bold is None else self.bold,
            italic=base.italic if self.italic is None else self.italic,
            caps=base.caps if self.caps is None else self.caps,
            hidden=base.hidden if self.hidden is None else self.hidden,
            struck=base.struck if self.struck is None else self.struck,
            raised=base.raised if self.raised is None else self.raised,
            font=base.font if self.font is None else self.font,
            centered=base.centered if self.centered is None else self.centered,
            outline=base.outline if self.outline is None else self.outline,
            num_id=self.num_id if own_number else base.num_id,
            level=base.level if self.level is None and not own_number else self.level,
            num_style=self.num_style if own_number else base.num_style,
        )


SILENT = Look()


@lru_cache(maxsize=128)
def style_of(bold: bool, italic: bool, centered: bool, heading: int | None) -> Style:
    """A block's style, cached: there are few."""
    return Style(bold=bold, italic=italic, centered=centered, heading=heading)


def run_look(properties: _Element) -> Look:
    """Direct run formatting (``w:rPr``), without its style."""
    bold = italic = caps = hidden = struck = raised = font = None
    for child in properties.iterchildren(*_RUN_LOOK):
        tag = child.tag
        if tag == W + "b":
            bold = child.get(_VAL) not in _FALSE
        elif tag == W + "i":
            italic = child.get(_VAL) not in _FALSE
        elif tag == W + "caps":
            caps = child.get(_VAL) not in _FALSE
        elif tag == W + "vanish":
            hidden = child.get(_VAL) not in _FALSE
        elif tag in _STRUCK:
            struck = struck or child.get(_VAL) not in _FALSE
        elif tag == W + "vertAlign":
            raised = child.get(_VAL) == "superscript"
        elif tag == _FONTS:
            # A font of the theme is no font name, but it groups the text of one font as well.
            font = next(filter(None, map(child.get, _FONT_NAMES)), None)
    return _letters(bold, italic, caps, hidden, struck, raised, font)


@lru_cache(maxsize=128)
def _letters(
    bold: bool | None,
    italic: bool | None,
    caps: bool | None,
    hidden: bool | None,
    struck: bool | None,
    raised: bool | None,
    font: str | None,
) -> Look:
    return Look(bold=bold, italic=italic, caps=caps, hidden=hidden, struck=struck, raised=raised, font=font)


def paragraph_look(properties: _Element, *, before: bool = False) -> Look:
    """Direct paragraph formatting (``w:pPr``), without its style and its mark's run formatting.

    ``before``: the text before tracked changes, without a list number that they insert.
    """
    centered = outline = num_id = level = None
    for child in properties.iterchildren(*_PARAGRAPH_LOOK):
        tag = child.tag
        if tag == W + "jc":
            centered = child.get(_VAL) == "center"
        elif tag == W + "outlineLvl":
            outline = _integer(child.get(_VAL))
        elif tag == W + "numPr":
            num_id, level = _number(child)
            if before and child.find(W + "ins") is not None:
                num_id, level = "0", None
    # Level 9 is "body text", which cancels the heading of a style.
    heading = None if outline is None else outline + 1 if 0 <= outline < 9 else 0
    return _lines(centered, heading, num_id, level)


@lru_cache(maxsize=128)
def _lines(centered: bool | None, outline: int | None, num_id: str | None, level: int | None) -> Look:
    return Look(centered=centered, outline=outline, num_id=num_id, level=level)


def _number(properties: _Element | None) -> tuple[str | None, int | None]:
    num_id = level = None
    for child in () if properties is None else properties.iterchildren(W + "numId", W + "ilvl"):
        if child.tag == W + "numId":
            num_id = child.get(_VAL)
        else:
            level = _integer(child.get(_VAL))
    return num_id, level


def _integer(text: str | None) -> int | None:
    try:
        return int(text) if text and len(text) < 10 else None
    except ValueError:
        return None


def without_table_styles(data: bytes) -> bytes:
    """The XML of styles.xml without the styles of tables, which set nothing that is read.

    Programs write a hundred of them, nine tenths of the part; to find them by their bytes takes a tenth of the time of
    parsing them. A part with comments or other markup that could hide a tag, or with another prefix, stays whole.
    """
    if b"<!" in data:
        return data
    kept, at, found = [], 0, data.find(_TABLE_STYLE)
    while found >= 0:
        start, end = data.rfind(b"<", at, found), data.find(_STYLE_END, found)
        if end < 0:
            break
        # An empty element has no end of its own; that found is the next one's.
        if data.startswith(_STYLE_START, start) and data.find(_STYLE_START, found, end) < 0:
            kept.append(data[at:start])
            at = end + len(_STYLE_END)
        found = data.find(_TABLE_STYLE, end)
    return b"".join((*kept, data[at:]))


class Styles:
    """The styles of one document, each resolved once."""

    def __init__(self, root: _Element | None) -> None:
        self._elements: dict[str, _Element] = {}
        self._resolved: dict[str, Look] = {}
        self._defaults = SILENT
        self._default_paragraph: str | None = None
        if root is None:
            return
        for style in root.iterchildren(W + "style"):
            key = style.get(W + "styleId", "")
            self._elements[key] = style
            if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true"):
                self._default_paragraph = key
        defaults = root.find(W + "docDefaults")
        if defaults is not None:
            for part in defaults.iter(W + "rPr"):
                self._defaults = run_look(part).over(self._defaults)
            for part in defaults.iter(W + "pPr"):
                self._defaults = paragraph_look(part).over(self._defaults)

    def paragraph(self, style: str | None) -> Look:
        """The look of a paragraph style, over the document's defaults."""
        key = style if style in self._elements else self._default_paragraph
        if key is None:
            return self._defaults
        found = self._resolved.get("p:" + key)
        if found is None:
            found = self._resolved["p:" + key] = self._chain(key).over(self._defaults)
        return found

    def character(self, style: str) -> Look:
        """The look of a character style alone."""
        found = self._resolved.get("c:" + style)
        if found is None:
            found = self._resolved["c:" + style] = self._chain(style)
        return found

    def number_lists(self) -> dict[str, str]:
        """The list of numbering.xml (``w:numId``) of every style that names one."""
        found = {}
        for key, style in self._elements.items():
            for paragraph in style.iterchildren(W + "pPr"):
                num_id, _ = _number(next(paragraph.iterchildren(W + "numPr"), None))
                if num_id is not None:
                    found[key] = num_id
        return found

    def _chain(self, key: str) -> Look:
        look = SILENT
        for _ in range(_DEEPEST):
            style = self._elements.get(key)
            if style is None:
                break
            look = look.over(_own_look(key, style))
            base = style.find(W + "basedOn")
            if base is None:
                break
            key = base.get(_VAL, "")
        return look


def _own_look(key: str, style: _Element) -> Look:
    look = SILENT
    run = style.find(W + "rPr")
    if run is not None:
        look = run_look(run)
    paragraph = style.find(W + "pPr")
    if paragraph is not None:
        look = look.over(paragraph_look(paragraph))
    name = style.find(W + "name")
    heading = None if name is None else _HEADING_NAME.fullmatch(name.get(_VAL, ""))
    if heading:
        look = look.over(Look(outline=int(heading[1])))
    if look.num_id is not None:
        look = Look(num_style=key, num_id=look.num_id, level=look.level).over(look)
    return look

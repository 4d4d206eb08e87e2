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
_BOLD, _ITALIC, _CAPS, _HIDDEN, _FONTS = W + "b", W + "i", W + "caps", W + "vanish", W + "rFonts"
_PARAGRAPH_STYLE, _RUN_STYLE, _STYLE_ID, _TYPE = W + "pStyle", W + "rStyle", W + "styleId", W + "type"
_RAISED, _STRUCK = W + "vertAlign", (W + "strike", W + "dstrike")
_FONT_NAMES = tuple(W + name for name in ("asciiTheme", "ascii", "hAnsiTheme", "hAnsi"))
_JUSTIFIED, _OUTLINE, _NUMBER, _NUM_ID, _LEVEL = (
    W + "jc",
    W + "outlineLvl",
    W + "numPr",
    W + "numId",
    W + "ilvl",
)
_TABLE_STYLE, _STYLE_START, _STYLE_END = b' w:type="table"', b"<w:style ", b"</w:style>"
_LATENT_START, _LATENT_END = b"<w:latentStyles ", b"</w:latentStyles>"
_LONGEST_TAG = 400
"""Bytes on each side of an attribute in which the start and the end of its tag are looked for."""
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
    named: str | None = None
    """The style of a paragraph or of letters that direct formatting names."""

    def over(self, base: Look) -> Look:
        """This look, with ``base`` for the properties it does not set; the style it names is not looked at."""
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
    """Direct run formatting (``w:rPr``), with the name of its style alone."""
    bold = italic = caps = hidden = struck = raised = font = named = None
    for child in properties:
        tag = child.tag
        if tag == _BOLD:
            bold = child.get(_VAL) not in _FALSE
        elif tag == _ITALIC:
            italic = child.get(_VAL) not in _FALSE
        elif tag == _FONTS:
            # A font of the theme is no font name, but it groups the text of one font as well.
            font = next(filter(None, map(child.get, _FONT_NAMES)), None)
        elif tag == _CAPS:
            caps = child.get(_VAL) not in _FALSE
        elif tag == _HIDDEN:
            hidden = child.get(_VAL) not in _FALSE
        elif tag == _RAISED:
            raised = child.get(_VAL) == "superscript"
        elif tag == _RUN_STYLE:
            named = child.get(_VAL)
        elif tag in _STRUCK:
            struck = struck or child.get(_VAL) not in _FALSE
    return _letters(bold, italic, caps, hidden, struck, raised, font, named)


@lru_cache(maxsize=128)
def _letters(
    bold: bool | None,
    italic: bool | None,
    caps: bool | None,
    hidden: bool | None,
    struck: bool | None,
    raised: bool | None,
    font: str | None,
    named: str | None,
) -> Look:
    return Look(
        bold=bold,
        italic=italic,
        caps=caps,
        hidden=hidden,
        struck=struck,
        raised=raised,
        font=font,
        named=named,
    )


def paragraph_look(properties: _Element, *, before: bool = False) -> Look:
    """Direct paragraph formatting (``w:pPr``), with the name of its style alone, without its mark's run formatting.

    ``before``: the text before tracked changes, without a list number that they insert.
    """
    centered = outline = num_id = level = named = None
    for child in properties:
        tag = child.tag
        if tag == _PARAGRAPH_STYLE:
            named = child.get(_VAL)
        elif tag == _JUSTIFIED:
            centered = child.get(_VAL) == "center"
        elif tag == _NUMBER:
            num_id, level = _number(child)
            if before and child.find(W + "ins") is not None:
                num_id, level = "0", None
        elif tag == _OUTLINE:
            outline = _integer(child.get(_VAL))
    # Level 9 is "body text", which cancels the heading of a style.
    heading = None if outline is None else outline + 1 if 0 <= outline < 9 else 0
    return _lines(centered, heading, num_id, level, named)


@lru_cache(maxsize=128)
def _lines(
    centered: bool | None, outline: int | None, num_id: str | None, level: int | None, named: str | None
) -> Look:
    return Look(centered=centered, outline=outline, num_id=num_id, level=level, named=named)


def _number(properties: _Element | None) -> tuple[str | None, int | None]:
    num_id = level = None
    for child in () if properties is None else properties:
        if child.tag == _NUM_ID:
            num_id = child.get(_VAL)
        elif child.tag == _LEVEL:
            level = _integer(child.get(_VAL))
    return num_id, level


def _integer(text: str | None) -> int | None:
    try:
        return int(text) if text and len(text) < 10 else None
    except ValueError:
        return None


def without_unread(data: bytes) -> bytes:
    """The XML of styles.xml without the styles of tables and the list of latent styles, which set nothing that is read.

    Programs write a hundred of them, nine tenths of the part; to find them by their bytes takes a tenth of the time of
    parsing them. A part with comments or other markup that could hide a tag, or with another prefix, stays whole.
    """
    # Nearly all bytes are looked at once: "!" alone is found much faster than "<!", and few parts have one.
    if b"!" in data and b"<!" in data:
        return data
    # From one table style to the next, without a copy of what is left out.
    kept, at, seen = [], 0, 0
    while (seen := data.find(_TABLE_STYLE, seen + 1)) >= 0:
        start = data.rfind(b"<", max(at, seen - _LONGEST_TAG), seen)
        close = data.find(b">", seen, seen + _LONGEST_TAG)
        # An empty element has no end of its own.
        if close < 0 or data.startswith(b"/", close - 1) or not data.startswith(_STYLE_START, start):
            continue
        end = data.find(_STYLE_END, close)
        if end < 0:
            break
        kept.append(data[at:start])
        at = seen = end + len(_STYLE_END)
    kept.append(data[at:])
    return _without_latent(b"".join(kept))


def _without_latent(data: bytes) -> bytes:
    start, end = data.find(_LATENT_START), data.find(_LATENT_END)
    return data if start < 0 or end < start else data[:start] + data[end + len(_LATENT_END) :]


class Styles:
    """The styles of one document, each resolved once."""

    def __init__(self, root: _Element | None) -> None:
        self._elements: dict[str, _Element] = {}
        self._paragraphs: dict[str | None, Look] = {}
        self._characters: dict[str, Look] = {}
        self._defaults = SILENT
        self._default_paragraph: str | None = None
        if root is None:
            return
        for style in root.iterchildren(W + "style"):
            key = style.get(_STYLE_ID, "")
            self._elements[key] = style
            if style.get(_TYPE) == "paragraph" and style.get(W + "default") in ("1", "true"):
                self._default_paragraph = key
        defaults = root.find(W + "docDefaults")
        if defaults is not None:
            for part in defaults.iter(W + "rPr"):
                self._defaults = run_look(part).over(self._defaults)
            for part in defaults.iter(W + "pPr"):
                self._defaults = paragraph_look(part).over(self._defaults)

    def paragraph(self, style: str | None) -> Look:
        """The look of a paragraph style, over the document's defaults."""
        found = self._paragraphs.get(style)
        if found is None:
            key = style if style in self._elements else self._default_paragraph
            found = self._defaults if key is None else self._chain(key).over(self._defaults)
            self._paragraphs[style] = found
        return found

    def character(self, style: str) -> Look:
        """The look of a character style alone."""
        found = self._characters.get(style)
        if found is None:
            found = self._characters[style] = self._chain(style)
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


class Layers:
    """Direct formatting laid over the looks of styles, each pair of looks once.

    The pairs are known by the identity of their looks: few looks are made again and again, and the values of two take
    longer to hash than to lay over each other.
    """

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        # The looks are kept beside the result, so that no other look takes their ids.
        self._paragraphs: dict[int, tuple[Look, Look]] = {}
        self._letters: dict[tuple[int, int], tuple[Look, Look, Look]] = {}

    def paragraph(self, direct: Look) -> Look:
        """The look of a paragraph with this direct formatting."""
        found = self._paragraphs.get(id(direct))
        if found is None:
            found = self._paragraphs[id(direct)] = (direct, direct.over(self._styles.paragraph(direct.named)))
        return found[1]

    def letters(self, direct: Look, paragraph: Look) -> Look:
        """The look of letters with this direct formatting in a paragraph."""
        found = self._letters.get((id(direct), id(paragraph)))
        if found is None:
            base = paragraph
            if direct.named is not None:
                base = _styled(paragraph, self._styles.character(direct.named))
            found = self._letters[id(direct), id(paragraph)] = (direct, paragraph, direct.over(base))
        return found[2]


def _styled(base: Look, style: Look) -> Look:
    return Look(
        bold=_toggled(base.bold, style.bold),
        italic=_toggled(base.italic, style.italic),
        caps=_toggled(base.caps, style.caps),
        hidden=style.hidden or base.hidden,
        struck=_toggled(base.struck, style.struck),
        raised=style.raised,
        font=style.font or base.font,
    )


def _toggled(paragraph: bool | None, character: bool | None) -> bool | None:
    """A toggle property: bold of a character style in a bold paragraph style gives plain letters."""
    return paragraph if character is None else bool(paragraph) != character


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

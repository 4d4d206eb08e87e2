"""Old encodings in a page, converted to Unicode by the fonts that elements name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.readers.plain import legacy

if TYPE_CHECKING:
    from lxml.etree import _Element

_FAMILY = re.compile(r"font-family\s*:\s*[\"']?([^;,\"']+)", re.I)
_NOT_TEXT = frozenset(["script", "style"])


def convert_letters(root: _Element) -> tuple[str, ...]:
    """Convert all text of the page to Unicode, in place; returns a warning if there were old letters."""
    places = _texts(root)
    by_font: dict[str, list[str]] = {}
    for _, _, text, font in places:
        by_font.setdefault(font, []).append(text)
    found = legacy.decoder({font: "\n".join(texts) for font, texts in by_font.items()})
    if found is None:
        return ()
    converted = found.decode_all((text, font) for _, _, text, font in places)
    for (element, behind, _, _), text in zip(places, converted, strict=True):
        if behind:
            element.tail = text
        else:
            element.text = text
    return (found.warning,)


def _texts(root: _Element) -> list[tuple[_Element, bool, str, str]]:
    """(element, whether the text is behind it, text, font) of every piece of text, in reading order."""
    from lxml import etree

    found: list[tuple[_Element, bool, str, str]] = []
    fonts = [""]
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        is_element = event in ("start", "end")
        if event == "start":
            fonts.append(_font(element) or fonts[-1])
            if element.text and element.tag not in _NOT_TEXT:
                found.append((element, False, element.text, fonts[-1]))
            continue
        if is_element:
            fonts.pop()
        if element.tail and element is not root:
            found.append((element, True, element.tail, fonts[-1]))
    return found


def _font(element: _Element) -> str:
    """The first font that an element names, or ""."""
    named = _FAMILY.search(element.get("style", ""))
    return (named[1] if named else element.get("face", "").split(",")[0]).strip()

"""The element tree of a page: its text, and elements removed from it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extract.language.lexicon import fold

if TYPE_CHECKING:
    from lxml.etree import _Element

CONTROLS = frozenset(["input", "select", "textarea", "button"])
"""Elements that a visitor fills in or presses."""
SILENT = frozenset(["script", "style", "noscript", "template", "svg", "title", "head", "iframe", *CONTROLS])
"""Elements whose text is not shown as text."""


def drop(element: _Element) -> None:
    """Remove an element, but keep the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _pieces(element: _Element) -> Iterator[str]:
    for found in element.iter("*"):
        if found.tag not in SILENT and found.text:
            yield found.text
        if found is not element and found.tail:
            yield found.tail


def shown(element: _Element) -> str:
    """The text of an element, white space collapsed."""
    return " ".join(" ".join(_pieces(element)).split())


def folded(element: _Element) -> str:
    """The folded text of an element."""
    return fold(shown(element))

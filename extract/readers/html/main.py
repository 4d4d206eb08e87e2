"""The document in a page of a portal: menus, boxes, comments and forms around it and in it go.

No site is known by name. What counts is where the lines stand that only documents have (motto, bases, headings,
recipients), how much of an element's text are links, and what elements are called. Where no such lines are found the
page is left as it is: rather a menu too many than a paragraph lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from extract.language.lexicon import fold
from extract.language.phrases import composed, phrases, several
from extract.readers.html.tree import CONTROLS, SILENT, drop, folded, shown

if TYPE_CHECKING:
    from lxml.etree import _Element

_SERVING = frozenset(["nav", "aside", "footer", "menu", "form", "dialog", "fieldset"])
# How many links make a menu of an element of this kind, if they are most of its text.
_GROUPS = {"div": 2, "ul": 2, "ol": 2, "dl": 2, "section": 2, "center": 2, "table": 2, "td": 4}
_MOST_LINKED = 0.5
_CELLS = frozenset(["td", "th", "tr", "tbody", "thead", "tfoot"])
_MOTTOS = composed("<<words>>", words=phrases("masthead", "mottos"))
# "I. ", "IV. ", "Điều 5", "Chương II" are headings, whatever the document.
_MARKERS = composed(
    r"<<words>>|[ivx]{1,6}\.(?=\s)|<<headings>> (?:\d+|[ivx]+)\b",
    words=several(phrases("pages", "markers"), phrases("masthead", "mottos")),
    headings=phrases("pages", "headings"),
)
_FURNITURE = phrases("pages", "furniture", folded=False)
# "Bình luận (12):"
_ENDINGS = composed(r"<<words>>\s*(?:\(\d+\))?[\s:.»]*", words=phrases("pages", "endings"))
# A line that says only this, or with the name of what to see behind a colon.
_INSERTED = composed(r"[\W_]*<<words>>(?:\s*(?::|>|»|$).*|\W*)$", words=phrases("pages", "inserted"))
_KINDS = composed(r"<<words>>\b", words=phrases("layout", "document_kinds"))
_NUMBER = re.compile(r"số\s*:")
_LEAST_MARKERS = 3
_PORTAL_LINKS = 5
"""A page with so many links outside the document, or with a form, is a portal's."""
_HEART = 0.9
"""A part with so much of the page's text and markers holds the document."""
_MARKER = 400
"""What a marker weighs, in characters of text."""
_SHORT = 120
"""Characters of a line that only serves the page."""
_LITTLE = 600
"""Characters that a page around a frame may have: address, imprint, greeting."""
_TOKEN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


@dataclass(slots=True)
class _Count:
    """Of an element with all in it: characters, those in links, links, controls of forms, markers."""

    text: int = 0
    linked: int = 0
    links: int = 0
    controls: int = 0
    markers: int = 0

    @property
    def weight(self) -> int:
        return self.text - self.linked + _MARKER * self.markers


def keep_document(root: _Element) -> tuple[_Element, int]:
    """The element that holds the document, freed of what serves the page, and the number of words left out.

    It is ``root`` itself where no document is told.
    """
    words_before = len(shown(root).split())
    kept = _kept(root)
    return kept, words_before - len(shown(kept).split())


def _kept(root: _Element) -> _Element:
    body = next(root.iter("body"), root)
    counts = _counted(body)
    whole = counts[body]
    if whole.markers < _LEAST_MARKERS:
        return root
    _drop_furniture(body, counts)
    counts = _counted(body)
    path = _path_to_heart(body, counts)
    if whole.links - counts[path[-1]].links < _PORTAL_LINKS and not whole.controls:
        return root
    _drop_before_motto(body, path[-1])
    kept = path[-1]
    for outer, inner in zip(reversed(path[:-1]), reversed(path[1:]), strict=True):
        if _drop_beside(outer, inner, counts):
            kept = outer
    return kept


def signs_of_document(root: _Element) -> int:
    """How many lines stand in a page that only documents have."""
    return _counted(root)[root].markers


def says_little(root: _Element) -> bool:
    """Whether a page holds no document, nor more text of its own than a frame around one has."""
    whole = _counted(root)[root]
    return not whole.markers and whole.text - whole.linked < _LITTLE


def _counted(body: _Element) -> dict[_Element, _Count]:
    """Children before parents, so that no page is too deep."""
    counts: dict[_Element, _Count] = {}
    for element in reversed(list(body.iter("*"))):
        count = counts.setdefault(element, _Count())
        tag = element.tag
        if tag in CONTROLS and element.get("type") != "hidden":
            count.controls += 1
        if tag not in SILENT:
            pieces = [element.text, *(child.tail for child in element)]
            lines = [line for piece in pieces if piece and (line := " ".join(piece.split()))]
            count.text += sum(map(len, lines))
            if tag == "a" and element.get("href"):
                # A name to jump to is no link.
                count.links, count.linked, count.markers = count.links + 1, count.text, 0
            else:
                count.markers += sum(bool(_MARKERS.match(fold(line))) for line in lines)
        parent = element.getparent()
        if parent is not None and element is not body:
            above = counts.setdefault(parent, _Count())
            above.text += count.text
            above.linked += count.linked
            above.links += count.links
            above.controls += count.controls
            above.markers += count.markers
    return counts


def _drop_furniture(body: _Element, counts: dict[_Element, _Count]) -> None:
    """What serves the page wherever it stands: by tag, by name, by its links, by its words."""
    for element in list(body.iterdescendants("*")):
        count = counts[element]
        if element.getparent() is None or count.markers or not count.text or element.tag in SILENT:
            continue
        if _serves(element, count):
            drop(element)
        elif _title_of_ending(element, count):
            _drop_from(element, body, counts)


def _serves(element: _Element, count: _Count) -> bool:
    tag = str(element.tag)
    if tag in _SERVING or (tag not in _CELLS and _is_furniture(element)):
        return True
    least = _GROUPS.get(tag)
    if least and count.links >= least and count.linked > _MOST_LINKED * count.text:
        return True
    return count.text <= _SHORT and tag not in _CELLS and bool(_INSERTED.match(folded(element)))


def _is_furniture(element: _Element) -> bool:
    if element.get("role") in ("navigation", "banner", "search", "dialog", "tooltip", "complementary"):
        return True
    for name in f"{element.get('class', '')} {element.get('id', '')}".split():
        tokens = [token.lower() for token in _TOKEN.findall(name)]
        # "quang-cao" is a name of two words.
        if any(token in _FURNITURE for token in (*tokens, *map("".join, pairwise(tokens)))):
            return True
    return False


def _title_of_ending(element: _Element, count: _Count) -> bool:
    return count.text <= _SHORT and bool(_ENDINGS.fullmatch(folded(element)))


def _drop_from(element: _Element, body: _Element, counts: dict[_Element, _Count]) -> None:
    """A title and all that follows it in its box, or the box itself where the title opens it."""
    parent = element.getparent()
    while parent is not None and parent is not body and not counts[parent].markers and parent[0] is element:
        element, parent = parent, parent.getparent()
    for following in [element, *element.itersiblings()]:
        if isinstance(following.tag, str) and not counts[following].markers:
            drop(following)


def _path_to_heart(body: _Element, counts: dict[_Element, _Count]) -> list[_Element]:
    """From the body down to the deepest element that holds nearly all."""
    path = [body]
    least = _HEART * counts[body].weight
    while True:
        inner = next((child for child in path[-1].iterchildren("*") if counts[child].weight >= least), None)
        if inner is None:
            return path
        path.append(inner)


def _drop_beside(outer: _Element, inner: _Element, counts: dict[_Element, _Count]) -> bool:
    """Drop what stands beside the document and is no part of it; whether some part is there."""
    behind = kept = False
    for child in list(outer.iterchildren("*")):
        if child is inner:
            behind = True
        elif counts[child].markers or (behind and _is_table(child)):
            kept = True
        else:
            drop(child)
    return kept


def _is_table(element: _Element) -> bool:
    """A table of figures: an appendix may be nothing else."""
    rows = [row for row in element.iter("tr") if any(letter.isdigit() for letter in folded(row))]
    return len(rows) >= 3


def _drop_before_motto(body: _Element, heart: _Element) -> None:
    """Only the issuer stands before the motto of the state; titles and tables of the page go.

    A portal may show the motto in its own banner: the one next to the text counts.
    """
    found = _motto_in(heart)
    if found is None:
        found = _motto_in(body)
    while found is not None and found is not body:
        for before in list(found.itersiblings(preceding=True)):
            if isinstance(before.tag, str) and before.tag not in _CELLS and not _is_issuer(shown(before)):
                drop(before)
        found = found.getparent()


def _motto_in(element: _Element) -> _Element | None:
    return next((inner for inner in element.iter("*") if _holds_motto(inner)), None)


def _holds_motto(element: _Element) -> bool:
    if element.tag in SILENT or element.tag == "a":
        return False
    return any(
        _MOTTOS.match(fold(" ".join(piece.split())))
        for piece in (element.text, *(child.tail for child in element))
        if piece
    )


def _is_issuer(text: str) -> bool:
    if not text or len(text) > _SHORT:
        return not text
    small = fold(text)
    if _MOTTOS.search(small) or _KINDS.match(small):
        return False
    return text.isupper() or bool(_NUMBER.match(small))

"""The document in a page of a portal: menus, boxes, comments and forms around it and in it are dropped.

No site is known by name. The evidence is the place of markers, lines that only documents have (motto, bases, headings,
recipients), the share of links in an element's text, and the names of elements. A page without markers is kept as it
is: a menu too many does less harm than a lost paragraph.
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
# The number of links that make an element of this tag a menu, if they are most of its text.
_GROUPS = {"div": 2, "ul": 2, "ol": 2, "dl": 2, "section": 2, "center": 2, "table": 2, "td": 4}
_MOST_LINKED = 0.5
_CELLS = frozenset(["td", "th", "tr", "tbody", "thead", "tfoot"])
_MOTTOS = composed("<<words>>", words=phrases("masthead", "mottos"))
# "I. ", "IV. ", "Điều 5", "Chương II" are headings of any document.
_MARKERS = composed(
    r"<<words>>|[ivx]{1,6}\.(?=\s)|<<headings>> (?:\d+|[ivx]+)\b",
    words=several(phrases("pages", "markers"), phrases("masthead", "mottos")),
    headings=phrases("pages", "headings"),
)
_FURNITURE = phrases("pages", "furniture", folded=False)
# "Bình luận (12):"
_ENDINGS = composed(r"<<words>>\s*(?:\(\d+\))?[\s:.»]*", words=phrases("pages", "endings"))
# A line with only such words, or with a title behind a colon.
_INSERTED = composed(r"[\W_]*<<words>>(?:\s*(?::|>|»|$).*|\W*)$", words=phrases("pages", "inserted"))
_KINDS = composed(r"<<words>>\b", words=phrases("layout", "document_kinds"))
_NUMBER = re.compile(r"số\s*:")
_LEAST_MARKERS = 3
_PORTAL_LINKS = 5
"""Links outside the document from which a page is a portal's; so is a page with a form."""
_HEART = 0.9
"""Share of the page's weight from which an element holds the document."""
_MARKER = 400
"""The weight of a marker, in characters of text."""
_SHORT = 120
"""Characters of a line of page furniture at most."""
_LITTLE = 600
"""Characters that a page around a frame has at most: address, imprint, greeting."""
_TOKEN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


@dataclass(slots=True)
class _Count:
    """Counts of an element and all its descendants: characters, those in links, links, form controls, markers."""

    text: int = 0
    linked: int = 0
    links: int = 0
    controls: int = 0
    markers: int = 0

    @property
    def weight(self) -> int:
        return self.text - self.linked + _MARKER * self.markers


def keep_document(root: _Element) -> tuple[_Element, int]:
    """The element that holds the document, without page furniture, and the number of words left out.

    It is ``root`` itself if no document is recognised.
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
    """The number of markers in a page."""
    return _counted(root)[root].markers


def says_little(root: _Element) -> bool:
    """Whether a page holds no document, and no more text than a page around a frame has."""
    whole = _counted(root)[root]
    return not whole.markers and whole.text - whole.linked < _LITTLE


def _counted(body: _Element) -> dict[_Element, _Count]:
    """The counts of all elements; children come before parents, without recursion."""
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
                # An anchor without ``href`` is no link.
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
    """Drop page furniture in the whole page, recognised by tag, name, links or words."""
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
        # A name may have two words: "quang-cao".
        if any(token in _FURNITURE for token in (*tokens, *map("".join, pairwise(tokens)))):
            return True
    return False


def _title_of_ending(element: _Element, count: _Count) -> bool:
    return count.text <= _SHORT and bool(_ENDINGS.fullmatch(folded(element)))


def _drop_from(element: _Element, body: _Element, counts: dict[_Element, _Count]) -> None:
    """Drop a title and all that follows it in its box, or the box itself if the title opens it."""
    parent = element.getparent()
    while parent is not None and parent is not body and not counts[parent].markers and parent[0] is element:
        element, parent = parent, parent.getparent()
    for following in [element, *element.itersiblings()]:
        if isinstance(following.tag, str) and not counts[following].markers:
            drop(following)


def _path_to_heart(body: _Element, counts: dict[_Element, _Count]) -> list[_Element]:
    """The elements from the body down to the deepest one that holds nearly all weight."""
    path = [body]
    least = _HEART * counts[body].weight
    while True:
        inner = next((child for child in path[-1].iterchildren("*") if counts[child].weight >= least), None)
        if inner is None:
            return path
        path.append(inner)


def _drop_beside(outer: _Element, inner: _Element, counts: dict[_Element, _Count]) -> bool:
    """Drop the siblings of ``inner`` that are no part of the document; whether a part of it is among them."""
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
    """Whether an element is a table of figures, which may be an appendix."""
    rows = [row for row in element.iter("tr") if any(letter.isdigit() for letter in folded(row))]
    return len(rows) >= 3


def _drop_before_motto(body: _Element, heart: _Element) -> None:
    """Drop titles and tables of the page before the motto of the state; only the issuer is kept.

    The motto next to the text counts, since a portal may have one in its own banner.
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

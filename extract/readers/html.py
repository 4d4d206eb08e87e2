"""Saved web pages, and pages exported by Word: what a browser would show."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import TYPE_CHECKING

from extract import errors
from extract.errors import ReadError
from extract.model import Document
from extract.options import DEFAULT, ReadOptions
from extract.readers.encoding import decode, modern
from extract.readers.html_page import Page

if TYPE_CHECKING:
    from lxml.etree import _Element

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
_XML_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w-]+)", re.I)
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DROPPED = frozenset(
    """
    script style head title noscript template nav iframe object svg select textarea button input canvas
    audio video map datalist dialog
    """.split()  # noqa: SIM905 - a column of twenty words is hard to read
)


def read(path: Path, data: bytes, options: ReadOptions = DEFAULT) -> Document:  # noqa: ARG001
    """Block elements become blocks, ``<br>`` a newline; white space is collapsed as browsers do."""
    from lxml import etree

    content, warnings = _decode(data)
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=False, no_network=True)
    try:
        root = etree.fromstring(content.replace("\x00", "").encode("utf-8", "replace"), parser)
    except etree.LxmlError as error:
        raise ReadError(errors.DAMAGED_HTML, path.name) from error
    if root is None:
        raise ReadError(errors.NO_TEXT, path.name)
    page = Page()
    _walk(root, page)
    page.flush()
    return page.assembly.document(path, data, "html", warnings=warnings)


def _walk(root: _Element, page: Page) -> None:
    """Depth first without recursion: saved pages nest hundreds of elements."""
    from lxml import etree

    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start":
            if element.tag in _DROPPED or _is_hidden(element):
                walk.skip_subtree()
            else:
                page.start(element)
                page.text(element.text)
            continue
        if event == "end" and not (element.tag in _DROPPED or _is_hidden(element)):
            page.end(element)
        if element is not root:
            page.text(element.tail)


def _is_hidden(element: _Element) -> bool:
    if "hidden" in element.attrib:
        return True
    style = element.get("style")
    if not style:
        return False
    packed = re.sub(r"\s+", "", style).lower()
    return any(rule in packed for rule in ("display:none", "visibility:hidden", "mso-hide:all"))


def _decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """A byte order mark, then the page's own word, then a guess."""
    if not data.startswith(_MARKS):
        named = _XML_DECLARED.search(data[:200]) or _DECLARED.search(data[:8192])
        if named:
            try:
                return modern(data.decode(_codec(named[1].decode("ascii"))))
            except (LookupError, UnicodeDecodeError):
                pass  # The page is wrong about itself.
    return decode(data)


def _codec(name: str) -> str:
    """Browsers read "iso-8859-1" as Windows-1252; a page whose tag we can read is no UTF-16."""
    found = codecs.lookup(name).name
    if found in ("iso8859-1", "ascii"):
        return "cp1252"
    return "utf-8" if found.startswith("utf-16") else found

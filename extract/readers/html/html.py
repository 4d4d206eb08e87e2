"""Saved web pages, and pages exported by Word, as a browser shows them."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from extract import errors
from extract.errors import ReadError
from extract.model import Block, Document
from extract.options import DEFAULT, ReadOptions
from extract.readers.html import main
from extract.readers.html.css import apply_styles
from extract.readers.html.letters import convert_letters
from extract.readers.html.page import Page
from extract.readers.plain.encoding import decode_bytes, mended

if TYPE_CHECKING:
    from lxml.etree import _Element

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
_XML_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w-]+)", re.I)
_LEFT_OUT = (
    "Trang web đã lưu: đã bỏ {words} từ ngoài văn bản (menu, quảng cáo, bình luận). "
    "Hãy xem lại nếu thấy thiếu nội dung."
)
# Sources of frames that are no files beside the page.
_ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]+:|//)", re.I)
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DROPPED = frozenset(
    """
    script style head title noscript template nav iframe object svg select textarea button input canvas
    audio video map datalist dialog
    """.split()  # noqa: SIM905 - a column of twenty words is hard to read
)


def read(path: Path, data: bytes, options: ReadOptions = DEFAULT) -> Document:  # noqa: ARG001
    """Read a page: block elements become blocks, ``<br>`` a newline; white space is collapsed as in browsers."""
    content, warnings = decode_page(data)
    root = _parsed(content)
    if root is None:
        raise ReadError(errors.DAMAGED_HTML, path.name)
    apply_styles(root)
    warnings += convert_letters(root)
    _refuse_frames(path, root)
    root, left_out = main.keep_document(root)
    if left_out:
        warnings += (_LEFT_OUT.format(words=left_out),)
    page = Page()
    _walk(root, page)
    page.flush()
    return page.assembly.document(path, data, "html", warnings=warnings)


def blocks_of(markup: str) -> tuple[Block, ...]:
    """The blocks of a piece of a page; none if it cannot be parsed."""
    root, page = _parsed(markup), Page()
    if root is not None:
        _walk(root, page)
        page.flush()
    return page.assembly.document(Path(), b"", "html").blocks


def signs_of_document(data: bytes) -> int:
    """The number of lines in a page that only documents have."""
    root = _parsed(decode_page(data)[0])
    if root is None:
        return 0
    convert_letters(root)
    return main.signs_of_document(root)


def _parsed(content: str) -> _Element | None:
    """The root element; None without one, or if a part of the page could not be parsed."""
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", remove_comments=False, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(content.replace("\x00", "").encode("utf-8", "replace"), parser)
    except etree.LxmlError:
        return None
    # The parser drops elements nested too deeply, and all text behind them.
    return None if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log) else root


def _refuse_frames(path: Path, root: _Element) -> None:
    """Raise ``ReadError`` for a page without text of its own whose document is in a frame, in another file."""
    sources = [frame.get("src", "") for frame in root.iter("iframe", "frame")]
    beside = next((name for name in sources if name and not _ELSEWHERE.match(name)), None)
    if beside is not None and main.says_little(root):
        raise ReadError(errors.framed(unquote(beside)), path.name)


def _walk(root: _Element, page: Page) -> None:
    """Walk depth first, without recursion: saved pages nest hundreds of elements."""
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


def decode_page(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Decode by a byte order mark, then by the encoding the page names, then by a guess."""
    if not data.startswith(_MARKS):
        named = _named(data)
        if named:
            try:
                return mended(data.decode(_codec(named[1].decode("ascii"))))
            except (LookupError, UnicodeDecodeError):
                pass  # The page names a wrong encoding.
    return decode_bytes(data)


def declares_encoding(data: bytes) -> bool:
    """Whether a page names its encoding, or has a byte order mark."""
    return data.startswith(_MARKS) or _named(data) is not None


def _named(data: bytes) -> re.Match[bytes] | None:
    return _XML_DECLARED.search(data[:200]) or _DECLARED.search(data[:8192])


def _codec(name: str) -> str:
    """The codec for an encoding, as in browsers: "iso-8859-1" is Windows-1252; a readable tag excludes UTF-16."""
    found = codecs.lookup(name).name
    if found in ("iso8859-1", "ascii"):
        return "cp1252"
    return "utf-8" if found.startswith("utf-16") else found

"""The zip file of a Word document: its parts as XML trees, with no macro run, no link fetched, no unlimited unpacking.

A relation names a part by its kind ("styles", "footnotes"); the names and places of the parts are free. The namespaces
of Strict Open XML are translated to the usual ones. A document within the document (altChunk) that is HTML or text
is read at its place; other such parts, charts and sheets are named for the user.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from extract import errors
from extract.errors import ReadError
from extract.model import Document
from extract.options import ReadOptions

if TYPE_CHECKING:
    from lxml.etree import _Element


_LARGEST = 64 * 1024 * 1024
"""Unpacked bytes of all parts that are read; the text of a plan of 500 pages has some 20 million."""
_PIECE = 1024 * 1024
_MAIN = "word/document.xml"
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
_USUAL = rb"http://schemas.openxmlformats.org/\1/2006/\2"
_DOCUMENT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}document"
_MACROS = "vbaProject"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_OBJECT = "{urn:schemas-microsoft-com:office:office}OLEObject"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_HTML = (".html", ".htm", ".xhtml")
# The beginnings of ProgID, with the names for the user.
_PROGRAMS = (
    ("Excel", "bảng tính nhúng"),
    ("Word", "văn bản Word nhúng"),
    ("PowerPoint", "bản trình chiếu nhúng"),
)
_CHUNK = "altChunk"
MAGIC = b"\xd0\xcf\x11\xe0"
"""First bytes of the container of a protected file."""
_MOST_ROUNDS = 1_000_000
"""Rounds of hashing that a file may ask for; Word writes 100,000, and a million take about a second."""


class Package:
    """An opened Word file: ``main`` is the root of its document; ``macros`` tells whether it holds macros.

    Raises ``ReadError`` if it is damaged, locked, no Word file, or too large when unpacked.
    """

    def __init__(self, path: Path, data: bytes) -> None:
        self._where = path.name
        self._left = _LARGEST
        self._archive = self._opened(data)
        self._members: dict[str, zipfile.ZipInfo] = {}
        self._twice: set[str] = set()
        for member in self._archive.infolist():
            name = member.filename.replace("\\", "/").lstrip("/").lower()
            if name in self._members:
                self._twice.add(name)
            self._members[name] = member
        main = next((name for _, kind, name in self._links("") if kind == "officeDocument"), _MAIN)
        root = self._tree(main)
        if root is None or root.tag != _DOCUMENT:
            raise ReadError(errors.DAMAGED_DOCX, self._where)
        self.main = root
        links = self._links(main)
        self._parts = {kind: name for _, kind, name in reversed(links)}
        self._targets = {relation: name for relation, _, name in links}
        self.macros = _MACROS in self._parts

    def part(self, kind: str, needed: Callable[[bytes], bytes] = bytes) -> _Element | None:
        """The root of the part that the document names as its "styles", "numbering", "comments", …; else None.

        ``needed`` may leave out elements of the unpacked part that nobody reads.
        """
        target = self._parts.get(kind)
        return None if target is None else self._tree(target, needed)

    def linked(self, relation: str) -> tuple[str, bytes] | None:
        """The name and the bytes of the part that the document names by the id of a relation; None without one."""
        member = self._members.get(self._targets.get(relation, "").lstrip("/").lower())
        return None if member is None else (member.filename, self._unpacked(member))

    def _opened(self, data: bytes) -> zipfile.ZipFile:
        try:
            return zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise ReadError(errors.DAMAGED_DOCX, self._where) from error

    def _links(self, source: str) -> list[tuple[str, str, str]]:
        """(id, kind, name) of the parts that ``source`` ("" for the whole file) points to within the file."""
        folder, _, name = source.rpartition("/")
        root = self._tree(f"{folder}/_rels/{name}.rels")
        found = []
        for link in () if root is None else root:
            target = link.get("Target", "")
            if link.get("TargetMode") != "External" and target:
                kind = link.get("Type", "").rpartition("/")[2]
                found.append((link.get("Id", ""), kind, _resolved(folder, unquote(target))))
        return found

    def _tree(self, name: str, needed: Callable[[bytes], bytes] = bytes) -> _Element | None:
        """The parsed part, or None without such a part."""
        from lxml import etree

        name = name.lstrip("/").lower()
        member = self._members.get(name)
        if member is None:
            return None
        if name in self._twice:
            # Two parts with one name are ambiguous: programs differ in the one they show.
            raise ReadError(errors.DAMAGED_DOCX, self._where)
        data = needed(self._unpacked(member))
        if b"purl.oclc.org" in data:
            data = _STRICT.sub(_USUAL, data)
        # Without ``huge_tree`` a depth over 256 and growing entities are errors.
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            remove_blank_text=True,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.LxmlError as error:
            raise ReadError(errors.DAMAGED_DOCX, self._where) from error
        if root.getroottree().docinfo.internalDTD is not None:
            # Word writes no DTD, and refuses files that have one.
            raise ReadError(errors.DAMAGED_DOCX, self._where)
        return root

    def _unpacked(self, member: zipfile.ZipInfo) -> bytes:
        """The bytes of a member, counted while they are unpacked: the declared size may be wrong."""
        if member.flag_bits & 1:
            raise ReadError(errors.LOCKED, self._where)
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            # Other methods may unpack gigabytes in one step, and Word does not use them.
            raise ReadError(errors.DAMAGED_DOCX, self._where)
        pieces = []
        try:
            with self._archive.open(member) as stream:
                while piece := stream.read(_PIECE):
                    self._left -= len(piece)
                    if self._left < 0:
                        raise ReadError(errors.TOO_LARGE, self._where)
                    pieces.append(piece)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError) as error:
            raise ReadError(errors.DAMAGED_DOCX, self._where) from error
        return b"".join(pieces)


def _resolved(folder: str, target: str) -> str:
    """The name of a part: "word", "../customXml/a.xml" → "customXml/a.xml"; a leading slash is the file's root."""
    parts = [] if target.startswith("/") else folder.split("/")
    for step in target.replace("\\", "/").split("/"):
        if step == "..":
            del parts[-1:]
        elif step not in ("", "."):
            parts.append(step)
    return "/".join(part for part in parts if part)


def unlocked(path: Path, data: bytes, password: str | None) -> bytes:
    """The .docx within a protected file.

    Raises ``ReadError`` without a password, with a wrong one, or if the container is damaged.
    """
    if not password:
        raise ReadError(errors.LOCKED, path.name)
    import msoffcrypto
    from msoffcrypto.exceptions import InvalidKeyError

    opened = BytesIO()
    try:
        container = msoffcrypto.OfficeFile(BytesIO(data))
        if isinstance(container.info.get("spinValue"), int) and container.info["spinValue"] > _MOST_ROUNDS:
            raise ReadError(errors.TOO_SLOW, path.name)
        container.load_key(password=password, verify_password=True)
        container.decrypt(opened)
    except ReadError:
        raise
    except InvalidKeyError as error:
        raise ReadError(errors.WRONG_PASSWORD, path.name) from error
    except Exception as error:
        # The library raises errors of many kinds for a damaged container.
        raise ReadError(errors.DAMAGED_DOCX, path.name) from error
    return opened.getvalue()


# ---- other documents, charts and sheets within the file -----------------------------------------------------
def is_chunk(element: _Element) -> bool:
    """Whether an element stands for a document within the document; some programs leave out its namespace."""
    tag = element.tag
    return isinstance(tag, str) and tag in (_W + _CHUNK, _CHUNK)


def chunk(package: Package, element: _Element, options: ReadOptions) -> Document | None:
    """The document that an altChunk stands for; None for a format that is not read, or a damaged part."""
    found = package.linked(element.get(_R + "id", ""))
    if found is None:
        return None
    name, data = found
    path = Path(Path(name).name)
    try:
        if path.suffix.lower() in _HTML:
            from extract.readers.html import html

            return html.read(path, data, options)
        if path.suffix.lower() == ".txt":
            from extract.readers.plain import text

            return text.read(path, data, options)
    except ReadError:
        return None
    return None


def chunk_name(package: Package, element: _Element) -> str:
    """How an altChunk that was not read is named: "phần chèn afchunk.rtf"."""
    found = package.linked(element.get(_R + "id", ""))
    return f"phần chèn {Path(found[0]).name}" if found else "phần chèn từ tệp khác"


def gaps(main: _Element) -> Iterator[str]:
    """The charts, diagrams and embedded objects of a document, named for the user; formulas are none."""
    for element in main.iter(_OBJECT, _CHART, _DIAGRAM, _W + "subDoc"):
        if element.tag == _CHART:
            yield "biểu đồ"
        elif element.tag == _DIAGRAM:
            yield "sơ đồ SmartArt"
        elif element.tag != _OBJECT:
            yield "văn bản con ở tệp khác"
        elif not (program := element.get("ProgID", "")).startswith("Equation"):
            yield next((name for start, name in _PROGRAMS if program.startswith(start)), "đối tượng nhúng")

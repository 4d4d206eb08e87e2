"""Word: document.xml walked once, in order, with the eyes of a reader who accepted all changes."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from extract import errors
from extract.errors import ReadError
from extract.model import Document
from extract.readers.docx_styles import Styles
from extract.readers.docx_walk import Walker
from extract.readers.numbering import Numbering

if TYPE_CHECKING:
    from lxml.etree import _Element

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# Files saved as "Strict Open XML" differ in these names only.
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LARGEST_PART = 256 * 1024 * 1024
"""Bytes of one unpacked part; a plan of 500 pages has some 20 million."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read(path: Path, data: bytes) -> Document:
    """Paragraphs and cells of the body; labels made by Word's numbering are in ``Block.label``."""
    from lxml import etree

    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            package = _Package(archive, path.name)
            body = package.part(package.main)
            if body is None:
                raise ReadError(errors.DAMAGED_DOCX, path.name)
            styles = Styles(package.related("styles"))
            numbering = Numbering(package.related("numbering"), styles.number_lists())
            walker = Walker(styles, numbering)
            walker.walk(body)
            warnings = walker.warnings() + _footnotes(package.related("footnotes"))
    except (
        zipfile.BadZipFile,
        zlib.error,
        etree.LxmlError,
        OSError,
        EOFError,
        ValueError,
        RuntimeError,
    ) as error:
        reason = errors.LOCKED if "password" in str(error) else errors.DAMAGED_DOCX
        raise ReadError(reason, path.name) from error
    return walker.assembly.document(path, data, "docx", warnings=warnings)


class _Package:
    """The zip file: parts by name and by relation."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive = archive
        self._name = name
        self._members = {info.filename.replace("\\", "/"): info for info in archive.infolist()}
        relations = self._relations("_rels/.rels")
        self.main = relations.get("officeDocument", "word/document.xml")
        folder, file = posixpath.split(self.main)
        self._relations_of_main = self._relations(f"{folder}/_rels/{file}.rels", folder)

    def part(self, name: str) -> _Element | None:
        """The root of an XML part, or None when the file lacks it."""
        from lxml import etree

        info = self._members.get(name)
        if info is None:
            return None
        if info.file_size > _LARGEST_PART:
            raise ReadError(errors.TOO_LARGE, self._name)
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ReadError(errors.DAMAGED_DOCX, self._name)
        content = self._archive.read(info)
        if _STRICT in content[:4096]:
            content = content.replace(_STRICT, _TRANSITIONAL)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
        )
        return etree.fromstring(content, parser)

    def related(self, kind: str) -> _Element | None:
        """The part that the body names as its "styles", "numbering" or "footnotes"."""
        name = self._relations_of_main.get(kind)
        return None if name is None else self.part(name)

    def _relations(self, name: str, folder: str = "") -> dict[str, str]:
        root = self.part(name)
        if root is None:
            return {}
        found: dict[str, str] = {}
        for relation in root.iterchildren(_RELATION):
            kind = relation.get("Type", "").rpartition("/")[2]
            target = relation.get("Target", "")
            if relation.get("TargetMode") == "External":
                continue
            absolute = target.startswith("/")
            place = target[1:] if absolute else posixpath.normpath(posixpath.join(folder, target))
            found.setdefault(kind, place)
        return found


def _footnotes(root: _Element | None) -> tuple[str, ...]:
    """Footnotes stand outside the body and are not read; their number is told."""
    if root is None:
        return ()
    count = sum(
        any(text.text and text.text.strip() for text in note.iter(_W + "t"))
        for note in root.iterchildren(_W + "footnote")
    )
    return (f"Chưa đọc {count} chú thích cuối trang (footnote) của văn bản.",) if count else ()

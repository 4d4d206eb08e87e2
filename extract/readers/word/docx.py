"""Word files (.docx, .docm and their templates, also with a password), read in one walk over the body."""

from __future__ import annotations

import base64
import binascii
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from extract import errors
from extract.errors import ReadError
from extract.language import writing
from extract.model import Document, Note
from extract.options import DEFAULT, ReadOptions
from extract.readers.plain.assembly import Assembly
from extract.readers.word import revisions
from extract.readers.word.notes import KINDS, NoteMarks
from extract.readers.word.numbering import Numbering
from extract.readers.word.package import MAGIC, Package, chunk, chunk_name, gaps, unlocked
from extract.readers.word.styles import Styles, without_unread
from extract.readers.word.text import Draft, Letters
from extract.readers.word.walk import Walker

if TYPE_CHECKING:
    from lxml.etree import _Element


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


def read(path: Path, data: bytes, options: ReadOptions = DEFAULT) -> Document:
    """Read the paragraphs and cells of the body; labels made by Word's numbering are in ``Block.label``.

    Headers and footers are left out; footnotes and endnotes are in ``Document.notes``. Raises ``ReadError`` if the file
    is damaged, locked or too large.
    """
    walked = walk(path, data, options)
    package, walker, letters = walked.package, walked.walker, walked.letters
    assembly = Assembly()
    for draft in walker.drafts:
        assembly.add(letters.text(draft), style=draft.style, label=letters.label(draft), cell=draft.cell)
    unread = _gaps(walked)
    warnings = (
        *revisions.told((package.main, *walked.parts.values()), options.revisions),
        *_left_out(package, walker),
        *([f"Văn bản có nội dung không được đọc: {', '.join(unread)}."] if unread else []),
        *letters.warning,
    )
    found = (_note(letters, drafts, label, typed) for drafts, label, typed in walked.notes)
    return assembly.document(
        path,
        data,
        "docx",
        warnings=warnings,
        notes=tuple(note for note in found if note.text),
        gaps=unread,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Walked:
    """A Word file after the walk: its parts, the gathered paragraphs, its notes, and the conversion of its letters.

    A note is (paragraphs, mark as shown, whether the mark was typed by hand).
    """

    package: Package
    parts: Mapping[str, _Element]
    walker: Walker
    notes: list[tuple[list[Draft], str | None, bool]]
    letters: Letters


def walk(path: Path, data: bytes, options: ReadOptions, main: _Element | None = None) -> Walked:
    """Walk over the body; ``main`` is the root of the document if the caller has opened it himself."""
    package = Package(path, unlocked(path, data, options.password) if data.startswith(MAGIC) else data)
    main = package.main if main is None else main
    styles = Styles(package.part("styles", without_unread))
    parts = {kind: root for kind in KINDS if (root := package.part(f"{kind}s")) is not None}
    marks = NoteMarks(main, package.part("settings") if parts else None, parts)
    numbering = Numbering(package.part("numbering"), styles.number_lists)
    view = revisions.view(options.revisions)
    walker = Walker(styles, numbering, view, marks, lambda element: chunk(package, element, options))
    walker.walk(main)
    notes = [(walker.note(note), label, typed) for note, label, typed in tuple(marks.referred)]
    letters = Letters([*walker.drafts, *(draft for drafts, _, _ in notes for draft in drafts)])
    return Walked(package=package, parts=parts, walker=walker, notes=notes, letters=letters)


def _left_out(package: Package, walker: Walker) -> Iterator[str]:
    """Warnings about content of the file that is not read, or that was struck out."""
    comments = package.part("comments")
    count = 0 if comments is None else sum(1 for _ in comments.iterchildren(_W + "comment"))
    if count:
        yield f"Văn bản có {writing.count(count)} bình luận (comment), không được đối chiếu."
    if walker.hidden:
        yield "Văn bản có chữ ẩn; phần chữ ẩn không được đọc."
    if walker.struck:
        yield "Văn bản có chữ gạch ngang bằng tay (không phải Track Changes); phần này vẫn được đọc."
    if package.macros:
        yield "Tệp có macro; macro không được chạy."


def _gaps(walked: Walked) -> tuple[str, ...]:
    """What the file holds and the walk has not read, each kind with its number."""
    chunks = (chunk_name(walked.package, element) for element in walked.walker.unread_chunks)
    counted = Counter([*gaps(walked.package.main), *chunks])
    return tuple(name if count == 1 else f"{writing.count(count)} {name}" for name, count in counted.items())


def _note(letters: Letters, drafts: list[Draft], label: str | None, typed: bool) -> Note:
    text = "\n".join(filter(None, map(letters.text, drafts))).strip()
    if typed and label:
        # A mark typed by hand is repeated at the head of its note.
        text = text.removeprefix(label).lstrip()
    return Note(text=text, label=label)


def read_flat(path: Path, data: bytes, options: ReadOptions = DEFAULT) -> Document:
    """Read a Word file saved as one XML file ("Word XML Document", flat OPC): its parts are packed into a .docx.

    LibreOffice would take such a file for plain text. Format and hash are those of the file itself.
    """
    document = read(path, _packed(path, data), options)
    return replace(document, format="xml", sha256=sha256(data).hexdigest())


def plain(path: Path, data: bytes, options: ReadOptions = DEFAULT) -> bytes:
    """The file as an ordinary .docx: without its password, and packed if it is one XML file.

    Raises ``ReadError`` if it is damaged or locked.
    """
    if data.startswith(b"PK"):
        return data
    return unlocked(path, data, options.password) if data.startswith(MAGIC) else _packed(path, data)


def _packed(path: Path, data: bytes) -> bytes:
    """The parts as a zip file, with the list of their content types."""
    from lxml import etree

    made, types = BytesIO(), etree.fromstring(f'<Types xmlns="{_TYPES}"/>')
    try:
        root = etree.fromstring(data, etree.XMLParser(no_network=True, resolve_entities=False))
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for part in root.iterchildren(_PKG + "part"):
                name = part.get(_PKG + "name", "")
                kind = {"PartName": name, "ContentType": part.get(_PKG + "contentType", "")}
                etree.SubElement(types, f"{{{_TYPES}}}Override", kind)
                held = part[0]
                archive.writestr(
                    name.lstrip("/"),
                    base64.b64decode(held.text or "")
                    if held.tag == _PKG + "binaryData"
                    else etree.tostring(held[0]),
                )
            archive.writestr("[Content_Types].xml", etree.tostring(types))
    except (etree.LxmlError, IndexError, ValueError, binascii.Error) as error:
        raise ReadError(errors.DAMAGED_DOCX, path.name) from error
    return made.getvalue()

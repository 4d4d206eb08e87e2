"""Word: opened by python-docx, its body walked once with the eyes of a reader who accepted all changes."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract import errors
from extract.errors import ReadError, Reason
from extract.model import Document
from extract.options import DEFAULT, ReadOptions
from extract.readers.docx_styles import Styles
from extract.readers.docx_walk import Walker
from extract.readers.numbering import Numbering

if TYPE_CHECKING:
    from lxml.etree import _Element

_OTHER_KIND = Reason(
    what="tệp Word bị thiếu phần hoặc thuộc dạng chưa hỗ trợ (Strict Open XML, .docm, .dotx)",
    todo="Hãy mở tệp bằng Word và lưu lại thành .docx.",
    what_en="parts of the Word file are missing, or it is of a kind that this version does not support "
    "(Strict Open XML, .docm, .dotx)",
    todo_en="Open it in Word and save it again as .docx.",
)
_LARGEST = 512 * 1024 * 1024
"""Bytes of a file when unpacked; the text of a plan of 500 pages has some 20 million."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read(path: Path, data: bytes, options: ReadOptions = DEFAULT) -> Document:  # noqa: ARG001
    """Paragraphs and cells of the body; labels made by Word's numbering are in ``Block.label``."""
    roots = _opened(path, data)
    styles = Styles(roots.styles)
    walker = Walker(styles, Numbering(roots.numbering, styles.number_lists()))
    walker.walk(roots.document)
    warnings = walker.warnings() + _footnotes(roots.footnotes)
    return walker.assembly.document(path, data, "docx", warnings=warnings)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Roots:
    """The root elements of the parts that are read; all but the first may be missing."""

    document: _Element
    styles: _Element | None
    numbering: _Element | None
    footnotes: _Element | None


def _opened(path: Path, data: bytes) -> _Roots:
    import docx
    from docx.opc.constants import RELATIONSHIP_TYPE as KIND
    from lxml import etree

    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if sum(member.file_size for member in archive.infolist()) > _LARGEST:
                raise ReadError(errors.TOO_LARGE, path.name)
        main = docx.Document(BytesIO(data)).part
        return _Roots(
            document=main.element,
            styles=_related(main, KIND.STYLES),
            numbering=_related(main, KIND.NUMBERING),
            footnotes=_related(main, KIND.FOOTNOTES),
        )
    except (KeyError, ValueError, AttributeError) as error:
        # A part or a relation that python-docx looks for is missing or has another type.
        raise ReadError(_OTHER_KIND, path.name) from error
    except (zipfile.BadZipFile, zlib.error, etree.LxmlError, OSError, EOFError, RuntimeError) as error:
        reason = errors.LOCKED if "password" in str(error) else errors.DAMAGED_DOCX
        raise ReadError(reason, path.name) from error


def _related(main: Any, kind: str) -> _Element | None:
    """The root of the part that the document names as its styles, numbering or footnotes."""
    from docx.oxml import parse_xml

    part = next((link.target_part for link in main.rels.values() if link.reltype == kind), None)
    if part is None:
        return None
    # python-docx has parsed the kinds of parts that it knows; footnotes are none of them.
    root: _Element = part.element if hasattr(part, "element") else parse_xml(part.blob)
    return root


def _footnotes(root: _Element | None) -> tuple[str, ...]:
    """Footnotes stand outside the body and are not read; their number is told."""
    if root is None:
        return ()
    count = sum(
        any(text.text and text.text.strip() for text in note.iter(_W + "t"))
        for note in root.iterchildren(_W + "footnote")
    )
    return (f"Chưa đọc {count} chú thích cuối trang (footnote) của văn bản.",) if count else ()

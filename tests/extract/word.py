"""Word files written part by part, so that each test shows its markup."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from io import BytesIO

from extract.model import Document
from extract.options import DEFAULT, ReadOptions, Revisions
from extract.readers import read_document
from tests.extract.reading import Folder, checked

ORIGINAL = ReadOptions(revisions=Revisions.ORIGINAL)
NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
PLACEHOLDER = "<w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
RAISED = '<w:vertAlign w:val="superscript"/>'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def members(body: str, **parts: str) -> dict[str, str]:
    """The parts of a Word file by name; ``styles``, ``numbering``, ``footnotes``, … are the insides of their parts."""
    kinds = {f"word/{kind}.xml": f"{WORD}.{kind}+xml" for kind in parts}
    return {
        "[Content_Types].xml": content_types({"word/document.xml": f"{WORD}.document.main+xml", **kinds}),
        "_rels/.rels": relations({"officeDocument": "word/document.xml"}),
        "word/_rels/document.xml.rels": relations({kind: f"{kind}.xml" for kind in parts}),
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
        **{f"word/{kind}.xml": f"<w:{kind} {NAMES}>{inside}</w:{kind}>" for kind, inside in parts.items()},
    }


def zipped(files: Iterable[tuple[str, str | bytes]], method: int = zipfile.ZIP_STORED) -> bytes:
    """A zip file of these names and contents."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return target.getvalue()


def package(body: str, **parts: str) -> bytes:
    """A Word file."""
    return zipped(members(body, **parts).items())


def content_types(kinds: dict[str, str]) -> str:
    """The list of the parts with their types."""
    items = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    return (
        f'<Types xmlns="{CONTENT_TYPES}"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{items}</Types>'
    )


def relations(targets: dict[str, str], kinds: str = OFFICE) -> str:
    """The relations of a part: targets by their kind, below the address ``kinds``."""
    items = "".join(
        f'<Relationship Id="r{kind}" Type="{kinds}/{kind}" Target="{target}"/>'
        for kind, target in targets.items()
    )
    return f'<Relationships xmlns="{RELATIONS}">{items}</Relationships>'


def p(content: str, properties: str = "") -> str:
    """A paragraph; plain text becomes a run."""
    inner = content if content.startswith("<") or not content else r(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(content: str, properties: str = "") -> str:
    """A cell."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content if content.startswith('<') else p(content)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def level(index: int, form: str, text: str, more: str = "") -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def read(folder: Folder, body: str, options: ReadOptions = DEFAULT, **parts: str) -> Document:
    """The document of this body and these parts."""
    path = folder.path / "a.docx"
    path.write_bytes(package(body, **parts))
    return checked(read_document(path, options))


def in_both(folder: Folder, body: str, **parts: str) -> tuple[list[str], list[str]]:
    """The texts of all blocks after the tracked changes and before them."""
    after, before = read(folder, body, DEFAULT, **parts), read(folder, body, ORIGINAL, **parts)
    return [block.text for block in after.blocks], [block.text for block in before.blocks]

"""Word saved as one XML file ("Word XML Document", flat OPC): its parts are put back into a .docx.

LibreOffice takes such a file for plain text, so it is not asked.
"""

from __future__ import annotations

import base64
import binascii
import zipfile
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from extract import errors
from extract.errors import ReadError
from extract.model import Document
from extract.options import DEFAULT, ReadOptions
from extract.readers.word import docx

_PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


def read(path: Path, data: bytes, options: ReadOptions = DEFAULT) -> Document:
    """As the Word reader; format and hash are the file's own."""
    document = docx.read(path, _packed(path, data), options)
    return replace(document, format="xml", sha256=sha256(data).hexdigest())


def _packed(path: Path, data: bytes) -> bytes:
    """The same parts as a zip file, with the list of their types that a zip file needs."""
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

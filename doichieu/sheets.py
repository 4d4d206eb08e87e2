"""The cells of an Excel workbook (.xlsx), by sheet and heading; formulas give the value that was last saved.

sheets(Path("danh-muc.xlsx"))      {"Văn bản": [{"Số, ký hiệu": "20/2021/NĐ-CP", …}, …], …}
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import unescape

from doichieu.messages import UserError

if TYPE_CHECKING:
    from lxml.etree import _Element

_LARGEST = 64 * 1024 * 1024
"""Unpacked bytes of one part."""
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

Cells = dict[str, str]


def sheets(path: Path) -> dict[str, list[Cells]]:
    """The rows of each sheet, each a map from the headings of the first row to the text of its cells.

    Empty rows are left out. Raises ``UserError`` for a file that is no workbook.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            shared = list(_shared(archive))
            return {name: list(_rows(_tree(archive, part), shared)) for name, part in _parts(archive)}
    except (zipfile.BadZipFile, KeyError, SyntaxError, ValueError, IndexError) as error:
        raise UserError("registers.no_workbook", path=path) from error


def _tree(archive: zipfile.ZipFile, part: str) -> _Element:
    """A part as a tree; no entity is resolved, nothing is fetched."""
    from lxml import etree

    if archive.getinfo(part).file_size > _LARGEST:
        raise ValueError(part)
    return etree.fromstring(archive.read(part), etree.XMLParser(resolve_entities=False, no_network=True))


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The name of each sheet with its part."""
    links = {
        link.get("Id"): str(link.get("Target", "")).removeprefix("/xl/").lstrip("/")
        for link in _tree(archive, "xl/_rels/workbook.xml.rels")
    }
    for sheet in _tree(archive, "xl/workbook.xml").iter(f"{_MAIN}sheet"):
        yield str(sheet.get("name")), f"xl/{links[sheet.get(_LINK)]}"


def _shared(archive: zipfile.ZipFile) -> Iterator[str]:
    if "xl/sharedStrings.xml" in archive.namelist():
        for item in _tree(archive, "xl/sharedStrings.xml").iter(f"{_MAIN}si"):
            yield _text(item)


def _text(item: _Element) -> str:
    """The text of an item, without the readings of Asian letters that a workbook may add."""
    pieces = [run for run in item.iter(f"{_MAIN}t") if run.getparent().tag != f"{_MAIN}rPh"]  # type: ignore[union-attr]
    return unescape("".join(run.text or "" for run in pieces)).replace("_x000D_", "").replace("\r\n", "\n")


def _rows(sheet: _Element, shared: list[str]) -> Iterator[Cells]:
    heads: dict[str, str] = {}
    for row in sheet.iter(f"{_MAIN}row"):
        found = {}
        for number, cell in enumerate(row.iter(f"{_MAIN}c")):
            # A cell without a place stands right of the one before it.
            column = str(cell.get("r") or "").rstrip("0123456789") or str(number)
            found[column] = _value(cell, shared).strip()
        if not heads:
            heads = {column: text for column, text in found.items() if text}
        elif any(found.values()):
            yield {heads[column]: text for column, text in found.items() if column in heads}


def _value(cell: _Element, shared: list[str]) -> str:
    inline = cell.find(f"{_MAIN}is")
    if inline is not None:
        return _text(inline)
    value = cell.findtext(f"{_MAIN}v") or ""
    return shared[int(value)] if cell.get("t") == "s" and value else value

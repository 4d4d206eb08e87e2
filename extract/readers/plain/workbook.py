"""The cells of a workbook (.xlsx), as text: for small tables of the user's, such as a list of units.

Only the first sheet that is shown is read, values as they are stored; macros, formulas and links are not.
"""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections.abc import Iterator
from io import BytesIO
from posixpath import join, normpath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

XLSX = ".xlsx"
_PART = 30 << 20
"""Bytes of one part at most, unpacked."""
_ROWS, _COLUMNS = 50_000, 200
_LETTERS = re.compile(r"[A-Z]{1,3}")
_WHOLE = re.compile(r"(-?\d+)\.0+")


def cells(data: bytes) -> list[list[str]]:
    """The rows of the first sheet that is shown, empty ones too; raises ``ValueError`` where it is no workbook.

    Cells are text in one line, composed; a row ends with its last cell.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            sheet = _part(archive, _first_sheet(archive))
            if sheet is None:
                raise ValueError("no sheet")
            return list(_rows(sheet, _shared(archive)))
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, KeyError) as error:
        raise ValueError(str(error)) from error


def _first_sheet(archive: zipfile.ZipFile) -> str:
    """The name of the part that holds the first sheet which is not hidden."""
    book, links = _part(archive, "xl/workbook.xml"), _part(archive, "xl/_rels/workbook.xml.rels")
    if book is None or links is None:
        raise ValueError("no workbook")
    targets = {link.get("Id", ""): link.get("Target", "") for link in links}
    for sheet in book.iter("{*}sheet"):
        name = next((value for key, value in sheet.attrib.items() if str(key).endswith("}id")), "")
        target = targets.get(str(name), "")
        if target and sheet.get("state", "visible") == "visible":
            return normpath(target.lstrip("/") if target.startswith("/") else join("xl", target))
    raise ValueError("no sheet")


def _shared(archive: zipfile.ZipFile) -> list[str]:
    strings = _part(archive, "xl/sharedStrings.xml")
    return [] if strings is None else [_text(one) for one in strings.iterfind("{*}si")]


def _rows(sheet: _Element, shared: list[str]) -> Iterator[list[str]]:
    last = 0
    for row in sheet.iterfind("{*}sheetData/{*}row"):
        number = _whole(row.get("r")) or last + 1
        if number > _ROWS:
            return
        for _ in range(last + 1, number):
            yield []
        last = max(last, number)
        found: list[str] = []
        for cell in row.iterfind("{*}c"):
            at = _column(cell.get("r", "")) or len(found) + 1
            if at > _COLUMNS:
                break
            found += [""] * (at - 1 - len(found))
            found[at - 1 :] = [_value(cell, shared)]
        yield found


def _value(cell: _Element, shared: list[str]) -> str:
    kind, stored = cell.get("t", "n"), cell.findtext("{*}v") or ""
    if kind == "s":
        at = _whole(stored)
        return shared[at] if at is not None and at < len(shared) else ""
    if kind == "inlineStr":
        return _text(cell)
    whole = _WHOLE.fullmatch(stored) if kind == "n" else None
    return _line(whole[1] if whole else stored)


def _text(item: _Element) -> str:
    """The text of a string, without how it is pronounced (phonetic runs)."""
    spoken = {one for run in item.iter("{*}rPh") for one in run.iter("{*}t")}
    return _line("".join(one.text or "" for one in item.iter("{*}t") if one not in spoken))


def _line(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _column(name: str) -> int:
    """The number of a column: 28 for "AB7"; 0 where the cell does not tell."""
    found = _LETTERS.match(name)
    number = 0
    for letter in found.group() if found else "":
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None


def _part(archive: zipfile.ZipFile, name: str) -> _Element | None:
    from lxml import etree

    try:
        member = archive.getinfo(name)
    except KeyError:
        return None
    if member.file_size > _PART:
        raise ValueError("too large")
    with archive.open(member) as file:
        data = file.read(_PART + 1)
    if len(data) > _PART:
        raise ValueError("too large")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error

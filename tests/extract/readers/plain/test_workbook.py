"""The cells of a workbook, as Excel writes them and as somebody hostile does."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from extract.readers.plain.workbook import cells


def written(*rows: list[Any], hidden: bool = False) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    if hidden:
        sheet.sheet_state = "hidden"
        sheet.append(["ẩn"])
        sheet = book.create_sheet("Danh sách")
    for row in rows:
        sheet.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def rezipped(data: bytes, name: str, part: bytes) -> bytes:
    """A workbook with one part in place of its own."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, part if member == name else old.read(member))
    return out.getvalue()


def sheet_of(rows: bytes) -> bytes:
    return b"<worksheet><sheetData>" + rows + b"</sheetData></worksheet>"


def test_cells_come_as_text() -> None:
    data = written(["TT", "Đơn vị"], [1, "huyện  Khe\nVằng"], [], [2.5, None, "x"], ["cuối"])
    assert cells(data) == [["TT", "Đơn vị"], ["1", "huyện Khe Vằng"], [], ["2.5", "", "x"], ["cuối"]]


def test_letters_are_composed_and_runs_joined() -> None:
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
    sheet.write_rich_string(1, 27, "huyện ", bold, "Vằng", " Xa\u0323")
    book.close()
    assert cells(out.getvalue()) == [[], [""] * 27 + ["huyện Vằng Xạ"]]


def test_a_hidden_sheet_is_passed_over() -> None:
    assert cells(written(["huyện A"], hidden=True)) == [["huyện A"]]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"huy\xe1", b"\xd0\xcf\x11\xe0" * 200])
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        cells(data)


def test_a_workbook_without_sheets_is_refused() -> None:
    with pytest.raises(ValueError, match="sheet"):
        cells(rezipped(written(["a"]), "xl/workbook.xml", b"<workbook/>"))


def test_entities_and_large_parts_are_refused() -> None:
    data, sheet = written(["a"]), "xl/worksheets/sheet1.xml"
    entities = b"<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>"
    bomb = entities + sheet_of(b"<row><c t='inlineStr'><is><t>&b;</t></is></c></row>")
    assert "aaaa" not in str(cells(rezipped(data, sheet, bomb)))
    with pytest.raises(ValueError, match="large"):
        cells(rezipped(data, sheet, b" " * (31 << 20)))


def test_far_cells_are_left_out() -> None:
    far = sheet_of(
        b"<row r='1'><c r='ZZZ1'><v>1</v></c></row><row r='900000'><c r='A900000'><v>2</v></c></row>"
    )
    assert cells(rezipped(written(["a"]), "xl/worksheets/sheet1.xml", far)) == [[]]

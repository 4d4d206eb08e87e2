"""Tables of the user, as Excel writes them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path, PurePosixPath

import openpyxl
import pytest

from doichieu.messages import UserError
from doichieu.runs.mapping import read_parents, read_units, units_in
from tests.extract.old_letters import as_cp1258


def table(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "bảng.csv"
    path.write_text(text, encoding=encoding)
    return path


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_units(tmp_path: Path, separator: str, encoding: str) -> None:
    text = f"Đơn vị{separator}Ghi chú\nhuyện A{separator}x\n\nhuyện B{separator}\nhuyện A{separator}\n"
    assert read_units(table(tmp_path, text, encoding)) == ("huyện A", "huyện B")


def test_a_list_of_units_may_lack_a_heading(tmp_path: Path) -> None:
    assert read_units(table(tmp_path, "huyện A;1\nthị xã B;2\n")) == ("huyện A", "thị xã B")
    assert read_units(table(tmp_path, "Tên huyện\nhuyện A\n")) == ("huyện A",)


def test_parents_by_any_form_of_a_name(tmp_path: Path) -> None:
    references = [tmp_path / "trung ương.docx", tmp_path / "Tỉnh.docx"]
    text = "tệp,cấp trên\nhuyen-a,trung ương.docx | tỉnh\ncon/huyen-b.docx,Tỉnh.docx\n"
    parents = read_parents(table(tmp_path, text), references)
    assert parents.of("nộp/Huyen-A.docx") == (0, 1)
    assert parents.of("con/huyen-b.docx") == (1,)
    assert parents.of("huyen-c.docx") is None


@pytest.mark.parametrize(
    ("read", "text", "key"),
    [
        (lambda path: read_parents(path, []), "tệp,cha\nA\n", "batch.map_columns"),
        (lambda path: read_parents(path, []), "tệp,cha\nA,b.docx\n", "batch.map_unknown"),
    ],
)
def test_an_error_in_a_table_is_reported(tmp_path: Path, read: object, text: str, key: str) -> None:
    assert callable(read)
    with pytest.raises(UserError) as told:
        read(table(tmp_path, text))
    assert told.value.key == key


@pytest.mark.parametrize("encoding", ["cp1258", "utf-16", "utf-16-le", "utf-8-sig"])
def test_encodings_of_an_office_are_read(tmp_path: Path, encoding: str) -> None:
    text = "Đơn vị phải gửi kế hoạch,Số hộ\nhuyện Mường Nhé,1\nthị xã Khe Ả,2\n"
    path = tmp_path / "bảng.csv"
    path.write_bytes(as_cp1258(text) if encoding == "cp1258" else text.encode(encoding))
    assert read_units(path) == ("huyện Mường Nhé", "thị xã Khe Ả")


def test_an_unknown_encoding_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "bảng.csv"
    path.write_bytes("Größe;für schöne Städte\n".encode("cp1252"))
    with pytest.raises(UserError) as told:
        read_units(path)
    assert told.value.key == "batch.not_utf8"


def test_a_workbook_names_units_in_any_column(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["DANH SÁCH ĐƠN VỊ GỬI KẾ HOẠCH"],
        [],
        ["TT", "Tên đơn vị", "Trực thuộc"],
        [1, "huyện Khe Vằng", "tỉnh Hà Lĩnh"],
        [2, "TP. Suối Vàng", None],
        [None, "huyện Đá Lũng", None],
        [None, 3, None],
    ):
        sheet.append(row)
    path = tmp_path / "danh sách.xlsx"
    book.save(path)
    assert read_units(path) == ("huyện Khe Vằng", "TP. Suối Vàng", "huyện Đá Lũng")


def test_a_workbook_tells_parents_too(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["tệp", "cấp trên"], ["huyen-a", "tỉnh"]):
        sheet.append(row)
    path = tmp_path / "bảng.xlsx"
    book.save(path)
    assert read_parents(path, [tmp_path / "Tỉnh.docx"]).of("huyen-a.docx") == (0,)


@pytest.mark.parametrize("data", [b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0 old"])
def test_a_workbook_that_cannot_be_opened_is_told(data: bytes) -> None:
    with pytest.raises(UserError) as told:
        units_in(data, PurePosixPath("danh sách.csv"))
    assert told.value.key == "batch.bad_workbook"


def test_an_empty_table_names_nobody() -> None:
    out = BytesIO()
    openpyxl.Workbook().save(out)
    assert units_in(out.getvalue(), PurePosixPath("a.xlsx")) == ()
    assert units_in(b"", PurePosixPath("a.csv")) == ()

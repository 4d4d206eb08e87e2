"""Tables of the user, as Excel writes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from doichieu.messages import UserError
from doichieu.runs.mapping import read_parents, read_units
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

"""Tables of keys in the forms that users write."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from compare.survey.keys import KeysError, keys_of, read_keys
from tests.extract.old_letters import as_cp1258

TABLE = "đơn vị;dân số;số hộ;biên chế\nhuyện Khe Vằng;41.200;9.870;118\nĐá Lũng;38.000,5;8 100;\n"


def test_units_are_found_with_and_without_their_kind() -> None:
    keys = keys_of(TABLE)
    assert keys.names == ("dân số", "số hộ", "biên chế")
    assert keys.of("Huyện Khe Vằng", 0) == Decimal(41200)
    assert keys.of("huyện Đá Lũng", 0) == Decimal("38000.5")
    assert keys.of("huyện Đá Lũng", 1) == Decimal(8100)
    assert keys.of("huyện Đá Lũng", 2) is None
    assert keys.of("huyện Nà Sưởng", 0) is None


@pytest.mark.parametrize(
    ("counted", "column"),
    [
        ("hộ hộ nghèo được vay vốn", 1),
        ("lượt công chức, viên chức được tập huấn", 2),
        ("cán bộ", 2),
        ("người cao tuổi", 0),
        ("mô hình", 0),
    ],
)
def test_the_counted_column_is_the_key(counted: str, column: int) -> None:
    assert keys_of(TABLE).fitting(counted) == column


@pytest.mark.parametrize("separator", [";", "\t", ","])
def test_any_separator_and_a_mark_in_front(tmp_path: Path, separator: str) -> None:
    path = tmp_path / "khoa.csv"
    path.write_text(f"đơn vị{separator}dân số\nhuyện A{separator}1.500\n", encoding="utf-8-sig")
    assert read_keys(path).of("huyện A", 0) == 1500


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "ít nhất một cột số"),
        ("đơn vị\nhuyện A\n", "ít nhất một cột số"),
        ("đơn vị;\nhuyện A;1\n", "cột không có tên"),
        ("đơn vị;dân số\nhuyện A;nhiều\n", "dòng 2: “nhiều”"),
        ("đơn vị;dân số\nhuyện A;-5\n", "không âm"),
        ("đơn vị;dân số\nhuyện A;41,200\n", "41.200 cho số nghìn"),
        ("đơn vị;dân số\nhuyện A;1\nHuyện A;2\n", "dòng 3"),
        ("đơn vị;dân số\nhuyện A;1;2\n", "nhiều ô hơn"),
    ],
)
def test_an_error_names_its_line(text: str, said: str) -> None:
    with pytest.raises(KeysError, match=said):
        keys_of(text)


@pytest.mark.parametrize("data", [as_cp1258(TABLE), TABLE.encode("utf-16"), TABLE.encode("utf-8-sig")])
def test_encodings_of_an_office_are_read(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "khoa.csv"
    path.write_bytes(data)
    assert read_keys(path).of("huyện Khe Vằng", 0) == 41_200


def test_an_unknown_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "khoa.csv"
    path.write_bytes("Größe;für schöne Städte\n".encode("cp1252"))
    with pytest.raises(KeysError, match="bảng mã"):
        read_keys(path)

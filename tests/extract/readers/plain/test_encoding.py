"""Text from bytes in any encoding."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from extract.readers import read_document
from extract.readers.plain.encoding import decode
from tests.extract.old_letters import as_cp1258, as_tcvn3, as_viscii, as_vni
from tests.extract.reading import Folder, texts

TEXT = (
    "Kế hoạch phát triển du lịch cộng đồng huyện Sơn Hạ giai đoạn 2023 - 2027\n"
    "Tỷ lệ cơ sở lưu trú đạt chuẩn từ 75% trở lên; “phấn đấu” 1.200 lượt khách\n"
)
DAMAGED = "\ufffd"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_with_and_without_a_mark(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == (TEXT, ())


def test_windows_1258() -> None:
    text, warnings = decode(as_cp1258(TEXT))
    assert unicodedata.normalize("NFC", text) == TEXT
    assert warnings == ()


def test_bytes_of_no_known_encoding_are_reported() -> None:
    _, warnings = decode("Größe für schöne Städte, möglichst früh".encode("cp1252"))
    assert len(warnings) == 1
    assert "bảng mã" in warnings[0]


def test_a_few_broken_bytes_are_reported() -> None:
    data = TEXT.encode()
    place = data.index("lịch".encode()) + 1
    text, warnings = decode(data[:place] + b"\xff" + data[place + 1 :])
    assert text.count(DAMAGED) == 3
    assert text.replace(DAMAGED, "").startswith(TEXT[:22])
    assert any("UTF-8 hỏng" in warning for warning in warnings)


@pytest.mark.parametrize("old", [as_tcvn3, as_vni, as_viscii])
@pytest.mark.parametrize("encoding", ["latin-1", "utf-8", "utf-16"])
def test_old_letters_in_any_bytes(old: object, encoding: str) -> None:
    assert callable(old)
    # None of the three encodings has the quotes.
    text = TEXT.replace("“", '"').replace("”", '"')
    found, warnings = decode(old(text).encode(encoding))
    assert found == text
    assert len(warnings) == 1


def taken_for_windows_1252(text: str) -> str:
    return "".join(
        bytes([code]).decode("cp1252", errors="ignore") or chr(code) for code in text.encode("utf-8")
    )


def test_text_encoded_twice_is_decoded() -> None:
    text, warnings = decode(taken_for_windows_1252(TEXT).encode())
    assert text == TEXT
    assert len(warnings) == 1
    assert "hai lần" in warnings[0]


def test_a_line_encoded_twice_among_whole_ones() -> None:
    broken = taken_for_windows_1252(TEXT)
    assert decode(f"{TEXT}{broken}".encode())[0] == TEXT + TEXT


def test_two_letters_are_no_double_encoding() -> None:
    text = "Công ty Ä‘ là tên riêng.\n"
    assert decode(text.encode()) == (text, ())


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(tmp_path: Path, end: str) -> None:
    lines = ["KẾ HOẠCH", "1. Mục tiêu", "- Đạt 60% số xã."]
    assert texts(Folder(tmp_path).read("a.txt", end.join(lines).encode())) == lines


def test_mixed_line_ends_and_form_feeds(tmp_path: Path) -> None:
    content = "KẾ HOẠCH\r\nMột\rHai\n\x0cBa\r\n\r\nBốn"
    assert texts(Folder(tmp_path).read("a.txt", content.encode())) == ["KẾ HOẠCH", "Một", "Hai", "Ba", "Bốn"]


def test_a_plain_file_in_old_letters(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(as_tcvn3("KẾ HOẠCH\nPhát triển du lịch cộng đồng\nTỷ lệ đạt 60%").encode("latin-1"))
    document = read_document(path)
    assert texts(document) == ["KẾ HOẠCH", "Phát triển du lịch cộng đồng", "Tỷ lệ đạt 60%"]
    assert len(document.warnings) == 1

"""Reading a file: its format, refusals, plain text, and the real plans."""

from __future__ import annotations

import contextlib
import pickle
import unicodedata
import zipfile
from difflib import SequenceMatcher
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract import readers
from extract.errors import MISSING, ReadError
from extract.model import Document
from extract.readers import read_document
from extract.readers.plain.assembly import is_footnote_mark
from tests.extract.reading import DATA, Folder, checked, refusal, texts


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def test_an_error_is_one_sentence_in_two_languages(tmp_path: Path) -> None:
    error = refusal(tmp_path / "không có.docx")
    assert str(error) == (
        "Không đọc được tệp «không có.docx»: không tìm thấy tệp. Hãy kiểm tra lại đường dẫn và tên tệp."
    )
    assert error.message("en").startswith("Cannot read the file “không có.docx”: there is no such file.")
    assert (error.what, error.todo) == (MISSING.what, MISSING.todo)


def test_error_survives_the_way_back_from_another_process() -> None:
    error = pickle.loads(pickle.dumps(ReadError(MISSING, "a.pdf")))
    assert (error.where, error.reason) == ("a.pdf", MISSING)


def test_folder_is_no_file(tmp_path: Path) -> None:
    assert "thư mục" in str(refusal(tmp_path))


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.txt", b"", "rỗng"),
        ("a.txt", b"\xef\xbb\xbf \r\n", "rỗng"),
        ("a.docx", b"PK\x03\x04 and no more", "bị hỏng hoặc không phải Word"),
        ("a.docx", b"plain words", "bị hỏng hoặc không phải Word"),
        ("a.pdf", b"%PDF-1.7 and no more", "bị hỏng hoặc không phải PDF"),
        ("a.pdf", b"plain words", "bị hỏng hoặc không phải PDF"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "LibreOffice"),
        ("a.docx", b"\xd0\xcf\x11\xe0" + bytes(99) + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        ("a.jpg", b"\xff\xd8\xff\xe0" + bytes(99), "ảnh bị hỏng"),
        ("a.docx", b"\x89PNG\r\n\x1a\n" + bytes(99), "ảnh bị hỏng"),
        ("a.txt", b"\x01\x00\x00\x07\x00\x00" * 50, "không phải là văn bản"),
        ("a.html", b"<html><head><title>x</title></head><body><p> </p></body></html>", "không có chữ"),
    ],
)
def test_a_refusal_states_its_reason(tmp_path: Path, name: str, content: bytes, expected: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert expected in str(refusal(path))


@pytest.mark.parametrize(
    ("member", "expected"),
    [("xl/workbook.xml", "Excel"), ("content.xml", "OpenDocument"), ("a.txt", "tệp nén")],
)
def test_other_zip_files_are_named(tmp_path: Path, member: str, expected: str) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(member, "x")
    assert expected in str(refusal(path))


@pytest.mark.parametrize(
    "name", ["word/document.xml", "word\\document.xml", "xl/word/document.xml", "word.xml"]
)
def test_a_quick_look_finds_word_as_zipfile_does(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("first.txt", b"PK\x01\x02" + bytes(42) + b"word/ stored in a part")
        archive.writestr(name, b"")
    with zipfile.ZipFile(path) as archive:
        listed = any(one.replace("\\", "/").startswith("word/") for one in archive.namelist())
    assert readers._lists_word(path.read_bytes()) is listed


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    start=st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"# ", b"|"]),
    rest=st.binary(max_size=200),
    suffix=st.sampled_from([".docx", ".pdf", ".html", ".md", ".txt", ""]),
)
def test_no_input_crashes_a_reader(tmp_path: Path, start: bytes, rest: bytes, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(start + rest)
    with contextlib.suppress(ReadError):
        checked(read_document(path))


@pytest.mark.parametrize("cut", [100, 5_000, 20_000, 40_000])
def test_a_cut_off_file_is_an_error_or_a_document(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes((DATA / "plan.pdf").read_bytes()[:cut])
    with contextlib.suppress(ReadError):
        checked(read_document(path))


def test_the_content_decides_the_format_before_the_name(folder: Folder) -> None:
    assert folder.read("a.txt", "<!DOCTYPE html><html><body><p>Một</p></body></html>").format == "html"
    assert folder.read("a.doc", "<html><body><p>Một</p></body></html>").format == "html"
    assert folder.read("a.docx", (DATA / "plan.pdf").read_bytes()).format == "pdf"
    assert folder.read("a.md", "# Một\n\n<div>hai</div>").format == "md"
    assert folder.read("no suffix", "Một\nhai").format == "txt"


def test_document_names_its_source(folder: Folder) -> None:
    document = folder.read("kế hoạch.txt", "Một")
    assert document.name == "kế hoạch.txt"
    assert document.sha256 == sha256("Một".encode()).hexdigest()
    assert document.pages is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_of_text(folder: Folder, encoding: str) -> None:
    document = folder.read("a.txt", "Chỉ tiêu: đạt 61%\nPhấn đấu".encode(encoding))
    assert texts(document) == ["Chỉ tiêu: đạt 61%", "Phấn đấu"]
    assert document.warnings == ()


def test_an_old_code_page_is_a_reported_last_resort(folder: Folder) -> None:
    source = unicodedata.normalize("NFD", "xã vùng cao").encode("cp1258", "ignore")
    document = folder.read("a.txt", source + "đ".encode("cp1258"))
    assert document.text.endswith("đ")
    assert "Windows-1258" in document.warnings[0]


def test_one_broken_byte_does_not_spoil_a_file(folder: Folder) -> None:
    document = folder.read("a.txt", "Nhiệm vụ của từng đơn vị ở cơ sở".encode() + b"\xff")
    assert document.text.startswith("Nhiệm vụ của từng đơn vị")
    assert "UTF-8" in document.warnings[0]


def test_text_is_kept_as_read_line_by_line(folder: Folder) -> None:
    decomposed = unicodedata.normalize("NFD", "Kế hoạch")
    document = folder.read("a.txt", f"{decomposed}\r\n\r\n  Hai dòng\nnối nhau  \nqua ba dòng\n\t\nba")
    assert texts(document) == [decomposed, "  Hai dòng", "nối nhau  ", "qua ba dòng", "ba"]
    assert all(block.line for block in document.blocks)
    # A blank line behind a line ends its paragraph.
    assert [block.full for block in document.blocks] == [False, None, None, False, False]
    assert [block.indented for block in document.blocks] == [False, True, False, False, False]


def test_lines_without_continuation_are_paragraphs(folder: Folder) -> None:
    document = folder.read("a.txt", "I. MỤC TIÊU\nĐạt 60% số xã.\nĐạt 70% số thôn.\nII. NHIỆM VỤ")
    assert not any(block.line for block in document.blocks)


def test_lines_of_an_unwrapped_file_are_paragraphs(folder: Folder) -> None:
    long = "Các đơn vị sự nghiệp công lập báo cáo kết quả hằng quý. " * 6
    assert not any(block.line for block in folder.read("a.txt", f"I. MỤC TIÊU\n{long}\n{long}").blocks)


@pytest.mark.parametrize(
    ("raised", "before", "expected"),
    [
        ("1", "liên quan", True),
        ("(2)", "5%", True),
        ("*", "đơn vị", True),
        ("2", "120 m", False),
        ("3", "15.000m", False),
        ("2", "chương trình", True),
        ("1", "", False),
        ("th", "4", False),
    ],
)
def test_footnote_marks(raised: str, before: str, expected: bool) -> None:
    assert is_footnote_mark(raised, before) is expected


@pytest.mark.shared
@pytest.mark.parametrize(
    "name",
    [
        "langson.docx",
        "langson_styled.docx",
        "langson.html",
        "langson.pdf",
        "langson_mixedfont.pdf",
        "ngochoi.docx",
        "ngochoi_nfd.docx",
        "ngochoi.pdf",
    ],
)
def test_same_words_in_order_from_every_format(shared: Path, name: str) -> None:
    files = shared / "files"
    source = (files / f"{name[:7].rstrip('.')}.src.txt").read_text("utf-8").split()
    found = unicodedata.normalize("NFC", checked(read_document(files / name)).text).split()
    matcher = SequenceMatcher(None, source, found, autojunk=False)
    kept = sum(match.size for match in matcher.get_matching_blocks())
    assert kept / len(source) >= 0.999


@pytest.mark.shared
def test_decomposed_letters_stay_decomposed(shared: Path) -> None:
    text = read_document(shared / "files" / "ngochoi_nfd.docx").text
    assert not unicodedata.is_normalized("NFC", text)


@pytest.mark.shared
def test_tables_are_the_same_in_word_and_pdf(shared: Path) -> None:
    word, printed = (read_document(shared / "files" / f"langson.{kind}") for kind in ("docx", "pdf"))

    def table(document: Document) -> dict[tuple[int, int], str]:
        found: dict[tuple[int, int], str] = {}
        for block in document.blocks:
            if block.cell and block.cell.table == 1:
                key = block.cell.row, block.cell.column
                found[key] = f"{found[key]} {block.text}" if key in found else block.text
        return found

    assert table(word) == table(printed)

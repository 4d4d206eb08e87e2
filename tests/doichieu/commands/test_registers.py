"""``doichieu registers``: list, explain, check, export, import, propose."""

from __future__ import annotations

import tomllib
from pathlib import Path

import openpyxl
import pytest

from doichieu import cli
from tests.compare.plans import LOWER, Head, lines_of

Capture = pytest.CaptureFixture[str]
NEW = "Căn cứ Quyết định số 5123/QĐ-TTg ngày 06/5/2019 của Thủ tướng Chính phủ phê duyệt Chương trình Xanh;"
TARGETS = ("60% số thôn có tổ tự quản.",)
OWN = """\
[[documents]]
kind = "Quyết định"
number = "5123/QĐ-TTg"
date = 2019-05-06
title = "Chương trình Xanh"
issuer = "Thủ tướng Chính phủ"
expires = 2020-12-31
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder and a wide terminal."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DOICHIEU_LANG", raising=False)
    monkeypatch.setenv("COLUMNS", "300")
    return tmp_path


def run(*words: str) -> int:
    return cli.run(("registers", *words))


def write(name: str, text: str) -> None:
    Path(name).write_text(text, encoding="utf-8")


def own(text: str = OWN) -> None:
    """The office's own register, named by a configuration."""
    write("danh-muc.toml", text)
    write("doichieu.toml", 'registers = ["danh-muc.toml"]\n')


def test_the_help_page_names_the_commands(capsys: Capture) -> None:
    assert run() == 0
    told = capsys.readouterr().out
    for name in ("list", "explain", "check", "export", "import", "propose"):
        assert f"  {name} " in told


def test_rows_are_counted_by_source(capsys: Capture) -> None:
    assert run("list") == 0
    told = capsys.readouterr().out
    assert "trang của nhà nước" in told
    assert "một phần theo trí nhớ" in told
    assert "Tính đến: Văn bản " in told


def test_rows_of_one_register(capsys: Capture) -> None:
    own()
    assert run("list", "documents") == 0
    told = capsys.readouterr().out
    assert "20/2021/NĐ-CP" in told
    assert "5123/QĐ-TTg" in told
    assert run("list", "documents", "--own") == 0
    told = capsys.readouterr().out
    assert "20/2021/NĐ-CP" not in told
    assert "cơ quan: danh-muc.toml" in told
    assert run("list", "laws") == 2
    assert "documents, agencies, places" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (
            "83/2015/qh13",
            ["Được thay bằng: 89/2025/QH15", "Thay từ ngày: 01/01/2026", "Nguồn: ", "Ngày xem: "],
        ),
        ("Sở LĐTBXH", ["Chia việc cho: Sở Nội vụ: ", "Công an", "Đọc ở đâu: "]),
        ("Phòng Tư pháp", ["Theo trí nhớ: end", "chỉ ở mức lưu ý"]),
        ("thành phố Bắc Ninh", ["Nghị quyết số 39/2026/QH16"]),
        ("huyện Nông Sơn", ["không còn từ ngày 01/01/2025", "Nghị quyết số 1241/NQ-UBTVQH15"]),
        (
            "phường Lạng Giang",
            ["Nghị quyết số 388/NQ-UBTVQH16", "phường Lạng Giang, Bắc Ninh; từ ngày 20/9/2026"],
        ),
    ],
)
def test_a_row_is_explained(capsys: Capture, name: str, words: list[str]) -> None:
    assert run("explain", name) == 0
    told = capsys.readouterr().out
    for word in words:
        assert word in told


def test_an_unknown_row_is_an_error(capsys: Capture) -> None:
    assert run("explain", "Sở Mây") == 2
    assert "danh mục không có “Sở Mây”" in capsys.readouterr().err


def test_the_shipped_registers_are_clean(capsys: Capture) -> None:
    assert run("check") == 0
    assert "không thấy lỗi" in capsys.readouterr().out


def test_a_mistake_of_the_office_is_told(capsys: Capture) -> None:
    own(OWN + 'followed_by = "5124/QĐ-TTg"\n')
    assert run("check") == 1
    told = capsys.readouterr().out
    assert "danh-muc.toml, dòng 1: 5123/QĐ-TTg: followed_by nêu 5124/QĐ-TTg" in told
    assert run("check", "--no-config") == 0
    assert run("check", "danh-muc.toml", "--no-config") == 1


def test_a_workbook_comes_back_unchanged(capsys: Capture) -> None:
    assert run("export", "-o", "a.xlsx") == 0
    assert run("import", "a.xlsx") == 0
    assert "thêm 0 dòng, sửa 0 dòng" in capsys.readouterr().out
    assert not Path("danh-muc.toml").exists()


def test_rows_filled_in_become_the_offices(capsys: Capture) -> None:
    own()
    assert run("export", "-o", "a.xlsx") == 0
    book = openpyxl.load_workbook("a.xlsx")
    assert book.sheetnames == ["Cách dùng", "Văn bản", "Cơ quan", "Địa danh", "Thay đổi đơn vị hành chính"]
    sheet = book["Văn bản"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    row = {
        "Loại": "Nghị định",
        "Số, ký hiệu": "777/2026/NĐ-CP",
        "Ngày ban hành": "5/10/2026",
        "Trích yếu": "Mới",
    }
    row |= {"Cơ quan ban hành": "Chính phủ", "Nguồn": "Công báo số 5", "Ngày xem": "20/10/2026"}
    last = sheet.max_row + 1
    for heading, value in row.items():
        sheet.cell(last, heads[heading], value)
    for line in range(2, last):
        if sheet.cell(line, heads["Số, ký hiệu"]).value == "20/2021/NĐ-CP":
            sheet.cell(line, heads["Được thay bằng"], "777/2026/NĐ-CP")
            sheet.cell(line, heads["Thay từ ngày"], "01/12/2026")
    book.save("a.xlsx")
    assert run("import", "a.xlsx", "--as-of", "31/10/2026") == 0
    assert "thêm 2 dòng, sửa 0 dòng" in capsys.readouterr().out
    table = tomllib.loads(Path("danh-muc.toml").read_text(encoding="utf-8"))
    assert [row["number"] for row in table["documents"]] == ["5123/QĐ-TTg", "20/2021/NĐ-CP", "777/2026/NĐ-CP"]
    assert table["documents"][1]["replaced_on"].isoformat() == "2026-12-01"
    assert table["as_of"].isoformat() == "2026-10-31"
    assert run("check") == 0
    assert run("explain", "20/2021/NĐ-CP") == 0
    assert "Dòng của: cơ quan" in capsys.readouterr().out
    assert run("list") == 0
    assert "31/10/2026 (danh mục của cơ quan)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.xlsx", b"PK no workbook", "không phải là bảng Excel"),
        ("a.toml", b"[[documents]]\nnumber = 1\n", "a.toml, "),
        ("a.csv", b"a,b\n", ".xlsx .toml"),
    ],
)
def test_a_wrong_file_is_one_line(capsys: Capture, name: str, content: bytes, words: str) -> None:
    Path(name).write_bytes(content)
    assert run("import", name) == 2
    told = capsys.readouterr().err
    assert words in told
    assert told.count("\n") == 1


def test_a_wrong_cell_names_its_place(capsys: Capture) -> None:
    assert run("export", "-o", "a.xlsx") == 0
    book = openpyxl.load_workbook("a.xlsx")
    heads = {cell.value: cell.column for cell in book["Địa danh"][1]}
    book["Địa danh"].cell(2, heads["Hết từ ngày"], "mùa hè")
    book.save("a.xlsx")
    assert run("import", "a.xlsx") == 2
    assert (
        "trang Địa danh, dòng dữ liệu thứ 2, cột Hết từ ngày: không đọc được “mùa hè”"
        in capsys.readouterr().err
    )


def test_a_plan_proposes_and_nothing_is_taken_over(capsys: Capture) -> None:
    head = Head(place=LOWER.place, number="112/KH-UBND", date=LOWER.date, bases=(NEW,))
    write("tinh.txt", "\n".join(lines_of(head, TARGETS)))
    assert run("propose", "tinh.txt", "-o", "de-xuat.toml") == 0
    told = capsys.readouterr().out
    assert "5123/QĐ-TTg" in told
    assert "doichieu registers import de-xuat.toml" in told
    assert sorted(path.name for path in Path().iterdir()) == ["de-xuat.toml", "tinh.txt"]
    assert run("import", "de-xuat.toml") == 0
    assert 'registers = ["danh-muc.toml"]' in capsys.readouterr().out
    own(Path("danh-muc.toml").read_text(encoding="utf-8"))
    assert run("propose", "tinh.txt") == 0
    assert "đều có trong danh mục" in capsys.readouterr().out

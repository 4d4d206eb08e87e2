"""Corrections and pins of a reviewer, from a file to every report."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from doichieu import cli
from tests.compare.plans import LOWER, UPPER, lines_of

Capture = pytest.CaptureFixture[str]
ABOVE = ("Tỷ lệ hộ nghèo còn 50%.", "60% số thôn có tổ tự quản.")
BELOW = ("Tỷ lệ hộ nghèo còn 20%.", "60% số thôn có tổ tự quản.")
WHO = 'reason = "Bản quét mờ"\nauthor = "Lê Thị Hoa"\ndate = 2026-03-15\n'
FILE = "sua-so-lieu.toml"
WORDS = "người rà soát sửa thành không quá 5%, máy đọc 50%"
NONE = "Người rà soát xác định dự thảo không có nội dung tương ứng"
CORRECTIONS = f"""
[[correction]]
plan = "45/KH-UBND"
quote = "Tỷ lệ hộ nghèo còn 50%"
value = "không quá 5%"
{WHO}
[[pin]]
quote = "60% số thôn có tổ tự quản"
none = true
{WHO}"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a plan of a province, a draft of a district that meets it, and a file of corrections."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DOICHIEU_LANG", raising=False)
    write("tinh.txt", "\n".join(lines_of(UPPER, ABOVE)))
    write("huyen.txt", "\n".join(lines_of(LOWER, BELOW)))
    write(FILE, CORRECTIONS)
    return tmp_path


def write(name: str, text: str) -> None:
    Path(name).write_text(text, encoding="utf-8")


def check(*words: str, by: tuple[str, ...] = ("--corrections", FILE)) -> int:
    return cli.run(("check", "huyen.txt", "--against", "tinh.txt", "--no-isolate", *by, *words))


def result(capsys: Capture, *, by: tuple[str, ...] = ("--corrections", FILE)) -> dict[str, Any]:
    capsys.readouterr()
    check("--format", "json", by=by)
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_corrections_change_the_result(capsys: Capture) -> None:
    assert [pair["verdict"] for pair in result(capsys, by=())["pairs"]] == ["exceeds", "meets"]
    found = result(capsys)
    assert [pair["verdict"] for pair in found["pairs"]] == ["weaker", "missing"]
    measure = found["pairs"][0]["reference"]["measure"]
    assert (measure["low"], measure["corrected"]["machine"]["low"]) == (5, 50)
    assert measure["corrected"]["author"] == "Lê Thị Hoa"
    assert found["pairs"][1]["pinned"]["reason"] == "Bản quét mờ"
    assert [one["met"] for one in found["references"][0]["corrections"]] == ["made"]


def test_the_contract_is_unchanged_without_corrections(capsys: Capture) -> None:
    text = json.dumps(result(capsys, by=()))
    assert not re.search('"(?:corrected|corrections|pinned)"', text)


def test_every_report_tells_both_values(capsys: Capture) -> None:
    pages = [f"a.{ending}" for ending in ("html", "docx", "xlsx", "md")]
    check(*(word for page in pages for word in ("-o", page)))
    assert "1 số liệu do người rà soát sửa; 1 chỉ tiêu, nhiệm vụ ghép tay" in capsys.readouterr().out
    for page in pages:
        text = said(Path(page))
        assert WORDS in text, page
        assert NONE in text, page


def said(path: Path) -> str:
    """The text of a report without marks."""
    if path.suffix not in (".docx", ".xlsx"):
        return re.sub(r"<[^>]*>", "", path.read_text(encoding="utf-8"))
    with zipfile.ZipFile(path) as archive:
        parts = [name for name in archive.namelist() if re.search(r"document\.xml|sharedStrings", name)]
        return "".join(re.sub(r"<[^>]*>", "", archive.read(name).decode()) for name in parts)


def test_a_configuration_names_the_file(capsys: Capture) -> None:
    write("doichieu.toml", f'corrections = "{FILE}"\n')
    assert result(capsys, by=()) == result(capsys)
    assert cli.run(("config",)) == 0
    assert f'{FILE}"' in capsys.readouterr().out


def test_files_of_both_count(capsys: Capture) -> None:
    correction, _, pin = CORRECTIONS.partition("[[pin]]")
    write("doichieu.toml", 'corrections = "don-vi.toml"\n')
    write("don-vi.toml", correction)
    write(FILE, f"[[pin]]{pin}")
    assert [pair["verdict"] for pair in result(capsys)["pairs"]] == ["weaker", "missing"]


def test_a_plan_that_is_not_checked_is_told(capsys: Capture) -> None:
    write(FILE, CORRECTIONS.replace("45/KH-UBND", "54/KH-UBND"))
    check()
    assert "1 mục sửa số liệu, ghép tay không thuộc văn bản nào" in capsys.readouterr().err


def test_what_meets_nothing_is_told(capsys: Capture) -> None:
    write(FILE, CORRECTIONS.replace("hộ nghèo còn 50%", "hộ nghèo còn 40%"))
    check()
    assert "1 mục không khớp văn bản" in capsys.readouterr().out
    (finding,) = [one for one in result(capsys)["findings"] if one["rule"] == "VB10"]
    assert "không được áp dụng cho Kế hoạch số 45/KH-UBND" in finding["message"]


def test_an_error_says_where_and_what_to_do(capsys: Capture) -> None:
    write(FILE, CORRECTIONS.replace("không quá 5%", "rất ít"))
    assert check() == 2
    said = capsys.readouterr().err
    assert f"{FILE}, dòng 5" in said
    assert 'ghi một giá trị, ví dụ "5%"' in said


@pytest.mark.parametrize("by", [("--corrections", "khong-co.toml"), ()], ids=["option", "configuration"])
def test_a_missing_file_is_told(capsys: Capture, by: tuple[str, ...]) -> None:
    if not by:
        write("doichieu.toml", 'corrections = "khong-co.toml"\n')
    assert check(by=by) == 2
    assert "khong-co.toml" in capsys.readouterr().err


def test_no_report_overwrites_the_corrections() -> None:
    write("sua.md", CORRECTIONS)
    assert check("-o", "sua.md", by=("--corrections", "sua.md")) == 2
    assert Path("sua.md").read_text(encoding="utf-8") == CORRECTIONS


def test_a_waiver_is_of_the_corrected_finding(capsys: Capture) -> None:
    write("doichieu.toml", f'corrections = "{FILE}"\n')
    words = ("--quote", "Tỷ lệ hộ nghèo còn 20%", "--reason", "Đã giải trình", "--author", "Hoa")
    files = ("--draft", "huyen.txt", "--against", "tinh.txt", "--no-isolate")
    assert cli.run(("waive", "CT02", *words, *files)) == 0
    assert [one["rule"] for one in result(capsys, by=())["findings"] if one["waived"]] == ["CT02"]


def test_versions_are_compared_as_corrected(capsys: Capture) -> None:
    write("doichieu.toml", f'corrections = "{FILE}"\n')
    capsys.readouterr()
    words = ("diff", "huyen.txt", "huyen.txt", "--against", "tinh.txt", "--no-isolate", "--format", "json")
    assert cli.run(words) == 0
    rules = {one["finding"]["rule"] for one in json.loads(capsys.readouterr().out)["findings"]}
    assert {"CT01", "CT02"} <= rules

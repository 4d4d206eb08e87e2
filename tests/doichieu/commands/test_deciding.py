"""``check --decisions``: listed once, filled in, followed by every report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from compare.human.written import Said, read_decisions
from doichieu import cli
from tests.compare.plans import LOWER, UPPER, lines_of

Capture = pytest.CaptureFixture[str]
FILE = Path("quyet-dinh.toml")
ABOVE = ("60% số thôn có tổ tự quản.", "90% số hộ có hố xí hợp vệ sinh.")
BELOW = ("50% số thôn có tổ tự quản.", "70% số hộ có hố xí hợp vệ sinh.")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a plan of a province and a weaker draft of a district."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DOICHIEU_LANG", raising=False)
    for name, head, targets in (("tinh.txt", UPPER, ABOVE), ("huyen.txt", LOWER, BELOW)):
        Path(name).write_text("\n".join(lines_of(head, targets)), encoding="utf-8")
    return tmp_path


def check(*words: str) -> int:
    return cli.run(("check", "huyen.txt", "--against", "tinh.txt", "--no-isolate", *words))


def found(capsys: Capture) -> list[dict[str, Any]]:
    capsys.readouterr()
    check("--decisions", str(FILE), "--format", "json")
    return list(json.loads(capsys.readouterr().out)["findings"])


def fill(old: str, new: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    FILE.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_first_run_lists_the_findings(capsys: Capture) -> None:
    assert check("--decisions", str(FILE)) == 1
    assert "liệt kê 2 phát hiện" in capsys.readouterr().err
    assert read_decisions(FILE) == Said()
    text = FILE.read_text(encoding="utf-8")
    assert text.count("[[decision]]") == 2
    assert "# f1. [CT02] nghiêm trọng: " in text


def test_all_dismissed_makes_the_draft_conform(capsys: Capture) -> None:
    check("--decisions", str(FILE))
    for _ in BELOW:
        fill('state = ""\nreason = ""', 'state = "dismiss"\nreason = "Đã giải trình"')
    capsys.readouterr()
    assert check("--decisions", str(FILE)) == 0
    assert "Quyết định:  bỏ qua 2\n" in capsys.readouterr().out


def test_a_sentence_and_a_remark_reach_the_reports(capsys: Capture) -> None:
    check("--decisions", str(FILE))
    fill('state = ""\nreason = ""\nsentence = ""', 'state = "keep"\nsentence = "Đề nghị nêu lý do."')
    remark = ('text = ""', 'severity = "medium"', 'quote = ""', 'sentence = ""')
    fill("\n# ".join(["# [[remark]]", *remark]),
         '[[remark]]\ntext = "Chưa rõ nguồn vốn."\nseverity = "low"\nquote = "70% số hộ có hố xí"')  # fmt: skip
    first, _, own = found(capsys)
    assert (first["suggestion"], own["rule"]) == ("Đề nghị nêu lý do.", "RS01")
    assert own["draft"]["text"].startswith("70% số hộ")
    check("--decisions", str(FILE), "-o", "bao-cao.html")
    assert "nêu thêm 1 ý kiến" in capsys.readouterr().out
    assert "Ý kiến của người rà soát" in Path("bao-cao.html").read_text(encoding="utf-8")


def test_words_that_the_draft_has_not_are_refused(capsys: Capture) -> None:
    FILE.write_text(
        'author = "An"\ndate = 2026-11-30\n[[remark]]\ntext = "a"\nseverity = "low"\nquote = "80% số thôn có tổ"\n',
        encoding="utf-8",
    )
    assert check("--decisions", str(FILE)) == 2
    assert "không có trong dự thảo: “80% số thôn có tổ”" in capsys.readouterr().err


def test_decisions_for_other_words_are_told(capsys: Capture) -> None:
    check("--decisions", str(FILE))
    fill('state = ""', 'state = "keep"')
    fill('state = ""', 'state = "keep"')
    for name, old, new in (
        ("huyen.txt", "50% số thôn", "40% số thôn"),
        ("huyen.txt", "70% số hộ", "95% số hộ"),
    ):
        text = Path(name).read_text(encoding="utf-8")
        Path(name).write_text(text.replace(old, new), encoding="utf-8")
    capsys.readouterr()
    check("--decisions", str(FILE))
    told = capsys.readouterr().err
    assert "1 mục trong quyet-dinh.toml cần xem lại" in told
    assert "1 mục trong quyet-dinh.toml không khớp phát hiện nào" in told


def test_a_report_never_takes_the_place_of_the_file(capsys: Capture) -> None:
    FILE.write_text('author = "An"\n', encoding="utf-8")
    assert check("--decisions", str(FILE), "-o", str(FILE), "--format", "md") == 2
    assert "trùng với tệp đầu vào" in capsys.readouterr().err
    assert check("--decisions", ".") == 2

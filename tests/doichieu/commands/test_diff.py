"""``doichieu diff``: two versions of one plan, on the terminal and as pages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from doichieu import cli
from tests.sample_plans import file_of

OLD = file_of("a5-kh-huyen-da-lung")


@pytest.fixture
def new(tmp_path: Path) -> Path:
    path = tmp_path / "ban-moi.txt"
    text = OLD.read_text(encoding="utf-8")
    changed = text.replace("9. Có ít nhất 80% hộ gia đình", "9. Có ít nhất 60% hộ gia đình")
    assert changed != text
    path.write_text(changed, encoding="utf-8")
    return path


def test_changes_and_findings(new: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pages = [tmp_path / f"so-sanh.{ending}" for ending in ("html", "md", "json")]
    outputs = [word for page in pages for word in ("-o", str(page))]
    upper = str(file_of("a2-kh-tinh"))
    assert cli.run(["diff", str(OLD), str(new), "--against", upper, *outputs]) == 0
    said = capsys.readouterr().out
    assert "1 sửa nội dung" in said
    assert "1 mới phát sinh" in said
    assert "[CT02]" in said
    html, md, raw = (page.read_text(encoding="utf-8") for page in pages)
    for page in (html, md):
        assert "ít nhất 80% (đến năm 2025) → ít nhất 60% (đến năm 2025)" in page
        assert "Mới phát sinh (1)" in page
    data = json.loads(raw)
    assert data["schema"] == "doichieu.diff/1"
    assert data["summary"]["changed"] == 1
    (change,) = [item for item in data["items"] if item["change"] == "changed"]
    assert (change["measures"][0]["old"]["low"], change["measures"][0]["new"]["low"]) == (80, 60)
    assert [entry["change"] for entry in data["findings"]].count("new") == 1


def test_without_references_only_items_are_compared(new: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["diff", str(OLD), str(new), "--format", "json"]) == 0
    out = capsys.readouterr()
    assert json.loads(out.out)["findings"] is None
    assert "1 sửa nội dung" in out.err
    assert cli.run(["diff", str(OLD), str(OLD), "--lang", "en"]) == 0
    assert "unchanged" in capsys.readouterr().out


def test_a_form_that_needs_a_file(new: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["diff", str(OLD), str(new), "--format", "html"]) == 2
    assert "cần -o" in capsys.readouterr().err

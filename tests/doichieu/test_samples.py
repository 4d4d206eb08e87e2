"""The whole path from files to reports, as in ``make demo``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from doichieu import cli
from doichieu.summary import LINES

SAMPLES = Path(__file__).resolve().parent.parent.parent / "samples"
STARTS = {"html": b"<!DOCTYPE html>", "docx": b"PK", "xlsx": b"PK", "md": b"#", "json": b"{"}


def sample(pattern: str) -> str:
    found = sorted(SAMPLES.glob(pattern))
    assert found, f"no sample {pattern}"
    return str(found[0])


def test_a_sample_draft_against_both_references(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DOICHIEU_LANG", raising=False)
    words = ["check", sample("a4-*.pdf"), "--against", sample("a1-*.docx"), "--against", sample("a2-*.docx")]
    for form in STARTS:
        words += ["-o", f"a.{form}"]
    assert cli.run(words) == 1
    captured = capsys.readouterr()
    assert captured.err == ""
    assert len(captured.out.splitlines()) <= LINES
    for form, start in STARTS.items():
        assert Path(f"a.{form}").read_bytes().lstrip().startswith(start)
    told = json.loads(Path("a.json").read_text(encoding="utf-8"))
    assert len(told["references"]) == 2
    assert told["findings"]
    assert not told["summary"]["conforms"]


def test_a_plan_against_itself_is_no_check(capsys: pytest.CaptureFixture[str]) -> None:
    plan = sample("a2-*.docx")
    assert cli.run(["check", plan, "--against", plan, "--fail-on", "high"]) == 1
    captured = capsys.readouterr()
    assert captured.err == ""
    assert "là cùng một văn bản" in captured.out.splitlines()[0]
    assert len(captured.out.splitlines()) <= LINES

"""A run over fifty plans of which ten are hostile ends, and tells the fate of every one."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import pytest

from doichieu import cli
from tests.doichieu.runs.conftest import UPPER, lower
from tests.hostile import pdf, pictures, texts, word
from tests.hostile.cases import CASES

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="limits of the system are tested where all hold"),
]

MODULES = (pdf, pictures, texts, word)
"""The modules whose import fills the list of cases."""
GOOD = 40
REFUSED = (
    "trống.txt",
    "chương trình.txt",
    "bom nén.docx",
    "cắt nửa.docx",
    "khóa.docx",
    "gốc khác.docx",
    "chữ thật.pdf",
    "rác sau đầu.pdf",
    "bom điểm ảnh.png",
)
ALIKE = "nhiều dòng gần nhau.txt"
"""Read quickly; the rules see 300 lines that differ by one number."""


def test_ten_hostile_plans_among_fifty(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    drafts, out, upper = tmp_path / "drafts", tmp_path / "out", tmp_path / "tỉnh.txt"
    drafts.mkdir()
    upper.write_text(UPPER, encoding="utf-8")
    for number in range(GOOD):
        text = lower(f"Đồi {number + 1}", share=60 + number, number=number + 1)
        (drafts / f"huyện {number:02}.txt").write_text(text, encoding="utf-8")
    made = {case.name: case.make for case in CASES}
    for name in REFUSED:
        (drafts / name).write_bytes(made[name]("http://127.0.0.1:9"))
    lines = "".join(f"{n + 4}. Ít nhất {n % 60 + 30}% số hộ nhóm {n} dùng nước sạch.\n" for n in range(300))
    text = lower("Gió Ngàn").replace("II. NHIỆM VỤ", f"{lines}II. NHIỆM VỤ")
    (drafts / ALIKE).write_text(text, encoding="utf-8")

    command = ("batch", str(drafts), "--against", str(upper), "-o", str(out), "--no-config", "--jobs", "2")
    assert cli.run(command) in (0, 1)
    files = json.loads((out / "run.json").read_text(encoding="utf-8"))["files"]
    keys = {one["name"]: one["key"] for one in files}
    assert len(keys) == 50
    assert {name for name, key in keys.items() if key is None} == set(REFUSED)
    # Each plan has its reports, each file without a result its reason, on the console and in the overview.
    assert len(list((out / "units").glob("*.html"))) == GOOD + 1
    told = capsys.readouterr().err.splitlines()
    overview = (out / "index.html").read_text(encoding="utf-8")
    for name in REFUSED:
        (line,) = (line for line in told if f"«{name}»" in line)
        assert "dừng đột ngột" not in line
        assert name in overview
    result = (out / "results" / f"{keys[ALIKE]}.json").read_text(encoding="utf-8")
    rules = Counter(finding["rule"] for finding in json.loads(result)["findings"])
    assert max(rules.values()) <= 200

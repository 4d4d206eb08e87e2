"""The configuration, words, waivers and corrections that the guides show work as they stand."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from compare.lineage.register import register_of
from compare.words import in_force, synonyms
from compare.words.similarity import terms
from doichieu import cli
from doichieu.config import load
from tests.compare.plans import LOWER, UPPER, lines_of

PROJECT = Path(__file__).resolve().parent.parent.parent
BLOCK = re.compile(r"^```toml\n# (?P<name>[\w-]+\.toml)\n(?P<text>.*?)^```", re.DOTALL | re.MULTILINE)
WAIVE = re.compile(r"^doichieu waive .*$", re.MULTILINE)


@pytest.fixture(params=["README.md", "docs/huong-dan.md"])
def guide(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The text of a guide; its files are in the working folder."""
    name: str = request.param
    text = (PROJECT / name).read_text(encoding="utf-8")
    blocks = {found["name"]: found["text"] for found in BLOCK.finditer(text)}
    assert blocks.keys() >= {"doichieu.toml", "mien-tru.toml", "tu-vung.toml"}
    for file, content in blocks.items():
        (tmp_path / file).write_text(content, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DOICHIEU_LANG", raising=False)
    return text


@pytest.mark.usefixtures("guide")
def test_the_files_shown_are_valid() -> None:
    config = load()
    (waiver,) = config.accepted()
    assert (waiver.rule, waiver.date, waiver.expires) == ("CT05", "2026-03-15", "2026-12-31")
    assert not config.rules.runs("TT01")
    assert config.rules.severity_of("CT05") == "low"
    known = len(register_of(()).documents)
    assert all(len(register_of([path]).documents) == known + 1 for path in config.settings.registers)
    with in_force(config.settings.lexicons):
        assert terms("nhà sinh hoạt cộng đồng") == terms("nhà văn hóa")
        assert "trại giam" in synonyms()["absent"]["huyện suối vàng"]


def write_plans() -> None:
    """The draft with the finding that the guides waive, and the plan above."""
    for name, head, target in (
        ("ke-hoach-tinh.txt", UPPER, "60% số trạm y tế, trường học, chợ có bếp ăn."),
        ("du-thao.txt", LOWER, "60% số trạm y tế, trường học có bếp ăn."),
    ):
        Path(name).write_text("\n".join(lines_of(head, [target])), encoding="utf-8")


def test_the_waiver_command_shown_gives_the_file_shown(guide: str) -> None:
    write_plans()
    path = Path("mien-tru.toml")
    shown = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("date")]
    for command in WAIVE.findall(guide):
        path.write_text("", encoding="utf-8")
        assert cli.run([*shlex.split(command.replace(".docx", ".txt"))[1:], "--no-isolate"]) == 0
        lines = path.read_text(encoding="utf-8").strip().splitlines()
        assert [line for line in lines if not line.startswith("date")] == shown


def test_the_waiver_shown_accepts_its_finding(guide: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert guide
    write_plans()
    waived = Path("mien-tru.toml").read_text(encoding="utf-8").replace("2026-12-31", "2999-12-31")
    Path("mien-tru.toml").write_text(waived, encoding="utf-8")
    assert cli.run(("check", "du-thao.txt", "--against", "ke-hoach-tinh.txt", "--no-isolate")) == 0
    assert "1 phát hiện đã được chấp nhận" in capsys.readouterr().out


@pytest.mark.usefixtures("guide")
def test_the_corrections_shown_are_made(capsys: pytest.CaptureFixture[str]) -> None:
    above = (
        "Giảm tỷ lệ hộ nghèo xuống còn 50%.",
        "60% số thôn có tổ tự quản.",
        "Toàn tỉnh có 120 xã, phường.",
    )
    below = ("Giảm tỷ lệ hộ nghèo xuống còn 5%.", "Mỗi bản lập một nhóm giữ gìn trật tự.")
    for name, head, targets in (("tinh.txt", UPPER, above), ("du-thao.txt", LOWER, below)):
        Path(name).write_text("\n".join(lines_of(head, targets)), encoding="utf-8")
    words = ("--against", "tinh.txt", "--no-isolate", "--no-config", "--corrections", "sua-so-lieu.toml")
    cli.run(("check", "du-thao.txt", *words))
    said = capsys.readouterr().out
    assert "do người rà soát sửa" in said
    assert "không khớp văn bản" not in said

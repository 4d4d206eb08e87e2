"""``doichieu.toml``: found, read, checked, printed."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from compare.decisions.handwritten import HandwrittenError
from compare.decisions.selection import Selection
from compare.decisions.settings import Settings
from compare.model import Severity
from doichieu.config import THRESHOLDS, Config, as_toml, config_template, find, load, read_config
from doichieu.messages import catalogue, told
from templates.letter.office import Office

WHOLE = """\
fail_on = "medium"
waivers = "mien-tru.toml"
lexicons = ["tu/vung.toml"]
registers = ["danh-muc.toml"]

[rules]
select = ["all", "CT13"]
ignore = ["TT"]

[rules.severity]
ct05 = "low"
CC = "note"

[office]
name = "Sở Y tế"
position = ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]

[report]
codes = true

[thresholds]
match = 0.4
merged = 1
tokens = "syllables"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with the files that ``WHOLE`` names."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tu").mkdir()
    for name in ("tu/vung.toml", "danh-muc.toml"):
        (tmp_path / name).touch()
    return tmp_path


def read(folder: Path, text: str) -> Config:
    path = folder / "doichieu.toml"
    path.write_text(text, encoding="utf-8")
    return read_config(path)


def test_every_key(folder: Path) -> None:
    found = read(folder, WHOLE)
    assert found.fail_on == "medium"
    assert found.waivers == folder / "mien-tru.toml"
    assert found.rules == Selection(
        select=("ALL", "CT13"), ignore=("TT",), severity={"CT05": Severity.LOW, "CC": Severity.NOTE}
    )
    assert found.settings == Settings(
        match=0.4,
        merged=1.0,
        lexicons=(folder / "tu/vung.toml",),
        registers=(folder / "danh-muc.toml",),
    )


def test_an_empty_file_changes_nothing(folder: Path) -> None:
    found = read(folder, "")
    assert found == Config(path=folder / "doichieu.toml")


def test_the_file_is_found_in_parent_folders(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read(folder, 'fail_on = "low"')
    below = folder / "2026" / "quy-1"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    assert find(Path()) == folder / "doichieu.toml"
    assert load().fail_on == "low"
    assert load(off=True) == Config()
    other = folder / "khac.toml"
    other.write_text('fail_on = "never"', encoding="utf-8")
    assert load(other).fail_on == "never"
    (below / "doichieu.toml").write_text('fail_on = "note"', encoding="utf-8")
    assert load().fail_on == "note"


@pytest.mark.parametrize(
    ("text", "reason", "line", "near"),
    [
        ('fail_on = "high"\n\nfail_onn = "low"', "unknown_key", 3, "fail_on"),
        ('[rule]\nselect = ["CT"]', "unknown_key", 1, "rules"),
        ("[rules]\nselects = []", "unknown_key", 2, "select"),
        ("[thresholds]\nmatchs = 0.3", "unknown_key", 2, "match"),
        ("[thresholds]\nlexicons = []", "misplaced_key", 2, None),
        ('[rules]\nwaivers = "a.toml"', "misplaced_key", 2, None),
        ('[rules]\nselect = [\n  "CT",\n  "CX"]', "unknown_rule", 4, None),
        ('[rules]\nignore = ["CT2"]', "unknown_rule", 2, "CT02"),
        ('[rules.severity]\n\nCT5 = "low"', "unknown_rule", 3, "CT05"),
        ('[rules.severity]\nCT05 = "lo"', "bad_value", 2, "low"),
        ("[rules.severity]\nCT05 = 3", "wrong_type", 2, None),
        ('# fail_on = ""\nfail_on = "hihg"', "bad_value", 2, "high"),
        ("fail_on = true", "wrong_type", 1, None),
        ('[rules]\nselect = "ALL"', "wrong_type", 2, None),
        ("rules = 3", "wrong_type", 1, None),
        ("waivers = []", "wrong_type", 1, None),
        ('lexicons = "tu/vung.toml"', "wrong_type", 1, None),
        ('registers = [\n"none.toml"]', "no_file", 2, None),
        ("[thresholds]\nmatch = 1.2", "out_of_range", 2, None),
        ("[thresholds]\nmatch = 2", "out_of_range", 2, None),
        ("[thresholds]\nmatch = nan", "out_of_range", 2, None),
        ('[thresholds]\nmatch = "0.2"', "wrong_type", 2, None),
        ("[thresholds]\nmatch = true", "wrong_type", 2, None),
        ('[thresholds]\ntokens = "word"', "bad_value", 2, "words"),
        ("[thresholds]\nmatch = 0,4", "syntax", 2, None),
    ],
)
def test_an_error_names_its_line(folder: Path, text: str, reason: str, line: int, near: str | None) -> None:
    with pytest.raises(HandwrittenError) as caught:
        read(folder, text)
    problem = caught.value
    assert (problem.reason, problem.line, problem.values.get("near") or None) == (reason, line, near)
    for lang, word in (("vi", "dòng"), ("en", "line")):
        sentence = told(problem, catalogue(lang))
        assert f"doichieu.toml, {word} {line}: " in sentence
        assert near is None or near in sentence
        assert "\n" not in sentence


def test_printed_settings_are_read_back_equal(folder: Path) -> None:
    (folder / "mien-tru.toml").touch()
    found = read(folder, WHOLE)
    again = folder / "again.toml"
    again.write_text(as_toml(found), encoding="utf-8")
    read_again = read_config(again)
    assert read_again.settings == found.settings
    assert read_again.rules == found.rules
    assert (read_again.waivers, read_again.fail_on) == (found.waivers, found.fail_on)
    assert read_again.codes is found.codes is True
    assert (
        read_again.office == found.office == Office(name="Sở Y tế", position=("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"))
    )


def test_the_first_file_changes_nothing_and_names_every_key(folder: Path) -> None:
    text = config_template()
    assert read(folder, text) == Config(path=folder / "doichieu.toml")
    bare = text.replace("# ", "")
    for key in (
        "fail_on",
        "waivers",
        "select",
        "ignore",
        "codes",
        *(entry.name for entry in (*fields(Settings), *fields(Office))),
    ):
        assert f"\n{key} = " in bare, key
    assert set(catalogue("vi").list("threshold")) == set(THRESHOLDS)


def test_every_key_of_the_first_file_works_when_uncommented(folder: Path) -> None:
    lines = config_template().splitlines()
    office = tuple(entry.name for entry in fields(Office))
    keys = ("waivers", "lexicons", "registers", "CT05", "codes", *THRESHOLDS, *office)
    text = "\n".join(
        line.removeprefix("# ") if line.removeprefix("# ").split(" = ")[0] in keys else line for line in lines
    )
    for name in ("tu-vung.toml", "danh-muc.toml", "mien-tru.toml"):
        (folder / name).touch()
    found = read(folder, text)
    assert found.settings.match == Settings().match
    assert found.settings.lexicons == (folder / "tu-vung.toml",)
    assert found.rules.severity == {"CT05": Severity.LOW}
    assert found.accepted() == ()
    assert all(getattr(found.office, key) for key in office)
    assert found.codes


def test_the_stage_of_the_letter_is_one_of_two(folder: Path) -> None:
    assert read(folder, '[office]\nstage = "issued"\n').office.stage == "issued"
    assert read(folder, '[office]\nname = "Sở Y tế"\n').office.stage == ""
    with pytest.raises(HandwrittenError):
        read(folder, '[office]\nstage = "nháp"\n')

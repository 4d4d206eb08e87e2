"""``rules``, ``config``, ``init``, and the effect of a configuration on a check."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from doichieu import cli
from tests.compare.plans import LOWER, UPPER, lines_of

Capture = pytest.CaptureFixture[str]
ABOVE = ("60% số thôn có tổ tự quản.", "90% số hộ có hố xí hợp vệ sinh.")
BELOW = ("50% số thôn có tổ tự quản.", "90% số hộ có hố xí hợp vệ sinh.")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a plan of a province and a weaker draft of a district."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DOICHIEU_LANG", raising=False)
    for name, head, targets in (("tinh.txt", UPPER, ABOVE), ("huyen.txt", LOWER, BELOW)):
        (tmp_path / name).write_text("\n".join(lines_of(head, targets)), encoding="utf-8")
    return tmp_path


def check(*words: str) -> int:
    return cli.run(("check", "huyen.txt", "--against", "tinh.txt", "--no-isolate", *words))


def write(name: str, text: str) -> None:
    Path(name).write_text(text, encoding="utf-8")


def findings(capsys: Capture) -> list[tuple[str, str, bool]]:
    """(rule, severity, waived) of each finding in the printed JSON."""
    review = json.loads(capsys.readouterr().out)
    return [(f["rule"], f["severity"], f["waived"] is not None) for f in review["findings"]]


def test_without_a_configuration(capsys: Capture) -> None:
    assert check("--format", "json") == 1
    assert findings(capsys) == [("CT02", "critical", False)]


def test_a_rule_is_ignored_and_the_reports_say_so(capsys: Capture) -> None:
    write("doichieu.toml", '[rules]\nignore = ["CT02"]')
    assert check("-o", "a.html", "-o", "a.md") == 0
    assert "Đã tắt quy tắc: CT02" in capsys.readouterr().out
    for name in ("a.html", "a.md"):
        assert "Đã tắt quy tắc: CT02" in Path(name).read_text(encoding="utf-8")
    assert check("--no-config") == 1
    assert "Đã tắt quy tắc" not in capsys.readouterr().out


def test_severity_and_fail_on_of_the_configuration(capsys: Capture) -> None:
    write("doichieu.toml", '[rules.severity]\nCT = "medium"')
    assert check("--format", "json") == 0
    assert findings(capsys) == [("CT02", "medium", False)]
    assert check("--fail-on", "medium") == 1
    write("doichieu.toml", 'fail_on = "medium"\n[rules.severity]\nCT = "medium"')
    assert check() == 1
    assert check("--fail-on", "high") == 0


def test_thresholds_reach_the_comparison() -> None:
    names = ("match", "match_perhaps", "merged", "match_unvalued")
    write("other.toml", "\n".join(["[thresholds]", *(f"{name} = 0.999" for name in names)]))
    text = Path("huyen.txt").read_text(encoding="utf-8")
    write("huyen.txt", text.replace("50% số thôn có tổ tự quản", "60% số thôn có đội tự quản về an ninh"))
    assert check("--fail-on", "medium") == 0
    assert check("--fail-on", "medium", "--config", "other.toml") == 1


def test_own_words_reach_the_comparison() -> None:
    text = Path("huyen.txt").read_text(encoding="utf-8")
    write("huyen.txt", text.replace("50% số thôn có tổ tự quản", "65% cụm nóc có đội xung kích"))
    assert check() == 1
    write("doichieu.toml", 'lexicons = ["tu-vung.toml"]')
    write("tu-vung.toml", 'synonyms = [["thôn", "cụm nóc"], ["tổ tự quản", "đội xung kích"]]')
    assert check() == 0
    write("tu-vung.toml", "synonym = []")
    assert check() == 2


def test_a_missing_file_of_waivers_is_reported(capsys: Capture) -> None:
    write("doichieu.toml", 'waivers = "khong-co.toml"')
    assert check() == 2
    assert "doichieu waive" in capsys.readouterr().err


def test_an_error_is_one_line_in_the_users_language(capsys: Capture) -> None:
    write("doichieu.toml", '\n[rules]\nignore = ["CT2"]')
    assert check() == 2
    told = capsys.readouterr().err
    assert told.endswith("doichieu.toml, dòng 3: không có quy tắc CT2. Có phải là CT02?\n")
    assert check("--lang", "en") == 2
    told = capsys.readouterr().err
    assert told.endswith("doichieu.toml, line 3: there is no rule CT2. Did you mean CT02?\n")


def test_control_characters_of_a_file_are_not_printed(capsys: Capture) -> None:
    write("doichieu.toml", '"a\\u001b[31m\\nb" = 1')
    assert check() == 2
    told = capsys.readouterr().err
    assert "\x1b" not in told
    assert told.count("\n") == 1


def test_a_missing_configuration_is_reported(capsys: Capture) -> None:
    assert check("--config", "none.toml") == 2
    assert "none.toml" in capsys.readouterr().err


def test_settings_are_printed(capsys: Capture) -> None:
    write("doichieu.toml", '[rules]\nignore = ["VB"]\n[thresholds]\nmatch = 0.5')
    assert cli.run(("config",)) == 0
    text = capsys.readouterr().out
    assert str(Path("doichieu.toml").resolve()) in text
    assert "Quy tắc đã tắt: VB01" in text
    assert tomllib.loads(text)["thresholds"]["match"] == 0.5
    assert cli.run(("config", "--no-config", "--lang", "en")) == 0
    text = capsys.readouterr().out
    assert "these are the defaults" in text
    assert tomllib.loads(text)["rules"] == {"select": ["ALL"], "ignore": []}


def test_init_writes_once(capsys: Capture) -> None:
    assert cli.run(("init",)) == 0
    written = Path("doichieu.toml").read_text(encoding="utf-8")
    assert check() == 1
    assert cli.run(("init",)) == 2
    assert "Đã có tệp doichieu.toml" in capsys.readouterr().err
    assert Path("doichieu.toml").read_text(encoding="utf-8") == written


def test_a_rule_is_explained_with_ways_to_waive_it(capsys: Capture) -> None:
    assert cli.run(("rules", "ct02")) == 0
    text = capsys.readouterr().out
    for word in ("CT02 ", "Vì sao: ", "Ví dụ: ", "Nên xử lý: ", "doichieu waive CT02"):
        assert word in text
    assert cli.run(("rules", "CT2")) == 2
    assert "có phải là CT02?" in capsys.readouterr().err

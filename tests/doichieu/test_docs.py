"""The pages made from the code, and the check that documents agree with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from doichieu import docs
from scripts import check_docs
from tests.doichieu.conftest import Stages


def test_rules_page_tells_all_of_a_rule(stages: Stages) -> None:
    assert stages.error is None
    page = docs.rules_page()
    assert "| [CT02](#ct02) | Chỉ tiêu thấp hơn | chỉ tiêu | `weaker_value` | nghiêm trọng |" in page
    assert '<a id="ct02"></a>' in page
    for text in (
        "**Vì sao.** Cấp dưới không được",
        "**Ví dụ.** 70% thành 65%",
        "**Nên xử lý.** Nâng chỉ tiêu",
    ):
        assert text in page


def test_pages_are_written(stages: Stages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert stages.error is None
    monkeypatch.chdir(tmp_path)
    docs.main()
    assert (tmp_path / "docs" / "rules.md").read_text(encoding="utf-8") == docs.rules_page()
    assert list((tmp_path / "docs" / "schema").glob("*.json"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Run `make demo`, then `make test`.", []),
        ("Run `make coffee`.", ["no target: make coffee"]),
        ("We make coffee.", []),
        ("```sh\nmake demo   # make coffee\n$ CI=true make tea\n```", ["no target: make tea"]),
        ("`doichieu check a.docx --against b.docx -o c.html`", []),
        ("`doichieu check a.docx --versus b.docx`", ["no option: doichieu check --versus"]),
        ("`doichieu --lang en compare a.docx`", ["no command: doichieu compare"]),
        ("`doichieu`, `doichieu --help`, `doichieu rules CT02 --lang en`", []),
        ("`doichieu extract a.docx --against b.docx`", ["no option: doichieu extract --against"]),
        (
            "```\n.venv/bin/doichieu check a.docx \\\n    --against b.docx \\\n    --fail-never\n```",
            ["no option: doichieu check --fail-never"],
        ),
    ],
)
def test_commands_in_documents(text: str, found: list[str]) -> None:
    assert list(check_docs.wrong_commands(text)) == found


def test_links_in_documents(tmp_path: Path) -> None:
    (tmp_path / "there.md").touch()
    text = "[a](there.md) [b](there.md#part) [c](gone.md) [d](scheme:x) [e](#part) `[f](gone.md)`"
    text += '<img src="gone.png">'
    found = list(check_docs.wrong_links(tmp_path / "README.md", text))
    assert found == ["link leads nowhere: gone.md", "link leads nowhere: gone.png"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("`extract/model.py` and `extract/lexicon/*.toml` and `extract/`", []),
        ("`compare/rules/<family>.py`", []),
        ("`extract/gone.py`", ["no such path: extract/gone.py"]),
        ("`path → Document`, `a/b/c` and `60%`", []),
    ],
)
def test_paths_in_the_architecture(text: str, found: list[str]) -> None:
    assert list(check_docs.wrong_paths(text)) == found

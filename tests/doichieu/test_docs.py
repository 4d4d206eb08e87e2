"""The pages made from the code, and the check that documents agree with it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from compare.survey.results import COLUMNS
from doichieu import docs
from scripts import check_docs
from templates.data.results import schema
from tests.doichieu.conftest import Stages


def test_each_rule_has_a_page_and_stands_in_the_index(stages: Stages) -> None:
    assert stages.error is None
    pages = docs.rule_pages()
    assert sorted(pages) == ["rules/CT02.md", "rules/README.md"]
    assert "## CT: chỉ tiêu" in pages["rules/README.md"]
    assert "| [CT02](CT02.md) | Chỉ tiêu thấp hơn | nghiêm trọng |" in pages["rules/README.md"]
    for text in (
        "# CT02 Chỉ tiêu thấp hơn",
        "Mức độ: nghiêm trọng (`critical`)",
        "## Vì sao\n\nCấp dưới không được",
        "## Ví dụ\n\n70% thành 65%",
        "## Nên xử lý\n\nNâng chỉ tiêu",
        "doichieu waive CT02",
    ):
        assert text in pages["rules/CT02.md"]


def test_the_columns_of_results_have_a_page() -> None:
    page = docs.results_page()
    shown = re.findall(r"^\| (\d+) \| `(\w+)` \| .*\((\w+)\) \| ", page, re.MULTILINE)
    types = [str(field.type) for field in schema()]
    assert [(int(number), name) for number, name, _ in shown] == [
        (number, column.name) for number, column in enumerate(COLUMNS, 1)
    ]
    assert all(made.startswith(told) for made, (_, _, told) in zip(types, shown, strict=True))


def test_pages_are_written_and_old_ones_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs" / "rules").mkdir(parents=True)
    (tmp_path / "docs" / "rules" / "XX01.md").touch()
    docs.main()
    written = {path.relative_to("docs").as_posix() for path in Path("docs").rglob("*.*")}
    assert written == set(docs.pages())
    assert list(docs.differences(Path("docs"))) == []


def test_differing_pages_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    docs.main()
    rules = tmp_path / "docs" / "rules"
    page = (rules / "CT02.md").read_text(encoding="utf-8")
    (rules / "CT02.md").write_text(page.replace("# CT02", "# ct02"), encoding="utf-8")
    (rules / "CT03.md").write_text(page[:0], encoding="utf-8")
    with (rules / "CT04.md").open("a", encoding="utf-8") as longer:
        longer.write("more\n")
    (rules / "CT05.md").unlink()
    (rules / "XX01.md").touch()
    length = len((rules / "CT04.md").read_text(encoding="utf-8").splitlines())
    assert list(docs.differences(tmp_path / "docs")) == [
        "rules/CT02.md: differs from line 3 on",
        "rules/CT03.md: differs from line 1 on",
        f"rules/CT04.md: differs from line {length} on",
        "rules/CT05.md: missing",
        "rules/XX01.md: no longer made",
    ]


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
        ("`extract/model.py` and `extract/language/lexicon/*.toml` and `extract/`", []),
        ("`compare/rules/<family>.py`", []),
        ("`extract/gone.py`", ["no such path: extract/gone.py"]),
        ("`path → Document`, `a/b/c` and `60%`", []),
    ],
)
def test_paths_in_the_architecture(text: str, found: list[str]) -> None:
    assert list(check_docs.wrong_paths(text)) == found


TABLE = "<!-- speed: made -->\n| a check | 0.98 s |\n<!-- end of speed -->"


@pytest.mark.parametrize(
    ("readme", "page", "found"),
    [
        (f"Fast.\n{TABLE}\n", f"In short\n{TABLE}\n", 0),
        (f"Fast.\n{TABLE}\n", TABLE.replace("0.98", "1.27"), 1),
        (f"705 plans in 47 s.\n{TABLE}\n", TABLE, 1),
        ("No table.", TABLE, 1),
    ],
)
def test_figures_on_speed_come_from_the_page(readme: str, page: str, found: int) -> None:
    assert len(list(check_docs.wrong_figures(readme, page))) == found

"""The documented API: names, types, examples of the docstrings, and agreement with the command line."""

from __future__ import annotations

import ast
import doctest
import inspect
import re
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from shutil import copytree
from typing import Any, assert_type

import pytest

import doichieu
from doichieu import (
    Batch,
    Plan,
    Review,
    Versions,
    batch,
    cli,
    corrected,
    diff,
    frame,
    read_plan,
    render,
    review,
)
from tests.sample_plans import SAMPLES, file_of

PROJECT = Path(__file__).resolve().parents[2]
FUNCTIONS: list[Callable[..., object]] = [read_plan, corrected, review, render, diff, batch, frame]


def test_every_name_is_there() -> None:
    assert doichieu.__all__ == sorted(doichieu.__all__)
    assert set(doichieu.__all__) <= set(dir(doichieu))
    for name in doichieu.__all__:
        assert getattr(doichieu, name).__name__ == name


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        doichieu.nothing  # type: ignore[attr-defined] # noqa: B018 - a type checker knows it too


def test_type_checkers_see_all_names() -> None:
    tree = ast.parse(Path(doichieu.__file__).read_text(encoding="utf-8"))
    conditions = [node for node in tree.body if isinstance(node, ast.If)]
    (checked,) = (node for node in conditions if ast.unparse(node.test) == "TYPE_CHECKING")
    imports = [node for node in checked.body if isinstance(node, ast.ImportFrom)]
    seen = {node.module: tuple(name.name for name in node.names) for node in imports}
    assert seen == doichieu._HOMES
    assert sorted(name for names in seen.values() for name in names) == doichieu.__all__


def test_an_import_loads_no_stage() -> None:
    code = "import sys, doichieu; doichieu.ReadError; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "extract.errors" in loaded
    # A package loads only the modules that its own ``__init__`` imports.
    assert not {"compare", "templates", "doichieu.cli", "pandas", "typer"} & set(loaded)


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda one: one.__name__)
def test_every_argument_is_documented(function: Callable[..., object]) -> None:
    text = inspect.getdoc(function) or ""
    head, _, rest = text.partition("Arguments:\n")
    arguments, _, behind = rest.partition("\nReturns:\n")
    assert head.strip().endswith(".")
    assert "\nRaises:\n" in behind
    named = {
        word for line in arguments.splitlines() for word in line.partition(":")[0].replace(",", " ").split()
    }
    assert set(inspect.signature(function).parameters) <= named


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda one: one.__name__)
def test_the_examples_run(function: Callable[..., object], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PROJECT)
    module: Any = inspect.getmodule(function)
    (example,) = doctest.DocTestFinder(recurse=False).find(function, globs=dict(vars(module)))
    assert example.examples
    said: list[str] = []
    assert doctest.DocTestRunner().run(example, out=said.append).failed == 0, "".join(said)


def test_types_agree_with_the_functions() -> None:
    old, upper = (read_plan(file_of(stem)) for stem in ("a5-kh-huyen-da-lung", "a2-kh-tinh"))
    assert_type(old, Plan)
    checked = review(old, [upper])
    assert_type(checked, Review)
    assert_type(render(checked, "md"), bytes)
    found = diff(old, old, [upper])
    assert_type(found, Versions)
    assert_type(batch([old], [upper]), Batch)
    assert len(frame(checked)) == len(checked.pairs)
    assert {item.fate for item in found.items} == {doichieu.Fate.SAME}
    assert {change.fate for change in found.findings or ()} == {doichieu.FindingFate.REMAINING}


def test_a_stream_has_the_same_review_as_its_file() -> None:
    path, upper = file_of("a6-kh-huyen-muong-din"), read_plan(file_of("a2-kh-tinh"))
    with path.open("rb") as stream:
        plans = read_plan(str(path)), read_plan(stream), read_plan(BytesIO(path.read_bytes()), name=path.name)
    assert len({render(review(plan, [upper]), "json") for plan in plans}) == 1


@pytest.mark.parametrize("form", ["html", "md", "json"])
def test_reports_are_those_of_the_command(tmp_path: Path, form: str) -> None:
    draft, upper = file_of("a5-kh-huyen-da-lung"), file_of("a2-kh-tinh")
    out = tmp_path / f"out.{form}"
    assert cli.run(["check", str(draft), "--against", str(upper), "--no-config", "-o", str(out)]) in (0, 1)
    assert render(review(read_plan(draft), [read_plan(upper)]), form) == out.read_bytes()


@pytest.mark.parametrize("form", ["html", "md", "json"])
def test_pages_of_versions_are_those_of_the_command(tmp_path: Path, form: str) -> None:
    old, new, upper = (
        file_of(stem) for stem in ("a5-kh-huyen-da-lung", "a6-kh-huyen-muong-din", "a2-kh-tinh")
    )
    out = tmp_path / f"out.{form}"
    words = ["diff", str(old), str(new), "--against", str(upper), "--no-config", "-o", str(out)]
    assert cli.run(words) == 0
    assert render(diff(read_plan(old), read_plan(new), [read_plan(upper)]), form) == out.read_bytes()


def test_the_path_of_a_template_may_be_a_string(tmp_path: Path) -> None:
    template = tmp_path / "mau.md"
    template.write_text("Mẫu của phòng", encoding="utf-8")
    plan = read_plan(file_of("a5-kh-huyen-da-lung"))
    checked = review(plan, [read_plan(file_of("a2-kh-tinh"))])
    assert render(checked, "md", template=str(template)).decode() == "Mẫu của phòng"
    with pytest.raises(ValueError, match="không dùng mẫu riêng"):
        render(diff(plan, plan), "html", template=template)


def test_a_plan_alone_has_no_report() -> None:
    plan: Any = read_plan(file_of("a5-kh-huyen-da-lung"))
    with pytest.raises(TypeError, match="not Plan"):
        render(plan, "html")
    with pytest.raises(TypeError, match="no table for Pair"):
        frame(review(plan, [read_plan(file_of("a2-kh-tinh"))]).pairs[0])  # type: ignore[arg-type]


def test_the_code_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    section = (PROJECT / "README.md").read_text(encoding="utf-8").partition("\n## From Python\n")[2]
    code = section.partition("```python\n")[2].partition("```")[0]
    copytree(SAMPLES, tmp_path / "samples", ignore=lambda *_: ["expected", "sources"])
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    exec(compile(code, "README.md", "exec"), names)
    assert (tmp_path / "bao-cao.html").read_bytes().startswith(b"<!DOCTYPE html>")
    assert names["findings"]
    assert len(names["many"].reviews) == 4
    assert len(names["table"]) == sum(len(one.pairs) for one in names["many"].reviews)


def test_the_readme_names_existing_arguments() -> None:
    section = (PROJECT / "README.md").read_text(encoding="utf-8").partition("\n## From Python\n")[2]
    cells = re.findall(r"^\| (`.*?) \|", section.partition("\n## ")[0], re.MULTILINE)
    shown = {name: words for cell in cells for name, words in re.findall(r"`(\w+)\(([^)]*)\)`", cell)}
    assert set(shown) >= {function.__name__ for function in FUNCTIONS}
    for name, words in shown.items():
        known = list(inspect.signature(getattr(doichieu, name)).parameters)
        for at, word in enumerate(words.split(", ")):
            # A keyword may stand anywhere, a positional argument only at its place.
            assert word.removesuffix("=…") in known if "=" in word else known[at] == word

"""Rules of the project as a whole: sizes, names, packages, scripts."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path

import pytest

from doichieu import __version__
from extract.language.syllables import is_syllable

PROJECT = Path(__file__).resolve().parent.parent
PACKAGES = ("extract", "compare", "templates", "doichieu")
LINES_OF_A_MODULE, LINES_OF_A_FUNCTION, MODULES_OF_A_FOLDER, WORDS_IN_CODE = 450, 60, 12, 3
# Folders whose patterns may hold words of the language.
OF_THE_LANGUAGE = ("extract/language/", "extract/lines/")

# Folders made by tools, or without text.
PASSED_OVER = {".git", ".hypothesis", ".uv", "__pycache__", "out", "dist", "build", "node_modules"}
TEXT = {".py", ".md", ".toml", ".sh", ".txt", ".html", ".json", ".css", ""}

# Absolute paths of one machine, and hosts of packages; joined from pieces, so that this file passes its own test.
MACHINE = re.compile(r"(?<![\w.-])/(?:" + "|".join(("work", "root", "home")) + r")/\w")
HOSTS = re.compile("|".join(re.escape(".".join(name)) for name in (("pypi", "org"), ("pythonhosted", "org"))))


def texts() -> Iterator[Path]:
    """Texts that git tracks; without git, all files outside the folders of tools."""
    yield from (path for path in tracked() or walked() if path.suffix in TEXT)


def tracked() -> list[Path]:
    """Files that git tracks; none without git or without a repository."""
    try:
        done = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, check=False)
    except OSError:
        return []
    names = os.fsdecode(done.stdout).split("\0") if done.returncode == 0 else []
    return [PROJECT / name for name in names if name and (PROJECT / name).is_file()]


def walked() -> Iterator[Path]:
    for folder, below, names in os.walk(PROJECT):
        below[:] = [name for name in below if not passed_over(Path(folder) / name)]
        yield from (Path(folder) / name for name in names)


def passed_over(folder: Path) -> bool:
    """Whether a tool made the folder; a virtual environment may have any name."""
    return folder.name in PASSED_OVER or folder.name.endswith("_cache") or (folder / "pyvenv.cfg").exists()


@cache
def modules(*packages: str) -> list[Path]:
    """Modules of the packages, by default those of the product."""
    return [path for package in packages or PACKAGES for path in sorted((PROJECT / package).rglob("*.py"))]


def name_of(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def test_version_is_stated_once() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == __version__
    assert tomllib.loads((PROJECT / "uv.lock").read_text(encoding="utf-8"))


@pytest.mark.parametrize("package", PACKAGES)
def test_packages_are_typed(package: str) -> None:
    assert (PROJECT / package / "py.typed").is_file()


def test_modules_stay_short() -> None:
    long = {
        name_of(path): lines
        for path in modules(*PACKAGES, "tests")
        # Django writes the first migration from the models.
        if path.parent.name != "migrations"
        and (lines := path.read_text(encoding="utf-8").count("\n")) > LINES_OF_A_MODULE
    }
    assert long == {}


def test_functions_stay_short() -> None:
    long = {
        f"{name_of(path)}: {node.name}"
        for path in modules()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and length(node) > LINES_OF_A_FUNCTION
    }
    assert long == set()


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function from its ``def`` on."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_folders_stay_small() -> None:
    counted = {
        name_of(folder): sum(path.name != "__init__.py" for path in paths)
        for folder, paths in groupby(
            sorted(modules(), key=lambda path: path.parent), lambda path: path.parent
        )
    }
    assert {folder: count for folder, count in counted.items() if count > MODULES_OF_A_FOLDER} == {}


def test_every_package_says_its_purpose() -> None:
    folders = {path.parent for path in modules()}
    assert [name_of(folder) for folder in folders if not (folder / "__init__.py").is_file()] == []
    openings = [path for path in modules() if path.name == "__init__.py"]
    assert [name_of(path) for path in openings if not ast.get_docstring(tree_of(path))] == []


def test_words_of_the_language_are_data() -> None:
    found = {
        name_of(path): text
        for path in modules()
        if not name_of(path).startswith(OF_THE_LANGUAGE)
        for text in strings(tree_of(path))
        if max(alternations(text)) > WORDS_IN_CODE
    }
    assert found == {}


def strings(tree: ast.Module) -> Iterator[str]:
    """Strings of a module without its docstrings."""
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    yield from (
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told
    )


# Groups, alternatives, and the rest of a pattern; "(?P<name>", "(?<!" and the like open a group.
PIECE = re.compile(
    r"(?P<open>\((?:\?(?:P<\w+>|<?[=!]|[a-z]*:))?)|(?P<close>\))|(?P<bar>\|)|\[\^?\]?(?:\\.|[^\]\\])*\]|\\.|[^()|\[\\]+|."
)


def alternations(pattern: str) -> Iterator[int]:
    """Vietnamese alternatives of each group of a pattern, counted; a piece of a pattern may open or close any."""
    levels: list[list[str]] = [[""]]
    for found in PIECE.finditer(pattern):
        if found["open"]:
            levels.append([""])
        elif found["close"]:
            yield counted(levels.pop())
            levels = levels or [[""]]
        elif found["bar"]:
            levels[-1].append("")
        else:
            levels[-1][-1] += " " if found[0].startswith(("\\", "[")) else found[0]
    yield from map(counted, levels)


def counted(alternatives: list[str]) -> int:
    """The number of alternatives with a Vietnamese word; cells of a table, with blanks on both sides, do not count."""
    return sum(
        any(len(word) > 1 and is_syllable(word) for word in re.findall(r"[^\W\d_]+", alternative))
        for alternative in alternatives
        if not re.fullmatch(r"\s.*\s", alternative, re.DOTALL)
    )


def test_alternations_are_counted() -> None:
    pattern = r"(?<!\w)(?:tăng|giảm(?:\s+còn)?|gấp\s+\w+)(?!\w)|[|]{2}|html|(?P<name>xã|phường"
    assert sorted(alternations(pattern)) == [0, 0, 0, 1, 2, 3]
    assert max(alternations("tại|theo|nêu tại|quy định tại")) == 4
    assert max(alternations("| mã | tên | mức độ | loại |")) == 0


def test_no_module_is_a_collection_of_odds_and_ends() -> None:
    names = {path.stem for path in modules()} | {path.parent.name for path in modules()}
    assert not names & {"common", "utils", "util", "helpers", "misc"}


def test_no_path_of_one_machine_and_no_package_host() -> None:
    found = []
    for path in texts():
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [f"{path.relative_to(PROJECT)}: {hit.group()}" for hit in MACHINE.finditer(text)]
        found += [f"{path.relative_to(PROJECT)}: {hit.group()}" for hit in HOSTS.finditer(text)]
    assert found == []


def test_make_has_its_targets() -> None:
    text = (PROJECT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", text, re.MULTILINE))
    assert targets >= {"demo", "test", "check", "bench", "docs", "clean"}


@pytest.mark.skipif(sys.platform == "win32", reason="shell scripts")
@pytest.mark.parametrize("script", ["scripts/setup.sh", "scripts/demo.sh", ".ci/run"])
def test_scripts_can_be_parsed(script: str) -> None:
    shell = "bash" if script == ".ci/run" else "sh"
    assert subprocess.run([shell, "-n", script], cwd=PROJECT, check=False).returncode == 0


def test_programs_of_the_tests_run_the_checkout(tmp_path: Path) -> None:
    code = f"import {', '.join(PACKAGES)}; print(*({'.__file__, '.join(PACKAGES)}.__file__), sep='\\n')"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=True)
    found = [Path(line).parent for line in done.stdout.decode().splitlines()]
    assert found == [PROJECT / package for package in PACKAGES]


@pytest.mark.shared
def test_shared_gives_the_real_plans(shared: Path) -> None:
    assert list((shared / "seeds").iterdir())

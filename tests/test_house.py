"""What holds for the project as a whole."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from doichieu import __version__

PROJECT = Path(__file__).resolve().parent.parent
PACKAGES = ("extract", "compare", "templates", "doichieu")
LONGEST = 300
# The nouns of the field stand together with their glossary, though they are many.
LONG_FOR_A_REASON = {"extract/model.py"}
# Made by tools, or not text.
PASSED_OVER = {".git", ".hypothesis", ".uv", "__pycache__", "out", "dist", "build", "node_modules"}
TEXT = {".py", ".md", ".toml", ".sh", ".txt", ".html", ".json", ".css", ""}

# Absolute places of one machine, and hosts that packages come from. Put together here, so that this file
# passes its own test.
MACHINE = re.compile(r"(?<![\w.-])/(?:" + "|".join(("work", "root", "home")) + r")/\w")
HOSTS = re.compile("|".join(re.escape(".".join(name)) for name in (("pypi", "org"), ("pythonhosted", "org"))))


def texts() -> Iterator[Path]:
    for folder, below, names in os.walk(PROJECT):
        below[:] = [name for name in below if not passed_over(Path(folder) / name)]
        yield from (Path(folder) / name for name in names if Path(name).suffix in TEXT)


def passed_over(folder: Path) -> bool:
    """Tell a folder made by a tool; a virtual environment may have any name."""
    return folder.name in PASSED_OVER or folder.name.endswith("_cache") or (folder / "pyvenv.cfg").exists()


def modules() -> list[Path]:
    return [path for package in PACKAGES for path in sorted((PROJECT / package).rglob("*.py"))]


def test_version_is_told_once() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == __version__
    assert tomllib.loads((PROJECT / "uv.lock").read_text(encoding="utf-8"))


@pytest.mark.parametrize("package", PACKAGES)
def test_packages_are_typed(package: str) -> None:
    assert (PROJECT / package / "py.typed").is_file()


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_modules_stay_short(path: Path) -> None:
    if path.relative_to(PROJECT).as_posix() not in LONG_FOR_A_REASON:
        lines = path.read_text(encoding="utf-8").count("\n")
        assert lines <= LONGEST


def test_no_drawer_for_odds_and_ends() -> None:
    names = {path.stem for path in modules()} | {path.parent.name for path in modules()}
    assert not names & {"common", "utils", "util", "helpers", "misc"}


def test_no_place_of_one_machine_and_no_package_host() -> None:
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


@pytest.mark.shared
def test_shared_gives_the_real_plans(shared: Path) -> None:
    assert list((shared / "seeds").iterdir())

"""Compiled templates are kept in the user's cache folder, and are never needed."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from templates import compiled
from templates.compiled import Compiled


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(compiled, "user_cache_path", lambda *_, **__: tmp_path)
    return tmp_path / "templates"


def rendered(text: str, options: str = "") -> str:
    loader = DictLoader({"page": text})
    return Environment(loader=loader, bytecode_cache=Compiled(options)).get_template("page").render(n=2)


def test_a_template_is_compiled_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert rendered("{{ n }}") == "2"
    assert len(list(folder.iterdir())) == 1

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("compiled again")

    monkeypatch.setattr(Environment, "compile", refuse)
    assert rendered("{{ n }}") == "2"


def test_a_changed_template_replaces_the_old_one(folder: Path) -> None:
    assert rendered("{{ n }}") == "2"
    assert rendered("{{ n + 1 }}") == "3"
    assert len(list(folder.iterdir())) == 1


def test_other_options_give_other_code(folder: Path) -> None:
    rendered("{{ n }}", "one")
    (before,) = folder.iterdir()
    rendered("{{ n }}", "two")
    assert before not in folder.iterdir()


@pytest.mark.parametrize("content", [b"", b"no code", b"i\x01\x00\x00\x00"])
def test_a_damaged_file_is_compiled_again(folder: Path, content: bytes) -> None:
    rendered("{{ n }}")
    (file,) = folder.iterdir()
    file.write_bytes(content)
    assert rendered("{{ n }}") == "2"
    assert file.read_bytes() != content


def test_a_folder_that_cannot_be_made_stops_nothing(folder: Path) -> None:
    folder.write_bytes(b"a file in its place")
    assert rendered("{{ n }}") == "2"

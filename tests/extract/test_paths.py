"""Paths that Windows opens in a form of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from doichieu import output
from doichieu.messages import UserError
from doichieu.runs import mapping
from extract import readers
from extract.paths import reachable
from extract.readers import read_document


def test_long_paths_of_windows() -> None:
    long = Path("/thư mục" * 40)
    assert str(reachable(long, "win32")) == f"\\\\?\\{long}"
    assert str(reachable(long / ".." / "b.txt", "win32")) == f"\\\\?\\{long.parent / 'b.txt'}"
    assert reachable(Path(f"\\\\?\\{long}"), "win32") == Path(f"\\\\?\\{long}")
    assert reachable(long, "linux") is long
    short = Path("/a/b.txt")
    assert reachable(short, "win32") is short


def test_inputs_are_opened_in_that_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reference, a draft, a table: the given path leads nowhere, the form of the system does."""
    there, given = tmp_path / "a.txt", Path("nơi nào đó/a.txt")
    there.write_text("huyện Khe Vằng\n", encoding="utf-8")
    with pytest.raises(UserError):
        output.check_inputs([given])
    for module in (readers, output, mapping):
        monkeypatch.setattr(module, "reachable", lambda _: there)
    output.check_inputs([given])
    assert read_document(given).name == "a.txt"
    assert mapping.read_units(given) == ("huyện Khe Vằng",)

"""Expressions that keep what they were compiled to for the next run."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import platformdirs
import pytest

from extract.language.lexicon import compiled as kept
from extract.language.lexicon.compiled import compiled, keep

EXPRESSIONS = (
    (r"(?<!\w)(?:đến\s+(?:hết\s+)?)?năm\s+(?P<year>20\d\d)(?!\d)", re.NOFLAG, "Đến hết năm 2025, năm 2030"),
    (r"(?P<less>dưới|không\s+quá)\s+(\d+)(?:,(?P<part>\d))?\s*%", re.IGNORECASE, "KHÔNG QUÁ 5,3 %; dưới 4%"),
    (r"^(?P<label>[a-zđ])\)\s+(?P<text>.+)$", re.MULTILINE, "a) Một\nđ) Hai\n3) Ba"),
    (r"((a)|(b))(?(2)x|y)+?", re.NOFLAG, "axx byy"),
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The user's cache folder, empty at first."""
    monkeypatch.setattr(platformdirs, "user_cache_path", lambda *_, **__: tmp_path / "cache")
    own = dict(kept._compiled)
    kept._compiled.clear()
    kept._kept.cache_clear()
    yield tmp_path / "cache"
    kept._compiled.clear()
    kept._compiled.update(own)
    kept._kept.cache_clear()


def _next_run(monkeypatch: pytest.MonkeyPatch, *, may_compile: bool = False) -> None:
    keep()
    kept._kept.cache_clear()
    if not may_compile:
        monkeypatch.setattr(kept, "_instructions", lambda *_: pytest.fail("compiled again"))


def _found(pattern: re.Pattern[str], text: str) -> list[tuple[object, ...]]:
    return [(one.span(), one.groups(), one.groupdict(), one.lastgroup) for one in pattern.finditer(text)]


def test_a_kept_expression_finds_what_a_compiled_one_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    new = [compiled(expression, flags) for expression, flags, _ in EXPRESSIONS]
    _next_run(monkeypatch)
    for (expression, flags, text), first in zip(EXPRESSIONS, new, strict=True):
        again, plain = compiled(expression, flags), re.compile(expression, flags)
        assert _found(again, text) == _found(first, text) == _found(plain, text) != []
        assert (again.pattern, again.flags, again.groups) == (plain.pattern, plain.flags, plain.groups)
        assert dict(again.groupindex) == dict(plain.groupindex)


def test_flags_make_another_expression(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled("tăng")
    _next_run(monkeypatch, may_compile=True)
    assert not compiled("tăng").search("TĂNG")
    assert compiled("tăng", re.IGNORECASE).search("TĂNG")


def test_what_another_process_kept_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled("tăng")
    _next_run(monkeypatch, may_compile=True)
    compiled("giảm")
    _next_run(monkeypatch)
    assert compiled("tăng").search("tăng")
    assert compiled("giảm").search("giảm")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no forks")
def test_a_child_keeps_only_what_it_compiles_itself(folder: Path) -> None:
    kept._compiled.update({("tăng", 0): b""})
    child = os.fork()
    if not child:
        keep()
        os._exit(0)
    os.waitpid(child, 0)
    assert kept._compiled
    assert not folder.exists()


def test_the_file_does_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_MOST", 2)
    for expression in ("a", "b", "c"):
        compiled(expression)
        _next_run(monkeypatch, may_compile=True)
    assert [expression for expression, _ in kept._kept()] == ["c"]


@pytest.mark.parametrize("damage", [b"", b"\0" * 40, b"x" * 900])
def test_a_damaged_file_costs_only_the_time(
    folder: Path, damage: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled("tăng")
    _next_run(monkeypatch, may_compile=True)
    (file,) = folder.iterdir()
    file.write_bytes(damage or file.read_bytes()[:-3])
    assert compiled("tăng").search("tăng")
    _next_run(monkeypatch)
    assert compiled("tăng").search("tăng")


def test_a_folder_that_cannot_be_used_costs_only_the_time(folder: Path) -> None:
    folder.write_text("a file", encoding="utf-8")
    assert compiled("tăng").search("tăng")
    keep()
    assert folder.read_text(encoding="utf-8") == "a file"


def test_another_python_has_its_own_file(monkeypatch: pytest.MonkeyPatch) -> None:
    own = kept._file()
    monkeypatch.setattr("sys.version", "4.0")
    assert kept._file() != own


def test_a_python_whose_engine_is_made_otherwise_compiles(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lacking(*_: object) -> tuple[object, ...]:
        raise AttributeError("_code")

    monkeypatch.setattr(kept, "_instructions", lacking)
    assert compiled("tăng").search("tăng")
    keep()
    assert not folder.exists()


def test_an_invalid_expression_is_an_error_as_ever() -> None:
    with pytest.raises(re.error, match="unterminated"):
        compiled("(")

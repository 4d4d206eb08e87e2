"""Every sentence that the code asks for is there."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import doichieu.desk

FOLDER = Path(doichieu.desk.__file__).parent


def asked() -> Iterator[str]:
    """The keys that are written out in calls of ``say``."""
    for path in FOLDER.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="say"), args=[ast.Constant(value=str(key)), *_]):
                    yield key


@pytest.mark.parametrize("key", sorted(set(asked())))
def test_a_sentence_that_is_asked_for_is_there(key: str) -> None:
    found: Any = tomllib.loads((FOLDER / "texts.toml").read_text(encoding="utf-8"))
    for part in key.split("."):
        assert part in found, key
        found = found[part]
    assert isinstance(found, str)

"""Words of the language stand in the lexicon, not in patterns of the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import extract

ROOT = Path(extract.__file__).parent
# How Vietnamese is written at all, and what a line is by its first words.
FREE = ("language", "lines")
MOST = 3
"""Vietnamese words in one alternation of a pattern."""
VIETNAMESE = re.compile("[à-ỹ]")
MODULES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in ROOT.rglob("*.py")
    if path.relative_to(ROOT).parts[0] not in FREE
)


@pytest.mark.parametrize("module", MODULES)
def test_no_pattern_lists_many_words(module: str) -> None:
    tree = ast.parse((ROOT / module).read_text(encoding="utf-8"))
    assert [found for text in _strings(tree) for found in _long_alternations(text)] == []


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        (r"\s(?:và|hoặc|cùng)\s", []),
        (r"\s(?:và|hoặc|cùng|với)\s", ["?:và|hoặc|cùng|với"]),
        (r"trước|đến(?: hết)?|hết|vào", ["trước|đến?|hết|vào"]),
        (r"(?:(?P<a>đủ|từ)|\d)(?:đến|là)|(\d|x|y)", []),
    ],
)
def test_long_alternations_are_found(pattern: str, found: list[str]) -> None:
    assert list(_long_alternations(pattern)) == found


def _strings(tree: ast.AST) -> Iterator[str]:
    """Every string of a module but docstrings, one with places for values as a whole."""
    nodes = list(ast.walk(tree))
    docstrings = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if id(node) in docstrings:
            continue
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "_" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _long_alternations(text: str) -> Iterator[str]:
    """Alternations of more than ``MOST`` Vietnamese words, innermost groups first, each taken out of the rest."""
    while group := re.search(r"\(([^()]*)\)", text):
        yield from _if_long(group[1])
        text = text.replace(group[0], "" if "|" not in group[1] else "_")
    yield from _if_long(text)


def _if_long(text: str) -> Iterator[str]:
    if sum(bool(VIETNAMESE.search(word.lower())) for word in text.split("|")) > MOST:
        yield text

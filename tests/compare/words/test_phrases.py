"""Words are data: all patterns of the comparison are made of named lists."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

import compare
from compare.words import in_force, lexicon, phrases, table
from compare.words.own import CHANGED
from extract.language.lexicon import LexiconError
from extract.language.phrases import Pattern

FOLDER = Path(compare.__file__).parent
MODULES = sorted(found.name for found in walk_packages(compare.__path__, "compare."))
MARKED = re.compile(r"[À-ỹ]")
GROUP = re.compile(r"\((?:\?:|\?P<\w+>|\?[=!]|\?<[=!])?([^()]*)\)")
MOST = 3
"""The most Vietnamese words that may stand side by side in code."""


def patterns(value: object) -> Iterator[Pattern]:
    if isinstance(value, Pattern):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from patterns(item)


def listed_words(code: str) -> Iterator[list[str]]:
    """The alternations of the strings in a module, innermost groups first, and its lists of strings."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
            while found := GROUP.search(text):
                yield found[1].split("|")
                text = text[: found.start()] + text[found.end() :]
            yield text.split("|")
        elif isinstance(node, ast.Tuple | ast.List | ast.Set):
            yield [
                item.value
                for item in node.elts
                if isinstance(item, ast.Constant) and isinstance(item.value, str)
            ]
        elif isinstance(node, ast.Dict):
            yield [
                key.value for key in node.keys if isinstance(key, ast.Constant) and isinstance(key.value, str)
            ]


@pytest.mark.parametrize("name", MODULES)
def test_every_pattern_can_be_compiled(name: str) -> None:
    for value in vars(import_module(name)).values():
        for pattern in patterns(value):
            assert "<<" not in pattern.compiled.pattern


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.py")), ids=lambda path: str(path.relative_to(FOLDER)))
def test_no_list_of_words_stands_in_code(path: Path) -> None:
    lists = listed_words(path.read_text(encoding="utf-8"))
    assert [words for words in lists if sum(1 for word in words if MARKED.search(word)) > MOST] == []


def test_a_list_in_code_is_detected() -> None:
    code = 'import re\nre.compile(r"từ (?:lên|xuống|còn|giảm)")\nKINDS = ("xã", "phường", "huyện", "tỉnh")\n'
    assert [len(words) for words in listed_words(code) if len(words) > MOST] == [4, 4]


@pytest.mark.parametrize("key", CHANGED)
def test_a_list_of_the_user_is_not_constant(key: str) -> None:
    with pytest.raises(LexiconError, match=key):
        phrases("synonyms", key)


def test_other_lists_may_be_constant() -> None:
    assert phrases("synonyms", "places").words == tuple(table("synonyms")["places"])


def test_keys_of_a_table_are_a_list() -> None:
    assert {"tp", "tx", "h"} <= set(phrases("unit_names", "short").words)


def test_each_lexicon_has_patterns_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "tu-vung.toml"
    path.write_text('ignored = ["hợp phần"]\n', encoding="utf-8")
    with in_force([path]):
        assert lexicon().ignored.search("hợp phần rừng")
    assert not lexicon().ignored.search("hợp phần rừng")

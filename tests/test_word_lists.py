"""The word lists of extract and compare: all are used, none is missing, and none repeats another."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

import compare.model
import compare.words
import extract.model
from extract.language import lexicon
from extract.language.lexicon import fold
from extract.language.toml_tables import (
    File,
    LexiconError,
    Row,
    Rows,
    as_written,
    is_reference,
    read,
    target,
    value_at,
)  # fmt: skip

PROJECT = Path(__file__).resolve().parent.parent
SHAPES = {"extract.language.lexicon": lexicon.SHAPES, "compare.words": compare.words.SHAPES}
GONE_THROUGH = {("units",)}
"""Tables that code iterates over (``extract.language.units``)."""
ASKING = {
    "load": "", "words": "", "listed": "", "phrases": "", "extract_phrases": "", "table": "",
    "task_words": "tasks", "synonyms": "synonyms",
}  # fmt: skip
"""Functions that return a table or a list, with its file; "" if their first argument names the file."""
OF_EXTRACT = ("load", "words", "listed", "extract_phrases")
"""Functions that read the lexicon of extract also in modules of compare."""
_ANY = "[a-z]+"


@dataclass(slots=True)
class Module:
    """A parsed module: its strings, its strings with placeholders, and its imports."""

    texts: set[str] = field(default_factory=set)
    filled: set[str] = field(default_factory=set)
    imports: set[str] = field(default_factory=set)

    def says(self, key: str) -> bool:
        return key in self.texts or any(re.fullmatch(pattern, key) for pattern in self.filled)


def words_files() -> list[File]:
    return [
        File(package, Path(entry.name).stem)
        for package in SHAPES
        for entry in files(package).iterdir()
        if entry.name.endswith(".toml")
    ]


def trees() -> Iterator[tuple[str, ast.Module]]:
    for package in ("extract", "compare"):
        for path in sorted((PROJECT / package).rglob("*.py")):
            name = ".".join(path.relative_to(PROJECT).with_suffix("").parts).removesuffix(".__init__")
            yield name, ast.parse(path.read_text(encoding="utf-8"))


@cache
def modules() -> dict[str, Module]:
    found = {}
    for name, tree in trees():
        # A statement of shapes uses no list.
        tree.body = [node for node in tree.body if not _states_shapes(node)]
        found[name] = module = Module()
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                module.texts.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                pattern = "".join(map(_pattern, node.values))
                # A pattern with hardly any letters would match every key.
                if len(pattern.replace(_ANY, "")) > 3:
                    module.filled.add(pattern)
            elif isinstance(node, ast.ImportFrom):
                module.imports.add(node.module or "")
    return found


def _pattern(part: ast.expr) -> str:
    """A pattern for a string with placeholders, each of which matches one word."""
    return re.escape(part.value) if isinstance(part, ast.Constant) and isinstance(part.value, str) else _ANY


def _states_shapes(node: ast.stmt) -> bool:
    return (
        isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id == "SHAPES"
    )


def leaves(value: object, keys: tuple[str, ...], stated: set[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """The keys of all values that are no table; values below a stated shape count as one."""
    if isinstance(value, dict) and keys not in stated:
        for key, inner in value.items():
            yield from leaves(inner, (*keys, key), stated)
    else:
        yield keys


@pytest.mark.parametrize("file", words_files(), ids=str)
def test_every_list_is_used(file: File) -> None:
    names = {
        member.value
        for model in (extract.model, compare.model)
        for kind in vars(model).values()
        if isinstance(kind, type) and issubclass(kind, StrEnum)
        for member in kind
    }
    knowing = [
        module
        for module in modules().values()
        if any(file.name in one.texts for one in (module, *_imported(module)))
    ]
    stated = {tuple(path.split(".")) for path in SHAPES[file.package].get(file.name, {})}
    if (file.name,) in GONE_THROUGH:
        return
    unasked = [
        ".".join(keys)
        for keys in leaves(as_written(file), (), stated)
        if (file, keys) not in referred()
        and not any(all(key in names or module.says(key) for key in keys) for module in knowing)
    ]
    assert unasked == []


@cache
def referred() -> set[tuple[File, tuple[str, ...]]]:
    """The lists that others refer to."""
    return {
        target(file, word)
        for file in words_files()
        for _, words in lists_of(as_written(file), ())
        for word in words
        if is_reference(word)
    }


def _imported(module: Module) -> Iterator[Module]:
    return (modules()[name] for name in module.imports if name in modules())


def test_every_used_list_exists() -> None:
    by_name = {(file.package.partition(".")[0], file.name): file for file in words_files()}
    asked = 0
    for name, tree in trees():
        for node in ast.walk(tree):
            function, keys = _request(node)
            if not keys:
                continue
            package = "extract" if function in OF_EXTRACT or name.startswith("extract.") else "compare"
            file = by_name.get((package, keys[0]))
            if file is None:
                continue
            asked += 1
            try:
                value_at(file, as_written(file), *keys[1:])
            except LexiconError as error:
                pytest.fail(f"{name}: {error}")
    assert asked > 200


def _request(node: ast.AST) -> tuple[str, list[str]]:
    """The called function, and the file and keys among its arguments that are strings."""
    behind: list[Any] = []
    while isinstance(node, ast.Subscript):
        behind.insert(0, node.slice)
        node = node.value
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id not in ASKING:
        return "", []
    start = ASKING[node.func.id]
    keys = [start] if start else []
    for part in (*node.args, *behind):
        if not isinstance(part, ast.Constant) or not isinstance(part.value, str):
            break
        keys.append(part.value)
    return node.func.id, keys


def written_lists() -> dict[str, frozenset[str]]:
    """The own words of each list, folded, by a name such as "words/tasks.words.below".

    Words of references are not among a list's own words. Contexts of a slip of spelling are no list of words.
    """
    return {
        f"{file.package.rpartition('.')[2]}/{file.name}.{'.'.join(keys)}": frozenset(
            fold(word) for word in words if not is_reference(word)
        )
        for file in words_files()
        for keys, words in lists_of(as_written(file), ())
        if (file.name, keys[0]) != ("spelling", "slips")
    }


def lists_of(value: object, keys: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """Every list of words with its keys; entries of a list of lists or of tables are counted from 0."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from lists_of(inner, (*keys, key))
    elif isinstance(value, list) and all(isinstance(item, str) for item in value):
        yield keys, value
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from lists_of(inner, (*keys, str(number)))


LEAST = 4
"""The number of shared words from which two lists count as one list written twice."""


def overlaps(lists: Mapping[str, frozenset[str]]) -> set[frozenset[str]]:
    """Pairs of lists that share four words or more: all of the one, or at least half of the longer one."""
    found = set()
    for (first, words), (second, others) in combinations(lists.items(), 2):
        shared = len(words & others)
        if shared >= LEAST and (
            shared == min(len(words), len(others)) or 2 * shared >= max(len(words), len(others))
        ):
            found.add(frozenset((first, second)))
    return found


def declared() -> list[list[str]]:
    shapes = {"overlap": Rows(Row(needed={"lists": "texts", "why": "text"}))}
    return [entry["lists"] for entry in read("tests", "overlaps", shapes)["overlap"]]


def test_lists_that_share_words_refer_or_are_declared() -> None:
    undeclared = [
        pair for pair in overlaps(written_lists()) if not any(pair <= set(lists) for lists in declared())
    ]
    assert sorted(map(sorted, undeclared)) == []


def test_declared_lists_share_words() -> None:
    found = overlaps(written_lists())
    for lists in declared():
        shared = {name for pair in found if pair <= set(lists) for name in pair}
        assert shared == set(lists)


@pytest.mark.parametrize(
    ("lists", "shared"),
    [
        (("a b c d", "a b c d e f g h i"), True),
        (("a b c d x", "a b c d y z u v"), True),
        (("a b c d x", "a b c d y z u v w"), False),
        (("a b c", "a b c"), False),
    ],
)
def test_lists_may_share_a_few_words(lists: tuple[str, str], shared: bool) -> None:
    named = {words: frozenset(words.split()) for words in dict.fromkeys((lists[0], lists[1] + " "))}
    assert bool(overlaps(named)) is shared

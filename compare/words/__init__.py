"""Words for the comparison, as data: the built-in ones, and the user's own over them.

A file of the user's own words (see ``own.py``) is in force during one review only: two reviews in one process may use
different files, also at the same time in different threads.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from compare.decisions.handwritten import page_of, read_page
from compare.words.own import CHANGED, merged
from extract.language import toml_tables
from extract.language.lexicon import LexiconError, fold
from extract.language.phrases import Phrases, several
from extract.language.toml_tables import Each, Row, Rows, Shapes

SHAPES: Mapping[str, Shapes] = {
    "keeping": {"sources": Each("texts"), "columns": Each("text")},
    "keys": {"keys": Rows(Row(needed={"names": "texts", "counted": "texts"}))},
    "lineage": {
        "year.individual": Rows(
            Row(needed={"kinds": "texts", "since": "date", "verbs": "texts", "matters": "texts"})
        ),
        "issuers": Each(Row(needed={"holds": "texts", "without": "texts", "right": "text"})),
        "kinds.also": Each("texts"),
        "letters": Each("text"),
        "registers": Each("text"),
    },
    "spelling": {
        "slips": Rows(
            Row(
                needed={"wrong": "text", "right": "text"},
                may=dict.fromkeys(("behind", "not_behind", "before", "not_before"), "texts"),
            )
        )
    },
    "synonyms": {
        "absent": Each("texts"),
        "unit_classes": Each("texts"),
        "told_for": Each("texts"),
        "base_classes": Each("texts"),
        "bodies": Each("texts"),
    },
    "targets": {"within": Each("texts"), "opposites": Each("texts")},
    "tasks": {"strength": Rows(Row(needed={"name": "text", "words": "texts"}))},
    "unit_names": {"short": Each("text")},
}
"""The shapes of lists of tables, and of tables whose keys are data, by file and key."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lexicon:
    """Words ready for use. A lexicon equals only itself, so that it can be the key of a cache.

    ``heads`` maps each word with a synonym to the word that stands for all of them. ``spellings`` finds those words,
    ``ignored`` the words without meaning, both in folded text.
    """

    table: Mapping[str, Any]
    heads: Mapping[str, str]
    spellings: Phrases
    ignored: Phrases


_IN_FORCE: ContextVar[Lexicon | None] = ContextVar("lexicon", default=None)


def lexicon() -> Lexicon:
    """The words in force: with the user's own during a review, else the built-in ones."""
    return _IN_FORCE.get() or _made(())


def synonyms() -> Mapping[str, Any]:
    """The table of synonyms.toml, with the user's own words where they are in force."""
    return lexicon().table


@contextmanager
def in_force(own: Sequence[Path]) -> Iterator[None]:
    """Put the user's files over the built-in words, a later file over an earlier one; raises ``HandwrittenError``."""
    pages = [read_page(path) for path in own]
    token = _IN_FORCE.set(_made(tuple((page.path, page.text) for page in pages)))
    try:
        yield
    finally:
        _IN_FORCE.reset(token)


@lru_cache(maxsize=8)
def _made(own: tuple[tuple[Path, str], ...]) -> Lexicon:
    """The lexicon of these files; their text is part of the key, since a file may change between two reviews."""
    table = merged(_built_in(), [page_of(path, text) for path, text in own])
    heads = {fold(word): fold(group[0]) for group in table["groups"] for word in group}
    return Lexicon(
        table=table,
        heads=heads,
        spellings=several(heads),
        ignored=several(table["ignored"]),
    )


@cache
def table(name: str) -> Mapping[str, Any]:
    """A file of words that users do not change: ``table("inner")`` is inner.toml. Raises ``LexiconError``."""
    return toml_tables.read(__name__, name, SHAPES.get(name))


def phrases(name: str, *keys: str, folded: bool = True) -> Phrases:
    """The list at ``keys`` of ``name``.toml in this folder, or the keys of a table there.

    Raises ``LexiconError`` for words that a user may change: they, and patterns over them, belong to a ``Lexicon``.

    >>> phrases("inner", "here").search("theo mục ii kế hoạch này") is not None
    True
    """
    if name == "synonyms" and keys[0] in CHANGED:
        raise LexiconError(f"{name}.toml, {keys[0]}: a user may change it; the lexicon in force has it")
    return Phrases(lambda: _listed(name, keys), folded=folded)


def _listed(name: str, keys: Sequence[str]) -> list[str]:
    value: Any = table(name)
    for key in keys:
        value = value[key]
    return list(value)


@cache
def _built_in() -> dict[str, Any]:
    return dict(table("synonyms"))


def task_words() -> Mapping[str, Any]:
    """The table of tasks.toml."""
    return table("tasks")

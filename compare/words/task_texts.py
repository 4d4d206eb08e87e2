"""Texts of tasks in which synonyms are one word."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from compare.words import phrases, task_words
from extract.language.lexicon import fold
from extract.language.phrases import Phrases

_GENERIC = phrases("tasks", "words", "generic")


@cache
def _heads() -> Mapping[str, str]:
    """Each word with synonyms → the word that stands for all of them."""
    return {fold(word): fold(group[0]) for group in task_words()["words"]["same"] for word in group}


_SAME = Phrases(_heads)


@lru_cache(maxsize=4_000)
def united(text: str) -> str:
    """A text, folded, in which the first word of a group of synonyms stands for all."""
    return _SAME.sub(lambda found: _heads()[" ".join(found.group().split())], fold(text))


@lru_cache(maxsize=4_000)
def content(text: str) -> str:
    """A text in which synonyms are one word and generic words are removed."""
    return _GENERIC.sub(" , ", united(text))

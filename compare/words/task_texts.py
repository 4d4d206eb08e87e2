"""Texts of tasks in which synonyms are one word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from itertools import pairwise
from sys import intern

from compare.words import phrases, task_words
from extract.kept import kept
from extract.language.lexicon import fold
from extract.language.phrases import Phrases, several

_GENERIC = phrases("tasks", "words", "generic")
_LINKS = several(phrases("tasks", "parts", "deeper"), phrases("tasks", "parts", "links"))
_SYLLABLES = re.compile(r"[^\W\d_]+")
_RUNS = re.compile(r"[,;:.()/–\d]+|\s-\s")
# "Tổng đài 111": a number of a name, no date and no share.
NUMBER = re.compile(r"(?<![\d/.,])\d{2,4}(?![\d/.,%])")
# "trước, trong và sau sinh": each of the first syllables stands before the last.
_SHARED = re.compile(r"(?<!\w)(\w+), (\w+) (?:và|hoặc) (\w+) (\w+)")


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


def rows_of(plain: str) -> list[str]:
    """The pairs of a row of single words: "trước, trong và sau sinh" → "trước sinh", "trong sinh"."""
    return [f"{shared[at]} {shared[4]}" for shared in _SHARED.finditer(plain) for at in (1, 2)]


@kept(2_000)
def terms_of_task(text: str) -> tuple[str, ...]:
    """Syllables and pairs of syllables of a text with synonyms united, each once."""
    plain = united(text)
    generic = [found.group() for found in _GENERIC.finditer(plain)]
    cut = _GENERIC.sub(lambda found: " , " if " " in found.group() else found.group(), plain)
    found: list[str] = []
    for run in _RUNS.split(_LINKS.sub(" , ", cut)):
        syllables = _SYLLABLES.findall(run)
        found += syllables
        found += [f"{first} {second}" for first, second in pairwise(syllables)]
    # All texts share their words, which else were most of what a run keeps.
    return tuple(map(intern, dict.fromkeys([*found, *rows_of(plain), *generic, *NUMBER.findall(plain)])))


@cache
def generic_words() -> frozenset[str]:
    """The words that stand in tasks of all kinds, with synonyms united."""
    return frozenset(united(word) for word in _GENERIC.words)


def telling(terms: Iterable[str], common: AbstractSet[str]) -> tuple[str, ...]:
    """The pairs of syllables among some terms that are neither common nor have a generic word."""
    generic = generic_words()
    return tuple(
        term for term in terms if " " in term and term not in common and generic.isdisjoint(term.split())
    )


def shares_words(one: str, other: str) -> bool:
    """Whether two texts have two syllables in common that stand side by side, no generic word."""
    pairs = telling(terms_of_task(one), generic_words())
    return not frozenset(pairs).isdisjoint(terms_of_task(other))

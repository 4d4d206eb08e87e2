"""Syllables that are impossible in Vietnamese, and their only correction within the plans.

A word in lower case with a Vietnamese letter that is no possible syllable ("nghành", "hơp") is compared with the words
beside the same neighbours elsewhere in the plans. Its correction is one letter or mark away, and the only one so. A
word without any Vietnamese letter may be foreign ("internet"), and one that the plans never write rightly is left
alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from compare.targets.items import Same
from extract.kept import kept
from extract.language.lexicon import fold
from extract.language.syllables import is_syllable
from extract.model import Plan
from extract.traced import with_marks

_WORD = re.compile(r"[^\W\d_]+")
_LEFT = re.compile(r"([^\W\d_]+)\s+$")
_RIGHT = re.compile(r"\s+([^\W\d_]+)")
_EDGE = ""
_Neighbours = tuple[dict[str, set[str]], dict[str, set[str]]]
"""For each word the words that follow it, and the words that precede it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Impossible:
    """A word as written, with its folded neighbours; "" where a sentence ends or a number stands beside it."""

    written: str
    left: str
    right: str


@kept(2_000)
def impossible(text: str) -> tuple[Impossible, ...]:
    """The words of a text that have Vietnamese letters but cannot be Vietnamese."""
    return tuple(_impossible(text))


def _impossible(text: str) -> Iterator[Impossible]:
    text = with_marks(text)
    wrong = {word for word in set(_WORD.findall(text)) if _is_impossible(word)}
    for found in _WORD.finditer(text) if wrong else ():
        word = found[0]
        if word in wrong:
            left, right = _LEFT.search(text, 0, found.start()), _RIGHT.match(text, found.end())
            yield Impossible(
                written=word,
                left=fold(left[1]) if left else _EDGE,
                right=fold(right[1]) if right else _EDGE,
            )


def _is_impossible(word: str) -> bool:
    return len(word) > 2 and not word.isascii() and word.islower() and not is_syllable(word)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The neighbours of all words in some plans, folded."""

    plans: tuple[_Neighbours, ...]

    @classmethod
    def of(cls, plans: Iterable[Plan]) -> Vocabulary:
        """The vocabulary of the plans."""
        return cls(tuple(_neighbours(Same(plan)) for plan in plans))

    def meant(self, word: Impossible) -> str | None:
        """The only word that is a letter or a mark away and has a neighbour in common; None without one."""
        beside: set[str] = set()
        for behind, before in self.plans:
            beside |= behind.get(word.left, set()) | before.get(word.right, set())
        near = {other for other in beside if _one_apart(word.written, other)}
        return near.pop() if len(near) == 1 else None


@lru_cache(maxsize=8)
def _neighbours(same: Same) -> _Neighbours:
    behind: dict[str, set[str]] = defaultdict(set)
    before: dict[str, set[str]] = defaultdict(set)
    for statement in same.plan.statements:
        for left, word in _in_a_row(fold(statement.text)):
            if is_syllable(word) and is_syllable(left):
                behind[left].add(word)
                before[word].add(left)
    return dict(behind), dict(before)


def _in_a_row(text: str) -> Iterator[tuple[str, str]]:
    """Each two words with only blanks between them."""
    found = list(_WORD.finditer(text))
    for first, second in pairwise(found):
        if text[first.end() : second.start()].isspace():
            yield first[0], second[0]


def _one_apart(first: str, second: str) -> bool:
    forms = (unicodedata.normalize("NFD", word) for word in (first, second))
    return Levenshtein.distance(*forms, score_cutoff=1) == 1

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
from collections.abc import Iterable, Iterator, Sequence
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
_NO_WORD = re.compile(r"[^\w\s]|[\d_]")
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


def impossible(text: str) -> tuple[Impossible, ...]:
    """The words of a text that have Vietnamese letters but cannot be Vietnamese."""
    # Most pieces between blanks stand in other sentences too.
    return tuple(_impossible(text)) if any(map(_may_be_impossible, text.split())) else ()


@kept(8_000)
def _may_be_impossible(piece: str) -> bool:
    """Whether a piece of text without blanks holds an impossible word."""
    return any(map(_is_impossible, _WORD.findall(with_marks(piece))))


def _impossible(text: str) -> Iterator[Impossible]:
    text = with_marks(text)
    for found in _WORD.finditer(text):
        word = found[0]
        if _is_impossible(word):
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
    """The words of some plans that stand beside the neighbours of some impossible words, folded."""

    plans: tuple[_Neighbours, ...]

    @classmethod
    def of(cls, draft: Plan, references: Iterable[Plan], words: Sequence[Impossible]) -> Vocabulary:
        """The vocabulary for some words; all neighbours of the references are kept for the next draft."""
        lefts, rights = {word.left for word in words} - {_EDGE}, {word.right for word in words} - {_EDGE}
        sought = tuple(lefts | rights)
        texts = (text for text in _texts(draft) if any(word in text for word in sought))
        own = (pair for pair in _in_a_row(texts) if pair[0] in lefts or pair[1] in rights)
        return cls((_by_word(own), *(_neighbours(Same(plan)) for plan in references)))

    def meant(self, word: Impossible) -> str | None:
        """The only word that is a letter or a mark away and has a neighbour in common; None without one."""
        beside: set[str] = set()
        for behind, before in self.plans:
            beside |= behind.get(word.left, set()) | before.get(word.right, set())
        written = unicodedata.normalize("NFD", word.written)
        near = {other for other in beside if _are_one_apart(written, unicodedata.normalize("NFD", other))}
        return near.pop() if len(near) == 1 else None


@lru_cache(maxsize=8)
def _neighbours(same: Same) -> _Neighbours:
    return _by_word(_in_a_row(_texts(same.plan)))


def _texts(plan: Plan) -> Iterator[str]:
    return (fold(statement.text) for statement in plan.statements)


def _by_word(pairs: Iterable[tuple[str, str]]) -> _Neighbours:
    behind: dict[str, set[str]] = defaultdict(set)
    before: dict[str, set[str]] = defaultdict(set)
    for left, word in set(pairs):
        if is_syllable(word) and is_syllable(left):
            behind[left].add(word)
            before[word].add(left)
    return dict(behind), dict(before)


def _in_a_row(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each two words of a text with only blanks between them; a "." stands for what is no word."""
    return pairwise(_NO_WORD.sub(" . ", " . ".join(texts)).split())


def _are_one_apart(first: str, second: str) -> bool:
    return Levenshtein.distance(first, second, score_cutoff=1) == 1

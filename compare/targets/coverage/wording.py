"""Words of an answer that its reference does not have: the draft's sentence laid beside that of the reference.

A synonym counts as the word it stands for, and words without meaning for a target count as said. What is left over is
weighed elsewhere: ``compare.targets.coverage.population`` knows phrases that narrow, the rest is shown to the reader
where the draft otherwise repeats the reference nearly word for word (a plan in words of its own has words left over
everywhere).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from sys import intern
from typing import NamedTuple

from compare.words import Lexicon, lexicon
from extract.kept import kept
from extract.language.lexicon import fold

NEAR_COPY = 0.7
"""Share of the reference's words that the draft repeats in order, from which on words between them are added ones."""
_WORD = re.compile(r"[^\W\d_]+")


class Word(NamedTuple):
    """A word or a phrase with a synonym at ``start`` to ``end`` of a folded text; ``key`` stands for its synonyms."""

    start: int
    end: int
    key: str


def words_of(text: str, known: Lexicon | None = None) -> tuple[Word, ...]:
    """The words of a text in order, without those that tell no target from another."""
    return _words_of(text, known or lexicon())


@lru_cache(maxsize=500)
def _words_of(text: str, known: Lexicon) -> tuple[Word, ...]:
    folded = fold(text)
    found = [
        Word(phrase.start(), phrase.end(), known.heads[" ".join(phrase.group().split())])
        for phrase in known.spellings.finditer(folded)
    ]
    rest = known.ignored.sub(_blank, known.spellings.sub(_blank, folded))
    # All texts share their words, which else were most of what a run keeps.
    found += [Word(word.start(), word.end(), intern(word.group())) for word in _WORD.finditer(rest)]
    return tuple(sorted(found))


def _blank(found: re.Match[str]) -> str:
    """Signs in place of a match, so that what is around it keeps its place."""
    return "," * len(found.group())


@dataclass(frozen=True, slots=True)
class Said:
    """What a reference says: the keys of its words, and its syllables."""

    keys: frozenset[str]
    syllables: frozenset[str]

    @classmethod
    def of(cls, text: str) -> Said:
        """The words of ``text``."""
        return _said(text, lexicon())

    def has(self, word: Word, folded: str) -> bool:
        """Whether a word, or every syllable of it, is said."""
        return word.key in self.keys or all(
            syllable in self.syllables for syllable in _WORD.findall(folded[word.start : word.end])
        )


@lru_cache(maxsize=500)
def _said(text: str, known: Lexicon) -> Said:
    syllables = frozenset(map(intern, _WORD.findall(fold(text))))
    return Said(frozenset(word.key for word in words_of(text, known)), syllables)


def share_said(text: str, said: Said) -> float:
    """The share of the words of ``text`` that are said; 1 for a text without words."""
    folded = fold(text)
    words = words_of(text)
    return sum(said.has(word, folded) for word in words) / len(words) if words else 1.0


def added_words(upper: str, lower: str, said: Said, least: int = 2) -> Iterator[tuple[int, int]]:
    """The spans of ``lower`` that stand between or behind words which it repeats from ``upper`` in their order.

    Nothing is given for a draft in words of its own: where less than ``NEAR_COPY`` of the words of ``upper`` come back
    in order, words that are left over are a rewording. ``said`` is all that the reference says around ``upper``.
    ``least`` are the syllables that count: a single one is often a slip or a particle.
    """
    mine, folded = words_of(lower), fold(lower)
    for start, end in _inserted(upper, lower, lexicon()):
        new = [word for word in mine[start:end] if not said.has(word, folded)]
        syllables = sum(len(_WORD.findall(folded[word.start : word.end])) for word in new)
        if syllables >= least and 2 * len(new) >= end - start:
            yield mine[start - 1].end, mine[end - 1].end


def adds_words(upper: str, lower: str) -> bool:
    """Whether ``added_words`` may give anything, before it is known what the reference says around ``upper``."""
    return bool(_inserted(upper, lower, lexicon()))


@kept(1_000)
def _inserted(upper: str, lower: str, known: Lexicon) -> tuple[tuple[int, int], ...]:
    """The words of ``lower``, by their numbers, between or behind those of a near copy; none of any other text."""
    mine, theirs = words_of(lower, known), words_of(upper, known)
    blocks = SequenceMatcher(
        None, [word.key for word in theirs], [word.key for word in mine], autojunk=False
    ).get_opcodes()
    repeated = sum(end - start for tag, start, end, _, _ in blocks if tag == "equal")
    if not theirs or repeated < NEAR_COPY * len(theirs):
        return ()
    return tuple((start, end) for tag, _, _, start, end in blocks if tag == "insert" and start > 0)

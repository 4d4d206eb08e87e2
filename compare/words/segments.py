"""Words instead of syllables, as underthesea segments and tags them; its models come with it, nothing is fetched.

It takes a third of a second to load, so it is loaded by the first text that needs it. As evidence for pairs its words
are worth nothing beside syllables and their pairs (docs/evidence.md); a reader, however, is told whole words.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any, cast

from compare.words import lexicon, phrases
from compare.words.similarity import united
from extract.language.lexicon import fold
from extract.traced import with_marks

_IDLE = phrases("targets", "apart", "idle")


@cache
def _tool(name: str) -> Callable[[str], Any]:
    """A function of underthesea, without the log handler that its import sets up for the whole process."""
    handlers = list(logging.root.handlers)
    import underthesea

    logging.root.handlers[:] = handlers
    return cast(Callable[[str], Any], getattr(underthesea, name))


@lru_cache(maxsize=20_000)
def segmented(text: str) -> tuple[str, ...]:
    """The words and signs of a text.

    >>> segmented("hộ dùng nước sạch")
    ('hộ', 'dùng', 'nước sạch')
    """
    return tuple(_tool("word_tokenize")(text))


@lru_cache(maxsize=20_000)
def tagged(text: str) -> tuple[tuple[str, str], ...]:
    """The words and signs of a text, each with its tag: N noun, V verb, A adjective, E preposition, CH sign …

    >>> tagged("hộ gia đình được sử dụng nước sạch")[2:]
    (('được', 'R'), ('sử dụng', 'V'), ('nước sạch', 'N'))
    """
    return tuple(map(tuple, _tool("pos_tag")(text)))


def only_in(text: str, other: str) -> tuple[str, ...]:
    """Phrases of ``text`` whose words do not stand in ``other``, neither as written nor by a synonym, each once.

    A phrase is a run of nouns, and of verbs and adjectives of two syllables and more, without words of no meaning.

    >>> only_in("hộ nghèo vùng cao được tập huấn", "tập huấn cho hộ nghèo")
    ('vùng cao',)
    """
    theirs = f" {_plain(other)} "
    found: list[list[str]] = [[]]
    for word, tag in tagged(_without_synonyms(text, theirs)):
        if _is_telling(word, tag) and f" {_plain(word)} " not in theirs:
            found[-1].append(word)
        elif found[-1]:
            found.append([])
    return tuple(dict.fromkeys(" ".join(words) for words in found if words))


def _without_synonyms(text: str, theirs: str) -> str:
    """A text with commas for every word that has a synonym in the other, which segmentation may cut in two."""
    composed, known = with_marks(text), lexicon()
    for found in known.spellings.finditer(fold(composed)):
        if f" {known.heads[' '.join(found.group().split())]} " in theirs:
            start, end = found.span()
            composed = composed[:start] + "," * (end - start) + composed[end:]
    return composed


def _is_telling(word: str, tag: str) -> bool:
    folded = fold(word)
    if not word[0].isalpha() or folded in _IDLE or lexicon().ignored.fullmatch(folded):
        return False
    return tag.startswith("N") or (tag[0] in "VA" and " " in word)


def _plain(text: str) -> str:
    """The folded syllables of a text with synonyms united."""
    return " ".join(filter(None, (syllable.strip(",;:.()") for syllable in united(text).split())))

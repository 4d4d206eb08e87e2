"""Slips of letter recognition in words: mended where one reading remains, told each time, never in numbers."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from extract.lexicon import words as listed
from extract.readers.pdf_lines import Line, Word

# Marks that are taken for each other: hook above, tilde, acute.
_CONFUSED = {"\u0309": "\u0301", "\u0303": "\u0301"}


def repaired(lines: Sequence[Line]) -> tuple[list[Line], tuple[str, ...]]:
    """Lines with mended words, and every mending as a phrase for the user: "“tố chức” → “tổ chức”"."""
    out, told = [], []
    for line in lines:
        line_words = list(line.words)
        for at in range(len(line_words) - 1):
            pair = f"{line_words[at].text} {line_words[at + 1].text}"
            meant = reading(pair)
            if meant is not None:
                line_words[at : at + 2] = map(_with_text, line_words[at : at + 2], meant.split())
                told.append(f"“{pair.strip(' ,.;:')}” → “{meant.strip(' ,.;:')}”")
        out.append(replace(line, words=tuple(line_words)))
    return out, tuple(told)


def _with_text(word: Word, text: str) -> Word:
    return replace(word, text=text)


def reading(pair: str) -> str | None:
    """The only phrase that a pair of words can be a slip of, in the pair's own case and with its marks around.

    >>> reading("Tố chức,"), reading("tổ chức"), reading("phần đầu")
    ('Tổ chức,', None, None)
    """
    bare = pair.strip(" ,.;:()")
    folded = unicodedata.normalize("NFC", bare.lower())
    if len(bare.split()) != 2 or any(letter.isdigit() for letter in pair) or folded in _known():
        return None
    meant = _slips().get(_skeleton(folded), ())
    if len(meant) != 1:
        return None
    (phrase,) = meant
    shaped = "".join(new.upper() if old.isupper() else new for old, new in zip(bare, phrase, strict=False))
    # Composed and decomposed letters would not pair up one by one.
    return pair.replace(bare, shaped) if len(phrase) == len(bare) else None


@cache
def _known() -> frozenset[str]:
    return frozenset(listed("ocr", "phrases"))


@cache
def _slips() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for phrase in listed("ocr", "phrases"):
        found[_skeleton(phrase)].append(phrase)
    return {key: tuple(phrases) for key, phrases in found.items()}


def _skeleton(phrase: str) -> str:
    """A phrase with the marks that are taken for each other made one."""
    return "".join(_CONFUSED.get(letter, letter) for letter in unicodedata.normalize("NFD", phrase))

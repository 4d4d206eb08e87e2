"""Slips of letter recognition in words: mended where one reading remains, told each time, never in numbers."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from extract.lexicon import words as listed
from extract.readers.pdf_lines import Line, Word

# Marks above a letter that are taken for each other: hook, tilde, acute.
_CONFUSED = {"\u0309": "\u0301", "\u0303": "\u0301"}
# Above a circumflex or a breve any mark, or none, is taken for any other.
_STACKED = re.compile("([\u0302\u0306])[\u0300\u0301\u0303\u0309]")
_NUMBER = "#"
"""Stands for a number in a phrase: what stands before one is told apart more easily ("giám 20%")."""


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
    >>> reading("giám 20%"), reading("giám sát")
    ('giảm 20%', None)
    """
    bare = pair.strip(" ,.;:()")
    folded = _folded(bare)
    if len(bare.split()) != 2 or folded in _known() or any(map(str.isdigit, bare.split()[0])):
        return None
    meant = _slips().get(_skeleton(folded), ())
    if len(meant) != 1:
        return None
    words = [word if word != _NUMBER else bare.split()[1] for word in meant[0].split()]
    phrase = " ".join(words)
    shaped = "".join(new.upper() if old.isupper() else new for old, new in zip(bare, phrase, strict=False))
    # Composed and decomposed letters would not pair up one by one.
    return pair.replace(bare, shaped) if len(phrase) == len(bare) else None


def _folded(pair: str) -> str:
    """In small letters, with a number as its sign."""
    return " ".join(
        _NUMBER if word[:1].isdigit() else word for word in unicodedata.normalize("NFC", pair.lower()).split()
    )


@cache
def _known() -> frozenset[str]:
    return frozenset([*listed("ocr", "phrases"), *listed("ocr", "own")])


@cache
def _slips() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for phrase in listed("ocr", "phrases"):
        found[_skeleton(phrase)].append(phrase)
    return {key: tuple(phrases) for key, phrases in found.items()}


def _skeleton(phrase: str) -> str:
    """A phrase with the marks that are taken for each other made one."""
    spread = _STACKED.sub(r"\1", unicodedata.normalize("NFD", phrase))
    return "".join(_CONFUSED.get(letter, letter) for letter in spread)

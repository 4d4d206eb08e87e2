"""Letters typed for digits: "6O%", "1OO hộ", "năm 2O25", "l0 lớp". They are read as digits and marked to be checked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extract.model import Block, Document
from extract.traced import Traced

# Such a letter beside a digit; the pattern opens with the letter, which is rarer than digits.
_BESIDE = re.compile(r"[OoIl](?:(?=[.,]?\d)|(?<=\d[OoIl])|(?<=\d[.,][OoIl]))")
# Digits and such letters alone: "H2O", "CO2", "B1", "QH1O" are words.
_NUMBER = re.compile(r"(?<![\w-])[\dOoIl]+(?:[.,][\dOoIl]+)*(?!\w)")
_SIGN = re.compile(r"\s?[%‰]")
_DIGITS = str.maketrans("OoIl", "0011")


def mend_digits(text: Traced) -> Traced:
    """Replace letters that stand for digits within a number.

    >>> mend_digits(Traced.of("Đến năm 2O25, l0 xã đạt 6O%, dùng 10l nước H2O")).text
    'Đến năm 2025, 10 xã đạt 60%, dùng 10l nước H2O'
    """
    mended = text.text
    for start, end in typed_digits(text.text):
        mended = mended[:start] + mended[start:end].translate(_DIGITS) + mended[end:]
    return Traced(mended, text.offsets)


def typed_digits(text: str) -> Iterator[tuple[int, int]]:
    """The (start, end) of each number of a text that has a letter for a digit."""
    if not _BESIDE.search(text):
        return
    for found in _NUMBER.finditer(text):
        if _is_number(found[0], with_sign=_SIGN.match(text, found.end()) is not None):
            yield found.span()


def _is_number(word: str, *, with_sign: bool) -> bool:
    """Whether letters and digits together can only be a number.

    Without a per cent sign, "10l" is litres, "O3" a gas, "1o" and "I1" are labels.
    """
    if word.isdecimal() or not any(map(str.isdecimal, word)) or word.translate(_DIGITS) == word:
        return False
    return with_sign or not (word[0] in "OoI" or word[-1] in "oIl")


def with_typed_digits(document: Document) -> Document:
    """The document with such numbers among the unsure ones of its blocks."""
    if not _BESIDE.search(document.text):
        return document
    return replace(document, blocks=tuple(map(_marked, document.blocks)))


def _marked(block: Block) -> Block:
    found = tuple(typed_digits(block.text))
    return replace(block, unsure=tuple(sorted({*block.unsure, *found}))) if found else block


def is_typed(number: str) -> bool:
    """Whether an unsure number is one with a letter for a digit, and not one from letter recognition."""
    return any(letter in "OoIl" for letter in number)

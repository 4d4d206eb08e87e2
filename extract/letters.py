"""Steps of cleaning that are about single characters: the way back to the source stays plain."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from extract.lexicon import load
from extract.syllables import is_syllable
from extract.traced import Traced

# Full-width forms of ASCII, as input methods of East Asia leave them.
_WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
# Hyphens that are not the one of the keyboard, the minus sign, the bar; dashes stay.
_HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011\u2212\ufe63"), "-") | {0x2015: "—"}
_BREAKS = dict.fromkeys(map(ord, "\u2028\u2029\u0085"), "\n")
_PLAIN = _WIDE | _HYPHENS | _BREAKS
_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
_WRITTEN_BREAK = re.compile(r"\\r\\n|\\n")
# "D:\nam 2023", "\\may-chu": a backslash that parts folders.
_FOLDER = re.compile(r"[A-Za-z]:\\|\\\\")
_FOREIGN = re.compile("[\u0370-\u03ff\u0400-\u04ff]")
_JOINED = re.compile(r"(?<![\w./\\-])[^\W\d_]+(?:_[^\W\d_]+)+(?![\w/\\]|\.\w)")
_MOST_FOREIGN = 0.25
"""Of the letters of a text; with more it may well be of another language."""


def plain_characters(text: Traced) -> Traced:
    """Digits, hyphens and line ends as a keyboard writes them."""
    if text.text.isascii():
        return text
    translated = text.text.translate(_PLAIN)
    return Traced(_FOREIGN_DIGIT.sub(_digit, translated), text.offsets)


def _digit(match: re.Match[str]) -> str:
    """The digit of another script as 0 to 9."""
    return str(unicodedata.decimal(match[0]))


def break_lines(text: Traced) -> Traced:
    """ "giai đoạn 2021 - 2025\\r\\n2. Mục tiêu", where a program wrote the line end out, as two lines."""
    if "\\" not in text.text or _FOLDER.search(text.text):
        return text
    return text.sub(_WRITTEN_BREAK, "\n")


def mend_look_alikes(text: Traced) -> Traced:
    """Letters of Cyrillic and Greek that look Latin, where the rest is Latin and no other foreign letter is there.

    >>> mend_look_alikes(Traced.of("\u0445ã hội")).text == "xã hội"
    True
    """
    foreign = _FOREIGN.findall(text.text)
    if not foreign or any(ord(letter) not in _look_alikes() for letter in foreign):
        return text
    if len(foreign) > _MOST_FOREIGN * sum(letter.isalpha() for letter in text.text):
        return text
    return Traced(text.text.translate(_look_alikes()), text.offsets).compose()


@cache
def _look_alikes() -> dict[int, str]:
    return {ord(pair[0]): pair[1] for pair in load("letters")["look_alikes"]}


def part_words(text: Traced) -> Traced:
    """ "kế_hoạch thực_hiện" of a program that joins syllables to words, as it was written.

    A token without a Vietnamese letter may be a name of a file or a field: it counts where another does not.
    """
    found = [
        match
        for match in _JOINED.finditer(text.text)
        if all(map(is_syllable, unicodedata.normalize("NFC", match[0]).split("_")))
    ]
    if all(match[0].isascii() for match in found):
        return text
    letters = list(text.text)
    for match in found:
        letters[match.start() : match.end()] = match[0].replace("_", " ")
    return Traced("".join(letters), text.offsets)

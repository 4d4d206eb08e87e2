"""Cleaning of single characters, with their source offsets; and a warning about lost letters."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from extract.language import writing
from extract.language.lexicon import load
from extract.language.numerals import LOST, LOST_NUMBER
from extract.language.syllables import is_syllable
from extract.model import Document
from extract.traced import Traced

# Full-width forms of ASCII, from East Asian input methods.
_WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
# Typographic hyphens, the minus sign and the bar; dashes are kept.
_HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011\u2212\ufe63"), "-") | {0x2015: "—"}
_BREAKS = dict.fromkeys(map(ord, "\u2028\u2029\u0085"), "\n")
# Control codes are letters that a program could not name; those that part words are kept.
_CONTROLS = {code: LOST for code in range(0x01, 0x20) if not chr(code).isspace()}
_PLAIN = _WIDE | _HYPHENS | _BREAKS | _CONTROLS
_OTHER = re.compile(f"[{re.escape(''.join(map(chr, _PLAIN)))}]")
_FOREIGN_DIGIT = re.compile(r"\d(?<![0-9])")
_WRITTEN_BREAK = re.compile(r"\\r\\n|\\n")
# "D:\nam 2023", "\\may-chu": a backslash between folders.
_FOLDER = re.compile(r"[A-Za-z]:\\|\\\\")
# Letters with their combining marks.
_WORD = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+")
_FOREIGN = re.compile("[\u0370-\u03ff\u0400-\u04ff]")
_SEGMENTED = 5
"""Joined words from which a text counts as segmented; a few may be names of files."""
_JOINED = re.compile(r"(?<![\w./\\-])[^\W\d_]+(?:_[^\W\d_]+)+(?![\w/\\]|\.\w)")
# "ho?ch", "th?c": a question mark inside a word stands for a lost letter.
_LOST_WITHIN = re.compile(r"[^\W\d_]\?+(?=[^\W\d_])")
_BROKEN = re.compile(r"[?\ufffd](?:(?<=\ufffd)|(?<=[^\W\d_]\?)|(?=[^\W\d_]))")
_ADDRESS = re.compile(r"\w://|www\.|=")
_LEAST = 3
"""Words with a question mark inside from which letters count as lost; fewer are slips of typing."""
_SHOWN = 3
"""Words that the warning gives as examples."""


def plain_characters(text: Traced) -> Traced:
    """Replace digits, hyphens and line ends of other scripts by those of the keyboard."""
    if not (_OTHER.search(text.text) or _FOREIGN_DIGIT.search(text.text)):
        return text
    translated = text.text.translate(_PLAIN)
    return Traced(_FOREIGN_DIGIT.sub(_digit, translated), text.offsets)


def mask_lost_numbers(text: Traced) -> Traced:
    """Replace the digits that are left of a number with a lost digit: nobody may read 6 for 60.

    >>> mask_lost_numbers(Traced.of("6\ufffd% số xã, ho\ufffdc 70%")).text == "\ufffd\ufffd% số xã, ho\ufffdc 70%"
    True
    """
    if LOST not in text.text:
        return text
    return Traced(LOST_NUMBER.sub(_masked, text.text), text.offsets)


def _masked(match: re.Match[str]) -> str:
    return LOST * len(match[0]) if LOST in match[0] else match[0]


def _digit(match: re.Match[str]) -> str:
    """The digit 0 to 9 for one of another script."""
    return str(unicodedata.decimal(match[0]))


def break_lines(text: Traced) -> Traced:
    """Replace line ends that a program wrote out: "giai đoạn 2021 - 2025\\r\\n2. Mục tiêu" is two lines."""
    if "\\" not in text.text or _FOLDER.search(text.text):
        return text
    return text.sub(_WRITTEN_BREAK, "\n")


def mend_look_alikes(text: Traced) -> Traced:
    """Replace Cyrillic and Greek letters that look Latin, in a word that also has Latin letters.

    A word of such letters alone may be of another language and is kept.

    >>> mend_look_alikes(Traced.of("\u0445ã hội")).text == "xã hội"
    True
    """
    if not _FOREIGN.search(text.text):
        return text
    return Traced(_WORD.sub(_mended, text.text), text.offsets).compose()


def _mended(word: re.Match[str]) -> str:
    foreign = _FOREIGN.findall(word[0])
    latin = any(letter.isalpha() and not _FOREIGN.match(letter) for letter in word[0])
    if not latin or any(ord(letter) not in _look_alikes() for letter in foreign):
        return word[0]
    return word[0].translate(_look_alikes())


@cache
def _look_alikes() -> dict[int, str]:
    return {ord(pair[0]): pair[1] for pair in load("letters")["look_alikes"]}


def is_segmented(text: str) -> bool:
    """Whether a program has joined the syllables of words by underscores: "kế_hoạch thực_hiện".

    Only words with a Vietnamese letter count: "ma_so" may be the name of a field.
    """
    if text.count("_") < _SEGMENTED:
        return False
    found = [match[0] for match in _JOINED.finditer(unicodedata.normalize("NFC", text))]
    return sum(not word.isascii() and _is_of_syllables(word) for word in found) >= _SEGMENTED


def part_words(text: Traced) -> Traced:
    """Replace the underscores of a segmented text by blanks."""
    letters = list(text.text)
    for match in _JOINED.finditer(text.text):
        if _is_of_syllables(match[0]):
            letters[match.start() : match.end()] = match[0].replace("_", " ")
    return Traced("".join(letters), text.offsets)


def _is_of_syllables(word: str) -> bool:
    return all(map(is_syllable, word.split("_")))


def damage(document: Document) -> tuple[str, ...]:
    """A warning about words with lost letters, with their number and a few examples; empty without such words."""
    text = document.text
    if ("?" not in text and "\ufffd" not in text) or not _BROKEN.search(text):
        return ()
    words = [word for word in document.text.split() if _BROKEN.search(word) and not _ADDRESS.search(word)]
    within = [word for word in words if _LOST_WITHIN.search(word)]
    if len(within) < _LEAST:
        words = [word for word in words if "\ufffd" in word]
    if not words:
        return ()
    shown = ", ".join(f"«{word}»" for word in list(dict.fromkeys(words))[:_SHOWN])
    return (
        f"Có {writing.count(len(words))} từ bị mất chữ (chữ Việt đã thành “?” hoặc “\ufffd”, ví dụ {shown}); "
        "không đoán lại. Hãy dùng bản gốc.",
    )

"""Slips of letter recognition: repaired if only one reading is possible, reported each time, never in numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.language.phrases import Valued, phrases, several
from extract.language.syllables import is_syllable
from extract.readers.pdf.lines import Line, Word

# Marks above a letter that recognition confuses: hook, tilde, acute.
_CONFUSED = {"\u0309": "\u0301", "\u0303": "\u0301"}
# Above a circumflex or a breve recognition confuses all marks, also with none.
_STACKED = re.compile("([\u0302\u0306])[\u0300\u0301\u0303\u0309]")
_LONGEST = 24
"""Letters of words run together at most; splitting a longer string would take long."""
# A dash before an item, with specks around it, or on a bad copy.
_DASH = re.compile("[~¬=—–_.,'-]{0,2}[~¬=—–-][~¬=—–_.,'-]{0,2}")
# A label of strokes, at least one of which is not "I", before a word with a capital. A bar without a full stop is more
# likely the rule of a table.
_STROKES = re.compile(
    r"(?=[IVX1]*[Ll|!])([IVXLl1]{1,4}[.,]?|[IVXLl|!1]{1,4}[.,]) (?=[^\W\d_a-z])(?=\w*[^\x00-\x7f]|\w{2})"
)
_ROMAN = re.compile("X{0,2}(?:IX|IV|V?I{1,3}|V)|X{1,2}")
_NUMBER = "#"
"""Stands for a number in a phrase: a word before a number has fewer readings ("giám 20%")."""

_PHRASES = phrases("ocr", "phrases", folded=False)
_KNOWN = several(_PHRASES, phrases("ocr", "own", folded=False), folded=False)
# The phrases by their skeletons, in which confused marks are the same.
_MEANT = Valued(lambda: ((_skeleton(phrase), phrase) for phrase in _PHRASES.words), folded=False)


def repaired(lines: Sequence[Line]) -> tuple[list[Line], tuple[str, ...]]:
    """The lines with repaired words, and every repair as a phrase for the user: "“tố chức” → “tổ chức”"."""
    out, told = [], []
    for line in lines:
        line_words: list[Word] = []
        if len(line.words) > 1 and _DASH.fullmatch(line.words[0].text):
            line = replace(line, words=(_with_text(line.words[0], "-"), *line.words[1:]))
        meant = roman_label(line.text)
        if meant is not None:
            told.append(f"“{line.words[0].text}” → “{meant}”")
            line = replace(line, words=(_with_text(line.words[0], meant), *line.words[1:]))
        for word in line.words:
            parts = syllables(word.text)
            if len(parts) > 1:
                told.append(f"“{word.text}” → “{' '.join(parts)}”")
            line_words += _apart(word, parts)
        for at in range(len(line_words) - 1):
            pair = f"{line_words[at].text} {line_words[at + 1].text}"
            meant = reading(pair)
            if meant is not None:
                line_words[at : at + 2] = map(_with_text, line_words[at : at + 2], meant.split())
                told.append(f"“{pair.strip(' ,.;:')}” → “{meant.strip(' ,.;:')}”")
        out.append(replace(line, words=tuple(line_words)))
    return out, tuple(told)


def _with_text(word: Word, text: str) -> Word:
    return word._replace(text=text)


def roman_label(text: str) -> str | None:
    """The Roman numeral that a heading begins with, if its strokes were taken for other letters; else None.

    >>> roman_label("L Mục tiêu"), roman_label("IIL. Kinh phí"), roman_label("Lập kế hoạch"), roman_label("I. Mục tiêu")
    ('I.', 'III.', None, None)
    """
    found = _STROKES.match(text)
    if found is None:
        return None
    numeral = re.sub("[Ll|!1]", "I", found[1].rstrip(".,"))
    return f"{numeral}." if _ROMAN.fullmatch(numeral) else None


def syllables(text: str) -> tuple[str, ...]:
    """The syllables of words that were run together, if they can be split in one way only; else the whole text.

    A word without a Vietnamese letter may be of another language and is kept.

    >>> syllables("lệhồsơ"), syllables("đường"), syllables("online")
    (('lệ', 'hồ', 'sơ'), ('đường',), ('online',))
    """
    core = text.strip(" ,.;:()")
    if core.isascii() or not core.isalpha() or len(core) > _LONGEST or is_syllable(core):
        return (text,)
    ways = _partings(core)
    if len(ways) != 1 or len(ways[0]) < 2:
        return (text,)
    before, _, after = text.partition(core)
    parts = list(ways[0])
    parts[0], parts[-1] = before + parts[0], parts[-1] + after
    return tuple(parts)


def _partings(text: str) -> list[tuple[str, ...]]:
    """All ways to split a text into syllables of two letters or more."""
    found: list[tuple[str, ...]] = [(text,)] if len(text) > 1 and is_syllable(text) else []
    for end in range(2, len(text) - 1):
        if is_syllable(text[:end]):
            found += [(text[:end], *rest) for rest in _partings(text[end:])]
    return found


def _apart(word: Word, parts: Sequence[str]) -> Iterator[Word]:
    """A word cut into parts, each with a width in proportion to its letters."""
    done, width = 0, (word.x1 - word.x0) / max(1, len(word.text))
    for part in parts:
        yield word._replace(text=part, x0=word.x0 + done * width, x1=word.x0 + (done + len(part)) * width)
        done += len(part)


def reading(pair: str) -> str | None:
    """The only phrase of which a pair of words can be a slip, in the pair's case and with its punctuation; else None.

    >>> reading("Tố chức,"), reading("tổ chức"), reading("phần đầu")
    ('Tổ chức,', None, None)
    >>> reading("giám 20%"), reading("giám sát")
    ('giảm 20%', None)
    """
    bare = pair.strip(" ,.;:()")
    folded = _folded(bare)
    if len(bare.split()) != 2 or folded in _KNOWN or any(map(str.isdigit, bare.split()[0])):
        return None
    meant = _MEANT.all(_skeleton(folded))
    if len(meant) != 1:
        return None
    words = [word if word != _NUMBER else bare.split()[1] for word in meant[0].split()]
    phrase = " ".join(words)
    shaped = "".join(new.upper() if old.isupper() else new for old, new in zip(bare, phrase, strict=False))
    # Texts of different length (composed and decomposed letters) do not match letter by letter.
    return pair.replace(bare, shaped) if len(phrase) == len(bare) else None


def _folded(pair: str) -> str:
    """The pair in small letters, with ``_NUMBER`` for a number."""
    return " ".join(
        _NUMBER if word[:1].isdigit() else word for word in unicodedata.normalize("NFC", pair.lower()).split()
    )


def _skeleton(phrase: str) -> str:
    """A phrase with one mark for all those that recognition confuses."""
    spread = _STACKED.sub(r"\1", unicodedata.normalize("NFD", phrase))
    return "".join(_CONFUSED.get(letter, letter) for letter in spread)

"""One form for a text in whatever spelling: two texts with one form say the same.

What offices spell in two ways and mean as one, in the order of the steps:

    numbers of documents     154 /KH-UBND, 154/KH–UBND
    dates                    30/6/2022, ngày 30 tháng 06 năm 2022
    words and abbreviations  UBND, Ủy ban nhân dân; đảm bảo, bảo đảm (``synonyms.toml``, spelt); listed slips
    figures                  05, 5, năm; 1.000, 1000; 150 triệu đồng, 150.000.000 đồng; 50 %, 50%, 50 phần trăm
    ranges                   2021 - 2025, từ 2021 đến 2025
    syllables                kĩ, kỹ; hằng, hàng (``spelling.toml``, syllables and either_vowel)
    the rest                 case, places of tone marks, spaces and punctuation

The form is for comparison alone: a number word is read as a number everywhere ("đầu tư" too), since both texts go the
same way.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence, Set
from decimal import Decimal
from difflib import SequenceMatcher
from functools import cache, lru_cache
from itertools import zip_longest

from compare.words import Lexicon, lexicon, phrases, table
from extract.language.dates import find_date
from extract.language.document_numbers import find_numbers
from extract.language.lexicon import CAPITAL, alternatives, fold, load
from extract.language.numerals import (
    FIGURE,
    MULTIPLES,
    NUMERAL_WORDS,
    WORDS,
    parse_figure,
    parse_ordinal,
    parse_words,
)
from extract.language.phrases import Phrases, Valued
from extract.language.syllables import is_syllable
from extract.language.units import UNITS, canonical_unit

_SPELT = phrases("synonyms", "spelt")
_FIGURE = re.compile(rf"(?<![\w.,])(?:{FIGURE})")
_MULTIPLE = re.compile(rf"\s+(?:{alternatives(MULTIPLES)})(?!\w)")
_WORD = re.compile(r"\w+|[%‰≥≤<>=°]")
_NUMBER = re.compile(r"\d+(?:,\d+)?")
_TOKEN = re.compile(rf"(?<!\w){_NUMBER.pattern}(?!\w)|{_WORD.pattern}")
_BETWEEN = re.compile(r"(\W+)")
_NAME = re.compile(rf"(?<!\w){CAPITAL}[^\W\d_]*[^\W\d_A-Z][^\W\d_]*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_QUARTER = re.compile(r"(?<!\w)(qu[ýí]) ([ivx]+)(?!\w)")
_REPEATED = re.compile(r"(?<!\w)(\d+(?:,\d+)?) \(\s*\1\s*\)")
_DIGIT = re.compile(WORDS)
_AFTER_TENS = ("lẻ", "linh", "phẩy")
"""Words behind which "năm" is the digit; elsewhere behind a numeral it is the year: "mười năm"."""
_IN_RANGES = frozenset(["từ", "đến", "tháng"])
"""Words that a range or a date may lack."""
_NEAR = 0.7
"""Least share of equal letters in a mistyped syllable and the one that was meant."""


def one_form(text: str) -> str:
    """The form of a text, words parted by one space; "" for a text without letters and figures.

    >>> one_form("- Mỗi xã có ít nhất 05 tổ; đảm bảo 50 % số hộ")
    'mỗi xã có ít nhất 5 tổ bảo đảm 50 % số hộ'
    >>> one_form("mỗi xã có ít nhất năm tổ, bảo đảm 50% số hộ.")
    'mỗi xã có ít nhất 5 tổ bảo đảm 50 % số hộ'
    """
    return _one_form(text, lexicon())


def same_words(one: str, other: str) -> bool:
    """Whether two texts differ in spelling alone: they have one form, or a mistyped syllable or an abbreviation apart.

    A listed slip that is one in some places alone is taken for one here, since the other text has what is meant.

    >>> same_words("Đội PCCC của nghành", "Đội phòng cháy, chữa cháy của ngành")
    True
    >>> same_words("Phần đầu đạt 60% số xã", "Phấn đấu đạt 60% số xã")
    True
    >>> same_words("60% số xã", "50% số xã")
    False
    """
    left, right = (_one_form(text, lexicon(), every=True).split() for text in (one, other))
    if left == right:
        return True
    names = {fold(word) for text in (one, other) for word in _NAME.findall(text)}
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    return all(
        tag == "equal" or _is_respelt(left[i1:i2], right[j1:j2], names)
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
    )


@lru_cache(maxsize=20_000)
def _one_form(text: str, known: Lexicon, *, every: bool = False) -> str:
    """The form, with ``every`` also of slips that depend on their context."""
    plain = unicodedata.normalize("NFKC", " ".join(text.split()))
    if any(map(str.isdigit, plain)):
        plain = _with_dates(_with_documents(plain))
    plain = _slips(every).sub(lambda found: _rights(every)[" ".join(found.group().split())], fold(plain))
    plain = _spellings(known).sub(lambda found: _spellings(known)[found.group()], plain)
    plain = _QUARTER.sub(lambda found: f"{found[1]} {parse_ordinal(found[2]) or found[2]}", plain)
    plain = _REPEATED.sub(r"\1", _figures(_numerals(plain)))
    return " ".join(_ranges([_syllable(word) for word in _words(plain)]))


# ---- numbers of documents, dates -----------------------------------------------------------------------------
def _with_documents(text: str) -> str:
    """The text with each number of a document as one word."""
    pieces, at = [], 0
    for number in find_numbers(text):
        pieces += [text[at : number.start], " " + re.sub(r"\W", "_", number.key) + " "]
        at = number.end
    return "".join([*pieces, text[at:]])


def _with_dates(text: str) -> str:
    """The text with each whole date as one word, and without the nouns in parts of dates."""
    pieces, at = [], 0
    while (found := find_date(text, at)) is not None:
        day = f" _{found.iso.replace('-', '_')} " if found.iso else text[found.start : found.end]
        pieces += [text[at : found.start], day]
        at = found.end
    return "".join([*pieces, text[at:]])


# ---- words ---------------------------------------------------------------------------------------------------
@lru_cache(maxsize=8)
def _spellings(known: Lexicon) -> Valued[str]:
    """The spellings of words that have several, each with the first of them, in folded text."""
    short = ((abbreviation, fold(full)) for abbreviation, full in load("agencies")["short"].items())
    pairs = [*((word, head) for word, head in known.heads.items() if head in _SPELT), *short]
    return Valued(lambda: pairs)


@cache
def _slips(every: bool) -> Phrases:
    return Phrases(lambda: _rights(every))


@cache
def _rights(every: bool) -> dict[str, str]:
    """Phrases that are slips wherever they stand, or ``every`` listed one, each with the phrase that is meant."""
    listed = table("spelling")["slips"]
    return {fold(slip["wrong"]): fold(slip["right"]) for slip in listed if every or len(slip) == 2}


@cache
def _either_vowel() -> re.Pattern[str]:
    onsets = alternatives(table("spelling")["either_vowel"])
    return re.compile(rf"((?:{onsets}))([iíìỉĩị])")


@cache
def _doublets() -> dict[str, str]:
    return {fold(word): fold(pair[0]) for pair in table("spelling")["syllables"] for word in pair}


_AS_Y = dict(zip("iíìỉĩị", "yýỳỷỹỵ", strict=True))


@lru_cache(maxsize=20_000)
def _syllable(word: str) -> str:
    """One spelling of a syllable: "kĩ" as "kỹ", "hằng" as "hàng"."""
    found = _either_vowel().fullmatch(word)
    return found[1] + _AS_Y[found[2]] if found else _doublets().get(word, word)


# ---- figures -------------------------------------------------------------------------------------------------
def _numerals(text: str) -> str:
    """The text with numbers in words as figures."""
    words = _BETWEEN.split(text)
    tokens, gaps, pieces, at = words[::2], words[1::2], [], 0
    while at < len(tokens):
        end, value = _numeral(tokens, gaps, at) if tokens[at] in NUMERAL_WORDS else (at + 1, None)
        pieces += [tokens[at] if value is None else _plain(value), *gaps[end - 1 : end]]
        at = end
    return "".join(pieces)


def _numeral(tokens: Sequence[str], gaps: Sequence[str], at: int) -> tuple[int, Decimal | None]:
    """(end, value) of the longest number in words that begins at a token; (next, None) where none does."""
    if not _DIGIT.fullmatch(tokens[at]):
        return at + 1, None
    end = at + 1
    while end < len(tokens) and tokens[end] in NUMERAL_WORDS and gaps[end - 1] == " ":
        if tokens[end] == "năm" and tokens[end - 1] not in _AFTER_TENS:
            break
        end += 1
    for until in range(end, at, -1):
        value = parse_words(" ".join(tokens[at:until]))
        if value is not None:
            return until, value
    return at + 1, None


def _first_letter(text: str, at: int) -> int:
    """The offset of what stands behind the white space at ``at``."""
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _figures(text: str) -> str:
    """The text with one form for each figure, a multiple word multiplied in, and the name of the unit behind it."""
    pieces, at = [], 0
    for found in _FIGURE.finditer(text):
        if found.start() < at:
            continue
        end = found.end()
        behind = _first_letter(text, end)
        percent = text[behind : behind + 1]
        value = parse_figure(found.group(), percent if percent in ("%", "‰") else None)
        while multiple := _MULTIPLE.match(text, end):
            value, end = value * MULTIPLES[multiple.group().strip()], multiple.end()
        unit = UNITS.match(text, _first_letter(text, end))
        pieces += [text[at : found.start()], _plain(value)]
        if unit:
            pieces.append(f" {canonical_unit(unit.group())}")
            end = unit.end()
        at = end
    return "".join([*pieces, text[at:]])


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")


# ---- words of the form ---------------------------------------------------------------------------------------
def _words(text: str) -> list[str]:
    """The words and the signs that say something; a decimal keeps its comma."""
    return _TOKEN.findall(text)


def _ranges(words: Sequence[str]) -> list[str]:
    """The words without those that a range or a date may lack: "từ … đến …" of two figures, "năm" before a year."""
    words = [word for word, behind in zip_longest(words, words[1:]) if not (word == "5" and _is_year(behind))]
    kept: list[str] = []
    for at, word in enumerate(words):
        if word not in _IN_RANGES:
            kept.append(word)
            continue
        before, behind = (kept[-1] if kept else ""), words[at + 1 : at + 4]
        if word == "đến" and _is_number(before) and _is_number(*behind[:1]):
            continue
        if word == "tháng" and _is_number(before) and kept[-2:-1] == ["ngày"]:
            continue
        ends = [one for one in behind if one != "đến"][:2]
        if word == "từ" and behind[:1] == ends[:1] and len(ends) == 2 and all(map(_is_number, ends)):
            continue
        kept.append(word)
    return kept


def _is_number(word: str = "") -> bool:
    return _NUMBER.fullmatch(word) is not None


def _is_year(word: str | None) -> bool:
    return word is not None and _YEAR.fullmatch(word) is not None


def _is_respelt(one: Sequence[str], other: Sequence[str], names: Set[str]) -> bool:
    """Whether two runs of words are one: a mistyped syllable, or an abbreviation and its words."""
    short, long = sorted((one, other), key=len)
    if len(short) == 1 and len(long) > 1:
        return short[0] == "".join(word[0] for word in long) and short[0].isalpha()
    return len(one) == len(other) and not names & {*one, *other} and all(map(_is_slip, one, other))


def _is_slip(one: str, other: str) -> bool:
    """Whether one of two words is no syllable, and near the other one."""
    if not (one.isalpha() and other.isalpha()) or is_syllable(one) == is_syllable(other):
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _NEAR

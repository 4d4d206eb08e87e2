"""Labels that open a heading or an item: "Phần thứ hai", "Chương I", "Điều 3.", "II.", "2.1.", "a)", "-", "+".

``read_label`` reads the label at the head of a paragraph; ``extract.structure.outline`` nests the labels.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from extract.language.lexicon import CAPITAL
from extract.language.numerals import parse_ordinal, parse_roman
from extract.language.phrases import composed, table

__all__ = ["Label", "Rank", "follows", "holds_before", "read_label"]


class Rank(IntEnum):
    """The kinds of labels, from the outermost inwards."""

    PART = 1
    CHAPTER = 2
    LETTER_UPPER = 3
    MUC = 4
    ARTICLE = 5
    ROMAN = 6
    ARABIC = 8
    NAMED = 9
    DECIMAL = 10
    LETTER = 12
    BRACKET = 13
    STEM = 14
    DASH = 15
    PLUS = 16
    TEXT = 17


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label at the head of a text: ``text[:length]`` is the label with its punctuation.

    ``name`` is the label as shown ("Phần thứ hai", "II", "2.1", "a"); ``ordinal`` its number among its siblings
    (None for a bullet); ``style`` is common to the labels of one series ("1." and "1)" differ); ``numbers`` are those
    of "2.1.3" and ``depth`` is their count; ``order`` is the depth of a named label ("Mục tiêu 1", "Chỉ tiêu 1.1").
    """

    rank: Rank
    name: str
    ordinal: int | None
    style: str
    length: int
    depth: int = 1
    numbers: tuple[int, ...] = ()
    order: int = 0


_ALPHABET = "abcdđeghiklmnopqrstuvxy"
_UPPER_LETTERS = "ABCDĐEGH"

# "PHẦN THỨ NHẤT", "Phần II.", "Phần A. MỤC TIÊU"; the number may be a word, roman, arabic or a letter.
_PART = re.compile(
    r"phần\s+(?:thứ\s+)?(nhất|một|hai|ba|tư|bốn|năm|sáu|bảy|tám|[ivx]+|\d{1,2}|[a-hđ](?=\s*[.:\-–]|\s*$))\b"
    r"\s*[.:\-–]?\s*",
    re.I,
)
_CHAPTER = re.compile(r"chương\s+([ivxl]+|\d{1,2})\b\s*[.:\-–]?\s*", re.I)
# "Mục 2." but not "mục 2 của Luật" in a wrapped line: a capital or the end follows.
_MUC = re.compile(rf"(?:mục|MỤC|Mục)\s+([IVX]+|\d{{1,2}}|[A-ZĐ])\b\s*[.:\-–]?\s*(?={CAPITAL}|\d|$|[“\"])")
_ARTICLE = re.compile(r"(?:Điều|ĐIỀU)\s+(\d{1,3})[a-zđ]?\s*[.:]\s*")
# "V/v" abbreviates "về việc".
_ROMAN = re.compile(r"(?!V/v)([IVX]{1,6})\s*[.)/\-–]\s*(?=\S)(?!\d)|([IVX]{1,6})\.?$")
_UPPER = re.compile(rf"([A-HĐ])\s*[.)/\-–]\s+(?={CAPITAL})|([A-HĐ])\.\s*$")
# "Mục tiêu 1:", "- Chỉ tiêu 2.1."
_NAMED_ORDERS = table(int, "outline", "named", folded=False)
_NAMED = composed(
    r"[-–+•]?\s*(<<names>>)\s+(?:số\s+)?(\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4}\b)\s*(?:[.:)\-–]\s*|$|(?=[\s(][^\W\d]))",
    re.IGNORECASE,
    names=_NAMED_ORDERS,
)
# "2.1.", "2.1 ", "1.2.3)"; a number such as 1.000 has three digits behind the dot.
_DECIMAL = re.compile(
    r"(\d{1,2}(?:\.\d{1,2}){1,4})"
    r"(?:(?:[.):]\s*|\s+)(?=[^\W\d]|[“\"(]|$)|[.):]\s+(?=\d)|\s+(?=\d+(?:,\d+)?\s?%))(?!%)"
)
# "1.", "1)", "1/ "; "112/QĐ-TTg" is a number of a document.
# "5. 70% phụ nữ": a number may open the text.
# "1- Mục tiêu" as party bodies write; "1 - 2 cán bộ" is a range.
_ARABIC = re.compile(
    rf"(\d{{1,3}})\s*(?:([.)])(?:\s*(?=[^\W\d]|[“\"(*]|$)|\s+(?=\d))|(/)\s+(?=\S)|([-–])\s+(?={CAPITAL}))"
)
# "(1) …", "(a) …", "(i) …", "(1.a) …"
_BRACKET = re.compile(r"\((?:(\d{1,2})|([ivx]{1,4})|(\d{1,2}\.)?([a-zđ]))\)\s*(?=\S)")
_LETTER = re.compile(
    r"([a-zđ]{1,2}(?:\.\d{1,2})?)\s*([.)])\s+(?=\S)|([a-zđ])\)(?=\S)|([a-zđ])[.)]$|([a-zđ])/\s+(?=\S)"
)
_DASHES = "-–—‐‑‒―−"
_DASH = re.compile(rf"[{_DASHES}•●▪■♦*·∙‣⁃▸►▶➢➤➔❖◆★✓✔☑⇒→\uf0b7\uf02d]+\s*(?=\S)|[{_DASHES}•·]$")
# Word's third bullet is a small letter o.
_PLUS = re.compile(rf"[+○◦]\s*(?=\S)|o\s+(?={CAPITAL}|\d)")


@lru_cache(maxsize=4096)
def read_label(text: str) -> Label | None:
    """The label at the head of ``text``; None without one.

    >>> read_label("2.1. Từ năm 2021").name
    '2.1'
    >>> read_label("1.000 cán bộ") is None
    True
    """
    for reader in _READERS:
        label = reader(text)
        if label:
            return label
    return None


def _part(text: str) -> Label | None:
    found = _PART.match(text)
    if not found or (
        found.end() == len(found.group(0).rstrip()) and text[found.end() : found.end() + 1].islower()
    ):
        return None
    rest = text[found.end() :]
    if rest[:1].islower():  # "phần hai bên đường" in running text
        return None
    name, number = found.group().strip(" .:-–"), found.group(1)
    in_words = len(number) > 1 and not parse_roman(number)
    return Label(
        rank=Rank.PART,
        name=name[:1].upper() + name[1:].lower() if in_words else name.capitalize()[:4] + name[4:],
        ordinal=parse_ordinal(number) or _UPPER_LETTERS.find(number.upper()) + 1 or None,
        style="part",
        length=found.end(),
    )


def _chapter(text: str) -> Label | None:
    found = _CHAPTER.match(text)
    if not found or text[found.end() : found.end() + 1].islower():
        return None
    return Label(
        rank=Rank.CHAPTER,
        name=f"Chương {found.group(1).upper()}",
        ordinal=parse_ordinal(found.group(1)),
        style="chapter",
        length=found.end(),
    )


def _muc(text: str) -> Label | None:
    found = _MUC.match(text)
    if not found:
        return None
    return Label(
        rank=Rank.MUC,
        name=f"Mục {found.group(1)}",
        ordinal=parse_ordinal(found.group(1)),
        style="muc",
        length=found.end(),
    )


def _article(text: str) -> Label | None:
    found = _ARTICLE.match(text)
    if not found:
        return None
    return Label(
        rank=Rank.ARTICLE,
        name=f"Điều {found.group(1)}",
        ordinal=int(found.group(1)),
        style="article",
        length=found.end(),
    )


def _named(text: str) -> Label | None:
    found = _NAMED.match(text)
    if not found or (
        text[found.end() : found.end() + 1].islower() and not found.group(0).rstrip().endswith((":", "."))
    ):
        return None
    if found.group(1)[0].islower() and text[found.end() :].lstrip()[:1].islower():
        return None  # "… nhóm 10 huyện đứng đầu", where a line of running text begins.
    word, number = " ".join(found.group(1).split()), found.group(2)
    numbers = (
        tuple(int(part) for part in number.split("."))
        if number[0].isdigit()
        else (parse_ordinal(number) or 1,)
    )
    return Label(
        rank=Rank.NAMED,
        name=f"{word[:1].upper()}{word[1:].lower()} {number}",
        ordinal=numbers[-1],
        style=word.lower(),
        length=found.end(),
        numbers=numbers,
        order=_NAMED_ORDERS[word.lower()],
    )


def _upper(text: str) -> Label | None:
    found = _UPPER.match(text)
    if not found:
        return None
    letter = found.group(1) or found.group(2)
    return Label(
        rank=Rank.LETTER_UPPER,
        name=letter,
        ordinal=_UPPER_LETTERS.find(letter) + 1 or None,
        style="upper",
        length=found.end(),
    )


def _roman_label(text: str) -> Label | None:
    found = _ROMAN.match(text)
    if not found:
        return None
    roman = found.group(1) or found.group(2)
    number = parse_roman(roman)
    if number is None:
        return None
    return Label(rank=Rank.ROMAN, name=roman, ordinal=number, style="roman", length=found.end())


def _decimal(text: str) -> Label | None:
    found = _DECIMAL.match(text)
    if not found:
        return None
    numbers = tuple(int(part) for part in found.group(1).split("."))
    return Label(
        rank=Rank.DECIMAL,
        name=found.group(1),
        ordinal=numbers[-1],
        style=f"decimal{len(numbers)}",
        length=found.end(),
        depth=len(numbers),
        numbers=numbers,
    )


def _arabic(text: str) -> Label | None:
    found = _ARABIC.match(text)
    if not found:
        return None
    mark = found.group(2) or found.group(3) or "-"
    return Label(
        rank=Rank.ARABIC,
        name=found.group(1),
        ordinal=int(found.group(1)),
        style=f"arabic{mark}",
        length=found.end(),
    )


def _letter(text: str) -> Label | None:
    found = _LETTER.match(text)
    if not found:
        return None
    name = found.group(1) or found.group(3) or found.group(4) or found.group(5)
    letter, _, number = name.partition(".")
    if len(letter) > 1 or letter not in _ALPHABET:
        return None
    ordinal = int(number) if number else _ALPHABET.index(letter) + 1
    style = "letter.number" if number else "letter"
    return Label(
        rank=Rank.LETTER,
        name=name,
        ordinal=ordinal,
        style=style,
        length=found.end(),
        depth=2 if number else 1,
    )


def _bracket(text: str) -> Label | None:
    found = _BRACKET.match(text)
    if not found:
        return None
    arabic, roman, above, letter = found.groups()
    number = int(arabic) if arabic else parse_roman(roman) if roman else None
    if letter:
        number = _ALPHABET.find(letter) + 1 or None
    if number is None:
        return None
    style = "(1)" if arabic else "(i)" if roman else "(1.a)" if above else "(a)"
    return Label(
        rank=Rank.BRACKET,
        name=found.group().strip(),
        ordinal=number,
        style=style,
        length=found.end(),
    )


def follows(other: Label, label: Label) -> bool:
    """Whether ``label`` is the next number after ``other``; D is followed by Đ, or by E if Đ is not counted."""
    if other.ordinal is None or label.ordinal is None:
        return False
    step = label.ordinal - other.ordinal
    return step == 1 or (
        step == 2 and (other.name + label.name).strip("()").replace(")(", "").lower() == "de"
    )


def holds_before(text: str, label: Label) -> bool:
    """Whether a text holds the label in brackets before this one: "gồm: (i) …" before "(ii)"."""
    inside = (_bracket(found.group()) for found in re.finditer(r"\(\w{1,4}\)\s*\S", text))
    return any(one is not None and one.style == label.style and follows(one, label) for one in inside)


def _dash(text: str) -> Label | None:
    found = _DASH.match(text)
    if not found:
        return None
    # "* Đến năm 2025" over "- 80% …": bullets of different shapes are different series.
    shape = "dash" if found.group()[0] in _DASHES else f"dash{found.group()[0]}"
    return Label(rank=Rank.DASH, name="-", ordinal=None, style=shape, length=found.end())


def _plus(text: str) -> Label | None:
    found = _PLUS.match(text)
    return Label(rank=Rank.PLUS, name="+", ordinal=None, style="plus", length=found.end()) if found else None


_READERS = (
    _part,
    _chapter,
    _muc,
    _article,
    _named,
    _upper,
    _roman_label,
    _decimal,
    _arabic,
    _letter,
    _bracket,
    _dash,
    _plus,
)

"""Places of a document as officials cite them, from the leaf to the root: "điểm a khoản 5 Mục II Phần II"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from extract.language.lexicon import alternatives, load

_ROMAN = re.compile(r"[IVXL]+(?:\.\d+)*|[A-ZĐ](?:\.\d+)+")
_CAPITAL = re.compile(r"[A-ZĐ]")
_ARABIC = re.compile(r"\d+")
_DOTTED = re.compile(r"\d+(?:\.\d+)+")
_LETTER = re.compile(r"[a-zđ]{1,2}")
_BRACKETED = re.compile(r"\(\w+\)")
_BULLET = re.compile(r"([^\w\s])\s*(\d*)")
"""A mark and its index among its siblings: "-1", "+2"."""


class _Kind(StrEnum):
    """What a label counts; the values are the keys of its words."""

    PART = "part"
    SECTION = "section"
    SUBSECTION = "subsection"
    CLAUSE = "clause"
    POINT = "point"
    SUBPOINT = "subpoint"
    ARTICLE = "article"
    APART = "apart"
    """A bullet, or a label with words: "Chỉ tiêu 1.1". A comma follows it."""


_SECTIONS = {_Kind.SECTION, _Kind.SUBSECTION}


@dataclass(frozen=True, slots=True)
class _Step:
    kind: _Kind
    text: str


def place(path: Sequence[str]) -> str:
    """Return the place of an item from the labels of its path, the root first; "" for an empty path.

    >>> place(("Phần II", "II", "5", "a"))
    'điểm a khoản 5 Mục II Phần II'
    >>> place(("Điều 1", "I", "2", "2.1", "đ", "-1"))
    'gạch đầu dòng thứ 1, tiết đ điểm 2.1 khoản 2 Mục I Điều 1'
    >>> place(("B", "IV", "Mục tiêu 2", "Chỉ tiêu 7"))
    'Chỉ tiêu 7, Mục tiêu 2, Mục IV Phần B'
    >>> place(("II", "(ii)"))
    'điểm (ii) Mục II'
    """
    return _place(tuple(path))


@lru_cache(maxsize=4096)
def _place(path: tuple[str, ...]) -> str:
    steps: list[_Step] = []
    for label in path:
        bare = label.strip().rstrip(".:/" if label.startswith("(") else ".):/").strip()
        if bare:
            steps = [*_above(steps, bare), _step(steps, bare)]
    told = ""
    for step in reversed(steps):
        told += step.text + (", " if step.kind is _Kind.APART else " ")
    return told.rstrip(", ")


def section(path: Sequence[str]) -> str:
    """Return the place of the section of an item; bullets are left out.

    >>> section(("Phần thứ hai", "II", "1", "a", "-2"))
    'điểm a khoản 1 Mục II Phần thứ hai'
    """
    return place([label for label in path if label[:1].isalnum()])


def _above(steps: list[_Step], label: str) -> list[_Step]:
    """The steps above a label, without one that the label repeats: "3.2" above "3.2.1"."""
    last = steps[-1].text.rpartition(" ")[2] if steps else ""
    repeated = _DOTTED.fullmatch(last) and _DOTTED.fullmatch(label) and label.startswith(last + ".")
    return steps[:-1] if repeated else steps


def _step(steps: Sequence[_Step], label: str) -> _Step:
    kinds = {step.kind for step in steps}
    if found := _BULLET.fullmatch(label):
        return _Step(_Kind.APART, _bullet(found[1], found[2]))
    if named := _named().fullmatch(label):
        return _Step(_Kind(load("outline")["divisions"][named[1].casefold()]), label)
    kind = _kind(kinds, bool(steps), label)
    if kind is _Kind.APART and _BRACKETED.fullmatch(label):
        kind = _Kind.SUBPOINT if _Kind.POINT in kinds else _Kind.POINT
        return _Step(kind, label if kind in kinds else f"{load('outline')['written'][kind]} {label}")
    if kind is _Kind.APART:
        return _Step(kind, label)
    return _Step(kind, f"{load('outline')['written'][kind]} {label}")


def _kind(kinds: set[_Kind], below: bool, label: str) -> _Kind:
    """What a label without the word of a division counts below steps of some kinds."""
    if _ROMAN.fullmatch(label) or _CAPITAL.fullmatch(label):
        if not below and not _ROMAN.fullmatch(label):
            return _Kind.PART
        return _Kind.SUBSECTION if kinds & _SECTIONS else _Kind.SECTION
    if _ARABIC.fullmatch(label):
        if kinds & {_Kind.CLAUSE, _Kind.APART}:
            return _Kind.POINT
        return _Kind.CLAUSE if kinds & _SECTIONS or _Kind.ARTICLE in kinds else _Kind.SECTION
    if _DOTTED.fullmatch(label):
        return _Kind.POINT if below else _Kind.SECTION
    if _LETTER.fullmatch(label) or _BRACKETED.fullmatch(label):
        return _Kind.SUBPOINT if _Kind.POINT in kinds else _Kind.POINT
    return _Kind.APART


def _bullet(mark: str, number: str) -> str:
    marks, written = load("outline")["marks"], load("outline")["written"]
    name = marks.get(mark, written["mark"])
    return f"{name} {written['ordinal']} {number}" if number else name


@cache
def _named() -> re.Pattern[str]:
    """A label that brings its own word and number: "Phần thứ hai", "Điều 3", "Mục I"."""
    return re.compile(
        rf"(?i)({alternatives(load('outline')['divisions'])})\s+"
        rf"(?:{load('outline')['written']['ordinal']}\s+\w+|\d[\d.]*[a-z]?|[ivxlc]+|[a-zđ])"
    )

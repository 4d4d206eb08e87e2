"""The size of the things that a target is about: "tàu cá có chiều dài từ 12 mét trở lên", "hộ nuôi dưới 50 con"."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from compare.words import phrases
from extract.kept import kept
from extract.language.lexicon import fold
from extract.language.numerals import FIGURE, parse_figure
from extract.language.phrases import composed
from extract.language.phrases import phrases as extract_phrases
from extract.language.units import UNIT, canonical_unit, dimension, factor, unit_kind
from extract.model import Bound

_BELOW = phrases("targets", "ages", "below")
_ABOVE = phrases("targets", "ages", "above")
_UP = extract_phrases("quantities", "bounds_after", Bound.AT_LEAST.value)
# "từ 12 mét trở lên", "trên 12 mét", "dưới 50 con"; an age is told apart from sizes.
_SIZE = composed(
    rf"(?<!\w)(?P<word><<starts>>|<<above>>|<<below>>)\s+(?P<number>{FIGURE})\s*(?P<unit><<unit>>)"
    r"(?:(?:\s+[^\W\d_]+){0,3}?\s+(?P<up><<up>>))?",
    starts=phrases("targets", "ages", "from"),
    above=_ABOVE,
    below=_BELOW,
    unit=UNIT,
    up=_UP,
)
_NO_SIZES = phrases("targets", "ages", "units")


@dataclass(frozen=True, slots=True)
class Size:
    """Things from ``low`` to ``high`` of a counted noun, or of the smallest unit of what is measured.

    ``last`` tells that nothing follows, so that it is what is asked.
    """

    unit: str
    low: float
    high: float
    words: str
    last: bool = False


def sizes(text: str) -> Iterator[Size]:
    """The sizes in a text.

    >>> list(sizes("tàu cá dài từ 12 mét trở lên"))
    [Size(unit='length', low=12000.0, high=inf, words='từ 12 mét trở lên', last=True)]
    """
    for found in _SIZE.finditer(fold(text)):
        unit, word = canonical_unit(found["unit"]), found["word"]
        bounded = word in _BELOW or word in _ABOVE or found["up"]
        if unit in _NO_SIZES.words or not bounded:
            continue
        number = float(parse_figure(found["number"], found["unit"]) * factor(unit))
        low, high = (0.0, number) if word in _BELOW else (number, math.inf)
        yield Size(
            unit=_measure(unit),
            low=low,
            high=high,
            words=" ".join(found.group().split()),
            last=not text[found.end() :].strip(" ,;.)"),
        )


def _measure(unit: str) -> str:
    """What a unit measures; a counted noun as it is."""
    if known := dimension(unit):
        return known[0]
    return "money" if unit_kind(unit, None) == "money" else unit


@kept(1_000)
def other_size(upper: str, lower: str) -> tuple[str, str] | None:
    """The words of a size in ``upper``, and those of a size in ``lower`` that leaves some out or asks for less.

    >>> other_size("tàu từ 12 mét trở lên lắp máy", "tàu từ 15 mét trở lên lắp máy")
    ('từ 12 mét trở lên', 'từ 15 mét trở lên')
    """
    given = list(sizes(lower))
    for size in sizes(upper):
        others = [one for one in given if one.unit == size.unit and one.last is size.last]
        enough = [one.low >= size.low if size.last else _holds(one, size) for one in others]
        if others and not any(enough):
            return size.words, others[0].words
    return None


@kept(1_000)
def added_size(upper: str, lower: str) -> str | None:
    """The words of a size that tells which things ``lower`` is about, where ``upper`` names no number at all.

    A size at the end is what is asked ("đạt từ 3 sao trở lên"), unless the thing stands before a colon.

    >>> added_size("hộ nuôi có chuồng trại", "hộ nuôi từ 10 con trở lên có chuồng trại")
    'từ 10 con trở lên'
    """
    if re.search(r"\d", upper):
        return None
    population = lower.rpartition(":")[2]
    told = bool(lower[: -len(population)].strip(" :"))
    return next((size.words for size in sizes(population) if told or not size.last), None)


def _holds(one: Size, other: Size) -> bool:
    return one.low <= other.low and other.high <= one.high

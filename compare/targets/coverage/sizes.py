"""The size of the things that a target is about: "tàu cá có chiều dài từ 12 mét trở lên", "hộ nuôi dưới 50 con"."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from compare.words import phrases
from extract.kept import kept
from extract.language.lexicon import fold
from extract.language.numerals import FIGURE, WORDS, parse_figure, parse_words
from extract.language.phrases import composed
from extract.language.phrases import phrases as extract_phrases
from extract.language.units import UNIT, canonical_unit, dimension, factor, unit_kind
from extract.model import Bound

_BELOW = phrases("targets", "ages", "below")
_ABOVE = phrases("targets", "ages", "above")
_UP = extract_phrases("quantities", "bounds_after", Bound.AT_LEAST.value)
_FLOORS = extract_phrases("quantities", "bounds", Bound.AT_LEAST.value)
# "từ 12 mét trở lên", "trên 12 mét", "dưới 50 con", "ít nhất hai lần"; an age is told apart from sizes.
_SIZE = composed(
    r"(?<!\w)(?:(?P<word><<floors>>|<<starts>>|<<above>>|<<below>>)\s+)?"
    rf"(?P<number>{FIGURE}|(?<!mỗi )(?<!hằng )(?<!hàng ){WORDS})\s*(?P<unit><<unit>>)"
    r"(?:(?:\s+[^\W\d_]+,?){0,4}?\s+(?P<up><<up>>))?",
    floors=_FLOORS,
    starts=phrases("targets", "ages", "from"),
    above=_ABOVE,
    below=_BELOW,
    unit=UNIT,
    up=_UP,
)
# "được tầm soát ít nhất 4 loại bệnh": how far the deed goes, no size of those for whom it is done.
_SERVED = re.compile(r"(?<!\w)được\s+(?:[^\W\d_]+,?\s+){1,6}$")
_OFTEN = "lần"
_NO_SIZES = phrases("targets", "ages", "units")
_CLAUSES = re.compile(r";|\.\s")


@dataclass(frozen=True, slots=True)
class Size:
    """Things from ``low`` to ``high`` of a counted noun, or of the smallest unit of what is measured.

    ``asked`` tells that it is what is asked, as nothing follows, or as it is the ``extent`` of a deed.
    """

    unit: str
    low: float
    high: float
    words: str
    asked: bool = False
    extent: bool = False


def sizes(text: str) -> Iterator[Size]:
    """The sizes in a text.

    >>> list(sizes("tàu cá dài từ 12 mét trở lên"))
    [Size(unit='length', low=12000.0, high=inf, words='từ 12 mét trở lên', asked=True, extent=False)]
    """
    return (size for size, bounded in _numbers(text) if bounded)


def amounts(text: str) -> Iterator[Size]:
    """All numbers of things in a text, with or without a bound; bare ones are floors."""
    return (size for size, _ in _numbers(text))


def _numbers(text: str) -> Iterator[tuple[Size, bool]]:
    """Numbers of things, and whether each has a bound."""
    folded = fold(text)
    for found in _SIZE.finditer(folded):
        unit, word = canonical_unit(found["unit"]), found["word"] or ""
        said = found["number"]
        value = parse_figure(said, found["unit"]) if said[0].isdigit() else parse_words(said)
        if unit in _NO_SIZES.words or value is None:
            continue
        number = float(value * factor(unit))
        low, high = (0.0, number) if word in _BELOW else (number, math.inf)
        floor = word in _FLOORS or bool(found["up"])
        extent = floor and (unit == _OFTEN or _SERVED.search(folded, 0, found.start()) is not None)
        size = Size(
            unit=_measure(unit),
            low=low,
            high=high,
            words=" ".join(found.group().split()),
            asked=extent or not text[found.end() :].strip(" ,;.)"),
            extent=extent,
        )
        yield size, floor or word in _BELOW or word in _ABOVE


def _measure(unit: str) -> str:
    """What a unit measures; a counted noun as it is."""
    if known := dimension(unit):
        return known[0]
    return "money" if unit_kind(unit, None) == "money" else unit


@kept(1_000)
def other_size(upper: str, lower: str, beside: str = "") -> tuple[str, str | None] | None:
    """The words of a size in ``upper``, and those of a size in ``lower`` that leaves some out or asks for less.

    How far a deed goes may be told ``beside`` the subject, as a measure of its own; None where it is told nowhere.

    >>> other_size("tàu từ 12 mét trở lên lắp máy", "tàu từ 15 mét trở lên lắp máy")
    ('từ 12 mét trở lên', 'từ 15 mét trở lên')
    >>> other_size("trẻ được tiêm ít nhất 4 mũi", "trẻ được tiêm", "95% trẻ được tiêm 3 mũi")
    ('ít nhất 4 mũi', '3 mũi')
    """
    asked = list(sizes(upper))
    given = list(sizes(lower)) if asked else []
    for size in asked:
        others = [one for one in given if one.unit == size.unit and one.asked is size.asked]
        if size.extent and not others:
            others = [one for one in amounts(beside or lower) if one.unit == size.unit]
            if not others and size.low > 1:
                return size.words, None
        enough = [one.low >= size.low if size.asked else _holds(one, size) for one in others]
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
    return next((size.words for size in sizes(population) if told or not size.asked), None)


def clause_of(piece: str, whole: str) -> str:
    """The clause of ``whole`` that ``piece`` begins in, from there on; the piece itself where it is not found.

    >>> clause_of("95% trẻ", "Có 95% trẻ được tiêm 3 mũi; 90% thai phụ được khám 4 lần")
    '95% trẻ được tiêm 3 mũi'
    """
    start = whole.find(piece)
    return _CLAUSES.split(whole[start:], maxsplit=1)[0] if start >= 0 else piece


def _holds(one: Size, other: Size) -> bool:
    return one.low <= other.low and other.high <= one.high

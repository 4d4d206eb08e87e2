"""Items of one plan that tell the same quantity with different values, one finding for each quantity.

Items are sorted by what must be equal (unit, year, ages, groups …), and their words are compared only where a rare word
is common to both (prefix filtering, as joins of sets do): the time grows with the items, not with their pairs.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from compare.targets.items import Item
from compare.words import phrases
from compare.words.nearly import Nearly
from compare.words.similarity import ages, terms
from extract.language.lexicon import fold
from extract.model import Bound

_ALIKE = 0.9
"""Least share of common words in two measures of the same quantity."""
_FEWEST = 4
"""Fewest words and pairs of words that say what a quantity is."""
# "Tập trung chỉ đạo thực hiện chỉ tiêu: …"
_INTRODUCED = re.compile(r"^[^:]{0,80}:\s*")
_PLACES = phrases("synonyms", "places")
_FLOORS, _CEILINGS = (Bound.AT_LEAST, Bound.MORE_THAN), (Bound.AT_MOST, Bound.LESS_THAN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two items that tell one quantity differently, and all further ones that contradict the first, in their order."""

    first: Item
    second: Item
    more: tuple[Item, ...] = ()


def contradictions(items: Iterable[Item]) -> list[Contradiction]:
    """The quantities with several values, in the order of their second item; each item is of one quantity."""
    valued = [item for item in items if item.measure is not None and item.measure.low is not None]
    found = [
        one for alike in _groups(valued, _data) for same in _groups(alike, _named) for one in _among(same)
    ]
    return sorted(found, key=lambda one: (one.first.index, one.second.index))


def _groups(items: Iterable[Item], key: Callable[[Item], Hashable]) -> list[list[Item]]:
    """The items of each kind that has several values."""
    kinds: dict[Hashable, list[Item]] = defaultdict(list)
    for item in items:
        kinds[key(item)].append(item)
    return [same for same in kinds.values() if len({_value(item) for item in same}) > 1]


def _data(item: Item) -> Hashable:
    """The data that two items of one quantity have in common, apart from the words."""
    measure = item.measure
    assert measure is not None
    return (
        (measure.unit, measure.per, measure.change, measure.baseline_year, item.year),
        # Parts of a total, and demands on every single body, are other quantities than the whole.
        (item.each, item.main is None),
        item.places,
    )


def _named(item: Item) -> Hashable:
    """What the words of two items of one quantity name alike."""
    measure = item.measure
    assert measure is not None
    return (
        # One rate for wards and one for communes.
        frozenset(_PLACES.findall(fold(measure.subject))),
        # The groups that targets name may be their only difference.
        (frozenset(map(fold, measure.scope)), measure.condition),
        # "Loại 1: 06 thư viện" and "Loại 2: 52 thư viện" are of two kinds.
        (ages(item.text), tuple(re.findall(r"\d+", measure.subject))),
    )


def _among(items: Sequence[Item]) -> Iterator[Contradiction]:
    """The contradictions among items of one kind."""
    words = [frozenset(terms(_INTRODUCED.sub("", item.text))) for item in items]
    near = Nearly(((one, number) for number, one in enumerate(words)), _ALIKE)
    told: set[int] = set()
    for number, first in enumerate(items):
        if number in told or len(words[number]) < _FEWEST:
            continue
        against = [
            other
            for other in _behind(number, words[number], near)
            if other not in told and items[other].owner is not first.owner and not _agree(first, items[other])
        ]
        if not against:
            continue
        told.update(against)
        second, *more = (items[other] for other in against)
        yield Contradiction(first=first, second=second, more=tuple(more))


def _behind(number: int, mine: frozenset[str], near: Nearly[int]) -> list[int]:
    """The numbers above ``number`` whose words are nearly equal to ``mine``, in order."""
    alike = (numbers for words, numbers in near.within(mine) if len(mine & words) >= _ALIKE * len(mine))
    return sorted(other for numbers in alike for other in numbers if other > number)


def _value(item: Item) -> Hashable:
    assert item.measure is not None
    return item.measure.low, item.measure.high


def _agree(first: Item, second: Item) -> bool:
    """Whether two values are equal, or are a floor and a ceiling with room between them."""
    one, other = first.measure, second.measure
    assert one is not None
    assert other is not None
    if _value(first) == _value(second):
        return True
    for lower, upper in ((one, other), (other, one)):
        if (
            lower.bound in _FLOORS
            and upper.bound in _CEILINGS
            and lower.low is not None
            and upper.low is not None
        ):
            return lower.low <= upper.low
    return False

"""Districts and communes that a draft names in its own words, checked against the register of units.

Only a place named with its kind counts ("huyện Ngọc Hồi"), and only in a province of the register: of others nothing is
known.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from compare.naming.mentions import day_of, judged
from compare.registers.provinces import Province, merged_on, province_of_today
from compare.registers.unit_names import bare_name, plain_name
from compare.registers.units import Area, Unit, area_of, areas_naming, everywhere, named
from compare.targets.items import Same
from compare.words import phrases
from extract.language import agencies, writing
from extract.language.lexicon import CAPITAL, fold
from extract.language.phrases import composed
from extract.model import Level, Plan, Statement

_INSTITUTION = composed(r"(?<!\w)<<words>>(?!\w)[^,]*$", words=phrases("naming", "institutions"))
_COUNCIL = composed(r"(?<!\w)<<words>>\s+$", words=phrases("naming", "councils"))
_TO_PROVINCE = re.compile(r"\s*(?:[,(–-]|\bthuộc\b|\bcủa\b)?\s*")

_CLAUSE_END = re.compile(r"[.;:]")
# Up to three syllables of a name.
_CAPITALS = re.compile(rf"(?:\s+{CAPITAL}[^\W\d_]*){{1,3}}")

# Names of the highlands have two spellings, even in official lists: "Ngọk" and "Ngọc", "Sà" and "Xà", "Nậm" and "Nặm".
_ALIKE = ("ck", "sx", "iy", "bp", "\N{COMBINING BREVE}\N{COMBINING CIRCUMFLEX ACCENT}\N{COMBINING HORN}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place named with its kind: ``text`` as written, and the province named right after it."""

    statement: Statement
    kind: str
    text: str
    before: str
    """The folded text before it in its sentence."""
    province: str | None
    others: tuple[str, ...]
    """All provinces named in the statement."""


def mentions(plan: Plan) -> tuple[Mention, ...]:
    """Every district and commune named in the judged text of a plan."""
    return _mentions(Same(plan))


@lru_cache(maxsize=2)
def _mentions(same: Same) -> tuple[Mention, ...]:
    return tuple(_found(same.plan))


def _found(plan: Plan) -> Iterator[Mention]:
    day = day_of(plan)
    for statement, text in judged(plan):
        units = _units(text)
        provinces = tuple(unit.text for unit in units if unit.text and is_province(unit, day))
        for at, unit in enumerate(units):
            if unit.text is None or is_province(unit, day) or agencies.is_party_unit(text, unit):
                continue
            yield Mention(
                statement=statement,
                kind=unit.kind,
                text=_longest(text, unit),
                before=_CLAUSE_END.split(fold(text)[: unit.start])[-1],
                province=_behind(text, units[at:], day),
                others=provinces,
            )


def _longest(text: str, unit: agencies.Unit) -> str:
    """The name of a unit, with the words behind a number that belong to a name of today: "phường 3 Bảo Lộc"."""
    short = unit.text or unit.kind
    behind = _CAPITALS.match(text, unit.end) if unit.name and unit.name.isdigit() else None
    words = behind.group().split() if behind else []
    for count in range(len(words), 0, -1):
        name = f"{short} {' '.join(words[:count])}"
        if any(named(name, area.communes) for area in everywhere()):
            return name
    return short


@lru_cache(maxsize=4096)
def _units(text: str) -> tuple[agencies.Unit, ...]:
    return tuple(agencies.find_units(text))


def is_province(unit: agencies.Unit, day: str | None) -> bool:
    """Whether a unit is a province or a city of that level on a day.

    Since July 2025 "thành phố Bắc Ninh" may also be the city that is to be, and counts as one.
    """
    return agencies.level_of(unit, day if day and day < merged_on() else None) is Level.PROVINCE


def _behind(text: str, units: Sequence[agencies.Unit], day: str | None) -> str | None:
    """The province that ends the row of places beginning here: "xã Y, huyện Z, tỉnh X"; None without one."""
    for unit, following in pairwise(units):
        if not _TO_PROVINCE.fullmatch(text, unit.end, following.start):
            return None
        if is_province(following, day):
            return following.text
    return None


def in_name(mention: Mention) -> bool:
    """Whether the place is part of the name of a school, a hospital or the like, which may have kept it."""
    return bool(_INSTITUTION.search(mention.before))


def of_council(mention: Mention) -> bool:
    """Whether the place follows "UBND"; the end of a level's bodies is reported by the level's own entry."""
    return bool(_COUNCIL.search(mention.before))


def knows(area: Area, mention: Mention) -> bool:
    """Whether an area has or had a place of that name, of whatever kind."""
    name = plain_name(bare_name(mention.text))
    return any(plain_name(unit.name) == name for unit in (*area.districts, *area.before, *area.communes))


def former(area: Area, mention: Mention, day: str) -> Unit | None:
    """The unit of that name that ended before an ISO ``day``; None where one exists, or where two bore the name.

    Before July 2025 only districts are judged: of communes that ended earlier nothing is known.
    """
    since = day >= merged_on()
    units = (*area.districts, *area.communes) if since else area.districts
    if any(unit.there(day) for unit in named(mention.text, units)):
        return None
    later = named(mention.text, area.communes) if since else ()
    found = later or named(mention.text, (*area.districts, *(area.before if since else ())))
    ended = [unit for unit in found if unit.until and unit.until <= day]
    return ended[0] if len(ended) == len(found) == 1 else None


def holders(mention: Mention, day: str) -> tuple[str, ...]:
    """The names of the provinces with the unit that is mentioned on a day; former communes do not count."""
    return holding(mention.text, day)


@lru_cache(maxsize=256)
def holding(name: str, day: str) -> tuple[str, ...]:
    """The names of the provinces with a unit of that kind and name on a day; former communes do not count."""
    return tuple(
        dict.fromkeys(
            unit.province
            for area in areas_naming(name)
            for unit in named(name, (*area.districts, *area.communes))
            if unit.there(day)
        )
    )


def nearest(area: Area, mention: Mention, day: str) -> Unit | None:
    """The only unit of a day whose name differs by one letter or mark; None where the name is right somewhere.

    Names of one syllable are too short to compare.
    """
    name = bare_name(mention.text)
    units = [
        unit for unit in (*area.districts, *area.communes) if unit.there(day) and unit.kind == mention.kind
    ]
    near = [unit for unit in units if _one_off(plain_name(unit.name), plain_name(name))]
    if len(near) != 1 or any(knows(other, mention) for other in everywhere()):
        return None
    return near[0]


def area_around(province: Province) -> Area:
    """The area of the present province that contains a province."""
    return area_of(province_of_today(province.name) or province)


def listed(units: Iterable[Unit], most: int = 8) -> str:
    """The units as text, the rest counted: "xã Bờ Y, xã Sa Loong và 3 đơn vị khác"."""
    texts = [unit.text for unit in units]
    return writing.some(texts, most - 1 if len(texts) > most else most)


def _one_off(right: str, written: str) -> bool:
    """Whether one syllable of several differs by one letter or tone that is not a variant spelling."""
    expected, given = right.split(), written.split()
    if len(expected) != len(given) or len(expected) < 2:
        return False
    changed = [pair for pair in zip(expected, given, strict=True) if pair[0] != pair[1]]
    if len(changed) != 1:
        return False
    one, other = (unicodedata.normalize("NFD", syllable) for syllable in changed[0])
    if Levenshtein.distance(one, other, score_cutoff=1) != 1:
        return False
    letters = set((Counter(one) - Counter(other)) + (Counter(other) - Counter(one)))
    return not any(letters <= set(alike) for alike in _ALIKE)

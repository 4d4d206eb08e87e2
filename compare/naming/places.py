"""Districts and communes that a draft names in its own voice, held against the register of units.

Only a place that is named with its kind counts ("huyện Ngọc Hồi"), and only where the province is in the register:
of any other nothing is known.
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

from compare.naming.mentions import judged
from compare.registers.provinces import Province, province_of_today
from compare.registers.unit_names import bare_name, plain_name
from compare.registers.units import Area, Unit, area_of, everywhere, named
from compare.words import phrases
from extract.language import agencies, writing
from extract.language.lexicon import fold
from extract.language.phrases import composed
from extract.model import Level, Plan, Statement

_INSTITUTION = composed(r"(?<!\w)<<words>>(?!\w)[^,]*$", words=phrases("naming", "institutions"))
_COUNCIL = composed(r"(?<!\w)<<words>>\s+$", words=phrases("naming", "councils"))
_TO_PROVINCE = re.compile(r"\s*(?:[,(–-]|\bthuộc\b|\bcủa\b)?\s*")

# Names of the highlands are written both ways, in lists as well: "Ngọk" and "Ngọc", "Sà" and "Xà", "Nậm" and "Nặm".
_ALIKE = ("ck", "sx", "iy", "bp", "\N{COMBINING BREVE}\N{COMBINING CIRCUMFLEX ACCENT}\N{COMBINING HORN}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place that is named with its kind, ``text`` as it is written, and the province named right behind it."""

    statement: Statement
    kind: str
    text: str
    before: str
    """What stands before it in its sentence, folded."""
    province: str | None
    others: tuple[str, ...]
    """All provinces that the statement names."""


def mentions(plan: Plan) -> Iterator[Mention]:
    """Every district and commune that is named in what is judged of a plan."""
    for statement, text in judged(plan):
        units = _units(text)
        provinces = tuple(unit.text for unit in units if unit.text and is_province(unit))
        for at, unit in enumerate(units):
            if unit.text is None or is_province(unit) or agencies.is_party_unit(text, unit):
                continue
            yield Mention(
                statement=statement,
                kind=unit.kind,
                text=unit.text,
                before=fold(re.split(r"[.;:]", text[: unit.start])[-1]),
                province=_behind(text, units[at:]),
                others=provinces,
            )


@lru_cache(maxsize=4096)
def _units(text: str) -> tuple[agencies.Unit, ...]:
    return tuple(agencies.find_units(text))


def is_province(unit: agencies.Unit) -> bool:
    """Whether a place is a province or a city that is one; "thành phố Huế" may be either and counts as one."""
    return agencies.level_of(unit) is Level.PROVINCE


def _behind(text: str, units: Sequence[agencies.Unit]) -> str | None:
    """The province of "xã Y, huyện Z, tỉnh X": that which ends the row of places that begins here."""
    for unit, following in pairwise(units):
        if not _TO_PROVINCE.fullmatch(text, unit.end, following.start):
            return None
        if is_province(following):
            return following.text
    return None


def in_name(mention: Mention) -> bool:
    """Whether the place is part of the name of a school, a hospital or the like, which may have kept it."""
    return bool(_INSTITUTION.search(mention.before))


def of_council(mention: Mention) -> bool:
    """Whether it is "UBND huyện …": that the bodies of the level are no more is told by the level's own entry."""
    return bool(_COUNCIL.search(mention.before))


def knows(area: Area, mention: Mention) -> bool:
    """Whether a place by that name is or was in an area, whatever its kind."""
    name = plain_name(bare_name(mention.text))
    return any(plain_name(unit.name) == name for unit in (*area.districts, *area.before, *area.communes))


def former(area: Area, mention: Mention) -> tuple[Unit, ...]:
    """What is there today in the place of a unit that is no more; empty where it is there, or two were called so."""
    if named(mention.text, area.communes):
        return ()
    found = named(mention.text, (*area.districts, *area.before))
    return area.became[found[0]] if len(found) == 1 else ()


def holders(mention: Mention, day: str) -> tuple[str, ...]:
    """The names of the provinces that have a unit of that kind and name on a day, but for communes of before."""
    return tuple(
        dict.fromkeys(
            unit.province
            for area in everywhere()
            for unit in named(mention.text, (*area.districts, *area.communes))
            if unit.there(day)
        )
    )


def nearest(area: Area, mention: Mention, day: str) -> Unit | None:
    """The only unit of a day whose name differs by one letter or mark; None where the name is right somewhere.

    Names of one syllable are too short to tell.
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
    """The area of the province of today in which a province is."""
    return area_of(province_of_today(province.name) or province)


def listed(units: Iterable[Unit], most: int = 8) -> str:
    """ "xã Bờ Y, xã Sa Loong và 3 đơn vị khác"."""
    texts = [unit.text for unit in units]
    return writing.some(texts, most - 1 if len(texts) > most else most)


def _one_off(right: str, written: str) -> bool:
    """Whether one syllable of several differs by one letter or one tone, and not as spellings of one name do."""
    mine, theirs = right.split(), written.split()
    if len(mine) != len(theirs) or len(mine) < 2:
        return False
    changed = [pair for pair in zip(mine, theirs, strict=True) if pair[0] != pair[1]]
    if len(changed) != 1:
        return False
    one, other = (unicodedata.normalize("NFD", syllable) for syllable in changed[0])
    if Levenshtein.distance(one, other, score_cutoff=1) != 1:
        return False
    letters = set((Counter(one) - Counter(other)) + (Counter(other) - Counter(one)))
    return not any(letters <= set(alike) for alike in _ALIKE)

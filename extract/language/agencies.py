"""Bodies and units of government: "UBND HUYỆN TÂN PHONG" → Ủy ban nhân dân huyện Tân Phong, district.

    unit := kind name?        "tỉnh Kon Tum", "TP. Kon Tum", "quận 1", "Huyện ủy Tân Phong" (huyện Tân Phong)
    name := syllables with capitals, or in a text in capitals all syllables up to a word that cannot be in it

"Thành phố" is at two levels: a city directly under the central government is listed with the first day of that
status, every other city is of the district level.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extract.kept import kept
from extract.language.lexicon import fold
from extract.language.phrases import composed, phrases, several, spelt, table, valued
from extract.model import Level

_SYLLABLE = re.compile(r"\s*([^\W\d_]+(?:['’][^\W\d_]+)*)(?!\w)")
_NUMBERED = re.compile(r"\s*(\d{1,2})(?![\w./%])")
_MOST_SYLLABLES = 4
_LONGEST_KEPT = 1_000
"""Characters of a text whose units are kept; that of a whole plan is not worth its place."""
# The first letter of each part of a name: "Lao động - Thương binh và Xã hội", "Văn hóa, Thể thao và Du lịch".
_CHUNK = re.compile(r"(?:(?<= - )|(?<= – )|(?<=, )|(?<= và ))\w")

_UNIT_LEVELS = table(Level, "agencies", "unit_levels")
_UNIT_SHORT = table(str, "agencies", "unit_short")
_PARTY = table(str, "agencies", "party")
_UNIT_KINDS = composed(
    r"(?<!\w)(?:<<kinds>>(?!\w)|<<short>>(?:\.\s?|\s(?=\S)))",
    kinds=several(_UNIT_LEVELS, _PARTY),
    short=_UNIT_SHORT,
)
_MUNICIPALITIES = table(str, "agencies", "municipalities")
"""Names of cities directly under the central government, each with the ISO day of its first day so."""
_NEVER = composed(r"\s*<<words>>(?!\w)", words=phrases("agencies", "unit_names", "never"))
_STOPS = composed(
    r"(?:<<words>>(?!\w)|năm\s+(?:19|20)\d\d)", words=phrases("agencies", "unit_names", "stops")
)
_DASHED = spelt("agencies", "unit_names", "dashed")
_DASHED_NAME = composed(r"\s*(?P<name><<names>>)", names=_DASHED)
_SHORT_NAMES = table(str, "agencies", "unit_names", "short", folded=False)
_SHORT = table(str, "agencies", "short", folded=False)
_SHORT_FORM = composed(r"(?<![\w&])<<forms>>(?![\w&])", forms=_SHORT)
_NAMES = spelt("agencies", "names")
_FIELD_HEADS = composed(r"<<words>>\s+(?=\w)", words=phrases("agencies", "field_heads"))
_BODY_STARTS = composed(
    r"\s*(?!<<none>>(?!\w))<<starts>>(?!\w)",
    none=phrases("agencies", "not_bodies"),
    starts=several(phrases("agencies", "body_starts"), phrases("agencies", "offices")),
)
_LEVELS = valued({level: phrases("agencies", "levels", level.value) for level in Level})


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit of government at ``start`` to ``end`` of the text; ``name`` is None for a bare kind ("UBND tỉnh")."""

    kind: str
    name: str | None
    start: int = 0
    end: int = 0

    @property
    def text(self) -> str | None:
        """Kind and name, "huyện Tân Phong"; None without a name."""
        return f"{self.kind} {self.name}" if self.name else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body in its written-out form; ``level`` and ``unit`` are None where the name shows none."""

    name: str
    level: Level | None
    unit: Unit | None
    outer: Unit | None = None
    """The outermost unit named behind the first: "xã Y, huyện Z, tỉnh X"."""


def find_units(text: str) -> Iterator[Unit]:
    """Yield all units named in a text, from left to right."""
    return iter(_found(text)) if len(text) <= _LONGEST_KEPT else _units(text)


@kept(1_000)
def _found(text: str) -> tuple[Unit, ...]:
    return tuple(_units(text))


def _units(text: str) -> Iterator[Unit]:
    folded = fold(text)
    at = 0
    while found := _UNIT_KINDS.search(folded, at):
        at = found.end()
        word = " ".join(found.group().rstrip(" .").split())
        name, end = _name(text, folded, at, text[found.start() : at].strip(" ."))
        if name is None and _NEVER.match(folded, at) and word not in _PARTY:
            continue
        yield Unit(kind=_plain_kind(word), name=name, start=found.start(), end=end if name else at)
        at = end


def level_of(unit: Unit, day: str | None = None) -> Level | None:
    """Return the level of a unit on an ISO ``day``, by today's order without a day; None for a nameless city."""
    if unit.kind == "thành phố" and not unit.name:
        return None
    if unit.kind == "thành phố" and unit.name:
        since = _MUNICIPALITIES.get(fold(unit.name))
        if since and (day is None or day >= since):
            return Level.PROVINCE
    return _UNIT_LEVELS[unit.kind]


def read_body(text: str, day: str | None = None, corpus: str = "") -> Body:
    """Return the body of a name, in capitals or not.

    ``day`` is the ISO day at which its level counts; ``corpus`` is a text that shows the spelling of names in capitals.
    """
    text = _written_out(" ".join(text.split()).strip(" ,.;:-–*"))
    units = [replace(unit, name=respell(unit.name, corpus)) for unit in find_units(text)]
    unit = units[0] if units else None
    outer = next((other for other in reversed(units[1:]) if other.name), None)
    if unit is None or is_party_unit(text, unit):
        name = _cased(text, corpus)
        level = level_of(unit, day) if unit else _named_level(name)
        return Body(name=_with_unit_name(name, unit), level=level, unit=unit, outer=outer)
    name = f"{_cased(text[: unit.start], corpus)} {unit.text or unit.kind}"
    return Body(name=_capitalised(name.strip(" ,")), level=level_of(unit, day), unit=unit, outer=outer)


@kept(2_000)
def starts_body(text: str) -> bool:
    """Whether a text begins with a word that opens the name of a body or of an office."""
    return bool(_BODY_STARTS.match(fold(text)))


def respell(name: str | None, corpus: str) -> str | None:
    """Return ``name`` as the corpus spells it outside capitals, unchanged where it does not occur there."""
    if not name or not corpus:
        return name
    wanted, folded = fold(name), fold(corpus)
    at = folded.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        whole = not (_is_letter(folded[max(at - 1, 0) : at]) or _is_letter(folded[end : end + 1]))
        spelt = corpus[at:end]
        if (
            whole
            and not spelt.isupper()
            and spelt[:1].isupper()
            and (" " not in spelt or not spelt[1:].islower())
        ):
            return spelt
        at = folded.find(wanted, end if whole else at + 1)
    return name


def _is_letter(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def is_party_unit(text: str, unit: Unit) -> bool:
    """Whether the unit stands in the name of a party committee: "Huyện ủy Tân Phong"."""
    return fold(text).startswith(_PARTY.words, unit.start)


def _name(text: str, folded: str, at: int, kind: str) -> tuple[str | None, int]:
    """Return the name of a unit that begins at ``at``, and its end."""
    dashed = _DASHED_NAME.match(folded, at)
    if dashed:
        return _DASHED[dashed["name"]], dashed.end()
    numbered = _NUMBERED.match(text, at)
    if numbered and fold(kind) in ("quận", "phường"):
        return numbered.group(1), numbered.end()
    capitals = kind.isupper()
    if capitals and _NEVER.match(folded, at):
        return None, at
    syllables: list[str] = []
    while len(syllables) < _MOST_SYLLABLES:
        found = _SYLLABLE.match(text, at)
        if not found or not _fits(found.group(1), capitals) or _STOPS.match(folded, found.start(1)):
            break
        syllables.append(found.group(1))
        at = found.end()
    if not syllables:
        return None, at
    short = _SHORT_NAMES.get(syllables[0])
    if short:
        return short, at
    return " ".join(word.capitalize() if word.isupper() else word for word in syllables), at


def _fits(syllable: str, capitals: bool) -> bool:
    """Whether a syllable may stand in a name; letters in capitals in running text are an abbreviation."""
    if capitals:
        return syllable.isupper() or syllable[0].isupper()
    return syllable[0].isupper() and (
        len(syllable) == 1 or not syllable.isupper() or syllable in _SHORT_NAMES
    )


def _written_out(text: str) -> str:
    """Return a text with its abbreviations written out and fixed names in their spelling."""
    capitals = text.isupper()
    text = _SHORT_FORM.sub(lambda found: _SHORT[found[0]].upper() if capitals else _SHORT[found[0]], text)
    if capitals:
        return text
    pieces, last = [], 0
    for found in _NAMES.finditer(fold(text)):
        # "các bộ, ngành trung ương" is no name: only what has a capital is respelt.
        if text[found.start()].isupper():
            pieces += [text[last : found.start()], _NAMES[found.group()]]
            last = found.end()
    return "".join([*pieces, text[last:]])


def _cased(text: str, corpus: str) -> str:
    """Return a name in capitals in the case of running text.

    >>> _cased("SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "")
    'Sở Lao động - Thương binh và Xã hội'
    """
    text = text.strip(" ,-–")
    if not text.isupper():
        return _capitalised(text)
    known = respell(text, corpus)
    if known and known != text:
        return _written_out(known)
    lowered = _CHUNK.sub(lambda found: found.group().upper(), text.lower())
    head = _FIELD_HEADS.match(fold(lowered))
    if head:
        lowered = lowered[: head.end()] + lowered[head.end()].upper() + lowered[head.end() + 1 :]
    return _written_out(_capitalised(lowered))


def _with_unit_name(name: str, unit: Unit | None) -> str:
    """Return the name of a party committee with the name of its unit respelt inside."""
    if unit is None or not unit.name:
        return name
    at = fold(name).find(fold(unit.name))
    return name if at < 0 else name[:at] + unit.name + name[at + len(unit.name) :]


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _named_level(name: str) -> Level | None:
    """Return the level by the first words, the longest first: "Sở Y tế" is of a province."""
    found = _LEVELS.match(fold(name))
    return _LEVELS[found.group()] if found else None


@kept(500)
def _plain_kind(word: str) -> str:
    return _UNIT_SHORT.get(word) or _PARTY.get(word) or word

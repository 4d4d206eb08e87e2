"""The numbers that Word makes itself: numbering.xml, resolved to the label a reader sees.

A paragraph names a list (``w:num``) and a level; the list points to an abstract list, whose levels have a number
format and a pattern such as "%1.%2.", in which %1 is the count of the first level. Lists of one abstract list share
their counts unless one of them overrides its start.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from extract.language.numerals import DIGIT_WORDS
from extract.readers.word.symbols import in_font

if TYPE_CHECKING:
    from lxml.etree import _Element


_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_MOST_LETTERS = 26 * 30
"""Numbers until Word begins with "a" again, after thirty equal letters."""
_NOTE_SIGNS = "*†‡§"
# The first of the signs that Unicode has for 1 to 20.
_SIGNS = {"decimalEnclosedCircle": "①", "decimalEnclosedParen": "⑴", "decimalEnclosedFullstop": "⒈"}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = W + "val"
_LEVELS = 9


def roman(number: int) -> str:
    """A Roman numeral: 4 → "IV"."""
    if not 0 < number < 5000:
        return str(number)
    letters = []
    for value, letter in _ROMAN:
        times, number = divmod(number, value)
        letters.append(letter * times)
    return "".join(letters)


def letters(number: int) -> str:
    """A number in letters, which Word doubles: 1 → "a", 26 → "z", 27 → "aa", 28 → "bb"."""
    if number < 1:
        return str(number)
    place = (number - 1) % _MOST_LETTERS
    return chr(ord("a") + place % 26) * (place // 26 + 1)


def counting(number: int) -> str:
    """A number in Vietnamese words: 4 → "bốn", 15 → "mười lăm", 21 → "hai mươi mốt"; figures from 100."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    if not tens:
        return DIGIT_WORDS[ones]
    last = {0: "", 5: "lăm", 1: "mốt" if tens > 1 else "một"}.get(ones, DIGIT_WORDS[ones])
    return f"{'mười' if tens == 1 else DIGIT_WORDS[tens] + ' mươi'} {last}".rstrip()


def ordinal(number: int) -> str:
    """An ordinal number as Word writes it in any language: 1 → "1st"."""
    tail = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else tail}"


def note_sign(number: int) -> str:
    """A mark of notes: 1 → "*", 4 → "§", 5 → "**"."""
    place = (number - 1) % (len(_NOTE_SIGNS) * 30)
    return _NOTE_SIGNS[place % 4] * (place // 4 + 1)


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "upperRoman": roman,
    "lowerRoman": lambda number: roman(number).lower(),
    "upperLetter": lambda number: letters(number).upper(),
    "lowerLetter": letters,
    "decimalZero": lambda number: f"{number:02d}",
    "vietnameseCounting": counting,
    "ordinal": ordinal,
    "chicago": note_sign,
    "numberInDash": lambda number: f"- {number} -",
    "none": lambda _: "",
    # The labels of other levels do not show the count of a level with bullets.
    "bullet": lambda _: "",
}


def format_number(number: int, form: str) -> str:
    """A count in a number format of Word; unknown formats are decimal."""
    if form in _SIGNS:
        return chr(ord(_SIGNS[form]) + number - 1) if 0 < number <= 20 else str(number)
    if form.startswith("custom:"):
        # "custom:001, 002, 003, ...": figures padded with zeros.
        first = form.removeprefix("custom:").partition(",")[0].strip()
        return str(number).zfill(len(first)) if first.isdecimal() and len(first) < 10 else str(number)
    found = _FORMATS.get(form)
    return str(number) if found is None else found(number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level of a list. ``restart`` is the number of outer levels whose use restarts it (None: all)."""

    format: str = "decimal"
    pattern: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False
    style: str | None = None
    font: str = ""
    hidden: bool = False
    caps: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _List:
    """A ``w:num``: its abstract list, its levels, and the starts it overrides at its first use."""

    abstract: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


class Numbering:
    """The lists of one document, with their counts; labels must be asked for in document order."""

    def __init__(self, root: _Element | None, style_lists: Callable[[], Mapping[str, str]] = dict) -> None:
        """``style_lists`` gives the lists of numbering styles, by the style (``w:numStyleLink``).

        A list is read when a paragraph names it: Word keeps dozens that none does, of nine levels each.
        """
        self._counts: dict[str, list[int | None]] = {}
        self._used: set[tuple[str, int]] = set()
        self._style_lists = style_lists
        self._abstracts: dict[str, _Element] = {}
        self._nums: dict[str, _Element] = {}
        self._levels: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, _List | None] = {}
        if root is not None:
            for abstract in root.iterchildren(W + "abstractNum"):
                self._abstracts[abstract.get(W + "abstractNumId", "")] = abstract
            for num in root.iterchildren(W + "num"):
                self._nums[num.get(W + "numId", "")] = num

    def level_of_style(self, num_id: str, style: str) -> int:
        """The level of a list that is tied to a paragraph style; 0 without one."""
        found = self._list(num_id)
        if found is not None:
            for index, level in found.levels.items():
                if level.style == style:
                    return index
        return 0

    def label(self, num_id: str, index: int) -> str | None:
        """Count one paragraph of list ``num_id`` at level ``index`` and return its label."""
        found = self._list(num_id)
        if found is None or index not in found.levels:
            return None
        counts = self._counts.setdefault(found.abstract, [None] * _LEVELS)
        self._advance(num_id, found, index, counts)
        return self._text(found, index, counts) or None

    def _advance(self, num_id: str, found: _List, index: int, counts: list[int | None]) -> None:
        for level in range(index + 1):
            # A list that overrides its start begins anew at its first use, also behind lists with the same counts.
            if level in found.starts and (num_id, level) not in self._used:
                self._used.add((num_id, level))
                counts[level] = None
            if level < index and counts[level] is None:
                # A skipped level counts as if it were used once.
                counts[level] = found.levels.get(level, Level()).start
        before = counts[index]
        counts[index] = found.levels[index].start if before is None else before + 1
        for deeper in range(index + 1, _LEVELS):
            restart = found.levels[deeper].restart if deeper in found.levels else None
            if restart is None or index < restart:
                counts[deeper] = None

    def _text(self, found: _List, index: int, counts: list[int | None]) -> str:
        level = found.levels[index]
        if level.hidden:
            return ""
        if level.format == "bullet":
            return _bullet(level)
        text = level.pattern
        for place in range(_LEVELS):
            mark = f"%{place + 1}"
            if mark in text:
                text = text.replace(mark, self._number(found, place, counts, level.legal))
        return (text.upper() if level.caps else text).strip()

    @staticmethod
    def _number(found: _List, place: int, counts: list[int | None], legal: bool) -> str:
        outer = found.levels.get(place, Level())
        count = counts[place]
        form = "decimal" if legal and outer.format not in ("none", "bullet") else outer.format
        return format_number(outer.start if count is None else count, form)

    @cached_property
    def _of_styles(self) -> Mapping[str, str]:
        return self._style_lists()

    def _list(self, num_id: str) -> _List | None:
        """The list with this id; None for one that the file lacks."""
        if num_id not in self._lists:
            self._lists[num_id] = self._read(num_id)
        return self._lists[num_id]

    def _read(self, num_id: str) -> _List | None:
        num = self._nums.get(num_id)
        if num is None:
            return None
        key = _abstract_of(num)
        link = None if key not in self._abstracts else self._abstracts[key].find(W + "numStyleLink")
        if link is not None:
            # A list may point to a numbering style, whose own list holds the levels.
            other = self._nums.get(self._of_styles.get(link.get(_VAL, ""), ""))
            key = key if other is None else _abstract_of(other)
        if key not in self._abstracts:
            return None
        if key not in self._levels:
            levels = map(_level, self._abstracts[key].iterchildren(W + "lvl"))
            self._levels[key] = {index: level for index, level in levels if index >= 0}
        return _with_overrides(key, self._levels[key], num)


def _abstract_of(num: _Element) -> str:
    found = num.find(W + "abstractNumId")
    return "" if found is None else found.get(_VAL, "")


def _with_overrides(abstract: str, levels: dict[int, Level], num: _Element) -> _List:
    levels = dict(levels)
    starts: dict[int, int] = {}
    for override in num.iterchildren(W + "lvlOverride"):
        index = _integer(override.get(W + "ilvl"), 0)
        for own in override.iterchildren(W + "lvl"):
            levels[index] = _level(own)[1]
        start = override.find(W + "startOverride")
        if start is not None:
            starts[index] = _integer(start.get(_VAL), 1)
            levels[index] = replace(levels.get(index, Level()), start=starts[index])
    return _List(abstract=abstract, levels=levels, starts=starts)


def _level(element: _Element) -> tuple[int, Level]:
    values: dict[str, str] = {}
    for child in element.iter():
        name = child.tag[len(W) :] if isinstance(child.tag, str) else ""
        if name == "rFonts":
            values["font"] = child.get(W + "ascii") or child.get(W + "hAnsi") or ""
        elif name == "numFmt" and values.get(name, "").startswith("custom:"):
            # A custom format comes before the one for older programs.
            continue
        elif name == "numFmt" and child.get(_VAL) == "custom":
            values[name] = "custom:" + child.get(W + "format", "")
        elif name:
            values[name] = child.get(_VAL, "")
    restart = values.get("lvlRestart")
    index = _integer(element.get(W + "ilvl"), -1)
    return index if index < _LEVELS else -1, Level(
        format=values.get("numFmt", "decimal"),
        pattern=values.get("lvlText", ""),
        # ECMA-376, 17.9.25: a level without a start begins at 0.
        start=_integer(values.get("start"), 0),
        restart=None if restart is None else _integer(restart, 0),
        legal=_is_on(values, "isLgl"),
        style=values.get("pStyle"),
        font=values.get("font", ""),
        hidden=_is_on(values, "vanish"),
        caps=_is_on(values, "caps"),
    )


def _is_on(values: Mapping[str, str], name: str) -> bool:
    return name in values and values[name] not in ("0", "false", "off")


def _bullet(level: Level) -> str:
    text = level.pattern.strip()
    # The hollow bullet of Word is an "o" of a typewriter font, which would read as a word.
    if text == "o" and level.font.startswith("Courier"):
        return "◦"
    return in_font(text, level.font)


def _integer(text: str | None, default: int) -> int:
    try:
        # No list has a number of more than nine figures.
        return int(text) if text and len(text) < 10 else default
    except ValueError:
        return default

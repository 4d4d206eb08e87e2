r"""What any match of an expression must contain, so that a pattern is compiled only for a text that it may match.

Compiling all patterns takes longer than reading and comparing two plans, and half of them match nothing in them.

    >>> [sorted(one) for one in needed(r"(?<!\w)(?:từ|tính\s+từ)\s+năm\s+\d+(?:\s+đến\s+nay)?", {})]
    [[' năm '], ['tính từ', 'từ']]

Of each set one member is in any text that matches, with one blank for any white space. What is not understood needs
nothing; its pattern is compiled for the first text. The grammar is that of ``re``: alternatives of sequences of atoms,
each with a repetition; an optional atom and a negative look need nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Set
from functools import lru_cache

Clauses = tuple[frozenset[str], ...]
"""Of each set one member is in any text that matches, both with one blank for any white space."""

Looks = tuple[tuple[str, ...], ...]
"""Of each set one word is in any text that matches, whatever its white space."""

NOTHING: Clauses = ()
_MOST = 150
"""Members of a set at most: looking for more takes longer than it saves."""
_FEW = 20
"""Members of a set at most that are looked for each time."""
_UNSURE = re.compile(r"\(\?(?![:=!<>P])|\(\?P[=>]|\\[xuUN0-9]")
"""Flags within, comments, conditions, letters by number, groups by number: such expressions are not read."""
_LETTERS = re.compile(r"[^\\\[\](){}|.^$?*+<]+")
_BLANK = re.compile(r"\\s\+?(?![?*+{])")
_REPEATED = re.compile(r"([?*]|\{(?P<least>\d*),?\d*\}|\+)?[?+]?")
_OPEN = re.compile(r"\((?:\?(?:P<\w+>|<?[=!]|[:>]))?")
_SET = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_PLACE = re.compile(r"<<(\w+)>>")
_OTHER_CASES = re.compile(r"[^a-hjl-rt-zà-öø-ýăđĩũơưạ-ỹ\d \-,/%]+")
"""Letters that may match more than their own capital where case is ignored, as "s" and "i" do."""


def needed(expression: str, parts: Mapping[str, Clauses]) -> Clauses:
    """The sets that an expression needs, the smallest first; ``parts`` are those of its places ``<<name>>``."""
    # The letter in the place of what was blanked is one as others are.
    expression = expression.replace(r"\x00", "\x00")
    if _UNSURE.search(expression):
        return NOTHING
    reading = _Reading(expression, parts)
    found = reading.alternatives()
    return tuple(sorted(set(found), key=len)) if reading.is_over else NOTHING


def any_of(phrases: Iterable[str]) -> Clauses:
    """The set that any of some phrases needs."""
    found: list[str] = []
    for phrase in sorted(" ".join(phrase.split()) for phrase in phrases):
        if not found or not phrase.startswith(found[-1]):
            found.append(phrase)
    return (frozenset(found),) if 0 < len(found) <= _MOST and found[0] else NOTHING


def caseless(clauses: Clauses) -> Clauses:
    """The sets for an expression that ignores case, in small letters, for texts in small letters."""
    found = []
    for clause in clauses:
        pieces = [max(_OTHER_CASES.split(member.lower()), key=len) for member in clause]
        if all(pieces):
            found.append(frozenset(pieces))
    return tuple(found)


@lru_cache(maxsize=512)
def spaced(text: str) -> str:
    """A text with one blank for any white space, at its ends too."""
    return f" {' '.join(text.split())} "


def may_match(clauses: Clauses, text: str) -> bool:
    """Whether a text has a member of each set."""
    text = spaced(text) if clauses else text
    for clause in clauses:
        for member in clause:
            if member in text:
                break
        else:
            return False
    return True


def looks(clauses: Clauses) -> Looks:
    """What is looked for in a text before a compiled pattern is asked: words of short sets, which take no time.

    A word needs no white space made equal. Of a phrase that stands alone in its set all words are looked for, of each
    other one the longest.
    """
    found: dict[tuple[str, ...], None] = {}
    for clause in clauses:
        words = [member.split() for member in clause]
        if len(words) == 1:
            found.update(dict.fromkeys((word,) for word in words[0]))
        elif all(words):
            found[tuple(sorted({max(each, key=len) for each in words}))] = None
    return tuple(sorted((words for words in found if len(words) <= _FEW), key=len))


def shows(wanted: Looks, text: str) -> bool:
    """Whether a text has a word of each set."""
    for words in wanted:
        for word in words:
            if word in text:
                break
        else:
            return False
    return True


def _one_of(branches: Collection[Clauses]) -> Clauses:
    """What one of several sequences needs: one set with the best of each, if each has one."""
    if not branches or not all(branches):
        return NOTHING
    if len(branches) == 1:
        return next(iter(branches))
    members: set[str] = set()
    for clauses in branches:
        members |= min(clauses, key=_worth)
    return (frozenset(members),) if len(members) <= _MOST else NOTHING


def _worth(clause: Set[str]) -> tuple[bool, int, int]:
    """How little a set tells: a blank is in every text."""
    return not all(map(str.strip, clause)), len(clause), -min(map(len, clause))


class _Reading:
    """An expression that is read from left to right."""

    def __init__(self, expression: str, parts: Mapping[str, Clauses]) -> None:
        self._text, self._parts = expression, parts
        self._place = 0

    @property
    def is_over(self) -> bool:
        """Whether all was read."""
        return self._place >= len(self._text)

    def alternatives(self) -> Clauses:
        """What is needed up to the next closing bracket or the end."""
        branches = [self._sequence()]
        while self._text.startswith("|", self._place):
            self._place += 1
            branches.append(self._sequence())
        return _one_of(branches)

    def _sequence(self) -> Clauses:
        found: list[frozenset[str]] = []
        run = ""
        while not self.is_over and self._text[self._place] not in "|)":
            letters, clauses = self._atom()
            repeated = _REPEATED.match(self._text, self._place)
            assert repeated is not None
            self._place = repeated.end()
            least = repeated["least"]
            if repeated[1] in ("?", "*") or (least is not None and not int(least or 0)):
                letters, clauses = letters[:-1], NOTHING
            run += letters
            if not letters or repeated[1]:
                found += [frozenset({run})] if run else []
                run = ""
            found += clauses
        return (*found, frozenset({run})) if run else tuple(found)

    def _atom(self) -> tuple[str, Clauses]:
        """The next atom: its letters, the last of which may be repeated; else what it needs."""
        text, start = self._text, self._place
        if letters := _LETTERS.match(text, start):
            self._place = letters.end()
            return letters[0], NOTHING
        if place := _PLACE.match(text, start):
            self._place = place.end()
            return "", self._parts.get(place[1], NOTHING)
        if blank := _BLANK.match(text, start):
            self._place = blank.end()
            return " ", NOTHING
        if group := _SET.match(text, start):
            self._place = group.end()
            return "", NOTHING
        if opening := _OPEN.match(text, start):
            self._place = opening.end()
            within = self.alternatives()
            self._place += 1
            return "", NOTHING if opening[0].endswith("!") else within
        self._place = start + (2 if text[start] == "\\" else 1)
        letter = text[start : self._place][-1]
        is_letter = not letter.isalnum() if text[start] == "\\" else letter in "<{}]"
        return (letter if is_letter else ""), NOTHING

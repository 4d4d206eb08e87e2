"""Marking of the words that differ between two quotes.

Both quotes stay whole; each becomes a row of segments, and each segment states whether its words are also in the other
quote. "Đạt 60% số xã" against "Phấn đấu đạt 50% số xã" marks "60%" in the first, "Phấn đấu" and "50%" in the second.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import accumulate, groupby, pairwise

from extract.kept import kept

# A number with its separators and its percent sign; a word, composed or not; or one other character.
_TOKEN = re.compile(r"\d+(?:[.,/]\d+)*(?:\s?[%‰])?|(?:\w[\u0300-\u036f]*)+|\s+|[^\w\s]")
# "hoà" and "hòa": the tone mark on the second of two vowels moves to the first (decomposed text).
_TONE = re.compile("([ouOU])([aeyAEY])([\u0300\u0301\u0303\u0309\u0323])$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ALIKE = 0.3
"""Least share of equal words in versions of one sentence; below it only numbers are marked."""
_PHRASE = 3
"""Least number of words of a part that counts as moved."""
_ISLAND = 1
"""Greatest number of equal words between two changes that are marked with them, being too short to read."""
_SAME, _MOVED, _CHANGED = 0, 1, 2
"""States of a token."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A piece of a quote.

    ``changed``: it is not in the other quote. ``moved``: it is elsewhere there. ``focus``: it is the measure in
    question.
    """

    text: str
    changed: bool = False
    moved: bool = False
    focus: bool = False


@kept(1_000)
def plain(text: str, focus: str | None = None) -> tuple[Segment, ...]:
    """The segments of a quote without a counterpart."""
    if not _is_part(focus, text):
        return (Segment(text=text),) if text else ()
    tokens = _tokens(text)
    return _segments(tokens, [_SAME] * len(tokens.all), focus)


@lru_cache(maxsize=500)
def mark(
    reference: str, draft: str, *, reference_focus: str | None = None, draft_focus: str | None = None
) -> tuple[tuple[Segment, ...], tuple[Segment, ...]]:
    """The segments of both quotes, which join back to the quotes."""
    left, right = _tokens(reference), _tokens(draft)
    left_changed, right_changed = _changes(left, right)
    return (
        _segments(left, left_changed, reference_focus),
        _segments(right, right_changed, draft_focus),
    )


@dataclass(frozen=True, slots=True)
class _Tokens:
    """The tokens of a text with the place of each, the indexes of the words among them, and the key of each word.

    ``values`` is the number of numbers, years excluded.
    """

    text: str
    all: tuple[str, ...]
    starts: tuple[int, ...]
    places: tuple[int, ...]
    keys: tuple[str, ...]
    values: int


_Side = tuple[_Tokens, list[int]]
"""The tokens of a text and their states."""


# The quotes of an upper plan are compared with those of every draft.
@kept(500)
def _tokens(text: str) -> _Tokens:
    tokens = tuple(_TOKEN.findall(text))
    keys = tuple(map(_key, tokens))
    places = tuple(at for at, key in enumerate(keys) if key)
    return _Tokens(
        text=text,
        all=tokens,
        starts=tuple(accumulate(map(len, tokens[:-1]), initial=0)),
        places=places,
        keys=tuple(filter(None, keys)),
        values=sum(_has_digit(token) and not _YEAR.fullmatch(token) for token in tokens),
    )


def excerpt(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """The segments of the measure in question, with "…" for the rest; all segments without one.

    The measure is no longer marked as focus, since nothing else is shown.
    """
    places = [place for place, segment in enumerate(segments) if segment.focus]
    if not places:
        return segments
    first, last = places[0], places[-1]
    kept = [
        Segment(text=segment.text, changed=segment.changed, moved=segment.moved)
        for segment in segments[first : last + 1]
    ]
    if first > 0:
        kept.insert(0, Segment(text="… "))
    if any(_key(token) for segment in segments[last + 1 :] for token in _TOKEN.findall(segment.text)):
        kept.append(Segment(text=" …"))
    return tuple(kept)


def _changes(left: _Tokens, right: _Tokens) -> tuple[list[int], list[int]]:
    marked: tuple[list[int], list[int]] = ([_SAME] * len(left.all), [_SAME] * len(right.all))
    if left.keys == right.keys:
        return marked
    words_left, words_right, keys_left = left.places, right.places, left.keys
    matcher = SequenceMatcher(None, left.keys, right.keys, autojunk=False)
    if matcher.ratio() < _ALIKE:
        _mark_numbers(left, right, marked[0])
        _mark_numbers(right, left, marked[1])
        return marked
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            _paint(marked[0], words_left[i1:i2])
            _paint(marked[1], words_right[j1:j2])
    _settle((left, marked[0]), (right, marked[1]))
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        short = tag == "equal" and i2 - i1 <= _ISLAND and not any(map(_has_digit, keys_left[i1:i2]))
        if short and _inside(marked[0], words_left, i1, i2) and _inside(marked[1], words_right, j1, j2):
            _paint(marked[0], words_left[i1:i2])
            _paint(marked[1], words_right[j1:j2])
    _bridge(left.places, marked[0])
    _bridge(right.places, marked[1])
    return marked


@lru_cache(maxsize=20_000)
def _key(token: str) -> str:
    """The form in which two words are compared; "" for spaces and punctuation, whose changes are not shown."""
    if not any(char.isalnum() for char in token):
        return ""
    letters = unicodedata.normalize("NFD", token.casefold().replace(" ", ""))
    return unicodedata.normalize("NFC", _TONE.sub(r"\1\3\2", letters))


@lru_cache(maxsize=20_000)
def _has_digit(token: str) -> bool:
    return any(char.isdigit() for char in token)


def _paint(marked: list[int], places: Sequence[int]) -> None:
    for place in places:
        marked[place] = _CHANGED


def _inside(marked: list[int], words: Sequence[int], start: int, end: int) -> bool:
    """Whether a change is right before and right after this run of words."""
    if start == 0 or end == len(words):
        return False
    return marked[words[start - 1]] == marked[words[end]] == _CHANGED


def _mark_numbers(side: _Tokens, other: _Tokens, marked: list[int]) -> None:
    known = set(other.keys)
    for place, key in zip(side.places, side.keys, strict=True):
        if _has_digit(side.all[place]) and key not in known:
            marked[place] = _CHANGED


def _settle(left: _Side, right: _Side) -> None:
    """Mark words that only changed their place as moved: "giảm ít nhất 30%" before or after its subject.

    A number moves with its phrase only where each quote has no other number; else it may belong to something else
    there.
    """
    if _changed(left).isdisjoint(_changed(right)):
        return  # Only words that changed on both sides can have moved.
    numbers = left[0].values == right[0].values == 1
    while True:
        one, other = _open(left, numbers), _open(right, numbers)
        found = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
        if found.size < _PHRASE:
            break
        for (tokens, states), at in ((left, found.a), (right, found.b)):
            for place in tokens.places[at : at + found.size]:
                states[place] = _MOVED
    known = set(_open(left, False)), set(_open(right, False))
    _settle_runs(left, known[1])
    _settle_runs(right, known[0])


def _settle_runs(side: _Side, others: set[str]) -> None:
    """Mark a changed run as moved if the other side has all its words; a run is never split."""
    tokens, states = side
    places = tokens.places
    keys = _open(side, False)
    for state, run in groupby(range(len(places)), key=lambda at: states[places[at]]):
        ats = list(run)
        if state == _CHANGED and others.issuperset(keys[at] for at in ats):
            for at in ats:
                states[places[at]] = _MOVED


def _changed(side: _Side) -> set[str]:
    """The keys of the changed words."""
    tokens, states = side
    return {key for at, key in zip(tokens.places, tokens.keys, strict=True) if states[at] == _CHANGED}


def _open(side: _Side, numbers: bool) -> list[str]:
    """The keys of the changed words; all other words, and unwanted numbers, get a key that matches nothing."""
    tokens, states = side
    return [
        key if states[at] == _CHANGED and (numbers or not _has_digit(tokens.all[at])) else f"{id(side)} {at}"
        for at, key in zip(tokens.places, tokens.keys, strict=True)
    ]


def _bridge(places: Sequence[int], marked: list[int]) -> None:
    """Give spaces and punctuation between two words of one state that state, so that phrases are marked whole."""
    for last, place in pairwise(places):
        if marked[place] and marked[last] == marked[place]:
            marked[last + 1 : place] = [marked[place]] * (place - last - 1)


def _is_part(focus: str | None, text: str) -> bool:
    """Whether the measure in question is a part of a quote; one that is the whole quote needs no focus."""
    return focus is not None and 0 < len(focus) < len(text.strip()) and focus in text


def _segments(tokens: _Tokens, states: list[int], focus: str | None) -> tuple[Segment, ...]:
    text, starts = tokens.text, tokens.starts
    if not text:
        return ()
    first = last = 0
    if focus is not None and _is_part(focus, text):
        start = text.find(focus)
        # All tokens that have a letter of the measure.
        first, last = bisect_right(starts, start) - 1, bisect_left(starts, start + len(focus))
    elif not any(states):
        return (Segment(text=text),)
    changes = {at for at, (one, other) in enumerate(pairwise(states), 1) if one != other}
    begins = sorted({0, *changes, *((first, last) if last else ())} - {len(states)})
    return tuple(
        Segment(
            text=text[starts[at] : starts[until] if until < len(states) else None],
            changed=states[at] == _CHANGED,
            moved=states[at] == _MOVED,
            focus=first <= at < last,
        )
        for at, until in pairwise([*begins, len(states)])
    )

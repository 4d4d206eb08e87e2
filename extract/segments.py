"""Which piece of a clause belongs to which of its values.

Values may stand before what they measure ("60% số xã …, 70% số trường …"), behind it ("tỷ lệ A đạt 60%, tỷ lệ B đạt
70%"), or share it ("đạt 65% vào năm 2025 và 75% vào năm 2030"; a mean in brackets behind a total).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extract.clauses import Clause
from extract.lexicon import alternatives, fold
from extract.marks import Mark


def find_segments(clause: Clause, values: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Start and end of the piece of the clause that belongs to each value."""
    text = clause.text.text
    if not values:
        return []
    starts, shared = [0], [False]
    for index, (before, value) in enumerate(zip(values, values[1:], strict=False), start=1):
        gap = text[before[1] : value[0]]
        content = _content(gap, before[1], clause.marks)
        if not content or in_brackets(text, value[0], before[1]):
            # Nothing but time words between two values, or a mean in brackets: one subject.
            starts.append(starts[-1])
            shared.append(True)
            continue
        leading = _content(text[starts[-1] : before[0]], starts[-1], clause.marks)
        cut = value[0]
        if len(leading.split()) >= 2:
            # "Tỷ lệ A đạt 50%, tỷ lệ B đạt 60%": the next subject begins behind the value.
            separators = [found.end() for found in re.finditer(r"[,;(]|(?<!\S)và\s", gap)]
            at_once = bool(re.match(r"\s*(?:[,;(]|và\s)", _blanked_gap(gap, before[1], clause.marks)))
            # Words between the value and the separator still belong to the first measure.
            cut = before[1] + ((separators[0] if at_once else separators[-1]) if separators else 0)
        following = values[index + 1][0] if index + 1 < len(values) else len(text)
        if not _own_words(clause, cut, following, value):
            # "… và ít nhất 02 điểm vào năm 2030": only value and time, so it is about the same thing.
            starts.append(starts[-1])
            shared.append(True)
            continue
        starts.append(cut)
        shared.append(False)
    ends = []
    for index in range(len(values)):
        following = next(
            (starts[later] for later in range(index + 1, len(values)) if not shared[later]), len(text)
        )
        ends.append(following)
    return list(zip(starts, ends, strict=True))


def _blanked_gap(gap: str, offset: int, marks: tuple[Mark, ...]) -> str:
    """A gap without its time words."""
    return "".join(
        " " if any(mark.start <= offset + place < mark.end for mark in marks) else letter
        for place, letter in enumerate(gap)
    )


def _own_words(clause: Clause, start: int, end: int, value: tuple[int, int]) -> str:
    """What a piece says besides its value and time."""
    text = clause.text.text
    return " ".join(
        filter(
            None,
            (
                _content(text[start : value[0]], start, clause.marks),
                _content(text[value[1] : end], value[1], clause.marks),
            ),
        )
    )


def in_brackets(text: str, place: int, since: int) -> bool:
    found = bracket(text, place)
    return found is not None and found[0] >= since


def bracket(text: str, place: int) -> tuple[int, int] | None:
    """The round brackets around a place, themselves included."""
    opened = text.rfind("(", 0, place)
    closed = text.find(")", place)
    if opened < 0 or closed < 0 or text.rfind(")", opened, place) >= 0:
        return None
    return opened, closed + 1


def _content(piece: str, offset: int, marks: tuple[Mark, ...]) -> str:
    """Words of a piece that are neither time words nor connectives."""
    letters = list(piece)
    for mark in marks:
        for place in range(max(mark.start, offset), min(mark.end, offset + len(piece))):
            letters[place - offset] = " "
    return _connectives().sub(" ", fold("".join(letters))).strip(" ,;:.-–()")


@cache
def _connectives() -> re.Pattern[str]:
    light = [
        "và",
        "đến",
        "vào",
        "của",
        "trong",
        "là",
        "thì",
        "đạt",
        "khoảng",
        "tăng",
        "lên",
        "còn",
        "xuống",
        "bình quân",
        "phấn đấu",
        "hoặc",
        "rồi",
    ]
    return re.compile(rf"(?<!\w)(?:{alternatives(light)})(?!\w)")

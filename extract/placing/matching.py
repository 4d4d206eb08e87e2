"""Texts found again in a longer one that holds them in about the same order: the blocks of a document in its print.

Only letters and digits count, decomposed and in small letters, so that a composed "ế", a typed "e" with two marks and
a capital are one, and no space, hyphen or bullet matters.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_TELLING = 16
"""Letters of a block that stands but once in both texts, and so tells where its neighbours are."""
_LEAST_FUZZY = 8
"""Letters of a block that may differ in some of them."""
_SHARE = 0.85
"""Least share of the letters of such a block that are found."""
_RUN = 3
"""Letters that follow each other in both texts; fewer are found anywhere."""
_FEW = 12
"""Letters between two runs that are a part of the block; more are the foot of a page."""
_NEAR = 4000
"""Letters behind a block among which the next one is looked for out of order, about two pages."""
_NARROW = 4
"""Times the length of a block: a window up to this is compared as a whole."""
_EFFORT = 50_000_000
"""Letters of blocks times letters of windows that are compared for blocks that differ, in hundreds."""

_SIGNS = "%‰"
"""Signs that may fill a cell of a table."""

Run = tuple[int, int, int]
"""Letters [first, last) of a block, and where the first of them stands in the other text."""
Runs = tuple[Run, ...]


class _Folding(dict[str, str]):
    """The letters for one character: none for a space or sign."""

    def __missing__(self, letter: str) -> str:
        plain = unicodedata.normalize("NFKD", letter.casefold())
        kept = "".join(one for one in plain if one.isalnum() or one in _SIGNS or unicodedata.combining(one))
        self[letter] = kept
        return kept


_FOLDED = _Folding()


@dataclass(frozen=True, slots=True)
class Folded:
    """The letters of a text, and for each the index of the character it comes from."""

    letters: str
    at: Sequence[int]


def folded(text: str) -> Folded:
    """The letters of a text.

    >>> folded("Đạt 5,5 %").letters == folded("đa\u0323t 55%").letters
    True
    """
    letters: list[str] = []
    at: list[int] = []
    for index, letter in enumerate(text):
        kept = _FOLDED[letter]
        letters.append(kept)
        at.extend([index] * len(kept))
    return Folded("".join(letters), at)


def matched(blocks: Sequence[str], text: str) -> list[Runs]:
    """Where the letters of each block stand in the letters of a text; empty for a block that is not found.

    A block that stands once in both texts is found first. Between two of those the others are looked for, the longest
    first, so that of equal blocks the order decides. A block that differs in a few letters, or is broken by the foot
    of a page, gives several runs.
    """
    found: list[Runs] = [()] * len(blocks)
    last_end, last_block = 0, -1
    effort = [0]
    for index, start in [*_pins(blocks, text), (len(blocks), len(text))]:
        _fill(blocks, text, (last_block + 1, index), (last_end, start), found, effort)
        if index < len(blocks):
            found[index] = ((0, len(blocks[index]), start),)
            last_end, last_block = start + len(blocks[index]), index
    _rest(blocks, text, found)
    return found


def _pins(blocks: Sequence[str], text: str) -> list[tuple[int, int]]:
    """(block, place) of long blocks that stand once in both texts, in the order of both."""
    often = Counter(blocks)
    pins = []
    for index, block in enumerate(blocks):
        if len(block) >= _TELLING and often[block] == 1:
            start = text.find(block)
            if start >= 0 and text.find(block, start + 1) < 0:
                pins.append((index, start))
    return [pins[at] for at in _increasing([start for _, start in pins])]


def _increasing(places: Sequence[int]) -> list[int]:
    """The indices of a longest increasing series."""
    ends: list[int] = []
    tails: list[int] = []
    before: list[int] = []
    for index, place in enumerate(places):
        at = bisect_left(tails, place)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [place]
        ends[at : at + 1] = [index]
    series = []
    at = ends[-1] if ends else -1
    while at >= 0:
        series.append(at)
        at = before[at]
    return series[::-1]


def _fill(
    blocks: Sequence[str],
    text: str,
    part: tuple[int, int],
    window: tuple[int, int],
    found: list[Runs],
    effort: list[int],
) -> None:
    """Find the blocks of a part in a window: the longest splits both, and so on."""
    left = [(part, window)]
    while left:
        (first, last), (start, end) = left.pop()
        if first >= last or start >= end:
            continue
        # Of equal blocks the one in the middle, so that a long series is halved each time.
        middle = (first + last) / 2
        order = sorted(range(first, last), key=lambda index: (-len(blocks[index]), abs(index - middle)))
        absent: set[str] = set()
        for index in order:
            if not blocks[index]:
                break
            if blocks[index] in absent:
                continue
            runs = _exact(blocks, text, index, first, (start, end)) or _fuzzy(
                blocks[index], text, (start, end), effort
            )
            if not runs and text.find(blocks[index], start, end) < 0:
                absent.add(blocks[index])
            if runs:
                found[index] = runs
                left.append(((first, index), (start, runs[0][2])))
                final = runs[-1]
                left.append(((index + 1, last), (final[2] + final[1] - final[0], end)))
                break


def _exact(blocks: Sequence[str], text: str, index: int, first: int, window: tuple[int, int]) -> Runs:
    """The block in the window, behind as many equal ones as stand before it."""
    block, (start, end) = blocks[index], window
    place = start - 1
    for _ in range(1 + sum(other == block for other in blocks[first:index])):
        place = text.find(block, place + 1, end)
        if place < 0:
            return ()
    return ((0, len(block), place),)


def _fuzzy(block: str, text: str, window: tuple[int, int], effort: list[int]) -> Runs:
    """The block in the window with some letters missing, added or changed."""
    from rapidfuzz import fuzz

    start, end = window
    effort[0] += len(block) * (end - start) // 100
    if len(block) < _LEAST_FUZZY or end - start < _SHARE * len(block) or effort[0] > _EFFORT:
        return ()
    if end - start > _NARROW * len(block) + 400:
        near = fuzz.partial_ratio_alignment(block, text[start:end], score_cutoff=60)
        if near is None:
            return ()
        room = len(block) // 2 + 100
        start, end = max(start, start + near.dest_start - room), min(end, start + near.dest_end + room)
    runs = _core(list(_common(block, text[start:end], start)))
    if not runs:
        return ()
    # Again without the room around it, in which a missing letter may be found far away.
    low = max(start, runs[0][2] - runs[0][0] - _RUN)
    high = min(end, runs[-1][2] + len(block) - runs[-1][0] + _RUN)
    runs = _core(list(_common(block, text[low:high], low)))
    return runs if sum(last - first for first, last, _ in runs) >= _SHARE * len(block) else ()


def _common(block: str, piece: str, start: int) -> Iterator[Run]:
    """The runs of letters that both have, in order."""
    from rapidfuzz.distance import Indel

    for step in Indel.opcodes(block, piece):
        if step.tag == "equal" and step.src_end - step.src_start >= min(_RUN, len(block)):
            yield step.src_start, step.src_end, start + step.dest_start


def _core(runs: list[Run]) -> Runs:
    """The runs without short ones at both ends that stand far off: letters that the text has there by chance."""
    while len(runs) > 1 and _strays(runs[0], runs[0], runs[1]):
        del runs[0]
    while len(runs) > 1 and _strays(runs[-1], runs[-2], runs[-1]):
        del runs[-1]
    return tuple(runs)


def _strays(run: Run, before: Run, after: Run) -> bool:
    gap = after[2] - (before[2] + before[1] - before[0])
    return run[1] - run[0] < gap - (after[0] - before[1])


def _rest(blocks: Sequence[str], text: str, found: list[Runs]) -> None:
    """Find blocks that stand out of order: a text box, and a cell of a row that is broken by the end of a page.

    The other cells of such a row stand between its two pieces. Letters that are those of a found block do not count.
    """
    taken = bytearray(len(text))
    for runs in found:
        _take(taken, runs)
    last = 0
    for index, block in enumerate(blocks):
        if not found[index] and len(block) >= _LEAST_FUZZY:
            window = last, min(len(text), last + _NEAR)
            found[index] = _alone(block, text) or _free(block, text, window, taken)
            _take(taken, found[index])
        if found[index]:
            last = found[index][0][2]


def _take(taken: bytearray, runs: Runs) -> None:
    for first, last, place in runs:
        taken[place : place + last - first] = b"\1" * (last - first)


def _alone(block: str, text: str) -> Runs:
    """The block, if the text has it once."""
    start = text.find(block)
    return ((0, len(block), start),) if start >= 0 and text.find(block, start + 1) < 0 else ()


def _free(block: str, text: str, window: tuple[int, int], taken: bytearray) -> Runs:
    """The block, whole or in two pieces, among the letters of a window that are not taken."""
    (start, end), size = window, len(block)
    whole = _untaken(block, text, window, taken)
    if whole >= 0:
        return ((0, size, whole),)
    # The longest beginning, and the rest behind it; a letter may be at the beginning of what follows by chance.
    low, high = 0, size
    while low < high:
        middle = (low + high + 1) // 2
        if _untaken(block[:middle], text, (start, end), taken) >= 0:
            low = middle
        else:
            high = middle - 1
    for cut in range(low, max(low - _RUN, _RUN), -1):
        first = _untaken(block[:cut], text, window, taken)
        second = _untaken(block[cut:], text, (first + cut, end), taken) if cut + _RUN <= size else -1
        if second >= 0:
            return (0, cut, first), (cut, size, second)
    return ()


def _untaken(block: str, text: str, window: tuple[int, int], taken: bytearray) -> int:
    """The first place of a block in a window whose letters are not taken; -1 without one."""
    place = text.find(block, *window)
    while place >= 0 and any(taken[place : place + len(block)]):
        place = text.find(block, place + 1, window[1])
    return place


def part_of(runs: Runs, first: int, last: int) -> list[tuple[int, int]]:
    """The places [start, end) in the other text of the letters [first, last) of a block.

    A few letters that differ, between two runs or at an end, belong to it.

    >>> part_of(((0, 4, 10), (6, 9, 90)), 2, 8)
    [(12, 14), (90, 92)]
    >>> part_of(((0, 4, 10), (6, 9, 17)), 2, 10)
    [(12, 21)]
    """
    found: list[tuple[int, int]] = []
    low, high = last, first
    for begin, end, place in runs:
        part = max(first, begin), min(last, end)
        if part[0] >= part[1]:
            continue
        start, stop = place + part[0] - begin, place + part[1] - begin
        if found and start - found[-1][1] <= _FEW:
            found[-1] = found[-1][0], stop
        else:
            found.append((start, stop))
        low, high = min(low, part[0]), max(high, part[1])
    if found and 0 < low - first <= _RUN:
        found[0] = max(0, found[0][0] - (low - first)), found[0][1]
    if found and 0 < last - high <= _RUN:
        found[-1] = found[-1][0], found[-1][1] + last - high
    return found

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
from itertools import pairwise

_TELLING = 16
"""Letters of a block that stands but once in both texts, and so tells where its neighbours are."""
_LEAST_FUZZY = 8
"""Letters of a block that may differ in some of them."""
_LEAST_LOOSE = 4
"""Letters of a block that is looked for out of order; a number may be that of a page."""
_SHARE = 0.85
"""Least share of the letters of such a block that are found."""
_RUN = 3
"""Letters that follow each other in both texts; fewer are found anywhere."""
_CHANCE = 8
"""Letters that two cells may begin with alike."""
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
    heads: bytes
    """1 for each letter that begins a word; one byte more, a 1 for the end."""


def folded(text: str) -> Folded:
    """The letters of a text.

    >>> folded("Đạt 5,5 %").letters == folded("đa\u0323t 55%").letters
    True
    """
    letters: list[str] = []
    at: list[int] = []
    heads = bytearray()
    head = 1
    for index, letter in enumerate(text):
        kept = _FOLDED[letter]
        if not kept:
            head = 1
            continue
        letters.append(kept)
        at.extend([index] * len(kept))
        heads += bytes([head]) + bytes(len(kept) - 1)
        head = 0
    return Folded("".join(letters), at, bytes(heads) + b"\1")


def matched(blocks: Sequence[Folded], text: Folded) -> list[Runs]:
    """Where the letters of each block stand among those of a text; empty for a block that is not found.

    A block that stands once in both texts is found first. Between two of those the others are looked for, the longest
    first, so that of equal blocks the order decides. A block that differs in a few letters gives several runs, and so
    does one that the end of a page breaks, whose pieces have its foot or the other cells of its row between them.
    """
    return _Matching(blocks, text).found


class _Matching:
    """The blocks found so far; no letter of the text belongs to two of them."""

    def __init__(self, texts: Sequence[Folded], inside: Folded) -> None:
        self._blocks, self._inner = [one.letters for one in texts], [one.heads[1:-1] for one in texts]
        self._text, self._heads = inside.letters, inside.heads
        blocks, text = self._blocks, self._text
        self.found: list[Runs] = [()] * len(blocks)
        self._taken = bytearray(len(text))
        self._effort = 0
        pins = _pins(blocks, text)
        for index, start in pins:
            self._take(index, ((0, len(blocks[index]), start),))
        end, block = 0, -1
        for index, start in [*pins, (len(blocks), len(text))]:
            self._fill((block + 1, index), (end, start))
            if index < len(blocks):
                end, block = start + len(blocks[index]), index
        self._rest()

    def _take(self, index: int, runs: Runs) -> None:
        self.found[index] = runs
        for first, last, place in runs:
            self._taken[place : place + last - first] = b"\1" * (last - first)

    def _fill(self, part: tuple[int, int], window: tuple[int, int]) -> None:
        """Find the blocks of a part in a window: the longest splits both, and so on."""
        left = [(part, window)]
        while left:
            (first, last), (start, end) = left.pop()
            if first >= last or start >= end:
                continue
            # Of equal blocks the one in the middle, so that a long series is halved each time.
            middle = (first + last) / 2
            order = sorted(
                range(first, last), key=lambda index: (-len(self._blocks[index]), abs(index - middle))
            )
            absent, tried = set[str](), set[str]()
            for index in order:
                block = self._blocks[index]
                if not block or block in absent:
                    continue
                before = sum(other == block for other in self._blocks[first:index])
                runs = self._exact(index, (start, end), before)
                if not runs and block not in tried:
                    tried.add(block)
                    runs = self._other(block, (start, end))
                if runs:
                    self._take(index, runs)
                    left += [((first, index), (start, runs[0][2])), ((index + 1, last), (_end(runs), end))]
                    break
                if self._untaken(block, (start, end)) < 0:
                    absent.add(block)

    def _exact(self, index: int, window: tuple[int, int], before: int) -> Runs:
        """The block in the window, behind as many equal ones as stand before it."""
        block, inner = self._blocks[index], self._inner[index]
        place = window[0] - 1
        for _ in range(1 + before):
            place = self._untaken(block, (place + 1, window[1]), inner=inner)
            if place < 0:
                return ()
        return ((0, len(block), place),)

    def _other(self, block: str, window: tuple[int, int]) -> Runs:
        """The block in a window in two pieces, or with letters that differ."""
        if len(block) < _LEAST_FUZZY or window[1] - window[0] < _SHARE * len(block):
            return ()
        near = window[0], min(window[1], window[0] + _NEAR)
        return self._in_two(block, near) or self._fuzzy(block, window)

    def _in_two(self, block: str, window: tuple[int, int]) -> Runs:
        """The longest beginning of the block, and its rest behind that.

        The first letters of the rest may be at the beginning of what follows, too, by chance.
        """
        low, high = 0, len(block)
        while low < high:
            middle = (low + high + 1) // 2
            if self._untaken(block[:middle], window, tail=False) >= 0:
                low = middle
            else:
                high = middle - 1
        for cut in range(min(low, len(block) - _RUN), max(low - _CHANCE, _RUN), -1):
            first = self._untaken(block[:cut], window)
            if first < 0:
                continue
            second = self._untaken(block[cut:], (first + cut, window[1]))
            if second >= 0:
                return (0, cut, first), (cut, len(block), second)
        return ()

    def _fuzzy(self, block: str, window: tuple[int, int]) -> Runs:
        """The block in the window with some letters missing, added or changed."""
        from rapidfuzz import fuzz

        (start, end), text = window, self._text
        self._effort += len(block) * (end - start) // 100
        if self._effort > _EFFORT:
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

    def _rest(self) -> None:
        """Find blocks that stand out of order, such as a text box or a cell of a row that a page's end breaks."""
        last, absent = 0, set[tuple[str, int]]()
        for index, block in enumerate(self._blocks):
            if not self.found[index] and len(block) >= _LEAST_LOOSE and (block, last) not in absent:
                behind, around = (last, last + _NEAR), (max(0, last - _NEAR), last + _NEAR)
                runs = _alone(block, self._text) or self._exact(index, behind, 0)
                runs = runs or self._exact(index, around, 0)
                if not runs and len(block) >= _LEAST_FUZZY:
                    runs = self._in_two(block, behind)
                self._take(index, runs)
                if not runs:
                    absent.add((block, last))
            if self.found[index]:
                last = self.found[index][0][2]

    def _untaken(
        self, block: str, window: tuple[int, int], *, tail: bool = True, inner: bytes | None = None
    ) -> int:
        """The first place of a block in a window whose letters are not taken; -1 without one.

        Few letters must be whole words there, lest 21 be found in the cells 12 and 19 or 2 and 1: ``inner`` tells
        which letters but the first begin a word, ``tail`` False that the last word may go on.
        """
        size, heads = len(block), self._heads
        place = self._text.find(block, *window)
        while place >= 0:
            taken = self._taken.rfind(1, place, place + size)
            if taken < 0:
                if size >= _TELLING:
                    return place
                same = inner is None or size >= _LEAST_FUZZY or heads[place + 1 : place + size] == inner
                if same and heads[place] and (heads[place + size] or not tail):
                    return place
            place = self._text.find(block, max(place, taken) + 1, window[1])
        return -1


def _end(runs: Runs) -> int:
    """Where the text goes on behind a block: behind the first of two pieces, since others stand between them."""
    for before, after in pairwise(runs):
        end = before[2] + before[1] - before[0]
        if after[2] - end > after[0] - before[1] + _RUN:
            return end
    return runs[-1][2] + runs[-1][1] - runs[-1][0]


def _alone(block: str, text: str) -> Runs:
    """The block, if the text has it once."""
    start = text.find(block)
    return ((0, len(block), start),) if start >= 0 and text.find(block, start + 1) < 0 else ()


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


def part_of(runs: Runs, first: int, last: int) -> list[tuple[int, int]]:
    """The places [start, end) in the other text of the letters [first, last) of a block.

    Letters that differ, between two runs or at an end, belong to it; the foot of a page does not.

    >>> part_of(((0, 4, 10), (6, 9, 90)), 2, 8)
    [(12, 14), (90, 92)]
    >>> part_of(((0, 4, 10), (6, 9, 16)), 2, 10)
    [(12, 20)]
    """
    found: list[tuple[int, int]] = []
    low, high = last, first
    for begin, end, place in runs:
        part = max(first, begin), min(last, end)
        if part[0] >= part[1]:
            continue
        start, stop = place + part[0] - begin, place + part[1] - begin
        if found and start - found[-1][1] <= max(1, part[0] - high):
            found[-1] = found[-1][0], stop
        else:
            found.append((start, stop))
        low, high = min(low, part[0]), part[1]
    if found and 0 < low - first <= _RUN:
        found[0] = max(0, found[0][0] - (low - first)), found[0][1]
    if found and 0 < last - high <= _RUN:
        found[-1] = found[-1][0], found[-1][1] + last - high
    return found

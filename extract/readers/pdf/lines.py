"""Letters of a PDF page, put into words and lines by their places alone.

pdfium's order and its guessed spaces are not used: a Vietnamese letter from a second font is drawn apart from its word,
to which it belongs only by its place.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from functools import partial
from itertools import compress, count, groupby, pairwise
from operator import lt, sub
from typing import Any, NamedTuple

from extract.readers.pdf.letters import Letters, Matrix, Run
from extract.readers.pdf.turning import turned_size
from extract.readers.plain.assembly import is_footnote_mark
from extract.readers.word.symbols import replace_private

_SAME_LINE = 0.25
"""Of the letter size: runs whose baselines differ less are one line."""
_GAP = 0.16
"""Of the letter size: a gap between words. A space is 0.25, less in a squeezed line; pdfium loses the spaces beside
letters of a second font, so that space characters alone are not enough."""
_SHORT_GAP, _SHORT_SHARE = 0.22, 0.7
"""Of the letter size, and of the usual gap of the line: a shorter gap is one beside a letter of a second font."""
_SPREAD, _LEAST_SPREAD = 0.6, 5
"""Words as a share of letters, and letters at least, of a line whose letters are set apart from each other."""
_WIDEST_SPREAD = 1.0
"""Of the letter size: letters are set apart by less than this; figures of a table by more."""
_TWICE = 0.6
"""Of a letter's width: the same letter nearer than this was drawn twice to look bold."""
_NEARLY = 0.99
"""Of a gap: a narrower one is none for certain, whatever rounding did."""
_WORD = re.compile("[^ ]+")
_SECOND = re.compile(r"(?<=([^ ]))\1")
"""The second of two equal letters."""
_SMALL = 0.8
"""Of the line's letter size: raised letters are smaller than this."""


class Word(NamedTuple):
    """Letters without a gap; ``font`` is the name in the file, ``unsure`` marks a number that recognition doubts."""

    text: str
    x0: float
    x1: float
    bold: bool
    italic: bool
    font: str = ""
    unsure: bool = False


_made: Callable[[tuple[object, ...]], Word] = partial(tuple.__new__, Word)
"""A word of all its fields, in half the time of its class: there are hundreds on a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Words on one baseline, from left to right; ``base`` counts downward, ``size`` is the em."""

    words: tuple[Word, ...]
    base: float
    size: float

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.words[-1].x1

    @property
    def text(self) -> str:
        """The words with a space between two."""
        return " ".join([word.text for word in self.words])

    def part(self, first: int, last: int) -> Line:
        """The words ``first`` to ``last`` (exclusive) as a line of their own."""
        return Line(words=self.words[first:last], base=self.base, size=self.size)


_Look = tuple[bool, bool, str]
"""Whether a font is bold and italic, by its name, and that name."""


@dataclass(slots=True)
class _Row:
    """The letters of one line from left to right: their edges, and their places on the page.

    The edges are to be multiplied by ``scale``; ``look`` is that of all letters, None if they may differ.
    """

    base: float
    size: float
    scale: float
    contents: Sequence[str]
    starts: Sequence[float]
    ends: Sequence[float]
    places: Sequence[int]
    look: _Look | None = None

    def part(self, letters: Sequence[int]) -> _Row:
        """The letters at these indexes of the row alone."""
        return _Row(
            self.base,
            self.size,
            self.scale,
            [self.contents[letter] for letter in letters],
            [self.starts[letter] for letter in letters],
            [self.ends[letter] for letter in letters],
            [self.places[letter] for letter in letters],
            self.look,
        )


class PageText:
    """The lines of one page; ``skipped`` holds slanted text such as a watermark, ``letters`` is the number of others.

    ``turn`` is the clockwise turn of the page before it is read, in degrees (0, 90, 180, 270); ``width``, ``height``
    and all places are those of the turned page.
    """

    def __init__(self, page: Any, turn: int = 0) -> None:
        import pypdfium2.raw as pdfium

        self._raw: Any = pdfium
        self.turn = turn
        self.width, self.height = turned_size(page.get_width(), page.get_height(), turn)
        self.matrix = self._to_top_left(page)
        self._fonts: dict[bytes, _Look] = {}
        text = page.get_textpage()
        try:
            self._page = Letters(text.raw, self.matrix)
            self.skipped = self._page.skipped
            self.letters = sum(map(len, self._page.runs))
            lines = (self._line(self._row(runs)) for runs in _grouped(self._page))
            self.lines = [line for line in lines if line.words]
        finally:
            text.close()

    def _to_top_left(self, page: Any) -> Matrix:
        """The coefficients from page space to points from the top left corner of the page as read."""
        scale = 100
        width, height = max(1, round(self.width * scale)), max(1, round(self.height * scale))
        x, y = ctypes.c_int(), ctypes.c_int()

        def place(px: float, py: float) -> tuple[float, float]:
            self._raw.FPDF_PageToDevice(page, 0, 0, width, height, self.turn // 90, px, py, x, y)
            return x.value / scale, y.value / scale

        x00, y00 = place(0, 0)
        x10, y10 = place(1000, 0)
        x01, y01 = place(0, 1000)
        return (x10 - x00) / 1000, (x01 - x00) / 1000, x00, (y10 - y00) / 1000, (y01 - y00) / 1000, y00

    def _row(self, runs: list[Run]) -> _Row:
        """The letters of the runs of one line."""
        page = self._page
        main = max(runs, key=lambda run: (round(run.size), len(run)))
        base, size, stretch = main.base, main.size, main.stretches[0]
        if len(runs) == len(main.stretches) == 1:
            first, last = stretch[0], stretch[-1]
            starts, ends = page.starts[first : last + 1].tolist(), page.ends[first : last + 1].tolist()
            if all(map(lt, starts, starts[1:])):
                look = self._look(first) if self._page.asked.is_one_object(first, last) else None
                contents = page.contents[first : last + 1]
                return _Row(base, size, page.scale, contents, starts, ends, stretch, look)
        letters = [
            (page.starts[place], page.ends[place], page.contents[place], place)
            for run in runs
            for place in run.places
        ]
        places = [letter[-1] for letter in sorted(letters)]
        small = [run for run in runs if run.size < _SMALL * size and run.base < base - 0.1 * size]
        if small:
            raised = {place for run in small for place in run.places}
            places = _without_marks(page, places, raised)
        whole = _Row(base, size, page.scale, page.contents, page.starts, page.ends, range(len(page.contents)))
        return whole.part(places)

    def _line(self, row: _Row) -> Line:
        words, count, least = self._words(row, _GAP * row.size)
        if len(words) > _SPREAD * count and count >= _LEAST_SPREAD:
            words = self._closed_up(row, words)
        elif least < _SHORT_GAP * row.size and len(words) > 2:
            usual = _usual([gap for gap in _gaps(words) if gap < row.size])
            gap = max(_GAP * row.size, min(_SHORT_GAP * row.size, _SHORT_SHARE * usual))
            words, _, _ = self._words(row, gap)
        if self._page.has_private:
            words = [word._replace(text=replace_private(word.text)) for word in words]
        return Line(words=tuple(words), base=row.base, size=row.size)

    def _words(self, row: _Row, gap: float) -> tuple[list[Word], int, float]:
        """The words, cut at spaces and at gaps; the number of letters, and the least gap at a cut without a space."""
        scale, contents = row.scale, row.contents
        text = contents if isinstance(contents, str) else "".join(contents)
        if len(text) != len(row.places) or _has_twice(row, text):
            found, least = _cut(row, gap)
            words = [
                self._word(row, letters, "".join([contents[letter] for letter in letters]))
                for letters in found
            ]
            return words, sum(map(len, found)), least
        spans, least = _spans(row, text, gap)
        if row.look is None:
            words = [self._word(row, range(first, end), text[first:end]) for first, end in spans]
        else:
            bold, italic, font = row.look
            starts, ends = row.starts, row.ends
            words = [
                _made((text[at:end], scale * starts[at], scale * ends[end - 1], bold, italic, font, False))
                for at, end in spans
            ]
        return words, len(text) - text.count(" "), least

    def _word(self, row: _Row, letters: Sequence[int], text: str) -> Word:
        first, last = letters[0], letters[-1]
        telling = first
        if not row.contents[first].isalnum():
            # A sign before a word may be of another font.
            telling = next((letter for letter in letters if row.contents[letter].isalnum()), first)
        bold, italic, font = row.look or self._look(row.places[telling])
        return Word(text, row.scale * row.starts[first], row.scale * row.ends[last], bold, italic, font)

    def _look(self, place: int) -> _Look:
        """The look of a letter of the page."""
        name = self._page.asked.font(place)
        if name not in self._fonts:
            lower = name.lower()
            bold = any(mark in lower for mark in (b"bold", b"black", b"heavy"))
            italic = b"italic" in lower or b"oblique" in lower
            self._fonts[name] = bold, italic, name.decode("utf-8", "replace")
        return self._fonts[name]

    def _closed_up(self, row: _Row, words: list[Word]) -> list[Word]:
        """The words of a line whose letters are set apart ("K Ế  H O Ạ C H"): between two words is a wider gap."""
        gaps = _gaps(words)
        usual = _usual(gaps)
        wider = usual + _GAP * row.size
        letters = [letter for letter, content in enumerate(row.contents) if content != " "]
        is_text = 2 * sum(row.contents[letter].isalpha() for letter in letters) > len(letters)
        if not is_text or usual >= _WIDEST_SPREAD * row.size or max(gaps, default=0.0) <= wider:
            return words
        closed, _, _ = self._words(row.part(letters), wider)
        return closed


def _spans(row: _Row, text: str, gap: float) -> tuple[list[tuple[int, int]], float]:
    """The first letter of each word and the one behind it, and the least gap at a cut without a space.

    For letters without marks of their own, none of them drawn twice.
    """
    starts, ends, scale = row.starts, row.ends, row.scale
    spans = [match.span() for match in _WORD.finditer(text)]
    nearly = _NEARLY * gap / scale
    if max(map(sub, starts[1:], ends), default=0.0) < nearly:
        return spans, math.inf
    wide = compress(count(1), map(nearly.__le__, map(sub, starts[1:], ends)))
    gaps = {at: scale * starts[at] - scale * ends[at - 1] for at in wide if text[at - 1] != " " != text[at]}
    cuts = [at for at, width in gaps.items() if width > gap]
    if not cuts:
        return spans, math.inf
    firsts, behind = sorted([first for first, _ in spans] + cuts), sorted([end for _, end in spans] + cuts)
    return list(zip(firsts, behind, strict=True)), min(gaps[at] for at in cuts)


def _has_twice(row: _Row, text: str) -> bool:
    """Whether letters were drawn a second time to look bold."""
    equal = [match.start() for match in _SECOND.finditer(text)]
    return any(_is_twice(row, letter - 1, letter) for letter in equal)


def _is_twice(row: _Row, first: int, second: int) -> bool:
    """Whether the second of two equal letters is the first one drawn again."""
    return row.starts[second] - row.starts[first] < _TWICE * (row.ends[second] - row.starts[second])


def _cut(row: _Row, gap: float) -> tuple[list[list[int]], float]:
    """The letters of each word of any row, and the least gap at a cut without a space."""
    words: list[list[int]] = []
    open_: list[int] = []
    least = end = math.inf
    before = -1
    for letter, content in enumerate(row.contents):
        if content == " ":
            end, before = -math.inf, -1
            continue
        if before >= 0 and content == row.contents[before] and _is_twice(row, before, letter):
            continue
        wide = row.scale * row.starts[letter] - row.scale * end
        if open_ and wide > gap:
            least = min(least, wide)
            words.append(open_)
            open_ = []
        open_.append(letter)
        end, before = row.ends[letter], letter
    return [*words, open_] if open_ else words, least


def _gaps(words: list[Word]) -> list[float]:
    return [after.x0 - before.x1 for before, after in pairwise(words)]


def _usual(gaps: list[float]) -> float:
    """The median; 0 without any."""
    return sorted(gaps)[len(gaps) // 2] if gaps else 0.0


def _grouped(page: Letters) -> list[list[Run]]:
    """The runs of each line, from top to bottom."""
    lines: list[list[Run]] = []
    for run in sorted(page.runs, key=lambda run: run.base):
        if all(page.contents[place] == " " for place in run.places):
            continue
        near = lines[-1] if lines else None
        if near and abs(run.base - near[0].base) <= _SAME_LINE * max(run.size, near[0].size):
            near.append(run)
        else:
            lines.append([run])
    return _with_raised(page, lines)


def _with_raised(page: Letters, lines: list[list[Run]]) -> list[list[Run]]:
    """The lines, with small letters just above the baseline of the next line joined to it if they touch."""
    merged: list[list[Run]] = []
    for line in reversed(lines):
        below = merged[-1] if merged else None
        if below is not None:
            main = max(below, key=lambda run: run.size)
            height = main.base - line[0].base
            small = all(run.size < _SMALL * main.size for run in line)
            if small and height < 0.6 * main.size and all(_touches(page, run, below) for run in line):
                below.extend(line)
                continue
        merged.append(line)
    merged.reverse()
    return merged


def _touches(page: Letters, run: Run, line: list[Run]) -> bool:
    start, end = (
        min(page.starts[place] for place in run.places),
        max(page.ends[place] for place in run.places),
    )
    return any(
        min(abs(start - page.ends[place]), abs(end - page.starts[place])) * page.scale < 0.5 * other.size
        for other in line
        for place in other.places
        if page.contents[place] != " "
    )


def _without_marks(page: Letters, places: list[int], raised: Set[int]) -> list[int]:
    """The letters without raised footnote marks; powers are kept."""
    kept: list[int] = []
    for above, group in groupby(places, key=raised.__contains__):
        part = list(group)
        mark, before = ("".join([page.contents[place] for place in side]) for side in (part, kept))
        if not (above and is_footnote_mark(mark, before)):
            kept.extend(part)
    return kept

"""Letters of a PDF page, put into words and lines by their places alone.

pdfium's order and its guessed spaces are not used: a Vietnamese letter from a second font is drawn apart from its word,
to which it belongs only by its place.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any, NamedTuple

from extract.readers.pdf.letters import Asked, boxes_of, letters_of
from extract.readers.pdf.turning import turned_size
from extract.readers.plain.assembly import is_footnote_mark
from extract.readers.word.symbols import has_private, replace_private

_SAME_BASE = 0.5
"""Points by which the baselines of letters of one run differ at most."""
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
_SMALL = 0.8
"""Of the line's letter size: raised letters are smaller than this."""

Letter = tuple[float, float, str, int, bool]
"""Left, right, the letter with its marks, its index on the page, whether it is raised. (Plain tuples, since there are
thousands on a page.)"""


class Word(NamedTuple):
    """Letters without a gap; ``font`` is the name in the file, ``unsure`` marks a number that recognition doubts."""

    text: str
    x0: float
    x1: float
    bold: bool
    italic: bool
    font: str = ""
    unsure: bool = False


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


@dataclass(slots=True)
class _Run:
    """Letters on one baseline, in pdfium's order."""

    base: float
    size: float
    letters: list[Letter]


class PageText:
    """The lines of one page; ``skipped`` holds slanted text such as a watermark.

    ``turn`` is the clockwise turn of the page before it is read, in degrees (0, 90, 180, 270); ``width``, ``height``
    and all places are those of the turned page.
    """

    def __init__(self, page: Any, turn: int = 0) -> None:
        import pypdfium2.raw as pdfium

        self._raw: Any = pdfium
        self.turn = turn
        self.width, self.height = turned_size(page.get_width(), page.get_height(), turn)
        self.matrix = self._to_top_left(page)
        self._fonts: dict[bytes, tuple[bool, bool, str]] = {}
        self._has_private = False
        self.skipped = ""
        text = page.get_textpage()
        try:
            self._asked = Asked(text.raw)
            runs = list(self._runs(text))
            self.letters = sum(len(run.letters) for run in runs)
            lines = (self._line(*group) for group in _grouped(runs))
            self.lines = [line for line in lines if line.words]
        finally:
            text.close()

    def _to_top_left(self, page: Any) -> tuple[float, float, float, float, float, float]:
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

    def _runs(self, text: Any) -> Iterator[_Run]:
        """All letters, in pdfium's order, cut where the baseline changes.

        The loop runs for every letter of a file, so it makes no call without need.
        """
        page = text.raw
        letters = letters_of(page)
        self._has_private = has_private(letters)
        a, b, e, c, d, _ = self.matrix
        upright = b == c == 0
        run = _Run(math.inf, 0.0, [])
        found = run.letters
        seen: set[tuple[float, float]] = set()
        for index, (letter, edges) in enumerate(zip(letters, boxes_of(page, len(letters)), strict=True)):
            left, top, right, bottom = edges
            if letter <= " ":
                # A space that pdfium guessed has no width.
                if letter == "\0" or (right <= left and top <= bottom):
                    continue
            elif "\u0300" <= letter < "\u0370" and found:
                # A combining mark belongs to the letter before it, whatever its place.
                x0, x1, before, at, _ = found[-1]
                found[-1] = (x0, x1, before + letter, at, False)
                continue
            height = (bottom, top) if upright else (c * left + d * bottom, c * right + d * top)
            # Letters with the top and bottom of one before them are on its baseline.
            if height not in seen:
                base = self._base(index)
                if not -_SAME_BASE < base - run.base < _SAME_BASE:
                    if found:
                        yield run
                    run = _Run(base, self._size(page, index) or 0.0, [])
                    found = run.letters
                    seen.clear()
                seen.add(height)
            if not run.size:
                self.skipped += letter
                run.base = math.inf
                seen.clear()
                continue
            if upright:
                x0, x1 = a * left + e, a * right + e
            else:
                x0, x1 = a * left + b * bottom + e, a * right + b * top + e
            found.append((x0, x1, letter, index, False) if x0 <= x1 else (x1, x0, letter, index, False))
        if found:
            yield run

    def _base(self, index: int) -> float:
        x, y = self._asked.origin(index)
        _, _, _, c, d, f = self.matrix
        return c * x + d * y + f

    def _size(self, page: Any, index: int) -> float | None:
        """The em in points as shown; None for letters that are not upright."""
        matrix = self._raw.FS_MATRIX()
        size = float(self._raw.FPDFText_GetFontSize(page, index))
        if not self._raw.FPDFText_GetMatrix(page, index, matrix):
            return size or 1.0
        a, b, _, c, d, _ = self.matrix
        across, down = a * matrix.a + b * matrix.b, c * matrix.a + d * matrix.b
        if abs(down) > 0.1 * math.hypot(across, down) or across < 0:
            return None
        return size * math.hypot(matrix.c, matrix.d) or 1.0

    def _line(self, base: float, size: float, letters: list[Letter]) -> Line:
        """The words of the letters of one line, given from left to right."""
        words, count, least = _words(letters, _GAP * size)
        if len(words) > _SPREAD * count and count >= _LEAST_SPREAD:
            words = _closed_up(letters, words, size)
        elif least < _SHORT_GAP * size and len(words) > 2:
            usual = _usual([gap for gap in _gaps(words) if gap < size])
            words, _, _ = _words(letters, max(_GAP * size, min(_SHORT_GAP * size, _SHORT_SHARE * usual)))
        return Line(words=tuple([self._word(word) for word in words]), base=base, size=size)

    def _word(self, letters: list[Letter]) -> Word:
        content = "".join([letter[2] for letter in letters])
        first = letters[0]
        probe = first if first[2].isalnum() else next((x for x in letters if x[2].isalnum()), first)
        name = self._asked.font(probe[3])
        bold, italic, font = self._fonts.get(name) or self._look(name)
        return Word(
            replace_private(content) if self._has_private else content,
            first[0],
            letters[-1][1],
            bold,
            italic,
            font,
        )

    def _look(self, name: bytes) -> tuple[bool, bool, str]:
        """Whether a font is bold and italic, by its name, and that name."""
        lower = name.lower()
        bold = any(mark in lower for mark in (b"bold", b"black", b"heavy"))
        italic = b"italic" in lower or b"oblique" in lower
        self._fonts[name] = bold, italic, name.decode("utf-8", "replace")
        return self._fonts[name]


def _words(letters: list[Letter], gap: float) -> tuple[list[list[Letter]], int, float]:
    """The words of a line, cut at spaces and at gaps; the number of its letters, and the least gap at a cut."""
    words: list[list[Letter]] = []
    open_: list[Letter] = []
    count, least = 0, math.inf
    end = math.inf
    last, start = "", 0.0
    for letter in letters:
        x0, x1, content, _, _ = letter
        if content == " ":
            end, last = -math.inf, content
            continue
        if content == last and x0 - start < _TWICE * (x1 - x0):
            continue
        if open_ and x0 - end > gap:
            least = min(least, x0 - end)
            words.append(open_)
            open_ = []
        open_.append(letter)
        count += 1
        end, last, start = x1, content, x0
    if open_:
        words.append(open_)
    return words, count, least


def _closed_up(letters: list[Letter], words: list[list[Letter]], size: float) -> list[list[Letter]]:
    """The words of a line whose letters are set apart ("K Ế  H O Ạ C H"): between two words is a wider gap."""
    gaps = _gaps(words)
    usual = _usual(gaps)
    wider = usual + _GAP * size
    content = [letter[2] for word in words for letter in word]
    is_text = 2 * sum(map(str.isalpha, content)) > len(content)
    if not is_text or usual >= _WIDEST_SPREAD * size or max(gaps, default=0.0) <= wider:
        return words
    closed, _, _ = _words([letter for letter in letters if letter[2] != " "], wider)
    return closed


def _gaps(words: list[list[Letter]]) -> list[float]:
    return [after[0][0] - before[-1][1] for before, after in pairwise(words)]


def _usual(gaps: list[float]) -> float:
    """The median; 0 without any."""
    return sorted(gaps)[len(gaps) // 2] if gaps else 0.0


def _grouped(runs: list[_Run]) -> Iterator[tuple[float, float, list[Letter]]]:
    """The runs put into lines from top to bottom: (baseline, size, letters)."""
    runs = [run for run in runs if any(letter[2] != " " for letter in run.letters)]
    lines: list[list[_Run]] = []
    for run in sorted(runs, key=lambda run: run.base):
        near = lines[-1] if lines else None
        if near and abs(run.base - near[0].base) <= _SAME_LINE * max(run.size, near[0].size):
            near.append(run)
        else:
            lines.append([run])
    merged = _with_raised(lines)
    for line in merged:
        main = max(line, key=lambda run: (round(run.size), len(run.letters)))
        letters: list[Letter] = []
        any_raised = False
        for run in line:
            raised = run.size < _SMALL * main.size and run.base < main.base - 0.1 * main.size
            any_raised = any_raised or raised
            letters.extend([(*letter[:4], True) for letter in run.letters] if raised else run.letters)
        letters.sort()
        yield main.base, main.size, _without_marks(letters) if any_raised else letters


def _with_raised(lines: list[list[_Run]]) -> list[list[_Run]]:
    """The lines, with small letters just above the baseline of the next line joined to it if they touch."""
    merged: list[list[_Run]] = []
    for line in reversed(lines):
        below = merged[-1] if merged else None
        if below is not None:
            main = max(below, key=lambda run: run.size)
            height = main.base - line[0].base
            small = all(run.size < _SMALL * main.size for run in line)
            if small and height < 0.6 * main.size and all(_touches(run, below) for run in line):
                below.extend(line)
                continue
        merged.append(line)
    merged.reverse()
    return merged


def _touches(run: _Run, line: list[_Run]) -> bool:
    start, end = min(x[0] for x in run.letters), max(x[1] for x in run.letters)
    return any(
        abs(start - letter[1]) < 0.5 * other.size or abs(end - letter[0]) < 0.5 * other.size
        for other in line
        for letter in other.letters
        if letter[2] != " "
    )


def _without_marks(letters: list[Letter]) -> list[Letter]:
    """The letters without raised footnote marks; powers are kept."""
    kept: list[Letter] = []
    for raised, group in groupby(letters, key=itemgetter(4)):
        part = list(group)
        mark, before = ("".join(letter[2] for letter in side) for side in (part, kept))
        if not (raised and is_footnote_mark(mark, before)):
            kept.extend(part)
    return kept

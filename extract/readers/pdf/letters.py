"""The letters of a PDF page in pdfium's numbering, put into runs on one baseline."""

from __future__ import annotations

import ctypes
import math
import re
from array import array
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, compress, count, repeat
from operator import le
from typing import Any

from extract.language.numerals import LOST
from extract.readers.word.symbols import has_private

# pdfium writes a hyphen at the end of a line as U+0002 or U+FFFE, Word's own PDF as a soft hyphen.
_PLAIN: dict[int, str] = {
    **{code: LOST for code in range(0x01, 0x20) if not chr(code).isspace()},
    **{code: " " for code in range(0x3001) if chr(code).isspace()},
    **dict.fromkeys((0xFFFE, 0xAD), "-"),
    **dict.fromkeys((0x0, 0x0A, 0x0D, 0x200B, 0x200C, 0x200D, 0xFEFF), "\0"),
}
"""One character for all spaces, one for all hyphens of line ends, and U+0000 for codes that are no letter."""
# Codes that may be the number of a shape within its font, taken for a letter by pdfium: digits above all, since a
# wrong digit is a wrong number; and control codes, which include blanks and line ends.
_DOUBTFUL = re.compile("[\0-\x1f0-9]")

# The binding's way of calling; WINFUNCTYPE differs only on 32-bit Windows.
_CALL: Any = getattr(ctypes, "WINFUNCTYPE", ctypes.CFUNCTYPE)
_SAME_BASE = 0.5
"""Points by which the baselines of letters of one run differ at most."""
_LONGEST_NAME = 256
"""Bytes of the name of a font at most."""
_ROOM = 4096
"""Boxes that pdfium is asked for before they are copied; few pages have more letters."""
_EDGES = 4
"""Numbers of a box: left, top, right, bottom."""
_STRETCH = re.compile("[^\0]+")
_MARK = re.compile("[\u0300-\u036f]")

Matrix = tuple[float, float, float, float, float, float]
"""From page space to points from the top left corner: x = a·x + b·y + e, y = c·x + d·y + f as (a, b, e, c, d, f)."""


@cache
def quick(name: str, result: Any = ctypes.c_int) -> Callable[..., int]:
    """A function of pdfium, for those that are called for every letter or word.

    The binding's own functions take longer, since they check the types of arguments. Here an ``int`` becomes an ``int``
    of C, and every pointer must be an object of ctypes.
    """
    import pypdfium2.raw as raw

    address = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value
    return _CALL(result)(address)  # type: ignore[no-any-return]


def letters_of(page: Any) -> str:
    """One character for each index of pdfium's text page; U+0000 for an index without a letter."""
    import pypdfium2.raw as raw

    count = raw.FPDFText_CountChars(page)
    units = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(page, 0, count, units)
    letters = bytes(units)[: 2 * count].decode("utf-16-le", "surrogatepass")
    if written != count + 1 or len(letters) != count:
        # An invalid letter, or one of more than 16 bits, has shifted the letters behind it.
        letters = "".join([chr(raw.FPDFText_GetUnicode(page, index)) for index in range(count)])
    plain = letters.translate(_PLAIN)
    is_unmapped = quick("FPDFText_HasUnicodeMapError")
    wrong = {
        match.start(): "-" if raw.FPDFText_IsHyphen(page, match.start()) == 1 else LOST
        for match in _DOUBTFUL.finditer(letters)
        if match[0] == "\x02" or is_unmapped(page, match.start()) == 1
    }
    if wrong:
        plain = "".join([wrong.get(index, letter) for index, letter in enumerate(plain)])
    return plain


@cache
def _room() -> tuple[Any, Sequence[Any]]:
    """Room for the numbers of boxes, and the pointer to each box; kept, since pointers take longer than the boxes."""
    numbers = (ctypes.c_float * (_EDGES * _ROOM))()
    step = _EDGES * ctypes.sizeof(ctypes.c_float)
    return numbers, [ctypes.byref(numbers, place * step) for place in range(_ROOM)]


def _boxes(page: Any, letters: int) -> list[array[float]]:
    """All left, top, right and bottom edges, in page space; zeros for an index without a box."""
    box_at = quick("FPDFText_GetLooseCharBox")
    numbers, places = _room()
    edges = array("f")
    for start in range(0, letters, _ROOM):
        end = min(start + _ROOM, letters)
        ctypes.memset(numbers, 0, ctypes.sizeof(numbers))
        deque(map(box_at, repeat(page), range(start, end), places), maxlen=0)
        edges.frombytes(ctypes.string_at(numbers, (end - start) * _EDGES * edges.itemsize))
    return [edges[edge::_EDGES] for edge in range(_EDGES)]


class Asked:
    """What pdfium tells of single letters of a text page, given their places among the letters that count.

    ``indexes`` are pdfium's indexes of those letters.
    """

    def __init__(self, page: Any, indexes: Sequence[int]) -> None:
        import pypdfium2.raw as pdfium

        self._page, self._indexes = page, indexes
        self._origin_of, self._font_of = quick("FPDFText_GetCharOrigin"), quick("FPDFText_GetFontInfo")
        self._size_of = quick("FPDFText_GetFontSize", ctypes.c_double)
        self._matrix_of = quick("FPDFText_GetMatrix")
        # Older versions of pdfium do not tell the object.
        known = hasattr(pdfium, "FPDFText_GetTextObject")
        self._object_of = quick("FPDFText_GetTextObject", ctypes.c_void_p) if known else None
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._x_at, self._y_at = ctypes.byref(self._x), ctypes.byref(self._y)
        self._name, self._longest = ctypes.create_string_buffer(_LONGEST_NAME), ctypes.c_ulong(_LONGEST_NAME)
        self._flags_at = ctypes.byref(ctypes.c_int())

    def origin(self, place: int) -> tuple[float, float]:
        """The origin of a letter on its baseline, in page space."""
        self._origin_of(self._page, self._indexes[place], self._x_at, self._y_at)
        return self._x.value, self._y.value

    def font(self, place: int) -> bytes:
        """The name of a letter's font in the file."""
        self._font_of(self._page, self._indexes[place], self._name, self._longest, self._flags_at)
        return self._name.value

    def is_one_object(self, first: int, last: int) -> bool:
        """Whether two letters, and so all between them, were drawn in one piece: in one font, along one line."""
        if self._object_of is None:
            return False
        found = self._object_of(self._page, self._indexes[first])
        return bool(found) and found == self._object_of(self._page, self._indexes[last])

    def size(self, place: int, matrix: Matrix) -> float | None:
        """The em in points as shown; None for letters that are not upright."""
        index = self._indexes[place]
        size = float(self._size_of(self._page, index))
        own = (ctypes.c_float * 6)()
        if not self._matrix_of(self._page, index, own):
            return size or 1.0
        own_a, own_b, own_c, own_d, _, _ = own
        a, b, _, c, d, _ = matrix
        across, down = a * own_a + b * own_b, c * own_a + d * own_b
        if abs(down) > 0.1 * math.hypot(across, down) or across < 0:
            return None
        return size * math.hypot(own_c, own_d) or 1.0


@dataclass(slots=True)
class Run:
    """Letters on one baseline, as stretches of indexes on the page, which increase."""

    base: float
    size: float
    stretches: list[range]

    @property
    def places(self) -> Iterator[int]:
        """The indexes of the letters."""
        return chain.from_iterable(self.stretches)

    def __len__(self) -> int:
        return sum(map(len, self.stretches))

    def add(self, first: int, end: int) -> None:
        """Add the letters from ``first`` to ``end`` (exclusive)."""
        if self.stretches and self.stretches[-1].stop == first:
            first = self.stretches.pop().start
        self.stretches.append(range(first, end))


def _without_guessed(text: str, edges: list[array[float]]) -> tuple[str, list[array[float]], Sequence[int]]:
    """The letters without the spaces that pdfium guessed, which have no width; their edges and their indexes."""
    lefts, tops, rights, bottoms = edges
    flat = compress(count(), map(le, tops, bottoms))
    guessed = [index for index in flat if text[index] == " " and rights[index] <= lefts[index]]
    indexes = range(len(text))
    if not guessed:
        return text, edges, indexes
    kept = bytearray([True]) * len(text)
    for index in guessed:
        kept[index] = False
    left = [array(edge.typecode, compress(edge, kept)) for edge in edges]
    return "".join(compress(text, kept)), left, list(compress(indexes, kept))


class Letters:
    """The letters of a page and their runs, cut where the baseline changes.

    ``contents`` are the letters with their marks, ``starts`` and ``ends`` their left and right edges, to be multiplied
    by ``scale``; ``skipped`` are the letters that are not upright; ``asked`` tells more of single letters. Stretches of
    letters are taken whole wherever nothing in them asks for a look at each letter. (To make numbers of Python for each
    letter would take more time than all else; so edges stay arrays and ranges stay ranges.)
    """

    def __init__(self, page: Any, matrix: Matrix) -> None:
        self._matrix = matrix
        text = letters_of(page)
        edges = _boxes(page, len(text))
        text, edges, indexes = _without_guessed(text, edges)
        self.asked = Asked(page, indexes)
        marked = bool(_MARK.search(text))
        self.contents: str | list[str] = list(text) if marked else text
        self.has_private = has_private(text)
        self._place(*edges)
        self.runs: list[Run] = []
        self.skipped = ""
        self._run = Run(math.inf, 0.0, [])
        # Letters with the top and bottom of one before them are on its baseline.
        self._seen: set[tuple[float, float]] = set()
        for stretch in _STRETCH.finditer(text):
            first, end = stretch.span()
            self._take_each(first, first + 1)
            apart = marked and _MARK.search(text, first, end)
            if apart or not self._take_whole(first + 1, end):
                self._take_each(first + 1, end)
        self._close()

    def _place(
        self, lefts: array[float], tops: array[float], rights: array[float], bottoms: array[float]
    ) -> None:
        """Set the edges of all letters as read: left and right, and two that are equal for letters of equal height."""
        a, b, e, c, d, _ = self._matrix
        self.scale, self.starts, self.ends, self._lows, self._highs = a, lefts, rights, bottoms, tops
        if not b == e == 0 < a:
            self.scale = 1.0
            self.starts = array("d", [a * x + b * y + e for x, y in zip(lefts, bottoms, strict=True)])
            self.ends = array("d", [a * x + b * y + e for x, y in zip(rights, tops, strict=True)])
        if not all(map(le, self.starts, self.ends)):
            low, high = map(min, self.starts, self.ends), map(max, self.starts, self.ends)
            self.starts, self.ends = array("d", low), array("d", high)
        if not b == c == 0:
            self._lows = array("d", [c * x + d * y for x, y in zip(lefts, bottoms, strict=True)])
            self._highs = array("d", [c * x + d * y for x, y in zip(rights, tops, strict=True)])

    def _take_whole(self, first: int, end: int) -> bool:
        """Take a stretch of letters behind one of the run if all are on its baseline, and tell whether they are."""
        if not self._run.size:
            return False
        if not self.asked.is_one_object(first - 1, end - 1) or not self._is_near(self._base(end - 1)):
            heights = zip(reversed(self._lows[first:end]), reversed(self._highs[first:end]), strict=True)
            # The first place of each height.
            places = dict(zip(heights, reversed(range(first, end)), strict=True))
            new = places.keys() - self._seen
            if not all(self._is_near(self._base(places[height])) for height in new):
                return False
            self._seen |= new
        self._run.add(first, end)
        return True

    def _take_each(self, first: int, end: int) -> None:
        """Take letters one by one."""
        run = self._run
        for place in range(first, end):
            content, height = self.contents[place], (self._lows[place], self._highs[place])
            if "\u0300" <= content < "\u0370" and run.stretches and isinstance(self.contents, list):
                # A combining mark belongs to the letter before it, whatever its place.
                self.contents[run.stretches[-1][-1]] += content
                continue
            if height not in self._seen:
                base = self._base(place)
                if not self._is_near(base):
                    self._close()
                    run = self._run = Run(base, self.asked.size(place, self._matrix) or 0.0, [])
                    self._seen.clear()
                self._seen.add(height)
            if run.size:
                run.add(place, place + 1)
            else:
                self.skipped += content
                run.base = math.inf
                self._seen.clear()

    def _is_near(self, base: float) -> bool:
        return -_SAME_BASE < base - self._run.base < _SAME_BASE

    def _base(self, place: int) -> float:
        x, y = self.asked.origin(place)
        _, _, _, c, d, f = self._matrix
        return c * x + d * y + f

    def _close(self) -> None:
        if self._run.stretches:
            self.runs.append(self._run)

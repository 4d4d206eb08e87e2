"""The letters of a PDF page in pdfium's numbering, taken in one call."""

from __future__ import annotations

import ctypes
import re
import struct
from collections import deque
from collections.abc import Callable, Iterator
from functools import cache
from itertools import repeat
from typing import Any

from extract.language.numerals import LOST

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


_POINTER, _NUMBER = ctypes.c_void_p, ctypes.c_int

# The binding's way of calling; WINFUNCTYPE differs only on 32-bit Windows.
_CALL: Any = getattr(ctypes, "WINFUNCTYPE", ctypes.CFUNCTYPE)


@cache
def quick(name: str, *arguments: Any) -> Callable[..., int]:
    """A function of pdfium that takes addresses: for those that are called for every letter or word.

    The binding's own functions take longer, since they check the types of pointers.
    """
    import pypdfium2.raw as raw

    address = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value
    return _CALL(ctypes.c_int, *arguments)(address)  # type: ignore[no-any-return]


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
    is_unmapped, at = quick("FPDFText_HasUnicodeMapError", _POINTER, _NUMBER), ctypes.addressof(page.contents)
    wrong = {
        match.start(): "-" if raw.FPDFText_IsHyphen(page, match.start()) == 1 else LOST
        for match in _DOUBTFUL.finditer(letters)
        if match[0] == "\x02" or is_unmapped(at, match.start()) == 1
    }
    if wrong:
        plain = "".join([wrong.get(index, letter) for index, letter in enumerate(plain)])
    return plain


_LONGEST_NAME = 256
"""Bytes of the name of a font at most."""


def boxes_of(page: Any, count: int) -> Iterator[tuple[float, ...]]:
    """Left, top, right and bottom of each of ``count`` letters, in page space; zeros for an index without a box."""
    import pypdfium2.raw as raw

    box_at = quick("FPDFText_GetLooseCharBox", _POINTER, _NUMBER, _POINTER)
    boxes = (raw.FS_RECTF * count)()
    start, size = ctypes.addressof(boxes), ctypes.sizeof(raw.FS_RECTF)
    places = range(start, start + size * count, size)
    deque(map(box_at, repeat(ctypes.addressof(page.contents)), range(count), places), maxlen=0)
    return struct.iter_unpack("4f", boxes)


class Asked:
    """What pdfium tells of single letters of a text page."""

    def __init__(self, page: Any) -> None:
        self._page = ctypes.addressof(page.contents)
        self._origin_of = quick("FPDFText_GetCharOrigin", _POINTER, _NUMBER, _POINTER, _POINTER)
        self._font_of = quick("FPDFText_GetFontInfo", _POINTER, _NUMBER, _POINTER, ctypes.c_ulong, _POINTER)
        self._place = (ctypes.c_double * 2)()
        self._x = ctypes.addressof(self._place)
        self._y = self._x + ctypes.sizeof(ctypes.c_double)
        self._name, self._flags = ctypes.create_string_buffer(_LONGEST_NAME), _NUMBER()
        self._name_at, self._flags_at = ctypes.addressof(self._name), ctypes.addressof(self._flags)

    def origin(self, index: int) -> tuple[float, float]:
        """The origin of a letter on its baseline, in page space."""
        self._origin_of(self._page, index, self._x, self._y)
        x, y = self._place
        return x, y

    def font(self, index: int) -> bytes:
        """The name of a letter's font in the file."""
        self._font_of(self._page, index, self._name_at, _LONGEST_NAME, self._flags_at)
        return self._name.value

"""The letters of a PDF page in pdfium's numbering, taken in one call."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable
from functools import cache
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
    wrong = {
        match.start(): "-" if raw.FPDFText_IsHyphen(page, match.start()) == 1 else LOST
        for match in _DOUBTFUL.finditer(letters)
        if match[0] == "\x02" or raw.FPDFText_HasUnicodeMapError(page, match.start()) == 1
    }
    if wrong:
        plain = "".join([wrong.get(index, letter) for index, letter in enumerate(plain)])
    return plain


# The binding's way of calling; WINFUNCTYPE differs only on 32-bit Windows.
_CALL: Any = getattr(ctypes, "WINFUNCTYPE", ctypes.CFUNCTYPE)


@cache
def box_call() -> Callable[[int, int, int], None]:
    """pdfium's ``FPDFText_GetLooseCharBox`` for the addresses of a text page and of a box, and a letter's index.

    It is called for every letter; the binding's own function takes longer, since it checks the types of pointers.
    """
    import pypdfium2.raw as raw

    address = ctypes.cast(raw.FPDFText_GetLooseCharBox, ctypes.c_void_p).value
    return _CALL(None, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(address)  # type: ignore[no-any-return]

"""The letters of a PDF page as pdfium numbers them, taken in one call."""

from __future__ import annotations

import ctypes
from typing import Any

# pdfium writes a hyphen at the end of a line as U+0002 or U+FFFE, Word's own PDF as a soft hyphen.
_PLAIN: dict[int, str] = {
    **{code: " " for code in range(0x3001) if chr(code).isspace()},
    **dict.fromkeys((0x02, 0xFFFE, 0xAD), "-"),
    **dict.fromkeys((0x0, 0x0A, 0x0D, 0x200B, 0x200C, 0x200D, 0xFEFF), "\0"),
}
"""All spaces as one, all hyphens of line ends as one, and what is no letter as U+0000."""


def letters_of(page: Any) -> str:
    """One letter for each number of pdfium's text page; U+0000 where there is none to read."""
    import pypdfium2.raw as raw

    count = raw.FPDFText_CountChars(page)
    units = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(page, 0, count, units)
    letters = bytes(units)[: 2 * count].decode("utf-16-le", "surrogatepass")
    if written != count + 1 or len(letters) != count:
        # A letter without meaning, or one of more than 16 bits, has shifted those behind it.
        letters = "".join([chr(raw.FPDFText_GetUnicode(page, index)) for index in range(count)])
    return letters.translate(_PLAIN)

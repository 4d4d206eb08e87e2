"""The letters of a PDF page in pdfium's numbering, taken in one call."""

from __future__ import annotations

import ctypes
from typing import Any

# pdfium writes a hyphen at the end of a line as U+0002 or U+FFFE, Word's own PDF as a soft hyphen.
_PLAIN: dict[int, str] = {
    **{code: " " for code in range(0x3001) if chr(code).isspace()},
    **dict.fromkeys((0x02, 0xFFFE, 0xAD), "-"),
    **dict.fromkeys((0x0, 0x0A, 0x0D, 0x200B, 0x200C, 0x200D, 0xFEFF), "\0"),
}
"""One character for all spaces, one for all hyphens of line ends, and U+0000 for codes that are no letter."""


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
    return letters.translate(_PLAIN)

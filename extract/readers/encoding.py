"""Bytes to text."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SLIPS = "Tệp có vài ký tự UTF-8 hỏng; các ký tự đó được thay bằng dấu �."
_LAST_RESORT = "Không rõ bảng mã của tệp; đã đọc theo Windows-1258. Hãy kiểm tra chữ tiếng Việt."


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Text and warnings: a byte order mark decides, then UTF-16 by its zeros, UTF-8, Windows-1258."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, errors="replace"), ()
    guess = _utf16_without_mark(data)
    if guess:
        return data.decode(guess, errors="replace"), ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _damaged(data)


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 has a zero in every other byte of a space, a digit or an ASCII letter."""
    sample = data[:4096]
    if len(sample) < 4 or len(data) % 2:
        return None
    low, high = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if high > 0.3 * half and low < 0.05 * half:
        return "utf-16-le"
    if low > 0.3 * half and high < 0.05 * half:
        return "utf-16-be"
    return None


def _damaged(data: bytes) -> tuple[str, tuple[str, ...]]:
    """UTF-8 with a few broken bytes is still UTF-8; otherwise the old Vietnamese Windows code page."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("�")
    whole = sum(letter > "\x7f" for letter in text) - broken
    if whole >= 4 * broken:
        return text, (_SLIPS,)
    return data.decode("cp1258", errors="replace"), (_LAST_RESORT,)

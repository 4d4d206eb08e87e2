"""From bytes to text: encodings recognised and repaired."""

from __future__ import annotations

import codecs
import re
import unicodedata

from extract.language.syllables import share_of_syllables
from extract.readers.plain import legacy

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SLIPS = "Tệp có vài ký tự UTF-8 hỏng; các ký tự đó được thay bằng dấu �."
_TWICE = "Chữ của tệp bị mã hóa hai lần; đã khôi phục."
_TWICE_MARK = re.compile("\u00e1[\u00ba\u00bb]|\u00c4[\u2018\u0090]|\u00c6[\u00b0\u00a1]")
_TWICE_LEAST = 5
_SURE = 0.75
"""Least share of syllables among the words of a file in Windows-1258; the others are names and abbreviations."""
_LAST_RESORT = "Không rõ bảng mã của tệp; đã đọc theo Windows-1258. Hãy kiểm tra chữ tiếng Việt."


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text and warnings for the user.

    A byte order mark decides, then in turn the zeros of UTF-16, UTF-8, an old encoding, Windows-1258.
    """
    text, warnings = decode_bytes(data)
    found = legacy.decoder({"": text})
    return (text, warnings) if found is None else (found.decode_lines(text), (*warnings, found.warning))


def decode_table(data: bytes) -> str:
    """The text of a table of the user's, composed; raises ``ValueError`` where its encoding is not known for sure."""
    text, warnings = decode(data)
    if warnings:
        raise ValueError(warnings[0])
    return unicodedata.normalize("NFC", text)


def decode_bytes(data: bytes) -> tuple[str, tuple[str, ...]]:
    """As ``decode``, but text in old encodings is kept as it is: for formats that name fonts."""
    text, warnings = _decoded(data)
    text, more = mended(text)
    return text, (*warnings, *more)


def mended(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without a double encoding in UTF-8, and a warning if there was one."""
    once = _once_too_often(text)
    return (text, ()) if once is None else (once, (_TWICE,))


def _once_too_often(text: str) -> str | None:
    """The original of UTF-8 that was read as Windows-1252 and encoded again ("Káº¿ hoáº¡ch"); None for other text."""
    if len(_TWICE_MARK.findall(text)) < _TWICE_LEAST:
        return None
    lines = text.splitlines(keepends=True)
    once = "".join(_line_once(line) for line in lines)
    return once if share_of_syllables(once) > share_of_syllables(text) else None


def _line_once(line: str) -> str:
    """The line decoded once more; as it is, if that fails."""
    try:
        return b"".join(map(_byte, line)).decode("utf-8")
    except UnicodeError:
        return line


def _byte(letter: str) -> bytes:
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        # Windows-1252 leaves five codes undefined, which pass as they are.
        return letter.encode("latin-1")


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
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
    """The byte order of UTF-16 without a mark, by the zero bytes of its ASCII letters; None for other encodings."""
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
    """The text of damaged UTF-8, if only a few bytes are broken; else of an old encoding or Windows-1258."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("�")
    whole = sum(letter > "\x7f" for letter in text) - broken
    if whole >= 4 * broken:
        return text, (_SLIPS,)
    raw = data.decode("latin-1")
    if legacy.decoder({"": raw}) is not None:
        return raw, ()
    text = data.decode("cp1258", errors="replace")
    return text, () if share_of_syllables(text) >= _SURE else (_LAST_RESORT,)

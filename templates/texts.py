"""Texts of documents, made fit to stand in a report."""

from __future__ import annotations

import re
import textwrap

# Everything XML forbids, so that neither HTML nor Word nor Excel chokes on it: controls but tab and
# line ends, lone surrogates, and the two non-characters.
_FORBIDDEN = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, *range(0xD800, 0xE000), 0xFFFE, 0xFFFF])
_BULLET = re.compile(r"^[-–—+*•●○▪]\s+(?=\S)")


def clean(text: str) -> str:
    """Text without the characters that XML forbids, every line end a mere line feed."""
    if text.isprintable():  # which none of them is
        return text
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_FORBIDDEN)


def quoted(text: str) -> str:
    """A quote in one line, without the dash that its place tells already: "- Đạt 60%" -> "Đạt 60%"."""
    return _BULLET.sub("", " ".join(text.split()))


def cut(text: str, length: int = 100) -> str:
    """The beginning, where the whole text stands nearby."""
    return textwrap.shorten(text, length, placeholder=" …")

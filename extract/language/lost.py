"""Numbers of which a digit could not be read: a broken font, or a wrong encoding, gave U+FFFD for it."""

from __future__ import annotations

import re

LOST = "\ufffd"
"""The character that stands for a letter or a digit that could not be read."""
LOST_NUMBER = re.compile(r"(?:[\d\ufffd]+[.,/-])*[\d\ufffd]+")
"""Digits and lost characters, with the separators between them; a number of digits alone has lost nothing."""
_SIGN = re.compile(r"\s*[%‰]")


def lost_numbers(text: str) -> list[str]:
    """The numbers of a text that have lost a digit, as written.

    >>> lost_numbers("ít nhất 6\ufffd% số xã, \ufffd%, ho\ufffdc 70%") == ["6\ufffd%", "\ufffd%"]
    True
    """
    if LOST not in text:
        return []
    found = []
    for match in LOST_NUMBER.finditer(text):
        if LOST not in match[0]:
            continue
        sign = _SIGN.match(text, match.end())
        if sign or any(map(str.isdecimal, match[0])) or _stands_alone(text, match):
            found.append(match[0] + (sign[0] if sign else ""))
    return found


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Whether lost letters are a word of their own inside a line; at its head they are a bullet."""
    before, after = text[: match.start()], text[match.end() :]
    return bool(before.strip()) and before[-1:].isspace() and (not after or after[0].isspace())

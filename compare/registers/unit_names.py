"""Names of districts and communes, in the form in which they are compared."""

from __future__ import annotations

import re
from functools import lru_cache

from extract.lexicon import fold

KINDS = ("thành phố", "thị trấn", "thị xã", "đặc khu", "huyện", "quận", "phường", "xã")
"""Kinds of units below the province, none the beginning of one behind it."""

_APOSTROPHE = re.compile(r"['’‘`]\s*")
_DASH = re.compile(r"\s*[-–—]\s*")
_DAK = re.compile(r"(?<!\w)(?:đắk|đak|dak|đắc|đăc)(?!\w)")
_Y = re.compile(r"(?<!\w)((?:qu|[^\W\daeiouyăâêôơư]{1,2}))([yýỳỷỹỵ])(?!\w)")
_ZERO = re.compile(r"(?<!\w)0+(?=\d)")
_VARIED = re.compile(r"['’‘`–—-]|[đd][ắaă][kc]|[yýỳỷỹỵ](?!\w)|(?<!\w)0")


def bare_name(name: str) -> str:
    """The name without its kind.

    >>> bare_name("Thị xã An Khê"), bare_name("An Khê")
    ('An Khê', 'An Khê')
    """
    kind = next((kind for kind in KINDS if fold(name).startswith(f"{kind} ")), None)
    return name[len(kind) + 1 :].strip() if kind else name


@lru_cache(maxsize=16384)
def plain_name(name: str) -> str:
    """A name in the form in which names are compared: the many ways to write one are one.

    >>> plain_name("Huyện Đắk Hà") == plain_name("huyện Đăk Hà"), plain_name("Ia H’Drai") == plain_name("Ia HDrai")
    (True, True)
    >>> plain_name("phường Quí Đức") == plain_name("Phường Quý Đức"), plain_name("Phường 04")
    (True, 'phường 4')
    """
    text = " ".join(fold(name).split())
    if not _VARIED.search(text):
        return text
    text = _APOSTROPHE.sub("", text)
    text = _DASH.sub(" ", text)
    text = _DAK.sub("đăk", text)
    text = _Y.sub(lambda found: found[1] + "iíìỉĩị"["yýỳỷỹỵ".index(found[2])], text)
    return _ZERO.sub("", text)

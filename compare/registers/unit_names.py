"""Names of districts and communes, in the form in which they are compared."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from tomllib import loads
from typing import Any

import compare.words
from extract.language.lexicon import fold

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

    >>> bare_name("Thị xã An Khê"), bare_name("An Khê"), bare_name("UBND TX. An Khê")
    ('An Khê', 'An Khê', 'An Khê')
    """
    text = fold(name)
    short, start = _ahead(text)
    if short:
        return name[start:].strip()
    kind = next((kind for kind in KINDS if text.startswith(f"{kind} ", start)), None)
    return name[start + len(kind) + 1 :].strip() if kind else name


def _spelled_out(text: str) -> str:
    """A folded name with its kind in full, and nothing before it: "h.khe vàng" is "huyện khe vàng"."""
    short, start = _ahead(text)
    return f"{_words()['short'][short]} {text[start:]}" if short else text[start:]


def _ahead(text: str) -> tuple[str | None, int]:
    """The kind in short that a folded name begins with, and where what is behind a council and it begins."""
    found = _written().match(text)
    return (found["short"], found.end()) if found else (None, 0)


@cache
def _written() -> re.Pattern[str]:
    """What lists write before a name: a council, a kind in short, or both."""
    words = _words()
    councils = "|".join(map(re.escape, words["councils"]))
    short = "|".join(
        rf"{re.escape(word)}(?=\.)" if len(word) == 1 else re.escape(word) for word in words["short"]
    )
    kinds = "|".join(KINDS)
    return re.compile(
        rf"(?:(?:{councils})\s+(?=(?:{kinds}|{short})[.\s]))?(?:(?P<short>{short})(?:\.\s*|\s+))?"
    )


@cache
def _words() -> dict[str, Any]:
    return loads(files(compare.words).joinpath("unit_names.toml").read_text("utf-8"))


@lru_cache(maxsize=16384)
def plain_name(name: str) -> str:
    """A name in the form in which names are compared: the many ways to write one are one.

    >>> plain_name("Huyện Đắk Hà") == plain_name("huyện Đăk Hà"), plain_name("Ia H’Drai") == plain_name("Ia HDrai")
    (True, True)
    >>> plain_name("phường Quí Đức") == plain_name("Phường Quý Đức"), plain_name("Phường 04")
    (True, 'phường 4')
    >>> plain_name("TX. An Khê"), plain_name("H.Khe Vằng"), plain_name("UBND xã Nà Cũ")
    ('thị xã an khê', 'huyện khe vằng', 'xã nà cũ')
    """
    text = _spelled_out(" ".join(fold(name).split()))
    if not _VARIED.search(text):
        return text
    text = _APOSTROPHE.sub("", text)
    text = _DASH.sub(" ", text)
    text = _DAK.sub("đăk", text)
    text = _Y.sub(lambda found: found[1] + "iíìỉĩị"["yýỳỷỹỵ".index(found[2])], text)
    return _ZERO.sub("", text)

"""Names of districts and communes, in a normal form for comparison."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from compare.words import phrases, table
from extract.language.lexicon import fold, load
from extract.language.phrases import Phrases, composed
from extract.model import Level


def kinds_of(*levels: Level) -> Phrases:
    """The kinds of units of some levels, in lower case: "huyện", "thị xã"."""
    return Phrases(
        lambda: [kind for kind, level in load("agencies")["unit_levels"].items() if level in levels]
    )


KINDS = kinds_of(Level.DISTRICT, Level.COMMUNE)
"""Kinds of units below the province."""

# The prefix that lists write before a name: a council, an abbreviated kind, or both. A kind of a single letter needs
# its dot: "H Nậm" is a name.
_WRITTEN = composed(
    r"(?:<<councils>>\s+(?=<<kinds>>[.\s]|<<short>>(?:\.|(?<=\w\w)\s)))?(?:(?P<short><<short>>)(?:\.\s*|(?<=\w\w)\s+))?",
    councils=phrases("unit_names", "councils"),
    kinds=KINDS,
    short=phrases("unit_names", "short"),
)

_APOSTROPHE = re.compile(r"['’‘`]\s*")
_DASH = re.compile(r"\s*[-–—]\s*")
_DAK = phrases("unit_names", "dak")
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
    kind = next((kind for kind in KINDS.words if text.startswith(f"{kind} ", start)), None)
    return name[start + len(kind) + 1 :].strip() if kind else name


def _spelled_out(text: str) -> str:
    """A folded name with its kind in full and without a council: "h.khe vàng" is "huyện khe vàng"."""
    short, start = _ahead(text)
    return f"{_words()['short'][short]} {text[start:]}" if short else text[start:]


def _ahead(text: str) -> tuple[str | None, int]:
    """The abbreviated kind before a folded name, and the offset behind council and kind."""
    found = _WRITTEN.match(text)
    return (found["short"], found.end()) if found else (None, 0)


@cache
def _words() -> Mapping[str, Any]:
    return table("unit_names")


@lru_cache(maxsize=16384)
def plain_name(name: str) -> str:
    """The normal form of a name, in which its many spellings are one.

    >>> plain_name("Huyện Đắk Hà") == plain_name("huyện Đăk Hà"), plain_name("Ia H’Drai") == plain_name("Ia HDrai")
    (True, True)
    >>> plain_name("phường Quí Đức") == plain_name("Phường Quý Đức"), plain_name("Phường 04")
    (True, 'phường 4')
    >>> plain_name("TX. An Khê"), plain_name("H.Khe Vằng"), plain_name("UBND xã Nà Cũ")
    ('thị xã an khê', 'huyện khe vằng', 'xã nà cũ')
    """
    text = _spelled_out(" ".join(fold(name).split()))
    return _one_spelling(text) if _VARIED.search(text) else text


def one_spelling(text: str) -> str:
    """A text in which the many spellings of a name are one, those of its kind and its white space apart."""
    return _one_spelling(fold(text))


def _one_spelling(text: str) -> str:
    text = _APOSTROPHE.sub("", text)
    text = _DASH.sub(" ", text)
    text = _DAK.sub("đăk", text)
    text = _Y.sub(lambda found: found[1] + "iíìỉĩị"["yýỳỷỹỵ".index(found[2])], text)
    return _ZERO.sub("", text)

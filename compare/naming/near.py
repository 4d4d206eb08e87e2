"""Names of bodies close to one of the register: one syllable left out, or one letter or tone changed.

    "Sở Lao động - Thương và Xã hội"    Sở Lao động - Thương binh và Xã hội
    "Phòng Giáo dục và Đào tao"         Phòng Giáo dục và Đào tạo

Only syllables count; dashes, commas and "và" between them are written in many ways.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from compare.naming.register import Name, Register
from compare.words import phrases
from extract.kept import kept
from extract.language.lexicon import CAPITAL, fold
from extract.language.phrases import composed

# The next syllable of a name, behind blanks, a dash or a comma.
_SYLLABLE = re.compile(r"[\s,–—&-]{1,3}([^\W\d_]+)(?!\w)")
_HEADS = composed(rf"(?<!\w)(<<heads>>)(?=\s+{CAPITAL})", heads=phrases("naming", "heads", folded=False))
_LINKS = phrases("naming", "links")
_MOST = 14
_LEAST_CHANGED, _LEAST_SHORTENED = 5, 6
"""Least number of syllables, the head included, of a name with one changed, or one left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A name in ``text[start:end]``, and the name of the register that it equals or comes close to."""

    start: int
    end: int
    name: Name
    exact: bool


@kept(2_000)
def written_names(text: str, register: Register) -> tuple[Written, ...]:
    """All names of bodies in a text that equal a name of the register or come close to one."""
    return tuple(_written_names(text, register))


def _written_names(text: str, register: Register) -> Iterator[Written]:
    for head in _HEADS.finditer(text):
        syllables = list(_syllables(text, head))
        found = _exact(syllables, register) or _near(syllables, register)
        if found:
            yield found


def _syllables(text: str, head: re.Match[str]) -> Iterator[re.Match[str]]:
    """The head, then the syllables after it, without "và"."""
    yield head
    at = head.end()
    for _ in range(_MOST):
        found = _SYLLABLE.match(text, at)
        if not found:
            return
        at = found.end()
        if fold(found[1]) not in _LINKS:
            yield found


def _said(found: re.Match[str]) -> str:
    return fold(found[1])


def _exact(syllables: list[re.Match[str]], register: Register) -> Written | None:
    said = tuple(map(_said, syllables))
    for size in range(len(said), 1, -1):
        name = _by_syllables(register).get(said[:size])
        if name:
            return _written(syllables, size, name, exact=True)
    return None


def _near(syllables: list[re.Match[str]], register: Register) -> Written | None:
    """The only close name; two close names are ambiguous."""
    said = tuple(map(_said, syllables))
    found = {}
    for own, name in _by_syllables(register).items():
        size = len(own)
        if size >= _LEAST_CHANGED and _one_changed(own, said[:size]):
            found[name.name] = _written(syllables, size, name, exact=False)
        elif size >= _LEAST_SHORTENED and _one_left_out(own, said[: size - 1]):
            found[name.name] = _written(syllables, size - 1, name, exact=False)
    return found.popitem()[1] if len(found) == 1 else None


def _written(syllables: list[re.Match[str]], size: int, name: Name, *, exact: bool) -> Written:
    return Written(start=syllables[0].start(), end=syllables[size - 1].end(), name=name, exact=exact)


def _one_changed(own: tuple[str, ...], said: tuple[str, ...]) -> bool:
    if len(own) != len(said) or own[0] != said[0]:
        return False
    changed = [(right, wrong) for right, wrong in zip(own, said, strict=True) if right != wrong]
    return len(changed) == 1 and _alike(*changed[0])


def _one_left_out(own: tuple[str, ...], said: tuple[str, ...]) -> bool:
    """Whether an inner syllable is left out; a name cut off at its end may be meant so ("Sở Văn hóa, Thể thao")."""
    return len(said) == len(own) - 1 and any(
        own[:at] + own[at + 1 :] == said for at in range(1, len(own) - 1)
    )


def _alike(right: str, wrong: str) -> bool:
    """Whether a syllable differs by one letter or one mark: "tạo" and "tao", "thương" and "thưong"."""
    forms = (unicodedata.normalize("NFD", word) for word in (right, wrong))
    return Levenshtein.distance(*forms, score_cutoff=1) == 1


@lru_cache(maxsize=8)
def _by_syllables(register: Register) -> dict[tuple[str, ...], Name]:
    """Each name and each spelling in full, as its syllables without "và"."""
    found: dict[tuple[str, ...], Name] = {}
    for name in register.names:
        for written in (name.name, *name.short):
            head = _HEADS.match(written)
            if head:
                found[tuple(_said(one) for one in _syllables(written, head) if _said(one) not in _LINKS)] = (
                    name
                )
    return found

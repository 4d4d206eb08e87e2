"""What a section is for, told from the words of its heading and from the section around it."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from extract.language.lexicon import alternatives, fold, load, phrase_pattern, words
from extract.model import Role


def role_of(title: str, around: Role, style: str, inside: str = "") -> Role:
    """Role of a heading inside a section of role ``around`` and title ``inside``; ``style`` is that of its label.

    >>> role_of("Mục tiêu chung", Role.TARGETS, "arabic.").value
    'objectives'
    """
    own = _of_label(style) or _of_title(title)
    if own is None:
        return around
    if around is Role.OTHER:
        return own
    allowed = load("outline")["inside"].get(around.value, [])
    return own if own.value in allowed or own in _all_of_title(inside) else around


def _of_label(style: str) -> Role | None:
    """ "Chỉ tiêu 1" is a target whatever its heading says; "Mục tiêu 1" opens some."""
    return (
        Role.TARGETS
        if style in ("chỉ tiêu", "mục tiêu", "mục tiêu cụ thể", "nhóm chỉ tiêu", "nhóm mục tiêu")
        else None
    )


@lru_cache(maxsize=10_000)
def _of_title(title: str) -> Role | None:
    folded = _appendix().sub("", fold(title).strip(" :.-–"))
    for role, start, anywhere in _patterns():
        if (start and start.match(folded)) or (anywhere and anywhere.search(folded)):
            return role
    return None


def _all_of_title(title: str) -> set[Role | None]:
    """ "Quan điểm, mục tiêu và giải pháp" announces the headings of three roles."""
    return {_of_title(piece) for piece in _LIST.split(fold(title))}


_LIST = re.compile(r"\s*,\s*|\s+(?:và|-|–)\s+|\s*;\s*")


@cache
def _appendix() -> re.Pattern[str]:
    """ "Phụ lục I", "Biểu số 01" before the title of an appendix."""
    names = alternatives(fold(word) for word in words("masthead", "appendices"))
    return re.compile(rf"^(?:{names})\s+(?:số\s+)?(?:\d{{1,2}}[a-zđ]?|[ivx]+)(?!\w)\s*[.:\-–]?\s*(?=\w)")


@cache
def _patterns() -> tuple[tuple[Role, re.Pattern[str] | None, re.Pattern[str] | None], ...]:
    found = []
    for entry in load("outline")["role"]:
        start = [fold(word) for word in entry.get("start", [])]
        anywhere = [fold(word) for word in entry.get("anywhere", [])]
        found.append(
            (
                Role(entry["role"]),
                re.compile(rf"(?:{alternatives(start)})(?!\w)") if start else None,
                phrase_pattern(anywhere) if anywhere else None,
            )
        )
    return tuple(found)

"""Whether a text names a group, a body or a place."""

from __future__ import annotations

import unicodedata

from compare.words import phrases
from extract.language.lexicon import fold

HAMLETS = {land: phrases("synonyms", "hamlets", land) for land in ("rural", "urban")}
"""Names of hamlets by their land."""
_NO_HAMLETS = ("cơ ", "văn ")


def is_named(name: str, text: str) -> bool:
    """Whether a name stands in a text to the letter; the marks of longer ones may have been misread in a scan."""
    if stands_whole(fold(name), fold(" ".join(text.split()))):
        return True
    return " " in name.strip() and stands_whole(_without_marks(name), _without_marks(" ".join(text.split())))


def stands_whole(name: str, text: str) -> bool:
    """Whether a name stands in a text as whole words."""
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if not (_is_of_a_word(text[at - 1 : at]) or _is_of_a_word(text[end : end + 1])):
            return True
        at = text.find(name, at + 1)
    return False


def _is_of_a_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _without_marks(text: str) -> str:
    plain = unicodedata.normalize("NFD", fold(text)).replace("đ", "d")
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def names_alike(name: str, text: str) -> bool:
    """Whether a text names a hamlet of the same land; "cơ bản" and "văn bản" name none."""
    said = fold(text)
    return any(
        not said[: found.start()].endswith(_NO_HAMLETS)
        for kinds in HAMLETS.values()
        if fold(name) in kinds
        for found in kinds.finditer(said)
    )

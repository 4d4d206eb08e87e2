"""Whether a text names a group, a body or a place: to the letter, or a group of a list in other words."""

from __future__ import annotations

import unicodedata

from compare.targets.coverage.wording import Said, words_of
from compare.words import Lexicon, lexicon, phrases
from compare.words.similarity import terms
from extract.kept import kept
from extract.language.lexicon import fold
from extract.language.phrases import phrases as extract_phrases

# What a syllable of a head that many names share counts for ("cơ sở", "cơ quan").
_GENERIC_WEIGHT = 0.35
_SAME_NOUN = 0.5
"""Weight of the shared syllables of two nouns from which on they may be one."""
_MOST = 0.65
"""The share of the words of a group's own that are said where it is named in other words."""
_DESCRIBING = extract_phrases("quantities", "scope", "describing")
_GENERIC = phrases("synonyms", "generic")
_PLACES = phrases("synonyms", "places")
_STAFF = phrases("synonyms", "staff", "words")
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


def is_told(
    name: str, names: tuple[str, ...], given: tuple[str, ...], said: str, whole: str, least: float
) -> bool:
    """Whether the draft tells of a group of the list ``names``.

    It stands among the groups ``given`` or in what is ``said``, as it is or in other words, or in the ``whole`` item as
    it is; ``least`` is the share from which on two names are one.
    """
    return _is_told(name, names, given, said, whole, least, lexicon())


@kept(1_000)
def _is_told(
    name: str,
    names: tuple[str, ...],
    given: tuple[str, ...],
    said: str,
    whole: str,
    least: float,
    known: Lexicon,
) -> bool:
    others = [fold(other) for other in names if other != name]
    # Who names "người khuyết tật nặng" to the letter does not mean "người khuyết tật đặc biệt nặng" of the same list.
    left = tuple(one for one in given if not any(_begins(fold(one), other) for other in others))
    return (
        _is_among(name, left, said, least, known)
        or is_named(name, whole)
        or names_alike(name, whole)
        or _is_mostly_said(name, names, said, known)
    )


def _begins(text: str, name: str) -> bool:
    """Whether a text is a name, or begins with it as whole words."""
    return text.startswith(name) and not _is_of_a_word(text[len(name) : len(name) + 1])


def _is_mostly_said(name: str, names: tuple[str, ...], text: str, known: Lexicon) -> bool:
    """Whether most words of a group are said, the first too, both of its noun and of what describes it.

    Words that it shares with the other groups do not count.

    "Trẻ em gặp thiên tai" names "trẻ em bị ảnh hưởng bởi thiên tai"; "hộ nghèo có nhu cầu" does not name "hộ cận nghèo
    có nhu cầu" beside "hộ nghèo".
    """
    if " " not in name or fold(name) in _PLACES:
        return False
    said = Said.of(text)
    others = {word.key for other in names if other != name for word in words_of(other, known)}
    for part in (_noun(name), name):
        folded = fold(part)
        own = [word for word in words_of(part, known) if word.key not in others]
        if not own and part != name:
            continue
        told = [said.has(word, folded) for word in own]
        if not told or not told[0] or sum(told) < _MOST * len(told):
            return False
    return True


@kept(1_000)
def is_dropped_staff(name: str, names: tuple[str, ...], text: str) -> bool:
    """Whether a list of the draft goes on naming kinds of staff, without this one.

    One kind alone may stand for all ("cán bộ"): then nobody is left out.
    """
    return (
        fold(name) in _STAFF
        and sum(1 for other in names if fold(other) in _STAFF) > 1
        and not is_named(name, text)
    )


def is_among(name: str, names: tuple[str, ...], text: str, least: float) -> bool:
    """Whether a name stands in a list, in other words, or anywhere in the text."""
    return _is_among(name, names, text, least, lexicon())


@kept(1_000)
def _is_among(name: str, names: tuple[str, ...], text: str, least: float, known: Lexicon) -> bool:
    folded = fold(name)
    said = fold(f"{text} {' '.join(names)}")
    if folded in _PLACES or folded in HAMLETS["urban"]:
        # Kinds of places are told apart: a ward is no township. But hamlets bear the name of their land.
        return stands_whole(folded, said) or names_alike(name, said)
    if stands_whole(folded, fold(text)):
        return True
    if any(stands_whole(fold(body), said) for body in known.table["bodies"].get(folded, ())):
        return True
    mine = _key(name)
    return any(
        _near(mine, _key(other)) >= least
        # "Chủ đò có bằng lái" and "chủ bè có bằng lái" share only what describes them.
        and _near(_key(_noun(name)), _key(_noun(other))) >= _SAME_NOUN
        for other in names
    ) or (bool(mine) and mine <= _key(text))


def _noun(name: str) -> str:
    """A name without the words that describe it."""
    found = _DESCRIBING.search(fold(name), 1)
    return name[: found.start()] if found else name


def _key(name: str) -> frozenset[str]:
    """The syllables of a name, synonyms made one."""
    return frozenset(term for term in terms(name) if " " not in term)


def _weight(syllables: frozenset[str]) -> float:
    return sum(_GENERIC_WEIGHT if syllable in _GENERIC else 1.0 for syllable in syllables)


def _near(first: frozenset[str], second: frozenset[str]) -> float:
    """Weight of the shared syllables over that of all."""
    return _weight(first & second) / _weight(first | second) if first and second else 0.0

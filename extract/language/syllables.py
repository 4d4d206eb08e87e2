"""The spelling of Vietnamese syllables (onset, rhyme, tone), as a test of whether a text is Vietnamese.

The grammar accepts some syllables that no word uses: it tells broken letters and recognition slips from text, and
does not check spelling.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from extract.language.lexicon import load
from extract.traced import with_marks

_TONES = {"\u0300": "huyền", "\u0301": "sắc", "\u0309": "hỏi", "\u0303": "ngã", "\u0323": "nặng"}
_STOPS = ("c", "ch", "p", "t")
_WORD = re.compile(r"[^\W\d_]{2,}")
# The vowels that decide the spelling of an onset (c/k, g/gh, ng/ngh).
_FRONT, _FRONT_ONLY, _NEVER_FRONT = frozenset("eêiy"), {"k", "gh", "ngh"}, {"c", "g", "ng"}


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Whether a word can be one Vietnamese syllable, in any case and with the tone mark in either place.

    >>> [is_syllable(word) for word in ("nghiện", "Hoà", "hòa", "QUYẾT", "nghành", "cac", "6Ӣ", "¸")]
    [True, True, True, True, False, False, False, False]
    """
    marks = [letter for letter in unicodedata.normalize("NFD", word.lower()) if letter in _TONES]
    if len(marks) > 1:
        return False
    spread = (letter for letter in unicodedata.normalize("NFD", word.lower()) if letter not in _TONES)
    toneless = unicodedata.normalize("NFC", "".join(spread))
    # A final stop takes two tones only.
    if toneless.endswith(_STOPS) and (not marks or _TONES[marks[0]] not in ("sắc", "nặng")):
        return False
    return toneless in _toneless()


@cache
def _toneless() -> frozenset[str]:
    """All syllables without their tones."""
    data = load("syllables")
    onsets, rhymes = data["onsets"].split(), data["rhymes"].split()
    found = {"q" + rhyme for rhyme in data["q_rhymes"].split()} | set(rhymes)
    for onset in onsets:
        found |= {onset + rhyme for rhyme in rhymes if _fits(onset, rhyme)}
    return frozenset(found)


def _fits(onset: str, rhyme: str) -> bool:
    front = rhyme[0] in _FRONT
    if onset == "gi":
        # "giêng" is "gi" and "êng": one "i" is written.
        return rhyme[0] not in "iy"
    if onset == "g" and rhyme[0] == "i":
        return True
    if onset in _FRONT_ONLY:
        return front
    return not (front and onset in _NEVER_FRONT)


def share_of_syllables(text: str) -> float:
    """Return the share (0 to 1) of the words of two letters or more that can be Vietnamese; 1 without such words.

    >>> share_of_syllables("Phấn đấu đạt 60% số xã"), share_of_syllables("6Ӣ CÔNG 7ѬѪ1 cñu")
    (1.0, 0.3333333333333333)
    """
    found = _WORD.findall(with_marks(text))
    return sum(map(is_syllable, found)) / len(found) if found else 1.0

"""The words of the field as data: one TOML file for each subject, read once and checked on load.

A new word only needs to be added to its list. A value of the wrong shape, or a word that stands twice in a list,
raises a ``LexiconError`` that names the file and the place (``extract.language.toml_tables``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from extract.language import toml_tables
from extract.language.toml_tables import Each, File, LexiconError, Row, Rows, Shapes
from extract.traced import with_marks

__all__ = ["CAPITAL", "SHAPES", "LexiconError", "alternatives", "fold", "load", "phrase_pattern", "words"]

SHAPES: Mapping[str, Shapes] = {
    "agencies": {
        "short": Each("text"),
        "party": Each("text"),
        "unit_levels": Each("text"),
        "unit_short": Each("text"),
        "municipalities": Each("date"),
        "unit_names.short": Each("text"),
    },
    "documents": {"kinds": Each("text"), "issuers": Each("text")},
    "outline": {
        "named": Each("whole"),
        "divisions": Each("text"),
        "marks": Each("text"),
        "role": Rows(Row(needed={"role": "text"}, may={"start": "texts", "anywhere": "texts"})),
        "inside": Each("texts"),
        "inside_main": Each("texts"),
    },
    "layout": {"dashed_names": Each("texts"), "roman_syllables": Each("texts")},
    "quantities": {"not_measure.unless": Each("texts")},
    "units": {"factors": Each("number")},
}
"""The shapes of lists of tables, and of tables whose keys are data, by file and key."""


@cache
def load(name: str) -> dict[str, Any]:
    """Return the table of ``name``.toml, checked for NFC text, empty words, words twice in one list, and ``SHAPES``."""
    return toml_tables.read(__name__, name, SHAPES.get(name))


def words(name: str, *keys: str) -> tuple[str, ...]:
    """Return the list at ``keys`` of ``name``.toml; raise LexiconError without one."""
    return toml_tables.words_at(File(__name__, name), load(name), *keys)


_ESCAPED = {ord(letter): re.escape(letter) for letter in map(chr, range(128)) if re.escape(letter) != letter}
_ESCAPED[ord(" ")] = r"\s+"


def alternatives(phrases: Iterable[str], *, at_start: bool = False) -> str:
    r"""Return a pattern for any of the phrases, the longest first, with any white space between words.

    What several phrases begin with is written once, so that a search looks at every letter once. With ``at_start`` a
    phrase begins where no word goes on; the pattern then opens with letters, to which a search can leap.

    >>> alternatives(["ít nhất", "ít", "tối đa"])
    'ít(?:\\s+nhất|)|tối\\s+đa'
    """
    listed = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    groups = _by_letter(dict.fromkeys(" ".join(phrase.split()) for phrase in listed))
    if at_start:
        heads = {letter: letter.translate(_ESCAPED) for letter in groups}
        return "|".join(
            rf"{heads[letter]}(?<!\w{heads[letter]}){_within([phrase[1:] for phrase in group])}"
            for letter, group in groups.items()
        )
    return "|".join(map(_within, groups.values()))


def _by_letter(tails: Iterable[str]) -> dict[str, list[str]]:
    """Texts by their first letter, "" for the empty text."""
    groups: dict[str, list[str]] = {}
    for tail in tails:
        groups.setdefault(tail[:1], []).append(tail)
    return groups


def _within(tails: Sequence[str]) -> str:
    """The expression for any of some texts; what all begin with stands before the alternatives."""
    if len(tails) == 1:
        return tails[0].translate(_ESCAPED)
    first, last = min(tails), max(tails)
    differ = (place for place, (one, other) in enumerate(zip(first, last, strict=False)) if one != other)
    shared = next(differ, len(first))
    head = first[:shared].translate(_ESCAPED)
    groups = _by_letter(tail[shared:] for tail in tails)
    branches = [_within(group) for letter, group in groups.items() if letter]
    return f"{head}(?:{'|'.join(branches)}{'|' if '' in groups else ''})"


def phrase_pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for any of the phrases as whole words, in any case."""
    return re.compile(rf"(?<!\w)(?:{alternatives(phrases)})(?!\w)", re.IGNORECASE)


CAPITAL = f"[A-Z{''.join(letter for letter in map(chr, range(0xC0, 0x1EFA)) if letter.isupper())}]"
"""A pattern for one capital letter, those of Vietnamese included."""

# "òa" and "oà", "úy" and "uý": the tone mark stands on the first or the second vowel of oa, oe, uy at the end of a
# syllable; with a consonant behind ("đoạn", "quỹ đạo") there is only one place.
_TONE_PLACES = {
    new: old
    for new_set, old_set in (
        ("òa óa ỏa õa ọa", "oà oá oả oã oạ"),
        ("òe óe ỏe õe ọe", "oè oé oẻ oẽ oẹ"),
        ("ùy úy ủy ũy ụy", "uỳ uý uỷ uỹ uỵ"),
    )
    for new, old in zip(new_set.split(), old_set.split(), strict=True)
}
_OLD_PLACE = re.compile(rf"(?:{'|'.join(_TONE_PLACES.values())})(?![^\W\d_])")
_AFTER_O, _AFTER_U = ("".join(old[1] for old in _TONE_PLACES.values() if old[0] == first) for first in "ou")
# Whether there is one: sought by its second letter, which is rarer than the first.
_HAS_OLD_PLACE = re.compile(rf"[{_AFTER_O}{_AFTER_U}](?:(?<=o[{_AFTER_O}])|(?<=u[{_AFTER_U}]))(?![^\W\d_])")
_NEW_OF = {old: new for new, old in _TONE_PLACES.items()}
# "quý", "quỳ": u belongs to the consonant and both spellings agree.
_AFTER_Q = re.compile(r"q(" + "|".join(_TONE_PLACES) + ")")


@lru_cache(maxsize=5000)
def fold(text: str) -> str:
    """Return the form in which words are compared: lower case, NFC, tone marks in the new place.

    The form has as many characters as ``text`` with its marks composed, so that offsets stay.

    >>> fold("Hoà thuận, uỷ ban, QUÝ")
    'hòa thuận, ủy ban, quý'
    """
    composed = with_marks(text)
    lowered = composed.lower()
    if len(lowered) != len(composed):
        # A letter with a longer small form, such as "İ", stays as it is.
        lowered = "".join(low if len(low := letter.lower()) == 1 else letter for letter in composed)
    if _HAS_OLD_PLACE.search(lowered):
        lowered = _OLD_PLACE.sub(lambda found: _NEW_OF[found.group()], lowered)
        lowered = _AFTER_Q.sub(lambda found: "q" + _TONE_PLACES[found.group(1)], lowered)
    return lowered

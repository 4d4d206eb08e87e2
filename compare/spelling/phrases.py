"""Phrases that their context shows to be slips, and words that are written twice in a row.

"Phần đầu đạt 50%"            Phấn đấu
"đội ngũ công tác viên"       cộng tác viên, but "công tác viên chức" is right
"trách nhiệm của của các xã"  của
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from compare.words import phrases, table
from extract.language.lexicon import fold
from extract.language.phrases import Pattern, Phrases, composed, several

_SURE = 4
"""Least number of syllables of a phrase that is no name, whatever its capitals."""
_KEYS = ("behind", "not_behind", "before", "not_before")
_TWICE = composed(
    r"(?<!\w)(?P<word><<words>>)\s+(?P<again>(?P=word))(?!\w)", words=phrases("spelling", "repeated", "words")
)
_NOT_TWICE = composed(r"<<phrases>>", phrases=phrases("spelling", "repeated", "not_before"))
_TWO_MARKS = re.compile(r"[;,:.]\s?[;,.:]")
_DOUBLED = re.compile(r"(?P<first>[;,:])(?P<second>\s?[;,.:])(?![.…])|(?<![.…/\s])\.\.(?![.…/\d])")
_ELLIPSIS = re.compile(r"\.{3,}|…")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A wrong phrase, the right one, and the patterns that must or must not stand beside it."""

    wrong: str
    right: str
    behind: Pattern | None
    not_behind: Pattern | None
    before: Pattern | None
    not_before: Pattern | None

    def fits(self, left: str, right: str) -> bool:
        """Whether the phrase is a slip between these folded texts."""
        return (
            (self.behind is None or bool(self.behind.search(left)))
            and (self.before is None or bool(self.before.match(right)))
            and not (self.not_behind and self.not_behind.search(left))
            and not (self.not_before and self.not_before.match(right))
        )


Meant = tuple[tuple[str, str], ...]
"""(as written, as meant) of each place of a text."""


def slips(text: str) -> Meant:
    """(as written, as meant) of each slip in a text; the capitals of the written phrase are kept."""
    return tuple(_slips_in(text))


def _slips_in(text: str) -> Iterator[tuple[str, str]]:
    folded = fold(text)
    for found in _SLIP.finditer(folded):
        written = text[found.start() : found.end()]
        # Other capitals belong to a name ("Cù lao Đông"), or to a line in capitals, where marks get lost.
        if written.isupper() or (not written[1:].islower() and len(written.split()) < _SURE):
            continue
        slip = _slips()[" ".join(found[0].split())]
        if slip.fits(
            folded[max(0, found.start() - 40) : found.start()], folded[found.end() : found.end() + 40]
        ):
            yield " ".join(written.split()), _as(written, slip.right)


def repeated(text: str) -> Meant:
    """(as written, as meant) of each word or phrase that is written twice in a row."""
    return tuple(_repeated(text))


def _repeated(text: str) -> Iterator[tuple[str, str]]:
    folded = fold(text)
    for found in _TWICE.finditer(folded):
        written = " ".join(text[found.start() : found.end()].split())
        if not written[1:].islower() or _NOT_TWICE.match(folded, found.start("again")):
            continue
        half = written[: len(written) // 2]
        yield written, half


def _as(written: str, right: str) -> str:
    """The right phrase with the capitals of the wrong one, syllable by syllable."""
    pairs = zip(written.split(), right.split(), strict=True)
    return " ".join(word.capitalize() if given[0].isupper() else word for given, word in pairs)


def _table() -> Mapping[str, Any]:
    return table("spelling")


@cache
def _slips() -> dict[str, Slip]:
    made = {}
    for entry in _table()["slips"]:
        around = {key: _context(entry.get(key), left="behind" in key) for key in _KEYS}
        made[fold(entry["wrong"])] = Slip(wrong=entry["wrong"], right=entry["right"], **around)
    return made


def _context(listed: list[str] | None, *, left: bool) -> Pattern | None:
    """A pattern for one of the phrases right before (``left``) or after a slip; "#" stands for a number."""
    if not listed:
        return None
    number = r"|\d[\d.,%]*" if "#" in listed else ""
    any_of = several([phrase for phrase in listed if phrase != "#"])
    return composed(
        rf"(?<!\w)(?:<<any_of>>{number})\s+$" if left else rf"\s+(?:<<any_of>>{number})(?!\w)", any_of=any_of
    )


_SLIP = Phrases(_slips)


def doubled_marks(text: str) -> Meant:
    """(as written, as meant) of each doubled mark; of two different marks the last one ends the sentence and is meant.

    >>> doubled_marks("các xã;; các thôn...; hằng năm.."), doubled_marks("hội viên;.")
    ((('xã;;', 'xã;'), ('năm..', 'năm.')), (('viên;.', 'viên.'),))
    """
    return tuple(_doubled(text))


def _doubled(text: str) -> Iterator[tuple[str, str]]:
    # Few texts have two marks beside each other; a search for any two is much cheaper.
    for found in _DOUBLED.finditer(text) if _TWO_MARKS.search(text) else ():
        marks = found[0].replace(" ", "")
        # A mark after an ellipsis is not doubled: "thôn, bản...;".
        if _ELLIPSIS.search(text[max(0, found.start() - 3) : found.start()]):
            continue
        word = re.search(r"[^\s;,.:]*$", text[: found.start()])
        before = word[0] if word else ""
        yield f"{before}{found[0]}", f"{before}{marks[-1]}"

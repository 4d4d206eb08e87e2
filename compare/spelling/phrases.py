"""Phrases that are slips by what stands around them, and words that are written twice on end.

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
"""Syllables of a phrase that is no name of another thing, whatever its capitals."""
_KEYS = ("behind", "not_behind", "before", "not_before")
_TWICE = composed(
    r"(?<!\w)(?P<word><<words>>)\s+(?P<again>(?P=word))(?!\w)", words=phrases("spelling", "repeated", "words")
)
_NOT_TWICE = composed(r"<<phrases>>", phrases=phrases("spelling", "repeated", "not_before"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A wrong phrase, what is meant, and the patterns that must (not) stand on its left and its right."""

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


def slips(text: str) -> Iterator[tuple[str, str]]:
    """(as written, as meant) of each slip in a text; the capital of the first letter is kept."""
    folded = fold(text)
    for found in _SLIP.finditer(folded):
        written = text[found.start() : found.end()]
        # Other capitals are those of a name ("Cù lao Đông"), or of a line in capitals, where marks get lost.
        if written.isupper() or (not written[1:].islower() and len(written.split()) < _SURE):
            continue
        slip = _slips()[" ".join(found[0].split())]
        if slip.fits(
            folded[max(0, found.start() - 40) : found.start()], folded[found.end() : found.end() + 40]
        ):
            yield " ".join(written.split()), _as(written, slip.right)


def repeated(text: str) -> Iterator[tuple[str, str]]:
    """(as written, as meant) of each word or phrase that stands twice on end."""
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
    """A pattern for one of the phrases right behind or before a slip; "#" stands for a number."""
    if not listed:
        return None
    number = r"|\d[\d.,%]*" if "#" in listed else ""
    any_of = several([phrase for phrase in listed if phrase != "#"])
    return composed(
        rf"(?<!\w)(?:<<any_of>>{number})\s+$" if left else rf"\s+(?:<<any_of>>{number})(?!\w)", any_of=any_of
    )


_SLIP = Phrases(_slips)
_DOUBLED = re.compile(r"(?P<first>[;,:])(?P<second>\s?[;,.:])(?![.…])|(?<![.…/\s])\.\.(?![.…/\d])")
_ELLIPSIS = re.compile(r"\.{3,}|…")


def doubled_marks(text: str) -> Iterator[tuple[str, str]]:
    """(as written, as meant): the last of two different marks is meant, since a sentence ends with it.

    >>> list(doubled_marks("các xã;; các thôn...; hằng năm..")), list(doubled_marks("hội viên;."))
    ([('xã;;', 'xã;'), ('năm..', 'năm.')], [('viên;.', 'viên.')])
    """
    for found in _DOUBLED.finditer(text):
        marks = found[0].replace(" ", "")
        # Behind dots of omission a mark is a mark: "thôn, bản...;".
        if _ELLIPSIS.search(text[max(0, found.start() - 3) : found.start()]):
            continue
        word = re.search(r"[^\s;,.:]*$", text[: found.start()])
        before = word[0] if word else ""
        yield f"{before}{found[0]}", f"{before}{marks[-1]}"

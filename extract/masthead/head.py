"""The pieces of a masthead: issuer, number, place and date, stamp of a draft.

The two columns of a masthead come in any order, line by line or cell by cell, or run together on one line. So
nothing is read by position: the pieces known by their shape (motto, number, date) are taken out, and the rest is the
name of the issuer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from extract.kept import kept
from extract.language.agencies import find_units, starts_body
from extract.language.dates import WrittenDate, find_date
from extract.language.document_numbers import KINDS, Number, find_numbers, match_number
from extract.language.lexicon import fold
from extract.language.phrases import phrases, several
from extract.lines.opening import is_aside, is_stamp

_NUMBER_WORD = re.compile(r"(?<!\w)số(?:\s*[:.]\s*|\s+(?=[\d.…_/]))")
# "Số: …/KH-UBND": dots or blanks in the place of the number.
_BLANK_NUMBER = re.compile(
    r"[\s.…_xX]*(?:[/\-–]\s?(?P<kind>[A-ZĐ][A-Za-zĐđ]*)(?:\s?[/\-–.]\s?[A-ZĐa-z&]+)*)?"
)
_NUMBER_LINE = re.compile(r"(?:Số|SỐ|số)\s*[:.]?[^\n]{0,30}")
# The place before the date; the line may break behind the comma.
_PLACE = re.compile(r"(?P<place>[^\W\d_][^\n,;:\d]{0,40}?)(?:\s*,\s*|[^\S\n]*)$")
_NEARLY = 0.85
"""Least similarity (0 to 1) of a line with a slip to the motto it stands for."""
_CAPITALS = re.compile(r"^(?:[^\W\d_]{2,}\s+)+(?=\S)")
_WHOLE_MOTTOS = phrases("masthead", "mottos")
_MOTTOS = several(_WHOLE_MOTTOS, phrases("masthead", "motto_pieces"))
_MOTTO_LINES = phrases("masthead", "motto_lines")
_DRAFT = phrases("masthead", "draft")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The pieces of a masthead. ``bodies`` are the names of the issuing bodies, the parent body first."""

    bodies: tuple[str, ...] = ()
    number: Number | None = None
    number_blank: bool = False
    number_kind: str | None = None
    """The kind by the abbreviation in the number, also in a blank number."""
    committee: bool = False
    """Whether the number, also a blank one, is that of a people's committee."""
    date: WrittenDate | None = None
    place: str | None = None
    draft: bool = False


def read_head(lines: Sequence[str]) -> Head:
    """The pieces of a masthead, given by its lines.

    >>> read_head(["UBND HUYỆN TÂN PHONG", "Số: /KH-UBND", "Tân Phong, ngày tháng năm 2021"]).number_blank
    True
    """
    draft = any(_DRAFT.search(fold(line)) for line in lines)
    text = "\n".join(line for line in lines if not _DRAFT.search(fold(line)) and not is_stamp(line))
    text = _without_mottos(text)
    committee = "UBND" in (_NUMBER_LINE.search(text) or [""])[0]
    text, number, blank, kind = _take_number(text)
    text, written, place = _take_date(text)
    return Head(
        bodies=_bodies(text.split("\n")),
        number=number,
        number_blank=blank,
        number_kind=kind,
        committee=committee,
        date=written,
        place=place,
        draft=draft,
    )


def is_draft_note(text: str) -> bool:
    """Whether a line marks a draft: "(Dự thảo)", "DỰ THẢO LẦN 2"."""
    return len(text) < 60 and bool(_DRAFT.search(fold(text)))


def _without_mottos(text: str) -> str:
    """The text without the mottos of state and party, pieces of a broken motto and drawn rules."""
    text = "\n".join(line for line in text.split("\n") if not _is_nearly_a_motto(line))
    folded = fold(text)
    spans = [match.span() for match in _MOTTOS.finditer(folded)]
    for start, end in reversed(spans):
        text = f"{text[:start]}\n{text[end:]}"
    return "\n".join(
        line for line in text.split("\n") if fold(line).strip() not in _MOTTO_LINES and line.strip(" |-–—_=*")
    )


@kept(500)
def _is_nearly_a_motto(line: str) -> bool:
    """Whether a line is a motto with a slip of typing: "CỘNG HÒA XÃ HỘI CHỦ NGĨA VIỆT NAM"."""
    said = fold(line).strip(" |*_-–—")
    return said in _WHOLE_MOTTOS.words or any(
        abs(len(said) - len(right)) <= 2 and SequenceMatcher(None, said, right).ratio() >= _NEARLY
        for right in _WHOLE_MOTTOS.words
    )


def _take_number(text: str) -> tuple[str, Number | None, bool, str | None]:
    """The text without "Số: …", the number, whether it is left blank, and the kind it names."""
    found = _NUMBER_WORD.search(fold(text))
    if found:
        rest = text[found.end() :]
        number = match_number(f"Số {rest.lstrip()}", 3)
        if number:
            end = number.end - 3 + len(rest) - len(rest.lstrip())
            kind = number.kind if number.has_kind else None
            return f"{text[: found.start()]}\n{rest[end:]}", number, False, kind
        blank = _BLANK_NUMBER.match(rest)
        kind = KINDS.get(blank["kind"] or "") if blank else None
        left = rest[blank.end() :] if blank else rest
        return f"{text[: found.start()]}\n{left}", None, not rest.lstrip()[:1].isdigit(), kind
    for number in find_numbers(text):
        if number.certain and re.search(r"(?:^|\n)\s*$", text[: number.start]):
            return f"{text[: number.start]}\n{text[number.end :]}", number, False, number.kind
    return text, None, False, None


def _take_date(text: str) -> tuple[str, WrittenDate | None, str | None]:
    """The text without place and date, and both."""
    written = find_date(text)
    if written is None:
        return text, None, None
    before, after = text[: written.start], text[written.end :]
    found = _PLACE.search(before)
    if not found:
        return f"{before}\n{after}", written, None
    place, start = found.group("place"), found.start("place")
    capitals = _CAPITALS.match(place)
    # "HUYỆN TÂN PHONG Tân Phong, ngày …": the end of the issuer's name runs into the place.
    if capitals and capitals.group().isupper():
        place, start = place[capitals.end() :], start + capitals.end()
    return f"{before[:start]}\n{after}", written, " ".join(place.split())


def _bodies(lines: Sequence[str]) -> tuple[str, ...]:
    """The names of bodies in the remaining lines; a line that opens no body continues the one above."""
    bodies: list[str] = []
    for line in lines:
        line = line.strip(" |*_-–—")
        if not line or len(line) > 90 or is_aside(line) or line.endswith((".", ";")):
            continue
        if starts_body(line) and not (bodies and fold(bodies[-1]) == "thủ tướng"):
            bodies.append(line)
        elif bodies and (line.isupper() or next(find_units(line), None) is not None):
            bodies[-1] = f"{bodies[-1]} {line}"
    return tuple(bodies)

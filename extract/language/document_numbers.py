"""Numbers of documents, with kind, year and issuer: "112/QĐ-TTg", "43/2015/TT-BYT", "28-KH/HU", "36/2021/QH15".

    number  := digits (sep year)? (sep abbreviation)+
    sep     := "/" | "-" | "–", also "." between two abbreviations; blanks around it are slips and allowed
    kind    := the first abbreviation, where it is one of a kind ("QĐ"); otherwise the number is of a letter

A state number has "/" behind its digits, a party number "-".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.kept import kept
from extract.language.phrases import phrases, several, table

_DIGITS = re.compile(r"\d(?<![\w.,/\-–]\d)(?:\d?\.\d{1,5}|\d{0,4})[a-z]?(?=\s?[/\-–])")
# Digits with a separator or an abbreviation behind them: in every number, and few texts have any.
_MAY_BE = re.compile(r"\d[a-z]?\s?(?:[/\-–]|[A-ZĐ]{2})")
_BEHIND_WORD = r"\d(?:(?<=[Ss]ố \d)|(?<=[Ss]ố: \d))"
"""The first digit behind the word."""
# Digits parted by a line end, only behind "số".
_PARTED = re.compile(_BEHIND_WORD + r"\d{0,2} \d{1,3}(?=\s?[/\-–])")
# A slash left out, "số 12 QĐ-TTg", only behind "số" and before letters of the shape "QĐ-".
_GAPPED = re.compile(_BEHIND_WORD + r"\d{0,4}(?=\s?[A-ZĐ]{2,5}[-–/][A-ZĐ])")
_GAP = re.compile(r"\s?(?=[A-ZĐ])")
_SEPARATOR = re.compile(r"\s?[/\-–]\s?|\.(?=[A-ZĐƯ]{2})")
_YEAR = re.compile(r"(?:19|20)\d\d(?![\w])")
# "UBND", "LĐTBXH", "TTg", "CTr", "TB&XH", "QH15", but not the first letters of a word with marks ("Về").
_ABBREVIATION = re.compile(r"[A-ZĐÐƯ](?:[A-ZĐÐƯ]|&(?=[A-ZĐÐƯ]))*(?:[a-zđ]{1,2}[A-ZĐÐƯ]*)?\d{0,2}(?!\w)")
_LETTER = "Công văn"
KINDS = table(str, "documents", "kinds", folded=False)
_ISSUERS = table(str, "documents", "issuers", folded=False)
_JOINT = phrases("documents", "joint", folded=False)
_KNOWN = several(KINDS, _ISSUERS, phrases("documents", "other_abbreviations", folded=False), folded=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number at ``text[start:end]`` of the searched text; its own ``text`` has no blanks."""

    start: int
    end: int
    text: str
    parts: tuple[str, ...]
    party: bool
    year: int | None

    @property
    def key(self) -> str:
        """The number for comparison: dashes and look-alike letters made equal, case left out."""
        return self.text.translate(_LOOKALIKES).casefold()

    @property
    def kind(self) -> str:
        """The kind by the abbreviation; a letter ("Công văn") without an abbreviation of a kind."""
        return KINDS.get(_bare(self.parts[0])) or _LETTER

    @property
    def has_kind(self) -> bool:
        """Whether the number itself names a kind."""
        return _bare(self.parts[0]) in KINDS

    @property
    def joint(self) -> bool:
        """Whether several bodies issue together."""
        return _bare(self.parts[0]) in _JOINT

    @property
    def issuer(self) -> str | None:
        """The issuer by the abbreviations, without a place: "Thủ tướng Chính phủ", "Ủy ban nhân dân"."""
        parts = self.parts[1:] if self.has_kind and len(self.parts) > 1 else self.parts
        found = [_ISSUERS[_bare(part)] for part in parts if _bare(part) in _ISSUERS]
        return ", ".join(found if self.joint else found[:1]) or None

    @property
    def certain(self) -> bool:
        """Whether it is a number of a document even without a word before it."""
        return (self.has_kind and len(self.parts) > 1) or _bare(self.parts[0]) in ("QH", "UBTVQH")


_LOOKALIKES = str.maketrans({"–": "-", "Ð": "Đ", "Ư": "W"})


def match_number(text: str, start: int) -> Number | None:
    """Return the number whose digits begin at ``start``, None without one.

    >>> match_number("154 /KH- UBND ngày", 0).text
    '154/KH-UBND'
    """
    gapped = _GAPPED.match(text, start)
    digits = gapped or _PARTED.match(text, start) or _DIGITS.match(text, start)
    if not digits:
        return None
    end, parts, year, party = digits.end(), list[str](), None, None
    while separator := (_GAP if gapped and not parts else _SEPARATOR).match(text, end):
        party = separator.group().strip() in ("-", "–") if party is None else party
        written = _YEAR.match(text, separator.end()) if year is None and not parts else None
        if written:
            year, end = int(written.group()), written.end()
            continue
        part = _part(text, separator, first=not parts)
        if part is None:
            break
        parts.append(part)
        end = separator.end() + len(part)
    if not parts:
        return None
    return Number(
        start=start,
        end=end,
        text="".join(text[start:end].split()),
        parts=tuple(parts),
        party=bool(party),
        year=year,
    )


def find_numbers(text: str) -> tuple[Number, ...]:
    """Return all numbers, from left to right."""
    return _found(text) if _MAY_BE.search(text) else ()


@kept(2_000)
def _found(text: str) -> tuple[Number, ...]:
    return tuple(_numbers(text))


def _numbers(text: str) -> Iterator[Number]:
    at = 0
    # Digits are parted, or lack their slash, only behind "số".
    patterns = (_PARTED, _DIGITS, _GAPPED) if "ố" in text else (_DIGITS,)
    ahead = {pattern: pattern.search(text) for pattern in patterns}
    while True:
        for pattern, match in ahead.items():
            if match and match.start() < at:
                ahead[pattern] = pattern.search(text, at)
        starts = [match.start() for match in ahead.values() if match]
        if not starts:
            return
        number = match_number(text, min(starts))
        if number:
            yield number
        at = number.end if number else min(starts) + 1


def _part(text: str, separator: re.Match[str], *, first: bool) -> str | None:
    """Return the abbreviation behind a separator; blanks are allowed only around a sure one."""
    found = _ABBREVIATION.match(text, separator.end())
    if not found or (first and separator.group() == "."):
        return None
    part = found.group()
    blanks = len(separator.group()) - len(separator.group().strip())
    known = _bare(part) in _KNOWN
    if blanks == 2 and not known:
        return None
    if blanks and not known and not (part.isupper() and len(part) >= 2):
        return None
    # "TT-BYT1": a footnote mark; "QH15": the legislature.
    return _bare(part) if known and _bare(part) not in ("QH", "UBTVQH") else part


def _bare(part: str) -> str:
    return part.rstrip("0123456789").replace("Ð", "Đ")

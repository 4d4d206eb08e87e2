"""The programme and the period that a title names.

programme := a noun of programmes, its name up to a period, a place or a level
period    := "giai đoạn A - B" | "từ năm A đến năm B" | "A - B" | "đến năm B" | "năm A"
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.language.agencies import respell, starts_body
from extract.language.dates import drop_dates
from extract.language.document_numbers import find_numbers
from extract.language.lexicon import fold
from extract.language.phrases import composed, phrases, several
from extract.model import Period

_YEAR = r"((?:19|20)\d\d)(?!\d)"
# "2021 - 2025", "2021–2025", "2021 đến 2025", "từ năm 2021 đến năm 2025"
_RANGE = re.compile(rf"{_YEAR}\s*(?:[-–]|đến(?:\s+hết)?(?:\s+năm)?)\s*{_YEAR}")
# A term of office is no period of a plan: "nhiệm kỳ 2020 - 2025".
_TERM = re.compile(rf"(?:nhiệm\s+kỳ|khóa)\s+(?:\S+\s+){{0,2}}{_YEAR}\s*[-–]\s*{_YEAR}")
_UNTIL = re.compile(rf"(?:đến|tới)\s+(?:hết\s+)?năm\s+{_YEAR}")
_OUTLOOK = re.compile(rf"(?:tầm\s+nhìn|định\s+hướng)(?:\s+(?:đến|tới))?(?:\s+năm)?\s+{_YEAR}")
# A single year; neither the year of a law nor the end of a period.
_SINGLE = re.compile(
    rf"(?<!đến )(?<!tới )(?<!từ )(?<!hết )(?<!với )năm\s+{_YEAR}(?!\s*(?:[-–]|đến|và\s+giai))"
)
_LAW = re.compile(rf"(?:luật|pháp\s+lệnh|hiến\s+pháp)\s[^,;]{{0,60}}?năm\s+{_YEAR}")
_QUOTED = re.compile(r"[“\"«][^”\"»]*[”\"»]")
_PROGRAMMES = several(phrases("masthead", "programmes"), phrases("masthead", "action_plans"))
_NORMS = phrases("masthead", "norms")
_ENDS = phrases("masthead", "programme_ends")
_NOT_ENDS = phrases("masthead", "not_ends")
# Behind a comma: another document, "gắn với …", "với những nội dung sau".
_NO_NAME = composed(
    r"<<words>>(?!\w)",
    words=several(
        phrases("documents", "headings"),
        phrases("masthead", "programmes"),
        phrases("masthead", "after_names"),
    ),
)
_BREAK = re.compile(r"[,;:(“\".]|\s[-–]\s(?=\d)")


def read_period(text: str, year: int | None) -> Period | None:
    """The period that a title or a recital names, None without one; ``year`` is that of the document's date.

    A single year outweighs a range that holds it (a yearly plan under a long programme). The last of the shortest
    ranges counts, since the programme's own range comes first and is longer.

    >>> read_period("Thực hiện Chương trình A giai đoạn 2021 - 2030 năm 2023", 2023)
    Period(start=2023, end=2023)
    """
    folded = fold(drop_dates(text))
    for pattern in (_LAW, _TERM, _OUTLOOK):
        folded = pattern.sub(" ", folded)
    plain = _QUOTED.sub(" ", folded)
    return _period(plain, year) or _period(folded, year)


def read_programme(text: str, corpus: str = "") -> str | None:
    """The programme that a title names, in the spelling of the running text ``corpus``; None without one.

    >>> read_programme("THỰC HIỆN ĐỀ ÁN NGÔI NHÀ XANH GIAI ĐOẠN 2021 - 2025")
    'Đề án ngôi nhà xanh'
    """
    folded = fold(text)
    found = _PROGRAMMES.search(folded)
    if found:
        return _name(text, found.start(), found.end(), corpus)
    found = _NORMS.search(folded)
    if not found:
        return None
    number = next((n for n in find_numbers(text) if n.start <= found.end() + 6), None)
    if number and number.start >= found.end():
        return f"{_sentence(text[found.start() : found.end()], corpus)} số {number.text}"
    return _name(text, found.start(), found.end(), corpus)


def _period(folded: str, year: int | None) -> Period | None:
    ranges = [
        Period(start=int(first), end=int(last))
        for first, last in _RANGE.findall(folded)
        if int(first) <= int(last)
    ]
    single = _SINGLE.search(_RANGE.sub(" ", folded))
    alone = int(single.group(1)) if single else 0
    # "2021 - 2025 và các mục tiêu phải đạt vào năm 2030": a year outside of the range is an outlook.
    if single and (not ranges or any(one.start <= alone <= one.end for one in ranges)):
        return Period(start=alone, end=alone)
    if ranges:
        shortest = min(period.years for period in ranges)
        return [period for period in ranges if period.years == shortest][-1]
    until = _UNTIL.search(folded)
    if until and year is not None and year <= int(until.group(1)):
        return Period(start=year, end=int(until.group(1)))
    return None


def _name(text: str, start: int, noun_end: int, corpus: str) -> str | None:
    """The name that begins with the noun at ``start``, without period, place and level."""
    folded = fold(text)
    quoted = re.match(r"\s*[“\"]([^”\"]+)[”\"]", text[noun_end:])
    if quoted:
        inner = _cut(quoted.group(1))
        return _sentence(f"{text[start:noun_end]} {inner}", corpus)
    ends = [
        match.start()
        for match in _ENDS.finditer(folded, noun_end)
        if not _NOT_ENDS.match(folded, match.start())
    ]
    end = min([*ends, *_breaks(text, noun_end), len(text)])
    name = " ".join(text[start:end].split()).strip(" -–,")
    return _sentence(name, corpus) if len(name) > noun_end - start else None


def _breaks(text: str, start: int) -> Iterator[int]:
    """The marks that end a name; a comma ends it only before another document, a body or the rest of a sentence."""
    for found in _BREAK.finditer(text, start):
        rest = text[found.end() :].lstrip()
        if found.group() != "," or _NO_NAME.match(fold(rest)) or starts_body(rest):
            yield found.start()


def _cut(text: str) -> str:
    folded = fold(text)
    ends = [match.start() for match in _ENDS.finditer(folded) if not _NOT_ENDS.match(folded, match.start())]
    return text[: min([*ends, len(text)])].strip(" -–,")


def _sentence(name: str, corpus: str) -> str:
    """The name as spelt in running text; else in small letters with a capital."""
    if name.isupper():
        spelt = respell(name, corpus) or name
        name = spelt if not spelt.isupper() else name.lower()
    return name[:1].upper() + name[1:]

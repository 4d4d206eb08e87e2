"""Dates as Vietnamese documents write them.

long    ngày 05 tháng 4 năm 2021, also broken over lines and with parts left blank
short   [ngày] 22/01/2021, 05-11-2020, 7.4.2021
blank   ngày … tháng … năm 2021, ngày .../.../2021
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

# A year, its digits perhaps parted by a line end: "2021", "20 21".
_YEAR = r"(?P<year>(?:19|20)\s?\d\s?\d)(?!\d)"
# The dots of a place to be filled in by hand.
_BLANK = r"[\s.…_]*"
_DAY = r"(?P<day>\d\s?\d?)?"
_MONTH = r"(?P<month>\d\s?\d?)?"

_LONG = re.compile(
    rf"ngày{_BLANK}{_DAY}{_BLANK}tháng{_BLANK}{_MONTH}{_BLANK}năm{_BLANK}(?:{_YEAR}|20(?!\d)|(?=\s|$))",
    re.IGNORECASE,
)
_SHORT = re.compile(
    rf"(?:ngày\s*)?(?<!\d)(?P<day>\d{{1,2}})\s?(?P<sep>[/.\-–])\s?(?P<month>\d{{1,2}})\s?(?P=sep)\s?{_YEAR}",
    re.IGNORECASE,
)
_SHORT_BLANK = re.compile(
    rf"ngày{_BLANK}{_DAY}{_BLANK}/{_BLANK}{_MONTH}{_BLANK}/{_BLANK}(?:{_YEAR})?", re.IGNORECASE
)
# "số 167/TTr-STC 13 tháng 02 năm 2022": only where a date is due.
_BARE = re.compile(rf"(?P<day>\d{{1,2}})\s+tháng\s+(?P<month>\d{{1,2}})\s+năm\s+{_YEAR}", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDate:
    """A date at ``text[start:end]``. ``iso`` is None where a part is blank or no such day exists."""

    start: int
    end: int
    iso: str | None
    year: int | None
    blank: bool


def find_date(text: str, start: int = 0) -> WrittenDate | None:
    """Return the first date at or behind ``start``, None without one.

    >>> find_date("Tân Phong, ngày 05 tháng 4 năm 2021").iso
    '2021-04-05'
    """
    found = [pattern.search(text, start) for pattern in (_LONG, _SHORT, _SHORT_BLANK)]
    matches = [match for match in found if match]
    return _read(min(matches, key=lambda match: match.start())) if matches else None


def match_date(text: str, start: int) -> WrittenDate | None:
    """Return the date that begins exactly at ``start``, also one without the word "ngày"; None without one."""
    for pattern in (_LONG, _SHORT, _SHORT_BLANK, _BARE):
        match = pattern.match(text, start)
        if match:
            return _read(match)
    return None


def drop_dates(text: str) -> str:
    """Return a text without its whole dates, so that only years that stand by themselves are left.

    >>> drop_dates("số 12/QĐ-TTg ngày 05/4/2021 giai đoạn 2021 - 2025")
    'số 12/QĐ-TTg   giai đoạn 2021 - 2025'
    """
    for pattern in (_LONG, _SHORT, _SHORT_BLANK):
        text = pattern.sub(" ", text)
    return text


def _read(match: re.Match[str]) -> WrittenDate:
    day, month, year = (_number(match.group(name)) for name in ("day", "month", "year"))
    return WrittenDate(
        start=match.start(),
        end=match.end(),
        iso=_iso(day, month, year),
        year=year,
        blank=day is None or month is None or year is None,
    )


def _number(digits: str | None) -> int | None:
    return int("".join(digits.split())) if digits else None


def _iso(day: int | None, month: int | None, year: int | None) -> str | None:
    if day is None or month is None or year is None:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:  # 31/02: there is no such day
        return None

"""Deadlines within the text of tasks and reports."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from compare.words import phrases
from extract.grammar.marks import MarkKind, find_marks
from extract.kept import kept
from extract.language import writing
from extract.language.lexicon import fold
from extract.language.phrases import composed
from extract.model import Plan

_DAY = re.compile(r"(?<!\d)(?:ngày\s+)?(?P<d>\d{1,2})\s*(?:tháng\s+|/)(?P<m>\d{1,2})(?![\d/])(?!\s+năm\s+20)")
_NEXT_YEAR = composed(r"<<years>>", years=phrases("tasks", "reports", "next_year"))
_HALF_YEAR = composed(r"(?<!\w)<<turns>>(?!\w)", turns=phrases("tasks", "reports", "half_year"))
REPORT = "báo cáo"
"""The word of every text that is about a report, folded."""
_REPORT = re.compile(rf"(?<!\w){REPORT}(?!\s+viên)(?!\w)")
_YEARLY = 2


def own_deadline(text: str) -> str | None:
    """The only deadline that a sentence states, as an ISO date; None for none or several.

    >>> own_deadline("Hoàn thành số hóa trước năm 2024"), own_deadline("Báo cáo hằng năm")
    ('2024-12-31', None)
    """
    dates = {
        mark.date if mark.date and len(mark.date) == 10 else f"{mark.year}-12-31"
        for mark in find_marks(text)
        if mark.kind is MarkKind.DEADLINE and (mark.year or mark.date)
    }
    return dates.pop() if len(dates) == 1 else None


def is_of_another_time(text: str, draft: Plan) -> bool:
    """Whether all years in a task lie outside the period of a draft: "Giai đoạn 2026 - 2030: nhân rộng …"."""
    period = draft.masthead.period
    marks = [mark for mark in find_marks(text) if mark.kind is MarkKind.PERIOD and mark.period is not None]
    return (
        period is not None
        and bool(marks)
        and all(
            mark.period is not None and (mark.period.end < period.start or mark.period.start > period.end)
            for mark in marks
        )
    )


def named_years(text: str) -> set[int]:
    """The years in which a text wants something done; the years of a period count as none.

    >>> named_years("sơ kết vào năm 2023"), named_years("giai đoạn 2021 - 2025")
    ({2023}, set())
    """
    return {
        mark.year for mark in find_marks(text) if mark.kind is MarkKind.DEADLINE and mark.year is not None
    }


def written(iso: str) -> str:
    """The deadline in words; the last day of a year is written as the year.

    >>> written("2024-12-31"), written("2022-05-10")
    ('năm 2024', 'ngày 10/5/2022')
    """
    return writing.when(iso.removesuffix("-12-31"))


class Turn(StrEnum):
    """A report of the year."""

    HALF = "6 tháng"
    YEAR = "năm"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class ReportDay:
    """A day that recurs every year; ``month`` 13 is January of the next year."""

    month: int
    day: int

    def __str__(self) -> str:
        return writing.day_of_year(self.day, (self.month - 1) % 12 + 1)


@kept(1_000)
def report_days(text: str) -> Mapping[Turn, ReportDay]:
    """The days by which a sentence asks for reports; empty where it is about no report, or the days are unclear.

    >>> days = report_days("báo cáo trước ngày 10 tháng 6 và ngày 05 tháng 12 hằng năm")
    >>> {turn.value: str(day) for turn, day in days.items()}
    {'6 tháng': 'ngày 10 tháng 6', 'năm': 'ngày 05 tháng 12'}
    """
    folded = fold(text)
    if not _REPORT.search(folded):
        return {}
    later = _NEXT_YEAR.search(folded) is not None
    days = sorted(
        ReportDay(month=int(found["m"]) + (12 if later and int(found["m"]) < 4 else 0), day=int(found["d"]))
        for found in _DAY.finditer(folded)
        if 1 <= int(found["m"]) <= 12 and 1 <= int(found["d"]) <= monthrange(2024, int(found["m"]))[1]
    )
    if len(days) == _YEARLY:
        return {Turn.HALF: days[0], Turn.YEAR: days[1]}
    if len(days) != 1:
        return {}
    half = _HALF_YEAR.search(folded) and not re.search(r"h[àằ]ng năm|báo cáo năm", folded)
    return {Turn.HALF if half else Turn.YEAR: days[0]}


@kept(4_000)
def asks_report(text: str) -> bool:
    """Whether a sentence is about a report."""
    return _REPORT.search(fold(text)) is not None

"""The columns of values in a table of targets: their years, place, effort and unit.

A number of the past ("Thực hiện 2020") is never a target.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.grammar.deadlines import period_of
from extract.language.agencies import find_units
from extract.language.columns import bare_name
from extract.language.lexicon import fold
from extract.language.phrases import composed, phrases
from extract.language.places import region_label
from extract.model import Effort, Period
from extract.tables.cells import is_money, unit_of_caption, without_unit
from extract.tables.grid import Table
from extract.tables.heads import LONGEST_VALUE, Column, Head, Kind, has_word, is_place, is_total, opens_with

_REGIONS = phrases("tables", "place", "regions")
# "Tỷ lệ hộ nghèo theo vùng": the rows are the regions.
_BY_REGION = composed(r"\s+(?:chia\s+)?theo\s+(?:từng\s+|các\s+)?<<regions>>(?!\w)", regions=_REGIONS)
_TIME = re.compile(
    r"(?:(?:đến|trong|hết)\s+)*(?:(?:năm|giai đoạn)\s+)?(?<!\d)20\d\d(?:\s*[-–]\s*20\d\d)?(?!\d)",
    re.IGNORECASE,
)
_WHOLE_NAME = 5
"""Words of a name of a column that needs no name above it."""
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_LEAST_YEARS = 3
_VALUE = phrases("tables", "value", "within")
_AIM = phrases("tables", "aim", "within")
_PAST = phrases("tables", "past", "within")
_FUTURE = phrases("tables", "future", "within")
_OUTCOME = phrases("tables", "outcome", "names")
_DIVIDED = phrases("tables", "divided", "starts")
_CAPTION_HEAD = composed(
    r"^(?:(?:<<words>>|\d+|[ivx]+|[a-h](?=[.:]))(?!\w)[\s:.,-]*)+",
    words=phrases("tables", "caption", "starts"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """A column of values: their years, place, effort and unit."""

    column: int
    period: Period | None
    place: str | None
    effort: Effort | None
    unit: str | None
    dated: bool
    """Whether the head of the column names its years; else ``period`` is that of the table or the plan."""
    caption: str
    """The name of the column, as in a sentence: "năm 2023", "kế hoạch 2023", "xã Bản Ngoài"."""


def without_time(title: str) -> str:
    """The words of a head without its years: "Số lớp bơi năm 2023" → "Số lớp bơi"."""
    return " ".join(_TIME.sub(" ", title).split()).strip(" ,;:-")


def value_columns(table: Table, head: Head, plan: Period | None) -> list[Values]:
    """The columns with a year of the plan in their head; without any, those with "kế hoạch" or a place."""
    others = [column for column in head.all(Kind.OTHER) if column.names]
    dated = [(column, column_period(column.names, plan)) for column in others]
    has_years = any(period for _, period in dated)
    general = caption_period(table, plan) or plan
    found: list[Values] = []
    outcome = None if has_years else _outcome(table, head, others)
    for column, period in dated:
        own = column.names[-1]
        place = next((name for name in reversed(column.names) if is_place(name)), None)
        shared = place is not None or any(is_total(name) for name in column.names)
        if column is not outcome:
            if is_past(column.names) or (period is not None and plan is not None and period.end < plan.start):
                continue
            if period is None and not shared and (has_years or not has_word(own, _VALUE)):
                continue
        found.append(
            Values(
                column=column.index,
                period=period or general,
                place=place_name(place) if place else None,
                effort=Effort.AIM if has_word(column.title, _AIM) else None,
                unit=without_unit(column.title)[1],
                dated=period is not None,
                caption=caption_of(column.names),
            )
        )
    return found


def has_years(table: Table, head: Head) -> bool:
    """Whether rows or columns are years, as of numbers that are set year by year.

    Two years are enough where most rows say in what they are measured, and that is not money.
    """
    dated = [column for column in head.columns if _YEAR.search(column.title)]
    if head.first(Kind.YEAR) is not None or len(dated) >= _LEAST_YEARS:
        return True
    about, own = head.first(Kind.SUBJECT), head.first(Kind.UNIT)
    if about is None or len(dated) < 2 or any(is_past(column.names) for column in dated):
        return False
    rows = [
        (table.text(row, about), table.text(row, own) if own is not None else "") for row in head.body(table)
    ]
    units = [unit for name, said in rows if (unit := said or without_unit(name)[1])]
    return len(units) * 2 > len(rows) and not any(is_money(unit) for unit in units)


def _outcome(table: Table, head: Head, others: Sequence[Column]) -> Column | None:
    """A column "Kết quả" that says what is to come of each row, in figures, where no other column has values."""
    asked = [column for column in others if not is_past(column.names) and has_word(column.names[-1], _VALUE)]
    found = [column for column in others if bare_name(column.title) in _OUTCOME]
    if asked or len(found) != 1:
        return None
    texts = [text for row in head.body(table) if (text := table.text(row, found[0].index))]
    figures = [text for text in texts if len(text) <= LONGEST_VALUE and re.search(r"\d", text)]
    return found[0] if len(figures) * 2 > len(texts) else None


def caption_of(names: Sequence[str]) -> str:
    """The name of a column, as in a sentence; where the lowest name has no year, the one above that has.

    >>> caption_of(["Kế hoạch", "2023"]), caption_of(["Năm 2023", "Xã Bản Ngoài"]), caption_of(["Mức giao (%)"])
    ('năm 2023', 'năm 2023, xã Bản Ngoài', 'mức giao')
    """
    lowest = names[-1]
    years = [] if _YEAR.search(lowest) else [name for name in names[:-1] if _YEAR.search(name)][-1:]
    said = [without_unit(" ".join(name.split()))[0] for name in (*years, lowest)]
    return ", ".join(f"năm {name}" if _YEAR.fullmatch(name) else _uncapitalised(name) for name in said)


def _uncapitalised(name: str) -> str:
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def place_name(name: str) -> str:
    """The name of a place as written in a sentence: "xã Bản Ngoài", "thành phố Lộc Yên"."""
    unit = next(find_units(name), None)
    if unit is not None and unit.text and not unit.start:
        return unit.text
    return name[0].lower() + name[1:] if is_place(name) else name


def told_first(column: Column) -> str:
    """The name of a column; one that says whom it counts by itself stands before the group above it.

    "Trẻ em dưới 5 tuổi bị thấp còi" below "Hộ nghèo (%)" counts children.
    """
    *groups, own = column.names or ("",)
    if not groups or len(own.split()) < _WHOLE_NAME:
        return column.title
    # The unit first: "(Trường học)" would be one.
    return " ".join([own, *_unit_in(groups), *(f"({without_unit(group)[0]})" for group in groups)])


def _unit_in(names: Sequence[str]) -> Iterator[str]:
    units = [unit for name in names if (unit := without_unit(name)[1])]
    yield from (f"({unit})" for unit in units[-1:])


def is_of_regions(head: Head) -> bool:
    """Whether the rows of a table are regions of a country or of a province."""
    where = head.first(Kind.PLACE)
    return any(column.index == where and bare_name(column.title) in _REGIONS for column in head.columns)


def region_name(name: str) -> str:
    """The name of a region with its kind: "vùng Đông Nam Bộ" of "Đông Nam Bộ"."""
    return name if region_label(name) else f"vùng {name}"


def shared_words(column: Column, caption: Sequence[str]) -> str:
    """The subject of a column of shares: its names without years, totals and "chia ra"; else that of the caption."""
    names = [
        without_time(name) for name in column.names if not is_total(name) and not opens_with(name, _DIVIDED)
    ]
    if any(names):
        return " ".join(filter(None, names))
    for text in reversed(caption):
        if text.startswith("(") or unit_of_caption((text,)):
            continue  # "Đơn vị tính: %"
        if said := without_time(_BY_REGION.sub("", _CAPTION_HEAD.sub("", fold(text)))):
            return said
    return ""


def column_period(names: Sequence[str], plan: Period | None) -> Period | None:
    """The years of a column, from its lowest name with a year; None without one."""
    for name in reversed(names):
        found = period_of(name, start=plan.start if plan else None)
        year = re.search(r"(?<!\d)(20\d\d)(?!\d)", name)
        if found is not None or year is not None:
            return found or (Period(start=int(year[1]), end=int(year[1])) if year else None)
    return None


def caption_period(table: Table, plan: Period | None) -> Period | None:
    """The period that the nearest line above a table names; a line in brackets does not count."""
    for text in reversed(table.caption):
        if not text.startswith("("):
            found = period_of(text, start=plan.start if plan else None)
            if found is not None:
                return found
    return None


def is_past(names: Sequence[str]) -> bool:
    """Whether a column reports results: the lowest telling name decides ("Kế hoạch 2021 - 2025", "Thực hiện 2021")."""
    for name in reversed(names):
        if has_word(name, _FUTURE):
            return False
        if has_word(name, _PAST):
            return True
    return False

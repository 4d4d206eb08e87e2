"""Rows of tables by year: the years against the total of the row, or against the total that the text states.

    Chỉ tiêu      2022   2023   2024   Tổng
    Lớp dạy bơi     10     12     14     40          10 + 12 + 14 = 36, not 40

Only counts and money are added up. A total that is no greater than the greatest year is a level or a mean; words such
as "lũy kế" and "%" in a row say the same. A total over more years than the columns may be greater than their sum.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from compare.consistency.sums import TableSlip
from compare.targets.items import Item
from compare.words import phrases
from compare.words.similarity import terms
from extract.grammar.deadlines import period_of
from extract.kept import kept
from extract.language.lexicon import fold
from extract.language.numerals import DIGIT_WORDS, FIGURE, parse_figure
from extract.language.phrases import composed, several
from extract.language.writing.measures import value
from extract.language.writing.numbers import number
from extract.model import Bound, Statement

_NUMERIC = re.compile(rf"(?:{FIGURE})")
_LETTERS = re.compile(r"[^\W\d_]")
_YEAR = re.compile(r"(?:(?:kế hoạch|chỉ tiêu|mục tiêu|kh)\s+)?(?:năm\s+)?(20\d\d)")
_TOTALS = phrases("inner", "totals")
_ADDED = phrases("inner", "levels")
# "Cộng cả ba năm, huyện mở lớp cho 2.040 người"
_ADDING = composed(
    r"\W*<<words>>\s+(?:cả\s+|trong\s+)*(?:(?:\d{1,2}|<<digits>>|các)\s+năm|giai\s+đoạn)(?!\w)",
    words=_TOTALS,
    digits=several([*DIGIT_WORDS, "mười"]),
)
_LEAST_YEARS = 2
# A sum near a total differs from it by no more than a quarter.
_NEAR = 4
# Least share of common words of a row and of a total in the text.
_ALIKE = 0.75

Cells = Mapping[int, Statement]


def row_sums(statements: Sequence[Statement]) -> Iterator[TableSlip]:
    """The totals of rows that differ from the sum of their years; the total stands in a column of its own."""
    tables: dict[int, dict[int, dict[int, Statement]]] = defaultdict(lambda: defaultdict(dict))
    for statement in statements:
        if statement.cell is not None:
            table, row, column = statement.cell
            tables[table][row].setdefault(column, statement)
    for rows in tables.values():
        for head, cells in sorted(rows.items()):
            years, total = _columns(cells)
            if len(years) >= _LEAST_YEARS and total is not None:
                for row in sorted(rows):
                    if row > head:
                        yield from _row(rows[row], years, total, _span(cells[total]))
                break


def _columns(cells: Cells) -> tuple[dict[int, int], int | None]:
    """The columns of a head by year, and the column of the total; None without one, or with several."""
    texts = {column: fold(cell.text).strip(" :.()") for column, cell in cells.items()}
    found = {column: year for column, text in texts.items() if (year := _YEAR.fullmatch(text))}
    years: dict[int, int] = {}
    for column, year in found.items():
        years.setdefault(int(year.group(1)), column)
    if len(years) < _LEAST_YEARS:
        return years, None
    totals = [
        column
        for column, text in texts.items()
        if column not in found and (_TOTALS.match(text) or _span(cells[column]) is not None)
    ]
    return years, totals[0] if len(totals) == 1 else None


def _span(cell: Statement) -> frozenset[int] | None:
    """The years of a head "Giai đoạn 2022 - 2025" or "Tổng 2022 - 2025"; None without any."""
    return _years_named(cell.text)


@kept(500)
def _years_named(text: str) -> frozenset[int] | None:
    period = period_of(text, start=None)
    if period is None or period.years < _LEAST_YEARS:
        return None
    return frozenset(range(period.start, period.end + 1))


def _row(
    cells: Cells, years: Mapping[int, int], total: int, span: frozenset[int] | None
) -> Iterator[TableSlip]:
    named = [" ".join(cell.text.split()) for _, cell in sorted(cells.items()) if _LETTERS.search(cell.text)]
    names = " ".join(fold(cell.text) for column, cell in cells.items() if column not in years.values())
    texts = [cells[column].text.strip() if column in cells else "" for _, column in sorted(years.items())]
    stated = cells[total].text.strip() if total in cells else ""
    if not all(_NUMERIC.fullmatch(text) for text in (*texts, stated)) or "%" in names or _ADDED.search(names):
        return
    values, said = [parse_figure(text) for text in texts], parse_figure(stated)
    right = sum(values, Decimal(0))
    if said <= max(values) or not _differs(said, right, whole=span is None or span <= years.keys()):
        return
    shown = number(right)
    yield TableSlip(
        statement=cells[total],
        name=named[0] if named else "",
        said=stated,
        right=shown,
        how=f"{' + '.join(map(number, values))} = {shown}",
    )


def _differs(said: Decimal, right: Decimal, *, whole: bool) -> bool:
    """Whether a total is wrong; one over more years than are listed (``whole`` false) may be greater than the sum."""
    return right != said if whole else right > said


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesSlip:
    """A total of the text that differs from the sum of a row by year."""

    total: Item
    row: Item
    said: str
    right: str
    how: str


def text_sums(items: Sequence[Item]) -> Iterator[SeriesSlip]:
    """The totals of the text that differ from the sum of the row by year with the same words and unit."""
    series: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        if (
            item.measure is not None
            and item.measure.cell is not None
            and item.cumulative
            and item.main is None
        ):
            series[item.owner.id].append(item)
    totals = [
        item
        for item in items
        if item.measure is not None
        and item.measure.cell is None
        and item.measure.per is None
        and item.measure.bound is Bound.LEVEL
        and item.cumulative
        and item.main is None
        and item.part == "targets"
    ]
    for steps in series.values():
        unit = steps[0].measure.unit if steps[0].measure else None
        alone = sum(
            others[0].measure is not None and others[0].measure.unit == unit for others in series.values()
        )
        for total in totals:
            if _alike(total, steps[0]) or (alone == 1 and _adds_up(total)):
                yield from _series(total, steps)


def _series(total: Item, steps: Sequence[Item]) -> Iterator[SeriesSlip]:
    said = total.measure.low if total.measure else None
    unit = total.measure.unit if total.measure else None
    values = {
        step.year: step.measure.low
        for step in steps
        if step.year is not None
        and step.measure is not None
        and step.measure.low is not None
        and step.measure.low == step.measure.high
        and step.measure.unit == unit
    }
    if said is None or total.period is None or len(values) < len(steps) or len(values) < _LEAST_YEARS:
        return
    # A row whose last year repeats the text is read without that year.
    if total.year not in values:
        return
    years = frozenset(range(total.period.start, total.period.end + 1))
    if not values.keys() <= years or _ADDED.search(fold(steps[0].owner.text)):
        return
    amounts = [amount for _, amount in sorted(values.items())]
    right = sum(amounts, Decimal(0))
    # A plan made in the course of its first year may have no number for it; a sum far from the total is then of a part.
    late = years - values.keys() == {total.period.start} and abs(right - said) <= said / _NEAR
    if not _alike(total, steps[0]) and abs(right - said) > said / _NEAR:
        return  # Classes, of which the text counts those who attend.
    if said <= max(amounts) or not _differs(said, right, whole=late or years <= values.keys()):
        return
    shown = number(right)
    yield SeriesSlip(
        total=total,
        row=steps[0],
        said=value(total.measure) if total.measure else "",
        right=shown,
        how=f"{' + '.join(map(number, amounts))} = {shown}",
    )


def _adds_up(total: Item) -> bool:
    """Whether a total says itself that it adds up years: of the only row of its unit, in whatever words."""
    return total.measure is not None and _ADDING.match(fold(total.measure.text)) is not None


def _alike(total: Item, row: Item) -> bool:
    """Whether a total and a row are about the same, whatever the order of their words."""
    left, right = ({term for term in terms(item.text) if " " not in term} for item in (total, row))
    return len(left & right) >= _ALIKE * max(len(left), len(right), 1) and len(left) >= _LEAST_YEARS

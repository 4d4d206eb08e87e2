"""Measures in sentences: value, requirement, the draft's value, and the gap between two."""

from __future__ import annotations

import re
from decimal import Decimal

from extract.language.lexicon import fold
from extract.language.phrases import phrases, several, spelt
from extract.language.writing.dates import baseline
from extract.language.writing.numbers import added
from extract.language.writing.sentences import quote, uncapitalised
from extract.language.writing.units import POINTS, amount
from extract.model import Better, Bound, Change, Effort, Measure

_BOUNDS = {
    Bound.AT_LEAST: "tối thiểu ",
    Bound.MORE_THAN: "trên ",
    Bound.AT_MOST: "không quá ",
    Bound.LESS_THAN: "dưới ",
    Bound.ABOUT: "khoảng ",
    Bound.LEVEL: "",
}
_AIMS = several(
    phrases("quantities", "effort", "aim", folded=False),
    phrases("quantities", "effort", "softeners", folded=False),
    folded=False,
)
_SAID = {bound: spelt("quantities", "bounds", bound.value) for bound in Bound if bound is not Bound.LEVEL}


def value(measure: Measure, other: Decimal | None = None) -> str:
    """Return the value with unit and rate, without its bound: "60%", "1 - 2 cán bộ", "510/100.000".

    ``other`` replaces the measure's own value, as for a year on the way to a later target.
    """
    if measure.low is None or measure.high is None:
        return f"“{measure.text.strip()}”"
    low, high = (measure.low, measure.high) if other is None else (other, other)
    if high == 0 and measure.unit is None:
        return "0 (không còn)"
    return amount(low, measure.unit, high=high, per=measure.per)


def gap(distance: Decimal, upper: Measure, lower: Measure | None = None) -> str:
    """Return the distance of two values in the unit of the upper measure; two percentages are apart in points.

    "Không còn …" has no unit, so the unit of the lower measure is taken.
    """
    measure = upper if lower is None or upper.unit or upper.per else lower
    name = POINTS if measure.unit == "%" else measure.unit
    rate = measure.per if measure.per != "year" else None
    return amount(added(abs(distance)), name, per=rate)


def requirement(measure: Measure) -> str:
    """Return the value with its bound, change and hedge: "phấn đấu đạt 50%", "giảm tối thiểu 10%"."""
    parts = []
    if measure.effort is Effort.AIM:
        parts.append(_aim(measure.text))
    if measure.change is Change.INCREASE:
        parts.append("tăng ")
    elif measure.change is Change.DECREASE:
        parts.append("giảm ")
    elif measure.unsure:
        pass  # Neither "đạt" nor "còn" is known to be right.
    elif measure.bound is Bound.LEVEL and measure.unit in ("%", "‰", None) and measure.low is not None:
        parts.append("còn " if measure.better is Better.LOWER else "đạt ")
    if measure.low is not None and measure.high != 0:
        parts.append(_bound(measure))
    if measure.effort is Effort.ABOUT and measure.bound is not Bound.ABOUT:
        parts.append("khoảng ")
    parts.append(value(measure))
    if measure.baseline_year:
        parts.append(f" so với {baseline(measure.baseline_year, measure.baseline_start)}")
    return "".join(parts)


def _aim(text: str) -> str:
    """Return the plan's own word of aim, "phấn đấu" without one."""
    return next((f"{word} " for word in _AIMS.words if fold(word) in fold(text)), "phấn đấu ")


def _bound(measure: Measure) -> str:
    """Return the bound in the plan's own word ("ít nhất", "không dưới"); nothing for a bare level."""
    if measure.bound is Bound.LEVEL:
        return ""
    known = _SAID[measure.bound]
    said = [known[found.group()] for found in known.finditer(fold(measure.text))]
    return f"{max(said, key=len)} " if said else _BOUNDS[measure.bound]


def given(measure: Measure) -> str:
    """Return the draft's value for "từ … lên …"; only a ceiling keeps its bound."""
    if measure.bound in (Bound.AT_MOST, Bound.LESS_THAN) and measure.high != 0:
        return f"{_bound(measure)}{value(measure)}"
    return value(measure)


def words(measure: Measure, limit: int | None = None) -> str:
    """The plan's own words on one line; a cell with its names: "Tỷ lệ hộ nghèo (%), năm 2023: 60".

    Text beyond ``limit`` characters is cut at a word; of a cell only the name is cut.
    """
    cell = measure.cell
    if cell is None:
        return quote(measure.text, limit or len(measure.text))
    unit = f" ({cell.unit if cell.unit.isupper() else uncapitalised(cell.unit)})" if cell.unit else ""
    names = f"{unit}, {cell.column}: {cell.value}" if cell.column else f"{unit}: {cell.value}"
    return f"{quote(cell.name, max(20, (limit or 10_000) - len(names)))}{names}"


def excerpt(measure: Measure, limit: int = 90) -> str:
    """Return the plan's own words around the value, at most about ``limit`` characters, cut at words.

    A cell of a table is written with its names, as ``words`` does.
    """
    if measure.cell is not None:
        return words(measure, limit)
    text = " ".join(measure.text.split()).strip(" -+;.")
    if len(text) <= limit:
        return text
    at = re.search(r"\d", text)
    if at is None or at.start() < limit - 30:
        return quote(text, limit)
    head = text[max(0, at.start() - limit // 2) :]
    head = head.split(" ", 1)[-1] if at.start() > limit // 2 else head
    return f"… {quote(head, limit)}"


def wanted(measure: Measure) -> str:
    """Return the value with which the draft meets a reference: "tối thiểu 60%", "không quá 20%"."""
    if measure.low is None or measure.high == 0:
        return value(measure)
    bound = measure.bound
    if bound in (Bound.LEVEL, Bound.ABOUT):
        bound = Bound.AT_MOST if measure.better is Better.LOWER and measure.change is None else Bound.AT_LEAST
    return f"{_BOUNDS[bound]}{value(measure)}"

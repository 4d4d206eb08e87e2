"""One measure in the terms of another.

What a draft says in other terms is brought to those of the reference: 72 hours to days, "bằng 90% năm trước" to a fall
by 10%, "gấp 2 lần" to a rise by 100%, 8.000 m2 for 10.000 people to m2 a head.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from compare.words import phrases
from compare.words.similarity import united
from extract.language import writing
from extract.language.lexicon import fold
from extract.language.numerals import parse_figure
from extract.language.phrases import composed, several
from extract.language.phrases import phrases as extract_phrases
from extract.language.units import canonical_unit, dimension
from extract.model import Bound, Change, Measure

_CEILINGS = (Bound.AT_MOST, Bound.LESS_THAN)
_PARTS = {"%": Decimal(100), "‰": Decimal(1000)}
"""Of how many a share is so many."""
_TENTH = Decimal("0.1")
_ONE_OF_THEM = extract_phrases("quantities", "per", "person_again")
_PERSONS = phrases("synonyms", "unit_classes", "person")
_WORKING = extract_phrases("quantities", "time_limit", "working")
# "gấp 2 lần", "bằng 1,5 lần", "bằng tám phần mười": so many times what it was; "tăng 2 lần" may be three times as much.
_TIMES = composed(
    r"(?<!\w)<<words>>\s+(?:[^\W\d_]+\s+){0,2}?(?:\d|[^\W\d_]+\s+(?:phần|lần)(?!\w)|(?:đôi|một nửa)(?!\w))",
    words=phrases("targets", "times"),
)
_INHABITANTS = several(["dân"], extract_phrases("quantities", "per", "people"))
# "từ 10 vụ của năm 2020 xuống còn 6 vụ", "từ 9% (năm 2020) xuống 3%"
_FROM = composed(
    r"(?<!\w)từ\s+(?:mức\s+)?(?P<began>\d[\d.]*(?:,\d+)?)\s*(?P<unit>%|[^\W\d_]+)\s*\(?\s*(?:của\s+|trong\s+|vào\s+)*năm\s+"
    r"(?P<year>20\d\d)\)?\s+(?:<<levels>>)(?!\w)",
    levels=several(*(extract_phrases("quantities", "level", way) for way in ("up", "down"))),
)
_TURNED = {
    Bound.AT_LEAST: Bound.AT_MOST,
    Bound.MORE_THAN: Bound.LESS_THAN,
    Bound.AT_MOST: Bound.AT_LEAST,
    Bound.LESS_THAN: Bound.MORE_THAN,
}


def terms(measure: Measure) -> str | None:
    """How a measure is told against what it was: "change", "times" or "share".

    "Giảm 10%", "gấp 2 lần", "bằng 90% năm trước"; None for one that is not, or whose words leave it open.
    """
    if measure.unit == "%" and measure.change is not None:
        return "change"
    if measure.unit == "%" and measure.per == "year":
        return "share"
    if (
        measure.baseline_year is None
        or measure.unit not in ("%", "lần")
        or not _TIMES.search(fold(measure.text))
    ):
        return None
    if measure.unit == "lần":
        return "times" if measure.change is not None else None
    return "share"


def restated(first: Measure, second: Measure) -> Measure:
    """The second measure in the terms of the first, where both tell one thing in two ways; else as it is."""
    if (
        first.low is None
        or second.low is None
        or (first.unit == second.unit == "%" and first.change is second.change)
    ):
        return second
    mine, theirs = dimension(timed(first)), dimension(timed(second))
    if mine and theirs and mine[0] == theirs[0] and mine[1] != theirs[1] and not _is_sooner(first, second):
        second = _times(second, theirs[1], first.unit, parts=mine[1])
    if (shares := _parts_of_share(first, second)) is not None:
        second = replace(_times(second, shares[0], first.unit, parts=shares[1]), per=first.per)
    if (base := _base_of_heads(first, second)) is not None:
        times, parts = (Decimal(1), base) if second.per else (base, Decimal(1))
        return replace(_times(second, times, first.unit, parts=parts), per=first.per)
    if first.change is not None and first.unit == "%" and (began := _began(second, first.baseline_year)):
        # "Từ 10 vụ của năm 2020 xuống còn 6 vụ" is 60% of what was.
        share = _against(first, _times(second, Decimal(100), "%", parts=began), "share")
        return replace(share, baseline_year=first.baseline_year, baseline_start=first.baseline_start)
    asked, told = terms(first), terms(second)
    return second if asked is None or told is None or asked == told else _against(first, second, told)


def as_share(first: Measure, second: Measure) -> Measure:
    """A count told with its whole as the share that the first measure asks, in per cent to one decimal; else as it is.

    "12/14 thôn" is 85,7% "số thôn", not "số hộ".
    """
    if first.unit != "%" or first.change is not None or (whole := writing.of_whole(second)) is None:
        return second
    if united(second.unit or "").strip() not in united(f"{first.subject} {first.text}"):
        return second
    share = (whole[0] * 100 / whole[1]).quantize(_TENTH)
    return replace(second, low=share, high=share, unit="%")


def _parts_of_share(first: Measure, second: Measure) -> tuple[Decimal, Decimal] | None:
    """What brings one share to the parts of another: 6‰ to 0,6%, 25 of 1.000 workers to 2,5%; None for other values.

    The rate counts persons among persons, by no noun of its own or by a mere word for one: "số người … 25 trên 1.000
    lao động", "cứ 1.000 dân có 225 người".
    """
    if first.unit not in _PARTS or first.per or first.change is not None or second.change is not None:
        return None
    if second.unit in _PARTS and second.unit != first.unit and not second.per:
        return _PARTS[first.unit], _PARTS[second.unit]
    among = (second.per or "").isdigit() and (
        second.unit is None
        or (second.unit in _ONE_OF_THEM.words and _PERSONS.match(fold(writing.base_noun(second))) is not None)
    )
    return (_PARTS[first.unit], Decimal(second.per or 1)) if among else None


def _is_sooner(first: Measure, second: Measure) -> bool:
    """Whether a limit in days of work is kept by so many days as the number stands: 5 days for 5 days of work."""
    limits = first.bound in _CEILINGS and second.bound in _CEILINGS and first.unit == second.unit
    working = timed(first) != first.unit and timed(second) == second.unit
    return limits and working and first.high is not None and (second.high or 0) <= first.high


def _began(level: Measure, year: int | None) -> Decimal | None:
    """What a level was in a year, where its sentence says so: 10 of "từ 10 vụ của năm 2020 xuống còn 6 vụ"."""
    if level.change is not None or level.unit in (None, "lần") or year is None:
        return None
    found = _FROM.search(fold(level.text))
    if found is None or int(found["year"]) != year or canonical_unit(found["unit"]) != level.unit:
        return None
    return parse_figure(found["began"], level.unit) or None


def _base_of_heads(first: Measure, second: Measure) -> Decimal | None:
    """The base of the one of two amounts that is a rate, where the other is told for one head of the same kind.

    "8.000 m2 cho mỗi vạn dân" and "0,8 m2/người" give 10000.
    """
    rate, single = (first, second) if first.per else (second, first)
    if single.per is not None or not rate.per or not rate.per.isdigit() or first.unit != second.unit:
        return None
    heads, base = writing.told_for(single), fold(writing.base_noun(rate))
    if len(heads) != 1 or not base:
        return None
    inhabited = _INHABITANTS.fullmatch(heads[0]) and _INHABITANTS.match(base)
    return Decimal(rate.per) if inhabited or base.split()[0] == heads[0] else None


def _times(measure: Measure, times: Decimal, unit: str | None, *, parts: Decimal) -> Measure:
    # The division comes last: a third of 3 is 1, three times a third is a little less.
    low, high = (None if value is None else value * times / parts for value in (measure.low, measure.high))
    return replace(measure, low=low, high=high, unit=unit)


def _against(first: Measure, second: Measure, theirs: str) -> Measure:
    """A measure against what it was, in the terms of the first."""
    assert second.low is not None
    low, high = second.low, second.high or second.low
    falls = theirs == "change" and second.change is Change.DECREASE
    if theirs == "times":
        low, high = low * 100, high * 100
    elif theirs == "change":
        low, high = (100 - high, 100 - low) if falls else (100 + low, 100 + high)
    mine = terms(first)
    turned = mine == "change" and first.change is Change.DECREASE
    if mine == "times":
        low, high = low / 100, high / 100
    elif mine == "change":
        low, high = (100 - high, 100 - low) if turned else (low - 100, high - 100)
    bound = second.bound if turned is falls else _TURNED.get(second.bound, second.bound)
    return replace(
        second,
        low=low,
        high=high,
        unit=first.unit,
        change=first.change,
        bound=bound,
        better=first.better,
        unsure=first.unsure,
    )


def timed(measure: Measure) -> str:
    """The unit of a measure, with working time told: "ngày làm việc", in its words or in the column of units."""
    unit = measure.unit or ""
    working = f"{unit} làm việc"
    column = measure.cell.unit if measure.cell else None
    said = " ".join(fold(f"{measure.text} {column or ''}").split())
    return working if working in _WORKING and working in said else unit

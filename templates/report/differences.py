"""What differs between two measures, in words: the column "Chênh lệch"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from compare.model import Difference, Dimension, Pair, Share
from extract.language import writing
from extract.model import Measure
from templates.words import of, phrase, word

_WORDED = {Dimension.EFFORT: "effort", Dimension.BOUND: "bound", Dimension.MEASURE: "measured"}
"""Dimensions whose values may be enum values, with the table of their words."""
_SAID = (Dimension.EFFORT, Dimension.BOUND)
_SMALL = Decimal("0.001")
"""A share below this one would be shown as 0%."""


def difference_words(pair: Pair) -> tuple[str, ...]:
    """One phrase for each difference: "Giá trị: dự thảo 50%, cấp trên 60% (chênh 10 điểm %)"."""
    measure = pair.reference.measure
    answer = pair.draft.measure if pair.draft is not None else None
    found = [_one(difference, measure, answer) for difference in pair.differences]
    if pair.share is not None:
        found.append(_share(pair.share, measure))
    return tuple(found)


def _one(difference: Difference, measure: Measure | None, answer: Measure | None) -> str:
    details = list(_details(difference, measure, answer))
    if not details:
        details = [of(difference.outcome)]
    return f"{of(difference.dimension)}: {'; '.join(details)}"


def _details(difference: Difference, measure: Measure | None, answer: Measure | None) -> Iterator[str]:
    unit = measure.unit if measure else None
    # The draft may count in another unit ("triệu đồng" against "tỷ đồng"); the gap is in the reference's.
    own = answer.unit if answer else unit
    if difference.reference is not None or difference.draft is not None:
        sides = phrase(
            "difference",
            "against",
            draft=_side(difference.dimension, difference.draft, own, answer),
            reference=_side(difference.dimension, difference.reference, unit, measure),
        )
        distance = _distance(difference.gap, unit)
        yield f"{sides} ({distance})" if distance else sides
    elif difference.gap is not None:
        yield _distance(difference.gap, unit)
    for key, items in (
        ("lost", difference.lost),
        ("gained", difference.gained),
        ("excused", difference.excused),
    ):
        # A new condition is told as the draft's value already.
        if items and items != (difference.draft,):
            yield phrase("difference", key, items=", ".join(items))


def _side(dimension: Dimension, raw: str | None, unit: str | None, measure: Measure | None) -> str:
    """What one plan says; how firm it is, is told in its own words: “phấn đấu đạt 60%”."""
    if dimension in _SAID and measure is not None and measure.low is not None:
        return phrase("difference", "said", text=writing.requirement(measure))
    return _value(dimension, raw, unit)


def _value(dimension: Dimension, raw: str | None, unit: str | None) -> str:
    """A value as a reader wants it: enum values in words, dates and numbers in the Vietnamese way."""
    if not raw:
        return word("difference", "absent")
    if dimension is Dimension.DEADLINE:
        return writing.date(raw)
    if dimension is Dimension.VALUE:
        try:
            return writing.amount(Decimal(raw), unit)
        except InvalidOperation:
            return raw
    return word(_WORDED[dimension], raw) if dimension in _WORDED else raw


def _distance(value: Decimal | None, unit: str | None) -> str:
    """Such as "chênh 10 điểm %"; "" where the values are equal."""
    if not value:
        return ""
    return phrase("difference", "distance", gap=writing.gap(value, unit))


def _share(share: Share, measure: Measure | None) -> str:
    """An absolute number of the reference brought to the years of the draft."""
    unit = measure.unit if measure else None
    text = phrase(
        "difference",
        "share" if share.reference_years != share.draft_years else "whole",
        total=writing.amount(share.total, unit),
        reference_years=share.reference_years,
        draft_years=share.draft_years,
        comparable=writing.amount(share.comparable, unit),
    )
    if share.ratio is None:
        return text
    if 0 < share.ratio < _SMALL:
        return f"{text}; {word('difference', 'ratio_small')}"
    percent = (share.ratio * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{text}; {phrase('difference', 'ratio', ratio=writing.number(percent))}"

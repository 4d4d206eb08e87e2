"""The differences between two measures in words, for the column "Chênh lệch"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from compare.model import Difference, Dimension, Pair, Share
from compare.rules.targets.phrases import whole_phrase
from extract.language import writing
from extract.language.lexicon import fold
from extract.model import Measure
from templates.words import of, phrase, word

_WORDED = {Dimension.EFFORT: "effort", Dimension.BOUND: "bound", Dimension.MEASURE: "measured"}
"""Dimensions whose values may be enum values → the table of their words."""
_LEAST_RATIO = Decimal("0.01")
_SAID = (Dimension.EFFORT, Dimension.BOUND)


def difference_words(pair: Pair) -> tuple[str, ...]:
    """One phrase for each difference: "Giá trị: dự thảo 50%, cấp trên 60% (thấp hơn 10 điểm phần trăm)"."""
    measure = pair.reference.measure
    answer = pair.draft.measure if pair.draft is not None else None
    found = [_one(_whole(difference, pair), measure, answer) for difference in pair.differences]
    if pair.share is not None:
        # "150 người" is no share of "2.000 hộ".
        other_unit = any(difference.dimension is Dimension.UNIT for difference in pair.differences)
        found.append(_share(replace(pair.share, given=None) if other_unit else pair.share, measure))
    return tuple(found)


def _whole(difference: Difference, pair: Pair) -> Difference:
    """A condition with the rest of its list, as its sentence has it: "đủ điều kiện về biên chế và kinh phí"."""
    if difference.dimension is not Dimension.CONDITION:
        return difference
    own = pair.draft.text if pair.draft is not None else ""
    return replace(
        difference,
        reference=whole_phrase(difference.reference, pair.reference.text) if difference.reference else None,
        draft=whole_phrase(difference.draft, own) if difference.draft else None,
        gained=tuple(whole_phrase(phrase, own) for phrase in difference.gained),
        lost=tuple(whole_phrase(phrase, pair.reference.text) for phrase in difference.lost),
    )


def _one(difference: Difference, measure: Measure | None, answer: Measure | None) -> str:
    details = list(_details(difference, measure, answer))
    if not details:
        details = [of(difference.outcome)]
    return f"{of(difference.dimension)}: {'; '.join(details)}"


def _details(difference: Difference, measure: Measure | None, answer: Measure | None) -> Iterator[str]:
    if difference.reference is not None or difference.draft is not None:
        is_quoted = _is_verbatim(measure) and _is_verbatim(answer)
        sides = phrase(
            "difference",
            "counted" if difference.dimension is Dimension.UNIT else "against",
            draft=_side(difference.dimension, difference.draft, answer, is_quoted=is_quoted),
            reference=_side(difference.dimension, difference.reference, measure, is_quoted=is_quoted),
        )
        distance = _distance(difference.gap, measure, answer)
        yield f"{sides} ({distance})" if distance else sides
    elif difference.gap is not None:
        yield _distance(difference.gap, measure, answer)
    for key, items in (
        ("lost", difference.lost),
        ("gained", difference.gained),
        ("excused", difference.excused),
    ):
        # A new condition is already shown as the draft's value.
        if items and items != (difference.draft,):
            yield phrase("difference", key, items=", ".join(items))


def _is_verbatim(measure: Measure | None) -> bool:
    """Whether a requirement is told in its own words: "65% trở lên" is told as "tối thiểu 65%", which is no quote."""
    if measure is None or measure.low is None:
        return True
    return fold(writing.requirement(measure)) in fold(measure.text)


def _side(dimension: Dimension, raw: str | None, measure: Measure | None, *, is_quoted: bool) -> str:
    """One side of a difference; its strength and conditions are quoted in its own words: “phấn đấu đạt 60%”."""
    if dimension in _SAID and measure is not None and measure.low is not None:
        told = writing.requirement(measure)
        return phrase("difference", "said", text=told) if is_quoted else told
    if dimension is Dimension.CONDITION and raw:
        return phrase("difference", "said", text=raw)
    return _value(dimension, raw, measure)


def _value(dimension: Dimension, raw: str | None, measure: Measure | None) -> str:
    """A value for a reader: enum values in words, dates and numbers in the Vietnamese way."""
    if not raw:
        return word("difference", "absent")
    if dimension is Dimension.DEADLINE:
        return writing.date(raw)
    if dimension is Dimension.VALUE and measure is not None:
        try:
            value = Decimal(raw)
        except InvalidOperation:
            return raw
        # A step towards a later target asks another value than the measure has.
        return writing.value(measure, None if value == measure.low else value)
    return writing.unit(word(_WORDED[dimension], raw) if dimension in _WORDED else raw)


def _distance(value: Decimal | None, measure: Measure | None, answer: Measure | None) -> str:
    """The gap in words, such as "thấp hơn 10 điểm phần trăm"; "" where the values are equal."""
    if not value or measure is None:
        return ""
    return phrase("difference", "higher" if value > 0 else "lower", gap=writing.gap(value, measure, answer))


def _total_key(share: Share, measure: Measure | None) -> str:
    """The phrase of a number above: brought to the draft's years, of each year, or a total."""
    if share.reference_years != share.draft_years:
        return "share"
    return "yearly" if measure is not None and measure.per == "year" else "whole"


def _share(share: Share, measure: Measure | None) -> str:
    """An absolute number of the reference, brought to the years of the draft."""
    unit = measure.unit if measure else None
    text = phrase(
        "difference",
        _total_key(share, measure),
        total=writing.amount(share.total, unit),
        reference_years=writing.amount(share.reference_years, "năm"),
        draft_years=writing.amount(share.draft_years, "năm"),
        comparable=writing.amount(writing.added(share.comparable), unit),
    )
    # A part of less than a hundredth of a country's total says nothing.
    if share.given is None or share.given < share.comparable * _LEAST_RATIO:
        return text
    return f"{text}; {phrase('difference', 'ratio', ratio=writing.percent(share.given, share.comparable))}"

"""How often, told by the time between: "cứ sáu tháng một lần", "02 tuần/lần", "hai năm một lần", "ba tháng một đợt".

Also so long on so many days: "5 ngày/tuần, mỗi ngày 7 giờ".
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extract.grammar.numbers.quantity import Quantity
from extract.language.numerals import DIGIT_WORDS, parse_words
from extract.language.phrases import composed, phrases, several
from extract.language.units import COUNTED_NOUNS, FREQUENCIES, FREQUENCY_NOUNS, canonical_unit
from extract.model import Bound

_INTERVAL = composed(
    r"(?<![\w.,/])(?<!bình quân )(?<!trung bình )(?:(?:cứ|định\s+kỳ|mỗi)\s+)*"
    r"(?P<many>\d{1,2}|<<digits>>)\s+(?P<time><<times>>)(?:"
    r"\s*(?:/|một|mỗi|(?:có|thì)(?:\s+(?:ít\s+nhất|tối\s+thiểu))?)\s*(?P<often>\d{1,2}|<<digits>>)?"
    # "Sáu tháng 01 lần"; "ngày 5 tháng 02" is a date.
    r"|(?<!ngày \d tháng)(?<!ngày \d\d tháng)\s+(?:(?:ít\s+nhất|tối\s+thiểu)\s+)?(?P<times>\d{1,2}|<<digits>>))"
    r"\s*lần(?!\w)",
    digits=several([*DIGIT_WORDS, "mười", "mười hai"]),
    times=several(FREQUENCY_NOUNS),
)
# "quý một lần", "tháng hai buổi"; words before the time that make it no base of its own: "hai tháng", "mỗi năm".
_EACH_TIME = composed(
    r"(?<![\w.,/])(?:(?P<before><<before>>|\d+|<<digits>>)\s+)?(?P<time><<times>>)\s+(?P<often>0?[1-9]|<<digits>>)\s+"
    r"(?P<unit><<occasions>>)(?!\w)",
    before=phrases("quantities", "per", "not_each"),
    occasions=phrases("quantities", "per", "occasions"),
    digits=several([*DIGIT_WORDS, "mười"]),
    times=several(FREQUENCY_NOUNS),
)
_TENTH = Decimal("0.1")


def intervals(folded: str) -> Iterator[Quantity]:
    """So many times a year: two for "cứ sáu tháng một lần"."""
    for found in _INTERVAL.finditer(folded):
        many, often = _number(found["many"]), _number(found["often"] or found["times"] or "1")
        if not many or not often:
            continue
        a_year = often * FREQUENCIES[FREQUENCY_NOUNS[found["time"]]] / many
        value = a_year if a_year == a_year.to_integral_value() else a_year.quantize(_TENTH)
        start, end = found.span()
        yield Quantity(start=start, end=end, number_end=end, low=value, high=value, unit="lần", per="year")


def times_each(folded: str) -> Iterator[Quantity]:
    """Once a quarter for "quý một lần"."""
    for found in _EACH_TIME.finditer(folded):
        if not found["before"]:
            unit, per = canonical_unit(found["unit"]), FREQUENCY_NOUNS[found["time"]]
            start, end = found.span()
            value = _number(found["often"])
            yield Quantity(start=start, end=end, number_end=end, low=value, high=value, unit=unit, per=per)


_DIGITS = several([*DIGIT_WORDS, "mười", "mười hai"])
_NUMBER = r"(?:\d{1,2}|<<digits>>)"
_EVERY = composed(
    rf"(?<![\w.,/])(?<!thứ )(?:cứ\s+)?(?P<many>{_NUMBER})\s+(?P<time><<times>>)\s+(?P<between>(?:[^\W\d_]+\s+){{0,3}}?)"
    rf"(?P<often>{_NUMBER})\s+(?P<unit>lần|<<nouns>>)(?!\w)",
    digits=_DIGITS,
    times=several(FREQUENCY_NOUNS),
    nouns=COUNTED_NOUNS,
)
# "5 ngày/tuần, mỗi ngày 7 giờ"
_SO_LONG_EACH = composed(
    rf"(?<![\w.,/])(?P<many>{_NUMBER})\s+(?P<part>[^\W\d_]+)\s*(?:/|mỗi|một|trong một)\s*(?P<time><<times>>),?\s+"
    rf"(?:mỗi|một)\s+(?P=part)\s+(?:<<bounds>>\s+)?(?P<each>{_NUMBER})\s+(?P<unit><<units>>)(?!\w)",
    digits=_DIGITS,
    times=several(FREQUENCY_NOUNS),
    bounds=several(*(phrases("quantities", "bounds", bound) for bound in Bound if bound is not Bound.LEVEL)),
    units=several(phrases("quantities", "not_measure", "mean_units"), ["tiếng đồng hồ"]),
)


def between_times(folded: str) -> Iterator[tuple[int, int, Quantity]]:
    """ "Sáu tháng một đợt" as two a year, with the span of both numbers."""
    for found in _EVERY.finditer(folded):
        many, often = _number(found["many"]), _number(found["often"])
        if found["unit"] == "lần" and not found["between"]:
            continue  # Those are found as intervals.
        if many > 1 and often and FREQUENCIES[FREQUENCY_NOUNS[found["time"]]] >= many:
            number = often * FREQUENCIES[FREQUENCY_NOUNS[found["time"]]] / many
            # "cứ 02 tháng họp 01 lần": the verb between both belongs to the subject.
            start = found.start("often" if found["between"] else 0)
            yield (*found.span(), _quantity((start, found.end()), number, found["unit"], "year"))


def products(folded: str) -> Iterator[tuple[int, int, Quantity]]:
    """ "5 ngày/tuần, mỗi ngày 7 giờ" as 35 hours a week, with the span of both numbers."""
    for found in _SO_LONG_EACH.finditer(folded):
        number = _number(found["many"]) * _number(found["each"])
        if number:
            per = FREQUENCY_NOUNS[found["time"]]
            span = (found.start("many"), found.end())
            yield (*span, _quantity(span, number, found["unit"], per))


def _number(text: str) -> Decimal:
    return Decimal(text) if text.isdigit() else parse_words(text) or Decimal(0)


def _quantity(span: tuple[int, int], number: Decimal, unit: str, per: str) -> Quantity:
    start, end = span
    low = number.to_integral_value() if number == number.to_integral_value() else number
    return Quantity(
        start=start, end=end, number_end=end, low=low, high=low, unit=canonical_unit(unit), per=per
    )

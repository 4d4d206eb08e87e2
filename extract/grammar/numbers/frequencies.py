"""How often, told by the time between: "cứ sáu tháng một lần", "02 tuần/lần", "hai năm một lần"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extract.grammar.numbers.quantity import Quantity
from extract.language.numerals import DIGIT_WORDS, parse_words
from extract.language.phrases import composed, several
from extract.language.units import FREQUENCIES, FREQUENCY_NOUNS

_INTERVAL = composed(
    r"(?<![\w.,/])(?<!bình quân )(?<!trung bình )(?:(?:cứ|định\s+kỳ|mỗi)\s+)*"
    r"(?P<many>\d{1,2}|<<digits>>)\s+(?P<time><<times>>)"
    r"\s*(?:/|một|mỗi|(?:có|thì)(?:\s+(?:ít\s+nhất|tối\s+thiểu))?)\s*(?P<often>\d{1,2}|<<digits>>)?\s*lần(?!\w)",
    digits=several([*DIGIT_WORDS, "mười", "mười hai"]),
    times=several(FREQUENCY_NOUNS),
)
_TENTH = Decimal("0.1")


def intervals(folded: str) -> Iterator[Quantity]:
    """So many times a year: two for "cứ sáu tháng một lần"."""
    for found in _INTERVAL.finditer(folded):
        many, often = _number(found["many"]), _number(found["often"] or "1")
        if not many or not often:
            continue
        a_year = often * FREQUENCIES[FREQUENCY_NOUNS[found["time"]]] / many
        value = a_year if a_year == a_year.to_integral_value() else a_year.quantize(_TENTH)
        start, end = found.span()
        yield Quantity(start=start, end=end, number_end=end, low=value, high=value, unit="lần", per="year")


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text.isdigit() else parse_words(text)

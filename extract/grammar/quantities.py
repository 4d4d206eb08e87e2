"""Values with their units: "60%", "từ 01 đến 02 cán bộ", "bốn tỷ đồng", "2/3 số xã", "toàn bộ", "1,5 lần".

A quantity is only number and unit. The words around it are ``extract.grammar.qualifiers``; what it is about is
``extract.grammar.measures``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from extract.grammar.marks import Mark, MarkKind, blanked
from extract.language.lexicon import alternatives, fold, load, words
from extract.language.numerals import FIGURE, WORDS, parse_figure, parse_words
from extract.language.units import canonical_unit, counted_nouns, unit_kind, unit_names, unit_pattern


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """``text[start:end]`` is the value with its unit, ``text[start:number_end]`` what of it is no counted noun.

    ``unit`` is canonical, ``per`` the base of a rate.
    """

    start: int
    end: int
    number_end: int
    low: Decimal
    high: Decimal
    unit: str | None
    per: str | None = None


# "01 (một) nhân viên": the number again in words or figures.
_GLOSS = r"(?:\s*\([^()]{1,60}\))?"
_NUMBER = rf"(?:{FIGURE})"
_TO = r"\s*(?:-|–|—|đến|tới)\s*(?:dưới\s+)?"
_FRACTION = re.compile(
    r"(?<![\d/])(\d)\s?/\s?([2-9]|10)\s+(?=(?:số|các|tổng|trẻ|xã|phường|hộ|người|dân|học|thành viên|cán|cơ|thôn))"
)
FRACTION_WORDS = {
    "một nửa": Decimal(50),
    "một phần hai": Decimal(50),
    "một phần tư": Decimal(25),
    "ba phần tư": Decimal(75),
}
# So many of so many, with the share in brackets behind the noun.
_SHARE = re.compile(
    r"(?<![\w./])(?P<count>\d{1,4}\s?/\s?\d{1,4})\s+[^()\d%;]{2,60}?\((?:đạt|chiếm|bằng|tương đương)?\s*"
    r"(?P<value>\d{1,3}(?:,\d+)?)\s*%\)"
)
_CENT = Decimal("0.01")
# Number words that alone are as often another word: "đầu tư cơ sở", "năm", "không", "một".
AMBIGUOUS_WORDS = {"không", "một", "mốt", "hai", "tư", "năm", "lăm", "nhăm"}


def find_quantities(text: str, marks: Sequence[Mark], *, bare: bool) -> list[Quantity]:
    """Quantities of ``text`` outside ``marks``, in order. ``bare`` numbers without a unit count too if asked."""
    folded = blanked(fold(text), marks)
    found = [
        *_fractions(folded),
        *_figures(folded, bare=bare),
        *_in_words(folded),
        *_whole(folded),
        *_every(text),
    ]
    shares = list(_SHARE.finditer(folded))
    found = [item for item in found if not any(share.start() <= item.start < share.end() for share in shares)]
    found += [_share(share) for share in shares]
    found.sort(key=lambda quantity: (quantity.start, -quantity.end))
    kept: list[Quantity] = []
    for quantity in found:
        if not kept or quantity.start >= kept[-1].end:
            kept.append(quantity)
    return [_with_rate(quantity, marks) for quantity in kept]


def _figures(folded: str, *, bare: bool) -> Iterator[Quantity]:
    for found in _figure_pattern().finditer(folded):
        first, second, unit_text = found["low"] or found["only"], found["high"], found["unit"]
        after = folded[found.end() :]
        if unit_text is None and not bare:
            continue
        if _not_measured(folded, after if unit_text is None else folded[found.start("unit") :]):
            continue
        # "4G", "5G": a letter stuck to the number names something.
        if (
            unit_text
            and unit_text.isalpha()
            and len(unit_text) == 1
            and folded[found.start("unit") - 1].isdigit()
        ):
            continue
        end, times = found.end(), Decimal(1)
        multiplied = _multiplied().match(folded, found.start("unit")) if unit_text else None
        if multiplied:
            unit_text, end, times = multiplied["noun"], multiplied.end(), _TIMES[multiplied["times"]]
        unit = canonical_unit(unit_text) if unit_text else None
        low = parse_figure(first, unit) * times
        high = parse_figure(second, unit) * times if second else low
        if high < low:
            continue
        noun = multiplied.start("noun") if multiplied else found.start("unit")
        number_end = noun if unit and unit_kind(unit, None) == "count" else end
        yield Quantity(start=found.start(), end=end, number_end=number_end, low=low, high=high, unit=unit)


def _in_words(folded: str) -> Iterator[Quantity]:
    for found in _word_pattern().finditer(folded):
        value = parse_words(found["number"])
        if value is None or (
            found["number"] in AMBIGUOUS_WORDS and not found["unit"].startswith(("phần trăm", "%"))
        ):
            continue
        if _not_measured(folded, folded[found.start("unit") :]):
            continue
        unit = canonical_unit(found["unit"])
        number_end = found.start("unit") if unit_kind(unit, None) == "count" else found.end()
        yield Quantity(
            start=found.start(), end=found.end(), number_end=number_end, low=value, high=value, unit=unit
        )


def _fractions(folded: str) -> Iterator[Quantity]:
    for found in _FRACTION.finditer(folded):
        value = (Decimal(found[1]) * 100 / Decimal(found[2])).quantize(_CENT, ROUND_HALF_UP)
        end = found.start() + len(found.group().rstrip())
        yield Quantity(
            start=found.start(), end=end, number_end=end, low=_plain(value), high=_plain(value), unit="%"
        )
    for phrase, value in FRACTION_WORDS.items():
        for match in re.finditer(rf"(?<!\w){phrase}(?!\w)", folded):
            yield _words(match.start(), match.end(), value, "%")
    for match in re.finditer(r"(?<!\w)gấp đôi(?!\w)", folded):
        yield _words(match.start() + 4, match.end(), Decimal(2), "lần")


def _share(found: re.Match[str]) -> Quantity:
    """ "12/12 xã, thị trấn (đạt 100%)": the percentage, standing where the count stands."""
    value = parse_figure(found["value"], "%")
    start, end = found.span("count")
    return Quantity(start=start, end=end, number_end=end, low=value, high=value, unit="%")


def _whole(folded: str) -> Iterator[Quantity]:
    """ "Toàn bộ số xã …": a hundred per cent, at the head of the text or behind a commitment."""
    for found in _whole_pattern().finditer(folded):
        yield _words(found.start("word"), found.end("word"), Decimal(100), "%")


def _every(text: str) -> Iterator[Quantity]:
    """ "Mọi trẻ em …" at the head of a sentence; elsewhere "mọi" is a manner of speaking."""
    if text.lstrip(" -+").startswith("Mọi "):
        yield _words(text.index("Mọi"), text.index("Mọi") + 3, Decimal(100), "%")


def _words(start: int, end: int, value: Decimal, unit: str) -> Quantity:
    return Quantity(start=start, end=end, number_end=end, low=value, high=value, unit=unit)


def _with_rate(quantity: Quantity, marks: Sequence[Mark]) -> Quantity:
    """A base right behind the value, or one before it in the same text, makes it a rate."""
    bases = [mark for mark in marks if mark.kind is MarkKind.RATE]
    behind = [mark for mark in bases if 0 <= mark.start - quantity.end <= 12]
    before = [mark for mark in bases if mark.start < quantity.start]
    counted = quantity.unit is None or unit_kind(quantity.unit, None) == "count"
    base = (behind or (before if counted else []))[:1]
    if not base:
        return quantity
    return replace(quantity, per=base[0].base)


_TIMES = {
    "nghìn": Decimal(1000), "ngàn": Decimal(1000), "vạn": Decimal(10_000), "triệu": Decimal(10**6),
    "tỷ": Decimal(10**9), "tỉ": Decimal(10**9),
}  # fmt: skip


@cache
def _multiplied() -> re.Pattern[str]:
    """ "20 nghìn hộ": a thousand of a counted noun, not money."""
    noun = rf"(?!(?:đồng|usd|đô)(?!\w)){unit_pattern()}"
    return re.compile(rf"(?P<times>{'|'.join(_TIMES)})\s+(?P<noun>{noun})(?!\w)")


@cache
def _figure_pattern() -> re.Pattern[str]:
    unit = unit_pattern()
    # A range may repeat its unit: "60% đến 70%", "01 cán bộ đến 02 cán bộ".
    span = rf"(?P<low>{_NUMBER})(?:\s*(?:{unit}))?{_TO}(?P<high>{_NUMBER})(?![./-]\d)"
    single = rf"(?P<only>{_NUMBER})"
    # "165/194 xã": so many of so many.
    single = rf"{single}(?:\s?/\s?\d{{1,4}}(?=\s+(?:{counted_nouns()})(?!\w)))?"
    return re.compile(rf"(?<![\w.,/-])(?<!\d\s)(?:{span}|{single}){_GLOSS}(?:\s*(?P<unit>{unit}))?(?![\d])")


@cache
def _word_pattern() -> re.Pattern[str]:
    listed = alternatives([*unit_names(), *(fold(word) for word in words("units", "count", "names_list"))])
    return re.compile(rf"(?<!\w)(?P<number>{WORDS})\s+(?P<unit>(?:{listed})(?!\w)|%)")


@cache
def _whole_pattern() -> re.Pattern[str]:
    table = load("quantities")
    heads = alternatives(fold(word) for name in ("firm", "aim") for word in table["effort"][name])
    whole = alternatives(fold(word) for word in table["whole"]["words"])
    return re.compile(
        rf"(?:^\s*|[;.:]\s+|(?:{heads})\s+(?:cho\s+|để\s+)?|\x00,?\s+"
        rf"|(?:và|đạt|lên)\s+(?=(?:{whole})\s+(?:số|các)\s))(?P<word>{whole})(?!\w)"
    )


def _not_measured(folded: str, rest: str) -> bool:
    """A number before "tháng", "ngày", "tuổi" … is a time, unless the text names the thing it counts."""
    table = load("quantities")["not_measure"]
    after = re.match(rf"\s*(?:{_after_pattern()})(?!\w)", rest)
    if after is None:
        return False
    word = after.group().strip()
    return not any(fold(name) in folded for name in table["unless"].get(word, []))


@cache
def _after_pattern() -> str:
    return alternatives(fold(word) for word in words("quantities", "not_measure", "after") if word != "/")


def _plain(value: Decimal) -> Decimal:
    return value.to_integral_value() if value == value.to_integral_value() else value.normalize()

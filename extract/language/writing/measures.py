"""Measures in sentences: value, requirement, the draft's value, and the gap between two."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from extract.kept import kept
from extract.language.lexicon import fold
from extract.language.numerals import parse_figure
from extract.language.phrases import composed, phrases, several, spelt
from extract.language.units import FREQUENCIES, FREQUENCY_NOUNS, unit_kind
from extract.language.writing.dates import baseline
from extract.language.writing.numbers import added, number
from extract.language.writing.units import POINTS, amount, unit
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
_RANK = "hạng"
"""The unit of a place in a ranking: "xếp thứ 28"."""
_TORN = phrases("quotes", "bounds", "torn")
_MULTIPLES = composed(r"(?<!\w)<<words>>\s+(?:\S+\s+){0,2}?\d", words=phrases("quotes", "multiples", "words"))
_SPELT_BASES = {"vạn": "10000", "một vạn": "10000", "nghìn": "1000", "một nghìn": "1000"}
_A_NUMBER = re.compile(r"\s*\d")
_SAID = {bound: spelt("quantities", "bounds", bound.value) for bound in Bound if bound is not Bound.LEVEL}
# "2/3 số xã"
_OF_WHOLE = re.compile(
    r"(?<![\d/.,])(?P<some>\d{1,3}(?:\.\d{3})+|\d{1,4})(?:\s?/\s?|\s+(?:trên|trong)\s+tổng\s+số\s+)(?P<whole>\d{1,3}(?:\.\d{3})+|\d{1,4})(?=\s+[^\W\d_])"
)
# "bình quân trên 01 ha", "bình quân một suất", "bình quân đầu người": for each of those.
# "bình quân một hộ", "bình quân của mỗi lao động", "02 bản cho mỗi hộ"
_MEAN_FOR = composed(
    r"(?<!\w)(?:bình quân\s+(?:(?:trên|của|theo|cho)\s+)?(?:(?:01|1|một|mỗi|từng|đầu)\s+)?(?P<known><<known>>)(?!\w)"
    r"|bình quân\s+(?:trên\s+)?(?:01|1|một|mỗi)\s+(?P<heads>[^\W\d_]+)"
    r"|(?:cho|đối với|trên)\s+(?:01|1|một|mỗi|từng)\s+(?P<each><<known>>)(?!\w))",
    known=phrases("quantities", "per", "heads"),
)
# "12 kg gạo, thực phẩm khô/hộ"
_HEADS_BEHIND = composed(
    r"\s+[^\d/;:.()]{1,40}/\s*(?P<head><<known>>)(?!\w)", known=phrases("quantities", "per", "heads")
)
# "/khách/ngày", "/khu phố (ấp)/năm": a name of a place may have two syllables, and another one in brackets.
_BEHIND_STROKE = (
    r"\s*/\s*({}<<places>>(?!\w)|[^\W\d_]+(?:\s+(?:đi|sinh|động))?)(?:\s*\([^()\d]{{1,30}}\)(?=\s*/))?"
)
_PLACES = phrases("agencies", "places", "village")
_TOLD_HEAD = composed(_BEHIND_STROKE.format("?P<head>"), places=_PLACES)
_TOLD_FOR = composed(rf"(?:{_BEHIND_STROKE.format('?:')})+", places=_PLACES)
_FRACTIONS = re.compile(r"(?<![\d/.,])(\d)/(\d)(?![\d/.,])")
_BASE_ENDS = several(
    phrases("quotes", "base", "ends"),
    phrases("units", "count", "not_nouns"),
    phrases("quantities", "change", "increase"),
    phrases("quantities", "change", "decrease"),
    FREQUENCY_NOUNS,
)
# "550/100.000 trẻ em", "9 người trên 100.000 dân", "mỗi vạn dân": up to four words of the noun.
_BASE = composed(
    r"(?<![\d.,])(?P<base>\d[\d.]*|<<spelt>>)\s+"
    r"(?P<noun>(?!<<ends>>(?!\w))[^\W\d_]+(?:\s+(?!<<ends>>(?!\w))[^\W\d_]+){0,3})",
    spelt=several(_SPELT_BASES),
    ends=_BASE_ENDS,
)

# "con/phụ nữ đến năm 2030", "buổi/khu phố, ấp/năm": the noun that a unit is told for.
_HEADS = composed(
    r"[^\W\d_]+(?:(?:\s+(?!<<ends>>(?!\w))[^\W\d_]+){1,2}(?=\s*(?:[/,;.()]|$)|\s+<<ends>>(?!\w)))?",
    ends=_BASE_ENDS,
)


@kept(1_000)
def value(measure: Measure, other: Decimal | None = None) -> str:
    """Return the value with unit and rate, without its bound: "60%", "01 - 02 cán bộ", "510 ca trên 100.000 trẻ em".

    ``other`` replaces the measure's own value, as for a year on the way to a later target. Things that are counted have
    a zero before a number under ten.
    """
    if measure.low is None or measure.high is None:
        return f"“{measure.text.strip()}”"
    low, high = (measure.low, measure.high) if other is None else (other, other)
    if measure.unit == _RANK:
        return f"thứ {number(low)}"
    if high == 0 and measure.unit is None:
        return "0 (không còn)"
    counted = _is_counted(measure)
    if other is None and (whole := of_whole(measure)):
        return f"{number(whole[0])}/{number(whole[1])} {measure.unit or ''}".rstrip()
    base = base_noun(measure)
    said = amount(low, _noun(measure, base), high=high, per=measure.per, base=base, counted=counted)
    fraction = _fraction(measure) if other is None else ""
    return f"{fraction} ({said})" if fraction else said


@kept(1_000)
def of_whole(measure: Measure) -> tuple[Decimal, Decimal] | None:
    """Return how many of how many a count is told as: (12, 14) for "12/14 thôn"; None without the whole."""
    kind = unit_kind(measure.unit, measure.per)
    found = _OF_WHOLE.search(measure.text) if kind in ("count", "plain") else None
    some, whole = (parse_figure(found[name]) if found else Decimal(0) for name in ("some", "whole"))
    return (some, whole) if 0 < some <= whole and some == measure.low == measure.high else None


def _is_counted(measure: Measure) -> bool:
    """Whether it counts things or times: "02 lần/tháng"; "gấp 2 lần" is a multiple."""
    kind = unit_kind(measure.unit, measure.per)
    return kind == "count" or (kind == "multiple" and measure.per in FREQUENCIES)


def _noun(measure: Measure, base: str) -> str | None:
    """The unit, with the noun behind its stroke ("triệu đồng/người"); for a rate without one the noun of its base.

    The latter only where the text counts it: "trẻ em … 550/100.000 trẻ em".
    """
    if measure.unit:
        return measure.unit if base else _with_heads(measure, measure.unit)
    if not base:
        return None
    counted = fold(measure.text).count(fold(base))
    bases = sum(fold(found["noun"]).startswith(fold(base)) for found in _BASE.finditer(fold(measure.text)))
    return base if counted > max(bases, 1) else None


def _with_heads(measure: Measure, name: str) -> str:
    """A unit with the noun that it is told for, as the text has it: "triệu đồng/người", "tiêu chí/xã"."""
    for text in (measure.cell.unit if measure.cell and measure.cell.unit else "", measure.text):
        stroke = _stroke_behind(fold(name)).search(fold(text))
        heads = _HEADS.match(fold(text), stroke.end()) if stroke else None
        if heads and heads.group() not in FREQUENCY_NOUNS:
            return f"{name}/{text[heads.start() : heads.end()]}"
    return name


@lru_cache(maxsize=1_000)
def _stroke_behind(unit: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(unit)}\s*/\s*")


def _fraction(measure: Measure) -> str:
    """The fraction behind a share that no decimal writes exactly: "2/3" for 66,67%; "" for any other value."""
    if measure.unit != "%" or measure.low is None or measure.low != measure.high:
        return ""
    for found in _FRACTIONS.finditer(measure.text):
        part, whole = int(found[1]), int(found[2])
        if 0 < part < whole and 100 * part % whole and abs(Decimal(100 * part) / whole - measure.low) < 1:
            return found.group()
    return ""


def base_noun(measure: Measure) -> str:
    """Return the noun of a rate's base, "trẻ em" in "550/100.000 trẻ em"; "" where none is named."""
    if not measure.per or not measure.per.isdigit():
        return ""
    unit = measure.cell.unit if measure.cell and measure.cell.unit else ""
    for text in (unit, measure.text, measure.subject):
        for found in _BASE.finditer(fold(text)):
            if (
                found["base"].replace(".", "") == measure.per
                or _SPELT_BASES.get(found["base"]) == measure.per
            ):
                return " ".join(text[found.start("noun") : found.end("noun")].split())
    return ""


def measured_in(measure: Measure) -> str:
    """Return what a measure counts: "%", "hộ", "triệu đồng/người", "ca trên 1.000 phụ nữ"; "" for a bare number."""
    base = base_noun(measure)
    if heads := told_for(measure):
        return "/".join((unit(measure.unit or ""), *heads))
    noun = unit(_noun(measure, base) or "")
    if not measure.per or not measure.per.isdigit():
        return noun
    noun = noun or "tỷ suất"
    return f"{noun} trên {number(Decimal(measure.per))} {base}".strip()


def told_for(measure: Measure) -> tuple[str, ...]:
    """Return for whom an amount is told, the nearest first: ("khách", "ngày") of "1 triệu đồng/khách/ngày".

    "Thu nhập bình quân một hộ" is told for a household. Empty where the text does not say it, or only says how often.
    """
    name = fold(measure.unit or "")
    if not name or (measure.per or "").isdigit():
        return ()
    for text in (measure.cell.unit if measure.cell and measure.cell.unit else "", measure.text):
        unit_in = re.search(rf"(?<!\w){re.escape(name)}(?=\s*/\s*[^\W\d_])", fold(text))
        if unit_in and (found := _TOLD_FOR.match(fold(text), unit_in.end())):
            heads = tuple(found["head"] for found in _TOLD_HEAD.finditer(found.group()))
            if heads[0] not in FREQUENCY_NOUNS:
                return heads
            break  # So much a year: the subject may say of whom.
        behind = re.search(rf"\d\s*{re.escape(name)}(?!\w)", fold(text))
        if named := _HEADS_BEHIND.match(fold(text), behind.end()) if behind else None:
            return (named["head"],)
    mean = _MEAN_FOR.search(fold(measure.subject))
    return (mean["heads"] or mean["known"] or mean["each"],) if mean else ()


def gap(distance: Decimal, upper: Measure, lower: Measure | None = None) -> str:
    """Return the distance of two values in the unit of the upper measure; two percentages are apart in points.

    "Không còn …" has no unit, so the unit of the lower measure is taken. A distance in points has no year.
    """
    measure = upper if lower is None or upper.unit or upper.per else lower
    base = base_noun(measure)
    name = POINTS if measure.unit == "%" else "bậc" if measure.unit == _RANK else _noun(measure, base)
    rate = None if name == POINTS and measure.per == "year" else measure.per
    return amount(added(abs(distance)), name, per=rate, base=base, counted=_is_counted(measure))


@lru_cache(maxsize=2_000)
def requirement(measure: Measure) -> str:
    """Return the value with its bound, change and hedge: "phấn đấu đạt 50%", "giảm tối thiểu 10%"."""
    parts = []
    if measure.effort is Effort.AIM:
        parts.append(_aim(measure.text))
    if measure.unit == _RANK:
        return "".join([*parts, _ranked(measure)])
    if measure.change is Change.INCREASE:
        parts.append("gấp " if _is_multiple(measure) else "tăng ")
    elif measure.change is Change.DECREASE:
        parts.append("giảm ")
    elif measure.unsure:
        pass  # Neither "đạt" nor "còn" is known to be right.
    elif measure.bound is Bound.LEVEL and measure.unit in ("%", "‰", None) and measure.low is not None:
        parts.append("còn " if measure.better is Better.LOWER else "đạt ")
    if measure.low is not None and measure.high != 0:
        parts.append(_bound(measure))
    if measure.high == 0 and measure.unit is None:
        return "".join([*parts, "không còn"])
    if measure.effort is Effort.ABOUT and measure.bound is not Bound.ABOUT:
        parts.append("khoảng ")
    parts.append(value(measure))
    if measure.baseline_year and (measure.change is not None or measure.unit == "lần"):
        parts.append(f" so với {baseline(measure.baseline_year, measure.baseline_start)}")
    return "".join(parts)


def _is_multiple(measure: Measure) -> bool:
    """Whether a value is told as a multiple: "gấp 2 lần" is less than "tăng 2 lần"."""
    return measure.unit == "lần" and _MULTIPLES.search(fold(measure.text)) is not None


def _ranked(measure: Measure) -> str:
    """Return a place in a ranking with its bound: "thứ 28 trở lên"."""
    return (
        f"{value(measure)} trở lên" if measure.bound in (Bound.AT_MOST, Bound.LESS_THAN) else value(measure)
    )


def _aim(text: str) -> str:
    """Return the plan's own word of aim, "phấn đấu" without one."""
    return next((f"{word} " for word in _AIMS.words if fold(word) in fold(text)), "phấn đấu ")


def _bound(measure: Measure) -> str:
    """Return the bound in the plan's own word ("ít nhất", "không dưới"); nothing for a bare level."""
    if measure.bound is Bound.LEVEL:
        return ""
    known, text = _SAID[measure.bound], fold(measure.text)
    own = fold(value(measure))
    told = [found for found in known.finditer(text) if not _TORN.fullmatch(found.group())]
    # "Tái phát trong vòng 12 tháng: không quá 18%": a bound right before another number is none of this one.
    mine = [found for found in told if text[found.end() :].lstrip().startswith(own)]
    free = [found for found in told if not _A_NUMBER.match(text, found.end())]
    left = mine or free or ([] if measure.cell else told)
    said = [known[found.group()] for found in left]
    return f"{max(said, key=len)} " if said else _BOUNDS[measure.bound]


def given(measure: Measure) -> str:
    """Return the draft's value for "từ … lên …"; only a ceiling keeps its bound."""
    if measure.bound in (Bound.AT_MOST, Bound.LESS_THAN) and measure.high != 0 and measure.unit != _RANK:
        return f"{_bound(measure)}{value(measure)}"
    return value(measure)


def wanted(measure: Measure) -> str:
    """Return the value that a draft is asked to state, with the plan's own bound: "ít nhất 60%", "60%"."""
    if measure.low is None or measure.high == 0:
        return value(measure)
    if measure.unit == _RANK:
        return _ranked(replace(measure, bound=Bound.AT_MOST))
    if measure.low != measure.high or (measure.unit == "%" and measure.low == 100 and measure.change is None):
        return value(measure)
    times = "gấp " if measure.change is Change.INCREASE and _is_multiple(measure) else ""
    return f"{times}{_bound(measure)}{value(measure)}"

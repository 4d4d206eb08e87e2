"""What a number is of: each thing or their mean, land or those who own it, the prices of a year, so long after."""

from __future__ import annotations

import re
from collections.abc import Sequence

from compare.targets.measuring.values import unit_classes
from compare.words import table
from extract.language.lexicon import fold
from extract.language.numerals import DIGIT_WORDS, parse_words
from extract.language.phrases import composed, several
from extract.language.phrases import phrases as extract_phrases
from extract.language.phrases import table as extract_table
from extract.language.units import FREQUENCIES, FREQUENCY_NOUNS
from extract.model import Bound, Measure

# A mean over many, and no mean of each year.
_MEAN = composed(
    r"(?<!\w)<<means>>(?!\w)(?!\s+(?:<<each>>\s+|một\s+)?<<times>>(?!\w))",
    means=extract_phrases("quantities", "not_measure", "means"),
    each=several(extract_phrases("quantities", "per", "each_before"), ["hằng", "hàng"]),
    times=several(FREQUENCY_NOUNS),
)
# "bình quân mỗi xã"
_MEAN_OF_EACH = composed(
    r"(?<!\w)<<means>>\s+(?:(?:một|1|01)\s+)?(?:<<each>>\s+)?<<bodies>>(?!\w)",
    means=extract_phrases("quantities", "not_measure", "means"),
    each=extract_phrases("quantities", "per", "each_before"),
    bodies=extract_phrases("quantities", "per", "each_nouns"),
)
# "98% diện tích cần cấp", "98% số hộ"
_WHOLES = composed(
    r"%\s+(?:của\s+)?(?:tổng\s+)?(?:số\s+)?(?P<whole>diện tích|<<nouns>>)(?!\w)",
    nouns=several(*(words for words in table("synonyms")["unit_classes"].values())),
)
# "giá so sánh năm 2010", "giá hiện hành"
_PRICES = composed(
    r"(?<!\w)(?P<prices><<prices>>)(?!\w)(?:\s+(?:năm\s+)?(?P<year>(?:19|20)\d\d))?",
    prices=extract_phrases("quantities", "not_measure", "prices"),
)
# "tái nghiện sau 12 tháng", "sáu tháng sau khi cai": how things stand so long after something.
_MONTHS = {"tháng": 1, "năm": 12}
_SO_LONG = r"(?P<{0}number>\d{{1,2}}|<<digits>>)\s+(?P<{0}unit>tháng|năm)"
_SO_LONG_AFTER = composed(
    rf"(?<!\w)(?:sau\s+{_SO_LONG.format('')}(?!\w)(?!\s+học)|{_SO_LONG.format('first_')}\s+(?:kể\s+từ\s+)?sau(?!\w))",
    digits=several([*DIGIT_WORDS, "mười", "mười hai"]),
)
_A_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_LEVELS = extract_table(str, "agencies", "unit_levels")
# "toàn xã", "trong cả phường"
_IN_ALL = composed(
    r"(?<!\w)<<wholes>>\s+(?P<kind><<kinds>>)(?!\w)",
    wholes=extract_phrases("tables", "place", "wholes"),
    kinds=_LEVELS,
)
# "mỗi thôn", "02 buổi/thôn"
_OF_EACH = composed(
    r"(?:(?<!\w)<<each>>\s+|/\s*)(?P<kind><<nouns>>)(?!\w)",
    each=extract_phrases("quantities", "per", "each_before"),
    nouns=extract_phrases("quantities", "per", "each_nouns"),
)


def is_sum_of_all(first: Measure, second: Measure) -> bool:
    """Whether the reference asks so much of each ("mỗi thôn 02 buổi") and the draft a sum ("toàn xã 03 buổi")."""
    if not first.each or second.each:
        return False
    whole = _IN_ALL.search(fold(second.text))
    kinds = {found["kind"] for found in _OF_EACH.finditer(fold(first.text))}
    return (
        whole is not None and bool(kinds) and not any(_level(kind) == _level(whole["kind"]) for kind in kinds)
    )


def one_year_of_all(first: Measure, second: Measure, others: Sequence[Measure]) -> tuple[str, str] | None:
    """The words for every year and for one, where so much is asked of each every year and told of one year alone.

    ``others`` are all measures of the draft's item, which may name the other years; so may the columns of a table.
    """
    if not first.each or first.per != "year" or second.per in FREQUENCIES or second.cell is not None:
        return None
    years, due = {found.group() for found in _A_YEAR.finditer(second.text)}, second.deadline or ""
    alone = sum(one.unit == second.unit for one in others) == 1
    is_one = alone and years == {due[:4]} and due < (first.deadline or "")
    return ("mức hằng năm", f"riêng năm {due[:4]}") if is_one else None


def _level(kind: str) -> str:
    return _LEVELS.get(kind) or ""


_PLACES = {"school", "commune", "village"}


def is_mean_of_each(first: Measure, second: Measure) -> bool:
    """Whether the reference asks so much of each and the draft the mean: "bình quân mỗi xã 02 điểm"."""
    if not first.each or is_mean(first):
        return False
    told = _MEAN_OF_EACH.search(fold(f"{second.subject}; {second.text}")) is not None
    return told or (first.bound is not Bound.LEVEL and is_mean(second))


def is_mean(measure: Measure) -> bool:
    """Whether a measure is a mean over many things: "bình quân 300 suất ăn"."""
    return _MEAN.search(fold(measure.text)) is not None


def other_wholes(first: Measure, second: Measure) -> tuple[str, str] | None:
    """The things that two shares are of, where they are of another kind.

    One is a share of land and the other of those who own it, or one of persons and the other of schools or places.
    """
    if {first.unit, second.unit} != {"%"}:
        return None
    found = [_WHOLES.search(fold(measure.text)) for measure in (first, second)]
    names = [one["whole"] if one else "" for one in found]
    kinds = ["area" if name == "diện tích" else unit_classes().get(name) for name in names]
    apart = "area" in kinds or ("person" in kinds and not _PLACES.isdisjoint(kinds))
    if not apart or None in kinds or kinds[0] == kinds[1]:
        return None
    mine, theirs = (f"tỷ lệ theo {name}" for name in names)
    return mine, theirs


def other_prices(first: Measure, second: Measure) -> tuple[str, str] | None:
    """The prices at which two values are told, where they differ; None where one does not say."""
    mine, theirs = (_PRICES.search(fold(f"{one.subject}; {one.text}")) for one in (first, second))
    if mine is None or theirs is None:
        return None
    years = {found["year"] for found in (mine, theirs)} - {None}
    if mine["prices"] == theirs["prices"] and len(years) < 2:
        return None
    return " ".join(mine.group().split()), " ".join(theirs.group().split())


def other_times(first: Measure, second: Measure) -> tuple[str, str] | None:
    """How long after an event two shares are counted, where that differs; None where one does not say."""
    if {first.unit, second.unit} != {"%"}:
        return None
    mine, theirs = (_SO_LONG_AFTER.search(fold(measure.text)) for measure in (first, second))
    if mine is None or theirs is None or _months(mine) == _months(theirs):
        return None
    asked, told = (" ".join(found.group().split()) for found in (mine, theirs))
    return f"thời điểm {asked}", f"thời điểm {told}"


def _months(found: re.Match[str]) -> int:
    number, unit = found["number"] or found["first_number"], found["unit"] or found["first_unit"]
    return int(number if number.isdigit() else parse_words(number) or 0) * _MONTHS[unit]

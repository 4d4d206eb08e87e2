"""The years that a text names for a number or a deed: "01 lần/2 năm", "trong cả 5 năm", "đến hết năm 2025"."""

from __future__ import annotations

from extract.language.numerals import DIGIT_WORDS, parse_words
from extract.language.phrases import composed, several
from extract.language.phrases import phrases as extract_phrases

_SO_MANY_YEARS = composed(
    r"(?:/\s*|(?<!\w)(?:(?:trong|mỗi|cho)\s+)?(?:cả|suốt)\s+|(?<!\w)(?:trong|mỗi)\s+)"
    r"(?:0?(?P<years>[2-9])|(?P<said><<digits>>))\s+năm(?!\w)(?!\s+một(?!\w))",
    digits=several([word for word in DIGIT_WORDS if word != "một"]),
)
_ALL_YEARS = composed(
    r"(?<!\w)(?:<<whole>>|giai đoạn|nhiệm kỳ|(?:đến|tới|hết)\s+(?:hết\s+|cuối\s+)?(?:năm\s+)?20\d\d)(?!\d)",
    whole=extract_phrases("quantities", "per", "whole_time"),
)


def years_named(folded: str) -> int | None:
    """So many years as a folded text names; None where it names none.

    >>> years_named("01 lần/2 năm"), years_named("40 tiết trong cả năm năm"), years_named("40 tiết trong năm")
    (2, 5, None)
    """
    found = _SO_MANY_YEARS.search(folded)
    if found is None:
        return None
    return int(found["years"] or parse_words(found["said"]) or 0) or None


def is_for_all_years(folded: str) -> bool:
    """Whether a folded text speaks of the whole time of a plan, or of all years up to one.

    >>> is_for_all_years("02 lần trong cả giai đoạn"), is_for_all_years("02 lần trong năm 2025")
    (True, False)
    """
    return _ALL_YEARS.search(folded) is not None

"""For whom or for how long a number is asked: a mean every year, so many of each body."""

from __future__ import annotations

import re
from functools import cache

from extract.grammar.qualifiers import Qualifiers
from extract.grammar.quantities import Quantity
from extract.language.lexicon import alternatives, fold, phrase_pattern, words
from extract.model import Change

FREQUENCIES = {"year": 1, "quarter": 4, "month": 12, "week": 52, "day": 365}
"""How often in a year, by the names of ``Measure.per``."""


def read_per(
    around: Qualifiers, quantity: Quantity, change: Change | None, before: str, behind: str
) -> str | None:
    counted = quantity.unit not in ("%", "‰", "điểm %", None)
    # "Mỗi xã … 02 phiên/năm" is asked of each; "Mỗi xã có 01 điểm năm 2025 và 02 điểm năm 2030" of each twice.
    if counted and (
        _each().search(before) or _at_each().search(behind) or _of_each_in_share().search(before)
    ):
        return "unit"
    if around.per == "year" and (quantity.unit not in ("%", "‰") or change is not None):
        return "year"
    if around.per in FREQUENCIES and counted:
        return around.per
    # "triệu đồng/người/năm" is money for each head, no mean of a total.
    behind = per_head().sub("", behind)
    rate = yearly().search(before) or yearly_behind().search(behind)
    if rate and (change is not None or quantity.unit not in ("%", "‰", "điểm %", None)):
        return "year"
    return None


@cache
def yearly() -> re.Pattern[str]:
    return phrase_pattern(fold(word) for word in words("quantities", "per", "year_before"))


@cache
def per_head() -> re.Pattern[str]:
    return re.compile(r"^\s*/\s*[^\W\d]+(?:\s+[^\W\d]+)?\s*/\s*(?:năm|tháng)")


@cache
def yearly_behind() -> re.Pattern[str]:
    """ "20 cuộc truyền thông/năm", "giảm 5% số vụ bạo lực mỗi năm"."""
    after = [fold(word) for word in words("quantities", "per", "year_after")]
    slashed = alternatives(word for word in after if word.startswith("/"))
    worded = alternatives(word for word in after if not word.startswith("/"))
    return re.compile(rf"\s?(?:{slashed})(?!\w)|(?<!\w)(?:{worded})(?!\w)")


@cache
def _each() -> re.Pattern[str]:
    before = alternatives(fold(word) for word in words("quantities", "per", "each_before"))
    nouns = alternatives(fold(word) for word in words("quantities", "per", "each_nouns"))
    return re.compile(rf"(?<!\w)(?:{before})\s+(?:{nouns})(?!\w)")


@cache
def _of_each_in_share() -> re.Pattern[str]:
    """ "100% số xã có ít nhất 02 cộng tác viên": the number is asked of each of the hundred per cent."""
    nouns = alternatives(fold(word) for word in words("quantities", "per", "each_nouns"))
    return re.compile(rf"%\s+(?:số\s+|các\s+)?(?:{nouns})(?!\w)(?:,\s*(?:{nouns})(?!\w))*[^,;.]{{0,60}}$")


@cache
def _at_each() -> re.Pattern[str]:
    """ "01 cộng tác viên tại mỗi thôn"."""
    nouns = alternatives(fold(word) for word in words("quantities", "per", "each_nouns"))
    return re.compile(rf"(?<!\w)(?:tại|ở|cho)\s+{_each().pattern}|^\s*/\s*(?:{nouns})(?!\w)")

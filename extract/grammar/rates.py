"""The base of a number: so many in each year, or in each body or place."""

from __future__ import annotations

import re

from extract.grammar.qualifiers import Qualifiers
from extract.grammar.quantities import Quantity
from extract.language.phrases import composed, phrases, several
from extract.language.units import FREQUENCIES, FREQUENCY_NOUNS
from extract.model import Change

YEARLY = phrases("quantities", "per", "year_before")
# "Mỗi tháng tổ chức từ 02 lần", "mỗi quý sinh hoạt 01 buổi": how often, at some distance before the value.
_OFTEN = {
    name: composed(r"(?<!\w)<<words>>(?!\w)", words=phrases("quantities", "per", f"{name}_before"))
    for name in ("month", "quarter", "week")
}
# "20 cuộc truyền thông/năm", "giảm 5% số vụ bạo lực mỗi năm"
YEARLY_BEHIND = composed(
    r"\s?<<slashed>>(?!\w)|(?<!\w)<<words>>(?!\w)",
    slashed=phrases("quantities", "per", "year_slashed"),
    words=phrases("quantities", "per", "year_after"),
)
PER_HEAD = re.compile(r"^\s*/\s*[^\W\d]+(?:\s+[^\W\d]+)?\s*/\s*(?:năm|tháng)")
# "bố trí trong dự toán hằng năm": the estimate is yearly, not the amount.
_YEARLY_THING = composed(
    r"(?<!\w)<<things>>\s+<<yearly>>(?!\w)",
    things=phrases("quantities", "per", "yearly_things"),
    yearly=phrases("quantities", "per", "yearly"),
)
_EACH_NOUNS = phrases("quantities", "per", "each_nouns")
# "mỗi" may stand before any noun but one of time, "mọi … đều" around one; "từng bước" and "mọi nguồn lực" mean no body.
_EACH = composed(
    r"(?<!\w)(?:<<before>>\s+<<nouns>>(?!\w)|mỗi\s+(?!<<times>>(?!\w))[^\W\d_]|mọi\s+[^,;.\d]{2,40}?\sđều(?!\w))",
    before=phrases("quantities", "per", "each_before"),
    nouns=_EACH_NOUNS,
    times=several(FREQUENCY_NOUNS, ["lần", "đợt", "kỳ", "khi", "giai đoạn"]),
)
# "100% số xã có ít nhất 02 cộng tác viên": the number holds for each of the communes.
_OF_EACH_IN_SHARE = composed(
    r"%\s+(?:số\s+|các\s+)?<<nouns>>(?!\w)(?:,\s*<<nouns>>(?!\w))*[^,;.]{0,60}$", nouns=_EACH_NOUNS
)
# "01 cộng tác viên tại mỗi thôn"
_AT_EACH = composed(r"(?<!\w)(?:tại|ở|cho)\s+<<each>>|^\s*/\s*<<nouns>>(?!\w)", each=_EACH, nouns=_EACH_NOUNS)


def is_of_each(quantity: Quantity, before: str, behind: str) -> bool:
    """Whether a number is asked of each body or place, from the folded words before and behind it.

    "Mỗi xã … 02 phiên/năm" holds for each commune, and so do both values of "Mỗi xã có 01 điểm năm 2025 và 02 điểm năm
    2030".
    """
    if not _is_counted(quantity):
        return False
    return any(
        pattern.search(words)
        for pattern, words in ((_EACH, before), (_AT_EACH, behind), (_OF_EACH_IN_SHARE, before))
    )


def read_per(
    around: Qualifiers, quantity: Quantity, change: Change | None, before: str, behind: str
) -> str | None:
    """How often a quantity is asked, from its qualifiers and the folded words before and behind it."""
    counted = _is_counted(quantity)
    if around.per == "year" and (quantity.unit not in ("%", "‰") or change is not None):
        return "year"
    if around.per in FREQUENCIES and counted:
        return around.per
    # "triệu đồng/người/năm" is money for each head, no mean of a total.
    behind = _YEARLY_THING.sub("", PER_HEAD.sub("", behind)).partition("(")[0]
    rate = YEARLY.search(before) or YEARLY_BEHIND.search(behind)
    if rate and (change is not None or counted):
        return "year"
    return next((name for name, words in _OFTEN.items() if counted and words.search(before)), None)


def _is_counted(quantity: Quantity) -> bool:
    return quantity.unit not in ("%", "‰", "điểm %", None)

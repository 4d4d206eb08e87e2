"""What a draft is asked to do about a target that it lacks: to add it, to name its share, to look whether it
binds, or to make clear whether what could not be read holds it.

A number for the whole area of the upper plan is never asked of a part of it; what a higher level does itself is only
shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from compare.model import Pair
from extract.language import writing
from extract.language.units import unit_kind

_NEAR = 60
"""Most letters between two clauses that are quoted in one."""


class Ask(StrEnum):
    """What is asked, with the sentence behind "Đề nghị {issuer} "."""

    ADD = "bổ sung chỉ tiêu “{whole}”{due} cho phù hợp với {document}; trường hợp không áp dụng, đề nghị giải trình"
    SHARE = (
        "xem xét, nêu phần thực hiện của địa phương đối với chỉ tiêu “{whole}”{due} của {document}; trường hợp không "
        "được phân bổ thì không phải bổ sung"
    )
    FUND = (
        "xem xét, nêu phần kinh phí của địa phương trong “{whole}” của {document}; trường hợp không được phân bổ thì "
        "không phải bổ sung"
    )
    UNREAD = (
        "làm rõ đã có chỉ tiêu “{whole}”{due} hay chưa, nếu chưa thì bổ sung cho phù hợp với {document}; trường hợp "
        "không áp dụng, đề nghị giải trình"
    )
    LOOK = "xem xét chỉ tiêu “{whole}”{due} của {document}, bổ sung nếu có nội dung thuộc trách nhiệm của địa phương"


def ask_of(pair: Pair, *, total: bool, look: bool) -> Ask:
    """What is asked: ``total`` is a number for the whole area, ``look`` a target that may not bind."""
    if look:
        return Ask.LOOK
    if not total:
        return Ask.ADD
    measure = pair.reference.measure
    return Ask.FUND if measure and unit_kind(measure.unit, measure.per) == "money" else Ask.SHARE


def asked(ask: Ask, facts: Mapping[str, str]) -> str:
    """The request in words, with the facts of the pair."""
    return ask.value.format_map(facts)


def joined(quote: str, more: str, *, part: bool, item: str = "") -> str:
    """A quote with a further clause of its item, a ``part`` behind one "trong đó"; one that holds it already stays.

    Clauses that stand near each other in the ``item`` are quoted as they stand there.

    >>> joined("Có 70 xã đạt chuẩn, trong đó 21 xã nâng cao", "05 xã kiểu mẫu", part=True)
    'Có 70 xã đạt chuẩn, trong đó 21 xã nâng cao, 05 xã kiểu mẫu'
    """
    if more in quote:
        return quote
    start = item.find(quote)
    end = start + len(quote)
    at = item.find(more, end) if start >= 0 else -1
    if 0 <= at - end <= _NEAR:
        return item[start : at + len(more)]
    joint = ";" if not part else "," if "trong đó" in quote else ", trong đó"
    return f"{quote}{joint} {more}"


def within(text: str) -> str:
    """A part of a target as it is quoted: "trong đó …", unless it begins with such a word of its own ("riêng …")."""
    said = writing.clauses(text)
    return said if said.split(" ", 1)[0].lower() == "riêng" else f"trong đó {said}"

"""Sizes: numbers that tell which things a value is about, "số vụ từ 20 người trở lên giảm 12%", and ask for nothing."""

from __future__ import annotations

import re

from extract.grammar.qualifiers import Value
from extract.language.phrases import composed, phrases, several, valued
from extract.language.units import unit_kind
from extract.model import Bound

BOUNDS_BEHIND = valued(
    {bound: phrases("quantities", "bounds_after", bound.value) for bound in (Bound.AT_LEAST, Bound.AT_MOST)}
)
STRICT = (Bound.LESS_THAN, Bound.MORE_THAN)
# "vụ từ 20 người trở lên", "hợp tác xã có doanh thu từ 10 tỷ đồng trở lên": the size of what is counted.
_OF_A_SIZE = composed(r"^[^,;:.()\d]{0,40}(?<!\w)<<behind>>", behind=BOUNDS_BEHIND)
_HAS_A_SIZE = composed(
    r"^[^,;:()]*(?<!\w)<<links>>(?!\w)[^,;:()]{0,40}$", links=phrases("quantities", "size", "links")
)
PLACES_COUNTED = several(
    *(phrases("agencies", "places", level) for level in ("commune", "district", "village"))
)
# "Riêng ở 05 xã …", "Đối với 04 xã …" at the head
_FRONTED = composed(
    r"[\W_\x00]*(?:riêng\s+)?(?:<<words>>|đối với)\s+", words=phrases("quantities", "size", "places")
)
# "Trẻ được tiêm ít nhất …": a subject, then what is done for it.
_SERVED = re.compile(r"[^\W\d_]\s+được(?!\w)")
_UP_TO_SHARE = re.compile(r"(?:(?!(?<!\w)(?:được|có)(?!\w))[^;:()%])*[:(]\s*")
# "Chuồng trại hợp vệ sinh: 85% số hộ …": the thing stands before the share.
_NAMED = re.compile(r"[^\W\d_]+\s+[^\W\d_]+[^:;.]*:\s*$")
# Behind the size of things of which a share is asked: what they are to do.
_DEED = re.compile(r"\s+(?!và\s|hoặc\s)[^\W\d_]+\s+[^\W\d_]+")


def without_sizes(values: list[Value], folded: str) -> list[Value]:
    """Drop sizes that tell which things are counted or changed: "số vụ từ 20 người trở lên giảm 12%"."""
    kept: list[Value] = []
    for index, value in enumerate(values):
        around = value.words
        if index + 1 < len(values) and (
            _is_size_of(value, values[index + 1], folded)
            or _is_extent_of(value, values[index + 1], folded)
            or _is_of_fronted_places(value, values[index + 1], folded)
        ):
            continue
        behind = _OF_A_SIZE.match(folded[value.quantity.end :]) if around.from_word else None
        if behind is None:
            kept.append(value)
            continue
        end = value.quantity.end + behind.end()
        following = values[index + 1] if index + 1 < len(values) else None
        led = following is not None and _leads_to(following, folded[end : following.words.start])
        # "Doanh nghiệp có từ 500 lao động trở lên …: 75%": of such ones the share is asked.
        named = (around.level is None and re.search(r"\w\s*$", folded[: around.start]) is not None) or (
            following is not None and following.quantity.unit == "%" != value.quantity.unit
        )
        of_last = (
            bool(kept)
            and (is_noun_counted(kept[-1]) or (kept[-1].quantity.unit == "%" and _DEED.match(folded, end)))
            and _HAS_A_SIZE.match(folded[kept[-1].quantity.number_end : value.quantity.start])
        ) or (bool(kept) and _is_of_population(kept[-1], value, folded))
        if not ((led and named) or of_last):
            kept.append(value)
    return kept


def _leads_to(value: Value, between: str) -> bool:
    """Whether words between a size and a value go on to it: "… trở lên đạt 60%", "… trở lên: không dưới 3 lít/giây"."""
    told = bool(value.words.change or value.words.level)
    if not told and value.words.bound and not between.strip(" :"):
        return value.words.bound not in STRICT
    if not told and value.quantity.unit == "%":
        told = re.search(r":\s*$", between) is not None
        between = re.sub(r":\s*$", "", between)
    return told and not re.search(r"[,;:(]|(?<!\w)và(?!\w)", between)


def _is_of_population(share: Value, value: Value, folded: str) -> bool:
    """Whether a size tells whose share is asked: "Chuồng trại hợp vệ sinh: 85% số hộ nuôi từ 10 con trở lên"."""
    behind = folded[share.words.end : value.words.start]
    return (
        share.quantity.unit == "%"
        and value.words.level is None
        and _NAMED.search(folded, 0, share.words.start) is not None
        and re.search(r"[,;:()\d]|(?<!\w)và(?!\w)", behind) is None
        and len(behind.split()) > 1
    )


def _is_size_of(value: Value, following: Value, folded: str) -> bool:
    """ "Tỷ lệ số thôn đạt dưới 8 tiêu chí còn 20%", "số thôn đạt dưới 5 tiêu chí xuống 12 thôn": which are meant.

    A verb that leads to a level stands between the two, and no sign; a noun stands before the first.
    """
    around, gap = value.words, folded[value.words.end : following.words.start]
    return (
        is_noun_counted(value)
        and around.bound is not None
        and around.change is None
        and following.words.level in ("up", "down")
        and following.quantity.unit != value.quantity.unit
        and not gap.strip()
        and len(re.split(r"[,;:]", folded[: around.start])[-1].split()) > 1
    )


def _is_extent_of(value: Value, following: Value, folded: str) -> bool:
    """ "Trẻ được tiêm ít nhất 3 loại vắc xin: 95%", "… (95%)": how far the deed goes of which the share is asked."""
    around, share = value.words, following.words
    often = value.quantity.unit == "lần"
    head = re.split("[;:]" if often else "[,;:]", folded[: around.start])[-1]
    return (
        ((often and len(head.split()) > 1) or (is_noun_counted(value) and _SERVED.search(head) is not None))
        and around.bound in (Bound.AT_LEAST, Bound.MORE_THAN)
        and not (around.level or around.change)
        and following.quantity.unit == "%"
        and share.level is share.change is None
        and _UP_TO_SHARE.fullmatch(folded, around.end, share.start) is not None
        and re.match(r"[\s).,;\x00]*$", folded[share.end :]) is not None
    )


def _is_of_fronted_places(value: Value, following: Value, folded: str) -> bool:
    """ "Ở 05 xã bãi ngang, tỷ lệ hộ nghèo dưới 9%": how many the places are of which a share is asked."""
    around = value.words
    own = around.bound or around.change or around.about or around.effort
    return (
        not own
        and value.quantity.unit in PLACES_COUNTED
        and following.quantity.unit == "%"
        and _FRONTED.fullmatch(folded, 0, value.quantity.start) is not None
        and "," in folded[value.quantity.end : following.words.start]
    )


def is_in_predicate(value: Value, following: Value, folded: str) -> bool:
    """ "Học sinh được học ít nhất 4 môn thể thao, võ thuật đạt 70%": the share is asked, of those with so many."""
    if not is_noun_counted(value) or value.words.bound is None:
        return False
    if following.quantity.unit != "%" or following.words.level is None:
        return False
    gap = folded[value.words.end : following.words.start]
    own = gap.rpartition(",")[2] if "," in gap else ""
    head = re.split(r"[,;:]", folded[: value.words.start])[-1]
    return (
        re.search(r"(?<!\w)được(?!\w)", head) is not None
        and re.search(r"[;:()]|(?<!\w)và(?!\w)", gap) is None
        and len(own.split()) <= 3
    )


def is_noun_counted(value: Value) -> bool:
    return unit_kind(value.quantity.unit, value.quantity.per) == "count"

"""Quantities: "60%", "từ 01 đến 02 cán bộ", "bốn tỷ đồng", "2/3 số xã", "toàn bộ", "1,5 lần".

A quantity is only number and unit. ``extract.grammar.qualifiers`` reads the words around it,
``extract.grammar.subjects`` its subject.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from extract.grammar.marks import MEAN_TIME, SO_LONG, Mark, MarkKind, blanked
from extract.grammar.numbers.frequencies import between_times, intervals, products, times_each
from extract.grammar.numbers.limits import limit_before
from extract.grammar.numbers.quantity import Quantity
from extract.grammar.numbers.shares import (
    comes_to,
    every,
    every_one,
    fractions,
    is_timed,
    of_all,
    of_named,
    of_ten,
    share_beside,
    shares_beside,
    so_many_of,
    whole,
)
from extract.kept import kept
from extract.language.lexicon import fold
from extract.language.numerals import (
    AMBIGUOUS_WORDS,
    FIGURE,
    MULTIPLES,
    NUMERAL_WORDS,
    WORDS,
    parse_figure,
    parse_words,
)
from extract.language.phrases import composed, phrases, several, table
from extract.language.units import (
    COMPOUND,
    COUNTED_NOUNS,
    FREQUENCY_NOUNS,
    UNIT,
    UNITS,
    canonical_unit,
    unit_kind,
)
from extract.model import Bound

# A text without a figure, a number word, a word for the whole or a named amount has no measure and is not read.
_FIGURE = re.compile(r"[\d%‰]")
_MAY_MEASURE = composed(
    r"gấp|(?<!\w)<<spelled>>(?!\w)|n(?<!\wn)ào(?=\s+cũng|.*\s(?:đều|cũng)\s)(?!\w)"
    r"|k(?<!\wk)hông\s(?:(?:<<small>>\s+)?để|[^;.:]{2,60}\s(?:nào|ai))(?!\w)",
    small=phrases("quantities", "denials", "small"),
    spelled=several(
        ["mọi", "ai cũng"],
        phrases("quantities", "whole", "words"),
        phrases("quantities", "references", "names"),
        phrases("quantities", "zero", "heads"),
        NUMERAL_WORDS - AMBIGUOUS_WORDS,
        ["một", "hai", "nửa"],
    ),
)
# "01 (một) nhân viên": the number again in words or figures.
_GLOSS = r"(?:\s*\([^()]{1,60}\))?"
_NUMBER = rf"(?:{FIGURE})"
_TO = r"\s*(?:-|–|—|đến|tới)\s*(?:dưới\s+)?"
# "triệu đồng/người/năm", "lít mỗi người mỗi ngày": for each head, and in which time.
_OF_HEADS = composed(
    r"\s*(?:/\s*(?:0?1\s+)?|(?:mỗi|trên)\s*)(?:đầu\s+)?(?:<<heads>>|<<areas>>)(?!\w)"
    r"(?:\s*(?:/|mỗi|một|trong một)\s*(?P<time><<times>>)(?!\w))?",
    heads=phrases("quantities", "per", "heads"),
    areas=phrases("quantities", "per", "areas"),
    times=several(FREQUENCY_NOUNS),
)
# Before "một", "hai" … that count something: a bound, or each of several bodies or times.
_COUNTING = composed(
    r"(?<!\w)(?:<<bounds>>|từ|(?:<<each>>\s+[^;.\d]{1,60}?|[^\W\d_]+\s+nào\s+cũng(?:\s+[^\W\d_]+){0,3}?)"
    r"(?:\s+có)?(?:\s+<<bounds>>)?)\s*$",
    bounds=several(*(phrases("quantities", "bounds", bound) for bound in Bound if bound is not Bound.LEVEL)),
    each=phrases("quantities", "per", "each_before"),
)
# "mỗi hộ, một năm, …": a further base and no number.
_FURTHER_BASE = composed(
    r"(?<!\w)<<each>>\s[^,;.:\d]{1,40},\s*$", each=phrases("quantities", "per", "each_before")
)
# "Đội duy tu: một đội, lập xong …", "Đại hội tổ chức một lần, vào quý I": the number stands alone behind its thing.
_STANDS_ALONE = re.compile(r"\s*(?:[,;.)\x00]|$)")
_NAMED_BEFORE = re.compile(r"\w\s*:\s*$")
# "xã nào có rừng thì xã ấy duy trì một tổ"
_OF_SUCH = composed(
    r"(?<!\w)<<nouns>>\s+nào\s[^,;.\x00]{2,60}?\sthì(?:\s+[^\W\d_]+){1,4}\s+$",
    nouns=phrases("quantities", "per", "each_nouns"),
)
_HAVING = re.compile(r"\x00\s*(?:thì\s+)?có\s+$")
# "hai lần mỗi tuần", "một cuộc mỗi năm"
_SO_OFTEN = composed(
    r"(?:\s+[^\W\d_]+){0,2}?(?:\s*/\s*|\s+(?:mỗi|trong một|trong)\s+)(?:<<often>>|năm)(?!\w)(?!\s+\d)",
    often=several(FREQUENCY_NOUNS),
)
# "tỉnh có hai mô hình", "thành lập hai đội": behind a verb of what is made; "một" is too often an article.
_MAKING = composed(
    r"(?<!\w)<<verbs>>(?:\s+mới)?\s*$",
    verbs=several(["có"], phrases("quantities", "made", "verbs")),
)
# "xếp thứ 28 trở lên", "đứng từ thứ 5": a rank.
_RANKED = composed(
    r"(?<!\w)<<verbs>>\s+(?:<<words>>\s+)*thứ\s+(?P<rank>\d{1,3})(?!\d|[.,/]\d)",
    verbs=phrases("quantities", "rank", "verbs"),
    words=phrases("quantities", "rank", "between"),
)
# "nằm trong nhóm 20 tỉnh dẫn đầu, nhóm 5 tỉnh đứng đầu vùng", "vươn lên top 10": the last rank that is good enough.
_IN_GROUP = composed(
    r"(?:(?<!\w)<<leads>>\s+|(?:^|[,;])\s*)<<groups>>\s+(?P<rank>\d{1,3})\s+[^;.\d]{2,40}?(?<!\w)<<ends>>(?!\w)"
    r"|(?<!\w)<<within>>\s+(?P<of>\d{1,3})\s+[^,;.\d]{2,60}?(?<!\w)<<firsts>>(?!\w)"
    r"|(?<!\w)<<best>>\s+(?P<top>\d{1,3})(?!\d|[.,/%]\d|\s*%)",
    leads=phrases("quantities", "rank", "leads"),
    groups=phrases("quantities", "rank", "groups"),
    within=phrases("quantities", "rank", "within"),
    firsts=phrases("quantities", "rank", "firsts"),
    best=phrases("quantities", "rank", "best"),
    ends=phrases("quantities", "rank", "ends"),
)
RANK = "hạng"
# A limit of time is measured, whatever the text names: "không quá 04 ngày làm việc", "trong vòng 30 phút".
_LIMITED = composed(r"(?<!\w)<<limits>>\s*$", limits=phrases("quantities", "time_limit", "before"))
TIME_UNITS = phrases("quantities", "time_limit", "units")
# "có bác sĩ làm việc ít nhất 03 ngày/tuần": a bound makes a measure of days a week.
_BOUNDED = composed(
    r"(?<!\w)(?:<<bounds>>|từ)\s*$",
    bounds=several(*(phrases("quantities", "bounds", bound) for bound in Bound if bound is not Bound.LEVEL)),
)
_DAYS_A_WEEK = composed(
    r"\s*<<times>>\s*(?:/|mỗi|một|trong một)\s*<<often>>(?!\w)",
    times=phrases("quantities", "not_measure", "mean_units"),
    often=several(FREQUENCY_NOUNS),
)
# … "02 ngày mỗi năm trở lên", too.
_FLOOR_BEHIND = composed(r"\s+<<bounds>>(?!\w)", bounds=phrases("quantities", "bounds_after", "at_least"))
# "mỗi tuần mở cửa ít nhất 46 giờ"
_EACH_WEEK = composed(
    r"(?<!\w)(?:mỗi|hằng|hàng)\s+<<often>>\s[^;.\d]{0,60}(?:<<bounds>>|từ)\s*$",
    often=several(FREQUENCY_NOUNS),
    bounds=several(*(phrases("quantities", "bounds", bound) for bound in Bound if bound is not Bound.LEVEL)),
)
# "mỗi bản tin dài ít nhất 10 phút", "mỗi lần từ 10 phút trở lên"
_LONG = composed(
    r"(?<!\w)(?:dài|thời lượng|(?:mỗi|từng)\s+<<occasions>>)\s+(?:[^\W\d_]+\s+){0,2}?(?:<<bounds>>|từ)\s*$",
    occasions=phrases("quantities", "per", "occasions"),
    bounds=several(*(phrases("quantities", "bounds", bound) for bound in Bound if bound is not Bound.LEVEL)),
)
# "Bình quân mỗi lượt khách ở lại với bản từ 2,5 ngày", no "… một lớp 3 ngày"
_MEAN_AHEAD = composed(
    r"(?<!\w)<<means>>,?\s+(?:mỗi|một|từng)\s+(?!<<times>>(?!\w))(?![^;.:\d]*(?<!\w)<<nouns>>\s+$)[^;.:\d]{2,60}$",
    means=phrases("quantities", "not_measure", "means"),
    times=several(FREQUENCY_NOUNS),
    nouns=COUNTED_NOUNS,
)
# "báo tin cho hạ du trước khi xả tràn: ít nhất 06 giờ", "báo trước ít nhất 30 phút": so long before.
_NOTICE = composed(
    r"(?<!\w)(?:<<notices>>(?!\w)[^;.\d]{0,80}|trước\s+)<<floors>>\s*$",
    notices=phrases("quantities", "time_limit", "notices"),
    floors=several(*(phrases("quantities", "bounds", bound) for bound in (Bound.AT_LEAST, Bound.MORE_THAN))),
)
# "lưu mẫu tối thiểu 24 giờ", "cách ly ít nhất 14 ngày": what goes on for so long.
_LASTING = composed(
    r"(?<!\w)<<verbs>>\s+(?:[^\W\d_]+\s+){0,3}?<<floors>>\s*$",
    verbs=phrases("quantities", "time_limit", "lasting"),
    floors=several(*(phrases("quantities", "bounds", bound) for bound in (Bound.AT_LEAST, Bound.MORE_THAN))),
)
_CLOCK_UNITS = composed(r"<<words>>(?!\w)", words=phrases("quantities", "time_limit", "clock"))
# "2,5 ngày/lượt khách", "20 giờ/khóa": a time for each of something.
_FOR_EACH = composed(
    r"\s*/\s*(?!<<times>>(?!\w))\w", times=several(FREQUENCY_NOUNS, ["ngày đêm", "giờ", "phút"])
)
_HOURS = composed(r"\s*<<times>>(?!\w)", times=phrases("quantities", "not_measure", "mean_units"))
_FIGURES = composed(
    # A range may repeat its unit: "60% đến 70%", "01 cán bộ đến 02 cán bộ".
    # It begins with a digit, which is looked at first: most letters are none.
    rf"(?=\d)(?<![\w.,/-])(?<!\d\s)(?:(?P<low>{_NUMBER})(?:\s*<<unit>>)?{_TO}(?P<high>{_NUMBER})(?![./-]\d)"
    # "165/194 xã": a count of a total.
    rf"|(?P<only>{_NUMBER})(?:\s?/\s?(?:\d{{1,3}}(?:\.\d{{3}})+|\d{{1,4}})(?=\s+<<nouns>>(?!\w)))?){_GLOSS}(?:\s*(?P<unit><<unit>>))?(?![\d])",
    unit=UNIT,
    nouns=COUNTED_NOUNS,
)
# "20 nghìn hộ": a thousand of a counted noun, not money.
_MULTIPLIED = composed(
    r"(?P<times><<times>>)\s+(?P<noun>(?!đồng(?!\w))<<unit>>)(?!\w)",
    times=several(MULTIPLES),
    unit=UNIT,
)
# "1 Tỷ lệ hộ nghèo": a number before the name of a ratio numbers a line.
_RATIO = composed(r"(?:<<ratios>>)(?!\w)", ratios=phrases("quantities", "ratios", "names"))
# "mỗi năm tổ chức": "năm" is a year, no five.
_A_YEAR = composed(r"(?<!\w)(?:<<yearly>>)$", yearly=phrases("quantities", "per", "yearly"))
_IN_WORDS = composed(
    rf"(?<!\w)(?<!mỗi )(?<!hằng )(?<!hàng )(?P<number>{WORDS})\s+(?P<unit><<units>>(?!\w)|<<compound>>|%)",
    units=several(UNITS, phrases("quantities", "not_measure", "mean_units")),
    compound=COMPOUND,
)
_DIGIT = re.compile(r"\d")
_OF_TEN = re.compile(r"/\s?100?(?!\d)")
# "giảm cả ba tiêu chí": all of the known ones.
_BOTH = re.compile(r"(?<!\w)cả\s+$")
# "260 triệu đồng (hai trăm sáu mươi triệu đồng) mỗi năm": the amount again in words.
_GLOSS_BEHIND = re.compile(r"\s*\((?:bằng chữ:\s*)?(?P<words>[^()\d]{4,120})\)")
# A number before "tháng", "ngày", "tuổi" … is a time, unless the text names a subject that is counted in times.
_TIME = composed(r"\s*(?P<word><<words>>)(?!\w)", words=phrases("quantities", "not_measure", "after"))
TIMED = composed(r"(?<!\w)<<words>>(?!\w)", words=phrases("quantities", "not_measure", "after"))
"""A word that makes the number before it a time, by what the whole text is about."""
# "01 ngày hội", "02 giờ học": a longer noun that begins like a time.
_LONGER = composed(r"<<words>>(?!\w)", words=phrases("quantities", "not_measure", "longer"))
_COUNTED_TIMES = table(several, "quantities", "not_measure", "unless")


@kept(2_000)
def may_measure(text: str) -> bool:
    """Whether a text may have a measure; one without a figure or a word for an amount is not read."""
    return _FIGURE.search(text) is not None or _MAY_MEASURE.search(fold(text)) is not None


def leading_base(text: str, marks: Sequence[Mark]) -> str | None:
    """The base that opens a text, "Trong 1.000 trẻ, …"; it governs all clauses of its sentence."""
    opening = next((mark for mark in marks if mark.kind is MarkKind.RATE), None)
    return opening.base if opening and not text[: opening.start].strip(" ,+-") else None


def find_quantities(
    text: str,
    marks: Sequence[Mark],
    *,
    bare: bool,
    item: str = "",
    base: str | None = None,
    dated: bool = False,
) -> list[Quantity]:
    """Quantities of ``text`` outside ``marks``, in order.

    ``dated`` tells that a later clause says by when. ``base`` is that of numbers without a unit, from the head of the
    sentence. ``bare`` numbers without a unit count too if asked. ``item`` is the folded text that ``text`` is a clause
    of: what it names ("số năm sống khỏe") is measured in years in all its clauses.
    """
    folded = blanked(fold(text), marks)
    whole_of = list(every(text, item, alone=_DIGIT.search(folded) is None))
    ranks = list(_ranks(fold(text)))
    ranked = {rank.start for rank in ranks}
    tens, parts = of_ten(folded), list(fractions(folded))
    bases = [mark.start for mark in marks if mark.kind is MarkKind.RATE]
    figures = _figures(folded, item or folded, bases, bare=bare)
    found = [
        *intervals(folded),
        *times_each(folded),
        *parts,
        *of_all(folded),
        *(named for named in of_named(folded, item or folded) if _is_no_part(named, parts, folded)),
        *ranks,
        *(figure for figure in figures if figure.start not in ranked and figure.start not in tens),
        *_in_words(folded, rated=any(mark.kind is MarkKind.RATE for mark in marks)),
        *whole(folded, timed=dated or is_timed(folded, marks)),
    ]
    found = [item for item in found if not any(one.start <= item.start < one.end for one in whole_of)]
    found += whole_of
    again = comes_to(fold(text))
    found = [item for item in found if not any(start <= item.start < end for start, end in again)]
    shares = list(shares_beside(fold(text)))
    found = [item for item in found if not any(share.start() <= item.start < share.end() for share in shares)]
    # "Cứ mười hộ có tám hộ": neither the ten nor the eight is a number of households.
    of_each = [*so_many_of(folded, fold(text)), *between_times(folded), *products(fold(text))]
    found = [item for item in found if not any(first <= item.start < last for first, last, _ in of_each)]
    found += [share for *_, share in of_each]
    if not any(folded.count("(", 0, item.start) <= folded.count(")", 0, item.start) for item in found):
        found += every_one(folded)
    found += [share_beside(share) for share in shares]
    found.sort(key=lambda quantity: (quantity.start, -quantity.end))
    kept: list[Quantity] = []
    for quantity in found:
        if not kept or quantity.start >= kept[-1].end:
            kept.append(quantity)
    return [_of_heads(_with_rate(quantity, marks, base), folded) for quantity in kept]


def _is_no_part(named: Quantity, parts: Sequence[Quantity], folded: str) -> bool:
    """Whether "3/5 bản" counts things; "ít nhất 8/10 cư dân" is a share, of a noun that no list has."""
    of_ten = _OF_TEN.search(folded, named.start, named.number_end) is not None
    listed = not of_ten or COUNTED_NOUNS.fullmatch(named.unit or "") is not None
    return listed or all(named.start != part.start for part in parts)


def _is_limited(before: str, rest: str) -> bool:
    """Whether the words before a number make a limit of the time behind it."""
    pairs = (
        (_LIMITED, TIME_UNITS),
        (_BOUNDED, _DAYS_A_WEEK),
        (_EACH_WEEK, _HOURS),
        (_MEAN_AHEAD, _HOURS),
        (_NOTICE, _CLOCK_UNITS),
        (_LONG, _CLOCK_UNITS),
        (_LASTING, TIME_UNITS),
    )
    if limit_before(before, rest) is not None:
        return True
    hours = _HOURS.match(rest)
    if hours is not None and _FOR_EACH.match(rest, hours.end()):
        return True
    days = _DAYS_A_WEEK.match(rest)
    if days is not None and _FLOOR_BEHIND.match(rest, days.end()):
        return True
    return (hours is not None and SO_LONG.match(rest, hours.end()) is not None) or any(
        words.search(before) and units.match(rest.lstrip()) for words, units in pairs
    )


def _figures(folded: str, item: str, bases: Sequence[int], *, bare: bool) -> Iterator[Quantity]:
    """Numbers in figures; one right before the base of a rate ("40/100.000 trẻ") needs no unit to count."""
    limits: set[str] = set()
    for found in _FIGURES.finditer(folded):
        first, second, unit_text = found["low"] or found["only"], found["high"], found["unit"]
        after = folded[found.end() :]
        if unit_text is None and not (bare or any(0 <= base - found.end() <= 1 for base in bases)):
            continue
        rest = after if unit_text is None else folded[found.start("unit") :]
        if _is_limited(folded[: found.start()], rest):
            limits.add(rest.split()[0])
        elif _not_measured(item, rest) and not (rest.split() and rest.split()[0] in limits):
            # "không quá 20 phút ở các phường, 40 phút ở các xã" limits both.
            continue
        # No quantity: the number of "4G", "5G" is part of a name.
        if (
            unit_text
            and unit_text.isalpha()
            and len(unit_text) == 1
            and folded[found.start("unit") - 1].isdigit()
        ):
            continue
        if unit_text and _RATIO.match(folded, found.start("unit")):
            continue
        end, times = found.end(), Decimal(1)
        multiplied = _MULTIPLIED.match(folded, found.start("unit")) if unit_text else None
        if multiplied:
            unit_text, end, times = (
                multiplied["noun"],
                multiplied.end(),
                Decimal(MULTIPLES[multiplied["times"]]),
            )
        unit = canonical_unit(unit_text) if unit_text else None
        low = parse_figure(first, unit) * times
        high = parse_figure(second, unit) * times if second else low
        if high < low:
            continue
        gloss = _GLOSS_BEHIND.match(folded, end)
        if unit and gloss and _IN_WORDS.match(gloss["words"]) and unit_kind(unit, None) != "count":
            end = gloss.end()
        noun = multiplied.start("noun") if multiplied else found.start("unit")
        number_end = noun if unit and unit_kind(unit, None) == "count" else end
        yield Quantity(start=found.start(), end=end, number_end=number_end, low=low, high=high, unit=unit)


def _in_words(folded: str, *, rated: bool = False) -> Iterator[Quantity]:
    """Numbers in words with their units; ``rated`` tells that the text names the base of a rate."""
    for found in _IN_WORDS.finditer(folded):
        value = parse_words(found["number"])
        limited = _is_limited(folded[: found.start()], folded[found.start("unit") :])
        if value is None or not (
            limited or found["number"] not in AMBIGUOUS_WORDS or _counts(found, folded, rated=rated)
        ):
            continue
        if _A_YEAR.search(folded[: found.end("number")]) or _BOTH.search(folded, 0, found.start()):
            continue
        if not limited and _not_measured(folded, folded[found.start("unit") :]):
            continue
        unit = canonical_unit(found["unit"])
        number_end = found.start("unit") if unit_kind(unit, None) == "count" else found.end()
        yield Quantity(
            start=found.start(), end=found.end(), number_end=number_end, low=value, high=value, unit=unit
        )


def _counts(found: re.Match[str], folded: str, *, rated: bool = False) -> bool:
    """Whether a word that is often no number counts the noun behind it; "cứ một nghìn dân có một giường" does."""
    if rated and _HAVING.search(folded, 0, found.start()):
        return True
    if found["unit"].startswith(("phần trăm", "%")):
        return True
    if _SO_OFTEN.match(folded, found.end()):
        return True
    before = folded[max(0, found.start() - 90) : found.start()]
    if folded.startswith(",", found.end()) and _FURTHER_BASE.search(before):
        return False
    if "%" in folded[: found.start()]:
        return False
    alone = _STANDS_ALONE.match(folded, found.end()) is not None
    named = _NAMED_BEFORE.search(before) is not None and found["unit"] in before
    if alone and (named or (found["unit"] == "lần" and _MAKING.search(before))):
        return True
    if _OF_SUCH.search(before):
        return True
    return _COUNTING.search(before) is not None or (
        found["number"] == "hai" and _MAKING.search(before) is not None
    )


def _ranks(folded: str) -> Iterator[Quantity]:
    """Places in a ranking; marks take "thứ 28" for a name, so the text is read as it stands."""
    for found in (*_RANKED.finditer(folded), *_IN_GROUP.finditer(folded)):
        start, end = found.span(found.lastgroup or "rank")
        value = Decimal(folded[start:end])
        yield Quantity(start=start, end=end, number_end=end, low=value, high=value, unit=RANK)


def _of_heads(quantity: Quantity, folded: str) -> Quantity:
    """A quantity for each head gets the base of time that stands behind the heads."""
    found = _OF_HEADS.match(folded, quantity.end) if quantity.per is None and quantity.unit else None
    if found is None:
        return quantity
    number_end = found.end() if quantity.number_end == quantity.end else quantity.number_end
    per = FREQUENCY_NOUNS[found["time"]] if found["time"] else None
    return replace(quantity, per=per, end=found.end(), number_end=number_end)


def _with_rate(quantity: Quantity, marks: Sequence[Mark], inherited: str | None) -> Quantity:
    """The quantity with its base, right behind the value or, for a counted noun, before it in the same text."""
    bases = [mark for mark in marks if mark.kind is MarkKind.RATE]
    counted = quantity.unit is None or unit_kind(quantity.unit, None) == "count"
    # The name of a counted thing may be long: "3,5 trụ nước chữa cháy trên 10.000 dân".
    behind = [mark for mark in bases if 0 <= mark.start - quantity.end <= (40 if counted else 12)]
    before = [mark for mark in bases if mark.start < quantity.start]
    base = (behind or (before if counted else []))[:1]
    if not base:
        return quantity if quantity.unit else replace(quantity, per=inherited)
    return replace(quantity, per=base[0].base)


def _not_measured(folded: str, rest: str) -> bool:
    """Whether the word behind a number makes it a time, and the text names nothing that is counted in times."""
    time = _TIME.match(rest)
    if time is None or _LONGER.match(rest.lstrip()):
        return False
    mean = MEAN_TIME.search(folded)
    if mean is not None and mean["unit"] == time["word"]:
        return False
    counted = _COUNTED_TIMES.get(time["word"])
    return counted is None or not any(name in folded for name in counted.words)

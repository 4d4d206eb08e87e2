"""The base of a number: so many in each year, or in each body or place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain

from extract.grammar.clauses import Clause, Segment
from extract.grammar.marks import MarkKind
from extract.grammar.numbers.names import YEARLY_NAMES
from extract.grammar.numbers.quantity import Quantity
from extract.grammar.qualifiers import NOT_ANY, Qualifiers
from extract.kept import kept
from extract.language.lexicon import fold
from extract.language.phrases import composed, phrases, several, table
from extract.language.units import FREQUENCIES, FREQUENCY_NOUNS
from extract.model import Change, Measure

YEARLY = phrases("quantities", "per", "year_before")
# "Bình quân mỗi năm, … giảm 2% so với năm 2020": a mean, though counted since a year.
_YEARLY_MEAN = phrases("quantities", "per", "yearly_means")
# "Mỗi tháng tổ chức từ 02 lần", "mỗi quý sinh hoạt 01 buổi": how often, at some distance before the value.
_OFTEN = {
    name: composed(r"(?<!\w)<<words>>(?!\w)", words=phrases("quantities", "per", f"{name}_before"))
    for name in ("month", "quarter", "week")
}
# "mỗi tuần 02 lần, mỗi lần không dưới 10 phút": so long each time, not each week.
_EACH_OCCASION = composed(
    r"(?<!\w)(?:mỗi|từng)\s+<<occasions>>(?!\w)[^,;]*$", occasions=phrases("quantities", "per", "occasions")
)
CLOCK_UNITS = phrases("quantities", "time_limit", "clock")
# "20 cuộc truyền thông/năm", "giảm 5% số vụ bạo lực mỗi năm"
YEARLY_BEHIND = composed(
    r"\s?<<slashed>>(?!\w)|(?<!\w)<<words>>(?!\w)",
    slashed=phrases("quantities", "per", "year_slashed"),
    words=phrases("quantities", "per", "year_after"),
)
# "hè năm nào xã cũng mở bốn lớp"
_EVERY_YEAR = re.compile(r"(?<!\w)năm\s+nào\s+(?:[^\W\d_]+\s+){1,4}?cũng(?!\w)")
_EACH_NOUNS = phrases("quantities", "per", "each_nouns")
PER_HEAD = re.compile(r"^\s*/\s*[^\W\d]+(?:\s+[^\W\d]+)?\s*/\s*(?:năm|tháng)")
# "02 buổi/khu phố (ấp)/năm": in each place, before how often.
_PLACE_BEFORE_TIME = composed(r"^\s*/\s*<<nouns>>(?:\s*\([^()]{1,30}\))?(?=\s*/)", nouns=_EACH_NOUNS)
# "bố trí trong dự toán hằng năm": the estimate is yearly, not the amount.
_YEARLY_THING = composed(
    r"(?<!\w)<<things>>\s+<<yearly>>(?!\w)",
    things=phrases("quantities", "per", "yearly_things"),
    yearly=phrases("quantities", "per", "yearly"),
)
_OFTEN_BEHIND = {
    name: composed(r"(?<!\w)<<words>>(?!\w)", words=phrases("quantities", "per", f"{name}_after"))
    for name in ("month", "quarter", "week")
}
# "ít nhất 02 buổi trong năm", "01 lần trong tuần": the time has no number or name of its own.
WITHIN = {
    name: re.compile(rf"(?<!\w)trong\s+{noun}(?=\s*(?:[,;.:()]|$))")
    for noun, name in FREQUENCY_NOUNS.items()
    if name != "day"
}
"""Frequencies by the words that tell them behind a value."""
# "mỗi" may stand before any noun but one of time, "mọi … đều" around one; "từng bước" and "mọi nguồn lực" mean no body.
_EACH = composed(
    r"(?<!\w)(?:<<before>>\s+<<nouns>>(?!\w)|mỗi\s+(?!<<times>>(?!\w))[^\W\d_]"
    # "xã nào cũng có một đội", "mọi bến đều có người trực"
    r"|mọi\s+[^,;.\d]{2,40}?\sđều(?!\w)|(?<!năm )(?<!tháng )(?<!quý )(?<!tuần )(?<!\w)nào\s+cũng(?!\w)"
    # "không xã, thị trấn nào có dưới 02 cán bộ"
    rf"|(?!không\s+<<times>>){NOT_ANY}(?=\s+có(?!\w)))",
    before=phrases("quantities", "per", "each_before"),
    nouns=_EACH_NOUNS,
    times=several(FREQUENCY_NOUNS, ["lần", "đợt", "kỳ", "khi", "giai đoạn"]),
)
# "thôn nào ở xa trung tâm thì có ít nhất 02 điểm"
_OF_SUCH = composed(
    r"(?<!không )(?<!\w)<<nouns>>\s+nào\s(?!cũng(?!\w))[^,;.\x00]{2,60}?\sthì(?!\w)", nouns=_EACH_NOUNS
)
# "100% số xã có ít nhất 02 cộng tác viên": the number holds for each of the communes.
_OF_EACH_IN_SHARE = composed(
    r"%\s+(?:số\s+|các\s+)?<<nouns>>(?!\w)(?:,\s*<<nouns>>(?!\w))*[^,;.]{0,60}$", nouns=_EACH_NOUNS
)
# "01 cộng tác viên tại mỗi thôn", "12 lớp trên địa bàn mỗi huyện"
_AT_EACH = composed(
    r"(?<!\w)<<places>>\s+<<each>>|^\s*/\s*<<nouns>>(?!\w)",
    places=phrases("quantities", "per", "each_places"),
    each=_EACH,
    nouns=_EACH_NOUNS,
)


# "Mỗi năm 400 ha, cả giai đoạn 2.000 ha": the second number is no yearly one.
_WHOLE_TIME = phrases("quantities", "per", "whole_time")
# "mỗi nơi 01 tổ, toàn huyện 17 tổ": the sum of all places.
_SUM = composed(
    r"(?<!\w)(?:(?:toàn|cả)\s+<<places>>|tổng\s+cộng)(?:\s+<<having>>)*\s*$",
    having=several(["có"], phrases("quantities", "level", "leads")),
    places=table(str, "agencies", "unit_levels"),
)
# A remark with a number of its own; "mỗi khu phố (ấp)" names a place.
_GLOSS = re.compile(r"\([^()]*\d[^()]*\)")
# "Thiết chế ở cấp xã. Mỗi xã, phường phải có:": the last sentence of what stands above a list; a heading has lost its
# colon, and asks something of each body only where it begins with them.
_LAST_SENTENCE = re.compile(r"(?:^|[.;]\s)(?P<words>(?:[^.;]|[.;](?!\s))+)$")
_EACH_FIRST = composed(
    r"\W*(?:<<places>>\s+)?<<before>>\s+<<nouns>>(?!\w)",
    places=several(phrases("quantities", "per", "each_places"), ["đối với"]),
    before=phrases("quantities", "per", "each_before"),
    nouns=_EACH_NOUNS,
)
_AT_HEAD = composed(r"^[\W_]*(?P<words><<yearly>>)\s*,", yearly=YEARLY)
_MOST_YEARS = 10
"""The most years for which a plan tells a total."""
_TIMES = (MarkKind.DEADLINE, MarkKind.PERIOD)
_OF_ALL = re.compile(r"\d\s?/\s?\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """The folded words around a value that may name its base.

    ``head`` are those before the first value of the sentence, ``own`` those of its own piece, ``listed`` those before
    it that may list the bodies, ``behind`` those up to the next value. ``timed`` tells that the value has a time of its
    own since the value before, ``dated`` that it has one behind it, ``of_all`` that it names its whole ("14/14 thôn").
    """

    head: str
    own: str
    listed: str
    behind: str
    timed: bool
    dated: bool
    of_all: bool


def near(clause: Clause, segment: Segment, around: Qualifiers, since: int, first: tuple[str, int]) -> Near:
    """What stands around a value; ``since`` is the end of the value before it.

    ``first`` is the head that governs the clause from the sentence before it, and the place of its first value.
    """
    folded = _without_glosses(fold(clause.text.text), around.start)
    opening, start = first
    own = folded[segment.start : around.start]
    before = folded[: segment.start].rstrip()
    # "… và 02 tủ sách" goes on with the bodies of the piece before it.
    goes_on = "" if before.endswith(",") else before[max(before.rfind(","), before.rfind(";")) + 1 :]
    listed = folded[max(0, segment.start - 80) : around.start]
    behind = folded[around.end : max(around.end, min(segment.stop, segment.limit))]
    if segment.limit < len(folded):
        # Words behind a comma belong to the next value: "600 triệu đồng, mỗi năm bố trí 150 triệu đồng".
        behind = behind.rpartition(",")[0] if "," in behind else behind
    gap = folded[since : around.start]
    timed = bool(since or opening) and (
        _WHOLE_TIME.search(gap) is not None
        or any(mark.kind in _TIMES and since <= mark.start < around.start for mark in clause.marks)
    )
    stop = min(segment.stop, segment.limit)
    dated = any(
        mark.kind in _TIMES and around.end <= mark.start < stop and not folded.startswith("đến", mark.start)
        for mark in clause.marks
    )
    return Near(
        head=f"{opening} {folded[:start]}",
        own=f"{goes_on} {own}",
        listed=listed,
        behind=behind,
        timed=timed,
        dated=dated,
        of_all=_OF_ALL.search(folded, around.start, around.end) is not None,
    )


def _without_glosses(folded: str, place: int) -> str:
    """The text with what tells no base blanked: brackets that do not hold ``place``, "cây hằng năm"."""
    kept = YEARLY_NAMES.sub(lambda found: " " * len(found.group()), folded)
    return _GLOSS.sub(
        lambda found: found.group() if found.start() < place < found.end() else " " * len(found.group()), kept
    )


def yearly_head(folded: str) -> str:
    """The words "hằng năm" at the head of a sentence, before a comma: they govern all its clauses; else ""."""
    found = _AT_HEAD.match(folded)
    return found["words"] if found else ""


@kept(1_000)
def asked_of_each(stems: tuple[str, ...]) -> str:
    """The words of the stems and headings above an item that ask what is below of each body or place; else "".

    >>> asked_of_each(("Thiết chế ở cơ sở", "1. Cấp xã. Mỗi xã, phường phải có:"))
    'mỗi xã'
    """
    for stem in map(fold, reversed(stems)):
        sentence = _LAST_SENTENCE.search(stem.strip())
        if sentence is None:
            continue
        asks = _EACH.search if sentence["words"].endswith(":") else _EACH_FIRST.match
        if found := asks(sentence["words"]):
            return found.group().strip()
    return ""


def is_of_each(quantity: Quantity, words: Near) -> bool:
    """Whether a number is asked of each body or place, from the words around it.

    "Mỗi xã … 02 phiên/năm" holds for each commune, and so do both values of "Mỗi xã có 01 điểm năm 2025 và 02 điểm năm
    2030".
    """
    return (
        _is_counted(quantity)
        and _SUM.search(words.own) is None
        and (
            any(_EACH.search(before) or _OF_SUCH.search(before) for before in (words.own, words.head))
            or _AT_EACH.search(words.behind) is not None
            or _OF_EACH_IN_SHARE.search(words.listed) is not None
        )
    )


def read_per(
    around: Qualifiers,
    quantity: Quantity,
    change: Change | None,
    words: Near,
    *,
    total: bool = False,
    each: bool = False,
) -> str | None:
    """How often a quantity is asked, from its qualifiers and the words around it.

    What ``each`` body does "trong năm" it does in any; a number of all bodies may be that of one year. A ``total`` is a
    change since a named year: of "hằng năm, … giảm 12% so với năm 2020" no rate, though it holds in each year; only
    words next to the value, or for a mean, make it one.
    """
    if words.of_all:
        return None  # "14/14 thôn họp dân hằng quý": so many of all, whatever they do so often.
    counted = _is_counted(quantity)
    if CLOCK_UNITS.fullmatch(quantity.unit or "") and _EACH_OCCASION.search(words.own):
        return around.per
    if around.per == "year" and (quantity.unit not in ("%", "‰") or change is not None):
        return "year"
    if around.per in FREQUENCIES and counted:
        return around.per
    # "Hằng năm giảm 5% số vụ cháy; trồng 300 cây vào năm 2025": a year of its own.
    before = () if words.timed else (words.own,) if words.dated else (words.own, words.head)
    if total:
        return "year" if any(_YEARLY_MEAN.search(one) for one in before) else None
    # "triệu đồng/người/năm" is money for each head, no mean of a total.
    behind = (_PLACE_BEFORE_TIME if counted else PER_HEAD).sub("", words.behind)
    behind = _YEARLY_THING.sub("", behind).partition("(")[0]
    rate = YEARLY_BEHIND.search(behind) or any(
        YEARLY.search(one) or _EVERY_YEAR.search(one) for one in before
    )
    if rate and (change is not None or counted):
        return "year"
    if not counted:
        return None
    before_it = (name for name, often in _OFTEN.items() if any(often.search(one) for one in before))
    # "02 chương trình về an toàn giao thông mỗi tuần"
    nearest = behind.partition(",")[0]
    behind_it = (name for name, often in _OFTEN_BEHIND.items() if often.search(nearest))
    within = (name for name, often in WITHIN.items() if (each or name != "year") and often.search(nearest))
    return next(chain(before_it, behind_it, within), None)


def is_yearly_mean(mean: Measure, total: Measure) -> bool:
    """Whether a yearly amount comes to a total in a whole number of years: "2.000 cây, mỗi năm 400 cây"."""
    if (mean.per, total.per, mean.change, total.change) != ("year", None, None, None):
        return False
    if not (mean.low and mean.high and total.low and total.high):
        return False
    years = total.low / mean.low
    return years in range(2, _MOST_YEARS + 1) and total.high == mean.high * years


def _is_counted(quantity: Quantity) -> bool:
    return quantity.unit not in ("%", "‰", "điểm %", None)

"""Marks: the numbers of a text that are no values, and its time words.

Before a sentence is searched for quantities, every number that names or dates something is marked: document numbers,
dates, years, periods, ages, "Đề án 32". A marked number is never a value; years and periods keep their meaning
(deadline, baseline, period).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import chain

from extract.grammar.numbers.bases import find_bases
from extract.grammar.numbers.limits import limit_before
from extract.grammar.numbers.names import find_names
from extract.language.lexicon import fold
from extract.language.numerals import DIGIT_WORDS, parse_ordinal
from extract.language.phrases import composed, phrases, several
from extract.language.places import find_places
from extract.language.units import COUNTED_NOUNS
from extract.model import Bound, Change, Period


class MarkKind(StrEnum):
    """The meaning of a marked span."""

    NAME = "name"
    DEADLINE = "deadline"
    PERIOD = "period"
    BASELINE = "baseline"
    START = "start"
    VISION = "vision"
    LATER = "later"
    """The years after a named year: "các năm sau"."""
    ORDER = "order"
    """ "Lần lượt": values and years are listed in the same order."""
    RATE = "rate"
    """The base of a rate: "trên 100.000 trẻ đẻ sống"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """``text[start:end]`` is of ``kind``; ``year``, ``period``, ``date`` (ISO) and ``base`` as far as it names them.

    ``base`` is that of a rate in digits, or "year" for a comparison with the year before.
    """

    kind: MarkKind
    start: int
    end: int
    year: int | None = None
    period: Period | None = None
    date: str | None = None
    base: str | None = None
    change: Change | None = None
    """The change that a comparison with a year tells."""
    whole: bool = False
    """Whether the value is a share of what it names: "bằng 90% năm trước"."""


_DIGIT = re.compile(r"\d")
_YEAR = r"(?:19|20)\d\d"
_DASH = r"\s*(?:-|–|—|đến(?:\s+năm)?|tới(?:\s+năm)?)\s*"
# 112/QĐ-TTg, 43/2015/TT-BYT, 28-KH/HU; capitals distinguish them from "10 người/năm".
_DOCUMENT = re.compile(
    r"\b\d+[a-z]?\s?(?:/\s?\d{4})?\s?[/-]\s?[A-ZĐ]{1,}[A-ZĐa-z0-9]*(?:[-/]\s?[A-ZĐ][A-ZĐa-z0-9]*)*"
    rf"(?:\s+năm\s+{_YEAR}(?!\d))?"
)
# "Luật Hợp tác xã năm 2012", "giá so sánh 2010": the year is a part of the name.
_ACT_OF_YEAR = composed(
    rf"(?<!\w)(?:<<prices>>\s+(?:năm\s+)?|<<acts>>\s+(?:(?!<<due>>(?!\w))[^\W\d_]+\s+){{1,10}}?năm\s+){_YEAR}(?!\d)",
    prices=phrases("quantities", "not_measure", "prices"),
    acts=phrases("quantities", "not_measure", "acts"),
    due=several(phrases("quantities", "deadline", "until"), ["từ", "tới"]),
)
_QUOTED = re.compile(r"“[^”]{0,300}”|\"[^\"]{0,300}\"")
_FULL_DATE = composed(
    rf"(?:(?P<before><<due>>)\s+)?ngày\s+(?P<d>\d{{1,2}})"
    rf"(?:\s+tháng\s+(?P<m>\d{{1,2}})(?:\s+năm\s+(?P<y>{_YEAR}))?"
    rf"|\s?[/.-]\s?(?P<m2>\d{{1,2}})(?:\s?[/.-]\s?(?P<y2>{_YEAR}))?)",
    due=phrases("quantities", "deadline", "by_day"),
)
# "trước 31/12/2023", "đến tháng 6/2024", "chậm nhất đến quý IV/2024"
_UNTIL = phrases("quantities", "deadline", "until")
_DAY = rf"(?P<d>\d{{1,2}})\s?[/.-]\s?(?P<m>\d{{1,2}})\s?[/.-]\s?(?P<y>{_YEAR})"
_UNTIL_DAY = composed(rf"<<until>>\s+{_DAY}", until=_UNTIL)
_UNTIL_MONTH = composed(
    rf"<<until>>\s+(?:cuối\s+)?tháng\s+(?P<m>\d{{1,2}})\s?(?:/|năm)\s?(?P<y>{_YEAR})", until=_UNTIL
)
_UNTIL_QUARTER = composed(
    rf"<<until>>\s+(?:cuối\s+)?quý\s+(?P<q>iv|iii|ii|i|[1-4]|<<quarters>>)\s?(?:/|năm)\s?(?P<y>{_YEAR})",
    until=_UNTIL,
    quarters=several([*DIGIT_WORDS[1:5], "tư"]),
)
# "xong trong 2024": a year without its noun, at the end of a piece.
_BARE_YEAR = composed(r"(?<!\w)<<until>>\s+(?P<y>20\d\d)(?=\s*(?:[,;)]|\.?\s*$))", until=_UNTIL)
# "2025 đạt 98%, 2030 đạt 100%"
_YEAR_THEN_VALUE = composed(r"(?<![\d/.,-])(?P<y>20\d\d)(?=\s*(?::|đạt|còn|là)\s)")
# "…: 2027 đạt 50%; 2030 tăng 80%": a bare year at the head of a piece, before a word that counts nothing.
_YEAR_AT_HEAD = composed(
    r"(?:^\s*|(?<=[:;,]\s))(?P<y>20[1-4]\d)(?=\s+(?:[≥≤<>]|(?!(?:<<nouns>>|đến|tới|và|-)(?!\w))[^\W\d_]))",
    nouns=COUNTED_NOUNS,
)
# "BHYT: 95% dân số/2026": the year behind a stroke, at the end of a piece with a value.
_YEAR_BEHIND_STROKE = composed(r"\s?/\s?(?P<y>20[1-4]\d)(?=\s*(?:[;,.)]|$))")
_A_VALUE = re.compile(r"\d\s*(?:%|[^\W\d_])[^\d;:,.()/]{0,30}$")
_SHORT_DATE = composed(rf"\b\d{{1,2}}\s?[/.-]\s?\d{{1,2}}\s?[/.-]\s?{_YEAR}\b")
_MONTH = composed(
    rf"(?<!mỗi )(?<!h[ằà]ng )(?<!một )(?:tháng|quý)\s+(?:\d{{1,2}}|[ivx]+)\b(?!\s+lần\b)(?:\s?(?:/|năm)\s?{_YEAR})?\b"
)
_BASELINE = composed(
    rf"(?:so(?:\s+với)?)\s+(?:<<words>>\s+)*(?:(?:(?:các|những|\d{{1,2}}|<<digits>>)\s+)?năm\s+)?(?:từ\s+(?:năm\s+)?)?"
    rf"(?P<y>{_YEAR})"
    rf"(?:{_DASH}(?P<y2>{_YEAR}))?"
    # "so với số tuyến rà soát năm 2025": any thing of a year, but no date by which something is due.
    rf"|so\s+với\s+(?:(?!<<due>>(?!\w))[^\W\d_]+\s+){{0,14}}?(?:trong\s+)?năm\s+"
    # "so với năm đỉnh điểm 2020"
    r"(?:(?!(?:<<due>>|và|ngoái)(?!\w))[^\W\d_]+\s+){0,3}?"
    rf"(?P<of>{_YEAR})(?:{_DASH}(?P<of2>{_YEAR}))?(?!\d)",
    digits=several(DIGIT_WORDS),
    words=phrases("quantities", "baseline", "words"),
    due=phrases("quantities", "deadline", "until"),
)
# "Lấy năm 2022 làm mốc, …", "lấy mức bình quân ba năm 2018, 2019, 2020 để so sánh"
_TAKEN_BASELINE = composed(
    rf"(?<!\w)lấy\s+(?:[^\W\d_]+\s+){{0,6}}?(?:\d[\d.,]*\s+(?:[^\W\d_]+\s+){{0,4}}?)?năm\s+(?:(?P<first>{_YEAR})(?:,\s*{_YEAR})*(?:,|\s+và|{_DASH})\s*)?"
    rf"(?P<y>{_YEAR})\s+<<taken>>(?!\w)",
    taken=phrases("quantities", "baseline", "taken_as"),
)
# "gấp 1,5 lần năm 2020", "bằng 2 lần mức năm 2021", "gấp đôi năm 2020": what is multiplied.
_MULTIPLIED_YEAR = composed(
    rf"(?:(?<=lần)|(?<=gấp đôi))\s+(?:so(?:\s+với)?\s+)?(?:<<words>>\s+)*năm\s+(?P<y>{_YEAR})(?!\d)",
    words=phrases("quantities", "baseline", "words"),
)
# "bằng 112% năm trước", "không vượt quá 90% số vụ của năm trước", "bằng tám phần mười giai đoạn 2016-2020": of what.
_SHARED_YEAR = composed(
    r"(?<!\w)(?:bằng|(?P<bound><<bounds>>))\s+(?:<<bounds>>\s+|<<about>>\s+)?"
    r"(?:\d+(?:,\d+)?\s*(?:%|phần trăm)|<<digits>>\s+phần\s+<<digits>>|một nửa)"
    r"(?P<of>\s+(?:so\s+với\s+)?(?:(?:mức|số|tổng)\s+(?:[^\W\d_]+\s+){0,5}?)?(?:của\s+)?(?:<<words>>\s+)*"
    rf"(?:(?P<before><<before>>)|(?:năm\s+)?(?P<y>{_YEAR})(?:{_DASH}(?P<y2>{_YEAR}))?))(?!\w)",
    bounds=phrases("quantities", "bounds", Bound.AT_MOST),
    about=phrases("quantities", "bounds", Bound.ABOUT),
    digits=several(DIGIT_WORDS, ["tư", "mười"]),
    words=phrases("quantities", "baseline", "words"),
    before=phrases("quantities", "comparison", "year_before"),
)
# "ít hơn năm 2021 tối thiểu 8%": a change, told as a comparison.
_COMPARED = composed(
    rf"(?<!\w)(?:<<less>>|(?P<more><<bigger>>))\s+hơn\s+(?:so\s+với\s+)?(?:<<words>>\s+)*năm\s+(?P<y>{_YEAR})(?!\d)",
    less=phrases("quantities", "comparison", "less"),
    bigger=phrases("quantities", "comparison", "more"),
    words=phrases("quantities", "baseline", "words"),
)
# "năm sau thấp hơn năm trước", "giảm 5% so với năm trước": a change in each year.
_YEAR_ON_YEAR = composed(
    r"(?<!\w)(?:(?:<<each>>\s+)?(?:<<less>>|(?P<more><<bigger>>))\s+(?:hơn(?:\s+so\s+với)?|so\s+với)|so\s+với"
    r"|(?P<over><<each>>\s+(?:hơn|vượt)))"
    r"\s+(?:mức\s+)?<<before>>(?!\w)",
    each=phrases("quantities", "comparison", "each_year"),
    less=phrases("quantities", "comparison", "less"),
    bigger=phrases("quantities", "comparison", "more"),
    before=phrases("quantities", "comparison", "year_before"),
)
# "30 giường (2025), 34 giường (2030)": nothing but a year in brackets behind a value.
_YEAR_IN_BRACKETS = composed(r"(?<=[\w%‰])\s*\(\s*(?P<y>20\d\d)\s*\)")
_PERIOD = composed(
    rf"(?P<lead>(?:trong\s+)?(?:giai\s+đoạn|thời\s+kỳ)\s+(?:từ\s+)?(?:năm\s+)?|từ\s+(?:năm\s+)?|(?:các\s+)?năm\s+)?"
    rf"(?P<a>{_YEAR}){_DASH}(?P<b>{_YEAR})\b"
)
_IN_ORDER = composed(r"(?<!\w)lần lượt(?: là)?(?!\w)")
_MORE_YEARS = re.compile(r"(?:,|\s+và)\s+(?P<y>20\d\d)(?![\d.,]\d|\d)")
_LISTED_ON = re.compile(r"[\s,và0-9]*")
_DEADLINE = composed(
    # "Hướng tới năm 2030 đạt …": the verb keeps both its syllables.
    r"(?<!\w)(?<!hướng )(?<!tiến )<<before>>\s+(?:học\s+)?(?P<y>20\d\d)(?![\d.,]\d|\d)",
    before=phrases("quantities", "deadline", "before"),
)
# With a verb of keeping up: "… và duy trì trong các năm tiếp theo".
_LATER = composed(
    r"(?<!\w)(?:(?:và\s+)?(?:tiếp\s+tục\s+)?duy\s+trì\s+)?(?:(?:trong|ở|cho|vào)\s+)?<<years>>(?!\w)",
    years=phrases("quantities", "deadline", "later"),
)
_VISION = composed(
    r"(?<!\w)<<heads>>\s+(?:phát triển\s+)?(?:đến\s+)?(?:năm\s+)?(?P<y>20\d\d)(?!\d)",
    heads=phrases("quantities", "deadline", "no_deadline"),
)
_FROM_THEN_ON = composed(r"từ\s+(?:đầu\s+)?năm\s+(?P<y>20\d\d)\s+trở\s+đi")
_START = composed(
    rf"<<words>>\s+(?:(?:đầu|giữa|cuối)\s+)?năm\s+(?:học\s+)?(?P<y>{_YEAR})(?!\d)",
    words=phrases("quantities", "start", "words"),
)
_START_WITHIN = composed(
    rf"<<words>>\s+(?:quý\s+(?:\d|[ivx]+)|tháng\s+\d{{1,2}})\s*(?:/|năm)\s*(?P<y>{_YEAR})(?!\d|\s+(?:đến|tới)(?!\w))",
    words=phrases("quantities", "start", "words"),
)
_SCHOOL_YEAR = composed(rf"năm\s+học\s+{_YEAR}{_DASH}{_YEAR}")
# "dưới 5 tuổi", "từ đủ 6 đến dưới 16 tuổi", "từ 60 tuổi trở lên", "0 - 8 tuổi"
_AGE = composed(
    r"(?:<<before>>\s+)?\d{1,3}(?:\s*(?:tháng(?:\s+tuổi)?|tuổi))?"
    r"(?:\s*(?:-|–|đến|đến dưới|và)\s*(?:dưới\s+|đủ\s+)?\d{1,3})?\s*(?:(?:tháng|tuần|ngày)\s+)?tuổi"
    r"(?:\s+(?:trở lên|trở xuống))?",
    before=phrases("quantities", "age", "before"),
)
# "Tuổi thọ": the years are the measure.
_MEASURED_AGES = phrases("quantities", "not_measure", "unless", "tuổi")
# "sống thọ trung bình 74,5 tuổi", "chờ bình quân khoảng 12 phút": the mean of a time is a measure.
MEAN_TIME = composed(
    r"(?<!\w)<<means>>\s+(?:<<between>>\s+)*\d+(?:,\d+)?\s*(?P<unit><<units>>)(?!\w)",
    means=phrases("quantities", "not_measure", "means"),
    between=several(
        ["đạt", "là", "ở mức"],
        *(phrases("quantities", "bounds", bound) for bound in Bound if bound is not Bound.LEVEL),
    ),
    units=phrases("quantities", "not_measure", "mean_units"),
)
# "không quá 24 giờ": a limit of time and no time of the day.
_LIMITED = composed(
    r"(?<!\w)<<limits>>\s*$",
    limits=several(
        phrases("quantities", "time_limit", "before"), phrases("quantities", "bounds", Bound.AT_LEAST)
    ),
)
# "22 giờ mỗi ngày trở lên": how long, at least.
SO_LONG = composed(
    r"\s*(?:/|mỗi|một|trong một)\s*(?:ngày|tuần)\s+<<bounds>>(?!\w)",
    bounds=several(
        *(phrases("quantities", "bounds_after", bound) for bound in (Bound.AT_LEAST, Bound.AT_MOST))
    ),
)
# "từ 21 giờ/tuần": no week has a time of the day.
_IN_A_WEEK = re.compile(r"\s*(?:/|mỗi|một|trong một)\s*tuần(?!\w)")
_FEW_WORDS = 60  # letters that hold each of these phrases
_PART_OF_CLOCK = re.compile(
    r"\b24/(?:24|7)(?:\s*giờ)?|(?<![\d,.])\b\d{1,2}\s*(?P<hours>giờ|h)\s*\d{0,2}\b|\b1900\s?\d{4}\b|\b0\d{2,3}[.\s]?\d{3}[.\s]?\d{3,4}\b"
)


def blanked(text: str, marks: Iterable[Mark], *, offset: int = 0, filler: str = "\x00") -> str:
    """The text with its marked spans overwritten by ``filler``, which keeps all offsets.

    ``text`` begins at ``offset`` of the text that the marks belong to.
    """
    letters = list(text)
    for mark in marks:
        start, end = max(mark.start - offset, 0), min(mark.end - offset, len(letters))
        if start < end:
            letters[start:end] = filler * (end - start)
    return "".join(letters)


@lru_cache(maxsize=4_000)
def find_marks(text: str) -> tuple[Mark, ...]:
    """The marks of ``text`` in order, without overlaps (an earlier finder in the list below wins).

    Several steps ask for the marks of one sentence or one cell, so the last results are cached.
    """
    if not _DIGIT.search(text):
        return ()
    folded = fold(text)
    taken = [False] * len(text)
    marks: list[Mark] = []
    for finder in (_documents, _baselines, _dates, _periods, _deadlines, _ages, _rates, _names):
        for mark in finder(text, folded):
            if not any(taken[mark.start : mark.end]):
                taken[mark.start : mark.end] = [True] * (mark.end - mark.start)
                marks.append(mark)
    return tuple(sorted(marks, key=lambda mark: mark.start))


def _documents(text: str, folded: str) -> Iterator[Mark]:
    for found in chain(_QUOTED.finditer(text), _DOCUMENT.finditer(text), _ACT_OF_YEAR.finditer(folded)):
        yield Mark(kind=MarkKind.NAME, start=found.start(), end=found.end())


def _baselines(_text: str, folded: str) -> Iterator[Mark]:
    for found in _SHARED_YEAR.finditer(folded):
        if found["bound"] and not found["before"] and not found["of"].lstrip().startswith("so "):
            continue  # "Không quá 5% số hộ năm 2030" may be due in that year.
        first, last = found["y"], found["y2"] or found["y"]
        yield Mark(
            kind=MarkKind.BASELINE,
            start=found.start("of"),
            end=found.end("of"),
            year=int(last) if last else None,
            period=Period(start=int(first), end=int(last)) if found["y2"] else None,
            base=None if last else "year",
            whole=True,
        )
    for found in _BASELINE.finditer(folded):
        first = int(found["y"] or found["of"])
        year = int(found["y2"] or found["of2"] or first)
        several = Period(start=first, end=year) if first < year else None
        yield Mark(kind=MarkKind.BASELINE, start=found.start(), end=found.end(), year=year, period=several)
    for found in _TAKEN_BASELINE.finditer(folded):
        last, begin = int(found["y"]), int(found["first"] or found["y"])
        several = Period(start=begin, end=last) if begin < last else None
        yield Mark(kind=MarkKind.BASELINE, start=found.start(), end=found.end(), year=last, period=several)
    for found in _MULTIPLIED_YEAR.finditer(folded):
        yield Mark(kind=MarkKind.BASELINE, start=found.start(), end=found.end(), year=int(found["y"]))
    for found in _COMPARED.finditer(folded):
        change = Change.INCREASE if found["more"] else Change.DECREASE
        yield Mark(
            kind=MarkKind.BASELINE, start=found.start(), end=found.end(), year=int(found["y"]), change=change
        )
    for found in _YEAR_ON_YEAR.finditer(folded):
        way = Change.INCREASE if found["more"] or found["over"] else Change.DECREASE
        yield Mark(
            kind=MarkKind.BASELINE,
            start=found.start(),
            end=found.end(),
            change=None if found.group().startswith("so") else way,
            base="year",
        )


def _dates(_text: str, folded: str) -> Iterator[Mark]:
    for found in _START_WITHIN.finditer(folded):
        yield Mark(kind=MarkKind.START, start=found.start(), end=found.end(), year=int(found["y"]))
    for found in _FULL_DATE.finditer(folded):
        year, month = found["y"] or found["y2"], found["m"] or found["m2"]
        date = f"{year}-{int(month):02}-{int(found['d']):02}" if year else None
        kind = MarkKind.DEADLINE if found["before"] and date else MarkKind.NAME
        yield Mark(
            kind=kind, start=found.start(), end=found.end(), date=date, year=int(year) if year else None
        )
    for found in _UNTIL_DAY.finditer(folded):
        yield _until(found, int(found["m"]), int(found["d"]))
    for found in _UNTIL_MONTH.finditer(folded):
        yield _until(found, int(found["m"]), None)
    for found in _UNTIL_QUARTER.finditer(folded):
        yield _until(found, 3 * (parse_ordinal(found["q"]) or 4), None)
    for pattern in (_SHORT_DATE, _MONTH, _PART_OF_CLOCK):
        for found in pattern.finditer(folded):
            start, end = found.span()
            if pattern is _PART_OF_CLOCK and (
                _is_limit(folded, start, found.start("hours"))
                or SO_LONG.match(folded, end)
                or _IN_A_WEEK.match(folded, end)
            ):
                continue
            yield Mark(kind=MarkKind.NAME, start=found.start(), end=found.end())


def _is_limit(folded: str, end: int, unit: int) -> bool:
    """Whether a word for a limit ends at ``end``, a few words before it searched; ``unit`` is the place of "giờ"."""
    if _LIMITED.search(folded, max(end - _FEW_WORDS, 0), end):
        return True
    return unit >= 0 and limit_before(folded[:end], folded[unit:]) is not None


def _until(found: re.Match[str], month: int, day: int | None) -> Mark:
    """The deadline at a day, or at the end of a month."""
    year = int(found["y"])
    last = monthrange(year, month)[1] if 1 <= month <= 12 else 0
    valid = last and (day is None or 1 <= day <= last)
    return Mark(
        kind=MarkKind.DEADLINE if valid else MarkKind.NAME,
        start=found.start(),
        end=found.end(),
        year=year,
        date=f"{year}-{month:02}-{day or last:02}" if valid else None,
    )


def _periods(_text: str, folded: str) -> Iterator[Mark]:
    for found in _SCHOOL_YEAR.finditer(folded):
        yield Mark(kind=MarkKind.NAME, start=found.start(), end=found.end())
    for found in _PERIOD.finditer(folded):
        start, end = int(found["a"]), int(found["b"])
        if start <= end:
            yield Mark(
                kind=MarkKind.PERIOD,
                start=found.start(),
                end=found.end(),
                year=end,
                period=Period(start=start, end=end),
            )


def _deadlines(_text: str, folded: str) -> Iterator[Mark]:
    for found in _FROM_THEN_ON.finditer(folded):
        yield Mark(kind=MarkKind.DEADLINE, start=found.start(), end=found.end(), year=int(found["y"]))
    for found in _START.finditer(folded):
        yield Mark(kind=MarkKind.START, start=found.start(), end=found.end(), year=int(found["y"]))
    for found in _VISION.finditer(folded):
        yield Mark(kind=MarkKind.VISION, start=found.start(), end=found.end(), year=int(found["y"]))
    for pattern in (_DEADLINE, _BARE_YEAR, _YEAR_THEN_VALUE, _YEAR_AT_HEAD):
        for found in pattern.finditer(folded):
            yield Mark(kind=MarkKind.DEADLINE, start=found.start(), end=found.end(), year=int(found["y"]))
            listed = _LISTED_ON.match(folded, found.end())
            # Two letters behind the list decide whether its last number is a year.
            last = listed.end() + 2 if listed else found.end()
            for more in _MORE_YEARS.finditer(folded, found.end(), last):
                # "vào năm 2025 và 2030", "các năm 2023, 2024, 2025"
                if folded[found.end() : more.start()].strip(" ,và0123456789"):
                    break
                yield Mark(kind=MarkKind.DEADLINE, start=more.start(), end=more.end(), year=int(more["y"]))
    for found in _YEAR_BEHIND_STROKE.finditer(folded):
        if _A_VALUE.search(folded, max(0, found.start() - 40), found.start()):
            yield Mark(kind=MarkKind.DEADLINE, start=found.start(), end=found.end(), year=int(found["y"]))
    for found in _YEAR_IN_BRACKETS.finditer(folded):
        yield Mark(kind=MarkKind.DEADLINE, start=found.start(), end=found.end(), year=int(found["y"]))
    for found in _LATER.finditer(folded):
        yield Mark(kind=MarkKind.LATER, start=found.start(), end=found.end())
    for found in _IN_ORDER.finditer(folded):
        yield Mark(kind=MarkKind.ORDER, start=found.start(), end=found.end())


def _ages(_text: str, folded: str) -> Iterator[Mark]:
    if any(name in folded for name in _MEASURED_AGES.words) or MEAN_TIME.search(folded):
        return
    for found in _AGE.finditer(folded):
        yield Mark(kind=MarkKind.NAME, start=found.start(), end=found.end())


def _rates(_text: str, folded: str) -> Iterator[Mark]:
    for start, end, base in find_bases(folded):
        yield Mark(kind=MarkKind.RATE, start=start, end=end, base=base)


def _names(text: str, folded: str) -> Iterator[Mark]:
    for start, end in chain(find_names(text, folded), (found.span() for found in find_places(text, folded))):
        yield Mark(kind=MarkKind.NAME, start=start, end=end)

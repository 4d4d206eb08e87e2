"""The deadline of each value of a clause.

"đạt 65% vào năm 2025 và 75% vào năm 2030" has the year behind each value, "năm 2025 đạt 65%, năm 2030 đạt 75%" before
each value, "lần lượt đạt 65% và 75% vào năm 2025 và 2030" lists values and years apart; a single year governs every
value of its clause. "Các năm sau" is a time without a year: such a value is due at the end of the plan.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.grammar.clauses import bracket
from extract.grammar.marks import Mark, MarkKind, blanked, find_marks
from extract.grammar.numbers.shares import comes_to
from extract.language.actors import without_bodies
from extract.language.lexicon import fold
from extract.language.phrases import composed, phrases, several
from extract.model import Period

_STARTS_FROM = composed(r"^<<words>>(?!\w)", words=phrases("quantities", "start", "onward"))

_LEAST_ASIDE = 3
"""Words beside a time in brackets that make it a time of something else."""
_STARTING = re.compile(r"(?<!\w)từ(?!\w)")
_LONGEST_LEAD = 3
"""Words before a deadline that opens a clause: "Phấn đấu đến năm 2025"."""
_JOINED = 8
"""Letters between two years that stand together: ", ", " và năm "."""
_CLOSE = 24
"""Letters between the last value and a year of its own: " số hộ đó đến "."""
_BESIDE = 1
"""Letters between a value and its time: a space."""
_DONE = "xong "
"""A verb with which the words of a time may begin."""
_TIMES = (MarkKind.DEADLINE, MarkKind.PERIOD)
# Between a time and its value, or two horizons of one thing: ", và "
_LINKS = several(phrases("quantities", "connectives", "words"), ["số", "này"])
_LED = composed(r"(?:[\s,]|<<words>>(?!\w))*", words=_LINKS)
_LED_WORDS = composed(r",|(?<!\w)<<words>>(?!\w)", words=_LINKS)
# "riêng nhiệm vụ này phải hoàn thành chậm nhất ngày …", "xong trước ngày …"
_DATES_BEFORE = composed(
    r"[\s,:.+-]*(?:<<openers>>\s+)*"
    r"(?:(?P<all><<all>>\s+)?<<works>>\s+<<pointers>>\s+)?(?:<<must>>\s+)*<<done>>\s+"
    r"(?:<<until>>\s*)?\x00+[\s.;,]*",
    openers=phrases("quantities", "dating", "openers"),
    all=phrases("quantities", "dating", "all"),
    works=phrases("quantities", "dating", "works"),
    pointers=several(phrases("quantities", "anaphora", "pointers"), ["trên"]),
    must=phrases("quantities", "dating", "must"),
    done=phrases("quantities", "dating", "done"),
    until=phrases("quantities", "deadline", "until"),
)
# "Hạn hoàn thành: quý II năm 2023"
_LABELLED = composed(
    r"[\s,+-]*<<labels>>\s*(?::|là)\s*(?P<time>(?:[\w/.-]+\s*){1,8})[\s.;,]*",
    labels=phrases("quantities", "dating", "labels"),
)
# "Quý I, II/2024", "tháng 6-9/2024": the last counts.
_SPAN_OF_MONTHS = re.compile(r"(quý|tháng)\s+(?:[\divx]+\s*(?:,|-|–|và|đến)\s*)+(?=[\divx]+\s*(?:/|năm))")
_MONTH_OF_YEAR = re.compile(r"(?<![\d/.-])(\d{1,2})\s?/\s?(20\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around values: their text, their units, and the year that is theirs without one of their own."""

    text: str
    units: Sequence[str | None]
    due: str | None


def assign(
    values: Sequence[tuple[int, int]], marks: Sequence[Mark], around: Around | None = None
) -> list[str | None]:
    """The deadline ("2025", an ISO date or None) of each value, given as (start, end) in order."""
    last = values[-1][0] if values else 0
    times = [
        mark
        for mark in marks
        if mark.kind in _TIMES
        or (mark.kind is MarkKind.LATER and mark.end <= last)
        or _goes_on_from(mark, values, marks)
    ]
    if not values or not times:
        return [None] * len(values)
    if len(times) == 1:
        first = _second_horizon(values, times[0], marks, around) if around else 0
        return [None] * first + [_name(times[0])] * (len(values) - first)
    if len(values) == 1 and _are_listed(times) and (times[0].start > values[0][0]):
        return [_name(times[-1])]  # "đạt 90% trong các năm 2028, 2029, 2030": in each of them.
    if are_gathered(values, times):
        return [_name(time) for time in times]
    if tied := _tied(values, times):
        return tied
    leading = times[0].start < values[0][0]
    found: list[str | None] = []
    for index, (start, end) in enumerate(values):
        limit = values[index + 1][0] if index + 1 < len(values) else None
        before = [mark for mark in times if mark.end <= start]
        behind = [mark for mark in times if mark.start >= end and (limit is None or mark.end <= limit)]
        near = [mark for mark in behind if mark.start - end <= 2]
        if leading and index and limit is None and len(times) == len(values) and behind == times[-1:]:
            # "Trong năm 2028, toàn bộ … có quy trình, giữ vững mức 100% đó đến năm 2030": a year of the last alone.
            near = [mark for mark in behind if mark.kind is MarkKind.DEADLINE and mark.start - end <= _CLOSE]
        if near and not (leading and index + 1 < len(values)):
            chosen = near[0]
        elif leading:
            chosen = before[-1] if before else times[0]
        else:
            chosen = behind[0] if behind else next((mark for mark in times if mark.start >= end), times[-1])
        found.append(_name(chosen))
    return found


def _are_listed(times: Sequence[Mark]) -> bool:
    """Whether times are the years of one list: "các năm 2028, 2029 và 2030"."""
    return all(two.start - one.end <= _JOINED for one, two in pairwise(times))


def _goes_on_from(mark: Mark, values: Sequence[tuple[int, int]], marks: Sequence[Mark]) -> bool:
    """Whether a start is the last of several times: "80% năm 2022, 95% năm 2023 và 100% từ năm 2024"."""
    if mark.kind is not MarkKind.START or mark.year is None:
        return False
    years = [one.year for one in marks if one.kind is MarkKind.DEADLINE and one.year]
    return bool(years) and mark.year > max(years) and any(0 <= mark.start - end <= 2 for _, end in values)


@dataclass(frozen=True, slots=True)
class Opening:
    """A deadline before the values of a clause, which later clauses inherit.

    It holds to the end of its sentence; one before a colon ("Đến năm 2025: …") holds for all sentences.
    """

    deadline: str | None
    holds: bool


def opening(text: str, marks: Sequence[Mark], first_value: int | None) -> Opening | None:
    """The deadline before the first value; None without exactly one.

    In a clause without a value it must stand at the head: "ban hành trước ngày 30/5/2024; …" dates only itself.
    """
    times = [
        mark
        for mark in marks
        if mark.kind in _TIMES and mark.end <= (len(text) if first_value is None else first_value)
    ]
    if len(times) != 1:
        return None
    before, behind = text[: times[0].start], text[times[0].end :]
    colon = behind.lstrip().startswith(":") or (first_value is None and text.rstrip().endswith(":"))
    if first_value is None and not colon and len(before.split()) > _LONGEST_LEAD:
        return None
    return Opening(_name(times[0]), colon)


def _second_horizon(
    values: Sequence[tuple[int, int]], time: Mark, marks: Sequence[Mark], around: Around
) -> int:
    """The first value of a time that is later than that of the values before it; 0 where it is the time of all.

    "72% số hộ …, đến năm 2030 là 95%": the time opens the piece of its value. "3 người …, lên 5 người vào năm 2030": it
    stands behind a value in the same unit, and no other word between both.
    """
    if time.year is None or around.due is None or time.year <= int(around.due[:4]):
        return 0
    before = [place for place, (_, end) in enumerate(values) if end <= time.start]
    if not before or time.kind is not MarkKind.DEADLINE:
        return 0
    last, start = before[-1], values[before[-1]][0]
    plain = blanked(fold(around.text), marks, filler=" ")
    for first, end in comes_to(fold(around.text)):
        plain = plain[:first] + " " * (end - first) + plain[end:]
    if last + 1 < len(values):
        opened = plain[values[last][1] : time.start].rstrip().endswith((",", ";"))
        led = _LED.fullmatch(plain, time.end, values[last + 1][0])
        return last + 1 if opened and led else 0
    if not last or around.units[last] != around.units[last - 1]:
        return 0
    # "3 y tá cho mỗi 1.000 dân cư và lên 5 y tá cho mỗi 1.000 dân cư": what is said again is no other subject.
    said = set(_LED_WORDS.sub(" ", plain[values[last - 1][1] : start]).split())
    return last if said <= set(plain[values[last][1] :].split()) else 0


def of_before(text: str, marks: Sequence[Mark]) -> Opening | None:
    """The deadline that a clause without a value gives to what stands before it; None for other clauses.

    It ``holds`` for all values of the text, not for those of the clause before alone, where it says "các việc này".
    """
    if labelled := _LABELLED.fullmatch(fold(text)):
        due = deadline_of(labelled["time"], None)
        return Opening(due, holds=False) if due else None
    if sum(mark.kind is MarkKind.DEADLINE for mark in marks) != 1:
        return None
    # "Sở Y tế chủ trì, hoàn thành trong …"; what a body leads beside that has a time of its own.
    own = without_bodies(text.strip())
    times, folded = [mark for mark in find_marks(own) if mark.kind is MarkKind.DEADLINE], fold(own)
    # A verb may be part of its time: "xong trong quý II/2024".
    bare = [
        replace(mark, start=mark.start + len(_DONE)) for mark in times if folded.startswith(_DONE, mark.start)
    ]
    found = _DATES_BEFORE.fullmatch(blanked(folded, bare or times)) if len(times) == 1 else None
    return Opening(_name(times[0]), found["all"] is not None) if found else None


def starts(marks: Sequence[Mark]) -> dict[str, int]:
    """The first year of each period that is named, by its last year as a deadline."""
    periods = (mark.period for mark in marks if mark.kind is MarkKind.PERIOD)
    return {str(period.end): period.start for period in periods if period}


def without_others(text: str, marks: Sequence[Mark], values: Sequence[tuple[int, int]]) -> list[Mark]:
    """The marks without the years of starting points and of asides.

    ``values`` are (start with their words, start of the number): in "từ 62% năm 2020 lên 80%" 2020 is no deadline.
    """
    folded = fold(text)
    # "giảm từ 62% năm 2020 xuống 40%": the words of the value may begin with its verb.
    starts = [(start, number) for start, number in values if _STARTING.search(folded, start, number)]
    numbers = [number for _, number in values]
    return [
        mark
        for mark in marks
        if not any(start < mark.start < number for start, number in starts)
        and not _is_told_aside(text, mark, marks, numbers)
    ]


def _is_told_aside(text: str, mark: Mark, marks: Sequence[Mark], numbers: Sequence[int]) -> bool:
    """Whether a time stands in brackets with words or a number of their own: "(năm 2021 là 21,4%)"."""
    inside = bracket(text, mark.start)
    if inside is None or any(inside[0] < number < inside[1] for number in numbers):
        return False
    rest = blanked(text[inside[0] : inside[1]], marks, offset=inside[0], filler=" ")
    return len(re.findall(r"[^\W\d_]+", rest)) >= _LEAST_ASIDE or re.search(r"\d", rest) is not None


def from_on(text: str) -> int | None:
    """The year from which a requirement holds, at its head or its end: 2023 in "100% bến có biển báo từ năm 2023".

    None where it is the last of several years ("80% năm 2022, 95% năm 2023 và 100% từ năm 2024").
    """
    marks = find_marks(text)
    if any(mark.kind is MarkKind.DEADLINE for mark in marks):
        return None
    for mark in marks:
        if mark.kind is MarkKind.START and _STARTS_FROM.match(fold(text[mark.start :])):
            behind, before = text[mark.end :].strip(" .;,"), text[: mark.start].strip(" -+,")
            if not behind or not before:
                return mark.year
    return None


def are_gathered(values: Sequence[tuple[int, int]], times: Sequence[Mark]) -> bool:
    """Whether the years are listed together before or behind all values, one for each value, in rising order."""
    together = times[-1].end <= values[0][0] or times[0].start >= values[-1][1]
    # "… năm 2024 và duy trì đến năm 2025": words between two years tell more than an order.
    together = together and all(later.start - one.end <= _JOINED for one, later in pairwise(times))
    years = [mark.year for mark in times if mark.kind is MarkKind.DEADLINE and mark.year]
    return together and len(years) == len(values) == len(times) and years == sorted(set(years))


def _tied(values: Sequence[tuple[int, int]], times: Sequence[Mark]) -> list[str | None]:
    """The times that stand beside the values without a word or sign between; none where some stand elsewhere.

    "(1,5 người năm 2025; 2,5 người năm 2030)" has one behind each value. Of "tổng số 96 tỷ đồng, gồm năm 2021 là 41 tỷ
    đồng và năm 2022 là 55 tỷ đồng" all times stand before a value, and the first value has none.
    """
    behind = [next((m for m in times if 0 <= m.start - end <= _BESIDE), None) for _, end in values]
    if all(behind):
        return [_name(mark) for mark in behind if mark]
    before = [any(0 <= start - mark.end <= _BESIDE for start, _ in values) for mark in times]
    if values[0][0] < times[0].start and all(before):
        last = ([mark for mark in times if mark.end <= start] for start, _ in values)
        return [_name(found[-1]) if found else None for found in last]
    return []


def _name(mark: Mark) -> str | None:
    return mark.date or (str(mark.year) if mark.year else None)


def deadline_of(text: str, plan: Period | None) -> str | None:
    """The deadline in a cell such as "Quý IV/2025", "2021-2025" or "Tháng 6/2022"; without a year, the end of the plan.

    >>> deadline_of("Quý II/2024", None)
    '2024-06-30'
    """
    folded = _SPAN_OF_MONTHS.sub(r"\1 ", fold(text).strip(" ."))
    folded = (
        _MONTH_OF_YEAR.sub(r"tháng \1/\2", folded)
        if "tháng" not in folded and "quý" not in folded
        else folded
    )
    found = [
        mark.date or str(mark.year)
        for prefix in ("", "hết ")
        for mark in find_marks(prefix + folded)
        if mark.kind in (MarkKind.DEADLINE, MarkKind.PERIOD) and (mark.date or mark.year)
    ]
    years = re.findall(r"(?<![\d/])20\d\d(?!\d)", folded)
    if found and (not years or max(years) <= max(found)[:4]):
        return max(found)
    return max(years) if years else str(plan.end) if plan else None


def period_of(text: str, *, start: int | None) -> Period | None:
    """The period that a heading or a title names; "đến năm 2025" begins at ``start`` (the plan's first year).

    >>> period_of("2. Mục tiêu cụ thể đến năm 2025", start=2021)
    Period(start=2021, end=2025)
    """
    marks = find_marks(text)
    last = max((mark.year or 0 for mark in marks if mark.kind is MarkKind.DEADLINE), default=0)
    for mark in marks:
        if mark.kind is MarkKind.PERIOD and mark.period:
            return mark.period
        # "đến năm 2025 và năm 2030": the last year ends the period.
        if mark.kind is MarkKind.DEADLINE and mark.year == last:
            yearly = re.match(r"(?:trong\s+)?năm\s", fold(text[mark.start : mark.end])) is not None
            first = mark.year if yearly or start is None or start > mark.year else start
            return Period(start=first, end=mark.year)
    return None

"""The values of a clause that tell how things stand: "hiện có 46% …, đến năm 2027 đạt 70%".

    told   := words of a state … value | "so với" value | "từ" value words of a state | value of a past year
    asked  := the next value with a time of the plan, an effort or a verb of raising before it

Values up to the next asked one are told. They keep lending their subject to those behind them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extract.grammar import deadlines
from extract.grammar.clauses import Clause
from extract.grammar.marks import Mark, MarkKind, find_marks
from extract.grammar.qualifiers import Value, clause_effort, opens_duty
from extract.language.lexicon import fold
from extract.language.phrases import composed, phrases, several
from extract.language.units import unit_kind
from extract.model import Bound, Period

# "Thực hiện tại huyện" is no "hiện tại".
_RESULTS = composed(
    r"(?<!\w)(?<!thực )(?<!phát )(?<!xuất )(?<!thể )<<words>>(?!\w)",
    words=phrases("quantities", "result", "words"),
)
_DATED = phrases("quantities", "result", "dated")
# Right before a value: "hiện 52%", "nay mới 12 trạm", "mới chiếm hơn 14%", "mới thực hiện được với 8 nghề".
_NOW = composed(
    r"(?<!\w)(?P<now>hiện|<<labels>>|(?P<weak>mới(?:\s+chỉ)?|đang|chỉ(?!\s+còn(?!\w))))"
    r"(?:\s+(?P<verb><<verbs>>|được(?:\s+[^\W\d_]+){0,2}?|(?:[^\W\d_]+\s+){1,2}?được(?:\s+<<links>>)?))?"
    r"(?:\s+<<bounds>>)?\s*:?\s*$",
    links=several(phrases("quantities", "connectives", "joints"), ["với"]),
    labels=phrases("quantities", "state", "labels"),
    verbs=phrases("quantities", "state", "verbs"),
    bounds=several(*(phrases("quantities", "bounds", one) for one in Bound if one is not Bound.LEVEL)),
)
_COMPOUNDS = composed(r"(?<!\w)<<words>>\s*$", words=phrases("quantities", "state", "compounds"))
_HEADS = composed(r"(?<!\w)<<words>>\s*$", words=phrases("quantities", "state", "heads"))
_MADE_NEW = composed(
    r"(?<!\w)<<words>>\s*$",
    words=several(phrases("quantities", "state", "new"), phrases("quantities", "made", "verbs")),
)
# "so với 41%", "từ mức 41% hiện nay"
_COMPARED = composed(
    r"(?<!\w)so\s+với\s+(?:<<words>>\s+)*$",
    words=several(["mức", "tỷ lệ", "tỉ lệ", "con số", "khoảng", "chỉ"]),
)
_NOWADAYS = composed(r"\s*(?:như\s+)?<<words>>(?!\w)", words=phrases("quantities", "state", "behind"))
_FROM = composed(r"(?<!\w)<<words>>\s+$", words=phrases("quantities", "state", "before"))
# What turns from what is to what shall be: "…, nên phải nâng lên 60%".
_ASKS = composed(
    r"(?<!\w)(?:<<words>>|<<raised>>)(?!\w)",
    words=phrases("quantities", "state", "turns"),
    raised=phrases("quantities", "state", "raises"),
)
_MAKES = composed(
    r"^\W*(?:<<lead>>\s+)*<<verbs>>(?!\w)",
    lead=phrases("quantities", "made", "before"),
    verbs=phrases("quantities", "made", "verbs"),
)
_MAKING = composed(
    r"(?<!\w)<<verbs>>(?:\s+<<behind>>)*\s*$",
    verbs=phrases("quantities", "made", "verbs"),
    behind=phrases("quantities", "made", "behind"),
)
# "Hơn một nửa số trường chưa có thư viện": nobody asks for that.
_LACKS = re.compile(r"[^,;.:\d]{0,60}?(?<!\w)(?:chưa|còn thiếu)(?!\w)")
_OUT_OF = re.compile(r"\W*trong\s+(?:tổng\s+)?(?:số\s+)?(?:các\s+)?")
_SHORT = composed(r"(?<!\w)<<words>>\s+$", words=phrases("quantities", "state", "short"))
# "Chợ đã có: cải tạo 55%", "Bến hiện có: 60% có mái che": which things are meant; "Số chợ hiện có: 46" tells a state.
_OF_THINGS = composed(
    r"(?:^|[,;.])\s*(?!<<amounts>>(?!\w))(?:(?!<<words>>)[^\W\d_]+\s+)+<<words>>\s*:(?P<between>[^:]*)$",
    amounts=several(phrases("quantities", "ratios", "names"), ["số", "tổng số", "kết quả"]),
    words=phrases("quantities", "result", "describing"),
)
_ADVERBS = composed(
    r"(?<!\w)<<words>>(?!\w)",
    words=several(
        phrases("quantities", "state", "verbs"),
        *(phrases("quantities", "bounds", one) for one in Bound if one is not Bound.LEVEL),
    ),
)
_PREDICATE_BEHIND = composed(
    r"\s*(?:[^\W\d_]+\s+){0,4}?<<words>>(?!\w)", words=phrases("quantities", "subject", "predicates")
)
_FLOORS = (Bound.AT_LEAST, Bound.MORE_THAN)
_TIMES = (MarkKind.DEADLINE, MarkKind.PERIOD)
_PARTED = re.compile(r"[,;]|(?<!\w)và(?!\w)")
_ENDS = re.compile(r"[\s)]*(?:[,;.]|và(?!\w)|$)")
_BESIDE = 2
"""Letters between a value and the year behind it: " ("."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """For each value of a clause whether it is only told, by its place its year in the past; the words that say so."""

    values: tuple[bool, ...]
    years: Mapping[int, Mark]
    spans: tuple[tuple[int, int], ...] = ()


def told_values(clause: Clause, values: Sequence[Value], plan: Period | None, *, timed: bool) -> Told:
    """Which values tell a state; ``timed`` tells that a later part of the text names a time of the plan."""
    folded = fold(clause.text.text)
    own = deadlines.without_others(
        clause.text.text, clause.marks, [(one.words.start, one.quantity.start) for one in values]
    )
    past = past_values(folded, [(one.words.start, one.words.end) for one in values], own, plan)
    found: list[bool] = []
    spans: list[tuple[int, int]] = []
    is_state, since, behind = False, 0, 0
    for index, value in enumerate(values):
        number = value.quantity.start
        asked_later = timed or index + 1 < len(values)
        state = _state(folded, since, number, timed=asked_later and not _asks_behind(clause, value, plan))
        if state and _is_of_things(value, folded, since):
            state = None
        if state and not _is_effort(folded[: state[0]]):
            comma = folded.find(",", state[1], number)
            is_state = comma < 0 or not _turns(clause, folded, comma, number, plan)
            spans += [state] if is_state else []
            behind = state[1]
        elif is_state:
            turns = _turns(clause, folded, since, number, plan) or _asks_behind(clause, value, plan)
            # "… hiện có 10 chợ và xây dựng thêm 15 chợ": behind its number a duty begins.
            is_state = not (turns or opens_duty(folded[behind:number]))
        is_state = is_state or (index in past and past[index].end <= number)
        compared = _compared(value, folded, since)
        spans += [compared] if compared and compared[0] < compared[1] else []
        alone = compared is not None or index in past or _is_dated(clause, value, plan)
        found.append(is_state or alone or (asked_later and _is_of_now(clause, value, folded, since)))
        since = value.words.end
    return Told(values=tuple(found), years=past, spans=tuple(spans))


def _state(folded: str, since: int, number: int, *, timed: bool) -> tuple[int, int] | None:
    """The words between ``since`` and a number that make a state of it, the last ones.

    "Mới" says so only where something is asked later (``timed``) and not now, and never of what is made new.
    """
    near = _NOW.search(folded, since, number)
    if near is not None:
        before = folded[: near.start()]
        if near["weak"] is None or _COMPOUNDS.search(before):
            is_state = not _COMPOUNDS.search(before)
        else:
            led = _HEADS.search(before) is not None
            led = led or near["weak"].endswith("chỉ")
            is_state = timed and (led or (near["verb"] is not None and not _MADE_NEW.search(before)))
        if is_state:
            end = near.end("verb") if near["verb"] else near.end("now")
            head = _HEADS.search(before, since)
            return (head.start() if head else near.start()), end
    words = list(_RESULTS.finditer(folded, since, number))
    return words[-1].span() if words else None


def _is_of_things(value: Value, folded: str, since: int) -> bool:
    """Whether the words of a state before a colon say which things a value behind it is about."""
    found = _OF_THINGS.search(folded[since : value.quantity.start])
    if found is None:
        return False
    verb = re.search(r"\w", _ADVERBS.sub("", found["between"])) is not None
    share = value.quantity.unit == "%"
    return verb or (share and _PREDICATE_BEHIND.match(folded, value.quantity.end) is not None)


def _compared(value: Value, folded: str, since: int) -> tuple[int, int] | None:
    """The words of a state behind a value that another is compared with ("so với 41% lúc này"), perhaps none."""
    before, end = folded[since : value.quantity.start], value.quantity.end
    compared = _COMPARED.search(before) is not None and value.words.change is None
    nowadays = _NOWADAYS.match(folded, end) if compared or _FROM.search(before) else None
    return nowadays.span() if nowadays else (end, end) if compared else None


def _is_of_now(clause: Clause, value: Value, folded: str, since: int) -> bool:
    """Whether a value beside one of a later time is too low, lacks something or counts all there are."""
    short = _SHORT.search(folded, since, value.quantity.start) is not None
    lacks = not _times(clause.marks) and _lacks(value, folded)
    return short or lacks or _is_whole(value, folded)


def _lacks(value: Value, folded: str) -> bool:
    around = value.words
    return around.bound in _FLOORS and not around.effort and bool(_LACKS.match(folded, around.end))


def _is_whole(value: Value, folded: str) -> bool:
    """ "Trong 41 nghề còn người làm, …": the number of all, at the head."""
    around, quantity = value.words, value.quantity
    plain = around.bound is None and around.level is None and around.change is None
    counted = unit_kind(quantity.unit, quantity.per) == "count"
    return (
        plain and counted and bool(_OUT_OF.fullmatch(folded, 0, around.start)) and "," in folded[around.end :]
    )


def _is_dated(clause: Clause, value: Value, plan: Period | None) -> bool:
    """Whether the clause tells a value "tính đến năm 2020"; "tính đến năm 2030" in a plan that begins before asks."""
    dated = _DATED.search(fold(clause.text.text)[: value.quantity.start])
    if dated is None:
        return False
    years = (mark.year for mark in clause.marks if dated.start() <= mark.start <= dated.end() + 1)
    return plan is None or next(filter(None, years), plan.start) <= plan.start


def _is_effort(before: str) -> bool:
    """Whether an effort before the words of a state asks for it: "Bảo đảm số hộ đã có nước sạch đạt 97%"."""
    return clause_effort(before.rpartition(",")[2]) is not None


def _turns(clause: Clause, folded: str, start: int, end: int, plan: Period | None) -> bool:
    """Whether what stands between two places asks for the value behind it."""
    times = (mark for mark in clause.marks if start <= mark.start < end)
    return _ASKS.search(folded, start, end) is not None or any(_is_of_plan(mark, plan) for mark in times)


def _asks_behind(clause: Clause, value: Value, plan: Period | None) -> bool:
    """Whether a value has a time of the plan right behind it, or is a rate of change."""
    end = value.words.end
    # "130/100.000 dân năm 2025": its base stands between.
    end = next((mark.end for mark in clause.marks if mark.kind is MarkKind.RATE and mark.start == end), end)
    beside = (mark for mark in clause.marks if 0 <= mark.start - end <= _BESIDE)
    rate = value.words.change is not None and value.words.per is not None
    return rate or any(_is_of_plan(mark, plan) for mark in beside)


def _is_of_plan(mark: Mark, plan: Period | None) -> bool:
    return mark.kind in _TIMES and mark.year is not None and (plan is None or mark.year >= plan.start)


def is_past(mark: Mark, plan: Period | None) -> bool:
    """Whether a time is before the plan."""
    return mark.kind in _TIMES and not _is_of_plan(mark, plan) and mark.year is not None


def last_time(text: str, plan: Period | None) -> int:
    """Where the last time of the plan stands that a text names; -1 without one."""
    return max((mark.start for mark in find_marks(text) if _is_of_plan(mark, plan)), default=-1)


def past_values(
    text: str, values: Sequence[tuple[int, int]], marks: Sequence[Mark], plan: Period | None
) -> dict[int, Mark]:
    """The values that a year before the plan governs, by their place; ``values`` are (start, end) with their words.

    A year belongs to the value before it unless a comma or "và" parts them and it opens the piece of the next value.
    """
    times = _times(marks)
    if values and times and deadlines.are_gathered(values, times):
        return {place: mark for place, mark in enumerate(times) if is_past(mark, plan)}
    found: dict[int, Mark] = {}
    for mark in times:
        if not is_past(mark, plan):
            continue
        before = [place for place, (_, end) in enumerate(values) if end <= mark.start]
        behind = [place for place, (start, _) in enumerate(values) if start >= mark.end]
        parted = (
            before
            and _PARTED.search(text, values[before[-1]][1], mark.start)
            and not _ENDS.match(text, mark.end)
        )
        if before and not (parted and behind):
            found[before[-1]] = mark
        elif behind and not any(mark.end <= one.start < values[behind[0]][0] for one in times):
            found[behind[0]] = mark
    return found


def _times(marks: Sequence[Mark]) -> list[Mark]:
    return [mark for mark in marks if mark.kind in _TIMES]


def asks_itself(clause: Clause, value: Value) -> bool:
    """Whether a value asks for something although a year of the past opens its sentence: "…; trồng mới 500 ha"."""
    around = value.words
    asked = bool(around.effort or around.bound or (around.change and around.per))
    folded = fold(clause.text.text)
    return asked or bool(_MAKES.match(folded) or _MAKING.search(folded[: around.start]))

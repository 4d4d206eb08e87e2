"""Sentences cut into independent clauses, with their marks and named amounts, and clauses into segments.

A segment is the piece of a clause that belongs to one of its values. A value may come before its subject ("60% số xã …,
70% số trường …") or behind it ("tỷ lệ A đạt 60%, tỷ lệ B đạt 70%"), or share it with another value ("đạt 65% vào năm
2025 và 75% vào năm 2030"; a mean in brackets behind a total).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from extract.grammar.marks import Mark, MarkKind, blanked, find_marks
from extract.grammar.qualifiers import NOT_ANY
from extract.language.lexicon import CAPITAL, fold
from extract.language.phrases import STOP, Phrases, composed, phrases, several, valued
from extract.language.units import FREQUENCY_NOUNS
from extract.model import Bound
from extract.traced import Traced


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """An independent piece of a text; ``part`` tells that "trong đó" opened it.

    ``values`` are the spans of all its numbers with their qualifiers, ``references`` those of named amounts; neither
    belongs to a subject. ``changes`` tells that a value is a change, ``opens`` that it is the first of its sentence.
    """

    text: Traced
    part: bool
    marks: tuple[Mark, ...]
    references: tuple[Reference, ...] = ()
    values: tuple[tuple[int, int], ...] = ()
    changes: bool = False
    opens: bool = True
    head: int = 0
    """The end of a head that only announces values: "Các chỉ tiêu phấn đấu gồm:"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A requirement by a named amount, "… tối thiểu bằng mức lương cơ sở", from ``start`` to ``end``.

    ``bound`` is that of the words at span ``words`` ((-1, -1) without such words).
    """

    start: int
    end: int
    bound: Bound
    words: tuple[int, int]


_CUTS = composed(
    # The signs with which a cut begins are looked at first: most letters are none.
    r"(?=[(),;.?!\stT])"
    # "(i) … (ii) …" begin clauses of their own; the text in other brackets is not cut.
    r"(?:\((?:i{1,3}|iv|vi{0,3}|ix|x)\)|[()]"
    r"|[,;.]?\s*(?<!\w)(?i:trong đó|trong (?:số|nhóm) (?:đó|này))(?!\w)[:,]?|;"
    # "…, đồng thời giảm …" asks for something else.
    r"|,\s*(?i:đồng thời)(?!\w),?"
    # "…, không để hồ sơ nào trễ hẹn": none of something is asked for itself.
    # … but "…, không bỏ sót hộ nào" says of what stands before that it is all of them.
    r"|,(?:\s*và(?=\s))?(?=\s*(?:<<always>>\s+)*không (?!(?:để )?<<left>>\s(?:[^\W\d_]+\s+){1,3}?nào\s*(?:[;.]|$))"
    r"(?:(?:để|bỏ sót|bỏ lọt)\s[^\d;.]{4,}"
    r"|(?:[^\W\d_]+\s+){1,5}?nào\s[^\d;.]{2,})(?:[;.]|$))"
    # "…, bảo đảm không xảy ra thất thoát, lãng phí"
    r"|,(?=\s*<<firm>>\s+<<none>>\s[^\d;.]{4,}(?:[;.]|$))"
    # "Trong 41 nghề có …, do đó không để mất thêm nghề nào": a consequence is a clause of its own.
    r"|,(?=\s*<<so>>(?!\w))"
    r"|(?:,|\s+và)(?=\s*(?:không còn|không phát sinh|không xảy ra)\s[^;.,]{4,}(?:[;.]|$))"
    # "…, việc này phải xong trước ngày 30/6/2023" only dates what stands before it.
    r"|,(?=\s*(?:<<openers>>\s+)*<<works>>\s+<<pointers>>\s+(?:<<must>>\s+)*(?!đạt)<<done>>\s[^;%]*\d)"
    # "… vận động từng hộ, để đến năm 2030 có 98% số dân tham gia": what the work is to come to.
    r"|,\s*(?i:để)(?=\s+(?:đến|tới)\s+(?:(?:hết|cuối)\s+)?năm\s+20\d\d\s)"
    # "Tổng 4.350 triệu đồng = ngân sách tỉnh 2.900 triệu đồng + …": a sum and what it is of.
    r"|(?<=đồng)\s+[=+](?=\s+[^\W\d_])"
    # The end of a sentence, not of an abbreviation.
    rf"|<<stop>>(?=\s+{CAPITAL}))",
    stop=STOP,
    firm=phrases("quantities", "effort", "firm"),
    none=phrases("quantities", "zero", "heads"),
    always=phrases("quantities", "zero", "always"),
    left=phrases("quantities", "whole", "left_out"),
    so=phrases("quantities", "state", "consequences"),
    openers=phrases("quantities", "dating", "openers"),
    works=phrases("quantities", "dating", "works"),
    pointers=phrases("quantities", "anaphora", "pointers"),
    must=phrases("quantities", "dating", "must"),
    done=phrases("quantities", "dating", "done"),
)
_PART = re.compile(r"trong (?:đó|số|nhóm)")
# "… (trong đó có 5 xã đảo), doanh thu đạt …": behind the brackets the sentence goes on with something else.
_GOES_ON = re.compile(r"\s*,[^;()]*\d")
_BOUNDS = valued(
    {bound: phrases("quantities", "bounds", bound.value) for bound in Bound if bound is not Bound.LEVEL}
)
# "… tối thiểu bằng mức lương cơ sở": a bound, a verb, a link, then a named amount.
_REFERENCE = composed(
    r"(?<!\w)(?:(?P<bound><<bounds>>)\s+)?(?:<<verbs>>\s+)?(?P<link><<links>>)\s+"
    r"(?:(?P<half>\d+%?)\s+)?(?P<name><<names>>)(?!\w)"
    r"|(?<!\w)(?P<bound2><<bounds>>)\s+(?P<name2><<names>>)(?!\w)",
    bounds=_BOUNDS,
    verbs=phrases("quantities", "references", "verbs"),
    links=phrases("quantities", "references", "links"),
    names=phrases("quantities", "references", "names"),
)
# The start of a requirement by reference behind a number: "… với mức phụ cấp", ", mức hỗ trợ".
_REFERENCE_HEAD = composed(
    r"(?:,\s|(?<=\s)với\s|(?<=\s)có\s|;)(?=<<things>>)|;",
    things=phrases("quantities", "references", "things"),
)
_CLAUSE_END = re.compile(r"[,;.]|$")
_NUMBER = re.compile(r"\d+")
_MOST_NUMBERS = 120
_LONGEST = 4000
"""Numbers and characters of a text read as a whole, in quadratic time; items of plans have up to 40 and 1,500."""


def split_clauses(text: Traced) -> Iterator[Clause]:
    """Cut a text at ";", at the end of a sentence and before "trong đó" or "(i)", but not inside brackets."""
    start = 0
    while (stop := _bound(text.text, start)) < len(text):
        cuts = (text.text.rfind(letter, start, stop) + 1 for letter in (";", ",", " "))
        stop = next((cut for cut in cuts if cut > start), stop)
        yield from _split(text[start:stop])
        start = stop
    yield from _split(text[start:] if start else text)


def _bound(text: str, start: int) -> int:
    """The end of what is read as a whole: of so many characters, before one number too many."""
    stop = min(start + _LONGEST, len(text))
    number = next(islice(_NUMBER.finditer(text, start, stop), _MOST_NUMBERS, None), None)
    return number.start() if number else stop


def _split(text: Traced) -> Iterator[Clause]:
    start, depth, part, opens = 0, 0, False, True
    inside = False  # Of the brackets of a part.
    for found in _CUTS.finditer(text.text):
        token = found.group()
        if inside and token == ")" and not depth:
            inside = False
            if _GOES_ON.match(text.text, found.end()):
                yield _clause(text[start : found.start()], part, opens=opens)
                start, part, opens = found.end(), False, False
            continue
        if token in "()":
            depth = max(0, depth + (1 if token == "(" else -1))
            continue
        # "(trong đó ít nhất 45% là phụ nữ)" is a part like any other.
        part_in_brackets = "trong" in fold(token) and text.text[: found.start()].rstrip().endswith("(")
        if depth and not part_in_brackets:
            continue
        if part_in_brackets:
            depth, inside = 0, True
        if found.start() > start:
            yield _clause(text[start : found.start()], part, opens=opens)
            opens = token == "."
        if not token.startswith("("):
            part = _PART.search(fold(token)) is not None
        start = found.end()
    if start < len(text):
        yield _clause(text[start:], part, opens=opens)


def _clause(text: Traced, part: bool, *, opens: bool) -> Clause:
    marks, named = tuple(find_marks(text.text)), tuple(references(fold(text.text)))
    return Clause(text=text, part=part, opens=opens, marks=marks, references=named)


def _reference_start(folded: str, place: int) -> int:
    """The start of the requirement of a named amount: that of the clause, or behind the number before it."""
    number = max((found.end() for found in re.finditer(r"\d", folded[:place])), default=0)
    heads = [found.end() for found in _REFERENCE_HEAD.finditer(folded, number, place)]
    if heads or not number:
        return heads[-1] if heads else 0
    commas = [found.end() for found in re.finditer(r",\s|\svà\s", folded[number:place])]
    return number + commas[-1] if commas else number


def references(folded: str) -> Iterator[Reference]:
    """The requirements of a folded clause whose amount is named, not given as a number."""
    for found in _REFERENCE.finditer(folded):
        word = found["bound"] or found["bound2"]
        if found["half"] or (word is None and found["link"] not in ("bằng", "ngang bằng")):
            continue
        start = _reference_start(folded, found.start())
        end = _CLAUSE_END.search(folded, found.end())
        bound = _BOUNDS.get(word or "") or Bound.LEVEL
        words = found.span("bound" if found["bound"] else "bound2")
        yield Reference(start=start, end=end.start() if end else len(folded), bound=bound, words=words)


# ---- the piece of a clause that belongs to each of its values ---------------------------------------------
_CONNECTIVES = phrases("quantities", "connectives", "words")
_YEARLY = phrases("quantities", "per", "year_before")
ANAPHORA = composed(r"(?<!\w)<<words>>(?!\w)", words=phrases("quantities", "anaphora", "words"))
_PARTED = phrases("quantities", "connectives", "parts")
_JOINT = composed(
    r"(?<=\s)<<words>>\s+$", re.IGNORECASE, words=phrases("quantities", "connectives", "joints")
)
# " trạm y tế có bác sĩ": nouns, then a verb of having or being served.
_NEW_SUBJECT = composed(
    r"\s+(?!<<no>>(?!\w))(?:[^\W\d_]+\s+){1,8}<<verbs>>\s",
    no=several(phrases("quantities", "scope", "describing"), phrases("quantities", "subject", "loose_first")),
    verbs=phrases("quantities", "subject", "predicates"),
)
_AMOUNT = composed(
    r"(?:,\s*(?:và\s+)?|\s(?:với|và)\s+)(?P<name>(?P<of><<of>>)|<<own>>)(?!\w)[^,;():]*$",
    of=phrases("quantities", "subject", "amounts_of"),
    own=phrases("quantities", "subject", "amounts"),
)
# A verb of two syllables; one alone is too often a noun ("cấp xã").
_MADE_BEHIND = composed(
    r"(?:,|(?:^|\s)và)\s+(?P<verb>(?:<<before>>\s+)*<<verbs>>|<<aims>>|<<raised>>)(?!\w)[^,;:()]{0,40}$",
    before=phrases("quantities", "made", "before"),
    aims=phrases("quantities", "effort", "aim"),
    raised=phrases("quantities", "change", "raised"),
    verbs=Phrases(lambda: (word for word in phrases("quantities", "made", "verbs").words if " " in word)),
)
# "03 nhà văn hóa, không nhà nào dưới 200 m2", "100% thôn có tổ, mỗi nơi 05 người", "…, tần suất …": of each.
_OF_EACH = composed(
    rf",\s*(?:với\s+)?(?=(?:{NOT_ANY}|(?:mỗi|từng)\s+(?!<<times>>(?!\w))(?:[^\W\d_]+\s+){{1,4}}$|<<names>>\s*$))",
    times=several(FREQUENCY_NOUNS),
    names=phrases("quantities", "subject", "attributes"),
)
# ", riêng trạm y tế, trường học đạt 60%"
_APART = composed(
    r"[,;(]\s*(?:và\s+)?(?=<<words>>\s+(?!lại(?!\w))[^\W\d_])",
    words=phrases("quantities", "connectives", "apart"),
)
_NAME_BEHIND = re.compile(r"^\s*\([^()\d]{2,40}\)")
_JOINED = re.compile(r"\s*(?:,|,?\s*và)\s*")
_OWNED = re.compile(r"với(?!\w)")
_AFTER_COMMA = re.compile(r"\s*,\s*")
_BEHIND_JOINT = re.compile(r"(?<=\w)(?P<joint>,?\s+và\s+|,\s+)$")
# "Giảm …", "Tăng …" at the head, whatever changes.
_CHANGE_FIRST = composed(
    r"[\s,:+-]*(?:<<before>>\s+)*(?!<<none>>(?!\w))<<verbs>>(?!\w)",
    before=several(phrases("quantities", "effort", "aim"), _YEARLY),
    none=phrases("quantities", "change", "not_change"),
    verbs=several(*(phrases("quantities", "change", change) for change in ("increase", "decrease"))),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """The piece of a clause that belongs to one value; its subject is in ``text[start:end]``.

    ``stop`` is the end of the value's own words, behind ``end`` if a second horizon repeats the noun. ``limit`` is the
    start of the next value. ``shared`` tells that the subject is that of the value before.
    """

    start: int
    end: int
    stop: int
    limit: int
    shared: bool


def find_segments(
    clause: Clause, values: Sequence[tuple[int, int]], nouns: Sequence[str | None] = ()
) -> list[Segment]:
    """A segment for each value, given as (start, end) with the words around it, in order.

    ``nouns`` are the counted nouns of the values: another noun is another subject ("30 giường, 10 bác sĩ").
    """
    text = clause.text.text
    found: list[Segment] = []
    for index, value in enumerate(values):
        limit = values[index + 1][0] if index + 1 < len(values) else len(text)
        if not found:
            start = _behind_change(clause, value, limit)
            found.append(Segment(start=start, end=len(text), stop=len(text), limit=limit, shared=False))
            continue
        last, before = found[-1], values[index - 1]
        gap = text[before[1] : value[0]]
        if other := _other_subject(clause, values, nouns, index, last):
            cut, start = other
            found = [replace(one, end=min(one.end, cut), stop=min(one.stop, cut)) for one in found]
            found.append(Segment(start=start, end=len(text), stop=len(text), limit=limit, shared=False))
            continue
        between = _content(gap, before[1], clause.marks)
        if _is_by_periods(between, before[1], value[0], clause.marks):
            between, last = "", replace(last, end=before[1])
            found = _ended(found, last.start, before[1], quoted=False)
        if not between or in_brackets(text, value[0], before[1]):
            # Only time words between two values, or a mean in brackets: one subject.
            found.append(replace(last, limit=limit, shared=True))
            continue
        cut = _cut(clause, last.start, before, value)
        own = set(_own_words(clause, cut, limit, value).split())
        # The segments of all values that share the last subject end here.
        found = _ended(found, last.start, cut)
        if own <= set(fold(text[last.start : cut]).split()):
            # "… và ít nhất 02 điểm vào năm 2030": only a value, a time and words of the last subject.
            end = len(text) if not own else min(last.end, cut)
            found.append(Segment(start=last.start, end=end, stop=len(text), limit=limit, shared=True))
        else:
            found.append(Segment(start=cut, end=len(text), stop=len(text), limit=limit, shared=False))
    return found


def _other_subject(
    clause: Clause, values: Sequence[tuple[int, int]], nouns: Sequence[str | None], index: int, last: Segment
) -> tuple[int, int] | None:
    """Where the piece before a value ends and its own one starts, if it clearly has another subject than ``last``."""
    text, before, value = clause.text.text, values[index - 1], values[index]
    if in_brackets(text, value[0], before[1]):
        return None
    counted, other = (nouns[index - 1], nouns[index]) if nouns else (None, None)
    gap = text[before[1] : value[0]]
    content = _content(gap, before[1], clause.marks)
    if counted and other and counted != other and not content:
        # "30 hợp tác xã với 900 thành viên": the members are those of the cooperatives.
        return value[0], last.start if _OWNED.match(fold(text[value[0] : value[1]])) else value[0]
    joined = _JOINED.fullmatch(blanked(gap, clause.marks, offset=before[1], filler=" "))
    limit = values[index + 1][0] if index + 1 < len(values) else len(text)
    if joined and not last.shared and _opens_another(clause, before, value, limit, last.start):
        return before[1], before[1]
    named = any(m.kind is MarkKind.NAME and before[1] <= m.start < value[0] for m in clause.marks)
    if not content and named and re.match(r"\s*,", gap):
        # "… trẻ em dưới 5 tuổi còn 18‰, dưới 1 tuổi còn 12‰": another age.
        return before[1], before[1]
    if not content and _AFTER_COMMA.fullmatch(blanked(gap, clause.marks, offset=before[1], filler=" ")):
        # "40% A năm 2023 và 50% vào năm 2025, 30% B năm 2023 …": other words behind the value than the last has.
        own = set(_content(text[value[1] : limit], value[1], clause.marks).split())
        said = [text[one[1] : two[0]] for one, two in pairwise(values[: index + 1])]
        if last.shared and len(own) > 1 and any(own - set(fold(one).split()) for one in said if one.strip()):
            place = before[1] + gap.rindex(",")
            return place, place
    # "100% khu phố có đèn, tỷ lệ hộ có thùng rác đạt 85%": what stands behind a share ends where an amount begins.
    behind = not counted and not _content(text[last.start : before[0]], last.start, clause.marks)
    amount = _AMOUNT.search(fold(gap)) if content and (counted or behind) else None
    if amount is None:
        return None
    # "300 ha cam, sản lượng 4.000 tấn": the amount is one of the thing before, if it names none itself.
    cut = before[1] + amount.start("name")
    thing = _content(gap[amount.end("name") :], before[1], ())
    return cut, last.start if amount["of"] and thing in ("", other) else cut


def _behind_change(clause: Clause, value: tuple[int, int], limit: int) -> int:
    """The start of the piece of the first value: that of the clause, or behind a change without a number.

    "Giảm tỷ lệ trẻ bị bạo lực so với năm 2020 và 95% trẻ bị bạo lực được hỗ trợ": the share is no change.
    """
    text = clause.text.text
    joint = _BEHIND_JOINT.search(text, 0, value[0])
    if joint is None or not _opens_another(clause, (joint.start(), joint.end()), value, limit):
        return 0
    head = fold(text[: joint.start()])
    return joint.start("joint") if _CHANGE_FIRST.match(head) else 0


def _ended(found: Sequence[Segment], start: int, cut: int, *, quoted: bool = True) -> list[Segment]:
    """The segments, of which those that begin at ``start`` end at ``cut``; their quotes too where ``quoted``."""
    return [
        replace(one, end=min(one.end, cut), stop=min(one.stop, cut) if quoted else one.stop)
        if one.start == start
        else one
        for one in found
    ]


def _is_by_periods(words: str, start: int, end: int, marks: Sequence[Mark]) -> bool:
    """Whether a value is that of a period: "90 tỷ đồng, gồm giai đoạn 2021 - 2025 là 40 tỷ đồng"."""
    timed = any(mark.kind is MarkKind.PERIOD and start <= mark.start < end for mark in marks)
    return timed and _PARTED.fullmatch(words) is not None


def _opens_another(
    clause: Clause, before: tuple[int, int], value: tuple[int, int], limit: int, start: int = 0
) -> bool:
    """Whether a value behind a mere "," or "và" has its own subject: "Tỷ lệ hộ nghèo dưới 7%, 100% trạm có bác sĩ".

    The value before follows its subject, which begins at ``start``; a noun with a predicate is right behind this one.
    """
    text = clause.text.text
    head = _content(text[start : before[0]], start, clause.marks)
    behind = blanked(fold(text[value[1] : limit]), clause.marks, offset=value[1])
    least = 3 if re.search(r"(?<!\w)và\s*$", text[: value[0]]) else 2
    return len(head.split()) >= least and _NEW_SUBJECT.match(behind) is not None


def _cut(clause: Clause, start: int, before: tuple[int, int], value: tuple[int, int]) -> int:
    """The start of the piece of ``value``, which follows the value ``before`` of the piece at ``start``."""
    text = clause.text.text
    pointed = ANAPHORA.search(fold(text), before[1], value[0])
    if pointed:
        # "80% số hộ …, ở vùng cao tỷ lệ này là 60%": the word for the subject before begins a piece.
        separators = [
            found.end() for found in re.finditer(r"[,;(]|(?<!\S)và\s", text[before[1] : pointed.start()])
        ]
        return before[1] + separators[-1] if separators else pointed.start()
    if of_each := _OF_EACH.search(fold(text), before[1], value[0]):
        return of_each.end()
    if apart := [found.end() for found in _APART.finditer(fold(text[before[1] : value[0]]))]:
        return before[1] + apart[-1]
    # "25 điểm trường được sửa và xây dựng 10 nhà công vụ": a verb of making governs the value behind it.
    if made := _MADE_BEHIND.search(fold(text[before[1] : value[0]])):
        return before[1] + made.start("verb")
    # "01 câu lạc bộ (tổ tự quản) do …, toàn xã 12 câu lạc bộ": another name in brackets ends no piece.
    gap = _NAME_BEHIND.sub(lambda found: "\x00" * len(found.group()), text[before[1] : value[0]])
    at_once = bool(re.match(r"\s*(?:[,;(]|và\s)", blanked(gap, clause.marks, offset=before[1], filler=" ")))
    # "Hằng năm, 100% cơ sở …": times at the head are no subject; "ngô 200 ha, sắn 100 ha": a word may be one.
    head = _YEARLY.sub(" ", _content(text[start : before[0]], start, clause.marks)).split()
    if not head or (len(head) < 2 and not at_once):
        return value[0]
    # "86 tổ cộng đồng tại 100% số thôn": the cut is at the joining word, for want of a comma.
    joint = _JOINT.search(gap)
    if joint and not re.search(r"[,;(]|(?<!\S)và\s", gap):
        return before[1] + joint.start()
    # "Tỷ lệ A đạt 50%, tỷ lệ B đạt 60%": the next subject begins behind the value.
    separators = [found.end() for found in re.finditer(r"[,;(]|(?<!\S)và\s", gap)]
    # Words between the value and the separator still belong to the first measure.
    return before[1] + ((separators[0] if at_once else separators[-1]) if separators else 0)


def _own_words(clause: Clause, start: int, end: int, value: tuple[int, int]) -> str:
    """The words of a piece without its value and time."""
    text = clause.text.text
    before = _content(text[start : value[0]], start, clause.marks)
    behind = _content(text[value[1] : end], value[1], clause.marks)
    return f"{before} {behind}".strip()


def in_brackets(text: str, place: int, since: int) -> bool:
    """Whether a place is inside round brackets that open at or behind ``since``."""
    return (found := bracket(text, place)) is not None and found[0] >= since


def bracket(text: str, place: int) -> tuple[int, int] | None:
    """The span of the round brackets around a place, both included; None outside of brackets."""
    opened = text.rfind("(", 0, place)
    closed = text.find(")", place)
    if opened < 0 or closed < 0 or text.rfind(")", opened, place) >= 0:
        return None
    return opened, closed + 1


def _content(piece: str, offset: int, marks: tuple[Mark, ...]) -> str:
    """The words of a piece that are neither time words nor connectives, without brackets."""
    plain = re.sub(r"\([^()]*\)", lambda found: " " * len(found.group()), piece)
    plain = blanked(plain, marks, offset=offset, filler=" ")
    return _CONNECTIVES.sub(" ", fold(plain)).strip(" ,;:.-–()")

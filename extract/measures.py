"""From one sentence of a plan to its measures.

The grammar of a target: [effort] [bound] [verb] value unit [scope] [measure] [against baseline] [deadline], once or
several times in a sentence, with "trong đó …" for a part and ";" between independent ones. A clause is cut into
segments, one a value; the segment without its value, time and hedges is the subject.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from extract import deadlines
from extract.lexicon import alternatives, fold, load, phrase_pattern, words
from extract.marks import Mark, MarkKind, find_marks
from extract.model import Anchor, Better, Bound, Change, Document, Effort, Measure, Period
from extract.qualifiers import Qualifiers, clause_change, clause_effort, read_qualifiers
from extract.quantities import Quantity, find_quantities
from extract.subjects import better_of, condition_of, scope_of, subject_of
from extract.traced import Traced, anchor


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a sentence inherits: its period, the first year of the plan, the effort of its stem.

    ``bare`` tells that numbers without a unit count (a target section); ``noun`` is a subject that stands in the
    heading or stem above, for "Năm 2025: 60%".
    """

    period: Period | None
    plan: Period | None
    effort: Effort | None = None
    bare: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A piece of the text that stands for itself; ``part`` tells that "trong đó" opened it.

    ``values`` are the spans of all its numbers with the words before them, ``references`` those of amounts that
    are named: neither belongs to a subject.
    """

    text: Traced
    part: bool
    marks: tuple[Mark, ...]
    references: tuple[Reference, ...] = ()
    values: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """ "… tối thiểu bằng mức lương cơ sở": ``bound`` at ``words``, the whole requirement from start to end."""

    start: int
    end: int
    bound: Bound
    words: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A quantity with the words around it."""

    quantity: Quantity
    words: Qualifiers


def read_measures(text: Traced, context: Context, document: Document) -> tuple[Measure, ...]:
    """All measures of ``text`` in order."""
    found: list[Measure] = []
    opening: str | None = None
    for clause in split_clauses(text):
        quantities = find_quantities(clause.text.text, clause.marks, bare=context.bare)
        spans = [_bracket(clause.text.text, q.start) or (q.start, q.number_end) for q in quantities]
        clause = replace(clause, values=tuple(spans))
        values = _values(clause, quantities, context)
        clause = replace(clause, values=clause.values + tuple((v.words.start, v.quantity.start) for v in values))
        times = deadlines.assign([(value.words.start, value.words.end) for value in values], clause.marks)
        head = deadlines.opening(clause.marks, values[0].words.start if values else len(clause.text))
        opening = head or opening
        segments = _segments(clause, values)
        values = _with_shared_words(clause, values, segments)
        for value, segment, time in zip(values, segments, times, strict=True):
            deadline = time or opening or (str(context.period.end) if context.period else None)
            if _is_past(deadline if time or opening else None, context) or _is_result(clause, value):
                continue
            found.append(_measure(clause, value, segment, deadline, context, document))
        found.extend(_by_reference(clause, opening, context, document))
    return tuple(_in_order(found))


def split_clauses(text: Traced) -> Iterator[Clause]:
    """Cut at ";", at the end of a sentence and before "trong đó", but not inside brackets."""
    start, depth, part = 0, 0, False
    for found in _cuts().finditer(text.text):
        token = found.group()
        if token in "()":
            depth = max(0, depth + (1 if token == "(" else -1))
            continue
        if depth:
            continue
        if found.start() > start:
            yield _clause(text[start : found.start()], part)
        part = fold(token).strip(" ,;:.").endswith(("trong đó", "bao gồm", "trong số đó"))
        start = found.end()
    if start < len(text):
        yield _clause(text[start:], part)


@cache
def _cuts() -> re.Pattern[str]:
    return re.compile(
        r"[()]|[,;.]?\s*(?<!\w)(?:trong đó|trong số đó)(?!\w)[:,]?|;|\.(?=\s+[^\Wa-zà-ỹđ\d])(?<!TP\.)(?<!KT\.)(?<!TM\.)", re.IGNORECASE
    )


def _clause(text: Traced, part: bool) -> Clause:
    marks = tuple(find_marks(text.text))
    return Clause(text=text, part=part, marks=marks, references=tuple(_references(fold(text.text))))


def _values(clause: Clause, quantities: list[Quantity], context: Context) -> list[Value]:
    """The quantities of a clause that are asked for, with their qualifiers."""
    folded = _blanked(fold(clause.text.text), clause.marks)
    values: list[Value] = []
    for index, quantity in enumerate(quantities):
        floor = values[-1].words.end if values else 0
        ceiling = quantities[index + 1].start if index + 1 < len(quantities) else len(folded)
        around = read_qualifiers(folded, quantity.start, quantity.end, floor=floor, ceiling=ceiling)
        values.append(Value(quantity=quantity, words=around))
    values = _without_starting_points(values, folded)
    return [value for value in values if _is_asked(value, folded, context)]


def _with_shared_words(clause: Clause, values: list[Value], segments: list[tuple[int, int]]) -> list[Value]:
    """The second horizon of a measure takes the verb of the first; "trở lên" may stand behind the noun."""
    folded = fold(clause.text.text)
    done: list[Value] = []
    for index, (value, (start, end)) in enumerate(zip(values, segments, strict=True)):
        around = value.words
        if index and segments[index - 1][0] == start and not _in_brackets(folded, value.quantity.start, start):
            first = done[-1].words
            if around.change is None and around.level is None:
                around = replace(around, change=first.change, level=first.level)
        if around.bound is None and around.from_word:
            behind = _detached().search(folded, around.end, end)
            around = replace(around, bound=_detached_bound(behind.group())) if behind else around
        done.append(replace(value, words=around))
    return done


@cache
def _detached() -> re.Pattern[str]:
    after = load("quantities")["bounds_after"]
    return phrase_pattern(fold(word) for name in after for word in after[name])


def _detached_bound(phrase: str) -> Bound:
    after = load("quantities")["bounds_after"]
    return next(Bound(name) for name in after if " ".join(phrase.split()) in map(fold, after[name]))


def _without_starting_points(values: list[Value], folded: str) -> list[Value]:
    """ "từ 45% (năm 2020) lên 60%": the first value is where the change begins, not what is asked."""
    kept: list[Value] = []
    for value in values:
        if kept and kept[-1].words.from_word and value.words.level and not value.words.from_word:
            between = folded[kept[-1].words.end : value.words.start]
            if re.fullmatch(r"[\s(),\x00]*(?:vào|của|trong)?[\s(),\x00]*", between):
                start = kept[-1].words.start
                kept[-1] = replace(value, words=replace(value.words, start=start, change=None))
                continue
        kept.append(value)
    return kept


def _is_asked(value: Value, folded: str, context: Context) -> bool:
    """A number without a unit only counts with a word that makes it a measure; an empty bracket never does."""
    quantity, around = value.quantity, value.words
    if quantity.unit is None and quantity.per is None:
        if not context.bare or not (around.bound or around.level or around.change):
            return False
        if quantity.low >= 1900 and quantity.low == quantity.high and quantity.low < 2100:
            return False
    opened = folded.rfind("(", 0, quantity.start)
    if opened > folded.rfind(")", 0, quantity.start):
        inner = folded[opened : folded.find(")", quantity.end) + 1 or len(folded)]
        # A gloss in brackets asks for something only as a yearly mean or with a bound.
        return bool(around.per or around.bound or "mỗi năm" in inner)
    return True


def _is_past(deadline: str | None, context: Context) -> bool:
    return bool(deadline and context.plan and int(deadline[:4]) < context.plan.start)


def _is_result(clause: Clause, value: Value) -> bool:
    """Whether the clause reports or foresees instead of asking; words behind the value do not count."""
    folded = fold(clause.text.text)
    return _results().search(folded[: value.quantity.start]) is not None


@cache
def _results() -> re.Pattern[str]:
    return phrase_pattern(fold(word) for word in words("quantities", "result", "words"))


def _segments(clause: Clause, values: list[Value]) -> list[tuple[int, int]]:
    """Start and end of the piece of the clause that belongs to each value."""
    text = clause.text.text
    if not values:
        return []
    starts, shared = [0], [False]
    for index, (before, value) in enumerate(zip(values, values[1:], strict=False), start=1):
        gap = text[before.words.end : value.words.start]
        content = _content(gap, before.words.end, clause.marks)
        if not content or _in_brackets(text, value.words.start, before.words.end):
            # Nothing but time words between two values, or a mean in brackets: one subject.
            starts.append(starts[-1])
            shared.append(True)
            continue
        leading = _content(text[starts[-1] : before.words.start], starts[-1], clause.marks)
        cut = value.words.start
        if len(leading.split()) >= 2:
            # "Tỷ lệ A đạt 50%, tỷ lệ B đạt 60%": the next subject begins behind the value.
            separators = [found.end() for found in re.finditer(r"[,;(]|(?<!\S)và\s", gap)]
            at_once = bool(re.match(r"\s*(?:[,;(]|và\s)", _blanked_gap(gap, before.words.end, clause.marks)))
            # Words between the value and the separator still belong to the first measure.
            cut = before.words.end + ((separators[0] if at_once else separators[-1]) if separators else 0)
        following = values[index + 1].words.start if index + 1 < len(values) else len(text)
        if not _own_words(clause, cut, following, value):
            # "… và ít nhất 02 điểm vào năm 2030": only value and time, so it is about the same thing.
            starts.append(starts[-1])
            shared.append(True)
            continue
        starts.append(cut)
        shared.append(False)
    ends = []
    for index in range(len(values)):
        following = next((starts[later] for later in range(index + 1, len(values)) if not shared[later]), len(text))
        ends.append(following)
    return list(zip(starts, ends, strict=True))


def _blanked_gap(gap: str, offset: int, marks: tuple[Mark, ...]) -> str:
    """A gap without its time words."""
    return "".join(
        " " if any(mark.start <= offset + place < mark.end for mark in marks) else letter for place, letter in enumerate(gap)
    )


def _own_words(clause: Clause, start: int, end: int, value: Value) -> str:
    """What a piece says besides its value and time."""
    text = clause.text.text
    return " ".join(
        filter(
            None,
            (
                _content(text[start : value.words.start], start, clause.marks),
                _content(text[value.words.end : end], value.words.end, clause.marks),
            ),
        )
    )


def _in_brackets(text: str, place: int, since: int) -> bool:
    found = _bracket(text, place)
    return found is not None and found[0] >= since


def _bracket(text: str, place: int) -> tuple[int, int] | None:
    """The round brackets around a place, themselves included."""
    opened = text.rfind("(", 0, place)
    closed = text.find(")", place)
    if opened < 0 or closed < 0 or text.rfind(")", opened, place) >= 0:
        return None
    return opened, closed + 1


def _content(piece: str, offset: int, marks: tuple[Mark, ...]) -> str:
    """Words of a piece that are neither time words nor connectives."""
    letters = list(piece)
    for mark in marks:
        for place in range(max(mark.start, offset), min(mark.end, offset + len(piece))):
            letters[place - offset] = " "
    return _connectives().sub(" ", fold("".join(letters))).strip(" ,;:.-–()")


@cache
def _connectives() -> re.Pattern[str]:
    light = ["và", "đến", "vào", "của", "trong", "là", "thì", "đạt", "khoảng", "tăng", "lên", "còn", "xuống", "bình quân", "phấn đấu", "hoặc", "rồi"]
    return re.compile(rf"(?<!\w)(?:{alternatives(light)})(?!\w)")


def _measure(
    clause: Clause, value: Value, segment: tuple[int, int], deadline: str | None, context: Context, document: Document
) -> Measure:
    text, around, quantity = clause.text, value.words, value.quantity
    start, end = segment
    folded = fold(text.text)
    before = folded[start : around.start]
    effort = around.effort or clause_effort(folded[: around.start]) or context.effort
    bound = around.bound or (Bound.ABOUT if around.about else Bound.LEVEL)
    if around.about and effort in (None, Effort.FIRM, Effort.PLAIN):
        effort = Effort.ABOUT
    change = around.change
    if change is None and around.level is None:
        change = clause_change(_blanked(folded, clause.marks)[start : around.start])
    per = quantity.per or _per(around, quantity, change, before)
    baseline = next((m.year for m in clause.marks if m.kind is MarkKind.BASELINE and start <= m.start < end), None)
    cut_out = _cut_out(clause, segment, value)
    subject = subject_of(text.text, segment, cut_out)
    piece = text[start:end].strip(" ,;.:")
    return Measure(
        text=_verbatim(document, anchor(document, piece)), low=quantity.low, high=quantity.high, unit=quantity.unit,
        bound=bound, effort=effort or Effort.PLAIN, change=change, baseline_year=baseline, per=per, deadline=deadline,
        better=better_of(subject, bound, change, around.level), subject=subject, scope=scope_of(_listing(text.text, segment, value, cut_out, per) or subject),
        condition=condition_of(text.text[start:end]), anchor=anchor(document, piece), part=clause.part,
    )  # fmt: skip


def _listing(
    text: str, segment: tuple[int, int], value: Value, cut_out: list[tuple[int, int]], per: str | None
) -> str:
    """The piece of a segment that lists whom it covers: "60% số xã, phường …" behind, "mỗi xã, phường …" before."""
    if per == "unit":
        return subject_of(text, (segment[0], value.words.start), cut_out)
    if value.quantity.number_end >= segment[1]:
        return ""
    behind = subject_of(text, (value.quantity.number_end, segment[1]), cut_out)
    return behind if len(behind.split()) > 2 else ""


def _per(around: Qualifiers, quantity: Quantity, change: Change | None, before: str) -> str | None:
    if around.per == "year" and (quantity.unit not in ("%", "‰") or change is not None):
        return "year"
    if _yearly().search(before) and (change is not None or quantity.unit not in ("%", "‰", "điểm %", None)):
        return "year"
    # "Mỗi xã có 01 điểm năm 2025 và 02 điểm năm 2030": the segment holds for both values.
    return "unit" if _each().search(before) and quantity.unit not in ("%", "‰") else None


@cache
def _yearly() -> re.Pattern[str]:
    return phrase_pattern(fold(word) for word in words("quantities", "per", "year_before"))


@cache
def _each() -> re.Pattern[str]:
    before = alternatives(fold(word) for word in words("quantities", "per", "each_before"))
    nouns = alternatives(fold(word) for word in words("quantities", "per", "each_nouns"))
    return re.compile(rf"(?<!\w)(?:{before})\s+(?:{nouns})(?!\w)")


def _blanked(folded: str, marks: tuple[Mark, ...]) -> str:
    for mark in marks:
        folded = folded[: mark.start] + "\x00" * (mark.end - mark.start) + folded[mark.end :]
    return folded


def _cut_out(clause: Clause, segment: tuple[int, int], value: Value) -> list[tuple[int, int]]:
    """Spans of a segment that are not its subject: all values with their words, time words, named amounts."""
    spans = [*clause.values, (value.words.start, value.quantity.number_end), (value.quantity.end, value.words.end)]
    spans += [(mark.start, mark.end) for mark in clause.marks if mark.kind is not MarkKind.NAME]
    spans += [(reference.start, reference.end) for reference in clause.references]
    return [(start, end) for start, end in spans if start < segment[1] and end > segment[0]]


# "… tối thiểu bằng mức lương cơ sở": a bound, up to three words, then an amount known by its name.
@cache
def _reference_pattern() -> re.Pattern[str]:
    bounds = load("quantities")["bounds"]
    names = alternatives(fold(word) for word in words("quantities", "references", "names"))
    every = alternatives(fold(word) for kind in bounds.values() for word in kind if word[0].isalpha())
    return re.compile(
        rf"(?<!\w)(?:(?P<bound>{every})\s+)?(?:(?:là|cũng|phải|đạt)\s+)?(?P<link>bằng|ngang bằng|theo|so với|với)\s+(?:(?P<half>\d+%?)\s+)?(?P<name>{names})(?!\w)"
        rf"|(?<!\w)(?P<bound2>{every})\s+(?P<name2>{names})(?!\w)"
    )


def _references(folded: str) -> Iterator[Reference]:
    for found in _reference_pattern().finditer(folded):
        word = found["bound"] or found["bound2"]
        if found["half"] or (word is None and found["link"] not in ("bằng", "ngang bằng")):
            continue
        before = re.finditer(r",\s|(?<=\s)với\s(?=mức|phụ)|;|\svà\s|(?<=\s)có\s(?=mức)", folded[: found.start() + 1])
        start = max((match.end() for match in before), default=0)
        end = re.compile(r"[,;.]|$").search(folded, found.end())
        bound = _bound_names().get(" ".join((word or "").split()), Bound.LEVEL)
        words = found.span("bound" if found["bound"] else "bound2")
        yield Reference(start=start, end=end.start() if end else len(folded), bound=bound, words=words)


def _by_reference(clause: Clause, opening: str | None, context: Context, document: Document) -> Iterator[Measure]:
    """Requirements whose amount is named, not numbered."""
    folded = fold(clause.text.text)
    for found in clause.references:
        place = anchor(document, clause.text[found.start : found.end].strip(" ,;.:"))
        cut = [found.words] if found.words[0] >= 0 else []
        yield Measure(
            text=_verbatim(document, place), low=None, high=None, unit=None, bound=found.bound,
            effort=clause_effort(folded[: found.start]) or context.effort or Effort.PLAIN, change=None,
            baseline_year=None, per=None, deadline=opening or (str(context.period.end) if context.period else None),
            better=Better.HIGHER, subject=subject_of(clause.text.text, (found.start, found.end), cut), scope=(),
            condition=None, anchor=place, part=clause.part,
        )  # fmt: skip


@cache
def _bound_names() -> dict[str, Bound]:
    return {
        " ".join(fold(word).split()): Bound(name) for name, phrases in load("quantities")["bounds"].items() for word in phrases
    }


def _in_order(measures: list[Measure]) -> list[Measure]:
    return sorted(measures, key=lambda measure: (measure.anchor.start, measure.low is None))


def _verbatim(document: Document, place: Anchor) -> str:
    return document.text[place.start : place.end]

"""From one sentence of a plan to its measures.

The grammar of a target: [effort] [bound] [verb] value unit [scope] [measure] [against baseline] [deadline], once or
several times in a sentence, with "trong đó …" for a part and ";" between independent measures. A clause is cut into
segments, one for each value; the segment without its value, time and hedges is the subject.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.grammar import deadlines, zeros
from extract.grammar.clauses import Clause, split_clauses
from extract.grammar.directions import (
    Setting,
    bad_word,
    better_of,
    direction_of,
    implied_change,
    with_direction,
)
from extract.grammar.in_order import each_its_own
from extract.grammar.marks import Mark, MarkKind, blanked
from extract.grammar.qualifiers import (
    Qualifiers,
    clause_bound,
    clause_change,
    clause_effort,
    is_denied,
    led_change,
)
from extract.grammar.quantities import RANK, Quantity, find_quantities
from extract.grammar.rates import (
    PER_HEAD,
    YEARLY,
    YEARLY_BEHIND,
    Near,
    is_of_each,
    near,
    read_per,
    yearly_head,
)
from extract.grammar.segments import ANAPHORA, Segment, bracket, find_segments
from extract.grammar.subjects import condition_of, lone_condition, open_condition, scope_of, subject_of
from extract.grammar.values import Value, find_values, with_shared_words, with_whole_subjects
from extract.language.lexicon import fold
from extract.language.numerals import AMBIGUOUS_WORDS, NUMERAL_WORDS
from extract.language.phrases import composed, phrases, several
from extract.language.units import unit_kind
from extract.model import Better, Bound, Change, Document, Effort, Measure, Period
from extract.traced import Traced, anchor, quote

# A text without a figure, a number word, a word for the whole or a named amount has no measure and is not read.
_MAY_MEASURE = composed(
    r"\d|%|‰|gấp|(?<!\w)<<spelled>>(?!\w)",
    spelled=several(
        ["mọi"],
        phrases("quantities", "whole", "words"),
        phrases("quantities", "references", "names"),
        phrases("quantities", "zero", "heads"),
        NUMERAL_WORDS - AMBIGUOUS_WORDS,
        ["một", "hai", "nửa"],
    ),
)
_RESULTS = phrases("quantities", "result", "words")
# "rút bớt 10 ngày so với quy định"
_COMPARED_WITH = composed(
    r"(?<!\w)so với\s+(?:<<words>>\s+)*<<things>>(?!\w)",
    words=phrases("quantities", "baseline", "words"),
    things=phrases("quantities", "baseline", "other"),
)
_SCOPE_UNITS = phrases("quantities", "scope", "units")
_EACH = phrases("quantities", "per", "each_before")
_PREDICATES = composed(
    r"(?<!\w)(?:<<verbs>>|<<having>>)(?!\w)",
    verbs=phrases("quantities", "scope", "predicates"),
    having=phrases("quantities", "subject", "predicates"),
)
_LONGEST_THIN = 4
"""Words of "mỗi tổ … thành viên", which says nothing of the thing counted before."""
_LONGEST_OWN_SUBJECT = 9
"""Words of a subject that may still be completed by a stem."""
_DENIED = {Bound.LESS_THAN: Bound.AT_LEAST, Bound.MORE_THAN: Bound.AT_MOST, Bound.AT_MOST: Bound.AT_MOST}
"""Bounds behind a denial: "không để tỷ lệ … xuống dưới 95%"."""
_OF_RANKS = {Bound.AT_LEAST: Bound.AT_MOST, Bound.MORE_THAN: Bound.LESS_THAN, Bound.AT_MOST: Bound.AT_LEAST}


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The attributes that a sentence inherits: its period, that of the plan, the effort of its stem.

    ``bare`` tells that numbers without a unit count (in a section of targets); ``stem`` is the text above, the subject
    of a mere "Năm 2025: 60%".
    """

    period: Period | None
    plan: Period | None
    effort: Effort | None = None
    bare: bool = True
    stem: str = ""


def read_measures(text: Traced, context: Context, document: Document) -> tuple[Measure, ...]:
    """All measures of ``text`` in order."""
    folded = fold(text.text)
    if not _MAY_MEASURE.search(folded):
        return ()
    found: list[Measure] = []
    opening: deadlines.Opening | None = None
    stem = ""
    fronted: int | None = None
    yearly = ""
    starts: dict[str, int] = {}
    for clause in split_clauses(text):
        if clause.opens:
            yearly, opening = "", opening if opening is not None and opening.holds else None
        yearly = yearly_head(fold(clause.text.text)) or yearly
        quantities = find_quantities(clause.text.text, clause.marks, bare=context.bare, item=folded)
        values = find_values(clause, quantities, bare=context.bare)
        # Values and glosses in brackets are no part of any subject.
        glosses = [bracket(clause.text.text, quantity.start) for quantity in quantities]
        spans = [(value.words.start, value.quantity.number_end) for value in values]
        spans += [(value.quantity.end, value.words.end) for value in values]
        clause = replace(clause, values=(*spans, *filter(None, glosses)))
        fronted = next((m.year for m in clause.marks if m.kind is MarkKind.BASELINE and m.start < 3), fronted)
        clause = replace(clause, changes=any(value.words.change for value in values))
        times = deadlines.assign(
            [(value.words.start, value.words.end) for value in values], _own_times(clause, values)
        )
        head = deadlines.opening(clause.text.text, clause.marks, values[0].words.start if values else None)
        opening = head or opening
        inherited = opening.deadline if opening else None
        starts |= {
            str(mark.year): mark.period.start
            for mark in clause.marks
            if mark.kind is MarkKind.PERIOD and mark.period
        }
        segments = find_segments(
            clause,
            [(value.words.start, value.words.end) for value in values],
            [value.quantity.unit if _is_counted(value.quantity) else None for value in values],
        )
        segments = with_whole_subjects(fold(clause.text.text), values, segments)
        values = with_shared_words(clause, values, segments)
        stem = _colon_stem(clause, values) or stem
        first = (yearly, values[0].quantity.start if values else 0)
        since = 0
        for value, segment, time in zip(values, segments, times, strict=True):
            around = near(clause, segment, value.words, since, first)
            since = value.words.end
            due = time or inherited
            deadline = due or (str(context.period.end) if context.period else None)
            if value.words.per == "year" and not time and context.period:
                # A yearly rate holds for all years, whatever the deadline of its neighbour.
                deadline = str(context.period.end)
            if _is_past(due, context) or _is_result(clause, value):
                continue
            measure = _measure(clause, value, segment, deadline, around, context, document)
            measure = replace(measure, since=starts.get(due or ""))
            if segment.shared and found:
                found[-1] = _with_baseline_of(found[-1], measure)
            if measure.change is not None and measure.baseline_year is None and measure.per is None:
                # "So với năm 2020, … tăng 5%; … giảm 3%": one baseline for all.
                measure = replace(measure, baseline_year=fronted)
            if found:
                measure = after(_with_base_of(_resolved(measure, found[-1]), found), found[-1])
            if (
                stem
                and stem not in measure.subject
                and (segment.start or not found or clause.text.start != text.start)
            ):
                measure = under_stem(measure, stem)
            found.append(measure)
        if any(mark.kind is MarkKind.ORDER for mark in clause.marks) and len(values) > 1:
            found[-len(values) :] = each_its_own(found[-len(values) :])
        found.extend(_by_reference(clause, inherited, context, document))
        if context.bare and not quantities:
            due = inherited or (str(context.period.end) if context.period else None)
            found.extend(zeros.read_zero(clause, due, context.effort, document))
    found = with_late_subjects(found)
    if context.stem:
        found = [under_stem(m, context.stem) if len(m.subject.split()) < 2 and m.unit else m for m in found]
    return tuple(_in_order(with_direction(_waiting(found, text, context))))


def _waiting(measures: list[Measure], text: Traced, context: Context) -> list[Measure]:
    """The measures under a condition that stands in the stem or in a clause of its own, beside their own ones."""
    condition = open_condition(context.stem)
    if condition is None and open_condition(text.text):
        alone = (lone_condition(clause.text.text) for clause in split_clauses(text))
        condition = next(filter(None, alone), None)
    if condition is None:
        return measures
    own = [measure.condition or "" for measure in measures]
    joined = [one if condition in one else f"{one}; {condition}" if one else condition for one in own]
    return [replace(measure, condition=one) for measure, one in zip(measures, joined, strict=True)]


def _own_times(clause: Clause, values: Sequence[Value]) -> list[Mark]:
    """The marks of a clause without times that are no deadlines of its values."""
    spans = [(value.words.start, value.quantity.start) for value in values]
    return deadlines.without_others(clause.text.text, clause.marks, spans)


def _with_baseline_of(first: Measure, second: Measure) -> Measure:
    """ "Giảm 15% đến năm 2025 và 30% đến năm 2030 so với năm 2021": all have the last baseline."""
    same = first.change is second.change and first.change is not None and first.unit == second.unit
    if not same or first.baseline_year is not None or first.per is not None:
        return first
    return replace(first, baseline_year=second.baseline_year, baseline_start=second.baseline_start)


def _colon_stem(clause: Clause, values: list[Value]) -> str:
    """The subject before a colon that several values share: "Tỷ lệ hồ sơ …: cấp huyện đạt 80%, cấp xã đạt 60%"."""
    if not values:
        return ""
    head = clause.text.text[: values[0].words.start]
    prefix, colon, rest = head.rpartition(":")
    if not colon or not rest.strip() or len(prefix.split()) < 3:
        return ""
    marked = [(mark.start, mark.end) for mark in clause.marks if mark.kind is not MarkKind.NAME]
    return subject_of(clause.text.text, (0, len(prefix)), marked)


def _is_past(deadline: str | None, context: Context) -> bool:
    return bool(deadline and context.plan and int(deadline[:4]) < context.plan.start)


def _is_result(clause: Clause, value: Value) -> bool:
    """Whether the clause reports or forecasts the value; words behind the value do not count."""
    folded = fold(clause.text.text)
    return _RESULTS.search(folded[: value.quantity.start]) is not None


def _measure(
    clause: Clause,
    value: Value,
    segment: Segment,
    deadline: str | None,
    words: Near,
    context: Context,
    document: Document,
) -> Measure:
    text, around, quantity = clause.text, value.words, value.quantity
    start, end = segment.start, segment.end
    folded = fold(text.text)
    masked = blanked(folded, clause.marks)
    bound = _bound(masked[start : around.start], value)
    effort = around.effort or clause_effort(masked[: around.start]) or context.effort
    if around.about and effort in (None, Effort.FIRM, Effort.PLAIN):
        effort = Effort.ABOUT
    baselines = [m for m in clause.marks if m.kind is MarkKind.BASELINE and start <= m.start < end]
    setting = Setting(masked[start : around.start], masked[around.start : quantity.start], around.level)
    cut_out = _cut_out(clause, segment, value)
    subject = subject_of(text.text, (start, end), cut_out)
    change = _change(setting, value, baselines) or _implied(subject, setting, value, baselines, words.behind)
    each = quantity.per is None and is_of_each(quantity, words)
    per = quantity.per or read_per(around, quantity, change, words)
    if per is None and change is not None and any(mark.base == "year" for mark in baselines):
        per = "year"
    # "đạt 98%, tăng 3 điểm % so với năm 2020": the year belongs to the change.
    of_another = change is None and clause.changes
    baseline = baselines[0] if baselines and not of_another else None
    if baseline and per == "year" and baseline.start >= segment.limit:
        baseline = None  # "mỗi năm 6%, đến năm 2025 giảm 30% so với năm 2021"
    direction = direction_of(subject, bound, change, setting, counted=_is_counted(quantity), each=each)
    piece = text[start : segment.stop].strip(" ,;.:")
    if piece.text.endswith(" và"):
        piece = piece[:-3].strip(" ,")
    return Measure(
        text=quote(document, piece),
        low=quantity.low,
        high=quantity.high,
        unit=quantity.unit,
        bound=bound,
        effort=effort or Effort.PLAIN,
        change=change,
        baseline_year=baseline.year if baseline else None,
        baseline_start=baseline.period.start if baseline and baseline.period else None,
        per=per or ("unit" if each else None),
        each=each,
        deadline=deadline,
        better=Better.LOWER if quantity.unit == RANK else direction.better,
        unsure=not direction.sure and quantity.unit != RANK,
        subject=subject,
        scope=_scope(_listing(clause, segment, value, cut_out, each=each), subject),
        condition=condition_of(
            text.text[start : segment.stop], [(first - start, last - start) for first, last in cut_out]
        ),
        anchor=anchor(document, piece),
        part=clause.part,
    )


def _bound(before: str, value: Value) -> Bound:
    """The bound next to a value, else that of its clause; a denial and a rank turn it round."""
    around = value.words
    bound = around.bound or clause_bound(before) or (Bound.ABOUT if around.about else Bound.LEVEL)
    if around.bound is not None and is_denied(before):
        bound = _DENIED.get(around.bound, around.bound)
    # The higher a rank, the smaller its number.
    return _OF_RANKS.get(bound, bound) if value.quantity.unit == RANK else bound


def _change(setting: Setting, value: Value, baselines: list[Mark]) -> Change | None:
    """The change that the words next to a value tell, else those that open or lead its clause, else a comparison."""
    around = value.words
    if around.change is not None:
        return around.change
    # "Tăng chi cho thư viện, bảo đảm không dưới 3%": behind the comma a floor of its own.
    own = around.effort is Effort.FIRM and around.bound is not None and setting.before.rstrip().endswith(",")
    opening = clause_change(setting.before) if around.level is None and not own else None
    return (
        opening
        or (None if own else led_change(setting.before, around, value.quantity.unit))
        or _compared(baselines, value.quantity, around)
    )


def _implied(
    subject: str, setting: Setting, value: Value, baselines: list[Mark], behind: str
) -> Change | None:
    """The change that a value is without a known verb of change."""
    # Of "52 triệu đồng, tăng 1,4 lần so với năm 2020" the first value has no baseline.
    near = behind.partition(",")[0]
    compared = any(mark.start <= value.words.end + len(near) for mark in baselines) or (
        _COMPARED_WITH.search(near) is not None
    )
    # At the head only for something unwanted: "hằng năm, … cho ít nhất 85% số trâu" is a level of each year.
    unwanted = value.words.bound is None and YEARLY.search(setting.before) and bad_word(subject)
    yearly = value.words.per == "year" or YEARLY_BEHIND.match(behind) is not None or bool(unwanted)
    return implied_change(subject, value.quantity.unit, setting, compared=compared, yearly=yearly)


def _compared(baselines: list[Mark], quantity: Quantity, around: Qualifiers) -> Change | None:
    """The change that a comparison with an earlier year tells: "ít hơn năm 2021", "bằng 1,5 lần năm 2020"."""
    if not baselines:
        return None
    if baselines[0].change is not None and around.level is None:
        return baselines[0].change
    if quantity.unit == "lần":
        return Change.INCREASE if quantity.low >= 1 else Change.DECREASE
    return None


def _is_counted(quantity: Quantity) -> bool:
    return quantity.unit is not None and quantity.per is None and unit_kind(quantity.unit, None) == "count"


def _scope(listing: str, subject: str) -> tuple[str, ...]:
    """Groups the measure covers; a subject before the value counts as a list only from three items on."""
    if listing:
        return scope_of(listing)
    found = scope_of(subject)
    return found if len(found) > 2 else ()


def _listing(
    clause: Clause, segment: Segment, value: Value, cut_out: list[tuple[int, int]], *, each: bool
) -> str:
    """The words that list the groups a value covers: "60% số xã, phường …" behind, "mỗi xã, phường …" before it."""
    text = clause.text.text
    if each:
        # "mỗi xã có 01 điểm … năm 2025 và 02 điểm năm 2030": the list ends at the first value, also for the second.
        end = min(value.words.start, *(start for start, _ in clause.values if start >= segment.start))
        heads = [found.start() for found in _EACH.finditer(fold(text), segment.start, end)]
        return subject_of(text, (heads[0] if heads else segment.start, end), cut_out)
    unit = value.quantity.unit or ""
    if value.quantity.number_end >= segment.end or (
        value.quantity.number_end < value.quantity.end and unit not in _SCOPE_UNITS
    ):
        return ""
    behind = subject_of(text, (value.quantity.number_end, segment.end), cut_out)
    return behind if len(behind.split()) > 2 else ""


def _cut_out(clause: Clause, segment: Segment, value: Value) -> list[tuple[int, int]]:
    """The spans of a segment outside its subject: all values with their qualifiers, time words, named amounts."""
    spans = [*clause.values]
    spans += [(mark.start, mark.end) for mark in clause.marks if mark.kind is not MarkKind.NAME]
    spans += [(reference.start, reference.end) for reference in clause.references]
    folded = fold(clause.text.text)
    if not PER_HEAD.match(folded[value.quantity.end :]):
        for pattern in (YEARLY, YEARLY_BEHIND):
            spans += [found.span() for found in pattern.finditer(folded, segment.start, segment.end)]
    return [(start, end) for start, end in spans if start < segment.end and end > segment.start]


def _by_reference(clause: Clause, due: str | None, context: Context, document: Document) -> Iterator[Measure]:
    """The requirements of a clause whose amount is named, not given as a number."""
    folded = fold(clause.text.text)
    for found in clause.references:
        piece = clause.text[found.start : found.end].strip(" ,;.:")
        place = anchor(document, piece)
        cut = [found.words] if found.words[0] >= 0 else []
        subject = subject_of(clause.text.text, (found.start, found.end), cut)
        yield Measure(
            text=quote(document, piece),
            low=None,
            high=None,
            unit=None,
            bound=found.bound,
            effort=clause_effort(folded[: found.start]) or context.effort or Effort.PLAIN,
            change=None,
            baseline_year=None,
            per=None,
            deadline=due or (str(context.period.end) if context.period else None),
            better=better_of(subject, found.bound, None, None),
            subject=subject,
            scope=(),
            condition=None,
            anchor=place,
            part=clause.part,
        )


def _in_order(measures: list[Measure]) -> list[Measure]:
    return sorted(measures, key=lambda measure: (measure.anchor.start, measure.low is None))


def after(measure: Measure, last: Measure) -> Measure:
    """Complete a measure without a subject of its own by that of the measure before it."""
    if fold(measure.subject).startswith("riêng"):
        return _apart(measure, last)
    own = len(measure.subject.split())
    if own > 1 or (own == 1 and measure.part) or measure.unit not in ("%", "‰", "điểm %", None):
        return measure
    # "năm 2025: 60%; năm 2030: 70%": the later values have the subject of the first.
    condition = measure.condition or last.condition
    return replace(
        measure,
        subject=last.subject,
        scope=last.scope,
        better=_better_after(measure, last),
        unsure=last.unsure,
        condition=condition,
    )


def _resolved(measure: Measure, last: Measure) -> Measure:
    """ "…; ở vùng cao tỷ lệ này là 60%": the subject before in place of the words that stand for it."""
    folded = fold(measure.subject)
    if measure.each and last.unit and len(folded.split()) <= _LONGEST_THIN and f"mỗi {last.unit}" in folded:
        # "… 01 tổ công nghệ số, mỗi tổ từ 05 đến 07 thành viên": each of those just counted.
        return replace(measure, subject=f"{last.subject}, {measure.subject}")
    pointed = ANAPHORA.search(folded)
    if pointed is None:
        return measure
    own = measure.subject[: pointed.start()] + measure.subject[pointed.end() :]
    subject = " ".join(f"{last.subject} {own}".split()).strip(" ,")
    own_words = bool(own.strip(" ,"))
    return replace(
        measure,
        subject=subject,
        scope=() if own_words else last.scope,
        better=last.better if measure.change is last.change else measure.better,
    )


def _with_base_of(measure: Measure, before: list[Measure]) -> Measure:
    """ "Mỗi vạn dân có 30 giường năm 2025; 34 giường năm 2030": the same thing is counted for as many people."""
    if measure.per is not None or not measure.unit:
        return measure
    bases = (one.per for one in before if one.unit == measure.unit and one.per and one.per.isdigit())
    return replace(measure, per=next(bases, None))


def _better_after(measure: Measure, last: Measure) -> Better:
    """The direction of a value without a subject of its own; that of a level behind a change follows the change."""
    if measure.bound in (Bound.AT_MOST, Bound.LESS_THAN) and last.change is not None:
        return Better.LOWER
    if measure.change is None and last.change is Change.DECREASE:
        return Better.LOWER
    return last.better


def _apart(measure: Measure, last: Measure) -> Measure:
    """ "…; riêng hộ nghèo đạt 90%": a part of the measure before, which improves in the same direction."""
    subject = f"{measure.subject} ({last.subject})"
    return replace(
        measure,
        subject=subject,
        better=last.better,
        unsure=last.unsure,
        change=measure.change or last.change,
        part=True,
    )


def with_late_subjects(measures: list[Measure]) -> list[Measure]:
    """ "Năm 2023: 40%; năm 2024: 50%; năm 2025: 60% số trẻ em": the subject of the last value is that of all."""
    found = list(measures)
    for place in range(len(found) - 2, -1, -1):
        own = len(found[place].subject.split())
        thin = own < (1 if found[place].part else 2) and found[place].unit == found[place + 1].unit
        if thin or _is_begun(found[place], found[place + 1]):
            later = found[place + 1]
            found[place] = replace(
                found[place],
                subject=later.subject,
                scope=later.scope,
                better=later.better,
                unsure=later.unsure,
            )
    return found


def _is_begun(first: Measure, later: Measure) -> bool:
    """ "50% du khách vào năm 2025 và 75% du khách vào năm 2030 được hướng dẫn": the first has no verb."""
    return (
        first.unit == later.unit == "%"
        and first.change is later.change
        and first.deadline != later.deadline
        and fold(later.subject).startswith(f"{fold(first.subject)} ")
        and _PREDICATES.match(fold(later.subject), len(first.subject) + 1) is not None
        and _PREDICATES.search(fold(first.subject)) is None
    )


def under_stem(measure: Measure, stem: str) -> Measure:
    """Complete a short subject by the stem, of which it names one kind."""
    if len(measure.subject.split()) > _LONGEST_OWN_SUBJECT:
        return measure
    subject = f"{stem} {measure.subject}".strip()
    if measure.low is None:
        return replace(measure, subject=subject)
    direction = direction_of(subject, measure.bound, measure.change, Setting())
    return replace(
        measure,
        subject=subject,
        better=Better.LOWER if Better.LOWER in (direction.better, measure.better) else direction.better,
        unsure=measure.unsure and not direction.sure,
    )

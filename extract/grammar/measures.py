"""From one sentence of a plan to its measures.

The grammar of a target: [effort] [bound] [verb] value unit [scope] [measure] [against baseline] [deadline], once or
several times in a sentence, with "trong đó …" for a part and ";" between independent measures. A clause is cut into
segments, one for each value; the segment without its value, time and hedges is the subject.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from extract.grammar import deadlines, zeros
from extract.grammar.clauses import Clause, split_clauses
from extract.grammar.directions import (
    Setting,
    better_of,
    direction_of,
    implied_change,
    with_direction,
)
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
from extract.grammar.rates import PER_HEAD, YEARLY, YEARLY_BEHIND, read_per
from extract.grammar.segments import Segment, bracket, find_segments
from extract.grammar.subjects import condition_of, scope_of, subject_of
from extract.grammar.values import Value, find_values, with_shared_words
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
    opening: str | None = None
    stem = ""
    fronted: int | None = None
    for clause in split_clauses(text):
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
            [(value.words.start, value.words.end) for value in values], _without_starts(clause, values)
        )
        head = deadlines.opening(clause.marks, values[0].words.start if values else len(clause.text))
        opening = head or opening
        segments = find_segments(
            clause,
            [(value.words.start, value.words.end) for value in values],
            [value.quantity.unit if _is_counted(value.quantity) else None for value in values],
        )
        values = with_shared_words(clause, values, segments)
        stem = _colon_stem(clause, values) or stem
        for value, segment, time in zip(values, segments, times, strict=True):
            deadline = time or opening or (str(context.period.end) if context.period else None)
            if value.words.per == "year" and not time and context.period:
                # A yearly rate holds for all years, whatever the deadline of its neighbour.
                deadline = str(context.period.end)
            if _is_past(deadline if time or opening else None, context) or _is_result(clause, value):
                continue
            measure = _measure(clause, value, segment, deadline, context, document)
            if measure.change is not None and measure.baseline_year is None and measure.per is None:
                # "So với năm 2020, … tăng 5%; … giảm 3%": one baseline for all.
                measure = replace(measure, baseline_year=fronted)
            if found:
                measure = after(measure, found[-1])
            if (
                stem
                and stem not in measure.subject
                and (segment.start or not found or clause.text.start != text.start)
            ):
                measure = under_stem(measure, stem)
            found.append(measure)
        found.extend(_by_reference(clause, opening, context, document))
        if context.bare and not quantities:
            due = opening or (str(context.period.end) if context.period else None)
            found.extend(zeros.read_zero(clause, due, context.effort, document))
    found = with_late_subjects(found)
    if context.stem:
        found = [under_stem(m, context.stem) if len(m.subject.split()) < 2 and m.unit else m for m in found]
    return tuple(_in_order(with_direction(found)))


def _without_starts(clause: Clause, values: list[Value]) -> list[Mark]:
    """The marks of a clause without the year of a starting point: "từ 62% năm 2020 lên 80%" is not due in 2020."""
    folded = fold(clause.text.text)
    starts = [
        (value.words.start, value.quantity.start)
        for value in values
        if folded.startswith("từ", value.words.start)
    ]
    return [mark for mark in clause.marks if not any(start < mark.start < end for start, end in starts)]


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
    context: Context,
    document: Document,
) -> Measure:
    text, around, quantity = clause.text, value.words, value.quantity
    start, end = segment.start, segment.end
    folded = fold(text.text)
    before = folded[start : around.start]
    masked = blanked(folded, clause.marks)
    bound = _bound(masked[start : around.start], value)
    effort = around.effort or clause_effort(masked[: around.start]) or context.effort
    if around.about and effort in (None, Effort.FIRM, Effort.PLAIN):
        effort = Effort.ABOUT
    baselines = [m for m in clause.marks if m.kind is MarkKind.BASELINE and start <= m.start < end]
    setting = Setting(masked[start : around.start], masked[around.start : quantity.start], around.level)
    cut_out = _cut_out(clause, segment, value)
    subject = subject_of(text.text, (start, end), cut_out)
    behind = folded[around.end : max(around.end, min(segment.stop, segment.limit))]
    change = _change(setting, value, baselines) or _implied(subject, setting, value, baselines, behind)
    per = quantity.per or read_per(
        around,
        quantity,
        change,
        # A share before the value may name the bodies that each have so many.
        folded[max(0, start - 80) : around.start] if segment.start else before,
        behind,
    )
    # "đạt 98%, tăng 3 điểm % so với năm 2020": the year belongs to the change.
    of_another = change is None and clause.changes
    baseline = baselines[0] if baselines and not of_another else None
    direction = direction_of(
        subject, bound, change, setting, counted=_is_counted(quantity), each=per == "unit"
    )
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
        per=per,
        deadline=deadline,
        better=Better.LOWER if quantity.unit == RANK else direction.better,
        unsure=not direction.sure and quantity.unit != RANK,
        subject=subject,
        scope=_scope(_listing(clause, segment, value, cut_out, per), subject),
        condition=condition_of(text.text[start:end]),
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
    opening = clause_change(setting.before) if around.level is None else None
    return (
        opening
        or led_change(setting.before, around, value.quantity.unit)
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
    yearly = value.words.per == "year" or any(
        (YEARLY.search(setting.before), YEARLY_BEHIND.match(behind), YEARLY.search(behind))
    )
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
    clause: Clause, segment: Segment, value: Value, cut_out: list[tuple[int, int]], per: str | None
) -> str:
    """The words that list the groups a value covers: "60% số xã, phường …" behind, "mỗi xã, phường …" before it."""
    text = clause.text.text
    if per == "unit":
        # "mỗi xã có 01 điểm … năm 2025 và 02 điểm năm 2030": the list ends at the first value, also for the second.
        first = min(start for start, _ in clause.values if start >= segment.start)
        return subject_of(text, (segment.start, min(first, value.words.start)), cut_out)
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


def _by_reference(
    clause: Clause, opening: str | None, context: Context, document: Document
) -> Iterator[Measure]:
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
            deadline=opening or (str(context.period.end) if context.period else None),
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
    return replace(measure, subject=last.subject, scope=last.scope, better=last.better, unsure=last.unsure)


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
        if own < (1 if found[place].part else 2) and found[place].unit == found[place + 1].unit:
            later = found[place + 1]
            found[place] = replace(
                found[place],
                subject=later.subject,
                scope=later.scope,
                better=later.better,
                unsure=later.unsure,
            )
    return found


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

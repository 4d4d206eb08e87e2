"""From one sentence of a plan to its measures.

The grammar of a target: [effort] [bound] [verb] value unit [scope] [measure] [against baseline] [deadline], once or
several times in a sentence, with "trong đó …" for a part and ";" between independent measures. A clause is cut into
segments, one for each value; the segment without its value, time and hedges is the subject.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.grammar import deadlines, zeros
from extract.grammar.clauses import Clause, Segment, bracket, find_segments, split_clauses
from extract.grammar.completion import (
    Stem,
    colon_stem,
    completed,
    each_its_own,
    under_stem,
    with_baseline,
    with_baseline_of,
    with_late_subjects,
)
from extract.grammar.directions import (
    Setting,
    baseline_of,
    better_of,
    change_of,
    direction_of,
    is_of_gloss,
    of_times,
    with_direction,
)
from extract.grammar.marks import Mark, MarkKind, blanked
from extract.grammar.numbers.names import YEARLY_NAMES
from extract.grammar.numbers.quantity import Quantity
from extract.grammar.numbers.shares import told_again
from extract.grammar.qualifiers import (
    Value,
    clause_bound,
    clause_effort,
    is_denied,
    named_bound,
)
from extract.grammar.quantities import RANK, find_quantities, leading_base, may_measure
from extract.grammar.rates import (
    PER_HEAD,
    WITHIN,
    YEARLY,
    YEARLY_BEHIND,
    Near,
    is_of_each,
    near,
    read_per,
    yearly_head,
)
from extract.grammar.subjects import (
    SHARE_OF,
    announced,
    asides,
    condition_of,
    covered,
    listing_of,
    subject_of,
    waiting,
)
from extract.grammar.told.states import Told, asks_itself, is_past, last_time, told_values
from extract.grammar.values import (
    bound_behind,
    find_values,
    nouns_again,
    with_shared_words,
    with_whole_subjects,
)
from extract.kept import kept
from extract.language.lexicon import fold
from extract.language.phrases import composed, phrases
from extract.language.units import FREQUENCIES, unit_kind
from extract.model import Better, Block, Bound, Document, Effort, Measure, Period
from extract.traced import Traced, anchor, quote

# "Kiểm tra nhà trọ; chỉ tiêu: 02 lượt/năm"
_LABELLED = composed(
    r"(?<=[\w)])\s*[;.,]\s*(?:<<labels>>)\s*:\s*(?=\S)", labels=phrases("quantities", "labels", "words")
)
_ALIKE = phrases("quantities", "order", "again")
_DENIED = {Bound.LESS_THAN: Bound.AT_LEAST, Bound.MORE_THAN: Bound.AT_MOST, Bound.AT_MOST: Bound.AT_MOST}
"""Bounds behind a denial: "không để tỷ lệ … xuống dưới 95%"."""
_OF_RANKS = {Bound.AT_LEAST: Bound.AT_MOST, Bound.MORE_THAN: Bound.LESS_THAN, Bound.AT_MOST: Bound.AT_LEAST}


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The attributes that a sentence inherits: its period, that of the plan, the effort of its stem.

    ``bare`` tells that numbers without a unit count (in a section of targets); ``stem`` is the text above, the subject
    of a mere "Năm 2025: 60%"; ``each`` are the words above that ask it of each body ("mỗi xã"); ``about`` is what a
    cell's row is about.
    """

    period: Period | None
    plan: Period | None
    effort: Effort | None = None
    bare: bool = True
    stem: str = ""
    each: str = ""
    about: str = ""


def read_measures(text: Traced, context: Context, document: Document) -> tuple[Measure, ...]:
    """All measures of ``text`` in order."""
    if not isinstance(text.offsets, range):
        return _read(text, context, document)
    # Text as it stands in the source is read by its words alone, then put in its place.
    said = ((one, text[one.anchor.start : one.anchor.end]) for one in measures_of(text.text, context))
    return tuple(
        replace(one, text=quote(document, piece), anchor=anchor(document, piece)) for one, piece in said
    )


@kept(2_000)
def measures_of(said: str, context: Context) -> tuple[Measure, ...]:
    """The measures of a sentence that stands in no file: plans of one province repeat most of theirs."""
    alone = Document(name="", format="txt", sha256="", text=said, blocks=(Block(text=said, start=0),))
    return _read(Traced.of(said), context, alone)


def _read(text: Traced, context: Context, document: Document) -> tuple[Measure, ...]:
    if not may_measure(text.text):
        return ()
    if label := _LABELLED.search(fold(text.text)):
        return _under_label(text, label.span(), context, document)
    clauses = list(split_clauses(text))
    # "Số hóa toàn bộ hồ sơ. Công an tỉnh chủ trì, xong trước ngày 30/11/2026": a time for all that stands before.
    dated = any(deadlines.of_before(one.text.text, one.marks) for one in clauses[1:])
    reader = _Reader(text, context, document, dated=dated)
    for clause in clauses:
        reader.add(clause)
    found = with_late_subjects(reader.asked)
    if context.stem:
        found = [under_stem(m, context.stem) if len(m.subject.split()) < 2 and m.unit else m for m in found]
    directed = with_direction(waiting(found, text, context.stem))
    return tuple(sorted(directed, key=lambda measure: (measure.anchor.start, measure.low is None)))


def _under_label(
    text: Traced, label: tuple[int, int], context: Context, document: Document
) -> tuple[Measure, ...]:
    """The measures on both sides of "…; chỉ tiêu: …"; those behind it are about what stands before it."""
    before, behind = text[: label[0]], text[label[1] :]
    stem = before.text.strip(" ,;.:-+")
    asked = read_measures(behind, replace(context, stem=context.stem or stem), document)
    return (*read_measures(before, context, document), *(under_stem(one, stem) for one in asked))


class _Reader:
    """The measures of a text, clause by clause, with what a clause hands on to those behind it."""

    def __init__(self, text: Traced, context: Context, document: Document, *, dated: bool) -> None:
        self.text, self.context, self.document, self._is_dated = text, context, document, dated
        self.found: list[Measure] = []
        self._told: set[int] = set()
        self._dated: set[int] = set()
        self._before = 0
        self._item = fold(f"{context.about} {text.text}")
        self._opening: deadlines.Opening | None = None
        self._stem, self._yearly = Stem(""), ""
        self._base: str | None = None
        self._end, self._last_time = 0, last_time(text.text, context.plan)
        self._fronted: Mark | None = None
        self._starts: dict[str, int] = {}
        self._last = str(context.period.end) if context.period else None

    @property
    def asked(self) -> list[Measure]:
        """The measures found so far without those that only tell how things stand."""
        return [one for place, one in enumerate(self.found) if place not in self._told]

    def add(self, clause: Clause) -> None:
        """Read one clause."""
        clause = self._behind_head(clause)
        context, text = self.context, clause.text.text
        if clause.opens and not (self._opening and self._opening.holds):
            self._opening = None
        self._yearly = yearly_head(fold(text)) or ("" if clause.opens else self._yearly)
        self._base = leading_base(text, clause.marks) or (None if clause.opens else self._base)
        quantities = find_quantities(
            text, clause.marks, bare=context.bare, item=self._item, base=self._base, dated=self._is_dated
        )
        if zeros.holds_in_places(blanked(fold(text), clause.marks), [one.start for one in quantities]):
            quantities = []
        values = find_values(clause, quantities, bare=context.bare)
        # Values and glosses in brackets are no part of any subject.
        glosses = [bracket(text, quantity.start) for quantity in quantities]
        glosses += told_again(fold(text))
        glosses += [*asides(fold(text)), *(found.span("whole") for found in SHARE_OF.finditer(fold(text)))]
        spans = [(value.words.start, value.quantity.number_end) for value in values]
        spans += [(value.quantity.end, value.words.end) for value in values]
        spans += filter(None, glosses)
        clause = replace(clause, values=(*spans,), changes=any(value.words.change for value in values))
        self._end = max(self.text.text.find(text, self._end), 0) + len(text)
        timed = self._last_time >= self._end
        told = told_values(clause, values, context.plan, timed=timed)
        clause = replace(clause, values=(*clause.values, *told.spans))
        if not values and (dating := deadlines.of_before(text, clause.marks)):
            self._date(dating)
            return
        times = self._alike(clause, values) or self._times(clause, values, told)
        places = [(value.words.start, value.words.end) for value in values]
        nouns = [value.quantity.unit if _is_counted(value.quantity) else None for value in values]
        segments = with_whole_subjects(fold(text), values, find_segments(clause, places, nouns))
        values = with_shared_words(clause, values, segments)
        clause = replace(clause, values=(*clause.values, *nouns_again(text, values, segments)))
        self._stem = colon_stem(clause, values) or self._stem
        first = (f"{context.each} {self._yearly}".strip(), values[0].quantity.start if values else 0)
        since, begun = 0, len(self.found)
        for value, segment, time, is_told in zip(values, segments, times, told.values, strict=True):
            words = near(clause, segment, value.words, since, first)
            since = value.words.end
            self._add_value(clause, value, segment, time, words, is_told=is_told)
        for place in range(len(self.found) - 2, begun - 1, -1):
            # "Số vụ giảm 5% và số người chết giảm 8% so với năm 2020": one baseline, behind the last.
            self.found[place] = with_baseline_of(self.found[place], self.found[place + 1])
        if any(mark.kind is MarkKind.ORDER for mark in clause.marks) and len(values) > 1:
            self.found[-len(values) :] = each_its_own(self.found[-len(values) :])
        due = self._inherited or self._last
        self.found.extend(_by_reference(clause, due, context, self.document))
        if not quantities:
            self.found.extend(zeros.read_zero(clause, due, context.effort, self.document))
        self._before = begun if len(self.found) > begun else self._before

    def _date(self, due: deadlines.Opening) -> None:
        """Give a deadline to the values of the clause before, or to all, as far as they have none of their own."""
        for place in range(0 if due.holds else self._before, len(self.found)):
            if place not in self._dated | self._told and self.found[place].per not in FREQUENCIES:
                self.found[place] = replace(self.found[place], deadline=due.deadline)

    def _behind_head(self, clause: Clause) -> Clause:
        """The clause with the end of a head that only announces values; the verb of the head governs them all."""
        end, noun = announced(folded := blanked(fold(clause.text.text), clause.marks))
        if end and folded[end - 1] == ":" and self.context.effort is None:
            self.context = replace(self.context, effort=clause_effort(folded[:noun]))
        return replace(clause, head=end)

    @property
    def _inherited(self) -> str | None:
        return self._opening.deadline if self._opening else None

    def _times(self, clause: Clause, values: Sequence[Value], told: Told) -> list[str | None]:
        """The deadlines of the values of a clause; what stands at its head holds for later clauses too.

        A value that is only told has none, and years before the plan are those of no other.
        """
        self._fronted = _fronted(clause) or self._fronted
        asked = [value for value, is_told in zip(values, told.values, strict=True) if not is_told]
        plan = self.context.plan
        current = [mark for mark in clause.marks if not (asked and told.years and is_past(mark, plan))]
        first = (asked or values)[0].words.start if values else None
        self._opening = deadlines.opening(clause.text.text, current, first) or self._opening
        periods = (mark for mark in clause.marks if mark.kind is MarkKind.PERIOD and mark.period)
        self._starts |= {str(mark.year): mark.period.start for mark in periods if mark.period}
        spans = [(value.words.start, value.quantity.start) for value in values]
        marks = deadlines.without_others(clause.text.text, current, spans)
        units = [one.quantity.unit for one in asked]
        around = deadlines.Around(clause.text.text, units, self._inherited or self._last)
        times = iter(deadlines.assign([(one.words.start, one.words.end) for one in asked], marks, around))
        years = {place: str(mark.year) for place, mark in told.years.items()}
        now = str(plan.start - 1) if plan else None
        return [
            years.get(place, now) if is_told else next(times) for place, is_told in enumerate(told.values)
        ]

    def _alike(self, clause: Clause, values: Sequence[Value]) -> list[str | None]:
        """The deadlines of the values before, which a clause such as "tương ứng, 60% và 80% …" goes through again."""
        number, before = len(values), [measure.deadline for measure in self.found[-len(values) :]]
        timed = any(mark.kind in (MarkKind.DEADLINE, MarkKind.PERIOD) for mark in clause.marks)
        if number < 2 or timed or len(set(before)) != number:
            return []
        return before if _ALIKE.search(fold(clause.text.text[: values[0].quantity.start])) else []

    def _add_value(
        self,
        clause: Clause,
        value: Value,
        segment: Segment,
        time: str | None,
        words: Near,
        *,
        is_told: bool,
    ) -> None:
        due = time or self._inherited
        # A yearly rate holds for all years, whatever the deadline of its neighbour.
        holds = value.words.per == "year" and not time and self._last is not None
        if time is None and _is_past(due, self.context) and asks_itself(clause, value):
            due = None
        if is_told or _is_past(due, self.context):
            self._told.add(len(self.found))
        if time:
            self._dated.add(len(self.found))
        deadline = self._last if holds else due or self._last
        measure = _measure(clause, value, segment, deadline, words, self.context, self.document)
        measure = replace(measure, since=self._starts.get(due or ""))
        if segment.shared and self.found:
            self.found[-1] = with_baseline_of(self.found[-1], measure)
        if measure.change is not None and measure.baseline_year is None and measure.per is None:
            # "So với năm 2020, … tăng 5%; … giảm 3%": one baseline for all.
            measure = with_baseline(measure, self._fronted)
        measure = completed(measure, self.found)
        begins = not segment.start and self.found and clause.text.start == self.text.start
        head = clause.text.text[segment.start : value.words.start]
        if self._stem.governs(measure, head) and not begins:
            measure = under_stem(measure, self._stem.words)
        self.found.append(measure)


def _fronted(clause: Clause) -> Mark | None:
    """The baseline at the head of a clause, before which at most other times stand; it holds for all its changes."""
    for mark in clause.marks:
        if mark.kind is MarkKind.BASELINE:
            before = blanked(clause.text.text[: mark.start], clause.marks, filler=" ")
            return None if before.strip(" ,:-+") else mark
    return None


def _is_past(deadline: str | None, context: Context) -> bool:
    return bool(deadline and context.plan and int(deadline[:4]) < context.plan.start)


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
    effort = around.effort or clause_effort(masked[clause.head : around.start]) or context.effort
    if around.about and effort in (None, Effort.FIRM, Effort.PLAIN):
        effort = Effort.ABOUT
    baselines = [m for m in clause.marks if m.kind is MarkKind.BASELINE and start <= m.start < end]
    baselines = [m for m in baselines if not is_of_gloss(m, folded, quantity)]
    setting = Setting(masked[start : around.start], masked[around.start : quantity.start], around.level)
    cut_out = _cut_out(clause, segment, value)
    subject = subject_of(text.text, (start, end), cut_out)
    change = change_of(subject, setting, value, baselines, words.behind)
    each = quantity.per is None and is_of_each(quantity, words)
    baseline = baseline_of(
        baselines, segment, around.per, place=quantity.end, of_another=change is None and clause.changes
    )
    since_year = change is not None and baseline is not None and baseline.year is not None
    per = quantity.per or read_per(around, quantity, change, words, total=since_year, each=each)
    if per is None and any(mark.base == "year" and (change or mark.whole) for mark in baselines):
        per = "year"
    direction = direction_of(subject, bound, change, setting, counted=_is_counted(quantity), each=each)
    direction = direction if change else of_times(direction, bound, quantity.unit, per)
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
        scope=covered(listing_of(clause, segment, value, cut_out, each=each), subject),
        condition=condition_of(
            text.text[start : segment.stop], [(first - start, last - start) for first, last in cut_out]
        ),
        anchor=anchor(document, piece),
        part=clause.part,
    )


def _bound(before: str, value: Value) -> Bound:
    """The bound next to a value, else that of its clause; a denial and a rank turn it round."""
    around = value.words
    bound = around.bound or clause_bound(before) or named_bound(before)
    bound = bound or (Bound.ABOUT if around.about else Bound.LEVEL)
    if around.bound is not None and is_denied(before):
        bound = _DENIED.get(around.bound, around.bound)
    # The higher a rank, the smaller its number.
    return _OF_RANKS.get(bound, bound) if value.quantity.unit == RANK else bound


def _is_counted(quantity: Quantity) -> bool:
    return quantity.unit is not None and quantity.per is None and unit_kind(quantity.unit, None) == "count"


def _cut_out(clause: Clause, segment: Segment, value: Value) -> list[tuple[int, int]]:
    """The spans of a segment outside its subject: all values with their qualifiers, time words, named amounts."""
    spans = [*clause.values, (0, clause.head)]
    spans += [(mark.start, mark.end) for mark in clause.marks if mark.kind is not MarkKind.NAME]
    spans += [(reference.start, reference.end) for reference in clause.references]
    if behind := bound_behind(clause, value, segment):
        spans.append(behind)
    folded = YEARLY_NAMES.sub(lambda found: "\x00" * len(found.group()), fold(clause.text.text))
    if not PER_HEAD.match(folded[value.quantity.end :]):
        for pattern in (YEARLY, YEARLY_BEHIND, *(WITHIN.values() if _is_counted(value.quantity) else ())):
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

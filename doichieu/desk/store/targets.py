"""Rows of what a plan asks for, one for each measure, as humans have corrected it: for lists and the search."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from compare.identity import document, measure_key
from doichieu.desk.store.models import Reading, TargetRow
from doichieu.desk.words import unmarked
from extract.language import writing
from extract.model import Measure, Plan

_MOST = Decimal(10) ** 21
"""Numbers from here on do not fit the column."""
_WORDS = 2_000
"""Letters of a target that each of its measures is found by; of a longer one also the measure's own."""


def write(reading: Reading, plan: Plan, machine: Plan) -> None:
    """Write the rows of a reading anew, from its plan as corrected; ``machine`` is the plan as it was read."""
    reading.targets.all().delete()
    TargetRow.objects.bulk_create(_rows(reading, plan, document(machine)), batch_size=500)


def _rows(reading: Reading, plan: Plan, name: str) -> Iterator[TargetRow]:
    """One row for each measure of a plan's targets; ``TargetRow.key`` is what corrections and pins name."""
    titles = {section.id: section.title for section in plan.sections}
    ordinal = 0
    for target in plan.targets:
        whole = unmarked(" ".join([titles.get(target.section or "", ""), target.text[:_WORDS]]))
        for measure in target.measures:
            ordinal += 1
            yield TargetRow(
                reading=reading,
                ordinal=ordinal,
                item=target.id,
                key=measure_key(target, measure, name),
                text=measure.text,
                folded=whole if len(target.text) <= _WORDS else f"{whole} {unmarked(measure.text[:_WORDS])}",
                subject=writing.quote(measure.subject or measure.text, 280),
                value=_value(measure)[:120],
                low=_stored(measure.low),
                high=_stored(measure.high),
                unit=(measure.unit or "")[:60],
                bound=measure.bound.value,
                deadline=(measure.deadline or "")[:20],
                place=writing.capitalised(writing.place(target.path))[:200],
                page=measure.anchor.page,
            )


def _value(measure: Measure) -> str:
    return writing.requirement(measure) if measure.low is not None else ""


def _stored(value: Decimal | None) -> Decimal | None:
    """A number that fits the column; None for one that does not."""
    return value if value is not None and abs(value) < _MOST else None

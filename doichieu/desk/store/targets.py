"""Rows of what a plan asks for, one for each measure, as humans have corrected it: for lists and the search.

What the search filters by stands in a row as words of the index, so that it is looked up as fast as a word:

    r12    the reading                            y2025, y20251231    the deadline
    u25    the unit, in hexadecimal letters       v60, v4d5           a value
    a2     digits before the comma of the lower end (else of the upper), z2 of the upper end (else of the lower)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
_PLACES = Decimal("0.000001")
"""The column of a number has six decimals."""
MOST_DIGITS = 22


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
            low, high, deadline = _stored(measure.low), _stored(measure.high), (measure.deadline or "")[:20]
            yield TargetRow(
                reading=reading,
                ordinal=ordinal,
                item=target.id,
                key=measure_key(target, measure, name),
                text=measure.text,
                folded=whole if len(target.text) <= _WORDS else f"{whole} {unmarked(measure.text[:_WORDS])}",
                subject=writing.quote(measure.subject or measure.text, 280),
                value=_value(measure)[:120],
                low=low,
                high=high,
                unit=(measure.unit or "")[:60],
                bound=measure.bound.value,
                deadline=deadline,
                place=writing.capitalised(writing.place(target.path))[:200],
                page=measure.anchor.page,
                facts=facts(reading.pk, measure.unit or "", deadline, low, high),
            )


def _value(measure: Measure) -> str:
    return writing.requirement(measure) if measure.low is not None else ""


def _stored(value: Decimal | None) -> Decimal | None:
    """A number that fits the column; None for one that does not."""
    return value if value is not None and abs(value) < _MOST else None


def facts(reading: int, unit: str, deadline: str, low: Decimal | None, high: Decimal | None) -> str:
    """The words for one row.

    >>> facts(12, "%", "2025", Decimal("4.50"), None)
    'r12 u25 y2025 v4d5 a1 z1'
    """
    told = [of_reading(reading), of_unit(unit), of_time(deadline[:4]), of_time(deadline)]
    told += [of_value(end) for end in (low, high) if end is not None]
    first, last = (low, high) if low is not None else (high, high)
    last = first if last is None else last
    told += [f"{side}{digits(end)}" for side, end in (("a", first), ("z", last)) if end is not None]
    return " ".join(dict.fromkeys(filter(None, told)))


def of_reading(number: int) -> str:
    """The word for the rows of one reading."""
    return f"r{number}"


def of_unit(unit: str) -> str:
    """The word for a unit; "" for none."""
    return f"u{unit.strip().encode().hex()}" if unit.strip() else ""


def of_time(deadline: str) -> str:
    """The word for a deadline, of which one for its year is the beginning; "" for none."""
    told = "".join(filter(str.isalnum, deadline))
    return f"y{told.lower()}" if told else ""


def of_value(value: Decimal) -> str:
    """The word for a number.

    >>> of_value(Decimal("1200.000000")), of_value(Decimal("4.50")), of_value(Decimal("-3"))
    ('v1200', 'v4d5', 'vm3')
    """
    plain = f"{value.quantize(_PLACES):f}".rstrip("0").rstrip(".")
    return f"v{plain.replace('-', 'm').replace('.', 'd')}"


def digits(value: Decimal) -> int:
    """How many digits a number has before the comma; 0 for a negative one."""
    return 0 if value < 0 else min(MOST_DIGITS, len(str(int(value))))


def any_of(words: Iterable[str]) -> str:
    """The condition that a row has one of some words, in the language of the index."""
    return f"facts: ({' OR '.join(words)})"


def from_to(side: str, least: int, most: int = MOST_DIGITS) -> Iterator[str]:
    """The words for numbers of so many digits; ``side`` is "a" or "z"."""
    return (f"{side}{number}" for number in range(least, most + 1))

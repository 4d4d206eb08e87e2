"""What the measures of one item take from each other: subjects said once, stems before a colon, "riêng …"."""

from __future__ import annotations

from dataclasses import replace

from extract.grammar.subjects import better_of
from extract.language.lexicon import fold
from extract.model import Better, Measure

_LONGEST_OWN_SUBJECT = 9


def after(measure: Measure, last: Measure) -> Measure:
    """What a measure without a subject of its own takes from the one before it."""
    if fold(measure.subject).startswith("riêng"):
        return _apart(measure, last)
    own = len(measure.subject.split())
    if own > 1 or (own == 1 and measure.part) or measure.unit not in ("%", "‰", "điểm %", None):
        return measure
    # "năm 2025: 60%; năm 2030: 70%": the later values are about what the first is about.
    return replace(measure, subject=last.subject, scope=last.scope, better=last.better)


def _apart(measure: Measure, last: Measure) -> Measure:
    """ "…; riêng hộ nghèo đạt 90%": a part of what was said before, better the same way."""
    subject = f"{measure.subject} ({last.subject})"
    return replace(
        measure, subject=subject, better=last.better, change=measure.change or last.change, part=True
    )


def with_late_subjects(measures: list[Measure]) -> list[Measure]:
    """ "Năm 2023: 40%; năm 2024: 50%; năm 2025: 60% số trẻ em": the last value names what all are about."""
    found = list(measures)
    for place in range(len(found) - 2, -1, -1):
        own = len(found[place].subject.split())
        if own < (1 if found[place].part else 2) and found[place].unit == found[place + 1].unit:
            later = found[place + 1]
            found[place] = replace(
                found[place], subject=later.subject, scope=later.scope, better=later.better
            )
    return found


def under_stem(measure: Measure, stem: str) -> Measure:
    """A short subject of its own is one kind of what the stem names."""
    if len(measure.subject.split()) > _LONGEST_OWN_SUBJECT:
        return measure
    subject = f"{stem} {measure.subject}".strip()
    better = (
        measure.better if measure.low is None else better_of(subject, measure.bound, measure.change, None)
    )
    return replace(
        measure, subject=subject, better=Better.LOWER if Better.LOWER in (better, measure.better) else better
    )

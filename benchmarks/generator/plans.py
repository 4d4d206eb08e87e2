"""One made plan: an upper plan, a number, and everything that follows from both and the seed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from benchmarks.generator import consistency, form, lineage, measures, names, targets, tasks
from benchmarks.generator.deviating import Deviation
from benchmarks.generator.faithful import faithful
from benchmarks.generator.harmless import harmless
from benchmarks.generator.model import Draft, Label
from extract.model import Plan

FAMILIES: dict[str, tuple[Deviation, ...]] = {
    "targets": (*targets.DEVIATIONS, *measures.DEVIATIONS),
    "tasks": tasks.DEVIATIONS,
    "lineage": lineage.DEVIATIONS,
    "form": form.DEVIATIONS,
    "consistency": consistency.DEVIATIONS,
    "names": names.DEVIATIONS,
}
DEVIATIONS: tuple[Deviation, ...] = tuple(one for family in FAMILIES.values() for one in family)
SUFFIXES = (".txt", ".txt", ".html", ".html", ".docx")


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A plan with its labels. ``deviations`` are the names of those that are no mere notes; none: it is harmless."""

    name: str
    upper: Path
    draft: Draft
    labels: tuple[Label, ...]
    deviations: tuple[str, ...]


def make(upper: Plan, path: Path, number: int, seed: int, deviating: bool) -> Made:
    """The plan ``number`` made from an upper plan; the same arguments give the same plan."""
    name = f"{path.stem}-{'d' if deviating else 'h'}{number}"
    rng = Random(f"{seed}/{name}")
    draft, labels = faithful(upper, rng)
    draft = harmless(draft, rng)
    suffix = rng.choice(SUFFIXES)
    # Plain text has no tables.
    draft = replace(
        draft, look=replace(draft.look, suffix=suffix, table=draft.look.table and suffix != ".txt")
    )
    done: list[Label] = []
    if deviating:
        # Every deviation gets its turn as the first of a plan; others are drawn until there are one to four.
        turn, wanted = DEVIATIONS[number % len(DEVIATIONS)], rng.randint(1, 4)
        for deviation in (turn, *rng.sample(DEVIATIONS, len(DEVIATIONS))):
            if len(done) == wanted:
                break
            changed = deviation(draft, rng)
            if changed is not None and not any(_clashes(label, changed[1]) for label in done):
                draft = changed[0]
                done.append(changed[1])
    else:
        for sound in consistency.SOUND:
            if rng.random() < 0.4:
                draft = sound(draft, rng)
    notes: list[Label] = []
    for note in targets.NOTES:
        if rng.random() < 0.4 and (changed := note(draft, rng)) is not None:
            draft = changed[0]
            notes.append(changed[1])
    touched = {label.origin.item for label in done if label.origin is not None}
    labels = tuple(
        label
        for label in labels
        if label.name != "share" or (label.origin and label.origin.item not in touched)
    )
    return Made(
        name=name,
        upper=path,
        draft=draft,
        labels=(*labels, *done, *notes),
        deviations=tuple(label.name for label in done),
    )


# Two slips at one place, of which a reader would see only one.
_TOGETHER = (
    {"wrong number", "wrong date", "plan of another place", "not cited", "malformed number"},
    {"year left out", "missing target", "later deadline", "period of title and body", "number left out"},
    {"no reports", "later reports"},
    {"no funding", "parts and sum", "words and digits"},
    {"day without zero", "month without zero", "younger basis", "malformed number"},
)


def _clashes(first: Label, second: Label) -> bool:
    return first.name == second.name or any(
        first.name in group and second.name in group for group in _TOGETHER
    )

"""One made plan: an upper plan, a number, and everything that follows from both and the seed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from benchmarks.generator import consistency, form, lineage, measures, names, places, scope, targets, tasks
from benchmarks.generator.above import stricter_nation
from benchmarks.generator.annual import annual
from benchmarks.generator.deviating import Deviation, kinds
from benchmarks.generator.faithful import faithful
from benchmarks.generator.harmless import harmless
from benchmarks.generator.model import Draft, Label
from compare.model import Kind
from extract.model import Plan

FAMILIES: dict[str, tuple[Deviation, ...]] = {
    "targets": (*targets.DEVIATIONS, *scope.DEVIATIONS, *measures.DEVIATIONS),
    "tasks": tasks.DEVIATIONS,
    "lineage": lineage.DEVIATIONS,
    "form": form.DEVIATIONS,
    "consistency": consistency.DEVIATIONS,
    "names": (*names.DEVIATIONS, *places.DEVIATIONS),
}
DEVIATIONS: tuple[Deviation, ...] = tuple(one for family in FAMILIES.values() for one in family)
SUFFIXES = (".txt", ".txt", ".html", ".html", ".docx")


_RARE = (consistency.mean_and_total, places.misspelt, places.gone, measures.other_baseline)
_ANNUAL, _TWO_ABOVE = 9, 7
"""Of so many plans that hold no deviation of another sort, one is annual; one has two plans above it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A plan with its labels. ``deviations`` are the names of those that are no mere notes; none: it is harmless.
    ``nation`` is a further plan above it."""

    name: str
    upper: Path
    draft: Draft
    labels: tuple[Label, ...]
    deviations: tuple[str, ...]
    nation: Plan | None = None


def make(upper: Plan, path: Path, number: int, seed: int, deviating: bool) -> Made:
    """The plan ``number`` made from an upper plan; the same arguments give the same plan."""
    name = f"{path.stem}-{'d' if deviating else 'h'}{number}"
    rng = Random(f"{seed}/{name}")
    turn = DEVIATIONS[number % len(DEVIATIONS)] if deviating else None
    draft, labels = faithful(upper, rng, reform=turn in (*names.OF_REFORM, *places.OF_REFORM))
    of_a_year = annual(upper, draft, labels, rng) if turn is None and number % _ANNUAL == 4 else None
    if of_a_year is not None:
        draft, labels = of_a_year
    draft = harmless(draft, rng)
    if of_a_year is not None:
        # Each step names its year.
        draft = replace(draft, look=replace(draft.look, years="bullet", table=False))
    suffix = ".docx" if turn is form.no_end else rng.choice(SUFFIXES)
    # Plain text has no tables.
    draft = replace(
        draft, look=replace(draft.look, suffix=suffix, table=draft.look.table and suffix != ".txt")
    )
    done: list[Label] = []
    nation: Plan | None = None
    if turn is not None:
        draft, done = _deviating(draft, turn, rng)
    elif (
        of_a_year is None
        and number % _TWO_ABOVE == 3
        and (above := stricter_nation(upper, draft, rng)) is not None
    ):
        nation = above[0]
        labels = (*labels, above[1])
    else:
        for sound in (*consistency.SOUND, places.sound_place):
            if rng.random() < 0.4:
                draft = sound(draft, rng)
    notes: list[Label] = []
    for note in targets.NOTES:
        if nation is None and rng.random() < 0.4 and (changed := note(draft, rng)) is not None:
            draft = changed[0]
            notes.append(changed[1])
    told = {label.quote for label in notes}
    notes += [
        Label(name="extra target", kinds=kinds(Kind.EXTRA_TARGET), rules=("CT15",), quote=goal.text)
        for goal in draft.goals
        if goal.origin is None and goal.text not in told
    ]
    notes += [
        Label(name="slip of a letter", kinds=kinds(Kind.SPELLING, Kind.NAME), quote=word, optional=True)
        for word in draft.slips
    ]
    touched = {label.origin.item for label in done if label.origin is not None}
    labels = tuple(
        label
        for label in labels
        if label.name != "share" or label.optional or (label.origin and label.origin.item not in touched)
    )
    return Made(
        name=name,
        upper=path,
        draft=draft,
        labels=(*labels, *done, *notes),
        deviations=tuple(label.name for label in done),
        nation=nation,
    )


def _deviating(draft: Draft, turn: Deviation, rng: Random) -> tuple[Draft, list[Label]]:
    """Every deviation gets its turn as the first of a plan; others are drawn until there are one to four."""
    done: list[Label] = []
    wanted = rng.randint(1, 4)
    # Those that few upper plans have a place for are tried first now and then.
    rare = [deviation for deviation in _RARE if rng.random() < 0.2]
    for deviation in (turn, *rare, *rng.sample(DEVIATIONS, len(DEVIATIONS))):
        if len(done) == wanted:
            break
        changed = deviation(draft, rng)
        if changed is not None and not any(_clashes(label, changed[1]) for label in done):
            draft = changed[0]
            done.append(changed[1])
    return draft, done


# Two slips at one place, of which a reader would see only one.
_TOGETHER = (
    {
        "wrong number",
        "wrong date",
        "plan of another place",
        "not cited",
        "malformed number",
        "another province",
        "older than the upper plan",
        "document of the upper plan",
    },
    {"year left out", "missing target", "later deadline", "period of title and body", "number left out"},
    {"no reports", "later reports"},
    {"no funding", "parts and sum", "words and digits"},
    {"day without zero", "month without zero", "younger basis", "malformed number"},
    {
        "day without zero",
        "month without zero",
        "blank date",
        "older than the upper plan",
        "place before the date",
    },
    {"younger basis", "blank date", "older than the upper plan", "programme after its plan"},
    {
        "cited in two ways",
        "kind and symbol",
        "issuer and symbol",
        "council of another place",
        "younger basis",
    },
    {"cited in two ways", "malformed number", "older than the upper plan", "kind and symbol"},
    {"kind and symbol", "issuer and symbol", "council of another place", "malformed number"},
    {
        "basis without semicolon",
        "last basis without full stop",
        "not cited",
        "another province",
        "older than the upper plan",
    },
    {"older than the upper plan", "issuer and symbol", "kind and symbol", "council of another place"},
    {"no recipients", "line of the archive"},
    {"blank number", "own number"},
    {"place of another province", "misspelt place", "district that is gone", "nghiệm ma túy"},
    {"misspelt body", "capitals of a body", "lead of a higher level", "no lead"},
    {"no TM.", "no KT."},
)


def _clashes(first: Label, second: Label) -> bool:
    return first.name == second.name or any(
        first.name in group and second.name in group for group in _TOGETHER
    )

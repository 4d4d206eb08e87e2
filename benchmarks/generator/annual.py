"""A plan of one year below a plan of several: its targets are steps on the way to what is due later."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_CEILING, Decimal
from random import Random

from benchmarks.generator.deviating import kinds
from benchmarks.generator.model import Draft, Goal, Label, Part, Piece
from benchmarks.generator.rendering import name_of
from benchmarks.generator.sentences import with_number, written
from compare.model import Kind
from extract.model import Period, Plan, Role


def annual(
    upper: Plan, draft: Draft, labels: tuple[Label, ...], rng: Random
) -> tuple[Draft, tuple[Label, ...]] | None:
    """The same for one year within the period; of every step is known whether it is on the line.

    None where the plan has no year before its end, or no target of which a step can be asked.
    """
    period = draft.period
    stated = any(section.role is Role.STATUS for section in upper.sections)
    if period.years < 4 or draft.unit.reformed or stated:
        # Where the upper plan tells the state of things itself, its figures are the start.
        return None
    year = rng.randint(period.start + 1, min(period.end - 1, 2024))
    goals: list[Goal] = []
    state: list[str] = []
    told: list[Label] = []
    named: set[str | None] = set()
    # Of twins with two horizons the nearer.
    for goal in sorted(draft.goals, key=lambda goal: goal.year or 0):
        name = name_of(goal)
        if name is not None and name in named:
            continue
        named.add(name)
        if goal.year is not None and goal.year <= year:
            continue
        if goal.piece(Part.RATE) is not None:
            # So much a year binds in each year.
            goals.append(goal)
            continue
        step = _step(goal, year, rng)
        if step is not None:
            made, sentence, label = step
            goals.append(made)
            told.append(label)
            state += [sentence] if sentence else []
    if len(goals) < 3 or year <= draft.issued.year:
        return None
    own = Period(start=year, end=year)
    place_date = f"{draft.unit.short}, ngày {rng.randint(10, 25)} tháng 01 năm {year}"
    made_draft = replace(
        draft,
        period=own,
        heading_period=own,
        closing_period=own,
        goals=tuple(goals),
        state=tuple(state),
        place_date=place_date,
    )
    kept = tuple(label for label in labels if label.name != "share")
    later = Label(name="due later", kinds=kinds(Kind.OUT_OF_PERIOD), rules=("CT12",), optional=True)
    shares = Label(name="share", kinds=kinds(Kind.APPORTION), optional=True)
    return made_draft, (*[label for label in kept if label.name != "due later"], later, shares, *told)


def _step(goal: Goal, year: int, rng: Random) -> tuple[Goal, str, Label] | None:
    """A goal with the value of the year, the sentence on where it stood the year before, and its label."""
    name, value = name_of(goal), goal.piece(Part.VALUE)
    if (
        name is None
        or value is None
        or goal.value is None
        or goal.year is None
        or goal.origin is None
        or goal.inside is not None
        or goal.lower_is_better
        or not value.text.endswith("%")
        or goal.value < 40
    ):
        return None
    left = goal.year - year
    start = goal.value - rng.choice((15, 20, 30))
    expected = start + (goal.value - start) / (left + 1)
    kind = rng.choice(("on", "behind", "unknown", "on"))
    on_line = expected.to_integral_value(ROUND_CEILING)
    mine = on_line if kind == "on" else start + 1
    if mine >= goal.value or (kind == "behind" and mine >= expected - Decimal("0.5")):
        return None
    due = Piece(part=Part.DUE, text=f"năm {year}")
    pieces = tuple(piece for piece in goal.pieces if piece.part is not Part.DUE and piece.text != ",")
    made = replace(goal, pieces=pieces).put(Part.VALUE, with_number(value.text, mine))
    made = replace(made, pieces=(*made.pieces, due), value=mine, year=year, settled=True)
    codes = {"on": "CT17", "behind": "CT18", "unknown": "CT19"}
    found = {"on": Kind.OUT_OF_PERIOD, "behind": Kind.WEAKER_VALUE, "unknown": Kind.OUT_OF_PERIOD}
    label = Label(
        name=f"step {kind} the line" if kind != "unknown" else "step without a start",
        kinds=kinds(found[kind]),
        rules=(codes[kind],),
        origin=goal.origin,
    )
    sentence = f"{name} năm {year - 1} đạt {written(start)}%." if kind != "unknown" else ""
    return made, sentence, label

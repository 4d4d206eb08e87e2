"""The targets of one document as its page lists them: what counts now, what the machine read, what humans said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from compare.identity import document, measure_key
from doichieu.desk.sheets.places import spots
from doichieu.desk.store import packing
from doichieu.desk.store.corrected import in_force, laid, said_of
from doichieu.desk.store.models import Correction, Reading
from doichieu.desk.texts import say
from doichieu.desk.words import holds, searchable
from extract.language import writing
from extract.model import Act, Measure, Met, Plan, Target, Task
from extract.model import Correction as Said

UNSURE, MENDED = "can-kiem", "da-sua"
"""Filters: numbers that letter recognition was not sure of, and what humans have said."""
STRUCK = "struck"
"""``Correction.field`` of what is no target."""
_AWAY = -1.0
"""A rectangle here lies outside of its page: the page is shown, nothing on it is marked."""


@dataclass(frozen=True)
class Spot:
    """One measure of a plan as corrected, with its name.

    ``ordinal`` counts the measures that are equal word for word from 1; 0 where there is one.
    """

    item: Target | Task
    measure: Measure
    key: str
    ordinal: int = 0


@dataclass(frozen=True)
class Line:
    """One target of the page. ``was`` and ``was_due`` are what the machine read where a human says otherwise."""

    key: str
    ordinal: int
    text: str
    place: str
    value: str
    due: str
    was: str = ""
    was_due: str = ""
    unsure: str = ""
    """The numbers to be checked against the page."""
    struck: bool = False
    added: bool = False
    said: tuple[Correction, ...] = ()
    """The corrections in force."""
    at: tuple[int, int] = (0, 0)
    page: int | None = None
    folded: str = ""

    @property
    def name(self) -> str:
        """The id of its row in the page."""
        return f"c-{self.key}-{self.ordinal}" if self.ordinal else f"c-{self.key}"


@dataclass(frozen=True)
class Read:
    """A document with its corrections: the plan as it counts, the lines and what met nothing."""

    plan: Plan
    spots: tuple[Spot, ...]
    """Its measures, those that were struck as well: their ordinals stay."""
    lines: tuple[Line, ...]
    lost: tuple[tuple[Correction, str], ...]
    """Corrections that are not made any more, each with why."""

    @property
    def unsure(self) -> int:
        return sum(bool(line.unsure) for line in self.lines)

    @property
    def mended(self) -> int:
        return sum(bool(line.said) for line in self.lines)

    def spot_of(self, key: str, ordinal: int) -> Spot | None:
        """The measure of a key, with or without the name of its plan (``measure_key``)."""
        found = [one for one in self.spots if key in (one.key, measure_key(one.item, one.measure))]
        at = max(ordinal, 1)
        return found[at - 1] if len(found) >= at else None


def read(reading: Reading) -> Read | None:
    """What a reading says, as corrected; None where nothing was read."""
    if reading.plan is None:
        return None
    rows = {said_of(row): row for row in in_force(reading.file_id)}
    machine = packing.plan_of(reading.plan)
    plan = laid(machine, rows)
    made = {one.correction for one in plan.corrections if one.met is Met.MADE}
    whole = laid(machine, [said for said in rows if said.act is not Act.STRIKE])
    spots = tuple(_spots(whole))
    lines = [_line(spot, _said(spot, whole, rows, made)) for spot in spots if isinstance(spot.item, Target)]
    lost = [
        (rows[one.correction], say(f"correct.{one.met.value}"))
        for one in plan.corrections
        if one.correction in rows and one.correction not in made
    ]
    return Read(plan, spots, tuple(lines), tuple(lost))


def _spots(plan: Plan) -> Iterator[Spot]:
    """All measures of a plan's targets and tasks."""
    name = document(plan)
    items: tuple[Target | Task, ...] = (*plan.targets, *plan.tasks)
    found = [
        Spot(item, measure, measure_key(item, measure, name)) for item in items for measure in item.measures
    ]
    total, counted = Counter(spot.key for spot in found), Counter[str]()
    for spot in found:
        counted[spot.key] += 1
        yield replace(spot, ordinal=counted[spot.key]) if total[spot.key] > 1 else spot


def _said(
    spot: Spot, plan: Plan, rows: Mapping[Said, Correction], made: Collection[Said]
) -> list[Correction]:
    """The corrections of one measure that were made."""
    named = [said for said in rows if said.key == spot.key and (said.ordinal or 0) == spot.ordinal]
    added = [one.correction for one in plan.corrections if one.after is spot.measure]
    found = [rows[said] for said in {*added, *named} if said in rows and said in made]
    return sorted(found, key=lambda row: row.pk)


def listed(lines: Sequence[Line], words: str = "", which: str = "") -> list[Line]:
    """The lines that a filter keeps, those with unsure numbers first."""
    kept = [
        line
        for line in lines
        if holds(line.folded, words) and (which != UNSURE or line.unsure) and (which != MENDED or line.said)
    ]
    return sorted(kept, key=lambda line: not line.unsure)


def places(reading: Reading, line: Line) -> dict[str, Any]:
    """The place of a line on the pages, as ``sheets.js`` draws it."""
    found = spots(reading, list(line.at)) if any(line.at) else []
    if not found and line.page:
        found = [[line.page, *[_AWAY] * 4]]
    return {"draft": [{"at": list(line.at), "spots": found}], "upper": []}


def _line(spot: Spot, said: Sequence[Correction]) -> Line:
    item, measure = spot.item, spot.measure
    old = measure.corrected.machine if measure.corrected else None
    struck = any(row.field == STRUCK for row in said)
    value, due = _value(measure), writing.date(measure.deadline or "")
    was, was_due = (_value(old), writing.date(old.deadline or "")) if old else ("", "")
    several = len(item.measures) > 1 or measure.cell is not None
    text = " ".join((writing.words(measure) if several else item.text).split())
    place = writing.capitalised(writing.place(item.path))
    return Line(
        key=spot.key,
        ordinal=spot.ordinal,
        text=text,
        place=place,
        value="" if struck else value,
        due="" if struck else due,
        was=(was or value) if struck else was if was != value else "",
        was_due=(was_due or say("correct.no_deadline_word")) if old and was_due != due and not struck else "",
        unsure="" if struck else ", ".join(measure.anchor.unsure),
        struck=struck,
        added=measure.corrected is not None and old is None,
        said=tuple(said),
        at=(measure.anchor.start, measure.anchor.end),
        page=measure.anchor.page,
        folded=searchable(" ".join([text, item.text, value, due, place])),
    )


def _value(measure: Measure) -> str:
    return writing.requirement(measure) if measure.low is not None else ""

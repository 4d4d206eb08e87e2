"""Pairs that a reviewer made by hand: which draft items answer which reference items, or that nothing does.

A pin is found again by keys or words (``compare.meant``). One that meets nothing, or more than one place, is idle: it
pairs nothing, and rule VB11 tells it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from compare.decisions.waivers import quotes
from compare.identity import document, is_named, is_of, measure_key
from compare.meant import Candidate, meant
from compare.model import IdlePin, Pin
from compare.targets.items import Item
from extract.model import Met, Part, Plan, Statement, Target, Task


@dataclass(frozen=True, slots=True)
class Pinned:
    """The pin of a reference item and the draft items that it names; none where nothing answers."""

    pin: Pin
    answers: tuple[Item, ...]


class Pins:
    """The pins for one draft; ``idle`` are those that met nothing in any of the references asked for so far."""

    def __init__(self, pins: Sequence[Pin], draft: Plan, drafts: Sequence[Item], unvalued: Sequence[Item]):
        self._pins = [pin for pin in pins if pin.draft is None or is_named(pin.draft, draft)]
        self._items = (*drafts, *unvalued)
        self._statements = [one for one in draft.statements if one.part in (Part.BODY, Part.CELL)]
        self._draft, self._tasks = draft, set[Pin]()
        self._at_work: set[Pin] = set()
        self._lost: dict[Pin, IdlePin] = {}

    def of(self, plan: Plan, items: Sequence[Item]) -> dict[int, Pinned]:
        """What is pinned to the items of one reference, by index; several pins of one item name parts of its answer."""
        found: dict[int, Pinned] = {}
        for pin in self._pins:
            if not is_of(pin.plan, plan):
                continue
            for reference in self._references(pin, plan, items):
                answers = self._answers(pin, reference)
                if answers is not None:
                    self._at_work.add(pin)
                    before = found[reference.index].answers if reference.index in found else ()
                    found[reference.index] = Pinned(pin, (*before, *(a for a in answers if a not in before)))
        return found

    def of_tasks(self, plan: Plan, duties: Sequence[tuple[str, str, str]]) -> dict[int, Statement | None]:
        """The sentences that take up tasks in words, None where none does, by index of the duty.

        ``duties`` are the (task, clause, whole text) of one reference. A pin of a measure is none of a task.
        """
        found: dict[int, Statement | None] = {}
        for pin in self._pins:
            if pin in self._at_work - self._tasks or not is_of(pin.plan, plan):
                continue
            named = _duties(pin, plan, duties)
            statement = self._statement(pin)
            if len({duties[at][0] for at in named}) > 1:
                self._lost[pin] = IdlePin(pin=pin, met=Met.SEVERAL, in_draft=False)
            elif named and statement is None and not pin.is_empty:
                self._lost[pin] = IdlePin(pin=pin, met=Met.NONE, in_draft=True)
            elif named:
                self._tasks.add(pin)
                self._at_work.add(pin)
                found |= dict.fromkeys(named, statement)
        return found

    @property
    def of_words(self) -> tuple[Pin, ...]:
        """The pins that are at work for tasks in words, in their order."""
        return tuple(pin for pin in self._pins if pin in self._tasks)

    @property
    def idle(self) -> tuple[IdlePin, ...]:
        """The pins that pair nothing, each with the reason."""
        nothing = ((pin, IdlePin(pin=pin, met=Met.NONE, in_draft=False)) for pin in self._pins)
        return tuple(self._lost.get(pin, idle) for pin, idle in nothing if pin not in self._at_work)

    def _references(self, pin: Pin, plan: Plan, items: Sequence[Item]) -> list[Item]:
        """The items that a pin names: one, or all that are equal word for word."""
        name = document(plan)
        found, met = meant(
            list(map(_candidate, items)), key=pin.key, quote=pin.quote, seen=pin.seen, document=name
        )
        named = [items[at] for at in found]
        if met is Met.MADE and len({measure_key(one.owner, one.measure, name) for one in named}) > 1:
            met = Met.SEVERAL
        if met in (Met.VALUE, Met.SEVERAL):
            self._lost.setdefault(pin, IdlePin(pin=pin, met=met, in_draft=False))
        return named if met is Met.MADE else []

    def _statement(self, pin: Pin) -> Statement | None:
        """The shortest piece of the draft that holds the words of an answer; None without one."""
        words = pin.answer
        if pin.answer_key:
            owners: tuple[Target | Task, ...] = (*self._draft.targets, *self._draft.tasks)
            named = (
                one
                for one in owners
                if pin.answer_key in (measure_key(one, m) for m in (*one.measures, None))
            )
            words = next((one.text for one in named), "")
        said = [one for one in self._statements if words and quotes(words, one.text)]
        return min(said, key=lambda one: len(one.text), default=None)

    def _answers(self, pin: Pin, reference: Item) -> tuple[Item, ...] | None:
        """The draft items that a pin names, none where it says that nothing answers; None where they are not there."""
        if pin.is_empty:
            return ()
        found, _ = meant(list(map(_candidate, self._items)), key=pin.answer_key, quote=pin.answer)
        named = _nearest([self._items[at] for at in found], reference)
        if not named and (statement := self._statement(pin)) is not None:
            named = [_of_statement(statement)]
        if len(named) == 1:
            return (named[0],)
        met = Met.SEVERAL if named else Met.NONE
        self._lost[pin] = IdlePin(pin=pin, met=met, in_draft=True)
        return None


def _duties(pin: Pin, plan: Plan, duties: Sequence[tuple[str, str, str]]) -> list[int]:
    """The duties that a pin names: a clause, else all of a task."""
    if pin.key:
        name = document(plan)
        keys = {task.id: [measure_key(task, None, one) for one in (name, "")] for task in plan.tasks}
        return [at for at, (task, _, _) in enumerate(duties) if pin.key in keys.get(task, ())]
    clauses = [at for at, (_, text, _) in enumerate(duties) if quotes(pin.quote, text)]
    return clauses or [at for at, (_, _, whole) in enumerate(duties) if quotes(pin.quote, whole)]


def _candidate(item: Item) -> Candidate:
    return item.owner, item.measure


def _nearest(found: Sequence[Item], reference: Item) -> list[Item]:
    """Of several measures of one draft item those of the reference's kind and year; words only where there is none."""
    valued = [item for item in found if item.measure is not None] or list(found)
    if len({item.owner.id for item in valued}) > 1:
        return valued
    for alike in (
        [item for item in valued if item.kind == reference.kind],
        [item for item in valued if item.kind == reference.kind and item.year == reference.year],
    ):
        valued = alike or valued
    return valued if valued and valued[0].measure is not None else valued[:1]


def _of_statement(statement: Statement) -> Item:
    """A sentence of the draft that was taken for no item, as an answer in words."""
    owner = Target(
        id="",
        section=statement.section,
        path=statement.path,
        text=statement.text,
        period=None,
        measures=(),
        anchor=statement.anchor,
    )
    return Item(
        index=0,
        measure=None,
        owner=owner,
        period=None,
        kind="none",
        text=statement.text,
        context=statement.text,
        part="text",
        cumulative=False,
        each=False,
        main=None,
    )

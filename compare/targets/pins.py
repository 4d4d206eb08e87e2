"""Pairs that a reviewer made by hand: which draft items answer which reference items, or that nothing does.

A pin is found again by keys or words (``compare.meant``). One that meets nothing, or more than one place, is idle: it
pairs nothing, and rule VB11 tells it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from compare.decisions.waivers import quotes
from compare.identity import document, is_named, is_of, measure_key
from compare.meant import Candidate, meant
from compare.model import IdlePin, Pin
from compare.targets.items import Item
from compare.words.spelt import one_form
from extract.model import Met, Part, Plan, Statement, Target, Task


@dataclass(frozen=True, slots=True)
class Pinned:
    """The pin of a reference item and the draft items that it names; none where nothing answers."""

    pin: Pin
    answers: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class PinnedTask:
    """The pin of a task in words and the sentences that take it up; none where nothing does."""

    pin: Pin
    answers: tuple[Statement, ...]
    whole: bool
    """It is about the whole task, not one clause of it."""


@dataclass(frozen=True, slots=True)
class _NamedDuties:
    """The duties that a pin names, by index."""

    duties: Sequence[int]
    whole: bool


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

    def of_tasks(self, plan: Plan, duties: Sequence[tuple[str, str, str]]) -> dict[int, PinnedTask]:
        """What is pinned to the tasks in words of one reference, by index of the duty; several pins name parts.

        ``duties`` are the (task, clause, whole text) of one reference. A pin of one clause goes before one of its
        whole task. A pin of a measure is none of a task.
        """
        found: dict[int, PinnedTask] = {}
        for pin, named in sorted(self._of_duties(plan, duties), key=lambda one: not one[1].whole):
            statement = self._statement(pin)
            if statement is None and not pin.is_empty:
                self._lost[pin] = IdlePin(pin=pin, met=Met.NONE, in_draft=True)
                continue
            self._tasks.add(pin)
            self._at_work.add(pin)
            answers = (statement,) if statement is not None else ()
            for at in named.duties:
                before = found.get(at)
                beside = before.answers if before and before.whole == named.whole else ()
                more = tuple(one for one in answers if one not in beside)
                found[at] = PinnedTask(pin, (*beside, *more), named.whole)
        return found

    def _of_duties(
        self, plan: Plan, duties: Sequence[tuple[str, str, str]]
    ) -> Iterator[tuple[Pin, _NamedDuties]]:
        """The pins that name duties of one reference."""
        for pin in self._pins:
            if pin in self._at_work - self._tasks or not is_of(pin.plan, plan):
                continue
            named = _duties(pin, plan, duties)
            if len({one_form(duties[at][2]) for at in named.duties}) > 1:
                self._lost[pin] = IdlePin(pin=pin, met=Met.SEVERAL, in_draft=False)
            elif named.duties:
                yield pin, named

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


def _duties(pin: Pin, plan: Plan, duties: Sequence[tuple[str, str, str]]) -> _NamedDuties:
    """The duties that a pin names: a clause, else all of a task, or of tasks that are equal word for word."""
    known = list(range(len(duties)))
    if pin.key:
        name = document(plan)
        owners: tuple[Target | Task, ...] = (*plan.targets, *plan.tasks)
        keys = {owner.id: [measure_key(owner, None, one) for one in (name, "")] for owner in owners}
        known = [at for at in known if pin.key in keys.get(duties[at][0], ())]
    same = [at for at in known if pin.key and one_form(pin.quote) == one_form(duties[at][1])]
    clauses = same or [at for at in known if pin.quote and quotes(pin.quote, duties[at][1])]
    if clauses:
        return _NamedDuties(clauses, len(clauses) == len(known))
    return _NamedDuties([at for at in known if pin.key or quotes(pin.quote, duties[at][2])], True)


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

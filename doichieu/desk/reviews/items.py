"""What a draft says, item by item, for a reviewer who looks for the answer to a measure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from compare.identity import measure_key
from compare.words.spelt import one_form
from doichieu.desk.store import packing
from doichieu.desk.store.models import Reading
from doichieu.desk.words import holds, place, searchable, unmarked
from extract.language import writing
from extract.model import Part, Plan, Target, Task

MOST = 40
"""Items that a search shows."""


@dataclass(frozen=True)
class Item:
    """A measure of the draft, or a sentence that was taken for no target and no task."""

    key: str
    """``measure_key`` without a document; "" for a sentence."""
    text: str
    value: str
    place: str
    folded: str

    @property
    def name(self) -> str:
        """What a form sends for it."""
        return self.key or f"={self.text}"


def items_of(reading: Reading | None) -> Sequence[Item]:
    """All items of a draft that was read: targets, tasks, then sentences."""
    return _items(reading.pk) if reading is not None and reading.plan is not None else ()


@lru_cache(maxsize=8)
def _items(reading: int) -> tuple[Item, ...]:
    packed = Reading.objects.values_list("plan", flat=True).get(pk=reading)
    return tuple(items_in(packing.plan_of(packed))) if packed is not None else ()


def items_in(plan: Plan) -> list[Item]:
    """The items of a plan, each once."""
    found: dict[str, Item] = {}
    texts: set[str] = set()
    owners: tuple[Target | Task, ...] = (*plan.targets, *plan.tasks)
    for item in owners:
        texts.add(one_form(item.text))
        for measure in item.measures or (None,):
            key = measure_key(item, measure)
            value = writing.requirement(measure) if measure is not None and measure.low is not None else ""
            in_table = measure is not None and measure.cell is not None
            text = " ".join((writing.words(measure) if measure and in_table else item.text).split())
            where = place(item.path, item.anchor.page)
            found.setdefault(key, Item(key, text, value, where, searchable(f"{text} {value}")))
    for said in plan.statements:
        text = " ".join(said.text.split())
        if said.part in (Part.BODY, Part.CELL) and one_form(said.text) not in texts and len(text) > 20:
            found.setdefault(
                f"={text}", Item("", text, "", place(said.path, said.anchor.page), searchable(text))
            )
    return list(found.values())


def search(items: Sequence[Item], words: str, first: Sequence[str] = (), like: str = "") -> list[Item]:
    """The items that hold all words; without words all, those named in ``first`` before the others.

    With ``like`` the others are sentences too, those with the most words of it first.
    """
    rank = {key: at for at, key in enumerate(dict.fromkeys(first))}
    near = [item for item in items if item.name in rank]
    near.sort(key=lambda item: rank[item.name])
    if not words.strip():
        rest = [item for item in items if (item.key or like) and item.name not in rank]
        if like:
            wanted = set(unmarked(like).split())
            rest.sort(key=lambda item: -len(wanted & set(item.folded.rpartition("\n")[2].split())))
        return [*near, *rest][: max(MOST, len(near))]
    return [item for item in items if holds(item.folded, words)][:MOST]

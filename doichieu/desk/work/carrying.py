"""What humans said of the draft before that holds for the next one too: of sentences that nobody has changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from compare.fates import LEAST
from compare.human.heading import same_parts
from compare.identity import document, measure_key
from compare.model import Pin
from compare.words.similarity import Index, cosine
from compare.words.spelt import one_form
from doichieu.desk.store import corrected, packing, runs
from doichieu.desk.store.acts import Actor, act
from doichieu.desk.store.models import Correction, Document, Reading, Review, Round
from extract.model import Act, Met, Plan, Target, Task
from extract.model import Correction as Said

CORRECT = "correct"
"""What the events of corrections are called."""


def carry(row: Document, plan: Plan) -> None:
    """Lay the corrections of the draft before over a draft that has none of its own, where its words are the same.

    The head is corrected part by part: each part whose own words are unchanged.
    """
    one = Round.objects.filter(draft=row, number__gt=1).order_by("-pk").first()
    earlier = _earlier(one.review, one) if one is not None else None
    if earlier is None or Correction.objects.filter(file=row.file_id).exists():
        return
    if earlier.plan is None:
        return
    old = packing.plan_of(earlier.plan)
    same = same_parts(old, plan)
    for name, before in corrected.heads(earlier.file_id).items():
        if name in same:
            _keep(row, before, "", before.detail, f"head {row.pk}")
    told = corrected.in_force(earlier.file_id)
    pairs = [(one, said) for one in told if (said := _said_now(corrected.said_of(one), old, plan))]
    made = {
        one.correction
        for one in corrected.laid(plan, [said for _, said in pairs]).corrections
        if one.met is Met.MADE
    }
    for before, said in pairs:
        if said in made:
            _keep(row, before, said.key, corrected.stored(said), f"correction {row.pk} {said.key}".strip())
    if made:
        corrected.settle(row.file_id)


def pins(one: Round, draft: Plan) -> list[Pin]:
    """The pins that hold for a round.

    That nothing answers a measure was said of the draft then: it holds until a new sentence is like the measure.
    """
    earlier = _earlier(one.review, one)
    if earlier is None or earlier.plan is None:
        return runs.pins_of(one.review)
    fresh = list(_fresh(packing.plan_of(earlier.plan), draft))
    void = {
        row.reference
        for row in one.review.pins.filter(at__lt=one.at)
        if not row.detail.get("answers") and _is_answered(row.detail.get("asked", ""), fresh)
    }
    return runs.pins_of(one.review, void)


def _earlier(review: Review, one: Round) -> Reading | None:
    """The reading of the draft before."""
    before = review.rounds.filter(number__lt=one.number).select_related("draft__reading").last()
    return before.draft.reading if before is not None else None


def _said_now(said: Said, old: Plan, new: Plan) -> Said | None:
    """A correction of a draft as it is said of the next one; None where the words are not the same."""
    if said.act is Act.ADD:
        form = one_form(said.text)
        both = all(any(form in one_form(one.text) for one in plan.statements) for plan in (old, new))
        return said if both else None
    found = [name for name, own in _names(old) if said.key in (name, own)]
    if not found or [name for name, _ in _names(new)].count(found[0]) != len(found):
        return None
    return replace(said, key=next(own for name, own in _names(new) if name == found[0]))


def _names(plan: Plan) -> Iterator[tuple[str, str]]:
    """(name without the document, name with it) of every measure."""
    name = document(plan)
    for item in _items(plan):
        for measure in item.measures:
            yield measure_key(item, measure), measure_key(item, measure, name)


def _items(plan: Plan) -> tuple[Target | Task, ...]:
    return (*plan.targets, *plan.tasks)


def _keep(row: Document, before: Correction, key: str, detail: dict[str, Any], about: str) -> None:
    def change() -> tuple[str, object, object]:
        made = Correction.objects.create(
            file_id=row.file_id,
            target=key,
            field=before.field,
            machine=before.machine,
            human=before.human,
            detail=detail,
            reason=before.reason,
            by=before.by,
            origin=before,
        )
        names = ("target", "field", "machine", "human", "reason", "origin_id")
        told = {"id": made.pk} | {name: getattr(made, name) for name in names}
        return about, [], [told]

    act(Actor(before.by), CORRECT, change)


def _fresh(old: Plan, new: Plan) -> Iterator[str]:
    """The sentences of a draft that the one before did not have."""
    known = {one_form(one.text) for one in (*_items(old), *old.statements)}
    texts = dict.fromkeys(one.text for one in (*_items(new), *new.statements))
    yield from (text for text in texts if one_form(text) not in known)


def _is_answered(asked: str, fresh: Sequence[str]) -> bool:
    if not asked or not fresh:
        return False
    index = Index([asked, *fresh])
    wanted = index.vector(asked)
    return max(cosine(wanted, index.vector(text)) for text in fresh) >= LEAST

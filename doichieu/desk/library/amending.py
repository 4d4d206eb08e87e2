"""Corrections by a reviewer: checked against the plan, saved with their event, withdrawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone

from compare.decisions.values import measures_said
from compare.decisions.waivers import is_short
from doichieu.desk.library.forms import (
    VALUE,
    Form,
    RefusedError,
    changed,
    filled,
    page_of,
    shown,
    spoken,
)
from doichieu.desk.library.targets import STRUCK, Read, Spot
from doichieu.desk.rights import Act
from doichieu.desk.store import corrected, packing
from doichieu.desk.store.acts import Actor, ConflictError, act
from doichieu.desk.store.models import Correction, Document, Event
from doichieu.desk.texts import say
from extract.language import writing
from extract.model import Act as Way
from extract.model import Correction as Said
from extract.model import Measure, Met

ADDED = "added"


@dataclass(frozen=True)
class Made:
    """One correction to be saved: the field of its row, with the words of the machine and of the human."""

    field: str
    machine: str
    human: str
    said: Said


def changes(actor: Actor, spot: Spot, given: Form) -> list[Made]:
    """The corrections of one measure, one for each field that was changed; raises ``RefusedError``."""
    before = shown(spot.measure)
    machine = shown(_machine(spot))
    values = changed(given, before)
    if not values:
        raise RefusedError(say("correct.no_change"))
    _check_reason(given.reason)
    made = []
    for field, told in values.items():
        said = _said(actor, spot, given.reason, **told)
        human = shown(replace(spot.measure, **told))
        made.append(Made(field, spoken(machine, field), spoken(human, field), said))
    return made


def confirmed(actor: Actor, spot: Spot) -> list[Made]:
    """The value as it is, confirmed by a human: it is not to be checked any more."""
    measure = spot.measure
    said = _said(actor, spot, say("correct.confirmed"), low=measure.low, high=measure.high)
    return [Made(VALUE, shown(_machine(spot)).value, shown(measure).value, said)]


def struck(actor: Actor, spot: Spot, reason: str) -> list[Made]:
    """A measure that is no target; raises ``RefusedError``."""
    _check_reason(reason)
    machine = writing.requirement(spot.measure)
    return [Made(STRUCK, machine, "", _said(actor, spot, reason, act=Way.STRIKE))]


def addition(actor: Actor, given: Form, read: Read, pages: int) -> list[Made]:
    """A target that was not read at all; raises ``RefusedError``."""
    if is_short(given.text):
        raise RefusedError(say("correct.short"), "text")
    values = filled(given)
    if "low" not in values and not measures_said(given.text, read.plan.masthead.period):
        raise RefusedError(say("correct.need_value"), VALUE)
    page = page_of(given.page, pages)
    _check_reason(given.reason)
    said = Said(act=Way.ADD, text=given.text, page=page, **_who(actor, given.reason), **values)
    return [Made(ADDED, "", given.text, said)]


def save(
    actor: Actor, document: Document, key: str, made: Sequence[Made], seen: str, replaced: int = 0
) -> Event:
    """Save corrections of one measure of a document; earlier ones of the same field are withdrawn.

    Arguments:
        key: ``TargetRow.key`` of the measure; "" for one that was not read.
        seen: what ``standing`` gave when the form was shown.
        replaced: the row of an added target that this one takes the place of.

    Raises:
        ConflictError: somebody else has corrected it since; ``now`` is what ``standing`` gives.
        RefusedError: the plan has no such measure, or several.
    """
    ordinal = made[0].said.ordinal or 0

    def change() -> tuple[str, object, object]:
        rows = corrected.in_force(document.file_id)
        own = [row for row in rows if _is_of(row, key, ordinal, replaced)]
        if _ids(own) != seen:
            raise ConflictError(_ids(own))
        fields = {one.field for one in made}
        old = [row for row in own if row.field in fields]
        before = [_told(row) for row in old]
        _check_met(document, [row for row in rows if row not in old], made)
        for row in old:
            corrected.withdraw(row, actor.account)
        new = [_told(_row(actor, document, key, one)) for one in made]
        corrected.settle(document.file_id)
        return f"correction {document.pk} {key}".strip(), before, new

    return act(actor, Act.CORRECT, change)


def withdraw(actor: Actor, document: Document, number: int) -> Event | None:
    """Take back a correction; None where it is taken back already."""
    rows = [row for row in corrected.in_force(document.file_id) if row.pk == number]
    if not rows:
        return None

    def change() -> tuple[str, object, object]:
        before = _told(rows[0])
        corrected.withdraw(rows[0], actor.account)
        corrected.settle(document.file_id)
        return f"correction {document.pk} {rows[0].target}".strip(), [before], []

    return act(actor, Act.CORRECT, change)


def standing(document: Document, key: str, ordinal: int, replaced: int = 0) -> str:
    """What is said of a measure just now, for a form to bring back."""
    rows = corrected.in_force(document.file_id)
    return _ids(row for row in rows if _is_of(row, key, ordinal, replaced))


def _ids(rows: Iterable[Correction]) -> str:
    return ".".join(str(row.pk) for row in rows)


def _is_of(row: Correction, key: str, ordinal: int, replaced: int) -> bool:
    named = bool(key) and row.target == key and int(row.detail.get("ordinal") or 0) == ordinal
    return named or row.pk == replaced


def _check_reason(reason: str) -> None:
    if not reason:
        raise RefusedError(say("correct.no_reason"), "reason")


def _check_met(document: Document, rows: Iterable[Correction], made: Sequence[Made]) -> None:
    """Raise ``RefusedError`` where the plan would not take all of ``made``."""
    reading = document.reading
    if reading is None or reading.plan is None:
        raise RefusedError(say("correct.unknown"))
    new = {one.said for one in made}
    plan = corrected.laid(packing.plan_of(reading.plan), [*map(corrected.said_of, rows), *new])
    for one in plan.corrections:
        if one.correction in new and one.met is not Met.MADE:
            raise RefusedError(say("correct.refused", why=say(f"correct.{one.met.value}")))


def _machine(spot: Spot) -> Measure:
    told = spot.measure.corrected
    return (told and told.machine) or spot.measure


def _said(actor: Actor, spot: Spot, reason: str, **values: Any) -> Said:
    return Said(key=spot.key, ordinal=spot.ordinal or None, **_who(actor, reason), **values)


def _who(actor: Actor, reason: str) -> dict[str, Any]:
    author = actor.account.name or say("correct.nameless")
    return {"reason": reason, "author": author, "date": timezone.localdate().isoformat()}


def _row(actor: Actor, document: Document, key: str, made: Made) -> Correction:
    return Correction.objects.create(
        file_id=document.file_id,
        target=key,
        field=made.field,
        machine=made.machine,
        human=made.human,
        detail=corrected.stored(made.said),
        reason=made.said.reason,
        by=actor.account,
    )


def _told(row: Correction) -> dict[str, object]:
    """A correction as an event keeps it."""
    return {
        "id": row.pk,
        "target": row.target,
        "field": row.field,
        "machine": row.machine,
        "human": row.human,
        "reason": row.reason,
    }

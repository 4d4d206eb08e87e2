"""Pairs made by hand: what answers a measure or a task, or that nothing does; the draft is compared anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from doichieu.desk.reviews import facts
from doichieu.desk.reviews.deciding import RefusedError
from doichieu.desk.reviews.items import Item
from doichieu.desk.rights import Act
from doichieu.desk.store import packing
from doichieu.desk.store.acts import Actor, act
from doichieu.desk.store.models import CardRow, Event, PairRow, Pin, Review, Round, Run
from doichieu.desk.store.runs import begin, last_pin
from doichieu.desk.texts import say


@dataclass(frozen=True)
class Asked:
    """A measure or a task of an upper plan, as the form of a pin tells it."""

    key: str
    """The name by which a row means it."""
    quote: dict[str, Any]
    now: tuple[str, ...] = ()
    """Names of the items of the draft that answer it now."""
    near: tuple[str, ...] = ()
    """Names of those that are as near."""
    task: str = ""
    """Of a task the key by which a pin means it; "" for a measure."""
    clause: str = ""
    """The words of the one clause of the task that is meant; "" for the whole."""

    @property
    def words(self) -> str:
        """What is asked."""
        return "".join(text for text, _ in self.quote["segments"])


def asked(row: Review, run: Run, key: str) -> Asked | None:
    """The measure or task of a run that a key names; None where it has none."""
    if not key:
        return None
    for pair in PairRow.objects.filter(run=run):
        told = packing.unpack(pair.payload)
        if told.get("pin") == key:
            return Asked(key, told["upper"], tuple(told["now"]), tuple(told["near"]))
    return _asked_task(row, run, key) or _asked_card(run, key)


def _asked_task(row: Review, run: Run, key: str) -> Asked | None:
    tasks = facts.tasks_of(run)
    meant = [task for task in tasks if task.get("pin") == key] or [
        task for task in tasks if task.get("task") == key
    ]
    if not meant:
        return None
    first = meant[0]
    now, near = (
        tuple(dict.fromkeys(name for task in meant for name in task[side])) for side in ("now", "near")
    )
    clause = first["text"] if key != first["task"] else ""
    shown = {**first, "whole": clause} if clause else first
    quote = facts.task_quote(shown, facts.references(row, run)[first["plan"]], first["plan"])
    return Asked(key, quote, now, near, first["task"], clause)


def _asked_card(run: Run, key: str) -> Asked | None:
    for card in CardRow.objects.filter(run=run):
        told = packing.unpack(card.payload)
        for pin, quote in zip(told.get("pins", ()), told["upper"], strict=False):
            if pin == key:
                return Asked(key, quote)
    return None


def pin(
    actor: Actor,
    review: Review,
    one: Round,
    about: Asked,
    answers: Sequence[Item],
    reason: str,
    *,
    none: bool,
) -> Event:
    """Keep which items answer a measure or a task, none where ``none``, and compare anew.

    Raises:
        RefusedError: neither an answer nor ``none``, or no reason.
    """
    if not answers and not none:
        raise RefusedError(say("pin.no_answer"))
    if not reason.strip():
        raise RefusedError(say("pin.no_reason"))
    told = [] if none else [{"key": item.key, "text": item.text} for item in answers]
    words = "\n".join(item.text for item in answers) if not none else ""

    def change() -> tuple[str, object, object]:
        old = Pin.objects.filter(review=review, reference=about.key).first()
        before = _told(old) if old else None
        if old:
            old.delete()
        row = Pin.objects.create(
            review=review,
            reference=about.key,
            detail={"answers": told, "asked": about.words, "key": about.task, "clause": about.clause},
            text=words,
            reason=reason.strip(),
            by=actor.account,
        )
        begin(one)
        return f"pin {review.pk} {about.key}", before, _told(row)

    return act(actor, Act.PIN, change)


def withdraw(actor: Actor, review: Review, one: Round, key: str) -> Event | None:
    """Take a pin back, and compare anew: the evidence decides again. None where there is no such pin."""
    if not Pin.objects.filter(review=review, reference=key).exists() and not actor.request:
        return None

    def change() -> tuple[str, object, object]:
        row = Pin.objects.filter(review=review, reference=key).first()
        before = _told(row) if row else None
        if row:
            row.delete()
            begin(one)
        return f"pin {review.pk} {key}", before, None

    return act(actor, Act.PIN, change)


def undo(actor: Actor, review: Review, one: Round, key: str) -> Event | None:
    """Take back the last act on a pin: what stood before it holds again. None where nothing did."""
    last = last_pin(review.pk, key)
    if last is None or not isinstance(last.before, dict):
        return None
    was: dict[str, Any] = last.before

    def change() -> tuple[str, object, object]:
        row = Pin.objects.filter(review=review, reference=key).first()
        before = _told(row) if row else None
        if row:
            row.delete()
        again = Pin.objects.create(
            review=review,
            reference=key,
            detail=was["detail"],
            text=was["text"],
            reason=was["reason"],
            by_id=was["by"],
        )
        Pin.objects.filter(pk=again.pk).update(at=was["at"])
        begin(one)
        return f"pin {review.pk} {key}", before, was

    return act(actor, Act.PIN, change)


def _told(row: Pin) -> dict[str, object]:
    """A pin as an event keeps it."""
    return {
        "reference": row.reference,
        "detail": row.detail,
        "text": row.text,
        "reason": row.reason,
        "by": row.by_id,
        "at": (row.at or timezone.now()).isoformat(),
    }

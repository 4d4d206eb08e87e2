"""Pairs that a reviewer makes by hand: what answers a measure, or that nothing does; the draft is compared anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from doichieu.desk.reviews.deciding import RefusedError
from doichieu.desk.reviews.items import Item
from doichieu.desk.rights import Act
from doichieu.desk.store import packing
from doichieu.desk.store.acts import Actor, act
from doichieu.desk.store.models import CardRow, Event, PairRow, Pin, Review, Round, Run
from doichieu.desk.store.runs import begin
from doichieu.desk.texts import say


@dataclass(frozen=True)
class Asked:
    """A measure of an upper plan, as the form of a pin tells it."""

    key: str
    """The name by which a pin means it."""
    quote: dict[str, Any]
    now: tuple[str, ...] = ()
    """Keys of what answers it now."""
    near: tuple[str, ...] = ()
    """Keys of what is as near."""
    subject: str = ""


def asked(run: Run, key: str) -> Asked | None:
    """The measure of a run that a key names; None where it has none."""
    if not key:
        return None
    for pair in PairRow.objects.filter(run=run):
        facts = packing.unpack(pair.payload)
        if facts.get("pin") == key:
            return Asked(key, facts["upper"], tuple(facts["now"]), tuple(facts["near"]), pair.subject)
    for card in CardRow.objects.filter(run=run):
        facts = packing.unpack(card.payload)
        for pin, quote in zip(facts.get("pins", ()), facts["upper"], strict=False):
            if pin == key:
                return Asked(key, quote, subject=card.title)
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
    """Keep which items answer a measure, none where ``none``, and compare anew.

    Raises:
        RefusedError: neither an answer nor ``none``, or no reason.
    """
    if not answers and not none:
        raise RefusedError(say("pin.no_answer"))
    if not reason.strip():
        raise RefusedError(say("pin.no_reason"))
    told = [] if none else [{"key": item.key, "text": "" if item.key else item.text} for item in answers]
    words = "\n".join(item.text for item in answers) if not none else ""

    def change() -> tuple[str, object, object]:
        old = Pin.objects.filter(review=review, reference=about.key).first()
        before = _told(old) if old else None
        if old:
            old.delete()
        quote = "".join(text for text, _ in about.quote["segments"])
        row = Pin.objects.create(
            review=review,
            reference=about.key,
            detail={"answers": told, "asked": quote},
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

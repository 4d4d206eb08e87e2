"""Decisions on cards: all findings of a card at once, seen by version, undone by event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from doichieu.desk.rights import Act
from doichieu.desk.store.acts import Actor, ConflictError, act
from doichieu.desk.store.models import Account, CardRow, Decision, DecisionState, Event, Review
from doichieu.desk.texts import say


class RefusedError(Exception):
    """The decision lacks something; the message is a sentence for the user."""


@dataclass(frozen=True)
class Wanted:
    """What a reviewer decides on a card."""

    state: str
    reason: str = ""
    sentence: str = ""
    note: str = ""


@dataclass(frozen=True)
class Standing:
    """What is decided on a card; ``version`` counts its changes."""

    state: str = DecisionState.OPEN
    reason: str = ""
    sentence: str = ""
    note: str = ""
    by: str = ""
    at: str = ""
    version: int = 0
    again: bool = False
    """It was decided for another sentence of the draft: it must be looked at again."""
    carried: int = 0
    """The number of the earlier round in which it was decided; 0 for the round itself."""
    mixed: bool = False
    """Its findings were decided one by one before, and not alike: the card must be decided as a whole."""

    @property
    def settled(self) -> bool:
        """Whether a human has looked at the card as it is now."""
        return self.state != DecisionState.OPEN and not self.again and not self.mixed


_UNDECIDED = Standing()


def standing(decisions: Mapping[str, Decision], keys: Iterable[tuple[str, str]]) -> Standing:
    """What is decided on a card; ``keys`` are (key, fingerprint) of its findings, the first one leads."""
    if not decisions:
        return _UNDECIDED
    told = list(keys)
    rows = [decisions[key] for key, _ in told if key in decisions]
    if not rows:
        return _UNDECIDED
    first = decisions.get(told[0][0], rows[0])
    prints = dict(told)
    return Standing(
        state=first.state,
        reason=first.reason,
        sentence=first.sentence,
        note=first.note,
        by=str(first.by),
        at=first.at.isoformat(),
        version=sum(row.version for row in rows),
        carried=first.carried if first.state != DecisionState.OPEN else 0,
        again=first.state != DecisionState.OPEN and any(row.fingerprint != prints[row.key] for row in rows),
        mixed=len({decisions[key].state if key in decisions else DecisionState.OPEN for key in prints}) > 1,
    )


def decide(actor: Actor, review: Review, card: CardRow, wanted: Wanted, seen: int) -> Event:
    """Write a decision on all findings of a card.

    Raises:
        RefusedError: it has no reason where one is needed.
        ConflictError: somebody else has decided since; ``now`` is the ``Standing``.
    """
    if wanted.state not in DecisionState.values:
        raise RefusedError(say("decide.unknown"))
    if wanted.state == DecisionState.DISMISS and not wanted.reason.strip():
        raise RefusedError(say("decide.reason"))
    keys = list(card.findings.values_list("key", "fingerprint"))

    def change() -> tuple[str, object, object]:
        known = {row.key: row for row in _of(review, keys)}
        now = standing(known, keys)
        if now.version != seen:
            raise ConflictError(now)
        before = [_told(known[key]) for key, _ in keys if key in known]
        after = [_told(_written(review, key, mark, wanted, actor.account, known)) for key, mark in keys]
        return f"card {review.pk} {card.key}", before, after

    return act(actor, Act.DECIDE, change)


def undo(actor: Actor, review: Review, event: Event) -> Event:
    """Restore what stood before a decision, if nobody has changed it since.

    Raises:
        ConflictError: somebody has.
        RefusedError: the event is no decision on this review.
    """
    if event.act != Act.DECIDE or not event.object.startswith(f"card {review.pk} "):
        raise RefusedError(say("decide.no_undo"))
    after: list[dict[str, Any]] = event.after if isinstance(event.after, list) else []
    before = {row["key"]: row for row in event.before or []}

    def change() -> tuple[str, object, object]:
        keys = [(row["key"], row["fingerprint"]) for row in after]
        known = {row.key: row for row in _of(review, keys)}
        if any(row["key"] not in known or known[row["key"]].version != row["version"] for row in after):
            raise ConflictError(standing(known, keys))
        told = []
        for row in after:
            old = before.get(row["key"])
            wanted = (
                Wanted(old["state"], old["reason"], old["sentence"], old["note"])
                if old
                else Wanted(DecisionState.OPEN)
            )
            mark = old["fingerprint"] if old else row["fingerprint"]
            told.append(_told(_written(review, row["key"], mark, wanted, actor.account, known)))
        return event.object, after, told

    return act(actor, Act.DECIDE, change)


def as_json(now: Standing) -> dict[str, object]:
    """A standing for a page."""
    return {**asdict(now), "settled": now.settled}


def _of(review: Review, keys: Iterable[tuple[str, str]]) -> Iterable[Decision]:
    return Decision.objects.filter(review=review, key__in=[key for key, _ in keys]).select_related("by")


def _written(
    review: Review, key: str, mark: str, wanted: Wanted, by: Account, known: Mapping[str, Decision]
) -> Decision:
    row = known.get(key)
    if row is None:
        row = Decision(review=review, key=key, version=0)
    row.state, row.reason = wanted.state, wanted.reason.strip()
    row.sentence, row.note = wanted.sentence.strip(), wanted.note.strip()
    row.fingerprint, row.by, row.version = mark, by, row.version + 1
    row.save()
    return row


def _told(row: Decision) -> dict[str, object]:
    """A decision as an event keeps it."""
    return {
        "key": row.key,
        "fingerprint": row.fingerprint,
        "state": row.state,
        "reason": row.reason,
        "sentence": row.sentence,
        "note": row.note,
        "version": row.version,
    }

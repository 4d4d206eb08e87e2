"""Decisions on cards: all findings of a card at once, seen by version, undone by event."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from doichieu.desk.rights import Act
from doichieu.desk.store.acts import Actor, ConflictError, act
from doichieu.desk.store.decided import left_out
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
    left_out: tuple[str, ...] = ()
    """The keys of findings that were dismissed by themselves: the rest is what is decided on."""
    mixed: bool = False
    """Its other findings were decided one by one before, and not alike: it must be decided as a whole."""

    @property
    def settled(self) -> bool:
        """Whether a human has looked at the card as it is now."""
        return self.state != DecisionState.OPEN and not self.again and not self.mixed


_UNDECIDED = Standing()


def standing(decisions: Mapping[str, Decision], keys: Iterable[tuple[str, str]]) -> Standing:
    """What is decided on a card; ``keys`` are (key, fingerprint) of its findings, the first one that stands leads."""
    told = list(keys)
    rows = [decisions[key] for key, _ in told if key in decisions]
    if not rows:
        return Standing()
    out = left_out({key: (row.state, row.fingerprint) for key, row in decisions.items()}, told)
    kept = [key for key, _ in told if key not in out]
    if kept[0] not in decisions and not any(key in decisions for key in kept):
        return Standing(version=sum(row.version for row in rows), left_out=out)
    first = decisions.get(kept[0]) or next(decisions[key] for key in kept if key in decisions)
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
        again=first.state != DecisionState.OPEN
        and any(decisions[key].fingerprint != prints[key] for key in kept if key in decisions),
        mixed=len({decisions[key].state if key in decisions else DecisionState.OPEN for key in kept}) > 1,
        left_out=out,
    )


def decide(
    actor: Actor, review: Review, card: CardRow, wanted: Wanted, seen: int, only: Collection[str] = ()
) -> Event:
    """Write a decision on all findings of a card, those that were left out apart; ``only`` names findings alone.

    Raises:
        RefusedError: it has no reason where one is needed, or ``only`` names all of a card or another one's.
        ConflictError: somebody else has decided since; ``now`` is the ``Standing``.
    """
    if wanted.state not in DecisionState.values:
        raise RefusedError(say("decide.unknown"))
    if wanted.state == DecisionState.DISMISS and not wanted.reason.strip():
        raise RefusedError(say("decide.reason"))
    keys = list(card.findings.values_list("key", "fingerprint"))
    if only and not set(only) < {key for key, _ in keys}:
        raise RefusedError(say("decide.whole"))

    def change() -> tuple[str, object, object]:
        known = {row.key: row for row in _of(review, keys)}
        now = standing(known, keys)
        if now.version != seen:
            raise ConflictError(now)
        out = now.left_out if wanted.state != DecisionState.DISMISS else ()
        meant = [(key, mark) for key, mark in keys if (key in only if only else key not in out)]
        before = [_told(known[key]) for key, _ in meant if key in known]
        after = [_told(_written(review, key, mark, wanted, actor.account, known)) for key, mark in meant]
        return f"card {review.pk} {card.key}", before, after

    return act(actor, Act.DECIDE, change)


def back_in(actor: Actor, review: Review, card: CardRow, keys: Collection[str], seen: int) -> Event:
    """Take findings that were left out back in: they are decided as the rest of their card; raises as ``decide``."""
    told = list(card.findings.values_list("key", "fingerprint"))
    now = standing({row.key: row for row in _of(review, told)}, told)
    wanted = Wanted(now.state, now.reason, now.sentence, now.note)
    return decide(actor, review, card, wanted, seen, keys)


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

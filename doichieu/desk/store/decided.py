"""The decisions on a round: as they stand, and on an earlier round as they stood when the next draft came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from doichieu.desk.store.models import Decision, DecisionState, Event, Round

DECIDE = "decide"
"""What the events of decisions are called."""


def next_round(one: Round) -> Round | None:
    """The round behind a round."""
    return Round.objects.filter(review=one.review_id, number__gt=one.number).order_by("number").first()


def decisions(one: Round, keys: Sequence[str] | None = None) -> dict[str, Decision]:
    """The decisions by the key of their finding; with ``keys``, at least those on these.

    Those of an earlier round are made of its events and not saved. Each tells the earlier round from which it was
    carried over.
    """
    found = _standing(one, keys)
    if one.number > 1:
        began = _began(one)
        for row in found.values():
            row.carried = _earlier(began, row.at, one.number)
    return found


def made_in(one: Round, at: datetime) -> int:
    """The number of the round before this one in which something was said; 0 where it was in this one, or later."""
    return _earlier(_began(one), at, one.number)


def _began(one: Round) -> list[tuple[int, datetime]]:
    """(number, time) of the rounds up to a round."""
    rounds = Round.objects.filter(review=one.review_id, number__lte=one.number).order_by("number")
    return list(rounds.values_list("number", "at"))


def _earlier(began: Sequence[tuple[int, datetime]], at: datetime, current: int) -> int:
    made = max((number for number, start in began if start <= at), default=1)
    return made if made < current else 0


def _standing(one: Round, keys: Sequence[str] | None) -> dict[str, Decision]:
    later = next_round(one)
    if later is None:
        rows = Decision.objects.filter(review=one.review_id).select_related("by")
        return {row.key: row for row in (rows if keys is None else rows.filter(key__in=keys))}
    found: dict[str, Decision] = {}
    events = Event.objects.filter(act=DECIDE, object__startswith=f"card {one.review_id} ", at__lt=later.at)
    for event in events.select_related("by").order_by("pk"):
        for told in event.after if isinstance(event.after, list) else []:
            row = Decision(review_id=one.review_id, by=event.by, **told)
            row.at = event.at
            found[row.key] = row
    return found


def left_out(decided: Mapping[str, tuple[str, str]], keys: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """The findings of a card that were dismissed by themselves; none where all of them were.

    ``decided`` are (state, fingerprint) by key. A dismissal for other words of the draft is to be looked at again.
    """
    found = tuple(key for key, mark in keys if decided.get(key) == (DecisionState.DISMISS, mark))
    return found if len(found) < len(keys) else ()


def settled(decided: Mapping[str, tuple[str, str]], keys: Sequence[tuple[str, str]]) -> bool:
    """Whether a human has looked at a card as it is now: what is not left out is decided alike, for these words."""
    out = left_out(decided, keys)
    kept = [(decided.get(key, (DecisionState.OPEN, "")), now) for key, now in keys if key not in out]
    state = kept[0][0][0]
    return state != DecisionState.OPEN and all(told == (state, now) for told, now in kept)


def before(one: Round) -> Round | None:
    """The last round before a round that was compared."""
    rounds = Round.objects.filter(review=one.review_id, number__lt=one.number, current__isnull=False)
    return rounds.select_related("current", "draft__reading").order_by("-number").first()


def sent_kept_only(one: Round) -> bool:
    """Whether the drafter was told only what was kept: as the last paper was made, else whether anything was kept."""
    last = Event.objects.filter(act="export", object=papers_of(one)).order_by("-pk").first()
    if last is not None and isinstance(last.after, dict):
        return bool(last.after.get("kept"))
    return any(row.state == "keep" for row in decisions(one).values())


def papers_of(one: Round) -> str:
    """What the events of papers on a round are about."""
    return f"papers {one.pk}"

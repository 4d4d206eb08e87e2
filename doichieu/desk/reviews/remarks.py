"""Remarks of a reviewer's own: written, changed, withdrawn, each at the place of its quote."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from compare.decisions.waivers import SHORTEST, is_short
from compare.human.remarks import Remark as Said
from compare.human.remarks import placed
from compare.model import Severity
from doichieu.desk.reviews.deciding import RefusedError
from doichieu.desk.rights import Act
from doichieu.desk.store import packing
from doichieu.desk.store.acts import Actor, ConflictError, act
from doichieu.desk.store.models import Event, Reading, Remark, Review
from doichieu.desk.texts import say
from doichieu.desk.words import place

KEY = "nx-"
"""What the name of a remark in the list of cards begins with."""


@dataclass(frozen=True)
class Wanted:
    """A remark as a form sends it."""

    text: str
    sentence: str = ""
    quote: str = ""
    severity: str = Severity.MEDIUM
    upper: str = ""


@dataclass(frozen=True)
class Spot:
    """Where a quote stands in a draft."""

    place: str
    at: tuple[int, int] | None
    item: str = ""
    whole: str = ""
    """The whole item or sentence."""


def write(actor: Actor, review: Review, reading: Reading | None, wanted: Wanted) -> Event:
    """Keep a new remark; raises ``RefusedError`` for one that says nothing or quotes too little."""
    _check(wanted)

    def change() -> tuple[str, object, object]:
        row = Remark(review=review, by=actor.account, version=0)
        return _written(row, reading, wanted)

    return act(actor, Act.REMARK, change)


def rewrite(actor: Actor, row: Remark, reading: Reading | None, wanted: Wanted, seen: int) -> Event:
    """Change a remark seen in a version; raises ``RefusedError`` and ``ConflictError`` (``now`` is the row)."""
    _check(wanted)

    def change() -> tuple[str, object, object]:
        now = Remark.objects.get(pk=row.pk)
        if now.version != seen:
            raise ConflictError(now)
        before = _told(now)
        name, _, after = _written(now, reading, wanted)
        return name, before, after

    return act(actor, Act.REMARK, change)


def withdraw(actor: Actor, row: Remark, *, back: bool = False) -> Event:
    """Withdraw a remark, or with ``back`` let it stand again."""

    def change() -> tuple[str, object, object]:
        now = Remark.objects.get(pk=row.pk)
        before = _told(now)
        now.withdrawn, now.version = not back, now.version + 1
        now.save()
        return f"remark {now.review_id} {now.pk}", before, _told(now)

    return act(actor, Act.REMARK, change)


def spot(reading: Reading | None, quote: str) -> Spot | None:
    """Where a quote stands in a draft; None for one that is nowhere."""
    if reading is None or reading.plan is None or not quote.strip():
        return None
    return _spot(reading.pk, quote)


@lru_cache(maxsize=512)
def _spot(reading: int, quote: str) -> Spot | None:
    packed = Reading.objects.values_list("plan", flat=True).get(pk=reading)
    if packed is None:
        return None
    said = Said(text="", severity=Severity.NOTE, author="", date="", quote=quote)
    found = placed(said, packing.plan_of(packed)).place
    if found is None:
        return None
    at = (found.anchor.start, found.anchor.end) if found.anchor else None
    where = place(found.path, found.anchor.page if found.anchor else None)
    return Spot(where, at, found.target or "", found.text)


def quoted(row: Remark, where: Spot | None) -> dict[str, Any] | None:
    """The quote of a remark as a card shows it."""
    if not row.quote:
        return None
    at = list(where.at) if where and where.at else None
    place = where.place if where else say("remark.nowhere")
    segments = [[row.quote, ""]]
    return {
        "party": "",
        "column": "Dự thảo",
        "plan": None,
        "place": place,
        "segments": segments,
        "at": at,
        "key": "",
    }


def _check(wanted: Wanted) -> None:
    if not wanted.text.strip():
        raise RefusedError(say("remark.no_text"))
    if wanted.severity not in list(Severity):
        raise RefusedError(say("remark.no_severity"))
    if any(quote.strip() and is_short(quote) for quote in (wanted.quote, wanted.upper)):
        raise RefusedError(say("remark.short", least=SHORTEST))


def _written(row: Remark, reading: Reading | None, wanted: Wanted) -> tuple[str, object, object]:
    row.text, row.sentence = wanted.text.strip(), wanted.sentence.strip()
    row.quote, row.severity = " ".join(wanted.quote.split()), wanted.severity
    row.upper = " ".join(wanted.upper.split())
    where = spot(reading, row.quote)
    row.place = where.place[:300] if where else ""
    row.version += 1
    row.save()
    return f"remark {row.review_id} {row.pk}", None, _told(row)


def _told(row: Remark) -> dict[str, object]:
    """A remark as an event keeps it."""
    return {
        "id": row.pk,
        "text": row.text,
        "sentence": row.sentence,
        "quote": row.quote,
        "upper": row.upper,
        "place": row.place,
        "severity": row.severity,
        "withdrawn": row.withdrawn,
        "version": row.version,
    }

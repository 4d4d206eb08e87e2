"""Plans as humans have corrected them: the rows of ``Correction`` laid over what the machine read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from compare.correcting import corrected
from compare.human.heading import Heading, headed
from doichieu.desk.store import packing, targets
from doichieu.desk.store.models import Account, Correction, Document, Reading, Round, Run
from extract.codec import Codec
from extract.language import writing
from extract.model import Act, Masthead, Period, Plan
from extract.model import Correction as Said

_CODEC = Codec(sparse=True)
HEAD = ("number", "date", "issuer", "title", "period")
"""Values of ``Correction.field`` that are about the head of a document; the others are about its targets."""
_ORDER = (Act.CHANGE, Act.ADD, Act.STRIKE)
"""Struck last, so that the ordinals of equal measures still count all of them."""


def stored(said: Said) -> dict[str, Any]:
    """A correction as ``Correction.detail`` holds it."""
    written: dict[str, Any] = _CODEC.encode(said)
    return written


def said_of(row: Correction) -> Said:
    """The correction of a row, as ``compare`` takes it."""
    return _CODEC.decode(Said, row.detail)


def in_force(file: str) -> list[Correction]:
    """The corrections of a file's targets that nobody has withdrawn, the oldest first."""
    return list(_standing(file).exclude(field__in=HEAD))


def heads(file: str) -> dict[str, Correction]:
    """What humans say of the head of a document, by the field."""
    return {row.field: row for row in _standing(file).filter(field__in=HEAD)}


def _standing(file: str) -> QuerySet[Correction]:
    found = Correction.objects.filter(file=file, withdrawn_at=None)
    return found.select_related("by", "file").order_by("pk")


def heading_of(rows: Iterable[Correction]) -> Heading:
    """Corrections of a head as ``compare`` takes them; their words are in ``Correction.detail``."""
    told: dict[str, Any] = {row.field: row.detail["said"] for row in rows}
    if "period" in told:
        start, end = told["period"]
        told["period"] = Period(start=start, end=end)
    return Heading(**told)


def titled(plan: Plan, file: str) -> Plan:
    """A plan of a file with the head that humans say it has."""
    said = heads(file)
    return headed(plan, heading_of(said.values())) if said else plan


def entitle(row: Document, head: Masthead) -> None:
    """Write on a document what lists show of its head."""
    row.name = writing.document(head, full=False, alone=True) if head.number or head.title else row.file.name
    row.title = head.title or ""
    row.number = head.number or ""
    row.date = head.date or ""
    row.issuer = head.issuer or ""
    row.unit = head.place or ""
    row.rank = head.level.value if head.level else ""
    row.start, row.end = (head.period.start, head.period.end) if head.period else (None, None)


def laid(plan: Plan, corrections: Iterable[Said]) -> Plan:
    """A plan with corrections laid over it in the order in which all of them are met."""
    return corrected(plan, sorted(corrections, key=_place))


def _place(said: Said) -> tuple[int, int]:
    return _ORDER.index(said.act), -(said.ordinal or 0) if said.act is Act.STRIKE else 0


def plan_of(reading: Reading) -> Plan | None:
    """The plan of a reading as corrected; None where nothing was read."""
    if reading.plan is None:
        return None
    plan = packing.plan_of(reading.plan)
    rows = in_force(reading.file_id)
    # The head last: targets are named by the document as it was read.
    return titled(laid(plan, map(said_of, rows)) if rows else plan, reading.file_id)


def made_in(one: Round) -> dict[int, int]:
    """By the id of a correction that a draft was given from an earlier one: the number of the round it was made in."""
    rounds = Round.objects.filter(review=one.review_id).order_by("-number")
    numbers = dict(rounds.values_list("draft__file_id", "number"))
    rows = Correction.objects.filter(file__in=numbers).values_list("pk", "file_id", "origin_id")
    known = {pk: (file, origin) for pk, file, origin in rows}
    found: dict[int, int] = {}
    for pk, (file, origin) in known.items():
        while origin in known:
            file, origin = known[origin]
            found[pk] = numbers[file]
    return found


def withdraw(row: Correction, by: Account) -> None:
    """Take back a correction: the row stays, with who has taken it back."""
    row.withdrawn_by, row.withdrawn_at = by, timezone.now()
    row.save(update_fields=["withdrawn_by", "withdrawn_at"])


def used(files: Iterable[str]) -> list[int]:
    """The ids of the corrections in force of some files: what a run tells of those it was made with."""
    found = Correction.objects.filter(file__in=list(files), withdrawn_at=None)
    return sorted(found.values_list("pk", flat=True))


def settle(file: str) -> None:
    """Bring rows up to date with the corrections of a file: its targets, and the runs that used it become stale.

    Called in the transaction that writes a correction.
    """
    for reading in Reading.objects.filter(documents__file=file).distinct():
        plan = plan_of(reading)
        if plan is not None and reading.plan is not None:
            targets.write(reading, plan, packing.plan_of(reading.plan))
    outdate(file)


def outdate(file: str) -> None:
    """Mark the runs that used a file as stale."""
    upper = Q(round__review__order__document__file=file)
    runs = Run.objects.filter(upper | Q(round__draft__file=file)).values_list("pk", flat=True)
    Run.objects.filter(pk__in=list(runs)).update(stale=True)

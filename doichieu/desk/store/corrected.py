"""Plans as humans have corrected them: the rows of ``Correction`` laid over what the machine read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from compare.correcting import corrected
from doichieu.desk.store import packing, targets
from doichieu.desk.store.models import Correction, Reading, Run
from extract.codec import Codec
from extract.model import Act, Plan
from extract.model import Correction as Said

_CODEC = Codec(sparse=True)
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
    """The corrections of a file that nobody has withdrawn, the oldest first."""
    return list(
        Correction.objects.filter(file=file, withdrawn_at=None).select_related("by", "file").order_by("pk")
    )


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
    return laid(plan, map(said_of, rows)) if rows else plan


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
        if plan is not None:
            targets.write(reading, plan)
    upper = Q(round__review__order__document__file=file)
    runs = Run.objects.filter(upper | Q(round__draft__file=file)).values_list("pk", flat=True)
    Run.objects.filter(pk__in=list(runs)).update(stale=True)

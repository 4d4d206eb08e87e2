"""The review of a run after what humans have decided and remarked, from their rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from compare.decision import Decision, State
from compare.human.deciding import confirmed, decided
from compare.human.remarks import Remark, placed
from compare.model import Review as Result
from compare.model import Severity
from doichieu.desk.store import decided as stored
from doichieu.desk.store import packing
from doichieu.desk.store.models import DecisionState, Run
from doichieu.desk.store.models import Remark as RemarkRow
from doichieu.desk.texts import say
from doichieu.desk.work.kinds import WorkError
from extract.model import Plan


def after(
    run: Run, result: Result | None = None, *, kept_only: bool = False, dismissed: bool = True
) -> Result:
    """The review of a run with decisions and remarks; ``result`` is the machine's, where it is not kept yet.

    With ``kept_only`` without what nobody has decided on, or is unsure. Without ``dismissed`` as if nothing had been.

    Raises:
        WorkError: the run has no result.
    """
    machine = result or _machine(run)
    said = [one for one in decisions(run) if dismissed or one.state is not State.DISMISS]
    found = decided(machine, said, remarks(run, machine))
    return confirmed(found) if kept_only else found


def decisions(run: Run) -> Iterator[Decision]:
    """The decisions on the round of a run. A sentence that was edited without a decision is kept: it is meant."""
    for row in stored.decisions(run.round).values():
        state = row.state
        if state == DecisionState.OPEN:
            if not row.sentence:
                continue
            state = DecisionState.KEEP
        yield Decision(
            fingerprint=row.fingerprint,
            state=State(state),
            author=row.by.name or say("papers.nobody"),
            date=_day(row.at),
            reason=row.reason,
            sentence=row.sentence,
            note=row.note,
        )


def remarks(run: Run, result: Result | None = None) -> Iterator[Remark]:
    """The remarks on the round of a run: one on a sentence that a later draft does not have any more is over."""
    one, plan = run.round, draft_of(run)
    later = stored.next_round(one)
    above = _references(run, result) if result is not None else {}
    for row in RemarkRow.objects.filter(review=one.review_id, withdrawn=False).select_related("by"):
        if later is not None and row.at >= later.at:
            continue
        remark = placed(
            Remark(
                text=row.text,
                severity=Severity(row.severity),
                author=row.by.name or say("papers.nobody"),
                date=_day(row.at),
                sentence=row.sentence,
                quote=row.quote,
                upper=row.upper,
            ),
            plan,
            above,
        )
        if one.number == 1 or row.at >= one.at or not row.quote or remark.place is not None:
            yield remark


def _references(run: Run, result: Result) -> dict[int, Plan]:
    """The upper plans of a result by their index, where a remark rests on one."""
    if not RemarkRow.objects.filter(review=run.round.review_id, withdrawn=False).exclude(upper="").exists():
        return {}
    order = {party.source.sha256: at for at, party in enumerate(result.references)}
    entries = run.round.review.order.select_related("document__reading")
    readings = [entry.document.reading for entry in entries]
    plans = [packing.plan_of(one.plan) for one in readings if one is not None and one.plan is not None]
    return {order[plan.source.sha256]: plan for plan in plans if plan.source.sha256 in order}


def draft_of(run: Run) -> Plan:
    """The draft as the machine read it."""
    reading = run.round.draft.reading
    if reading is None or reading.plan is None:
        raise WorkError(say("papers.unread"))
    return packing.plan_of(reading.plan)


def _machine(run: Run) -> Result:
    if run.review is None:
        raise WorkError(say("papers.unread"))
    return packing.review_of(run.review)


def _day(moment: datetime) -> str:
    return timezone.localtime(moment).date().isoformat()

"""What a run is made from besides documents, and its beginning: one run at a time waits for a round.

Pins and remarks are what humans say of a review, as ``compare`` takes it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from compare.model import Pin
from doichieu.desk.store import packing, queue
from doichieu.desk.store.decided import made_in
from doichieu.desk.store.models import Event, JobKind, Review, ReviewState, Round, Run, State
from doichieu.desk.store.models import Pin as PinRow
from doichieu.desk.texts import say

PIN = "pin"
"""What the events of pins are called."""
AWAIT = "await"
"""In ``Review.question``: the comparison begins as soon as all upper plans are read."""


def begin(one: Round) -> Run | None:
    """Have the worker compare a round with the references of its review; None while some of them are not read yet.

    A run that waits in the queue already is taken: it is made from what stands when its turn comes.
    """
    row = Review.objects.get(pk=one.review_id)
    lost = row.order.filter(document__reading__state=State.FAILED).select_related("document__reading").first()
    if lost is not None and lost.document.reading is not None:
        # Nothing would ever begin it.
        told = say("offer.unread", name=lost.document.name, reason=lost.document.reading.reason)
        keep_on(Review.objects.filter(pk=row.pk), told, lost=one.current_id is None)
        one.review.refresh_from_db()
        return None
    ready = is_ready(row)
    row.question = {} if ready else {AWAIT: True}
    row.state = ReviewState.READING if one.current_id is None else row.state
    if row.state == ReviewState.ASKING:
        row.state = ReviewState.OPEN
    row.save(update_fields=["question", "state", "updated"])
    one.review.question, one.review.state = row.question, row.state
    if not ready:
        return None
    run = Run.objects.filter(round=one, state=State.WAITING).order_by("-pk").first()
    run = run or Run.objects.create(round=one, program=packing.PROGRAM, inputs="")
    queue.give(JobKind.COMPARE, run.pk)
    return run


def keep_on(review: QuerySet[Review], failed: str = "", *, lost: bool = False) -> None:
    """What was asked for has failed: the result that a review has stays, with its state.

    Arguments:
        review: the review.
        failed: what is told beside the result; "" where a run tells it itself.
        lost: it has no result yet, so the reviewer is asked.
    """
    asked = {"failed": failed, "offered": [], "missing": [], "notes": []} if failed else {}
    review.update(question=asked)
    if lost:
        review.update(state=ReviewState.ASKING)
    else:
        underway = (ReviewState.NEW, ReviewState.READING, ReviewState.ASKING)
        review.filter(state__in=underway).update(state=ReviewState.OPEN)


def is_ready(row: Review) -> bool:
    """Whether all upper plans of a review have been read."""
    order = row.order.all()
    return not order.exclude(document__reading__state=State.DONE).exists()


def pins_of(review: Review, without: Collection[str] = ()) -> list[Pin]:
    """The pins of a review in the order in which they were made, one for each sentence that answers.

    ``without`` are values of ``Pin.reference`` of rows that do not hold.
    """
    rows = (
        PinRow.objects.filter(review=review)
        .exclude(reference__in=without)
        .select_related("by")
        .order_by("pk")
    )
    return [pin for row in rows for pin in _pins(row)]


def pins_used(review: Review) -> list[int]:
    """The ids of the pins in force: what a run tells of those that it was made with."""
    return list(PinRow.objects.filter(review=review).order_by("pk").values_list("pk", flat=True))


@dataclass(frozen=True)
class ByHand:
    """What a reviewer has said of what answers a measure or a task."""

    key: str
    row: PinRow | None
    """The pin in force; None where it was withdrawn."""
    carried: int = 0
    """The number of the earlier round in which it was made; 0 for the round itself."""
    before: str = ""
    """What stood before the last act, so that it can be taken back: the answer in words; "" where nothing did."""


def by_hand(one: Round, keys: Sequence[str]) -> ByHand | None:
    """What stands for the first of some keys of which a reviewer has said anything."""
    for key in filter(None, keys):
        row = PinRow.objects.filter(review=one.review_id, reference=key).select_related("by").first()
        last = last_pin(one.review_id, key)
        was = last.before if last is not None else None
        before = str(was["text"] or say("pin.none")) if isinstance(was, dict) else ""
        if row is not None or before:
            return ByHand(key, row, made_in(one, row.at) if row is not None else 0, before)
    return None


def last_pin(review: int, key: str) -> Event | None:
    """The last act on a pin."""
    return Event.objects.filter(act=PIN, object=f"pin {review} {key}").order_by("-pk").first()


def pins_carried(one: Round) -> int:
    """How many pins in force were made for an earlier draft."""
    return PinRow.objects.filter(review=one.review_id, at__lt=one.at).count() if one.number > 1 else 0


def _pins(row: PinRow) -> Iterator[Pin]:
    """One pin for each answer of a row; one that is empty without any.

    ``Pin.detail`` holds {"answers": [{"key", "text"}], "asked", "key", "clause"}: ``asked`` are the words above,
    ``key`` is the measure where the row is named otherwise, ``clause`` are the words of one clause of a task.
    """
    for answer in row.detail.get("answers") or [{}]:
        yield Pin(
            reason=row.reason,
            author=str(row.by),
            date=row.at.date().isoformat(),
            key=row.detail.get("key") or row.reference,
            quote=row.detail.get("clause") or row.detail.get("asked", ""),
            answer_key=answer.get("key", ""),
            answer=answer.get("text", ""),
        )

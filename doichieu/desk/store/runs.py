"""What a run is made from besides documents, and its beginning: one run at a time waits for a round.

Pins and remarks are what humans say of a review, as ``compare`` takes it.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet

from compare.model import Pin
from doichieu.desk.store import packing, queue
from doichieu.desk.store.models import JobKind, Review, ReviewState, Round, Run, State
from doichieu.desk.store.models import Pin as PinRow
from doichieu.desk.texts import say

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


def pins_of(review: Review) -> list[Pin]:
    """The pins of a review in the order in which they were made, one for each sentence that answers."""
    rows = PinRow.objects.filter(review=review).select_related("by").order_by("pk")
    return [pin for row in rows for pin in _pins(row)]


def pins_used(review: Review) -> list[int]:
    """The ids of the pins in force: what a run tells of those that it was made with."""
    return list(PinRow.objects.filter(review=review).order_by("pk").values_list("pk", flat=True))


def _pins(row: PinRow) -> Iterator[Pin]:
    """One pin for each answer of a row: {"answers": [{"key", "text"}], "quote"}; one that is empty without any."""
    for answer in row.detail.get("answers") or [{}]:
        yield Pin(
            reason=row.reason,
            author=str(row.by),
            date=row.at.date().isoformat(),
            key=row.reference,
            quote=row.detail.get("quote", ""),
            answer_key=answer.get("key", ""),
            answer=answer.get("text", ""),
        )

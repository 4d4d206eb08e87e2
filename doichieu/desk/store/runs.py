"""Beginning a comparison: one run at a time waits for a round, behind the readings that it needs."""

from __future__ import annotations

from doichieu.desk.store import packing, queue
from doichieu.desk.store.models import JobKind, Review, ReviewState, Round, Run, State

AWAIT = "await"
"""In ``Review.question``: the comparison begins as soon as all upper plans are read."""


def begin(one: Round) -> Run | None:
    """Have the worker compare a round with the references of its review; None while some of them are not read yet.

    A run that waits in the queue already is taken: it is made from what stands when its turn comes.
    """
    row = Review.objects.get(pk=one.review_id)
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


def is_ready(row: Review) -> bool:
    """Whether all upper plans of a review have been read."""
    order = row.order.all()
    return not order.exclude(document__reading__state=State.DONE).exists()

"""The next draft of a review: a round of its own, read and compared with the same upper plans."""

from __future__ import annotations

from doichieu.desk.rights import Act
from doichieu.desk.store import queue
from doichieu.desk.store.acts import Actor, act
from doichieu.desk.store.models import Document, JobKind, Level, Review, ReviewState, Round, StoredFile
from doichieu.desk.texts import say


class RefusedError(Exception):
    """The file cannot be the next draft; the message is a sentence for the user."""


def add(actor: Actor, review: Review, file: StoredFile) -> None:
    """Take a file as the next draft; it takes the place of a draft that could not be compared.

    Raises:
        RefusedError: it is a draft of this review already, or one is being read just now.
    """

    def change() -> tuple[str, object, object]:
        same = review.rounds.filter(draft__file=file).exclude(current=None).first()
        if same is not None:
            raise RefusedError(say("round.same", number=same.number))
        last = review.rounds.select_related("draft").order_by("-number").first()
        if last is not None and last.current_id is None and review.state == ReviewState.READING:
            raise RefusedError(say("round.busy", number=last.number))
        row = Document.objects.create(level=Level.DRAFT, file=file, name=file.name)
        before = None
        if last is not None and last.current_id is None:
            before, last.draft = {"draft": last.draft_id}, row
            last.save(update_fields=["draft"])
            number = last.number
        else:
            number = last.number + 1 if last is not None else 1
            Round.objects.create(review=review, number=number, draft=row)
        review.state, review.question = ReviewState.READING, {}
        review.save()
        queue.give(JobKind.READ, row.pk)
        return f"review {review.pk} round", before, {"round": number, "file": file.sha256, "name": file.name}

    act(actor, Act.UPLOAD, change)

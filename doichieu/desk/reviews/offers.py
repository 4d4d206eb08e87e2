"""What is asked before the result: which upper plans, whether a file was given by mistake."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from doichieu.desk.home import intake
from doichieu.desk.rights import Act
from doichieu.desk.store import queue
from doichieu.desk.store.acts import Actor, act
from doichieu.desk.store.models import (
    Document,
    JobKind,
    Level,
    Review,
    ReviewState,
    Round,
    State,
    StoredFile,
)
from doichieu.desk.store.runs import begin
from doichieu.desk.texts import say


@dataclass(frozen=True)
class Choice:
    """One upper plan of the library, as it is offered."""

    document: Document
    chosen: bool
    ready: bool
    """It has been read."""
    reason: str = ""
    failed: str = ""
    """Why it could not be read."""


@dataclass(frozen=True)
class Offer:
    """What the page asks."""

    choices: tuple[Choice, ...]
    missing: tuple[str, ...] = ()
    """Names of plans that the draft is based on and the library lacks."""
    notes: tuple[str, ...] = ()
    """Sentences on what may have been given by mistake."""
    failed: str = ""
    """Why the draft could not be read or compared."""
    earlier: Review | None = None
    """The review of the very same file."""
    reading: tuple[str, ...] = ()
    """Names of upper plans that were sent for it and are being read."""
    strange: tuple[str, ...] = ()
    """Names of those that were sent and read, and are not what the draft is based on."""
    swap: Document | None = None
    """The upper plan that seems to be the draft."""
    unread: bool = False
    """The draft has not been read: there is nothing to compare yet."""
    wrong_draft: bool = False
    """The draft cannot be read, or is an upper plan: another file is asked for."""


def offer(row: Review, one: Round) -> Offer:
    """The question of a review, with the library's plans to choose from."""
    asked = row.question
    chosen = set(row.order.values_list("document_id", flat=True)) or set(asked.get("offered", ()))
    library = Document.objects.filter(level=Level.UPPER, hidden=False).select_related("reading", "file")
    choices = tuple(
        Choice(
            document=document,
            chosen=document.pk in chosen,
            ready=document.reading is not None and document.reading.state == State.DONE,
            reason=say("offer.cited") if document.pk in asked.get("offered", ()) else "",
            failed=document.reading.reason
            if document.reading is not None and document.reading.state == State.FAILED
            else "",
        )
        for document in library.order_by("rank", "-date", "-pk")
        if document.file_id != one.draft.file_id
    )
    same = (
        Round.objects.filter(draft__file=one.draft.file_id)
        .exclude(review=row)
        .select_related("review")
        .last()
    )
    sent = [choice for choice in choices if choice.document.pk in asked.get("sent", ())]
    offered = set(asked.get("offered", ()))
    notes = tuple(asked.get("notes", ()))
    unread = one.draft.reading is None or one.draft.reading.state != State.DONE
    return Offer(
        choices=tuple(sorted(choices, key=lambda choice: not (choice.chosen or choice in sent))),
        missing=tuple(asked.get("missing", ())),
        notes=tuple(say(f"offer.{note}") for note in notes),
        failed=asked.get("failed", ""),
        earlier=same.review if same else None,
        reading=tuple(choice.document.name for choice in sent if not choice.ready and not choice.failed),
        strange=tuple(
            choice.document.name for choice in sent if choice.ready and choice.document.pk not in offered
        ),
        swap=Document.objects.filter(pk__in=asked.get("swapped", ())).first(),
        unread=unread,
        wrong_draft=one.current_id is None and (unread or "same_file" in notes),
    )


def taken(actor: Actor, row: Review, one: Round, numbers: Iterable[str], sent: Sequence[intake.Sent]) -> bool:
    """Take the upper plans that were chosen, keep those that were sent, and compare as soon as all are read.

    False where nothing was chosen and nothing sent.
    """
    wanted = [int(number) for number in numbers if number.isascii() and number.isdigit() and len(number) < 10]
    documents = list(Document.objects.filter(pk__in=wanted, level=Level.UPPER))
    documents += [intake.upper(Actor(actor.account), intake.kept(actor, file)) for file in sent]
    if not documents:
        return False

    def change() -> tuple[str, object, object]:
        before = list(row.order.values_list("document_id", flat=True))
        row.order.all().delete()
        unique = {document.pk: document for document in documents}
        order = sorted(unique.values(), key=lambda document: (_rank(document), document.pk))
        for position, document in enumerate(order):
            row.order.create(document=document, position=position)
        begin(one)
        return f"review {row.pk} references", before, [document.pk for document in order]

    act(actor, Act.COMPARE, change)
    return True


def added(actor: Actor, row: Review, sent: Sequence[intake.Sent]) -> None:
    """Keep upper plans that a draft is based on: once they are read, the worker goes on, or asks again."""
    documents = [intake.upper(Actor(actor.account), intake.kept(actor, file)) for file in sent]

    def change() -> tuple[str, object, object]:
        before = list(row.question.get("sent", ()))
        row.question = {**row.question, "sent": sorted({*before, *(one.pk for one in documents)})}
        row.save(update_fields=["question", "updated"])
        return f"review {row.pk} sent", before, row.question["sent"]

    act(actor, Act.COMPARE, change)


def swapped(actor: Actor, row: Review, one: Round, number: int) -> bool:
    """Let draft and an upper plan change places; False where there is no such plan.

    The file that was taken for an upper plan leaves the library, unless another review uses it.
    """
    wrong = Document.objects.filter(pk=number, level=Level.UPPER).first()
    if wrong is None:
        return False
    draft_file = one.draft.file

    def change() -> tuple[str, object, object]:
        before = {"draft": one.draft_id, "upper": wrong.pk}
        upper = intake.upper(Actor(actor.account), draft_file)
        row.order.all().delete()
        row.order.create(document=upper, position=0)
        if not wrong.reviews.exclude(pk=row.pk).exists():
            Document.objects.filter(pk=wrong.pk).update(hidden=True)
        _redraft(row, one, wrong.file)
        return f"review {row.pk} swapped", before, {"draft": one.draft_id, "upper": upper.pk}

    act(actor, Act.COMPARE, change)
    return True


def replaced(actor: Actor, row: Review, one: Round, sent: intake.Sent) -> None:
    """Another file for the draft of a round that has no result: the one that came was the wrong one."""
    file = intake.kept(actor, sent)

    def change() -> tuple[str, object, object]:
        before = one.draft_id
        row.order.all().delete()
        _redraft(row, one, file)
        return f"review {row.pk} draft", before, one.draft_id

    act(actor, Act.UPLOAD, change)


def _redraft(row: Review, one: Round, file: StoredFile) -> None:
    """Give a round another draft, which is read first."""
    one.draft = Document.objects.create(level=Level.DRAFT, file=file, name=file.name)
    one.current = None
    one.save(update_fields=["draft", "current"])
    row.unit = row.programme = row.folded = ""
    row.state, row.question = ReviewState.READING, {}
    row.save()
    queue.give(JobKind.READ, one.draft_id)


def compare_again(actor: Actor, one: Round) -> None:
    """Compare a round again."""

    def change() -> tuple[str, object, object]:
        run = begin(one)
        return f"round {one.pk}", one.current_id, run.pk if run else None

    act(actor, Act.COMPARE, change)


def set_state(actor: Actor, row: Review, state: str) -> None:
    """Close a review, open it again, or put it away."""

    def change() -> tuple[str, object, object]:
        before, row.state = row.state, state
        row.save(update_fields=["state", "updated"])
        return f"review {row.pk} state", before, state

    act(actor, Act.CLOSE, change)


def _rank(document: Document) -> int:
    return ("national", "province", "district", "commune", "").index(document.rank)

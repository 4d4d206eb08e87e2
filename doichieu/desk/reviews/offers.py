"""What is asked before the result: which upper plans, whether a file was given by mistake."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from doichieu.desk.home import intake
from doichieu.desk.rights import Act
from doichieu.desk.store import packing, queue
from doichieu.desk.store.acts import Actor, act
from doichieu.desk.store.models import (
    Document,
    JobKind,
    Level,
    Review,
    ReviewState,
    Round,
    Run,
    State,
)
from doichieu.desk.texts import say


@dataclass(frozen=True)
class Choice:
    """One upper plan of the library, as it is offered."""

    document: Document
    chosen: bool
    ready: bool
    """It has been read."""
    reason: str = ""


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
    waiting: tuple[str, ...] = field(default=())


def offer(row: Review, one: Round) -> Offer:
    """The question of a review, with the library's plans to choose from."""
    asked = row.question
    chosen = set(row.order.values_list("document_id", flat=True)) or set(asked.get("offered", ()))
    library = (
        Document.objects.filter(level=Level.UPPER, hidden=False)
        .select_related("reading")
        .order_by("rank", "-date", "-pk")
    )
    choices = tuple(
        Choice(
            document=document,
            chosen=document.pk in chosen,
            ready=document.reading is not None and document.reading.state == State.DONE,
            reason=say("offer.cited") if document.pk in asked.get("offered", ()) else "",
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
    return Offer(
        choices=tuple(sorted(choices, key=lambda choice: not choice.chosen)),
        missing=tuple(asked.get("missing", ())),
        notes=tuple(say(f"offer.{note}") for note in asked.get("notes", ())),
        failed=asked.get("failed", ""),
        earlier=same.review if same else None,
    )


def taken(actor: Actor, row: Review, one: Round, numbers: Iterable[str], sent: Sequence[intake.Sent]) -> None:
    """Take the upper plans that were chosen, keep those that were sent, and compare as soon as all are read."""
    wanted = [int(number) for number in numbers if number.isascii() and number.isdigit()]
    documents = list(Document.objects.filter(pk__in=wanted, level=Level.UPPER))
    documents += [intake.upper(Actor(actor.account), intake.kept(actor, file)) for file in sent]
    if not documents:
        return

    def change() -> tuple[str, object, object]:
        before = list(row.order.values_list("document_id", flat=True))
        row.order.all().delete()
        unique = {document.pk: document for document in documents}
        order = sorted(unique.values(), key=lambda document: (_rank(document), document.pk))
        for position, document in enumerate(order):
            row.order.create(document=document, position=position)
        _start(row, one)
        return f"review {row.pk} references", before, [document.pk for document in order]

    act(actor, Act.COMPARE, change)


def compare_again(actor: Actor, one: Round) -> None:
    """Compare a round again."""

    def change() -> tuple[str, object, object]:
        run = _start(one.review, one)
        return f"round {one.pk}", one.current_id, run.pk

    act(actor, Act.COMPARE, change)


def set_state(actor: Actor, row: Review, state: str) -> None:
    """Close a review, open it again, or put it away."""

    def change() -> tuple[str, object, object]:
        before, row.state = row.state, state
        row.save(update_fields=["state", "updated"])
        return f"review {row.pk} state", before, state

    act(actor, Act.CLOSE, change)


def _start(row: Review, one: Round) -> Run:
    """A run for a round; it waits in the queue behind the readings it needs."""
    row.question = {}
    if one.current_id is None:
        row.state = ReviewState.READING
    row.save()
    run = Run.objects.create(round=one, program=packing.PROGRAM, inputs="")
    queue.give(JobKind.COMPARE, run.pk)
    return run


def _rank(document: Document) -> int:
    return ("national", "province", "district", "commune", "").index(document.rank)

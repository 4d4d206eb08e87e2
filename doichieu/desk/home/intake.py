"""Files come in: kept, then read by the worker."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction

from doichieu.desk.rights import Act
from doichieu.desk.store import files, queue
from doichieu.desk.store.acts import Actor, act
from doichieu.desk.store.models import Document, Event, JobKind, Level, Review, ReviewState, Round, StoredFile

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    Sent = UploadedFile[Any]

_HERE = Path(__file__).resolve()
SAMPLE = ("a1-qd-ttg.docx", "a2-kh-tinh.docx"), "a4-kh-huyen-na-suong.pdf"
"""The upper plans and the draft of the sample."""


def kept(actor: Actor, sent: Sent) -> StoredFile:
    """Keep the bytes of an upload; raises ``files.NoSpaceError``."""
    return files.keep(sent.chunks(), sent.name or "", actor.account, sent.size or 0)


def upper(actor: Actor, file: StoredFile) -> Document:
    """An upper plan for the library; the one of the same bytes where it has it."""
    same = Document.objects.filter(level=Level.UPPER, file=file, hidden=False).first()
    if same is not None:
        return same

    def change() -> tuple[str, object, object]:
        row = Document.objects.create(level=Level.UPPER, file=file, name=file.name)
        queue.give(JobKind.READ, row.pk)
        return f"document {row.pk}", None, {"document": row.pk, "file": file.sha256, "name": file.name}

    return Document.objects.get(pk=_made(act(actor, Act.LIBRARY, change).after, "document"))


def draft(actor: Actor, file: StoredFile, references: Iterable[Document] = ()) -> Review:
    """A new review of a draft; ``references`` are known already where a batch brings them."""

    def change() -> tuple[str, object, object]:
        row = Document.objects.create(level=Level.DRAFT, file=file, name=file.name)
        review = Review.objects.create(owner=actor.account, state=ReviewState.READING)
        for position, reference in enumerate(references):
            review.order.create(document=reference, position=position)
        Round.objects.create(review=review, number=1, draft=row)
        queue.give(JobKind.READ, row.pk)
        return f"review {review.pk}", None, {"review": review.pk, "file": file.sha256, "name": file.name}

    return Review.objects.get(pk=_made(act(actor, Act.UPLOAD, change).after, "review"))


def earlier(file: StoredFile) -> Review | None:
    """The newest review in which the very same file was a draft."""
    found = Round.objects.filter(draft__file=file).select_related("review").order_by("-pk").first()
    return found.review if found else None


def earlier_ones(file: StoredFile) -> list[Review]:
    """All reviews in which the very same file was a draft, the newest first."""
    found = Review.objects.filter(rounds__draft__file=file).select_related("owner").distinct()
    return list(found.order_by("-pk")[:10])


def in_library(file: StoredFile) -> Document | None:
    """The upper plan of the library with the very same file."""
    return Document.objects.filter(level=Level.UPPER, file=file, hidden=False).first()


def sent_already(actor: Actor, file: StoredFile) -> bool:
    """Whether this very request has begun a review of the file: it is answered as it was."""
    done = Event.objects.filter(request=actor.request).first() if actor.request else None
    return done is not None and isinstance(done.after, dict) and done.after.get("file") == file.sha256


def moved(actor: Actor, review: Review) -> Document | None:
    """Take the draft of a review into the library and the review away; None where something hangs on it already.

    Nothing is lost: nobody has decided anything, and the file stays.
    """
    one = review.rounds.select_related("draft__file").first()
    if one is None or one.runs.exclude(review=None).exists() or review.decisions.exists():
        return None
    document = upper(Actor(actor.account, actor.address), one.draft.file)

    def change() -> tuple[str, object, object]:
        draft_row, before = one.draft, {"review": review.pk, "file": one.draft.file_id}
        review.delete()
        if not draft_row.rounds.exists():
            draft_row.delete()
        return f"document {document.pk}", before, {"document": document.pk}

    act(actor, Act.LIBRARY, change)
    return document


def sample(actor: Actor) -> Review:
    """The review of the sample, with its upper plans in the library."""
    with transaction.atomic():
        for name in SAMPLE[0]:
            upper(Actor(actor.account), _sample_file(actor, name))
        file = _sample_file(actor, SAMPLE[1])
        return earlier(file) or draft(actor, file)


def _sample_file(actor: Actor, name: str) -> StoredFile:
    data = samples_folder().joinpath(name).read_bytes()
    return files.keep(iter([data]), name, actor.account, len(data))


def samples_folder() -> Path:
    """The folder of the samples: in the package where it is installed, beside the packages in the project."""
    inside = _HERE.parents[1] / "samples"
    return inside if inside.is_dir() else _HERE.parents[3] / "samples"


def _made(after: object, key: str) -> int:
    assert isinstance(after, dict)
    return int(after[key])

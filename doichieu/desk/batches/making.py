"""What humans do to a batch: send it in, choose its upper plans, name who is expected, try a file again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from django.utils import timezone

from doichieu.desk.home import intake
from doichieu.desk.rights import Act
from doichieu.desk.store import queue, runs
from doichieu.desk.store.acts import Actor, act
from doichieu.desk.store.models import (
    Batch,
    BatchItem,
    Document,
    JobKind,
    Level,
    State,
    StoredFile,
    Told,
)
from doichieu.desk.texts import say
from extract.language import writing

_NAME = 300
_UNITS = 20_000
"""Greatest number of expected units; the country has fewer."""


def begin(actor: Actor, sent: Sequence[tuple[str, StoredFile]]) -> Batch:
    """A batch of some files, each with its name as sent."""

    def change() -> tuple[str, object, object]:
        day = writing.date(timezone.localdate().isoformat())
        batch = Batch.objects.create(name=say("batch.name", day=day), by=actor.account)
        BatchItem.objects.bulk_create(
            BatchItem(batch=batch, ordinal=ordinal, name=name[:_NAME], file=file)
            for ordinal, (name, file) in enumerate(sent, 1)
        )
        queue.give(JobKind.UNPACK, batch.pk)
        return f"batch {batch.pk}", None, {"batch": batch.pk, "files": [name for name, _ in sent]}

    after = act(actor, Act.UPLOAD, change).after
    assert isinstance(after, dict)
    return Batch.objects.get(pk=after["batch"])


def choose(actor: Actor, batch: Batch, numbers: Iterable[int], uppers: Sequence[StoredFile]) -> bool:
    """Take the upper plans of a batch, of the library or new; whether there were any."""
    told = {item.file_id for item in batch.items.filter(told=Told.UPPER)}
    documents = list(Document.objects.filter(pk__in=numbers, level=Level.UPPER))
    documents += [intake.upper(Actor(actor.account, actor.address), file) for file in uppers]
    if not documents or batch.begun:
        return bool(documents)
    for document in documents:
        if document.file_id in told:
            batch.items.filter(file=document.file).update(reason=say("batch.in_library", name=document.name))

    def change() -> tuple[str, object, object]:
        before = list(batch.references.values_list("pk", flat=True))
        batch.references.set(documents)
        batch.question = {}
        batch.save(update_fields=["question"])
        queue.give(JobKind.UNPACK, batch.pk)
        return f"batch {batch.pk} references", before, [document.pk for document in documents]

    act(actor, Act.COMPARE, change)
    return True


def to_library(actor: Actor, item: BatchItem) -> None:
    """Take a file that is an upper plan into the library."""
    assert item.file is not None
    document = intake.upper(actor, item.file)
    item.told, item.reason = Told.UPPER, say("batch.in_library", name=document.name)
    item.state = State.DONE
    item.save(update_fields=["told", "reason", "state"])


def anyway(actor: Actor, item: BatchItem) -> None:
    """Compare a file that was put aside."""

    def change() -> tuple[str, object, object]:
        before, item.told = item.told, Told.COUNTED
        item.state, item.reason = State.RUNNING, say("batch.anyway")
        item.save(update_fields=["told", "state", "reason"])
        queue.give(JobKind.UNPACK, item.batch_id)
        return f"batch {item.batch_id} file {item.pk}", before, ""

    act(actor, Act.COMPARE, change)


def again(actor: Actor, item: BatchItem) -> None:
    """Read or compare a file again that failed."""

    def change() -> tuple[str, object, object]:
        before = item.reason
        if item.review is not None:
            runs.begin(item.review.rounds.latest("number"))
        else:
            item.state, item.reason = State.WAITING, ""
            item.save(update_fields=["state", "reason"])
            if item.document_id is not None:
                queue.give(JobKind.READ, item.document_id)
            else:
                queue.give(JobKind.UNPACK, item.batch_id)
        return f"batch {item.batch_id} file {item.pk}", before, ""

    act(actor, Act.COMPARE, change)


def expect(actor: Actor, batch: Batch, text: str) -> None:
    """Write the units that are to send a plan: one a line, of a pasted table the first column."""
    names = (" ".join(line.split("\t")[0].split(";")[0].split()) for line in text.splitlines())
    told = list(dict.fromkeys(name.strip(",. ")[:_NAME] for name in names if any(map(str.isalpha, name))))
    _write(actor, batch, "expected", lambda: told[:_UNITS])


def rename(actor: Actor, batch: Batch, name: str) -> None:
    """Give a batch another name."""
    told = " ".join(name.split())[:_NAME]
    if told:
        _write(actor, batch, "name", lambda: told)


def _write(actor: Actor, batch: Batch, field: str, value: Callable[[], object]) -> None:
    def change() -> tuple[str, object, object]:
        before, after = getattr(batch, field), value()
        setattr(batch, field, after)
        batch.save(update_fields=[field])
        return f"batch {batch.pk} {field}", before, after

    act(actor, Act.UPLOAD, change)

"""Opening what was sent as a batch: documents out of archives, each file once, and given to be read."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from compare.survey.unit import Failure
from doichieu.desk.config import DeskConfig
from doichieu.desk.store import files, queue
from doichieu.desk.store.models import (
    Account,
    Batch,
    BatchItem,
    Document,
    Job,
    JobKind,
    Level,
    State,
    StoredFile,
    Told,
)
from doichieu.desk.store.named import named
from doichieu.desk.texts import say
from doichieu.desk.work.batches import gathering
from doichieu.desk.work.kinds import Tell, WorkError
from doichieu.messages import Catalogue
from doichieu.runs.archives import CLOSED, ZIP, Budget, closed, documents
from extract.paths import reachable
from extract.readers import SUFFIXES

_REASONS = ("zip_large", "zip_locked", "zip_broken", "zip_deep", "other_archive")
_WANTED = frozenset((*SUFFIXES, ZIP, *CLOSED, ".xlsx", ".xls", ".pptx", ".ppt", ".wps"))
"""Endings of files that somebody may take for a plan: one that is not read is told, not passed over."""
Found = StoredFile | str
"""A file of an archive, or the reason why it was not opened."""


def run(job: Job, tell: Tell) -> Callable[[], None]:
    """Open the archives among the new files of a batch; everything is read afterwards."""
    batch = Batch.objects.select_related("by").get(pk=job.object)
    told = Catalogue("vi", {f"batch.{key}": say(f"archive.{key}") for key in _REASONS})
    opened: dict[int, list[tuple[str, Found]]] = {}
    budget = Budget()
    for item in _new(batch):
        tell(say("job.unpacking", name=item.name))
        if item.file is not None and item.file.ending == ZIP:
            opened[item.pk] = list(_inside(item, item.file, batch.by, told, budget, tell))
        elif item.file is not None and item.file.ending in CLOSED:
            opened[item.pk] = [("", closed(item.name, told).reason)]
    return lambda: _keep(batch, opened)


def fail(job: Job, reason: str) -> None:
    """What could not be opened is told of each file that waited."""
    batch = Batch.objects.get(pk=job.object)
    for item in _new(batch):
        item.state, item.reason = State.FAILED, reason
        item.save(update_fields=["state", "reason"])
    gathering.advance(batch)


def _new(batch: Batch) -> list[BatchItem]:
    waiting = batch.items.filter(state=State.WAITING, document=None, told=Told.COUNTED)
    return list(waiting.select_related("file"))


def _inside(
    item: BatchItem, file: StoredFile, by: Account, told: Catalogue, budget: Budget, tell: Tell
) -> Iterator[tuple[str, Found]]:
    """(name, file or reason) of everything in an archive; names have the archive's in front."""
    folder = Path(tempfile.mkdtemp(dir=DeskConfig.current().scratch))
    try:
        with named(file) as archive:
            for one in documents(reachable(archive), item.name, folder, _is_wanted, told, budget):
                if isinstance(one, Failure):
                    yield one.file, one.reason
                    continue
                path, name = one
                tell(say("job.unpacking", name=name))
                try:
                    yield name, files.keep(_pieces(path), name, by, path.stat().st_size)
                except files.NoSpaceError as error:
                    raise WorkError(say("job.no_space")) from error
                path.unlink(missing_ok=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            yield piece


def _is_wanted(name: PurePosixPath) -> bool:
    hidden = any(part.startswith((".", "~$", "__MACOSX")) for part in name.parts if part != "..")
    return not hidden and name.suffix.lower() in _WANTED


def _keep(batch: Batch, opened: dict[int, list[tuple[str, Found]]]) -> None:
    """Write the files of the archives as items of their own, and give everything to be read."""
    last = max(batch.items.values_list("ordinal", flat=True), default=0)
    for item in _new(batch):
        if item.pk not in opened:
            continue
        inner = opened[item.pk]
        if len(inner) == 1 and isinstance(inner[0][1], str):
            item.state, item.reason = State.FAILED, inner[0][1]
            item.save(update_fields=["state", "reason"])
        elif not inner:
            item.state, item.reason = State.FAILED, say("archive.empty")
            item.save(update_fields=["state", "reason"])
        else:
            item.delete()
            for name, found in inner:
                last += 1
                _add(batch, last, name, found)
    _to_be_read(batch)
    gathering.advance(batch)


def _add(batch: Batch, ordinal: int, name: str, found: Found) -> None:
    row = BatchItem(batch=batch, ordinal=ordinal, name=name[-300:])
    if isinstance(found, str):
        row.state, row.reason = State.FAILED, found
    else:
        row.file = found
    row.save()


def _to_be_read(batch: Batch) -> None:
    """Give each new file to be read; one that is there already, or is in the library, is told."""
    known: dict[str, str] = {}
    for old in batch.items.exclude(document=None):
        known[str(old.file_id)] = old.name
    uppers = dict(
        Document.objects.filter(level=Level.UPPER, hidden=False).values_list("file_id", "name").order_by("pk")
    )
    for item in _new(batch):
        assert item.file is not None
        sha256 = item.file.sha256
        if sha256 in known:
            item.told, item.state, item.reason = Told.SAME, State.DONE, say("batch.same", name=known[sha256])
        elif sha256 in uppers:
            item.told, item.state = Told.UPPER, State.DONE
            item.reason = say("batch.in_library", name=uppers[sha256])
        else:
            item.document = Document.objects.create(level=Level.DRAFT, file=item.file, name=item.name[-400:])
            queue.give(JobKind.READ, item.document.pk)
            known[sha256] = item.name
        item.save()

"""Reading a file: the plan, its masthead and its targets become rows; a draft is then offered its upper plans."""

from __future__ import annotations

from collections.abc import Callable

from doichieu.desk.config import DeskConfig
from doichieu.desk.store import corrected, packing, queue, targets
from doichieu.desk.store.models import Document, Job, JobKind, Level, Reading, State, StoredFile
from doichieu.desk.store.named import named
from doichieu.desk.texts import say
from doichieu.desk.work import carrying, children, offering
from doichieu.desk.work.batches import gathering
from doichieu.desk.work.kinds import CancelledError, Tell, WorkError
from doichieu.reading import cache_folder
from extract.errors import CANCELLED, LOCKED, WRONG_PASSWORD, ReadError
from extract.model import Plan
from extract.options import ReadOptions
from extract.pipeline import Reading as Read


def run(job: Job, tell: Tell) -> Callable[[], None]:
    """Read the file of a document, unless this version has read it already."""
    row = Document.objects.select_related("file").get(pk=job.object)
    known = Reading.objects.filter(file=row.file, program=packing.PROGRAM, state=State.DONE).first()
    if known is not None and known.plan is not None:
        plan = packing.plan_of(known.plan)
        return lambda: _settle(row, known, plan)
    read = _read(row.file, tell, job)
    return lambda: _keep(row, read)


def fail(job: Job, reason: str) -> None:
    """The document stays, with the reason why nothing was read; what was read of it before stays as well."""
    row = Document.objects.select_related("file", "reading").get(pk=job.object)
    if row.reading is not None and row.reading.state == State.DONE:
        plan = corrected.plan_of(row.reading)
        if plan is not None and row.level == Level.DRAFT:
            offering.offer(row, plan)
        return
    reading, _ = Reading.objects.update_or_create(
        file=row.file,
        revisions="accepted",
        program=packing.PROGRAM,
        defaults={"state": State.FAILED, "reason": reason},
    )
    row.reading = reading
    row.save(update_fields=["reading"])
    offering.failed(row, reason)
    gathering.failed(row, reason)


def _read(file: StoredFile, tell: Tell, job: Job) -> Read:
    """The document and the plan of a file, read by a child with limits."""
    stopped: list[bool] = []

    def progress(_name: str, done: int, total: int) -> None:
        try:
            tell(say("job.page", done=done, total=total), done, total)
        except CancelledError:
            stopped.append(True)

    tell(say("job.reading", name=file.name))
    options = ReadOptions(cache=cache_folder() / "ocr", scratch=DeskConfig.current().scratch)

    def cancelled() -> bool:
        return bool(stopped) or Job.objects.filter(pk=job.pk, cancel=True).exists()

    with named(file) as path:
        result = children.read(file.pk, path, options, progress, cancelled)
    if isinstance(result, ReadError):
        if result.reason is CANCELLED or result.reason == CANCELLED:
            raise CancelledError
        told = {LOCKED.what: "job.locked", WRONG_PASSWORD.what: "job.wrong_password"}.get(result.what)
        raise WorkError(say(told) if told else result.message("vi"))
    return result


def _keep(row: Document, read: Read) -> None:
    reading, _ = Reading.objects.update_or_create(
        file=row.file,
        revisions="accepted",
        program=packing.PROGRAM,
        defaults={
            "state": State.DONE,
            "reason": "",
            "plan": packing.pack_plan(read.plan),
            "text": packing.pack_document(read.document),
            "warnings": list(read.plan.source.warnings),
        },
    )
    targets.write(reading, corrected.plan_of(reading) or read.plan, read.plan)
    queue.give(JobKind.DRAW, reading.pk)
    _settle(row, reading, read.plan)


def _settle(row: Document, reading: Reading, plan: Plan) -> None:
    """Write what the masthead says; a draft goes on to its comparison."""
    row.reading = reading
    row.save()
    if row.level == Level.DRAFT:
        carrying.carry(row, plan)
    plan = corrected.titled(plan, row.file_id)
    corrected.entitle(row, plan.masthead)
    row.save()
    if row.level == Level.DRAFT:
        offering.offer(row, plan)
        gathering.read(row)
    else:
        offering.arrived(row)
        gathering.arrived()

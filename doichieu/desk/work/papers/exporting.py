"""Papers from a run and the decisions on it: each is made once and kept as it was handed out."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from django.db import transaction

from compare.model import Review
from doichieu import output
from doichieu.desk.store import files
from doichieu.desk.store.files import NoSpaceError
from doichieu.desk.store.models import Event, Export, Job
from doichieu.desk.store.named import named
from doichieu.desk.store.office import Sender, UnreadableError, note_programs, sender
from doichieu.desk.texts import say
from doichieu.desk.work.kinds import Tell, WorkError
from doichieu.desk.work.papers import human, rounds
from doichieu.limits import TooSlowError, limited
from doichieu.messages import UserError, catalogue
from extract.errors import LOCKED, WRONG_PASSWORD, ReadError
from extract.readers.programs import libreoffice

DRAFT = "draft"
"""The form of the draft itself with remarks."""


def run(job: Job, tell: Tell) -> Callable[[], None]:
    """Make a paper and keep its bytes."""
    row = Export.objects.select_related("run__round__draft__reading", "run__round__draft__file", "by").get(
        pk=job.object
    )
    tell(say("papers.making", name=row.name))
    look_for_programs()
    try:
        with transaction.atomic():
            # The decisions and the number of the last act are of one moment.
            last = Event.objects.order_by("-pk").values_list("pk", flat=True).first()
            result = human.after(row.run, kept_only=bool(job.detail.get("kept")))
        with limited(worker=True):
            data = _made(row, result, sender())
        file = files.keep(iter([data]), row.name, row.by, len(data))
    except TooSlowError as error:
        raise WorkError(say("papers.too_slow")) from error
    except UnreadableError as error:
        raise WorkError(say("papers.settings", detail=error)) from error
    except NoSpaceError as error:
        raise WorkError(say("papers.disk")) from error
    except ReadError as error:
        locked = error.what in (LOCKED.what, WRONG_PASSWORD.what)
        raise WorkError(say("papers.locked") if locked else error.message("vi")) from error
    except UserError as error:
        facts = {**error.values, "path": row.name}
        raise WorkError(catalogue("vi")(error.key, **facts)) from error
    return lambda: _keep(row, file.pk, last)


def look_for_programs() -> None:
    """Tell the pages what this machine has: without LibreOffice they offer no PDF."""
    with suppress(OSError):
        note_programs(libreoffice=libreoffice() is not None)


def fail(job: Job, reason: str) -> None:
    """The page reads the reason of the job."""
    del job, reason


def _keep(row: Export, file: str, last: int | None) -> None:
    Export.objects.filter(pk=row.pk).update(file=file, event=last)


def _made(row: Export, result: Review, by: Sender) -> bytes:
    if row.form == DRAFT:
        return _annotated(row, result, by)
    output.check_office({Path(row.name): row.form})
    progress = rounds.progress(row.run, result) if row.form.startswith("letter") else ""
    return output.report_in(row.form, result, office=by.office, codes=by.codes, progress=progress)


def _annotated(row: Export, result: Review, by: Sender) -> bytes:
    with named(row.run.round.draft.file) as path:
        return output.annotated(
            Path(row.name),
            path,
            human.draft_of(row.run),
            result,
            "accepted",
            None,
            by.office,
            codes=by.codes,
        )

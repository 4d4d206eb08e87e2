"""The queue of jobs, a table: given by the web process, taken by the worker."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from doichieu.desk.store.models import Job, JobKind, JobState

LEASE = timedelta(seconds=60)
ATTEMPTS = 3
_ASIDE_LAST = F("finished").asc(nulls_first=True)
_listeners: list[Callable[[bytes], object]] = []
_OPEN = (JobState.WAITING, JobState.RUNNING)


def give(kind: JobKind, about: int, **detail: Any) -> Job:
    """A job about a row; the one that waits already where it is the same."""
    waiting = Job.objects.filter(kind=kind, object=about, state=JobState.WAITING, detail=detail)
    same = waiting.filter(cancel=False).first()
    return same or Job.objects.create(kind=kind, object=about, detail=detail)


def confide(file: str, password: str) -> None:
    """Tell the worker the password of a file that it is to read. It is written nowhere: the worker uses it once."""
    for tell in _listeners:
        tell(f"{json.dumps([file, password])}\n".encode())


def listen(tell: Callable[[bytes], object]) -> None:
    """Have what is confided told to a worker, a line each."""
    _listeners[:] = [tell]


def take(worker: str) -> Job | None:
    """The oldest job that waits, or whose worker has let its lease end; None where there is none.

    Of those that are as urgent, one that was set aside comes after the others. Jobs tried too often end as failed.
    """
    now = timezone.now()
    free = Q(state=JobState.WAITING) | Q(state=JobState.RUNNING, lease__lt=now)
    with transaction.atomic():
        job = Job.objects.filter(free).order_by(_urgency(), _ASIDE_LAST, "id").first()
        if job is None:
            return None
        taken = Job.objects.filter(free, pk=job.pk).update(
            state=JobState.RUNNING,
            worker=worker,
            lease=now + LEASE,
            attempts=F("attempts") + 1,
            finished=None,
            done=0,
            total=0,
        )
    if not taken:
        return None
    job.refresh_from_db()
    return job


def _urgency() -> Any:
    """A reviewer waits for what was read and compared more than for pictures of pages; what was stopped ends first."""
    from django.db.models import Case, Value, When

    return Case(
        When(cancel=True, then=Value(-1)),
        When(kind=JobKind.EXPORT, then=Value(0)),
        When(kind=JobKind.COMPARE, then=Value(1)),
        When(kind__in=[JobKind.READ, JobKind.UNPACK, JobKind.OVERVIEW], then=Value(2)),
        default=Value(3),
    )


def renew(job: Job, **progress: Any) -> bool:
    """Keep the lease of a job and tell its progress; whether it is still this worker's and not to be stopped."""
    mine = Job.objects.filter(pk=job.pk, worker=job.worker, state=JobState.RUNNING)
    kept = mine.update(lease=timezone.now() + LEASE, **progress)
    return bool(kept) and not Job.objects.filter(pk=job.pk, cancel=True).exists()


def hurries(job: Job) -> bool:
    """Whether a more urgent job waits for this one."""
    jobs = Job.objects.annotate(urgency=_urgency())
    own = jobs.filter(pk=job.pk).values("urgency")
    return bool(jobs.filter(state=JobState.WAITING, urgency__lt=own).exists())


def set_aside(job: Job) -> None:
    """Let a job of this worker wait again, behind those that are as urgent; it counts as not tried."""
    mine = Job.objects.filter(pk=job.pk, worker=job.worker, state=JobState.RUNNING)
    mine.update(state=JobState.WAITING, lease=None, attempts=F("attempts") - 1, finished=timezone.now())


def end(job: Job, state: JobState, reason: str = "") -> bool:
    """End a job; False where another worker has it by now. Called in the transaction that writes its result."""
    mine = Job.objects.filter(pk=job.pk, worker=job.worker, state=JobState.RUNNING)
    return bool(mine.update(state=state, reason=reason, finished=timezone.now(), lease=None))


def give_back() -> int:
    """Let the jobs of a dead worker be taken at once: called by a worker that is the only one."""
    return Job.objects.filter(state=JobState.RUNNING).update(lease=timezone.now() - LEASE)


def stop(job: Job) -> None:
    """Stop a job: as soon as the worker comes to it where it waits, else at its next sign of progress.

    The worker ends both, so that what the job was about never waits for it.
    """
    Job.objects.filter(pk=job.pk, state__in=_OPEN).update(cancel=True)


def open_jobs() -> Any:
    """Jobs that are not over, the oldest first."""
    return Job.objects.filter(state__in=_OPEN).order_by("id")

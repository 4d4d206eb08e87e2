"""What the worker does and has not been able to do, with names and addresses that a reviewer knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from doichieu.desk.store import queue
from doichieu.desk.store.models import Batch, Document, Job, JobKind, JobState, Round, Run

_SHOWN = 6
_RECENT = timedelta(hours=24)
_QUIET = (JobKind.DRAW,)
"""Kinds that nobody waits for."""


@dataclass(frozen=True)
class Task:
    """A job, with the name of what it is about and the address where its result will be; "" where there is none."""

    job: Job
    name: str
    href: str


@dataclass(frozen=True)
class Tasks:
    """Jobs that are open, the running one first, how many more wait, and those that failed since yesterday."""

    open: tuple[Task, ...]
    more: int
    failed: tuple[Task, ...]


def tasks() -> Tasks:
    """What a reviewer may want to know of the worker just now."""
    found = queue.open_jobs().exclude(kind__in=_QUIET).order_by("state", "id")
    failed = Job.objects.filter(state=JobState.FAILED, finished__gte=timezone.now() - _RECENT)
    told = _told(list(failed.exclude(kind__in=_QUIET).order_by("-finished")[:_SHOWN]))
    return Tasks(
        open=tuple(_told(list(found[:_SHOWN]))),
        more=max(0, found.count() - _SHOWN),
        failed=tuple(one for one in told if not _is_mended(one.job)),
    )


def _told(jobs: Sequence[Job]) -> list[Task]:
    about = {kind: [job.object for job in jobs if job.kind == kind] for kind in JobKind}
    documents = Document.objects.in_bulk(about[JobKind.READ])
    runs = Run.objects.select_related("round__draft").in_bulk(about[JobKind.COMPARE])
    batches = Batch.objects.in_bulk([*about[JobKind.UNPACK], *about[JobKind.OVERVIEW]])
    reviews = dict(Round.objects.filter(draft__in=documents).values_list("draft_id", "review_id"))
    return [_task(job, documents, runs, batches, reviews) for job in jobs]


def _task(
    job: Job,
    documents: dict[int, Document],
    runs: dict[int, Run],
    batches: dict[int, Batch],
    reviews: dict[int, int],
) -> Task:
    if job.kind == JobKind.READ and job.object in documents:
        document = documents[job.object]
        review = reviews.get(document.pk)
        href = reverse("review", args=[review]) if review else ""
        return Task(job, document.name, href)
    if job.kind == JobKind.COMPARE and job.object in runs:
        one = runs[job.object].round
        return Task(job, one.draft.name, reverse("review", args=[one.review_id]))
    if job.kind in (JobKind.UNPACK, JobKind.OVERVIEW) and job.object in batches:
        batch = batches[job.object]
        return Task(job, batch.name, reverse("batch", args=[batch.pk]))
    return Task(job, JobKind(job.kind).label, "")


def _is_mended(job: Job) -> bool:
    """Whether the same was done since, or is being done again."""
    later = Job.objects.filter(kind=job.kind, object=job.object, pk__gt=job.pk)
    return later.exclude(state__in=(JobState.FAILED, JobState.CANCELLED)).exists()

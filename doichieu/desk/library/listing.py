"""The upper plans of the library as lines of its list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from doichieu.desk.store.models import Correction, Document, Job, JobKind, JobState, Level, State
from doichieu.desk.words import holds, searchable
from extract.language import writing

_OPEN = (JobState.WAITING, JobState.RUNNING)


@dataclass(frozen=True)
class Line:
    """One upper plan."""

    document: Document
    date: str
    years: str
    targets: int
    """Its measures, as its page lists them."""
    used: int
    """Reviews that are compared with it."""
    job: Job | None
    """Its reading, as long as that is not over."""
    failed: str
    """Why it was not read; "" where it was."""
    mended: int = 0
    """Corrections in force."""
    since: int = 0
    """Corrections that were made or withdrawn after it was checked."""


def lines(words: str = "", *, hidden: bool = False) -> list[Line]:
    """The plans of the library that have all words, or those that were taken out of it; the newest first."""
    found = Document.objects.filter(level=Level.UPPER, hidden=hidden).select_related(
        "reading", "verified_by", "file"
    )
    rows = [row for row in found.order_by("-pk") if not words.strip() or holds(_searched(row), words)]
    targets = dict(
        found.annotate(n=Count("reading__targets", distinct=True)).values_list("pk", "n").order_by()
    )
    used = dict(found.annotate(n=Count("reviews", distinct=True)).values_list("pk", "n").order_by())
    jobs = {
        job.object: job
        for job in Job.objects.filter(
            kind=JobKind.READ, state__in=_OPEN, object__in=[row.pk for row in rows]
        ).order_by("-pk")
    }
    said: dict[str, list[Correction]] = {}
    for one in Correction.objects.filter(file__in=[row.file_id for row in rows]):
        said.setdefault(one.file_id, []).append(one)
    return [
        Line(
            document=row,
            date=writing.date(row.date),
            years=writing.years(row.start, row.end, named=False) if row.start and row.end else "",
            targets=targets.get(row.pk, 0),
            used=used.get(row.pk, 0),
            job=jobs.get(row.pk),
            failed=failed(row),
            mended=sum(one.withdrawn_at is None for one in said.get(row.file_id, ())),
            since=since(row, said.get(row.file_id, ())),
        )
        for row in rows
    ]


def _searched(row: Document) -> str:
    return searchable(" ".join([row.name, row.title, row.number, row.issuer, row.unit, row.file.name]))


def failed(row: Document) -> str:
    """Why a document was not read."""
    return row.reading.reason if row.reading and row.reading.state == State.FAILED else ""


def since(row: Document, said: Iterable[Correction]) -> int:
    """How many things were corrected, or a correction withdrawn, after a human had checked the document."""
    moment = row.verified_at
    if moment is None:
        return 0
    late = [one for one in said if max(one.at, one.withdrawn_at or one.at) > moment]
    return len({(one.target or one.pk, one.field, one.detail.get("ordinal")) for one in late})

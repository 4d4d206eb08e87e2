"""Asking the worker for a paper, and what has been made so far."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from doichieu.desk.papers.forms import Form
from doichieu.desk.reviews.listing import all_lines
from doichieu.desk.rights import Act
from doichieu.desk.store import queue
from doichieu.desk.store.acts import Actor, act
from doichieu.desk.store.decided import next_round, papers_of
from doichieu.desk.store.models import (
    DecisionState,
    Export,
    Job,
    JobKind,
    JobState,
    Remark,
    Review,
    Round,
    Run,
)

KEPT, ALL = "giu", "ca"
"""What of a review goes into a paper: what was kept, or everything that was not dismissed."""


@dataclass(frozen=True)
class Counts:
    """The cards of a run by what is decided on them; notes are not counted."""

    kept: int
    dismissed: int
    unsure: int
    unseen: int
    own: int
    """Remarks of the reviewers' own, which go into every paper."""

    @property
    def total(self) -> int:
        return self.kept + self.dismissed + self.unsure + self.unseen


@dataclass(frozen=True)
class Paper:
    """One paper in the list; without a job it is from a time whose jobs are gone."""

    row: Export
    job: Job | None

    @property
    def running(self) -> bool:
        return self.job is not None and self.job.state in (JobState.WAITING, JobState.RUNNING)

    @property
    def reason(self) -> str:
        """Why there is none; "" for one that is there or on its way."""
        if self.row.file_id or self.running:
            return ""
        return self.job.reason if self.job else ""


def counts(run: Run) -> Counts:
    """How far the reviewer is."""
    told = Counter(
        line.standing.state if line.standing.settled else DecisionState.OPEN.value
        for line in all_lines(run)
        if line.severity != "note"
    )
    return Counts(
        kept=told[DecisionState.KEEP],
        dismissed=told[DecisionState.DISMISS],
        unsure=told[DecisionState.UNSURE],
        unseen=told[DecisionState.OPEN],
        own=_own(run.round),
    )


def _own(one: Round) -> int:
    later = next_round(one)
    rows = Remark.objects.filter(review=one.review_id, withdrawn=False)
    return (rows.filter(at__lt=later.at) if later else rows).count()


def make(actor: Actor, review: Review, one: Round, run: Run, form: Form, *, kept: bool) -> int:
    """Have a paper made of a run; the number of its ``Export``."""

    def change() -> tuple[str, object, object]:
        row = Export.objects.create(
            round=one, run=run, form=form.key, name=form.name(review, one), by=actor.account
        )
        queue.give(JobKind.EXPORT, row.pk, kept=kept)
        return papers_of(one), None, {"export": row.pk, "form": form.key, "run": run.pk, "kept": kept}

    told = act(actor, Act.EXPORT, change).after
    assert isinstance(told, dict)
    return int(told["export"])


def papers(review: Review) -> list[Paper]:
    """All papers of a review, the newest first."""
    rows = list(
        Export.objects.filter(round__review=review)
        .select_related("by", "file", "round", "event")
        .order_by("-pk")
    )
    jobs = Job.objects.filter(kind=JobKind.EXPORT, object__in=[row.pk for row in rows])
    by_paper = {job.object: job for job in jobs.order_by("pk")}
    return [Paper(row, by_paper.get(row.pk)) for row in rows]

"""How far each file of a batch is, and what its overview was made from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.db.models import Count, Sum
from django.utils import timezone

from compare.survey.attendance import not_among
from compare.survey.unit import Unit
from doichieu.desk.config import DeskConfig
from doichieu.desk.home.listing import Line, lines
from doichieu.desk.store.models import Batch, BatchItem, Decision, Remark, Review, Round, Run, State, Told
from doichieu.desk.texts import say

_ENOUGH = 3
"""Files that are done before the time left is told."""


@dataclass(frozen=True)
class Entry:
    """One file of a batch."""

    item: BatchItem
    state: str
    """"waiting", "reading", "read", "comparing", "compared", "failed" or "told"."""
    word: str
    reason: str = ""
    review: Review | None = None
    run: Run | None = None
    line: Line | None = None
    """Its line of the list of reviews, where that is asked for."""

    @property
    def over(self) -> bool:
        """Whether the machine has nothing to do for it any more."""
        return self.state in ("compared", "failed", "told")


@dataclass(frozen=True)
class Progress:
    """How far a batch is; ``minutes`` are left, None where nobody can tell."""

    done: int
    total: int
    compared: int
    failed: int
    told: int
    minutes: int | None

    @property
    def over(self) -> bool:
        return self.done == self.total


def entries(batch: Batch, *, listed: bool = False) -> list[Entry]:
    """The files of a batch in their order, with a fixed number of queries."""
    items = list(batch.items.select_related("review", "file", "document"))
    reviews = [item.review for item in items if item.review is not None]
    runs: dict[int, Run] = {}
    for one in Round.objects.filter(review__in=reviews).select_related("current").order_by("number"):
        if one.current is not None:
            runs[one.review_id] = one.current
    told = {line.review.pk: line for line in lines(reviews)} if listed else {}
    return [_entry(item, runs, told) for item in items]


def _entry(item: BatchItem, runs: dict[int, Run], told: dict[int, Line]) -> Entry:
    review = item.review
    if review is not None:
        run, failed = runs.get(review.pk), str(review.question.get("failed", ""))
        state = "compared" if run else "failed" if failed else "comparing"
        word, reason = say(f"batch.{state}"), failed if not run else ""
        return Entry(item, state, word, reason, review, run, told.get(review.pk))
    if item.told:
        return Entry(item, "told", Told(item.told).label, item.reason)
    if item.state == State.FAILED:
        return Entry(item, "failed", say("batch.failed"), item.reason)
    state = "read" if item.state == State.RUNNING else "reading" if item.document_id else "waiting"
    return Entry(item, state, say(f"batch.{state}"))


def progress(batch: Batch, found: Iterable[Entry]) -> Progress:
    """How far a batch is as a whole."""
    told = list(found)
    done = sum(one.over for one in told)
    left = len(told) - done
    passed = (timezone.now() - batch.at).total_seconds()
    known = done >= _ENOUGH and left and not batch.question
    return Progress(
        done=done,
        total=len(told),
        compared=sum(one.state == "compared" for one in told),
        failed=sum(one.state == "failed" for one in told),
        told=sum(one.state == "told" for one in told),
        minutes=max(1, round(passed / done * left / 60)) if known else None,
    )


def absent(batch: Batch, found: Iterable[Entry]) -> list[str]:
    """The expected units that sent nothing which was read as a draft of theirs, however names are written."""
    sent = [Unit(name=one.item.unit) for one in found if one.item.unit and one.item.told != Told.UPPER]
    return [unit.name for unit in not_among([Unit(name=name) for name in batch.expected], sent)]


def folder(batch: Batch, *, decided: bool) -> Path:
    """Where the files of one form of the overview are."""
    return DeskConfig.current().folder / "batches" / str(batch.pk) / ("decided" if decided else "machine")


def fingerprint(batch: Batch, *, decided: bool) -> str:
    """What an overview would be made from just now."""
    found = entries(batch)
    told: list[object] = [
        (one.item.pk, one.state, one.reason, one.item.name, one.run.pk if one.run else 0) for one in found
    ]
    if decided:
        reviews = [one.review for one in found if one.review]
        acts = Decision.objects.filter(review__in=reviews)
        told += acts.order_by("review").values_list("review").annotate(Count("pk"), Sum("version"))
        remarks = Remark.objects.filter(review__in=reviews, withdrawn=False)
        told += remarks.order_by("review").values_list("review").annotate(Count("pk"), Sum("version"))
    return hashlib.sha256(repr((batch.name, batch.expected, told)).encode()).hexdigest()

"""A batch on its way: what is read is sorted, the upper plans are chosen once for all, and each draft is compared.

The choice waits until every file has been read, since the first one may be a stray: the plans that most drafts cite
are the batch's. Where they are not in the library the reviewer is asked once (``Batch.question``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from compare.lineage.choosing import Misfit, chosen, misfit
from doichieu.desk.store import packing
from doichieu.desk.store.models import (
    Batch,
    BatchItem,
    Document,
    Review,
    ReviewReference,
    Round,
    Run,
    State,
    Told,
)
from doichieu.desk.texts import say
from doichieu.desk.words import unmarked
from doichieu.desk.work import offering
from extract.model import Plan

_TOLD = {Misfit.PROGRAMME: Told.PROGRAMME, Misfit.PLACE: Told.PLACE}


def read(document: Document) -> None:
    """A file of a batch has been read."""
    for item in _waiting(document):
        item.unit = document.unit
        item.state = State.RUNNING
        item.save(update_fields=["unit", "state"])
        advance(item.batch)


def failed(document: Document, reason: str) -> None:
    """A file of a batch could not be read; the others go on."""
    for item in _waiting(document):
        item.state, item.reason = State.FAILED, reason
        item.save(update_fields=["state", "reason"])
        advance(item.batch)


def arrived() -> None:
    """An upper plan has been read: batches that wait for one go on."""
    for batch in Batch.objects.filter(begun=False):
        advance(batch)


def advance(batch: Batch) -> None:
    """Do what can be done by now: choose the upper plans, or begin the comparison of what is read."""
    if not batch.begun and not _prepared(batch):
        return
    references = list(batch.references.select_related("reading").order_by("pk"))
    uppers = [packing.plan_of(one.reading.plan) for one in references if one.reading and one.reading.plan]
    for item, plan in _read(batch):
        found = misfit(plan, uppers) if not chosen(plan, uppers) else None
        if found is not None and item.told == Told.COUNTED and not item.reason:
            item.told, item.state = _TOLD[found[0]], State.DONE
            item.reason = say(f"batch.{_TOLD[found[0]].value}", name=found[1])
            item.save()
        else:
            begin(item, plan, references)


def begin(item: BatchItem, plan: Plan, references: Iterable[Document]) -> Run:
    """Make the review of a file and have it compared."""
    assert item.document is not None
    document, head = item.document, plan.masthead
    review = Review.objects.create(
        owner=item.batch.by,
        unit=document.unit,
        programme=head.programme or head.title or "",
        folded=unmarked(" ".join([document.unit, document.name, document.title])),
    )
    ReviewReference.objects.bulk_create(
        ReviewReference(review=review, document=one, position=position)
        for position, one in enumerate(sorted(references, key=_rank))
    )
    one = Round.objects.create(review=review, number=1, draft=document)
    item.review, item.state, item.told, item.reason = review, State.DONE, Told.COUNTED, ""
    item.save()
    return offering.compare(one)


def _prepared(batch: Batch) -> bool:
    """Whether the upper plans are known and read; asks where they are not known."""
    items = batch.items.all()
    if items.filter(state=State.WAITING).exists():
        return False
    if not batch.references.exists():
        _sort_out_uppers(batch)
        asked, sure = _question([plan for _, plan in _read(batch)])
        if not sure:
            batch.question = asked
            batch.save(update_fields=["question"])
            return False
        batch.references.set(asked["offered"])
    if batch.references.exclude(reading__state=State.DONE).exists():
        return False
    batch.question, batch.begun = {}, True
    batch.save(update_fields=["question", "begun"])
    return True


def _question(plans: list[Plan]) -> tuple[dict[str, list[int]], bool]:
    """What to ask for a batch, and whether it need not be asked: most drafts name the same plans, none is missing."""
    asked = [offering.question(plan) for plan in plans]
    votes = Counter(tuple(one["offered"]) for one in asked if one["offered"])
    missing = Counter(name for one in asked for name in one["missing"])
    often = [name for name, number in missing.most_common(5) if number * 2 > len(plans) or number > 2]
    offered = list(votes.most_common(1)[0][0]) if votes else []
    sure = bool(votes) and not often and votes[tuple(offered)] * 2 > len(plans)
    return {"offered": offered, "missing": often or [name for name, _ in missing.most_common(2)]}, sure


def _sort_out_uppers(batch: Batch) -> None:
    """Tell the files that are upper plans of others in the batch: those of a level above most, which others cite."""
    read = list(_read(batch))
    ranks = Counter(plan.masthead.level.rank for _, plan in read if plan.masthead.level)
    if not ranks:
        return
    # Of two levels with as many files the lower one is that of the drafts.
    usual = max(ranks, key=lambda rank: (ranks[rank], rank))
    lower = [plan for _, plan in read if plan.masthead.level is None or plan.masthead.level.rank >= usual]
    for item, plan in read:
        level = plan.masthead.level
        if item.reason or level is None or level.rank >= usual:
            continue
        if any(chosen(one, [plan]) for one in lower):
            item.told, item.state, item.reason = Told.UPPER, State.DONE, say("batch.upper")
            item.save()


def _read(batch: Batch) -> Iterable[tuple[BatchItem, Plan]]:
    """The files that were read and have no review yet, with their plans."""
    waiting = batch.items.filter(state=State.RUNNING, review=None, told=Told.COUNTED)
    for item in waiting.select_related("document__reading", "batch__by"):
        reading = item.document.reading if item.document else None
        if reading is not None and reading.plan is not None:
            yield item, packing.plan_of(reading.plan)


def _waiting(document: Document) -> list[BatchItem]:
    return list(document.items.filter(review=None).select_related("batch"))


def _rank(document: Document) -> tuple[int, int]:
    ranks = ("national", "province", "district", "commune")
    return (ranks.index(document.rank) if document.rank in ranks else len(ranks)), document.pk

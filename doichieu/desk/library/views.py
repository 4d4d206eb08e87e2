"""Views of the library of upper plans, and of one document with its targets."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from doichieu.desk import errors
from doichieu.desk.gate import account_of, actor_of, allow
from doichieu.desk.home import intake
from doichieu.desk.jinja import page
from doichieu.desk.library import heads, listing, targets, uses
from doichieu.desk.library.correct_views import may_correct, request_id
from doichieu.desk.library.head_views import may_title
from doichieu.desk.rights import Act, can
from doichieu.desk.sheets.places import sheet
from doichieu.desk.store import corrected, packing, queue
from doichieu.desk.store.acts import Actor, act
from doichieu.desk.store.files import NoSpaceError
from doichieu.desk.store.models import (
    Correction,
    Document,
    Job,
    JobKind,
    JobState,
    Level,
    Review,
    ReviewState,
    Round,
)
from doichieu.desk.words import file_size

_OPEN = (JobState.WAITING, JobState.RUNNING)
HIDDEN = "an"


@require_GET
def library(request: HttpRequest) -> HttpResponse:
    """All upper plans, or those that were taken out; the list alone for the poll while something is read."""
    allow(request, Act.SEE)
    part = bool(request.headers.get("HX-Request"))
    return page(request, "library_list.html" if part else "library.html", **_listed(request))


def _listed(request: HttpRequest) -> dict[str, Any]:
    hidden = request.GET.get("xem") == HIDDEN
    words = request.GET.get("q", "")[:200]
    found = listing.lines(words, hidden=hidden)
    return {
        "lines": found,
        "words": words,
        "any": bool(found) or Document.objects.filter(level=Level.UPPER, hidden=hidden).exists(),
        "hidden": hidden,
        "away": Document.objects.filter(level=Level.UPPER, hidden=True).count(),
        "reading": any(line.job for line in found),
        "may": _may(request),
        "request_id": request_id(),
    }


@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """Take upper plans."""
    allow(request, Act.UPLOAD)
    sent = request.FILES.getlist("tep")
    if not sent:
        return errors.page(request, "no_file", 400)
    actor = actor_of(request)
    try:
        for one in sent:
            intake.upper(Actor(actor.account, actor.address), intake.kept(actor, one))
    except NoSpaceError as error:
        return errors.page(request, "disk", 507, needed=file_size(error.needed), free=file_size(error.free))
    return redirect("library")


@require_GET
def document(request: HttpRequest, number: int) -> HttpResponse:
    """One document: its targets beside its pages; the list alone for a search while typing."""
    allow(request, Act.SEE)
    row = _found(number)
    read = targets.read(row.reading) if row.reading else None
    words, which = request.GET.get("q", ""), request.GET.get("xem", "")
    shown = targets.listed(read.lines, words, which) if read else []
    facts: dict[str, Any] = {
        "document": row,
        "read": read,
        "lines": shown,
        "words": words,
        "which": which,
        "may": {**_may(request), "correct": may_correct(request, row)},
        "request_id": request_id(),
    }
    draft = (
        None if row.level == Level.UPPER else Round.objects.filter(draft=row).select_related("review").last()
    )
    facts |= {"round": draft, "made_in": corrected.made_in(draft) if draft else {}}
    if row.reading:
        facts["places"] = {line.name: targets.places(row.reading, line) for line in shown}
    if request.headers.get("HX-Request"):
        return page(request, "document_list.html", **facts)
    return page(request, "document.html", **facts, **_around(request, row, shown))


def _around(request: HttpRequest, row: Document, shown: list[targets.Line]) -> dict[str, Any]:
    """What stands around the list of targets."""
    wanted = request.GET.get("chi-tieu", "")
    said = list(Correction.objects.filter(file=row.file_id).select_related("by", "withdrawn_by"))
    upper = row.level == Level.UPPER
    read_it = row.reading is not None and row.reading.plan is not None
    return {
        "selected": next((line.name for line in shown if wanted in (line.name, line.key)), ""),
        "sheets": {"draft": {**sheet(row), "column": ""}, "upper": []},
        "uses": uses.uses(row, account_of(request)),
        "head": heads.lines(row.file_id),
        "may_title": read_it and may_title(request, row),
        "failed": listing.failed(row),
        "since": listing.since(row, said),
        "history": [one for one in said if one.withdrawn_at is not None],
        "job": Job.objects.filter(kind=JobKind.READ, object=row.pk, state__in=_OPEN).last(),
        "outdated": bool(row.reading and row.reading.program != packing.PROGRAM),
        "upper": upper,
        "warnings": row.reading.warnings if row.reading else [],
    }


@require_POST
def hide(request: HttpRequest, number: int) -> HttpResponse:
    """Take a plan out of the library, or put it back; reviews that use it keep it."""
    allow(request, Act.LIBRARY)
    row = _found(number, upper=True)
    hidden = request.POST.get("an") == "1"
    twin = Document.objects.filter(level=Level.UPPER, file=row.file_id, hidden=False).exclude(pk=row.pk)
    if not hidden and twin.exists():
        return errors.page(request, "already_there", 409)

    def change() -> tuple[str, object, object]:
        before = row.hidden
        Document.objects.filter(pk=row.pk).update(hidden=hidden)
        return f"document {row.pk} hidden", before, hidden

    act(actor_of(request), Act.LIBRARY, change)
    return redirect("library")


@require_POST
def read_again(request: HttpRequest, number: int) -> HttpResponse:
    """Have the worker read a document again: one that failed, that is locked, or that an older version has read."""
    row = _found(number)
    allow(request, Act.UPLOAD)
    if password := request.POST.get("mat-khau", ""):
        queue.confide(row.file_id, password[:200])

    def change() -> tuple[str, object, object]:
        before = row.reading_id
        if row.reading is None or row.reading.plan is None:
            Document.objects.filter(pk=row.pk).update(reading=None)
        waiting = Review.objects.filter(rounds__draft=row, rounds__current=None)
        waiting.update(state=ReviewState.READING, question={})
        queue.give(JobKind.READ, row.pk)
        return f"document {row.pk} reading", before, None

    act(actor_of(request), Act.LIBRARY, change)
    one = Round.objects.filter(draft=row).last() if row.level == Level.DRAFT else None
    return redirect("review", one.review_id) if one else redirect("library")


@require_POST
def verify(request: HttpRequest, number: int) -> HttpResponse:
    """Mark a plan as checked by a human, or take the mark away."""
    allow(request, Act.VERIFY)
    row = _found(number, upper=True)
    checked = request.POST.get("soat") == "1"
    if checked and (row.reading is None or row.reading.plan is None):
        return errors.page(request, "not_read", 409)

    def change() -> tuple[str, object, object]:
        before = row.verified_by_id
        row.verified_by = account_of(request) if checked else None
        row.verified_at = timezone.now() if checked else None
        row.save(update_fields=["verified_by", "verified_at"])
        return f"document {row.pk} verified", before, row.verified_by_id

    act(actor_of(request), Act.VERIFY, change)
    return redirect("document", number)


@require_POST
def again(request: HttpRequest, number: int) -> HttpResponse:
    """Compare again all reviews that used a document before it was corrected."""
    allow(request, Act.COMPARE)
    uses.compare_again(actor_of(request), _found(number))
    return redirect("document", number)


def _found(number: int, *, upper: bool = False) -> Document:
    rows = Document.objects.select_related("reading", "file", "verified_by")
    return get_object_or_404(rows.filter(level=Level.UPPER) if upper else rows, pk=number)


def _may(request: HttpRequest) -> dict[str, bool]:
    """What the account may do here, for the buttons of a page."""
    account = account_of(request)
    return {
        name: can(account, one)
        for name, one in (("library", Act.LIBRARY), ("verify", Act.VERIFY), ("upload", Act.UPLOAD))
    }

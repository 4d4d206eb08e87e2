"""Views of batches."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path, PurePosixPath
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from doichieu.desk import errors
from doichieu.desk.batches import making, standing
from doichieu.desk.gate import actor_of, allow
from doichieu.desk.home import intake
from doichieu.desk.jinja import page
from doichieu.desk.rights import Act
from doichieu.desk.store import queue
from doichieu.desk.store.files import NoSpaceError, shown_name
from doichieu.desk.store.models import Batch, BatchItem, Document, Job, JobKind, JobState, Level, State, Told
from doichieu.desk.words import file_size
from doichieu.messages import UserError, catalogue
from doichieu.runs.mapping import units_in

_FORMS = {
    "html": ("index.html", "text/html; charset=utf-8"),
    "xlsx": ("matrix.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
_LISTED = 100
_TABLE = 5 << 20
"""Bytes of a list of units at most."""
_PAUSE = timedelta(seconds=30)
"""Time before an overview that failed is tried again."""


@require_GET
def batches(request: HttpRequest) -> HttpResponse:
    """All batches, the newest first."""
    allow(request, Act.SEE)
    found = Batch.objects.select_related("by").order_by("-pk")[:_LISTED]
    told = [(one, standing.progress(one, standing.entries(one))) for one in found]
    return page(request, "batches.html", batches=told)


@require_GET
def batch(request: HttpRequest, number: int) -> HttpResponse:
    """One batch: its files, what is asked, who sent nothing."""
    allow(request, Act.SEE)
    return page(request, "batch.html", **_facts(get_object_or_404(Batch, pk=number)))


@require_GET
def part(request: HttpRequest, number: int) -> HttpResponse:
    """The files alone, for the poll; the whole page where something is asked or all is done since."""
    allow(request, Act.SEE)
    facts = _facts(get_object_or_404(Batch, pk=number))
    answer = page(request, "batch_items.html", **facts)
    if request.GET.get("co") != facts["mark"]:
        answer.headers["HX-Refresh"] = "true"
    return answer


@require_POST
def choose(request: HttpRequest, number: int) -> HttpResponse:
    """Take the upper plans with which all drafts of a batch are compared."""
    allow(request, Act.COMPARE)
    row = get_object_or_404(Batch, pk=number)
    actor = actor_of(request)
    try:
        sent = [intake.kept(actor, one) for one in request.FILES.getlist("tep")]
    except NoSpaceError as error:
        return errors.page(request, "disk", 507, needed=file_size(error.needed), free=file_size(error.free))
    own = row.items.filter(pk__in=_numbers(request, "trong-dot")).select_related("file")
    sent += [item.file for item in own if item.file is not None]
    if not making.choose(actor, row, _numbers(request, "van-ban"), sent):
        return errors.page(request, "no_upper", 400)
    return redirect("batch", number)


@require_POST
def expect(request: HttpRequest, number: int) -> HttpResponse:
    """Write the units that are to send a plan, pasted or as a table (.xlsx, .csv, .txt)."""
    allow(request, Act.UPLOAD)
    row = get_object_or_404(Batch, pk=number)
    lines = [request.POST.get("don-vi", "")]
    for one in request.FILES.getlist("tep"):
        name = shown_name(one.name or "")
        if (one.size or 0) > _TABLE:
            return errors.page(request, "large_table", 413, name=name)
        try:
            lines += units_in(one.read(_TABLE), PurePosixPath(name))
        except UserError as error:
            return errors.page(request, "bad_table", 400, reason=catalogue("vi")(error.key, **error.values))
    making.expect(actor_of(request), row, "\n".join(lines))
    return redirect("batch", number)


@require_POST
def rename(request: HttpRequest, number: int) -> HttpResponse:
    """Give a batch another name."""
    allow(request, Act.UPLOAD)
    making.rename(actor_of(request), get_object_or_404(Batch, pk=number), request.POST.get("ten", ""))
    return redirect("batch", number)


@require_POST
def mend(request: HttpRequest, number: int, item: int, what: str) -> HttpResponse:
    """Try a file again, compare it all the same, or take it into the library."""
    row = get_object_or_404(
        BatchItem.objects.select_related("batch", "review", "file"), batch=number, pk=item
    )
    actor = actor_of(request)
    allow(request, Act.COMPARE, row.review)
    if what == "vao-kho" and row.file is not None and row.review is None:
        allow(request, Act.LIBRARY)
        making.to_library(actor, row)
    elif what == "van-doi-chieu" and row.told and row.document_id is not None:
        making.anyway(actor, row)
    elif what == "thu-lai" and (row.state == State.FAILED or row.review is not None):
        if row.file_id is not None and (password := request.POST.get("mat-khau", "")):
            queue.confide(row.file_id, password[:200])
        making.again(actor, row)
    return redirect("batch", number)


@require_GET
def matrix(request: HttpRequest, number: int) -> HttpResponse:
    """Units and targets of a batch, as the machine says or after decisions."""
    allow(request, Act.SEE)
    row, decided = get_object_or_404(Batch, pk=number), _decided(request)
    facts: dict[str, Any] = {"batch": row, "decided": decided}
    if _is_current(row, decided=decided):
        told = standing.folder(row, decided=decided).joinpath("matrix.json").read_text(encoding="utf-8")
        facts |= {"told": json.loads(told), "job": None, "failed": ""}
    else:
        job = _made(row, decided=decided)
        facts |= {"told": None, "job": job, "failed": job.reason if job.state == JobState.FAILED else ""}
    return page(request, "batch_matrix.html", **facts)


@require_GET
def paper(request: HttpRequest, number: int, form: str) -> HttpResponseBase:
    """The overview as a file."""
    allow(request, Act.EXPORT)
    row, decided = get_object_or_404(Batch, pk=number), _decided(request)
    if form not in _FORMS:
        raise Http404
    if not _is_current(row, decided=decided):
        return redirect("batch_matrix", number)
    name, kind = _FORMS[form]
    path: Path = standing.folder(row, decided=decided) / name
    way = "sau-quyet-dinh" if decided else "may"
    return FileResponse(
        path.open("rb"), as_attachment=True, filename=f"tong-hop-dot-{row.pk}-{way}.{form}", content_type=kind
    )


def _facts(row: Batch) -> dict[str, Any]:
    found = standing.entries(row, listed=True)
    told = standing.progress(row, found)
    asking = bool(row.question) and not row.begun
    offered = row.question.get("offered", [])
    library = Document.objects.filter(level=Level.UPPER, hidden=False).select_related("file", "reading")
    return {
        "batch": row,
        "entries": found,
        "told": told,
        "asking": asking,
        "mark": f"{asking}-{told.over}",
        "missing": row.question.get("missing", []),
        "choices": [(one, one.pk in offered) for one in library.order_by("rank", "-date", "-pk")],
        "own": [one.item for one in found if one.item.told == Told.UPPER and one.item.document_id],
        "references": list(row.references.order_by("pk")),
        "absent": standing.absent(row, found),
    }


def _decided(request: HttpRequest) -> bool:
    return request.GET.get("xem") != "may"


def _is_current(row: Batch, *, decided: bool) -> bool:
    try:
        kept = standing.folder(row, decided=decided).joinpath("fingerprint").read_text(encoding="ascii")
    except OSError:
        return False
    return kept == standing.fingerprint(row, decided=decided)


def _made(row: Batch, *, decided: bool) -> Job:
    """The job that makes an overview; one that has just failed is not given again at once."""
    jobs = Job.objects.filter(kind=JobKind.OVERVIEW, object=row.pk, detail={"decided": decided})
    last = jobs.order_by("-pk").first()
    if last is not None and (last.state == JobState.RUNNING or _has_just_failed(last)):
        return last
    return queue.give(JobKind.OVERVIEW, row.pk, decided=decided)


def _has_just_failed(job: Job) -> bool:
    ended = job.finished
    return job.state == JobState.FAILED and ended is not None and timezone.now() - ended < _PAUSE


def _numbers(request: HttpRequest, name: str) -> list[int]:
    return [int(one) for one in request.POST.getlist(name) if one.isascii() and one.isdigit()]

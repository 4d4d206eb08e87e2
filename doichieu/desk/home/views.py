"""Views of the first page."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from doichieu.desk import errors
from doichieu.desk.batches import making
from doichieu.desk.gate import account_of, actor_of, allow
from doichieu.desk.home import intake
from doichieu.desk.home.listing import Line, lines, ordered
from doichieu.desk.home.tasks import tasks
from doichieu.desk.jinja import page
from doichieu.desk.rights import Act
from doichieu.desk.store import queue
from doichieu.desk.store.acts import act
from doichieu.desk.store.files import NoSpaceError, shown_name
from doichieu.desk.store.models import Document, Job, Level, Review, ReviewState, StoredFile
from doichieu.desk.words import file_size, unmarked

_ON_A_PAGE = 50
ZIP = ".zip"
_STATES = (
    ReviewState.ASKING,
    ReviewState.READING,
    ReviewState.OPEN,
    ReviewState.CLOSED,
    ReviewState.SENT,
)
_ASKED = ("q", "xem", "trang-thai", "sap", "don-vi", "chuong-trinh")
_OVER = (ReviewState.CLOSED, ReviewState.SENT)


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The first page."""
    allow(request, Act.SEE)
    return page(request, "home.html", **_listed(request), work=tasks())


@require_GET
def reviews(request: HttpRequest) -> HttpResponse:
    """The list alone, for a search while typing and for the poll."""
    allow(request, Act.SEE)
    return page(request, "home_list.html", **_listed(request))


def _listed(request: HttpRequest) -> dict[str, Any]:
    asked = request.GET.get("q", "").strip()
    which = request.GET.get("xem", "")
    state, order = request.GET.get("trang-thai", ""), request.GET.get("sap", "")
    found: QuerySet[Review] = Review.objects.select_related("owner")
    if which == "cua-toi":
        found = found.filter(owner=account_of(request))
    if which == "xong":
        found = found.filter(state__in=_OVER)
    elif which == "luu":
        found = found.filter(state=ReviewState.KEPT)
    else:
        found = found.exclude(state=ReviewState.KEPT)
    unit, programme = request.GET.get("don-vi", ""), request.GET.get("chuong-trinh", "")
    for field, value in (("unit", unit), ("programme", programme), ("state", state)):
        if value:
            found = found.filter(**{field: value})
    for word in unmarked(asked).split():
        found = found.filter(Q(folded__contains=word))
    found = ordered(found, order)
    leaf = Paginator(found, _ON_A_PAGE).get_page(request.GET.get("trang"))
    told: list[Line] = lines(list(leaf.object_list))
    known = Review.objects.exclude(state=ReviewState.KEPT)
    return {
        "lines": told,
        "leaf": leaf,
        "asked": asked,
        "which": which,
        "state": state,
        "order": order,
        "states": [(one.value, one.label) for one in _STATES],
        "asking_for": {key: request.GET.get(key, "") for key in _ASKED},
        "unit": unit,
        "programme": programme,
        "units": sorted({one for one in known.values_list("unit", flat=True) if one}),
        "programmes": sorted({one for one in known.values_list("programme", flat=True) if one}),
        "any": Review.objects.exists(),
        "uppers": Document.objects.filter(level=Level.UPPER, hidden=False).count(),
    }


@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """Take one draft, or a batch; the same file again is told, not reviewed twice."""
    allow(request, Act.UPLOAD)
    sent = request.FILES.getlist("tep")
    if not sent:
        return errors.page(request, "no_file", 400)
    actor = actor_of(request)
    try:
        stored = [(shown_name(one.name or ""), intake.kept(actor, one)) for one in sent]
    except NoSpaceError as error:
        return errors.page(request, "disk", 507, needed=file_size(error.needed), free=file_size(error.free))
    file = stored[0][1]
    if len(stored) > 1 or file.ending == ZIP:
        return redirect("batch", making.begin(actor, stored).pk)
    if not intake.sent_already(actor, file) and (intake.earlier(file) or intake.in_library(file)):
        return redirect("same", file.pk)
    return redirect("review", intake.draft(actor, file).pk)


def same(request: HttpRequest, sha256: str) -> HttpResponse:
    """A file that was reviewed before, or is in the library: open what there is, or review it again."""
    allow(request, Act.UPLOAD)
    file = get_object_or_404(StoredFile, pk=sha256)
    if request.method == "POST":
        return redirect("review", intake.draft(actor_of(request), file).pk)
    known = lines(intake.earlier_ones(file))
    return page(request, "same.html", file=file, known=known, document=intake.in_library(file))


@require_POST
def to_library(request: HttpRequest, number: int) -> HttpResponse:
    """Move a file that was dropped as a draft, and is an upper plan, into the library."""
    row = get_object_or_404(Review, pk=number)
    allow(request, Act.COMPARE, row)
    allow(request, Act.LIBRARY)
    document = intake.moved(actor_of(request), row)
    return redirect("document", document.pk) if document else redirect("review", number)


@require_POST
def sample(request: HttpRequest) -> HttpResponse:
    """Open the review of the sample."""
    allow(request, Act.UPLOAD)
    return redirect("review", intake.sample(actor_of(request)).pk)


@require_POST
def name(request: HttpRequest) -> HttpResponse:
    """Write the name under which this user decides."""
    account = account_of(request)
    told = " ".join(request.POST.get("ten", "").split())[:200]

    def change() -> tuple[str, object, object]:
        before, account.name = account.name, told
        account.save(update_fields=["name"])
        return f"account {account.pk} name", before, told

    act(actor_of(request), Act.SETTINGS, change)
    return (
        redirect(reverse("office") + "?da-luu") if request.POST.get("ve") == "cai-dat" else redirect("home")
    )


@require_GET
def jobs(request: HttpRequest) -> HttpResponse:
    """What the worker does just now."""
    allow(request, Act.SEE)
    return page(request, "home_jobs.html", work=tasks())


@require_POST
def stop(request: HttpRequest, number: int) -> HttpResponse:
    """Stop a job."""
    allow(request, Act.UPLOAD)
    queue.stop(get_object_or_404(Job, pk=number))
    return page(request, "home_jobs.html", work=tasks())

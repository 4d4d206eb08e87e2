"""Views of the first page."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from doichieu.desk import errors
from doichieu.desk.gate import account_of, actor_of, allow
from doichieu.desk.home import intake
from doichieu.desk.home.listing import Line, lines
from doichieu.desk.jinja import page
from doichieu.desk.rights import Act
from doichieu.desk.store import queue
from doichieu.desk.store.acts import Actor
from doichieu.desk.store.files import NoSpaceError
from doichieu.desk.store.models import Document, Job, Level, Review, ReviewState
from doichieu.desk.words import file_size
from extract.language.lexicon import fold

_ON_A_PAGE = 50
_OVER = (ReviewState.CLOSED, ReviewState.SENT)


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The first page."""
    allow(request, Act.SEE)
    return page(request, "home.html", **_listed(request), jobs=queue.open_jobs()[:20])


@require_GET
def reviews(request: HttpRequest) -> HttpResponse:
    """The list alone, for a search while typing and for the poll."""
    allow(request, Act.SEE)
    return page(request, "home_list.html", **_listed(request))


def _listed(request: HttpRequest) -> dict[str, Any]:
    asked = request.GET.get("q", "").strip()
    which = request.GET.get("xem", "")
    found: QuerySet[Review] = Review.objects.select_related("owner").order_by("-updated")
    if which == "cua-toi":
        found = found.filter(owner=account_of(request))
    if which == "xong":
        found = found.filter(state__in=_OVER)
    elif which == "luu":
        found = found.filter(state=ReviewState.KEPT)
    else:
        found = found.exclude(state=ReviewState.KEPT)
    unit, programme = request.GET.get("don-vi", ""), request.GET.get("chuong-trinh", "")
    if unit:
        found = found.filter(unit=unit)
    if programme:
        found = found.filter(programme=programme)
    for word in fold(asked).split():
        found = found.filter(Q(folded__contains=word))
    leaf = Paginator(found, _ON_A_PAGE).get_page(request.GET.get("trang"))
    told: list[Line] = lines(list(leaf.object_list))
    known = Review.objects.exclude(state=ReviewState.KEPT)
    return {
        "lines": told,
        "leaf": leaf,
        "asked": asked,
        "which": which,
        "unit": unit,
        "programme": programme,
        "units": sorted({one for one in known.values_list("unit", flat=True) if one}),
        "programmes": sorted({one for one in known.values_list("programme", flat=True) if one}),
        "any": Review.objects.exists(),
        "uppers": Document.objects.filter(level=Level.UPPER, hidden=False).count(),
    }


@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """Take one draft or several; the same file again is told, not reviewed twice."""
    allow(request, Act.UPLOAD)
    sent = request.FILES.getlist("tep")
    if not sent:
        return errors.page(request, "no_file", 400)
    actor = actor_of(request)
    try:
        stored = [intake.kept(actor, one) for one in sent]
    except NoSpaceError as error:
        return errors.page(request, "disk", 507, needed=file_size(error.needed), free=file_size(error.free))
    made = [
        intake.draft(actor if len(stored) == 1 else _part(actor, n), file) for n, file in enumerate(stored)
    ]
    if len(made) == 1:
        return redirect("review", made[0].pk)
    return redirect("home")


def _part(actor: Actor, number: int) -> Actor:
    """The actor of one of several acts of one request."""
    return Actor(actor.account, actor.address, f"{actor.request}.{number}" if actor.request else None)


@require_POST
def sample(request: HttpRequest) -> HttpResponse:
    """Open the review of the sample."""
    allow(request, Act.UPLOAD)
    return redirect("review", intake.sample(actor_of(request)).pk)


@require_POST
def name(request: HttpRequest) -> HttpResponse:
    """Write the name under which this user decides."""
    account = account_of(request)
    account.name = " ".join(request.POST.get("ten", "").split())[:200]
    account.save(update_fields=["name"])
    return redirect("home")


@require_GET
def jobs(request: HttpRequest) -> HttpResponse:
    """What the worker does just now."""
    allow(request, Act.SEE)
    return page(request, "home_jobs.html", jobs=queue.open_jobs()[:20])


@require_POST
def stop(request: HttpRequest, number: int) -> HttpResponse:
    """Stop a job."""
    allow(request, Act.UPLOAD)
    queue.stop(get_object_or_404(Job, pk=number))
    return page(request, "home_jobs.html", jobs=queue.open_jobs()[:20])

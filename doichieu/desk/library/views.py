"""Views of the library of upper plans."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from doichieu.desk import errors
from doichieu.desk.gate import actor_of, allow
from doichieu.desk.home import intake
from doichieu.desk.jinja import page
from doichieu.desk.rights import Act
from doichieu.desk.store.acts import Actor
from doichieu.desk.store.models import Document, Level


@require_GET
def library(request: HttpRequest) -> HttpResponse:
    """All upper plans."""
    allow(request, Act.SEE)
    found = Document.objects.filter(level=Level.UPPER, hidden=False).select_related("reading", "verified_by")
    return page(request, "library.html", documents=list(found.order_by("-pk")))


@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """Take upper plans."""
    allow(request, Act.UPLOAD)
    sent = request.FILES.getlist("tep")
    if not sent:
        return errors.page(request, "no_file", 400)
    actor = actor_of(request)
    for one in sent:
        intake.upper(Actor(actor.account, actor.address), intake.kept(actor, one))
    return redirect("library")


@require_GET
def document(request: HttpRequest, number: int) -> HttpResponse:
    """One upper plan: its targets as they were read."""
    allow(request, Act.SEE)
    row = get_object_or_404(Document.objects.select_related("reading", "file"), pk=number)
    targets = list(row.reading.targets.all()) if row.reading else []
    return page(request, "document.html", document=row, targets=targets)

"""Views of later drafts."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from doichieu.desk import errors
from doichieu.desk.gate import actor_of, allow
from doichieu.desk.home import intake
from doichieu.desk.jinja import page
from doichieu.desk.rights import Act
from doichieu.desk.rounds.adding import RefusedError, add
from doichieu.desk.store.files import NoSpaceError
from doichieu.desk.store.models import Review
from doichieu.desk.store.opinions import progress_of
from doichieu.desk.words import file_size


@require_POST
def next_draft(request: HttpRequest, number: int) -> HttpResponse:
    """Take the next draft of a review; a draft that it has already is told."""
    row = get_object_or_404(Review, pk=number)
    allow(request, Act.UPLOAD)
    allow(request, Act.COMPARE, row)
    sent = request.FILES.get("tep")
    if sent is None:
        return errors.page(request, "no_file", 400)
    actor = actor_of(request)
    try:
        add(actor, row, intake.kept(actor, sent))
    except NoSpaceError as error:
        return errors.page(request, "disk", 507, needed=file_size(error.needed), free=file_size(error.free))
    except RefusedError as error:
        return errors.page(request, "round", 409, reason=error)
    return redirect("review", number)


@require_GET
def changes(request: HttpRequest, number: int, round_number: int | None = None) -> HttpResponse:
    """What became of the findings of the round before, and the place for the next draft."""
    allow(request, Act.SEE)
    row = get_object_or_404(Review, pk=number)
    rounds = row.rounds.select_related("current", "draft__file").order_by("-number")
    if round_number is not None:
        rounds = rounds.filter(number=round_number)
    one = rounds.first()
    if one is None:
        raise Http404
    told = list(row.rounds.select_related("current", "draft__file").order_by("number"))
    progress = {entry.number: progress_of(entry) for entry in told}
    return page(
        request,
        "changes.html",
        review=row,
        round=one,
        rounds=told,
        newest=told[-1].number,
        changes=progress[one.number],
        progress=progress,
    )

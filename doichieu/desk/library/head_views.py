"""Views of the form by which the head of a draft is corrected: a part for a dialog, a page without JavaScript."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST

from doichieu.desk import errors
from doichieu.desk.gate import actor_of, allow
from doichieu.desk.jinja import page
from doichieu.desk.library import heads
from doichieu.desk.library.correct_views import is_done, local, may_correct, onward, request_id
from doichieu.desk.library.forms import RefusedError
from doichieu.desk.library.heads import Form
from doichieu.desk.rights import Act
from doichieu.desk.store.acts import ConflictError
from doichieu.desk.store.models import Document, Level
from doichieu.desk.texts import say


def may_title(request: HttpRequest, document: Document) -> bool:
    """Whether who is asking may correct the head of a document: of a draft that is no upper plan as well.

    The targets of an upper plan, and what was decided on them, are named by its number and date.
    """
    as_upper = Document.objects.filter(file=document.file_id, level=Level.UPPER)
    return document.level == Level.DRAFT and not as_upper.exists() and may_correct(request, document)


@require_http_methods(["GET", "HEAD", "POST"])
def head(request: HttpRequest, number: int) -> HttpResponse:
    """The form of the head of a draft; what is sent is saved."""
    row = _found(request, number)
    if row.reading is None or row.reading.plan is None:
        return errors.page(request, "not_read", 409)
    now = heads.current(row.reading)
    if request.method != "POST":
        return _form(request, row, now)
    if is_done(request):
        return onward(request, row, "")
    given = heads.sent(request.POST)
    try:
        heads.save(actor_of(request), row, given, request.POST.get("seen", ""))
    except RefusedError as error:
        return _form(request, row, given, error, 400)
    except ConflictError:
        return _form(request, row, now, RefusedError(say("head.changed_since")), 409)
    return onward(request, row, "")


@require_POST
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Take back the correction of one part: what the machine read counts again."""
    row = _found(request, number)
    told = request.POST.get("sua", "")
    heads.withdraw(actor_of(request), row, int(told) if told.isascii() and told.isdigit() else 0)
    return onward(request, row, "")


def _form(
    request: HttpRequest, row: Document, form: Form, error: RefusedError | None = None, status: int = 200
) -> HttpResponse:
    assert row.reading is not None
    part = "correct_head.html"
    return page(
        request,
        part if request.headers.get("X-Part") else "correct_page.html",
        status,
        document=row,
        form=form,
        machine=heads.machine(row.reading),
        part=part,
        error=str(error) if error else "",
        wrong=error.field if error else "",
        seen=heads.standing(row.file_id),
        onward=local(request),
        request_id=request_id(),
    )


def _found(request: HttpRequest, number: int) -> Document:
    allow(request, Act.SEE)
    row = get_object_or_404(Document.objects.select_related("reading", "file"), pk=number)
    if not may_title(request, row):
        raise PermissionDenied
    return row

"""Views of the forms by which a reviewer corrects what was read: parts for a dialog, pages without JavaScript.

The forms belong to upper plans and to drafts alike. With the header ``X-Part`` they are a part of a page, which
``correct.js`` shows in a dialog; ``tiep`` is the address to go on to behind a form that was saved.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from doichieu.desk import errors
from doichieu.desk.gate import account_of, actor_of, allow
from doichieu.desk.jinja import page
from doichieu.desk.library import amending, targets
from doichieu.desk.library.amending import Made
from doichieu.desk.library.forms import Form, RefusedError, sent, shown, shown_again
from doichieu.desk.library.targets import Read, Spot
from doichieu.desk.rights import Act, can
from doichieu.desk.store.acts import ConflictError
from doichieu.desk.store.corrected import in_force, said_of
from doichieu.desk.store.models import Correction, Document, Event, Level, Review
from doichieu.desk.store.runs import begin
from doichieu.desk.texts import say
from extract.language import writing
from extract.model import Bound
from templates.words import of


def may_correct(request: HttpRequest, document: Document) -> bool:
    """Whether who is asking may correct a document: an upper plan with the library, a draft with its review."""
    account = account_of(request)
    as_upper = Document.objects.filter(file=document.file_id, level=Level.UPPER, hidden=False)
    if document.level == Level.UPPER or as_upper.exists():
        return can(account, Act.LIBRARY)
    reviews = Review.objects.filter(rounds__draft=document)
    return any(can(account, Act.CORRECT, review) for review in reviews)


def request_id() -> str:
    """The id of a form, so that one that is sent twice acts once."""
    return uuid4().hex


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, number: int, key: str = "") -> HttpResponse:
    """The form of one measure, named by its key and, among equal ones, by ``thu``; what is sent is saved."""
    row, read = _found(request, number)
    spot = read.spot_of(key or _sent(request, "chi-tieu"), _whole(_sent(request, "thu"))) if read else None
    if read is None or spot is None:
        return errors.page(request, "no_target", 404)
    added = _added_row(row, read, spot)
    if added is not None:
        return _adding(request, row, read, added)
    told = spot.measure.corrected
    facts: dict[str, Any] = {
        "text": writing.words(spot.measure) if len(spot.item.measures) > 1 else spot.item.text,
        "place": writing.capitalised(writing.place(spot.item.path)),
        "machine": writing.requirement(told.machine) if told and told.machine else "",
        "now": writing.requirement(spot.measure),
    }
    if request.method != "POST":
        return _form(request, "correct.html", row, shown(spot.measure), spot, **facts)
    if is_done(request):
        return onward(request, row, spot.key)
    given = sent(request.POST)
    way = request.POST.get("act", "")

    def made() -> Sequence[Made]:
        actor = actor_of(request)
        if way == "struck":
            return amending.struck(actor, spot, given.reason)
        return amending.confirmed(actor, spot) if way == "right" else amending.changes(actor, spot, given)

    try:
        amending.save(actor_of(request), row, spot.key, made(), request.POST.get("seen", ""))
    except RefusedError as error:
        return _form(request, "correct.html", row, given, spot, error=error, status=400, **facts)
    except ConflictError:
        return _form(
            request, "correct.html", row, shown(spot.measure), spot, error=_since(), status=409, **facts
        )
    return onward(request, row, spot.key)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, number: int) -> HttpResponse:
    """The form of a target that was not read at all; ``thay`` is the row of an added one that it changes."""
    row, read = _found(request, number)
    if read is None:
        return errors.page(request, "not_read", 409)
    replaced = _whole(_sent(request, "thay"))
    old = next((one for one in in_force(row.file_id) if one.pk == replaced), None)
    return _adding(request, row, read, old)


@require_POST
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Take back a correction: what the machine read counts again."""
    row, _ = _found(request, number)
    found = get_object_or_404(Correction, pk=_whole(request.POST.get("sua", "")), file=row.file_id)
    amending.withdraw(actor_of(request), row, found.pk)
    return onward(request, row, found.target)


def _adding(request: HttpRequest, row: Document, read: Read, old: Correction | None) -> HttpResponse:
    facts: dict[str, Any] = {"old": old}
    before = shown_again(said_of(old)) if old else Form()
    number = old.pk if old else 0
    if request.method != "POST":
        return _form(request, "correct_add.html", row, before, None, number, **facts)
    if is_done(request):
        return onward(request, row, "")
    given = sent(request.POST)
    pages = row.reading.pages if row.reading else 0
    try:
        made = amending.addition(actor_of(request), given, read, pages)
        amending.save(actor_of(request), row, "", made, request.POST.get("seen", ""), number)
    except RefusedError as error:
        return _form(request, "correct_add.html", row, given, None, number, error=error, status=400, **facts)
    except ConflictError:
        return _form(
            request, "correct_add.html", row, before, None, number, error=_since(), status=409, **facts
        )
    return onward(request, row, "")


def is_done(request: HttpRequest) -> bool:
    """Whether the very same form has been saved: what it says is no change any more."""
    sent_id = actor_of(request).request
    return bool(sent_id) and Event.objects.filter(request=sent_id).exists()


def _since() -> RefusedError:
    return RefusedError(say("correct.changed_since"))


def _form(
    request: HttpRequest,
    template: str,
    row: Document,
    form: Form,
    spot: Spot | None,
    replaced: int = 0,
    *,
    error: RefusedError | None = None,
    status: int = 200,
    **facts: Any,
) -> HttpResponse:
    """A form, as a part for a dialog or as a page."""
    facts = {
        **facts,
        "document": row,
        "spot": spot,
        "form": form,
        "part": template,
        "error": str(error) if error else "",
        "wrong": error.field if error else "",
        "seen": amending.standing(row, spot.key if spot else "", spot.ordinal if spot else 0, replaced),
        "bounds": [(one.value, of(one)) for one in Bound],
        "replaced": replaced,
        "onward": local(request),
        "about": _whole(_sent(request, "ho-so")),
        "request_id": request_id(),
    }
    return page(request, template if request.headers.get("X-Part") else "correct_page.html", status, **facts)


def _found(request: HttpRequest, number: int) -> tuple[Document, Read | None]:
    allow(request, Act.SEE)
    row = get_object_or_404(Document.objects.select_related("reading", "file"), pk=number)
    if not may_correct(request, row):
        raise PermissionDenied
    return row, targets.read(row.reading) if row.reading else None


def _added_row(row: Document, read: Read, spot: Spot) -> Correction | None:
    """The correction that added a measure; None for one that the machine read."""
    told = spot.measure.corrected
    if told is None or told.machine is not None:
        return None
    made = {
        one.correction for one in read.plan.corrections if one.after is not None and one.after == spot.measure
    }
    return next((one for one in in_force(row.file_id) if said_of(one) in made), None)


def onward(request: HttpRequest, row: Document, key: str) -> HttpResponseRedirect:
    """To where the form was opened, else to the page of its document, at a target; a review is compared again."""
    _compare_again(request)
    back = local(request)
    if back:
        return HttpResponseRedirect(back)
    return redirect(reverse("document", args=[row.pk]) + (f"?chi-tieu={key}" if key else ""))


def _compare_again(request: HttpRequest) -> None:
    """Compare the review anew from which a form was opened: what was corrected counts there at once."""
    row = Review.objects.filter(pk=_whole(_sent(request, "ho-so"))).first()
    last = row.rounds.select_related("review").order_by("number").last() if row is not None else None
    if (
        row is not None
        and last is not None
        and last.current_id
        and can(account_of(request), Act.COMPARE, row)
    ):
        begin(last)


def local(request: HttpRequest) -> str:
    """The address of this desk that the form was opened from; "" without one."""
    told = _sent(request, "tiep")
    safe = told.startswith("/") and url_has_allowed_host_and_scheme(told, allowed_hosts=None)
    return told if safe else ""


def _sent(request: HttpRequest, name: str) -> str:
    return request.POST.get(name) or request.GET.get(name) or ""


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0

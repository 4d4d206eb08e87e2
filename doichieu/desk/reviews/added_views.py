"""Views of what a reviewer adds: pairs made by hand, remarks of her own; parts for a dialog, pages without script."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from doichieu.desk.gate import actor_of, allow
from doichieu.desk.jinja import page
from doichieu.desk.reviews import items, pins, remarks
from doichieu.desk.reviews.deciding import RefusedError
from doichieu.desk.reviews.facts import compared, found, is_part, whole
from doichieu.desk.rights import Act
from doichieu.desk.sheets.places import spots
from doichieu.desk.store.acts import ConflictError
from doichieu.desk.store.models import Remark, Review, Round
from doichieu.desk.texts import say

_BOTH = ["GET", "HEAD", "POST"]


@require_http_methods(_BOTH)
def pin(request: HttpRequest, number: int, key: str) -> HttpResponse:
    """Say which sentences of the draft answer a measure or a task, or that none does; the draft is compared anew."""
    row, one, run = compared(request, number)
    about = pins.asked(row, run, key)
    if about is None:
        raise Http404
    given = request.POST if request.method == "POST" else request.GET
    known = items.items_of(one.draft.reading)
    ticked = given.getlist("cau")
    chosen = [item for item in known if item.name in ticked]
    none, problem = given.get("khong") == "1", ""
    if request.method == "POST" and request.POST.get("tim") is None:
        allow(request, Act.PIN, row)
        try:
            pins.pin(actor_of(request), row, one, about, chosen, given.get("ly-do", ""), none=none)
        except RefusedError as error:
            problem = str(error)
        else:
            return _back(number, one)
    old = row.pins.filter(reference=key).select_related("by").first()
    names = {item.name for item in chosen} if ticked else set(about.now)
    wanted = given.get("q", "")
    listed = items.search(known, wanted, [*names, *about.now, *about.near], about.words if about.task else "")
    kept = [item for item in chosen if item not in listed]
    facts: dict[str, Any] = {
        "about": about,
        "items": [*kept, *listed],
        "ticked": names,
        "words": wanted,
        "none": none,
        "reason": given.get("ly-do", old.reason if old else ""),
        "old": old,
        "problem": problem,
        "more": len(listed) >= items.MOST,
    }
    template = "review_pin_items.html" if request.headers.get("HX-Request") else "review_pin.html"
    return _page(request, template, row, one, 400 if problem else 200, **facts)


@require_POST
def unpin(request: HttpRequest, number: int, key: str) -> HttpResponse:
    """Take back a pair made by hand; with ``lai`` the last act on it, so that what stood before holds again."""
    row, one, _ = compared(request, number)
    allow(request, Act.PIN, row)
    if request.POST.get("lai") == "1":
        pins.undo(actor_of(request), row, one, key)
    else:
        pins.withdraw(actor_of(request), row, one, key)
    return _back(number, one)


@require_http_methods(_BOTH)
def remark(request: HttpRequest, number: int, pk: int = 0) -> HttpResponse:
    """Write a remark, or change one; ``trich`` brings the words that were marked in the draft."""
    row, one, _ = compared(request, number)
    old = get_object_or_404(Remark.objects.select_related("by"), pk=pk, review=row) if pk else None
    wanted, status, problem = _shown(request, old), 200, ""
    if request.method == "POST":
        allow(request, Act.REMARK, row)
        actor, reading = actor_of(request), one.draft.reading
        try:
            if old is None:
                event = remarks.write(actor, row, reading, wanted)
            else:
                event = remarks.rewrite(actor, old, reading, wanted, whole(request.POST.get("version")))
        except RefusedError as error:
            problem, status = str(error), 400
        except ConflictError as error:
            old = error.now
            wanted, status = _of(error.now), 409
            problem = say("remark.changed", by=error.now.by)
        else:
            made = event.after["id"] if isinstance(event.after, dict) else pk
            return _made(request, number, one, f"{remarks.KEY}{made}")
    return _page(
        request, "review_remark_form.html", row, one, status, wanted=wanted, old=old, problem=problem
    )


@require_POST
def withdraw_remark(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """Withdraw a remark, or let it stand again."""
    row, one = found(request, number, whole(request.POST.get("lan")) or None)
    allow(request, Act.REMARK, row)
    old = get_object_or_404(Remark, pk=pk, review=row)
    back = request.POST.get("lai") == "1"
    remarks.withdraw(actor_of(request), old, back=back)
    return _back(number, one, f"{remarks.KEY}{pk}")


def remark_page(
    request: HttpRequest, row: Review, one: Round, key: str, may: dict[str, bool]
) -> HttpResponse:
    """A remark as the card of the middle pane."""
    return page(request, "review_remark.html", review=row, round=one, may=may, **remark_facts(row, one, key))


def remark_facts(row: Review, one: Round, key: str) -> dict[str, Any]:
    """What the card of a remark shows; 404 without one."""
    pk = whole(key.removeprefix(remarks.KEY))
    told = get_object_or_404(Remark.objects.select_related("by"), pk=pk, review=row)
    reading = one.draft.reading
    where = remarks.spot(reading, told.quote)
    quote = remarks.quoted(told, where)
    at = quote["at"] if quote else None
    places = [{"at": at, "spots": spots(reading, at)}] if at and reading else []
    return {"remark": told, "quote": quote, "places": {"draft": places, "upper": []}, "key": key}


def _shown(request: HttpRequest, old: Remark | None) -> remarks.Wanted:
    if request.method == "POST":
        sent = request.POST
        return remarks.Wanted(
            text=sent.get("text", ""),
            sentence=sent.get("sentence", ""),
            quote=sent.get("quote", ""),
            severity=sent.get("severity", ""),
            upper=sent.get("upper", ""),
        )
    if old is not None:
        return _of(old)
    return remarks.Wanted(
        "", quote=request.GET.get("trich", "")[:2000], upper=request.GET.get("can-cu", "")[:2000]
    )


def _of(row: Remark) -> remarks.Wanted:
    return remarks.Wanted(row.text, row.sentence, row.quote, row.severity, row.upper)


def _page(
    request: HttpRequest, template: str, row: Review, one: Round, status: int, **facts: object
) -> HttpResponse:
    return page(request, template, status, review=row, round=one, part=is_part(request), **facts)


def _made(request: HttpRequest, number: int, one: Round, card: str) -> HttpResponse:
    """To the card of a remark; a script is told which one it is to open."""
    if is_part(request):
        return HttpResponse(status=204, headers={"X-Open": card})
    return _back(number, one, card)


def _back(number: int, one: Round, card: str = "") -> HttpResponse:
    address = reverse("round", args=[number, one.number])
    return redirect(f"{address}?the={card}" if card else address)

"""Views of a review."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from doichieu.desk.gate import actor_of, allow
from doichieu.desk.jinja import page
from doichieu.desk.reviews import listing
from doichieu.desk.reviews.deciding import (
    RefusedError,
    Standing,
    Wanted,
    as_json,
    standing,
)
from doichieu.desk.reviews.deciding import (
    decide as write_decision,
)
from doichieu.desk.reviews.deciding import (
    undo as write_undo,
)
from doichieu.desk.reviews.offers import Offer, compare_again, offer, set_state, taken
from doichieu.desk.rights import Act
from doichieu.desk.sheets.places import located, sheet
from doichieu.desk.store import packing
from doichieu.desk.store.acts import ConflictError
from doichieu.desk.store.decided import decisions, next_round
from doichieu.desk.store.models import (
    CardRow,
    Document,
    Event,
    Job,
    JobKind,
    JobState,
    PairRow,
    Review,
    ReviewState,
    Round,
)
from doichieu.desk.texts import say

_DONE = (ReviewState.CLOSED, ReviewState.SENT, ReviewState.KEPT)
_RANKS = {"national": "Trung ương", "province": "Tỉnh", "district": "Huyện"}
_READING = (JobKind.READ, JobKind.COMPARE)


@require_GET
def review(request: HttpRequest, number: int, round_number: int | None = None) -> HttpResponse:
    """The review of the newest draft, or of an earlier one; before that what is asked, or how far the machine is."""
    row, one = _found(request, number, round_number)
    if one.current is None:
        return page(request, "review_wait.html", **_waiting(row, one))
    wanted = _filter(request)
    told = listing.cards(one.current, wanted)
    first = next((line for line in told.lines if not line.standing.settled), None)
    opened = request.GET.get("the") or (first or (told.lines[0] if told.lines else None) or _none()).key
    facts: dict[str, Any] = {
        "review": row,
        "round": one,
        "rounds": list(row.rounds.all()),
        "run": one.current,
        "told": told,
        "wanted": wanted,
        "opened": opened,
        "tab": "phat-hien",
        "references": _references(row),
        "draft": one.draft,
        "sheets": _sheets(row, one),
        "marks": one.changes.get("marks", {}),
    }
    if opened:
        facts.update(_card_facts(row, one, opened))
    return page(request, "review.html", **facts)


def _none() -> listing.Line:
    return listing.Line("", "", "", "", "", Standing())


@require_GET
def cards(request: HttpRequest, number: int) -> HttpResponse:
    """The list of cards alone."""
    row, one = _found(request, number, _round(request))
    if one.current is None:
        raise Http404
    wanted = _filter(request)
    told = listing.cards(one.current, wanted)
    return page(
        request,
        "review_list.html",
        review=row,
        told=told,
        wanted=wanted,
        opened=request.GET.get("the", ""),
        marks=one.changes.get("marks", {}),
    )


@require_GET
def pairs(request: HttpRequest, number: int) -> HttpResponse:
    """All pairs, those that meet as well: what the machine has missed is found here."""
    row, one = _found(request, number, _round(request))
    if one.current is None:
        raise Http404
    told = listing.pairs(one.current, request.GET.get("q", ""), request.GET.get("ket-qua", ""))
    return page(request, "review_pairs.html", review=row, pairs=told, asked=request.GET.get("q", ""))


@require_GET
def pair(request: HttpRequest, number: int, ordinal: int) -> HttpResponse:
    """One pair: both quotes, the verdict and why they were paired."""
    row, one = _found(request, number, _round(request))
    found = get_object_or_404(PairRow, run=one.current, ordinal=ordinal)
    facts = packing.unpack(found.payload)
    places = located(facts, one.draft, _references(row))
    return page(request, "review_pair.html", review=row, pair=found, facts=facts, places=places)


@require_GET
def card(request: HttpRequest, number: int, key: str) -> HttpResponse:
    """One card: a part of the page, or the page with this card open."""
    if not request.headers.get("X-Part"):
        return redirect(reverse("review", args=[number]) + f"?the={key}")
    row, one = _found(request, number, _round(request))
    if one.current is None:
        raise Http404
    return page(request, "review_card.html", review=row, round=one, **_card_facts(row, one, key))


@require_POST
def decide(request: HttpRequest, number: int) -> HttpResponse:
    """Decide on a card: 200 with what stands, 409 where somebody else has, 400 where a reason is missing."""
    row, one = _found(request, number, _round(request))
    allow(request, Act.DECIDE, row)
    if next_round(one) is not None:
        return JsonResponse({"error": say("round.earlier")}, status=400)
    found = get_object_or_404(CardRow, run=one.current, key=request.POST.get("key", ""))
    wanted = Wanted(*(request.POST.get(name, "") for name in ("state", "reason", "sentence", "note")))
    payload = packing.unpack(found.payload)
    if wanted.sentence.strip() == payload["suggestion"].strip():
        wanted = replace(wanted, sentence="")
    try:
        event = write_decision(actor_of(request), row, found, wanted, _whole(request.POST.get("version")))
    except RefusedError as error:
        return JsonResponse({"error": str(error)}, status=400)
    except ConflictError as error:
        return JsonResponse({"now": as_json(error.now)}, status=409)
    if not request.headers.get("X-Request-Id"):
        return redirect(reverse("review", args=[number]))
    now = _standing(found)
    seen, total = listing.progress(row, found.run)
    return JsonResponse({"now": as_json(now), "event": event.pk, "seen": seen, "total": total})


@require_POST
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Take back a decision."""
    row, one = _found(request, number, _round(request))
    allow(request, Act.DECIDE, row)
    event = get_object_or_404(Event, pk=_whole(request.POST.get("event")))
    try:
        done = write_undo(actor_of(request), row, event)
    except RefusedError as error:
        return JsonResponse({"error": str(error)}, status=400)
    except ConflictError as error:
        return JsonResponse({"now": as_json(error.now)}, status=409)
    key = event.object.rsplit(" ", 1)[1]
    found = get_object_or_404(CardRow, run=one.current, key=key)
    seen, total = listing.progress(row, found.run)
    now = _standing(found)
    return JsonResponse({"now": as_json(now), "event": done.pk, "key": key, "seen": seen, "total": total})


@require_POST
def choose(request: HttpRequest, number: int) -> HttpResponse:
    """Take the upper plans that the reviewer has chosen, and those she has dropped here, and compare."""
    row, one = _found(request, number, None)
    allow(request, Act.COMPARE, row)
    taken(actor_of(request), row, one, request.POST.getlist("van-ban"), request.FILES.getlist("tep"))
    return redirect("review", number)


@require_POST
def again(request: HttpRequest, number: int) -> HttpResponse:
    """Compare the newest draft again, with what has been corrected since."""
    row, one = _found(request, number, None)
    allow(request, Act.COMPARE, row)
    compare_again(actor_of(request), one)
    return redirect("review", number)


@require_GET
def progress(request: HttpRequest, number: int) -> HttpResponse:
    """How far the machine is with a draft that has no result yet; tells the page when there is one."""
    row, one = _found(request, number, None)
    if one.current is not None or row.state == ReviewState.ASKING:
        answer = HttpResponse(status=204)
        answer.headers["HX-Refresh"] = "true"
        return answer
    return page(request, "review_progress.html", **_waiting(row, one))


@require_POST
def close(request: HttpRequest, number: int) -> HttpResponse:
    """Mark a review as done, or open it again."""
    row, _ = _found(request, number, None)
    allow(request, Act.CLOSE, row)
    state = request.POST.get("state", ReviewState.CLOSED)
    if state in (ReviewState.OPEN, *_DONE):
        set_state(actor_of(request), row, state)
    return redirect("home") if state in _DONE else redirect("review", number)


def _found(request: HttpRequest, number: int, round_number: int | None) -> tuple[Review, Round]:
    allow(request, Act.SEE)
    row = get_object_or_404(Review.objects.select_related("owner"), pk=number)
    rounds = row.rounds.select_related("current", "draft__reading", "draft__file")
    one = rounds.filter(number=round_number).first() if round_number else rounds.order_by("-number").first()
    if one is None:
        raise Http404
    return row, one


def _round(request: HttpRequest) -> int | None:
    return _whole(request.GET.get("lan") or request.POST.get("lan")) or None


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def _filter(request: HttpRequest) -> listing.Filter:
    return listing.Filter(
        seen=request.GET.get("xem", ""), severity=request.GET.get("muc", ""), words=request.GET.get("q", "")
    )


def _waiting(row: Review, one: Round) -> dict[str, Any]:
    about = [("read", one.draft_id)]
    about += [("compare", run) for run in one.runs.values_list("pk", flat=True)]
    jobs = [
        job
        for job in Job.objects.filter(
            state__in=(JobState.WAITING, JobState.RUNNING), kind__in=(JobKind.READ, JobKind.COMPARE)
        )
        if (job.kind, job.object) in about
    ]
    asked: Offer | None = offer(row, one) if row.state == ReviewState.ASKING else None
    return {"review": row, "round": one, "job": jobs[0] if jobs else None, "offer": asked}


def _standing(found: CardRow) -> Standing:
    keys = list(found.findings.values_list("key", "fingerprint"))
    return standing(decisions(found.run.round, [key for key, _ in keys]), keys)


def _card_facts(row: Review, one: Round, key: str) -> dict[str, Any]:
    found = get_object_or_404(CardRow, run=one.current, key=key)
    facts = packing.unpack(found.payload)
    return {
        "card": found,
        "facts": facts,
        "now": _standing(found),
        "run": one.current,
        "places": located(facts, one.draft, _references(row)),
    }


def _references(row: Review) -> list[Document]:
    return [entry.document for entry in row.order.select_related("document__reading")]


def _sheets(row: Review, one: Round) -> dict[str, Any]:
    """The documents of a review, as the pane of pages shows them."""
    uppers = _references(row)
    columns = [_RANKS.get(document.rank, "Cấp trên") for document in uppers]
    return {
        "draft": sheet(one.draft),
        "upper": [
            {**sheet(document), "column": column if columns.count(column) == 1 else document.number or column}
            for document, column in zip(uppers, columns, strict=True)
        ],
    }

"""Views of a review."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from doichieu.desk import errors
from doichieu.desk.gate import account_of, actor_of, allow
from doichieu.desk.jinja import page
from doichieu.desk.reviews import deciding, facts, listing, live, offers
from doichieu.desk.reviews.added_views import remark_facts, remark_page
from doichieu.desk.reviews.deciding import RefusedError, Wanted, as_json
from doichieu.desk.reviews.remarks import KEY
from doichieu.desk.rights import Act, can
from doichieu.desk.store import packing
from doichieu.desk.store.acts import ConflictError
from doichieu.desk.store.decided import next_round
from doichieu.desk.store.files import NoSpaceError
from doichieu.desk.store.models import CardRow, DecisionState, Event, PairRow, Review, ReviewState, Round, Run
from doichieu.desk.store.runs import AWAIT
from doichieu.desk.texts import say
from doichieu.desk.words import file_size

_DONE = (ReviewState.CLOSED, ReviewState.SENT, ReviewState.KEPT)


@require_GET
def review(request: HttpRequest, number: int, round_number: int | None = None) -> HttpResponse:
    """The review of the newest draft, or of an earlier one; before that what is asked, or how far the machine is."""
    row, one = facts.found(request, number, round_number)
    if one.current is None:
        return page(request, "review_wait.html", **_waiting(row, one))
    told = listing.cards(one.current, facts.filter_of(request))
    known = {line.key for line in told.lines}
    first = next((line for line in told.lines if not line.standing.settled), next(iter(told.lines), None))
    asked = request.GET.get("the", "")
    opened = asked if asked in known or _is_there(row, one.current, asked) else first.key if first else ""
    around = around_of([line.key for line in told.lines], opened)
    shown = _opened(row, one, opened) if opened else {}
    return whole_page(
        request, row, one, one.current, tab="phat-hien", told=told, opened=opened, around=around, **shown
    )


def _is_there(row: Review, run: Run, key: str) -> bool:
    if key.startswith(KEY):
        return row.remarks.filter(pk=facts.whole(key.removeprefix(KEY))).exists()
    return bool(key) and run.cards.filter(key=key).exists()


def _opened(row: Review, one: Round, key: str) -> dict[str, Any]:
    if key.startswith(KEY):
        return {"middle": "review_remark.html", **remark_facts(row, one, key)}
    return {"middle": "review_card.html", **facts.card_facts(row, one, key)}


def around_of(keys: list[str], opened: str) -> tuple[str, str]:
    """The names before and behind the one that is open; "" at the ends."""
    at = keys.index(opened) if opened in keys else -1
    return keys[at - 1] if at > 0 else "", keys[at + 1] if -1 < at < len(keys) - 1 else ""


def whole_page(
    request: HttpRequest, row: Review, one: Round, run: Run, *, tab: str, **more: object
) -> HttpResponse:
    """The page with its three panes: ``tab`` says which list is on the left."""
    rights = facts.rights(request, row)
    uppers = facts.references(row, run)
    known: dict[str, Any] = {
        "review": row,
        "round": one,
        "rounds": list(row.rounds.all()),
        "tab": tab,
        "wanted": facts.filter_of(request),
        "references": uppers,
        "draft": one.draft,
        "title_form": facts.title_form(request, row, one.draft),
        "sheets": facts.sheets(row, one, uppers),
        "may": rights,
        "news": live.notices(row, one, get_token(request), may=rights["compare"]),
        "event": live.last_event(),
        "pages": live.pages(row, one),
        "uppers": live.uppers(one),
        "middle": "",
        "marks": one.changes.get("marks", {}),
        "progress": live.taken_up(one),
        "carried": facts.carried(one),
        "around": ("", ""),
    }
    return page(request, "review.html", **{**known, **more, "run": run})


@require_GET
def cards(request: HttpRequest, number: int) -> HttpResponse:
    """The list of cards alone; the whole page where no script asks."""
    row, one, run = facts.compared(request, number)
    if not facts.is_part(request):
        return redirect(f"{reverse('round', args=[number, one.number])}?{request.GET.urlencode()}")
    wanted = facts.filter_of(request)
    told = listing.cards(run, wanted)
    opened = request.GET.get("the", "")
    return page(
        request,
        "review_list.html",
        review=row,
        round=one,
        told=told,
        wanted=wanted,
        opened=opened,
        marks=one.changes.get("marks", {}),
    )


@require_GET
def pairs(request: HttpRequest, number: int) -> HttpResponse:
    """All pairs, those that meet as well: what the machine has missed is found here."""
    row, one, run = facts.compared(request, number)
    words, verdict = request.GET.get("q", ""), request.GET.get("ket-qua", "")
    told = listing.pairs(run, words, verdict)
    known: dict[str, Any] = {"pairs": told, "asked": words, "verdict": verdict}
    if facts.is_part(request):
        return page(request, "review_pairs.html", review=row, round=one, opened_pair=0, **known)
    numbers = [str(pair.ordinal) for pair in told.rows]
    opened = facts.whole(request.GET.get("the")) or (told.rows[0].ordinal if told.rows else 0)
    shown: dict[str, Any] = {"opened_pair": opened, "around": around_of(numbers, str(opened))}
    if opened:
        found = get_object_or_404(PairRow, run=run, ordinal=opened)
        shown |= {"middle": "review_pair.html", **facts.pair_facts(row, one, found)}
    counts = listing.cards(run, listing.Filter())
    return whole_page(
        request, row, one, run, tab="chi-tieu", told=counts, opened=str(opened or ""), **known, **shown
    )


@require_GET
def pair(request: HttpRequest, number: int, ordinal: int) -> HttpResponse:
    """One pair: both quotes, the verdict and why they were paired."""
    row, one, run = facts.compared(request, number)
    found = get_object_or_404(PairRow, run=run, ordinal=ordinal)
    if not facts.is_part(request):
        return redirect(f"{reverse('pairs', args=[number])}?the={ordinal}&lan={one.number}")
    return page(
        request,
        "review_pair.html",
        review=row,
        round=one,
        may=facts.rights(request, row),
        **facts.pair_facts(row, one, found),
    )


@require_GET
def card(request: HttpRequest, number: int, key: str) -> HttpResponse:
    """One card: a part of the page, or the page with this card open."""
    if not facts.is_part(request):
        asked = facts.asked_round(request)
        home = reverse("round", args=[number, asked]) if asked else reverse("review", args=[number])
        return redirect(f"{home}?the={key}")
    row, one, _ = facts.compared(request, number)
    may = facts.rights(request, row)
    if key.startswith(KEY):
        return remark_page(request, row, one, key, may)
    shown = facts.card_facts(row, one, key)
    return page(request, "review_card.html", review=row, round=one, may=may, **shown)


@require_POST
def decide(request: HttpRequest, number: int) -> HttpResponse:
    """Decide on a card: 200 with what stands, 409 where somebody else has, 400 where a reason is missing."""
    row, one = facts.found(request, number, facts.asked_round(request))
    allow(request, Act.DECIDE, row)
    if next_round(one) is not None:
        return JsonResponse({"error": say("round.earlier")}, status=400)
    found = get_object_or_404(CardRow, run=one.current, key=request.POST.get("key", ""))
    wanted = Wanted(*(request.POST.get(name, "") for name in ("state", "reason", "sentence", "note")))
    payload = packing.unpack(found.payload)
    machine = facts.suggestion(payload, facts.card_standing(found))
    if wanted.sentence.strip() in (machine.strip(), payload["suggestion"].strip()):
        wanted = replace(wanted, sentence="")
    plain = not request.headers.get("X-Request-Id")
    try:
        event = deciding.decide(
            actor_of(request), row, found, wanted, facts.whole(request.POST.get("version"))
        )
    except RefusedError as error:
        if plain:
            return _refused(request, row, one, found, str(error), wanted)
        return JsonResponse({"error": str(error)}, status=400)
    except ConflictError as error:
        if plain:
            return _refused(request, row, one, found, say("decide.changed", by=error.now.by), None, 409)
        return JsonResponse({"now": as_json(error.now)}, status=409)
    if plain:
        return redirect(f"{reverse('round', args=[number, one.number])}?the={_next(found)}")
    now = as_json(facts.card_standing(found))
    return JsonResponse({"now": now, "event": event.pk, **live.counted(row, one)})


@require_POST
def leave_out(request: HttpRequest, number: int) -> HttpResponse:
    """Dismiss one remark of a card by itself, or with ``lai`` take it back in."""
    row, one = facts.found(request, number, facts.asked_round(request))
    allow(request, Act.DECIDE, row)
    if next_round(one) is not None:
        return errors.page(request, "round", 400, reason=say("round.earlier"))
    found = get_object_or_404(CardRow, run=one.current, key=request.POST.get("key", ""))
    keys, seen = request.POST.getlist("y"), facts.whole(request.POST.get("version"))
    home = redirect(f"{reverse('round', args=[number, one.number])}?the={found.key}")
    try:
        if request.POST.get("lai") == "1":
            deciding.back_in(actor_of(request), row, found, keys, seen)
        else:
            wanted = Wanted(DecisionState.DISMISS, request.POST.get("ly-do", ""))
            deciding.decide(actor_of(request), row, found, wanted, seen, keys)
    except RefusedError as error:
        return _refused(request, row, one, found, str(error), None)
    except ConflictError as error:
        return _refused(request, row, one, found, say("decide.changed", by=error.now.by), None, 409)
    return home


def _next(found: CardRow) -> str:
    """The card to go on with behind one that is decided."""
    lines = listing.all_lines(found.run)
    at = next((at for at, line in enumerate(lines) if line.key == found.key), 0)
    open_ones = [line.key for line in [*lines[at + 1 :], *lines[:at]] if not line.standing.settled]
    return open_ones[0] if open_ones else found.key


def _refused(
    request: HttpRequest,
    row: Review,
    one: Round,
    found: CardRow,
    problem: str,
    wanted: Wanted | None,
    status: int = 400,
) -> HttpResponse:
    """The page again with what is amiss, for a browser without script; what was typed is kept."""
    told = listing.cards(found.run, listing.Filter())
    shown = _opened(row, one, found.key)
    if wanted is not None:
        kept = {"reason": wanted.reason, "sentence": wanted.sentence, "note": wanted.note}
        shown["now"] = replace(shown["now"], **kept)
    around = around_of([line.key for line in told.lines], found.key)
    answer = whole_page(
        request,
        row,
        one,
        found.run,
        tab="phat-hien",
        told=told,
        opened=found.key,
        around=around,
        problem=problem,
        **shown,
    )
    answer.status_code = status
    return answer


@require_POST
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Take back a decision: of the event that is named, else the last one of who asks on the card that is named."""
    row, one = facts.found(request, number, facts.asked_round(request))
    allow(request, Act.DECIDE, row)
    plain = not request.headers.get("X-Request-Id")
    if request.POST.get("event"):
        event = get_object_or_404(Event, pk=facts.whole(request.POST.get("event")))
    else:
        name = f"card {row.pk} {request.POST.get('key', '')}"
        event = Event.objects.filter(act=Act.DECIDE, object=name, by=account_of(request)).last() or Event()
    try:
        done = deciding.undo(actor_of(request), row, event)
    except RefusedError as error:
        return JsonResponse({"error": str(error)}, status=400)
    except ConflictError as error:
        return JsonResponse({"now": as_json(error.now)}, status=409)
    key = event.object.rsplit(" ", 1)[1]
    if plain and request.POST.get("key"):
        return redirect(f"{reverse('round', args=[number, one.number])}?the={key}")
    found = get_object_or_404(CardRow, run=one.current, key=key)
    now = as_json(facts.card_standing(found))
    return JsonResponse({"now": now, "event": done.pk, "key": key, **live.counted(row, one)})


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, number: int) -> HttpResponse:
    """Take the upper plans that the reviewer has chosen, and those she has dropped here, and compare.

    With GET the page on which they are chosen, also for a review that has its result.
    """
    row, one = facts.found(request, number, None)
    if request.method != "POST":
        return page(request, "review_wait.html", **_waiting(row, one, ask=True))
    allow(request, Act.COMPARE, row)
    numbers, sent = request.POST.getlist("van-ban"), request.FILES.getlist("tep")
    try:
        done = offers.taken(actor_of(request), row, one, numbers, sent)
    except NoSpaceError as error:
        return _full(request, error)
    if done:
        return redirect("review", number)
    return page(
        request, "review_wait.html", 400, **_waiting(row, one, ask=True, problem=say("offer.nothing"))
    )


@require_POST
def add_upper(request: HttpRequest, number: int) -> HttpResponse:
    """Take the upper plan that a draft is based on and that the library lacked."""
    row, _ = facts.found(request, number, None)
    allow(request, Act.COMPARE, row)
    try:
        offers.added(actor_of(request), row, request.FILES.getlist("tep"))
    except NoSpaceError as error:
        return _full(request, error)
    return redirect("review", number)


@require_POST
def swap(request: HttpRequest, number: int) -> HttpResponse:
    """Let the draft and an upper plan change places."""
    row, one = facts.found(request, number, None)
    allow(request, Act.COMPARE, row)
    if not offers.swapped(actor_of(request), row, one, facts.whole(request.POST.get("van-ban"))):
        raise Http404
    return redirect("review", number)


@require_POST
def replace_draft(request: HttpRequest, number: int) -> HttpResponse:
    """Take another file for a draft that was the wrong one."""
    row, one = facts.found(request, number, None)
    allow(request, Act.COMPARE, row)
    sent = request.FILES.getlist("tep")
    if not sent or one.current is not None:
        return errors.page(request, "no_file", 400)
    try:
        offers.replaced(actor_of(request), row, one, sent[0])
    except NoSpaceError as error:
        return _full(request, error)
    return redirect("review", number)


def _full(request: HttpRequest, error: NoSpaceError) -> HttpResponse:
    return errors.page(request, "disk", 507, needed=file_size(error.needed), free=file_size(error.free))


@require_POST
def again(request: HttpRequest, number: int) -> HttpResponse:
    """Compare the newest draft again, with what has been corrected since."""
    row, one = facts.found(request, number, None)
    allow(request, Act.COMPARE, row)
    offers.compare_again(actor_of(request), one)
    return redirect("review", number)


@require_GET
def progress(request: HttpRequest, number: int) -> HttpResponse:
    """How far the machine is with a draft that has no result yet; tells the page when there is one."""
    row, one = facts.found(request, number, None)
    reading = row.state == ReviewState.ASKING and _waiting(row, one)["offer"].reading
    if one.current is not None or (row.state == ReviewState.ASKING and not reading):
        answer = HttpResponse(status=204)
        answer.headers["HX-Refresh"] = "true"
        return answer
    return page(request, "review_progress.html", **_waiting(row, one))


@require_GET
def news(request: HttpRequest, number: int) -> JsonResponse:
    """What the others and the worker have done since; who else is here."""
    row, one = facts.found(request, number, facts.asked_round(request))
    told = live.news(row, one, facts.whole(request.GET.get("tu")), facts.whole(request.GET.get("luot")))
    told["others"] = live.present(row.pk, request.GET.get("cua-so", ""), account_of(request))
    drawn = live.pages(row, one)
    if one.current is not None and drawn != facts.whole(request.GET.get("trang")):
        told.update(pages=drawn, sheets=facts.sheets(row, one))
    may = can(account_of(request), Act.COMPARE, row)
    told["notices"] = live.notices(row, one, get_token(request), may=may)
    return JsonResponse(told)


@require_POST
def close(request: HttpRequest, number: int) -> HttpResponse:
    """Mark a review as done, or open it again."""
    row, _ = facts.found(request, number, None)
    allow(request, Act.CLOSE, row)
    state = request.POST.get("state", ReviewState.CLOSED)
    if state in (ReviewState.OPEN, *_DONE):
        offers.set_state(actor_of(request), row, state)
    return redirect("home") if state in _DONE else redirect("review", number)


def _waiting(row: Review, one: Round, *, ask: bool = False, problem: str = "") -> dict[str, Any]:
    jobs = facts.waiting_jobs(row, one)
    asking = ask or row.state == ReviewState.ASKING
    return {
        "review": row,
        "round": one,
        "job": jobs[0] if jobs else None,
        "offer": offers.offer(row, one) if asking else None,
        "problem": problem,
        "awaited": bool(row.question.get(AWAIT)),
    }

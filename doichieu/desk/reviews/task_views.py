"""Views of the tasks of the plans above: what the draft says to each, also where nothing is amiss."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from doichieu.desk.jinja import page
from doichieu.desk.reviews import facts, listing
from doichieu.desk.reviews.views import around_of, whole_page
from doichieu.desk.sheets.places import located
from doichieu.desk.store import packing
from doichieu.desk.store.models import Document, Review, Round, Run
from doichieu.desk.texts import say
from doichieu.desk.words import holds

_STATES = ("answered", "unsure", "none", "above")


@require_GET
def tasks(request: HttpRequest, number: int) -> HttpResponse:
    """All tasks that the comparison knows; the list alone where a script asks."""
    row, one, run = facts.compared(request, number)
    words, state = request.GET.get("q", ""), request.GET.get("ket-qua", "")
    told = _tasks(run)
    counted = Counter(task["state"] for task in told)
    shown = [task for task in told if holds(task["folded"], words) and (not state or task["state"] == state)]
    known: dict[str, Any] = {
        "tasks": shown,
        "all": len(told),
        "asked": words,
        "state": state,
        "states": [(key, say(f"tasks.{key}"), counted[key]) for key in _STATES if counted[key]],
        "made": run.tasks is not None,
    }
    if facts.is_part(request):
        return page(request, "review_tasks.html", review=row, round=one, opened_task=0, **known)
    numbers = [str(task["ordinal"]) for task in shown]
    opened = facts.whole(request.GET.get("the")) or (shown[0]["ordinal"] if shown else 0)
    middle: dict[str, Any] = {"opened_task": opened, "around": around_of(numbers, str(opened))}
    if opened:
        middle |= {"middle": "review_task.html", **_task(row, one, run, opened)}
    cards = listing.cards(run, listing.Filter())
    return whole_page(
        request, row, one, run, tab="nhiem-vu", told=cards, opened=str(opened or ""), **known, **middle
    )


@require_GET
def task(request: HttpRequest, number: int, ordinal: int) -> HttpResponse:
    """One task: both sentences, who leads, and what is found."""
    row, one, run = facts.compared(request, number)
    if not facts.is_part(request):
        return redirect(f"{reverse('tasks', args=[number])}?the={ordinal}&lan={one.number}")
    may = facts.rights(request, row)
    return page(request, "review_task.html", review=row, round=one, may=may, **_task(row, one, run, ordinal))


def _tasks(run: Run) -> list[dict[str, Any]]:
    told = packing.unpack(run.tasks) if run.tasks is not None else []
    return [{**task, "ordinal": at, "word": say(f"tasks.{task['state']}")} for at, task in enumerate(told, 1)]


def _task(row: Review, one: Round, run: Run, ordinal: int) -> dict[str, Any]:
    told = _tasks(run)
    if not 1 <= ordinal <= len(told):
        raise Http404
    task, uppers = told[ordinal - 1], facts.references(row, run)
    upper = _quote(task, uppers[task["plan"]], task["plan"])
    drafted = [_quote(said, one.draft, None) for said in task["draft"]]
    places = located({"upper": [upper], "draft": drafted}, one.draft, uppers)
    return {"task": task, "upper": upper, "drafted": drafted, "places": places}


def _quote(said: dict[str, Any], document: Document, plan: int | None) -> dict[str, Any]:
    """A sentence as the quotes of a page have it."""
    return {
        "party": document.number or document.name,
        "column": say("tasks.draft") if plan is None else say("tasks.upper"),
        "plan": plan,
        "place": said["place"],
        "segments": [[said.get("whole") or said["text"], ""]],
        "at": said["at"],
        "lead": said["lead"],
    }

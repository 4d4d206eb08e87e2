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
from doichieu.desk.store import runs
from doichieu.desk.store.models import Review, Round, Run
from doichieu.desk.texts import say
from doichieu.desk.words import holds

_STATES = ("answered", "unsure", "none", "above")


@require_GET
def tasks(request: HttpRequest, number: int) -> HttpResponse:
    """All tasks that the comparison knows; the list alone where a script asks."""
    row, one, run = facts.compared(request, number)
    words, state = request.GET.get("q", ""), request.GET.get("ket-qua", "")
    told = facts.tasks_of(run)
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


def _task(row: Review, one: Round, run: Run, ordinal: int) -> dict[str, Any]:
    told = facts.tasks_of(run)
    if not 1 <= ordinal <= len(told):
        raise Http404
    task, uppers = told[ordinal - 1], facts.references(row, run)
    upper = facts.task_quote(task, uppers[task["plan"]], task["plan"])
    drafted = [facts.task_quote(said, one.draft, None) for said in task["draft"]]
    places = located({"upper": [upper], "draft": drafted}, one.draft, uppers)
    by_hand = runs.by_hand(one, (task.get("pin", ""), task.get("task", "")))
    return {"task": task, "upper": upper, "drafted": drafted, "places": places, "by_hand": by_hand}

"""What one window of a review must know of the others and of the worker: one cheap request every few seconds."""

from __future__ import annotations

import threading
import time

from django.db.models import Sum

from doichieu.desk.rendering import rendered
from doichieu.desk.reviews import listing
from doichieu.desk.reviews.deciding import as_json, standing
from doichieu.desk.reviews.facts import waiting_jobs
from doichieu.desk.rights import Act
from doichieu.desk.store.decided import decisions as standing_decisions
from doichieu.desk.store.models import Account, CardRow, Event, FindingRow, Reading, Review, Round, Run, State
from doichieu.desk.store.opinions import progress_of
from doichieu.desk.texts import say

SEEN = 60.0
"""Seconds for which somebody counts as present."""
_MOST = 200
"""Events that are told one by one; after more the page is loaded anew."""

_present: dict[int, dict[str, tuple[str, float]]] = {}
_lock = threading.Lock()


def present(review: int, window: str, account: Account) -> list[str]:
    """Note that somebody looks at a review; the names of the others who do, each once.

    The one web process keeps it in memory: it is of no use after a minute.
    """
    now = time.monotonic()
    with _lock:
        here = _present.setdefault(review, {})
        here[f"{account.pk} {window[:40]}"] = (str(account), now)
        for key in [key for key, (_, at) in here.items() if now - at > SEEN]:
            del here[key]
        own = str(account.pk)
        return sorted({name for key, (name, _) in here.items() if key.split()[0] != own})


def last_event() -> int:
    """The number of the newest event."""
    return Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def news(row: Review, one: Round, since: int, run: int) -> dict[str, object]:
    """What has happened to a review since an event; ``run`` is the result that the window shows.

    {"event", "run", "uppers", "changed": [[key, standing]], "remarks": whether one was written, "reload", **counted()}
    """
    told = list(
        Event.objects.filter(pk__gt=since).order_by("pk").values_list("pk", "act", "object")[: _MOST + 1]
    )
    mine = [(act, name.split()) for _, act, name in told]
    keys = {name[2] for act, name in mine if act == Act.DECIDE and name[:2] == ["card", str(row.pk)]}
    found: dict[str, object] = {
        "event": told[-1][0] if told else since,
        "run": one.current_id,
        "uppers": uppers(one),
        "changed": _changed(one, keys) if keys else [],
        "remarks": any(act == Act.REMARK and name[1] == str(row.pk) for act, name in mine),
        "reload": len(told) > _MOST,
    }
    return found | (counted(row, one) if keys or run != one.current_id else {})


def uppers(one: Round) -> str:
    """The upper plans of the result of a round, by their numbers: a window that shows others is loaded anew."""
    return " ".join(map(str, one.current.used.get("documents", ()))) if one.current is not None else ""


def counted(row: Review, one: Round) -> dict[str, object]:
    """How far the reviewer is, for the line at the top: {"seen", "total", "progress"}; {} without a result."""
    if one.current is None:
        return {}
    seen, total = listing.progress(row, one.current)
    return {"seen": seen, "total": total, "progress": taken_up(one)}


def taken_up(one: Round) -> str:
    """The sentence on what of the round before was taken up; "" where nothing was sent then."""
    told = progress_of(one)
    return told.sentence if told else ""


def pages(row: Review, one: Round) -> int:
    """How many pages of the documents of a review can be shown as pictures by now."""
    documents = [one.draft_id, *row.order.values_list("document_id", flat=True)]
    counted = Reading.objects.filter(documents__in=documents).aggregate(total=Sum("pages"))
    return counted["total"] or 0


def _changed(one: Round, keys: set[str]) -> list[tuple[str, object]]:
    # An event names the card as it was then; its findings may be in another card of this run.
    ids = set(FindingRow.objects.filter(run=one.current, key__in=keys).values_list("card_id", flat=True))
    decisions = standing_decisions(one)
    return [
        (card.key, as_json(standing(decisions, list(card.findings.values_list("key", "fingerprint")))))
        for card in CardRow.objects.filter(pk__in=ids).defer("payload")
    ]


def notices(row: Review, one: Round, csrf: str, *, may: bool) -> str:
    """The lines above the panes as HTML: what the worker does, what has failed, what is out of date."""
    jobs = waiting_jobs(row, one)
    last: Run | None = one.runs.order_by("-pk").first()
    failed = last.reason if last is not None and last.state == State.FAILED and not jobs else ""
    facts = {
        "review": row,
        "round": one,
        "run": one.current,
        "busy": (jobs[0].what or say("busy.waiting")) if jobs else "",
        "failed": failed or (row.question.get("failed", "") if not jobs else ""),
        "csrf": csrf,
        "may": may,
    }
    return rendered("review_news.html", facts)

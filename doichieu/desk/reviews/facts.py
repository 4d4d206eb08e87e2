"""What the views of a review share: the row and its round, the documents of a run, the facts of a card."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse

from doichieu.desk.gate import account_of, allow
from doichieu.desk.reviews import listing
from doichieu.desk.reviews.deciding import Standing, standing
from doichieu.desk.rights import Act, can
from doichieu.desk.sheets.places import located, sheet
from doichieu.desk.store import packing, runs
from doichieu.desk.store.corrected import HEAD
from doichieu.desk.store.decided import decisions as standing_decisions
from doichieu.desk.store.models import (
    CardRow,
    Correction,
    Decision,
    Document,
    Job,
    JobKind,
    JobState,
    Level,
    PairRow,
    Review,
    Round,
    Run,
)
from doichieu.desk.texts import say

_RANKS = {"national": "Trung ương", "province": "Tỉnh", "district": "Huyện"}
_HEAVY = ("plan", "text", "boxes")
"""Columns of a reading that no list and no card needs."""
_OPEN = (JobState.WAITING, JobState.RUNNING)


def found(request: HttpRequest, number: int, round_number: int | None) -> tuple[Review, Round]:
    """A review with a round of it, the newest where none is named; 404 without."""
    allow(request, Act.SEE)
    row = get_object_or_404(Review.objects.select_related("owner"), pk=number)
    rounds = row.rounds.select_related("current", "draft__reading", "draft__file").defer(
        "current__review", "current__tasks", *(f"draft__reading__{name}" for name in _HEAVY)
    )
    one = rounds.filter(number=round_number).first() if round_number else rounds.order_by("-number").first()
    if one is None:
        raise Http404
    if one.current is not None:
        one.current.round = one
    return row, one


def compared(request: HttpRequest, number: int) -> tuple[Review, Round, Run]:
    """A review with the round that the request names and its result; 404 where there is none yet."""
    row, one = found(request, number, asked_round(request))
    if one.current is None:
        raise Http404
    return row, one, one.current


def asked_round(request: HttpRequest) -> int | None:
    """The number of the round that a request is about."""
    return whole(request.GET.get("lan") or request.POST.get("lan")) or None


def whole(text: str | None) -> int:
    """A whole number as sent; 0 for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def is_part(request: HttpRequest) -> bool:
    """Whether a script asks for a part of a page."""
    return bool(request.headers.get("X-Part") or request.headers.get("HX-Request"))


def rights(request: HttpRequest, row: Review) -> dict[str, bool]:
    """What the account may do to a review, for the buttons of its page."""
    account = account_of(request)
    acts = (Act.DECIDE, Act.PIN, Act.REMARK, Act.COMPARE, Act.CLOSE, Act.CORRECT)
    return {str(one): can(account, one, row) for one in acts}


def references(row: Review, run: Run | None = None) -> list[Document]:
    """The upper plans of a review; of a run those that it was made with."""
    used = run.used.get("documents") if run else None
    if used is None:
        return [entry.document for entry in row.order.select_related("document__reading")]
    light = Document.objects.select_related("reading").defer(*(f"reading__{name}" for name in _HEAVY))
    rows = light.in_bulk(used)
    return [rows[number] for number in used if number in rows]


def sheets(row: Review, one: Round, uppers: list[Document] | None = None) -> dict[str, Any]:
    """The documents of a review, as the pane of pages shows them; ``uppers`` are its references where known."""
    uppers = references(row, one.current) if uppers is None else uppers
    columns = [_RANKS.get(document.rank, "Cấp trên") for document in uppers]
    return {
        "draft": sheet(one.draft),
        "upper": [
            {**sheet(document), "column": column if columns.count(column) == 1 else document.number or column}
            for document, column in zip(uppers, columns, strict=True)
        ],
    }


def card_facts(row: Review, one: Round, key: str) -> dict[str, Any]:
    """What the page of a card shows."""
    card = get_object_or_404(CardRow, run=one.current, key=key)
    facts = packing.unpack(card.payload)
    uppers = references(row, one.current)
    findings = list(card.findings.values_list("key", "fingerprint"))
    decisions = standing_decisions(one, [key for key, _ in findings])
    now = standing(decisions, findings)
    return {
        "card": card,
        "facts": facts,
        "now": now,
        "decided": [decisions.get(one) for one, _ in findings] if now.mixed else [],
        "points": points(facts, now, decisions),
        "suggestion": suggestion(facts, now),
        "old_words": old_words(row, decisions[findings[0][0]])
        if now.again and findings[0][0] in decisions
        else "",
        "pairs": _pairs_of(one, facts),
        "places": located(facts, one.draft, uppers),
        "corrections": corrections(facts, row, one.draft, uppers),
    }


def points(facts: dict[str, Any], now: Standing, decisions: Mapping[str, Decision]) -> list[dict[str, Any]]:
    """The remarks of a card; ``out`` is the decision by which one was dismissed by itself, None for the others."""
    out = set(now.left_out)
    found = []
    for point in facts["points"]:
        keys = point.get("keys", [])  # runs from before have none: such a card is decided as a whole
        found.append({**point, "keys": keys, "out": decisions[keys[0]] if out.intersection(keys) else None})
    return found


def suggestion(facts: dict[str, Any], now: Standing) -> str:
    """The sentence of the machine for what is not left out of a card."""
    out = set(now.left_out)
    if not out or "keys" not in facts["points"][0]:
        return str(facts["suggestion"])
    kept = [point["suggestion"] for point in facts["points"] if not out.intersection(point["keys"])]
    return " ".join(dict.fromkeys(filter(None, kept)))


def card_standing(card: CardRow) -> Standing:
    """What is decided on a card."""
    keys = list(card.findings.values_list("key", "fingerprint"))
    return standing(standing_decisions(card.run.round, [key for key, _ in keys]), keys)


def pair_facts(row: Review, one: Round, pair: PairRow) -> dict[str, Any]:
    """What the page of a pair shows."""
    facts = packing.unpack(pair.payload)
    uppers = references(row, one.current)
    return {
        "pair": pair,
        "facts": facts,
        "places": located(facts, one.draft, uppers),
        "corrections": corrections(facts, row, one.draft, uppers),
        "by_hand": runs.by_hand(one, [facts.get("pin", "")]),
    }


def tasks_of(run: Run) -> list[dict[str, Any]]:
    """The clauses of the tasks above as ``work.duties.told`` tells them, with their ordinals and words."""
    told = packing.unpack(run.tasks) if run.tasks is not None else []
    return [{**task, "ordinal": at, "word": say(f"tasks.{task['state']}")} for at, task in enumerate(told, 1)]


def task_quote(said: dict[str, Any], document: Document, plan: int | None) -> dict[str, Any]:
    """A sentence of ``tasks_of`` as the quotes of a page have it; ``plan`` is None for the draft."""
    return {
        "party": document.number or document.name,
        "column": say("tasks.draft") if plan is None else say("tasks.upper"),
        "plan": plan,
        "place": said["place"],
        "segments": [[said.get("whole") or said["text"], ""]],
        "at": said["at"],
        "lead": said["lead"],
    }


def _pairs_of(one: Round, facts: dict[str, Any]) -> list[dict[str, Any]]:
    """The pairs that a card is about, with what speaks for them and what is as near."""
    rows = PairRow.objects.filter(run=one.current, ordinal__in=facts.get("pairs", []))
    return [{"row": pair, "facts": packing.unpack(pair.payload)} for pair in rows]


def old_words(row: Review, decision: Decision) -> str:
    """What the draft said when a decision was made, from the run that it was made on; "" where it is not known."""
    rows = CardRow.objects.filter(
        run__round__review=row, findings__fingerprint=decision.fingerprint, findings__key=decision.key
    )
    card = rows.order_by("-run_id").first()
    draft = packing.unpack(card.payload)["draft"] if card else None
    return "".join(text for text, _ in draft["segments"]) if draft else ""


def corrections(
    facts: dict[str, Any], row: Review, draft: Document, uppers: list[Document]
) -> list[tuple[str, str]]:
    """(name, address of the form) for each number of a card or pair that can be corrected."""
    told: dict[str, str] = {}
    for side in ("upper", "draft"):
        quotes = facts.get(side) or []
        for quote in quotes if isinstance(quotes, list) else [quotes]:
            plan = quote.get("plan")
            document = draft if plan is None else uppers[plan] if plan < len(uppers) else None
            address = _form(document, quote.get("key", ""), row) if document else ""
            if address:
                told.setdefault(address, quote["column"])
    return [(name, address) for address, name in told.items()]


@dataclass(frozen=True)
class Carried:
    """How much of what was said of an earlier draft holds for a draft as well."""

    values: int = 0
    """Measures that are corrected."""
    head: int = 0
    """Parts of the head that are corrected."""
    pins: int = 0
    """Pairs made by hand."""

    def __bool__(self) -> bool:
        return bool(self.values or self.head or self.pins)


def carried(one: Round) -> Carried:
    """What was carried over to the draft of a round."""
    if one.number == 1:
        return Carried()
    rows = Correction.objects.filter(file=one.draft.file_id, withdrawn_at=None).exclude(origin=None)
    heads = rows.filter(field__in=HEAD)
    values = rows.exclude(field__in=HEAD).values("target").distinct()
    return Carried(values.count(), heads.count(), runs.pins_carried(one))


def title_form(request: HttpRequest, row: Review, draft: Document) -> str:
    """The form of the head of a draft; "" where it may not be corrected: an upper plan keeps its head."""
    upper = Document.objects.filter(file=draft.file_id, level=Level.UPPER).exists()
    return "" if upper or not can(account_of(request), Act.CORRECT, row) else reverse("head", args=[draft.pk])


def _form(document: Document, key: str, row: Review) -> str:
    """The form by which what was read is corrected, where the desk has one; the review is compared again then."""
    try:
        return f"{reverse('correct', args=[document.pk, key])}?ho-so={row.pk}" if key else ""
    except NoReverseMatch:
        return ""


def waiting_jobs(row: Review, one: Round) -> list[Job]:
    """What the worker does or has still to do for the result of a round, the first job first."""
    documents = [one.draft_id, *row.order.values_list("document_id", flat=True)]
    runs = list(one.runs.values_list("pk", flat=True))
    jobs = Job.objects.filter(state__in=_OPEN, kind__in=(JobKind.READ, JobKind.COMPARE)).order_by("id")
    return [job for job in jobs if job.object in (documents if job.kind == JobKind.READ else runs)]


def filter_of(request: HttpRequest) -> listing.Filter:
    """The filter of the list of cards."""
    return listing.Filter(
        seen=request.GET.get("xem", ""), severity=request.GET.get("muc", ""), words=request.GET.get("q", "")
    )

"""Reviews as lines of the first page: counts and how far the reviewer is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, OuterRef, QuerySet, Subquery

from doichieu.desk.store.models import (
    CardRow,
    Decision,
    DecisionState,
    FindingRow,
    Review,
    ReviewState,
    Round,
)

WEIGHTS = ("critical", "high", "medium", "low")


@dataclass(frozen=True)
class Line:
    """One review in the list."""

    review: Review
    name: str
    """The name of the draft."""
    round: int
    counts: tuple[tuple[str, int], ...]
    """(severity, open cards) from the heaviest on."""
    seen: int
    total: int
    state: str
    run: int | None
    failed: str = ""
    """Why the draft could not be read or compared; beside a result, why it could not be compared again."""


def lines(reviews: Sequence[Review]) -> list[Line]:
    """The lines of some reviews, with a fixed number of queries."""
    rounds: dict[int, Round] = {}
    for one in Round.objects.filter(review__in=reviews).select_related("draft", "current").order_by("number"):
        rounds[one.review_id] = one
    runs = [one.current_id for one in rounds.values() if one.current_id]
    cards = Counter(
        CardRow.objects.filter(run__in=runs).exclude(severity="note").values_list("run_id", flat=True)
    )
    seen = _seen(runs, reviews)
    return [_line(review, rounds.get(review.pk), cards, seen) for review in reviews]


def ordered(found: QuerySet[Review], order: str) -> QuerySet[Review]:
    """Reviews in the order that is asked for: "don-vi", "nang" (most critical cards first), else the newest."""
    if order == "don-vi":
        return found.order_by("unit", "-updated")
    if order == "nang":
        last = Round.objects.filter(review=OuterRef("pk"), current__isnull=False).order_by("-number")
        heavy = {key: Subquery(last.values(f"current__counts__{key}")[:1]) for key in WEIGHTS[:2]}
        return found.annotate(**heavy).order_by(
            F("critical").desc(nulls_last=True), F("high").desc(nulls_last=True), "-updated"
        )
    return found.order_by("-updated")


def _line(review: Review, one: Round | None, cards: Counter[int], seen: Counter[int]) -> Line:
    run = one.current if one else None
    counts = run.counts if run else {}
    return Line(
        review=review,
        name=one.draft.name if one else "",
        round=one.number if one else 1,
        counts=tuple((weight, counts.get(weight, 0)) for weight in WEIGHTS),
        seen=seen[run.pk] if run else 0,
        total=cards[run.pk] if run else 0,
        state=ReviewState(review.state).label,
        run=run.pk if run else None,
        failed=str(review.question.get("failed", "")),
    )


def _seen(runs: Sequence[int], reviews: Sequence[Review]) -> Counter[int]:
    """How many cards of each run have a decision on their first finding that still holds."""
    decided = {
        (row.review_id, row.key, row.fingerprint)
        for row in Decision.objects.filter(review__in=reviews).exclude(state=DecisionState.OPEN)
    }
    found: Counter[int] = Counter()
    rows = (
        FindingRow.objects.filter(run__in=runs).exclude(card__severity="note").order_by("run_id", "ordinal")
    )
    told: set[int] = set()
    for row in rows.values_list("run_id", "card_id", "key", "fingerprint", "run__round__review_id"):
        run, card, key, fingerprint, review = row
        if card not in told:
            told.add(card)
            found[run] += (review, key, fingerprint) in decided
    return found

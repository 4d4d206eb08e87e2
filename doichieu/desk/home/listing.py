"""Reviews as lines of the first page: counts and how far the reviewer is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F, OuterRef, QuerySet, Subquery

from doichieu.desk.store.decided import settled
from doichieu.desk.store.models import Decision, FindingRow, Review, ReviewState, Round
from doichieu.desk.texts import say

WEIGHTS = ("critical", "high", "medium", "low")


@dataclass(frozen=True)
class Line:
    """One review in the list."""

    review: Review
    name: str
    """The name of the draft."""
    round: int
    counts: tuple[tuple[str, int], ...]
    """(severity, cards that nobody has looked at) from the heaviest on."""
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
    cards = _cards(runs, reviews)
    return [_line(review, rounds.get(review.pk), cards) for review in reviews]


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


def _line(review: Review, one: Round | None, cards: Mapping[int, Sequence[tuple[str, bool]]]) -> Line:
    run = one.current if one else None
    told = cards.get(run.pk, ()) if run else ()
    left = Counter(severity for severity, done in told if not done)
    seen = sum(done for _, done in told)
    state = ReviewState(review.state)
    untouched = state == ReviewState.OPEN and run is not None and told and not seen
    return Line(
        review=review,
        name=one.draft.name if one else "",
        round=one.number if one else 1,
        counts=tuple((weight, left[weight]) for weight in WEIGHTS),
        seen=seen,
        total=len(told),
        state=say("home.untouched") if untouched else state.label,
        run=run.pk if run else None,
        failed=str(review.question.get("failed", "")),
    )


def _cards(runs: Sequence[int], reviews: Sequence[Review]) -> dict[int, list[tuple[str, bool]]]:
    """(severity, whether a human has looked at it) of each card of some runs, notes apart."""
    decided: dict[int, dict[str, tuple[str, str]]] = defaultdict(dict)
    for row in Decision.objects.filter(review__in=reviews):
        decided[row.review_id][row.key] = (row.state, row.fingerprint)
    rows = FindingRow.objects.filter(run__in=runs).exclude(card__severity="note").order_by("ordinal")
    about: dict[int, tuple[int, int, str]] = {}
    keys: dict[int, list[tuple[str, str]]] = defaultdict(list)
    fields = ("card_id", "key", "fingerprint", "run_id", "run__round__review_id", "card__severity")
    for card, key, mark, run, review, severity in rows.values_list(*fields):
        about[card] = (run, review, severity)
        keys[card].append((key, mark))
    found: dict[int, list[tuple[str, bool]]] = defaultdict(list)
    for card, (run, review, severity) in about.items():
        found[run].append((severity, settled(decided[review], keys[card])))
    return found

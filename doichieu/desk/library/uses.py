"""The reviews that use a document: those that were compared before its last correction are compared again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from doichieu.desk.rights import Act, can
from doichieu.desk.store import runs
from doichieu.desk.store.acts import Actor, act
from doichieu.desk.store.models import Account, Document, ReviewState, Round, Run, State

_OVER = (ReviewState.CLOSED, ReviewState.SENT, ReviewState.KEPT)
_RUNNING = (State.WAITING, State.RUNNING)


@dataclass(frozen=True)
class Uses:
    """The newest rounds of the reviews that use a document, as their results stand."""

    stale: tuple[Round, ...] = ()
    """To be compared again by who is asking."""
    over: tuple[Round, ...] = ()
    """Compared before a correction, but done with: each is compared again from its own page."""
    running: int = 0
    total: int = 0


def uses(document: Document, account: Account) -> Uses:
    """The reviews that use a document, as the account may compare them."""
    rounds = _newest(document)
    busy = set(Run.objects.filter(round__in=rounds, state__in=_RUNNING).values_list("round_id", flat=True))
    old = [one for one in rounds if one.pk not in busy and one.current is not None and one.current.stale]
    return Uses(
        stale=tuple(
            one for one in old if one.review.state not in _OVER and can(account, Act.COMPARE, one.review)
        ),
        over=tuple(one for one in old if one.review.state in _OVER),
        running=len(busy),
        total=len(rounds),
    )


def compare_again(actor: Actor, document: Document) -> int:
    """Have the worker compare them all, in one act; how many."""
    rounds = uses(document, actor.account).stale
    if not rounds:
        return 0

    def change() -> tuple[str, object, object]:
        before = [one.current_id for one in rounds]
        begun = [runs.begin(one) for one in rounds]
        return f"document {document.pk} reviews", before, [run.pk for run in begun if run is not None]

    act(actor, Act.COMPARE, change)
    return len(rounds)


def _newest(document: Document) -> Sequence[Round]:
    """The newest round of each review that uses the file of a document, as an upper plan or as its draft."""
    file = document.file_id
    upper = Q(review__order__document__file=file)
    found: dict[int, Round] = {}
    for one in (
        Round.objects.filter(upper | Q(draft__file=file))
        .select_related("review", "current", "draft")
        .order_by("number")
        .distinct()
    ):
        found[one.review_id] = one
    newest = dict(
        Round.objects.filter(review__in=list(found)).order_by("number").values_list("review_id", "pk")
    )
    return [one for one in found.values() if newest[one.review_id] == one.pk]

"""The numbers of the matters of a review, the same in every paper: in the letter, the reports and the workbook.

What is asked of the drafter comes first, in the order of the draft, as the rows of the letter; then all other cards.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from compare.model import Place, Review
from templates.letter.rows import Asked, asked
from templates.report.cards import Card


def numbered(review: Review, found: Sequence[Card]) -> list[Card]:
    """The cards of a review, the one with number 1 first."""
    rows = [one.card for one in in_order(review, found)]
    known = set(map(id, rows))
    return [*rows, *(card for card in found if id(card) not in known)]


def in_order(review: Review, found: Iterable[Card]) -> list[Asked]:
    """The open cards that ask something of the drafter, in the order of the draft; a missing basis comes first.

    One on something missing follows the answer to the target before it.
    """
    answers: dict[int, list[tuple[int, int]]] = {}
    for pair in review.pairs:
        upper, draft = _start(pair.reference), _start(pair.draft)
        if upper is not None and draft is not None:
            answers.setdefault(pair.reference.plan or 0, []).append((upper, draft))

    def key(one: Asked) -> tuple[float, int, int, int]:
        own = _start(one.place)
        if own is not None:
            return own, 0, 0, 0
        if one.is_basis:
            return -1, 0, 0, 0
        upper = next(iter(one.upper), None)
        at = _start(upper)
        if upper is None or at is None:
            return float("inf"), 1, 0, 0
        before = [
            pair for pair in answers.get(upper.plan or 0, ()) if pair[0] <= at and upper.part == "targets"
        ]
        return (max(before)[1] if before else float("inf")), 1, upper.plan or 0, at

    return sorted(asked(found), key=key)


def _start(place: Place | None) -> int | None:
    return place.anchor.start if place is not None and place.anchor is not None else None

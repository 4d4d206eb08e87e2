"""A case that fires each rule about what a reviewer decided by hand, and a near miss."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from compare.correcting import corrected
from compare.model import Pin, Review
from compare.reviewing import review
from extract.model import Correction
from tests.compare.plans import lower_plan, upper_plan


def by_hand(quote: str, answer: str = "50% số thôn có tổ tự quản") -> Review:
    """The review of a target above that a reviewer corrected, and of one that was paired by hand."""
    who: dict[str, Any] = {"reason": "x", "author": "x", "date": "2026-03-01"}
    above = corrected(
        upper_plan("60% số thôn có tổ tự quản."), [Correction(quote=quote, low=Decimal(50), **who)]
    )
    pin = Pin(quote="60% số thôn có tổ tự quản", answer=answer, **who)
    return review(lower_plan("50% số thôn có tổ tự quản."), [above], pins=[pin])


HAND_RULES: dict[str, tuple[Callable[[], Review], Callable[[], Review]]] = {
    "VB10": (lambda: by_hand("61% số thôn có tổ tự quản"), lambda: by_hand("60% số thôn có tổ tự quản")),
    "VB11": (
        lambda: by_hand("60% số thôn có tổ tự quản", "51% số thôn có tổ tự quản"),
        lambda: by_hand("60% số thôn có tổ tự quản"),
    ),
}
"""(fires, near miss) by code."""

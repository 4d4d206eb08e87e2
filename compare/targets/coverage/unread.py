"""Content of the draft that was not read, and the targets that it may hold: nobody may say that these are missing."""

from __future__ import annotations

from compare.words.similarity import terms
from extract.model import Measure, Plan, Unread

_MAY_HOLD = 0.6
"""Least share of the words of a target in a piece that was not read."""


def may_hold(draft: Plan, measure: Measure) -> Unread | None:
    """The unread content of a draft that may hold a target; what has no place may hold anything."""
    wanted = set(terms(measure.subject))
    for piece in draft.unread:
        if piece.anchor is None:
            return piece
        said = set(terms(piece.text))
        if wanted and len(wanted & said) >= _MAY_HOLD * len(wanted):
            return piece
    return None


def is_unread(draft: Plan, start: int) -> bool:
    """Whether the item that begins at ``start`` in the text of the draft was not read in full."""
    return any(piece.anchor is not None and piece.anchor.start == start for piece in draft.unread)

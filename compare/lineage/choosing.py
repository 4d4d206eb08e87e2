"""Which of many upper plans a draft is to be held against: those it stands on."""

from __future__ import annotations

from collections.abc import Sequence

from compare.lineage.citing import cited_as
from compare.registers.provinces import same_province
from compare.words.similarity import terms
from extract.language.lexicon import fold
from extract.model import Level, Plan

_ONE_PROGRAMME = 0.6
"""Of the words of two names of a programme, in common."""


def chosen(draft: Plan, references: Sequence[Plan]) -> tuple[int, ...]:
    """Indexes of the references of a draft, in their order.

    Only what stands above it, never itself. Of each level the ones it cites; if it cites none of a level, those of its
    programme that are around its place. Empty where nothing fits.
    """
    found: list[int] = []
    for level in (None, *Level):
        above = [
            index
            for index, plan in enumerate(references)
            if plan.masthead.level is level
            and plan.source.sha256 != draft.source.sha256
            and _is_above(plan, draft)
        ]
        cited = [index for index in above if cited_as(draft, references[index]) is not None]
        found += cited or [
            index
            for index in above
            if _is_about(draft, references[index]) and _is_around(draft, references[index])
        ]
    return tuple(sorted(found))


def _is_above(plan: Plan, draft: Plan) -> bool:
    upper, lower = plan.masthead.level, draft.masthead.level
    return upper is None or lower is None or upper.rank < lower.rank


def _is_around(draft: Plan, plan: Plan) -> bool:
    """The nation is around every place; a province around what says that it lies in it."""
    own, upper = draft.masthead, plan.masthead
    if upper.level in (None, Level.NATIONAL):
        return True
    if upper.level is Level.PROVINCE:
        place = upper.place or upper.province
        return own.province is None or place is None or same_province(own.province, place, own.date)
    return bool(upper.place) and any(
        fold(upper.place or "") in fold(cited.place or "") for cited in draft.citations
    )


def _is_about(draft: Plan, plan: Plan) -> bool:
    """One programme, as far as both name it."""
    mine, theirs = draft.masthead.programme, plan.masthead.programme
    if not mine or not theirs:
        return True
    left, right = set(terms(mine)), set(terms(theirs))
    return len(left & right) >= _ONE_PROGRAMME * min(len(left), len(right))

"""Choice of a draft's references among many upper plans: those it is based on."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from compare.lineage.citing import cited_as, of_other_province
from compare.registers.provinces import same_province
from compare.words.similarity import terms
from extract.language.lexicon import fold
from extract.model import Level, Masthead, Plan

_ONE_PROGRAMME = 0.6
"""Least share of common words in two names of one programme."""


class Misfit(StrEnum):
    """The reason why no reference is above a draft, as far as it is known."""

    PROGRAMME = "programme"
    PLACE = "place"


def chosen(draft: Plan, references: Sequence[Plan]) -> tuple[int, ...]:
    """Indexes of the references of a draft, in their order.

    Only plans above the draft count, never the draft itself. Each level gives the plans that the draft cites; where it
    cites none of a level, the plans of its programme around its place. Empty where nothing fits.
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
            if is_about(draft.masthead, references[index].masthead) and _is_around(draft, references[index])
        ]
    return tuple(sorted(found))


def misfit(draft: Plan, references: Sequence[Plan]) -> tuple[Misfit, str] | None:
    """Why none of the references is above a draft, with the programme or province that it names; None if unknown."""
    above = [plan for plan in references if _is_above(plan, draft)]
    about = [plan for plan in above if is_about(draft.masthead, plan.masthead)]
    if above and not about:
        return Misfit.PROGRAMME, draft.masthead.programme or ""
    if about and all(of_other_province(draft, plan) for plan in about):
        return Misfit.PLACE, draft.masthead.province or ""
    return None


def lowest(plans: Sequence[Plan]) -> int | None:
    """The index of the plan that is below all others; None where levels and citations leave it open.

    Levels come first; of two plans of one level, or of an unknown one, the one that cites the other is below.
    """
    below = [
        index
        for index, plan in enumerate(plans)
        if all(_is_below(plan, other) for at, other in enumerate(plans) if at != index)
    ]
    return below[0] if len(below) == 1 else None


def _is_below(plan: Plan, other: Plan) -> bool:
    own, upper = plan.masthead.level, other.masthead.level
    if own is not None and upper is not None and own is not upper:
        return own.rank > upper.rank
    return cited_as(plan, other) is not None and cited_as(other, plan) is None


def _is_above(plan: Plan, draft: Plan) -> bool:
    upper, lower = plan.masthead.level, draft.masthead.level
    return upper is None or lower is None or upper.rank < lower.rank


def _is_around(draft: Plan, plan: Plan) -> bool:
    """Whether the plan's place contains the draft's: the nation contains all, a province the places that name it."""
    own, upper = draft.masthead, plan.masthead
    if upper.level in (None, Level.NATIONAL):
        return True
    if upper.level is Level.PROVINCE:
        place = upper.place or upper.province
        return own.province is None or place is None or same_province(own.province, place, own.date)
    return bool(upper.place) and any(
        fold(upper.place or "") in fold(cited.place or "") for cited in draft.citations
    )


def is_about(draft: Masthead, upper: Masthead) -> bool:
    """Whether draft and upper plan belong to one programme, as far as both name it."""
    if not draft.programme or not upper.programme:
        return True
    left, right = set(terms(draft.programme)), set(terms(upper.programme))
    return len(left & right) >= _ONE_PROGRAMME * min(len(left), len(right))

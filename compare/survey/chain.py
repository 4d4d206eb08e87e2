"""Nation, province, district: targets that a district falls short of because its province's plan already does.

A district draws its plan from the province's. Where the province's plan falls short of a national target too, it has to
be corrected there first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from compare.decisions.selection import Selection
from compare.decisions.settings import Settings
from compare.lineage.choosing import chosen
from compare.reviewing import review
from compare.standing import BROKEN
from compare.survey.gathering import spots
from compare.survey.unit import PairRow, UnitReview, unit_review
from extract.model import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A target that a plan and the plan above it both fall short of.

    ``by`` is the index of that upper plan among the references of the plan, ``above`` is the upper plan's own pair,
    ``here`` the pair of the plan.
    """

    by: int
    above: PairRow
    here: PairRow


def upper_reviews(
    references: Sequence[Plan], settings: Settings | None = None, rules: Selection | None = None
) -> tuple[UnitReview, ...]:
    """The reviews of upper plans against those of them that are above, in the order of ``references``."""
    found = []
    for plan in references:
        parents = chosen(plan, references)
        if parents:
            result = review(plan, [references[index] for index in parents], settings, rules=rules)
            found.append(unit_review(result, file=plan.source.name, sha256=plan.source.sha256))
    return tuple(found)


def breaks(unit: UnitReview, above: Iterable[UnitReview]) -> Iterator[Break]:
    """Every target that is broken in a plan and in one of its references, in the order of the plan's pairs."""
    places = {reference.key: index for index, reference in enumerate(unit.references)}
    weak = {
        spot: (places[upper.sha256], row)
        for upper in above
        if upper.sha256 in places
        for spot, row in spots(upper)
        if row.standing in BROKEN
    }
    for spot, row in spots(unit):
        if spot in weak and row.standing in BROKEN:
            by, lost = weak[spot]
            yield Break(by=by, above=lost, here=row)

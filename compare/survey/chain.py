"""Nation, province, district: where the chain broke. A district inherits what its province's plan left weak already.

A target of the nation that a district falls short of may have been lost on the way: the province's plan, from which the
district drew its own, falls short of it too. Then it is to be mended there first.
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
    """A target that a plan and the plan above it both fall short of. ``by`` is the index of that upper plan among the
    references of the plan; ``above`` is the upper plan's own pair, ``here`` that of the plan."""

    by: int
    above: PairRow
    here: PairRow


def upper_reviews(
    references: Sequence[Plan], settings: Settings | None = None, rules: Selection | None = None
) -> tuple[UnitReview, ...]:
    """The upper plans that stand below others of them, held against those."""
    found = []
    for plan in references:
        parents = chosen(plan, references)
        if parents:
            result = review(plan, [references[index] for index in parents], settings, rules=rules)
            found.append(unit_review(result, file=plan.source.name, sha256=plan.source.sha256))
    return tuple(found)


def breaks(unit: UnitReview, above: Iterable[UnitReview]) -> Iterator[Break]:
    """Every target that is broken in a plan and in one that it was held against, in the order of its pairs."""
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

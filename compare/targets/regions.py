"""Targets by regions of the country and by kinds of units: a place answers for what it lies in, and for what it is.

A table has a row for each region; a sentence asks more of the phường than of the xã.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from compare.words import phrases
from extract.language.agencies import find_units
from extract.language.lexicon import fold
from extract.language.phrases import Pattern, composed
from extract.language.phrases import phrases as extract_phrases
from extract.language.places import region_label
from extract.model import Level, Measure, Plan

_LIES, _HOLDS, _OWN = (phrases("targets", "regions", name) for name in ("lies", "holds", "own"))
# The "xã" of "cấp xã", "thị xã", "hợp tác xã" and "xã hội" is no kind of commune.
_KINDS = {
    level: composed(
        r"(?<!\w)(?<!cấp )(?<!thị )(?<!hợp tác )<<kinds>>(?!\w)(?! hội(?!\w))",
        kinds=extract_phrases("agencies", "places", level.value),
    )
    for level in (Level.DISTRICT, Level.COMMUNE)
}
_CLAUSES = re.compile(r"[;.](?=\s|$)")


def region_of(measure: Measure) -> str | None:
    """The label of the region that a cell is for: "vùng i" of "Vùng I - núi cao, biên giới"; None for other places."""
    return region_label(measure.scope[0]) if measure.cell is not None and len(measure.scope) == 1 else None


def is_for_others(measure: Measure, beside: Iterable[Measure], place: str | None) -> bool:
    """Whether a measure is for another kind of unit than a place, and one ``beside`` it is for that of the place.

    "90% số hộ tại các phường và 75% số hộ tại các xã": a xã is asked for the second alone.
    """
    for kinds in _KINDS.values():
        if own := kinds.match(fold(place or "")):
            mine = set(kinds.findall(fold(measure.subject)))
            others = (set(kinds.findall(fold(one.subject))) for one in beside if one.unit == measure.unit)
            return bool(mine) and any(own[0] in theirs and mine.isdisjoint(theirs) for theirs in others)
    return False


def home_regions(reference: Plan, draft: Plan) -> frozenset[str]:
    """The labels of the reference's regions in which the draft's place lies, as the reference, else the draft, says.

    Empty where the reference has no rows for regions, or neither tells it.
    """
    measures = (measure for target in reference.targets for measure in target.measures)
    labels = {label for measure in measures if (label := region_of(measure)) is not None}
    place = draft.masthead.place
    if not labels or not place:
        return frozenset()
    unit = next(find_units(place), None)
    name = re.escape(fold(unit.name if unit is not None and unit.name else place))
    return _told(labels, reference, name) or _told(labels, draft, name, own=True)


def _told(labels: Iterable[str], plan: Plan, name: str, *, own: bool = False) -> frozenset[str]:
    """The labels that a plan names for a place: "… thuộc Vùng I", "Vùng I gồm các tỉnh: …".

    ``name`` is a pattern; the ``own`` plan of the place may leave the name out: "tỉnh thuộc Vùng I".
    """
    wanted = {label: _named(label, name, own=own) for label in labels}
    return frozenset(
        label
        for statement in plan.statements
        for label, pattern in wanted.items()
        if label in (folded := fold(statement.text))
        and any(pattern.search(clause) for clause in _CLAUSES.split(folded))
    )


def _named(label: str, name: str, *, own: bool) -> Pattern:
    """What tells that a place lies in a region; between the two stands no other place."""
    label, name = rf"(?<!\w){re.escape(label)}(?!\w)", rf"(?<!\w){name}(?!\w)"
    between = r"(?:(?!(?<!\w)<<own>>(?!\w))[^:\d%]){0,40}?(?<!\w)"
    bare = rf"|(?<!\w)(?<!các )(?<!những )<<own>>\s+(?:được\s+)?<<lies>>\s+{label}" if own else ""
    return composed(
        rf"{name}{between}<<lies>>\s+{label}|{label}{between}<<holds>>(?!\w).*?{name}{bare}",
        lies=_LIES,
        holds=_HOLDS,
        own=_OWN,
    )

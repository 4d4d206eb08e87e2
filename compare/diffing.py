"""Comparison of two versions of one plan, and of their findings against the same references."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from compare.decisions.selection import Selection
from compare.decisions.settings import Settings
from compare.lineage.mistaken import names_differ
from compare.model import Pin, Waiver
from compare.reviewing import review
from compare.versions import Doubt, Fate, Versions, versions
from extract.language.lexicon import fold
from extract.model import Masthead, Plan

_MOSTLY, _HARDLY = 0.7, 0.25
"""Shares of common items under which plans of two units may be, and other plans are, no versions of one plan."""


def diff(
    old: Plan,
    new: Plan,
    references: Sequence[Plan] = (),
    settings: Settings | None = None,
    *,
    rules: Selection | None = None,
    waivers: Sequence[Waiver] = (),
    pins: Sequence[Pin] = (),
    today: date | None = None,
) -> Versions:
    """Compare two versions of one plan: targets and tasks added, dropped, changed, moved, renumbered or the same.

    Arguments:
        old, new: the versions, from ``read_plan``.
        references: the plans above; with them both versions are reviewed, and ``Versions.findings`` sorts the
            findings into fixed, replaced, remaining and new ones. Without them it is None.
        settings, rules, waivers, pins, today: as for ``review``.

    Returns:
        Every item of both versions with its fate, in the order of the new version, dropped ones last. Values in
        changed measures are in their own units, as in ``extract.model.Measure``.

    Raises:
        HandwrittenError: a file that the settings name is invalid.

    >>> from io import BytesIO
    >>> from pathlib import Path
    >>> from extract import read_plan
    >>> text = Path("samples/a5-kh-huyen-da-lung.txt").read_text(encoding="utf-8")
    >>> lowered = text.replace("80% hộ gia đình", "60% hộ gia đình")
    >>> found = diff(*(read_plan(BytesIO(version.encode())) for version in (text, lowered)))
    >>> [(item.fate.value, item.new.target) for item in found.items if item.fate.value != "same"]
    [('changed', 't9')]
    >>> (change,) = next(item.measures for item in found.items if item.measures)
    >>> change.old.low, change.new.low, change.new.unit
    (Decimal('80'), Decimal('60'), '%')
    """
    reviews = [
        review(plan, references, settings, rules=rules, waivers=waivers, pins=pins, today=today)
        if references
        else None
        for plan in (old, new)
    ]
    found = versions(old, new, *reviews)
    return replace(found, doubt=_doubt(old, new, found))


def _doubt(old: Plan, new: Plan, found: Versions) -> Doubt | None:
    """A reason to doubt two versions: equal bytes, or other heads with hardly an item in both."""
    if old.source.sha256 == new.source.sha256:
        return Doubt.SAME_FILE
    elsewhere = _is_of_other_unit(old.masthead, new.masthead)
    # Tasks are much the same in all plans, targets in all plans of one programme.
    part = "targets" if old.targets and new.targets else None
    if _share(found, part) < _HARDLY and (elsewhere or names_differ(old, new)):
        return Doubt.OTHER_PLAN
    return Doubt.OTHER_UNIT if elsewhere and _share(found, None) < _MOSTLY else None


def _share(found: Versions, part: str | None) -> float:
    """The share of the shorter version's items that the other one has too."""
    lost, gained = len(found.of(Fate.DROPPED, part)), len(found.of(Fate.ADDED, part))
    kept = sum(part in (None, item.part) for item in found.items) - lost - gained
    return kept / max(1, kept + min(lost, gained))


def _is_of_other_unit(one: Masthead, other: Masthead) -> bool:
    if one.level is None or other.level is None:
        return False
    places = fold(one.place or ""), fold(other.place or "")
    return one.level is not other.level or (all(places) and places[0] != places[1])

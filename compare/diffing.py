"""Comparison of two versions of one plan, and of their findings against the same references."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from compare.decisions.selection import Selection
from compare.decisions.settings import Settings
from compare.model import Waiver
from compare.reviewing import review
from compare.versions import Versions, versions
from extract.model import Plan


def diff(
    old: Plan,
    new: Plan,
    references: Sequence[Plan] = (),
    settings: Settings | None = None,
    *,
    rules: Selection | None = None,
    waivers: Sequence[Waiver] = (),
    today: date | None = None,
) -> Versions:
    """Compare two versions of one plan: targets and tasks added, dropped, changed, moved, renumbered or the same.

    Arguments:
        old, new: the versions, from ``read_plan``.
        references: the plans above; with them both versions are reviewed, and ``Versions.findings`` sorts the
            findings into fixed, replaced, remaining and new ones. Without them it is None.
        settings, rules, waivers, today: as for ``review``.

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
        review(plan, references, settings, rules=rules, waivers=waivers, today=today) if references else None
        for plan in (old, new)
    ]
    return versions(old, new, *reviews)

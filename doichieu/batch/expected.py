"""The units that should have sent a plan: those the user names, else the official list at the day of the plans."""

from __future__ import annotations

from collections import defaultdict

from compare.batch import Reference, Unit, UnitReview
from compare.registers.provinces import all_provinces, merged_on, province_at
from compare.registers.units import units_of
from extract.model import Level


class Expected:
    """Takes the results one by one; ``units`` are those that are to be there, as far as the register knows.

    Below a province these are its districts or communes; the provinces where every plan is right below the nation's.
    """

    def __init__(self) -> None:
        self._days: dict[str | None, set[str]] = defaultdict(set)

    def add(self, review: UnitReview) -> None:
        """Take one result."""
        if review.date is None:
            return
        above = [reference for reference in review.references if reference.level is Level.PROVINCE]
        for province in {_province(reference) for reference in above} if above else {None}:
            self._days[province].add(review.date)

    def units(self) -> tuple[Unit, ...]:
        """All that are expected; none where nothing is known, which does not mean that nobody is missing."""
        found: list[Unit] = []
        # A run over the districts of a province may hold the province's own plan too: no other province is missing.
        if len(self._days) > 1:
            self._days.pop(None, None)
        for province, days in sorted(self._days.items(), key=lambda item: item[0] or ""):
            # Plans of one programme come within months; the last one tells the order of the day.
            day = max(days)
            if province is None:
                found += _provinces(day)
            else:
                found += [
                    Unit(name=unit.text, level=unit.level, province=province, code=unit.code)
                    for unit in units_of(province, day)
                ]
        return tuple(found)


def _province(reference: Reference) -> str | None:
    return reference.province or reference.place


def _provinces(day: str) -> list[Unit]:
    there = {
        found.text: found for one in all_provinces() if (found := province_at(one.name, day)) is not None
    }
    if day < merged_on():
        there = {one.text: one for one in all_provinces() if one.until is None or day < one.until}
    return [Unit(name=name, level=Level.PROVINCE, province=name) for name in sorted(there)]

"""The units that should have sent a plan: those the user names, else the official list on the day of the plans."""

from __future__ import annotations

from collections import defaultdict

from compare.registers.provinces import all_provinces, bare
from compare.registers.unit_names import bare_name, plain_name
from compare.registers.units import units_of
from compare.survey.unit import Reference, Unit, UnitReview
from extract.model import Level


class Expected:
    """Takes the results one by one; ``units`` gives the expected units, as far as the register knows them.

    Below a province these are its districts or communes; where every plan is right below the nation, the provinces. A
    list of which no unit has sent a plan does not belong to the run.
    """

    def __init__(self) -> None:
        self._days: dict[str | None, set[str]] = defaultdict(set)
        self._sent: set[str] = set()

    def add(self, review: UnitReview) -> None:
        """Take the result of one plan."""
        if review.date is None:
            return
        above = [reference for reference in review.references if reference.level is Level.PROVINCE]
        for province in {_province(reference) for reference in above} if above else {None}:
            self._days[province].add(review.date)
        self._sent.add(plain_name(bare_name(bare(review.unit.name))))

    def units(self) -> tuple[Unit, ...]:
        """All expected units; empty where none is known, which does not mean that none is missing."""
        found: list[Unit] = []
        for province, days in sorted(self._days.items(), key=lambda item: item[0] or ""):
            if province is None and len(self._days) > 1:
                # The province's own plan is among those of its districts, so no other province is missing.
                continue
            # Plans of one programme come within months; the last date decides which units exist.
            day = max(days)
            units = _provinces(day) if province is None else _below(province, day)
            if any(plain_name(bare_name(bare(unit.name))) in self._sent for unit in units):
                found += units
        return tuple(found)


def _province(reference: Reference) -> str | None:
    return reference.province or reference.place


def _below(province: str, day: str) -> list[Unit]:
    return [
        Unit(name=unit.text, level=unit.level, province=province, code=unit.code)
        for unit in units_of(province, day)
    ]


def _provinces(day: str) -> list[Unit]:
    there = [one for one in all_provinces() if one.until is None or day < one.until]
    # "tỉnh Thừa Thiên Huế", as long as it exists, is the later "thành phố Huế".
    later = {one.now for one in there if one.now and one.name.endswith(f" {one.now}")}
    names = sorted(one.text for one in there if one.name not in later)
    return [Unit(name=name, level=Level.PROVINCE, province=name) for name in names]

"""Survey of many plans: their results, taken one by one, become an overview; only letters and numbers are kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from compare.model import Severity
from compare.survey.aside import Aside, Why, aside, places_of
from compare.survey.attendance import key_of, not_among
from compare.survey.gathering import Gathering, Taken, order, spots
from compare.survey.keys import Keys
from compare.survey.overview import Defect, Overview
from compare.survey.unit import Failure, FailureKind, FindingRow, Unit, UnitReview

_NAMED = 200
"""Greatest number of units that a defect names; nobody would read more of a whole country."""
_ASIDE = {
    FailureKind.OTHER_PROGRAMME: Why.PROGRAMME,
    FailureKind.OTHER_PLACE: Why.PLACE,
    FailureKind.NO_PARENT: Why.UNKNOWN,
}


class Survey:
    """Takes results one by one; ``close`` gives the overview.

    ``expected`` are the units that should have sent a plan. ``above`` are results of upper plans against those above
    them: they show where a chain broke, and are not counted among the plans.
    """

    def __init__(
        self, *, expected: Sequence[Unit] = (), keys: Keys | None = None, above: Iterable[UnitReview] = ()
    ) -> None:
        self._expected, self._keys = tuple(expected), keys
        self._groups: dict[tuple[str, ...], Gathering] = {}
        self._above: dict[tuple[str, ...], Gathering] = {}
        self._defects: dict[str, _Repeated] = {}
        self._findings: Counter[Severity] = Counter()
        self._aside: list[Aside] = []
        self._same: list[tuple[str, str]] = []
        self._first: dict[int, str] = {}
        above = tuple(above)
        self._places = places_of(above)
        for review in above:
            _gathering(self._above, review).add(review)

    def add(self, review: UnitReview) -> bool:
        """Take the result of one plan; returns whether it counts: it belongs to the run and came for the first time."""
        other = aside(review, self._places)
        if other is not None:
            self._aside.append(other)
            return False
        content = _content(review)
        if content in self._first:
            self._same.append((review.file, self._first[content]))
            return False
        self._first[content] = review.file
        self._count(review)
        return True

    def _count(self, review: UnitReview) -> None:
        _gathering(self._groups, review).add(review)
        rules: set[str] = set()
        for finding in review.findings:
            if finding.waived is not None:
                continue
            self._findings[finding.severity] += 1
            if finding.severity is not Severity.NOTE:
                repeated = self._defects.setdefault(finding.rule, _Repeated(finding))
                repeated.add(finding, review.unit.name, new=finding.rule not in rules)
                rules.add(finding.rule)

    def close(self, failures: Iterable[Failure] = (), expected: Sequence[Unit] | None = None) -> Overview:
        """The overview of all results; ``expected`` replaces the units given at the start, where it is known late."""
        if expected is not None:
            self._expected = tuple(expected)
        groups = [
            gathering.group(self._raised(gathering), self._expected, self._keys)
            for gathering in self._groups.values()
        ]
        # The group of most plans comes first: the districts of a province before the province's own plan.
        groups.sort(
            key=lambda group: (-len(group.lines), [order(reference) for reference in group.references])
        )
        failures = tuple(failures)
        units = [line.unit for group in groups for line in group.lines]
        counted = Counter(map(key_of, units))
        names = {key_of(unit): unit.name for unit in units}
        return Overview(
            groups=tuple(groups),
            defects=tuple(sorted((one.made() for one in self._defects.values()), key=_heaviest_first)),
            expected=len(self._expected),
            absent=tuple(not_among(self._expected, units)),
            unlisted=tuple(unit.name for unit in not_among(units, self._expected)) if self._expected else (),
            repeated=tuple((names[key], number) for key, number in counted.items() if number > 1),
            aside=(*self._aside, *_unplaced(failures)),
            same=(
                *self._same,
                *((one.file, one.detail) for one in failures if one.kind is FailureKind.SAME),
            ),
            failures=failures,
            findings={severity: self._findings[severity] for severity in Severity},
        )

    def _raised(self, gathering: Gathering) -> Iterator[tuple[Gathering, Taken]]:
        """The upper plans of a group that were compared themselves, in ``above`` or among the plans."""
        wanted = {reference.key for reference in gathering.references}
        for other in (*self._above.values(), *self._groups.values()):
            for taken in other.taken:
                if taken.line.sha256 in wanted:
                    wanted.discard(taken.line.sha256)
                    yield other, taken


def overview(
    reviews: Iterable[UnitReview],
    *,
    expected: Sequence[Unit] = (),
    keys: Keys | None = None,
    above: Iterable[UnitReview] = (),
    failures: Iterable[Failure] = (),
) -> Overview:
    """The overview of some results; see ``Survey``."""
    survey = Survey(expected=expected, keys=keys, above=above)
    for review in reviews:
        survey.add(review)
    return survey.close(failures)


class _Repeated:
    """A rule with findings, and the units in which it has them."""

    def __init__(self, first: FindingRow) -> None:
        self.first, self.severity = first, first.severity
        self.findings = self.units = 0
        self.names: list[str] = []

    def add(self, finding: FindingRow, unit: str, *, new: bool) -> None:
        self.findings += 1
        self.severity = min(self.severity, finding.severity, key=lambda grade: grade.rank)
        if new:
            self.units += 1
            if len(self.names) < _NAMED:
                self.names.append(unit)

    def made(self) -> Defect:
        return Defect(
            rule=self.first.rule,
            kind=self.first.kind,
            severity=self.severity,
            findings=self.findings,
            units=self.units,
            names=tuple(self.names),
            example=self.first.message,
        )


def _unplaced(failures: Iterable[Failure]) -> Iterator[Aside]:
    """The plans that were read and not compared, since no reference is above them."""
    for one in failures:
        why = _ASIDE.get(one.kind)
        if why is not None:
            unit = Unit(name=one.unit or one.file)
            yield Aside(unit=unit, file=one.file, why=why, detail=one.detail, sha256=one.sha256)


def _content(review: UnitReview) -> int:
    """A hash of what a plan says, the same for one plan in two formats; without a number and a day, of its file."""
    if review.number is None or review.date is None:
        return hash(review.sha256)
    pairs = tuple(
        (spot, row.verdict, row.lower and (row.lower.low, row.lower.high)) for spot, row in spots(review)
    )
    rules = tuple(finding.rule for finding in review.findings)
    return hash((key_of(review.unit), review.number, review.date, pairs, rules))


def _gathering(groups: dict[tuple[str, ...], Gathering], review: UnitReview) -> Gathering:
    """The group of a result: plans right below the same plan, whatever else they were compared with."""
    ranks = {reference.key: order(reference)[0] for reference in review.references}
    lowest = max((rank for rank in ranks.values() if rank < 9), default=9)
    return groups.setdefault(tuple(key for key, rank in ranks.items() if rank >= lowest), Gathering())


def _heaviest_first(defect: Defect) -> tuple[int, int, int, str]:
    """The sort key of defects: the defect of most units first."""
    return -defect.units, defect.severity.rank, -defect.findings, defect.rule

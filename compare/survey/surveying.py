"""Survey of many plans: their results, taken one by one, become an overview; only letters and numbers are kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from compare.model import Severity
from compare.survey.attendance import key_of, not_among
from compare.survey.gathering import Gathering, Taken, order
from compare.survey.keys import Keys
from compare.survey.overview import Defect, Overview
from compare.survey.unit import Failure, FindingRow, Unit, UnitReview

_NAMED = 200
"""Greatest number of units that a defect names; nobody would read more of a whole country."""


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
        for review in above:
            _gathering(self._above, review).add(review)

    def add(self, review: UnitReview) -> None:
        """Take the result of one plan."""
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
            failures=tuple(failures),
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


def _gathering(groups: dict[tuple[str, ...], Gathering], review: UnitReview) -> Gathering:
    """The group of a result: plans right below the same plan, whatever else they were compared with."""
    ranks = {reference.key: order(reference)[0] for reference in review.references}
    lowest = max((rank for rank in ranks.values() if rank < 9), default=9)
    return groups.setdefault(tuple(key for key, rank in ranks.items() if rank >= lowest), Gathering())


def _heaviest_first(defect: Defect) -> tuple[int, int, int, str]:
    """The sort key of defects: the defect of most units first."""
    return -defect.units, defect.severity.rank, -defect.findings, defect.rule

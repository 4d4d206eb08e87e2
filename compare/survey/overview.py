"""The nouns of an overview of many plans: standings, frequent defects, absent units. Data only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from compare.model import Severity
from compare.standing import BROKEN, DUE, FITS, Standing, letters
from compare.survey.aside import Aside
from compare.survey.rollup import Mean, Total
from compare.survey.unit import Failure, FailureKind, Reference, Unit, UnitReview


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One target of an upper plan.

    ``reference`` is the index of that plan in the group; ``counts`` is the number of units by letter
    (``compare.standing``).
    """

    reference: int
    number: int
    part: str
    place: str
    text: str
    subject: str
    value: str
    deadline: str | None
    counts: Mapping[str, int]

    def count(self, *standings: Standing) -> int:
        """The number of units with one of these standings."""
        return sum(self.counts.get(standing.letter, 0) for standing in standings)

    @property
    def due(self) -> int:
        """The number of units for which the target counts."""
        return self.count(*DUE)

    @property
    def fits(self) -> int:
        """The number of units that fit without an open finding."""
        return self.count(*FITS)

    @property
    def broken(self) -> int:
        """The number of units that lack it, fall short of it, or cannot be compared."""
        return self.count(*BROKEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One plan; ``letters`` holds a letter of ``compare.standing`` for each column of its group.

    ``inherited`` are the columns that its upper plan already falls short of, ``severities`` the number of findings that
    are not waived. ``rank`` counts from 1 within the group; equal plans share one.
    """

    unit: Unit
    file: str
    sha256: str
    number: str | None
    date: str | None
    period: tuple[int, int] | None
    is_draft: bool
    conforms: bool
    unread: int
    letters: str
    severities: Mapping[Severity, int]
    wrong_parent: bool = False
    inherited: frozenset[int] = frozenset()
    rank: int = 0

    def count(self, *standings: Standing) -> int:
        """The number of pairs with one of these standings."""
        return sum(self.letters.count(letter) for letter in letters(standings))

    @property
    def due(self) -> int:
        """The number of pairs that count, which is the denominator of shares."""
        return self.count(*DUE)

    @property
    def fits(self) -> int:
        """The number of pairs that fit without an open finding."""
        return self.count(*FITS)

    @property
    def keeps_all(self) -> bool:
        """Whether every pair that counts fits, and there is one."""
        return 0 < self.due == self.fits

    @property
    def heavy(self) -> int:
        """The number of findings of severity critical and high."""
        return self.severities.get(Severity.CRITICAL, 0) + self.severities.get(Severity.HIGH, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """All plans that were compared with the same upper plans, the best first.

    ``above`` are upper plans that were compared with those above them. ``outside`` is the number of targets that are
    due outside the years of every plan.
    """

    references: tuple[Reference, ...]
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    above: tuple[Line, ...] = ()
    outside: int = 0
    totals: tuple[Total, ...] = ()
    means: tuple[Mean, ...] = ()

    @property
    def due(self) -> int:
        """The number of pairs of all plans that count."""
        return sum(line.due for line in self.lines)

    @property
    def fits(self) -> int:
        """The number of pairs of all plans that fit without an open finding."""
        return sum(line.fits for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Defect:
    """A rule with findings in ``units`` plans; ``names`` are the first of these units, ``example`` is one message."""

    rule: str
    kind: str
    severity: Severity
    findings: int
    units: int
    names: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The result of a run.

    ``expected`` is the number of units in the official list (0 without one), ``absent`` are its units without a plan,
    ``unlisted`` names units that are not in it, ``repeated`` names units with several plans, and their number.
    ``aside`` are plans that do not belong to the run; nothing else counts them. ``same`` are (file, first file) of what
    was sent twice. ``failures`` are all files without a result, whatever the reason.
    """

    groups: tuple[Group, ...]
    defects: tuple[Defect, ...] = ()
    expected: int = 0
    absent: tuple[Unit, ...] = ()
    unlisted: tuple[str, ...] = ()
    repeated: tuple[tuple[str, int], ...] = ()
    aside: tuple[Aside, ...] = ()
    same: tuple[tuple[str, str], ...] = ()
    failures: tuple[Failure, ...] = ()
    findings: Mapping[Severity, int] = field(default_factory=dict)

    @property
    def lines(self) -> tuple[Line, ...]:
        """All plans, group by group."""
        return tuple(line for group in self.groups for line in group.lines)

    @property
    def unreadable(self) -> tuple[Failure, ...]:
        """The files from which no plan could be read."""
        return tuple(one for one in self.failures if one.kind is FailureKind.UNREADABLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """The results of many plans, one by one and together."""

    reviews: tuple[UnitReview, ...]
    """The result of each checked plan, in the order of the drafts."""
    overview: Overview
    """All results together: ranking, targets that are often weak, totals, units without a plan, failures."""

    @property
    def failures(self) -> tuple[Failure, ...]:
        """The drafts that gave no result, each with the reason, in the order of the drafts."""
        return self.overview.failures

"""The nouns of an overview of many plans: who stands where on what, what is missing, what comes back. Data only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from compare.model import Severity
from compare.standing import BROKEN, DUE, FITS, Standing, letters
from compare.survey.rollup import Mean, Total
from compare.survey.unit import Failure, Reference, Unit, UnitReview


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One target of an upper plan, ``reference`` its place among those of the group.

    ``counts`` are those of the letters of ``compare.standing``.
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
        """How many units stand in one of some ways."""
        return sum(self.counts.get(standing.letter, 0) for standing in standings)

    @property
    def due(self) -> int:
        """How many units can be held to it."""
        return self.count(*DUE)

    @property
    def fits(self) -> int:
        """Of these, how many fit with nothing left open, as in a line."""
        return self.count(*FITS)

    @property
    def broken(self) -> int:
        """How many units lack it, fall short of it, or cannot be compared."""
        return self.count(*BROKEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One plan. ``letters`` has one of ``compare.standing`` for each column of its group.

    ``inherited`` are the columns that its own upper plan is weak on already; ``severities`` counts findings that are
    not waived; ``rank`` counts from 1 within the group, equal for equals.
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
        """How many pairs stand in one of some ways."""
        return sum(self.letters.count(letter) for letter in letters(standings))

    @property
    def due(self) -> int:
        """The denominator: the pairs that the plan can be held to."""
        return self.count(*DUE)

    @property
    def fits(self) -> int:
        """Of these, how many fit with nothing left open."""
        return self.count(*FITS)

    @property
    def heavy(self) -> int:
        """Findings of severity critical and high."""
        return self.severities.get(Severity.CRITICAL, 0) + self.severities.get(Severity.HIGH, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """All plans that were compared with the same upper plans, the best first. ``above`` are the upper plans that were
    themselves compared with those above them; ``outside`` counts targets that are outside the years of every plan."""

    references: tuple[Reference, ...]
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    above: tuple[Line, ...] = ()
    outside: int = 0
    totals: tuple[Total, ...] = ()
    means: tuple[Mean, ...] = ()

    @property
    def due(self) -> int:
        """Pairs that the plans can be held to."""
        return sum(line.due for line in self.lines)

    @property
    def fits(self) -> int:
        """Of these, how many fit with nothing left open."""
        return sum(line.fits for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Defect:
    """A rule that finds something in ``units`` plans; ``names`` are those of the first, ``example`` is a message."""

    rule: str
    kind: str
    severity: Severity
    findings: int
    units: int
    names: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Everything said about a run. ``expected`` counts the units of the official list (0: none was given), ``absent``
    are those of it that sent nothing, ``unlisted`` names units that are not in it, ``repeated`` those that sent several
    plans, with how many."""

    groups: tuple[Group, ...]
    defects: tuple[Defect, ...] = ()
    expected: int = 0
    absent: tuple[Unit, ...] = ()
    unlisted: tuple[str, ...] = ()
    repeated: tuple[tuple[str, int], ...] = ()
    failures: tuple[Failure, ...] = ()
    findings: Mapping[Severity, int] = field(default_factory=dict)

    @property
    def lines(self) -> tuple[Line, ...]:
        """All plans, group by group."""
        return tuple(line for group in self.groups for line in group.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """The results of many plans, one by one and together."""

    reviews: tuple[UnitReview, ...]
    """The result of each plan that was checked, in the order of the drafts."""
    overview: Overview
    """All of them together: ranking, targets that are often weak, totals, units that sent nothing, failures."""

    @property
    def failures(self) -> tuple[Failure, ...]:
        """The drafts that gave no result, each with the reason, in the order of the drafts."""
        return self.overview.failures

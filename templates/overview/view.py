"""The nouns of the overview page, from which ``html/overview.html`` is filled; all texts are ready to show."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar of parts: (letter of the standing, width in per cent, count)."""

    parts: tuple[tuple[str, float, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A column of the heat map; ``anchor`` is its place in a unit's report, ``share`` the units that fit, as "9/11"."""

    number: int
    short: str
    full: str
    anchor: str
    share: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """The columns of one upper plan: ``span`` columns from index ``start`` of the panel."""

    name: str
    level: str
    start: int
    span: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """One plan in the heat map; ``cells`` are (class, letter), ``of_due`` is "8/9", ``share`` its sort key."""

    rank: str
    name: str
    file: str
    href: str | None
    plan: str
    of_due: str
    percent: str
    share: float
    heavy: int
    bar: Bar
    cells: tuple[tuple[str, str], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A heat map: all columns of a group, or those of one upper plan where all would be too wide."""

    bands: tuple[Band, ...]
    heads: tuple[Head, ...]
    above: tuple[LineView, ...]
    lines: tuple[LineView, ...]

    @property
    def dense(self) -> bool:
        """Whether rows must be narrow to fit a page."""
        return len(self.lines) > 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Weak:
    """A target that units lack or fall short of; ``of_due`` is their number among all for which it counts, "8/9"."""

    name: str
    full: str
    place: str
    of_due: str
    bar: Bar
    inherited: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareView:
    """The amount that one unit gives to a total, and its fair share.

    ``low`` means that it gives less than its share; ``sort`` is the sort key, amount over share.
    """

    amount: str
    fair: str
    low: bool
    sort: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalView:
    """A total and the amounts of its units; ``percent`` is their share of ``wanted``, ``width`` at most 100."""

    name: str
    full: str
    place: str
    asked: str
    wanted: str
    given: str
    short: str
    percent: str
    width: float
    key: str
    notes: tuple[str, ...]
    shares: tuple[ShareView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeanView:
    """A percentage of an upper plan, and the outcome of its units' percentages."""

    name: str
    full: str
    place: str
    value: str
    spread: str
    counted: str
    mean: str
    outcome: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RollView:
    """The roll-up for one upper plan; ``units`` are the row headings of the table of shares.

    ``unkeyed`` are sentences on units without a number that shares would follow. ``means`` are the decided ones,
    ``undecided`` the others under their reasons.
    """

    name: str
    units: tuple[str, ...]
    totals: tuple[TotalView, ...]
    unkeyed: tuple[str, ...]
    means: tuple[MeanView, ...]
    undecided: tuple[tuple[str, tuple[MeanView, ...]], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """The distribution of plans by share.

    ``bins`` are (words, count, height in per cent); ``last`` are the lowest plans of the ranking, the last one first.
    """

    bins: tuple[tuple[str, int, float], ...]
    last: tuple[LineView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView:
    """All plans right below the same plan; ``spread`` is None where they are few."""

    name: str
    count: int
    percent: str
    conforming: int
    bar: Bar
    panels: tuple[Panel, ...]
    outside: int
    weak: tuple[Weak, ...]
    spread: Spread | None
    rolls: tuple[RollView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DefectView:
    """A rule with findings in several plans; ``many``: the page does not print the names of so many units."""

    rule: str
    name: str
    severity: str
    severity_word: str
    units: str
    findings: int
    names: str
    many: bool
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One of the heaviest matters in one line; ``href`` is the place of its details, on the page or in a report."""

    text: str
    href: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A line of the page for a leader: its label, its text, and the place of the details."""

    label: str
    text: str
    href: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AsideView:
    """A plan that is neither ranked nor counted, and the reason; ``name`` is its unit, "" where it was not read."""

    name: str
    file: str
    href: str | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewView:
    """The content of the page."""

    title: str
    day: str
    sentence: str
    matters: tuple[Matter, ...]
    tiles: tuple[tuple[str, str, str], ...]
    """(number, words, class)."""
    legend: tuple[tuple[str, str, str], ...]
    """(class, letter, words)."""
    groups: tuple[GroupView, ...]
    defects: tuple[DefectView, ...]
    absent: tuple[int, str]
    unlisted: tuple[int, str]
    repeated: tuple[int, str]
    """The number of units, and the names of the first."""
    aside: tuple[AsideView, ...]
    same: tuple[tuple[str, str], ...]
    """(file, first file of the same content)."""
    failures: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    tool: str
    version: str
    registers: str

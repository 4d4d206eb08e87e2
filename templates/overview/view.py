"""The nouns of the overview page: what ``html/overview.html`` fills from. Everything is in words already."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar of parts: (letter of the standing, width in per cent, count)."""

    parts: tuple[tuple[str, float, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """One column of the heat map. ``anchor`` is where a unit's report tells of it; ``share`` is "9/11" of the units."""

    number: int
    short: str
    full: str
    anchor: str
    share: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """The columns of one upper plan: ``span`` heads from the one at ``start`` of its panel."""

    name: str
    level: str
    start: int
    span: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """One plan in the heat map. ``cells`` are (class, letter); ``of_due`` is "8/9", ``share`` the same for sorting."""

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
    """A heat map: all columns of a group, or those of one upper plan where all together would be too wide."""

    bands: tuple[Band, ...]
    heads: tuple[Head, ...]
    above: tuple[LineView, ...]
    lines: tuple[LineView, ...]

    @property
    def dense(self) -> bool:
        """Whether rows must be narrow for a page."""
        return len(self.lines) > 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Weak:
    """A target that units lack or fall short of; ``of_due`` is how many of those held to it, "8/9"."""

    name: str
    full: str
    place: str
    of_due: str
    bar: Bar
    inherited: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareView:
    """What one unit gives to a total, and its fair share; ``low`` where it gives less, ``sort`` what part it gives."""

    amount: str
    fair: str
    low: bool
    sort: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalView:
    """A total and what the units give; ``percent`` of what is wanted (at most 100 for the bar)."""

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
    """A percentage and what the units' come to."""

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
    """The roll-up against one upper plan; ``units`` name the rows of the table of shares."""

    name: str
    units: tuple[str, ...]
    totals: tuple[TotalView, ...]
    means: tuple[MeanView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How many plans reach which share: ``bins`` are (words, count, height in per cent); ``last`` the last of the
    ranking, the last first."""

    bins: tuple[tuple[str, int, float], ...]
    last: tuple[LineView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView:
    """All plans right below one plan. ``spread`` is there where they are too many to be seen at a glance."""

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
    """A rule that finds something in several plans."""

    rule: str
    name: str
    severity: str
    severity_word: str
    units: str
    findings: int
    names: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewView:
    """Everything the page shows."""

    title: str
    day: str
    lead: tuple[str, ...]
    tiles: tuple[tuple[str, str, str], ...]
    """(number, words, class)."""
    legend: tuple[tuple[str, str, str], ...]
    """(class, letter, words)."""
    groups: tuple[GroupView, ...]
    defects: tuple[DefectView, ...]
    absent: tuple[int, str]
    unlisted: tuple[int, str]
    repeated: tuple[int, str]
    """How many, and the names of the first."""
    failures: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    tool: str
    version: str

"""All plans right below one upper plan, gathered one by one: a letter for each pair, a number where it adds up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from compare.model import Kind, Severity
from compare.registers.provinces import bare
from compare.registers.unit_names import plain_name
from compare.standing import BROKEN, NO_PAIR, VALUE_FITS, Standing, letters
from compare.survey.attendance import key_of, not_among
from compare.survey.keys import Keys
from compare.survey.overview import Column, Group, Line
from compare.survey.rollup import Entry, Mean, Total, entry, mean, total
from compare.survey.unit import FindingRow, PairRow, Reference, Unit, UnitReview
from extract.language.lexicon import fold
from extract.model import Level

_OUTSIDE, _BROKEN = Standing.OUT_OF_PERIOD.letter, letters(BROKEN)
Spot = tuple[str, str | None, str, str | None, int]
"""Which measure of which upper plan: its SHA-256, target, subject, deadline, and the how-manyth that is alike."""


@dataclass(slots=True, kw_only=True)
class Taken:
    """One plan: what its line will say, its letters by column, what it adds."""

    line: Line
    letters: dict[int, str]
    entries: dict[int, Entry]


class Gathering:
    """The plans of one group, and the targets that they were compared with.

    Some may have been held against more plans than others (one cites the nation's too): all are in one group.
    """

    def __init__(self) -> None:
        self.taken: list[Taken] = []
        self.spots: dict[Spot, int] = {}
        self._references: dict[str, Reference] = {}
        self._rows: list[PairRow] = []

    @property
    def references(self) -> tuple[Reference, ...]:
        """All upper plans, the nation's first."""
        return tuple(sorted(self._references.values(), key=order))

    def add(self, review: UnitReview) -> None:
        """Take one result."""
        for reference in review.references:
            self._references.setdefault(reference.key, reference)
        standings: dict[int, str] = {}
        entries: dict[int, Entry] = {}
        name = key_of(review.unit)
        for spot, row in spots(review):
            index = self.spots.setdefault(spot, len(self.spots))
            if index == len(self._rows):
                self._rows.append(row)
            standings[index] = row.standing.letter
            if row.total or row.upper.unit == "%":
                entries[index] = entry(name, row)
        self.taken.append(Taken(line=_line(review), letters=standings, entries=entries))

    def group(
        self, above: Iterable[tuple[Gathering, Taken]], expected: Sequence[Unit], keys: Keys | None
    ) -> Group:
        """The plans ranked, with what they come to; ``above`` are upper plans that were compared themselves."""
        rows = self._numbered()
        places = sorted(range(len(rows)), key=lambda i: (rows[i].reference, rows[i].number, i))
        shown = [i for i in places if any(taken.letters.get(i, _OUTSIDE) != _OUTSIDE for taken in self.taken)]
        uppers = [_seen_from(self, other, taken, shown) for other, taken in above]
        weak = {at for at in range(len(shown)) if any(line.letters[at] in _BROKEN for line in uppers)}
        lines = [
            replace(line, inherited=frozenset(at for at in weak if line.letters[at] in _BROKEN))
            for line in (_lettered(taken, shown) for taken in self.taken)
        ]
        rolled = list(self._rolled([(i, rows[i]) for i in shown], expected, keys))
        return Group(
            references=self.references,
            columns=tuple(_column(rows[i], at, lines) for at, i in enumerate(shown)),
            lines=tuple(_ranked(lines)),
            above=tuple(uppers),
            outside=len(places) - len(shown),
            totals=tuple(one for one in rolled if isinstance(one, Total)),
            means=tuple(one for one in rolled if isinstance(one, Mean)),
        )

    def _numbered(self) -> list[PairRow]:
        """The first row of every target, with the place of its upper plan among those of the group."""
        places = {reference.key: place for place, reference in enumerate(self.references)}
        return [
            replace(row, reference=places[spot[0]]) for spot, row in zip(self.spots, self._rows, strict=True)
        ]

    def _rolled(
        self, shown: Sequence[tuple[int, PairRow]], expected: Sequence[Unit], keys: Keys | None
    ) -> Iterator[Total | Mean]:
        for place, reference in enumerate(self.references):
            units, names = self._sharing(reference, expected)
            if len(units) < 2:
                continue
            for index, upper in shown:
                if upper.reference == place:
                    entries = [taken.entries[index] for taken in units if index in taken.entries]
                    found = (total if upper.total else mean)(upper, entries, names, keys)
                    if found is not None:
                        yield found

    def _sharing(
        self, reference: Reference, expected: Sequence[Unit]
    ) -> tuple[list[Taken], Mapping[str, str]]:
        """The plans that together make up the area of an upper plan, one a unit, and the names of all units that do.

        Those of the level that comes first below the upper plan: what a commune gives is part of what its district
        gives. The districts of one province are not the nation.
        """
        there = [taken for taken in self.taken if not taken.line.wrong_parent and taken.line.unit.level]
        if not there:
            return [], {}
        level = min(
            (taken.line.unit.level for taken in there if taken.line.unit.level), key=lambda one: one.rank
        )
        units = [taken for taken in there if taken.line.unit.level is level]
        if reference.level is Level.NATIONAL and level is not Level.PROVINCE:
            provinces = {fold(bare(taken.line.unit.province)) for taken in units if taken.line.unit.province}
            if len(provinces) < 2 or self.references[-1].level is not Level.NATIONAL:
                return [], {}
        best: dict[str, Taken] = {}
        for taken in sorted(units, key=_weight):
            best[key_of(taken.line.unit)] = taken
        names = {key: taken.line.unit.name for key, taken in best.items()}
        wanted = [
            unit
            for unit in expected
            if unit.level in (None, level)
            and (reference.level is Level.NATIONAL or _same(unit.province, reference.province))
        ]
        for unit in not_among(wanted, [taken.line.unit for taken in best.values()]):
            names.setdefault(key_of(unit), unit.name)
        return list(best.values()), names


def order(reference: Reference) -> tuple[int, str, str]:
    """The nation's plan before those of provinces, then by name."""
    return (reference.level.rank if reference.level else 9), reference.name, reference.key


def spots(review: UnitReview) -> Iterator[tuple[Spot, PairRow]]:
    """Every pair with the measure it is about, named so that every plan names it alike."""
    seen: Counter[Spot] = Counter()
    for row in review.pairs:
        upper = row.upper
        spot = (review.references[row.reference].key, upper.target, upper.subject, upper.deadline, 0)
        yield (*spot[:4], seen[spot]), row
        seen[spot] += 1


def _column(row: PairRow, at: int, lines: Sequence[Line]) -> Column:
    side = row.upper
    return Column(
        reference=row.reference,
        number=row.number,
        part=row.part,
        place=side.place,
        text=side.text,
        subject=side.subject,
        value=side.value,
        deadline=side.deadline,
        counts=Counter(line.letters[at] for line in lines),
    )


def _line(review: UnitReview) -> Line:
    open_ones = [finding for finding in review.findings if finding.waived is None]
    return Line(
        unit=review.unit,
        file=review.file,
        sha256=review.sha256,
        number=review.number,
        date=review.date,
        period=review.period,
        is_draft=review.is_draft,
        conforms=review.conforms,
        unread=review.unread,
        letters="",
        severities=Counter(finding.severity for finding in open_ones),
        wrong_parent=any(_is_wrong_parent(finding) for finding in open_ones),
    )


def _is_wrong_parent(finding: FindingRow) -> bool:
    return finding.kind == Kind.WRONG_PARENT and finding.severity in (Severity.CRITICAL, Severity.HIGH)


def _lettered(taken: Taken, shown: Sequence[int]) -> Line:
    return replace(taken.line, letters="".join(taken.letters.get(index, NO_PAIR) for index in shown))


def _seen_from(here: Gathering, there: Gathering, taken: Taken, shown: Sequence[int]) -> Line:
    """An upper plan's own line, its letters in the columns of the plans below it."""
    places = {index: spot for spot, index in here.spots.items()}
    seen = (taken.letters.get(there.spots.get(places[index], -1), NO_PAIR) for index in shown)
    return replace(taken.line, letters="".join(seen))


def _ranked(lines: Iterable[Line]) -> Iterator[Line]:
    """The best first; equals share a rank."""
    before, rank = None, 0
    for place, line in enumerate(sorted(lines, key=lambda one: (*_worth(one), plain_name(one.unit.name))), 1):
        worth = _worth(line)
        rank = rank if worth == before else place
        before = worth
        yield replace(line, rank=rank)


def _worth(line: Line) -> tuple[float, float, int]:
    """Share of what fits, then of what fits in value at least, then how few findings are heavy."""
    due = line.due or 1
    return -line.fits / due, -line.count(*VALUE_FITS) / due, line.heavy


def _weight(taken: Taken) -> tuple[int, str, str]:
    """Of several plans of one unit the one over the most years counts, of these the newest."""
    period = taken.line.period
    return (period[1] - period[0] if period else 0), taken.line.date or "", taken.line.file


def _same(first: str | None, second: str | None) -> bool:
    return first is None or second is None or fold(bare(first)) == fold(bare(second))

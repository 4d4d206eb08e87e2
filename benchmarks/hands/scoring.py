"""Reviews scored against the labels: verdicts, findings told, false alarms, wrong greens."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Self

from benchmarks.hands.plans import CONFORMING, Labels, Remark, Row, labels, plan
from compare import review
from compare.model import Finding, Kind, Pair, Place, Review, Severity, Verdict
from extract.model import Measure

_NEAR = 0.001
"""Values differ at most by this share: two thirds are 66.7, 66.67 or more exact."""
_ENOUGH = 0.6
"""The share of the quote's words that the program's item must have."""
_MAGNITUDES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_SERIOUS = (Severity.CRITICAL, Severity.HIGH)
_SAME: Mapping[str, str] = {
    Kind.LATER_DEADLINE: Kind.MISSING_TARGET,
    Kind.MISSING_TASK: Kind.MISSING_TARGET,
}
"""Kinds that say as well what a label says: what comes too late is missing in its year."""


@dataclass(slots=True, kw_only=True)
class Score:
    """Counts of one draft or of several. ``rows`` are those whose verdict is not open.

    ``unread`` rows have no pair. ``greens`` are rows that are weaker or missing and pass as met or exceeded; ``risky``
    all rows that could. ``false`` are critical or high findings on a conforming draft that no label explains.
    ``broken`` are the places where a finding stands that must not, of ``quiet`` such places. ``mistakes`` are the
    quote, the right verdict and what was got.
    """

    rows: int = 0
    right: int = 0
    unread: int = 0
    risky: int = 0
    greens: int = 0
    wanted: int = 0
    told: int = 0
    false: int = 0
    quiet: int = 0
    broken: int = 0
    mistakes: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The share of the verdicts that are right, 0 to 1."""
        return self.right / max(1, self.rows)

    def add(self, other: Self) -> None:
        """Add the counts of another score."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


def summed(scores: Iterable[Score]) -> Score:
    """The sum of scores."""
    total = Score()
    for score in scores:
        total.add(score)
    return total


@cache
def reviewed(family: str, draft: str) -> Review:
    """The review of a draft against the upper plan of its family."""
    return review(plan(family, draft), [plan(family, "upper")])


def scored(family: str, draft: str) -> Score:
    """Review one draft and count."""
    return judged(reviewed(family, draft), labels(family, draft), conforming=draft == CONFORMING)


def judged(found: Review, gold: Labels, *, conforming: bool) -> Score:
    """Count a review against labels; only on a ``conforming`` draft is a heavy finding without a label false."""
    pairs = pairs_of_rows(found.pairs, gold.rows)
    score = Score()
    for row in gold.rows:
        if row.counted:
            _count(score, row, {pair.verdict for pair in pairs[row.id]})
    places = _Places(pairs, gold.rows)
    told_by = [[f for f in found.findings if places.tells(f, remark)] for remark in gold.findings]
    for remark, told in zip(gold.findings, told_by, strict=True):
        if not remark.optional:
            score.wanted += 1
            score.told += places.covers(told, remark)
    explained = {f.id for told in told_by for f in told}
    unexplained = [f for f in found.findings if f.id not in explained and f.severity is not Severity.NOTE]
    score.false = conforming * sum(f.severity in _SERIOUS for f in unexplained)
    score.quiet = len(gold.must_not_flag)
    score.broken = sum(any(places.tells(f, remark) for f in unexplained) for remark in gold.must_not_flag)
    return score


def _count(score: Score, row: Row, got: set[Verdict]) -> None:
    """Count one row: right where all of its pairs have a verdict that is accepted."""
    score.rows += 1
    right = bool(got) and got <= set(row.accepted)
    score.right += right
    score.unread += not got
    if not right:
        said = ", ".join(sorted(got)) or "not read"
        score.mistakes.append((row.quote, row.accepted[0].value, said))
    if row.accepted[0] in (Verdict.WEAKER, Verdict.MISSING) and not any(one.fits for one in row.accepted):
        score.risky += 1
        score.greens += any(one.fits for one in got)


def pairs_of_rows(pairs: Sequence[Pair], rows: Sequence[Row]) -> dict[str, list[Pair]]:
    """The pairs of each row by its id.

    A target that is stated twice takes the pairs of its other place where it has none of its own.
    """
    found = {row.id: _pairs(pairs, row) for row in rows}
    for row in rows:
        if row.twin and row.twin in found:
            found[row.id] = found[row.id] or found[row.twin]
            found[row.twin] = found[row.twin] or found[row.id]
    return found


def _pairs(pairs: Iterable[Pair], row: Row) -> list[Pair]:
    """Pairs of a row's value and year with most of its words; of the same value alone where no year fits."""
    likeness = [
        (pair, _likeness(pair.reference, row)) for pair in pairs if _is_value(pair.reference.measure, row)
    ]
    likely = [(pair, like) for pair, like in likeness if like >= _ENOUGH]
    of_year = [one for one in likely if _is_year(one[0].reference.measure, row)] or likely
    best = max((like for _, like in of_year), default=0.0)
    return [pair for pair, like in of_year if like == best]


def _is_value(measure: Measure | None, row: Row) -> bool:
    if measure is None or measure.low is None or row.low is None:
        # "Không để xảy ra …" is read as none, a ceiling of 0; labels give such a requirement no number.
        return row.low is None and (measure is None or not measure.low)
    mine = _amounts(measure.low, measure.high, measure.unit)
    return any(abs(a - b) <= _NEAR * max(a, b) for a in mine for b in _amounts(row.low, row.high, row.unit))


def _amounts(low: object, high: object, unit: str | None) -> Iterator[float]:
    """The values in the smallest unit: 1,85 "triệu lượt" are 1.850.000."""
    first, *_ = [*(unit or "").split(), ""]
    yield from (float(str(end)) * _MAGNITUDES.get(first, 1) for end in (low, high) if end is not None)


def _is_year(measure: Measure | None, row: Row) -> bool:
    """Whether the years are the same, or one side has none."""
    return measure is None or not (measure.deadline and row.year) or int(measure.deadline[:4]) == row.year


def _likeness(place: Place, row: Row) -> float:
    """The share of the quote's words in the item or in the names of its cell; 2 where the measure has it verbatim."""
    measure = place.measure
    cell = measure.cell if measure else None
    names = (cell.name, cell.column) if cell else ()
    if measure and _squeezed(row.quote) in _squeezed(measure.text):
        return 2.0
    wanted = _words(row.quote)
    here = _words(" ".join((place.text, *names)))
    return (
        len(wanted & here) / len(wanted) if wanted else float(_squeezed(row.quote) in _squeezed(place.text))
    )


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.casefold()) if not word.isdigit()}


def _squeezed(text: str) -> str:
    return re.sub(r"[\s|]+", "", text).casefold()


class _Places:
    """Where the findings of a review stand: rows of the labels, quotes of the draft."""

    def __init__(self, pairs: dict[str, list[Pair]], rows: Sequence[Row]) -> None:
        self._rows = rows
        self._of_finding: dict[str, set[str]] = {}
        for row, found in pairs.items():
            for name in {name for pair in found for name in pair.findings}:
                self._of_finding.setdefault(name, set()).add(row)

    def tells(self, finding: Finding, remark: Remark) -> bool:
        """Whether a finding has a kind and a place of the remark."""
        kinds = remark.kinds | {_SAME[kind] for kind in remark.kinds if kind in _SAME}
        if kinds and finding.kind not in kinds:
            return False
        if remark.words and not _quoted(finding, remark.words):
            return False
        if not remark.rows and not remark.quotes:
            return True
        return bool(self.rows(finding) & remark.rows) or _quoted(finding, remark.quotes)

    def covers(self, told: Sequence[Finding], remark: Remark) -> bool:
        """Whether findings that tell a remark show its quote, or at least half of its rows."""
        rows = {row for finding in told for row in self.rows(finding)} & remark.rows
        quoted = any(_quoted(finding, remark.quotes) for finding in told)
        return bool(told) and (quoted or 2 * len(rows) >= len(remark.rows))

    def rows(self, finding: Finding) -> set[str]:
        """The rows that a finding is about: those of its pairs, and that of its place in the upper plan."""
        rows = set(self._of_finding.get(finding.id, ()))
        place = finding.reference
        if place and place.measure:
            rows |= {
                row.id
                for row in self._rows
                if _is_value(place.measure, row)
                and _is_year(place.measure, row)
                and _likeness(place, row) >= _ENOUGH
            }
        return rows


def _quoted(finding: Finding, quotes: Iterable[str]) -> bool:
    """Whether a quote stands in the draft's items, or in the message."""
    places = (finding.draft, *finding.others)
    text = _squeezed(
        " ".join((finding.message, *(place.text for place in places if place and place.plan is None)))
    )
    return any(_squeezed(quote) in text for quote in quotes)

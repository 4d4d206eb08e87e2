"""The lists of a review: its cards and its pairs, one line each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from doichieu.desk.reviews.deciding import Standing, standing
from doichieu.desk.store.decided import decisions, settled
from doichieu.desk.store.models import Decision, DecisionState, FindingRow, PairRow, Remark, Review, Run
from doichieu.desk.texts import say
from doichieu.desk.words import holds, searchable
from extract.language.writing import capitalised, quote

_WEIGHTS = ("critical", "high", "medium", "low", "note")
_HEADLINE = 150
"""Letters of a remark in the list."""


@dataclass(frozen=True)
class Line:
    """One card in the list; ``mark`` is the class of its state."""

    key: str
    severity: str
    title: str
    headline: str
    place: str
    standing: Standing
    folded: str = ""
    own: bool = False
    """A remark of a reviewer's own."""

    @property
    def rest(self) -> str:
        """The headline without the title that stands above it."""
        before = f"{self.title}: "
        return (
            capitalised(self.headline[len(before) :]) if self.headline.startswith(before) else self.headline
        )

    @property
    def classes(self) -> str:
        """Its severity, and the class of its state where there is one."""
        mark = self.mark
        return self.severity if mark == DecisionState.OPEN else f"{self.severity} {mark}"

    @property
    def mark(self) -> str:
        """The class of its state."""
        if self.own:
            return "own"
        if self.standing.again or self.standing.mixed:
            return "again"
        return self.standing.state


@dataclass(frozen=True)
class Filter:
    """Which cards are listed."""

    seen: str = ""
    severity: str = ""
    words: str = ""

    def fits(self, line: Line) -> bool:
        checks: Sequence[bool] = (
            not self.severity or line.severity == self.severity,
            self.seen not in _SEEN or _SEEN[self.seen](line),
            not self.words or holds(line.folded, self.words),
        )
        return all(checks)


_SEEN: dict[str, Callable[[Line], bool]] = {
    "chua-xem": lambda line: not line.standing.settled and line.severity != "note" and not line.own,
    "giu": lambda line: line.standing.state == DecisionState.KEEP and not line.own,
    "bo-qua": lambda line: line.standing.state == DecisionState.DISMISS,
    "chua-ro": lambda line: line.standing.state == DecisionState.UNSURE,
    "xem-lai": lambda line: line.standing.again or line.standing.mixed,
    "cua-toi": lambda line: line.own,
}


@dataclass(frozen=True)
class Cards:
    """The lines that fit a filter, and counts of all."""

    lines: tuple[Line, ...]
    seen: int
    total: int
    counts: dict[str, int]
    """Cards by severity."""


def cards(run: Run, wanted: Filter) -> Cards:
    """The cards of a run with the decisions on them, the heaviest first, notes last."""
    told = _with_remarks(run, all_lines(run))
    counted = [line for line in told if line.severity != "note" and not line.own]
    counts: dict[str, int] = defaultdict(int)
    for line in told:
        counts[line.severity] += 1
    return Cards(
        lines=tuple(line for line in told if wanted.fits(line)),
        seen=sum(line.standing.settled for line in counted),
        total=len(counted),
        counts=dict(counts),
    )


def all_lines(run: Run) -> list[Line]:
    """Every card of a run as a line."""
    known = decisions(run.round)
    keys: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for card, key, mark in FindingRow.objects.filter(run=run).values_list("card_id", "key", "fingerprint"):
        keys[card].append((key, mark))
    rows = run.cards.values_list("pk", "key", "severity", "title", "headline", "place", "folded")
    return [
        Line(key, severity, title, headline, place, standing(known, keys[pk]), folded)
        for pk, key, severity, title, headline, place, folded in rows
    ]


def _with_remarks(run: Run, told: list[Line]) -> list[Line]:
    """The lines with every remark of the review behind the cards of its weight."""
    rows = (
        Remark.objects.filter(review=run.round.review_id, withdrawn=False).select_related("by").order_by("pk")
    )
    own = [remark_line(row) for row in rows]
    return sorted([*told, *own], key=lambda line: _WEIGHTS.index(line.severity)) if own else told


def progress(review: Review, run: Run) -> tuple[int, int]:
    """How many cards a human has looked at, of how many, notes apart: as ``cards`` counts, without their lines."""
    decided = {
        key: (state, mark)
        for key, state, mark in Decision.objects.filter(review=review).values_list(
            "key", "state", "fingerprint"
        )
    }
    rows = FindingRow.objects.filter(run=run).exclude(card__severity="note").order_by("ordinal")
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for card, key, mark in rows.values_list("card_id", "key", "fingerprint"):
        found[card].append((key, mark))
    return sum(settled(decided, keys) for keys in found.values()), len(found)


def remark_line(row: Remark) -> Line:
    """A remark as a line among the cards."""
    kept = Standing(state=DecisionState.KEEP, by=str(row.by), version=row.version)
    folded = searchable(" ".join([row.text, row.quote, row.sentence]))
    headline = quote(row.text, _HEADLINE)
    return Line(
        f"nx-{row.pk}", row.severity, say("remark.title"), headline, row.place, kept, folded, own=True
    )


@dataclass(frozen=True)
class Pairs:
    """The pairs that fit a filter, and what there is to filter by."""

    rows: tuple[PairRow, ...]
    verdicts: tuple[tuple[str, str, int], ...]
    """(verdict, its words, pairs) of all pairs of the run."""
    total: int


def pairs(run: Run, words: str = "", verdict: str = "") -> Pairs:
    """The pairs of a run that hold all words and have a verdict; "" stands for any."""
    told = list(run.pairs.defer("payload"))
    counted = Counter((row.verdict, row.word) for row in told)
    fitting = (row for row in told if not verdict or row.verdict == verdict)
    return Pairs(
        rows=tuple(
            row
            for row in fitting
            if not words or holds(searchable(f"{row.subject} {row.asked} {row.given} {row.word}"), words)
        ),
        verdicts=tuple((key, word, count) for (key, word), count in counted.most_common()),
        total=len(told),
    )

"""The lists of a review: its cards and its pairs, one line each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from doichieu.desk.reviews.deciding import Standing, standing
from doichieu.desk.store.decided import decisions
from doichieu.desk.store.models import Decision, DecisionState, FindingRow, PairRow, Review, Run
from extract.language.lexicon import fold


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

    @property
    def mark(self) -> str:
        if self.standing.again:
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
            all(word in line.folded for word in fold(self.words).split()),
        )
        return all(checks)


_SEEN: dict[str, Callable[[Line], bool]] = {
    "chua-xem": lambda line: not line.standing.settled and line.severity != "note",
    "giu": lambda line: line.standing.state == DecisionState.KEEP,
    "bo-qua": lambda line: line.standing.state == DecisionState.DISMISS,
    "chua-ro": lambda line: line.standing.state == DecisionState.UNSURE,
    "xem-lai": lambda line: line.standing.again,
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
    told = all_lines(run)
    counted = [line for line in told if line.severity != "note"]
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


def progress(review: Review, run: Run) -> tuple[int, int]:
    """How many cards a human has looked at, of how many, notes apart: as ``cards`` counts, without their lines."""
    decided = {
        key: (state != DecisionState.OPEN, mark)
        for key, state, mark in Decision.objects.filter(review=review).values_list(
            "key", "state", "fingerprint"
        )
    }
    rows = FindingRow.objects.filter(run=run).exclude(card__severity="note").order_by("ordinal")
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for card, key, mark in rows.values_list("card_id", "key", "fingerprint"):
        found[card].append((key, mark))
    return sum(_settled(decided, keys) for keys in found.values()), len(found)


def _settled(decided: Mapping[str, tuple[bool, str]], keys: Sequence[tuple[str, str]]) -> bool:
    known = [(key, mark) for key, mark in keys if key in decided]
    return bool(known) and decided[known[0][0]][0] and all(decided[key][1] == mark for key, mark in known)


def pairs(run: Run, words: str = "", verdict: str = "") -> list[PairRow]:
    """The pairs of a run that hold all words."""
    found = run.pairs.defer("payload")
    if verdict:
        found = found.filter(verdict=verdict)
    wanted = fold(words).split()
    return [
        row for row in found if all(word in fold(f"{row.subject} {row.asked} {row.given}") for word in wanted)
    ]

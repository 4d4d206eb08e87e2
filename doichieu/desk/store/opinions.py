"""What became of the opinions on the round before, with what is decided by now: what is dismissed is no opinion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from compare.fates import FindingFate
from doichieu.desk.store.decided import decisions
from doichieu.desk.store.models import DecisionState, Round
from templates import words
from templates.progress import progress_line, taken_up


@dataclass(frozen=True)
class Progress:
    """``groups`` are (fate, its words, opinions), those that are left first, without empty ones."""

    sentence: str
    """"" where nothing was sent in the round before."""
    fixed: int
    total: int
    doubt: str
    groups: Sequence[tuple[str, str, Sequence[dict[str, Any]]]]


def progress_of(one: Round) -> Progress | None:
    """What became of the opinions on the round before; None for a first round, or one without a result."""
    known = one.changes.get("opinions")
    if known is None:
        return None
    keys = [key for opinion in known for key in opinion["keys"]]
    dismissed = {key for key, row in decisions(one, keys).items() if row.state == DecisionState.DISMISS}
    found: dict[FindingFate, list[dict[str, Any]]] = {fate: [] for fate in FindingFate}
    for opinion in known:
        fate = _fate(opinion, dismissed)
        if fate is not None:
            found[fate].append(opinion)
    counts = {fate: len(members) for fate, members in found.items()}
    fixed, total = taken_up(counts)
    return Progress(
        sentence=progress_line(counts, one.changes.get("unit", "")) if total else "",
        fixed=fixed,
        total=total,
        doubt=one.changes.get("doubt", ""),
        groups=[(fate.value, words.of(fate), members) for fate, members in found.items() if members],
    )


def _fate(opinion: dict[str, Any], dismissed: set[str]) -> FindingFate | None:
    """The fate of an opinion; of one whose findings are all dismissed by now what became of the rest, if any."""
    if not opinion["keys"] or not dismissed.issuperset(opinion["keys"]):
        return FindingFate(opinion["fate"])
    return FindingFate(opinion["otherwise"]) if opinion["otherwise"] else None

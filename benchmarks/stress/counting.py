"""The answers of the reviews, counted against the truth of the cases."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from benchmarks.stress.forms import Case, Truth
from benchmarks.stress.plans import Answer, Told

_SOFT = (Told.PERHAPS_WEAKER, Told.REMARK)


@dataclass(slots=True)
class Row:
    """Counts of one form or source of verbs.

    ``weak`` counts draft values that are weaker: ``green`` of them pass as met or exceeded, ``told`` are told as
    weaker, ``soft`` perhaps so or with a remark; the rest has no answer. ``fit`` counts equal and stronger values,
    ``alarms`` those of them that are told as weaker.
    """

    weak: int = 0
    green: int = 0
    told: int = 0
    soft: int = 0
    fit: int = 0
    alarms: int = 0

    @property
    def unanswered(self) -> int:
        """Weaker values that are told as missing, or not read."""
        return self.weak - self.green - self.told - self.soft

    def add(self, answer: Answer) -> None:
        """Count one answer."""
        if answer.case.truth is not Truth.WEAKER:
            self.fit += 1
            self.alarms += answer.told is Told.WEAKER
            return
        self.weak += 1
        self.green += answer.told.is_green
        self.told += answer.told is Told.WEAKER
        self.soft += answer.told in _SOFT


@dataclass(slots=True, kw_only=True)
class Counts:
    """Counts of all cases, by form and by source of the verb, and the wrong answers."""

    all: Row = field(default_factory=Row)
    groups: dict[str, Row] = field(default_factory=dict)
    sources: dict[str, Row] = field(default_factory=dict)
    answers: Counter[tuple[Truth, Told]] = field(default_factory=Counter)
    greens: list[Case] = field(default_factory=list)
    alarms: list[Case] = field(default_factory=list)

    def add(self, answer: Answer) -> None:
        """Count one answer."""
        case = answer.case
        self.answers[case.truth, answer.told] += 1
        for row in (
            self.all,
            self.groups.setdefault(case.group, Row()),
            self.sources.setdefault(case.source, Row()),
        ):
            row.add(answer)
        if case.truth is Truth.WEAKER and answer.told.is_green:
            self.greens.append(case)
        if case.truth is not Truth.WEAKER and answer.told is Told.WEAKER:
            self.alarms.append(case)


def counted(answers: Iterable[Answer]) -> Counts:
    """The counts of answers."""
    counts = Counts()
    for answer in answers:
        counts.add(answer)
    return counts


@cache
def first() -> Mapping[str, tuple[int, int, int, int]]:
    """What was found first: weaker values, wrong greens, fitting values and false alarms by row of the page.

    "all" is the sum; sources of verbs stand under their own names.
    """
    text = Path(__file__).with_name("first.toml").read_text(encoding="utf-8")
    return {name: tuple(row) for name, row in tomllib.loads(text)["rows"].items()}


def first_rows(counts: Counts) -> str:
    """The counts as the text of ``first.toml``."""
    rows = {"all": counts.all, **counts.sources, **counts.groups}
    lines = (
        f'"{name}" = [{row.weak}, {row.green}, {row.fit}, {row.alarms}]' for name, row in sorted(rows.items())
    )
    return "\n".join(["[rows]", *lines, ""])

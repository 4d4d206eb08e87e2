"""The planted deviations: rows of ``deviations.toml``, and their insertion into the text of a sample.

A row replaces ``old`` by ``new``; with ``until`` everything from ``old`` up to the words of ``until`` is cut; ``more``
are further pairs of old and new words. All old words stand exactly once in the source of the sample. ``rule`` must
report the deviation at a changed line or, for a row with ``shows``, with these words in the quote from the plan above
or in its message. Rules under ``also`` may report a consequence of the same change. A row with ``alone`` changes a part
that other rules depend on (title, dates); a row with ``word`` shows in a Word file only. ``missed`` marks a deviation
that the program does not report yet.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

MOST_IN_A_PLAN = 4
_INDEPENDENT = "CT"
"""Family of rules that look at one target each; rows of another family may explain each other's findings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """One row; ``sample`` is the beginning of a sample's name ("b3"), ``rule`` the code of a rule ("CT02")."""

    sample: str
    rule: str
    old: str
    new: str = ""
    until: str = ""
    more: tuple[tuple[str, str], ...] = ()
    shows: str = ""
    also: tuple[str, ...] = ()
    alone: bool = False
    word: bool = False
    missed: bool = False

    @property
    def family(self) -> str:
        """The letters of the rule ("CT")."""
        return self.rule[:2]

    def fits(self, text: str) -> bool:
        """Tell whether each of the replaced words stands in the text exactly once."""
        once = all(text.count(old) == 1 for old in (self.old, *(old for old, _ in self.more)))
        return once and (not self.until or self.until in text.partition(self.old)[2])

    def put_into(self, text: str) -> tuple[str, tuple[str, ...]]:
        """Give the text with the deviation and the lines changed by ``new``, none where whole lines are cut.

        Raise ValueError where the row does not fit.
        """
        if not self.fits(text):
            raise ValueError(f"{self.sample}, {self.rule}: not exactly once in the source: {self.old!r}")
        before, _, after = text.partition(self.old)
        if self.until:
            after = after[after.index(self.until) :]
        start = before.rfind("\n") + 1
        changed = before[start:] + self.new + after[: after.find("\n")]
        cut = not self.new and start == len(before)
        whole = before + self.new + after
        for old, new in self.more:
            whole = whole.replace(old, new)
        return whole, () if cut else tuple(changed.split("\n"))


@cache
def deviations() -> Mapping[str, tuple[Deviation, ...]]:
    """Give all rows by their sample."""
    text = Path(__file__).with_name("deviations.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    return {sample: tuple(_row(sample, row) for row in rows) for sample, rows in tables.items()}


def _row(sample: str, table: Mapping[str, object]) -> Deviation:
    """Make a row from its table; lists become tuples. Raise TypeError for an unknown key."""
    return Deviation(sample=sample, **{key: _frozen(value) for key, value in table.items()})


def _frozen(value: object) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def groups(rows: Sequence[Deviation], text: str, rng: Random) -> Iterator[tuple[Deviation, ...]]:
    """Distribute all rows over plans: one to four rows a plan, in different lines."""
    left = rng.sample(rows, len(rows))
    while left:
        group = [left.pop(0)]
        changed, lines = group[0].put_into(text)
        for row in tuple(left):
            if len(group) == MOST_IN_A_PLAN or not _goes_with(row, group) or not row.fits(changed):
                continue
            both, more = row.put_into(changed)
            if all(line in both for line in lines):
                group.append(row)
                left.remove(row)
                changed, lines = both, (*lines, *more)
        yield tuple(group)


def _goes_with(row: Deviation, group: Sequence[Deviation]) -> bool:
    """Tell whether the findings of a row cannot be confused with those of the group."""
    alike = any(one.old == row.old or one.family == row.family != _INDEPENDENT for one in group)
    return not alike and not row.alone and not any(one.alone for one in group)

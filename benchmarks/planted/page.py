"""The page ``docs/planted.md``: the counts as tables, and the limits of these counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from benchmarks.planted.counting import Counts
from benchmarks.planted.deviations import Deviation
from compare.model import Kind
from compare.rules import RULES, Rule

_INTRODUCTION = """\
# Planted deviations

Made by `make planted`. {how}.

This is a regression test. It says **nothing about how often doichieu is right** on plans of other hands, at first
sight of which between 0.44 and 0.95 of the verdicts were right, by how near the hand is to those that are known.

It can show that a change to the program loses a deviation that was told before, tells it under another rule or at
another place, or raises a false alarm where only words, order or layout changed. It cannot show more, because the
samples, the deviations and the rewordings were written by those who know the rules. That most deviations are told is
therefore no merit; those that are not told are listed below.

The base of each plan is the text of a sample, and what the sample itself is told is known
([samples/README.md](../samples/README.md)). In it one to four deviations are planted by hand-written rows
(`benchmarks/planted/deviations.toml`), and the other lines are reworded at random: phrases, hedges, order, bullets,
merged lines, lost letters, file format. A deviation counts as told when a finding has its rule and shows its place.
Every finding that neither the sample has nor a row explains is false. The same seed gives the same plans.
"""


def page(counts: Counts, rows: Sequence[Deviation], how: str) -> str:
    """Give the whole page; ``how`` names command, seed and machine."""
    lines = [
        _INTRODUCTION.format(how=how),
        *_summary(counts),
        *_kinds(counts),
        *_missed(counts),
        *_left_out(rows),
    ]
    return "\n".join(lines)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = (f"| {' | '.join(row)} |" for row in rows)
    return [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}", *lines, ""]


def _summary(counts: Counts) -> list[str]:
    def rules(found: Mapping[str, int]) -> str:
        return ", ".join(f"{code} {number}" for code, number in sorted(found.items())) or "none"

    rows = [
        ("plans with deviations", f"{counts.plans}"),
        ("deviations told, of those planted", f"{counts.told.total()} of {counts.planted.total()}"),
        ("false findings in these plans, by rule", rules(counts.false)),
        ("plans that are only reworded", f"{counts.harmless}"),
        ("false critical or high findings in these", f"{counts.heavy}"),
        ("all false findings in these, by rule", rules(counts.false_in_harmless)),
        ("verdicts of pairs in these that stay as they were", f"{counts.kept} of {counts.verdicts}"),
    ]
    return _table(("What", "Count"), rows)


def _kinds(counts: Counts) -> list[str]:
    """Count by kind of finding and rule, in the order of the kinds."""

    def rows() -> Iterator[Sequence[str]]:
        order = list(Kind)
        for rule in sorted(_rules(counts.planted), key=lambda rule: (order.index(rule.kind), rule.code)):
            planted_rows = [row for row in counts.planted if row.rule == rule.code]
            planted, told = (
                sum(counter[row] for row in planted_rows) for counter in (counts.planted, counts.told)
            )
            yield (rule.kind.value, rule.code, rule.name, str(len(planted_rows)), str(planted), str(told))

    head = ("Kind", "Rule", "Name", "Rows", "Planted", "Told")
    return ["## By kind of finding", "", *_table(head, rows())]


def _rules(rows: Iterable[Deviation]) -> set[Rule]:
    return {RULES[row.rule] for row in rows}


def _missed(counts: Counts) -> list[str]:
    rows = (
        (row.rule, row.sample, f"{_quoted(row.old)} → {_quoted(row.new)}", f"{counts.told[row]} of {number}")
        for row, number in counts.planted.items()
        if counts.told[row] < number
    )
    return ["## Not told, or not always", "", *_table(("Rule", "Sample", "Change", "Told"), sorted(rows))]


def _quoted(text: str) -> str:
    return f"“{' '.join(text.split())}”" if text else "nothing"


def _left_out(rows: Sequence[Deviation]) -> list[str]:
    planted = {row.rule for row in rows}
    codes = ", ".join(code for code in RULES if code not in planted)
    return [f"Rules without a planted deviation: {codes}. Their unit tests are in `tests/compare`.", ""]

"""The page ``docs/evidence.md``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from benchmarks.evidence.measuring import Score
from benchmarks.evidence.weakened import Kept

_INTRODUCTION = """\
# What each piece of evidence is worth

Made by `make evidence`. {how}.

Labelled plans: the samples (two families, written by the authors of the program) and plans of other hands, each family
an upper plan with the plans below it, kept outside the project ({families}). Whatever is fitted is tested on the family
that was left out. Verdicts are those of labelled rows (matched by quote, value and year), *false* are rows without a
finding that the program flags critical or high, *loss* is the sum of log losses over all pairs of indicators in plans
of other hands: it moves before verdicts do. The thresholds stay as they are.

Fit: logistic regression, the sign of every weight bound, a family by the root of its right pairs, every right pair a
second time without its equal value at twice the weight.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Scores by family, and the loss on left-out families."""

    name: str
    scores: Mapping[str, Score]
    loss: float

    def cells(self) -> tuple[str, ...]:
        """The line of the table: other hands, then all families."""
        groups = [
            [score for family, score in self.scores.items() if not family.startswith("samples")],
            list(self.scores.values()),
        ]
        sums = [Score() for _ in groups]
        for total, group in zip(sums, groups, strict=True):
            for score in group:
                total += score
        return (
            self.name,
            *(
                cell
                for total in sums
                for cell in (
                    f"{total.verdicts}/{total.rows}",
                    f"{total.answers}/{total.answered}",
                    str(total.false),
                )
            ),
            f"{self.loss:.0f}",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """All that the page shows."""

    families: Mapping[str, int]
    today: Mapping[str, float]
    fitted: Mapping[str, float]
    lines: Sequence[Line]
    dropped: Sequence[Line]
    tried: Sequence[tuple[str, float, float]]
    kept: Mapping[str, Mapping[Decimal, Kept]]


def page(found: Found, how: str) -> str:
    """The whole page; ``how`` names the machine."""
    families = "right pairs: " + ", ".join(f"{name} {pairs}" for name, pairs in found.families.items())
    head = (
        "Weights", "Verdicts, other hands", "Right answer", "False", "Verdicts, all", "Right answer", "False", "Loss",
    )  # fmt: skip
    return "\n".join(
        [
            _INTRODUCTION.format(how=how, families=families),
            "## Weights\n",
            *_table(
                ("Piece", "Today", "Fitted to all"),
                ((name, f"{weight:g}", f"{found.fitted[name]:.1f}") for name, weight in found.today.items()),
            ),
            "Rounded weights stay as long as fitted ones are no better on left-out families.\n",
            *_table(head, (line.cells() for line in found.lines)),
            "## Without one piece\n",
            "The others are fitted anew, the family left out.\n",
            *_table(("Without", *head[1:]), (line.cells() for line in found.dropped)),
            "## Tried and not taken\n",
            "Pieces from words as underthesea segments and tags them, each added to the fit. A weight of 0 and a loss"
            " that does not fall say that syllables and their pairs know it already. The words serve readers instead:"
            " a pair that evidence leaves open tells which words only one side has.\n",
            *_table(
                ("Piece", "Fitted weight", "Loss"),
                ((name, f"{weight:.2f}", f"{loss:.1f}") for name, weight, loss in found.tried),
            ),
            "## One number made weaker\n",
            "Every measure that the draft meets with the same value is weakened in turn (the value times the factor;"
            " divided by it where less is better). *Kept*: it stays the answer. *Exceeded*: another item takes its"
            " place and the reference counts as exceeded; *for sure* without the mark that a reviewer must decide.\n",
            *_table(
                ("Family", "Factor", "Weakened", "Kept", "Exceeded", "For sure"),
                _kept(found.kept),
            ),
        ]
    )


def _kept(kept: Mapping[str, Mapping[Decimal, Kept]]) -> Iterable[Sequence[str]]:
    for family, counts in kept.items():
        for factor, count in counts.items():
            share = f"{count.kept} ({100 * count.kept / max(1, count.made):.1f}%)"
            yield family, str(factor), str(count.made), share, str(count.exceeded), str(count.sure)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = (f"| {' | '.join(row)} |" for row in rows)
    return [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}", *lines, ""]

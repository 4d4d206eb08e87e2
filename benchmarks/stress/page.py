"""The page ``docs/stress.md``: wrong greens and false alarms, first found and today, by form and verb."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from benchmarks.stress.counting import Counts, Row, first
from benchmarks.stress.forms import LATER, LISTED, OUTSIDE, Case

_EXAMPLES = 12
"""Wrong answers that are shown of each kind, one a form."""
_INTRODUCTION = """\
# Stress of directions

Made by `make stress`. {how}.

The worst answer is a **wrong green**: a target of the upper plan that the draft weakened and that passes as met or
exceeded. It comes about where the program takes the direction of a target, or a change for a level, the wrong way
round. This page crosses every verb of the lexicon, and verbs that the lexicon does not have, with every form of unit
and with nouns of both directions, and weakens each value to 0.9, 0.6 and 0.3 of itself, in the same words and in
others; equal and stronger values show **false alarms**. Truth comes from the construction of the sentences
(`benchmarks/stress/forms.toml`), not from the program's reading. A draft of eight such targets is read and reviewed
whole.

It is no measure of accuracy: the sentences are made, those who made them know the program, and each verb stands in
sentences that a plan would not always write. "{later}" are words that were written when no wrong green of the other
verbs was left. With these words in place of the first ones, 27 of 7,230 weakened values passed (0.4 %), all behind
"không được dưới" and "không hề dưới".

"First" is the program before this page existed, on the same sentences but for the verbs that the lexicon has learned
since.
"""


def page(counts: Counts, how: str) -> str:
    """Give the whole page; ``how`` names command and machine."""
    lines = [
        _INTRODUCTION.format(how=how, later=LATER),
        *_summary(counts),
        *_rows(
            "By source of the verb",
            "Verbs",
            [(name, counts.sources[name]) for name in (LISTED, OUTSIDE, LATER) if name in counts.sources],
        ),
        *_rows("By verb and form", "Verb: form", sorted(counts.groups.items())),
        *_examples("Wrong greens today", counts.greens),
        *_examples("False alarms today", counts.alarms),
    ]
    return "\n".join(lines)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = (f"| {' | '.join(row)} |" for row in rows)
    return [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}", *lines, ""]


def _summary(counts: Counts) -> list[str]:
    row, (weak, green, fit, alarms) = counts.all, first()["all"]
    rows = [
        ("wrong greens, of weakened values", f"{green} of {weak}", f"{row.green} of {row.weak}"),
        ("told as weaker", "", f"{row.told}"),
        ("told with a remark, or as perhaps weaker", "", f"{row.soft}"),
        ("told as missing, or not read", "", f"{row.unanswered}"),
        ("false alarms, of equal and stronger values", f"{alarms} of {fit}", f"{row.alarms} of {row.fit}"),
    ]
    return _table(("What", "First", "Today"), rows)


def _rows(title: str, head: str, rows: Iterable[tuple[str, Row]]) -> list[str]:
    def lines() -> Iterator[Sequence[str]]:
        for name, row in rows:
            _, green, _, alarms = first().get(name, (0, 0, 0, 0))
            yield (
                name,
                str(row.weak),
                *(str(number) for number in (green, row.green, row.told, row.soft, row.unanswered)),
                *(str(number) for number in (alarms, row.alarms)),
            )

    heads = (
        head,
        "Weakened",
        "Green first",
        "Green",
        "Weaker",
        "Remark",
        "No answer",
        "Alarms first",
        "Alarms",
    )
    return [f"## {title}", "", *_table(heads, lines())]


def _examples(title: str, cases: Iterable[Case]) -> list[str]:
    by_form = {case.group: case for case in cases}
    rows = [(case.group, case.above, case.below) for _, case in sorted(by_form.items())][:_EXAMPLES]
    body = _table(("Verb: form", "Upper plan", "Draft"), rows) if rows else ["None.", ""]
    return [f"## {title}", "", *body]

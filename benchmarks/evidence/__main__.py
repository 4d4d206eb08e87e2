"""Fit the weights, leave families out, drop each piece.

Run from the project folder: ``python -m benchmarks.evidence [--write docs/evidence.md]``.
"""

from __future__ import annotations

import argparse
import platform
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from benchmarks.evidence.fitting import Example, examples, fitted, loss
from benchmarks.evidence.labels import Case, families
from benchmarks.evidence.measuring import score, weighed
from benchmarks.evidence.page import Found, Line, page
from benchmarks.evidence.tried import TRIED
from benchmarks.evidence.weakened import FACTORS, Kept, weakened
from compare.targets.evidence import weights

Families = Mapping[str, Sequence[Case]]
Examples = Mapping[str, Sequence[Example]]


def foreign(found: Iterable[str]) -> list[str]:
    """The families of other hands; the samples where there are none."""
    names = list(found)
    return [name for name in names if not name.startswith("samples")] or names


def others(groups: Examples, family: str) -> list[Sequence[Example]]:
    """The examples of all families but one."""
    return [group for name, group in groups.items() if name != family]


def left_out(name: str, known: Families, groups: Examples, pieces: Sequence[str]) -> Line:
    """Each family with weights fitted to all others."""
    scores, sum_, counted = {}, 0.0, foreign(known)
    for family, cases in known.items():
        worth = dict.fromkeys(weights(), 0.0) | fitted(others(groups, family), pieces)
        sum_ += loss(groups[family], worth) if family in counted else 0.0
        with weighed(worth):
            scores[family] = score(cases)
    return Line(name=name, scores=scores, loss=sum_)


def tried(known: Families) -> list[tuple[str, float, float]]:
    """Each further piece with its weight and the loss on left-out families; the first line is without any."""
    groups = {
        family: [one for case in cases for one in examples(case, TRIED)] for family, cases in known.items()
    }
    found = []
    for name in ("none", *TRIED):
        pieces = [*weights(), *([name] if name in TRIED else [])]
        sum_ = sum(loss(groups[family], fitted(others(groups, family), pieces)) for family in foreign(known))
        found.append((name, fitted(groups.values(), pieces).get(name, 0.0), sum_))
    return found


def measured() -> Found:
    """All figures of the page; each line is printed as it is found."""
    known = families()
    groups = {family: [one for case in cases for one in examples(case)] for family, cases in known.items()}
    today = dict(weights())
    pieces = list(today)

    def told(line: Line) -> Line:
        print(" | ".join(line.cells()), flush=True)
        return line

    lines = [
        told(
            Line(
                name="today",
                scores={family: score(cases) for family, cases in known.items()},
                loss=sum(loss(groups[family], today) for family in foreign(known)),
            )
        ),
        told(left_out("fitted, the family left out", known, groups, pieces)),
    ]
    return Found(
        families={family: sum(one.right for one in group) for family, group in groups.items()},
        today=today,
        fitted=fitted(groups.values(), pieces),
        lines=lines,
        dropped=[
            told(left_out(name, known, groups, [one for one in pieces if one != name]))
            for name in pieces
            if name != "bias"
        ],
        tried=tried(known),
        kept=kept(known),
    )


def kept(known: Families) -> dict[str, Mapping[Decimal, Kept]]:
    """The counts of weakened measures by family, and over all plans of other hands."""
    found = {family: weakened(cases) for family, cases in known.items()}
    total = {factor: Kept() for factor in FACTORS}
    for family in foreign(known):
        for factor, count in found[family].items():
            total[factor] += count
    return found | {"all of other hands": total}


def main(argv: Sequence[str] | None = None) -> int:
    """Print the lines; write the page with ``--write``."""
    parser = argparse.ArgumentParser(prog="benchmarks.evidence", description=__doc__)
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the page of the documentation")
    args = parser.parse_args(argv)
    started = time.process_time()
    found = measured()
    machine = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    text = page(found, f"{machine}; {time.process_time() - started:.0f} s of one core")
    if args.write:
        args.write.write_text(text, encoding="utf-8", newline="\n")
    else:
        print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())

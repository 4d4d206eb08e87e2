"""Cross verbs, units and directions, weaken the values, and count what passes as met.

Run from the project folder: ``python -m benchmarks.stress [--nouns 1] [--write docs/stress.md]``. Every verb of a form
stands with ``--nouns`` of its nouns.
"""

from __future__ import annotations

import argparse
import platform
import sys
import time
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

from benchmarks.stress.counting import counted, first_rows
from benchmarks.stress.forms import cases
from benchmarks.stress.page import page
from benchmarks.stress.plans import answers, groups


def main(argv: Sequence[str] | None = None) -> int:
    """Print the wrong answers and the sums; write the page with ``--write``."""
    parser = argparse.ArgumentParser(prog="benchmarks.stress", description=__doc__)
    parser.add_argument("--nouns", type=int, default=1, help="nouns that each verb of a form stands with")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the page of the documentation")
    parser.add_argument("--first", type=Path, metavar="FILE", help="write the counts as first.toml has them")
    args = parser.parse_args(argv)
    if args.nouns < 1:
        parser.error("--nouns must be at least 1")
    started = time.process_time()
    counts = counted(chain.from_iterable(map(answers, groups(cases(args.nouns)))))
    seconds = time.process_time() - started
    for name, wrong in (("green", counts.greens), ("alarm", counts.alarms)):
        print("\n".join(f"{name}: {case.above} | {case.below}" for case in wrong))
    row = counts.all
    print(f"{row.green} wrong greens of {row.weak}; {row.alarms} false alarms of {row.fit}; {seconds:.0f} s")
    if args.first:
        args.first.write_text(first_rows(counts), encoding="utf-8", newline="\n")
    if args.write:
        machine = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
        command = f"python -m benchmarks.stress --nouns {args.nouns}"
        text = page(counts, f"{machine}; `{command}`; {seconds:.0f} s of one core")
        args.write.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

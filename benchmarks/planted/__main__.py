"""Plant deviations in the samples, review the plans, and count the reported deviations.

Run from the project folder: ``python -m benchmarks.planted [--runs 1] [--seed 1] [--write docs/planted.md]``. A run
plants every deviation once and makes some plans that are only reworded.
"""

from __future__ import annotations

import argparse
import platform
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.planted.counting import Counts
from benchmarks.planted.deviations import deviations
from benchmarks.planted.page import page
from benchmarks.planted.plans import harmless, planted, reviewed

REWORDED = 4
"""Plans of each sample in a run that are only reworded."""


def counted(seeds: Sequence[int], reworded: int = REWORDED) -> Counts:
    """Make and review the plans of a run for each seed, with ``reworded`` harmless plans of each sample."""
    counts = Counts()
    for seed in seeds:
        for plan in (*planted(seed), *harmless(seed, reworded)):
            counts.add(plan, reviewed(plan))
    return counts


def main(argv: Sequence[str] | None = None) -> int:
    """Print the mistakes and the sums; write the page with ``--write``."""
    parser = argparse.ArgumentParser(prog="benchmarks.planted", description=__doc__)
    parser.add_argument("--runs", type=int, default=1, help="every run has a seed of its own")
    parser.add_argument("--seed", type=int, default=1, help="of the first run")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the page of the documentation")
    args = parser.parse_args(argv)
    if args.runs < 1:
        parser.error("--runs must be at least 1")
    started = time.process_time()
    counts = counted(range(args.seed, args.seed + args.runs))
    seconds = time.process_time() - started
    print("\n".join(counts.mistakes))
    print(f"{counts.told.total()} of {counts.planted.total()} deviations told in {counts.plans} plans;")
    print(
        f"{counts.heavy} false critical or high findings in {counts.harmless} reworded plans; {seconds:.0f} s"
    )
    if args.write:
        machine = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
        command = f"python -m benchmarks.planted --runs {args.runs} --seed {args.seed}"
        rows = [row for rows in deviations().values() for row in rows]
        text = page(counts, rows, f"{machine}; `{command}`; {seconds:.0f} s of one core")
        args.write.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

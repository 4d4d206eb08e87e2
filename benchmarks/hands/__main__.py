"""Review the plans by other hands and count what is right.

Run from the project folder: ``python -m benchmarks.hands [FAMILY …] [--write docs/hands.md]``.
"""

from __future__ import annotations

import argparse
import platform
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.hands.page import page
from benchmarks.hands.plans import DRAFTS, FAMILIES
from benchmarks.hands.scoring import scored, summed


def main(argv: Sequence[str] | None = None) -> int:
    """Print the wrong verdicts and the sums; write the page with ``--write``."""
    parser = argparse.ArgumentParser(prog="benchmarks.hands", description=__doc__)
    parser.add_argument(
        "families", nargs="*", metavar="FAMILY", help=f"all without one: {', '.join(FAMILIES)}"
    )
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the page of the documentation")
    args = parser.parse_args(argv)
    if unknown := set(args.families) - set(FAMILIES):
        parser.error(f"no such family: {', '.join(sorted(unknown))}")
    if args.write and args.families:
        parser.error("the page needs all families")
    started = time.process_time()
    scores = {
        (family, draft): scored(family, draft) for family in args.families or FAMILIES for draft in DRAFTS
    }
    seconds = time.process_time() - started
    for (family, draft), score in scores.items():
        print(f"{family} {draft}: {score.right} of {score.rows}")
        for quote, right, got in score.mistakes:
            print(f"    {quote}: {right}, got {got}")
    total = summed(scores.values())
    print(f"{total.right} of {total.rows} verdicts right ({total.share:.3f}), {total.greens} wrong greens;")
    print(f"{total.told} of {total.wanted} findings told; {total.false} false alarms; {seconds:.0f} s")
    if args.write:
        machine = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
        how = f"{machine}; `python -m benchmarks.hands`; {seconds:.0f} s of one core"
        args.write.write_text(page(scores, how), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""How often the review is right, on lower plans that are made from every upper plan at hand.

Run from the project folder: ``python -m benchmarks.accuracy [--plans 12] [--seed 1] [--write docs/accuracy.md]
[--mistakes 3]``. Of each upper plan as many harmless plans are made as deviating ones; what is done to a plan is known
(``benchmarks.generator``), so what the review says of it can be counted.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from benchmarks.accuracy_page import AS_IT_IS, FAMILIES, SAME_PLANS, page
from benchmarks.generator import rendering, uppers
from benchmarks.generator.plans import make
from benchmarks.scoring import Mistake, Score, ratios, score
from benchmarks.variants import VARIANTS, variant
from compare import review
from compare.model import Kind
from compare.rules import RULES
from extract import read_plan

# The other ways of aligning see every plan whose number is divisible by this.
_SPARSE = 5
Job = tuple[Path, int, int, bool, bool]
"""Upper plan, number, seed, whether it deviates, whether the other ways of aligning are tried on it."""


def run(job: Job) -> dict[str, Score]:
    """Make one plan, read it back, and score it with every way of aligning that is asked for."""
    path, number, seed, deviating, all_variants = job
    upper = uppers.read(path)
    made = make(upper, path, number, seed, deviating)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"{made.name}{made.draft.look.suffix}"
        rendering.write(made.draft, file)
        plan = read_plan(file)
    names = VARIANTS if all_variants else (AS_IT_IS,)
    above = [upper] if made.nation is None else [upper, made.nation]
    scores = {}
    for name in names:
        with variant(name) as settings:
            if all_variants:
                # What is only loaded once is no cost of a review.
                review(plan, above, settings)
            started = time.perf_counter()
            found = review(plan, above, settings)
            seconds = time.perf_counter() - started
        scores[name] = score(made, found, flaws(path), seconds)
    if all_variants:
        scores[SAME_PLANS] = scores[AS_IT_IS]
    return scores


@cache
def flaws(path: Path) -> Counter[str]:
    """How often an upper plan breaks the rules about a plan's own text."""
    found = review(uppers.read(path), []).findings
    # Without a plan above, every target is an additional one.
    return Counter(finding.rule for finding in found if finding.kind is not Kind.EXTRA_TARGET)


def jobs(paths: Sequence[Path], plans: int, seed: int, ablation: bool) -> list[Job]:
    """Every plan to be made. The numbers of deviating plans go on from one upper plan to the next, so that every
    deviation has its turn even where few plans are made of each."""
    made: list[Job] = []
    for place, path in enumerate(paths):
        for number in range(plans):
            sparse = ablation and number % _SPARSE == 0
            made.append((path, number, seed, False, sparse))
            made.append((path, place * plans + number, seed, True, sparse))
    return made


def totals(todo: Sequence[Job], processes: int) -> dict[str, Score]:
    """The scores of all plans, by the way of aligning."""
    summed: dict[str, Score] = {}
    for scores in _results(todo, processes):
        for name, one in scores.items():
            summed.setdefault(name, Score()).add(one)
    return summed


def _results(todo: Sequence[Job], processes: int) -> Iterator[Mapping[str, Score]]:
    if processes == 1:
        yield from map(run, todo)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        yield from pool.map(run, todo, chunksize=8)


def printed(result: Score) -> str:
    """A few lines for the terminal."""
    lines = [
        f"{result.plans} plans, {result.harmless} harmless; false critical or high findings in those:"
        f" {result.heavy_in_harmless}; right pairs: {result.right_pairs} of {result.pairs}"
    ]
    for family, kinds in FAMILIES.items():
        lines.append(f"{family:12} P {{:.3f}}  R {{:.3f}}  F1 {{:.3f}}".format(*ratios(result, kinds)))
        for kind in kinds:
            counts = (result.found[kind], result.missed[kind], result.false[kind])
            if any(counts):
                figures = "P {:.3f}  R {:.3f}  F1 {:.3f}".format(*ratios(result, [kind]))
                numbers = "found {:4} missed {:3} false {:3}".format(*counts)
                lines.append(f"  {kind.value:20} {numbers}  {figures}")
    return "\n".join(lines)


def told(mistakes: Sequence[Mistake], each: int) -> Iterator[str]:
    """The mistakes, the most frequent sort first, so many of each sort."""
    sorts = Counter((mistake.what, mistake.kind) for mistake in mistakes)
    for (what, kind), count in sorts.most_common():
        yield f"== {what} {kind.value if kind else ''}: {count}"
        for mistake in [one for one in mistakes if (one.what, one.kind) == (what, kind)][:each]:
            yield f"-- {mistake.plan}"
            yield f"   upper:    {_line(mistake.upper)}"
            yield f"   lower:    {_line(mistake.lower)}"
            yield f"   expected: {_line(mistake.expected)}"
            yield f"   found:    {_line(mistake.found)}"


def _line(text: str) -> str:
    return " ".join(text.split())[:400]


def _loading() -> float:
    """Seconds until a new process has cut its first text into words."""
    code = (
        "from compare.words.similarity import words; import time; t = time.perf_counter(); words('xã hội'); "
    )
    code += "print(time.perf_counter() - t)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120
    )
    return float(done.stdout.split()[-1])


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures; write the page where asked."""
    parser = argparse.ArgumentParser(prog="benchmarks.accuracy", description=__doc__)
    parser.add_argument(
        "--plans", type=int, default=12, help="harmless and deviating plans of each upper plan"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("--samples", action="store_true", help="only the samples as upper plans")
    parser.add_argument("--ablation", action="store_true", help="try the other ways of aligning too")
    parser.add_argument("--mistakes", type=int, metavar="N", help="print N mistakes of each sort")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the page of the documentation")
    args = parser.parse_args(argv)
    if args.plans < 1 or args.processes < 1:
        parser.error("--plans and --processes must be at least 1")
    paths = uppers.paths(only_samples=args.samples)
    started = time.perf_counter()
    ablation = args.ablation or args.write is not None
    scores = totals(jobs(paths, args.plans, args.seed, ablation), args.processes)
    seconds = time.perf_counter() - started
    print(printed(scores[AS_IT_IS]))
    print(f"{seconds:.0f} s")
    if args.mistakes:
        print("\n".join(told(scores[AS_IT_IS].mistakes, args.mistakes)))
    if args.write:
        command = (
            f"python -m benchmarks.accuracy --plans {args.plans} --seed {args.seed} --write {args.write}"
        )
        machine = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
        facts = f"{len(paths)} upper plans, {args.plans} harmless and {args.plans} deviating plans of each"
        how = f"{machine}; `{command}`; seed {args.seed}; {facts}; {seconds:.0f} s"
        text = page(scores, RULES, how, _loading())
        args.write.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

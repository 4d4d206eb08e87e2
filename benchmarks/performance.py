"""All figures on speed and memory in one run: ``python -m benchmarks.performance [--write docs/performance.md]``.

``--plans`` and ``--large`` are the sizes of the two great runs, ``--runs`` the runs of every other measurement,
``--corpus`` is the folder of plans, which is filled first, ``--docling`` a Python that has docling. With ``--write``
the short table goes to README.md too, between its two marks, so that every figure there is one of this page.

Everything is compiled first, for every tool, and no process is forbidden to keep what it compiles. The page tells what
other work took of the machine.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import psutil

from benchmarks.batch import HEAD, MEGA, Many, many_plans, table
from benchmarks.corpus import corpus
from benchmarks.run import Row, one_plan
from doichieu import __version__

PROJECT = Path(__file__).resolve().parent.parent
MARKS = "<!-- speed: written by make bench -->", "<!-- end of speed -->"
"""Around the short table, in the page and in README.md."""
_UNLIKE = 200
"""Plans with sentences of their own."""
_LISTEN = 3.0
"""Seconds in which other work is measured, before and after."""


def compiled(*pythons: str) -> None:
    """Compile all libraries of some Pythons, and the project, and let later processes keep what they compile."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    code = "import compileall, sysconfig; compileall.compile_dir(sysconfig.get_path('purelib'), 30, quiet=2)"
    for python in pythons:
        subprocess.run([python, "-c", code], check=False)
    for name in ("extract", "compare", "templates", "doichieu"):
        subprocess.run([sys.executable, "-m", "compileall", "-q", str(PROJECT / name)], check=False)


def other_work() -> str:
    """What runs beside, in words: the share of all processors, and the load."""
    share = psutil.cpu_percent(interval=_LISTEN)
    return f"{share:.0f}% of the processors (load {psutil.getloadavg()[0]:.1f})"


def summary(rows: Sequence[Row], many: Many) -> str:
    """The short table, with the marks around it."""
    lines = [row.cells for row in rows]
    known = {(tool, jobs): each for tool, jobs, each in many.others}
    plain = known.get(("markitdown", 1))
    usual, most = many.usual, many.most
    lines.append(
        (
            f"{usual.plans:,} plans against two, with overview and HTML reports, 2 processes",
            f"{usual.seconds:.1f} s ({usual.each * 1000:.0f} ms a plan)",
            f"markitdown, 1 process: {plain * 1000:.0f} ms a file"
            if plain
            else "markitdown is not installed",
            f"{usual.each / plain:.2f}" if plain else "",
        )
    )
    if most is not usual:
        lines.append(
            (
                f"{most.plans:,} plans, likewise",
                f"{most.seconds:.1f} s ({most.each * 1000:.0f} ms a plan)",
                f"a plan of the {usual.plans:,}: {usual.each * 1000:.0f} ms",
                f"{most.each / usual.each:.2f}",
            )
        )
    lines.append(
        (
            "memory of these runs at most: main process, largest worker",
            f"{max(usual.main, most.main) / MEGA:.0f} MB, {max(usual.worker, most.worker) / MEGA:.0f} MB",
            "",
            "",
        )
    )
    return f"{MARKS[0]}\n{table(('what', 'doichieu', 'beside it', 'ratio'), lines)}\n{MARKS[1]}"


def beside(many: Many) -> str:
    """The table of all tools over the same files."""
    ours = [("doichieu batch", 2, many.usual.each), ("doichieu batch", 1, many.one.each)]
    return table(
        ("tool", "processes", "ms a file"),
        [(tool, jobs, f"{each * 1000:.0f}") for tool, jobs, each in (*ours, *many.others)],
    )


def spent(many: Many) -> str:
    """The table of stages."""
    whole = sum(many.spent.values())
    lines = [(name, f"{taken:.1f}", f"{taken / whole:.0%}") for name, taken in many.spent.items()]
    return table(("stage", "ms", "share"), [*lines, ("together", f"{whole:.1f}", "100%")])


def page(rows: Sequence[Row], many: Many, around: str, runs: int, docling: str | None) -> str:
    """The page of the documentation."""
    machine = f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} cores"
    about = "" if docling else " docling was not installed for this run."
    parts = [
        "# Performance",
        f"Made by `make bench` on {date.today().isoformat()} in one run (doichieu {__version__}, {machine}). {around}"
        " The bytecode of every tool was compiled before.",
        "## In short",
        f"Medians of {runs} runs ({max(3, runs // 3)} for processes and PDF), measured in turn with what stands beside"
        " them, with the garbage collector as the program sets it; runs over many plans once. A ratio below 1 means"
        " that doichieu is the faster; memory is what was resident.",
        summary(rows, many),
        "## Many plans in one run",
        "Plans of districts, Word files of about 7 pages, made by `benchmarks/corpus.py`, against a nation's and a"
        " province's plan, with the overview, the tables and an HTML report for each unit: the whole command.",
        f"How alike these plans are: {many.alike[0]:.0%} of their sentences stand word for word in a plan before them,"
        " more than in plans that districts write themselves. What is computed for a sentence is kept for a while, so"
        " likeness saves time; a second folder shows how much, in which every sentence names its district and"
        f" {many.alike[1]:.0%} stand in another plan.",
        table(HEAD, many.rows),
        "## Beside tools that only convert",
        "The same files. The others turn a file into text and know nothing of plans; their start is not counted."
        + about,
        beside(many),
        "## Where the time goes",
        "One process, milliseconds a plan; function by function in [profile.md](profile.md).",
        spent(many),
    ]
    return "\n\n".join(parts) + "\n"


def with_table(text: str, short: str) -> str:
    """A document with the short table in place of the one between its marks."""
    start, end = map(re.escape, MARKS)
    return re.sub(f"{start}.*?{end}", lambda _: short, text, flags=re.DOTALL)


def main(argv: Sequence[str] | None = None) -> int:
    """Print the page; write it, and the table of README.md, with ``--write``."""
    parser = argparse.ArgumentParser(prog="benchmarks.performance", description=__doc__)
    parser.add_argument("--plans", type=int, default=705)
    parser.add_argument("--large", type=int, default=3321)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--corpus", type=Path, default=PROJECT / "out" / "corpus")
    parser.add_argument("--docling", metavar="PYTHON")
    parser.add_argument("--write", type=Path, metavar="FILE")
    chosen = parser.parse_args(argv)
    if min(chosen.plans, chosen.runs) < 1:
        parser.error("--plans and --runs must be at least 1")
    start = time.perf_counter()
    written = sum(1 for _ in corpus(chosen.corpus, max(chosen.plans, chosen.large)))
    print(f"{written} plans written", flush=True)
    compiled(*filter(None, (sys.executable, chosen.docling)))
    before = other_work()
    rows = one_plan(chosen.runs, chosen.corpus)
    print(table(("what", "doichieu", "beside it", "ratio"), [row.cells for row in rows]), flush=True)
    files = sorted(chosen.corpus.glob("*.docx"))
    unlike = chosen.corpus.with_name(f"{chosen.corpus.name}-own")
    list(corpus(unlike, min(_UNLIKE, chosen.plans), own=True))
    others = sorted(unlike.glob("*.docx"))[: min(_UNLIKE, chosen.plans)]
    many = many_plans(
        files, others, chosen.large, chosen.docling, chosen.plans, lambda told: print(told, flush=True)
    )
    around = f"Other work took {before} before it and {other_work()} after it."
    made = page(rows, many, around, chosen.runs, chosen.docling)
    print(f"{made}\n{time.perf_counter() - start:.0f} s")
    if chosen.write:
        chosen.write.write_text(made, encoding="utf-8", newline="\n")
        readme = PROJECT / "README.md"
        text = with_table(readme.read_text(encoding="utf-8"), summary(rows, many))
        readme.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

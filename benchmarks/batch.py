"""Time and memory of a run over many plans, and the time of the tools beside it.

Run from the project folder: ``python -m benchmarks.batch [--plans 705] [--large 3321] [--write docs/performance.md]``.
The plans are those of ``benchmarks.corpus``, all Word files, kept in ``out/corpus``. Every run is the command line
itself, in a process of its own, into an empty folder; a second run over the same files finds everything done.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import psutil

from benchmarks import stages
from benchmarks.corpus import NATION, PROVINCE, corpus, references
from doichieu import __version__

PROJECT = Path(__file__).resolve().parent.parent
MARKITDOWN = (
    "import sys, time; from markitdown import MarkItDown as M; m = M(); s = time.perf_counter();"
    "[m.convert(name) for name in sys.argv[1:]]; print(time.perf_counter() - s)"
)
DOCLING = (
    "import sys, time; from docling.document_converter import DocumentConverter as C; m = C(); m.convert(sys.argv[1]);"
    "s = time.perf_counter(); [m.convert(name).document.export_to_markdown() for name in sys.argv[1:]];"
    "print(time.perf_counter() - s)"
)
_LOOK = 0.2
"""Seconds between two samples of the memory."""
MEGA = 1 << 20


@dataclass(slots=True, kw_only=True)
class Taken:
    """Seconds of one run, and peak memory (bytes, resident) of the main process, of a worker and of all together."""

    plans: int
    seconds: float = 0.0
    main: int = 0
    worker: int = 0
    all: int = 0
    marks: list[str] = field(default_factory=list)


@contextmanager
def watched(process: subprocess.Popen[bytes], taken: Taken) -> Iterator[None]:
    """Sample the memory of a process and of its children until the block ends."""
    ended = threading.Event()

    def look() -> None:
        main = psutil.Process(process.pid)
        while not ended.wait(_LOOK):
            with suppress(psutil.Error):
                sizes = {child.pid: child.memory_info().rss for child in main.children(recursive=True)}
                own = main.memory_info().rss
                taken.main = max(taken.main, own)
                taken.worker = max([taken.worker, *sizes.values()])
                taken.all = max(taken.all, own + sum(sizes.values()))

    looking = threading.Thread(target=look)
    looking.start()
    try:
        yield
    finally:
        ended.set()
        looking.join()


def run(files: Sequence[Path], out: Path, *words: str) -> Taken:
    """Run the command line over some files once."""
    with tempfile.TemporaryDirectory() as given:
        for path in files:
            (Path(given) / path.name).symlink_to(path)
        command = [sys.executable, "-m", "doichieu", "batch", given, "-o", str(out), "--no-config"]
        command += ["--against", str(NATION), "--against", str(PROVINCE), *words]
        taken = Taken(plans=len(files))
        start = time.perf_counter()
        with subprocess.Popen(
            command, cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        ) as process:
            with watched(process, taken):
                _, told = process.communicate()
            taken.seconds = time.perf_counter() - start
        if process.returncode not in (0, 1):
            raise RuntimeError(told.decode(errors="replace")[-500:])
    return taken


def fresh(files: Sequence[Path], *words: str, again: bool = False) -> tuple[Taken, Taken | None]:
    """Run into an empty folder, with ``again`` a second time into the same folder."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        first = run(files, out, *words)
        return first, run(files, out, *words) if again else None


def converted(code: str, files: Sequence[Path], python: str = sys.executable) -> float | None:
    """Seconds of another tool to turn the files into text, without its start; None without the tool."""
    done = subprocess.run(
        [python, "-c", code, *map(str, files)], capture_output=True, check=False, cwd=PROJECT, text=True
    )
    return float(done.stdout.split()[-1]) if done.returncode == 0 and done.stdout.split() else None


def line(*cells: object) -> str:
    """A line of a table in Markdown."""
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A table in Markdown."""
    return "\n".join([line(*head), line(*("---" for _ in head)), *(line(*row) for row in rows)])


def row(name: str, taken: Taken) -> list[object]:
    """A run as a line of the table."""
    return [
        name,
        taken.plans,
        f"{taken.seconds:.1f}",
        f"{taken.seconds / taken.plans * 1000:.0f}",
        f"{taken.plans / taken.seconds:.1f}",
        f"{taken.main / MEGA:.0f}",
        f"{taken.worker / MEGA:.0f}",
    ]


def measure(plans: int, large: int, docling: str | None, say: Callable[[str], None]) -> str:
    """The page of the documentation."""
    folder = PROJECT / "out" / "corpus"
    written = sum(1 for _ in corpus(folder, max(plans, large)))
    say(f"{written} plans written")
    files = sorted(folder.glob("*.docx"))
    few = files[:100]
    rows: list[list[object]] = []

    def add(name: str, taken: Taken) -> None:
        rows.append(row(name, taken))
        say(line(*rows[-1]))

    small, _ = fresh(few, "--jobs", "2")
    add("2 processes", small)
    usual, again = fresh(files[:plans], "--jobs", "2", again=True)
    add("2 processes", usual)
    assert again is not None
    add("the same once more, nothing changed", again)
    one, _ = fresh(few, "--jobs", "1")
    add("1 process", one)
    dask, _ = fresh(few, "--scheduler", "local:2")
    add("Dask, 2 workers on this machine", dask)
    forms, _ = fresh(few, "--jobs", "2", "--report", "docx", "--report", "xlsx")
    add("2 processes, with Word and Excel for each unit", forms)
    if large > plans:
        most, _ = fresh(files[:large], "--jobs", "2")
        add("2 processes", most)
    beside = _beside(few, say)
    if docling:
        taken = converted(DOCLING, few[:20], docling)
        if taken is not None:
            beside.append(["docling, one process", f"{taken / 20 * 1000:.0f}"])
    spent = stages.stages(few[:60], references())
    least = stages.floor(few[:60])
    return _page(rows, beside, spent, least)


def _beside(files: Sequence[Path], say: Callable[[str], None]) -> list[list[object]]:
    """Rows of other tools that only convert the same files, measured in turn with a run of one process."""
    ours, others = [], []
    for _ in range(3):
        ours.append(fresh(files, "--jobs", "1")[0].seconds)
        others.append(converted(MARKITDOWN, files))
    found: list[list[object]] = [
        [
            "doichieu batch, one process, from start to overview",
            f"{statistics.median(ours) / len(files) * 1000:.0f}",
        ]
    ]
    known = [taken for taken in others if taken is not None]
    if known:
        found.append(["markitdown, one process", f"{statistics.median(known) / len(files) * 1000:.0f}"])
    say(str(found))
    return found


def _page(
    rows: Sequence[Sequence[object]],
    beside: Sequence[Sequence[object]],
    spent: dict[str, float],
    least: float,
) -> str:
    machine = f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} cores"
    whole = sum(spent.values())
    parts = [
        "# Many plans in one run",
        f"Made by `make batch` on {date.today().isoformat()} (doichieu {__version__}, {machine}). Plans of districts,"
        " Word files of about 7 pages, made by `benchmarks/corpus.py`, against a nation's and a province's plan, with"
        " the overview, the tables and an HTML report for each unit. Memory is the most that was resident.",
        table(
            ("run", "plans", "seconds", "ms a plan", "plans/s", "main process, MB", "largest worker, MB"),
            rows,
        ),
        "## Beside tools that only convert",
        "The same files in turn. The others turn a file into text and know nothing of plans.",
        table(("tool", "ms a plan"), beside),
        "## Where the time goes",
        "One process, nothing else running, milliseconds a plan. The floor is unpacking and parsing the XML of the"
        f" same files: {least:.1f} ms.",
        table(
            ("stage", "ms", "share"),
            [
                *([name, f"{taken:.1f}", f"{taken / whole:.0%}"] for name, taken in spent.items()),
                ["together", f"{whole:.1f}", "100%"],
            ],
        ),
    ]
    return "\n\n".join(parts) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the measurements; write the page with ``--write``."""
    parser = argparse.ArgumentParser(prog="benchmarks.batch", description=__doc__)
    parser.add_argument("--plans", type=int, default=705)
    parser.add_argument("--large", type=int, default=3321)
    parser.add_argument("--docling", metavar="PYTHON", help="a Python that has docling")
    parser.add_argument("--write", type=Path, metavar="FILE")
    chosen = parser.parse_args(arguments)
    page = measure(chosen.plans, chosen.large, chosen.docling, lambda text: print(text, flush=True))
    print(page)
    if chosen.write:
        chosen.write.write_text(page, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

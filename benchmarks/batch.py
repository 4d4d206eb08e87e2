"""Time and memory of a run over many plans, and the time of the tools beside it.

The plans are those of ``benchmarks.corpus``, all Word files. Every run is the command line itself, in a process of its
own, into an empty folder; a second run over the same files finds everything done.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks import stages
from benchmarks.corpus import NATION, PROVINCE, alike, references

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

    @property
    def each(self) -> float:
        """Seconds a plan."""
        return self.seconds / self.plans


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


def converted(code: str, files: Sequence[Path], python: str = sys.executable, jobs: int = 1) -> float | None:
    """Seconds of another tool to turn the files into text, without its start; None without the tool."""
    running = [
        subprocess.Popen(
            [python, "-c", code, *map(str, files[number::jobs])],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=PROJECT,
            text=True,
        )
        for number in range(jobs)
    ]
    told = [process.communicate()[0].split() for process in running]
    if any(process.returncode for process in running) or not all(told):
        return None
    return max(float(words[-1]) for words in told)


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
        f"{taken.plans:,}",
        f"{taken.seconds:.1f}",
        f"{taken.each * 1000:.0f}",
        f"{taken.plans / taken.seconds:.1f}",
        f"{taken.main / MEGA:.0f}",
        f"{taken.worker / MEGA:.0f}",
    ]


HEAD = ("run", "plans", "seconds", "ms a plan", "plans/s", "main process, MB", "largest worker, MB")


@dataclass(slots=True, kw_only=True)
class Many:
    """All measurements over many plans; ``others`` are (tool, processes, seconds a file)."""

    usual: Taken
    most: Taken
    rows: list[list[object]]
    one: Taken
    others: list[tuple[str, int, float]]
    spent: dict[str, float]
    alike: tuple[float, float]
    """The share of sentences that an earlier plan has, of the files and of those with sentences of their own."""


def many_plans(
    files: Sequence[Path],
    unlike: Sequence[Path],
    large: int,
    docling: str | None,
    plans: int,
    say: Callable[[str], None],
) -> Many:
    """Measure runs over the first ``plans`` and the first ``large`` of the files, and other tools over the same.

    ``unlike`` are as many plans as are compared with the usual ones, each with sentences of its own.
    """
    few = files[: min(100, plans)]
    rows: list[list[object]] = []

    def run_of(name: str, some: Sequence[Path], *words: str) -> Taken:
        taken, _ = fresh(some, *words)
        rows.append(row(name, taken))
        say(line(*rows[-1]))
        return taken

    usual, again = fresh(files[:plans], "--jobs", "2", again=True)
    assert again is not None
    rows += [row("2 processes", usual), row("the same once more, nothing changed", again)]
    say(line(*rows[0]))
    most = run_of("2 processes", files[:large], "--jobs", "2") if large > plans else usual
    run_of("2 processes", files[: len(unlike)], "--jobs", "2")
    run_of("2 processes, no two plans share a sentence", unlike, "--jobs", "2")
    one = run_of("1 process", few, "--jobs", "1")
    run_of("Dask, 2 workers on this machine", few, "--scheduler", "local:2")
    run_of(
        "2 processes, with Word and Excel for each unit",
        few,
        "--jobs",
        "2",
        "--report",
        "docx",
        "--report",
        "xlsx",
    )
    others = []
    for tool, code, python, jobs, some in (
        ("markitdown", MARKITDOWN, sys.executable, 1, few),
        ("markitdown", MARKITDOWN, sys.executable, 2, files[: min(200, plans)]),
        ("docling", DOCLING, docling, 1, few[:40]),
    ):
        taken = converted(code, some, python, jobs) if python else None
        if taken is not None:
            others.append((tool, jobs, taken / len(some)))
            say(f"{tool}, {jobs}: {taken / len(some) * 1000:.0f} ms a file")
    return Many(
        usual=usual,
        most=most,
        rows=rows,
        one=one,
        others=others,
        spent=stages.stages(few[:60], references()),
        alike=(alike(files[: len(unlike)]), alike(unlike)),
    )

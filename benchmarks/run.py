"""The time of the work on one plan, beside the time of the libraries below it and of tools that only convert.

Compared works are measured in turn, so that a busy machine slows both; every figure is the median of its runs.
"""

from __future__ import annotations

import gc
import importlib.util
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from benchmarks.corpus import PROVINCE, references
from benchmarks.corpus import corpus as make
from compare import review
from compare.model import Review
from extract import read_plan
from extract.readers import read_document
from templates import render

PROJECT = Path(__file__).resolve().parent.parent
PARTS = ("word/document.xml", "word/styles.xml", "word/numbering.xml")
# The plain statements of a caller of markitdown, in one process for all files.
MARKITDOWN = (
    "import sys; from markitdown import MarkItDown as M; m = M(); [m.convert(name) for name in sys.argv[1:]]"
)
Work = Callable[[], object]
_WARM_UP = 12
"""Rounds after which a process that checks plan after plan no longer becomes faster."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: a work, our figure (seconds or a rate), what stands beside it, and their ratio."""

    name: str
    ours: float
    unit: str
    beside: str = ""
    ratio: float | None = None

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """The cells of the line."""
        figure = {"ms": f"{self.ours * 1000:.0f}", "s": f"{self.ours:.2f}"}.get(self.unit, f"{self.ours:.0f}")
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        return self.name, f"{figure} {self.unit}", self.beside, ratio


def medians(runs: int, *works: Work, before: int = 1) -> list[float]:
    """Median seconds of each work, done in turn ``runs`` times after ``before`` rounds of warm-up."""
    for work in works * before:
        work()
    seconds: list[list[float]] = [[] for _ in works]
    for _ in range(runs):
        for taken, work in zip(seconds, works, strict=True):
            start = time.perf_counter()
            work()
            taken.append(time.perf_counter() - start)
    return [statistics.median(taken) for taken in seconds]


def bare_xml(path: Path) -> object:
    """The main parts of a Word file, unpacked and parsed."""
    from lxml import etree

    with zipfile.ZipFile(path) as archive:
        there = set(archive.namelist())
        return [etree.fromstring(archive.read(name)) for name in PARTS if name in there]


def bare_pdf(path: Path) -> str:
    """The text of all pages of a file by pdfplumber alone."""
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        return "\n".join(page.extract_text() for page in pdf.pages)


def process(*words: str, good: Sequence[int] = (0,)) -> Work:
    """A process of this Python from its start to its end; ``good`` are the allowed exit statuses."""

    def work() -> None:
        done = subprocess.run([sys.executable, *words], cwd=PROJECT, capture_output=True, check=False)
        if done.returncode not in good:
            raise RuntimeError(f"{' '.join(words[:3])}: {done.stderr.decode(errors='replace')[-500:]}")

    return work


def warm_check(drafts: Sequence[Path], runs: int) -> list[Row]:
    """A draft read and compared with two references that are read already, also with its report, beside the floor.

    Every run takes a draft that no run before it has taken, since what was computed for a sentence is kept for a while;
    the last figure is of one draft that is checked again and again.
    """
    above = references()
    left = [cycle(drafts[start::3] or drafts) for start in range(3)]

    def checked(draft: Path) -> Review:
        return review(read_plan(draft), above)

    floor, ours, reported, again = medians(
        runs,
        lambda: bare_xml(next(left[0])),
        lambda: checked(next(left[1])),
        lambda: render(checked(next(left[2])), "html"),
        lambda: checked(drafts[0]),
        before=_WARM_UP,
    )
    beside = f"unpack and parse the XML of the same file: {floor * 1000:.1f} ms"
    return [
        Row(
            "read a plan (Word, 7 pages), compare it with two others, warm", ours, "ms", beside, ours / floor
        ),
        Row("the same with its HTML report", reported, "ms", beside, reported / floor),
        Row("the same plan once more, without a report", again, "ms", beside, again / floor),
    ]


def warm_pdf(pdf: Path, runs: int) -> Row:
    """Pages of a PDF without tables that are read in a second."""
    pages = read_document(pdf).pages or 1
    ours, bare = medians(runs, lambda: read_document(pdf), lambda: bare_pdf(pdf))
    beside = f"pdfplumber extract_text: {pages / bare:.0f} pages/s"
    return Row(
        "read a PDF with its structure, pages without tables", pages / ours, "pages/s", beside, ours / bare
    )


def cold_check(draft: Path, runs: int, folder: Path) -> Row:
    """The command line from its start to the report, against markitdown on the same two files."""
    pair = [str(draft), str(PROVINCE)]
    report = str(folder / "report.html")
    # Status 0 and 1 both mean a finished check.
    ours = process("-m", "doichieu", "check", pair[0], "--against", pair[1], "-o", report, good=(0, 1))
    name = "doichieu check from the shell to the HTML report (Word, a draft and one reference)"
    if importlib.util.find_spec("markitdown") is None:
        (taken,) = medians(runs, ours)
        return Row(name, taken, "s", "markitdown is not installed")
    taken, other = medians(runs, ours, process("-c", MARKITDOWN, *pair))
    beside = f"markitdown from the shell, the same two files: {other:.2f} s"
    return Row(name, taken, "s", beside, taken / other)


def cold_help(runs: int) -> Row:
    """The shortest run of the command line."""
    ours, python = medians(runs, process("-m", "doichieu", "--help"), process("-c", "pass"))
    return Row("doichieu --help from the shell", ours, "s", f"python alone: {python:.2f} s", ours / python)


def one_plan(runs: int, corpus: Path) -> list[Row]:
    """All rows on one plan; ``corpus`` has Word plans, and a folder of PDF plans is made beside it."""
    cold = max(3, runs // 3)
    drafts = sorted(corpus.glob("*.docx"))[: 3 * (runs + _WARM_UP)]
    papers = corpus.with_name(f"{corpus.name}-pdf")
    list(make(papers, 3, pdf=1.0))
    pdf = next(
        (path for path in sorted(papers.glob("*.pdf")) if not has_tables(path)), min(papers.glob("*.pdf"))
    )
    # The collector as the command line and the workers of a run set it.
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
    with tempfile.TemporaryDirectory() as folder:
        return [
            *warm_check(drafts, runs),
            warm_pdf(pdf, cold),
            cold_check(drafts[0], cold, Path(folder)),
            cold_help(cold),
        ]


def has_tables(path: Path) -> bool:
    """Whether a file has cells of tables."""
    return any(block.cell is not None for block in read_document(path).blocks)

"""The time of the work on one plan, beside the time of the libraries below it.

Run from the project folder: ``python -m benchmarks.run [--write docs/performance.md] [--runs 15]``. The real plans are
taken if the folder ``shared`` stands beside the project, otherwise the samples. Compared works are measured in turn, so
that a busy machine slows both; every figure is the median of its runs.
"""

from __future__ import annotations

import argparse
import importlib.util
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from compare import review
from doichieu import __version__
from extract import read_plan
from extract.readers import read_document
from tests import real

PROJECT = Path(__file__).resolve().parent.parent
SAMPLES = PROJECT / "samples"
# The plain statements of a caller of markitdown, in one process for all files.
MARKITDOWN = (
    "import sys; from markitdown import MarkItDown as M; m = M(); [m.convert(name) for name in sys.argv[1:]]"
)
Work = Callable[[], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table: the name of the work, our figure, the figure beside it, and their ratio or a remark."""

    name: str
    ours: str
    other: str = ""
    ratio: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """The measured files: one plan as docx and pdf, a draft with its references, and the same as docx."""

    docx: Path
    pdf: Path
    draft: Path
    references: tuple[Path, ...]
    draft_docx: Path
    reference_docx: Path


def files() -> Files:
    """The real plans if they are at hand, else the samples."""
    seeds, copies = real.SEEDS, real.COPIES
    if (copies / "langson.docx").is_file():
        return Files(
            docx=copies / "langson.docx",
            pdf=copies / "langson.pdf",
            draft=seeds / "ngochoi-draft.md",
            references=(seeds / "langson-80-kh-ubnd.txt",),
            draft_docx=copies / "ngochoi.docx",
            reference_docx=copies / "langson.docx",
        )
    return Files(
        docx=sample("a2"),
        pdf=sample("a4"),
        draft=sample("a4"),
        references=(sample("a1"), sample("a2")),
        draft_docx=sample("a3"),
        reference_docx=sample("a2"),
    )


def sample(start: str) -> Path:
    """The sample whose name begins with ``start``."""
    (path,) = (path for path in SAMPLES.glob(f"{start}-*") if path.is_file())
    return path


def medians(runs: int, *works: Work) -> list[float]:
    """Median seconds of each work, done in turn ``runs`` times after one round of warm-up."""
    for work in works:
        work()
    seconds: list[list[float]] = [[] for _ in works]
    for _ in range(runs):
        for taken, work in zip(seconds, works, strict=True):
            start = time.perf_counter()
            work()
            taken.append(time.perf_counter() - start)
    return [statistics.median(taken) for taken in seconds]


def bare_docx(path: Path) -> str:
    """The text of all paragraphs of a file by python-docx alone."""
    from docx import Document

    return "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)


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


def warm_docx(given: Files, runs: int) -> Row:
    """The reading of a plan, against the mere opening of its file."""
    ours, bare = medians(runs, lambda: read_plan(given.docx), lambda: bare_docx(given.docx))
    return Row(
        name=f"read a plan, warm ({given.docx.name})",
        ours=f"{ours * 1000:.0f} ms",
        other=f"python-docx, texts only: {bare * 1000:.0f} ms",
        ratio=f"{ours / bare:.2f}",
    )


def warm_check(given: Files, runs: int) -> Row:
    """The reading of draft and references, with the review."""

    def work() -> object:
        return review(read_plan(given.draft), [read_plan(path) for path in given.references])

    (ours,) = medians(runs, work)
    names = ", ".join(path.name for path in given.references)
    return Row(name=f"check, warm ({given.draft.name} against {names})", ours=f"{ours * 1000:.0f} ms")


def warm_pdf(given: Files, runs: int) -> Row:
    """Pages of a PDF that are read in a second."""
    pages = read_document(given.pdf).pages or 1
    ours, bare = medians(runs, lambda: read_document(given.pdf), lambda: bare_pdf(given.pdf))
    return Row(
        name=f"read a PDF ({given.pdf.name}, {pages} pages)",
        ours=f"{pages / ours:.0f} pages/s",
        other=f"pdfplumber extract_text: {pages / bare:.0f} pages/s",
        ratio=f"{ours / bare:.2f}",
    )


def cold_check(given: Files, runs: int, folder: Path) -> Row:
    """The command line from its start to the report, against markitdown on the same two files."""
    pair = [str(given.draft_docx), str(given.reference_docx)]
    report = str(folder / "report.html")
    # Status 0 and 1 both mean a finished check.
    ours = process("-m", "doichieu", "check", pair[0], "--against", pair[1], "-o", report, good=(0, 1))
    name = f"doichieu check, cold, with report ({given.draft_docx.name} against {given.reference_docx.name})"
    if importlib.util.find_spec("markitdown") is None:
        (taken,) = medians(runs, ours)
        return Row(name=name, ours=f"{taken:.2f} s", other="markitdown is not installed: make bench gets it")
    taken, other = medians(runs, ours, process("-c", MARKITDOWN, *pair))
    return Row(
        name=name,
        ours=f"{taken:.2f} s",
        other=f"markitdown, both files: {other:.2f} s",
        ratio=f"{taken / other:.2f}",
    )


def cold_help(runs: int) -> Row:
    """The shortest run of the command line."""
    ours, python = medians(runs, process("-m", "doichieu", "--help"), process("-c", "pass"))
    return Row(name="doichieu --help, cold", ours=f"{ours:.2f} s", other=f"python alone: {python:.2f} s")


def measure(runs: int) -> list[Row]:
    """All rows of the table."""
    given, cold = files(), max(3, runs // 3)
    with tempfile.TemporaryDirectory() as folder:
        return [
            warm_docx(given, runs),
            warm_check(given, runs),
            warm_pdf(given, max(3, runs // 3)),
            cold_check(given, cold, Path(folder)),
            cold_help(cold),
        ]


def table(rows: Sequence[Row]) -> str:
    """A Markdown table."""
    cells = [
        ("what", "doichieu", "beside it", "ratio"),
        *((row.name, row.ours, row.other, row.ratio) for row in rows),
    ]
    widths = [max(len(line[column]) for line in cells) for column in range(4)]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |"
        for line in cells
    ]
    lines.insert(1, "| " + " | ".join("-" * width for width in widths) + " |")
    return "\n".join(lines)


def page(rows: Sequence[Row], runs: int) -> str:
    """The page of the documentation."""
    machine = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    return (
        f"# Performance\n\nMade by `make bench` (doichieu {__version__}, {machine}). Each figure is the median of"
        f" {runs} runs (of {max(3, runs // 3)} for processes and PDF); what stands beside another was measured in turn"
        " with it. A ratio below 1 means that doichieu is the faster.\n\n"
        f"{table(rows)}\n"
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table; write the page with ``--write``."""
    parser = argparse.ArgumentParser(prog="benchmarks.run", description=__doc__)
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the page of the documentation")
    parser.add_argument("--runs", type=int, default=15, help="runs of every measurement (default: 15)")
    args = parser.parse_args(argv)
    if args.runs < 1:
        parser.error("--runs must be at least 1")
    rows = measure(args.runs)
    print(table(rows))
    if args.write:
        args.write.write_text(page(rows, args.runs), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

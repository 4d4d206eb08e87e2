"""The time of one review by the size of its plans: ``python -m benchmarks.sizes [--write docs/sizes.md]``.

The plans are made in code, as text, with as many measures as wanted: every group of people meets every service
(``sizes.toml``), so that many targets differ in one phrase. The draft says each in other words and in another order,
one in ten with a lower value, and leaves one in twenty out. Every figure is the median of reviews in processes of their
own, in which no text of the plans was compared before; reading them is not counted.
"""

from __future__ import annotations

import argparse
import platform
import statistics
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from itertools import product
from multiprocessing import get_context
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.stages import clocked
from compare import review
from doichieu import __version__
from extract import read_plan
from extract.language import toml_tables
from extract.language.toml_tables import Row, Rows
from extract.model import Plan

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
SIZES = (30, 100, 300, 1000)
STAGES = ("pair", "judge", "align tasks", "rules")
LEFT_OUT, WEAKENED = 0.05, 0.1
"""Shares of the targets that the draft leaves out, and of those that it keeps with a lower value."""
_WORDING = Rows(Row(needed={"upper": "text", "lower": "text"}))
_YEARS = range(2025, 2031)
_TASKS = 3
"""One task for so many measures."""


@cache
def words() -> Mapping[str, Any]:
    """The bank of words beside this module."""
    return toml_tables.read("benchmarks", "sizes", {"groups": _WORDING, "services": _WORDING})


def plans(measures: int, seed: int) -> tuple[str, str]:
    """The texts of an upper plan with so many measures and of a draft below it; the same for the same seed."""
    rng = Random(f"{seed}/{measures}")
    both = list(product(words()["groups"], words()["services"]))
    rng.shuffle(both)
    upper, lower = [], []
    for number in range(measures):
        group, service = both[number % len(both)]
        year, value = rng.choice(_YEARS), rng.randrange(40, 100)
        own = value - 5 if rng.random() < WEAKENED else value
        upper.append(f"Đến năm {year}, ít nhất {value}% {group['upper']} {service['upper']}.")
        if rng.random() >= LEFT_OUT:
            lower.append(f"Tối thiểu {own}% {group['lower']} {service['lower']} vào năm {year}.")
    rng.shuffle(lower)
    verbs = words()["tasks"]["verbs"]
    tasks = [
        f"{verbs[number % len(verbs)]} để {group['upper']} {service['upper']} trên địa bàn."
        for number, (group, service) in enumerate(both[: measures // _TASKS])
    ]
    return _text("tỉnh Sông Lâm", upper, tasks), _text("huyện Nà Sưởng", lower, tasks[::-1])


def _text(place: str, targets: Sequence[str], tasks: Sequence[str]) -> str:
    lines = [
        f"ỦY BAN NHÂN DÂN {place.upper()}",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 52/KH-UBND",
        "Sông Lâm, ngày 12 tháng 3 năm 2024",
        "KẾ HOẠCH",
        f"Phát triển dịch vụ xã hội {place} giai đoạn 2024-2030",
        "I. MỤC TIÊU",
        *(f"- {target}" for target in targets),
        "II. NHIỆM VỤ",
        *(f"- {task}" for task in tasks),
    ]
    return "\n".join(lines) + "\n"


def read(*texts: str) -> Iterator[Plan]:
    """The plans with these texts."""
    with TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            path = Path(folder) / f"{number}.txt"
            path.write_text(text, encoding="utf-8")
            yield read_plan(path)


def measured(measures: int, seed: int) -> dict[str, float]:
    """Processor seconds of one review by stage; the program's words are loaded by a review of samples before."""
    review(read_plan(SAMPLES / "a5-kh-huyen-da-lung.txt"), [read_plan(SAMPLES / "a2-kh-tinh.docx")])
    upper, draft = read(*plans(measures, seed))
    return clocked(lambda: review(draft, [upper]))


def row(measures: int, runs: int) -> str:
    """One line of the table: milliseconds, together and by stage."""
    context = get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context, max_tasks_per_child=1) as pool:
        found = list(pool.map(partial(measured, measures), range(runs)))
    times = [statistics.median(sum(one.values()) for one in found)]
    times += [statistics.median(one.get(stage, 0.0) for one in found) for stage in STAGES]
    return f"| {measures} × {measures} | {' | '.join(f'{seconds * 1000:.0f}' for seconds in times)} |"


def page(rows: Sequence[str], runs: int) -> str:
    """The page of the documentation."""
    machine = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    return (
        f"# One review by the size of its plans\n\nMade by `make sizes` (doichieu {__version__}, {machine}), in"
        f" milliseconds of one core, the median of {runs} reviews in processes of their own. Plans made in code"
        " (`benchmarks/sizes.py`), in which many targets differ in one phrase; the draft says each in other words and"
        " in another order, one in ten weaker, one in twenty left out. Reading the plans is not counted; “all” holds"
        " what the columns do not name.\n\n" + table(rows)
    )


def table(rows: Sequence[str]) -> str:
    """The table in Markdown."""
    head = f"| measures | all | {' | '.join(STAGES)} |\n{'| --- ' * (len(STAGES) + 2)}|\n"
    return head + "\n".join(rows) + "\n"


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table; write the page with ``--write``."""
    parser = argparse.ArgumentParser(prog="benchmarks.sizes", description=__doc__)
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the page of the documentation")
    parser.add_argument("--runs", type=int, default=5, help="reviews of every size (default: 5)")
    args = parser.parse_args(argv)
    rows = [row(measures, args.runs) for measures in SIZES]
    print(table(rows))
    if args.write:
        args.write.write_text(page(rows, args.runs), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

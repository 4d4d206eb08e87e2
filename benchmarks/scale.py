"""Growth of processor time with the size of the input: ``python -m benchmarks.scale [NAME …]``.

Each pattern of ``scale.toml`` is one shape of text, repeated n, 2n and 4n times; it is read, or read and reviewed with
its report. A pattern whose time grows by more than 2.4 where its size doubles fails: linear work doubles, and a little
is left for collections of memory. Every figure is the least of several runs, of processor time, each with other
numbers, so that no cache of an earlier run helps; each pattern has a process of its own, with a limit on its time.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from multiprocessing import TimeoutError as TooLongError
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from compare import review
from extract import read_plan
from extract.errors import ReadError
from extract.kept import forget
from extract.language import toml_tables
from extract.language.toml_tables import Row, Rows
from templates import render

LIMIT = 2.4
"""Greatest growth of time for twice the size."""
LONGEST = 300.0
"""Seconds of wall clock for one pattern, all sizes and runs together."""
RUNS, RETRIES = 2, 4
"""Runs of each size, and the most where a growth seems too great."""
_LEAST = 0.02
"""Seconds below which a growth says nothing."""
_SIGNS: dict[str, object] = {"none": "", "blank": " ", "marks": "e\u0302\u0301"}
_SHAPE = Rows(
    Row(
        needed={"name": "text", "count": "whole", "piece": "text"},
        may={
            "form": "text",
            "stage": "text",
            "before": "text",
            "after": "text",
            "between": "text",
            "bare": "truth",
        },
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One shape: ``piece`` is repeated between ``before`` and ``after``.

    ``form`` is the ending of the file; ``stage`` is "read" or "review"; ``bare`` leaves out the head of a plan.
    """

    name: str
    count: int
    piece: str
    form: str = "txt"
    stage: str = "read"
    before: str = ""
    after: str = ""
    between: str = "\n"
    bare: bool = False

    def text(self, count: int, seed: int) -> str:
        """The text with so many pieces, whose numbers and words depend on the seed."""
        pieces = (self.piece.format_map(_values(number, seed)) for number in range(1, count + 1))
        whole = f"{self.before}{self.between.format_map(_SIGNS).join(pieces)}{self.after}"
        frame = "{}" if self.bare else str(_table()["frames"][self.form])
        return frame.replace("{}", whole)


@cache
def _table() -> Mapping[str, Any]:
    return toml_tables.read("benchmarks", "scale", {"patterns": _SHAPE})


@cache
def patterns() -> tuple[Pattern, ...]:
    """All patterns of ``scale.toml``."""
    return tuple(Pattern(**one) for one in _table()["patterns"])


def _values(number: int, seed: int) -> dict[str, object]:
    """The values for one piece: a running number, a percentage, a day, a month, words that differ."""
    words: Sequence[str] = _table()["words"]
    mixed = number * 7919 + seed * 104729
    return _SIGNS | {
        "i": number,
        "p": mixed % 89 + 10,
        "d": mixed % 28 + 1,
        "m": mixed % 12 + 1,
        "a": words[mixed % len(words)],
        "b": words[mixed // len(words) % len(words)],
        "c": words[mixed // len(words) ** 2 % len(words)],
    }


def seconds(pattern: Pattern, count: int, seed: int) -> float:
    """Processor seconds of reading, or of reviewing, ``count`` pieces, with nothing kept from smaller ones."""
    with TemporaryDirectory() as folder:
        path = _written(pattern, count, seed, Path(folder))
        forget()
        start = time.process_time()
        try:
            plan = read_plan(path)
        except ReadError:
            # A refusal ends the work as well.
            return time.process_time() - start
        if pattern.stage == "review":
            upper = read_plan(_written(pattern, count, seed + 1, Path(folder), "tren"))
            forget()
            start = time.process_time()
            render(review(plan, [upper]), "html")
        return time.process_time() - start


def _written(pattern: Pattern, count: int, seed: int, folder: Path, name: str = "duoi") -> Path:
    path = folder / f"{name}.{pattern.form}"
    text = pattern.text(count, seed)
    if pattern.form != "docx":
        path.write_text(text, encoding="utf-8", newline="\n")
        return path
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in _table()["docx"].items():
            archive.writestr(part, content.replace("{}", text))
    return path


def measured(name: str) -> list[float]:
    """The seconds of n, 2n and 4n pieces of a pattern: the least of some runs, of more where growth seems too great."""
    pattern = next(one for one in patterns() if one.name == name)
    seconds(pattern, 5, 99)  # word lists and libraries are loaded
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)  # as the workers of a run
    best = [float("inf")] * 3
    for run in range(RETRIES):
        for place, times in enumerate((1, 2, 4)):
            best[place] = min(best[place], seconds(pattern, pattern.count * times, 3 * run + place))
        if run + 1 >= RUNS and max(growths(best)) <= LIMIT:
            break
    return best


def growths(found: Sequence[float]) -> tuple[float, float]:
    """The growth from n to 2n and from 2n to 4n; 0 where the times are too short to tell."""
    n, two, four = found
    return (two / n if n >= _LEAST else 0.0), (four / two if two >= _LEAST else 0.0)


def rows(names: Sequence[str]) -> Iterator[tuple[str, list[float] | None]]:
    """The seconds of each pattern, None for one that does not end in time."""
    context = get_context("spawn")
    for name in names:
        with context.Pool(1) as pool:
            try:
                yield name, pool.apply_async(measured, (name,)).get(LONGEST)
            except TooLongError:
                yield name, None


def line(name: str, found: list[float] | None) -> tuple[str, bool]:
    """One line of the table, and whether the pattern passes."""
    if found is None:
        return f"{name:<44} does not end in {LONGEST:.0f} s", False
    grown = growths(found)
    passes = max(grown) <= LIMIT
    figures = "".join(f"{one:9.2f}" for one in found)
    said = " ".join(f"{one:5.2f}" if one else "    -" for one in grown)
    return f"{name:<44}{figures}   {said}{'' if passes else '   TOO GREAT'}", passes


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table; the status is 1 where a pattern fails."""
    parser = argparse.ArgumentParser(prog="benchmarks.scale", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="patterns to measure (default: all)")
    args = parser.parse_args(argv)
    known = [pattern.name for pattern in patterns()]
    if unknown := sorted(set(args.names) - set(known)):
        parser.error(f"no such pattern: {', '.join(unknown)}")
    print(f"{'pattern (processor seconds)':<44}{'n':>9}{'2n':>9}{'4n':>9}   2n/n  4n/2n")
    failed = []
    for name, found in rows(args.names or known):
        told, passes = line(name, found)
        print(told, flush=True)
        if not passes:
            failed.append(name)
    if failed:
        print(f"too great a growth: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

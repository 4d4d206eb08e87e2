"""A folder of many plausible plans of districts, to run the batch on.

Run from the project folder: ``python -m benchmarks.corpus FOLDER [--plans 705] [--pdf 0.05] [--seed 1]``. Every plan is
made from a province's sample by the generator of the accuracy benchmark, every third with deviations, and filled up to
the length of real ones (6 to 10 pages) with what offices do. The same arguments give the same plans.
"""

from __future__ import annotations

import argparse
import os
import sys
import tomllib
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache
from itertools import count, islice
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.generator import rendering, uppers
from benchmarks.generator.plans import make
from extract.model import Level, Plan
from samples.build import WRITERS, Source

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
NATION, PROVINCE = SAMPLES / "a1-qd-ttg.docx", SAMPLES / "a2-kh-tinh.docx"
Job = tuple[Path, int, int, float]
"""Folder, number, seed, share of PDF."""


def write(job: Job) -> str:
    """Write one plan; its file's name."""
    folder, number, seed, pdf = job
    rng = Random(f"{seed}/{number}")
    source = _source(number, seed, rng)
    path = folder / f"{number:05}-{source.path.stem}{'.pdf' if rng.random() < pdf else '.docx'}"
    path.write_bytes(WRITERS[path.suffix](replace(source, path=path, target=path)))
    return path.name


def _source(number: int, seed: int, rng: Random) -> Source:
    """A plan of a district with a name of its own."""
    upper = uppers.read(PROVINCE)
    # Others of the generator's plans are of communes: those are passed over.
    candidates = (make(upper, PROVINCE, made, seed, number % 3 == 0) for made in count(number * 1000))
    draft = next(made.draft for made in candidates if made.draft.unit.level is Level.DISTRICT)
    name = name_of(number)
    facts = {"name": f"huyện {name}", "programme": draft.programme}
    offices = rng.sample(words()["offices"], rng.randint(8, len(words()["offices"])))
    duties = [*draft.duties, *((office["name"], office["duty"].format(**facts)) for office in offices)]
    file = Path(f"ke-hoach-huyen-{number:05}.docx")
    source = rendering.source_of(replace(draft, duties=tuple(duties)), file)
    situation = [("P", f"- {text.format(**facts)}", "") for text in words()["situation"]]
    blocks: list[tuple[str, str, str]] = []
    for block in source.blocks:
        blocks.append(block)
        if "MỤC ĐÍCH, YÊU CẦU" in block[1]:
            blocks += situation
    old = draft.unit.short
    return replace(
        source,
        head={key: _renamed(text, old, name) for key, text in source.head.items()},
        blocks=[(tag, _renamed(bold, old, name), _renamed(text, old, name)) for tag, bold, text in blocks],
    )


def _renamed(text: str, old: str, new: str) -> str:
    return text.replace(old, new).replace(old.upper(), new.upper())


def name_of(number: int) -> str:
    """The name of the district with this number, each its own up to 3,600; then with a number of its own.

    >>> name_of(0) != name_of(1)
    True
    """
    first, last = words()["first_names"], words()["last_names"]
    again, place = divmod(number, len(first) * len(last))
    name = f"{first[place % len(first)]} {last[(place // len(first) + place) % len(last)]}"
    return f"{name} {again + 1}" if again else name


@cache
def words() -> dict[str, Any]:
    """The bank of words beside this module."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def references() -> tuple[Plan, ...]:
    """The two plans above all plans of a corpus."""
    return tuple(uppers.read(path) for path in (NATION, PROVINCE))


def corpus(folder: Path, plans: int, *, seed: int = 1, pdf: float = 0.0) -> Iterator[str]:
    """Write the plans that are not there yet; their names as they are written."""
    folder.mkdir(parents=True, exist_ok=True)
    there = {int(path.name[:5]) for path in folder.glob("[0-9]*-*.*")}
    jobs = ((folder, number, seed, pdf) for number in count() if number not in there)
    context = get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), mp_context=context) as pool:
        yield from pool.map(write, islice(jobs, max(0, plans - len(there))), chunksize=8)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write a corpus."""
    parser = argparse.ArgumentParser(prog="benchmarks.corpus", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--plans", type=int, default=705)
    parser.add_argument("--pdf", type=float, default=0.05, help="share of plans as PDF")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    written = sum(1 for _ in corpus(chosen.folder, chosen.plans, seed=chosen.seed, pdf=chosen.pdf))
    print(f"{written} plans written to {chosen.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

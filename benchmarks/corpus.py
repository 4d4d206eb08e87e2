"""A folder of many plausible district plans for runs of the batch.

Run from the project folder: ``python -m benchmarks.corpus FOLDER [--plans 705] [--pdf 0.05] [--seed 1] [--own]``. Every
plan is the text of a sample under another name, reworded, every third with planted deviations (``benchmarks.planted``),
and filled up to the length of real plans (6 to 10 pages) with duties of offices. The same arguments give the same ones.

Such plans are much alike (``alike``). With ``--own`` every sentence names its district, so that no two plans share one,
though they still share parts of sentences.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache
from itertools import count, islice
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.planted.deviations import deviations, groups
from benchmarks.planted.plans import base, made
from benchmarks.planted.rewording import Block
from extract.language import toml_tables
from extract.language.toml_tables import Row, Rows
from extract.model import Plan
from extract.readers import read_document
from samples.build import WRITERS, Source

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
NATION, PROVINCE = SAMPLES / "a1-qd-ttg.docx", SAMPLES / "a2-kh-tinh.docx"
BASES = {"a3": ("Khe Vằng", "MỤC ĐÍCH, YÊU CẦU"), "a4": ("Nà Sưởng", "Kết quả chủ yếu")}
"""The district of a sample, and the heading above its situation."""
SHAPES = {"offices": Rows(Row(needed={"name": "text", "duty": "text"}))}
Job = tuple[Path, int, int, float, bool]
"""Folder, number, seed, share of PDF, whether its sentences are its own."""
_SENTENCE = 8
"""Words from which on a paragraph is a sentence; shorter ones are headings, which all plans have."""


def write(job: Job) -> str:
    """Write one plan; return the name of its file."""
    folder, number, seed, pdf, own = job
    rng = Random(f"{seed}/{number}")
    source = _source(number, rng)
    if own:
        source = replace(source, blocks=[_own(block, name_of(number)) for block in source.blocks])
    path = folder / f"{number:05}-ke-hoach-huyen{'.pdf' if rng.random() < pdf else '.docx'}"
    path.write_bytes(WRITERS[path.suffix](replace(source, path=path, target=path)))
    return path.name


def _source(number: int, rng: Random) -> Source:
    """Give a plan of a district with a name of its own; every third has planted deviations."""
    sample = "a3" if number % 3 == 0 else rng.choice(tuple(BASES))
    rows = list(groups(deviations()[sample], base(sample).text, rng)) if number % 3 == 0 else [()]
    source = made(sample, f"{number:05}", rng, rng.choice(rows)).source
    old, after = BASES[sample]
    facts = {"name": f"huyện {name_of(number)}", "programme": words()["programme"]}
    blocks: list[Block] = []
    for block in source.blocks:
        if block[1].endswith("./."):
            blocks += _duties(facts, rng)
        blocks.append(block)
        if after in block[1]:
            blocks += [("P", f"- {text.format(**facts)}", "") for text in words()["situation"]]
    return replace(
        source,
        head={key: _renamed(text, old, name_of(number)) for key, text in source.head.items()},
        blocks=[
            (tag, _renamed(bold, old, name_of(number)), _renamed(text, old, name_of(number)))
            for tag, bold, text in blocks
        ],
    )


def _own(block: Block, name: str) -> Block:
    """A sentence with the name of its district before its last marks; rows of tables stay."""
    tag, first, second = block
    if "|" in first or len(f"{first}{second}".split()) < _SENTENCE:
        return block
    text = second or first
    bare = text.rstrip(" .;:,/")
    told = f"{bare} tại huyện {name}{text[len(bare) :]}"
    return (tag, first, told) if second else (tag, told, second)


def _duties(facts: Mapping[str, str], rng: Random) -> Iterator[Block]:
    """Give the duties of further offices, behind the five duties of the samples."""
    offices = rng.sample(words()["offices"], rng.randint(10, len(words()["offices"])))
    for number, office in enumerate(offices, start=6):
        yield "H", f"{number}. {office['name']}:", f" {office['duty'].format(**facts)}"


def _renamed(text: str, old: str, new: str) -> str:
    return text.replace(old, new).replace(old.upper(), new.upper())


def name_of(number: int) -> str:
    """The name of the district with this number: unique by itself up to 3,600, then with a number behind it.

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
    return toml_tables.read("benchmarks", "corpus", SHAPES)


def references() -> tuple[Plan, ...]:
    """The two plans above all plans of a corpus."""
    return base("a3").above


def alike(files: Sequence[Path]) -> float:
    """The share of the sentences of some plans that stand word for word in one before them, from 0 to 1."""
    known: set[str] = set()
    total = again = 0
    for path in files:
        texts = [block.text for block in read_document(path).blocks if len(block.text.split()) >= _SENTENCE]
        total += len(texts)
        again += sum(text in known for text in texts)
        known.update(texts)
    return again / total if total else 0.0


def corpus(folder: Path, plans: int, *, seed: int = 1, pdf: float = 0.0, own: bool = False) -> Iterator[str]:
    """Write the missing plans; give the name of each as it is written."""
    folder.mkdir(parents=True, exist_ok=True)
    there = {int(path.name[:5]) for path in folder.glob("[0-9]*-*.*")}
    jobs = ((folder, number, seed, pdf, own) for number in count() if number not in there)
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
    parser.add_argument("--own", action="store_true", help="no two plans share a sentence")
    chosen = parser.parse_args(arguments)
    made = corpus(chosen.folder, chosen.plans, seed=chosen.seed, pdf=chosen.pdf, own=chosen.own)
    written = sum(1 for _ in made)
    print(f"{written} plans written to {chosen.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

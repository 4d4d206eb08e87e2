"""Plans made from the sources of the samples: with planted deviations, and only reworded."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.planted.deviations import Deviation, deviations, groups
from benchmarks.planted.rewording import Lines, reworded
from compare import review
from compare.model import Review
from extract import read_plan
from extract.model import Plan
from samples.build import WRITERS, Source, read_source

SAMPLES = Path(__file__).resolve().parent.parent.parent / "samples"
_SUFFIXES = (*4 * (".txt",), *3 * (".html",), ".docx")


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """A sample: its source as text and parsed, the plans above it, and the review of the unchanged sample.

    ``targets`` are the quotes of its targets, worked out by hand (``samples/expected``).
    """

    text: str
    source: Source
    above: tuple[Plan, ...]
    targets: tuple[str, ...]
    review: Review


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One made plan.

    ``planted`` holds each deviation with its changed lines; ``slipped`` tells whether letters were lost.
    """

    name: str
    sample: str
    source: Source
    suffix: str
    planted: tuple[tuple[Deviation, tuple[str, ...]], ...] = ()
    slipped: bool = False


@cache
def base(sample: str) -> Base:
    """Give the sample whose name begins with ``sample`` ("b3")."""
    (path,) = (SAMPLES / "sources").glob(f"{sample}-*.txt")
    source = read_source(path)
    above = tuple(_read(name) for name in _expected(path.stem, "review")["references"])
    return Base(
        text=path.read_text(encoding="utf-8"),
        source=source,
        above=above,
        targets=tuple(
            measure["quote"]
            for measure in _expected(path.stem, "plan")["measures"]
            if measure["part"] == "targets"
        ),
        review=review(read_plan(source.target), above),
    )


def _expected(stem: str, part: str) -> dict[str, Any]:
    text = (SAMPLES / "expected" / f"{stem}.{part}.json").read_text(encoding="utf-8")
    return json.loads(text)  # type: ignore[no-any-return]


@cache
def _read(name: str) -> Plan:
    return read_plan(SAMPLES / name)


def parsed(text: str) -> Source:
    """Parse the text of a source; raise ValueError on a line without a known tag."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "source.txt"
        path.write_text(text, encoding="utf-8")
        return replace(read_source(path), path=Path(path.name))


def planted(seed: int) -> Iterator[Made]:
    """Give plans in which every deviation is planted once; the same seed gives the same plans."""
    for sample, rows in deviations().items():
        rng = Random(f"{seed}/{sample}")
        for number, group in enumerate(groups(rows, base(sample).text, rng)):
            yield made(sample, f"{sample}-{seed}-p{number}", rng, group)


def harmless(seed: int, each: int) -> Iterator[Made]:
    """Give ``each`` plans of every sample that are only reworded."""
    for sample in deviations():
        rng = Random(f"{seed}/{sample}/harmless")
        for number in range(each):
            yield made(sample, f"{sample}-{seed}-h{number}", rng)


def made(sample: str, name: str, rng: Random, rows: tuple[Deviation, ...] = ()) -> Made:
    """Make one plan: plant the rows, reword the other lines, choose a format."""
    text, places = base(sample).text, []
    for row in rows:
        text, lines = row.put_into(text)
        places.append((row, lines))
    source = parsed(text)
    blocks, slipped = reworded(_lines(base(sample), source), rng)
    head = {**source.head, "layout": source.head["layout"] if rows else rng.choice(("table", "flat"))}
    return Made(
        name=name,
        sample=sample,
        source=replace(source, head=head, blocks=list(blocks)),
        suffix=".docx" if any(row.word for row in rows) else rng.choice(_SUFFIXES),
        planted=tuple(places),
        slipped=slipped,
    )


def _lines(sample: Base, source: Source) -> Lines:
    """Find the targets by the hand-made quotes, and the unchanged lines that may be reworded."""
    untouched = set(sample.source.blocks)
    touched = {at for at, block in enumerate(source.blocks) if block not in untouched}
    texts = [bold + plain for _, bold, plain in source.blocks]
    targets = {at for at, text in enumerate(texts) if any(quote in text for quote in sample.targets)}
    # A line with a deviation stays among the targets, though its words may be others.
    for at in sorted(touched):
        if {at - 1, at + 1} & targets:
            targets.add(at)
    bullets = {at for at, block in enumerate(source.blocks) if block[0] == "P" and block[1].startswith("- ")}
    return Lines(
        blocks=tuple(source.blocks),
        targets=frozenset(targets),
        free=frozenset((targets | bullets) - touched),
    )


def reviewed(plan: Made) -> Review:
    """Write the plan to a file, read it back, and review it against the plans above its sample."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{plan.name}{plan.suffix}"
        path.write_bytes(WRITERS[plan.suffix](plan.source))
        draft = read_plan(path)
    return review(draft, base(plan.sample).above)

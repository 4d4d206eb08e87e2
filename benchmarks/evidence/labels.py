"""Labelled plans by family: the samples of the project, and the plans of other hands where they are at hand.

A family is an upper plan with the plans below it. Plans of other hands stand outside the project, in the folder
``shared`` beside it; without them only the samples are taken.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from extract import read_plan
from extract.model import Measure, Plan
from tests.real import FOLDER

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
PLANS = FOLDER / "plans"
_FORMATS = (".docx", ".txt", ".html", ".doc", ".pdf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A measure as a reader quotes it; ``low`` and ``year`` are None where the label does not tell them."""

    quote: str
    low: Decimal | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A measure of a reference with its right answers in the draft, and the verdicts that are right.

    ``open`` marks a row on which readers differ, ``flagged`` one with a finding.
    """

    plan: int
    reference: Said
    answers: tuple[Said, ...]
    verdicts: frozenset[str]
    open: bool
    flagged: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A draft with its references and their rows."""

    draft: Plan
    references: tuple[Plan, ...]
    rows: tuple[Row, ...]


def families() -> dict[str, list[Case]]:
    """All cases by family, in the order of their names."""
    found: dict[str, list[Case]] = defaultdict(list)
    for path in sorted(SAMPLES.glob("expected/*.review.json")):
        found[f"samples {path.name[0]}"].append(_sample(json.loads(path.read_text(encoding="utf-8"))))
    for path in sorted(PLANS.glob("*/*__vs__*.gold.json")):
        found[path.parent.name].append(_labelled(path))
    return dict(found)


@cache
def _plan(path: Path) -> Plan:
    return read_plan(path)


def _sample(given: Mapping[str, Any]) -> Case:
    rows = [
        Row(
            plan=pair["reference"],
            reference=Said(quote=pair["reference_quote"]),
            answers=tuple(Said(quote=quote) for quote in [pair["draft_quote"]] if quote),
            verdicts=frozenset({pair["verdict"]}),
            open=False,
            flagged=pair["verdict"] not in ("meets", "exceeds"),
        )
        for pair in given["pairs"]
    ]
    return Case(
        draft=_plan(SAMPLES / given["draft"]),
        references=tuple(_plan(SAMPLES / name) for name in given["references"]),
        rows=tuple(rows),
    )


def _labelled(path: Path) -> Case:
    given = json.loads(path.read_text(encoding="utf-8"))
    above = path.name.removesuffix(".gold.json").split("__vs__")[1].split("+")
    return Case(
        draft=_plan(_file(path.parent, given["draft"])),
        references=tuple(_plan(_file(path.parent, name)) for name in above),
        rows=tuple(_row(row) for row in given["pairs"]),
    )


def _file(family: Path, name: str) -> Path:
    """The file of a plan in the format that is read best."""
    found = [path for path in (family / "files").glob(f"{name}.*") if path.suffix in _FORMATS]
    return min(found, key=lambda path: (len(path.suffixes), _FORMATS.index(path.suffix)))


def _row(row: Mapping[str, Any]) -> Row:
    verdicts = frozenset({row["verdict"], *row.get("also_acceptable", [])})
    return Row(
        plan=row["reference"]["plan"],
        reference=_said(row["reference"]),
        answers=tuple(_said(one) for one in row.get("draft") or ()),
        verdicts=verdicts,
        open=bool(row.get("debatable")),
        flagged=bool(row.get("findings")) or not verdicts & {"meets", "exceeds"},
    )


def _said(given: Mapping[str, Any]) -> Said:
    year = re.search(r"20\d\d", str(given.get("deadline") or ""))
    low = given.get("low")
    return Said(
        quote=given["quote"],
        low=None if low is None else Decimal(str(low)),
        year=int(year.group()) if year else None,
    )


def flat(text: str) -> str:
    """A text without spaces, marks of cells and case."""
    return re.sub(r"[\s|]+", "", unicodedata.normalize("NFC", text)).casefold()


def is_said(said: Said, text: str, measure: Measure | None, year: int | None) -> bool:
    """Whether a measure that was read from the item ``text`` is the one that a label quotes.

    A label without a value quotes the words of the measure, not of its item.
    """
    low = measure.low if measure else None
    quote, words = flat(said.quote), flat(measure.text if measure and said.low is None else text)
    if not words or not (quote in words or words in quote):
        return False
    if said.low is not None and low is not None and abs(said.low - low) >= Decimal("0.05"):
        return False
    return said.year is None or year is None or said.year == year


def rows_of(rows: Sequence[Row], items: Iterable[tuple[str, Measure | None, int | None]]) -> list[Row | None]:
    """The row of each measure of a reference, None without one; a row without a value stands for one measure only."""
    left = list(rows)
    found = []
    for text, measure, year in items:
        row = next((row for row in left if is_said(row.reference, text, measure, year)), None)
        if row is not None and row.reference.low is None:
            left.remove(row)
        found.append(row)
    return found

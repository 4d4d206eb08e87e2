"""The same plan in every format: found, missed and wrong measures against one truth.

Run from the project folder: ``python -m benchmarks.formats [--write docs/formats.md]``. The truth of a sample is its
hand-made list of measures, that of a real plan the measures of its Word copy, which the tests check against a list made
by hand. The samples are re-saved here: by LibreOffice, as pictures of their pages, with old letters.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks.resaved import converted, decomposed, numbered, pictures, rewritten
from extract import Plan, ReadError, read_plan
from extract.model import Measure
from extract.readers import read_document
from tests import real
from tests.sample_plans import STEMS, expected, file_of

PROJECT = Path(__file__).resolve().parent.parent
FIELDS = ("unit", "bound", "effort", "change", "baseline_year", "per", "deadline", "better")
Facts = tuple[object, ...]
"""A measure without its words: part, low, high and ``FIELDS``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Counts of the measures of one file against the truth; ``unmarked`` are wrong and not marked as doubtful."""

    name: str
    form: str
    wanted: int
    found: int
    wrong: int
    unmarked: int
    remark: str = ""

    @property
    def missed(self) -> int:
        """Measures of the truth that were not found."""
        return self.wanted - self.found


def facts(part: str, measure: Measure) -> Facts:
    """The facts of a measure, which must be equal in every format."""
    return (part, measure.low, measure.high, *(getattr(measure, name) for name in FIELDS))


def measures(plan: Plan) -> Iterator[tuple[Facts, Measure]]:
    """All measures of a plan, each with its facts."""
    for part, items in (("targets", plan.targets), ("tasks", plan.tasks)):
        for item in items:
            for measure in item.measures:
                yield facts(part, measure), measure


def hand_made(stem: str) -> Counter[Facts]:
    """The truth of a sample."""

    def number(value: object) -> Decimal | None:
        return None if value is None else Decimal(str(value))

    entries: list[dict[str, Any]] = expected(stem, "plan")["measures"]
    return Counter(
        (entry["part"], number(entry["low"]), number(entry["high"]), *(entry[name] for name in FIELDS))
        for entry in entries
    )


def score(path: Path, truth: Counter[Facts], form: str, name: str | None = None) -> Score:
    """Read one file and count its measures against the truth."""
    try:
        plan = read_plan(path)
    except ReadError as error:
        return Score(
            name=name or path.name,
            form=form,
            wanted=truth.total(),
            found=0,
            wrong=0,
            unmarked=0,
            remark=error.reason.what_en,
        )
    left, wrong, unmarked = Counter(truth), 0, 0
    for known, measure in measures(plan):
        if left[known] > 0:
            left[known] -= 1
        else:
            wrong += 1
            unmarked += not measure.anchor.unsure
    found = truth.total() - left.total()
    return Score(
        name=name or path.name, form=form, wanted=truth.total(), found=found, wrong=wrong, unmarked=unmarked
    )


# ---- samples in other formats ------------------------------------------------------------------------------
def sample_scores(stem: str, folder: Path, *, scan: bool) -> Iterator[Score]:
    """One sample as it is and in every format it can be saved in."""
    truth, path = hand_made(stem), file_of(stem)
    yield score(path, truth, path.suffix[1:])
    if path.suffix != ".docx":
        return
    yield score(rewritten(path, decomposed, folder / f"{stem}-nfd.docx"), truth, "docx, NFD")
    yield score(numbered(path, folder / f"{stem}-numbered.docx"), truth, "docx, numbered by Word")
    for ending in ("doc", "rtf", "odt", "html", "pdf"):
        yield score(converted(path, ending, folder), truth, ending)
    if scan:
        yield score(pictures(folder / "pdf" / f"{stem}.pdf", folder), truth, "scan, 200 dpi")


# ---- the real plans ----------------------------------------------------------------------------------------
def real_scores() -> Iterator[Score]:
    """Every copy of the two real plans against its Word copy."""
    for stem in ("langson", "ngochoi"):
        base = read_plan(real.COPIES / f"{stem}.docx")
        for path in sorted(real.COPIES.glob(f"{stem}*")):
            if path.suffix == ".txt":
                continue  # the body alone, without masthead
            form = path.suffix[1:] + (", scan" if "scan" in path.stem else "")
            held = _held(base, path) if "tcvn3" in path.stem else frozenset()
            truth = Counter(known for known, measure in measures(base) if not held or measure.text in held)
            yield score(path, truth, form + (", the first third of the plan" if held else ""))


def _held(base: Plan, path: Path) -> frozenset[str]:
    """The texts of the measures whose words stand in a copy, which holds only the first pages of the plan."""
    text = _plain(read_document(path).text)
    return frozenset(measure.text for _, measure in measures(base) if _plain(measure.text) in text)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).lower().split())


def table(scores: Sequence[Score]) -> list[str]:
    """Rows in Markdown."""
    lines = [
        "| file | format | measures | found | missed | wrong | wrong and not marked |",
        "| --- " * 7 + "|",
    ]
    for row in scores:
        remark = f" ({row.remark})" if row.remark else ""
        lines.append(
            f"| {row.name} | {row.form}{remark} | {row.wanted} | {row.found} | {row.missed} | {row.wrong} | "
            f"{row.unmarked} |"
        )
    return lines


def page(scores: Sequence[Score]) -> str:
    """The page of the documentation."""
    return "\n".join(
        [
            "# One plan, every format",
            "",
            "Made by `make formats`. Every file is read as a user's file is read, and its measures are held against"
            " the truth of its plan: part, values, unit, bound, effort, change, baseline year, rate, deadline,"
            " direction. The truth of a sample is its hand-made list (`samples/expected/`); that of the two real plans"
            " (langson, ngochoi, kept outside the project) is their Word copy, which the tests hold against a list made"
            " by hand. A measure is *wrong* when the truth has none like it; on a scan, *wrong and not marked* counts"
            " those that no report marks “cần kiểm tra”.",
            "",
            *table(scores),
            "",
        ]
    )


def measure(stems: Sequence[str]) -> Iterator[Score]:
    """All rows: the real plans where they are at hand, then the samples; one of them is scanned as well."""
    if real.COPIES.is_dir():
        yield from real_scores()
    with tempfile.TemporaryDirectory() as name:
        scanned = {stem for stem in stems if file_of(stem).suffix == ".docx"}
        for stem in stems:
            yield from sample_scores(stem, Path(name), scan=stem == min(scanned, default=""))


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table; write the page with ``--write``."""
    parser = argparse.ArgumentParser(prog="benchmarks.formats", description=__doc__)
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the page of the documentation")
    parser.add_argument("stems", nargs="*", default=STEMS, help="samples to take (default: all)")
    args = parser.parse_args(argv)
    scores = []
    for row in measure(args.stems):
        scores.append(row)
        print(table([row])[-1], flush=True)
    if args.write:
        args.write.write_text(page(scores), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

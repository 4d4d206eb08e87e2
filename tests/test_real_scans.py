"""The scans of a real plan against its printed copy: measures that are read, and measures marked as doubtful."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.formats import measures, score
from extract import read_plan
from tests.extract.scanning import first_pages

pytestmark = [pytest.mark.slow, pytest.mark.shared, pytest.mark.ocr]


@pytest.mark.parametrize(
    ("name", "pages", "least"),
    [
        # Most of the measures; the hard scan holds the other pages too.
        ("ngochoi_scan.pdf", 2, 1.0),
        # All measures, and a page without any, as hard to read as it is.
        ("ngochoi_hard_scan.pdf", 5, 0.95),
    ],
)
def test_scans_give_the_measures_of_the_printed_pages(
    shared: Path, tmp_path: Path, name: str, pages: int, least: float
) -> None:
    plan = read_plan(shared / "files" / "ngochoi.pdf")
    targets = tuple(one for one in plan.targets if (one.anchor.page or pages + 1) <= pages)
    tasks = tuple(one for one in plan.tasks if (one.anchor.page or pages + 1) <= pages)
    truth = Counter(known for known, _ in measures(replace(plan, targets=targets, tasks=tasks)))
    assert truth.total() >= 7
    found = score(first_pages(shared / "files" / name, pages, tmp_path / name), truth, "scan")
    assert found.found >= least * found.wanted
    # A misread number must at least be marked.
    assert found.unmarked == 0

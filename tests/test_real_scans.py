"""The scans of a real plan against its Word copy: measures that are read, and measures marked as doubtful."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.formats import measures, score
from extract import read_plan
from tests.extract.scanning import first_pages

pytestmark = [pytest.mark.slow, pytest.mark.shared, pytest.mark.ocr]


WITH_MEASURES = 4
"""The pages of the plan that hold all its measures, its first ones."""


@pytest.mark.parametrize(
    ("name", "pages", "least"),
    [
        ("ngochoi_scan.pdf", WITH_MEASURES, 1.0),
        # Also pages without measures give none, as hard to read as they are.
        ("ngochoi_hard_scan.pdf", None, 0.95),
    ],
)
def test_scans_give_the_measures_of_the_word_file(
    shared: Path, tmp_path: Path, name: str, pages: int | None, least: float
) -> None:
    truth = Counter(known for known, _ in measures(read_plan(shared / "files" / "ngochoi.docx")))
    path = shared / "files" / name
    if pages is not None:
        path = first_pages(path, pages, tmp_path / name)
    found = score(path, truth, "scan")
    assert found.found >= least * found.wanted
    # A misread number must at least be marked.
    assert found.unmarked == 0

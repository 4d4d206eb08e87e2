"""The scans of a real plan against its Word copy: measures that are read, and measures marked as doubtful."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.formats import measures, score
from extract import read_plan

pytestmark = [pytest.mark.slow, pytest.mark.shared, pytest.mark.ocr]


@pytest.mark.parametrize(("name", "least"), [("ngochoi_scan.pdf", 1.0), ("ngochoi_hard_scan.pdf", 0.95)])
def test_scans_give_the_measures_of_the_word_file(shared: Path, name: str, least: float) -> None:
    truth = Counter(known for known, _ in measures(read_plan(shared / "files" / "ngochoi.docx")))
    found = score(shared / "files" / name, truth, "scan")
    assert found.found >= least * found.wanted
    # A misread number must at least be marked.
    assert found.unmarked == 0

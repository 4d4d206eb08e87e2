"""A short search for files that break a reader, the same at every run; ``make fuzz`` searches longer."""

from __future__ import annotations

import random
import sys
from itertools import islice
from pathlib import Path

import pytest

from extract.readers.scan import ocr
from tests.fuzz.__main__ import KEPT, attempts, problem, seeds
from tests.fuzz.mutations import mutated

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="limits of the system are tested where all hold"),
]

COUNT = 20


@pytest.mark.parametrize("ending", [".docx", ".pdf"])
def test_damaged_files_end_in_a_plan_or_one_line(
    ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Pages with damaged letters would be recognised as pictures, which takes a minute; tests.hostile covers pictures.
    monkeypatch.setattr(ocr, "tesseract", lambda: None)
    for source, data in islice(attempts(7, (ending,)), COUNT):
        assert problem(data, source.suffix, tmp_path) is None


def test_the_same_seed_gives_the_same_damage() -> None:
    for path in seeds()[:6]:
        data = path.read_bytes()
        first, second = (mutated(data, random.Random(3)) for _ in range(2))
        assert first == second
        assert any(mutated(data, random.Random(seed)) != data for seed in range(3))


FOUND = sorted(path for path in KEPT.glob("*") if path.is_file() and path.suffix not in (".py", ".md"))


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_files_found_before_no_longer_break(path: Path, tmp_path: Path) -> None:
    assert problem(path.read_bytes(), path.suffix, tmp_path) is None

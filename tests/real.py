"""The folder of the real plans for tests and measurements, beside the project and not in it."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent.parent / "shared"
SEEDS, COPIES = FOLDER / "seeds", FOLDER / "files"
CASES = FOLDER / "cases"

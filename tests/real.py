"""Where the real plans are, for tests and measurements; they are kept beside the project, not in it."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent.parent / "shared"
SEEDS, COPIES = FOLDER / "seeds", FOLDER / "files"

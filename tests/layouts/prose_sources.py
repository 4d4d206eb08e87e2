"""The texts of the plans in prose layouts, ``sources/prose/<stem>.txt``: parts below lines "=== name"."""

from __future__ import annotations

import re
from pathlib import Path

SOURCES = Path(__file__).parent / "sources" / "prose"
_OPENER = re.compile(r"^=== (\w+)\n", re.MULTILINE)


def parts(stem: str) -> dict[str, str]:
    """The parts of a source by their names."""
    _, *pieces = _OPENER.split((SOURCES / f"{stem}.txt").read_text(encoding="utf-8"))
    return dict(zip(pieces[::2], pieces[1::2], strict=True))

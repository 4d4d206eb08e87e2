"""A district plan as text with hard line ends: masthead in two columns of blanks, page numbers, running heads."""

from __future__ import annotations

import textwrap
from pathlib import Path

from tests.layouts.prose_sources import parts

WIDTH = 78
PAGE = 30
RUNNING = "UBND huyện Nậm Tấu - Kế hoạch giảm nghèo bền vững 2021-2025"


def build(path: Path) -> None:
    """Write the file."""
    texts = parts("p8")
    lines = [*texts["head"].strip("\n").split("\n"), ""]
    for paragraph in texts["body"].strip().split("\n"):
        lines += textwrap.wrap(f"    {paragraph}", WIDTH)
    lines += ["", *texts["tail"].strip("\n").split("\n")]
    pages = [lines[start : start + PAGE] for start in range(0, len(lines), PAGE)]
    text: list[str] = []
    for number, page in enumerate(pages, start=1):
        if number > 1:
            text += ["", RUNNING, str(number), ""]
        text += page
    path.write_text("\n".join(text) + "\n", encoding="utf-8")

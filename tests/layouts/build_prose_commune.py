"""A commune's plan of 2026 as the saved page of a portal of laws, with its menus, properties and advertisements."""

from __future__ import annotations

from pathlib import Path

from tests.layouts.prose_sources import parts


def build(path: Path) -> None:
    """Write the file."""
    texts = parts("p10")
    lines = (line.split("|", 1) for line in texts["body"].strip().split("\n"))
    paragraphs = [
        f'<p align="center"><b>{text}</b></p>'
        if kind == "B" and number < 2
        else f"<p><b>{text}</b></p>"
        if kind == "B"
        else f"<p>{text}</p>"
        for number, (kind, text) in enumerate(lines)
    ]
    path.write_text(texts["page"].replace("%BODY%", "\n".join(paragraphs)), encoding="utf-8")

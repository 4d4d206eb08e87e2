"""Plain text: one block a line."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from extract.model import Document
from extract.readers.assembly import Assembly
from extract.readers.encoding import decode

# Nobody wraps lines this late: a file with such lines has whole paragraphs as lines.
_LONG_LINE = 200
_LONG_SHARE = 0.02


def read(path: Path, data: bytes) -> Document:
    """Every line that is not blank, as it stands.

    The lines are pieces of paragraphs (``line=True``), unless the file plainly does not wrap.
    """
    content, warnings = decode(data)
    lines = [line for line in content.splitlines() if line and not line.isspace()]
    wrapped = not _holds_whole_paragraphs(lines)
    margin = _usual_margin(lines)
    assembly = Assembly()
    for line in lines:
        indented = None if margin is None else _margin(line) > margin
        assembly.add(line, line=wrapped, indented=indented if wrapped else None)
    return assembly.document(path, data, "txt", warnings=warnings)


def _holds_whole_paragraphs(lines: list[str]) -> bool:
    long = sum(len(line) > _LONG_LINE for line in lines)
    return long >= max(1, _LONG_SHARE * len(lines))


def _margin(line: str) -> int:
    expanded = line.expandtabs(4)
    return len(expanded) - len(expanded.lstrip())


def _usual_margin(lines: list[str]) -> int | None:
    """The commonest number of leading spaces, or None when all lines begin in one column."""
    margins = Counter(_margin(line) for line in lines)
    return margins.most_common(1)[0][0] if len(margins) > 1 else None

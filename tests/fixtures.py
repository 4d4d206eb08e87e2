"""The loader of text fixtures: inputs and expected outputs, side by side in one file.

A file is a list of entries with a line of five dots or more between two of them. An entry is a title, a line with one
dot, the input lines, a line with one dot, the expected lines:

    A floor
    .
    Ít nhất 60% số xã có điểm đọc sách.
    .
    60 % at_least plain dl=2025 higher | xã có điểm đọc sách
    .....

Input that begins with "@" is a setting ("@plan 2021-2030"), see ``Fixture.settings``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_BETWEEN = re.compile(r"^\.{5,}[ \t]*\n?", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixture:
    """One entry; ``settings`` are the "@name value" lines of its input."""

    title: str
    lines: tuple[str, ...]
    expected: tuple[str, ...]
    settings: dict[str, str]

    def __str__(self) -> str:
        return self.title


def read_fixtures(path: Path) -> list[Fixture]:
    """All entries of a file; raise ValueError, with its title, on a malformed entry."""
    text = path.read_text(encoding="utf-8")
    return [_fixture(part, path) for part in _BETWEEN.split(text) if part.strip()]


def _fixture(part: str, path: Path) -> Fixture:
    lines = part.strip("\n").split("\n")
    dots = [index for index, line in enumerate(lines) if line.strip() == "."]
    if len(dots) != 2 or dots[0] != 1:
        raise ValueError(f"{path.name}: title, '.', input, '.', expected are wanted: {lines[0]!r}")
    given = lines[2 : dots[1]]
    settings = dict(line[1:].split(" ", 1) for line in given if line.startswith("@"))
    return Fixture(
        title=lines[0].strip(),
        lines=tuple(line for line in given if not line.startswith("@")),
        expected=tuple(line.rstrip() for line in lines[dots[1] + 1 :] if line.strip()),
        settings=settings,
    )

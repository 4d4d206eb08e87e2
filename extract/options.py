"""How files are to be read, in one validated place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

Progress = Callable[[str, int, int], None]
"""Told (file name, pages recognised so far, pages to recognise) while letters of images are recognised."""


class Revisions(StrEnum):
    """Which text of a document with tracked changes is read."""

    ACCEPTED = "accepted"
    ORIGINAL = "original"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """Everything that the person asking may decide about reading; it must stay picklable but for ``progress``.

    ``password`` opens encrypted files. ``jobs`` is the number of pages whose letters are recognised at once
    (None: one a core). ``cache`` is the folder in which recognised pages are kept (None: they are not).
    ``confidence`` (0-100) is the least confidence at which a recognised number is trusted. ``scratch`` is the
    folder for temporary files (None: the system's).
    """

    revisions: Revisions = Revisions.ACCEPTED
    password: str | None = None
    jobs: int | None = None
    cache: Path | None = None
    confidence: int = 85
    scratch: Path | None = None
    progress: Progress | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.confidence <= 100:
            raise ValueError(f"confidence must lie between 0 and 100, not {self.confidence}")
        if self.jobs is not None and self.jobs < 1:
            raise ValueError(f"jobs must be at least 1, not {self.jobs}")


DEFAULT = ReadOptions()

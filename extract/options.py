"""The options of reading files, validated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

Progress = Callable[[str, int, int], None]
"""Called with (file name, pages recognised so far, pages to recognise) while letters of images are recognised."""


class Revisions(StrEnum):
    """The text that is read of a document with tracked changes: after all changes, or before them."""

    ACCEPTED = "accepted"
    ORIGINAL = "original"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """The user's choices about reading; all of them but ``progress`` must stay picklable.

    ``password`` opens encrypted files. ``jobs`` is the number of pages whose letters are recognised in parallel
    (None: one for each core). ``cache`` is the folder in which recognised pages are kept (None: they are not kept).
    ``confidence`` (0-100) is the threshold below which a recognised number counts as unsure. ``scratch`` is the
    folder for temporary files (None: the system's). A value out of its range raises ``ValueError``.
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

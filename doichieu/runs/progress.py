"""The display of a running batch: a bar with the time left and counts, or plain lines in a file."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.survey.unit import Failure, FailureKind
from doichieu.messages import Catalogue

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

_EVERY = 10.0
"""Seconds between two lines where there is no terminal."""


@dataclass(slots=True, kw_only=True)
class Counts:
    """The number of files by how they have ended so far."""

    total: int
    done: int = 0
    conforming: int = 0
    failed: int = 0
    aside: int = 0
    """Files that were sent twice, and plans that none of the references is above."""
    kept: int = 0
    """Files among the done ones whose result existed already."""

    @property
    def with_findings(self) -> int:
        """The number of files that are done, have a result and do not conform."""
        return self.done - self.failed - self.aside - self.conforming

    def fail(self, failure: Failure) -> None:
        """Count a file without a result."""
        if failure.kind is FailureKind.UNREADABLE:
            self.failed += 1
        else:
            self.aside += 1


class Shown:
    """Shows the progress of a run at each call of ``told``."""

    def __init__(self, say: Catalogue, counts: Counts) -> None:
        self._say, self._counts = say, counts
        self._start = self._told = time.monotonic()
        self._bars: Bars | None = None
        self._task: TaskID | None = None
        if sys.stderr.isatty():
            self._open()

    def _open(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bars

        columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"), TimeRemainingColumn())
        self._bars = Bars(*columns, console=Console(stderr=True), transient=True)
        self._bars.start()
        self._task = self._bars.add_task("", total=self._counts.total, completed=self._counts.done)

    def told(self) -> None:
        """Show the present counts."""
        if self._bars is not None and self._task is not None:
            self._bars.update(self._task, completed=self._counts.done, description=self._words())
            return
        now = time.monotonic()
        if now - self._told >= _EVERY or self._counts.done == self._counts.total:
            self._told = now
            line = self._say(
                "batch.line",
                done=self._say.number(self._counts.done),
                total=self._say.number(self._counts.total),
                words=self._words(),
                left=self._left(now),
            )
            print(line, file=sys.stderr, flush=True)

    def _words(self) -> str:
        counts = self._counts
        return self._say(
            "batch.counts_aside" if counts.aside else "batch.counts",
            aside=self._say.number(counts.aside),
            conforming=self._say.number(counts.conforming),
            found=self._say.number(counts.with_findings),
            failed=self._say.number(counts.failed),
        )

    def _left(self, now: float) -> str:
        """The seconds or minutes left, by the pace of this run."""
        made = self._counts.done - self._counts.kept
        if not made or self._counts.done == self._counts.total:
            return ""
        seconds = (now - self._start) / made * (self._counts.total - self._counts.done)
        return (
            self._say("batch.left", seconds=round(seconds))
            if seconds < 90
            else self._say("batch.left_minutes", minutes=round(seconds / 60))
        )

    def close(self) -> None:
        """Remove the bar."""
        if self._bars is not None:
            self._bars.stop()


@contextmanager
def shown(say: Catalogue, counts: Counts) -> Iterator[Shown]:
    """The display of a run, removed at its end."""
    display = Shown(say, counts)
    try:
        yield display
    finally:
        display.close()

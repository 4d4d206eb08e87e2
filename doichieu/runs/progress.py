"""What a run shows while it goes on: a bar with the time left and running counts, or plain lines in a file."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from doichieu.messages import Catalogue

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

_EVERY = 10.0
"""Seconds between two lines where there is no terminal."""


@dataclass(slots=True, kw_only=True)
class Counts:
    """How the files have ended so far."""

    total: int
    done: int = 0
    conforming: int = 0
    failed: int = 0
    kept: int = 0
    """Of the done ones, those whose result was there already."""

    @property
    def with_findings(self) -> int:
        """Done, no failure, not conforming."""
        return self.done - self.failed - self.conforming


class Shown:
    """Tells how far a run is whenever something is done."""

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
        """Show the counts as they are now."""
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
            "batch.counts",
            conforming=self._say.number(counts.conforming),
            found=self._say.number(counts.with_findings),
            failed=self._say.number(counts.failed),
        )

    def _left(self, now: float) -> str:
        """Seconds or minutes that are left, by the pace of what was done in this run."""
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
        """Take the bar away."""
        if self._bars is not None:
            self._bars.stop()


@contextmanager
def shown(say: Catalogue, counts: Counts) -> Iterator[Shown]:
    """The display of a run, taken away at its end."""
    display = Shown(say, counts)
    try:
        yield display
    finally:
        display.close()

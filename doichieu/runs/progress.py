"""What a run tells while it goes on, and its display: a bar with the time left and counts, or lines in a file."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.survey.unit import Failure, FailureKind
from doichieu.messages import Catalogue
from doichieu.runs.store import LIGHTEST

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

    from compare.model import Review

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """The end of one file, told as soon as it is there; its result is in the store already."""

    file: str
    """The name of the file in the run."""
    key: str
    """The key of its result in the store (``doichieu.runs.store.Store.load``)."""
    sha256: str
    unit: str = ""
    """The unit of government, as the plan names it; "" where it names none."""
    conforms: bool = False
    heaviest: int = LIGHTEST
    """The rank of the heaviest open finding; ``LIGHTEST`` without any."""
    leading: tuple[str, ...] = ()
    """The remarks on files given by mistake."""
    failure: Failure | None = None
    """The reason for which there is no result."""
    kept: bool = False
    """Whether the result is of an earlier run."""
    review: Review | None = None
    """The whole comparison, where ``Asked.reviews`` asks for it; None of an earlier run."""


def _never() -> bool:
    return False


def _nothing(*_: object) -> None:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """What a run calls while it goes on, in the thread that runs it."""

    progress: Callable[[Counts], None] = _nothing
    """Called when the files are counted and after each of them; the counts must not be changed."""
    handed: Callable[[Handed], None] = _nothing
    """Called with the end of each file, in no order: first those of earlier runs, then each as it is done."""
    tell: Callable[[str], None] = _nothing
    """Called with a line for the user on each file that has no result, or is an odd one."""
    cancelled: Callable[[], bool] = _never
    """Asked twice a second or more; once it says so, no further plan is begun, and those under way are finished."""


class Shown:
    """Shows the progress of a run at each call of ``told``."""

    def __init__(self, say: Catalogue) -> None:
        self._say, self._counts = say, Counts(total=0)
        self._start = self._told = time.monotonic()
        self._bars: Bars | None = None
        self._task: TaskID | None = None
        self._begun = False

    def _open(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bars

        columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"), TimeRemainingColumn())
        self._bars = Bars(*columns, console=Console(stderr=True), transient=True)
        self._bars.start()
        self._task = self._bars.add_task("", total=self._counts.total, completed=self._counts.done)

    def told(self, counts: Counts) -> None:
        """Show the present counts; the first ones begin the display."""
        self._counts = counts
        if not self._begun:
            self._begun = True
            self._start = self._told = time.monotonic()
            if sys.stderr.isatty():
                self._open()
            return
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
def shown(say: Catalogue) -> Iterator[Shown]:
    """The display of a run, removed at its end."""
    display = Shown(say)
    try:
        yield display
    finally:
        display.close()

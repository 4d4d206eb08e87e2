"""What a job needs of the worker, and the worker of a job."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from doichieu.desk.store.models import Job


class CancelledError(Exception):
    """Somebody has stopped the job."""


class AsideError(Exception):
    """Somebody waits for another job: this one is done again when nothing else is to be done."""


class WorkError(Exception):
    """The job cannot be done; the message is a sentence for the user, with what to do."""


class Tell(Protocol):
    """Tells how far a job is; raises ``CancelledError`` where somebody has stopped it."""

    def __call__(self, what: str, done: int = 0, total: int = 0) -> None: ...


@dataclass(frozen=True)
class Kind:
    """One kind of work.

    ``run`` does it without a transaction and returns the function that writes the result, which is called in the
    transaction that ends the job: a result is written once, whichever workers have tried. ``fail`` writes the reason
    where nothing came of it, in the same way.
    """

    run: Callable[[Job, Tell], Callable[[], None]]
    fail: Callable[[Job, str], None]

"""Pages of a document as pictures, and the places of its sentences on them."""

from __future__ import annotations

from collections.abc import Callable

from doichieu.desk.store.models import Job
from doichieu.desk.work.kinds import Tell


def run(job: Job, tell: Tell) -> Callable[[], None]:
    """Find out how many pages can be shown."""
    return lambda: None


def fail(job: Job, reason: str) -> None:
    """The text view takes the place of the pages."""

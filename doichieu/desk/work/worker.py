"""The loop of the worker: takes job after job, keeps their leases, writes their results once."""

from __future__ import annotations

import logging
import os
import secrets
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction

from doichieu.desk.store import queue
from doichieu.desk.store.models import Job, JobState
from doichieu.desk.texts import say
from doichieu.desk.work.kinds import AsideError, CancelledError, Kind, WorkError

_PAUSE = 0.2
_BEAT = queue.LEASE.total_seconds() / 4
_TELL = 0.4
"""Seconds between two signs of progress that are written."""

log = logging.getLogger("doichieu.desk")


def work(kinds: Mapping[str, Kind], ended: Callable[[], bool]) -> None:
    """Do jobs until ``ended``; this worker is the only one of its desk."""
    name = f"{os.getpid()}-{secrets.token_hex(4)}"
    queue.give_back()
    while not ended():
        job = queue.take(name)
        if job is None:
            time.sleep(_PAUSE)
        else:
            do(job, kinds[job.kind])


def do(job: Job, kind: Kind) -> None:
    """Do one job and write how it ended."""
    if job.cancel:
        _end(job, JobState.CANCELLED, kind, say("job.cancelled"))
        return
    if job.attempts > queue.ATTEMPTS:
        _end(job, JobState.FAILED, kind, say("job.crashed", attempts=queue.ATTEMPTS))
        return
    try:
        with _kept(job) as beat:
            write = kind.run(job, beat.tell)
    except AsideError:
        queue.set_aside(job)
    except CancelledError:
        _end(job, JobState.CANCELLED, kind, say("job.cancelled"))
    except WorkError as error:
        _end(job, JobState.FAILED, kind, str(error))
    except Exception as error:
        log.exception("job %s", job.pk)
        _end(job, JobState.FAILED, kind, say("job.failed", error=type(error).__name__))
    else:
        with transaction.atomic():
            if queue.end(job, JobState.DONE):
                write()


def _end(job: Job, state: JobState, kind: Kind, reason: str) -> None:
    with transaction.atomic():
        if queue.end(job, state, reason):
            kind.fail(job, reason)


class _Beat:
    """Keeps the lease of a job while it runs, in a thread with its own connection."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._over = threading.Event()
        self._lost = threading.Event()
        self._told = 0.0
        self._thread = threading.Thread(target=self._keep, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._over.set()
        self._thread.join()

    def tell(self, what: str, done: int = 0, total: int = 0) -> None:
        """Tell how far the job is; see ``kinds.Tell``."""
        if self._lost.is_set():
            raise CancelledError
        now = time.monotonic()
        if now - self._told < _TELL and done != total:
            return
        self._told = now
        if not queue.renew(self._job, what=what[:300], done=done, total=total):
            self._lost.set()
            raise CancelledError

    @property
    def lost(self) -> bool:
        """Whether the job was stopped, or another worker has it."""
        return self._lost.is_set()

    def _keep(self) -> None:
        try:
            while not self._over.wait(min(_BEAT, 1.0)):
                try:
                    kept = queue.renew(self._job)
                except OperationalError:
                    # Somebody else writes for long: the lease holds for several beats.
                    continue
                if not kept:
                    self._lost.set()
                    return
        finally:
            connection.close()


@contextmanager
def _kept(job: Job) -> Iterator[_Beat]:
    beat = _Beat(job)
    beat.start()
    try:
        yield beat
    finally:
        beat.stop()

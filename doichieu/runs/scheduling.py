"""Execution of jobs over ``concurrent.futures.Executor``, with processes of this machine or with Dask.

A worker that dies takes no other file with it: with processes, the unfinished files are checked again one by one, and
the one that crashes its worker again is reported; Dask does the same by itself.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import tempfile
import threading
import time
import uuid
import warnings
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from doichieu.messages import UserError
from doichieu.runs.work import Job, Outcome, check, crashed, hand
from extract.isolation.reader import hear, unhurried

AHEAD = 3
"""Jobs given to each worker ahead of time: enough to keep it busy, few enough to hold in memory."""
_PATIENCE = 10.0
"""Seconds to wait for a scheduler and for its first worker."""
_LOOK, _ALONE = 5.0, 40.0
"""Seconds between two looks for workers, and for which there may be none: they may be started again."""
_ANSWERS: WeakKeyDictionary[Executor, Callable[[], bool]] = WeakKeyDictionary()
"""How to see whether anybody works for an executor of several machines."""
Opened = Callable[[], AbstractContextManager[tuple[Executor, int]]]
Stopped = Callable[[], bool]
_PAUSE = 0.4
"""Seconds between two looks at ``Stopped``."""


def opener(scheduler: str | None, jobs: int | None, name: str, setup: bytes) -> Opened:
    """A function that opens an executor as a context of (executor, number of workers).

    ``scheduler`` is "tcp://…", "local:N" or None. Every worker, also a later one, gets the pickled ``setup`` under its
    ``name`` once.
    """
    if scheduler is None:
        return lambda: _processes(jobs or os.cpu_count() or 1, name, setup)
    return lambda: _dask(scheduler, name, setup)


@contextmanager
def _processes(number: int, name: str, setup: bytes) -> Iterator[tuple[Executor, int]]:
    # Each worker is a new Python: a fork of a process with threads may lock, and Windows has no fork.
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory(prefix="doichieu-") as folder:
        # Arguments go through a pipe, which holds less than this: the next worker would start when this one has read.
        handed = Path(folder) / "setup"
        handed.write_bytes(setup)
        pool = ProcessPoolExecutor(number, mp_context=context, initializer=_begin, initargs=(name, handed))
        try:
            yield pool, number
        finally:
            pool.shutdown(cancel_futures=True)


def _begin(name: str, handed: Path) -> None:
    """Prepare a worker before its first job."""
    hand(name, handed.read_bytes())
    heed()


def heed() -> None:
    """Let a worker heed Ctrl+C, and end with its parent, which may be killed and leave it waiting."""
    signal.signal(signal.SIGINT, _stop)
    hear()
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


@dataclass(slots=True)
class _Worker:
    """Whether this process does a task just now, and whether it was told to stop."""

    busy: bool = False
    stopped: bool = False


_WORKER = _Worker()


def _stop(*_: object) -> None:
    """Ctrl+C ends the task of a worker, and what that has started; no further one is begun, and the run ends with it.

    It never ends the sending of a result: whoever holds the lock of the results then holds it for ever, and the other
    workers and the run wait for it.
    """
    _WORKER.stopped = True
    if _WORKER.busy:
        raise KeyboardInterrupt


def _task(job: Job) -> Outcome:
    """Do one file, as long as nobody has pressed Ctrl+C."""
    try:
        _WORKER.busy = True
        if _WORKER.stopped:
            raise KeyboardInterrupt
        return check(job)
    finally:
        _WORKER.busy = False


@contextmanager
def _dask(scheduler: str, name: str, setup: bytes) -> Iterator[tuple[Executor, int]]:
    with _client(scheduler) as client, warnings.catch_warnings():
        # A scan that is sent to a worker is large, so the warning is no news.
        warnings.filterwarnings("ignore", "Sending large graph", UserWarning)
        try:
            client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError as error:
            raise UserError("batch.no_workers", value=scheduler) from error
        plugin = f"doichieu-{uuid.uuid4()}"
        client.register_plugin(_handing(name, setup), name=plugin)
        executor = client.get_executor(pure=False)
        _ANSWERS[executor] = lambda: _has_workers(client)
        try:
            yield executor, len(client.scheduler_info()["workers"])
        finally:
            client.unregister_worker_plugin(plugin)


def _has_workers(client: Any) -> bool:
    """Whether any worker is known to the scheduler, and the scheduler answers."""
    try:
        return bool(client.scheduler_info()["workers"]) and client.status == "running"
    except Exception:  # whatever a broken connection raises
        return False


def _handing(name: str, setup: bytes) -> Any:
    """The plugin that Dask runs on every worker before its first job."""
    from distributed import WorkerPlugin

    class Handing(WorkerPlugin):
        def setup(self, worker: object) -> None:
            del worker
            hand(name, setup)

    return Handing()


@contextmanager
def _deaf() -> Iterator[None]:
    """A context in which new processes ignore Ctrl+C, which a terminal sends to all, until they handle it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _client(scheduler: str) -> Iterator[Any]:
    try:
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise UserError("batch.no_dask") from error
    # The run reports the fate of each job; messages on closed connections are of no use to an office.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    kind, _, number = scheduler.partition(":")
    if kind == "local":
        if not number.isdecimal() or not int(number):
            raise UserError("batch.bad_scheduler", value=scheduler)
        with _deaf():
            cluster = LocalCluster(
                n_workers=int(number),
                threads_per_worker=1,
                processes=True,
                dashboard_address=None,
                silence_logs=logging.CRITICAL,
            )
        with cluster, Client(cluster) as client:
            yield client
        return
    if "://" not in scheduler:
        raise UserError("batch.bad_scheduler", value=scheduler)
    try:
        client = Client(scheduler, timeout=_PATIENCE)
    except (OSError, ValueError) as error:
        raise UserError("batch.no_scheduler", value=scheduler) from error
    with client:
        yield client


def run(jobs: Iterable[Job], opened: Opened, stopped: Stopped | None = None) -> Iterator[tuple[Job, Outcome]]:
    """All jobs with their outcomes, each as it is done; only as many are held as keep the workers busy.

    Once ``stopped`` says so, no further job is begun, and the run ends with the outcomes of those under way.
    """
    waiting = iter(jobs)
    while True:
        broken: list[Job] = []
        with opened() as (executor, workers):
            yield from _run(waiting, executor, workers * AHEAD, broken, stopped)
        for job in broken:
            if stopped is not None and stopped():
                return
            # In a pool of its own the job harms no other.
            with opened() as (executor, _):
                again: list[Job] = []
                yield from _run(iter([job]), executor, 1, again)
            if again:
                yield job, crashed(job)
        if not broken:
            return


def _run(
    waiting: Iterator[Job],
    executor: Executor,
    most: int,
    broken: list[Job],
    stopped: Stopped | None = None,
) -> Iterator[tuple[Job, Outcome]]:
    """The outcomes until all jobs are done or the pool is broken; ``broken`` then holds the unfinished jobs."""
    under_way: dict[Future[Outcome], Job] = {}
    whole = True
    while True:
        if stopped is not None and stopped():
            whole = False
            for future in [one for one in under_way if one.cancel()]:
                del under_way[future]
        while whole and len(under_way) < most:
            job = next(waiting, None)
            if job is None:
                break
            try:
                with unhurried():  # this may start a worker
                    under_way[executor.submit(_task, job)] = job
            except BrokenProcessPool:
                broken.append(job)
                whole = False
        if not under_way:
            return
        for future in _done(under_way, executor, _PAUSE if stopped is not None and whole else None):
            job = under_way.pop(future)
            if future.cancelled():  # the scheduler is gone with all it held
                raise UserError("batch.workers_gone")
            error = future.exception()
            if error is None:
                yield job, future.result()
            elif isinstance(error, KeyboardInterrupt):
                raise error  # the worker heard Ctrl+C first
            elif isinstance(error, BrokenProcessPool):
                broken.append(job)
                whole = False
            else:
                yield job, crashed(job, error)


def _done(
    under_way: Collection[Future[Outcome]], executor: Executor, pause: float | None = None
) -> Collection[Future[Outcome]]:
    """The futures that are done, at least one but after a ``pause`` (seconds).

    Raises ``UserError`` where nobody is left to do them.
    """
    answers = _ANSWERS.get(executor)
    if answers is None:
        return wait(under_way, timeout=pause, return_when=FIRST_COMPLETED).done
    last = time.monotonic()
    while True:
        done = wait(under_way, timeout=pause or _LOOK, return_when=FIRST_COMPLETED).done
        if done or (pause and answers()):
            return done
        if answers():
            last = time.monotonic()
        elif time.monotonic() - last > _ALONE:
            raise UserError("batch.workers_gone")

"""One worker process, shared by all runs of the tests that need no processes of their own."""

from __future__ import annotations

import multiprocessing
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

from doichieu.runs import scheduling, work
from extract.isolation import reader

P = ParamSpec("P")
T = TypeVar("T")


class Worker:
    """A process that starts with the first run and ends with the tests."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None

    @contextmanager
    def lent(self, _: int, name: str, setup: bytes) -> Iterator[tuple[Executor, int]]:
        """Replace ``scheduling._processes`` for one process, which stays when the run ends."""
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(1, mp_context=context, initializer=begin)
        yield Lent(self._pool, name, setup), 1

    def close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown()


def begin() -> None:
    """Prepare the worker, whose reading children are copies of it: its one thread waits for the end of the tests."""
    scheduling.heed()
    waiting = set(threading.enumerate())
    reader.cheap = lambda: sys.platform == "linux" and waiting.issuperset(threading.enumerate())


class Lent(Executor):
    """The pool for one run; every task carries its setup."""

    def __init__(self, pool: ProcessPoolExecutor, name: str, setup: bytes) -> None:
        self._pool, self._name, self._setup = pool, name, setup

    def submit(self, task: Callable[P, T], /, *words: P.args, **named: P.kwargs) -> Future[T]:
        return self._pool.submit(with_setup, self._name, self._setup, task, *words, **named)


def with_setup(name: str, setup: bytes, task: Callable[P, T], /, *words: P.args, **named: P.kwargs) -> T:
    """Set up the run in the worker, then do the task."""
    work.hand(name, setup)
    return task(*words, **named)

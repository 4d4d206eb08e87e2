"""Limits on time and memory for the comparison and the reports of one draft, as reading has them.

    with limited():
        found = review(draft, references)

A regular expression that runs too long is interrupted as well: Python's own engine looks for signals. On Windows, and
in a thread that is not the main one, a second thread raises the error, which waits for the end of a single step.
Memory is limited on Linux only.
"""

from __future__ import annotations

import ctypes
import faulthandler
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

SECONDS = 120.0
"""Processor seconds for one draft (elapsed ones where a thread keeps the time); a thousand targets take a few."""
MEMORY = 2 << 30
"""Bytes beyond those in use."""
_LAST = 5
"""A worker that a single step holds ends after so many times the limit."""
_AGAIN = 1.0
"""Seconds until the next interruption, where a step has swallowed one."""


class TooSlowError(Exception):
    """A draft whose comparison took too long."""


class _OverError(BaseException):
    """The interruption; no ``except Exception`` between swallows it."""


@contextmanager
def limited(seconds: float = SECONDS, memory: int = MEMORY, *, worker: bool = False) -> Iterator[None]:
    """Bound the time and memory of what runs inside.

    ``worker`` tells that this process is one of a run, which may end with all it holds where nothing else helps.

    Raises:
        TooSlowError: the time is over.
        MemoryError: the memory is used up.
    """
    try:
        with _ended(seconds * _LAST, worker=worker), _bounded(memory), _timed(seconds):
            yield
    except _OverError:
        raise TooSlowError from None


@contextmanager
def _timed(seconds: float) -> Iterator[None]:
    if sys.platform != "win32" and threading.current_thread() is threading.main_thread():
        with _by_signal(seconds):
            yield
    else:
        with _by_thread(seconds):
            yield


@contextmanager
def _by_signal(seconds: float) -> Iterator[None]:
    if sys.platform == "win32":  # told once more for the type checker
        yield
        return
    within = True

    def over(_number: int, _frame: FrameType | None) -> None:
        if within:
            raise _OverError

    before = signal.signal(signal.SIGPROF, over)
    signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN)
    try:
        yield
    finally:
        within = False
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@contextmanager
def _by_thread(seconds: float) -> Iterator[None]:
    mine = ctypes.c_ulong(threading.get_ident())
    raised = ctypes.pythonapi.PyThreadState_SetAsyncExc
    turn, ended = threading.Lock(), threading.Event()

    def watch() -> None:
        left = seconds
        while not ended.wait(left):
            with turn:
                if not ended.is_set():
                    raised(mine, ctypes.py_object(_OverError))
            left = _AGAIN

    threading.Thread(target=watch, daemon=True).start()
    try:
        yield
    finally:
        with turn:
            ended.set()
            raised(mine, None)  # one that was on its way is taken back


@contextmanager
def _bounded(memory: int) -> Iterator[None]:
    """Lower the soft limit on memory, which is raised again at the end."""
    if sys.platform != "linux":
        yield
        return
    import resource

    used = _in_use()
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    bound = used + memory
    taken = False
    if used and (soft == resource.RLIM_INFINITY or bound < soft):
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_DATA, (bound, hard))
            taken = True
    try:
        yield
    finally:
        if taken:
            resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def _in_use() -> int:
    """The bytes that the limit counts; 0 where the system does not tell."""
    with suppress(OSError, ValueError, StopIteration):
        lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
        told = next(line for line in lines if line.startswith("VmData:"))
        return int(told.split()[1]) << 10
    return 0


@contextmanager
def _ended(seconds: float, *, worker: bool) -> Iterator[None]:
    """End a worker that nothing else could interrupt, from outside of Python."""
    if not worker:
        yield
        return
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()

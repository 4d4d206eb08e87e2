"""Limits on time and memory for the comparison and the reports of one draft, as reading has them.

    with limited():
        found = review(draft, references)

A regular expression that runs too long is interrupted as well: Python's own engine looks for signals. On Windows, and
in a thread that is not the main one, a second thread raises the error, which waits for the end of a single step.
On Linux the system refuses memory beyond the limit; elsewhere a second thread looks at what is used a few times a
second.
"""

from __future__ import annotations

import ctypes
import faulthandler
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from types import FrameType

from extract.isolation.watching import memory_of

SECONDS = 120.0
"""Processor seconds for one draft (elapsed ones where a thread keeps the time); a thousand targets take a few."""
MEMORY = 2 << 30
"""Bytes beyond those in use."""
_LAST = 5
"""A worker that a single step holds ends after so many times the limit."""
_AGAIN = 1.0
"""Seconds until the next signal, where a step has swallowed one."""
_LOOK = 0.2
"""Seconds between two looks at the clock and the memory by a second thread."""
_WATCHED = sys.platform != "linux"
"""Whether a second thread bounds the memory, since the system does not."""


class TooSlowError(Exception):
    """A draft whose comparison took too long."""


class _OverError(BaseException):
    """The interruption; no ``except Exception`` between swallows it."""


class _FullError(BaseException):
    """The same for the memory."""


@contextmanager
def limited(seconds: float = SECONDS, memory: int = MEMORY, *, worker: bool = False) -> Iterator[None]:
    """Bound the time and memory of what runs inside.

    ``worker`` tells that this process is one of a run, which may end with all it holds where nothing else helps.

    Raises:
        TooSlowError: the time is over.
        MemoryError: the memory is used up.
    """
    signalled = sys.platform != "win32" and threading.current_thread() is threading.main_thread()
    try:
        with (
            _ended(seconds * _LAST, worker=worker),
            nullcontext() if _WATCHED else _by_system(memory),
            _by_thread(None if signalled else seconds, memory if _WATCHED else None),
            _by_signal(seconds) if signalled else nullcontext(),
        ):
            yield
    except _OverError:
        raise TooSlowError from None
    except _FullError:
        raise MemoryError from None


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
def _by_thread(seconds: float | None, memory: int | None) -> Iterator[None]:
    """Let a second thread interrupt this one after so many seconds, or once the process uses so many bytes more."""
    if seconds is None and memory is None:
        yield
        return
    mine = ctypes.c_ulong(threading.get_ident())
    raised = ctypes.pythonapi.PyThreadState_SetAsyncExc
    turn, ended = threading.Lock(), threading.Event()
    bound = None if memory is None else memory_of(os.getpid()) + memory

    last = None if seconds is None else time.monotonic() + seconds

    def reached() -> type[BaseException] | None:
        if bound is not None and memory_of(os.getpid()) > bound:
            return _FullError
        return _OverError if last is not None and time.monotonic() >= last else None

    def watch() -> None:
        while not ended.wait(_LOOK if seconds is None else min(_LOOK, seconds)):
            error = reached()
            with turn:
                if error is not None and not ended.is_set():
                    raised(mine, ctypes.py_object(error))

    threading.Thread(target=watch, daemon=True).start()
    try:
        yield
    finally:
        with turn:
            ended.set()
            raised(mine, None)  # one that was on its way is taken back


@contextmanager
def _by_system(memory: int) -> Iterator[None]:
    """Lower the soft limit on memory, which is raised again at the end."""
    if sys.platform != "linux":  # told once more for the type checker
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

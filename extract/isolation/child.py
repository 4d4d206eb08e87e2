"""The child that reads file after file: its limits, its answers and its end.

Its parent is ``extract.isolation.reader``.
"""

from __future__ import annotations

import gc
import json
import os
import pickle
import shutil
import sys
import tempfile
import threading
import time
import traceback
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing import Pipe
from pathlib import Path
from queue import SimpleQueue

from extract import errors, pipeline
from extract.errors import ReadError
from extract.isolation.watching import memory_of
from extract.language.lexicon import compiled
from extract.options import ReadOptions
from extract.readers import programs

TOLD, PART, DONE, LAST = b"P", b"R", b"E", b"L"
"""First bytes of an answer: progress; a piece of a result; the end of a result; that end, and the child's too."""
PIECE = 1 << 15
Request = tuple[Path, bool]
"""A file, and whether its document is wanted besides its plan."""
NOTE = 4000
"""Characters of a traceback that the parent may show with --debug."""
_FILES = 400
"""Files that one child reads at most: the memory that libraries leak for each ends with the child."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The time and memory that one file may use.

    ``quiet`` is wall-clock seconds without a sign of progress (each recognised page is one; the slowest single step,
    a page read twice, may take 120), ``total`` seconds of wall clock and of processor time for the whole file.
    ``memory`` is bytes beyond those in use when the child starts, ``output`` bytes of the pickled plan, ``written``
    bytes of any one temporary file. A value of 0 or less raises ``ValueError``.
    """

    quiet: float = 180.0
    total: float = 3600.0
    memory: int = 2 << 30
    output: int = 256 << 20
    written: int = 1 << 30

    def __post_init__(self) -> None:
        for name in self.__slots__:
            if getattr(self, name) <= 0:
                raise ValueError(f"{name} must be greater than 0, not {getattr(self, name)}")


class Ways:
    """Two pipes: answers from the child, and requests to it, whose end shows the child that its parent is gone."""

    def __init__(self) -> None:
        self.answers, self.answering = Pipe(duplex=False)
        self.asked, self.requests = Pipe(duplex=False)

    def keep_mine(self) -> None:
        """Close the child's ends in the parent: a pipe ends only when its other end is closed in every process."""
        self.answering.close()
        self.asked.close()

    def keep_theirs(self) -> None:
        """Close the parent's ends in the child."""
        self.answers.close()
        self.requests.close()

    def close(self) -> None:
        for end in (self.answers, self.answering, self.asked, self.requests):
            end.close()


def work(options: ReadOptions, limits: Limits, ways: Ways) -> None:
    # The objects copied from the parent are exempt from garbage collection, which would copy them page by page.
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)  # a plan is freed as a whole, so collections find little
    ways.keep_theirs()
    assert options.scratch is not None
    _settle(limits, options.scratch)
    asked: SimpleQueue[Request] = SimpleQueue()
    threading.Thread(target=_take, args=(ways, asked, options.scratch), daemon=True).start()

    def tell(name: str, done: int, total: int) -> None:
        ways.answering.send_bytes(TOLD + json.dumps((name, done, total)).encode())

    at_first = _data_in_use()
    for number in range(1, _FILES + 1):
        path, whole = asked.get()
        _allow_time(limits.total)
        data = _result(path, replace(options, progress=tell), limits, whole)
        compiled.keep()
        for start in range(0, len(data), PIECE):
            ways.answering.send_bytes(PART + data[start : start + PIECE])
        worn = number == _FILES or _data_in_use() - at_first > limits.memory / 4
        ways.answering.send_bytes(LAST if worn else DONE)


def _result(path: Path, options: ReadOptions, limits: Limits, whole: bool) -> bytes:
    """A pickled pair: the result, or the (reason, file name) of an error; and notes for finding a bug of this program.

    The result is the plan, or (document, plan) where the ``whole`` is asked for.

    No exception is pickled, since other libraries change the pickling of exceptions.
    """
    notes: list[str] = []
    try:
        result = tuple(pipeline.read(path, options)) if whole else pipeline.read_plan(path, options)
        data = pickle.dumps((result, notes), pickle.HIGHEST_PROTOCOL)
        if len(data) <= limits.output:
            return data
        failed = errors.TOO_LARGE, path.name
    except ReadError as error:
        failed = error.reason, error.where
    except MemoryError:
        failed = errors.TOO_MUCH_MEMORY, path.name
    except BaseException:
        failed = errors.CRASHED, path.name
        notes.append(traceback.format_exc()[-NOTE:])
    return pickle.dumps((failed, notes), pickle.HIGHEST_PROTOCOL)


def _settle(limits: Limits, scratch: Path) -> None:
    """Set the system's limits, a process group of its own and the folder for temporary files; silence all output."""
    quiet = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(quiet, stream)
    tempfile.tempdir = str(scratch)
    os.environ.update(TMPDIR=str(scratch), TEMP=str(scratch), TMP=str(scratch))
    if "faulthandler" in sys.modules:
        sys.modules["faulthandler"].disable()
    if sys.platform == "win32":
        import msvcrt

        # A crash must not wait for somebody to close a window.
        msvcrt.SetErrorMode(msvcrt.SEM_FAILCRITICALERRORS | msvcrt.SEM_NOGPFAULTERRORBOX)
        return
    import resource

    os.setsid()
    programs.stay_in_group()
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_FSIZE, limits.written)
    if sys.platform == "linux":
        # Not RLIMIT_AS: pdfium and numpy reserve far more addresses than they use.
        _lower(resource.RLIMIT_DATA, _data_in_use() + limits.memory)


def _data_in_use() -> int:
    """Bytes of this process that RLIMIT_DATA counts, or those that it uses; 0 where the system gives neither."""
    if sys.platform != "linux":
        return memory_of(os.getpid())
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[5]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGESIZE")


def _allow_time(seconds: float) -> None:
    """Allow the next file so many seconds of processor time. The soft limit can be raised again for each file."""
    if sys.platform == "win32":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    bound = int(time.process_time() + seconds) + 1
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (bound, hard))


def _lower(which: int, bound: int) -> None:
    import resource

    _, hard = resource.getrlimit(which)
    if hard != resource.RLIM_INFINITY:
        bound = min(bound, hard)
    with suppress(ValueError, OSError):
        resource.setrlimit(which, (bound, bound))


def _take(ways: Ways, asked: SimpleQueue[Request], scratch: Path) -> None:
    """Take requests, and end the child at the end of the pipe: a parent that was killed cannot end its child."""
    with suppress(EOFError, OSError):
        while True:
            asked.put(ways.asked.recv())
    shutil.rmtree(scratch, ignore_errors=True)
    programs.end_group(os.getpid())
    os._exit(1)

"""The child that reads file after file: its limits, what it tells its parent, how it ends (``extract/isolation/reader.py``)."""

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
from extract.options import ReadOptions
from extract.readers import programs

TOLD, PART, DONE, LAST = b"P", b"R", b"E", b"L"
"""Progress; a piece of a result; its end; its end, and that of the child."""
PIECE = 1 << 15
NOTE = 4000
"""Characters of a traceback that the parent may show with --debug."""
_FILES = 100
"""So many files one child reads at most: whatever a library keeps of each goes with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one file may use.

    ``quiet`` is wall-clock seconds without a sign of progress (each recognised page is one; the slowest single step,
    a page read twice, is allowed 120), ``total`` seconds of wall clock and of processor time for the whole file.
    ``memory`` is bytes beyond those in use when the child starts, ``output`` bytes of the pickled plan, ``written``
    bytes of any one temporary file.
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
    """Two pipes: answers from the child; requests to it, whose end tells it that the parent is gone."""

    def __init__(self) -> None:
        self.answers, self.answering = Pipe(duplex=False)
        self.asked, self.requests = Pipe(duplex=False)

    def keep_mine(self) -> None:
        """In the parent: a pipe ends only when nobody else holds its other end."""
        self.answering.close()
        self.asked.close()

    def keep_theirs(self) -> None:
        """In the child."""
        self.answers.close()
        self.requests.close()

    def close(self) -> None:
        for end in (self.answers, self.answering, self.asked, self.requests):
            end.close()


def work(options: ReadOptions, limits: Limits, ways: Ways) -> None:
    # What was copied from the parent stays as it is: looking through it for garbage would copy it page by page.
    gc.freeze()
    ways.keep_theirs()
    assert options.scratch is not None
    _settle(limits, options.scratch)
    paths: SimpleQueue[Path] = SimpleQueue()
    threading.Thread(target=_take, args=(ways, paths, options.scratch), daemon=True).start()

    def tell(name: str, done: int, total: int) -> None:
        ways.answering.send_bytes(TOLD + json.dumps((name, done, total)).encode())

    at_first = _data_in_use()
    for number in range(1, _FILES + 1):
        path = paths.get()
        _allow_time(limits.total)
        data = _result(path, replace(options, progress=tell), limits)
        for start in range(0, len(data), PIECE):
            ways.answering.send_bytes(PART + data[start : start + PIECE])
        worn = number == _FILES or _data_in_use() - at_first > limits.memory / 4
        ways.answering.send_bytes(LAST if worn else DONE)


def _result(path: Path, options: ReadOptions, limits: Limits) -> bytes:
    """A pickled pair: the plan, or why there is none (reason, where); and notes for whoever looks for a mistake of this
    program. No exception is pickled: other libraries change how that is done."""
    notes: list[str] = []
    try:
        data = pickle.dumps((pipeline.read_plan(path, options), notes), pickle.HIGHEST_PROTOCOL)
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
    """Limits of the system, a group of its own, temporary files where the parent removes them, a closed mouth."""
    quiet = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(quiet, stream)
    tempfile.tempdir = str(scratch)
    os.environ.update(TMPDIR=str(scratch), TEMP=str(scratch), TMP=str(scratch))
    if "faulthandler" in sys.modules:
        sys.modules["faulthandler"].disable()
    if sys.platform == "win32":
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
    """Bytes of this process that RLIMIT_DATA counts; 0 where the system does not tell."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[5]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGESIZE")


def _allow_time(seconds: float) -> None:
    """So much processor time for the next file. The bound can be moved on, since it is the lower of two."""
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


def _take(ways: Ways, paths: SimpleQueue[Path], scratch: Path) -> None:
    """Take requests. A parent that was killed cannot end its child; the child sees its end of the pipe close."""
    with suppress(EOFError, OSError):
        while True:
            paths.put(ways.asked.recv())
    shutil.rmtree(scratch, ignore_errors=True)
    programs.end_group(os.getpid())
    os._exit(1)

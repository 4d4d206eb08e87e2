"""The child that reads one file: its limits, what it tells its parent, how it ends. See ``extract/guarded.py``."""

from __future__ import annotations

import gc
import json
import os
import pickle
import shutil
import sys
import tempfile
import threading
import traceback
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing import Pipe
from pathlib import Path

from extract import errors, pipeline, programs
from extract.errors import ReadError
from extract.options import ReadOptions

TOLD, PART, DONE = b"P", b"R", b"E"
PIECE = 1 << 15
NOTE = 4000
"""Characters of a traceback that the parent may show with --debug."""


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
    """Two pipes: answers from the child, and one that only tells it, by its end, that the parent is gone."""

    def __init__(self) -> None:
        self.answers, self.answering = Pipe(duplex=False)
        self.alive, self.lifeline = Pipe(duplex=False)

    def keep_mine(self) -> None:
        """In the parent: a pipe ends only when nobody else holds its other end."""
        self.answering.close()
        self.alive.close()

    def keep_theirs(self) -> None:
        """In the child."""
        self.answers.close()
        self.lifeline.close()

    def close(self) -> None:
        for end in (self.answers, self.answering, self.alive, self.lifeline):
            end.close()


def work(path: Path, options: ReadOptions, limits: Limits, ways: Ways) -> None:
    # What was copied from the parent stays as it is: looking through it for garbage would copy it page by page.
    gc.freeze()
    ways.keep_theirs()
    assert options.scratch is not None
    _settle(limits, options.scratch)
    threading.Thread(target=_end_with_parent, args=(ways, options.scratch), daemon=True).start()

    def tell(name: str, done: int, total: int) -> None:
        ways.answering.send_bytes(TOLD + json.dumps((name, done, total)).encode())

    data = _result(path, replace(options, progress=tell), limits)
    for start in range(0, len(data), PIECE):
        ways.answering.send_bytes(PART + data[start : start + PIECE])
    ways.answering.send_bytes(DONE)


def _result(path: Path, options: ReadOptions, limits: Limits) -> bytes:
    """A pickled pair: the plan or the message, and notes for whoever looks for a mistake of this program."""
    notes: list[str] = []
    try:
        data = pickle.dumps((pipeline.read_plan(path, options), notes), pickle.HIGHEST_PROTOCOL)
        if len(data) <= limits.output:
            return data
        failed = ReadError(errors.TOO_LARGE, path.name)
    except ReadError as error:
        failed = ReadError(error.reason, error.where)
    except MemoryError:
        failed = ReadError(errors.TOO_MUCH_MEMORY, path.name)
    except BaseException:
        failed = ReadError(errors.CRASHED, path.name)
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
    _lower(resource.RLIMIT_CPU, int(limits.total) + 1)
    _lower(resource.RLIMIT_FSIZE, limits.written)
    if sys.platform == "linux":
        # Not RLIMIT_AS: pdfium and numpy reserve far more addresses than they use.
        used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5]) * resource.getpagesize()
        _lower(resource.RLIMIT_DATA, used + limits.memory)


def _lower(which: int, bound: int) -> None:
    import resource

    _, hard = resource.getrlimit(which)
    if hard != resource.RLIM_INFINITY:
        bound = min(bound, hard)
    with suppress(ValueError, OSError):
        resource.setrlimit(which, (bound, bound))


def _end_with_parent(ways: Ways, scratch: Path) -> None:
    """A parent that was killed cannot end its child; the child sees its end of the pipe close."""
    with suppress(EOFError, OSError):
        ways.alive.recv_bytes()
    shutil.rmtree(scratch, ignore_errors=True)
    programs.end_group(os.getpid())
    os._exit(1)

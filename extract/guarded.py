"""Each file read in a child process with limits, so that a crash, a hang or a bomb is one message about one file.

As Apache Tika's pipes do: the child parses, the parent only waits, within limits, and ends whatever is left.

What holds where:

- time: everywhere, by the parent's clock; it ends the child and, on POSIX by their group, on Windows by their tree,
  all programs that the child started;
- memory: Linux (``RLIMIT_DATA``, for the child and each program that it starts); elsewhere only time bounds it;
- size of files written, no core dumps: POSIX;
- size of the result, temporary files removed, no output on the user's terminal: everywhere.

The child is forked on Linux from a process with a single thread, where a copy costs a few milliseconds. A process with
threads cannot be copied safely, so elsewhere a server process forks (POSIX) or a new Python starts (Windows).
"""

from __future__ import annotations

import io
import json
import multiprocessing
import os
import pickle
import shutil
import signal
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract import errors, pipeline, programs
from extract.errors import ReadError, Reason
from extract.model import Plan
from extract.options import DEFAULT, Progress, ReadOptions

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

__all__ = ["Limits", "cheap", "read_guarded", "read_plans_guarded"]


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


def cheap() -> bool:
    """Whether a child costs less than 50 ms here: a copy of this process, which has no other threads."""
    return sys.platform == "linux" and len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208


def read_plans_guarded(
    paths: Sequence[Path], options: ReadOptions = DEFAULT, limits: Limits | None = None
) -> Iterator[Plan | ReadError]:
    """One result for each path, in order, each read when it is asked for."""
    for path in paths:
        yield read_guarded(path, options, limits or Limits())


def read_guarded(path: Path, options: ReadOptions, limits: Limits) -> Plan | ReadError:
    """The plan in one file, or why there is none. Nothing of the child is left when it returns or raises."""
    scratch = Path(tempfile.mkdtemp(prefix="doichieu-", dir=options.scratch))
    ways = _Ways(scratch=scratch)
    child: BaseProcess | None = None
    try:
        if cheap():
            _load_reader(path)
        there = replace(options, progress=None, scratch=scratch)
        child = ways.context.Process(target=_work, args=(path, there, limits, ways), daemon=True)
        child.start()
        ways.keep_mine()
        answer = _listen(ways.answers, options.progress, limits)
        if isinstance(answer, Reason):
            return ReadError(answer, path.name)
        if answer is None:
            return ReadError(_cause(child), path.name)
        return _unpickled(answer, path)
    finally:
        if child is not None and child.pid is not None:
            _end(child)
        ways.close()
        _remove(scratch)


# ---- the parent's side -------------------------------------------------------------------------------------
class _Ways:
    """Two pipes: answers from the child, and one that only tells it, by its end, that the parent is gone."""

    def __init__(self, *, scratch: Path) -> None:
        self.context = _context()
        self.answers, self.answering = self.context.Pipe(duplex=False)
        self.alive, self.lifeline = self.context.Pipe(duplex=False)
        self.scratch = scratch

    def __getstate__(self) -> dict[str, Any]:
        return {key: value for key, value in vars(self).items() if key != "context"}

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


def _context() -> Any:
    if cheap():
        return multiprocessing.get_context("fork")
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["extract.guarded", "extract.readers.docx"])
    return context


def _load_reader(path: Path) -> None:
    """Load what reading such a file needs before the copy is made: once for all files, not once a file."""
    if path.suffix.lower() in (".docx", ".docm"):
        import extract.readers.docx
    elif path.suffix.lower() == ".pdf":
        import extract.readers.pdf  # noqa: F401


def _listen(answers: Connection, progress: Progress | None, limits: Limits) -> bytes | Reason | None:
    """The pickled result; or what ended the wait; or None where the child ended without a result.

    The result comes in small pieces, each awaited within the limits; a child that stops in the middle is noticed.
    """
    result = bytearray()
    last = time.monotonic() + limits.total
    while True:
        left = min(limits.quiet, last - time.monotonic())
        if left <= 0 or not answers.poll(left):
            return errors.TOO_SLOW
        try:
            message = answers.recv_bytes(_PIECE + 1)
        except (EOFError, OSError):
            return None
        if message[:1] == _TOLD and progress:
            progress(*json.loads(message[1:]))
        elif message[:1] == _PART:
            result += message[1:]
        elif message[:1] == _DONE:
            return bytes(result)
        if len(result) > limits.output:
            return errors.TOO_LARGE


def _cause(child: BaseProcess) -> Reason:
    """Why a child ended that said nothing."""
    child.join(5)
    if child.exitcode == -getattr(signal, "SIGXCPU", 0):
        return errors.TOO_SLOW
    # Nobody but a system short of memory ends it in this way: the parent does so only after listening.
    if child.exitcode == -getattr(signal, "SIGKILL", 0):
        return errors.TOO_MUCH_MEMORY
    return errors.CRASHED


def _end(child: BaseProcess) -> None:
    """End the child and what it started. First the group: while its leader is not collected, its number is kept."""
    assert child.pid is not None
    if sys.platform != "win32" or child.is_alive():
        programs.end_group(child.pid)
    child.kill()
    child.join()
    child.close()


def _remove(folder: Path) -> None:
    """Programs that were just ended may still be closing files."""
    for _ in range(20):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.05)


class _Unpickler(pickle.Unpickler):
    """Makes nothing but what plans consist of: a child that a file has taken over can send a wrong plan, no code."""

    _MODULES = ("extract.model", "extract.errors")
    _OTHERS = frozenset({("decimal", "Decimal"), ("datetime", "date"), ("fractions", "Fraction")})

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in self._OTHERS:
            return super().find_class(module, name)
        found = getattr(sys.modules[module], name, None) if module in self._MODULES else None
        if isinstance(found, type) and found.__module__ == module:
            return found
        raise pickle.UnpicklingError(f"no part of a plan: {module}.{name}")


def _unpickled(data: bytes, path: Path) -> Plan | ReadError:
    try:
        result, notes = _Unpickler(io.BytesIO(data)).load()
        if not isinstance(result, Plan | ReadError):
            raise pickle.UnpicklingError("neither a plan nor a message")
    except Exception as error:
        failed = ReadError(errors.CRASHED, path.name)
        failed.add_note(repr(error)[:_NOTE])
        return failed
    if isinstance(result, ReadError):
        for note in notes:
            result.add_note(note)
    return result


# ---- the child's side --------------------------------------------------------------------------------------
_TOLD, _PART, _DONE = b"P", b"R", b"E"
_PIECE = 1 << 15
_NOTE = 4000
"""Characters of a traceback that the parent may show with --debug."""


def _work(path: Path, options: ReadOptions, limits: Limits, ways: _Ways) -> None:
    ways.keep_theirs()
    _settle(limits, ways.scratch)
    threading.Thread(target=_end_with_parent, args=(ways,), daemon=True).start()

    def tell(name: str, done: int, total: int) -> None:
        ways.answering.send_bytes(_TOLD + json.dumps((name, done, total)).encode())

    data = _result(path, replace(options, progress=tell), limits)
    for start in range(0, len(data), _PIECE):
        ways.answering.send_bytes(_PART + data[start : start + _PIECE])
    ways.answering.send_bytes(_DONE)


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
        notes.append(traceback.format_exc()[-_NOTE:])
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


def _end_with_parent(ways: _Ways) -> None:
    """A parent that was killed cannot end its child; the child sees its end of the pipe close."""
    with suppress(EOFError, OSError):
        ways.alive.recv_bytes()
    shutil.rmtree(ways.scratch, ignore_errors=True)
    programs.end_group(os.getpid())
    os._exit(1)

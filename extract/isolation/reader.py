"""Files read in a child process with limits: a crash, a hang or a bomb becomes one message about one file.

The child parses; the parent only waits, within limits, and ends the processes that are left, as Apache Tika's pipes do.

Systems on which each limit holds:

- time: all, by the parent's clock; it ends the child and all programs that the child started, on POSIX by their
  group, on Windows by their tree;
- memory: Linux by the system (``RLIMIT_DATA``, for the child and each program that it starts); elsewhere by the parent,
  which looks at the child a few times a second and ends it; programs that it starts are bounded by time alone;
- size of files written, no core dumps: POSIX;
- size of the result, temporary files removed, no output on the user's terminal: all.

The child is forked on Linux from a process with a single thread, where a copy costs a few milliseconds. A process with
threads cannot be copied safely, so elsewhere a server process forks (POSIX) or a new Python starts (Windows): it costs
half a second once, since one child reads file after file. No child imports the script that reads.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cache
from importlib import import_module
from itertools import accumulate
from multiprocessing.connection import wait
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Self

from extract import errors, pipeline
from extract.errors import ReadError, Reason
from extract.isolation.answer import unpickled
from extract.isolation.child import DONE, LAST, PART, PIECE, TOLD, Limits, Request, Ways, work
from extract.isolation.watching import cause_of, memory_of
from extract.model import Block, Document, Plan
from extract.options import DEFAULT, Progress, ReadOptions
from extract.pipeline import Reading
from extract.readers import programs

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

__all__ = ["Cancelled", "Limits", "Reader", "cheap", "hear", "read_guarded", "unhurried"]


Cancelled = Callable[[], bool]
"""Whether the reading that is under way is no longer wanted."""

_WATCHED = sys.platform != "linux"
"""Whether the parent bounds the memory of the child, since the system does not."""
_LOOK = 0.2
"""Seconds between two looks at ``Cancelled`` and at the memory of a child."""


def cheap() -> bool:
    """Whether a child costs less than 50 ms: this process can be forked, since it has a single thread."""
    if sys.platform != "linux":
        return False
    try:
        return len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208
    except OSError:
        # Some containers hide /proc.
        return False


def read_guarded(path: Path, options: ReadOptions, limits: Limits) -> Plan | ReadError:
    """The plan in one file, or the error. No process or file of the child is left after the call."""
    with Reader(options, limits) as reader:
        return reader.read(path)


class Reader:
    """Reads file after file in one child, which has its word lists and patterns ready from the second file on.

    A child that a file has crashed is replaced for the next file, and so is a child that has read many files or has
    grown (``extract.isolation.child.work``). A reader must not be shared between threads. ``meanwhile`` is called
    whenever a copy of this process has begun to read, with a function that tells whether its answer is still awaited.
    """

    def __init__(
        self,
        options: ReadOptions = DEFAULT,
        limits: Limits | None = None,
        meanwhile: Callable[[Callable[[], bool]], None] | None = None,
    ) -> None:
        self._options, self._limits = options, limits or Limits()
        self._meanwhile = meanwhile
        self._scratch: Path | None = None
        self._ways: Ways | None = None
        self._child: BaseProcess | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(
        self, path: Path, *, progress: Progress | None = None, cancelled: Cancelled | None = None
    ) -> Plan | ReadError:
        """The plan in a file, or the error.

        ``progress`` is called in this thread with (file name, pages recognised, pages to recognise), instead of that
        of the options. ``cancelled`` is asked four times a second or more; once it says so, the child is ended with
        its programs, and the error has the reason ``errors.CANCELLED``. It may look at an event that another thread
        sets, or at anything that another process writes. The next file gets a new child.
        """
        result = self._read(path, progress, cancelled, whole=False)
        assert not isinstance(result, Reading)
        return result

    def read_whole(
        self, path: Path, *, progress: Progress | None = None, cancelled: Cancelled | None = None
    ) -> Reading | ReadError:
        """The document and the plan in a file, as ``extract.read``, or the error; the rest as for ``read``."""
        result = self._read(path, progress, cancelled, whole=True)
        assert not isinstance(result, Plan)
        return result

    def _read(
        self, path: Path, progress: Progress | None, cancelled: Cancelled | None, *, whole: bool
    ) -> Plan | Reading | ReadError:
        alive = False
        try:
            ways = self._asked((path, whole))
            assert self._child is not None
            progress = progress or self._options.progress
            answer, alive = _listen(ways.answers, self._child, progress, self._limits, cancelled)
            if isinstance(answer, Reason):
                return ReadError(answer, path.name)
            if answer is None:
                self._child.join(5)
                return ReadError(cause_of(self._child.exitcode), path.name)
            result = unpickled(answer, path)
            # A child that a file has taken over may answer another question.
            if isinstance(result, ReadError) or isinstance(result, Reading) == whole:
                return result
            return ReadError(errors.CRASHED, path.name)
        finally:
            if not alive:
                self.close()
            elif self._scratch and any(self._scratch.iterdir()):
                _remove(self._scratch)
                self._scratch.mkdir(mode=0o700)

    def close(self) -> None:
        """End the child and its programs, and remove its temporary files."""
        child, ways, scratch = self._child, self._ways, self._scratch
        self._child = self._ways = self._scratch = None
        if child is not None and child.pid is not None:
            _end(child)
        if ways is not None:
            ways.close()
        if scratch is not None:
            _remove(scratch)

    def _asked(self, request: Request) -> Ways:
        """Send the child a request; a child that has ended since the last request is replaced."""
        if not self._is_sent(request):
            self.close()
            self._ways = self._start(request[0])
            with suppress(OSError):  # ``cause_of`` explains a child that has ended at once
                self._ways.requests.send(request)
        assert self._ways is not None
        if cheap():
            self._use_time(self._ways.answers)
        return self._ways

    def _is_sent(self, request: Request) -> bool:
        """Whether a child was there and took a request."""
        if self._ways is not None and self._child is not None and self._child.is_alive():
            with suppress(OSError):
                self._ways.requests.send(request)
                return True
        return False

    def _use_time(self, answers: Connection) -> None:
        """Do what helps later while a child reads."""
        if self._meanwhile is None:
            _warm_up()
        else:
            self._meanwhile(lambda: not answers.poll(0))

    def _start(self, path: Path) -> Ways:
        self._scratch = Path(tempfile.mkdtemp(prefix="doichieu-", dir=self._options.scratch))
        self._ways = Ways()
        if cheap():
            _load(path.suffix.lower())
        there = replace(self._options, progress=None, scratch=self._scratch)
        self._child = _context().Process(target=work, args=(there, self._limits, self._ways), daemon=True)
        with _may_have_children(), _without_script(), unhurried():
            self._child.start()
        self._ways.keep_mine()
        return self._ways


@contextmanager
def _may_have_children() -> Iterator[None]:
    """Let a daemon (a worker of Dask) start a child, which Python forbids lest it never end; this child ends itself."""
    config: dict[str, Any] = getattr(multiprocessing.current_process(), "_config", {})
    before = config.get("daemon")
    config["daemon"] = False
    try:
        yield
    finally:
        config["daemon"] = before


@contextmanager
def _without_script() -> Iterator[None]:
    """Let a new Python not import the script of this one: a child reads only, and a script may do anything."""
    script = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = script


@contextmanager
def unhurried() -> Iterator[None]:
    """Ctrl+C, which a terminal sends to all, waits until a child of this thread has started.

    The child does not hear it before it calls ``hear``: half begun it would answer with a traceback.
    """
    if sys.platform == "win32":
        yield
        return
    heard: list[bool] = []
    # Another thread may take the signal; Python hands it to the main thread all the same.
    is_main = threading.current_thread() is threading.main_thread()
    handler = signal.getsignal(signal.SIGINT) if is_main else None
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    if handler is not None:
        signal.signal(signal.SIGINT, lambda *_: heard.append(True))
    try:
        yield
    finally:
        if handler is not None:
            signal.signal(signal.SIGINT, handler)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        if heard:
            signal.raise_signal(signal.SIGINT)


def hear() -> None:
    """Hear Ctrl+C in a child that was started ``unhurried``, once it can handle it."""
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


# ---- the parent's side -------------------------------------------------------------------------------------
def _context() -> Any:
    if cheap():
        return multiprocessing.get_context("fork")
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["extract.isolation.reader", "extract.readers.word.docx"])
    return context


# Slow imports that a forked child inherits; none of them starts threads.
_HEAVY = {
    ".docx": ("extract.readers.word.docx", "lxml.etree"),
    ".doc": ("extract.readers.word.office", "lxml.etree"),
    ".pdf": ("extract.readers.pdf.pdf", "pypdfium2"),
    ".html": ("extract.readers.html.html", "lxml.etree"),
}


@cache
def _load(ending: str) -> None:
    """Import the libraries for such files before the fork, once for all files."""
    for module in _HEAVY.get(ending, ()):
        import_module(module)


@cache
def _warm_up() -> None:
    """Read a small plan while the first child reads, so that later copies have word lists and patterns ready."""
    text = "\n".join(_SMALL)
    starts = accumulate((len(line) + 1 for line in _SMALL), initial=0)
    blocks = tuple(Block(text=line, start=start) for line, start in zip(_SMALL, starts, strict=False))
    pipeline.plan_of(Document(name="", format="txt", sha256="", text=text, blocks=blocks))


_SMALL = (
    "ỦY BAN NHÂN DÂN",
    "TỈNH A",
    "Số: 12/KH-UBND",
    "KẾ HOẠCH",
    "Cấp nước sạch giai đoạn 2021 - 2025",
    "Căn cứ Quyết định số 12/QĐ-TTg ngày 03/4/2021 của Thủ tướng Chính phủ, tỉnh ban hành Kế hoạch như sau:",
    "I. MỤC TIÊU",
    "a) Đến năm 2025, ít nhất 60% số xã, phường có nước sạch, tăng thêm 5% mỗi năm so với năm 2020.",
    "II. NHIỆM VỤ",
    "1. Sở Y tế chủ trì, phối hợp với Sở Tài chính mở 02 lớp tập huấn trước ngày 30/6/2023.",
    "Nơi nhận:",
    "- Như trên.",
    "TM. ỦY BAN NHÂN DÂN",
    "CHỦ TỊCH",
)


def _listen(
    answers: Connection,
    child: BaseProcess,
    progress: Progress | None,
    limits: Limits,
    cancelled: Cancelled | None = None,
) -> tuple[bytes | Reason | None, bool]:
    """The pickled result, the reason for a stop, or None if the child ended; and whether the child can read on.

    The result comes in small pieces, each awaited within the limits: a child that stops in the middle is noticed.
    """
    result = bytearray()
    last = time.monotonic() + limits.total
    bound = limits.memory if _WATCHED else None
    while True:
        until = min(time.monotonic() + limits.quiet, last)
        message = _message(answers, child, until, bound, cancelled)
        if not isinstance(message, bytes):
            return message, False
        if message[:1] == TOLD and progress:
            progress(*json.loads(message[1:]))
        elif message[:1] == PART:
            result += message[1:]
        elif message[:1] in (DONE, LAST):
            return bytes(result), message[:1] == DONE
        if len(result) > limits.output:
            return errors.TOO_LARGE, False


def _message(
    answers: Connection, child: BaseProcess, until: float, bound: int | None, cancelled: Cancelled | None
) -> bytes | Reason | None:
    """The next message of a child up to a time of the monotonic clock; the reason for a stop, or None if it ended.

    The child may use ``bound`` bytes. Its end is awaited as well: on Windows a pipe does not end with a child that
    never opened it.
    """
    assert child.pid is not None
    while True:
        if cancelled is not None and cancelled():
            return errors.CANCELLED
        left = until - time.monotonic()
        if left <= 0:
            return errors.TOO_SLOW
        if bound is not None and memory_of(child.pid) > bound:
            return errors.TOO_MUCH_MEMORY
        looks = bound is not None or cancelled is not None
        if wait([answers, child.sentinel], min(left, _LOOK) if looks else left):
            try:
                return answers.recv_bytes(PIECE + 1) if answers.poll() else None
            except (EOFError, OSError):
                return None


def _end(child: BaseProcess) -> None:
    """End the child and its programs; the group comes first, whose number is valid until the child is joined."""
    assert child.pid is not None
    if sys.platform != "win32" or child.is_alive():
        programs.end_group(child.pid)
    child.kill()
    child.join()
    child.close()


def _remove(folder: Path) -> None:
    """Remove a folder, with retries: programs that were just ended may still be closing files in it."""
    for _ in range(20):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.05)

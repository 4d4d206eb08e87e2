"""A child on a system that limits no memory and knows no signals: its parent watches it."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extract import errors
from extract.errors import ReadError, Reason
from extract.isolation import reader
from extract.isolation.child import Limits, Ways
from extract.isolation.watching import (
    Counters,
    Usage,
    cause_of,
    memory_of,
    on_linux,
    on_macos,
    on_windows,
)
from extract.model import Plan
from extract.options import DEFAULT
from tests.extract.isolation import children

TEXT = "KẾ HOẠCH\nI. MỤC TIÊU\n- Đến năm 2025, ít nhất 60% số xã có nước sạch.\n"
MANY = 1 << 30


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "kế hoạch.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start new Pythons and watch them, as on Windows."""
    monkeypatch.setattr(reader, "cheap", lambda: False)
    monkeypatch.setattr(reader, "_context", lambda: multiprocessing.get_context("spawn"))
    monkeypatch.setattr(reader, "_WATCHED", True)


@pytest.mark.usefixtures("elsewhere")
def test_one_new_python_reads_file_after_file(plan: Path, tmp_path: Path) -> None:
    with reader.Reader(DEFAULT, Limits(memory=MANY)) as guard:
        found = [guard.read(plan), guard.read(tmp_path / "không có"), guard.read(plan)]
        child = guard._child
    assert [isinstance(one, Plan) for one in found] == [True, False, True]
    assert found[0] == found[2]
    assert child is not None


@pytest.mark.usefixtures("elsewhere")
def test_a_greedy_child_is_ended_and_named(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "work", children.eats)
    result = reader.read_guarded(plan, DEFAULT, Limits(quiet=60, memory=1 << 28))
    assert isinstance(result, ReadError)
    assert result.reason == errors.TOO_MUCH_MEMORY


@pytest.mark.usefixtures("elsewhere")
def test_an_end_is_noticed_while_the_pipe_is_open(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows the parent holds the child's end until the child has opened it."""
    monkeypatch.setattr(reader, "work", children.ends)
    monkeypatch.setattr(Ways, "keep_mine", lambda _: None)
    result = reader.read_guarded(plan, DEFAULT, Limits(quiet=3600))
    assert isinstance(result, ReadError)
    assert result.reason == errors.CRASHED


SCRIPT = """
import multiprocessing, sys
from pathlib import Path
from extract.isolation import reader
reader.cheap = lambda: False
reader._context = lambda: multiprocessing.get_context("spawn")
with reader.Reader() as guard:
    print(len(guard.read(Path(sys.argv[1])).targets))
"""


def test_a_script_without_a_guard_is_not_run_twice(plan: Path, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    done = subprocess.run([sys.executable, str(script), str(plan)], capture_output=True, check=False)
    assert (done.returncode, done.stdout.split(), done.stderr) == (0, [b"1"], b"")


@pytest.mark.parametrize(
    ("exitcode", "reason"),
    [
        (None, errors.CRASHED),
        (0, errors.CRASHED),
        (1, errors.CRASHED),
        (-15, errors.CRASHED),
        (0xC0000005, errors.CRASHED),
        (0xC0000017, errors.TOO_MUCH_MEMORY),
        (0xC0000017 - (1 << 32), errors.TOO_MUCH_MEMORY),
        (0xC000012D, errors.TOO_MUCH_MEMORY),
    ],
)
def test_causes_without_signals(
    exitcode: int | None, reason: Reason, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SIGXCPU", "SIGKILL"):
        monkeypatch.delattr(signal, name, raising=False)
    assert cause_of(exitcode) == reason


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_causes_with_signals() -> None:
    assert cause_of(-24) == errors.TOO_SLOW
    assert cause_of(-9) == errors.TOO_MUCH_MEMORY
    assert cause_of(-11) == errors.CRASHED


def test_memory_of_this_process() -> None:
    before = memory_of(os.getpid())
    kept = b"x" * (64 << 20)
    assert memory_of(os.getpid()) - before > len(kept) // 2
    assert before > 1 << 20


def test_no_memory_of_a_process_that_is_gone(tmp_path: Path) -> None:
    assert on_linux(1, tmp_path) == 0


class Function:
    """A function of a library; ctypes sets its types."""

    def __init__(self, call: Callable[..., object]) -> None:
        self.call = call

    def __call__(self, *args: Any) -> object:
        return self.call(*args)


class Kernel:
    """The three functions of kernel32 that are used; process 7 uses 12,345 bytes of its own."""

    def __init__(self) -> None:
        self.open: list[int] = []
        self.OpenProcess = Function(self.opened)
        self.CloseHandle = Function(self.open.remove)
        self.K32GetProcessMemoryInfo = Function(self.told)

    def opened(self, _rights: int, _inherit: int, pid: int) -> int | None:
        if pid != 7:
            return None
        self.open.append(pid)
        return pid

    def told(self, _handle: int, place: Any, size: int) -> int:
        counters = ctypes.cast(place, ctypes.POINTER(Counters)).contents
        assert size == counters.size == ctypes.sizeof(Counters)
        counters.private = 12_345
        return 1


def test_memory_as_windows_tells_it() -> None:
    kernel = Kernel()
    assert [on_windows(pid, kernel) for pid in (7, 8)] == [12_345, 0]
    assert kernel.open == []
    # The sizes of the headers of Windows and macOS, for 64 bits.
    assert ctypes.sizeof(ctypes.c_void_p) != 8 or ctypes.sizeof(Counters) == 80
    assert ctypes.sizeof(Usage) == 160


def test_memory_as_macos_tells_it() -> None:
    class Library:
        def proc_pid_rusage(self, pid: int, version: int, place: Any) -> int:
            ctypes.cast(place, ctypes.POINTER(Usage)).contents.footprint = 777
            return 0 if (pid, version) == (7, 2) else -1

    assert [on_macos(pid, Library()) for pid in (7, 8)] == [777, 0]

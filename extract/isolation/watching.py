"""What a process learns of another one from outside: the memory that it uses, and why it ended.

For systems that bound no memory themselves; each way to ask is a function of its own, so that all are tested anywhere.
"""

from __future__ import annotations

import ctypes
import mmap
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from extract import errors
from extract.errors import Reason

_NO_MEMORY, _COMMITMENT_LIMIT = 0xC0000017, 0xC000012D
"""Statuses with which Windows ends a process for want of memory."""
_QUERY, _READ = 0x1000, 0x0010
"""Rights to ask a process of Windows: PROCESS_QUERY_LIMITED_INFORMATION, PROCESS_VM_READ."""
_USAGE_V2 = 2
"""The version of the structure that macOS fills."""


def memory_of(pid: int) -> int:
    """The bytes that a process uses; 0 where the system does not tell, or the process is gone."""
    if sys.platform == "win32":
        return on_windows(pid, ctypes.WinDLL("kernel32"))
    if sys.platform == "darwin":
        with suppress(OSError, AttributeError):
            return on_macos(pid, ctypes.CDLL("/usr/lib/libproc.dylib"))
        return 0
    return on_linux(pid)


def on_linux(pid: int, processes: Path = Path("/proc")) -> int:
    """Resident bytes; ``processes`` is the folder in which the system tells of them."""
    try:
        return int((processes / str(pid) / "statm").read_text(encoding="ascii").split()[1]) * mmap.PAGESIZE
    except (OSError, ValueError, IndexError):
        return 0


class Counters(ctypes.Structure):
    """``PROCESS_MEMORY_COUNTERS_EX`` of Windows."""

    _fields_ = (
        ("size", ctypes.c_uint32),
        ("faults", ctypes.c_uint32),
        ("peak_working_set", ctypes.c_size_t),
        ("working_set", ctypes.c_size_t),
        ("quota_peak_paged", ctypes.c_size_t),
        ("quota_paged", ctypes.c_size_t),
        ("quota_peak_non_paged", ctypes.c_size_t),
        ("quota_non_paged", ctypes.c_size_t),
        ("page_file", ctypes.c_size_t),
        ("peak_page_file", ctypes.c_size_t),
        ("private", ctypes.c_size_t),
    )


def on_windows(pid: int, kernel: Any) -> int:
    """Private bytes; ``kernel`` is kernel32.dll."""
    kernel.OpenProcess.restype = ctypes.c_void_p
    kernel.OpenProcess.argtypes = (ctypes.c_uint32, ctypes.c_int, ctypes.c_uint32)
    kernel.CloseHandle.argtypes = (ctypes.c_void_p,)
    asked = kernel.K32GetProcessMemoryInfo
    asked.argtypes = (ctypes.c_void_p, ctypes.POINTER(Counters), ctypes.c_uint32)
    handle = kernel.OpenProcess(_QUERY | _READ, 0, pid)
    if not handle:
        return 0
    try:
        told = Counters(size=ctypes.sizeof(Counters))
        return int(told.private) if asked(handle, ctypes.byref(told), told.size) else 0
    finally:
        kernel.CloseHandle(handle)


class Usage(ctypes.Structure):
    """``rusage_info_v2`` of macOS."""

    _fields_ = (
        ("uuid", ctypes.c_uint8 * 16),
        ("times_and_wakeups", ctypes.c_uint64 * 4),
        ("pageins", ctypes.c_uint64),
        ("wired", ctypes.c_uint64),
        ("resident", ctypes.c_uint64),
        ("footprint", ctypes.c_uint64),
        ("starts_children_and_disk", ctypes.c_uint64 * 10),
    )


def on_macos(pid: int, library: Any) -> int:
    """The footprint in bytes; ``library`` is libproc."""
    told = Usage()
    return int(told.footprint) if library.proc_pid_rusage(pid, _USAGE_V2, ctypes.byref(told)) == 0 else 0


def cause_of(exitcode: int | None) -> Reason:
    """The reason for which a child ended without an answer, by its exit code: a signal is told as -number."""
    if exitcode == _signalled("SIGXCPU"):
        return errors.TOO_SLOW
    # Only a system short of memory ends a child with SIGKILL here: the parent does so only after listening.
    if exitcode == _signalled("SIGKILL"):
        return errors.TOO_MUCH_MEMORY
    if exitcode is not None and exitcode & 0xFFFFFFFF in (_NO_MEMORY, _COMMITMENT_LIMIT):
        return errors.TOO_MUCH_MEMORY
    return errors.CRASHED


def _signalled(name: str) -> int | str:
    """The exit code of a process that a signal ended; the name itself on a system without this signal."""
    number = getattr(signal, name, None)
    return name if number is None else -int(number)

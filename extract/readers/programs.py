"""External programs: their places on each system, and runs that always end."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

# Paths below the program folders of Windows and the applications of macOS.
LIBREOFFICE_PLACES = ("LibreOffice/program/soffice.exe", "LibreOffice.app/Contents/MacOS/soffice")
TESSERACT_PLACES = ("Tesseract-OCR/tesseract.exe",)
PROGRAM_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")

# Whether a program gets a process group of its own; False in a child whose parent ends its whole group.
_own_groups = True


def find_program(
    names: tuple[str, ...], places: tuple[str, ...], environment: Mapping[str, str] = os.environ
) -> Path | None:
    """Find a program on the search path, then in the program folders of Windows and macOS; None without it."""
    for name in names:
        if found := shutil.which(name, path=environment.get("PATH")):
            return Path(found)
    folders = [Path(environment[key]) for key in PROGRAM_FOLDERS if environment.get(key)]
    folders += [folder / "Programs" for folder in folders] + [Path("/Applications")]
    candidates = (folder / place for folder in folders for place in places)
    return next((path for path in candidates if path.is_file()), None)


def libreoffice() -> Path | None:
    """The path of LibreOffice, or None."""
    return find_program(("soffice", "libreoffice"), LIBREOFFICE_PLACES)


def tesseract() -> Path | None:
    """The path of Tesseract, or None."""
    return find_program(("tesseract",), TESSERACT_PLACES)


def run_program(
    command: Sequence[str | Path], *, seconds: float, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run a program without input or window, in a process group of its own that ends with it.

    ``seconds`` is wall-clock time. Raises ``subprocess.TimeoutExpired`` when it is over, after all processes of the
    group are ended, and ``OSError`` if the program cannot be started.
    """
    windows = sys.platform == "win32"
    with subprocess.Popen(
        [str(word) for word in command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=None if environment is None else dict(environment),
        start_new_session=_own_groups and not windows,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0) if windows else 0,
    ) as process:
        try:
            out, err = process.communicate(timeout=seconds)
        except BaseException:
            if _own_groups:
                end_group(process.pid)
            process.kill()
            process.communicate()
            raise
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def stay_in_group() -> None:
    """Let programs join the group of this process from now on; the parent process ends the whole group."""
    global _own_groups
    _own_groups = False


def end_group(pid: int) -> None:
    """End a process that leads a group, with all processes it started."""
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(pid)], capture_output=True, check=False)
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)

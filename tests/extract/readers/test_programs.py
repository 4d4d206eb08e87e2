"""Helper programs end in time, with all their children."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from extract.readers.programs import run_program


def test_output_and_status() -> None:
    done = run_program([sys.executable, "-c", "print('chào'); raise SystemExit(3)"], seconds=30)
    assert (done.returncode, done.stdout.split()) == (3, ["chào".encode()])


def test_a_program_gets_no_input() -> None:
    assert run_program([sys.executable, "-c", "input()"], seconds=30).returncode != 0


@pytest.mark.skipif(sys.platform == "win32", reason="process groups are those of POSIX here")
def test_the_whole_group_ends(tmp_path: Path) -> None:
    """A child that starts a child of its own, both of which would go on for a minute."""
    told = tmp_path / "pid"
    with pytest.raises(subprocess.TimeoutExpired):
        run_program(["sh", "-c", f"sleep 60 & echo $! >'{told}'; sleep 60"], seconds=1)
    grandchild = int(told.read_text(encoding="ascii"))
    for _ in range(100):
        if not psutil.pid_exists(grandchild) or psutil.Process(grandchild).status() == psutil.STATUS_ZOMBIE:
            return
        time.sleep(0.05)
    pytest.fail("the grandchild goes on")

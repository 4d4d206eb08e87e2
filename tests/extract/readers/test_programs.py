"""Helper programs end in time, with all their children."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from extract.readers.programs import run_program

# A child with a child of its own, which would run for a minute and writes a file at its end.
_NEST = """
import subprocess, sys
subprocess.Popen([sys.executable, "-c", "import time, pathlib, sys; pathlib.Path(sys.argv[1], 'started').touch();"
                  "time.sleep(3); pathlib.Path(sys.argv[1], 'left').touch()", sys.argv[1]])
import time; time.sleep(60)
"""


def test_output_and_status() -> None:
    done = run_program([sys.executable, "-c", "print('chào'); raise SystemExit(3)"], seconds=30)
    assert (done.returncode, done.stdout.split()) == (3, ["chào".encode()])


def test_a_program_gets_no_input() -> None:
    assert run_program([sys.executable, "-c", "input()"], seconds=30).returncode != 0


@pytest.mark.skipif(sys.platform == "win32", reason="process groups are those of POSIX here")
def test_the_whole_process_group_ends(tmp_path: Path) -> None:
    with pytest.raises(subprocess.TimeoutExpired):
        run_program([sys.executable, "-c", _NEST, str(tmp_path)], seconds=1.5)
    time.sleep(3.5)
    assert not (tmp_path / "left").exists()

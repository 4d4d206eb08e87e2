"""Every hostile file through the real command: a plan or one clear line, within the limits, with nothing left over."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from doichieu import cli
from extract import errors
from extract.errors import ReadError, Reason
from extract.isolation import reader
from extract.isolation.reader import Limits
from extract.options import DEFAULT
from tests.hostile import pages, pdf, pdf_passwords, pictures, texts, word
from tests.hostile.cases import CASES, LIMITED, READ, REFUSED, Case

MODULES = (pages, pdf, pdf_passwords, pictures, texts, word)
"""The modules whose import fills the list of cases."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="limits of the system are tested where all hold"),
]

SECONDS = 60.0
"""A limit with room: the file that takes longest is read in two seconds."""
MARK = Path("/tmp/hostile-mark")
"""A file that some cases try to write."""


class Server:
    """A server that counts its connections."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.socket.setblocking(False)
        self.address = f"http://127.0.0.1:{self.socket.getsockname()[1]}"

    def asked(self) -> bool:
        try:
            self.socket.accept()[0].close()
        except BlockingIOError:
            return False
        return True


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.socket.close()


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The system's temporary folder, which must be empty at the end."""
    folder = tmp_path / "system"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    yield folder
    assert sorted(folder.rglob("*")) == []
    assert not MARK.exists()


@pytest.fixture
def limited(monkeypatch: pytest.MonkeyPatch) -> None:
    limits = partial(Limits, quiet=SECONDS, total=SECONDS, memory=1 << 30)
    monkeypatch.setattr(reader, "Limits", limits)


def test_every_module_has_its_cases() -> None:
    assert len(CASES) >= 100
    assert {case.make.__module__ for case in CASES} == {module.__name__ for module in MODULES}
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.usefixtures("limited", "temporary")
@pytest.mark.parametrize(
    "case",
    [pytest.param(case, id=case.name, marks=[pytest.mark.office] * case.office) for case in CASES],
)
def test_a_hostile_file(
    case: Case, server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    running = guarded_children()  # such as one that another test still waits for
    path = tmp_path / case.name
    path.write_bytes(case.make(server.address))
    words = ["--password", case.password] if case.password else []
    status = cli.run(["extract", str(path), "--isolate", *words])
    out, err = capsys.readouterr()
    check(case, status, out, err, path)
    assert not server.asked()
    assert set(guarded_children()) <= set(running)


def check(case: Case, status: int, out: str, err: str, path: Path) -> None:
    """Check that the end of the command is an allowed one."""
    assert case.says in out + err
    assert not case.never or case.never not in out + err
    if status == 0:
        assert READ in case.ends, out
        assert out.strip()
        return
    assert status == 2
    assert out == ""
    told = [line for line in err.splitlines() if line]
    assert told[-1].startswith("Lỗi: ")
    assert len(told) == 1 or all(line != told[0] for line in told[1:])
    reason = reason_of(told[-1], path)
    allowed = [end for end in case.ends if isinstance(end, Reason)]
    if reason in allowed:
        return
    assert REFUSED in case.ends, told
    assert reason not in (*LIMITED, errors.CRASHED), told


def reason_of(line: str, path: Path) -> Reason | None:
    """The reason of an error line, None for an unknown one."""
    known = [value for value in vars(errors).values() if isinstance(value, Reason)]
    return next((reason for reason in known if str(ReadError(reason, path.name)) in line), None)


def guarded_children() -> list[str]:
    """Running processes that this one has started."""
    found = Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii").split()
    # Helpers of Python itself run until it ends.
    return [pid for pid in found if not _HELPERS.search(Path(f"/proc/{pid}/cmdline").read_bytes())]


_HELPERS = re.compile(b"forkserver|resource_tracker")


CHOSEN = ("bom nén.docx", "cười ngất.docx", "lệnh cho máy.txt", "vòng trang.pdf", "ngẫu nhiên.txt")


@pytest.mark.usefixtures("temporary")
@pytest.mark.parametrize("name", CHOSEN)
def test_a_command_in_a_process_of_its_own(name: str, server: Server, tmp_path: Path) -> None:
    case = next(case for case in CASES if case.name == name)
    path = tmp_path / name
    path.write_bytes(case.make(server.address))
    done = subprocess.run(
        [sys.executable, "-m", "doichieu", "extract", str(path)],
        capture_output=True,
        timeout=SECONDS,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    check(case, done.returncode, done.stdout.decode(), done.stderr.decode(), path)


def test_a_server_with_threads_reads_them_too(server: Server, tmp_path: Path) -> None:
    """The limits hold even if the process cannot be copied."""
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        for name in ("bom nén.docx", "lồng sâu.docx"):
            case = next(case for case in CASES if case.name == name)
            path = tmp_path / name
            path.write_bytes(case.make(server.address))
            result = reader.read_guarded(path, DEFAULT, Limits(quiet=SECONDS))
            if isinstance(result, ReadError):
                check(case, 2, "", f"Lỗi: {result}", path)
    finally:
        done.set()
        thread.join()

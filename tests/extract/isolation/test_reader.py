"""One file, one child process: every failure is one message, and nothing of the child is left."""

from __future__ import annotations

import ctypes
import io
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extract import errors, pipeline
from extract.errors import ReadError, Reason
from extract.isolation import answer, child, reader
from extract.isolation.reader import Limits, read_guarded
from extract.model import Level, Plan
from extract.options import DEFAULT, ReadOptions
from extract.readers import programs

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="limits of the system are tested where all hold"
)

CHEAP = reader.cheap
QUICK, SHORT = Limits(quiet=1.5, total=20), Limits(quiet=0.4, total=20)
TEXT = "KẾ HOẠCH\nI. MỤC TIÊU\n- Đến năm 2025, ít nhất 60% số xã có nước sạch.\n"
Read = Callable[[Path, ReadOptions], Plan]


@pytest.fixture(autouse=True)
def copied(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the child be a copy of this process with the patches of the test, whatever other tests have loaded."""
    monkeypatch.setattr(reader, "cheap", lambda: True)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder for temporary files, empty again when the test ends."""
    made = tmp_path / "scratch"
    made.mkdir()
    yield made
    assert list(made.iterdir()) == []


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "kế hoạch.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def outcome(monkeypatch: pytest.MonkeyPatch, plan: Path, folder: Path) -> Callable[..., Reason]:
    """Read a file with a function of the test, which must end in a message; return its reason."""

    def run(read: Read, limits: Limits = QUICK) -> Reason:
        monkeypatch.setattr(pipeline, "read_plan", read)
        result = read_guarded(plan, replace(DEFAULT, scratch=folder), limits)
        assert isinstance(result, ReadError)
        assert result.where == plan.name
        return result.reason

    # The parent's own reading of a small plan must not be replaced.
    reader._warm_up()
    return run


def test_a_plan_is_the_same_as_without_a_child(plan: Path, folder: Path) -> None:
    result = read_guarded(plan, replace(DEFAULT, scratch=folder), Limits())
    assert result == pipeline.read_plan(plan)
    assert isinstance(result, Plan)
    assert len(result.targets) == 1


def test_messages_come_through_and_the_next_file_is_read(plan: Path, tmp_path: Path) -> None:
    empty = tmp_path / "trống.docx"
    empty.touch()
    with reader.Reader() as guard:
        results = [guard.read(path) for path in (empty, tmp_path, plan, tmp_path / "không có")]
    reasons = [result.reason if isinstance(result, ReadError) else None for result in results]
    assert reasons == [errors.EMPTY, errors.DIRECTORY, None, errors.MISSING]


def _exit(_: Path, __: ReadOptions) -> Plan:
    os._exit(0)


def _segfault(_: Path, __: ReadOptions) -> Plan:
    ctypes.string_at(0)
    raise AssertionError


def _killed(_: Path, __: ReadOptions) -> Plan:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def _mistake(_: Path, __: ReadOptions) -> Plan:
    raise KeyError("a mistake of the program")


def _recursion(path: Path, options: ReadOptions) -> Plan:
    return _recursion(path, options)


def _leave(_: Path, __: ReadOptions) -> Plan:
    sys.exit(3)


def _hang(_: Path, __: ReadOptions) -> Plan:
    time.sleep(600)
    raise AssertionError


def _stopped(_: Path, __: ReadOptions) -> Plan:
    os.kill(os.getpid(), signal.SIGSTOP)
    raise AssertionError


def _spin(_: Path, options: ReadOptions) -> Plan:
    while True:
        if options.progress:
            options.progress("x", 1, 2)


def _eat(_: Path, __: ReadOptions) -> Plan:
    kept = []
    while True:
        kept.append(bytearray(1 << 26))


def _other_object(_: Path, __: ReadOptions) -> Any:
    return Path("no plan")


class _Code:
    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return os.system, ("exit 0",)


def _code(_: Path, __: ReadOptions) -> Any:
    return _Code()


class _Got:
    """An object pickled as a call of ``getattr``, the way of Python 3.11.2 (Debian 12) for a member of an enum."""

    def __init__(self, kind: object, name: str) -> None:
        self.call = getattr, (kind, name)

    def __reduce__(self) -> Any:
        return self.call


def test_only_members_of_enums_are_unpickled() -> None:
    def loaded(got: object) -> object:
        return answer.Unpickler(io.BytesIO(pickle.dumps(got))).load()

    assert loaded(_Got(Level, "PROVINCE")) is Level.PROVINCE
    for kind, name in ((Plan, "__init__"), (Level.PROVINCE, "__class__"), (Level, "__class__")):
        with pytest.raises((pickle.UnpicklingError, KeyError)):
            loaded(_Got(kind, name))


def _flood(_: Path, __: ReadOptions) -> Any:
    return b"x" * (4 << 20)


@pytest.mark.parametrize(
    ("read", "reason"),
    [
        (_exit, errors.CRASHED),
        (_segfault, errors.CRASHED),
        (_mistake, errors.CRASHED),
        (_recursion, errors.CRASHED),
        (_leave, errors.CRASHED),
        (_killed, errors.TOO_MUCH_MEMORY),
        (_hang, errors.TOO_SLOW),
        (_stopped, errors.TOO_SLOW),
        (_other_object, errors.CRASHED),
        (_code, errors.CRASHED),
    ],
)
def test_every_failure_is_one_message(outcome: Callable[..., Reason], read: Read, reason: Reason) -> None:
    # Readers that would sleep for ten minutes end at the limit, the others long before.
    limits = SHORT if read in (_hang, _stopped) else Limits(quiet=60, total=60)
    assert outcome(read, limits) == reason


def test_memory_is_limited(outcome: Callable[..., Reason]) -> None:
    assert outcome(_eat, Limits(memory=1 << 28)) == errors.TOO_MUCH_MEMORY


def test_the_result_is_limited_on_both_sides(
    outcome: Callable[..., Reason], monkeypatch: pytest.MonkeyPatch
) -> None:
    small = Limits(output=1 << 20)
    assert outcome(_flood, small) == errors.TOO_LARGE
    # A child that exceeds the limit.
    dumps = pickle.dumps
    monkeypatch.setattr(pickle, "dumps", lambda *_: dumps(b"x" * (4 << 20)))
    monkeypatch.setattr("extract.isolation.child._result", lambda *_: pickle.dumps(0))
    assert outcome(_flood, small) == errors.TOO_LARGE


def test_a_large_result_comes_through(monkeypatch: pytest.MonkeyPatch, plan: Path, folder: Path) -> None:
    """The result is many times as large as the buffer of a pipe."""
    reader._warm_up()
    read = pipeline.read_plan(plan)
    large = replace(read, targets=read.targets, source=replace(read.source, warnings=("x" * (20 << 20),)))
    monkeypatch.setattr(pipeline, "read_plan", lambda *_: large)
    assert read_guarded(plan, replace(DEFAULT, scratch=folder), Limits()) == large


def test_temporary_files_are_limited_and_removed(
    monkeypatch: pytest.MonkeyPatch, plan: Path, folder: Path
) -> None:
    """The limit covers the given folder and the system's temporary folder, which are one in a child."""

    def write(_: Path, options: ReadOptions) -> Plan:
        assert str(options.scratch) == tempfile.gettempdir() == os.environ["TMPDIR"]
        with tempfile.NamedTemporaryFile(delete=False) as file:
            file.write(b"x" * (2 << 20))
        raise AssertionError("written")

    reader._warm_up()
    monkeypatch.setattr(pipeline, "read_plan", write)
    result = read_guarded(plan, replace(DEFAULT, scratch=folder), Limits(written=1 << 20))
    assert "File too large" in "".join(getattr(result, "__notes__", []))


def test_progress_comes_through_and_gives_more_time(
    monkeypatch: pytest.MonkeyPatch, plan: Path, folder: Path
) -> None:
    read_plan = pipeline.read_plan

    def slow(path: Path, options: ReadOptions) -> Plan:
        for page in range(1, 6):
            time.sleep(0.25)
            assert options.progress
            options.progress(path.name, page, 5)
        return read_plan(path, options)

    reader._warm_up()
    monkeypatch.setattr(pipeline, "read_plan", slow)
    told: list[tuple[str, int, int]] = []
    options = replace(DEFAULT, scratch=folder, progress=lambda *words: told.append(words))
    assert isinstance(read_guarded(plan, options, Limits(quiet=1.0)), Plan)
    assert told == [(plan.name, page, 5) for page in range(1, 6)]


def test_progress_without_end_is_ended(outcome: Callable[..., Reason]) -> None:
    assert outcome(_spin, Limits(quiet=20, total=0.5)) == errors.TOO_SLOW


def test_programs_that_the_child_started_are_ended(outcome: Callable[..., Reason], tmp_path: Path) -> None:
    told = tmp_path / "pid"

    def start(_: Path, __: ReadOptions) -> Plan:
        programs.run_program(["sh", "-c", f"sleep 600 & echo $! >{told}; sleep 600"], seconds=600)
        raise AssertionError

    assert outcome(start) == errors.TOO_SLOW
    assert _gone(int(told.read_text(encoding="ascii")))


def _gone(pid: int) -> bool:
    """Whether a process ends within two seconds."""
    for _ in range(40):
        try:
            state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


SCRIPT = """
import os, signal, sys, time
from dataclasses import replace
from pathlib import Path
from extract import pipeline
from extract.isolation import reader
from extract.options import DEFAULT
def hang(path, options):
    Path(sys.argv[2], "pid").write_text(str(os.getpid()))
    time.sleep(600)
# Tests that run in the background ignore Ctrl+C without this line.
signal.signal(signal.SIGINT, signal.default_int_handler)
reader._warm_up()
pipeline.read_plan = hang
scratch = Path(sys.argv[2], "scratch")
scratch.mkdir()
reader.read_guarded(Path(sys.argv[1]), replace(DEFAULT, scratch=scratch), reader.Limits())
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_the_child_ends_with_its_parent(plan: Path, tmp_path: Path, number: int) -> None:
    """The parent ends by Ctrl+C, by SIGTERM, and by SIGKILL, which leaves it no time to end the child."""
    parent = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(plan), str(tmp_path)], stderr=subprocess.PIPE
    )
    told = tmp_path / "pid"
    with parent:
        for _ in range(200):
            if told.exists() and told.read_text(encoding="ascii"):
                break
            time.sleep(0.05)
        parent.send_signal(number)
        parent.communicate(timeout=10)
    assert _gone(int(told.read_text(encoding="ascii")))
    for _ in range(40):
        if not list((tmp_path / "scratch").iterdir()):
            break
        time.sleep(0.05)
    assert list((tmp_path / "scratch").iterdir()) == []


def test_output_of_the_child_is_not_shown(
    outcome: Callable[..., Reason], capfd: pytest.CaptureFixture[str]
) -> None:
    def loud(_: Path, __: ReadOptions) -> Plan:
        os.write(1, b"out")
        os.write(2, b"err")
        raise KeyError

    assert outcome(loud) == errors.CRASHED
    assert capfd.readouterr() == ("", "")


def test_the_traceback_of_an_internal_error_is_kept(monkeypatch: pytest.MonkeyPatch, plan: Path) -> None:
    reader._warm_up()
    monkeypatch.setattr(pipeline, "read_plan", _mistake)
    result = read_guarded(plan, DEFAULT, QUICK)
    assert "KeyError: 'a mistake of the program'" in "".join(getattr(result, "__notes__", []))


@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_a_process_with_threads_reads_too(
    monkeypatch: pytest.MonkeyPatch, plan: Path, folder: Path, method: str
) -> None:
    """No copy of the process is made in a server or on Windows."""
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert not CHEAP()
        monkeypatch.setattr(reader, "cheap", CHEAP)
        monkeypatch.setattr(reader, "_context", lambda: multiprocessing.get_context(method))
        result = read_guarded(plan, replace(DEFAULT, scratch=folder), Limits())
        assert isinstance(result, Plan)
        assert len(result.targets) == 1
    finally:
        done.set()
        thread.join()


@pytest.mark.parametrize("name", ["quiet", "total", "memory", "output", "written"])
def test_limits_are_checked(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        Limits(**{name: 0})


def test_a_child_reads_file_after_file(monkeypatch: pytest.MonkeyPatch, plan: Path, folder: Path) -> None:
    """A dead child is replaced, and no file leaves anything for the next one."""
    reader._warm_up()
    read_plan = pipeline.read_plan

    def read(path: Path, options: ReadOptions) -> Plan:
        assert options.scratch
        assert list(options.scratch.iterdir()) == []
        (options.scratch / "left").mkdir()
        if path.name == "hỏng.txt":
            os._exit(1)
        made = read_plan(plan, options)
        return replace(made, source=replace(made.source, warnings=(str(os.getpid()),)))

    monkeypatch.setattr(pipeline, "read_plan", read)
    names = ("a.txt", "b.txt", "hỏng.txt", "c.txt", "d.txt")
    with reader.Reader(replace(DEFAULT, scratch=folder), QUICK) as guard:
        results = [guard.read(plan.with_name(name)) for name in names]
    children = [result.source.warnings if isinstance(result, Plan) else () for result in results]
    assert children[0] == children[1] != children[3] == children[4]
    assert children[2] == ()


def test_a_worn_child_is_replaced(monkeypatch: pytest.MonkeyPatch, plan: Path, folder: Path) -> None:
    monkeypatch.setattr(child, "_FILES", 2)
    with reader.Reader(replace(DEFAULT, scratch=folder), QUICK) as guard:
        children = []
        for _ in range(4):
            assert isinstance(guard.read(plan), Plan)
            children.append(guard._child and guard._child.pid)
    assert children[0]
    assert children[1] is None
    assert children[2] not in (None, children[0])
    assert children[3] is None


def test_a_message_survives_patched_exceptions(tmp_path: Path) -> None:
    """Libraries for clusters change how every exception is pickled."""
    support = pytest.importorskip("tblib.pickling_support")
    support.install()
    result = read_guarded(tmp_path, DEFAULT, QUICK)
    assert isinstance(result, ReadError)
    assert result.reason == errors.DIRECTORY

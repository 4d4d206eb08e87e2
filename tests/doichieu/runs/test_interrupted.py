"""Runs that are watched, interrupted or killed, each in a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import Executor, Future
from contextlib import nullcontext, suppress
from copy import copy
from pathlib import Path
from typing import Any, Self

import psutil
import pytest

from doichieu.runs import scheduling
from doichieu.runs.work import Job, Outcome
from extract.isolation.reader import unhurried
from tests.doichieu.runs.conftest import Folder, lower

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="SIGINT and SIGKILL"),
]

# A background process ignores Ctrl+C without this line.
_HEARING = (
    "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler);"
    "from doichieu import cli; from doichieu.commands import batch; batch._PAUSE = 0.2;"
    "sys.exit(cli.run(sys.argv[1:]))"
)


class Watching:
    """``--watch`` in a process of its own, ended as by Ctrl+C."""

    def __init__(self, folder: Folder) -> None:
        self._results, self._log = folder.out / "results.csv", folder.path / "nhật ký.txt"
        words = ["batch", str(folder.drafts), "--against", str(folder.upper), "-o", str(folder.out)]
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _HEARING, *words, "--no-config", "--jobs", "1", "--watch"],
                stdout=log,
                stderr=log,
                env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.send_signal(signal.SIGINT)
        self.returncode = self._process.wait(timeout=20)

    def told(self, text: str) -> bool:
        """Whether ``results.csv`` has the text within half a minute."""
        return self._has(self._results, text)

    def said(self, text: str) -> bool:
        return self._has(self._log, text)

    @staticmethod
    def _has(path: Path, text: str) -> bool:
        for _ in range(600):
            if path.is_file() and text in path.read_text(encoding="utf-8-sig"):
                return True
            time.sleep(0.05)
        return False


def test_a_killed_run_resumes(folder: Folder, tmp_path: Path) -> None:
    for number in range(30):
        folder.add(f"x{number}.txt", lower(f"Xóm {number}", number=100 + number, share=80 - number % 3))
    words = [sys.executable, "-m", "doichieu", "batch", str(folder.drafts), "--against", str(folder.upper)]
    words += ["--no-config", "--jobs", "2", "-o"]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    killed = subprocess.Popen([*words, str(folder.out)], stderr=subprocess.DEVNULL, env=environment)
    for _ in range(6000):
        if len(list(folder.out.glob("results/*.json"))) >= 5:
            break
        time.sleep(0.02)
    started = psutil.Process(killed.pid).children(recursive=True)
    assert started
    killed.kill()
    killed.wait()
    # Its children have no parent to end them, and end by themselves.
    _, alive = psutil.wait_procs(started, timeout=15)
    assert alive == []
    kept = len(list(folder.out.glob("results/*.json")))
    assert 5 <= kept < 34
    assert folder.results()  # each of them is whole
    assert folder.run() == 1
    assert folder.told["made"] <= 34 - kept
    whole = copy(folder)
    whole.out = tmp_path / "một lượt"
    whole.run()
    assert folder.results() == whole.results()
    assert (folder.out / "results.csv").read_bytes() == (whole.out / "results.csv").read_bytes()
    assert _reports(folder) == _reports(whole)


def _reports(folder: Folder) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder.out / "units").iterdir()}


@pytest.mark.parametrize("done", [0, 3])
def test_ctrl_c_ends_a_run_in_one_line(folder: Folder, done: int) -> None:
    """A terminal sends Ctrl+C to all processes, even to those that are just starting."""
    for number in range(30):
        folder.add(f"x{number}.txt", lower(f"Xóm {number}", number=100 + number))
    words = ["batch", str(folder.drafts), "--against", str(folder.upper), "-o", str(folder.out)]
    running = subprocess.Popen(
        [sys.executable, "-c", _HEARING, *words, "--no-config", "--jobs", "2"],
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        start_new_session=True,
    )
    for _ in range(1200):
        if len(list(folder.out.glob("results/*.json"))) >= done and psutil.Process(running.pid).children():
            break
        time.sleep(0.02)
    os.killpg(running.pid, signal.SIGINT)
    try:
        _, err = running.communicate(timeout=60)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
    # A slow machine tells how far it has come in between.
    told = [line for line in err.decode().splitlines() if not line.startswith(tuple("0123456789"))]
    assert told == ["Đã dừng theo yêu cầu."]
    assert running.returncode == 2


def test_ctrl_c_never_ends_the_sending_of_a_result(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two tasks a worker only remembers it; within one it ends the task."""
    monkeypatch.setattr(scheduling, "_WORKER", scheduling._Worker())
    path = folder.add("một.txt", lower("Một"))
    job = Job(key="a", name=path.name, sha256="", path=path, setup="none")

    def interrupted(_: Job) -> Outcome:
        scheduling._stop()
        raise AssertionError("goes on")

    with monkeypatch.context() as working:
        working.setattr(scheduling, "check", interrupted)
        with pytest.raises(KeyboardInterrupt):
            scheduling._task(job)
    monkeypatch.setattr(scheduling, "_WORKER", scheduling._Worker())
    scheduling._stop()
    with pytest.raises(KeyboardInterrupt):
        scheduling._task(job)


def test_a_worker_that_hears_ctrl_c_first_ends_the_run(folder: Folder) -> None:
    """No file is told as crashed because the run itself has not yet heard it."""
    path = folder.add("một.txt", lower("Một"))
    job = Job(key="a", name=path.name, sha256="", path=path, setup="none")
    future: Future[Outcome] = Future()
    future.set_exception(KeyboardInterrupt())

    class Pool(Executor):
        def submit(self, *_: object, **__: object) -> Future[Any]:
            return future

    with pytest.raises(KeyboardInterrupt):
        list(scheduling.run([job], lambda: nullcontext((Pool(), 1))))


def test_ctrl_c_while_a_worker_starts_is_not_lost() -> None:
    """Also where another thread takes the signal, as it may in a process with several."""
    rest = threading.Event()
    threading.Thread(target=rest.wait, daemon=True).start()
    waited = False
    # A background process ignores Ctrl+C without this line.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):  # noqa: PT012 - it comes when the block ends
            with unhurried():
                os.kill(os.getpid(), signal.SIGINT)
                time.sleep(0.05)
                waited = True
            time.sleep(10)  # until the other thread has its turn
            raise AssertionError("never heard")
    finally:
        rest.set()
        signal.signal(signal.SIGINT, before)
    assert waited


def test_a_watched_folder_is_checked_as_drafts_arrive(folder: Folder) -> None:
    """The first ones too: it may be empty."""
    for path in folder.drafts.iterdir():
        path.unlink()
    with Watching(folder) as watching:
        assert watching.said("Chưa có dự thảo nào")
        folder.add("mới.txt", lower("Suối Mới", number=44))
        assert watching.told("huyện Suối Mới")
        folder.add("nữa.txt", lower("Gò Mận", number=45))
        assert watching.told("huyện Gò Mận")
    assert watching.said("Đang theo dõi thư mục")
    assert watching.returncode == 2

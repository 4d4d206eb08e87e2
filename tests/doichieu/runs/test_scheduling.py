"""The same task in processes and on Dask, and the death of a worker."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from doichieu.runs import scheduling
from doichieu.runs.run import Run
from doichieu.runs.work import Job
from tests.doichieu.runs.conftest import Folder, lower

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


class Poison:
    """An object that kills the worker that unpickles it."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (3,)


def test_a_file_that_kills_its_worker_is_reported(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(folder, 8)
    made = Run._jobs

    def jobs(*asked: Any) -> Iterator[Job]:
        for job in made(*asked):
            yield replace(job, path=cast(Path, Poison())) if job.name == "x3.txt" else job

    # What was under way is done again, each in a process of its own: two files, not six.
    monkeypatch.setattr(scheduling, "AHEAD", 1)
    with monkeypatch.context() as poisoned:
        poisoned.setattr(Run, "_jobs", jobs)
        assert folder.run("--jobs", "2") == 1
    (failure,) = folder.told["failures"]
    assert failure["file"] == "x3.txt"
    assert "Chương trình dừng đột ngột khi xử lý tệp này" in failure["reason"]
    assert len(folder.results()) == 11
    # The cause may have been the machine, so the next run tries again.
    capsys.readouterr()
    folder.run()
    assert "làm 1 tệp" in capsys.readouterr().out
    assert folder.told["failures"] == []


class Cluster:
    """A scheduler and two workers, each a process of its own."""

    def __init__(self, folder: Path, *, threads: int = 1, workers: int = 2) -> None:
        self._folder, self._threads = folder, threads
        told = folder / "scheduler.json"
        command = [
            sys.executable,
            "-m",
            "distributed.cli.dask_scheduler",
            "--host",
            "127.0.0.1",
            "--port",
            "0",
        ]
        self._processes = [self._start([*command, "--no-dashboard", "--scheduler-file", str(told)])]
        for _ in range(300):
            if told.exists() and told.read_text(encoding="utf-8").strip().endswith("}"):
                break
            time.sleep(0.1)
        self.address: str = json.loads(told.read_text(encoding="utf-8"))["address"]
        self.workers = [self._worker() for _ in range(workers)]

    def _worker(self) -> subprocess.Popen[bytes]:
        command = [
            sys.executable,
            "-m",
            "distributed.cli.dask_worker",
            self.address,
            "--nthreads",
            str(self._threads),
        ]
        worker = self._start(
            [*command, "--no-nanny", "--no-dashboard", "--local-directory", str(self._folder)]
        )
        self._processes.append(worker)
        return worker

    @staticmethod
    def _start(command: list[str]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def close(self) -> None:
        for process in self._processes:
            process.kill()
            process.wait()


@pytest.fixture
def threads(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """One worker with threads, as ``dask worker`` starts it on a machine with four cores."""
    made = Cluster(tmp_path_factory.mktemp("dask"), threads=4, workers=1)
    yield made
    made.close()


@pytest.fixture
def nobody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A scheduler without workers."""
    made = Cluster(tmp_path_factory.mktemp("dask"), workers=0)
    yield made
    made.close()


@pytest.fixture
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    made = Cluster(tmp_path_factory.mktemp("dask"))
    yield made
    made.close()


def fill(folder: Folder, number: int) -> None:
    for at in range(number):
        folder.add(f"x{at}.txt", lower(f"Xóm {at}", number=100 + at, share=80 - at % 3))


@pytest.mark.dask
def test_dask_and_processes_give_equal_results(folder: Folder, cluster: Cluster) -> None:
    """A worker is killed meanwhile; the files are sent, since a worker may not see the folder."""
    fill(folder, 12)
    folder.run("--jobs", "2")
    expected = folder.results()
    folder.out = folder.path / "dask"

    def kill() -> None:
        for _ in range(600):
            if len(list(folder.out.glob("results/*.json"))) >= 3:
                break
            time.sleep(0.02)
        cluster.workers[0].send_signal(signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    assert folder.run("--scheduler", cluster.address) == 1
    killer.join()
    assert cluster.workers[0].wait(10) == -signal.SIGKILL
    assert folder.results() == expected
    assert folder.told["failures"] == []
    table = (folder.out / "results.csv").read_bytes()
    assert table == (folder.path / "kết quả" / "results.csv").read_bytes()
    folder.out = folder.path / "một"
    folder.run()
    assert (folder.out / "results.csv").read_bytes() == table


@pytest.mark.dask
def test_a_worker_with_threads_and_a_shared_path(folder: Folder, threads: Cluster) -> None:
    fill(folder, 12)
    folder.run()
    expected = folder.results()
    folder.out = folder.path / "dask"
    folder.run("--scheduler", threads.address, "--shared-path")
    assert folder.results() == expected
    # A living worker gets the changed settings, though the results are the same.
    folder.run("--scheduler", threads.address, "--report", "md")
    assert len(list((folder.out / "units").glob("*.md"))) == 16


@pytest.mark.dask
def test_a_scheduler_without_workers_is_reported(
    folder: Folder, nobody: Cluster, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(scheduling, "_PATIENCE", 1.0)
    assert folder.run("--scheduler", nobody.address) == 2
    assert "chưa có tiến trình nào nhận việc" in capsys.readouterr().err


@pytest.mark.dask
def test_a_cluster_on_this_machine(folder: Folder) -> None:
    assert folder.run("--scheduler", "local:1") == 1
    expected = folder.results()
    folder.out = folder.path / "một"
    folder.run()
    assert folder.results() == expected


@pytest.mark.dask
def test_a_missing_scheduler_is_reported(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(scheduling, "_PATIENCE", 1.0)
    assert folder.run("--scheduler", "tcp://127.0.0.1:9") == 2
    assert "Không kết nối được tcp://127.0.0.1:9" in capsys.readouterr().err


@pytest.mark.dask
def test_a_run_whose_workers_all_die_is_told_and_goes_on(
    folder: Folder,
    threads: Cluster,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(scheduling, "_LOOK", 0.2)
    monkeypatch.setattr(scheduling, "_ALONE", 1.0)
    fill(folder, 20)

    def kill() -> None:
        for _ in range(600):
            if len(list(folder.out.glob("results/*.json"))) >= 3:
                break
            time.sleep(0.02)
        for worker in threads.workers:
            worker.kill()

    killer = threading.Thread(target=kill)
    killer.start()
    assert folder.run("--scheduler", threads.address) == 2
    killer.join()
    assert "Kết quả đã có vẫn được giữ" in capsys.readouterr().err
    kept = set(folder.out.glob("results/*.json"))
    assert 3 <= len(kept) < 24
    assert folder.run() in (0, 1)
    assert kept < set(folder.out.glob("results/*.json"))

"""The same task in processes and on Dask, and what becomes of a worker that dies."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.doichieu.batch.conftest import Folder, lower

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


class Cluster:
    """A scheduler and two workers, each a process of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
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
        self.workers = [self._worker() for _ in range(2)]

    def _worker(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "distributed.cli.dask_worker", self.address, "--nthreads", "1"]
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
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    pytest.importorskip("distributed")
    made = Cluster(tmp_path_factory.mktemp("dask"))
    yield made
    made.close()


def fill(folder: Folder, number: int) -> None:
    for at in range(number):
        folder.add(f"x{at}.txt", lower(f"Xóm {at}", number=100 + at, share=80 - at % 3))


def test_dask_gives_what_processes_give(folder: Folder, cluster: Cluster) -> None:
    """With a worker killed on the way; the files are sent, since a worker may not see the folder."""
    fill(folder, 24)
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
    folder.run("--jobs", "1")
    assert (folder.out / "results.csv").read_bytes() == table


def test_a_cluster_on_this_machine(folder: Folder) -> None:
    pytest.importorskip("distributed")
    assert folder.run("--scheduler", "local:1") == 1
    expected = folder.results()
    folder.out = folder.path / "một"
    folder.run()
    assert folder.results() == expected


def test_a_scheduler_that_is_not_there_is_told(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("distributed")
    assert folder.run("--scheduler", "tcp://127.0.0.1:9") == 2
    assert "Không kết nối được tcp://127.0.0.1:9" in capsys.readouterr().err

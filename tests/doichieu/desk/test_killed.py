"""Server and worker ended as by a power cut: nothing acknowledged is lost, nothing is done twice, a restart goes on."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import partial
from http.client import HTTPException
from urllib.parse import urlsplit

import pytest

from .running import RunningDesk, Visitor, alive, awaited, cards_in, children, names_below, number_in, sample

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="processes are found as Linux tells of them"),
]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    with RunningDesk(tmp_path_factory.mktemp("killed") / "desk") as made:
        yield made


def all_gone(processes: Iterable[int]) -> bool:
    return not any(map(alive, processes))


def under_way(running: RunningDesk, kind: str) -> None:
    """Wait until the worker does a job of a kind."""
    awaited(lambda: running.rows("SELECT 1 FROM store_job WHERE kind = ? AND state = 'running'", kind))


def done_once(running: RunningDesk) -> None:
    """Check that every reading and every comparison gave its rows one time."""
    jobs = running.rows("SELECT kind, object FROM store_job WHERE state = 'done' AND kind != 'draw'")
    assert max(Counter(jobs).values()) == 1
    assert running.rows("SELECT 1 FROM store_job WHERE state = 'failed'") == []
    for table, owner in (("targetrow", "reading_id"), ("cardrow", "run_id"), ("pairrow", "run_id")):
        twice = f"SELECT 1 FROM store_{table} GROUP BY {owner}, ordinal HAVING count(*) > 1"
        assert running.rows(twice) == []


def test_a_killed_worker_does_its_jobs_again(running: RunningDesk) -> None:
    visitor = Visitor(running).enter()
    review = number_in(visitor.post("/mau").headers["Location"])
    for kind in ("read", "compare", "draw"):
        under_way(running, kind)
        worker = running.worker()
        below = children(worker)
        os.kill(worker, signal.SIGKILL)
        # What it had started ends with it.
        awaited(partial(all_gone, below))
    visitor.worked_off(review)
    done_once(running)
    assert running.rows("SELECT max(attempts) FROM store_job")[0][0] >= 2
    listed = running.rows("SELECT count(*) FROM store_cardrow WHERE severity != 'note'")[0][0]
    assert len(cards_in(visitor.page(review))) == listed > 0


def test_a_killed_server_goes_on_at_its_next_start(running: RunningDesk) -> None:
    visitor = Visitor(running).enter()
    name, data = sample("a5-kh-huyen-da-lung.txt")
    review = number_in(
        visitor.send("/nop", [(name, data)], request="một tệp".encode().hex()).headers["Location"]
    )
    worker = running.worker()
    running.kill()
    awaited(lambda: not alive(worker))
    running.start()
    visitor = Visitor(running).enter()
    visitor.worked_off(review)
    done_once(running)
    assert cards_in(visitor.page(review))
    # The browser did not hear the answer and sends the same file again.
    again = visitor.send("/nop", [(name, data)], request="một tệp".encode().hex())
    assert number_in(again.headers["Location"]) == review


def test_half_an_upload_leaves_nothing(running: RunningDesk) -> None:
    visitor = Visitor(running).enter()
    before = running.rows(
        "SELECT (SELECT count(*) FROM store_review), (SELECT count(*) FROM store_storedfile)"
    )
    at = urlsplit(running.address)
    with socket.create_connection((at.hostname, at.port)) as half:
        cookies = "; ".join(f"{key}={value}" for key, value in visitor.cookies.items())
        head = (
            f"POST /nop HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookies}\r\nContent-Length: 9000000\r\n\r\n"
        )
        half.sendall(head.encode() + b"x" * (2 << 20))
        running.kill()
    running.start()
    after = running.rows(
        "SELECT (SELECT count(*) FROM store_review), (SELECT count(*) FROM store_storedfile)"
    )
    assert after == before
    assert [one for one in names_below(running.folder) if one.suffix == ".part"] == []


def test_every_answered_decision_is_kept_once(running: RunningDesk) -> None:
    visitor = Visitor(running).enter()
    review = visitor.sample()
    keys = cards_in(visitor.page(review))
    address = f"/ra-soat/{review}/quyet-dinh"
    answered: list[str] = []
    enough = threading.Event()

    def decide() -> None:
        version = dict.fromkeys(keys, 0)
        with suppress(OSError, HTTPException):
            for number in range(1000):
                key = keys[number % len(keys)]
                fields = {"key": key, "state": ("keep", "unsure")[number % 2], "version": version[key]}
                version[key] = visitor.post(address, fields, request=f"q{number}").json()["now"]["version"]
                answered.append(f"q{number}")
                if number == 12:
                    enough.set()

    thread = threading.Thread(target=decide)
    thread.start()
    assert enough.wait(60)
    running.kill()
    thread.join()
    running.start()
    visitor = Visitor(running).enter()
    kept = [
        row[0] for row in running.rows("SELECT request FROM store_event WHERE act = 'decide' ORDER BY id")
    ]
    assert kept[: len(answered)] == answered
    assert len(kept) <= len(answered) + 1
    # What was asked last may be stored or not; sent again, it is there once.
    last = f"q{len(answered)}"
    fields = {"key": keys[len(answered) % len(keys)], "state": "keep", "version": 0}
    assert visitor.post(address, fields, request=last).status in (200, 409)
    counted = Counter(
        row[0] for row in running.rows("SELECT request FROM store_event WHERE request IS NOT NULL")
    )
    assert max(counted.values()) == 1

"""The worker: what becomes of a job, however it ends."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import OperationalError

from doichieu.desk.store import queue
from doichieu.desk.store.models import Job, JobKind, JobState
from doichieu.desk.work.kinds import AsideError, CancelledError, Kind, Tell, WorkError
from doichieu.desk.work.worker import do

pytestmark = pytest.mark.usefixtures("desk")


def kind(run: Callable[[Job, Tell], Callable[[], None]], failed: list[str]) -> Kind:
    return Kind(run, lambda _job, reason: failed.append(reason))


def taken() -> Job:
    job = queue.take("a")
    assert job is not None
    return job


def test_a_result_is_written_with_the_end_of_its_job() -> None:
    queue.give(JobKind.READ, 1)
    written: list[str] = []
    do(taken(), kind(lambda _job, _tell: lambda: written.append("x"), []))
    assert written == ["x"]
    assert Job.objects.get().state == JobState.DONE


@pytest.mark.parametrize(
    ("error", "state", "said"),
    [
        (WorkError("Tệp hỏng."), JobState.FAILED, "Tệp hỏng."),
        (CancelledError(), JobState.CANCELLED, "Đã dừng"),
        (RuntimeError("x"), JobState.FAILED, "RuntimeError"),
    ],
)
def test_every_end_has_a_sentence(error: Exception, state: str, said: str) -> None:
    queue.give(JobKind.READ, 1)
    failed: list[str] = []

    def run(_job: Job, _tell: Tell) -> Callable[[], None]:
        raise error

    do(taken(), kind(run, failed))
    job = Job.objects.get()
    assert job.state == state
    assert said in job.reason
    assert failed == [job.reason]


def test_a_job_makes_way_for_another_and_comes_back() -> None:
    written: list[str] = []

    def aside(job: Job, _tell: Tell) -> Callable[[], None]:
        if queue.hurries(job):
            raise AsideError
        return lambda: written.append(f"{job.kind} {job.object}")

    queue.give(JobKind.DRAW, 1)
    large = taken()
    queue.give(JobKind.DRAW, 2)
    queue.give(JobKind.READ, 3)
    do(large, kind(aside, []))
    assert Job.objects.get(pk=large.pk).state == JobState.WAITING
    for _ in range(3):
        do(taken(), kind(aside, []))
    assert written == ["read 3", "draw 2", "draw 1"]
    assert set(Job.objects.values_list("attempts", flat=True)) == {1}


def test_a_job_that_kills_its_worker_is_given_up() -> None:
    queue.give(JobKind.READ, 1)
    failed: list[str] = []
    for _ in range(queue.ATTEMPTS):
        taken()
        queue.give_back()
    do(taken(), kind(lambda _job, _tell: lambda: None, failed))
    assert Job.objects.get().state == JobState.FAILED
    assert "3 lần" in failed[0]


def test_a_result_that_comes_too_late_is_not_written() -> None:
    queue.give(JobKind.READ, 1)
    late, written = taken(), []

    def run(_job: Job, _tell: Tell) -> Callable[[], None]:
        queue.give_back()
        do(taken(), kind(lambda _j, _t: lambda: written.append("second"), []))
        return lambda: written.append("first")

    do(late, kind(run, []))
    assert written == ["second"]


def test_a_lock_that_lasts_ends_no_job(monkeypatch: pytest.MonkeyPatch) -> None:
    queue.give(JobKind.READ, 1)
    job, asked, real = taken(), threading.Event(), queue.renew

    def locked(one: Job, **progress: object) -> bool:
        if threading.current_thread() is threading.main_thread():
            return real(one, **progress)
        asked.set()
        raise OperationalError("database is locked")

    monkeypatch.setattr(queue, "renew", locked)

    def run(_job: Job, _tell: Tell) -> Callable[[], None]:
        assert asked.wait(20)
        return lambda: None

    do(job, kind(run, []))
    assert Job.objects.get().state == JobState.DONE

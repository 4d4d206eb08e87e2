"""The queue of jobs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from doichieu.desk.store import queue
from doichieu.desk.store.models import Job, JobKind, JobState

pytestmark = pytest.mark.usefixtures("desk")


def test_a_job_is_taken_once() -> None:
    queue.give(JobKind.READ, 1)
    assert queue.take("a") is not None
    assert queue.take("b") is None


def test_the_same_job_waits_once() -> None:
    assert queue.give(JobKind.READ, 1) == queue.give(JobKind.READ, 1)
    assert queue.give(JobKind.READ, 2) != queue.give(JobKind.READ, 1)


def test_a_dead_workers_job_is_taken_again() -> None:
    queue.give(JobKind.READ, 1)
    queue.take("a")
    queue.give_back()
    again = queue.take("b")
    assert again is not None
    assert (again.worker, again.attempts) == ("b", 2)


def test_only_the_holder_ends_a_job() -> None:
    queue.give(JobKind.READ, 1)
    first = queue.take("a")
    assert first is not None
    Job.objects.update(lease=timezone.now() - timedelta(seconds=1))
    second = queue.take("b")
    assert second is not None
    assert not queue.end(first, JobState.DONE)
    assert not queue.renew(first)
    assert queue.end(second, JobState.DONE)


def test_a_waiting_job_that_was_stopped_is_ended_first() -> None:
    queue.give(JobKind.EXPORT, 1)
    job = queue.give(JobKind.DRAW, 1)
    queue.stop(job)
    assert queue.give(JobKind.DRAW, 1) != job
    taken = queue.take("a")
    assert taken == job
    assert taken is not None
    assert taken.cancel
    assert not queue.renew(taken)


def test_a_running_job_hears_that_it_should_stop() -> None:
    queue.give(JobKind.READ, 1)
    job = queue.take("a")
    assert job is not None
    assert queue.renew(job)
    queue.stop(job)
    assert not queue.renew(job)


def test_what_a_reviewer_waits_for_comes_first() -> None:
    queue.give(JobKind.DRAW, 1)
    queue.give(JobKind.READ, 2)
    queue.give(JobKind.COMPARE, 3)
    taken = [queue.take("a") for _ in range(3)]
    assert [job.kind for job in taken if job] == [JobKind.COMPARE, JobKind.READ, JobKind.DRAW]

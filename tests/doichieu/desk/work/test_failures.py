"""What fails or is stopped: a result that there is stays, and nothing waits for what will never come."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from doichieu.desk.store import queue
from doichieu.desk.store.models import (
    Document,
    Job,
    JobKind,
    Level,
    Reading,
    Review,
    ReviewState,
    Run,
    State,
)
from doichieu.desk.work import comparing, reading
from doichieu.desk.work.kinds import WorkError
from doichieu.limits import TooSlowError

from ..conftest import DRAFT, work_off
from ..reviews.test_flow import card_of, decide
from ..states import dropped, sent, with_library, with_review

pytestmark = pytest.mark.usefixtures("desk")
REASON = "Đối chiếu quá lâu"


def slow(*_: Any, **__: Any) -> Any:
    raise TooSlowError


def page(client: Client, review: Review) -> str:
    return client.get(f"/ra-soat/{review.pk}/").content.decode()


@pytest.fixture
def review(client: Client) -> Review:
    made = with_review(client)
    assert decide(client, made).status_code == 200
    return made


@pytest.mark.parametrize("state", [ReviewState.OPEN, ReviewState.CLOSED, ReviewState.SENT, ReviewState.KEPT])
def test_a_failed_comparison_keeps_result_and_state(
    client: Client, review: Review, monkeypatch: pytest.MonkeyPatch, state: ReviewState
) -> None:
    Review.objects.update(state=state)
    Run.objects.update(stale=True)
    old, shown = Run.objects.get(), page(client, review)
    monkeypatch.setattr(comparing, "compared", slow)
    client.post(f"/ra-soat/{review.pk}/doi-chieu-lai")
    work_off()
    one = review.rounds.get()
    review.refresh_from_db()
    assert (one.current, review.state, Run.objects.latest("pk").state) == (old, state, State.FAILED)
    assert Run.objects.get(pk=old.pk).stale
    now = page(client, review)
    assert "Lần đối chiếu lại gần nhất chưa xong" in now
    assert now.count('role="option"') == shown.count('role="option"')
    assert card_of(review).key in now
    home = client.get("/", {"xem": "luu" if state == ReviewState.KEPT else ""}).content.decode()
    assert "không làm được</span>" not in home
    monkeypatch.undo()
    client.post(f"/ra-soat/{review.pk}/doi-chieu-lai")
    work_off()
    assert "chưa xong" not in page(client, review)


def test_a_comparison_that_is_stopped_in_the_queue_is_over(client: Client, review: Review) -> None:
    old = Run.objects.get()
    client.post(f"/ra-soat/{review.pk}/doi-chieu-lai")
    job = Job.objects.get(state="waiting", kind=JobKind.COMPARE)
    client.post(f"/viec/{job.pk}/dung")
    work_off()
    job.refresh_from_db()
    assert (job.state, Run.objects.latest("pk").state) == ("cancelled", State.FAILED)
    assert review.rounds.get().current == old
    assert "chưa xong" in page(client, review)
    client.post(f"/ra-soat/{review.pk}/doi-chieu-lai")
    work_off()
    assert review.rounds.get().current != old


def test_a_first_comparison_that_fails_asks_with_its_reason(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_library(client)
    monkeypatch.setattr(comparing, "compared", slow)
    review = dropped(client)
    assert review.state == ReviewState.ASKING
    told = page(client, review)
    assert Run.objects.get().reason in told
    assert told.count(" checked") == 2
    assert "không làm được" in client.get("/").content.decode()
    monkeypatch.undo()
    chosen = [str(one) for one in review.order.values_list("document_id", flat=True)]
    client.post(f"/ra-soat/{review.pk}/cap-tren", {"van-ban": chosen})
    work_off()
    review.refresh_from_db()
    assert (review.state, review.question) == (ReviewState.OPEN, {})


def test_a_reading_that_is_stopped_can_be_done_again(client: Client) -> None:
    with_library(client)
    client.post("/nop", {"tep": sent(DRAFT)})
    queue.stop(Job.objects.get(state="waiting", kind=JobKind.READ))
    work_off()
    review = Review.objects.get()
    assert review.state == ReviewState.ASKING
    told = page(client, review)
    assert "Đọc lại tệp này" in told
    assert "Đối chiếu với" not in told
    answer = client.post(f"/van-ban/{review.rounds.get().draft_id}/doc-lai")
    assert answer.headers["Location"] == f"/ra-soat/{review.pk}/"
    assert "Đang chờ đến lượt" in page(client, review)
    work_off()
    review.refresh_from_db()
    assert review.state == ReviewState.OPEN


def test_a_plan_that_was_not_read_is_not_waited_for(client: Client, review: Review) -> None:
    old = review.rounds.get().current
    broken = SimpleUploadedFile("hỏng.docx", b"PK\x03\x04")
    client.post(f"/ra-soat/{review.pk}/cap-tren", {"tep": broken})
    work_off()
    for _ in range(2):
        review.refresh_from_db()
        assert (review.state, review.rounds.get().current) == (ReviewState.OPEN, old)
        assert "hỏng.docx" in page(client, review)
        client.post(f"/ra-soat/{review.pk}/doi-chieu-lai")
        work_off()
    assert Run.objects.count() == 1
    assert "đối chiếu lại chưa xong" in client.get("/").content.decode()


def test_what_was_read_before_stays(client: Client, review: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    Reading.objects.update(program="0.0.9")
    upper = Document.objects.filter(level=Level.UPPER).earliest("pk")
    known = upper.reading_id

    def refused(*_: Any) -> Any:
        raise WorkError("Không đọc được.")

    monkeypatch.setattr(reading, "_read", refused)
    for number in (upper.pk, review.rounds.get().draft_id):
        client.post(f"/van-ban/{number}/doc-lai")
    work_off()
    upper.refresh_from_db()
    review.refresh_from_db()
    assert (upper.reading_id, review.state) == (known, ReviewState.OPEN)
    assert "Đọc lại" in client.get(f"/van-ban/{upper.pk}/").content.decode()

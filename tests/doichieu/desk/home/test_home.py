"""The first page: what comes in, what runs, what is listed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from doichieu.desk.home.listing import lines
from doichieu.desk.store import packing, queue
from doichieu.desk.store.models import (
    Account,
    Document,
    Event,
    Job,
    JobKind,
    JobState,
    Level,
    Review,
    ReviewState,
)

from ..conftest import DRAFT, SAMPLES, UPPERS, work_off
from ..reviews.test_flow import decide
from ..states import with_review

pytestmark = pytest.mark.usefixtures("desk")


def sent(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, SAMPLES.joinpath(name).read_bytes())


def test_the_same_file_again_is_told(client: Client) -> None:
    client.post("/nop", {"tep": sent(DRAFT)})
    answer = client.post("/nop", {"tep": sent(DRAFT)})
    assert "/nop/lai/" in answer.headers["Location"]
    assert Review.objects.count() == 1
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Tệp này đã được rà soát" in page
    client.post(answer.headers["Location"])
    assert Review.objects.count() == 2


def test_an_upload_sent_twice_is_one_review(client: Client) -> None:
    for _ in range(2):
        answer = client.post("/nop", {"tep": sent(DRAFT)}, headers={"X-Request-Id": "mot"})
        assert "/ra-soat/" in answer.headers["Location"]
    assert Review.objects.count() == 1


def test_an_upper_plan_dropped_by_mistake_goes_to_the_library(client: Client) -> None:
    client.post("/nop", {"tep": sent(UPPERS[0])})
    work_off()
    review = Review.objects.get()
    assert "văn bản cấp trên, không phải dự thảo" in client.get(f"/ra-soat/{review.pk}/").content.decode()
    client.post(f"/nop/vao-kho/{review.pk}")
    assert not Review.objects.exists()
    assert Document.objects.get().level == Level.UPPER
    assert Event.objects.filter(act="library").count() == 2
    answer = client.post("/nop", {"tep": sent(UPPERS[0])})
    assert "đã có trong kho" in client.get(answer.headers["Location"]).content.decode()


def listed(client: Client, **asked: str) -> list[str]:
    page = client.get("/danh-sach", asked).content.decode()
    found = {unit: page.find(f">{unit}<") for unit in ("xã A", "xã B", "xã C")}
    return sorted((unit for unit, at in found.items() if at >= 0), key=lambda unit: found[unit])


def test_the_list_is_filtered_and_sorted(client: Client, account: Account) -> None:
    for unit, state in (
        ("xã B", ReviewState.OPEN),
        ("xã A", ReviewState.ASKING),
        ("xã C", ReviewState.CLOSED),
    ):
        Review.objects.create(owner=account, unit=unit, state=state, folded=unit.lower())
    assert listed(client) == ["xã C", "xã A", "xã B"]
    assert listed(client, sap="don-vi") == ["xã A", "xã B", "xã C"]
    assert len(listed(client, sap="nang")) == 3
    assert listed(client, **{"trang-thai": "asking"}) == ["xã A"]
    assert listed(client, xem="xong") == ["xã C"]


def test_jobs_are_named_and_stopped(client: Client) -> None:
    client.post("/nop", {"tep": sent(DRAFT)})
    job = Job.objects.get()
    page = client.get("/viec").content.decode()
    assert DRAFT in page
    for _ in range(2):  # two windows
        assert "đang dừng" in client.post(f"/viec/{job.pk}/dung").content.decode()
    work_off()
    assert DRAFT not in client.get("/viec").content.decode()
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED


def test_a_failed_job_is_told_until_it_is_mended(client: Client) -> None:
    client.post("/nop", {"tep": SimpleUploadedFile("hong.docx", b"nothing")})
    work_off()
    job = Job.objects.get(kind=JobKind.READ)
    assert job.state == JobState.FAILED
    assert job.reason in client.get("/viec").content.decode().replace("&#39;", "'")
    assert "không làm được" in client.get("/danh-sach").content.decode()
    queue.give(JobKind.READ, job.object)
    assert job.reason not in client.get("/viec").content.decode()
    Job.objects.filter(pk=job.pk).update(finished=timezone.now() - timedelta(days=2))
    assert "không làm được" not in client.get("/viec").content.decode()


def test_who_has_no_name_yet_is_named_in_words(client: Client, account: Account) -> None:
    Account.objects.update(name="")
    page = client.get("/cai-dat/").content.decode()
    assert '<p class="who">Người rà soát trên máy này</p>' in page
    assert "may-nay" not in page
    answer = client.post("/ten", {"ten": " Lê  Thị Hoa ", "ve": "cai-dat"})
    assert answer.headers["Location"] == "/cai-dat/?da-luu"
    assert "Lê Thị Hoa" in client.get("/").content.decode()
    event = Event.objects.latest("pk")
    assert (event.act, event.before, event.after) == ("settings", "", "Lê Thị Hoa")


def test_what_is_left_counts_down(client: Client) -> None:
    review = with_review(client)
    before = lines([review])[0]
    assert before.state == "chưa xem"
    assert sum(count for _, count in before.counts) == before.total > 1
    decide(client, review)
    after = lines([review])[0]
    assert (after.seen, after.state) == (1, "đang xem")
    assert sum(count for _, count in after.counts) == after.total - 1


def test_a_review_is_filed_under_the_plan_above(client: Client) -> None:
    review = with_review(client)
    assert review.programme
    plans = [one.document.reading for one in review.order.select_related("document__reading")]
    plans.append(review.rounds.get().draft.reading)
    named = {packing.plan_of(one.plan).masthead.programme for one in plans if one and one.plan}
    assert review.programme in named

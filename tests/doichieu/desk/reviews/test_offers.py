"""What is asked before the result, and the upper plans that are changed later."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from doichieu.desk.reviews import listing
from doichieu.desk.store.models import Decision, Document, FindingRow, Level, Review, ReviewState, Round, Run

from ..conftest import DRAFT, UPPERS, work_off
from ..states import dropped, sent, with_library, with_review
from .test_flow import decide

pytestmark = pytest.mark.usefixtures("desk")
OTHER = "b2-kh-tinh.docx"


def asked(client: Client, review: Review) -> str:
    return client.get(f"/ra-soat/{review.pk}/").content.decode()


def test_the_missing_plan_is_named_where_it_can_be_dropped(client: Client) -> None:
    review = dropped(client)
    page = asked(client, review)
    assert "97/KH-UBND" in page
    assert "chưa có trong kho: thả vào đây" in page


def test_the_missing_plan_starts_the_comparison(client: Client) -> None:
    review = dropped(client)
    client.post(f"/ra-soat/{review.pk}/them-cap-tren", {"tep": [sent(name) for name in UPPERS]})
    assert "Đang đọc" in asked(client, review)
    work_off()
    review.refresh_from_db()
    assert review.state == ReviewState.OPEN
    assert review.order.count() == 2


def test_another_plan_than_the_missing_one_is_told(client: Client) -> None:
    review = dropped(client)
    client.post(f"/ra-soat/{review.pk}/them-cap-tren", {"tep": sent(OTHER)})
    work_off()
    review.refresh_from_db()
    assert review.state == ReviewState.ASKING
    assert "không phải văn bản mà dự thảo căn cứ" in asked(client, review)


def test_a_plan_that_is_chosen_is_read_before_it_is_compared(client: Client) -> None:
    review = dropped(client)
    client.post(f"/ra-soat/{review.pk}/cap-tren", {"tep": sent(OTHER)})
    assert not Run.objects.exists()
    assert "Đối chiếu bắt đầu khi đọc xong" in asked(client, review)
    work_off()
    review.refresh_from_db()
    assert review.state == ReviewState.OPEN
    assert Run.objects.get().state == "done"


def test_a_plan_that_cannot_be_read_is_told(client: Client) -> None:
    review = dropped(client)
    bad = SimpleUploadedFile("hong.pdf", b"%PDF-1.4 khong phai")
    client.post(f"/ra-soat/{review.pk}/cap-tren", {"tep": bad})
    work_off()
    review.refresh_from_db()
    assert review.state == ReviewState.ASKING
    assert "hong.pdf" in asked(client, review)


def test_draft_and_upper_plan_change_places(client: Client) -> None:
    client.post("/van-ban/nop", {"tep": sent(DRAFT)})
    work_off()
    review = dropped(client, UPPERS[1])
    page = asked(client, review)
    wrong = Document.objects.get(level=Level.UPPER)
    assert "Đổi chỗ hai văn bản" in page
    client.post(f"/ra-soat/{review.pk}/doi-cho", {"van-ban": wrong.pk})
    work_off()
    review.refresh_from_db()
    one = Round.objects.get()
    assert (one.draft.file.name, review.unit) == (DRAFT, "huyện Đá Lũng")
    assert [entry.document.file.name for entry in review.order.all()] == [UPPERS[1]]
    wrong.refresh_from_db()
    assert wrong.hidden


def test_a_draft_that_cannot_be_read_is_replaced(client: Client) -> None:
    with_library(client)
    client.post("/nop", {"tep": SimpleUploadedFile("hong.pdf", b"%PDF-1.4 khong phai")})
    work_off()
    review = Review.objects.get()
    assert "Thả đúng tệp dự thảo vào đây" in asked(client, review)
    client.post(f"/ra-soat/{review.pk}/thay-du-thao", {"tep": sent(DRAFT)})
    work_off()
    review.refresh_from_db()
    assert (review.state, review.unit) == (ReviewState.OPEN, "huyện Đá Lũng")


def test_the_upper_plans_of_a_result_are_changed(client: Client) -> None:
    review = with_review(client)
    before = Round.objects.get().current_id
    province = Document.objects.get(level=Level.UPPER, rank="province")
    assert province.name in client.get(f"/ra-soat/{review.pk}/cap-tren").content.decode()
    client.post(f"/ra-soat/{review.pk}/cap-tren", {"van-ban": province.pk})
    assert "Có thể xem tiếp" in asked(client, review)
    work_off()
    one = Round.objects.get()
    assert one.current_id != before
    assert one.current is not None
    assert one.current.used["documents"] == [province.pk]


def test_decisions_stay_with_findings_that_are_left(client: Client) -> None:
    with_library(client)
    review = dropped(client)
    page = client.get(f"/ra-soat/{review.pk}/").content.decode()
    assert "Đối chiếu với:" in page
    assert f'href="/ra-soat/{review.pk}/cap-tren">Đổi' in page
    for key in review.rounds.get().current.cards.values_list("key", flat=True):  # type: ignore[union-attr]
        decide(client, review, key=key, state="keep", version=0)
    province = Document.objects.get(level=Level.UPPER, rank="province")
    client.post(f"/ra-soat/{review.pk}/cap-tren", {"van-ban": province.pk})
    work_off()
    one = review.rounds.get()
    assert one.current is not None
    kept = set(Decision.objects.values_list("key", flat=True))
    left = set(FindingRow.objects.filter(run=one.current).values_list("key", flat=True))
    assert left & kept
    settled = [line.key for line in listing.all_lines(one.current) if line.standing.settled]
    assert len(settled) > len(one.current.cards.all()) / 2
    told = client.get(f"/ra-soat/{review.pk}/tin", {"tu": "0", "luot": "0"}).json()
    assert told["uppers"] == str(province.pk)


def test_no_upper_plan_at_all_is_refused(client: Client) -> None:
    review = dropped(client)
    answer = client.post(f"/ra-soat/{review.pk}/cap-tren", {})
    assert answer.status_code == 400
    assert "Hãy chọn ít nhất một" in answer.content.decode()

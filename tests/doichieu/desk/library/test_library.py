"""The library: its list, plans taken out of it, checked by a human, read again."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from doichieu.desk.store.models import Account, Document, Event, Job, Level, Reading, Role, State
from doichieu.desk.work import offering

from ..conftest import SAMPLES, browser, work_off

pytestmark = pytest.mark.usefixtures("desk")
PROVINCE = "a2-kh-tinh.docx"


@pytest.fixture
def plan(client: Client) -> Document:
    """An upper plan that has been read."""
    client.post(
        "/van-ban/nop", {"tep": SimpleUploadedFile(PROVINCE, SAMPLES.joinpath(PROVINCE).read_bytes())}
    )
    work_off()
    return Document.objects.get()


def listed(client: Client, query: str = "") -> str:
    return client.get(f"/van-ban/{query}").content.decode()


def test_a_line_tells_number_date_issuer_years_and_targets(client: Client, plan: Document) -> None:
    page = listed(client)
    assert plan.number in page
    assert "26/5/2021" in page
    assert plan.issuer in page
    assert "2021 - 2030" in page or "2021 - 2025" in page
    assert plan.reading is not None
    # As many as its own page lists.
    assert f'<td class="figure">{plan.reading.targets.count()}</td>' in page
    assert f"Tất cả ({plan.reading.targets.count()})" in client.get(f"/van-ban/{plan.pk}/").content.decode()
    assert "chưa soát" in page


def test_a_plan_that_is_being_read_says_so_and_asks_again(client: Client) -> None:
    client.post(
        "/van-ban/nop", {"tep": SimpleUploadedFile(PROVINCE, SAMPLES.joinpath(PROVINCE).read_bytes())}
    )
    page = listed(client)
    assert "đang chờ đến lượt" in page
    assert 'hx-trigger="every 2s"' in page
    work_off()
    assert "every 2s" not in listed(client)


def test_a_failed_plan_tells_why_and_is_tried_again(client: Client) -> None:
    client.post("/van-ban/nop", {"tep": SimpleUploadedFile("hong.docx", b"PK\x03\x04 hong")})
    work_off()
    row = Document.objects.get()
    reason = Reading.objects.get(state=State.FAILED).reason
    assert reason
    assert reason in listed(client).replace("&#34;", '"')
    assert "Thử lại" in client.get(f"/van-ban/{row.pk}/").content.decode()
    client.post(f"/van-ban/{row.pk}/doc-lai")
    assert Job.objects.filter(kind="read", state="waiting", object=row.pk).count() == 1
    assert "đang chờ đến lượt" in listed(client)
    work_off()
    assert "không đọc được" in listed(client)


def test_a_plan_out_of_the_library_is_not_offered(client: Client, plan: Document) -> None:
    client.post(f"/van-ban/{plan.pk}/an", {"an": "1"})
    assert plan.name not in listed(client)
    assert plan.name in listed(client, "?xem=an")
    assert not offering.library()
    client.post(f"/van-ban/{plan.pk}/an", {"an": "0"})
    assert plan.name in listed(client)
    assert [row.act for row in Event.objects.order_by("pk")] == ["library"] * 3


def test_a_plan_that_was_added_anew_is_not_put_back(client: Client, plan: Document) -> None:
    client.post(f"/van-ban/{plan.pk}/an", {"an": "1"})
    client.post(
        "/van-ban/nop", {"tep": SimpleUploadedFile(PROVINCE, SAMPLES.joinpath(PROVINCE).read_bytes())}
    )
    work_off()
    assert client.post(f"/van-ban/{plan.pk}/an", {"an": "0"}).status_code == 409
    assert Document.objects.filter(level=Level.UPPER, hidden=False).count() == 1


def test_a_check_is_told_with_its_name_and_taken_back(client: Client, plan: Document) -> None:
    client.post(f"/van-ban/{plan.pk}/da-soat", {"soat": "1"})
    page = client.get(f"/van-ban/{plan.pk}/").content.decode()
    assert "Đã soát đủ: Lê Thị Hoa" in page
    assert "đã soát đủ" in listed(client)
    client.post(f"/van-ban/{plan.pk}/da-soat", {"soat": "0"})
    assert "chưa soát" in listed(client)
    assert Event.objects.filter(act="verify").count() == 2


def test_what_was_not_read_cannot_be_checked(client: Client) -> None:
    client.post("/van-ban/nop", {"tep": SimpleUploadedFile("hong.docx", b"PK\x03\x04 hong")})
    work_off()
    row = Document.objects.get()
    assert client.post(f"/van-ban/{row.pk}/da-soat", {"soat": "1"}).status_code == 409
    row.refresh_from_db()
    assert row.verified_at is None


def test_every_target_of_a_plan_is_on_its_page(client: Client, plan: Document) -> None:
    page = client.get(f"/van-ban/{plan.pk}/").content.decode()
    assert plan.reading is not None
    keys = list(plan.reading.targets.values_list("key", flat=True))
    assert len(keys) > 10
    assert all(f'id="c-{key}' in page for key in keys)
    assert "Trang" in page


def test_a_search_keeps_the_targets_with_its_words(client: Client, plan: Document) -> None:
    part = {"HX-Request": "true"}
    found = client.get(f"/van-ban/{plan.pk}/", {"q": "trường học"}, headers=part).content.decode()
    assert "tổ tư vấn tâm lý" in found
    assert "người lang thang" not in found
    assert "<html" not in found
    none = client.get(f"/van-ban/{plan.pk}/", {"q": "xyzxyz"}, headers=part).content.decode()
    assert "Không có chỉ tiêu nào khớp" in none


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        (Role.LEADER, set[str]()),
        (Role.REVIEWER, {"doc-lai"}),
        (Role.LEGAL, {"an", "doc-lai", "da-soat", "them"}),
        (Role.ADMIN, {"an", "doc-lai", "da-soat", "them"}),
    ],
)
def test_each_role_does_its_acts_alone(plan: Document, role: str, allowed: set[str]) -> None:
    other = browser(Account.objects.create(username=f"nguoi-{role}", role=role, password="!"))
    refused = {
        act
        for act in ("an", "doc-lai", "da-soat", "them")
        if other.post(f"/van-ban/{plan.pk}/{act}", {"an": "0"}).status_code == 403
    }
    assert refused == {"an", "doc-lai", "da-soat", "them"} - allowed
    page = other.get(f"/van-ban/{plan.pk}/").content.decode()
    assert ("Bổ sung chỉ tiêu" in page) == ("them" in allowed)
    assert ("da-soat" in page) == ("da-soat" in allowed)

"""The head of a draft, corrected by a reviewer: kept as an event, used by the comparison and by lists."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from doichieu.desk.store import packing
from doichieu.desk.store.models import Correction, Decision, Document, Event, Review, Run

from ..conftest import work_off
from .conftest import correct

pytestmark = pytest.mark.usefixtures("desk")


@pytest.fixture
def draft(review: Review) -> Document:
    return review.rounds.get().draft


def form_of(client: Client, draft: Document) -> dict[str, str]:
    page = client.get(f"/van-ban/{draft.pk}/dau", headers={"X-Part": "1"}).content.decode()
    found = dict(re.findall(r'<input[^>]*name="(\w+)" value="([^"]*)"', page))
    title = re.search(r"<textarea[^>]*>([^<]*)</textarea>", page)
    assert title
    return {**found, "title": title[1]}


def save(client: Client, draft: Document, **fields: str) -> Any:
    told = {**form_of(client, draft), "reason": "Bản quét mờ", **fields}
    return client.post(f"/van-ban/{draft.pk}/dau", told, headers={"X-Part": "1"})


def test_a_head_is_corrected_and_compared_again(client: Client, review: Review, draft: Document) -> None:
    card = review.rounds.get().current.cards.exclude(severity="note").earliest("ordinal")  # type: ignore[union-attr]
    client.post(f"/ra-soat/{review.pk}/quyet-dinh", {"key": card.key, "state": "keep", "version": 0})
    old = draft.number
    answer = save(
        client, draft, number="188/KH-UBND", date="ngày 15 tháng 3 năm 2022", issuer="UBND huyện Bản Lang"
    )
    assert answer.status_code == 302
    draft.refresh_from_db()
    review.refresh_from_db()
    assert (draft.number, draft.date, draft.unit) == ("188/KH-UBND", "2022-03-15", "huyện Bản Lang")
    assert (review.unit, "ban lang" in review.folded) == ("huyện Bản Lang", True)
    event = Event.objects.latest("pk")
    assert (event.act, event.object) == ("correct", f"head {draft.pk}")
    assert isinstance(event.before, dict)
    assert isinstance(event.after, dict)
    assert (event.before["number"], event.after["number"]) == (old, "188/KH-UBND")
    assert (event.after["date"], event.after["reason"]) == ("15/3/2022", "Bản quét mờ")
    assert Run.objects.get().stale
    assert "đã được sửa sau lần đối chiếu này" in client.get(f"/ra-soat/{review.pk}/").content.decode()
    client.post(f"/ra-soat/{review.pk}/doi-chieu-lai")
    work_off()
    run = Run.objects.latest("pk")
    assert (run.stale, run.review is not None) == (False, True)
    assert run.review is not None
    head = packing.review_of(run.review).draft.masthead
    assert (head.number, head.issuer) == ("188/KH-UBND", "Ủy ban nhân dân huyện Bản Lang")
    assert Decision.objects.filter(review=review, state="keep").exists()
    page = client.get(f"/van-ban/{draft.pk}/").content.decode()
    assert '<del><span class="hidden">máy đọc: </span>không thấy</del>' in page
    assert "người sửa: </span>188/KH-UBND</ins>" in page


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Chưa có gì thay đổi"),
        ({"number": "số tám"}, "Chưa hiểu số"),
        ({"date": "2022"}, "Chưa hiểu ngày"),
        ({"issuer": "ai đó"}, "Chưa nhận ra cơ quan"),
        ({"title": ""}, "Trích yếu đang trống"),
        ({"start": "2026", "end": "2021"}, "Chưa hiểu giai đoạn"),
        ({"number": "1/KH-UBND", "reason": ""}, "Hãy ghi lý do"),
    ],
)
def test_what_cannot_be_understood_is_refused(
    client: Client, draft: Document, fields: dict[str, str], said: str
) -> None:
    answer = save(client, draft, **fields)
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert not Correction.objects.exists()


def test_a_part_is_taken_back(client: Client, review: Review, draft: Document) -> None:
    old = draft.number
    save(client, draft, number="188/KH-UBND", start="2022")
    row = Correction.objects.get(field="number")
    assert client.post(f"/van-ban/{draft.pk}/dau/rut", {"sua": row.pk}).status_code == 302
    draft.refresh_from_db()
    assert (draft.number, draft.start) == (old, 2022)
    save(client, draft, start="2021")
    draft.refresh_from_db()
    assert draft.start == 2021
    assert not Correction.objects.filter(withdrawn_at=None).exists()
    assert Event.objects.filter(object=f"head {draft.pk}").count() == 3


def test_an_old_form_saves_nothing(client: Client, draft: Document) -> None:
    old = form_of(client, draft)
    save(client, draft, number="188/KH-UBND")
    answer = client.post(f"/van-ban/{draft.pk}/dau", {**old, "number": "9/KH-UBND", "reason": "x"})
    assert answer.status_code == 409
    assert "188/KH-UBND" in answer.content.decode()


def test_the_same_form_sent_twice_acts_once(client: Client, draft: Document) -> None:
    told = {**form_of(client, draft), "number": "188/KH-UBND", "reason": "x"}
    for _ in range(2):
        assert client.post(f"/van-ban/{draft.pk}/dau", told).status_code == 302
    assert Correction.objects.count() == 1


def test_numbers_of_targets_can_be_corrected_as_well(client: Client, draft: Document) -> None:
    save(client, draft, number="188/KH-UBND", date="15/3/2022")
    assert draft.reading is not None
    key = draft.reading.targets.exclude(value="").earliest("ordinal").key
    assert correct(client, draft, key, value="77", reason="Máy đọc nhầm").status_code == 302
    draft.refresh_from_db()
    assert draft.number == "188/KH-UBND"
    assert draft.reading.targets.filter(key=key, value__contains="77").exists()
    assert "không còn khớp" not in client.get(f"/van-ban/{draft.pk}/").content.decode()


def test_an_upper_plan_keeps_its_head(client: Client, plan: Document) -> None:
    assert client.get(f"/van-ban/{plan.pk}/dau").status_code == 403
    assert "Sửa số, ngày, cơ quan" not in client.get(f"/van-ban/{plan.pk}/").content.decode()


def test_a_head_stays_corrected_when_read_again(client: Client, draft: Document) -> None:
    save(client, draft, number="188/KH-UBND")
    client.post(f"/van-ban/{draft.pk}/doc-lai")
    work_off()
    draft.refresh_from_db()
    assert draft.number == "188/KH-UBND"

"""What was said of the draft before holds for the next one, where its words are the same."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from compare.model import Pin as Held
from doichieu.desk.store import corrected, packing
from doichieu.desk.store.models import Correction, Document, Event, Pin, Review, TargetRow
from doichieu.desk.work import carrying

from ..conftest import DRAFT, SAMPLES, work_off
from ..library.conftest import correct
from ..library.test_heads import save
from ..reviews.test_added import pair_of, pin
from ..states import with_review
from .test_second_draft import send

pytestmark = pytest.mark.usefixtures("desk")
SAME, CHANGED = "40%", "65%"


@pytest.fixture
def review(client: Client) -> Review:
    return with_review(client)


def draft(review: Review, number: int) -> Document:
    return review.rounds.get(number=number).draft


def target(document: Document, value: str) -> TargetRow:
    assert document.reading is not None
    return document.reading.targets.filter(value__contains=value).earliest("ordinal")


def second(client: Client, review: Review, text: str | None = None) -> Document:
    send(client, review, text)
    work_off()
    return draft(review, 2)


def in_force(review: Review, number: int) -> list[Held]:
    one = review.rounds.get(number=number)
    plan = corrected.plan_of(one.draft.reading) if one.draft.reading else None
    assert plan is not None
    return carrying.pins(one, plan)


def test_a_correction_holds_for_an_unchanged_sentence(client: Client, review: Review) -> None:
    for value in (SAME, CHANGED):
        row = target(draft(review, 1), value)
        assert correct(client, draft(review, 1), row.key, value="77", reason="Đọc nhầm").status_code == 302
    later = second(client, review)
    told = Correction.objects.get(file=later.file_id)
    assert (told.human, told.origin and told.origin.machine) == ("77", "40")
    assert target(later, "77%").text.startswith("Có tối thiểu 40%")
    event = Event.objects.filter(act="correct").latest("pk")
    assert isinstance(event.after, list)
    assert event.after[0]["origin_id"] == told.origin_id
    run = review.rounds.get(number=2).current
    assert run is not None
    assert run.used["corrections"] == [told.pk]
    assert not run.stale


def test_what_was_carried_over_is_marked(client: Client, review: Review) -> None:
    row = target(draft(review, 1), SAME)
    correct(client, draft(review, 1), row.key, value="77", reason="Đọc nhầm")
    later = second(client, review)
    assert "mang sang từ lần 1" in client.get(f"/van-ban/{later.pk}/").content.decode()
    page = client.get(f"/ra-soat/{review.pk}/").content.decode()
    assert "1 chỗ sửa số đọc sai" in page


def test_a_withdrawn_correction_is_not_carried(client: Client, review: Review) -> None:
    row = target(draft(review, 1), SAME)
    correct(client, draft(review, 1), row.key, value="77", reason="Đọc nhầm")
    client.post(f"/van-ban/{draft(review, 1).pk}/rut", {"sua": Correction.objects.get().pk})
    assert not Correction.objects.filter(file=second(client, review).file_id).exists()


def test_that_nothing_answers_holds_until_something_does(client: Client, review: Review) -> None:
    _, facts = pair_of(review)
    pin(client, review, facts["pin"], khong="1")
    work_off()
    asked = str(Pin.objects.get().detail["asked"])
    text = SAMPLES.joinpath(DRAFT).read_text(encoding="utf-8")
    second(client, review, f"{text}\nXin ý kiến các phòng.\n")
    assert [held.key for held in in_force(review, 2)] == [facts["pin"]]
    send(client, review, f"{text}\n{asked}\n", "ba.txt")
    work_off()
    assert in_force(review, 3) == []


def test_a_head_is_carried_where_its_words_are_the_same(client: Client, review: Review) -> None:
    save(client, draft(review, 1), number="86/KH-UBND", date="12/8/2021", reason="Bản in ghi tay")
    text = SAMPLES.joinpath(DRAFT).read_text(encoding="utf-8")
    dated = text.replace("ngày      tháng      năm 2021", "ngày 20 tháng 9 năm 2021", 1)
    later = second(client, review, dated)
    assert [(row.field, row.human) for row in corrected.heads(later.file_id).values()] == [
        ("number", "86/KH-UBND")
    ]
    assert (later.number, later.date) == ("86/KH-UBND", "2021-09-20")
    run = review.rounds.get(number=2).current
    assert run is not None
    assert run.used["corrections"] == [row.pk for row in corrected.heads(later.file_id).values()]
    assert not run.stale
    assert packing.review_of(run.review or b"").draft.masthead.number == "86/KH-UBND"
    event = Event.objects.filter(act="correct").latest("pk")
    assert event.object == f"head {later.pk}"
    assert "mang sang từ lần 1" in client.get(f"/van-ban/{later.pk}/").content.decode()
    page = client.get(f"/ra-soat/{review.pk}/").content.decode()
    assert "1 chỗ sửa phần đầu văn bản" in page
    assert (
        client.post(f"/van-ban/{later.pk}/dau/rut", {"sua": str(run.used["corrections"][0])}).status_code
        == 302
    )
    assert corrected.heads(later.file_id) == {}


def test_a_correction_tells_in_which_round_it_was_made(client: Client, review: Review) -> None:
    save(client, draft(review, 1), number="86/KH-UBND", reason="Bản in ghi tay")
    text = SAMPLES.joinpath(DRAFT).read_text(encoding="utf-8")
    second(client, review, f"{text}\nXin ý kiến các phòng.\n")
    send(client, review, f"{text}\nXin ý kiến lần cuối.\n", "ba.txt")
    work_off()
    assert corrected.made_in(review.rounds.get(number=3)) == {
        row.pk: 1 for row in Correction.objects.exclude(origin=None)
    }
    assert "mang sang từ lần 1" in client.get(f"/van-ban/{draft(review, 3).pk}/").content.decode()


def test_a_pair_made_by_hand_tells_its_round(client: Client, review: Review) -> None:
    _, facts = pair_of(review)
    pin(client, review, facts["pin"], khong="1")
    work_off()
    task = next(one for one in tasks(review, 1) if one["state"] == "answered")
    pin(client, review, task["pin"], khong="1")
    work_off()
    text = SAMPLES.joinpath(DRAFT).read_text(encoding="utf-8")
    second(client, review, f"{text}\nXin ý kiến các phòng.\n")
    at = next(at for at, one in enumerate(tasks(review, 2), 1) if one["pin"] == task["pin"])
    assert tasks(review, 2)[at - 1]["state"] == "none"
    page = client.get(f"/ra-soat/{review.pk}/nhiem-vu/{at}", headers={"X-Part": "1"}).content.decode()
    assert "mang sang từ lần 1" in page
    assert "2 chỗ ghép tay" in client.get(f"/ra-soat/{review.pk}/").content.decode()


def tasks(review: Review, number: int) -> list[dict[str, Any]]:
    run = review.rounds.get(number=number).current
    assert run is not None
    return list(packing.unpack(run.tasks or b""))

"""What was said of the draft before holds for the next one, where its words are the same."""

from __future__ import annotations

import pytest
from django.test import Client

from compare.model import Pin as Held
from doichieu.desk.store import corrected
from doichieu.desk.store.models import Correction, Document, Event, Pin, Review, TargetRow
from doichieu.desk.work import carrying

from ..conftest import DRAFT, SAMPLES, work_off
from ..library.conftest import correct
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
    assert "mang sang từ lần trước" in client.get(f"/van-ban/{later.pk}/").content.decode()
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

"""The list of tasks: what the draft says to each, also where nothing is amiss."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from doichieu.desk.reviews import items
from doichieu.desk.store import packing
from doichieu.desk.store.models import CardRow, Event, Pin, Review, Round, Run
from doichieu.desk.work.papers import human
from templates import render

from ..conftest import work_off
from ..states import with_review
from .test_added import pin

pytestmark = pytest.mark.usefixtures("desk")
PART = {"X-Part": "1"}


@pytest.fixture
def review(client: Client) -> Review:
    return with_review(client)


def test_every_task_of_the_plan_above_is_listed(client: Client, review: Review) -> None:
    run = Run.objects.get()
    told = packing.unpack(run.tasks or b"")
    assert {"answered"} < {task["state"] for task in told}
    assert all(bool(task["draft"]) == (task["state"] in ("answered", "unsure")) for task in told)
    page = client.get(f"/ra-soat/{review.pk}/nhiem-vu", headers=PART).content.decode()
    assert page.count('role="option"') == len(told) > 5
    missing = [task for task in told if task["state"] == "none"]
    part = client.get(f"/ra-soat/{review.pk}/nhiem-vu", {"ket-qua": "none"}, headers=PART).content.decode()
    assert part.count('role="option"') == len(missing)


def test_every_task_opens_with_both_sentences(client: Client, review: Review) -> None:
    told = packing.unpack(Run.objects.get().tasks or b"")
    for ordinal, task in enumerate(told, 1):
        answer = client.get(f"/ra-soat/{review.pk}/nhiem-vu/{ordinal}", headers=PART)
        page = answer.content.decode()
        assert answer.status_code == 200
        assert page.count("<blockquote>") == 1 + len(task["draft"])
        assert page.count("Chủ trì:") == 1 + len(task["draft"])
    assert client.get(f"/ra-soat/{review.pk}/nhiem-vu/{len(told) + 1}", headers=PART).status_code == 404


def test_a_task_leads_to_the_card_about_it(client: Client, review: Review) -> None:
    told = packing.unpack(Run.objects.get().tasks or b"")
    keys = {task["card"] for task in told} - {""}
    assert keys <= set(CardRow.objects.values_list("key", flat=True))
    at = next((at for at, task in enumerate(told, 1) if task["card"]), 0)
    if keys:
        page = client.get(f"/ra-soat/{review.pk}/nhiem-vu/{at}", headers=PART).content.decode()
        assert "Mở phát hiện về nhiệm vụ này" in page


def test_the_list_is_a_page_without_script(client: Client, review: Review) -> None:
    page = client.get(f"/ra-soat/{review.pk}/nhiem-vu").content.decode()
    assert 'data-tab="nhiem-vu"' in page
    assert "Mục sau" in page
    assert "Chủ trì:" in page


def told(review: Review) -> list[dict[str, Any]]:
    run = Round.objects.get(review=review).current
    assert run is not None
    return list(packing.unpack(run.tasks or b""))


def task_of(review: Review, state: str) -> dict[str, Any]:
    return next(task for task in told(review) if task["state"] == state)


def again(review: Review, pin_name: str) -> dict[str, Any]:
    return next(task for task in told(review) if task["pin"] == pin_name)


def test_a_task_is_paired_by_hand(client: Client, review: Review) -> None:
    task = task_of(review, "none")
    known = items.items_of(Round.objects.get(review=review).draft.reading)
    chosen = [item for item in known if not item.value][:2]
    asked = client.get(f"/ra-soat/{review.pk}/ghep/{task['pin']}", headers=PART).content.decode()
    assert "trả lời nhiệm vụ này?" in asked
    pin(client, review, task["pin"], cau=[item.name for item in chosen])
    work_off()
    now = again(review, task["pin"])
    assert (now["state"], now["pinned"], set(now["now"])) == ("answered", True, {i.name for i in chosen})
    page = client.get(f"/ra-soat/{review.pk}/nhiem-vu?the={told(review).index(now) + 1}").content.decode()
    assert "Ghép tay" in page
    assert "Bỏ ghép tay" in page


def test_no_sentence_of_the_draft_answers_a_task(client: Client, review: Review) -> None:
    task = task_of(review, "answered")
    pin(client, review, task["pin"], khong="1")
    work_off()
    assert again(review, task["pin"])["state"] == "none"
    others = {one["pin"] for one in told(review) if one["pinned"]}
    assert others == {task["pin"]}


def test_a_pin_of_a_task_is_taken_back_and_made_again(client: Client, review: Review) -> None:
    task = task_of(review, "answered")
    address = f"/ra-soat/{review.pk}/ghep/{task['pin']}/bo"
    pin(client, review, task["pin"], khong="1")
    client.post(address)
    work_off()
    assert again(review, task["pin"]) == task
    client.post(address, {"lai": "1"})
    work_off()
    assert again(review, task["pin"])["state"] == "none"
    assert Pin.objects.get().reason == "Đã đọc lại cả hai văn bản"
    assert [event.after is None for event in Event.objects.filter(act="pin").order_by("pk")] == [
        False,
        True,
        False,
    ]


def test_a_pin_that_was_replaced_is_brought_back(client: Client, review: Review) -> None:
    task = task_of(review, "answered")
    item = next(
        one for one in items.items_of(Round.objects.get(review=review).draft.reading) if not one.value
    )
    pin(client, review, task["pin"], cau=item.name)
    pin(client, review, task["pin"], khong="1")
    client.post(f"/ra-soat/{review.pk}/ghep/{task['pin']}/bo", {"lai": "1"})
    assert Pin.objects.get().text == item.text


def test_a_report_names_the_task_that_was_paired(client: Client, review: Review) -> None:
    task = task_of(review, "answered")
    pin(client, review, task["pin"], khong="1")
    work_off()
    run = Round.objects.get(review=review).current
    assert run is not None
    assert task["text"][:40] in render(human.after(run), "md").decode()

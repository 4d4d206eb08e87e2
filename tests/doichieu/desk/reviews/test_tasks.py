"""The list of tasks: what the draft says to each, also where nothing is amiss."""

from __future__ import annotations

import pytest
from django.test import Client

from doichieu.desk.store import packing
from doichieu.desk.store.models import CardRow, Review, Run

from ..states import with_review

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

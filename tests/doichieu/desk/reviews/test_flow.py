"""From a dropped draft to a decision."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from doichieu.desk.reviews.listing import Filter, cards, progress
from doichieu.desk.store.models import (
    CardRow,
    Decision,
    Document,
    Event,
    FindingRow,
    Level,
    PairRow,
    Review,
    ReviewState,
    Run,
)

from ..conftest import UPPERS, work_off
from ..states import dropped, sent, with_library, with_review

pytestmark = pytest.mark.usefixtures("desk")


@pytest.fixture
def review(client: Client) -> Review:
    return with_review(client)


def card_of(review: Review) -> CardRow:
    return CardRow.objects.filter(run__round__review=review).exclude(severity="note").earliest("ordinal")


def decide(client: Client, review: Review, request: str = "", **fields: Any) -> Any:
    given = {"key": card_of(review).key, "state": "keep", "version": 0, **fields}
    headers = {"X-Request-Id": request or f"r{Event.objects.count()}"}
    return client.post(f"/ra-soat/{review.pk}/quyet-dinh", given, headers=headers)


def test_a_draft_finds_its_upper_plans(review: Review) -> None:
    assert review.state == ReviewState.OPEN
    assert review.unit == "huyện Đá Lũng"
    assert review.order.count() == 2
    run = Run.objects.get()
    assert run.cards.count()
    assert run.pairs.count() == PairRow.objects.count() > 20
    assert FindingRow.objects.count() >= run.cards.count()


def test_targets_of_upper_plans_become_rows(review: Review) -> None:
    province = Document.objects.get(level=Level.UPPER, rank="province")
    assert province.reading is not None
    values = list(province.reading.targets.values_list("value", flat=True))
    assert "ít nhất 65%" in values


def test_a_missing_parent_is_asked(client: Client) -> None:
    review = dropped(client)
    assert review.state == ReviewState.ASKING
    page = client.get(f"/ra-soat/{review.pk}/").content.decode()
    assert "chưa có trong kho" in page
    client.post(f"/ra-soat/{review.pk}/cap-tren", {"tep": [sent(name) for name in UPPERS]})
    work_off()
    review.refresh_from_db()
    assert review.state == ReviewState.OPEN


def test_an_upper_plan_that_arrives_starts_the_comparison(client: Client) -> None:
    review = dropped(client)
    with_library(client)
    review.refresh_from_db()
    assert review.state == ReviewState.OPEN


def test_the_page_shows_every_card(client: Client, review: Review) -> None:
    page = client.get(f"/ra-soat/{review.pk}/").content.decode()
    assert all(f"t-{key}" in page for key in CardRow.objects.values_list("key", flat=True))
    assert "Vì sao?" in page


def test_every_card_and_pair_opens(client: Client, review: Review) -> None:
    for key in CardRow.objects.values_list("key", flat=True):
        answer = client.get(f"/ra-soat/{review.pk}/phat-hien/{key}", headers={"X-Part": "1"})
        assert answer.status_code == 200
        assert "<html" not in answer.content.decode()
    for ordinal in PairRow.objects.values_list("ordinal", flat=True):
        answer = client.get(f"/ra-soat/{review.pk}/chi-tieu/{ordinal}", headers={"X-Part": "1"})
        assert answer.status_code == 200
        assert "Vì sao?" in answer.content.decode()


def test_a_decision_is_kept_for_every_finding_of_its_card(client: Client, review: Review) -> None:
    answer = decide(client, review, sentence="Đề nghị sửa lại.")
    assert answer.status_code == 200
    told = json.loads(answer.content)
    assert told["now"]["state"] == "keep"
    assert told["seen"] == 1
    keys = set(card_of(review).findings.values_list("key", flat=True))
    assert set(Decision.objects.values_list("key", flat=True)) == keys


def test_progress_counts_as_the_list_does(client: Client, review: Review) -> None:
    run = Run.objects.get()
    for state in ("keep", "open", "unsure"):
        version = sum(Decision.objects.values_list("version", flat=True))
        decide(client, review, state=state, version=version)
        told = cards(run, Filter())
        assert progress(review, run) == (told.seen, told.total)
    Decision.objects.update(fingerprint="another sentence")
    assert progress(review, run) == (0, cards(run, Filter()).total)


def test_a_request_sent_twice_decides_once(client: Client, review: Review) -> None:
    first, second = decide(client, review, "mot"), decide(client, review, "mot")
    assert (first.status_code, second.status_code) == (200, 200)
    assert json.loads(first.content)["event"] == json.loads(second.content)["event"]
    assert set(Decision.objects.values_list("version", flat=True)) == {1}


def test_a_dismissal_needs_a_reason(client: Client, review: Review) -> None:
    answer = decide(client, review, state="dismiss")
    assert answer.status_code == 400
    assert "lý do" in json.loads(answer.content)["error"]
    assert not Decision.objects.exists()


def test_an_old_page_is_told_what_stands(client: Client, review: Review) -> None:
    decide(client, review)
    answer = decide(client, review, state="dismiss", reason="Không có trường")
    assert answer.status_code == 409
    assert json.loads(answer.content)["now"]["state"] == "keep"


def test_undo_restores_what_stood(client: Client, review: Review) -> None:
    event = json.loads(decide(client, review).content)["event"]
    answer = client.post(f"/ra-soat/{review.pk}/hoan-tac", {"event": event})
    assert json.loads(answer.content)["now"]["state"] == "open"
    assert Event.objects.filter(act="decide").count() == 2


def test_undo_of_what_was_changed_since_is_refused(client: Client, review: Review) -> None:
    event = json.loads(decide(client, review).content)["event"]
    version = json.loads(
        decide(client, review, state="unsure", version=card_of(review).findings.count()).content
    )
    assert version["now"]["state"] == "unsure"
    assert client.post(f"/ra-soat/{review.pk}/hoan-tac", {"event": event}).status_code == 409


def test_filters_narrow_the_list(client: Client, review: Review) -> None:
    decide(client, review)
    address = f"/ra-soat/{review.pk}/danh-sach"
    unseen = client.get(address, {"xem": "chua-xem"}, follow=True).content.decode()
    kept = client.get(address, {"xem": "giu"}, follow=True).content.decode()
    key = card_of(review).key
    assert f"t-{key}" not in unseen
    assert f"t-{key}" in kept
    assert "Không có phát hiện nào khớp" in client.get(address, {"q": "xyzxyz"}, follow=True).content.decode()

"""One remark of a card dismissed by itself: the rest is kept and sent, in every sum and paper."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from doichieu.desk.papers import making
from doichieu.desk.reviews import listing
from doichieu.desk.reviews.facts import card_standing
from doichieu.desk.store import packing
from doichieu.desk.store.models import CardRow, Decision, DecisionState, Review, Run
from doichieu.desk.work.papers import human
from templates import render
from templates.letter.rows import asked
from templates.report.arrange import arrange
from templates.report.cards import cards
from tests.templates.test_reports import shown

from ..states import with_review
from .test_flow import decide

pytestmark = pytest.mark.usefixtures("desk")


@pytest.fixture
def review(client: Client) -> Review:
    return with_review(client)


def several(review: Review) -> tuple[CardRow, list[dict[str, Any]]]:
    """A card with several remarks."""
    told = CardRow.objects.filter(run__round__review=review).exclude(severity="note")
    found = ((card, packing.unpack(card.payload)["points"]) for card in told)
    return next((card, points) for card, points in found if len(points) > 1)


def leave_out(client: Client, review: Review, card: CardRow, keys: list[str], **fields: Any) -> Any:
    given = {"key": card.key, "y": keys, "version": card_standing(card).version, "ly-do": "Đã nêu ở phụ lục"}
    return client.post(f"/ra-soat/{review.pk}/bo-y", {**given, **fields})


def keep(client: Client, review: Review, card: CardRow) -> Any:
    return decide(client, review, key=card.key, version=card_standing(card).version)


def test_a_remark_is_left_out_by_itself(client: Client, review: Review) -> None:
    card, points = several(review)
    assert leave_out(client, review, card, points[1]["keys"]).status_code == 302
    now = card_standing(card)
    assert (now.state, now.left_out, now.mixed) == (DecisionState.OPEN, tuple(points[1]["keys"]), False)
    keep(client, review, card)
    now = card_standing(card)
    assert now.settled
    states = dict(Decision.objects.values_list("key", "state"))
    assert {states[key] for key in points[1]["keys"]} == {DecisionState.DISMISS}
    assert {states[key] for key in points[0]["keys"]} == {DecisionState.KEEP}


def test_only_the_rest_is_sent(client: Client, review: Review) -> None:
    card, points = several(review)
    leave_out(client, review, card, points[1]["keys"])
    keep(client, review, card)
    result = human.after(Run.objects.get(), kept_only=True)
    (row,) = asked(cards(result))
    told = {finding.key for point in row.points for finding in point.remark}
    assert told == {key for point in points for key in point["keys"]} - set(points[1]["keys"])


def test_the_sums_count_the_card_once(client: Client, review: Review) -> None:
    card, points = several(review)
    run = Run.objects.get()
    leave_out(client, review, card, points[1]["keys"])
    told = listing.cards(run, listing.Filter())
    assert listing.progress(review, run) == (0, told.total) == (told.seen, told.total)
    keep(client, review, card)
    told = listing.cards(run, listing.Filter())
    assert listing.progress(review, run) == (told.seen, told.total)
    assert told.seen == 1


def test_desk_export_and_report_count_alike(client: Client, review: Review) -> None:
    card, points = several(review)
    run = Run.objects.get()
    leave_out(client, review, card, points[1]["keys"])
    keep(client, review, card)
    others = [one for one in run.cards.exclude(severity="note") if one.key != card.key]
    decide(client, review, key=others[0].key, state="dismiss", reason="Đã nêu ở phụ lục")
    decide(client, review, key=others[1].key, state="unsure")
    told, counts = listing.cards(run, listing.Filter()), making.counts(run)
    assert (told.seen, told.total) == (3, counts.total)
    assert (counts.kept, counts.dismissed, counts.unsure, counts.unseen) == (1, 1, 1, counts.total - 3)
    said = f"đã xem 03/{counts.total:02} nội dung máy nêu: giữ 01, bỏ qua 01, cần làm rõ 01"
    report = arrange(human.after(run))
    assert said in report.rest
    assert "Có 01 nội dung và 01 ý riêng của nội dung khác" in report.rest
    assert said in " ".join(render(human.after(run), "md").decode().split())
    for form in ("html", "docx"):
        assert said in shown(form, render(human.after(run), form))


def test_the_sentence_leaves_it_out_too(client: Client, review: Review) -> None:
    card, points = several(review)
    leave_out(client, review, card, points[1]["keys"])
    address = f"/ra-soat/{review.pk}/phat-hien/{card.key}"
    page = client.get(address, headers={"X-Part": "1"}).content.decode()
    assert "Đã bỏ ý này: Đã nêu ở phụ lục" in page
    assert "Lấy lại" in page
    kept = dict.fromkeys(point["suggestion"] for point in points[:1] + points[2:])
    answer = decide(
        client,
        review,
        key=card.key,
        version=card_standing(card).version,
        sentence=" ".join(filter(None, kept)),
    )
    assert answer.json()["now"]["sentence"] == ""


def test_it_is_taken_back_in(client: Client, review: Review) -> None:
    card, points = several(review)
    leave_out(client, review, card, points[1]["keys"])
    keep(client, review, card)
    leave_out(client, review, card, points[1]["keys"], lai="1")
    assert set(Decision.objects.values_list("state", flat=True)) == {DecisionState.KEEP}
    assert card_standing(card).left_out == ()


def test_all_remarks_are_the_whole_card(client: Client, review: Review) -> None:
    card, points = several(review)
    keys = [key for point in points for key in point["keys"]]
    assert leave_out(client, review, card, keys).status_code == 400
    assert leave_out(client, review, card, points[1]["keys"], **{"ly-do": " "}).status_code == 400
    assert not Decision.objects.exists()


def test_a_run_from_before_is_decided_as_a_whole(client: Client, review: Review) -> None:
    card, _ = several(review)
    payload = packing.unpack(card.payload)
    for point in payload["points"]:
        del point["keys"], point["suggestion"]
    card.payload = packing.pack(payload)
    card.save()
    answer = client.get(f"/ra-soat/{review.pk}/phat-hien/{card.key}", headers={"X-Part": "1"})
    assert answer.status_code == 200
    assert "Bỏ ý này" not in answer.content.decode()
    assert keep(client, review, card).status_code == 200


def test_a_short_sentence_is_marked_whole(review: Review) -> None:
    for card in CardRow.objects.filter(run__round__review=review):
        quote = packing.unpack(card.payload)["draft"]
        if (
            quote
            and quote["at"]
            and quote["key"]
            and len("".join(text for text, _ in quote["segments"])) < 300
        ):
            start, end = quote["at"]
            assert end - start >= len("".join(text for text, _ in quote["segments"])) * 0.8

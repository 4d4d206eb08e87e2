"""The second draft: decisions carried, asked again, findings fixed and new, the letter that counts them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from markupsafe import escape

from doichieu.desk.store.models import Decision, Review, ReviewState, Round
from doichieu.desk.store.opinions import Progress, progress_of
from doichieu.desk.work.papers.human import after
from extract.language.lexicon import fold
from templates.letter.rows import asked
from templates.report.cards import cards as cards_of

from ..conftest import DRAFT, SAMPLES, work_off
from ..papers.test_export import made, words
from ..reviews.test_flow import decide
from ..reviews.test_points import leave_out, several
from ..states import brought, dropped, with_library, with_review

pytestmark = pytest.mark.usefixtures("desk")
EDITS = (
    ("trường học đủ điều kiện về biên chế có tổ", "trường học có tổ"),  # taken up
    ("Đạt …% số khu dân cư", "Đạt 60% số khu dân cư"),  # taken up
    ("mức lương tối thiểu vùng.", "mức lương tối thiểu vùng III."),  # edited, still wrong
    ("Có ít nhất 65% thôn", "Có ít nhất 50% thôn"),  # newly wrong
)
SECOND = "lan-hai.txt"


def edited() -> str:
    text = SAMPLES.joinpath(DRAFT).read_text(encoding="utf-8")
    for old, new in EDITS:
        assert old in text
        text = text.replace(old, new)
    return text


def send(client: Client, review: Review, text: str | None = None, name: str = SECOND) -> Any:
    file = SimpleUploadedFile(name, (edited() if text is None else text).encode())
    return client.post(f"/ra-soat/{review.pk}/lan-moi", {"tep": file})


def cards(review: Review, number: int) -> dict[str, str]:
    """{key: folded words} of the open cards of a round."""
    run = review.rounds.get(number=number).current
    assert run is not None
    return dict(run.cards.exclude(severity="note").values_list("key", "folded"))


def card(review: Review, number: int, words_of_it: str) -> str:
    return next(key for key, folded in cards(review, number).items() if fold(words_of_it) in folded)


def progress_on(one: Round) -> Progress:
    told = progress_of(one)
    assert told is not None
    return told


@pytest.fixture
def review(client: Client) -> Review:
    """A review whose first draft was decided on: everything kept."""

    def make() -> None:
        made_one = with_review(client)
        for key in cards(made_one, 1):
            assert decide(client, made_one, key=key).status_code == 200

    brought("kept", make)
    return Review.objects.get()


@pytest.fixture
def second(client: Client, review: Review) -> Round:
    def make() -> None:
        assert send(client, review).status_code == 302
        work_off()

    brought("second", make, goes_on=True)
    review.refresh_from_db()
    assert review.state == ReviewState.OPEN
    return review.rounds.get(number=2)


def test_what_was_taken_up_is_counted(second: Round) -> None:
    told = progress_on(second)
    assert told.fixed == 2
    assert told.total > 2
    assert f"đã tiếp thu 2/{told.total} ý kiến" in told.sentence
    fixed = next(items for fate, _, items in told.groups if fate == "fixed")
    assert any("Đạt 60%" in "".join(text for text, _ in one.get("new", ())) for one in fixed)
    assert any("đủ điều kiện" in "".join(text for text, _ in one.get("old", ())) for one in fixed)


def test_what_came_anew_is_marked(client: Client, review: Review, second: Round) -> None:
    key = card(review, 2, "50%")
    assert second.changes["marks"][key] == "new"
    page = client.get(f"/ra-soat/{review.pk}/").content.decode()
    new = [one for one in cards(review, 2) if second.changes["marks"].get(one) == "new"]
    assert 0 < page.count('class="mark-new"') == len(new) < len(cards(review, 2))
    assert progress_on(second).sentence in page


def test_decisions_are_carried_and_asked_again(client: Client, review: Review, second: Round) -> None:
    key = card(review, 2, "phụ cấp")
    same = card(review, 2, "40%")
    page = client.get(f"/ra-soat/{review.pk}/danh-sach", headers={"X-Part": "1"}).content.decode()
    line = {one: page.split(f'id="t-{one}"')[1].split(">")[0] for one in (key, same)}
    assert "again" in line[key]
    assert "keep" in line[same]
    opened = client.get(f"/ra-soat/{review.pk}/phat-hien/{key}", headers={"X-Part": "1"}).content.decode()
    assert "xem lại" in opened.lower()


def test_the_page_of_changes_shows_both_sentences(client: Client, review: Review, second: Round) -> None:
    page = client.get(f"/ra-soat/{review.pk}/thay-doi/").content.decode()
    assert progress_on(second).sentence in page
    assert "Câu cũ:" in page
    assert "Câu mới:" in page
    assert f"tiếp thu 2/{progress_on(second).total}" in page


def test_the_letter_of_the_second_round_counts(client: Client, review: Review, second: Round) -> None:
    letter = words(made(client, review, "letter"))
    assert progress_on(second).sentence in letter
    assert "50%" in letter


def test_deciding_in_the_second_round_keeps_the_count(client: Client, review: Review, second: Round) -> None:
    key = card(review, 2, "phụ cấp")
    assert second.current is not None
    keys = list(second.current.findings.filter(card__key=key).values_list("key", flat=True))
    versions = sum(Decision.objects.filter(key__in=keys).values_list("version", flat=True))
    assert decide(client, review, key=key, version=versions).status_code == 200
    client.post(f"/ra-soat/{review.pk}/doi-chieu-lai")
    work_off()
    assert progress_on(review.rounds.get(number=2)) == progress_on(second)
    assert progress_on(second).sentence in words(made(client, review, "letter"))


def test_what_was_sent_is_what_the_letter_had(client: Client, review: Review, second: Round) -> None:
    client.post(f"/ra-soat/{review.pk}/xuat/", {"dang": "json", "gom": "giu", "lan": 1})
    work_off()
    first = review.rounds.get(number=1)
    assert first.current is not None
    sent = [one for one in cards_of(after(first.current, kept_only=True)) if one.is_open]
    told = progress_on(second)
    assert told.total == len(list(asked(sent)))
    assert sum(len(items) for fate, _, items in told.groups if fate != "new") == told.total


def test_a_dismissal_changes_the_sentence_at_once(client: Client, review: Review, second: Round) -> None:
    key = card(review, 2, "50%")
    before = progress_on(second)
    assert "phát sinh" in before.sentence
    fresh = [one for one in cards(review, 2) if second.changes["marks"].get(one) == "new"]
    for one in fresh:
        answer = decide(client, review, key=one, state="dismiss", reason="Đã hỏi lại")
        assert answer.status_code == 200
    assert key in fresh
    assert "phát sinh" not in json.loads(answer.content)["progress"]
    page = client.get(f"/ra-soat/{review.pk}/").content.decode()
    assert progress_on(second).sentence in page
    assert progress_on(second).total == before.total


def test_what_was_not_sent_is_not_counted(client: Client) -> None:
    review = with_review(client)
    decide(client, review, key=card(review, 1, "phụ cấp"))
    made(client, review, "letter", "giu")
    send(client, review)
    work_off()
    second = review.rounds.get(number=2)
    assert (progress_on(second).fixed, progress_on(second).total) == (0, 1)
    # What was there before is not new, whether the district was told or not.
    assert card(review, 2, "nhóm tự lực") not in second.changes["marks"]


def test_an_earlier_round_stays_readable(client: Client, review: Review, second: Round) -> None:
    address = f"/ra-soat/{review.pk}/lan-1/"
    page = client.get(address).content.decode()
    assert "chỉ để xem" in page
    key = card(review, 1, "phụ cấp")
    assert "keep" in page.split(f'id="t-{key}"')[1].split(">")[0]
    answer = decide(client, review, key=key, state="unsure", lan=1, version=1)
    assert answer.status_code == 400
    assert "lần rà soát trước" in json.loads(answer.content)["error"]


def test_papers_of_an_earlier_round_are_as_it_was_decided(
    client: Client, review: Review, second: Round
) -> None:
    client.post(f"/ra-soat/{review.pk}/xuat/", {"dang": "json", "gom": "giu", "lan": 1})
    client.post(f"/ra-soat/{review.pk}/xuat/", {"dang": "json", "gom": "giu", "lan": 2})
    work_off()
    page = client.get(f"/ra-soat/{review.pk}/xuat/?lan=1").content.decode()
    assert "lần 2.json" in page
    assert page.count("Tải về") == 2


def test_the_same_file_again_is_told(client: Client, review: Review) -> None:
    answer = send(client, review, SAMPLES.joinpath(DRAFT).read_text(encoding="utf-8"), "ten-khac.txt")
    assert answer.status_code == 409
    assert "lần 1" in answer.content.decode()
    assert review.rounds.count() == 1


def test_a_draft_in_reading_takes_no_further_one(client: Client, review: Review) -> None:
    send(client, review)
    assert send(client, review, edited() + "\n", "ba.txt").status_code == 409
    page = client.get(f"/ra-soat/{review.pk}/").content.decode()
    assert "Mở lần 1" in page


def test_an_unreadable_second_draft_is_replaced(client: Client, review: Review) -> None:
    send(client, review, "", "hong.docx")
    work_off()
    page = client.get(f"/ra-soat/{review.pk}/").content.decode()
    assert "Thả tệp khác" in page
    assert client.get(f"/ra-soat/{review.pk}/lan-1/").status_code == 200
    send(client, review)
    work_off()
    assert review.rounds.count() == 2
    assert progress_on(review.rounds.get(number=2)).fixed == 2


def test_a_draft_of_another_unit_is_doubted(client: Client, review: Review) -> None:
    other = SAMPLES.joinpath("a3-kh-huyen-khe-vang.docx").read_bytes()
    client.post(f"/ra-soat/{review.pk}/lan-moi", {"tep": SimpleUploadedFile("khac.docx", other)})
    work_off()
    one = review.rounds.get(number=2)
    assert one.changes["doubt"]
    page = client.get(f"/ra-soat/{review.pk}/thay-doi/").content.decode()
    assert escape(one.changes["doubt"]) in page


def test_a_point_that_was_left_out_is_no_opinion(client: Client) -> None:
    with_library(client)
    review = dropped(client)
    row, points = several(review)
    leave_out(client, review, row, points[1]["keys"])
    for key in cards(review, 1):
        version = 1 if key == row.key else 0
        assert decide(client, review, key=key, version=version).status_code == 200
    run = review.rounds.get(number=1).current
    assert run is not None
    sent = list(asked(cards_of(after(run, kept_only=True))))
    text = SAMPLES.joinpath(DRAFT).read_text(encoding="utf-8")
    send(client, review, f"{text}\nXin ý kiến các phòng.\n")
    work_off()
    told = progress_on(review.rounds.get(number=2))
    assert (told.fixed, told.total) == (0, len(sent))
    assert {fate: len(found) for fate, _, found in told.groups} == {"remaining": len(sent)}
    known = {key for _, _, found in told.groups for one in found for key in one["keys"]}
    assert not known & set(points[1]["keys"])

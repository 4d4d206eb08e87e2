"""Pairs made by hand, remarks of a reviewer's own, and what other windows are told of them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from doichieu.desk.reviews import items, listing, live
from doichieu.desk.store import packing
from doichieu.desk.store.models import Account, Event, PairRow, Pin, Remark, Review, Role, Round, Run
from doichieu.desk.work.papers import human
from extract import read_plan
from templates.letter.arrange import letter_of
from templates.letter.office import Office
from templates.words import word

from ..conftest import browser, work_off
from ..states import with_review
from .test_flow import card_of, decide

pytestmark = pytest.mark.usefixtures("desk")
PART = {"X-Part": "1"}
QUOTE = "Ít nhất 65% số thôn, tổ dân phố"


@pytest.fixture
def review(client: Client) -> Review:
    return with_review(client)


def pair_of(review: Review) -> tuple[PairRow, dict[str, Any]]:
    """A pair that meets, with its facts."""
    one = Round.objects.get(review=review)
    pair = PairRow.objects.filter(run=one.current, verdict="meets").earliest("ordinal")
    return pair, packing.unpack(pair.payload)


def fate(review: Review, key: str) -> tuple[PairRow, dict[str, Any]]:
    one = Round.objects.get(review=review)
    told = [(pair, packing.unpack(pair.payload)) for pair in PairRow.objects.filter(run=one.current)]
    return next((pair, facts) for pair, facts in told if facts["pin"] == key)


def pin(client: Client, review: Review, key: str, **fields: Any) -> Any:
    given = {"ly-do": "Đã đọc lại cả hai văn bản", **fields}
    return client.post(f"/ra-soat/{review.pk}/ghep/{key}", given)


def test_every_measure_of_a_run_can_be_pinned(client: Client, review: Review) -> None:
    run = Round.objects.get(review=review).current
    keys = {packing.unpack(pair.payload)["pin"] for pair in PairRow.objects.filter(run=run)}
    assert "" not in keys
    for key in keys:
        assert client.get(f"/ra-soat/{review.pk}/ghep/{key}", headers=PART).status_code == 200


def test_a_pin_to_nothing_makes_the_target_missing(client: Client, review: Review) -> None:
    key = pair_of(review)[1]["pin"]
    assert pin(client, review, key, khong="1").status_code == 302
    work_off()
    pair, facts = fate(review, key)
    assert pair.verdict == "missing"
    assert "Đã đọc lại cả hai văn bản" in facts["why"]
    assert facts["pinned"]
    page = client.get(f"/ra-soat/{review.pk}/chi-tieu/{pair.ordinal}", headers=PART).content.decode()
    assert "Ghép tay" in page
    assert "Bỏ ghép tay" in page


def test_a_pin_names_the_sentence_that_answers(client: Client, review: Review) -> None:
    _, facts = pair_of(review)
    draft = Round.objects.get(review=review).draft
    other = next(item for item in items.items_of(draft.reading) if item.key and item.key not in facts["now"])
    pin(client, review, facts["pin"], cau=other.name)
    work_off()
    assert fate(review, facts["pin"])[1]["now"] == [other.key]
    assert Pin.objects.get().text == other.text


def test_a_withdrawn_pin_leaves_what_was_before(client: Client, review: Review) -> None:
    pair, facts = pair_of(review)
    pin(client, review, facts["pin"], khong="1")
    work_off()
    client.post(f"/ra-soat/{review.pk}/ghep/{facts['pin']}/bo")
    work_off()
    again, told = fate(review, facts["pin"])
    assert (again.verdict, told["now"], told["pinned"]) == (pair.verdict, facts["now"], False)
    assert [event.after is None for event in Event.objects.filter(act="pin").order_by("pk")] == [False, True]


def test_a_pin_needs_an_answer_and_a_reason(client: Client, review: Review) -> None:
    key = pair_of(review)[1]["pin"]
    assert "Hãy chọn câu" in pin(client, review, key).content.decode()
    assert "Hãy ghi lý do" in pin(client, review, key, **{"khong": "1", "ly-do": " "}).content.decode()
    assert not Pin.objects.exists()
    assert Run.objects.count() == 1


def test_two_pins_at_once_compare_once(client: Client, review: Review) -> None:
    pairs = [packing.unpack(pair.payload)["pin"] for pair in PairRow.objects.filter(verdict="meets")[:4]]
    for key in dict.fromkeys(pairs):
        pin(client, review, key, khong="1")
    assert Run.objects.count() == 2
    work_off()
    assert all(fate(review, key)[1]["pinned"] for key in pairs)


def test_the_search_of_a_pin_finds_words_and_numbers(client: Client, review: Review) -> None:
    reading = Round.objects.get(review=review).draft.reading
    known = items.items_of(reading)
    wanted = next(item for item in known if item.value)
    found = items.search(known, wanted.value)
    assert wanted in found
    assert len(found) < len(known)
    sent = {"tim": "1", "q": wanted.value}
    key = pair_of(review)[1]["pin"]
    page = client.post(f"/ra-soat/{review.pk}/ghep/{key}", sent, headers={"HX-Request": "true"})
    assert wanted.value in page.content.decode()
    assert "<html" not in page.content.decode()
    assert not Pin.objects.exists()


def remark(client: Client, review: Review, pk: int | str = "moi", **fields: Any) -> Any:
    given = {"text": "Chưa có nguồn vốn.", "severity": "high", "quote": "", **fields}
    return client.post(f"/ra-soat/{review.pk}/nhan-xet/{pk}", given)


def test_a_remark_stands_among_the_cards_at_its_place(client: Client, review: Review) -> None:
    words = next(item.text for item in items.items_of(Round.objects.get(review=review).draft.reading))
    answer = remark(client, review, quote=words, sentence="Đề nghị bổ sung nguồn vốn.")
    row = Remark.objects.get()
    assert answer.status_code == 302
    assert row.place
    page = client.get(answer.headers["Location"]).content.decode()
    assert f"t-nx-{row.pk}" in page
    assert "Ý kiến của người rà soát" in page
    assert "Đề nghị bổ sung nguồn vốn." in page
    run = Round.objects.get(review=review).current
    assert run is not None
    assert next(human.remarks(run)).place is not None


def test_a_remark_does_not_change_what_is_left_to_see(client: Client, review: Review) -> None:
    before = json.loads(decide(client, review).content)
    remark(client, review)
    page = client.get(f"/ra-soat/{review.pk}/").content.decode()
    assert f"Đã xem {before['seen']}/{before['total']}" in page


def test_a_remark_that_quotes_too_little_is_refused(client: Client, review: Review) -> None:
    answer = remark(client, review, quote="xã")
    assert answer.status_code == 400
    assert "quá ngắn" in answer.content.decode()
    assert "Chưa có nguồn vốn." in answer.content.decode()
    assert remark(client, review, text=" ").status_code == 400
    assert not Remark.objects.exists()


def test_a_remark_changed_by_another_is_shown_first(client: Client, review: Review) -> None:
    remark(client, review)
    pk = Remark.objects.get().pk
    assert remark(client, review, pk, text="Bản của tôi", version=1).status_code == 302
    late = remark(client, review, pk, text="Bản cũ", version=1)
    assert late.status_code == 409
    assert "Bản của tôi" in late.content.decode()


def test_a_withdrawn_remark_leaves_the_list_and_returns(client: Client, review: Review) -> None:
    remark(client, review)
    pk = Remark.objects.get().pk
    client.post(f"/ra-soat/{review.pk}/nhan-xet/{pk}/rut")
    assert f"t-nx-{pk}" not in client.get(f"/ra-soat/{review.pk}/").content.decode()
    client.post(f"/ra-soat/{review.pk}/nhan-xet/{pk}/rut", {"lai": "1"})
    assert f"t-nx-{pk}" in client.get(f"/ra-soat/{review.pk}/").content.decode()


def test_what_a_human_wrote_is_escaped(client: Client, review: Review) -> None:
    remark(client, review, text="<script>alert(1)</script>", quote="<b>một đoạn trích dài</b>")
    for address in ("", "nhan-xet/moi?trich=<script>x</script>", f"nhan-xet/{Remark.objects.get().pk}"):
        page = client.get(f"/ra-soat/{review.pk}/{address}").content.decode()
        assert "<script>alert" not in page
        assert "<script>x" not in page


def test_another_window_is_told_of_a_decision(client: Client, account: Account, review: Review) -> None:
    other = Account.objects.create(username="b", name="Trần B", role=Role.LEGAL, password="!")
    since = live.last_event()
    decide(client, review)
    told = json.loads(browser(other).get(f"/ra-soat/{review.pk}/tin", {"tu": since}).content)
    assert [key for key, _ in told["changed"]] == [card_of(review).key]
    assert told["changed"][0][1]["by"] == account.name
    assert told["seen"] == 1
    here = json.loads(client.get(f"/ra-soat/{review.pk}/tin", {"tu": told["event"]}).content)
    assert here["others"] == ["Trần B"]
    assert here["changed"] == []


def test_news_cost_few_queries(client: Client, review: Review, django_assert_max_num_queries: Any) -> None:
    one = Round.objects.get(review=review)
    known = {"tu": live.last_event(), "trang": live.pages(review, one), "luot": one.current_id or 0}
    with django_assert_max_num_queries(12):
        client.get(f"/ra-soat/{review.pk}/tin", known)


def test_a_new_result_brings_its_counts(client: Client, review: Review) -> None:
    one = Round.objects.get(review=review)
    assert one.current is not None
    known = {"tu": live.last_event(), "luot": one.current.pk}
    assert "total" not in client.get(f"/ra-soat/{review.pk}/tin", known).json()
    told = client.get(f"/ra-soat/{review.pk}/tin", {**known, "luot": 0}).json()
    assert (told["seen"], told["total"]) == listing.progress(review, one.current)


def test_a_leader_sees_no_act(client: Client, review: Review) -> None:
    leader = browser(Account.objects.create(username="l", name="L", role=Role.LEADER, password="!"))
    page = leader.get(f"/ra-soat/{review.pk}/").content.decode()
    assert "data-pin" not in page
    assert "Thêm nhận xét…" not in page
    key = pair_of(review)[1]["pin"]
    assert pin(leader, review, key, khong="1").status_code == 403
    assert remark(leader, review).status_code == 403


def test_a_script_is_told_which_remark_to_open(client: Client, review: Review) -> None:
    given = {"text": "Chưa có kinh phí.", "severity": "medium"}
    answer = client.post(f"/ra-soat/{review.pk}/nhan-xet/moi", given, headers=PART)
    assert (answer.status_code, answer.headers["X-Open"]) == (204, f"nx-{Remark.objects.get().pk}")


def test_no_pair_refers_to_a_number_of_a_report(review: Review) -> None:
    told = list(PairRow.objects.filter(verdict="partial").values_list("word", flat=True))
    assert told
    assert len(set(told)) == 1
    assert "xem nội dung" not in told[0]


def test_cells_of_a_table_are_listed_with_their_years(tmp_path: Path) -> None:
    head = "<p>KẾ HOẠCH</p><p>Phát triển nông thôn giai đoạn 2021 - 2025</p><p>1. Chỉ tiêu cụ thể</p>"
    rows = (
        ("TT", "Chỉ tiêu", "Đơn vị tính", "Năm 2024", "Năm 2025"),
        ("1", "Tỷ lệ hộ dân được dùng nước sạch", "%", "80", "90"),
        ("2", "Tỷ lệ thôn có nhà văn hóa", "%", "50", "65"),
    )
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    file = tmp_path / "bang.html"
    file.write_text(f"<html><body>{head}<table>{table}</table></body></html>", encoding="utf-8")
    told = {one.text for one in items.items_in(read_plan(file)) if one.value}
    for words in ("văn hóa (%), năm 2024: 50", "văn hóa (%), năm 2025: 65"):
        assert any(text.endswith(words) for text in told)


def test_a_number_mended_in_a_review_is_compared_at_once(client: Client, review: Review) -> None:
    pair, _ = pair_of(review)
    page = client.get(f"/ra-soat/{review.pk}/chi-tieu/{pair.ordinal}", headers=PART).content.decode()
    told = re.search(rf'href="(/van-ban/\d+/sua/\w+)\?ho-so={review.pk}"', page)
    assert told
    form = client.get(f"{told[1]}?ho-so={review.pk}", headers=PART).content.decode()
    fields = dict(re.findall(r'<input[^>]*name="([\w-]+)" value="([^"]*)"', form))
    assert fields["ho-so"] == str(review.pk)
    bound = re.search(r'<option value="(\w+)" selected', form)
    given = {
        **fields,
        "bound": bound[1] if bound else "",
        "value": "7",
        "reason": "Đọc nhầm",
        "act": "change",
    }
    assert client.post(told[1], given, headers=PART).status_code == 302
    assert Run.objects.count() == 2
    work_off()
    one = Round.objects.get(review=review)
    assert one.current is not None
    assert not one.current.stale
    assert one.current.used["corrections"]


def test_a_remark_may_rest_on_words_of_an_upper_plan(client: Client, review: Review) -> None:
    _, facts = pair_of(review)
    upper = "".join(text for text, _ in facts["upper"]["segments"])
    own_words = "".join(text for text, _ in facts["draft"][0]["segments"])
    given = {"text": "Chưa rõ nguồn vốn.", "quote": own_words, "upper": upper, "severity": "medium"}
    assert client.post(f"/ra-soat/{review.pk}/nhan-xet/moi", given).status_code == 302
    page = client.get(f"/ra-soat/{review.pk}/phat-hien/nx-{Remark.objects.get().pk}", headers=PART)
    assert "căn cứ của nhận xét" in page.content.decode()
    result = human.after(Run.objects.get(), kept_only=True)
    (own,) = (one for one in result.findings if one.is_remark)
    assert own.draft is not None
    assert own.reference is not None
    assert own.reference.text.split()[:5] == upper.split()[:5]
    (row,) = letter_of(result, Office()).rows
    assert upper[:30] in " ".join(row.bases)
    assert word("human", "remark") not in row.bases

"""Corrections of what was read: fields, struck and added targets, withdrawal, what they change."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from compare.correcting import corrected
from doichieu.desk.library.forms import RefusedError, value_of
from doichieu.desk.store import packing
from doichieu.desk.store.corrected import plan_of
from doichieu.desk.store.models import (
    Account,
    CardRow,
    Correction,
    Decision,
    Document,
    Event,
    Level,
    PairRow,
    Review,
    ReviewState,
    Role,
    Run,
    State,
    TargetRow,
)

from ..conftest import DRAFT, SAMPLES, UPPERS, browser, work_off

pytestmark = pytest.mark.usefixtures("desk")
WORKERS = "Ít nhất 65% số thôn"


def sent(name: str, text: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text or SAMPLES.joinpath(name).read_bytes())


@pytest.fixture
def plan(client: Client) -> Document:
    """The plan of the province, in a library of two."""
    client.post("/van-ban/nop", {"tep": [sent(name) for name in UPPERS]})
    work_off()
    return Document.objects.get(level=Level.UPPER, rank="province")


@pytest.fixture
def review(client: Client, plan: Document) -> Review:
    assert plan.pk
    client.post("/nop", {"tep": sent(DRAFT)})
    work_off()
    return Review.objects.get()


def row_of(plan: Document, text: str = WORKERS) -> TargetRow:
    assert plan.reading is not None
    return plan.reading.targets.filter(text__startswith=text).earliest("ordinal")


def form_of(client: Client, address: str) -> dict[str, str]:
    """The fields of a form as a browser would send them back."""
    page = client.get(address, headers={"X-Part": "1"}).content.decode()
    found = dict(re.findall(r'<input[^>]*name="(\w+)" value="([^"]*)"', page))
    chosen = re.search(r'<option value="(\w+)" selected', page)
    return {**found, "bound": chosen[1] if chosen else "", "reason": ""}


def correct(client: Client, plan: Document, key: str, **fields: str) -> Any:
    address = f"/van-ban/{plan.pk}/sua/{key}"
    return client.post(
        address, {**form_of(client, address), "act": "change", **fields}, headers={"X-Part": "1"}
    )


def test_a_corrected_value_stands_beside_the_struck_one(client: Client, plan: Document) -> None:
    row = row_of(plan)
    assert correct(client, plan, row.key, value="75", reason="Bản quét mờ").status_code == 302
    page = client.get(f"/van-ban/{plan.pk}/").content.decode()
    assert re.search(r"<del>.*?ít nhất 65%</del> <ins>.*?ít nhất 75%</ins>", page)
    assert "Bản quét mờ" in page
    saved = Correction.objects.get()
    assert (saved.target, saved.field, saved.machine, saved.human) == (row.key, "value", "65", "75")
    event = Event.objects.get(act="correct")
    assert isinstance(event.after, list)
    assert event.after[0]["human"] == "75"
    assert row_of(plan).value == "ít nhất 75%"
    assert row_of(plan).key == row.key


def test_each_changed_field_is_a_correction_of_its_own(client: Client, plan: Document) -> None:
    row = row_of(plan)
    correct(client, plan, row.key, value="khoảng 70", deadline="31/12/2026", reason="Đọc nhầm")
    told = {one.field: (one.machine, one.human) for one in Correction.objects.all()}
    assert told == {
        "value": ("65", "70"),
        "bound": ("ít nhất", "khoảng"),
        "deadline": ("2025", "31/12/2026"),
    }
    page = client.get(f"/van-ban/{plan.pk}/").content.decode()
    assert "<del>2025</del> <ins>31/12/2026</ins>" in page


@pytest.mark.parametrize("said", ["abc", "1.5", "5 10", "sáu mươi lăm?", "65% và 70 hộ"])
def test_an_unreadable_value_is_told_its_form(client: Client, plan: Document, said: str) -> None:
    answer = correct(client, plan, row_of(plan).key, value=said, reason="Đọc nhầm")
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "60 - 70" in page
    assert 'aria-invalid="true"' in page
    assert not Correction.objects.exists()


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"value": "70"}, "lý do"),
        ({"reason": "Đọc nhầm"}, "Chưa có gì thay đổi"),
        ({"deadline": "sớm", "reason": "Đọc nhầm"}, "thời hạn “sớm”"),
        ({"bound": "vo-cung", "reason": "Đọc nhầm"}, "giới hạn"),
        ({"act": "struck"}, "lý do"),
    ],
)
def test_an_incomplete_form_is_sent_back(
    client: Client, plan: Document, fields: dict[str, str], told: str
) -> None:
    answer = correct(client, plan, row_of(plan).key, **fields)
    assert answer.status_code == 400
    assert told in answer.content.decode()
    assert not Correction.objects.exists()


@pytest.mark.parametrize(
    ("said", "low", "high"), [("4,5", "4.5", "4.5"), ("1.000", "1000", "1000"), ("60 - 70 %", "60", "70")]
)
def test_values_are_read_as_officials_write_them(said: str, low: str, high: str) -> None:
    told = value_of(said)
    assert (str(told["low"]), str(told["high"])) == (low, high)


def test_an_empty_value_is_refused() -> None:
    with pytest.raises(RefusedError):
        value_of("")


def test_a_later_correction_of_a_field_takes_the_place(client: Client, plan: Document) -> None:
    row = row_of(plan)
    correct(client, plan, row.key, value="75", reason="Một")
    correct(client, plan, row.key, value="80", reason="Hai")
    assert [one.human for one in Correction.objects.filter(withdrawn_at=None)] == ["80"]
    assert Correction.objects.count() == 2
    assert row_of(plan).value == "ít nhất 80%"


def test_a_withdrawn_correction_leaves_what_was_read(client: Client, plan: Document) -> None:
    row = row_of(plan)
    correct(client, plan, row.key, value="75", reason="Một")
    client.post(f"/van-ban/{plan.pk}/rut", {"sua": Correction.objects.get().pk})
    saved = Correction.objects.get()
    assert saved.withdrawn_at is not None
    assert saved.withdrawn_by is not None
    assert row_of(plan).value == "ít nhất 65%"
    assert "<ins>" not in client.get(f"/van-ban/{plan.pk}/").content.decode()
    assert Event.objects.filter(act="correct").count() == 2


def test_a_target_that_is_none_is_struck_and_restored(client: Client, plan: Document) -> None:
    row = row_of(plan)
    correct(client, plan, row.key, act="struck", reason="Là tình hình")
    page = client.get(f"/van-ban/{plan.pk}/", {"xem": "da-sua"}).content.decode()
    assert f"<del>{row.text[:20]}" in page
    assert "Là tình hình" in page
    assert not TargetRow.objects.filter(key=row.key).exists()
    client.post(f"/van-ban/{plan.pk}/rut", {"sua": Correction.objects.get().pk})
    assert TargetRow.objects.filter(key=row.key).exists()


def test_a_confirmed_number_needs_no_reason(client: Client, plan: Document) -> None:
    row = row_of(plan)
    assert correct(client, plan, row.key, act="right").status_code == 302
    saved = Correction.objects.get()
    assert (saved.machine, saved.human) == ("65", "65")
    assert saved.reason
    assert row_of(plan).value == "ít nhất 65%"


def added(client: Client, plan: Document, query: str = "", **fields: str) -> Any:
    address = f"/van-ban/{plan.pk}/them{query}"
    given = {
        **form_of(client, address),
        "text": "95% số xã có trạm y tế đạt chuẩn",
        "reason": "Máy bỏ sót",
        "page": "",
        **fields,
    }
    return client.post(address, given, headers={"X-Part": "1"})


def test_a_missed_target_is_added_and_changed(client: Client, plan: Document) -> None:
    assert added(client, plan).status_code == 302
    row = row_of(plan, "95% số xã")
    assert row.low == 95
    first = Correction.objects.get()
    page = client.get(f"/van-ban/{plan.pk}/sua/{row.key}", headers={"X-Part": "1"}).content.decode()
    assert "Sửa chỉ tiêu đã bổ sung" in page
    assert added(client, plan, f"?thay={first.pk}", value="90").status_code == 302
    assert row_of(plan, "95% số xã").low == 90
    assert list(Correction.objects.values_list("withdrawn_at", flat=True).order_by("pk"))[1] is None
    assert Correction.objects.filter(withdrawn_at=None).count() == 1


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"text": "xã"}, "quá ngắn"),
        ({"text": "Tăng cường công tác tuyên truyền"}, "không thấy con số"),
        ({"page": "0"}, "số trang"),
        ({"reason": ""}, "lý do"),
    ],
)
def test_an_addition_that_lacks_something_is_sent_back(
    client: Client, plan: Document, fields: dict[str, str], told: str
) -> None:
    answer = added(client, plan, **fields)
    assert answer.status_code == 400
    assert told in answer.content.decode()


def test_what_was_read_already_is_not_added(client: Client, plan: Document) -> None:
    answer = added(client, plan, text=row_of(plan).text, deadline="2025")
    assert answer.status_code == 400
    assert "đã đọc được" in answer.content.decode()


def test_two_who_correct_one_number_are_told(client: Client, plan: Document) -> None:
    row = row_of(plan)
    old = form_of(client, f"/van-ban/{plan.pk}/sua/{row.key}")
    correct(client, plan, row.key, value="75", reason="Một")
    given = {**old, "act": "change", "value": "80", "reason": "Hai"}
    answer = client.post(f"/van-ban/{plan.pk}/sua/{row.key}", given, headers={"X-Part": "1"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "người khác sửa" in page
    assert 'value="75"' in page


def test_a_form_sent_twice_corrects_once(client: Client, plan: Document) -> None:
    row = row_of(plan)
    address = f"/van-ban/{plan.pk}/sua/{row.key}"
    given = {**form_of(client, address), "act": "change", "value": "75", "reason": "Một"}
    assert [client.post(address, given).status_code for _ in range(2)] == [302, 302]
    assert Correction.objects.count() == 1


def test_an_unknown_target_has_a_page_of_its_own(client: Client, plan: Document) -> None:
    answer = client.get(f"/van-ban/{plan.pk}/sua/0000000000", headers={"X-Part": "1"})
    assert answer.status_code == 404
    assert "Không tìm thấy chỉ tiêu" in answer.content.decode()


def test_a_form_goes_on_to_addresses_of_this_desk_alone(client: Client, plan: Document) -> None:
    key = row_of(plan).key
    here = correct(client, plan, key, value="75", reason="Một", tiep="/ra-soat/1/")
    assert here.headers["Location"] == "/ra-soat/1/"
    for foreign in ("https://xau.example/", "//xau.example/", "/\\xau.example"):
        away = correct(client, plan, key, value=str(len(foreign)), reason="Hai", tiep=foreign)
        assert away.headers["Location"].startswith("/van-ban/")


def test_words_of_a_reviewer_are_no_markup(client: Client, plan: Document) -> None:
    correct(client, plan, row_of(plan).key, value="75", reason="<script>alert(1)</script>")
    page = client.get(f"/van-ban/{plan.pk}/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


# ---- what a correction changes ---------------------------------------------------------------------------------
def test_a_correction_makes_runs_stale_until_compared_again(
    client: Client, plan: Document, review: Review
) -> None:
    row = row_of(plan)
    card = CardRow.objects.exclude(severity="note").earliest("ordinal")
    client.post(f"/ra-soat/{review.pk}/quyet-dinh", {"key": card.key, "state": "keep", "version": 0})
    correct(client, plan, row.key, value="99", reason="Bản quét mờ")
    assert Run.objects.get().stale
    page = client.get(f"/van-ban/{plan.pk}/").content.decode()
    assert "Đối chiếu lại 1 hồ sơ" in page
    client.post(f"/van-ban/{plan.pk}/doi-chieu-lai")
    client.post(f"/van-ban/{plan.pk}/doi-chieu-lai")
    assert Run.objects.count() == 2
    assert "Đang đối chiếu lại 1 hồ sơ" in client.get(f"/van-ban/{plan.pk}/").content.decode()
    work_off()
    run = Run.objects.latest("pk")
    assert not run.stale
    assert run.used["corrections"] == [Correction.objects.get().pk]
    assert "99%" in PairRow.objects.get(run=run, key=row.key).asked
    assert Decision.objects.filter(review=review, state="keep").exists()
    assert "Đối chiếu lại 1 hồ sơ" not in client.get(f"/van-ban/{plan.pk}/").content.decode()


def test_a_review_that_is_done_with_is_named_apart(client: Client, plan: Document, review: Review) -> None:
    Review.objects.filter(pk=review.pk).update(state=ReviewState.SENT)
    correct(client, plan, row_of(plan).key, value="99", reason="Bản quét mờ")
    page = client.get(f"/van-ban/{plan.pk}/").content.decode()
    assert "Một hồ sơ đã xong" in page
    client.post(f"/van-ban/{plan.pk}/doi-chieu-lai")
    assert Run.objects.count() == 1


def test_a_number_of_a_draft_is_corrected_from_its_card(client: Client, review: Review) -> None:
    draft = review.rounds.get().draft
    pair = PairRow.objects.filter(verdict="meets").earliest("ordinal")
    key = packing.unpack(pair.payload)["draft"][0]["key"]
    form = client.get(f"/van-ban/{draft.pk}/sua/{key}", headers={"X-Part": "1"})
    assert form.status_code == 200
    assert "<html" not in form.content.decode()
    assert correct(client, draft, key, value="1", reason="Máy đọc nhầm").status_code == 302
    assert Run.objects.get().stale
    client.post(f"/ra-soat/{review.pk}/doi-chieu-lai")
    work_off()
    assert Run.objects.latest("pk").pairs.get(key=pair.key).verdict == "weaker"


def test_a_correction_during_a_comparison_is_not_lost(
    client: Client, plan: Document, review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    from doichieu.desk.work import comparing

    key, real = row_of(plan).key, comparing.inputs

    def slow(row: Run) -> comparing.Inputs:
        given = real(row)
        correct(client, plan, key, value="99", reason="Bản quét mờ")
        return given

    monkeypatch.setattr(comparing, "inputs", slow)
    client.post(f"/ra-soat/{review.pk}/doi-chieu-lai")
    work_off()
    run = Run.objects.latest("pk")
    assert run.state == State.DONE
    assert run.stale


def test_a_correction_that_meets_nothing_is_told(client: Client, plan: Document) -> None:
    row = row_of(plan)
    correct(client, plan, row.key, value="75", reason="Bản quét mờ")
    # A newer version of the program reads another number in the same file.
    assert plan.reading is not None
    assert plan.reading.plan is not None
    machine = packing.plan_of(plan.reading.plan)
    saved = Correction.objects.get()
    other = machine.targets[1:]
    plan.reading.plan = packing.pack_plan(type(machine)(**{**_fields(machine), "targets": other}))
    plan.reading.save()
    page = client.get(f"/van-ban/{plan.pk}/").content.decode()
    assert "không còn khớp" in page
    assert "không còn chỉ tiêu này" in page
    assert f'name="sua" value="{saved.pk}"' in page
    client.post(f"/van-ban/{plan.pk}/rut", {"sua": saved.pk})
    assert "không còn khớp" not in client.get(f"/van-ban/{plan.pk}/").content.decode()


def _fields(plan: Any) -> dict[str, Any]:
    return {name: getattr(plan, name) for name in plan.__dataclass_fields__}


def test_equal_targets_are_corrected_one_by_one(client: Client) -> None:
    line = "- Ít nhất 60% số xã có trạm y tế đạt chuẩn vào năm 2025.\n"
    text = (
        "ỦY BAN NHÂN DÂN TỈNH BẮC NÚI\nSố: 12/KH-UBND\n\nKẾ HOẠCH\nPhát triển y tế giai đoạn 2021 - 2025\n\n"
        f"I. MỤC TIÊU\n1. Vùng thấp\n{line}2. Vùng cao\n{line}"
    )
    client.post("/van-ban/nop", {"tep": sent("kh.txt", text.encode())})
    work_off()
    plan = Document.objects.get()
    assert plan.reading is not None
    rows = list(plan.reading.targets.all())
    assert len(rows) == 2
    assert rows[0].key == rows[1].key
    address = f"/van-ban/{plan.pk}/sua/{rows[0].key}?thu="
    for number, fields in (("1", {"act": "struck"}), ("2", {"act": "change", "value": "70"})):
        given = {**form_of(client, address + number), **fields, "reason": "Đọc nhầm"}
        assert client.post(address + number, given).status_code == 302
    left = list(plan.reading.targets.values_list("value", flat=True))
    assert left == ["ít nhất 70%"]


def test_a_change_after_a_check_is_told(client: Client, plan: Document) -> None:
    client.post(f"/van-ban/{plan.pk}/da-soat", {"soat": "1"})
    correct(client, plan, row_of(plan).key, value="75", reason="Bản quét mờ")
    assert "sau đó sửa 1 chỗ" in client.get(f"/van-ban/{plan.pk}/").content.decode()
    assert "sau đó sửa 1 chỗ" in client.get("/van-ban/").content.decode()
    client.post(f"/van-ban/{plan.pk}/da-soat", {"soat": "1"})
    assert "sau đó sửa" not in client.get(f"/van-ban/{plan.pk}/").content.decode()


def test_a_new_reading_of_a_file_takes_its_corrections(client: Client, plan: Document) -> None:
    correct(client, plan, row_of(plan).key, value="75", reason="Bản quét mờ")
    assert plan.reading is not None
    plan.reading.program = "0.0.1/0"
    plan.reading.save()
    assert "bản chương trình cũ" in client.get(f"/van-ban/{plan.pk}/").content.decode()
    client.post(f"/van-ban/{plan.pk}/doc-lai")
    work_off()
    plan.refresh_from_db()
    assert plan.reading is not None
    assert plan.reading.program == packing.PROGRAM
    assert row_of(plan).value == "ít nhất 75%"


def test_stored_corrections_are_those_of_compare(client: Client, plan: Document) -> None:
    correct(client, plan, row_of(plan).key, value="75", reason="Bản quét mờ")
    assert plan.reading is not None
    assert plan.reading.plan is not None
    made = plan_of(plan.reading)
    assert made is not None
    again = corrected(packing.plan_of(plan.reading.plan), [made.corrections[0].correction])
    assert again == made
    assert json.loads(json.dumps(Correction.objects.get().detail))["low"] == "75"


# ---- rights ----------------------------------------------------------------------------------------------------
def test_a_reviewer_corrects_the_draft_of_her_own_review(plan: Document) -> None:
    assert plan.pk
    own = Account.objects.create(username="hoa", role=Role.REVIEWER, password="!")
    foreign = Account.objects.create(username="binh", role=Role.REVIEWER, password="!")
    browser(own).post("/nop", {"tep": sent(DRAFT)})
    work_off()
    draft = Review.objects.get(owner=own).rounds.get().draft
    assert draft.reading is not None
    row = draft.reading.targets.earliest("ordinal")
    assert correct(browser(own), draft, row.key, value="99", reason="Đọc nhầm").status_code == 302
    answers = [
        browser(account).post(f"/van-ban/{number}/sua/{key}", {"act": "right"}).status_code
        for account, number, key in (
            (foreign, draft.pk, row.key),
            (own, plan.pk, row_of(plan).key),
        )
    ]
    assert answers == [403, 403]
    assert Correction.objects.count() == 1


def test_a_draft_that_is_an_upper_plan_too_needs_the_library(plan: Document) -> None:
    own = Account.objects.create(username="hoa", role=Role.REVIEWER, password="!")
    browser(own).post("/nop", {"tep": sent(UPPERS[1])})
    work_off()
    draft = Review.objects.get(owner=own).rounds.get().draft
    answer = browser(own).post(f"/van-ban/{draft.pk}/sua/{row_of(plan).key}", {"act": "right"})
    assert answer.status_code == 403

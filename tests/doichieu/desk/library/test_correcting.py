"""Corrections of what was read: fields, struck and added targets, withdrawal."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from doichieu.desk.library.forms import RefusedError, value_of
from doichieu.desk.store.models import (
    Correction,
    Document,
    Event,
    TargetRow,
)

from .conftest import correct, form_of, row_of

pytestmark = pytest.mark.usefixtures("desk")


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

"""What a correction changes: runs, rows, a check that was made before it; who may correct."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from compare.correcting import corrected
from doichieu.desk.store import packing
from doichieu.desk.store.corrected import plan_of
from doichieu.desk.store.models import (
    Account,
    CardRow,
    Correction,
    Decision,
    Document,
    PairRow,
    Review,
    ReviewState,
    Role,
    Run,
    State,
)

from ..conftest import DRAFT, UPPERS, browser, work_off
from .conftest import correct, form_of, row_of, sent

pytestmark = pytest.mark.usefixtures("desk")


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
    asked = browser(own).post("/nop", {"tep": sent(UPPERS[1])})
    browser(own).post(asked.headers["Location"])
    work_off()
    draft = Review.objects.get(owner=own).rounds.get().draft
    answer = browser(own).post(f"/van-ban/{draft.pk}/sua/{row_of(plan).key}", {"act": "right"})
    assert answer.status_code == 403

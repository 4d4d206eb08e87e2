"""A batch from the drop to its overview."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from doichieu.desk.batches.standing import entries, folder, progress
from doichieu.desk.store.models import (
    Account,
    Batch,
    BatchItem,
    CardRow,
    Decision,
    DecisionState,
    Document,
    FindingRow,
    Level,
    Review,
    ReviewState,
    State,
    Told,
)

from ..conftest import SAMPLES, UPPERS, work_off
from ..states import brought, with_library

pytestmark = pytest.mark.usefixtures("desk")
DRAFTS = ("a3-kh-huyen-khe-vang.docx", "a5-kh-huyen-da-lung.txt", "a6-kh-huyen-muong-din.docx")


def packed(**files: bytes) -> SimpleUploadedFile:
    """A zip; the names of its files have two underscores for the point."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "."), data)
    return SimpleUploadedFile("dot 1.zip", out.getvalue())


def sample(name: str) -> bytes:
    return SAMPLES.joinpath(name).read_bytes()


def dropped(client: Client, *files: SimpleUploadedFile) -> Batch:
    client.post("/nop", {"tep": list(files)})
    work_off()
    return Batch.objects.latest("pk")


def mixed(client: Client) -> Batch:
    """Two drafts, one of them twice, and a broken file, beside their library."""

    def make() -> None:
        with_library(client)
        data = {"a__docx": sample(DRAFTS[0]), "b__txt": sample(DRAFTS[1]), "c__txt": sample(DRAFTS[1])}
        dropped(client, packed(**data, d__docx=b"not a document"))

    brought("batch", make)
    return Batch.objects.get()


def told(batch: Batch) -> dict[str, str]:
    return {one.item.name.rpartition("/")[2]: one.state for one in entries(batch)}


def test_a_broken_file_does_not_stop_the_others(client: Client) -> None:
    batch = mixed(client)
    assert told(batch) == {"a.docx": "compared", "b.txt": "compared", "c.txt": "told", "d.docx": "failed"}
    assert Review.objects.filter(state=ReviewState.OPEN).count() == 2
    page = client.get(f"/dot/{batch.pk}/").content.decode()
    assert "trùng với tệp “dot 1.zip/b.txt”" in page
    assert BatchItem.objects.get(state=State.FAILED).reason[:20] in page
    assert progress(batch, entries(batch)).over


def test_a_file_that_failed_is_tried_again(client: Client) -> None:
    batch = mixed(client)
    item = batch.items.get(state=State.FAILED)
    client.post(f"/dot/{batch.pk}/tep/{item.pk}/thu-lai")
    item.refresh_from_db()
    assert item.state == State.WAITING
    work_off()
    assert told(batch)["d.docx"] == "failed"


def test_a_broken_archive_is_told(client: Client) -> None:
    batch = dropped(client, SimpleUploadedFile("hong.zip", b"PK\x03\x04 no zip"))
    assert told(batch) == {"hong.zip": "failed"}
    assert "bị hỏng" in batch.items.get().reason


def test_upper_plans_in_the_drop_are_offered(client: Client) -> None:
    files = [SimpleUploadedFile(name, sample(name)) for name in (*UPPERS, *DRAFTS)]
    batch = dropped(client, *files)
    assert set(batch.items.filter(told=Told.UPPER).values_list("name", flat=True)) == set(UPPERS)
    assert not batch.begun
    page = client.get(f"/dot/{batch.pk}/").content.decode()
    assert "Đối chiếu cả đợt với văn bản cấp trên nào?" in page
    own = list(batch.items.filter(told=Told.UPPER).values_list("pk", flat=True))
    client.post(f"/dot/{batch.pk}/cap-tren", {"trong-dot": own})
    work_off()
    assert Document.objects.filter(level=Level.UPPER).count() == 2
    assert sum(state == "compared" for state in told(batch).values()) == len(DRAFTS)


def test_a_batch_waits_for_its_upper_plans(client: Client) -> None:
    batch = dropped(client, *(SimpleUploadedFile(name, sample(name)) for name in DRAFTS))
    assert batch.question["missing"]
    assert not Review.objects.exists()
    with_library(client)
    assert set(told(batch).values()) == {"compared"}


def test_another_programme_is_put_aside(client: Client) -> None:
    with_library(client)
    other = SimpleUploadedFile("b7.txt", sample("b7-kh-huyen-cua-lan.txt"))
    batch = dropped(client, other, *(SimpleUploadedFile(name, sample(name)) for name in DRAFTS))
    item = batch.items.get(name="b7.txt")
    assert item.told == Told.PROGRAMME
    assert item.review is None
    client.post(f"/dot/{batch.pk}/tep/{item.pk}/van-doi-chieu")
    work_off()
    item.refresh_from_db()
    assert item.review is not None


def test_units_without_a_plan_are_named(client: Client) -> None:
    batch = mixed(client)
    units = "huyện Khe Vằng\tghi chú\nHuyện Đá Lũng\n\nhuyện Xa Lắc"
    client.post(f"/dot/{batch.pk}/don-vi", {"don-vi": units})
    batch.refresh_from_db()
    assert batch.expected == ["huyện Khe Vằng", "Huyện Đá Lũng", "huyện Xa Lắc"]
    page = client.get(f"/dot/{batch.pk}/").content.decode()
    assert "đơn vị chưa gửi: huyện Xa Lắc." in page


def matrix(client: Client, batch: Batch, way: str = "") -> dict[str, Any]:
    client.get(f"/dot/{batch.pk}/bang", {"xem": way})
    work_off()
    text = folder(batch, decided=way != "may").joinpath("matrix.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def letters(told: dict[str, Any]) -> list[str]:
    panels = [panel for group in told["groups"] for panel in group["panels"]]
    return [cell[1] for panel in panels for line in panel["lines"] for cell in line["cells"]]


def test_the_matrix_links_to_reviews_and_cards(client: Client) -> None:
    batch = mixed(client)
    matrix(client, batch)
    page = client.get(f"/dot/{batch.pk}/bang").content.decode()
    for review in Review.objects.all():
        assert f'href="/ra-soat/{review.pk}/"' in page
    keys = [key for key in CardRow.objects.values_list("key", flat=True) if f"?the={key}" in page]
    assert keys
    for form, start in (("xlsx", b"pk"), ("html", b"<!doctype html>")):
        answer = client.get(f"/dot/{batch.pk}/bang/{form}")
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.getvalue().lower().startswith(start)
        answer.close()
    assert client.get(f"/dot/{batch.pk}/bang/exe").status_code == 404


def test_the_matrix_changes_with_decisions(client: Client) -> None:
    batch = mixed(client)
    before = letters(matrix(client, batch, "may"))
    assert letters(matrix(client, batch)) == before
    for row in FindingRow.objects.select_related("run__round__review__owner"):
        review = row.run.round.review
        Decision.objects.create(
            review=review,
            key=row.key,
            fingerprint=row.fingerprint,
            state=DecisionState.DISMISS,
            reason="Địa bàn không có",
            by=review.owner,
        )
    assert letters(matrix(client, batch)) != before
    assert letters(matrix(client, batch, "may")) == before


def test_the_list_and_the_poll_open(client: Client) -> None:
    assert "Chưa có đợt rà soát nào" in client.get("/dot/").content.decode()
    client.post("/nop", {"tep": [SimpleUploadedFile("a.txt", b"mot"), SimpleUploadedFile("b.txt", b"hai")]})
    batch = Batch.objects.get()
    assert batch.name in client.get("/dot/").content.decode()
    assert "0/2" in client.get(f"/dot/{batch.pk}/tep").content.decode()
    work_off()
    assert client.get(f"/dot/{batch.pk}/tep", {"co": "False-False"}).headers["HX-Refresh"] == "true"


def test_expected_units_come_from_a_workbook(client: Client, account: Account) -> None:
    batch = Batch.objects.create(name="đợt", by=account)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["TT", "Đơn vị"], [1, "huyện Khe Vằng"], [2, "huyện Đá Lũng"]):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    sent = {"don-vi": "huyện Nà Sưởng", "tep": SimpleUploadedFile("danh sách.xlsx", out.getvalue())}
    assert client.post(f"/dot/{batch.pk}/don-vi", sent).status_code == 302
    batch.refresh_from_db()
    assert batch.expected == ["huyện Nà Sưởng", "huyện Khe Vằng", "huyện Đá Lũng"]
    broken = {"don-vi": "", "tep": SimpleUploadedFile("danh sách.xlsx", b"PK\x03\x04")}
    answer = client.post(f"/dot/{batch.pk}/don-vi", broken)
    assert (answer.status_code, "Không mở được bảng danh sách.xlsx" in answer.content.decode()) == (400, True)
    batch.refresh_from_db()
    assert len(batch.expected) == 3

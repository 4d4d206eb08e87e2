"""The search over all targets."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from doichieu.desk.search import finding
from doichieu.desk.search.finding import Wanted, find
from doichieu.desk.store.models import (
    Account,
    Document,
    Level,
    Reading,
    Review,
    Round,
    State,
    StoredFile,
    TargetRow,
)
from doichieu.desk.store.targets import facts
from doichieu.desk.words import unmarked

pytestmark = pytest.mark.usefixtures("desk")
TARGETS = (
    ("Trường học có tổ tư vấn", "60", None, "%", "2025"),
    ("Hỗ trợ trường hợp khó khăn", None, "20", "%", "2025-12-31"),
    ("Cán bộ được tập huấn", "1200", "1200", "người", "2030"),
    ("Giảm tỷ lệ thất nghiệp", "4.5", "4.5", "điểm %", ""),
)


@pytest.fixture
def upper(account: Account) -> Document:
    return written(account, Level.UPPER, "Kế hoạch số 97/KH-UBND", "a" * 64)


def written(account: Account, level: Level, name: str, sha256: str, copies: int = 1) -> Document:
    file = StoredFile.objects.create(sha256=sha256, size=1, name="a.txt", ending=".txt", by=account)
    reading = Reading.objects.create(file=file, program="1", state=State.DONE)
    TargetRow.objects.bulk_create(
        TargetRow(
            reading=reading,
            ordinal=ordinal,
            item=f"t{ordinal}",
            key=f"k{ordinal}",
            text=text,
            folded=unmarked(text),
            subject=text,
            value=low or high or "",
            low=Decimal(low) if low else None,
            high=Decimal(high) if high else None,
            unit=unit,
            deadline=deadline,
            facts=facts(
                reading.pk,
                unit,
                deadline,
                Decimal(low) if low else None,
                Decimal(high) if high else None,
            ),
        )
        for ordinal, (text, low, high, unit, deadline) in enumerate(TARGETS * copies)
    )
    return Document.objects.create(
        level=level, file=file, reading=reading, name=name, unit="huyện Đá Lũng", rank="district"
    )


def texts(wanted: Wanted) -> set[str]:
    return {hit.row.text.split()[0] for hit in find(wanted).hits}


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(words="truong ho"), {"Trường", "Hỗ"}),
        (Wanted(words="TRƯỜNG học"), {"Trường"}),
        (Wanted(words="tap huan"), {"Cán"}),
        (Wanted(value="≥ 60"), {"Trường", "Cán"}),
        (Wanted(value="<= 20 %"), {"Hỗ", "Giảm"}),
        (Wanted(value="15-80"), {"Trường", "Hỗ"}),
        (Wanted(value="1.200"), {"Cán"}),
        (Wanted(unit="người"), {"Cán"}),
        (Wanted(year="2025"), {"Trường", "Hỗ"}),
        (Wanted(year="203"), {"Cán"}),
        (Wanted(year="2025-12-31"), {"Hỗ"}),
        (Wanted(year="?"), set()),
        (Wanted(value="4,5"), {"Giảm"}),
        (Wanted(value="> 4,5"), {"Trường", "Hỗ", "Cán"}),
        (Wanted(value="< 5"), {"Giảm"}),
        (Wanted(value="4-5"), {"Giảm"}),
        (Wanted(value="≥ 9999999999999999999999999"), set()),
        (Wanted(unit="điểm %"), {"Giảm"}),
        (Wanted(unit="điểm"), set()),
        (Wanted(level="district", year="2025"), {"Trường", "Hỗ"}),
        (Wanted(place="huyện Nà Sưởng"), set()),
        (Wanted(words="truong", value="20"), {"Hỗ"}),
        (Wanted(words="cán", level="draft"), set()),
        (Wanted(words="cán", level="district", place="huyện Đá Lũng"), {"Cán"}),
        (Wanted(words='" OR *'), set()),
        (Wanted(), set()),
    ],
)
@pytest.mark.parametrize("index", [True, False])
def test_targets_are_found(
    upper: Document, wanted: Wanted, expected: set[str], index: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert finding.has_index() == (connection.vendor == "sqlite")
    if not index:
        monkeypatch.setattr(finding, "has_index", lambda: False)
    assert texts(wanted) == expected


def test_wrong_marks_are_told(upper: Document) -> None:
    page = find(Wanted(words="trương học"))
    assert page.without_marks
    assert [hit.row.text for hit in page.hits] == [TARGETS[0][0]]


def test_the_index_follows_the_rows(upper: Document) -> None:
    assert texts(Wanted(unit="người", words="tap huan")) == {"Cán"}
    TargetRow.objects.filter(text__startswith="Cán").delete()
    assert texts(Wanted(unit="người")) == set()
    TargetRow.objects.filter(text__startswith="Hỗ").update(folded="xa la", text="xa lạ")
    assert texts(Wanted(words="tap huan")) == set()
    assert texts(Wanted(words="xa la")) == {"xa"}


def test_counts_end_at_five_hundred(account: Account) -> None:
    written(account, Level.DRAFT, "Kế hoạch", "b" * 64, copies=501)
    page = find(Wanted(words="tap huan"), number=2)
    assert (page.count, page.more, page.number, len(page.hits)) == (500, True, 2, finding.ON_A_PAGE)


def test_hits_lead_to_their_documents(client: Client, account: Account, upper: Document) -> None:
    draft = written(account, Level.DRAFT, "Kế hoạch số 5", "c" * 64)
    review = Review.objects.create(owner=account)
    Round.objects.create(review=review, number=1, draft=draft)
    page = client.get("/tim", {"q": "tập huấn"}).content.decode()
    assert f'href="/ra-soat/{review.pk}/lan-1/"' in page
    assert "Dự thảo lần 1" in page
    (key,) = TargetRow.objects.filter(reading=upper.reading, item="t2").values_list("key", flat=True)
    assert f'href="/van-ban/{upper.pk}/?chi-tieu={key}"' in page
    part = client.get("/tim", {"q": "khong co gi"}, headers={"HX-Request": "true"}).content.decode()
    assert "Không có chỉ tiêu nào khớp" in part
    assert "<html" not in part
    assert "Chưa hiểu giá trị" in client.get("/tim", {"gia-tri": "nhiều"}).content.decode()


def test_hidden_documents_are_left_out(upper: Document) -> None:
    Document.objects.update(hidden=True)
    assert not find(Wanted(words="tap huan")).count


def test_rows_from_before_are_found_after_an_update(upper: Document) -> None:
    call_command("migrate", "store", "0008", verbosity=0)
    call_command("migrate", "store", verbosity=0)
    assert texts(Wanted(words="tap huan", unit="người", year="2030", value="1200")) == {"Cán"}
    TargetRow.objects.filter(text__startswith="Cán").delete()
    assert texts(Wanted(unit="người")) == set()

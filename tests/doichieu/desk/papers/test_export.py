"""Papers: each form made and opened, what is unseen asked, what was handed out kept byte for byte."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import docx
import openpyxl
import pytest
from django.test import Client
from jsonschema import Draft202012Validator

from doichieu.desk.store.models import CardRow, Decision, Event, Export, Job, JobState, Review
from doichieu.desk.work.papers import exporting
from doichieu.limits import TooSlowError

from ..conftest import SAMPLES, work_off
from ..reviews.test_flow import decide
from ..states import with_review

pytestmark = pytest.mark.usefixtures("desk")
SCHEMA = SAMPLES.parent / "docs" / "schema" / "doichieu.review.1.json"
SENTENCE = "Đề nghị bổ sung đủ đối tượng theo Kế hoạch của tỉnh, ghi rõ từng nhóm."


@pytest.fixture
def review(client: Client) -> Review:
    return with_review(client)


def asked(client: Client, review: Review, form: str, which: str = "ca", **more: Any) -> Any:
    return client.post(f"/ra-soat/{review.pk}/xuat/", {"dang": form, "gom": which, **more})


def made(client: Client, review: Review, form: str, which: str = "ca") -> bytes:
    """The bytes of a paper, as they are downloaded."""
    answer = asked(client, review, form, which)
    assert answer.status_code == 302
    work_off()
    paper = Export.objects.latest("pk")
    assert paper.file is not None, Job.objects.latest("pk").reason
    return downloaded(client, paper)


def downloaded(client: Client, paper: Export) -> bytes:
    answer = client.get(f"/ra-soat/{paper.round.review_id}/xuat/{paper.pk}")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def words(data: bytes) -> str:
    """All words of a Word file."""
    document = docx.Document(BytesIO(data))
    return "\n".join(node.text or "" for node in document.element.body.iter() if node.tag.endswith("}t"))


def merged(review: Review) -> CardRow:
    """A card with findings of several upper plans."""
    cards = CardRow.objects.filter(run__round__review=review).exclude(severity="note")
    return next(card for card in cards if card.findings.count() > 1)


def test_every_form_is_made_and_opens(client: Client, review: Review) -> None:
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in words(made(client, review, "letter"))
    table = words(made(client, review, "table"))
    assert "BẢNG TỔNG HỢP Ý KIẾN GÓP Ý" in table
    assert "CỘNG HÒA" not in table
    assert "huyện Đá Lũng" in words(made(client, review, "docx"))
    assert openpyxl.load_workbook(BytesIO(made(client, review, "xlsx"))).sheetnames
    assert made(client, review, "html").lstrip().lower().startswith(b"<!doctype html>")
    assert made(client, review, "md").startswith("# Kết quả rà soát".encode())
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(json.loads(made(client, review, "json")))


@pytest.mark.usefixtures("running_office")
def test_a_letter_is_made_as_pdf(client: Client, review: Review) -> None:
    assert made(client, review, "letter pdf").startswith(b"%PDF")


def test_a_word_draft_gets_comments(client: Client) -> None:
    review = with_review(client, "a3-kh-huyen-khe-vang.docx")
    data = made(client, review, "draft")
    assert list(docx.Document(BytesIO(data)).comments)


def test_a_text_draft_takes_no_remarks(client: Client, review: Review) -> None:
    page = client.get(f"/ra-soat/{review.pk}/xuat/").content.decode()
    assert "Dự thảo có nhận xét" not in page
    assert asked(client, review, "draft").status_code == 404


def test_what_is_unseen_is_asked(client: Client, review: Review) -> None:
    decide(client, review)
    page = client.get(f"/ra-soat/{review.pk}/xuat/").content.decode()
    left = CardRow.objects.exclude(severity="note").count() - 1
    assert f"{left} phát hiện chưa xem. Xuất thế nào?" in page
    assert "Quay lại xem" in page
    answer = asked(client, review, "letter", "")
    assert answer.status_code == 400
    assert "Còn phát hiện chưa xem" in answer.content.decode()
    assert not Export.objects.exists()


def test_what_is_kept_alone_goes_out(client: Client, review: Review) -> None:
    decide(client, review)
    told = json.loads(made(client, review, "json", "giu"))
    kept = set(Decision.objects.values_list("key", flat=True))
    open_ones = {one["key"] for one in told["findings"] if one["severity"] != "note"}
    assert open_ones == kept
    named = {name for pair in told["pairs"] for name in pair["findings"]}
    assert named <= {one["id"] for one in told["findings"]}


def test_a_sentence_on_a_merged_card_stands_once(client: Client, review: Review) -> None:
    decide(client, review, key=merged(review).key, sentence=SENTENCE)
    assert Decision.objects.filter(sentence=SENTENCE).count() > 1
    for form in ("letter", "table"):
        assert words(made(client, review, form)).count(SENTENCE) == 1


def test_a_dismissed_finding_is_not_in_the_letter(client: Client, review: Review) -> None:
    rows = docx.Document(BytesIO(made(client, review, "table"))).tables[0].rows
    decide(client, review, state="dismiss", reason="Đã có văn bản khác")
    fewer = docx.Document(BytesIO(made(client, review, "table"))).tables[0].rows
    assert len(fewer) == len(rows) - 1


def test_a_sentence_without_a_decision_goes_out(client: Client, review: Review) -> None:
    decide(client, review, state="open", sentence=SENTENCE)
    assert SENTENCE in words(made(client, review, "letter"))


def test_a_paper_stays_as_it_was_handed_out(client: Client, review: Review) -> None:
    first = made(client, review, "letter")
    paper = Export.objects.get()
    assert paper.event_id == Event.objects.latest("pk").pk
    decide(client, review, state="dismiss", reason="Đã có văn bản khác")
    second = made(client, review, "letter")
    assert second != first
    assert downloaded(client, paper) == first
    page = client.get(f"/ra-soat/{review.pk}/xuat/").content.decode()
    assert page.count("Tải về") == 2


def test_a_request_sent_twice_makes_one_paper(client: Client, review: Review) -> None:
    for _ in range(2):
        asked(client, review, "md", request_id="mot")
    assert Export.objects.count() == 1


def test_the_page_tells_what_runs_and_what_failed(
    client: Client, review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(client, review, "md")
    address = f"/ra-soat/{review.pk}/xuat/danh-sach"
    assert "hx-get" in client.get(address).content.decode()

    def slow(*_: object) -> bytes:
        raise TooSlowError

    monkeypatch.setattr(exporting, "_made", slow)
    work_off()
    assert Job.objects.latest("pk").state == JobState.FAILED
    page = client.get(address).content.decode()
    assert "Lập văn bản quá lâu" in page
    assert "hx-get" not in page
    assert client.get(f"/ra-soat/{review.pk}/xuat/{Export.objects.get().pk}").status_code == 404


def test_a_paper_of_another_review_is_not_found(client: Client, review: Review) -> None:
    made(client, review, "md")
    assert client.get(f"/ra-soat/{review.pk + 1}/xuat/{Export.objects.get().pk}").status_code == 404


def test_names_of_files_are_safe(client: Client, review: Review) -> None:
    Review.objects.update(unit='xã A/B: "C"')
    asked(client, review, "md")
    assert Export.objects.get().name == "Báo cáo rà soát - xã A-B- -C-.md"


def test_no_pdf_is_offered_without_libreoffice(
    client: Client, review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"/ra-soat/{review.pk}/xuat/"
    monkeypatch.setattr(exporting, "libreoffice", lambda: None)
    assert "chưa có LibreOffice" not in client.get(address).content.decode()
    exporting.look_for_programs()
    page = client.get(address).content.decode()
    assert page.count("disabled") == 2
    assert "Máy này chưa có LibreOffice" in page
    for form in ("pdf", "letter pdf"):
        answer = asked(client, review, form)
        assert (answer.status_code, "chưa xuất được PDF" in answer.content.decode()) == (409, True)
    assert not Export.objects.exists()
    assert asked(client, review, "letter").status_code == 302
    monkeypatch.setattr(exporting, "libreoffice", lambda: SAMPLES)
    exporting.look_for_programs()
    assert "disabled" not in client.get(address).content.decode()


def test_own_remarks_are_counted_among_what_goes_out(client: Client, review: Review) -> None:
    client.post(f"/ra-soat/{review.pk}/nhan-xet/moi", {"text": "Chưa có kinh phí.", "severity": "medium"})
    page = client.get(f"/ra-soat/{review.pk}/xuat/").content.decode()
    assert "<b>1</b> ý kiến thêm" in page
    assert "(0) và 1 ý kiến thêm" in page


def test_the_list_of_papers_tells_their_round(client: Client, review: Review) -> None:
    made(client, review, "table", "giu")
    page = client.get(f"/ra-soat/{review.pk}/xuat/").content.decode()
    assert "<th>Lần</th>" in page
    assert "phát hiện đã giữ" in page.split("<th>Lần</th>")[1]
    assert "nhật ký số" not in page

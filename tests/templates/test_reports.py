"""The report files: their content, and their resistance to any text of a document."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document
from lxml import etree, html

from compare.model import Kind, Review
from templates import FORMS, render
from templates.letter.office import Office
from templates.report.arrange import arrange
from templates.report.cards import cards
from templates.texts import clean
from templates.word import build_report
from tests.templates.hostile import TEXTS, poisoned

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEMPLATE = Path(build_report.__file__).with_name("report.docx")


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def page(data: bytes) -> Any:
    """An HTML report, parsed."""
    return html.fromstring(data.decode())


def found(page: Any, path: str) -> list[Any]:
    """The results of an XPath."""
    return list(page.xpath(path))


def word(data: bytes) -> Any:
    """A Word file, opened."""
    return Document(io.BytesIO(data))


def document_text(data: bytes) -> str:
    body = etree.fromstring(parts(data)["word/document.xml"])
    return "\n".join("".join(str(piece) for piece in p.itertext(f"{W}t")) for p in body.iter(f"{W}p"))


def shown(form: str, data: bytes) -> str:
    """All visible text, with single spaces."""
    if form == "docx":
        text = document_text(data)
    elif form == "html":
        text = page(data).text_content()
    else:
        book = openpyxl.load_workbook(io.BytesIO(data))
        text = "\n".join(
            str(value)
            for sheet in book
            for row in sheet.iter_rows(values_only=True)
            for value in row
            if value is not None
        )
    return " ".join(text.split())


@pytest.mark.parametrize("form", ["html", "docx", "xlsx"])
def test_a_report_holds_the_whole_review(form: str, review: Review, rules: dict[str, str]) -> None:
    text = shown(form, render(review, form, rules=rules))
    for card in cards(review, rules):
        # In Word, the notes of the comparison table have one line for each kind.
        if form != "docx" or card.kind not in (Kind.EXCEEDED, Kind.APPORTION):
            for point in card.points:
                assert point.brief.rstrip(".") in text, card.rules
        assert card.waived or card.suggestion in text, card.rules
    for row in arrange(review, rules).rows:
        # In Word, the table has the values; the quotes are where something is said of them.
        values = [*(answer.asked for answer in row.answers), *row.given]
        quotes = [*(answer.quote.text for answer in row.answers), *(quote.text for quote in row.draft)]
        assert all(one in text for one in (values if form == "docx" else quotes)), row.index
    for party in (review.draft, *review.references):
        # An official paper has no use for hashes.
        assert form == "docx" or party.source.name in text
        assert (party.source.sha256[:12] in text) is (form != "docx")
    assert all(unread.reason in text for unread in review.unread)
    assert "Tỉnh đã đồng ý lùi thời hạn" in text
    assert "cần người rà soát xác nhận" in text
    assert "vi phạm" not in text


@pytest.mark.parametrize("form", FORMS)
def test_the_same_review_gives_the_same_bytes(form: str, review: Review) -> None:
    assert render(review, form) == render(review, form)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_hostile_text_is_shown_and_breaks_nothing(form: str, text: str, review: Review) -> None:
    data = render(poisoned(review, text), form, rules={"CT01": text})
    if form in ("html", "docx", "xlsx") and "\ud800" not in text:
        wanted = " ".join(clean(text).removeprefix("- ").split()).replace("{_{", "")[:60]
        assert wanted.split("{#")[0].strip() in shown(form, data).replace("{_{", "")
    if form == "html":
        assert b"<script" not in data
    if form == "docx":
        word(data)
        for name, part in parts(data).items():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(part)
    if form == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(data))
        kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
        assert "f" not in kinds
        assert not any(cell.hyperlink for sheet in book for row in sheet.iter_rows() for cell in row)


def test_html_needs_nothing_from_outside(review: Review) -> None:
    text = render(review, "html").decode()
    assert not re.search(r"(?i)<script|<link|\bsrc=|@import|url\(|https?:", text)
    report = page(text.encode())
    ids = found(report, "//@id")
    assert len(ids) == len(set(ids))
    assert {"#" + name for name in ids} >= set(found(report, "//a/@href"))


def test_html_marks_differing_words_side_by_side(review: Review) -> None:
    report = page(render(review, "html"))
    upper, lower = found(report, '//article[@id="phat-hien-1"]//div[@class="sides"]/div')
    told = upper.text_content()
    # The plan right above comes first.
    assert told.index("Kế hoạch số 97 (Tỉnh)") < told.index("Quyết định số 318 (Trung ương)")
    assert "Gạch đầu dòng thứ 1, điểm 2.1 khoản 2 Mục II; trang 2" in told
    gone, new = found(upper, './/mark[contains(@class, "gone")]'), found(lower, ".//mark")
    assert [mark.text for mark in gone][:3] == ["hết", "có 65%", "tỉnh"]
    assert [mark.text for mark in new] == ["đạt 55%", "huyện"]


def test_html_colours_each_judgement_by_itself(review: Review) -> None:
    report = page(render(review, "html"))
    judged = found(report, '//tr[@id="dong-3"]/td[contains(@class, "v")]//li/@class')
    assert judged == ["v-exceeds", "v-meets"]
    assert found(report, '//tr[@id="dong-2"]//li/@class')[0] == "v-partial"


def test_html_folds_rows_out_of_the_period(review: Review) -> None:
    report = page(render(review, "html"))
    assert len(found(report, '//details[@id="ngoai-bang" and not(@open)]//tbody/tr')) == 2
    assert len(found(report, '//table[@class="compare"]/tbody/tr')) == 9


def test_a_grouped_finding_is_a_list_with_the_plan_of_each(review: Review) -> None:
    report = page(render(review, "html"))
    (card,) = [one for one in found(report, "//article") if "nằm ngoài giai đoạn" in one.text_content()]
    assert [who.text for who in found(card, './/li/*[@class="who"]')] == ["Trung ương", "Tỉnh"]
    assert "Chưa thấy nội dung tương ứng" not in card.text_content()


def test_the_first_screen_has_the_heaviest_matters(review: Review) -> None:
    report = page(render(review, "html"))
    lines = found(report, '//section[@id="tong-hop"]/ol/li')
    assert 3 <= len(lines) <= 5
    assert [line.find("a").get("href") for line in lines] == [
        f"#phat-hien-{index}" for index in range(1, len(lines) + 1)
    ]
    # The counts come after the matters.
    order = [element.tag for element in found(report, '//section[@id="tong-hop"]/*')]
    assert order.index("ol") < order.index("ul")


def test_word_names_no_rule_and_no_weight(review: Review, rules: dict[str, str]) -> None:
    text = shown("docx", render(review, "docx", rules=rules))
    assert not any(finding.rule in text for finding in review.findings)
    assert not any(word in text.lower() for word in ("nghiêm trọng", "trung bình", "mức độ: "))


def test_html_folds_notes_and_names_rules(review: Review, rules: dict[str, str]) -> None:
    report = page(render(review, "html", rules=rules))
    assert len(found(report, '//details[@id="luu-y"]//article')) == 5
    assert found(report, '//article[@id="phat-hien-1"]//abbr/@title')[0] == "Chỉ tiêu thấp hơn"


def test_word_report_follows_the_layout(review: Review) -> None:
    document = word(render(review, "docx"))
    # Each annex is a section, whose pages are numbered from 1.
    upright, turned, last = document.sections
    assert [round(side.mm) for side in (upright.page_width, upright.page_height)] == [210, 297]
    margins = [upright.top_margin, upright.bottom_margin, upright.left_margin, upright.right_margin]
    assert [round(margin.mm) for margin in margins] == [20, 20, 30, 15]
    assert turned.page_width > turned.page_height
    assert last.page_width > last.page_height
    for section in document.sections:
        assert 'w:pgNumType w:start="1"' in section._sectPr.xml
    lines = [paragraph.text for paragraph in document.paragraphs]
    heads = ["I. CĂN CỨ RÀ SOÁT", "II. THÔNG TIN VĂN BẢN ĐƯỢC RÀ SOÁT", "III. ĐÁNH GIÁ CHUNG"]
    heads += ["IV. KẾT QUẢ RÀ SOÁT", "1. Nội dung thống nhất", "2. Nội dung chưa phù hợp"]
    heads += [
        "3. Nội dung cần làm rõ",
        "4. Nội dung khác cần xem xét",
        "V. KIẾN NGHỊ",
        "Phụ lục I",
        "Phụ lục II",
    ]
    assert [line.split(" (0")[0] for line in lines if line.split(" (0")[0] in heads] == heads
    # What the machine says of itself stands behind all that is signed.
    assert lines[-1] == "Kết quả do máy đối chiếu, cần người rà soát xác nhận."
    # It never closes without a proposal.
    assert lines[lines.index("V. KIẾN NGHỊ") + 1].startswith("Đề nghị")
    assert not any("{%" in line or "{{" in line for line in lines)


def test_word_tables_keep_every_cell(review: Review) -> None:
    document = word(render(review, "docx"))
    comments, comparison, aside = document.tables[-3:]
    heads = [cell.text for cell in comparison.rows[0].cells]
    assert heads == [
        "STT", "Chỉ tiêu", "Trung ương", "Tỉnh", "Dự thảo", "Nhận định", "Nội dung số",
    ]  # fmt: skip
    assert {len(row.cells) for row in comparison.rows} == {7}
    assert len(comparison.rows) == 10
    assert [cell.text for cell in aside.rows[1].cells][:2] == ["10", "Trung ương"]
    assert len(aside.rows) == 3
    assert comparison.rows[4].cells[3].text == "–"
    assert comparison.rows[4].cells[4].text == "Chưa có"
    assert comparison.rows[0]._tr.find(f".//{W}tblHeader") is not None
    assert [cell.text for cell in comments.rows[0].cells] == [
        "Số", "Nội dung dự thảo", "Văn bản cấp trên", "Ý kiến", "Kiến nghị",
    ]  # fmt: skip
    assert [row.cells[0].text for row in comments.rows[1:]] == list("12345678")
    # Word reports a cell without a paragraph at its end as damage.
    for cell in document.element.body.iter(f"{W}tc"):
        assert cell[-1].tag == f"{W}p"


@pytest.mark.parametrize("count", [1, 3])
def test_word_comparison_has_a_column_for_every_reference(review: Review, count: int) -> None:
    references = (*review.references, review.references[0])[:count]
    pairs = tuple(pair for pair in review.pairs if (pair.reference.plan or 0) < count)
    data = render(replace(review, references=references, pairs=pairs, findings=()), "docx")
    comparison = word(data).tables[-2]
    assert {len(row.cells) for row in comparison.rows} == {5 + count}
    widths = [column.width for column in comparison.columns]
    assert sum(widths) / 36000 == pytest.approx(247, abs=6)


def test_committed_word_template_is_the_built_one() -> None:
    # The bytes of a zip depend on the version of zlib, so the parts are compared.
    assert parts(TEMPLATE.read_bytes()) == parts(build_report.build()), (
        "run: python -m templates.word.build_report"
    )


def test_a_department_can_bring_its_own_templates(review: Review, tmp_path: Path) -> None:
    own_page = tmp_path / "mau.html"
    own_page.write_text("<p>{{ report.conclusion }}</p>{{ report.draft.title }}", encoding="utf-8")
    own = replace(
        review, draft=replace(review.draft, masthead=replace(review.draft.masthead, title="<b>A</b>"))
    )
    assert render(own, "html", template=own_page).decode().endswith("</p>Kế hoạch &lt;b&gt;A&lt;/b&gt;")

    letter = Document()
    letter.add_paragraph("Kính gửi: {{ report.draft.issuer }}")
    letter.save(str(tmp_path / "mau.docx"))
    data = render(review, "docx", template=tmp_path / "mau.docx")
    assert document_text(data).strip() == "Kính gửi: Ủy ban nhân dân huyện Phú Lâm"


def test_a_template_cannot_reach_beyond_the_report(review: Review, tmp_path: Path) -> None:
    from jinja2.exceptions import SecurityError

    own_page = tmp_path / "mau.html"
    own_page.write_text("{{ report.__class__.__init__.__globals__ }}", encoding="utf-8")
    with pytest.raises(SecurityError):
        render(review, "html", template=own_page)


def test_unknown_forms_and_needless_templates_are_refused(review: Review, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="Không có dạng báo cáo “pdf”"):
        render(review, "pdf")
    with pytest.raises(ValueError, match="không dùng mẫu riêng"):
        render(review, "json", template=tmp_path / "x")


def test_excel_sheets(review: Review) -> None:
    book = openpyxl.load_workbook(io.BytesIO(render(review, "xlsx")))
    assert book.sheetnames == ["Tổng hợp", "Bảng đối chiếu", "Phát hiện"]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref
        assert sheet["A2"].alignment.wrap_text or sheet.column_dimensions["A"].width
    table = book["Bảng đối chiếu"]
    heads = [cell.value for cell in table[1]]
    assert heads[:4] == ["STT", "Chỉ tiêu", "Trung ương: trích", "Trung ương: vị trí"]
    assert table.max_row == 12
    assert table.cell(2, heads.index("Nhận định") + 1).value == "Chưa phù hợp (chưa đạt mức)"
    assert table.cell(2, 1).value == 1
    coloured = {str(area.sqref)[0] for area in table.conditional_formatting}
    assert coloured == {
        table.cell(1, heads.index(name) + 1).column_letter for name in ("Nhận định", "Mức độ")
    }


def test_markdown_marks_and_shields(review: Review) -> None:
    text = render(review, "md").decode()
    assert "**ít nhất 60%** số hộ dân" in text
    assert "****" not in text
    assert "Xã Đông Hòa \\| 1.250" in text
    table = [line for line in text.splitlines() if line.startswith("| ") and "Phù hợp" in line]
    assert len({line.replace("\\|", "").count("|") for line in table if line[2].isdigit()}) == 1


def test_an_empty_review_can_be_shown(review: Review) -> None:
    empty = replace(review, references=review.references[:1], pairs=(), findings=(), unread=(), conforms=True)
    for form in FORMS:
        assert render(empty, form)
    assert "Không có." in document_text(render(empty, "docx"))


def test_the_office_fills_the_word_report(review: Review) -> None:
    blank = shown("docx", render(review, "docx"))
    assert all(text in blank for text in ("[CƠ QUAN RÀ SOÁT]", "[Địa danh], ngày", "[CHỨC VỤ NGƯỜI KÝ]"))
    office = Office(
        name="Sở Y tế", place="Hải Sơn", position=("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), signer="Lê An"
    )
    filled = shown("docx", render(review, "docx", office=office))
    assert "SỞ Y TẾ" in filled
    assert "Hải Sơn, ngày" in filled
    assert "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC Lê An" in filled
    assert "[CƠ QUAN RÀ SOÁT]" not in filled

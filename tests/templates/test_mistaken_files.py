"""Every form of a report tells of a file given by mistake before everything else."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from lxml import html

from compare.diffing import diff
from compare.model import Review
from compare.reviewing import review
from compare.versions import Doubt
from doichieu.messages import catalogue
from doichieu.summary import LINES, summary, versions_summary
from extract.model import Plan
from templates import render, render_versions
from templates.report.arrange import arrange
from tests.compare.mistaken import READING, READING_NAME, WATER, district, in_other_form, province
from tests.compare.plans import LOWER, cite, lower_plan, upper_plan
from tests.sample_plans import file_of, sample, sample_of

SWAPPED = "Có thể hai tệp đã bị đổi chỗ"


@pytest.fixture
def swapped() -> Review:
    return review(province(), [district()])


def paragraphs(form: str, content: bytes) -> list[str]:
    """The text of a report, piece by piece."""
    if form == "docx":
        return [one.text for one in Document(BytesIO(content)).paragraphs if one.text]
    text = content.decode()
    if form == "html":
        text = re.sub(r"<[^>]+>", "\n", text[text.index("<h1>") :])
    return [line.strip(" #*") for line in text.splitlines() if line.strip(" #*")]


@pytest.mark.parametrize("form", ["html", "docx", "md"])
def test_the_title_is_followed_by_the_remark(form: str, swapped: Review) -> None:
    told = paragraphs(form, render(swapped, form))
    title = next(index for index, text in enumerate(told) if text.startswith("Kết quả rà soát, đối chiếu"))
    assert told[title + 1].startswith(SWAPPED)
    assert not any("chưa có chỉ tiêu" in text for text in told)


@pytest.mark.parametrize("form", ["html", "docx", "md"])
def test_a_right_file_has_no_such_line(form: str) -> None:
    told = paragraphs(form, render(review(district(), [province()]), form))
    assert not any("Hãy" in text for text in told)


def test_rows_that_were_not_compared_stand_aside(swapped: Review) -> None:
    report = arrange(swapped)
    assert report.main_rows == ()
    assert len(report.aside_rows) == len(swapped.pairs) > 0
    assert report.aside_title == f"Chỉ tiêu không so sánh vì tệp đưa vào chưa đúng ({len(swapped.pairs)})"
    assert sum(tile.count for tile in report.verdicts) == 0
    assert "Không so sánh chỉ tiêu nào" in report.conclusion


def test_only_the_compared_pairs_are_counted() -> None:
    wrong = province(READING, programme=READING_NAME, number="3/KH-UBND")
    report = arrange(review(district(), [wrong, province()]))
    assert f"Qua đối chiếu {len(WATER):02} chỉ tiêu của 01 văn bản cấp trên" in report.conclusion
    assert sum(tile.count for tile in report.verdicts) == len(WATER)


@pytest.fixture(scope="module")
def doubted() -> Review:
    """A draft whose province's plan is not the one that it names, against this plan and the national one."""
    uppers = [sample_of(name) for name in ("b1-qd-ttg", "b2-kh-tinh")]
    return review(sample(file_of("b6-kh-huyen-bau-tra").name), uppers)


def test_a_doubted_plan_counts_for_nothing(doubted: Review) -> None:
    report = arrange(doubted, apart=True)
    assert [party.column for party in report.references] == ["Trung ương"]
    assert {answer.quote.party.column for row in report.rows for answer in row.answers} == {"Trung ương"}
    sure = [pair for pair in doubted.pairs if pair.reference.plan == 0]
    assert sum(tile.count for tile in report.verdicts) == len(sure)
    # No sentence counts or names both plans, but that on the file itself.
    told = [finding for finding in report.findings if not finding.leading]
    assert told
    assert not any("2215" in finding.whole for finding in told)
    assert report.held is not None
    assert [party.column for party in report.held.references] == ["Tỉnh"]
    assert report.held.rows


def test_a_sentence_with_a_held_remark_keeps_its_own() -> None:
    # The very sentence that falls short of the doubted plan also contradicts itself.
    text = "Ít nhất 50% (năm mươi lăm phần trăm) số thôn có sân chơi."
    head = replace(LOWER, bases=(cite("tỉnh Bắc Lâm", "77/KH-UBND", "02/6/2021"),))
    found = review(lower_plan(text, head=head), [upper_plan("Ít nhất 60% số thôn có sân chơi.")])
    report = arrange(found, apart=True)
    assert [finding.rule for finding in report.leading] == ["CC01"]
    (kept,) = [finding for finding in report.asking if "năm mươi lăm" in finding.whole]
    assert "60%" not in kept.whole
    assert f"Có {len(report.asking):02d} nội dung khác" in report.conclusion


def test_numbers_go_on_where_a_plan_stands_apart(doubted: Review) -> None:
    report = arrange(doubted, apart=True)
    assert report.held is not None
    for one, other in ((report.findings, report.held.findings), (report.rows, report.held.rows)):
        assert [item.index for item in (*one, *other)] == list(range(1, len(one) + len(other) + 1))
    whole = arrange(doubted)
    assert whole.held is None
    assert len(whole.references) == 2
    assert sum(tile.count for tile in whole.verdicts) == sum(tile.count for tile in report.verdicts)


def test_a_doubted_plan_is_folded_or_left_out(doubted: Review) -> None:
    kept = "chỉ dùng khi xác định đó là văn bản cấp trên trực tiếp"
    page: Any = html.fromstring(render(doubted, "html").decode())
    (folded,) = page.xpath('//details[@id="chua-co-gia-tri" and not(@open)]')
    assert kept in folded.xpath("string(summary)")
    assert {*page.xpath('//@id[starts-with(., "phat-hien-")]')} > {*folded.xpath(".//article/@id")} != set()
    assert len(page.xpath("//@id")) == len({*page.xpath("//@id")})
    text = render(doubted, "md").decode()
    assert text.count(kept) == 1
    # A share of the total of the wrong province stands nowhere on paper.
    assert "mức của toàn tỉnh" not in text
    document = Document(BytesIO(render(doubted, "docx")))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert not any("2215" in text for text in cells)


def test_the_summary_begins_with_the_remark(swapped: Review) -> None:
    lines = summary(swapped, [], catalogue("vi"))
    assert lines[0].startswith(f"Lưu ý tệp:   {SWAPPED}")
    assert sum(SWAPPED in line for line in lines) == 1
    assert len(lines) <= LINES


OLD = district(number="", date="")


@pytest.mark.parametrize(
    ("new", "doubt"),
    [
        (OLD, Doubt.SAME_FILE),
        (district(READING, programme=READING_NAME), Doubt.OTHER_PLAN),
        (district(READING, place="huyện Khe Trắng"), Doubt.OTHER_PLAN),
        (district((*WATER[:2], *READING[:3]), place="huyện Khe Trắng"), Doubt.OTHER_UNIT),
        (in_other_form(OLD, "huyen.pdf"), None),
        (district(WATER[1:]), None),
        (district(READING), None),
        (replace(OLD, masthead=replace(OLD.masthead, place=None, level=None), source=province().source), None),
    ],
)  # fmt: skip
def test_two_files_that_are_no_versions_are_doubted(new: Plan, doubt: Doubt | None) -> None:
    found = diff(OLD, new)
    assert found.doubt is doubt
    first = versions_summary(found, [], catalogue("vi"))[0]
    assert first.startswith("Lưu ý tệp") == (doubt is not None)
    for form in ("html", "md"):
        told = paragraphs(form, render_versions(found, form))
        assert told[1].startswith("Hai tệp") == (doubt is not None)
        assert any("Không liệt kê" in text for text in told) == (doubt is Doubt.OTHER_PLAN)
    assert (f'"doubt": "{doubt}"' if doubt else '"doubt": null') in render_versions(found, "json").decode()

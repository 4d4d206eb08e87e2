"""Every form of a report tells of a file given by mistake before everything else."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document

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

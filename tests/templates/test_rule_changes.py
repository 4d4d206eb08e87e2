"""Decisions of the user in every report, and the foot: accepted findings apart, disabled rules, days of registers."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from compare.model import Complete, Review, Severity
from templates import render
from templates.report.conclusion import conclusion
from tests.templates.test_reports import shown

FORMS = ("html", "docx", "xlsx", "md")


def text_of(form: str, review: Review, rules: dict[str, str]) -> str:
    data = render(review, form, rules=rules)
    return data.decode() if form == "md" else shown(form, data)


@pytest.mark.parametrize("form", FORMS)
def test_accepted_findings_stand_apart(form: str, review: Review, rules: dict[str, str]) -> None:
    (waiver,) = [finding.waived for finding in review.findings if finding.waived]
    text = text_of(form, review, rules)
    assert "Đã chấp nhận (miễn trừ)" in text
    assert waiver.reason in text
    assert waiver.author in text
    assert "đến hết" in text
    plain = replace(review, findings=tuple(replace(f, waived=None) for f in review.findings))
    assert waiver.reason not in text_of(form, plain, rules)


def test_json_holds_the_whole_waiver(review: Review) -> None:
    found = [f["waived"] for f in json.loads(render(review, "json"))["findings"] if f["waived"]]
    assert [sorted(waiver) for waiver in found] == [
        ["author", "date", "draft", "expires", "fingerprint", "quote", "reason", "rule"],
    ]


def test_the_conclusion_mentions_waivers_and_disabled_rules(review: Review) -> None:
    accepted = tuple(finding for finding in review.findings if finding.waived)
    only = conclusion(replace(review, findings=accepted, off=("CC01",), unread=()))
    assert "không thấy nội dung nào của dự thảo cần điều chỉnh" in only
    assert only.endswith(
        " Có 01 nội dung đã được người rà soát chấp nhận (miễn trừ), không tính ở trên."
        " Có 01 quy tắc đã tắt, liệt kê ở cuối báo cáo."
    )
    plain = conclusion(replace(review, findings=()))
    assert "miễn trừ" not in plain
    assert "đã tắt" not in plain


@pytest.mark.parametrize("form", FORMS)
def test_changed_rules_are_listed(form: str, review: Review, rules: dict[str, str]) -> None:
    changed = replace(review, off=("CC01", "TT09"), regraded=(("CT03", Severity.LOW),))
    text = text_of(form, changed, rules)
    assert "Đã tắt quy tắc: CC01 Văn bản cấp trên được viện dẫn; TT09." in text
    assert "Đã đổi mức độ của quy tắc: CT03 Thời hạn muộn hơn thành Thấp." in text
    as_they_are = text_of(form, review, rules)
    assert "Đã tắt quy tắc" not in as_they_are
    assert "Đã đổi mức độ" not in as_they_are


@pytest.mark.parametrize("form", FORMS)
def test_the_foot_tells_the_days_of_registers(form: str, review: Review, rules: dict[str, str]) -> None:
    complete = (
        Complete(register="documents", day="2027-01-31", own=True),
        Complete(register="agencies", day="2026-09-30"),
        Complete(register="places", day="2026-09-05"),
    )
    text = text_of(form, replace(review, complete=complete), rules)
    foot = "văn bản 31/01/2027 (danh mục của cơ quan); tên cơ quan 30/9/2026; địa danh 05/9/2026."
    # No word of the program's registers stands in the report that is signed.
    assert (f"được cập nhật đến: {foot}" in text) is (form != "docx")
    assert "được cập nhật đến" not in text_of(form, review, rules)

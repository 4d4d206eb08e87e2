"""Lineage: the reference is the plan that the draft cites as its basis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from compare.lineage.citing import cited_as
from compare.model import Finding
from compare.reviewing import review
from extract.model import Plan
from extract.pipeline import plan_of
from tests.compare.plans import (
    LOWER,
    PROGRAMME,
    PROVINCE,
    UPPER,
    Head,
    cite,
    document,
    lower_plan,
    plan,
    upper_plan,
)

TARGET = "60% số thôn có nhà văn hóa."
NEIGHBOUR = "tỉnh Bình Lâm"
OWN, OTHER = (
    upper_plan(TARGET),
    upper_plan(TARGET, head=replace(UPPER, place=NEIGHBOUR, number="77/KH-UBND", date="2/4/2021")),
)
COUNCIL = (
    f"Căn cứ Nghị quyết số 12/NQ-HĐND ngày 10/12/2020 của Hội đồng nhân dân {PROVINCE} về kinh tế - xã hội;"
)
FLOODS = (
    f"Căn cứ Kế hoạch số 20/KH-UBND ngày 02/4/2021 của Ủy ban nhân dân {PROVINCE} về phòng, chống thiên tai và "
    "tìm kiếm cứu nạn;"
)
OTHER_PARENT = cite(NEIGHBOUR, "77/KH-UBND", "2/4/2021")


def found(bases: Sequence[str], reference: Plan = OWN, head: Head = LOWER) -> list[Finding]:
    """The findings about lineage of a draft with these bases."""
    draft = lower_plan(TARGET, head=replace(head, bases=tuple(bases)))
    return [finding for finding in review(draft, [reference]).findings if finding.rule.startswith("CC")]


def codes(bases: Sequence[str], reference: Plan = OWN, head: Head = LOWER) -> list[str]:
    """Their codes."""
    return [finding.rule for finding in found(bases, reference, head)]


@pytest.mark.parametrize(
    ("bases", "expected"),
    [
        ([cite()], []),
        ([COUNCIL, cite()], []),
        ([cite(number="45 /KH-UBND")], []),
        ([cite(number="045/KH–UBND")], []),
        ([cite(number="45/2021/KH-UBND")], ["CC09"]),
        ([f"Thực hiện Kế hoạch số 45/KH-UBND của Ủy ban nhân dân {PROVINCE} về nông thôn đổi mới;"], []),
        ([cite(date="20 tháng 5 năm 2021")], []),
        ([FLOODS, cite()], []),
        ([OTHER_PARENT, cite()], []),
        ([], ["CC04"]),
        ([COUNCIL], ["CC04"]),
        ([FLOODS], ["CC04"]),
        ([OTHER_PARENT], ["CC01"]),
        ([cite(NEIGHBOUR)], ["CC01"]),
        ([cite(date="25/5/2021")], ["CC03"]),
        ([cite(number="54/KH-UBND")], ["CC03"]),
        ([cite(number="45/QĐ-UBND")], ["CC03"]),
    ],
    ids=[
        "cited",
        "cited with another",
        "blank in the number",
        "zero and long dash in the number",
        "year in the number",
        "no date",
        "date in words",
        "another matter beside it",
        "a neighbour's plan beside it",
        "nothing cited",
        "only the council",
        "only another matter",
        "a neighbour's plan",
        "the same number of a neighbour",
        "wrong day",
        "wrong number",
        "wrong kind in the number",
    ],
)
def test_bases(bases: list[str], expected: list[str]) -> None:
    assert codes(bases) == expected


@pytest.mark.parametrize(
    ("bases", "place", "expected"),
    [
        ([COUNCIL], LOWER.place, ["CC02"]),
        ([], f"{LOWER.place}, {PROVINCE}", ["CC02"]),
        ([cite()], LOWER.place, ["CC01"]),
        ([OTHER_PARENT], LOWER.place, []),
        ([], LOWER.place, ["CC04"]),
    ],
    ids=[
        "province by a basis",
        "province by the title",
        "its own parent is cited",
        "cited after all",
        "province not known",
    ],
)
def test_reference_of_another_province(bases: list[str], place: str, expected: list[str]) -> None:
    assert codes(bases, OTHER, replace(LOWER, place=place)) == expected


def test_a_commune_and_its_district() -> None:
    district = lower_plan(TARGET)
    commune = Head(place="xã Bản Sen", number="9/KH-UBND", date="5/7/2021")
    assert codes([cite(), cite(LOWER.place, "112/KH-UBND", "30/6/2021")], district, commune) == []
    assert codes([cite("huyện Mỏ Đá", "31/KH-UBND", "30/6/2021")], district, commune) == ["CC01"]


def decision() -> Plan:
    """A national decision that approves the programme."""
    return plan_of(
        document(
            [
                "THỦ TƯỚNG CHÍNH PHỦ",
                "Số: 301/QĐ-TTg",
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                "Độc lập - Tự do - Hạnh phúc",
                "Hà Nội, ngày 22 tháng 02 năm 2021",
                "QUYẾT ĐỊNH",
                "Phê duyệt Chương trình nông thôn đổi mới giai đoạn 2021 - 2025",
                "Điều 1. Phê duyệt Chương trình nông thôn đổi mới giai đoạn 2021 - 2025 với các nội dung sau:",
                "I. MỤC TIÊU",
                "2. Mục tiêu cụ thể",
                "- 60% số thôn có nhà văn hóa.",
            ],
            "qd.docx",
        )
    )


def test_a_national_plan_is_of_no_other_place() -> None:
    assert codes([COUNCIL], decision()) == ["CC04"]
    assert codes([cite()], decision()) == ["CC04"]


@pytest.mark.parametrize(
    ("day", "expected"), [("22 tháng 02 năm 2021", []), ("22/02/2021", []), ("12/02/2021", ["CC03"])]
)
def test_the_decision_of_the_nation(day: str, expected: list[str]) -> None:
    basis = f"Căn cứ Quyết định số 301/QĐ-TTg ngày {day} của Thủ tướng Chính phủ phê duyệt {PROGRAMME};"
    assert codes([basis, cite()], decision()) == expected


def test_each_reference_is_judged_by_itself() -> None:
    draft = lower_plan(TARGET)
    result = review(draft, [decision(), OWN])
    assert [(finding.rule, finding.reference.plan) for finding in result.findings if finding.reference] == [
        ("CC04", 0)
    ]


def test_a_plan_need_not_cite_itself() -> None:
    (finding,) = review(OWN, [OWN]).findings
    assert finding.rule == "CC17"


def test_wrong_parent_names_both() -> None:
    (finding,) = found([OTHER_PARENT])
    assert "77/KH-UBND" in finding.message
    assert "45/KH-UBND" in finding.message
    assert finding.draft is not None
    assert finding.draft.anchor is not None
    assert finding.suggestion is not None


def test_mismatch_names_the_right_number() -> None:
    (finding,) = found([cite(date="25/5/2021")])
    assert "25/5/2021" in finding.message
    assert "20/5/2021" in finding.message


def test_cited_as_finds_the_citation() -> None:
    draft = lower_plan(TARGET, head=replace(LOWER, bases=(COUNCIL, cite())))
    citation = cited_as(draft, OWN)
    assert citation is not None
    assert (citation.number, citation.date) == ("45/KH-UBND", "2021-05-20")
    assert cited_as(draft, OTHER) is None


def test_reference_without_masthead_is_not_judged() -> None:
    nameless = plan(Head(number=None, date=None, issuer=False), [TARGET])
    assert codes([cite()], nameless) == []


@pytest.mark.parametrize(("place", "expected"), [(PROVINCE, []), (NEIGHBOUR, ["CC01"])])
def test_a_reference_that_is_a_draft_bears_no_number(place: str, expected: list[str]) -> None:
    draft_above = upper_plan(TARGET, head=replace(UPPER, number="", date=""))
    assert codes([cite(place, "77/KH-UBND", "2/4/2021")], draft_above) == expected


@pytest.mark.parametrize(("number", "rule"), [("301/2021/QĐ-TTg", "CC09"), ("310/QĐ-TTg", "CC03")])
def test_a_wrong_number_of_the_national_decision(number: str, rule: str) -> None:
    basis = (
        f"Căn cứ Quyết định số {number} ngày 22/02/2021 của Thủ tướng Chính phủ phê duyệt {PROGRAMME} "
        "giai đoạn 2021 - 2025;"
    )
    (finding,) = found([basis, cite()], decision())
    assert finding.rule == rule
    assert "301/QĐ-TTg" in (finding.suggestion or "")


def test_a_former_province_is_no_other_place() -> None:
    """A commune of Quảng Ngãi lies in former Kon Tum: the plan of Kon Tum of 2021 still counts."""
    old = upper_plan(TARGET, head=replace(UPPER, place="tỉnh Kon Tum"))
    now = Head(place="xã Bản Sen, tỉnh Quảng Ngãi", number="9/KH-UBND", date="5/3/2026")
    before = replace(now, place="huyện Bản Sen, tỉnh Quảng Ngãi", date="5/7/2021")
    assert codes([], old, now) == ["CC04"]
    assert codes([], old, before) == ["CC02"]

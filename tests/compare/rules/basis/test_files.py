"""Files given by mistake are told first, and right ones are left alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from compare.decisions.selection import Selection
from compare.model import Review, Verdict, Waiver
from compare.reviewing import review
from extract.model import Plan
from extract.pipeline import plan_of
from tests.compare.mistaken import (
    BLANK,
    FORM,
    LETTER,
    READING,
    READING_NAME,
    REPORT,
    SPARE,
    WATER,
    WATER_NAME,
    district,
    given,
    in_other_form,
    province,
    told,
)
from tests.compare.plans import COMMUNE, cite, codes, document, lines_of

OTHER = "tỉnh Bình Lâm"
COUNCIL = "Căn cứ Nghị quyết số 12/NQ-HĐND ngày 10/12/2020 của Hội đồng nhân dân tỉnh Hà Lĩnh về nước sạch;"
ABOUT_TARGETS = ("CT", "NV")


def is_folded(made: Review) -> bool:
    """Whether no target and no task of a reference is spoken of one by one."""
    loud = [f for f in made.findings if f.rule[:2] in ABOUT_TARGETS and f.severity.value != "note"]
    return not loud and all(pair.is_void for pair in made.pairs)


def other_programme(**changes: str) -> Plan:
    return province(READING, **{"programme": READING_NAME, **changes})


@pytest.mark.parametrize(
    ("made", "rule"),
    [
        (lambda: review(district(), [district()]), "CC17"),
        (lambda: review(district(), [in_other_form(district(), "huyen.pdf")]), "CC17"),
        (lambda: review(district(number=""), [in_other_form(district(number=""), "x.html")]), "CC17"),
        (lambda: review(province(), [district()]), "CC18"),
        (lambda: review(province(), [district(place=COMMUNE)]), "CC18"),
        (lambda: review(district(), [other_programme()]), "CC19"),
        (lambda: review(district(bases=(COUNCIL,)), [other_programme(place=OTHER)]), "CC19"),
        (lambda: review(province(), [district(READING, programme=READING_NAME)]), "CC19"),
        (lambda: given(*LETTER), "VB08"),
        (lambda: given(*REPORT), "VB08"),
        (lambda: given(*FORM), "VB08"),
        (lambda: given(*BLANK), "VB08"),
        (lambda: given("Ghi chú"), "VB08"),
    ],
)  # fmt: skip
def test_a_mistaken_file_is_one_finding(made: object, rule: str) -> None:
    result: Review = made()  # type: ignore[operator]
    assert told(result) == [(rule, "critical")]
    assert result.findings[0].rule == rule
    assert is_folded(result)
    assert not result.conforms
    assert all(pair.findings == ("f1",) for pair in result.pairs)
    assert {pair.verdict for pair in result.pairs} == {Verdict.INCOMPARABLE}


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        # Another province with the same programme is compared: its targets say what the draft lacks.
        (lambda: review(district(bases=(COUNCIL,)), [province(place=OTHER)]), [("CC02", "critical")]),
        (lambda: review(district(), [district(place="huyện Khe Trắng", number="9/KH-UBND")]),
         [("CC20", "medium")]),
        (lambda: review(district(), [province(), province()]), [("CC21", "note")]),
        (lambda: review(district(), [province(), in_other_form(province(), "tinh.pdf")]), [("CC21", "note")]),
        (lambda: given(*REPORT, "II. MỤC TIÊU NĂM 2022", *(f"- {one}" for one in WATER)),
         [("VB08", "medium")]),
    ],
)  # fmt: skip
def test_a_comparison_with_sense_goes_on(made: object, expected: list[tuple[str, str]]) -> None:
    result: Review = made()  # type: ignore[operator]
    assert told(result) == expected
    assert {pair.verdict for pair in result.pairs} == {Verdict.MEETS}


def carried() -> Plan:
    """A plan attached to a decision of the district."""
    lines = lines_of(replace(SPARE, programme=WATER_NAME), WATER)
    decision = [
        *lines[:6],
        "QUYẾT ĐỊNH",
        f"Ban hành Kế hoạch thực hiện {WATER_NAME}",
        "Điều 1. Ban hành Kế hoạch.",
    ]
    return plan_of(document([*decision, *lines[lines.index("KẾ HOẠCH") :]]))


@pytest.mark.parametrize(
    "draft",
    [
        lambda: district(),
        lambda: district(programme="Chương trình nước sạch"),
        lambda: district(programme="phong trào nhà sạch, vườn đẹp và nếp sống mới"),
        lambda: district(READING, programme=READING_NAME, bases=(cite(),)),
        lambda: district(WATER[:1], programme=WATER_NAME),
        lambda: district(READING),
        lambda: district(place=COMMUNE),
        lambda: district(issuer=False, number=None, date=None),
        lambda: district(place=COMMUNE, date="5/3/2026", period="giai đoạn 2026 - 2030"),
        lambda: carried(),
    ],
)  # fmt: skip
def test_a_right_plan_is_left_alone(draft: object) -> None:
    assert told(review(draft(), [province()])) == []  # type: ignore[operator]


def test_a_commune_of_a_merged_province_is_no_stranger() -> None:
    """Kon Tum became part of Quảng Ngãi on 1 July 2025."""
    heir = district(place="xã Đăk Nhiên, tỉnh Quảng Ngãi", date="5/3/2026", period="giai đoạn 2026 - 2030")
    old = province(place="tỉnh Kon Tum", period="giai đoạn 2021 - 2030")
    assert told(review(heir, [old])) == []


def test_an_unreadable_head_is_only_a_question() -> None:
    nameless = plan_of(document(["I. MỤC TIÊU", *(f"- {one}" for one in READING)]))
    result = review(nameless, [province()])
    assert told(result) == [("CC19", "medium")]
    assert "kiểm tra lại" in result.findings[[f.rule for f in result.findings].index("CC19")].message
    assert not any(pair.is_void for pair in result.pairs)


def test_right_references_are_compared_beside_a_mistaken_one() -> None:
    weak = (WATER[0].replace("90", "80"), *WATER[1:])
    alone = review(district(weak), [province()])
    beside = review(district(weak), [other_programme(number="3/KH-UBND"), province()])
    assert codes(beside) == ["CC19", *codes(alone)]
    assert [finding.message for finding in beside.findings[1:]] == [f.message for f in alone.findings]
    assert [party.masthead.number for party in beside.references] == ["3/KH-UBND", "45/KH-UBND"]
    (weaker,) = [finding for finding in beside.findings if finding.rule == "CT02"]
    assert weaker.reference is not None
    assert weaker.reference.plan == 1
    (pair,) = [pair for pair in beside.pairs if weaker.id in pair.findings]
    assert (pair.reference.plan, pair.verdict) == (1, Verdict.WEAKER)
    assert all(pair.is_void == (pair.reference.plan == 0) for pair in beside.pairs)


def test_a_reference_given_twice_is_used_once() -> None:
    once = review(district(), [province()])
    twice = review(district(), [province(), in_other_form(province(), "tinh.pdf")])
    assert twice.pairs == once.pairs
    assert len(twice.references) == 1
    (finding,) = [finding for finding in twice.findings if finding.rule == "CC21"]
    assert "tinh.pdf" in finding.message


@pytest.mark.parametrize("rules", [None, Selection(ignore=("CC19",))])
def test_whoever_knows_better_gets_the_whole_comparison(rules: Selection | None) -> None:
    """By turning the rule off, or by a waiver."""
    reference = other_programme()
    waiver = Waiver(rule="CC19", quote="Kế hoạch số 45/KH-UBND", reason="x", author="x", date="2026-03-01")
    result = review(district(), [reference], rules=rules, waivers=[waiver], today=date(2026, 4, 1))
    assert not any(pair.is_void for pair in result.pairs)
    assert "CT01" in codes(result)


def test_a_corrected_reference_is_another_one() -> None:
    corrected = province((WATER[0].replace("90", "95"), *WATER[1:]))
    result = review(district(), [province(), corrected])
    assert told(result) == []
    assert len(result.references) == 2
    assert "CT02" in codes(result)


def test_the_files_are_named() -> None:
    (finding, *_) = review(province(name="a.docx"), [district(name="b.docx")]).findings
    for word in ("a.docx", "b.docx", "tỉnh Hà Lĩnh", "huyện Suối Vàng", "đổi chỗ hai tệp"):
        assert word in finding.message

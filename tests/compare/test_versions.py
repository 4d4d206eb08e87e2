"""Two versions of one plan: changes of items and findings, apart from mere renumbering."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from compare.fates import FindingFate
from compare.reviewing import review
from compare.versions import Fate, Versions, versions
from extract.model import Plan
from extract.pipeline import plan_of
from tests.compare.plans import LOWER, document, lines_of, lower_plan, upper_plan
from tests.sample_plans import STEMS, sample_of

A = "Ít nhất 60% số thôn có nhà văn hóa đạt chuẩn."
B = "Giảm tỷ lệ hộ nghèo xuống còn 5% vào năm 2025."
C = "Tối thiểu 80% trẻ em dưới 6 tuổi được khám sức khỏe định kỳ."


def plan(*targets: str) -> Plan:
    return lower_plan(*targets)


def fates(found: Versions) -> dict[str, int]:
    return {fate.value: n for fate, n in Counter(i.fate for i in found.items if i.part == "targets").items()}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ((A, B), (A, B), {"same": 2}),
        ((A, B), (B, A), {"same": 2}),
        ((A, B), (A, B, C), {"same": 2, "added": 1}),
        ((A, B, C), (A, C), {"same": 2, "dropped": 1}),
        ((A,), (A.replace("60%", "50%"),), {"changed": 1}),
        ((A,), (A.replace("Ít nhất", "Phấn đấu"),), {"changed": 1}),
        ((A,), (A.rstrip(".") + ";",), {"same": 1}),
        ((A,), (C,), {"added": 1, "dropped": 1}),
        (
            (A, A.replace("60", "90").replace("đạt chuẩn.", "đạt chuẩn vào năm 2030.")),
            (A,),
            {"same": 1, "dropped": 1},
        ),
    ],
)
def test_fates_of_targets(old: tuple[str, ...], new: tuple[str, ...], expected: dict[str, int]) -> None:
    assert fates(versions(plan(*old), plan(*new))) == expected


def numbered(*targets: str) -> Plan:
    lines = lines_of(LOWER, [f"2.{number}. {text}" for number, text in enumerate(targets, 1)])
    return plan_of(document(lines))


def test_another_number_alone_is_no_change() -> None:
    assert fates(versions(numbered(A, B), numbered(C, A, B))) == {"added": 1, "renumbered": 2}


def test_changed_measures_are_listed() -> None:
    (item,) = versions(plan(A), plan(A.replace("60%", "50%"))).of(Fate.CHANGED)
    (change,) = item.measures
    assert change.old is not None
    assert change.new is not None
    assert (change.old.low, change.new.low) == (Decimal(60), Decimal(50))


@pytest.mark.parametrize("stem", STEMS)
def test_a_plan_has_no_changes_against_itself(stem: str) -> None:
    own = sample_of(stem)
    assert set(fates(versions(own, own))) == {"same"}


def test_swapping_the_versions_swaps_the_fates() -> None:
    there, back = versions(plan(A, B), plan(B, C)), versions(plan(B, C), plan(A, B))
    assert len(there.of(Fate.ADDED)) == len(back.of(Fate.DROPPED)) == 1
    assert len(there.of(Fate.SAME, "targets")) == len(back.of(Fate.SAME, "targets")) == 1


# ---- findings ----------------------------------------------------------------------------------------------
def findings(old: Plan, new: Plan, *uppers: str) -> list[tuple[FindingFate, str]]:
    upper = upper_plan(*uppers)
    found = versions(old, new, review(old, [upper]), review(new, [upper]))
    assert found.findings is not None
    return [
        (change.fate, change.finding.rule) for change in found.findings if change.finding.rule[:2] == "CT"
    ]


def test_a_finding_is_fixed_remains_or_is_new() -> None:
    low, soft = A.replace("60%", "50%"), C.replace("Tối thiểu", "Phấn đấu")
    assert findings(plan(low, C), plan(A, C), A, C) == [(FindingFate.FIXED, "CT02")]
    assert findings(plan(low, C), plan(low, C), A, C) == [(FindingFate.REMAINING, "CT02")]
    assert findings(plan(A, C), plan(low, C), A, C) == [(FindingFate.NEW, "CT02")]
    assert findings(plan(low, C), plan(A, soft), A, C) == [
        (FindingFate.NEW, "CT04"),
        (FindingFate.FIXED, "CT02"),
    ]


def test_a_finding_that_becomes_worse_is_not_fixed() -> None:
    soft = A.replace("Ít nhất", "Phấn đấu")
    assert findings(plan(soft, C), plan(C), A, C) == [
        (FindingFate.NEW, "CT01"),
        (FindingFate.REPLACED, "CT04"),
    ]


def test_without_references_findings_have_no_fate() -> None:
    assert versions(plan(A), plan(B)).findings is None


@pytest.mark.parametrize(
    ("old", "new", "fate"),
    [
        (
            "UBND các xã đảm bảo 60% số bến có đèn.",
            "Ủy ban nhân dân các xã bảo đảm 60% số bến có đèn.",
            "respelt",
        ),
        ("Hàng năm, 60% số bến được kiểm tra.", "Hằng năm, 60% số bến được kiểm tra.", "respelt"),
        # Words of one meaning are two words.
        ("60% chủ bến được đào tạo nghề.", "60% chủ bến được tập huấn nghề.", "changed"),
        ("UBND các xã rà soát 60% số bến.", "HĐND các xã rà soát 60% số bến.", "changed"),
    ],
)
def test_another_spelling_of_a_word_is_no_change(old: str, new: str, fate: str) -> None:
    assert fates(versions(plan(old), plan(new))) == {fate: 1}

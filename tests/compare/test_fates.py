"""The fate of findings from one version of a plan to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from compare.fates import FindingChange, FindingFate
from compare.model import Review, Waiver
from compare.reviewing import review
from compare.versions import versions
from extract.model import Plan
from tests.compare.plans import LOWER, lower_plan, nation_plan, upper_plan

A, B = "Ít nhất 60% số thôn có nhà văn hóa đạt chuẩn.", "Tối thiểu 80% hộ nông thôn có nước sạch."
LOW = A.replace("60%", "50%")
NEW, REMAINING, FIXED = FindingFate.NEW, FindingFate.REMAINING, FindingFate.FIXED


def changes(old: Review, new: Review, before: Plan, after: Plan) -> list[FindingChange]:
    found = versions(before, after, old, new).findings
    assert found is not None
    return list(found)


def compared(before: Plan, after: Plan, upper: Plan | None = None) -> list[FindingChange]:
    above = [upper or upper_plan(A, B)]
    return changes(review(before, above), review(after, above), before, after)


def told(found: Sequence[FindingChange], rule: str) -> list[tuple[FindingFate, bool]]:
    """(fate, edited) of each finding of a rule."""
    return [(change.fate, change.edited) for change in found if change.finding.rule == rule]


@pytest.mark.parametrize(
    ("after", "edited"),
    [
        (LOW, False),
        ("Ít nhất 50 % số thôn có nhà văn hoá đạt chuẩn;", False),
        (LOW.replace("50%", "55%"), True),
        (LOW.replace("thôn có", "thôn của huyện có"), True),
    ],
)
def test_a_finding_remains_while_its_sentence_is_edited(after: str, edited: bool) -> None:
    (change,) = compared(lower_plan(LOW, B), lower_plan(B, after))
    assert (change.fate, change.finding.rule, change.edited) == (REMAINING, "CT02", edited)
    assert change.before is not None
    assert change.before.draft is not None
    assert change.before.draft.text.startswith("Ít nhất 50%")


@pytest.mark.parametrize(
    ("before", "after", "fates"),
    [
        ("Huyện bổ xung 5 lớp cho cán bộ.", "Huyện bổ xung 7 lớp cho cán bộ trẻ.", [(REMAINING, False)]),
        ("Huyện bổ xung 5 lớp cho cán bộ.", "Huyện bổ sung 5 lớp cho cán bộ.", [(FIXED, False)]),
        (
            "Huyện bổ xung 5 lớp, xắp xếp 3 đội.",
            "Huyện bổ sung 5 lớp, xắp xếp 3 đội.",
            [(REMAINING, False), (FIXED, False)],
        ),
    ],
)
def test_a_slip_remains_until_it_is_corrected(
    before: str, after: str, fates: list[tuple[FindingFate, bool]]
) -> None:
    found = compared(lower_plan(A, B, before), lower_plan(A, B, after))
    assert told(found, "TN05") == fates


def test_a_contradiction_remains_when_one_side_is_edited() -> None:
    low, lower = "Có 40% số bến có đèn báo hiệu.", "Có 30% số bến có đèn báo hiệu."
    found = compared(lower_plan(A, B, low, lower), lower_plan(A, B, low.replace("40%", "45%"), lower))
    assert told(found, "NB06") == [(REMAINING, True)]


def test_a_group_that_lost_a_member_remains() -> None:
    bases = [
        f"Căn cứ Nghị quyết số {n}/NQ-HĐND ngày {n}/3/2021 của Hội đồng nhân dân huyện Suối Vàng"
        for n in (4, 5, 6)
    ]
    heads = [
        replace(
            LOWER,
            bases=tuple(f"{base}{mark}" for base, mark in zip([*bases, LOWER.bases[0]], marks, strict=True)),
        )
        for marks in ((",", ",", ";", ""), (";", ",", ";", ""))
    ]
    found = compared(*(lower_plan(A, B, head=head) for head in heads))
    assert told(found, "TT04") == [(REMAINING, True)]


def test_the_order_of_references_makes_no_difference() -> None:
    before, after = lower_plan(LOW, B), lower_plan(LOW, B.replace("80%", "70%"))
    above = [upper_plan(A, B), nation_plan(A.replace("60%", "55%"))]
    found = changes(review(before, above), review(after, above[::-1]), before, after)
    assert sorted(told(found, "CT02")) == [(NEW, False), (REMAINING, False), (REMAINING, False)]


def test_accepted_findings_have_no_fate() -> None:
    before, after = lower_plan(LOW, B), lower_plan(LOW, B.replace("80%", "70%"))
    waiver = Waiver(rule="CT02", quote=LOW, reason="Đã giải trình", author="Hoa", date="2026-03-01")
    above = [upper_plan(A, B)]
    old, new = review(before, above), review(before, above, waivers=[waiver])
    assert changes(old, new, before, before) == []
    old, new = new, review(after, above, waivers=[waiver])
    assert told(changes(old, new, before, after), "CT02") == [(NEW, False)]


def test_no_finding_is_both_new_and_fixed() -> None:
    soft = B.replace("Tối thiểu", "Phấn đấu")
    after = (LOW.replace("50%", "45%"), "Phấn đấu 80% hộ nông thôn và hộ ở thị trấn có nước sạch.")
    found = compared(lower_plan(LOW, soft), lower_plan(*after))
    assert told(found, "CT02") == [(REMAINING, True)]
    assert told(found, "CT04") == [(REMAINING, True)]

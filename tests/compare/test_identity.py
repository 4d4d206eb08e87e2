"""Keys and fingerprints of findings and targets: the same in every draft and run."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from compare.identity import document, draft_name, is_named
from compare.model import Finding, Review
from compare.reviewing import review
from extract.model import Plan
from tests.compare.plans import LOWER, PROVINCE, UPPER, Head, cite, lower_plan, upper_plan
from tests.sample_plans import REVIEWED, expected, sample

A, B = "Ít nhất 60% số thôn có nhà văn hóa đạt chuẩn.", "Tối thiểu 80% hộ nông thôn có nước sạch."
LOW = "Ít nhất 50% số thôn có nhà văn hóa đạt chuẩn."


def only(found: Review, rule: str = "CT02") -> Finding:
    (finding,) = [one for one in found.findings if one.rule == rule]
    return finding


def of(*targets: str, upper: tuple[str, ...] = (A, B), head: Head = LOWER) -> Finding:
    return only(review(lower_plan(*targets, head=head), [upper_plan(*upper)]))


def test_a_finding_keeps_both_when_nothing_is_said_anew() -> None:
    first = of(LOW, B)
    assert first.key.startswith("CT02-")
    assert first.fingerprint.startswith(first.key + "-")
    for other in (
        of(B, LOW),
        of(LOW, B, upper=(B, A)),
        of("Ít nhất 50 % số thôn có nhà văn hoá đạt chuẩn;", B),
        of("Mới: 30% số xã có sân bóng.", LOW, B),
        of(LOW, B, head=replace(LOWER, number="118/KH-UBND", date="2/7/2021")),
    ):
        assert (other.key, other.fingerprint) == (first.key, first.fingerprint)


def test_an_edited_sentence_keeps_the_key_alone() -> None:
    first, second = of(LOW, B), of(LOW.replace("50", "55"), B)
    assert first.key == second.key
    assert first.fingerprint != second.fingerprint


def test_another_requirement_has_another_key() -> None:
    keys = {
        of(LOW, B).key,
        of(LOW, B, upper=(A.replace("60%", "70%"), B)).key,
        of(LOW, B, upper=(A.replace("Ít nhất", "Đến năm 2024, ít nhất"), B)).key,
    }
    assert len(keys) == 3


def test_a_plan_above_is_known_by_number_and_date() -> None:
    above = upper_plan(A, B)
    other = upper_plan(A, B, head=replace(UPPER, number="46/KH-UBND"))
    assert document(above) != document(other)
    renamed = replace(above, source=replace(above.source, name="khac.docx", sha256="0" * 64))
    assert document(above) == document(renamed)


@pytest.mark.parametrize("stem", REVIEWED)
def test_keys_are_unique_and_ignore_the_order_of_references(stem: str) -> None:
    names = expected(stem, "review")
    draft, above = sample(names["draft"]), [sample(name) for name in names["references"]]
    found, turned = review(draft, above), review(draft, above[::-1])
    assert max(Counter(finding.key for finding in found.findings).values(), default=1) == 1
    assert Counter(finding.fingerprint for finding in found.findings) == Counter(
        finding.fingerprint for finding in turned.findings
    )
    assert {pair.key for pair in found.pairs} == {pair.key for pair in turned.pairs}


def test_two_slips_of_one_sentence_have_two_keys() -> None:
    found = review(lower_plan(A, B, "Huyện bổ xung 5 lớp, xắp xếp 3 đội."), [upper_plan(A, B)])
    assert len({finding.key for finding in found.findings if finding.rule == "TN05"}) == 2


def test_a_slip_keeps_its_key_wherever_it_stands() -> None:
    texts = ("Huyện bổ xung 5 lớp.", "Các xã bổ xung 3 đội.")
    found = [review(lower_plan(A, B, *said), [upper_plan(A, B)]) for said in (texts, texts[1:])]
    first, second = (only(one, "TN05") for one in found)
    assert first.fingerprint == second.fingerprint


def test_a_finding_without_places_is_known_by_its_facts() -> None:
    blank = replace(LOWER, number="")
    draft = lower_plan(A, B, head=blank)
    other = replace(draft, source=replace(draft.source, name="khac.docx"))
    found = [only(review(one, [upper_plan(A, B)]), "TT01") for one in (draft, other)]
    assert found[0].fingerprint == found[1].fingerprint


# ---- names of drafts ---------------------------------------------------------------------------------------
def draft(head: Head = LOWER) -> Plan:
    return lower_plan(A, head=head)


def test_a_draft_keeps_its_name_when_it_is_numbered() -> None:
    name = draft_name(draft(replace(LOWER, number="", date="")))
    assert name.startswith("huyện Suối Vàng: ")
    assert is_named(name, draft())
    assert is_named("huyện Suối Vàng", draft())


@pytest.mark.parametrize(
    "head",
    [
        replace(LOWER, place="huyện Mường Hạ"),
        replace(LOWER, period="giai đoạn 2026 - 2030"),
        replace(LOWER, programme="Đề án chuyển đổi số và cải cách hành chính"),
    ],
)
def test_another_draft_has_another_name(head: Head) -> None:
    assert not is_named(draft_name(draft()), draft(head))


def test_a_title_may_be_worded_a_little_anew() -> None:
    name = "huyện Suối Vàng: Triển khai Chương trình nông thôn đổi mới giai đoạn 2021-2025"
    assert is_named(name, draft())


def test_the_basis_is_no_part_of_a_name() -> None:
    other = lower_plan(A, head=replace(LOWER, bases=(cite(PROVINCE, "99/KH-UBND"),)))
    assert draft_name(other) == draft_name(draft())

"""Findings on the plan that a draft is based on: what they say of its name, and of the other findings."""

from __future__ import annotations

from dataclasses import replace

from compare.model import Finding, Review
from compare.reviewing import review
from extract.model import Plan
from extract.pipeline import plan_of
from templates.report.places import place_words
from tests.compare.plans import (
    LOWER,
    PROGRAMME,
    UPPER,
    cite,
    document,
    lines_of,
    lower_plan,
    upper_plan,
)

WEAK, STRONG = "Ít nhất 50% số thôn có sân chơi.", "Ít nhất 60% số thôn có sân chơi."
FAR_CITE = cite("tỉnh Bắc Lâm", "77/KH-UBND", "02/6/2021")


def reviewed(*bases: str) -> Review:
    head = replace(LOWER, bases=bases)
    return review(lower_plan(WEAK, head=head), [upper_plan(STRONG)])


def of(found: Review, rule: str) -> Finding:
    (finding,) = [finding for finding in found.findings if finding.rule == rule]
    return finding


def test_a_doubted_file_asks_the_reviewer() -> None:
    finding = of(reviewed(FAR_CITE), "CC01")
    assert finding.suggestion is not None
    assert finding.suggestion.startswith("Đề nghị người rà soát kiểm tra lại văn bản đưa vào đối chiếu")
    assert "Suối Vàng" not in finding.suggestion
    assert finding.message.endswith("văn bản mà dự thảo không lấy làm căn cứ.")


def test_another_plan_of_the_same_province_may_be_replaced() -> None:
    finding = of(reviewed(cite(number="77/KH-UBND", date="02/6/2021")), "CC01")
    assert "; nếu là Kế hoạch số 45/KH-UBND" in (finding.suggestion or "")


def test_beside_a_doubted_plan_its_targets_are_asked_only_if_it_is_the_basis() -> None:
    finding = of(reviewed(FAR_CITE), "CT02")
    assert finding.suggestion is not None
    assert finding.suggestion.startswith("Trường hợp dự thảo phải căn cứ Kế hoạch số 45/KH-UBND")
    assert ", đề nghị Ủy ban nhân dân huyện Suối Vàng" in finding.suggestion
    plain = of(reviewed(cite()), "CT02")
    assert (plain.suggestion or "").startswith("Đề nghị Ủy ban nhân dân huyện Suối Vàng")
    assert plain.severity is finding.severity


def test_a_wrong_day_is_named_without_the_right_one() -> None:
    finding = of(reviewed(cite(date="25/5/2021")), "CC03")
    assert (
        "viện dẫn Kế hoạch số 45/KH-UBND của Ủy ban nhân dân tỉnh Hà Lĩnh, ghi ngày 25/5/2021;"
        in finding.message
    )


def test_a_wrong_number_is_named_without_the_right_one() -> None:
    finding = of(reviewed(cite(number="54/KH-UBND")), "CC03")
    assert (
        "viện dẫn Kế hoạch ngày 20/5/2021 của Ủy ban nhân dân tỉnh Hà Lĩnh, ghi số 54/KH-UBND;"
        in finding.message
    )


def attached(lines: list[str], *bases: str) -> Plan:
    """A plan that is attached to a decision with some bases."""
    at = lines.index("KẾ HOẠCH")
    numbered = [line.replace("KH-UBND", "QĐ-UBND") for line in lines[:at]]
    decision = [
        "QUYẾT ĐỊNH",
        f"Ban hành Kế hoạch thực hiện {PROGRAMME}",
        "ỦY BAN NHÂN DÂN",
        "Căn cứ Luật Tổ chức chính quyền địa phương;",
        *bases,
        "QUYẾT ĐỊNH:",
        f"Điều 1. Ban hành kèm theo Quyết định này Kế hoạch thực hiện {PROGRAMME}.",
        "Điều 2. Quyết định này có hiệu lực kể từ ngày ký./.",
        "Nơi nhận:",
        "- Như Điều 2;",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
    ]
    return plan_of(document([*numbered, *decision, *lines[at:]]))


def test_a_wrong_day_in_a_decision_is_told_of_it() -> None:
    head = replace(LOWER, bases=())
    draft = attached(lines_of(head, [STRONG]), cite(date="25/5/2021"))
    carrier = draft.masthead.carrier
    assert carrier is not None
    finding = of(review(draft, [upper_plan(STRONG)]), "CC03")
    bases = f"hần căn cứ của Quyết định số {carrier.number}"
    assert finding.message.startswith(f"P{bases} viện dẫn Kế hoạch số 45/KH-UBND")
    assert "đối với Kế hoạch số 45/KH-UBND của " in (finding.suggestion or "")
    assert (finding.suggestion or "").endswith(f"tại p{bases}.")
    assert finding.draft is not None
    assert finding.draft.spot is not None
    assert finding.draft.spot.document == f"Quyết định số {carrier.number}"
    told = place_words((), finding.draft.anchor, finding.draft.spot)
    assert told == f"P{bases}, căn cứ thứ 2"


def test_a_lacking_basis_is_told_of_the_decision() -> None:
    draft = attached(lines_of(replace(LOWER, bases=()), [STRONG]))
    finding = of(review(draft, [upper_plan(STRONG)]), "CC04")
    assert finding.message.startswith("Phần căn cứ của Quyết định số ")


def test_a_plan_is_cited_by_the_decision_that_issued_it() -> None:
    upper = attached(lines_of(UPPER, [STRONG]))
    assert upper.masthead.carrier is not None
    finding = of(review(lower_plan(STRONG, head=replace(LOWER, bases=())), [upper]), "CC04")
    named = (
        "Quyết định số 45/QĐ-UBND ngày 20/5/2021 của Ủy ban nhân dân tỉnh Hà Lĩnh ban hành Kế hoạch thực hiện"
    )
    assert named in finding.message
    assert named in (finding.suggestion or "")

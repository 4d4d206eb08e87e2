"""Cards: one for all findings of one place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compare import review as reviewed
from compare.model import Finding, Kind, Place, Review, Severity
from extract import read_plan
from templates.report.arrange import arrange
from templates.report.cards import HEADLINE, Card, asking_lines, cards

UPPER = """ỦY BAN NHÂN DÂN TỈNH HẢI SƠN

Số: 97/KH-UBND

Hải Sơn, ngày 20 tháng 5 năm 2021

KẾ HOẠCH
Thực hiện Chương trình nước sạch nông thôn giai đoạn 2021 - 2025

I. MỤC TIÊU ĐẾN NĂM 2025
- Ít nhất 60% hộ dân, trường học, trạm y tế và chợ ở nông thôn được cấp nước sạch.
- Đạt 40% công trình cấp nước được kiểm định chất lượng.
"""
DRAFT = """ỦY BAN NHÂN DÂN HUYỆN PHÚ LÂM

Số:     /KH-UBND

Phú Lâm, ngày     tháng     năm 2021

KẾ HOẠCH
Thực hiện Chương trình nước sạch nông thôn giai đoạn 2021 - 2025

Căn cứ Kế hoạch số 97/KH-UBND ngày 20 tháng 5 năm 2021 của Ủy ban nhân dân tỉnh Hải Sơn;

I. MỤC TIÊU ĐẾN NĂM 2025
- Phấn đấu đạt 50% hộ dân, trường học ở nông thôn được cấp nước sạch.
"""


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Review:
    """A draft whose one sentence is weaker in three ways."""
    folder = tmp_path_factory.mktemp("cards")
    for name, text in (("draft.md", DRAFT), ("upper.md", UPPER)):
        (folder / name).write_text(text, encoding="utf-8")
    return reviewed(read_plan(folder / "draft.md"), [read_plan(folder / "upper.md")])


def water(checked: Review) -> Card:
    return next(card for card in cards(checked) if card.kind is Kind.WEAKER_VALUE)


def test_every_finding_is_in_one_card(checked: Review, review: Review) -> None:
    for one in (checked, review):
        told = [finding.id for card in cards(one) for finding in card.findings]
        assert sorted(told) == sorted(finding.id for finding in one.findings)


def test_findings_of_one_sentence_are_one_card(checked: Review) -> None:
    card = water(checked)
    assert card.rules == ("CT02", "CT04", "CT05")
    assert [place.target for place in card.upper] == ["t1"]
    assert card.draft is not None
    assert card.draft.text.startswith("Phấn đấu đạt 50%")


def test_the_headline_has_both_values(checked: Review) -> None:
    card = water(checked)
    assert card.headline.endswith(
        "được cấp nước sạch: dự thảo nêu phấn đấu đạt 50%, thấp hơn yêu cầu ít nhất 60% (và 02 nội dung khác)"
    )


def test_headlines_are_one_short_line(checked: Review, review: Review) -> None:
    for card in (*cards(checked), *cards(review)):
        assert 0 < len(card.headline) <= HEADLINE
        assert "\n" not in card.headline


def apart(checked: Review) -> Review:
    """The three findings of the sentence with a request each."""
    quote = "Phấn đấu đạt 50% hộ dân, trường học ở nông thôn được cấp nước sạch"
    wishes = (
        f"nâng chỉ tiêu “{quote}”",
        f"bỏ từ “Phấn đấu” trong chỉ tiêu “{quote}”",
        f"bổ sung “trạm y tế” vào chỉ tiêu “{quote}” cho phù hợp với Kế hoạch số 97/KH-UBND",
    )
    to = "Đề nghị Ủy ban nhân dân huyện Phú Lâm"
    told = zip(water(checked).findings, wishes, strict=True)
    return replace(checked, findings=tuple(replace(one, suggestion=f"{to} {wish}.") for one, wish in told))


def test_one_suggestion_names_the_target_once(checked: Review) -> None:
    asked = water(apart(checked)).suggestion
    assert asked.startswith("Đề nghị UBND huyện Phú Lâm: (a) ")
    assert asked.count("Đề nghị") == 1
    assert asked.count("Phấn đấu đạt 50%") == 1
    assert all(f"({letter}) " in asked for letter in "abc")
    assert "chỉ tiêu này cho phù hợp với Kế hoạch số 97" in asked


def test_one_change_for_all_points_is_asked_once(checked: Review) -> None:
    card = water(checked)
    assert len(card.points) == 3
    assert card.suggestion == (
        "Đề nghị UBND huyện Phú Lâm sửa chỉ tiêu “Phấn đấu đạt 50% hộ dân, trường học ở nông thôn được cấp nước sạch” "
        "thành “Đạt ít nhất 60% hộ dân, trường học, trạm y tế và chợ ở nông thôn được cấp nước sạch” cho phù hợp với "
        "Kế hoạch số 97; trường hợp giữ nguyên, đề nghị giải trình."
    )


def test_a_shared_wish_has_the_letters_of_its_points(checked: Review) -> None:
    first, second, third = water(apart(checked)).findings
    (card,) = cards(replace(checked, findings=(first, replace(second, suggestion=first.suggestion), third)))
    assert ": (a, b) nâng chỉ tiêu" in card.suggestion
    assert "; (c) bổ sung " in card.suggestion


def test_names_are_short(checked: Review) -> None:
    for card in cards(checked):
        if card.kind is not Kind.FORM:
            text = " ".join([card.suggestion, *(point.message for point in card.points)])
            assert "97/KH-UBND" not in text
            assert "Ủy ban nhân dân" not in text


def test_points_do_not_repeat_the_quotes_beside_them(checked: Review) -> None:
    first = water(checked).points[0]
    assert "“Ít nhất 60% hộ dân" in first.message
    assert "“" not in first.brief


def test_a_missing_target_stays_apart(checked: Review) -> None:
    card = next(card for card in cards(checked) if card.kind is Kind.MISSING_TARGET)
    assert card.draft is None
    assert card.headline == "Thiếu chỉ tiêu: Đạt 40% công trình cấp nước được kiểm định chất lượng"


def slip(number: int, wrong: str, right: str) -> Finding:
    """A misspelt word in a sentence of its own."""
    text = f"Câu thứ {number} có chữ {wrong}."
    place = Place(plan=None, target=None, text=text, measure=None, path=("I",), anchor=None, part="text")
    return Finding(
        id=f"s{number}",
        rule="TN05",
        kind=Kind.SPELLING,
        severity=Severity.LOW,
        message=f"“{wrong}” có thể do viết nhầm từ “{right}”: “{text}”.",
        suggestion=f"Đề nghị Ủy ban nhân dân huyện Phú Lâm rà soát, sửa “{wrong}” thành “{right}”.",
        draft=place,
    )


def test_slips_of_one_rule_share_a_card(checked: Review) -> None:
    found = replace(checked, findings=(slip(1, "Phần đầu", "Phấn đấu"), slip(2, "cai nghiệm", "cai nghiện")))
    (card,) = cards(found, {"TN05": "Từ viết nhầm"})
    assert card.is_list
    assert card.headline == "Từ viết nhầm (02 chỗ)"
    assert card.suggestion == (
        "Đề nghị UBND huyện Phú Lâm rà soát, sửa “Phần đầu” thành “Phấn đấu”; “cai nghiệm” thành “cai nghiện”."
    )


def test_a_waived_finding_has_a_card_of_its_own(review: Review) -> None:
    waived = [card for card in cards(review) if card.waived]
    assert [card.rules for card in waived] == [("CT03",)]
    assert [len(card.findings) for card in waived] == [1]


def test_two_upper_targets_of_one_plan_stay_apart(checked: Review) -> None:
    (first, *_) = [finding for finding in checked.findings if finding.rule == "CT02"]
    assert first.reference is not None
    other = replace(first, id="x", rule="CT04", reference=replace(first.reference, target="t9"))
    assert len(cards(replace(checked, findings=(first, other)))) == 2


def test_plans_with_one_number_keep_its_letters(checked: Review) -> None:
    (first, *_) = [finding for finding in checked.findings if finding.rule == "CT02"]
    told = replace(first, message=f"{first.message} Khác Kế hoạch số 97/KH-BCĐ.")
    (card,) = cards(replace(checked, findings=(told,)))
    assert "phù hợp với Kế hoạch số 97/KH-UBND;" in card.suggestion


def test_wishes_have_the_letters_of_their_remarks(checked: Review) -> None:
    first, second, third = water(apart(checked)).findings
    found = replace(checked, findings=(first, replace(second, suggestion=None), third))
    (card,) = cards(found)
    assert ": (a) nâng chỉ tiêu" in card.suggestion
    assert "; (c) bổ sung " in card.suggestion
    assert "(b)" not in card.suggestion


def test_only_the_main_quote_is_meant_by_this(checked: Review) -> None:
    first, second, third = water(checked).findings
    other = "Đạt 40% công trình cấp nước được kiểm định chất lượng"
    told = replace(third, suggestion=f"Đề nghị Ủy ban nhân dân huyện Phú Lâm làm rõ chỉ tiêu “{other}”.")
    again = replace(second, suggestion=f"Đề nghị Ủy ban nhân dân huyện Phú Lâm sửa chỉ tiêu “{other}”.")
    (card,) = cards(replace(checked, findings=(first, told, again)))
    assert "chỉ tiêu này" not in card.suggestion
    assert card.suggestion.count(f"chỉ tiêu “{other}”") == 2


def test_a_note_is_no_further_point(checked: Review) -> None:
    first, second, _ = water(checked).findings
    note = replace(second, severity=Severity.NOTE)
    found = replace(checked, findings=(first, note))
    (card,) = cards(found)
    assert "nội dung khác" not in card.headline
    (view,) = arrange(found).findings
    assert view.remarks == (card.points[0].brief,)
    assert view.lines[1] == f"Lưu ý: {card.points[1].brief}"


def test_a_clause_within_a_quote_ends_no_headline(checked: Review) -> None:
    (first, *_) = water(checked).findings
    sums = "Tổng cộng 12 tỷ đồng, gồm: tỉnh 5 tỷ đồng; huyện 6 tỷ đồng"
    told = replace(first, kind=Kind.ARITHMETIC, message=f"Tổng chưa khớp tại “{sums}”: 5 + 6 = 11 tỷ đồng.")
    (card,) = cards(replace(checked, findings=(replace(told, reference=None),)))
    assert card.headline.startswith(f"Tổng chưa khớp tại “{sums}”")


def test_a_headline_counts_the_targets_of_a_group(checked: Review) -> None:
    (first, *_) = water(checked).findings
    assert first.reference is not None
    others = tuple(replace(first.reference, target=f"t{number}") for number in (7, 8))
    long = "08 chỉ tiêu của Kế hoạch kèm theo Quyết định số 2215 " * 4
    told = replace(first, rule="CT12", kind=Kind.OUT_OF_PERIOD, message=f"{long}.", draft=None, others=others)
    (card,) = cards(replace(checked, findings=(told,)), {"CT12": "Chỉ tiêu ngoài giai đoạn"})
    assert card.headline == "Chỉ tiêu ngoài giai đoạn: 03 chỉ tiêu"


def test_a_headline_keeps_quotes_whole(checked: Review) -> None:
    (first, *_) = water(checked).findings
    lost = "phát triển nhóm tự lực, câu lạc bộ hỗ trợ lẫn nhau trong cộng đồng ở thôn, xóm"
    task = replace(
        first,
        rule="NV03",
        kind=Kind.MISSING_TASK,
        message=f"Nhiệm vụ tại mục II.5.a Kế hoạch số 97/KH-UBND: dự thảo chưa có phần “{lost}”.",
        suggestion=f"Đề nghị Ủy ban nhân dân huyện Phú Lâm bổ sung nội dung “{lost}” theo mục II.5.a.",
    )
    (card,) = cards(replace(checked, findings=(task,)), {"NV03": "Thiếu một phần nhiệm vụ"})
    assert card.headline == f"Thiếu một phần nhiệm vụ: {lost}"


def test_a_name_without_its_value_is_not_torn(checked: Review) -> None:
    (first, *_) = water(checked).findings
    assert first.reference is not None
    assert first.reference.measure is not None
    torn = replace(
        first.reference.measure,
        text="Mở lớp nghiệp vụ cho 300 lượt cán bộ cơ sở",
        subject="mở lớp nghiệp vụ lượt cán bộ cơ sở",
    )
    told = replace(first, reference=replace(first.reference, measure=torn))
    (card,) = cards(replace(checked, findings=(told,)))
    assert card.headline.startswith("Mở lớp nghiệp vụ cho 300 lượt cán bộ cơ sở: ")


def test_a_wish_has_a_line_for_each_point(checked: Review) -> None:
    card = water(apart(checked))
    lines = asking_lines(*card.points)
    assert lines[0] == "Đề nghị UBND huyện Phú Lâm:"
    assert [line[:3] for line in lines[1:]] == ["(a)", "(b)", "(c)"]
    assert " ".join(lines) == card.suggestion


def test_bodies_in_quotes_do_not_lengthen_names(checked: Review) -> None:
    (first, *_) = water(checked).findings
    quoted = "“Căn cứ Kế hoạch số 97/KH-UBND của UBND tỉnh Hải Sơn”"
    (card,) = cards(replace(checked, findings=(replace(first, message=f"{first.message} {quoted}"),)))
    assert "phù hợp với Kế hoạch số 97;" in card.suggestion


@pytest.mark.parametrize("quote", ["TM. ỦY BAN NHÂN DÂN", "./.", "TP. Bến Ngự"])
def test_a_full_stop_in_a_quote_ends_no_headline(review: Review, quote: str) -> None:
    finding = replace(review.findings[0], message=f"Không thấy “{quote}” ở cuối. Cần xem.", kind=Kind.FORM)
    finding = replace(finding, reference=None, draft=None, others=())
    (card,) = cards(replace(review, findings=(finding,), leading=()))
    assert card.headline == f"Không thấy “{quote}” ở cuối"


def test_a_condition_stands_once_before_its_wishes(checked: Review) -> None:
    held = "Trường hợp dự thảo phải căn cứ Kế hoạch số 97/KH-UBND, đề nghị Ủy ban nhân dân huyện Phú Lâm"
    found = [
        replace(finding, suggestion=f"{held} sửa chỗ {number}.")
        for number, finding in enumerate(water(checked).findings)
    ]
    (card,) = cards(replace(checked, findings=tuple(found)))
    assert card.suggestion == (
        "Trường hợp dự thảo phải căn cứ Kế hoạch số 97/KH-UBND, đề nghị UBND huyện Phú Lâm: (a) sửa chỗ 0; "
        "(b) sửa chỗ 1; (c) sửa chỗ 2."
    )

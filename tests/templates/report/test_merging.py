"""Equal remarks about several references are merged into one."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from compare.model import Finding, Kind, Place, Review, Severity, Waiver
from extract.language import writing
from templates.report.arrange import arrange
from templates.report.merging import message_of, remarks, suggestion_of
from tests.templates.items import WATER_0, WATER_1, WATER_D


def asking(review: Review, place: Place, draft: Place | None = WATER_D, words: str = "“60%”") -> Finding:
    """A finding about one reference, in the words of a rule."""
    name = writing.document(review.references[place.plan or 0].masthead)
    return Finding(
        id=f"m{place.plan}",
        rule="CT05",
        kind=Kind.NARROWER_SCOPE,
        severity=Severity.MEDIUM,
        message=f"Chỉ tiêu {words} tại {name}: phạm vi hẹp hơn.",
        suggestion=f"Đề nghị bổ sung chợ cho thống nhất với {name}; trường hợp không có, đề nghị nêu rõ.",
        reference=place,
        draft=draft,
    )


def province(low: str = "60", text: str | None = None) -> Place:
    """The province's target, by default equal to the nation's."""
    assert WATER_0.measure is not None
    measure = replace(WATER_0.measure, low=Decimal(low), high=Decimal(low))
    return replace(WATER_1, measure=replace(measure, subject=text or measure.subject))


def reviewed(review: Review, *findings: Finding) -> Review:
    return replace(review, findings=findings)


def test_one_remark_names_both_plans(review: Review) -> None:
    both = reviewed(review, asking(review, WATER_0), asking(review, province()))
    (remark,) = remarks(both)
    names = (
        "Kế hoạch số 97/KH-UBND ngày 20/5/2021 của Ủy ban nhân dân tỉnh Hải Sơn và Quyết định số 318/QĐ-TTg ngày "
        "08/3/2021 của Thủ tướng Chính phủ"
    )
    assert message_of(remark, review.references) == f"Chỉ tiêu “60%” tại {names}: phạm vi hẹp hơn."
    assert f"thống nhất với {names}; trường hợp" in suggestion_of(remark, review.references)
    report = arrange(both)
    assert [len(report.findings), len(report.suggestions)] == [1, 1]
    assert [quote.party.column for quote in report.findings[0].upper] == ["Tỉnh", "Trung ương"]


def test_a_differently_worded_reference_is_called_similar(review: Review) -> None:
    second = asking(review, province(), words="“đạt 60%”")
    (remark,) = remarks(reviewed(review, asking(review, WATER_0), second))
    message = message_of(remark, review.references)
    assert message.startswith(
        "Chỉ tiêu “đạt 60%” tại Kế hoạch số 97/KH-UBND ngày 20/5/2021 của Ủy ban nhân dân tỉnh Hải Sơn:"
    )
    assert message.endswith(
        "Yêu cầu tương tự tại Quyết định số 318/QĐ-TTg ngày 08/3/2021 của Thủ tướng Chính phủ."
    )


def test_different_remarks_stay_apart(review: Review) -> None:
    first = asking(review, WATER_0)
    waived = Waiver(rule="CT05", quote="", reason="đã thống nhất", author="An", date="2021-06-01")
    others = {
        "another value": asking(review, province("65")),
        "another place of the draft": asking(review, province(), replace(WATER_D, target="t9")),
        "the same plan": replace(first, id="m9"),
        "accepted by a human": replace(asking(review, province()), waived=waived),
        "another rule": replace(asking(review, province()), rule="CT04"),
        "another wish": replace(asking(review, province()), suggestion="Đề nghị bổ sung trạm y tế."),
    }
    for reason, second in others.items():
        assert len(remarks(reviewed(review, first, second))) == 2, reason


def test_missing_targets_in_similar_words_are_merged(review: Review) -> None:
    first = asking(review, WATER_0, None)
    assert WATER_0.measure is not None
    near = WATER_0.measure.subject + " an toàn"
    assert len(remarks(reviewed(review, first, asking(review, province(text=near), None)))) == 1
    far = "cơ sở giết mổ có hệ thống xử lý chất thải"
    assert len(remarks(reviewed(review, first, asking(review, province(text=far), None)))) == 2


def test_one_unit_asked_for_twice_is_one_remark(review: Review) -> None:
    found = [
        replace(asking(review, place), kind=Kind.CHANGED_UNIT, rule="CT07")
        for place in (WATER_0, province("65"))
    ]
    (remark,) = remarks(reviewed(review, *found))
    assert len(remark) == 2

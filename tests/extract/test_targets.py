"""What counts as a target, which period it inherits, and what is left open."""

from __future__ import annotations

import pytest

from extract.model import Plan, Target, Unread
from extract.pipeline import plan_of
from tests.extract.notation import document_of, fixtures, written
from tests.fixtures import Fixture

TITLE = ["KẾ HOẠCH", "Chăm sóc trẻ em giai đoạn 2021 - 2025"]


def plan_in(*lines: str) -> Plan:
    return plan_of(document_of(lines))


def lines_of(target: Target) -> list[str]:
    """The id, the labels from the root, the period; a line for each measure."""
    years = f" {target.period.start}-{target.period.end}" if target.period else ""
    head = f"{target.id} {'/'.join(target.path)}{years}"
    return [head, *(f"  {written(measure)}" for measure in target.measures)]


def unread_line(unread: Unread) -> str:
    return f"? {unread.text}" if unread.text.startswith("-") else f"? - {unread.text}"


@fixtures("targets")
def test_targets_of_a_plan(fixture: Fixture) -> None:
    plan = plan_in(*fixture.lines)
    found = [line for target in plan.targets for line in lines_of(target)]
    assert [*found, *map(unread_line, plan.unread)] == list(fixture.expected)


@fixtures("targets")
def test_targets_stand_in_the_source(fixture: Fixture) -> None:
    document = document_of(fixture.lines)
    plan = plan_of(document)
    sections = {section.id for section in plan.sections}
    for target in plan.targets:
        assert document.text[target.anchor.start : target.anchor.end] == target.text
        assert target.section in sections
        for measure in target.measures:
            assert measure.text in target.text
            assert target.anchor.start <= measure.anchor.start < measure.anchor.end <= target.anchor.end


@pytest.mark.parametrize(
    ("item", "period"),
    [
        ("- Đạt 60% số xã có sân chơi.", (2021, 2025)),
        ("- Đạt 60% số xã có sân chơi vào năm 2023.", (2021, 2023)),
        ("- Đạt 60% số xã có sân chơi năm 2024 và 80% năm 2030.", (2021, 2030)),
    ],
)
def test_the_words_of_an_item_beat_its_heading(item: str, period: tuple[int, int]) -> None:
    (target,) = plan_in(*TITLE, "I. MỤC TIÊU CỤ THỂ", item).targets
    assert target.period is not None
    assert (target.period.start, target.period.end) == period


def test_targets_are_numbered_in_the_order_of_the_text() -> None:
    items = [f"- Đạt {value}% số xã có sân chơi thứ {value}." for value in (70, 40, 90)]
    plan = plan_in(*TITLE, "I. MỤC TIÊU CỤ THỂ", *items)
    assert [target.id for target in plan.targets] == ["t1", "t2", "t3"]
    assert [measure.low for target in plan.targets for measure in target.measures] == [70, 40, 90]


def test_a_target_in_a_table() -> None:
    """An appendix often holds the targets; a row that names one with its value must not be lost."""
    plan = plan_in(*TITLE, "I. MỤC TIÊU CỤ THỂ", "1", "Tỷ lệ trẻ em biết bơi đạt 60%")
    assert [measure.low for target in plan.targets for measure in target.measures] == [60]


def test_no_target_in_organisation_funding_reporting() -> None:
    plan = plan_in(
        *TITLE,
        "I. MỤC TIÊU CỤ THỂ",
        "- Đạt 60% số xã có sân chơi.",
        "II. KINH PHÍ",
        "- Ngân sách tỉnh bảo đảm 70% kinh phí.",
        "III. TỔ CHỨC THỰC HIỆN",
        "1. Phòng Y tế",
        "- Theo dõi 100% số xã.",
        "2. Chế độ báo cáo",
        "- Báo cáo 02 lần/năm.",
    )
    assert len(plan.targets) == 1

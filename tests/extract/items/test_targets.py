"""Targets: items that count as one, inherited periods, and open values."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.model import Cell, Document, Plan, Target, Unread
from extract.pipeline import plan_of
from tests.extract.notation import document_of, fixtures, written
from tests.fixtures import Fixture

TITLE = ["KẾ HOẠCH", "Chăm sóc trẻ em giai đoạn 2021 - 2025"]


def plan_in(*lines: str) -> Plan:
    return plan_of(document_of(lines))


def lines_of(target: Target) -> list[str]:
    """One line with the id, the labels from the root and the period, then a line for each measure."""
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


def test_an_item_labelled_only_by_its_own_number() -> None:
    plan = plan_of(
        document_of([*TITLE, "I. MỤC TIÊU CỤ THỂ", "1.", "Tỷ lệ trẻ em biết bơi đạt 60%"], line=True)
    )
    assert [("/".join(target.path), str(target.measures[0].low)) for target in plan.targets] == [
        ("I/1", "60")
    ]


def table_of(rows: list[list[str]]) -> Document:
    """A plan whose section for targets is a table."""
    lines = [*TITLE, "I. MỤC TIÊU CỤ THỂ"]
    places: list[Cell | None] = [None] * len(lines)
    for row, cells in enumerate(rows):
        lines += cells
        places += [Cell(table=0, row=row, column=column) for column in range(len(cells))]
    document = document_of(lines)
    blocks = tuple(replace(block, cell=cell) for block, cell in zip(document.blocks, places, strict=True))
    return replace(document, blocks=blocks)


def test_targets_in_a_table() -> None:
    """The table has a column for each year; numbers of the past are no targets."""
    rows = [
        ["TT", "Chỉ tiêu", "Đơn vị", "Thực hiện năm 2020", "Năm 2023", "Năm 2025"],
        ["1", "Tỷ lệ trẻ em biết bơi", "%", "31", "45", "60"],
        ["2", "Tỷ lệ trẻ em bị xâm hại", "%", "0,4", "0,3", "0,1"],
    ]
    document = table_of(rows)
    targets = plan_of(document).targets
    found = [
        [
            (str(measure.low), measure.unit, measure.deadline, measure.better.value)
            for measure in target.measures
        ]
        for target in targets
    ]
    assert found == [
        [("45", "%", "2023", "higher"), ("60", "%", "2025", "higher")],
        [("0.3", "%", "2023", "lower"), ("0.1", "%", "2025", "lower")],
    ]
    for target in targets:
        assert document.text[target.anchor.start : target.anchor.end] == target.text


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

"""Tables: meaning of heads, targets and tasks of rows, frames, continued tables, notes, and a thousand rows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.grammar.deadlines import deadline_of
from extract.language import writing
from extract.model import Block, Cell, Document, Plan
from extract.pipeline import plan_of
from tests.extract.items.test_tasks import lines_of
from tests.extract.notation import document_of, fixtures, period, written
from tests.fixtures import Fixture
from tests.growth import growth
from tests.layouts.making import Grid, parse

TITLE = ["KẾ HOẠCH", "Vì trẻ em giai đoạn {} - {}", "I. MỤC TIÊU VÀ NHIỆM VỤ"]


def document_from(source: str, years: str = "2021-2025") -> Document:
    """A document in the notation of ``tests.layouts.making`` below a title; every paragraph of a cell is a block."""
    span = period(years)
    texts: list[tuple[str, Cell | None]] = [(line.format(span.start, span.end), None) for line in TITLE]
    tables = 0
    for block in parse(source):
        if isinstance(block, Grid):
            texts += [
                (text, Cell(table=tables, row=box.row, column=box.column, span=box.columns, rows=box.rows))
                for box in block.boxes
                for text in box.paragraphs
                if text
            ]
            tables += 1
        else:
            texts.append((block.text, None))
    document = document_of([text for text, _ in texts])
    blocks = [replace(block, cell=cell) for block, (_, cell) in zip(document.blocks, texts, strict=True)]
    return replace(document, blocks=tuple(blocks))


def plan_from(source: str, years: str = "2021-2025") -> Plan:
    return plan_of(document_from(source, years))


@fixtures("tables")
def test_targets_in_tables(fixture: Fixture) -> None:
    plan = plan_from("\n".join(fixture.lines), fixture.settings.get("plan", "2021-2025"))
    found = [written(measure) for target in plan.targets for measure in target.measures]
    assert found == list(fixture.expected)


@fixtures("table_tasks")
def test_tasks_in_tables(fixture: Fixture) -> None:
    plan = plan_from("\n".join(fixture.lines), fixture.settings.get("plan", "2021-2025"))
    assert [line for task in plan.tasks for line in lines_of(task)] == list(fixture.expected)


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("Quý IV/2024", "2024-12-31"),
        ("Quý I năm 2024", "2024-03-31"),
        ("Quý II, III/2024", "2024-09-30"),
        ("Tháng 6/2022", "2022-06-30"),
        ("Tháng 9 - 11/2022", "2022-11-30"),
        ("06/2023", "2023-06-30"),
        ("30/9/2023", "2023-09-30"),
        ("Trước ngày 30/9/2023", "2023-09-30"),
        ("Xong trong tháng 4 năm 2023", "2023-04-30"),
        ("Năm 2024", "2024"),
        ("2024", "2024"),
        ("2023, 2024", "2024"),
        ("2021-2025", "2025"),
        ("Giai đoạn 2021 - 2023", "2023"),
        ("Hằng năm", "2025"),
        ("Thường xuyên", "2025"),
        ("Trước 15/12 hằng năm", "2025"),
        ("Quý III hằng năm", "2025"),
        ("", "2025"),
    ],
)
def test_deadline_of_a_task_in_a_table(text: str, deadline: str) -> None:
    assert deadline_of(text, period("2021-2025")) == deadline


def test_items_stand_in_the_order_of_the_text() -> None:
    plan = plan_from(
        """
        H I. MỤC TIÊU
        T Chỉ tiêu | ĐVT | 2025
        T Tỷ lệ trẻ em biết bơi | % | 60
        P 1. Ít nhất 70% số thôn có sân chơi.
        """.replace("        ", "")
    )
    assert [(target.id, str(target.measures[0].low)) for target in plan.targets] == [
        ("t1", "60"),
        ("t2", "70"),
    ]


def test_targets_of_tables_stand_in_the_source() -> None:
    document = document_from("T Chỉ tiêu | ĐVT | 2023 | 2025\nT Tỷ lệ trẻ em biết bơi | % | 50 | 60")
    (target,) = plan_of(document).targets
    assert target.text == document.text[target.anchor.start : target.anchor.end]
    assert target.path == ("Bảng 1", "dòng 1")
    for measure in target.measures:
        assert document.text[measure.anchor.start : measure.anchor.end].startswith("Tỷ lệ trẻ em biết bơi")


@pytest.mark.parametrize(
    ("rows", "quotes"),
    [
        (
            ["Chỉ tiêu | ĐVT | Kế hoạch 2023 | 2025", "Tỷ lệ trẻ em biết bơi | % | 50 | ≥ 60"],
            ["Tỷ lệ trẻ em biết bơi (%), kế hoạch 2023: 50", "Tỷ lệ trẻ em biết bơi (%), năm 2025: ≥ 60"],
        ),
        (
            ["Chỉ tiêu | Mức giao (%)", "1. Trẻ em biết bơi | 60"],
            ["Trẻ em biết bơi (%), mức giao: 60"],
        ),
        (["Chỉ tiêu | Mức giao", "Trẻ em biết bơi | 60%"], ["Trẻ em biết bơi, mức giao: 60%"]),
        (
            ["Năm | Trẻ em biết bơi (%)", "2024 | 50", "Năm 2025 | 60"],
            ["Trẻ em biết bơi (%), năm 2024: 50", "Trẻ em biết bơi (%), năm 2025: 60"],
        ),
        (
            ["Địa phương | Chỉ tiêu năm 2025 số lớp bơi (lớp)", "Xã Bản Ngoài | 3", "Xã Bản Hạ | 4"],
            [
                "Chỉ tiêu số lớp bơi (lớp), năm 2025, xã Bản Ngoài: 3",
                "Chỉ tiêu số lớp bơi (lớp), năm 2025, xã Bản Hạ: 4",
            ],
        ),
    ],
)
def test_quotes_of_cells(rows: list[str], quotes: list[str]) -> None:
    plan = plan_from("\n".join(f"T {row}" for row in rows))
    measures = [measure for target in plan.targets for measure in target.measures]
    assert [writing.excerpt(measure) for measure in measures] == quotes


def test_only_the_name_in_a_quote_is_cut() -> None:
    (target,) = plan_from(f"T Chỉ tiêu | ĐVT | 2025\nT Tỷ lệ trẻ em {'rất ' * 40}khỏe | % | 60").targets
    quote = writing.excerpt(target.measures[0], 60)
    assert len(quote) <= 62
    assert quote.startswith("Tỷ lệ trẻ em rất")
    assert quote.endswith("… (%), năm 2025: 60")


def test_a_target_in_words_has_no_measure() -> None:
    plan = plan_from("T Chỉ tiêu | Năm 2020 | Năm 2025\nT Quy chế quản lý sân chơi | Chưa có | Ban hành")
    assert [(target.measures, "Quy chế quản lý" in target.text) for target in plan.targets] == [((), True)]


def test_a_page_in_one_cell_is_no_table() -> None:
    """A portal puts menu and text side by side, with the table of targets inside the text."""
    inside = document_from("T Chỉ tiêu | ĐVT | 2025\nT Tỷ lệ trẻ em biết bơi | % | 60").blocks[3:]
    page = ["I. MỤC TIÊU", "1. Ít nhất 70% số thôn có sân chơi.", "II. NHIỆM VỤ", "1. Mở lớp bơi."]
    texts = [("Trang chủ", Cell(table=7, row=0, column=0)), ("Tin tức", Cell(table=7, row=0, column=0))]
    body = [line.format(2021, 2025) for line in TITLE[:2]] + page[:2]
    texts += [(text, Cell(table=7, row=0, column=1)) for text in body]
    texts += [(block.text, block.cell) for block in inside if block.cell]
    rest = [*page[2:], "III. TỔ CHỨC THỰC HIỆN", "1. Phòng Y tế", "- Theo dõi, đôn đốc."]
    texts += [(text, Cell(table=7, row=0, column=1)) for text in rest]
    plan = plan_of(with_cells(texts))
    assert [str(measure.low) for target in plan.targets for measure in target.measures] == ["70", "60"]
    assert [task.lead for task in plan.tasks] == [(), ("Phòng Y tế",)]


def test_a_frame_of_one_cell_is_no_table() -> None:
    lines = [
        "KẾ HOẠCH",
        "Vì trẻ em giai đoạn 2021 - 2025",
        "I. MỤC TIÊU",
        "1. Ít nhất 70% số thôn có sân chơi.",
    ]
    lines += ["Nơi nhận:", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lò Văn Pâng"]
    plan = plan_of(with_cells([(line, Cell(table=0, row=0, column=0)) for line in lines]))
    assert [str(measure.low) for target in plan.targets for measure in target.measures] == ["70"]
    assert plan.masthead.signer == "Lò Văn Pâng"


def with_cells(texts: list[tuple[str, Cell]]) -> Document:
    document = document_of([text for text, _ in texts])
    blocks: list[Block] = [
        replace(block, cell=cell) for block, (_, cell) in zip(document.blocks, texts, strict=True)
    ]
    return replace(document, blocks=tuple(blocks))


def test_time_grows_with_the_number_of_rows() -> None:
    def read(number: int) -> None:
        rows = [
            f"T {n} | Số thôn thuộc nhóm {n} có sân chơi cho trẻ em | Thôn | {n} | {n + 1} | {n + 2}"
            for n in range(1, number + 1)
        ]
        plan = plan_of(document_from("\n".join(["T TT | Chỉ tiêu | ĐVT | 2023 | 2024 | 2025", *rows])))
        assert sum(len(target.measures) for target in plan.targets) == 3 * number

    assert growth(read, 100, 1000) < 30

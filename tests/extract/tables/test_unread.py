"""Tables whose cells stand one to a line, and what of tables is told as not understood."""

from __future__ import annotations

from extract.pipeline import plan_of
from extract.tables.loose import with_loose_cells
from tests.extract.notation import document_of, fixtures, written
from tests.extract.tables.test_tables import TITLE, plan_from
from tests.fixtures import Fixture
from tests.growth import growth


@fixtures("loose")
def test_cells_one_to_a_line(fixture: Fixture) -> None:
    title = [line.format(2021, 2025) for line in TITLE[:2]]
    plan = plan_of(document_of([*title, "I. MỤC TIÊU", *fixture.lines]))
    told = [written(measure) for target in plan.targets for measure in target.measures]
    assert [*told, *(f"! {piece.text}" for piece in plan.unread if "mất ô" in piece.reason)] == list(
        fixture.expected
    )


def test_lost_cells_stand_in_the_source() -> None:
    document = document_of(
        ["TT", "Chỉ tiêu", "ĐVT", "2025", "1", "Thôn có loa", "9", "2", "Thôn có đèn", "8"]
    )
    _, (lost,) = with_loose_cells(document)
    assert lost.anchor is not None
    assert document.text[lost.anchor.start : lost.anchor.end].replace("\n", " | ") == lost.text


def told(source: str) -> list[tuple[str, str]]:
    return [(piece.reason, piece.text) for piece in plan_from(source).unread]


def test_a_table_of_targets_without_a_head_is_told() -> None:
    rows = "H I. CHỈ TIÊU\nT Thôn có loa | 40 | 55\nT Thôn có đèn | 30 | 60"
    assert told(rows) == [("Bảng chưa hiểu được", "Thôn có loa | 40 | 55 | Thôn có đèn | 30 | 60")]


def test_a_table_without_values_that_are_understood_is_told() -> None:
    rows = "T Chỉ tiêu | Xã A | Xã B (cũ)\nT Thôn có loa | 40 | 55\nT Thôn có đèn | 30 | 60"
    assert [
        reason for reason, _ in told(rows.replace("Xã A", "Phương án A").replace("Xã B", "Phương án B"))
    ] == ["Bảng chưa hiểu được"]


def test_a_cell_that_is_not_understood_is_told() -> None:
    rows = "T Chỉ tiêu | ĐVT | 2025\nT Thôn có loa | thôn | 9\nT Đường có đèn | km | D400x2"
    assert told(rows) == [("Ô của bảng chỉ tiêu chưa hiểu được", "Đường có đèn, năm 2025: D400x2")]


def test_reports_and_funding_are_not_told() -> None:
    report = "T Chỉ tiêu | Thực hiện 2019 | Thực hiện 2020\nT Thôn có loa | 40 | 55\nT Thôn có đèn | 30 | 60"
    funding = "C KINH PHÍ THỰC HIỆN MỤC TIÊU\nT Nguồn | 2024 | 2025\nT Huyện | 400 | 550\nT Xã | 300 | 600"
    assert told(report) == told(funding) == []


def test_time_grows_with_the_number_of_lines() -> None:
    def read(number: int) -> None:
        rows = [cell for row in range(1, number + 1) for cell in (str(row), "Thôn có loa", "thôn", str(row))]
        document, lost = with_loose_cells(document_of(["TT", "Chỉ tiêu", "ĐVT", "2025", *rows]))
        assert (document.blocks[-1].cell is not None, lost) == (True, ())

    assert growth(read, 20, 200) < 30

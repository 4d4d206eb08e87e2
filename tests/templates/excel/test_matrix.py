"""matrix.xlsx: all results of a run in one workbook, with text as text and without silent losses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from compare import review
from compare.survey.overview import Overview
from compare.survey.surveying import Survey
from compare.survey.unit import Failure, FailureKind, Unit, UnitReview, unit_review
from templates import words
from templates.excel import matrix
from templates.excel.matrix import MatrixWriter
from tests.sample_plans import sample_of

SHEETS = [
    "Ma trận",
    "Cặp chỉ tiêu",
    "Phát hiện",
    "Cộng dồn",
    "Tỷ lệ",
    "Tồn tại lặp lại",
    "Chưa gửi",
    "Tệp không tính",
]
HOSTILE = '=HYPERLINK("http://x","y")'
LATE = Unit(name="huyện Bãi Dâu", province="tỉnh Thượng Giang", code="0123")
BROKEN = Failure(file="hỏng.docx", reason="Tệp bị hỏng.", sha256="ab")


@cache
def samples() -> tuple[UnitReview, ...]:
    uppers = [sample_of(stem) for stem in ("a1-qd-ttg", "a2-kh-tinh")]
    drafts = [sample_of(stem) for stem in ("a3-kh-huyen-khe-vang", "a5-kh-huyen-da-lung")]
    return tuple(
        unit_review(review(draft, uppers), file=draft.source.name, sha256=draft.source.sha256)
        for draft in drafts
    )


def overview_of(
    reviews: Iterable[UnitReview], failures: Sequence[Failure] = (), late: Sequence[Unit] = ()
) -> Overview:
    survey = Survey()
    reviews = list(reviews)
    for one in reviews:
        survey.add(one)
    return survey.close(failures, [*(one.unit for one in reviews), *late] if late else ())


def written(
    path: Path, reviews: Sequence[UnitReview], failures: Sequence[Failure] = (), late: Sequence[Unit] = ()
) -> Any:
    with MatrixWriter(path) as writer:
        for one in reviews:
            writer.add(one)
        writer.close(overview_of(reviews, failures, late))
    return openpyxl.load_workbook(path)


def table(sheet: Any) -> list[dict[str, Any]]:
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return written(tmp_path_factory.mktemp("matrix") / "matrix.xlsx", samples(), [BROKEN], [LATE])


def test_the_sheets_stand_in_the_order_of_reading(book: Any) -> None:
    assert book.sheetnames == SHEETS


def test_every_sheet_keeps_its_head_and_can_be_filtered(book: Any) -> None:
    for sheet in book:
        assert sheet.freeze_panes, sheet.title
        assert sheet.auto_filter.ref, sheet.title
        assert sheet.column_dimensions["B"].width > 4, sheet.title


def test_the_matrix_has_a_letter_for_each_unit_and_target(book: Any) -> None:
    (group,) = overview_of(samples()).groups
    rows = list(book["Ma trận"].iter_rows(min_row=4, max_row=3 + len(group.lines), values_only=True))
    assert [row[1] for row in rows] == [line.unit.name for line in group.lines]
    for row, line in zip(rows, group.lines, strict=True):
        assert row[2:5] == (line.file, line.fits, line.due)
        shown = [words.word("letter", letter) if letter != " " else None for letter in line.letters]
        assert list(row[6:]) == shown


def test_each_standing_has_its_background(book: Any) -> None:
    rules = [rule for found in book["Ma trận"].conditional_formatting for rule in found.rules]
    assert {rule.text for rule in rules} == {words.word("letter", one.letter) for one in matrix.FILLS}
    assert len({rule.dxf.fill.bgColor.rgb for rule in rules}) == len(rules)


def test_every_pair_and_every_finding_has_a_row(book: Any) -> None:
    pairs, findings = table(book["Cặp chỉ tiêu"]), table(book["Phát hiện"])
    assert [row["Chỉ tiêu cấp trên"] for row in pairs] == [
        row.upper.text for one in samples() for row in one.pairs
    ]
    assert [row["Nội dung"] for row in findings] == [row.message for one in samples() for row in one.findings]
    assert {row["Nhận định"] for row in pairs} == {
        words.of(row.verdict) for one in samples() for row in one.pairs
    }


def test_the_roll_up_has_a_row_for_each_unit_of_each_total(book: Any) -> None:
    totals = [total for group in overview_of(samples(), late=[LATE]).groups for total in group.totals]
    rows = table(book["Cộng dồn"])
    assert len(rows) == sum(len(total.parts) for total in totals) > 0
    assert [row["Còn thiếu"] for row in rows] == [float(total.short) for total in totals for _ in total.parts]
    assert LATE.name in {row["Đơn vị"] for row in rows}


def test_absent_units_and_failures_are_listed(book: Any) -> None:
    assert table(book["Chưa gửi"]) == [{"Đơn vị": LATE.name, "Tỉnh": LATE.province, "Mã": "0123"}]
    assert table(book["Tệp không tính"]) == [
        {
            "Tệp": "hỏng.docx",
            "Đơn vị": None,
            "Loại": "Không đọc được",
            "Lý do": "Tệp bị hỏng.",
            "SHA-256": "ab",
        }
    ]


def test_duplicates_and_plans_apart_have_their_own_kind(tmp_path: Path) -> None:
    again = Failure(file="bản sao.docx", reason="", kind=FailureKind.SAME, detail="gốc.docx")
    other = Failure(
        file="nghèo.docx", reason="", kind=FailureKind.OTHER_PROGRAMME, unit="huyện A", detail="X"
    )
    rows = table(written(tmp_path / "matrix.xlsx", [], [BROKEN, again, other])["Tệp không tính"])
    assert [(row["Tệp"], row["Đơn vị"], row["Loại"], row["Lý do"]) for row in rows] == [
        ("nghèo.docx", "huyện A", "Để riêng", "thuộc chương trình khác (X)"),
        ("bản sao.docx", None, "Trùng", "Cùng nội dung với gốc.docx"),
        ("hỏng.docx", None, "Không đọc được", "Tệp bị hỏng."),
    ]


def test_no_text_becomes_a_formula_or_a_link(tmp_path: Path) -> None:
    first = samples()[0]
    side = replace(first.pairs[0].upper, text=HOSTILE, subject=HOSTILE, value=HOSTILE, place=HOSTILE)
    hostile = replace(
        first,
        unit=Unit(name=HOSTILE, province="@SUM(A1)"),
        file="+1",
        references=tuple(replace(one, name="-1+1") for one in first.references),
        pairs=tuple(replace(row, upper=side, lower=side) for row in first.pairs),
        findings=tuple(replace(one, message="=1+1", upper="http://x") for one in first.findings),
    )
    book = written(
        tmp_path / "matrix.xlsx",
        [hostile],
        [Failure(file="=1", reason="=1+1")],
        [Unit(name="=2", province="=3", code="=4")],
    )
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert HOSTILE in {cell.value for cell in cells}
    assert not [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink]


def test_a_text_too_long_for_a_cell_is_visibly_cut(tmp_path: Path) -> None:
    first = samples()[0]
    finding = replace(first.findings[0], message="dài " * 10_000)
    book = written(tmp_path / "matrix.xlsx", [replace(first, findings=(finding,))])
    (row,) = table(book["Phát hiện"])
    assert len(row["Nội dung"]) < 32_767
    assert row["Nội dung"].endswith("…")


def test_rows_beyond_a_sheet_continue_in_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matrix, "LAST_ROW", 31)
    book = written(tmp_path / "matrix.xlsx", samples())
    parts = [sheet for sheet in book if sheet.title.startswith("Cặp chỉ tiêu")]
    assert [sheet.title for sheet in parts][:2] == ["Cặp chỉ tiêu", "Cặp chỉ tiêu (2)"]
    assert all(sheet.max_row <= 31 and sheet.auto_filter.ref and sheet.freeze_panes for sheet in parts)
    rows = [row for sheet in parts for row in table(sheet)]
    assert [row["Chỉ tiêu cấp trên"] for row in rows] == [
        row.upper.text for one in samples() for row in one.pairs
    ]


def test_targets_beyond_the_last_column_are_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matrix, "MOST_TARGETS", 7)
    (group,) = overview_of(samples()).groups
    sheet = written(tmp_path / "matrix.xlsx", samples())["Ma trận"]
    assert sheet.max_column == 6 + 7
    assert f"7 trong {len(group.columns)} chỉ tiêu" in sheet["A1"].value


def test_plans_with_other_references_have_their_own_block(tmp_path: Path) -> None:
    first, second = samples()
    other = replace(
        second, references=tuple(replace(one, key=f"khác {one.key}") for one in second.references)
    )
    sheet = written(tmp_path / "matrix.xlsx", [first, other])["Ma trận"]
    heads = [row[0].row for row in sheet.iter_rows(max_col=1) if row[0].value == "Hạng"]
    assert len(heads) == 2
    assert {sheet.cell(row + 1, 2).value for row in heads} == {first.unit.name, other.unit.name}


def test_a_run_without_results_has_a_workbook(tmp_path: Path) -> None:
    book = written(tmp_path / "matrix.xlsx", [], [BROKEN])
    assert book.sheetnames == SHEETS
    assert len(table(book["Tệp không tính"])) == 1


def test_the_same_results_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("first.xlsx", "second.xlsx"):
        written(tmp_path / name, samples(), [BROKEN], [LATE])
    assert (tmp_path / "first.xlsx").read_bytes() == (tmp_path / "second.xlsx").read_bytes()

"""The note "Vì sao ghép"."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest

from compare.decisions.settings import Settings
from templates import render
from templates.report.reasons import reason
from tests.compare.plans import reviewed


def why(upper: str, lower: str) -> str:
    """The reasons for the only pair of two sentences."""
    (pair,) = reviewed(upper, lower).pairs
    return reason(pair)


def test_equal_numbers_and_common_words_are_named() -> None:
    said = why(
        "Đến năm 2024, ít nhất 80% hộ chăn nuôi tiêm phòng cho gia súc.",
        "Năm 2024, tối thiểu 80% số hộ chăn nuôi được tiêm phòng gia súc.",
    )
    assert said == "Ghép chắc chắn: cùng số 80% năm 2024; chữ chung “hộ chăn nuôi”, “tiêm phòng”, “gia súc”."


def test_without_an_equal_number_unit_and_year_are_named() -> None:
    said = why("Năm 2024 xây dựng 20 mô hình nuôi ong.", "Năm 2024 xây dựng 12 mô hình nuôi ong lấy mật.")
    assert "cùng đơn vị mô hình; cùng năm 2024; chữ chung “mô hình nuôi ong”" in said


@pytest.mark.parametrize(
    ("upper", "lower", "words"),
    [
        ("Năm 2023 có 60% thôn có nhà văn hóa.", "Năm 2025 có 60% thôn có nhà văn hóa.", "năm muộn hơn"),
        ("Tổ chức hội thi chăn nuôi 02 lần/năm.", "Tổ chức hội thi chăn nuôi 02 lần/tháng.", "kỳ tính"),
    ],
)
def test_what_speaks_against_a_pair_is_named(upper: str, lower: str, words: str) -> None:
    assert words in why(upper, lower)


def test_a_paired_neighbour_is_named() -> None:
    made = reviewed(
        "80% hộ chăn nuôi tiêm phòng cho gia súc, 45% hộ có hố ủ phân.",
        "80% hộ chăn nuôi tiêm phòng gia súc, 45% hộ xây bể chứa.",
    )
    assert "chỉ tiêu khác trong cùng đoạn cũng khớp" in reason(made.pairs[1])


def test_an_answer_in_words_is_no_sure_pair() -> None:
    said = why(
        "90% hộ chăn nuôi tiêm phòng cho gia súc, gia cầm.",
        "Vận động các hộ chăn nuôi tiêm phòng cho gia súc, gia cầm đầy đủ.",
    )
    assert said.startswith("Ghép chưa chắc: dự thảo nêu bằng lời, không có số; chữ chung “")


def test_without_an_answer_there_is_no_reason() -> None:
    assert why("60% thôn có nhà văn hóa.", "Trồng 30 ha rừng phòng hộ.") == ""


def test_a_pair_that_evidence_leaves_open_says_so() -> None:
    (pair,) = reviewed("60% thôn có nhà văn hóa.", "60% thôn có nhà văn hóa.").pairs
    assert reason(replace(pair, perhaps=True)).startswith("Ghép chưa chắc: ")


def test_an_open_pair_names_the_words_of_one_side() -> None:
    (pair,) = reviewed(
        "80% trạm thú y vùng cao có nhân viên.", "80% trạm thú y đồng bằng có nhân viên."
    ).pairs
    said = reason(replace(pair, perhaps=True))
    assert "chỉ cấp trên có “vùng cao”; chỉ dự thảo có “đồng bằng”" in said


def test_reports_show_the_reason_without_log_odds() -> None:
    made = reviewed(
        "80% hộ chăn nuôi tiêm phòng cho gia súc.", "80% số hộ chăn nuôi được tiêm phòng gia súc."
    )
    page = render(made, "html").decode()
    assert "<summary>Vì sao ghép</summary>" in page
    assert "chữ chung “hộ chăn nuôi”" in page
    sheet = openpyxl.load_workbook(BytesIO(render(made, "xlsx")))["Bảng đối chiếu"]
    heads = [cell.value for cell in sheet[1]]
    assert "chữ chung “hộ chăn nuôi”" in sheet.cell(2, heads.index("Vì sao ghép") + 1).value


def test_an_open_pair_is_explained_to_the_reviewer_alone() -> None:
    sentences = "80% hộ chăn nuôi tiêm phòng cho gia súc.", "80% số hộ chăn nuôi được tiêm phòng gia súc."
    made = reviewed(*sentences, Settings(match=0.9999, merged=1.0))
    assert "Ghép chưa chắc: cùng số 80%" in render(made, "html").decode()
    paper = render(made, "md").decode()
    assert "Chưa chắc hai nội dung sau tương ứng với nhau: “80% hộ chăn nuôi" in paper
    assert "chữ chung" not in paper

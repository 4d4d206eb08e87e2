"""Blocks found again among the letters of a print."""

from __future__ import annotations

import unicodedata

import pytest

from extract.placing.matching import folded, matched, part_of


def found(text: str, *blocks: str) -> list[list[str]]:
    """The pieces of the text in which each block is found."""
    whole = folded(text)
    shown = []
    for block, runs in zip(blocks, matched([folded(block) for block in blocks], whole), strict=True):
        parts = part_of(runs, 0, len(folded(block).letters))
        shown.append([text[whole.at[first] : whole.at[last - 1] + 1] for first, last in parts])
    return shown


def test_spaces_signs_and_forms_of_letters_do_not_matter() -> None:
    text = unicodedata.normalize("NFD", "1. ÍT NHẤT 60 %\nsố xã, phường")
    ((piece,),) = found(text, "Ít nhất 60% số xã")
    assert unicodedata.normalize("NFC", piece) == "ÍT NHẤT 60 %\nsố xã"


def test_equal_blocks_keep_their_order() -> None:
    text = "Đạt 60% số xã. A. Đạt 60% số xã. B. Đạt 60% số xã."
    whole = folded(text)
    runs = matched([folded("Đạt 60% số xã")] * 3, whole)
    assert [whole.at[one[0][2]] for one in runs] == [0, 18, 36]


def test_a_number_is_no_part_of_others() -> None:
    assert found("12 19 2 1 21 9", "21", "9") == [["21"], ["9"]]


def test_letters_that_differ_leave_the_rest() -> None:
    text = "Mục tiêu chung: mức phụ cấp tối thiểu bằng mức lơng cơ bản do Chính phủ quy định. Mục tiêu khác"
    block = "mức phụ cấp tối thiểu bằng mức lương cơ bản do Chính phủ quy định"
    assert found(text, block) == [["mức phụ cấp tối thiểu bằng mức lơng cơ bản do Chính phủ quy định"]]


def test_the_foot_of_a_page_is_no_part() -> None:
    head = "Hỗ trợ đào tạo, bồi dưỡng nghề cho người lao động nông thôn thuộc hộ nghèo"
    tail = "và hộ cận nghèo theo quy định của Chính phủ trong giai đoạn này"
    assert found(f"{head}\n12\nVăn phòng Ủy ban\n{tail}", f"{head} {tail}") == [[head, tail]]


def test_a_row_that_a_page_breaks() -> None:
    """The other cells of the row stand between the two pieces of its name."""
    text = "6 Tỷ lệ hộ nghèo sử % 82 90 dụng nước hợp vệ sinh 7 Số xã 12"
    cells = ("6", "Tỷ lệ hộ nghèo sử dụng nước hợp vệ sinh", "%", "82", "90", "7", "Số xã", "12")
    assert found(text, *cells) == [
        ["6"],
        ["Tỷ lệ hộ nghèo sử", "dụng nước hợp vệ sinh"],
        ["%"],
        ["82"],
        ["90"],
        ["7"],
        ["Số xã"],
        ["12"],
    ]


def test_a_text_box_is_found_out_of_order() -> None:
    text = "Khung ở lề trang này. Một câu dài của văn bản thứ nhất. Một câu dài của văn bản thứ hai."
    blocks = ("Một câu dài của văn bản thứ nhất", "Khung ở lề trang này", "Một câu dài của văn bản thứ hai")
    assert found(text, *blocks) == [[block] for block in blocks]


@pytest.mark.parametrize("block", ["", "- ;", "Một câu không có trong văn bản này chút nào", "12"])
def test_what_is_not_there_is_not_found(block: str) -> None:
    assert found("Đạt 60% số xã vào năm 2025 và 70% số xã vào năm 2030, 112 hộ", block) == [[]]

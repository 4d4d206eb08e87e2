"""From reader blocks to whole paragraphs: text within a block, and joined lines."""

from __future__ import annotations

import unicodedata
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Block, Cell, Document
from extract.text import cleaning
from extract.text.cleaning import clean
from extract.traced import Traced
from tests.extract.notation import cleaned, document_of, fixtures
from tests.fixtures import Fixture


def paragraphs(document: Document) -> list[str]:
    return [paragraph.text.text for paragraph in clean(document)]


@fixtures("cleaning")
def test_blocks(fixture: Fixture) -> None:
    assert paragraphs(document_of(fixture.lines)) == list(fixture.expected)


@fixtures("wrapped")
def test_lines(fixture: Fixture) -> None:
    assert paragraphs(document_of(fixture.lines, line=True)) == list(fixture.expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đạt  60 %\t số xã ", "Đạt 60 % số xã"),
        ("Trẻ\u00a0em\u2003gái", "Trẻ em gái"),
        ("bình\u200b đẳng gi\u00adới\ufeff", "bình đẳng giới"),
        (unicodedata.normalize("NFD", "Hoà giải ở cơ sở"), "Hoà giải ở cơ sở"),
        ("\u200b \u00a0", ""),
        ("Đạt ６０％ số xã （đợt １）", "Đạt 60% số xã (đợt 1)"),
        ("Đạt \U0001d7d4\u0660 hộ", "Đạt 60 hộ"),
        ("2021‐2025, 15‑KH/HU, −5 độ, ― ghi chú – hết", "2021-2025, 15-KH/HU, -5 độ, — ghi chú – hết"),
        ("m²: 40 m², 5 × 3", "m²: 40 m², 5 × 3"),
        ("ngày 5\u00a0tháng\u202f3", "ngày 5 tháng 3"),
        ("tệp kế_hoạch.docx, snake_case, ma_so, a_b_c", "tệp kế_hoạch.docx, snake_case, ma_so, a_b_c"),
        ("Số: ____/KH-UBND", "Số: ____/KH-UBND"),
        ("хã hội, trẻ еm có сha mẹ", "xã hội, trẻ em có cha mẹ"),
        (unicodedata.normalize("NFD", "bа\u0301o cáo của tỉnh"), "báo cáo của tỉnh"),
        ("Đoàn xiếc Цирк của Nga", "Đoàn xiếc Цирк của Nga"),
        ("хор", "хор"),
        ("hệ số α, β và µ", "hệ số α, β và µ"),
    ],
)
def test_text_steps(text: str, expected: str) -> None:
    assert cleaned(text).text == expected


def test_a_line_break_in_a_block_is_a_wrap() -> None:
    document = document_of(["1. Mục tiêu của kế hoạch\nvề người cao tuổi", "2. Nhiệm vụ"])
    assert paragraphs(document) == ["1. Mục tiêu của kế hoạch về người cao tuổi", "2. Nhiệm vụ"]


def test_a_line_break_before_a_label_parts() -> None:
    document = document_of(["Đến năm 2025:\n- Đạt 60% số xã;\n- Đạt 70% số thôn."])
    assert paragraphs(document) == ["Đến năm 2025:", "- Đạt 60% số xã;", "- Đạt 70% số thôn."]


SEGMENTED = [
    "Kế_hoạch phát_triển du_lịch",
    "Đạt 60 % số bản , kinh_doanh lưu_trú ; tệp mục_lục.docx",
    "- Hỗ_trợ người_dân , cột snake_case",
]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_joined_syllables_of_a_segmented_text_are_parted(form: Literal["NFC", "NFD"]) -> None:
    assert paragraphs(document_of([unicodedata.normalize(form, line) for line in SEGMENTED])) == [
        "Kế hoạch phát triển du lịch",
        "Đạt 60 % số bản , kinh doanh lưu trú ; tệp mục_lục.docx",
        "- Hỗ trợ người dân , cột snake_case",
    ]


def test_a_joined_name_or_two_make_no_segmented_text() -> None:
    lines = ["Lưu tại kế_hoạch của phòng", "Trường mã_số và ma_so, kinh_doanh"]
    assert paragraphs(document_of(lines)) == lines


@pytest.mark.parametrize("end", ["\\r\\n", "\\n", "\u2028", "\u2029", "\x85"])
def test_an_escaped_line_end_is_a_line_end(end: str) -> None:
    document = document_of([f"1. Mục tiêu{end}- Đạt 60% số xã.{end}- Đạt 70% số thôn."])
    assert paragraphs(document) == ["1. Mục tiêu", "- Đạt 60% số xã.", "- Đạt 70% số thôn."]


@pytest.mark.parametrize("line", [r"Lưu tại D:\nam 2023\noi bo", r"Gửi về \\may-chu\nop", r"a\b và \alpha"])
def test_a_backslash_in_a_path_is_no_line_end(line: str) -> None:
    assert paragraphs(document_of([line])) == [line]


def test_whole_paragraphs_are_never_joined_as_lines() -> None:
    lines = ["Kế hoạch được giao cho các", "Xã thực hiện"]
    assert paragraphs(document_of(lines)) == lines
    assert paragraphs(document_of(lines, line=True)) == [" ".join(lines)]


def test_a_full_line_continues_with_a_capital() -> None:
    lines = ["Giao cho các phòng chuyên môn theo dõi và đôn đốc việc làm của Hội", "Phụ nữ huyện"]
    assert paragraphs(document_of(lines, line=True, full=True)) == [" ".join(lines)]


def test_a_short_line_ends_before_a_capital() -> None:
    lines = ["Mục tiêu chung", "Trẻ em được sống an toàn"]
    assert paragraphs(document_of(lines, line=True, full=False)) == lines


def test_cells_are_never_joined() -> None:
    lines = ["Tỷ lệ trẻ em biết bơi của", "huyện An Sơn"]
    found = document_of(lines, line=True)
    cells = tuple(
        Block(text=block.text, start=block.start, line=True, cell=Cell(table=0, row=0, column=column))
        for column, block in enumerate(found.blocks)
    )
    document = Document(name="bang.txt", format="txt", sha256="", text=found.text, blocks=cells)
    assert paragraphs(document) == lines


def test_a_phrase_broken_by_a_page_end() -> None:
    lines = [
        "- Tổ chức các lớp bồi dưỡng kiến thức chăm sóc người cao tuổi cho cộng tác",
        "viên thôn và người thân trong gia đình.",
    ]
    assert paragraphs(document_of(lines, pages=[1, 2])) == [" ".join(lines)]


def test_a_page_number_between_does_not_part_a_phrase() -> None:
    lines = [
        "- Tổ chức các lớp bồi dưỡng kiến thức chăm sóc người cao tuổi cho cộng tác",
        "3",
        "viên thôn và người thân trong gia đình.",
    ]
    assert paragraphs(document_of(lines, pages=[3, 3, 4])) == [f"{lines[0]} {lines[2]}"]


def test_a_list_over_a_page_end_is_not_joined() -> None:
    lines = [
        "- Tổ chức các lớp bồi dưỡng kiến thức chăm sóc người cao tuổi cho cộng tác viên",
        "b) cán bộ xã được tập huấn.",
    ]
    assert paragraphs(document_of(lines, pages=[1, 2])) == lines


def test_a_running_head_is_removed() -> None:
    lines: list[str] = []
    pages: list[int] = []
    for page in range(1, 6):
        lines += [
            "Kế hoạch bình đẳng giới huyện An Sơn",
            f"{page}. Nội dung thứ {page} của kế hoạch.",
            f"Câu cuối {page}.",
        ]
        pages += [page] * 3
    found = paragraphs(document_of(lines, pages=pages))
    assert "Kế hoạch bình đẳng giới huyện An Sơn" not in found
    assert [text for text in found if "Nội dung" in text] == lines[1::3]


def test_source_offsets_survive_all_steps() -> None:
    lines = ["- Duy trì  kết\u00a0quả đến hết năm 20", "24 tại các xã biên giới2 và xã", "đảo."]
    document = document_of(lines, line=True)
    (paragraph,) = clean(document)
    assert paragraph.text.text == "- Duy trì kết quả đến hết năm 2024 tại các xã biên giới và xã đảo."
    for place, letter in zip(paragraph.text.offsets, paragraph.text.text, strict=True):
        assert document.text[place] == letter or letter == " "
    assert list(paragraph.text.offsets) == sorted(paragraph.text.offsets)


def test_bold_and_plain_lines_are_not_joined() -> None:
    heading = document_of(["Mục tiêu về chuyển đổi số của"], bold=True).blocks[0]
    rest = Block(text="Huyện An Sơn phấn đấu", start=len(heading.text) + 1, line=True)
    text = f"{heading.text}\n{rest.text}"
    for bold, count in ((True, 1), (False, 2)):
        style = heading.style if bold else type(heading.style)(bold=False)
        blocks = (
            Block(text=heading.text, start=0, line=True, style=heading.style),
            Block(text=rest.text, start=rest.start, line=True, style=style),
        )
        assert len(clean(Document(name="x", format="pdf", sha256="", text=text, blocks=blocks))) == count


SIGNS = st.one_of(
    st.characters(max_codepoint=0x2100),
    st.sampled_from("ngày tháng2 5%‰ ,.:;1O\u200b\u0302\\№ha1m2"),
    st.sampled_from(
        ["ngày2", "tháng4", "3 ,5%", "liên quan1", "24%1", "6O%", "\\n", "a\u0302\u0323", "\u00a0 "]
    ),
)


@given(st.lists(SIGNS, max_size=12).map("".join))
def test_a_step_left_out_would_change_nothing(text: str) -> None:
    whole = Traced.of(text)
    for step in cleaning.TEXT_STEPS:
        whole = step(whole)
    assert cleaning._cleaned(text, cleaning.TEXT_STEPS) == whole


def test_steps_are_left_out_for_usual_signs() -> None:
    usual = Traced.of("".join(sign for sign in map(chr, range(0x2300)) if not cleaning._UNUSUAL.search(sign)))
    assert len(usual) > 200
    assert all(step(usual) == usual for step in cleaning._FOR_UNUSUAL)


@given(st.lists(SIGNS, max_size=12).map("".join))
def test_a_quick_look_misses_no_change(text: str) -> None:
    traced = Traced.of(text)
    assert cleaning.part_dates(traced) == traced.sub(cleaning._GLUED_DATE, r"\1 \2")
    assert cleaning.close_decimals(traced) == traced.sub(cleaning._LOOSE_COMMA, ",")
    assert cleaning.single_spaces(traced) == traced.sub(cleaning._SPACES, " ").strip()

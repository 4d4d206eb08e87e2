"""Lines of a masthead on the left, and feet of pages within a sentence."""

from __future__ import annotations

from extract.model import Block, Document
from extract.text.cleaning import clean
from tests.extract.notation import document_of


def wrapped(*lines: str) -> list[str]:
    """The paragraphs of lines that all reach the margin, as short lines on the left seem to do."""
    blocks, start = [], 0
    for line in lines:
        blocks.append(Block(text=line, start=start, line=True, full=True, indented=False))
        start += len(line) + 1
    document = Document(name="a", format="pdf", sha256="", text="\n".join(lines), blocks=tuple(blocks))
    return [paragraph.text.text for paragraph in clean(document)]


def test_kind_and_title_of_a_masthead_on_the_left() -> None:
    lines = [
        "Đá Ngang, ngày 02 tháng 4 năm 2022",
        "KẾ HOẠCH",
        "Chiếu sáng đường quê giai đoạn 2022 - 2025",
        "Căn cứ Nghị quyết số 12/NQ-HĐND ngày 01/3/2022 của Hội đồng nhân dân huyện;",
    ]
    assert wrapped(*lines) == lines


def test_recipients_begin_a_paragraph() -> None:
    assert wrapped("Kinh phí do huyện cấp", "Nơi nhận:") == ["Kinh phí do huyện cấp", "Nơi nhận:"]


def test_a_foot_within_a_sentence_over_two_pages() -> None:
    lines = [
        "1. Lắp đèn cho các ngõ xóm chưa có điện chiếu sáng, ưu tiên các ngõ",
        "UBND xã Đá Ngang",
        "Kế hoạch chiếu sáng, trang 1",
        "gần trường học.",
        "UBND xã Đá Ngang",
        "Kế hoạch chiếu sáng, trang 2",
    ]
    found = [
        paragraph.text.text for paragraph in clean(document_of(lines, pages=[1, 1, 1, 2, 2, 2], line=True))
    ]
    assert found == [f"{lines[0]} {lines[3]}"]


def test_alike_sentences_at_two_page_ends_stay() -> None:
    lines = ["- Năm 2023 lắp 40 bộ đèn.", "- Năm 2024 lắp 45 bộ đèn."]
    found = [paragraph.text.text for paragraph in clean(document_of(lines, pages=[1, 2]))]
    assert found == lines

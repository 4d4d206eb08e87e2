"""A decision with its attached plan, two mastheads and two appendices: Word."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK

from tests.layouts.prose_sources import parts

if TYPE_CHECKING:
    from docx.document import Document as Word


def build(path: Path) -> None:
    """Write the file."""
    texts = parts("p6")
    word = Document()
    _masthead(
        word,
        ["ỦY BAN NHÂN DÂN", "TỈNH THẠCH KHÊ", "-------", "Số: 1482/QĐ-UBND"],
        [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "---------------",
            "Thạch Khê, ngày 09 tháng 8 năm 2021",
        ],
    )
    _centred(word, "QUYẾT ĐỊNH")
    _centred(word, "Ban hành Kế hoạch thực hiện Chiến lược cấp nước sạch và vệ sinh nông thôn")
    _centred(word, "giai đoạn 2021 - 2025 trên địa bàn tỉnh Thạch Khê")
    _centred(word, "ỦY BAN NHÂN DÂN TỈNH THẠCH KHÊ")
    for line in texts["decision"].strip().split("\n"):
        if line == "QUYẾT ĐỊNH:":
            _centred(word, line)
        else:
            word.add_paragraph(line)
    _tail(word)
    word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    _masthead(
        word,
        ["ỦY BAN NHÂN DÂN", "TỈNH THẠCH KHÊ", "-------"],
        ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "---------------"],
    )
    _centred(word, "KẾ HOẠCH")
    _centred(word, "Thực hiện Chiến lược cấp nước sạch và vệ sinh nông thôn")
    _centred(word, "giai đoạn 2021 - 2025 trên địa bàn tỉnh Thạch Khê")
    note = word.add_paragraph()
    note.alignment = WD_ALIGN_PARAGRAPH.CENTER
    note.add_run(
        "(Ban hành kèm theo Quyết định số 1482/QĐ-UBND ngày 09 tháng 8 năm 2021 "
        "của Ủy ban nhân dân tỉnh Thạch Khê)"
    ).italic = True
    _lines(word, texts["plan"])
    _centred(word, "PHỤ LỤC I")
    _centred(word, "CÔNG TRÌNH VỆ SINH TRƯỜNG HỌC")
    _lines(word, texts["first_appendix"])
    _centred(word, "PHỤ LỤC II")
    _centred(word, "PHÂN CÔNG ĐẦU MỐI")
    _table(word)
    word.save(str(path))


def _masthead(word: Word, left: list[str], right: list[str]) -> None:
    table = word.add_table(rows=1, cols=2)
    for cell, lines in zip(table.rows[0].cells, (left, right), strict=True):
        cell.paragraphs[0].add_run(lines[0]).bold = True
        for line in lines[1:]:
            cell.add_paragraph().add_run(line).bold = not line.startswith(("Số", "Thạch"))
        for paragraph in cell.paragraphs:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _tail(word: Word) -> None:
    table = word.add_table(rows=1, cols=2)
    columns = (
        [
            "Nơi nhận:",
            "- Như Điều 3;",
            "- Bộ Nông nghiệp và Phát triển nông thôn (b/c);",
            "- Thường trực Tỉnh ủy;",
            "- Lưu: VT, NL.",
        ],
        ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "", "Trịnh Văn Bảo"],
    )
    for cell, lines in zip(table.rows[0].cells, columns, strict=True):
        cell.paragraphs[0].add_run(lines[0]).bold = True
        for line in lines[1:]:
            cell.add_paragraph(line)


def _centred(word: Word, text: str) -> None:
    paragraph = word.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(text).bold = True


def _lines(word: Word, text: str) -> None:
    for line in text.strip().split("\n"):
        word.add_paragraph().add_run(line.removeprefix("# ")).bold = line.startswith("# ")


def _table(word: Word) -> None:
    rows = [
        ("STT", "Nội dung", "Cơ quan đầu mối"),
        ("1", "Cấp nước nông thôn", "Sở Nông nghiệp và Phát triển nông thôn"),
        ("2", "Vệ sinh hộ gia đình", "Sở Y tế"),
        ("3", "Vệ sinh trường học", "Sở Giáo dục và Đào tạo"),
    ]
    table = word.add_table(rows=0, cols=3)
    table.style = "Table Grid"
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text

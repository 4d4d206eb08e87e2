"""Parts, chapters and "Mục tiêu 1 / Chỉ tiêu 4", two deadlines in most bullets, a long status part: PDF."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from tests.layouts.prose_sources import parts

if TYPE_CHECKING:
    from docx.document import Document as Word


def build(path: Path) -> None:
    """Write the file: Word, then PDF."""
    word = Document()
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    word.styles["Normal"].font.name = "Liberation Serif"
    word.styles["Normal"].font.size = Pt(14)
    _page_number(word)
    _columns(
        word,
        ["ỦY BAN NHÂN DÂN", "TỈNH SA HUYỀN", "Số: 119/KH-UBND"],
        [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Sa Huyền, ngày 28 tháng 6 năm 2021",
        ],
        size=12,
    )
    for line in parts("p9")["text"].strip().split("\n"):
        kind, text = line.split(" ", 1)
        paragraph = word.add_paragraph()
        paragraph.add_run(text).bold = kind in "CB"
        centred = WD_ALIGN_PARAGRAPH.CENTER if kind == "C" else WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.alignment = centred
        paragraph.paragraph_format.first_line_indent = None if kind == "C" else Cm(1.27)
        paragraph.paragraph_format.space_after = Pt(6)
    _columns(
        word,
        [
            "Nơi nhận:",
            "- Bộ Lao động - Thương binh và Xã hội;",
            "- Thường trực Tỉnh ủy, HĐND tỉnh;",
            "- Các sở, ban, ngành;",
            "- Lưu: VT, KGVX.",
        ],
        ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "", "", "Huỳnh Thị Mộng Điệp"],
        size=12,
    )
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"{path.stem}.docx"
        word.save(str(source))
        program = shutil.which("soffice") or "soffice"
        subprocess.run(
            [program, "--headless", "--convert-to", "pdf", "--outdir", folder, str(source)],
            check=True,
            timeout=180,
        )
        shutil.copy(source.with_suffix(".pdf"), path)


def _columns(word: Word, left: list[str], right: list[str], *, size: int) -> None:
    table = word.add_table(rows=1, cols=2)
    for cell, lines, width in zip(table.rows[0].cells, (left, right), (Cm(6.5), Cm(9.5)), strict=True):
        cell.width = width
        for number, line in enumerate(lines):
            paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
            run = paragraph.add_run(line)
            run.font.size = Pt(size)
            run.bold = not line.startswith(("-", "Số", "Sa"))
            if not line.startswith("-"):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _page_number(word: Word) -> None:
    paragraph = word.sections[0].header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)

"""The layout of the Word template after Nghị định 30/2020/NĐ-CP, Phụ lục I: page, fonts, annexes, tables."""

from __future__ import annotations

from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

FONT = "Times New Roman"
RIGHT = WD_ALIGN_PARAGRAPH.RIGHT
CENTER, JUSTIFY, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.LEFT
MOTTO = [
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12.0, "b"),
    ("Độc lập - Tự do - Hạnh phúc", 13.0, "b"),
    ("", 56.0, "rule"),
]
"""The national motto in the head of a paper: text, size in points, look; the line under it is as long as its words."""
SIGNATURE = 5
"""Empty lines between the position and the name of a signer: at least 25 mm."""
_MARGIN = 1.9
"""The margin of a cell on each side in millimetres."""


class Builder:
    """Writes paragraphs and tables in the few looks of the report."""

    def __init__(self) -> None:
        self.document: Any = Document()
        self._styles()
        self._page(self.document.sections[0])

    def _styles(self) -> None:
        normal = self.document.styles["Normal"]
        normal.font.name, normal.font.size = FONT, Pt(13)
        fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:eastAsia", "w:cs", "w:hAnsi"):
            fonts.set(qn(script), FONT)
        layout = normal.paragraph_format
        layout.space_before, layout.space_after, layout.line_spacing = Pt(0), Pt(6), 1.05
        for name, size in (("Table Text", 11), ("Table Small", 9.5)):
            table = self.document.styles.add_style(name, 1)
            table.base_style, table.font.size = normal, Pt(size)
            table.paragraph_format.space_after, table.paragraph_format.line_spacing = Pt(2), 1.0

    def _page(self, section: Any) -> None:
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(20), Mm(20)
        section.left_margin, section.right_margin = Mm(30), Mm(15)
        section.header_distance = Mm(10)
        self._numbered(section)

    def _numbered(self, section: Any) -> None:
        """Page numbers from 1 in the middle of the header, except on the first page of the section."""
        section.different_first_page_header_footer = True
        section.header.is_linked_to_previous = False
        head = section.header.paragraphs[0]
        head.alignment = CENTER
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        head._p.append(field)
        for old in section._sectPr.findall(qn("w:pgNumType")):
            section._sectPr.remove(old)
        start = OxmlElement("w:pgNumType")
        start.set(qn("w:start"), "1")
        section._sectPr.insert_element_before(start, "w:cols", "w:titlePg", "w:docGrid")

    def section(self, *, landscape: bool = False) -> None:
        """Begin a section on a new page, whose pages have numbers of their own.

        The break stands in a paragraph of its own, which keeps the layout of the section before it: a condition may
        only take it away where the section behind it looks the same.
        """
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        ended = self.document.paragraphs[-1].paragraph_format
        ended.space_after, ended.line_spacing = Pt(0), Pt(1)
        if landscape:
            section.orientation = WD_ORIENT.LANDSCAPE
            section.page_width, section.page_height = Mm(297), Mm(210)
            section.left_margin, section.right_margin = Mm(30), Mm(20)
        self._numbered(section)

    def annex(self, number: str, title: str, attached: str) -> None:
        """Write the heading of an annex: its number ("" for the only one), its title, the paper that it goes with."""
        self.line(f"Phụ lục {number}".strip(), bold=True, align=CENTER, size=14, keep=True)
        self.line(title, bold=True, align=CENTER, keep=True)
        self.line(attached, italic=True, align=CENTER, keep=True)

    def line(self, text: str, **look: Any) -> Any:
        """Write one paragraph of the body and return it."""
        return self._write(self.document.add_paragraph(), text, **look)

    def heading(self, text: str, level: int) -> None:
        """Write a heading, which keeps with the next paragraph; its level also shows in Word's outline."""
        paragraph = self.line(text, bold=True, indent=True, keep=True)
        outline = OxmlElement("w:outlineLvl")
        outline.set(qn("w:val"), str(level - 1))
        paragraph._p.get_or_add_pPr().append(outline)

    def mark(self, text: str) -> None:
        """Write a paragraph with a Jinja tag only, which vanishes when the template is filled."""
        self.document.add_paragraph(text)

    def gap(self) -> None:
        """Write a little space after a table."""
        layout = self.document.add_paragraph().paragraph_format
        layout.space_after, layout.line_spacing = Pt(0), Pt(8)

    def frame(self, widths: list[float], rows: int) -> Any:
        """Write an empty table without borders, with widths in millimetres, and return it."""
        table = self.document.add_table(rows=rows, cols=len(widths))
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        for row in table.rows:
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Mm(width)
        return table

    def table(
        self, widths: list[float], rows: list[list[str]], style: str = "Table Text", *, counted: bool = False
    ) -> None:
        """Write a ruled table with widths in millimetres; its first row repeats on every page, and no row is split.

        ``counted``: its first column has running numbers, in the middle.
        """
        table = self.frame(widths, len(rows))
        table.style = "Table Grid"
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for at, (row, texts) in enumerate(zip(table.rows, rows, strict=True)):
            for column, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
                self.fill(cell, text, style, head=at == 0, centred=counted and column == 0)

    def fill(self, cell: Any, text: str, style: str, *, head: bool = False, centred: bool = False) -> None:
        """Write each line of ``text`` as a paragraph of the cell."""
        for at, line in enumerate(text.split("\n")):
            paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
            paragraph.style = style
            self._write(paragraph, line, bold=head, align=CENTER if head or centred else LEFT)

    def lines(self, cell: Any, lines: list[tuple[str, float, str]], align: Any) -> None:
        """Write lines into a cell of a frame: text, size in points, look ("b", "i" or both).

        The look "rule" is a solid line in the middle, whose size is its length in millimetres.
        """
        for at, (text, size, look) in enumerate(lines):
            paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(0)
            if look == "rule":
                self._rule(paragraph, (cell.width.mm - size) / 2 - _MARGIN)
                continue
            self._write(paragraph, text, bold="b" in look, italic="i" in look, align=align, size=size)

    def rule(self, length: float, width: float) -> None:
        """Write a solid line of ``length`` millimetres in the middle of text of a ``width``."""
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(6)
        self._rule(paragraph, (width - length) / 2)

    def _rule(self, paragraph: Any, inset: float) -> None:
        """A solid line under an empty paragraph, ``inset`` millimetres from both sides of its cell."""
        layout = paragraph.paragraph_format
        layout.left_indent = layout.right_indent = Mm(inset)
        layout.line_spacing = Pt(3)
        borders, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
        properties = paragraph._p.get_or_add_pPr()
        properties.insert_element_before(borders, "w:spacing", "w:ind", "w:jc", "w:rPr")

    def _write(
        self,
        paragraph: Any,
        text: str,
        *,
        bold: bool = False,
        italic: bool = False,
        align: Any = JUSTIFY,
        indent: bool = False,
        keep: bool = False,
        size: float | None = None,
    ) -> Any:
        run = paragraph.add_run(text)
        run.bold, run.italic = bold or None, italic or None
        run.font.size = Pt(size) if size else None
        paragraph.alignment = align
        paragraph.paragraph_format.keep_with_next = keep or None
        if indent:
            paragraph.paragraph_format.first_line_indent = Mm(10)
        return paragraph

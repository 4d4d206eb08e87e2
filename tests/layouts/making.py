"""Plans in awkward layouts, written once in a short notation and made into Word, PDF, HTML and Markdown.

One line is one block; the first word gives its kind:

    C text      centred, bold                      Ci text    centred, italic
    H text      a heading: bold                    P text     plain
    I text      italic                             PB         a page break
    LANDSCAPE   wide pages from here on            PORTRAIT   upright pages again
    T a | b     a row of a ruled table             TH a | b   a row of its head, repeated on every page
    N a | b     a row of a table without rules (masthead, signature)

    W 1 6 2     the relative widths of the columns of the next table

Within a table "^" continues the cell above, "<" the cell to the left, " // " begins a new paragraph in a cell. A table
ends before the first line that is no row.
"""

from __future__ import annotations

import html
import io
import re
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

HERE = Path(__file__).resolve().parent
FILES = HERE / "files"
ROWS = ("T", "TH", "N")
TAGS = ("C", "Ci", "H", "P", "I", "PB", "W", "LANDSCAPE", "PORTRAIT", *ROWS)
STAMP = datetime(2022, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A block outside tables; see the notation above for ``tag``."""

    tag: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A cell with the rows and columns that it covers."""

    row: int
    column: int
    rows: int
    columns: int
    text: str

    @property
    def paragraphs(self) -> list[str]:
        return self.text.split(" // ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table; ``head`` is the number of rows repeated on every page."""

    boxes: tuple[Box, ...]
    rows: int
    columns: int
    head: int
    ruled: bool
    widths: tuple[int, ...] = ()


def parse(source: str) -> list[Line | Grid]:
    """The blocks of a plan; raise ValueError on a line outside the notation."""
    lines = []
    for line in filter(str.strip, source.splitlines()):
        tag, _, text = line.partition(" ")
        if tag not in TAGS:
            raise ValueError(f"no known tag: {line[:40]!r}")
        lines.append(Line(tag=tag, text=text.strip()))
    blocks: list[Line | Grid] = []
    for kind, group in groupby(lines, key=lambda line: line.tag[:1] if line.tag in ROWS else ""):
        run = list(group)
        if not kind:
            blocks += run
            continue
        grid, above = _grid(run), blocks[-1] if blocks else None
        if isinstance(above, Line) and above.tag == "W":
            blocks[-1] = replace(grid, widths=tuple(map(int, above.text.split())))
        else:
            blocks.append(grid)
    return blocks


def _grid(rows: list[Line]) -> Grid:
    texts = [[cell.strip() for cell in row.text.split("|")] for row in rows]
    columns = len(texts[0])
    for line in texts:
        if len(line) != columns:
            raise ValueError(f"{len(line)} cells where {columns} are wanted: {' | '.join(line)[:60]!r}")
    boxes = []
    for row, line in enumerate(texts):
        for column, text in enumerate(line):
            if text in ("^", "<"):
                continue
            wide = next((n for n in range(column + 1, columns) if line[n] != "<"), columns) - column
            high = next((n for n in range(row + 1, len(texts)) if texts[n][column] != "^"), len(texts)) - row
            boxes.append(Box(row=row, column=column, rows=high, columns=wide, text=text))
    head = sum(row.tag == "TH" for row in rows)
    return Grid(boxes=tuple(boxes), rows=len(rows), columns=columns, head=head, ruled=rows[0].tag != "N")


def to_docx(source: str) -> bytes:
    """A Word document, the same bytes at every run."""
    document = Document()
    normal, page = document.styles["Normal"], document.sections[0]
    normal.font.name, normal.font.size = "Times New Roman", Pt(13)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Cm(3), Cm(2), Cm(2), Cm(2)
    for block in parse(source):
        if isinstance(block, Grid):
            _add_table(document, block)
        else:
            _add_line(document, block)
    properties = document.core_properties
    properties.author, properties.comments = "doichieu", ""
    properties.created = properties.modified = STAMP
    raw, fixed = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(fixed, "w") as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, (2022, 1, 1, 0, 0, 0)), old.read(name), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()


def _add_line(document: Any, line: Line) -> None:
    if line.tag in ("LANDSCAPE", "PORTRAIT"):
        section = document.add_section(WD_SECTION.NEW_PAGE)
        wide = line.tag == "LANDSCAPE"
        section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (Cm(29.7), Cm(21)) if wide else (Cm(21), Cm(29.7))
        return
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(4)
    if line.tag in ("C", "Ci"):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif line.tag != "PB":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Cm(1.27)
    run = paragraph.add_run(line.text)
    run.bold, run.italic = line.tag in ("C", "H"), line.tag in ("Ci", "I")
    if line.tag == "PB":
        run.add_break(WD_BREAK.PAGE)


def _add_table(document: Any, grid: Grid) -> None:
    table = document.add_table(rows=grid.rows, cols=grid.columns)
    table.style = "Table Grid" if grid.ruled else "Normal Table"
    if grid.widths:
        page = document.sections[-1]
        room = page.page_width - page.left_margin - page.right_margin
        table.autofit = False
        for column, width in zip(table.columns, grid.widths, strict=True):
            for cell in (column, *column.cells):
                cell.width = room * width // sum(grid.widths)
    for box in grid.boxes:
        cell = table.cell(box.row, box.column)
        if box.rows > 1 or box.columns > 1:
            cell = cell.merge(table.cell(box.row + box.rows - 1, box.column + box.columns - 1))
        for number, text in enumerate(box.paragraphs):
            paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(0)
            if not grid.ruled or box.row < grid.head:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            run = paragraph.add_run(text)
            run.font.size = Pt(12)
            run.bold = box.row < grid.head or not grid.ruled
    for row in table.rows[: grid.head]:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def to_pdf(source: str) -> bytes:
    """The PDF that LibreOffice prints of the Word document."""
    with tempfile.TemporaryDirectory() as name:
        Path(name, "plan.docx").write_bytes(to_docx(source))
        profile = f"-env:UserInstallation=file://{name}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", name]
        subprocess.run([*command, f"{name}/plan.docx"], check=True, timeout=180, capture_output=True)
        return Path(name, "plan.pdf").read_bytes()


_HTML = {
    "C": '<p align="center"><b>{}</b></p>',
    "Ci": '<p align="center"><i>{}</i></p>',
    "I": "<p><i>{}</i></p>",
}
_HTML |= {"H": "<p><b>{}</b></p>", "P": "<p>{}</p>"}


def to_html(source: str) -> bytes:
    """A plain web page."""
    body: list[str] = []
    for block in parse(source):
        if isinstance(block, Grid):
            body += _html_table(block)
        elif block.text:
            body.append(_HTML[block.tag].format(html.escape(block.text)))
    page = '<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8"><title>Văn bản</title></head><body>'
    return "\n".join([page, *body, "</body></html>", ""]).encode()


def _html_table(grid: Grid) -> Iterator[str]:
    yield "<table border='1'>" if grid.ruled else "<table width='100%'>"
    for row in range(grid.rows):
        cells = []
        for box in (box for box in grid.boxes if box.row == row):
            spans = f" rowspan='{box.rows}'" * (box.rows > 1) + f" colspan='{box.columns}'" * (
                box.columns > 1
            )
            name = "th" if row < grid.head else "td"
            cells.append(f"<{name}{spans}>{'<br>'.join(map(html.escape, box.paragraphs))}</{name}>")
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</table>"


_MARKDOWN = {"C": "**{}**", "Ci": "*{}*", "I": "*{}*", "H": "**{}**", "P": "{}"}


def to_markdown(source: str) -> bytes:
    """Markdown, with blank cells for the rest of a merged cell, which Markdown does not have."""
    body: list[str] = []
    for block in parse(source):
        if isinstance(block, Grid):
            rows = [["" for _ in range(block.columns)] for _ in range(block.rows)]
            for box in block.boxes:
                rows[box.row][box.column] = "<br>".join(box.paragraphs)
            if block.ruled:
                rows.insert(1, ["---"] * block.columns)
                body.append("\n".join(f"| {' | '.join(row)} |" for row in rows))
            else:
                body += [cell for row in rows for cell in row if cell]
        elif block.text:
            # A dash, a plus or a number at the head of a paragraph stays unchanged.
            body.append(_MARKDOWN[block.tag].format(re.sub(r"([*_])", r"\\\1", block.text)))
    return ("\n\n".join(body) + "\n").encode()


WRITERS: dict[str, Callable[[str], bytes]] = {
    "docx": to_docx,
    "pdf": to_pdf,
    "html": to_html,
    "md": to_markdown,
}


def write(name: str, source: str, formats: tuple[str, ...] = tuple(WRITERS)) -> None:
    """Write one plan in several formats to the folder of files."""
    for form in formats:
        (FILES / f"{name}.{form}").write_bytes(WRITERS[form](source))

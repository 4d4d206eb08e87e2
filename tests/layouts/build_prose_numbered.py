"""A plan whose headings and bullets are all numbered by Word, with tracked changes and footnotes.

In its source "H1 ", "H2 " are heading styles (I., 1.), "a " letters, "- " bullets, all numbered by Word; "{-old-}" is
deleted and "{+new+}" inserted by a tracked change that is not yet accepted; "{^1}" is a footnote.
"""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from tests.layouts.prose_sources import parts

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.text.paragraph import Paragraph

NOTES = (
    "11 xã và 01 thị trấn; trong đó 5 xã vùng III.",
    "Chỉ tiêu tỉnh giao là 70%.",
)
_PIECE = re.compile(r"\{-(.+?)-\}|\{\+(.+?)\+\}|\{\^(\d)\}")
_LEVELS = {
    "H1": ("upperRoman", "%1."),
    "H2": ("decimal", "%2."),
    "a": ("lowerLetter", "%3)"),
    "-": ("bullet", "-"),
}


def build(path: Path) -> None:
    """Write the file."""
    word = Document()
    _add_numbering(word)
    _masthead(word)
    for line in parts("p7")["text"].strip().split("\n"):
        _line(word, line)
    _tail(word)
    word.save(str(path))
    _add_footnotes(path)


def _masthead(word: Word) -> None:
    table = word.add_table(rows=2, cols=2)
    cells = (
        (
            "ỦY BAN NHÂN DÂN\nHUYỆN IA NHINH",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
        ),
        ("Số: 31/KH-UBND", "Ia Nhinh, ngày 25 tháng 02 năm 2022"),
    )
    for row, texts in zip(table.rows, cells, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def _tail(word: Word) -> None:
    table = word.add_table(rows=1, cols=2)
    table.rows[0].cells[
        0
    ].text = "Nơi nhận:\n- UBND tỉnh (b/c);\n- Sở Thông tin và Truyền thông;\n- Các phòng, ban;\n- Lưu: VT."
    table.rows[0].cells[1].text = "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\n\nRơ Châm Hơ Lan"


def _line(word: Word, line: str) -> None:
    if line.startswith(("{- ", "{+ ")):
        # A whole bullet is deleted or inserted, with its paragraph mark.
        paragraph = _numbered(word, "-")
        tag = "w:del" if line[1] == "-" else "w:ins"
        mark = paragraph._p.get_or_add_pPr()
        letters = OxmlElement("w:rPr")
        letters.append(_changed(tag))
        mark.append(letters)
        _change(paragraph, tag, line[3:])
        return
    kind, text = line.split(" ", 1)
    paragraph = word.add_paragraph() if kind in "CP" else _numbered(word, kind)
    if kind == "C":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _pieces(paragraph, text, bold=kind == "C")


def _numbered(word: Word, kind: str) -> Paragraph:
    if kind in ("H1", "H2"):
        return word.add_paragraph(style=f"Heading {kind[1]}")
    paragraph = word.add_paragraph()
    level = list(_LEVELS).index(kind)
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>')
    )
    return paragraph


def _pieces(paragraph: Paragraph, text: str, *, bold: bool) -> None:
    at = 0
    for found in _PIECE.finditer(text):
        paragraph.add_run(text[at : found.start()]).bold = bold or None
        old, new, note = found.groups()
        if note:
            run = paragraph.add_run()
            run.font.superscript = True
            reference = OxmlElement("w:footnoteReference")
            reference.set(qn("w:id"), note)
            run._r.append(reference)
        else:
            _change(paragraph, "w:del" if old else "w:ins", old or new)
        at = found.end()
    paragraph.add_run(text[at:]).bold = bold or None


def _change(paragraph: Paragraph, tag: str, text: str) -> None:
    run = paragraph.add_run(text)._r
    if tag == "w:del":
        for letters in run.findall(qn("w:t")):
            letters.tag = qn("w:delText")
    wrapper = _changed(tag)
    run.addprevious(wrapper)
    wrapper.append(run)


def _changed(tag: str):  # type: ignore[no-untyped-def]  # an element of lxml
    wrapper = OxmlElement(tag)
    wrapper.set(qn("w:id"), "9")
    wrapper.set(qn("w:author"), "Chuyên viên")
    wrapper.set(qn("w:date"), "2022-02-20T08:00:00Z")
    return wrapper


def _add_numbering(word: Word) -> None:
    numbering = word.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        + (f'<w:pStyle w:val="Heading{index + 1}"/>' if index < 2 else "")
        + f'<w:lvlText w:val="{text}"/></w:lvl>'
        for index, (form, text) in enumerate(_LEVELS.values())
    )
    abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>')
    first = numbering.find(qn("w:num"))
    first.addprevious(abstract) if first is not None else numbering.append(abstract)
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for level in (1, 2):
        properties = word.styles[f"Heading {level}"].element.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level - 1}"/><w:numId w:val="77"/></w:numPr>')
        )


def _add_footnotes(path: Path) -> None:
    """Put the part of the footnotes into the package, since python-docx has none."""
    space = nsdecls("w")
    notes = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {text}'
        "</w:t></w:r></w:p></w:footnote>"
        for number, text in enumerate(NOTES, start=1)
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    content = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    added = {
        "word/_rels/document.xml.rels": (
            "</Relationships>",
            f'<Relationship Id="rIdNotes" Type="{kind}" Target="footnotes.xml"/></Relationships>',
        ),
        "[Content_Types].xml": (
            "</Types>",
            f'<Override PartName="/word/footnotes.xml" ContentType="{content}"/></Types>',
        ),
    }
    whole = path.with_suffix(".tmp")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            data = old.read(member)
            if member.filename in added:
                before, after = added[member.filename]
                data = data.decode("utf-8").replace(before, after).encode("utf-8")
            new.writestr(member, data)
        new.writestr(
            "word/footnotes.xml",
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {space}>{notes}</w:footnotes>',
        )
    shutil.move(whole, path)

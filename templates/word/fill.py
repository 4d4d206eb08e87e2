"""The Word report and the letter: a .docx template filled with one of them.

A department can give its own template: an ordinary Word file with Jinja tags in the form of docxtpl
(``{{ report.conclusion }}``, ``{%p for finding in report.unsuitable %}`` …). It can use

- ``report``: ``templates.report.view.Report``;
- ``office``: ``templates.letter.office.Office``, who reviews; a name is "" where it is not known;
- ``{{r marked(quote) }}``: a quote with the differing words underlined;
  ``{{r marked(quote, short=True) }}``: only the measure in question, for a table.

A template of the letter uses ``letter``: ``templates.letter.view.Letter``.

``report.docx`` is made by ``templates/word/build_report.py``, ``letter.docx`` and ``table.docx`` (its table
alone) by ``build_letter.py``; all may also be edited in Word.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from templates import words
from templates.jinja import environment
from templates.texts import clean

if TYPE_CHECKING:
    from templates.letter.office import Office
    from templates.letter.view import Letter
    from templates.report.quotes import Quote
    from templates.report.view import Report

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STAMP = (2021, 1, 1, 0, 0, 0)
_WIDE = 6
"""Least number of columns of a table of the report whose widths depend on its content."""
_RULED = 3
"""The same in a letter, whose frames for its head and its foot have two columns."""
_MARKUP = re.compile(r"<[^>]*>")
_LETTER_NAME = re.compile(r"\{[{%][^{}]*\bletter\.")
_CAPITAL, _FULL, _RULE = 2.5, 0.9, 0.42
"""Millimetres for a capital letter of the office's name; the share of the cell that a full line of it takes; the share
of the name's line that the line under it has."""
_LETTER, _MARGINS = 1.9, 4.5
"""Millimetres for a letter of a bold word in a table, and for the margins of its cell."""


def word_report(report: Report, template: Path, office: Office) -> bytes:
    """The filled template of the report; ``office`` is who reviews."""
    document = _filled(template, {"report": report, "marked": _marked, "office": office})
    _remind(document.docx, report.reminders)
    for table in document.docx.tables:
        if len(table.columns) >= _WIDE:
            _fit(table)
    return _saved(document)


def word_letter(letter: Letter, template: Path) -> bytes:
    """The filled template of the letter."""
    document = _filled(template, {"letter": letter})
    _remind(document.docx, letter.reminders)
    for table in document.docx.tables:
        if len(table.columns) >= _RULED:
            _fit(table)
    return _saved(document)


def _filled(template: Path, names: dict[str, Any]) -> Any:
    from docxtpl import DocxTemplate

    document = DocxTemplate(template)
    document.render(names, jinja_env=environment(autoescape=True))
    _close_cells(document.docx)
    if template.parent == Path(__file__).parent:
        _rule_off(document.docx)
    return document


def _rule_off(document: Any) -> None:
    """Make the line under the name of the office a third to half as long as a line of the name.

    Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II, khoản 2, điểm b. The name stands in the first cell of the head.
    """
    from docx.shared import Mm

    cell = next((table.cell(0, 0) for table in document.tables), None)
    if cell is None or not cell.width or not cell.paragraphs[1:]:
        return
    name, rule = cell.paragraphs[-2:]
    layout = rule.paragraph_format
    if rule.text or layout.right_indent is None:
        return
    width = cell.width.mm - _MARGINS
    # A blank is as wide as a full line.
    is_blank = not any(letter.isalpha() for letter in name.text)
    line = width * _FULL if is_blank else min(len(name.text) * _CAPITAL, width * _FULL)
    layout.left_indent = layout.right_indent = Mm((width - line * _RULE) / 2)


def _remind(document: Any, reminders: Sequence[str]) -> None:
    """Write what the reviewer has to settle first as a comment at the first words, which is no part of the text.

    What a department's own template shows in the text needs no comment.
    """
    shown = "".join(node.text or "" for node in document.element.body.iter(_W + "t"))
    left = [text for text in map(clean, reminders) if text not in shown]
    runs = next((found for one in document.paragraphs if (found := [r for r in one.runs if r.text])), [])
    if left and runs:
        author = words.word("official", "reminder")
        comment = document.add_comment([runs[0], runs[-1]], "\n".join(left), author, initials="")
        # The date is dropped, so that the same review gives the same file.
        comment._comment_elm.attrib.pop(_W + "date", None)


def _saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return repacked(out.getvalue())


def is_letter(template: Path) -> bool:
    """Whether a Word template uses the names of the letter; False for a file that is no Word file."""
    try:
        with zipfile.ZipFile(template) as archive:
            text = archive.read("word/document.xml").decode("utf-8", "replace")
    except (OSError, KeyError, zipfile.BadZipFile, zlib.error):
        return False
    # Word may cut a tag into several runs.
    return _LETTER_NAME.search(_MARKUP.sub("", text)) is not None


def _marked(quote: Quote, *, short: bool = False) -> Any:
    """The quote with differing words bold and underlined, moved ones dotted, which survives black and white print."""
    from docxtpl import RichText

    rich = RichText()
    for segment in quote.short if short else quote.segments:
        # A tab or a line end inside a quote becomes a space.
        text = clean(segment.text).replace("\t", " ").replace("\n", " ")
        line = "single" if segment.changed else "dotted" if segment.moved else False
        rich.add(text, bold=segment.changed, underline=line)
    return rich


def _close_cells(document: Any) -> None:
    """Add a paragraph to cells whose paragraphs were all conditions; Word calls an empty cell damage."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for cell in document.element.body.iter(qn("w:tc")):
        if cell[-1].tag != qn("w:p"):
            cell.append(OxmlElement("w:p"))


def _fit(table: Any) -> None:
    """Share the width of a table among its columns by the length of their texts.

    The number of columns depends on the number of references, so the template cannot fix them.
    """
    from docx.shared import Emu, Mm

    total = sum(column.width or 0 for column in table.columns)
    columns = list(zip(*([cell.text for cell in row.cells] for row in table.rows), strict=True))
    least = [Mm(_longest_word(texts) * _LETTER + _MARGINS) for texts in columns]
    weights = [_weight(texts) for texts in columns]
    left = max(total - sum(least), 0)
    widths = [
        Emu(int(low + left * weight / sum(weights))) for low, weight in zip(least, weights, strict=True)
    ]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def _longest_word(texts: Sequence[str]) -> int:
    """Letters of the longest word, from those of a number's column to the longest Vietnamese syllable (nghiêng)."""
    longest = max((len(word) for text in texts for word in text.split()), default=1)
    return min(max(longest, 3), 7)


def _weight(texts: Sequence[str]) -> float:
    """The weight of a column, which grows less than its text: half way between the mean and the longest cell."""
    lengths = [len(text) for text in texts] or [1]
    return float(((sum(lengths) / len(lengths) + max(lengths)) / 2) ** 0.8)


def repacked(data: bytes) -> bytes:
    """The same archive with fixed dates, so that equal content is equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _STAMP), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()

"""The walk over the body of a Word document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.model import Cell
from extract.readers.assembly import Assembly, is_footnote_mark
from extract.readers.docx_styles import SILENT, Look, Styles, paragraph_look, run_look, style_of
from extract.readers.numbering import Numbering
from extract.readers.symbols import from_symbol_font

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_VAL = W + "val"
_P, _R, _T, _TBL, _TR, _TC = (W + name for name in ("p", "r", "t", "tbl", "tr", "tc"))
_PPR, _RPR, _SDT, _DEL = W + "pPr", W + "rPr", W + "sdt", W + "del"
_BOX_TEXT = W + "txbxContent"
_ALTERNATE = _MC + "AlternateContent"

_LETTERS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
}
# What a change took away; the text is read as if all changes were accepted.
_TAKEN_AWAY = {W + name for name in ("del", "moveFrom", "delText", "delInstrText")}
_PROPERTIES = ("pPr", "rPr", "sectPr", "tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr", "sdtPr", "sdtEndPr")
_MARKS = (
    "footnoteReference",
    "endnoteReference",
    "footnoteRef",
    "endnoteRef",
    "annotationRef",
    "commentReference",
)
_NOT_TEXT = {W + name for name in (*_PROPERTIES, *_MARKS, "instrText", "softHyphen", "rt")}
_CHANGED = {W + name for name in ("ins", "del", "moveFrom", "moveTo")}


class _Paragraph:
    """The text gathered for one paragraph."""

    __slots__ = ("bold", "boxes", "italic", "pieces")

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.bold = True
        self.italic = True
        self.boxes: list[_Element] = []

    def add(self, text: str, bold: bool, italic: bool) -> None:
        self.pieces.append(text)
        if not text.isspace():
            self.bold = self.bold and bold
            self.italic = self.italic and italic


class Walker:
    """Turns a body into blocks: ``walk`` once, then take ``assembly`` and ``warnings()``."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.assembly = Assembly()
        self._styles = styles
        self._numbering = numbering
        self._open = _Paragraph()
        self._look = SILENT
        # One entry for each open field: True while its result is read, False in its instruction.
        self._fields: list[bool] = []
        self._tables = 0
        self._changed = False
        self._hidden = False

    def walk(self, root: _Element) -> None:
        """Read the whole document."""
        for body in root.iterchildren(W + "body"):
            self._blocks(body, None)

    def warnings(self) -> tuple[str, ...]:
        """Sentences for the user about what was read in a special way."""
        found = []
        if self._changed:
            found.append("Văn bản còn vết sửa (Track Changes); đã đọc như khi chấp nhận mọi thay đổi.")
        if self._hidden:
            found.append("Văn bản có chữ ẩn; phần chữ ẩn không được đọc.")
        return tuple(found)

    def _blocks(self, container: _Element, cell: Cell | None) -> None:
        """Paragraphs and tables of a body, a cell, a text box, or a wrapper inside one of them."""
        for child in container:
            tag = child.tag
            if tag == _P:
                self._paragraph(child, cell)
            elif tag == _TBL:
                self._table(child)
            elif tag == _ALTERNATE:
                self._blocks(_choice(child), cell)
            elif tag in _TAKEN_AWAY:
                self._changed = True
            elif tag not in _NOT_TEXT and not _is_placeholder(child):
                self._blocks(child, cell)

    def _paragraph(self, element: _Element, cell: Cell | None) -> None:
        properties = next(element.iterchildren(_PPR), None)
        style, direct, mark_deleted = None, SILENT, False
        if properties is not None:
            for named in properties.iterchildren(W + "pStyle"):
                style = named.get(_VAL)
            direct = paragraph_look(properties)
            mark_deleted = any(
                next(mark.iterchildren(_DEL), None) is not None for mark in properties.iterchildren(_RPR)
            )
        self._look = look = self._styles.paragraph(style)
        if direct is not SILENT:
            self._look = look = direct.over(look)
        self._inline(element)
        # An instruction that never ends must not swallow the rest of the document.
        self._fields = [True] * len(self._fields)
        if mark_deleted:
            # Without its mark, a paragraph runs on in the next one.
            self._changed = True
            return
        self._close(look, cell)

    def _close(self, look: Look, cell: Cell | None) -> None:
        done, self._open = self._open, _Paragraph()
        label = self._label(look)
        text = "".join(done.pieces).strip("\n")
        if text:
            style = style_of(done.bold, done.italic, bool(look.centered), look.outline or None)
            self.assembly.add(text, style=style, label=label, cell=cell)
        for box in done.boxes:
            self._blocks(box, cell)

    def _label(self, look: Look) -> str | None:
        """Also asked for paragraphs without text: Word counts them."""
        if look.num_id is None or look.num_id == "0":
            return None
        level = look.level
        if level is None:
            level = self._numbering.level_of_style(look.num_id, look.num_style) if look.num_style else 0
        return self._numbering.label(look.num_id, level)

    def _inline(self, container: _Element) -> None:
        """Runs, and whatever may wrap runs: links, insertions, content controls, fields, formulas."""
        for child in container:
            tag = child.tag
            if tag == _R:
                self._run(child)
            elif tag in _TAKEN_AWAY:
                self._changed = True
            elif tag in _NOT_TEXT:
                continue
            elif tag == _BOX_TEXT:
                self._open.boxes.append(child)
            elif tag == _ALTERNATE:
                self._inline(_choice(child))
            elif tag == _M + "t":
                self._open.add(child.text or "", bool(self._look.bold), bool(self._look.italic))
            elif tag == _M + "den":
                self._open.add("/", bool(self._look.bold), bool(self._look.italic))
                self._inline(child)
            elif not _is_placeholder(child):
                self._changed = self._changed or tag in _CHANGED
                self._inline(child)

    def _run(self, run: _Element) -> None:
        bold, italic = self._look.bold or False, self._look.italic or False
        caps, hidden, raised = self._look.caps, self._look.hidden, False
        properties = next(run.iterchildren(_RPR), None)
        if properties is not None and len(properties):
            look = self._run_look(properties)
            bold, italic = bool(look.bold), bool(look.italic)
            caps, hidden, raised = look.caps, look.hidden, bool(look.raised)
        for child in run:
            tag = child.tag
            if tag == _T:
                text = child.text
            elif tag in _LETTERS:
                text = _LETTERS[tag]
            elif tag == W + "fldChar":
                self._field(child.get(W + "fldCharType"))
                continue
            elif tag == W + "sym":
                text = _symbol(child)
            elif tag in _NOT_TEXT or tag in _TAKEN_AWAY:
                continue
            else:
                self._inline(_choice(child) if tag == _ALTERNATE else child)
                continue
            if not text or (self._fields and not all(self._fields)):
                continue
            if hidden:
                self._hidden = True
            elif not (raised and is_footnote_mark(text, "".join(self._open.pieces))):
                self._open.add(text.upper() if caps else text, bold, italic)

    def _run_look(self, properties: _Element) -> Look:
        direct = run_look(properties)
        named = next(properties.iterchildren(W + "rStyle"), None)
        base = self._look
        if named is not None:
            style = self._styles.character(named.get(_VAL, ""))
            base = Look(
                bold=_toggled(base.bold, style.bold),
                italic=_toggled(base.italic, style.italic),
                caps=_toggled(base.caps, style.caps),
                hidden=style.hidden or base.hidden,
                raised=style.raised,
            )
        return direct.over(base)

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _table(self, table: _Element) -> None:
        number = self._tables
        self._tables += 1
        for index, row in enumerate(_members(table, _TR)):
            properties = row.find(W + "trPr")
            column = 0
            if properties is not None:
                if properties.find(W + "del") is not None:
                    self._changed = True
                    continue
                column = _count(properties.find(W + "gridBefore"), 0)
            for cell in _members(row, _TC):
                column += self._cell(cell, number, index, column)

    def _cell(self, cell: _Element, table: int, row: int, column: int) -> int:
        """Read one cell and give the number of columns it covers."""
        properties = cell.find(W + "tcPr")
        span, continued = 1, False
        if properties is not None:
            span = max(1, _count(properties.find(W + "gridSpan"), 1))
            for name in ("vMerge", "hMerge"):
                merge = properties.find(W + name)
                # "continue" is the value when none is given.
                continued = continued or (merge is not None and merge.get(_VAL) in (None, "continue"))
        if not continued:
            place = Cell(table=table, row=row, column=column, span=span)
            self._blocks(cell, place)
            if self._open.pieces:
                self._close(SILENT, place)
        return span


def _members(container: _Element, tag: str) -> list[_Element]:
    """Rows of a table or cells of a row, also inside content controls and the like."""
    found: list[_Element] = []
    for child in container:
        if child.tag == tag:
            found.append(child)
        elif child.tag not in _NOT_TEXT and child.tag not in _TAKEN_AWAY and child.tag != _P:
            found.extend(_members(_choice(child) if child.tag == _ALTERNATE else child, tag))
    return found


def _choice(alternate: _Element) -> _Element:
    """Of content given twice, for new and for old programs, the first."""
    return alternate[0] if len(alternate) else alternate


def _is_placeholder(element: _Element) -> bool:
    """A form field that still shows its "click here to enter text"."""
    return element.tag == _SDT and element.find(f"{W}sdtPr/{W}showingPlcHdr") is not None


def _symbol(element: _Element) -> str:
    try:
        return from_symbol_font(int(element.get(W + "char", ""), 16), element.get(W + "font", ""))
    except ValueError:
        return ""


def _toggled(paragraph: bool | None, character: bool | None) -> bool | None:
    """Bold of a character style within a bold paragraph style gives plain letters."""
    return paragraph if character is None else bool(paragraph) != character


def _count(element: _Element | None, default: int) -> int:
    try:
        return default if element is None else int(element.get(_VAL, ""))
    except ValueError:
        return default

"""The walk over the body of a Word document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from extract.model import Cell, Document
from extract.readers.plain.assembly import is_footnote_mark
from extract.readers.word.notes import REFERENCES, NoteMarks, is_typed
from extract.readers.word.numbering import Numbering
from extract.readers.word.package import is_chunk
from extract.readers.word.revisions import View
from extract.readers.word.styles import (
    SILENT,
    Layers,
    Look,
    Styles,
    paragraph_look,
    run_look,
    style_of,
)
from extract.readers.word.symbols import from_symbol_font
from extract.readers.word.tables import cells, choice, is_placeholder
from extract.readers.word.text import Draft, Fields

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_VAL = W + "val"
_P, _R, _T, _TBL = W + "p", W + "r", W + "t", W + "tbl"
_PPR, _RPR, _SECTION = W + "pPr", W + "rPr", W + "sectPr"
_DELETED_TEXT, _SYM, _FIELD = W + "delText", W + "sym", W + "fldChar"
_BOX_TEXT = W + "txbxContent"
_ALTERNATE = _MC + "AlternateContent"

_LETTERS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
    # TCVN3 has "ư" at the code of the soft hyphen; real soft hyphens are dropped after the conversion.
    W + "softHyphen": "\u00ad",
}
_PROPERTIES = ("pPr", "rPr", "sectPr", "tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr", "sdtPr", "sdtEndPr")
_MARKS = ("footnoteRef", "endnoteRef", "annotationRef", "commentReference")
_NOT_TEXT = {W + name for name in (*_PROPERTIES, *_MARKS, "instrText", "delInstrText", "rt")}


class Walker:
    """Turns a body into drafts of blocks: call ``walk`` once, then read ``drafts``, ``hidden``, ``struck``."""

    def __init__(
        self,
        styles: Styles,
        numbering: Numbering,
        view: View,
        notes: NoteMarks,
        chunk: Callable[[_Element], Document | None] = lambda _: None,
    ) -> None:
        """``chunk`` reads the document that an altChunk stands for."""
        self.drafts: list[Draft] = []
        self.hidden = self.struck = False
        self._numbering = numbering
        self._view = view
        self._notes = notes
        self._chunk = chunk
        self.unread_chunks: list[_Element] = []
        self._open = Draft()
        self._boxes: list[_Element] = []
        self._look = SILENT
        # The look of a paragraph with a hidden mark, which the next paragraph continues in one line.
        self._lead: Look | None = None
        self._layers = Layers(styles)
        self._fields = Fields()
        self._tables = 0
        # The label of the last paragraph, if it has no text.
        self._bare: Draft | None = None

    def walk(self, root: _Element) -> None:
        """Walk over the whole document."""
        for body in root.iterchildren(W + "body"):
            self._blocks(body, None)
            self._flush(None)

    def note(self, element: _Element) -> list[Draft]:
        """The drafts of one footnote or endnote, apart from those of the body."""
        before, self.drafts = self.drafts, []
        self._blocks(element, None)
        self._flush(None)
        found, self.drafts = self.drafts, before
        return found

    def _blocks(self, container: _Element, cell: Cell | None) -> None:
        """Walk over the paragraphs and tables of a body, a cell, a text box, or a wrapper inside one of them."""
        for child in container:
            tag = child.tag
            if tag == _P:
                self._paragraph(child, cell)
            elif tag == _TBL:
                self._flush(cell)
                self._table(child)
            elif tag == _ALTERNATE:
                self._blocks(choice(child), cell)
            elif is_chunk(child):
                self._flush(cell)
                self._inserted(child, cell)
            elif tag not in _NOT_TEXT and tag not in self._view.gone and not is_placeholder(child):
                self._blocks(child, cell)

    def _inserted(self, element: _Element, cell: Cell | None) -> None:
        """Take the blocks of another document at its place."""
        document = self._chunk(element)
        if document is None:
            self.unread_chunks.append(element)
            return
        first, tables = self._tables, 0
        for block in document.blocks:
            draft = Draft()
            draft.add(block.text, None, False, bool(block.style.bold), bool(block.style.italic))
            draft.style, draft.label, draft.cell = block.style, block.label, cell
            if block.cell is not None and cell is None:
                draft.cell = replace(block.cell, table=first + block.cell.table)
                tables = max(tables, block.cell.table + 1)
            self.drafts.append(draft)
        self._tables = first + tables

    def _paragraph(self, element: _Element, cell: Cell | None) -> None:
        properties = _first(element, _PPR)
        direct, mark, section = SILENT, None, None
        if properties is not None:
            formatting = self._view.formatting(properties)
            assert formatting is not None
            direct = paragraph_look(formatting, before=self._view.before)
            # A tracked change of the properties holds neither of these two.
            for child in properties:
                if child.tag == _RPR:
                    mark = child
                elif child.tag == _SECTION:
                    section = child
        self._look = look = self._layers.paragraph(direct)
        self._inline(element)
        self._fields.paragraph_ends()
        if mark is not None and len(mark):
            if self._view.lacks(mark):
                # A paragraph without its mark continues in the next one.
                return
            look_of_mark = run_look(mark)
            if look_of_mark.hidden:
                if self._open.pieces:
                    self._lead = self._lead or look
                return
            if look.num_id is not None:
                # The number has the look of its paragraph mark.
                look = Look(caps=look_of_mark.caps, font=look_of_mark.font).over(look)
        self._close(look, cell)
        if section is not None:
            self._notes.section_ends()

    def _flush(self, cell: Cell | None) -> None:
        """Close an open paragraph that no next paragraph continues: before a table, at the end of a cell or a box."""
        if self._open.pieces or self._boxes:
            self._close(self._look, cell)

    def _close(self, look: Look, cell: Cell | None) -> None:
        done, self._open = self._open, Draft()
        boxes, self._boxes = self._boxes, []
        look, self._lead = self._lead or look, None
        label = self._label(look)
        done.cell, done.font = cell, look.font or ""
        if done.pieces:
            done.style = style_of(done.bold, done.italic, bool(look.centered), look.outline or None)
            done.label = label
            self.drafts.append(done)
        elif label and any(map(str.isalnum, label)):
            done.add(label, done.font, False, bool(look.bold), bool(look.italic))
            self._bare = done
        for box in boxes:
            self._blocks(box, cell)
            self._flush(cell)

    def _label(self, look: Look) -> str | None:
        """The label of a paragraph; one without text is counted, too, as Word does."""
        if look.num_id is None or look.num_id == "0":
            return None
        level = look.level
        if level is None:
            level = self._numbering.level_of_style(look.num_id, look.num_style) if look.num_style else 0
        label = self._numbering.label(look.num_id, level)
        return label.upper() if label and look.caps else label

    def _inline(self, container: _Element) -> None:
        """Walk over runs and their wrappers: links, insertions, content controls, fields, formulas."""
        gone = self._view.gone
        for child in container:
            tag = child.tag
            if tag == _R:
                self._run(child)
            elif tag in _NOT_TEXT or tag in gone:
                continue
            elif tag == _BOX_TEXT:
                self._boxes.append(child)
            elif tag == _ALTERNATE:
                self._inline(choice(child))
            elif tag == _M + "t":
                self._add(child.text or "", self._look)
            elif tag == _M + "den":
                self._add("/", self._look)
                self._inline(child)
            elif not is_placeholder(child):
                self._inline(child)

    def _run(self, run: _Element) -> None:
        look, raised = self._look, False
        properties = _first(run, _RPR)
        if properties is not None and len(properties):
            formatting = self._view.formatting(properties)
            assert formatting is not None
            look = self._layers.letters(run_look(formatting), look)
            raised = bool(look.raised)
        font: str | None = look.font or ""
        note: _Element | None = None
        typed: list[str] = []
        for child in run:
            tag = child.tag
            literal = False
            if tag == _RPR:
                continue
            if tag == _T or (tag == _DELETED_TEXT and tag not in self._view.gone):
                text = child.text
                if text and "\n" in text:
                    # A line end in the XML, from other programs than Word, is a blank.
                    text = text.replace("\n", " ")
            elif tag in _LETTERS:
                text = _LETTERS[tag]
            elif tag == _FIELD:
                shown = self._fields.meet(child)
                if not look.hidden:
                    self._add(shown, look)
                continue
            elif tag == _SYM:
                text, literal = _symbol(child), True
            elif tag in _NOT_TEXT or tag in self._view.gone:
                continue
            elif tag in REFERENCES:
                if look.hidden or self._fields.silent:
                    continue
                if is_typed(child):
                    note = child
                else:
                    self._notes.refer(child, None)
                continue
            else:
                self._inline(choice(child) if tag == _ALTERNATE else child)
                continue
            if not text or self._fields.silent:
                continue
            if look.hidden:
                self.hidden = True
            elif note is not None:
                typed.append(text)
            elif not (raised and is_footnote_mark(text, self._open.tail)):
                self._add(text, look, None if literal else font, child)
                self.struck = self.struck or bool(look.struck)
        if note is not None:
            self._notes.refer(note, "".join(typed))

    def _add(self, text: str, look: Look, font: str | None = None, origin: _Element | None = None) -> None:
        if text:
            self._open.add(text, font, bool(look.caps), bool(look.bold), bool(look.italic), origin)

    def _table(self, table: _Element) -> None:
        number = self._tables
        self._tables += 1
        for element, cell in cells(table, number, self._view):
            before, self._bare = len(self.drafts), None
            self._blocks(element, cell)
            self._flush(cell)
            if self._bare is not None and len(self.drafts) == before:
                # A cell of the counting column shows only the number that Word makes.
                self.drafts.append(self._bare)


def _symbol(element: _Element) -> str:
    try:
        return from_symbol_font(int(element.get(W + "char", ""), 16), element.get(W + "font", ""))
    except ValueError:
        return ""


def _first(element: _Element, tag: str) -> _Element | None:
    """The first child with this tag, which nearly always is the first of all."""
    if not len(element):
        return None
    first = element[0]
    return first if first.tag == tag else next(element.iterchildren(tag), None)

"""Blocks gathered from the elements of a page while they open and close."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extract.model import Cell, Style
from extract.readers.html.look import Look, list_form, look_of
from extract.readers.plain.assembly import Assembly, is_footnote_mark
from extract.readers.word.numbering import format_number
from extract.readers.word.symbols import replace_private

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCKS = frozenset(
    """
    address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hr html legend li main ol option p pre section summary table
    tbody td tfoot th thead tr ul
    """.split()  # noqa: SIM905 - a column of fifty words is hard to read
)
# White space that browsers collapse, which a no-break space is not.
_SPACES = re.compile(r"[ \t\n\r\f]+")


@dataclass(slots=True)
class _Table:
    """The place of a table's next cell. ``taken``: columns still covered from above, with the rows left."""

    number: int
    row: int = -1
    column: int = 0
    taken: dict[int, int] = field(default_factory=dict)
    cells: list[Cell] = field(default_factory=list)


@dataclass(slots=True)
class _List:
    form: str
    next: int


class Page:
    """Gathers text until a block element begins or ends, then hands it to the assembly."""

    def __init__(self) -> None:
        self.assembly = Assembly()
        self._looks = [Look()]
        self._tables: list[_Table] = []
        self._lists: list[_List] = []
        self._count = 0
        self._label: str | None = None
        self._clear()

    def _clear(self) -> None:
        self._pieces: list[str] = []
        self._raised: list[str] = []
        self._bold = self._italic = True
        self._look = self._looks[-1]

    def start(self, element: _Element) -> None:
        """Take the start of an element."""
        tag = str(element.tag)
        if tag in _BLOCKS:
            self.flush()
        self._looks.append(look_of(element, tag, self._looks[-1]))
        if tag in _BLOCKS:
            self._clear()
        if tag == "br":
            self._newline()
        elif tag == "table":
            self._tables.append(_Table(self._count))
            self._count += 1
        elif tag == "tr" and self._tables:
            self._row(self._tables[-1])
        elif tag in ("td", "th") and self._tables:
            self._cell(self._tables[-1], element)
        elif tag in ("ol", "ul"):
            self._lists.append(_List(list_form(element, tag), _integer(element.get("start"), 1)))
        elif tag == "li":
            self._item(element)

    def end(self, element: _Element) -> None:
        """Take the end of an element."""
        tag = str(element.tag)
        if tag in _BLOCKS:
            self.flush()
        if tag == "sup":
            self._close_raised()
        self._looks.pop()
        if tag in _BLOCKS:
            self._clear()
        if tag == "table" and self._tables:
            self._tables.pop()
        elif tag in ("td", "th") and self._tables and self._tables[-1].cells:
            self._tables[-1].cells.pop()
        elif tag in ("ol", "ul") and self._lists:
            self._lists.pop()
        elif tag == "li":
            self._label = None

    def text(self, text: str | None) -> None:
        """Take text inside the element that opened last, or behind one that closed."""
        if not text:
            return
        look = self._looks[-1]
        if look.pre:
            self._preformatted(text)
            return
        text = _SPACES.sub(" ", text)
        if look.label:
            self._label = (self._label or "") + text
        elif look.raised:
            self._raised.append(text)
        else:
            self._add(text, look)

    def _add(self, text: str, look: Look) -> None:
        if text[0] == " " and (not self._pieces or self._pieces[-1][-1] in " \n"):
            text = text[1:]
        if not text:
            return
        if not text.isspace():
            self._bold = self._bold and look.bold
            self._italic = self._italic and look.italic
        self._pieces.append(text)

    def _newline(self) -> None:
        if self._pieces:
            self._pieces[-1] = self._pieces[-1].rstrip(" ")
            if not self._pieces[-1]:
                self._pieces.pop()
        self._pieces.append("\n")

    def _preformatted(self, text: str) -> None:
        """Take preformatted text, each line of which is a block as in a text file."""
        first, *others = re.split(r"\r\n?|\n", text.expandtabs(8))
        if first:
            self._pieces.append(first)
        for line in others:
            self.flush(line=True)
            if line:
                self._pieces.append(line)

    def flush(self, line: bool = False) -> None:
        """End the current block."""
        self._close_raised()
        look = self._look
        text = "".join(self._pieces).strip("\n" if look.pre else " \n")
        style = Style(bold=self._bold, italic=self._italic, centered=look.centered, heading=look.heading)
        label = None
        if self._label is not None:
            label = " ".join(replace_private(self._label, "Symbol").split()) or None
        cells = [table.cells[-1] for table in self._tables[-1:] if table.cells]
        if self.assembly.add(
            text, style=style, label=label, cell=cells[-1] if cells else None, line=line or look.pre
        ):
            self._label = None
        self._clear()

    def _close_raised(self) -> None:
        """End a superscript: a footnote mark is dropped, a power is kept."""
        if not self._raised:
            return
        text = "".join(self._raised)
        self._raised = []
        if not is_footnote_mark(text, "".join(self._pieces)):
            self._add(text, self._looks[-1])

    def _row(self, table: _Table) -> None:
        table.row += 1
        table.column = 0
        if table.row:
            table.taken = {column: left - 1 for column, left in table.taken.items() if left > 1}

    def _cell(self, table: _Table, element: _Element) -> None:
        table.row = max(0, table.row)
        while table.column in table.taken:
            table.column += 1
        span = min(1000, max(1, _integer(element.get("colspan"), 1)))
        rows = min(65534, max(1, _integer(element.get("rowspan"), 1)))
        table.cells.append(Cell(table=table.number, row=table.row, column=table.column, span=span, rows=rows))
        for column in range(table.column, table.column + span):
            if rows > 1:
                # ``_row`` counts down.
                table.taken[column] = rows
        table.column += span

    def _item(self, element: _Element) -> None:
        if not self._lists:
            return
        current = self._lists[-1]
        number = _integer(element.get("value"), current.next)
        current.next = number + 1
        if current.form == "none":
            self._label = None
        elif current.form == "bullet":
            self._label = "•"
        else:
            self._label = format_number(number, current.form) + "."


def _integer(text: str | None, default: int) -> int:
    try:
        return int(text) if text else default
    except ValueError:
        return default

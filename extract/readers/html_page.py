"""The state of a page while its elements open and close."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extract.model import Cell, Style
from extract.readers.assembly import Assembly, is_footnote_mark
from extract.readers.numbering import format_number
from extract.readers.symbols import replace_private

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCKS = frozenset(
    (
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    )
)
_HEADING = re.compile(r"h[1-6]")
# What browsers collapse; a no-break space is none of it.
_SPACES = re.compile(r"[ \t\n\r\f]+")
_WEIGHT = re.compile(r"font-weight\s*:\s*(\w+)", re.I)
_SLANT = re.compile(r"font-style\s*:\s*(\w+)", re.I)
_ALIGN = re.compile(r"text-align\s*:\s*(-?[\w-]+)", re.I)
_FORMATS = {
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "none": "none",
    "decimal-leading-zero": "decimalZero",
}
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)", re.I)
_WORD_LABEL = re.compile(r"mso-list\s*:\s*ignore", re.I)


@dataclass(frozen=True, slots=True)
class _Look:
    """Inherited formatting of an element."""

    bold: bool = False
    italic: bool = False
    centered: bool = False
    heading: int | None = None
    raised: bool = False
    pre: bool = False
    label: bool = False


@dataclass(slots=True)
class _Table:
    """Where a table's next cell goes. ``taken``: columns still covered from above, with rows left."""

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
        self._looks = [_Look()]
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
        """An element opens."""
        tag = str(element.tag)
        if tag in _BLOCKS:
            self.flush()
        self._looks.append(self._look_of(element, tag))
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
            self._lists.append(_List(_list_form(element, tag), _integer(element.get("start"), 1)))
        elif tag == "li":
            self._item(element)

    def end(self, element: _Element) -> None:
        """An element closes."""
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
        """Text inside the element that opened last, or behind one that closed."""
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

    def _add(self, text: str, look: _Look) -> None:
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
        """Each line of preformatted text is a line as in a text file."""
        first, *others = re.split(r"\r\n?|\n", text.expandtabs(8))
        if first:
            self._pieces.append(first)
        for line in others:
            self.flush(line=True)
            if line:
                self._pieces.append(line)

    def flush(self, line: bool = False) -> None:
        """The block at hand ends here."""
        self._close_raised()
        text = "".join(self._pieces).strip(" \n")
        look = self._look
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
        """A superscript ended: a footnote mark is dropped, a power is kept."""
        if not self._raised:
            return
        text = "".join(self._raised)
        self._raised = []
        if not is_footnote_mark(text, "".join(self._pieces)):
            self._add(text, self._looks[-1])

    def _look_of(self, element: _Element, tag: str) -> _Look:
        outer = self._looks[-1]
        bold, italic, centered = outer.bold, outer.italic, outer.centered
        heading = int(tag[1]) if _HEADING.fullmatch(tag) else outer.heading
        if tag in ("b", "strong", "th") or heading != outer.heading:
            bold = True
        if tag in ("i", "em"):
            italic = True
        if tag in ("center", "th", "caption"):
            centered = True
        elif tag in ("table", "td"):
            # A page's centered layout does not reach into the cells of its tables.
            centered = False
        align = element.get("align")
        if align and tag != "table":
            centered = align.lower() in ("center", "middle")
        css = element.get("style") or ""
        if css:
            bold = _css(_WEIGHT, css, ("bold", "bolder", "600", "700", "800", "900"), bold)
            italic = _css(_SLANT, css, ("italic", "oblique"), italic)
            centered = _css(_ALIGN, css, ("center", "-webkit-center"), centered)
        return _Look(
            bold=bold,
            italic=italic,
            centered=centered,
            heading=heading,
            raised=outer.raised or tag == "sup",
            pre=outer.pre or tag == "pre",
            label=outer.label or bool(css and _WORD_LABEL.search(css)),
        )

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
        table.cells.append(Cell(table=table.number, row=table.row, column=table.column, span=span))
        for column in range(table.column, table.column + span):
            if rows > 1:
                # Counted down when the next row begins.
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


def _css(pattern: re.Pattern[str], css: str, yes: tuple[str, ...], inherited: bool) -> bool:
    found = pattern.search(css)
    if not found or found[1].lower() == "inherit":
        return inherited
    return found[1].lower() in yes


def _list_form(element: _Element, tag: str) -> str:
    styled = _LIST_STYLE.search(element.get("style") or "")
    name = styled[1].lower() if styled else element.get("type") or ""
    if name in _FORMATS:
        return _FORMATS[name]
    return "bullet" if tag == "ul" else "decimal"


def _integer(text: str | None, default: int) -> int:
    try:
        return int(text) if text else default
    except ValueError:
        return default

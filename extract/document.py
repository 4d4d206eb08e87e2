"""The nouns of a document as a reader finds it: text, blocks, places. Data only.

Text positions count Unicode code points in ``Document.text``, the text as the reader found it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle on a page, in points (1/72 inch) from the top left corner of the page."""

    page: int
    """The page, from 1."""
    x0: float
    """The left edge."""
    top: float
    """The upper edge."""
    x1: float
    """The right edge."""
    bottom: float
    """The lower edge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """The place of a piece of text: ``Document.text[start:end]`` of ``file`` is its verbatim source."""

    file: str
    """The name of the document (``Document.name``), without its folder."""
    page: int | None
    """The page, from 1; None where the format has no pages."""
    paragraph: int
    """The block of the reader, from 0: an index into ``Document.blocks``."""
    start: int
    """The first code point in ``Document.text``, from 0."""
    end: int
    """The code point behind the last one."""
    boxes: tuple[Box, ...] = ()
    """The rectangles of the blocks it lies in; empty but for PDF and images."""
    unsure: tuple[str, ...] = ()
    """The numbers inside that letter recognition (OCR) was not sure of, verbatim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """Hints about the look of a block. None means that the format does not tell."""

    bold: bool | None = None
    """Whether all of it is bold."""
    italic: bool | None = None
    """Whether all of it is italic."""
    centered: bool | None = None
    """Whether it is in the middle of the line."""
    heading: int | None = None
    """Level of a heading style or mark, from 1; numbering in the text beats it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The place of a block in a table, counted from 0, with how many columns and rows its cell covers."""

    table: int
    """The table in the document."""
    row: int
    """The row, the uppermost of those that the cell covers."""
    column: int
    """The column, the leftmost of those that the cell covers."""
    span: int = 1
    """Columns that the cell covers; 1 in a format without merged cells (Markdown)."""
    rows: int = 1
    """Rows that the cell covers; 1 in a format without merged cells (Markdown)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph, one table-cell paragraph, or one line where the format only has lines."""

    text: str
    """The text as found; never empty or mere space."""
    start: int
    """The place of ``text`` in ``Document.text``, in code points from 0."""
    style: Style = Style()
    """The look, as far as the format tells."""
    page: int | None = None
    """The page, from 1; None where the format has no pages."""
    label: str | None = None
    """The number that the word processor made ("1.", "a)"), which is not in ``text``; None without one."""
    cell: Cell | None = None
    """The place in a table; None outside of tables."""
    line: bool = False
    """Whether the block may be a mere piece of a paragraph."""
    full: bool | None = None
    """Whether the line reaches the right margin; None: not known."""
    indented: bool | None = None
    """Whether the line starts to the right of its neighbours; None: not known."""
    boxes: tuple[Box, ...] = ()
    """The rectangles on the page, in the order of the text; empty but for PDF and images."""
    unsure: tuple[tuple[int, int], ...] = ()
    """(start, end) in ``text`` of each number that letter recognition (OCR) was not sure of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A footnote or an endnote: kept apart from the text, whose numbers it must not touch."""

    text: str
    """The text of the note, without its mark."""
    label: str | None = None
    """The mark as shown ("1", "*"); None where the format does not tell it."""
    page: int | None = None
    """The page, from 1; None where the format has no pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The content of a file as a reader found it, before any cleaning."""

    name: str
    """The file name, without its folder."""
    format: str
    """The format by content: "docx", "pdf", "html", "md", "txt", "doc", "rtf", "odt", "png", …"""
    sha256: str
    """The SHA-256 of the file, 64 hexadecimal digits."""
    text: str
    """The text of all blocks, a newline between two."""
    blocks: tuple[Block, ...]
    """The blocks in reading order, at least one."""
    pages: int | None = None
    """The number of pages; None where the format has no pages."""
    warnings: tuple[str, ...] = ()
    """Remarks on the file for the user, sentences in Vietnamese."""
    notes: tuple[Note, ...] = ()
    """Footnotes and endnotes, in their order."""
    gaps: tuple[str, ...] = ()
    """Parts of the file that hold text and were not read, named for the user in Vietnamese."""

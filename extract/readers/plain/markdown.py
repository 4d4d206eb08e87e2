"""Markdown of recognition tools and editors: the marks are dropped, the words kept."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from extract.model import Cell, Document, Style
from extract.options import DEFAULT, ReadOptions
from extract.readers.html import html
from extract.readers.plain.assembly import Assembly
from extract.readers.plain.encoding import decode
from extract.readers.plain.markdown_inline import Inline, inline
from extract.readers.plain.markdown_tools import is_page_mark, with_edges, without_formulas

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*")
_RULE = re.compile(r" {0,3}([-*_=])[ \t]*(?:\1[ \t]*){2,}")
_FENCE = re.compile(r" {0,3}(?:```|~~~)[^`]*")
_QUOTE = re.compile(r"(?: {0,3}>[ \t]?)+")
# "| --- | :-: |" below the head of a table.
_TABLE_RULE = re.compile(r"[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?)?[ \t]*")
# Items of Markdown lists and the labels of plans begin a paragraph: "- ", "+ ", "* ", "1. ", "2) ", "a) ", "2.1. ",
# "IV. ".
_ITEM = re.compile(
    r"\s*(?:[-+*–]|\d{1,2}[.)]|[a-zđ]\)|\d{1,2}(?:\.\d{1,2}){1,3}\.?|[IVXLC]{1,6}\.)[ \t]+(?=\S)"
)
_BREAK = re.compile(r"(?: {2,}|\\)$")
_CELL_EDGE = re.compile(r"(?<!\\)\|")
_HTML_TABLE = re.compile(r"(<table\b.*?</table\s*>)", re.I | re.S)
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:[ \t]*")


def read(path: Path, data: bytes, options: ReadOptions = DEFAULT) -> Document:  # noqa: ARG001
    """One block for each paragraph, list item, heading and table cell.

    ``Document.text`` is the text without its marks; two spaces at the end of a line are a newline in it.
    """
    content, warnings = decode(data)
    reader = _Reader()
    for part in _HTML_TABLE.split(content):
        if part[:6].lower() == "<table":
            reader.html_table(part)
        else:
            for line in with_edges(part.splitlines()):
                reader.line(without_formulas(line))
    reader.flush()
    return reader.assembly.document(path, data, "md", warnings=warnings)


class _Reader:
    def __init__(self) -> None:
        self.assembly = Assembly()
        self._lines: list[str] = []
        self._heading: int | None = None
        self._tables = -1
        self._row = -1
        """The row of the current table, -1 outside a table."""

    def line(self, line: str) -> None:
        quote = _QUOTE.match(line)
        if quote:
            line = line[quote.end() :]
        row = _is_row(line)
        if not row:
            self._row = -1
        if not line.strip() or is_page_mark(line) or _RULE.fullmatch(line) or _FENCE.fullmatch(line):
            self.flush()
            return
        heading = _HEADING.fullmatch(line)
        if heading:
            self.flush()
            self._heading = len(heading[1])
            self._lines = [heading[2] or ""]
            self.flush()
        elif row:
            self.flush()
            self._table_row(line)
        else:
            if _ITEM.match(line) or _FOOTNOTE.match(line):
                self.flush()
            self._lines.append(_FOOTNOTE.sub("", line, count=1))

    def flush(self) -> None:
        """End the current paragraph."""
        lines, self._lines = self._lines, []
        heading, self._heading = self._heading, None
        if lines:
            self._add(inline(_joined(lines)), heading=heading)

    def html_table(self, markup: str) -> None:
        """Add a table in HTML, which unlike Markdown can merge cells."""
        self.flush()
        first, self._row = self._tables + 1, -1
        for block in html.blocks_of(markup):
            cell = block.cell and replace(block.cell, table=first + block.cell.table)
            self._tables = max(self._tables, cell.table if cell else first)
            self.assembly.add(block.text, style=block.style, label=block.label, cell=cell)

    def _table_row(self, line: str) -> None:
        if _TABLE_RULE.fullmatch(line):
            return
        if self._row < 0:
            self._tables += 1
        self._row += 1
        inner = line.strip().removeprefix("|")
        inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
        for column, text in enumerate(_CELL_EDGE.split(inner)):
            place = Cell(table=self._tables, row=self._row, column=column)
            self._add(inline(text.strip()), cell=place)

    def _add(self, content: Inline, *, heading: int | None = None, cell: Cell | None = None) -> None:
        style = Style(bold=content.bold, italic=content.italic, heading=heading)
        self.assembly.add(content.text.strip(" \n"), style=style, cell=cell)


def _is_row(line: str) -> bool:
    """Whether a line is a table row, with a pipe at both ends; a line with a pipe inside is text."""
    stripped = line.strip()
    return len(stripped) > 2 and stripped.startswith("|") and stripped.endswith("|")


def _joined(lines: list[str]) -> str:
    """The lines of one paragraph with a space between two, or a newline behind two spaces or a backslash."""
    pieces = []
    for line in lines:
        broken = _BREAK.search(line)
        pieces.append((line[: broken.start()] if broken else line).strip())
        pieces.append("\n" if broken else " ")
    return "".join(pieces[:-1])

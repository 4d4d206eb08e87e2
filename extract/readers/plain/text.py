"""Plain text: one block a line, or a cell of a table."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

from extract.model import Cell, Document
from extract.options import DEFAULT, ReadOptions
from extract.readers.plain.assembly import Assembly
from extract.readers.plain.encoding import decode
from extract.readers.plain.rows import Grid, find_grids

_LONG_LINE = 200
"""Characters beyond which a line is a whole paragraph: no file is wrapped so late."""
_LONG_SHARE = 0.02
"""Share of the lines from which whole paragraphs, or broken sentences, decide about the file."""


def read(path: Path, data: bytes, options: ReadOptions = DEFAULT) -> Document:  # noqa: ARG001
    """Every line that is not blank, as it is; a table typed in the text gives a block for each cell.

    The lines are pieces of paragraphs (``line=True``), unless the file does not wrap.
    """
    content, warnings = decode(data)
    found = content.splitlines()
    grids = find_grids(found)
    inside = {number for grid in grids for number in range(grid.first, grid.last + 1)}
    # (line, whether a blank line, a table or the end of the file follows)
    lines_and_ends = {
        number: (line, number + 1 == len(found) or not found[number + 1].strip() or number + 1 in inside)
        for number, line in enumerate(found)
        if line.strip() and number not in inside
    }
    lines = [line for line, _ in lines_and_ends.values()]
    wrapped = not _holds_whole_paragraphs(lines) and _breaks_sentences(list(lines_and_ends.values()))
    margin = _usual_margin(lines)
    assembly = Assembly()
    tables = {grid.first: (table, grid) for table, grid in enumerate(grids)}
    for number in sorted({*lines_and_ends, *tables}):
        if number in tables:
            _add_table(assembly, *tables[number])
            continue
        line, ends = lines_and_ends[number]
        indented = None if margin is None else _margin(line) > margin
        # A blank line ends a paragraph.
        full = False if wrapped and ends else None
        assembly.add(line, line=wrapped, full=full, indented=indented if wrapped else None)
    return assembly.document(path, data, "txt", warnings=warnings)


def _add_table(assembly: Assembly, table: int, grid: Grid) -> None:
    for row, texts in enumerate(grid.rows):
        for column, text in enumerate(texts):
            assembly.add(text, cell=Cell(table=table, row=row, column=column))


def _holds_whole_paragraphs(lines: list[str]) -> bool:
    long = sum(len(line) > _LONG_LINE for line in lines)
    return long >= max(1, _LONG_SHARE * len(lines))


def _breaks_sentences(lines: list[tuple[str, bool]]) -> bool:
    """Whether enough lines continue in the next one, as in a wrapped text."""
    going_on = sum(
        not ends and following.lstrip()[:1].islower() for (_, ends), (following, _) in pairwise(lines)
    )
    return going_on >= max(2, _LONG_SHARE * len(lines))


def _margin(line: str) -> int:
    expanded = line.expandtabs(4)
    return len(expanded) - len(expanded.lstrip())


def _usual_margin(lines: list[str]) -> int | None:
    """The commonest number of leading spaces; None if all lines begin in one column."""
    margins = Counter(_margin(line) for line in lines)
    return margins.most_common(1)[0][0] if len(margins) > 1 else None

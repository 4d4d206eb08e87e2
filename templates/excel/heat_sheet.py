"""The sheet "Ma trận" of ``matrix.xlsx``: one line a plan, one column a target, a coloured letter in each cell."""

from __future__ import annotations

from typing import Any

from compare.survey.overview import LETTERS, Group, Overview
from templates import words
from templates.excel.workbook import HEAD, cell_text
from templates.overview.heat import short

# Grounds of the letters: the worse, the darker, as on the page.
LETTER_FILLS = {
    "m": "#E6F4EA", "e": "#D3ECDF", "p": "#F5EDC2", "a": "#E9E8F7", "i": "#F3CF7A", "w": "#EE9A63", "x": "#DD6A58",
}  # fmt: skip
_FACTS = ("Hạng", "Đơn vị", "Đạt", "Phải đạt", "Tỷ lệ đạt")
"""Columns before those of the targets."""
MOST_TARGETS = 16_384 - len(_FACTS)
"""Excel has 16,384 columns; what does not fit is told in the first line."""


class HeatSheet:
    """The heat map, one block below the other where plans have different upper plans."""

    def __init__(self, book: Any, sheet: Any) -> None:
        self._book, self._sheet = book, sheet
        small = {"font_name": "Times New Roman", "font_size": 10}
        self._head = book.add_format(HEAD | {"font_size": 10})
        self._turned = book.add_format(
            HEAD | {"font_size": 9, "rotation": 90, "bold": False, "valign": "bottom"}
        )
        self._name = book.add_format(small | {"border": 1})
        self._letter = book.add_format(small | {"border": 1, "align": "center"})
        self._share = book.add_format(small | {"border": 1, "num_format": "0%", "align": "center"})
        self._row = 0

    def write(self, overview: Overview) -> None:
        """All groups."""
        sheet = self._sheet
        sheet.set_column(0, 0, 6)
        sheet.set_column(1, 1, 26)
        sheet.set_column(2, 4, 9)
        all_columns = max((len(group.columns) for group in overview.groups), default=1)
        widest = min(all_columns, MOST_TARGETS)
        sheet.set_column(5, 4 + widest, 4.3)
        legend = "; ".join(
            f"{words.word('letter', one)} {words.word('standing_short', one)}" for one in LETTERS.values()
        )
        cut = words.phrase("matrix", "cut", shown=widest, all=all_columns) if all_columns > widest else ""
        sheet.write_string(0, 0, " ".join(filter(None, (cut, legend))))
        self._row = 1
        for group in overview.groups:
            self._group(group)
        if len(overview.groups) == 1:
            sheet.freeze_panes(3, 2)
            sheet.repeat_rows(1, 2)
            sheet.autofilter(2, 0, max(self._row - 2, 3), 4 + widest)
        for letter, colour in LETTER_FILLS.items():
            rule = {"type": "text", "criteria": "begins with", "value": words.word("letter", letter)}
            ground = self._book.add_format({"bg_color": colour})
            sheet.conditional_format(3, 5, max(self._row, 3), 4 + widest, rule | {"format": ground})
        sheet.set_landscape()
        sheet.set_paper(8)
        sheet.fit_to_pages(1, 0)

    def _group(self, group: Group) -> None:
        sheet, bands = self._sheet, self._row
        columns = group.columns[:MOST_TARGETS]
        for at, column in enumerate(columns):
            if at == 0 or column.reference != columns[at - 1].reference:
                sheet.write_string(bands, 5 + at, cell_text(group.references[column.reference].name))
        sheet.set_row(bands + 1, 210)
        for at, text in enumerate(_FACTS):
            sheet.write_string(bands + 1, at, text, self._head)
        for at, column in enumerate(columns):
            text = cell_text(f"{column.number}. {short(column, 90)}")
            sheet.write_string(bands + 1, 5 + at, text, self._turned)
        self._row = bands + 2
        for line in (*group.above, *group.lines):
            if line.rank:
                sheet.write_number(self._row, 0, line.rank, self._letter)
            sheet.write_string(self._row, 1, cell_text(line.unit.name), self._name)
            sheet.write_number(self._row, 2, line.fits, self._letter)
            sheet.write_number(self._row, 3, line.due, self._letter)
            if line.due:
                sheet.write_number(self._row, 4, line.fits / line.due, self._share)
            for at, letter in enumerate(line.letters[: len(columns)]):
                if letter != " ":
                    mark = words.word("letter", "inherited") if at in line.inherited else ""
                    sheet.write_string(self._row, 5 + at, words.word("letter", letter) + mark, self._letter)
            self._row += 1
        self._row += 1

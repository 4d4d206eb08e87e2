"""The registers as a workbook, which an office may fill in and give back: one sheet for each, and one on its use."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from compare.keeping.cells import cells, column_of
from compare.keeping.rows import OWN, Row
from compare.keeping.writing import types_of
from compare.model import Complete
from templates import words
from templates.excel.workbook import BODY, HEAD, OPTIONS, STAMP, cell_text
from templates.report.arrange import registers_line

_WIDTHS: Mapping[str, int] = {
    "title": 60, "name": 40, "short": 40, "issuer": 24, "now": 40, "duties": 50, "later": 40, "source": 50, "page": 50,
}  # fmt: skip
_NARROW = 16
_LISTED = {"register": 22, "key": 60, "source": 50, "page": 60, "seen": 14}


def registers_workbook(rows: Sequence[Row], complete: Sequence[Complete]) -> bytes:
    """The workbook: "Cách dùng", a sheet for each register that an office may extend, and the lists of units."""
    import xlsxwriter

    out = io.BytesIO()
    book: Any = xlsxwriter.Workbook(out, OPTIONS | {"in_memory": True})
    book.set_properties({"created": STAMP, "title": "doichieu"})
    styles = {
        "head": book.add_format(HEAD),
        "body": book.add_format(BODY),
        "day": book.add_format(BODY | {"num_format": "dd/mm/yyyy"}),
    }
    sheet = book.add_worksheet(words.word("workbook", "use"))
    sheet.set_column(0, 0, 120, styles["body"])
    lines = [registers_line(complete), *words.table("workbook")["how"]]
    for at, line in enumerate(lines):
        sheet.write_string(at, 0, line, styles["body"])
    for register in OWN:
        keys = list(types_of(register))
        own = words.word("workbook", "whose")
        widths = {column_of(key): _WIDTHS.get(key, _NARROW) for key in keys} | {own: 14}
        table: list[Mapping[str, str | date]] = [
            {**cells(register, row.values), own: words.word("workbook", "own" if row.path else "shipped")}
            for row in rows
            if row.register == register
        ]
        _fill(book, words.word("workbook", register), widths, table, styles)
    listed = [row for row in rows if row.register not in OWN]
    widths = {words.word("workbook_listed", key): width for key, width in _LISTED.items()}
    _fill(book, words.word("workbook", "listed"), widths, [_listed(row) for row in listed], styles)
    book.close()
    return out.getvalue()


def _listed(row: Row) -> dict[str, str | date]:
    told = {"register": words.word("workbook", row.register), "key": row.key, "source": row.source}
    told |= {"page": row.read_in, "seen": row.seen}
    return {words.word("workbook_listed", key): told[key] for key in _LISTED}


def _fill(
    book: Any,
    name: str,
    widths: Mapping[str, int],
    table: Sequence[Mapping[str, str | date]],
    styles: Mapping[str, Any],
) -> None:
    sheet = book.add_worksheet(name)
    for column, (heading, width) in enumerate(widths.items()):
        sheet.set_column(column, column, width, styles["body"])
        sheet.write_string(0, column, heading, styles["head"])
        for at, row in enumerate(table, 1):
            value = row[heading]
            if isinstance(value, date):
                sheet.write_datetime(at, column, value, styles["day"])
            elif value:
                sheet.write_string(at, column, cell_text(value), styles["body"])
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(len(table), 1), len(widths) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)

"""``results.csv`` and ``results.parquet``: one row a pair, written as results come, with the columns of
``compare.survey.results``.

How Excel opens a CSV file decides how its text is written. It takes a cell that begins with "=", "+", "-" or "@" for a
formula, quoted or not; and with a Vietnamese or a German setting it parts lines at ";" and knows nothing of the quotes
around a field with commas, so that a formula may also hide behind a semicolon in the middle of a text. Wherever a cell
could begin, an apostrophe stands before such a character. Parquet holds the text as it is.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from compare.survey.results import COLUMNS, Cell, Kind, cells
from compare.survey.unit import UnitReview
from templates.texts import clean

if TYPE_CHECKING:
    import pyarrow as pa

ROW_GROUP = 5_000
"""Rows that are held in memory before they are written."""
# The full-width twins are taken for the same signs by some editions; a cell may begin behind any separator or quote.
_SIGNS = "=+\\-@＝＋－＠"
_SIGN = re.compile(f"[{_SIGNS}]")
_FORMULA = re.compile(f"""(^|[;,|"'] ?)(?=[{_SIGNS}])""")


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return safe(cell)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)


@lru_cache(maxsize=4096)
def safe(text: str) -> str:
    """A text in one line that no spreadsheet takes for a formula, wherever it parts the line.

    >>> safe("=1+1"), safe("Đạt 60%;=HYPERLINK(1)"), safe("giai đoạn 2021 - 2025")
    ("'=1+1", "Đạt 60%;'=HYPERLINK(1)", 'giai đoạn 2021 - 2025')
    """
    # A country has millions of texts: most have nothing to mend, and those of the upper plans come back in every plan.
    line = " ".join((text if text.isprintable() else clean(text)).split())
    return _FORMULA.sub(r"\1'", line) if _SIGN.search(line) else line


def schema() -> pa.Schema:
    """The columns of the Parquet file."""
    import pyarrow as pa

    kinds = {
        Kind.TEXT: pa.string(),
        Kind.CHOICE: pa.dictionary(pa.int32(), pa.string()),
        Kind.WHOLE: pa.int32(),
        Kind.NUMBER: pa.float64(),
        Kind.YES: pa.bool_(),
    }
    return pa.schema([pa.field(column.name, kinds[column.kind]) for column in COLUMNS])


class ResultsWriter:
    """Writes both files row by row, a bounded number of rows in memory; a context manager."""

    def __init__(self, table: Path, parquet: Path) -> None:
        import pyarrow.parquet as pq

        # The mark in front tells Excel that the file is UTF-8; pandas reads it with encoding "utf-8-sig".
        self._file = table.open("w", encoding="utf-8-sig", newline="")
        self._csv = csv.writer(self._file, lineterminator="\r\n")
        self._csv.writerow(column.name for column in COLUMNS)
        self._schema = schema()
        self._parquet = pq.ParquetWriter(parquet, self._schema, compression="zstd")
        self._rows: list[tuple[Cell, ...]] = []

    def add(self, review: UnitReview) -> None:
        """The rows of one plan."""
        rows = list(cells(review))
        self._csv.writerows(map(_text, row) for row in rows)
        self._rows += rows
        if len(self._rows) >= ROW_GROUP:
            self._flush()

    def _flush(self) -> None:
        import pyarrow as pa

        columns = zip(*self._rows, strict=True)
        arrays = [_array(column, field.type) for column, field in zip(columns, self._schema, strict=True)]
        self._parquet.write_table(pa.Table.from_arrays(arrays, schema=self._schema), row_group_size=ROW_GROUP)
        self._rows = []

    def close(self) -> None:
        """Write what is left."""
        if self._rows:
            self._flush()
        self._file.close()
        self._parquet.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _array(column: Sequence[Cell], kind: pa.DataType) -> pa.Array:
    """The cells of one column as Arrow takes them."""
    import pyarrow as pa

    if kind == pa.float64():
        return pa.array([None if cell is None else float(cell) for cell in column], type=kind)
    try:
        return pa.array(column, type=kind)
    except UnicodeEncodeError:
        # A lone surrogate, which UTF-8 cannot hold, as its escape.
        return pa.array([_escaped(cell) for cell in column], type=kind)


def _escaped(cell: Cell) -> Cell:
    return cell.encode("utf-8", "backslashreplace").decode() if isinstance(cell, str) else cell

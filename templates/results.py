"""``results.csv`` and ``results.parquet``: one row a pair, written as results come, with the columns of
``compare.results``.

How Excel opens a CSV file decides how its text is written. It takes a cell that begins with "=", "+", "-" or "@" for a
formula, quoted or not; and with a Vietnamese or a German setting it parts lines at ";" and knows nothing of the quotes
around a field with commas, so that a formula may also hide behind a semicolon in the middle of a text. Wherever a cell
could begin, an apostrophe stands before such a character. Parquet holds the text as it is.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from compare.batch import UnitReview
from compare.results import COLUMNS, Cell, Kind, cells
from templates.words import clean

if TYPE_CHECKING:
    import pyarrow as pa

ROW_GROUP = 20_000
"""Rows that are held in memory before they are written."""
# The full-width twins are taken for the same signs by some editions; a cell may begin behind any separator or quote.
_FORMULA = re.compile(r"""(^|[;,|\t"'])(\s*)(?=[=+\-@＝＋－＠])""")
_SPACES = re.compile(r"[\s\u0085\u2028\u2029]+")


def csv_head() -> str:
    """The first line."""
    return _line([column.name for column in COLUMNS])


def csv_rows(review: UnitReview) -> Iterator[str]:
    """The lines of one plan, each with its line end."""
    return (_line([_text(cell) for cell in row]) for row in cells(review))


def _line(row: Sequence[str]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerow(row)
    return out.getvalue()


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return safe(cell) if isinstance(cell, str) else str(cell)


def safe(text: str) -> str:
    """A text in one line that no spreadsheet takes for a formula, wherever it parts the line.

    >>> safe("=1+1"), safe("Đạt 60%;=HYPERLINK(1)"), safe("giai đoạn 2021 - 2025")
    ("'=1+1", "Đạt 60%;'=HYPERLINK(1)", 'giai đoạn 2021 - 2025')
    """
    return _FORMULA.sub(r"\1\2'", _SPACES.sub(" ", clean(text)).strip())


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
        self._csv = table.open("w", encoding="utf-8-sig", errors="backslashreplace", newline="")
        self._csv.write(csv_head())
        self._schema = schema()
        self._parquet = pq.ParquetWriter(parquet, self._schema, compression="zstd")
        self._rows: list[tuple[Cell, ...]] = []

    def add(self, review: UnitReview) -> None:
        """The rows of one plan."""
        self._csv.writelines(csv_rows(review))
        self._rows += cells(review)
        if len(self._rows) >= ROW_GROUP:
            self._flush()

    def _flush(self) -> None:
        import pyarrow as pa

        columns = zip(*self._rows, strict=True)
        arrays = [
            pa.array([_value(cell) for cell in column], type=field.type)
            for column, field in zip(columns, self._schema, strict=True)
        ]
        self._parquet.write_table(pa.Table.from_arrays(arrays, schema=self._schema), row_group_size=ROW_GROUP)
        self._rows = []

    def close(self) -> None:
        """Write what is left."""
        if self._rows:
            self._flush()
        self._csv.close()
        self._parquet.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _value(cell: Cell) -> Any:
    """As Arrow takes it: a lone surrogate, which UTF-8 cannot hold, as its escape."""
    if isinstance(cell, Decimal):
        return float(cell)
    return cell.encode("utf-8", "backslashreplace").decode() if isinstance(cell, str) else cell

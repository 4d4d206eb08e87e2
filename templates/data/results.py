"""``results.csv`` and ``results.parquet``: one row a pair, with the columns of ``compare.survey.results``.

Rows are written as results come. The text of the CSV file depends on how Excel opens it. Excel takes a cell that begins
with "=", "+", "-" or "@" for a formula, quoted or not. With a Vietnamese or a German setting it splits lines at ";" and
ignores the quotes around a field with commas, so that a formula may also hide behind a semicolon within a text. An
apostrophe is therefore put before such a character wherever a cell could begin. Parquet holds the text unchanged.
"""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from compare.survey.results import COLUMNS, Cell, Kind, cells
from compare.survey.unit import UnitReview
from templates.data.columns import arrow_column
from templates.texts import clean

if TYPE_CHECKING:
    import pyarrow as pa

ROW_GROUP = 5_000
"""Number of rows held in memory before they are written."""
# Some editions take the full-width forms for the same signs; a cell may begin after any separator or quote.
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
    """A text in one line that no spreadsheet takes for a formula, wherever it splits the line.

    >>> safe("=1+1"), safe("Đạt 60%;=HYPERLINK(1)"), safe("giai đoạn 2021 - 2025")
    ("'=1+1", "Đạt 60%;'=HYPERLINK(1)", 'giai đoạn 2021 - 2025')
    """
    # A country has millions of texts: most need no change, and those of upper plans recur in every plan.
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
    """Writes both files row by row, with a bounded number of rows in memory; a context manager."""

    def __init__(self, table: Path, parquet: Path) -> None:
        import pyarrow.parquet as pq

        # The byte order mark tells Excel that the file is UTF-8; pandas reads it with encoding "utf-8-sig".
        self._file = table.open("w", encoding="utf-8-sig", newline="")
        self._csv = csv.writer(self._file, lineterminator="\r\n")
        self._csv.writerow(column.name for column in COLUMNS)
        self._schema = schema()
        self._parquet = pq.ParquetWriter(parquet, self._schema, compression="zstd")
        self._rows: list[tuple[Cell, ...]] = []

    def add(self, review: UnitReview) -> None:
        """Write the rows of one plan."""
        rows = list(cells(review))
        self._csv.writerows(map(_text, row) for row in rows)
        self._rows += rows
        if len(self._rows) >= ROW_GROUP:
            self._flush()

    def _flush(self) -> None:
        import pyarrow as pa

        columns = zip(*self._rows, strict=True)
        arrays = [arrow_column(one, field.type) for one, field in zip(columns, self._schema, strict=True)]
        self._parquet.write_table(pa.Table.from_arrays(arrays, schema=self._schema), row_group_size=ROW_GROUP)
        self._rows = []

    def close(self) -> None:
        """Write the remaining rows and close both files."""
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

"""Keys for the shares of a total: population, households or staff of each unit, from the user's table.

    đơn vị;dân số;số hộ;biên chế
    huyện Khe Vằng;41.200;9.870;118

Fields are separated by tabs, semicolons or commas; numbers are written as in Vietnamese texts ("41.200", "0,5").
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from compare.registers.unit_names import bare_name, plain_name
from compare.words import phrases, table
from extract.language.lexicon import fold
from extract.readers.plain.encoding import decode_table

_GROUPED = re.compile(r"\d{1,3}(?:[. \u00a0]\d{3})+(?:,\d+)?")
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?")
# "41,200" may be forty-one and a fifth, or forty-one thousand two hundred.
_UNCLEAR = re.compile(r"\d{1,3}(?:,\d{3})+")
_FILLERS = phrases("keys", "fillers")


class KeysError(ValueError):
    """A table of keys that is invalid; the text gives the line and the reason, in Vietnamese."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Keys:
    """The names of the columns, and the numbers of each unit (None for an empty cell)."""

    names: tuple[str, ...] = ()
    rows: Mapping[str, tuple[Decimal | None, ...]]

    def of(self, unit: str, column: int) -> Decimal | None:
        """The number of a unit by kind and name, or by name alone where the table gives no kind; None without one."""
        row = self.rows.get(plain_name(unit)) or self.rows.get(plain_name(bare_name(unit)))
        return row[column] if row else None

    def fitting(self, counted: str) -> int | None:
        """The index of the column that fits what is counted ("hộ gia đình"), else of the first; None for no columns."""
        text = f" {' '.join(fold(counted).split())} "
        for column, name in enumerate(self.names):
            if any(f" {word} " in text for word in _stands_for(_bare(name))):
                return column
        return 0 if self.names else None


def read_keys(path: Path) -> Keys:
    """The table in a file (UTF-8, UTF-16, Windows-1258); raises ``KeysError``."""
    try:
        text = decode_table(path.read_bytes())
    except ValueError as error:
        raise KeysError("Không rõ bảng mã của bảng khóa phân bổ; hãy lưu lại ở dạng CSV UTF-8.") from error
    return keys_of(text)


def keys_of(text: str) -> Keys:
    """The table in a text; raises ``KeysError`` where it is invalid."""
    lines = text.splitlines()
    head = next((line for line in lines if line.strip()), "")
    separator = next((mark for mark in ("\t", ";", ",") if mark in head), ";")
    table = [[cell.strip() for cell in row] for row in csv.reader(lines, delimiter=separator)]
    numbered = [(number, row) for number, row in enumerate(table, 1) if any(row)]
    if not numbered or len(numbered[0][1]) < 2:
        raise KeysError(
            "Bảng khóa phân bổ cần một cột tên đơn vị và ít nhất một cột số (ví dụ: đơn vị;dân số)."
        )
    names = tuple(name for name in numbered[0][1][1:])
    if "" in names:
        raise KeysError("Bảng khóa phân bổ có cột không có tên.")
    rows: dict[str, tuple[Decimal | None, ...]] = {}
    for number, row in numbered[1:]:
        unit = plain_name(row[0])
        if unit in rows:
            raise KeysError(f"Bảng khóa phân bổ, dòng {number}: đơn vị “{row[0]}” đã có ở dòng trên.")
        if len(row) - 1 > len(names):
            raise KeysError(f"Bảng khóa phân bổ, dòng {number}: nhiều ô hơn dòng đầu ({len(names) + 1} cột).")
        rows[unit] = tuple(_numbers(row[1:], number, len(names)))
    return Keys(names=names, rows=rows)


def _numbers(cells: Sequence[str], line: int, width: int) -> Iterator[Decimal | None]:
    for cell in [*cells, *[""] * (width - len(cells))]:
        yield _number(cell, line) if cell else None


def _number(cell: str, line: int) -> Decimal:
    where = f"Bảng khóa phân bổ, dòng {line}"
    if _GROUPED.fullmatch(cell):
        return Decimal(re.sub(r"[. \u00a0]", "", cell).replace(",", "."))
    if _UNCLEAR.fullmatch(cell):
        raise KeysError(f"{where}: chưa rõ “{cell}” là số nào; viết 41.200 cho số nghìn, 41,2 cho số lẻ.")
    if not _PLAIN.fullmatch(cell):
        raise KeysError(f"{where}: “{cell}” không phải là số không âm.")
    return Decimal(cell.replace(",", "."))


def _bare(column: str) -> str:
    """The name of a column without filler words.

    >>> _bare("Tổng số hộ")
    'hộ'
    """
    name = " ".join(fold(column).split())
    return next((name[len(word) + 1 :] for word in _FILLERS.words if name.startswith(f"{word} ")), name)


def _stands_for(name: str) -> tuple[str, ...]:
    return (name, *(word for key in table("keys")["keys"] if name in key["names"] for word in key["counted"]))

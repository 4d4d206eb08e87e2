"""The values of a row as the cells of a table, and back.

Lists are written with ";" between their items. Each successor of a body has a line of its own: the body, a colon and
its work, then a bar and other words of that work; or a day, a colon and the successor, then a bar and the source. The
tests show both.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from compare.keeping.writing import types_of
from compare.words import table
from extract.language import writing

_FIRST = date(1899, 12, 30)
"""Day 0 of the days that a workbook counts."""


class CellError(ValueError):
    """A cell that cannot be read: its column and what stands there."""

    def __init__(self, column: str, text: str) -> None:
        super().__init__(f"{column}: {text}")
        self.column, self.text = column, text


def column_of(key: str) -> str:
    """The heading of a key's column."""
    return str(table("keeping")["columns"][key])


def cells(register: str, values: Mapping[str, Any]) -> dict[str, str | date]:
    """Heading → cell, for every key of the register; days are dates, all else is text, "" where there is none."""
    return {column_of(key): _cell(values.get(key), kind) for key, kind in types_of(register).items()}


def _cell(value: Any, kind: str) -> str | date:
    if not value:
        return ""
    if kind == "date":
        return date.fromisoformat(str(value)[:10])
    if kind == "texts":
        return "; ".join(value)
    if kind == "tables":
        return "\n".join(map(_line, value))
    return str(value)


def _line(entry: Mapping[str, Any]) -> str:
    if "body" in entry:
        head, tail = f"{entry['body']}: {'; '.join(entry['does'])}", "; ".join(entry.get("also", ()))
    else:
        day = entry["from"]
        head = f"{writing.date(day if isinstance(day, str) else day.isoformat())}: {entry['now']}"
        tail = entry["source"]
    return f"{head} | {tail}" if tail else head


def values_of(register: str, row: Mapping[str, object]) -> dict[str, Any]:
    """The values of a row of cells, by heading; unknown headings are passed over.

    Raises CellError for a day or a line that cannot be read.
    """
    found: dict[str, Any] = {}
    for key, kind in types_of(register).items():
        column = column_of(key)
        text = row.get(column)
        if text is None or not str(text).strip():
            continue
        if kind == "date":
            found[key] = day_of(text, column)
        elif kind == "texts":
            found[key] = _items(str(text))
        elif kind == "tables":
            lines = [line for line in str(text).splitlines() if line.strip()]
            found[key] = [_entry(line, key, column) for line in lines]
        else:
            found[key] = " ".join(str(text).split())
    return found


def day_of(value: object, column: str) -> str:
    """The ISO day of a cell: a date, a workbook's count of days, "31/12/2026" or "2026-12-31"; raises CellError."""
    if isinstance(value, date):
        return value.isoformat()[:10]
    text = str(value).strip()
    try:
        if text.replace(".", "", 1).isdigit():
            return (_FIRST + timedelta(days=int(float(text)))).isoformat()
        parts = text.split("/")
        iso = "-".join(part.strip().zfill(2) for part in reversed(parts)) if len(parts) == 3 else text
        return date.fromisoformat(iso).isoformat()
    except (ValueError, OverflowError) as error:
        raise CellError(column, text) from error


def _items(text: str) -> list[str]:
    return [item for item in (" ".join(piece.split()) for piece in text.split(";")) if item]


def _entry(line: str, key: str, column: str) -> dict[str, Any]:
    head, _, tail = line.partition("|")
    name, colon, rest = head.partition(":")
    if not colon or not name.strip() or not rest.strip() or (key == "later" and not tail.strip()):
        raise CellError(column, line.strip())
    if key == "later":
        return {"from": day_of(name, column), "now": rest.strip(), "source": tail.strip()}
    duty = {"body": name.strip(), "does": _items(rest)}
    return duty | {"also": _items(tail)} if tail.strip() else duty

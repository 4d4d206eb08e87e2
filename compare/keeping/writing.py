"""An office's own register as text: rows in TOML, and rows laid into a file without touching what else stands there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from compare.decisions.handwritten import Page, page_of
from compare.keeping.rows import OWN, Row, rows_of
from compare.lineage.register import documents_of
from compare.naming.register import names_of
from compare.words import table

_HEADER = re.compile(r"\s*\[")
_AS_OF = re.compile(r"^as_of\s*=.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """The new text of a file, and the keys of rows that were added, replaced, or there already."""

    text: str
    added: tuple[str, ...]
    replaced: tuple[str, ...]
    same: tuple[str, ...]


def toml_of(register: str, values: Mapping[str, Any]) -> str:
    """One row as a table of a file; keys in the order of the register.

    >>> print(toml_of("places", {"name": "cấp huyện", "until": "2025-07-01", "now": "cấp xã"}))
    [[places]]
    name = "cấp huyện"
    until = 2025-07-01
    now = "cấp xã"
    """
    types = types_of(register)
    lines = [f"{key} = {_value(values[key], types[key])}" for key in types if values.get(key)]
    return "\n".join([f"[[{register}]]", *lines])


def types_of(register: str) -> dict[str, str]:
    """The keys of a register's rows with their types, in the order of a workbook."""
    needed, may = OWN[register]
    return {**needed, **may}


def _value(value: Any, expected: str) -> str:
    if expected == "date":
        return str(value)
    if expected == "tables":
        inner = ("{ " + ", ".join(f"{k} = {_inner(v)}" for k, v in row.items()) + " }" for row in value)
        return "[" + ", ".join(inner) + "]"
    return _inner(value)


def _inner(value: Any) -> str:
    if hasattr(value, "isoformat"):
        return str(value.isoformat()[:10])
    # U+007F is the one character that JSON leaves unchanged and TOML forbids.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def laid_into(
    text: str, rows: Iterable[tuple[str, Mapping[str, Any]]], path: Path, as_of: str | None = None
) -> Laid:
    """Lay rows (register, values) into the text of an own file; a row of the same thing is replaced.

    ``path`` names the file in errors; ``as_of`` is the ISO day to which the office has kept it. Raises
    ``HandwrittenError`` where the text, or what became of it, is no valid register.
    """
    text = text or str(table("keeping")["own"]["head"]).lstrip()
    if as_of:
        line = f"as_of = {as_of}"
        text = _AS_OF.sub(line, text, count=1) if _AS_OF.search(text) else _with_top(text, line)
    added, replaced, same = [], [], []
    for register, values in rows:
        row = Row(register=register, key=_key(register, values), values=values)
        there = next((old for old in _rows(text, path, register) if _is_one(old, row)), None)
        if there is not None and _plain(there.values) == _plain(values):
            same.append(row.key)
            continue
        if there is not None:
            text = _without(text, there.line)
            replaced.append(row.key)
        else:
            added.append(row.key)
        text = f"{text.rstrip()}\n\n{toml_of(register, values)}\n"
    _read_as_in_a_check(page_of(path, text))
    return Laid(text=text, added=tuple(added), replaced=tuple(replaced), same=tuple(same))


def _read_as_in_a_check(page: Page) -> None:
    """Raise ``HandwrittenError`` where the rules could not use the file."""
    tuple(documents_of(page, own=True))
    for register in ("agencies", "places"):
        tuple(names_of(page, register, own=True))


def _with_top(text: str, line: str) -> str:
    """The text with a line of the top level: before the first table, after the comment of the head."""
    lines = text.splitlines()
    at = next((number for number, one in enumerate(lines) if _HEADER.match(one)), len(lines))
    while at and lines[at - 1].lstrip().startswith("#") and at < len(lines):
        at -= 1
    return (
        "\n".join([*lines[:at], *([""] if at and lines[at - 1] else []), line, "", *lines[at:]]).rstrip()
        + "\n"
    )


def _key(register: str, values: Mapping[str, Any]) -> str:
    return str(values.get("number" if register == "documents" else "name", ""))


def _rows(text: str, path: Path, register: str) -> Sequence[Row]:
    return tuple(rows_of(page_of(path, text), register, own=True))


def _is_one(old: Row, new: Row) -> bool:
    """Whether two rows are of one thing; a document whose date was unknown is the one that has it."""
    if old.register != "documents" or (old.values.get("date") and new.values.get("date")):
        return old.identity == new.identity
    return old.identity[0] == new.identity[0]


def _without(text: str, line: int) -> str:
    """The text without the table that begins in a line; comments before the next table stay."""
    lines = text.splitlines()
    end = next((at for at in range(line, len(lines)) if _HEADER.match(lines[at])), len(lines))
    while end > line and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    return "\n".join([*lines[: line - 1], *lines[end:]]) + "\n"


def _plain(values: Mapping[str, Any]) -> str:
    """The values in a form that can be compared: a date is its ISO text, an empty value is none."""
    return json.dumps(
        {key: value for key, value in values.items() if value},
        default=lambda value: value.isoformat()[:10],
        sort_keys=True,
    )


def differs(row: Row, values: Mapping[str, Any]) -> bool:
    """Whether values say something else than a row."""
    return _plain(row.values) != _plain(values)

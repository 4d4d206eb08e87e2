"""Reading of registers: the built-in file, and tables of the user's files in the same form.

    [[agencies]]
    name = "Sở Kế hoạch và Đầu tư"
    until = 2025-03-01

A file may hold several registers; each reader takes the tables of its own name and passes over the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from compare.decisions.handwritten import Page, page_of, read_page
from extract.language import toml_tables
from extract.language.toml_tables import Each, Row, Rows, Shapes

_PACKAGE = "compare.registers"
SEEN: Mapping[str, str] = {"source": "text", "page": "text", "seen": "date"}
"""What every shipped row says of itself: the document, where it was read, and the day of reading."""
MEMORY: Mapping[str, str] = {"memory": "texts"}
"""The parts of a row that nobody has read anywhere: a finding that leans on one of them is at most a note."""
SHAPES: Mapping[str, Shapes] = {
    "districts": {
        "changes": Rows(
            Row(
                needed={"day": "date", "province": "text", **SEEN},
                may={"gone": "texts", "into": "texts", "came": "texts", **MEMORY},
            )
        )
    },
    "communes": {
        "changes": Rows(
            Row(
                needed={
                    "day": "date",
                    "province": "text",
                    "kind": "text",
                    "becomes": "text",
                    "names": "texts",
                    **SEEN,
                },
                may=MEMORY,
            )
        )
    },
    "provinces": {
        "merged": Each("texts"),
        "communes": Each("text"),
        "former": Rows(
            Row(
                needed={"name": "text", "until": "date", "now": "text", **SEEN},
                may={"also": "texts", **MEMORY},
            )
        ),
        "cities": Rows(Row(needed={"name": "text", "since": "date", **SEEN}, may=MEMORY)),
    },
}
"""The shapes of registers that users do not extend; the others pass theirs to ``entries``."""

Own = tuple[tuple[Path, str], ...]
"""The user's files with their text, as a cache key: a file may change between two reviews."""


@cache
def built_in(name: str) -> Page:
    """A built-in register by name: "agencies" for agencies.toml. Raises ``LexiconError``."""
    table = toml_tables.read(_PACKAGE, name, SHAPES.get(name))
    return Page(
        path=Path(str(toml_tables.File(_PACKAGE, name))), text=toml_tables.text(_PACKAGE, name), table=table
    )


def own_files(paths: Sequence[Path]) -> Own:
    """The user's files with their present text; raises ``HandwrittenError`` for one that cannot be read."""
    return tuple((page.path, page.text) for page in map(read_page, paths))


def pages(name: str, own: Own) -> tuple[Page, ...]:
    """The built-in register and the user's files; a later page overrides an earlier one."""
    return (built_in(name), *(page_of(path, text) for path, text in own))


def entries(
    page: Page, table: str, needed: Mapping[str, str], may: Mapping[str, str]
) -> Iterator[tuple[dict[str, Any], int]]:
    """The checked tables ``[[table]]`` of a page, each with the line it begins in.

    ``needed`` and ``may`` map keys to types. Dates become ISO texts. Raises ``HandwrittenError``.
    """
    found = page.typed(page.table, table, "tables") if table in page.table else []
    opens = re.compile(rf"\s*\[\[\s*{re.escape(table)}\s*\]\]")
    lines = [number for number, line in enumerate(page.text.splitlines(), 1) if opens.match(line)]
    # Tables written as one inline list have no line of their own.
    lines += [1] * (len(found) - len(lines))
    for entry, line in zip(found, lines, strict=False):
        yield checked_row(page, table, entry, line, needed, may), line


def checked_row(
    page: Page,
    table: str,
    entry: Mapping[str, Any],
    line: int,
    needed: Mapping[str, str],
    may: Mapping[str, str],
) -> dict[str, Any]:
    """One table, checked for its keys and types; dates become ISO texts. Raises ``HandwrittenError``."""
    page.check_keys(entry, (*needed, *may), line)
    types = {**needed, **may}
    for key in needed:
        if key not in entry:
            raise page.problem("missing_key", table, line, key=key)
    for key in entry:
        page.typed(entry, key, types[key], line)
    return {
        key: iso_day(page, key, value, line) if types[key] == "date" else value
        for key, value in entry.items()
    }


def iso_day(page: Page, key: str, value: object, line: int = 1) -> str:
    """The ISO day of a value, a date or a text; raises ``HandwrittenError`` for another one."""
    try:
        day = value if isinstance(value, date) else date.fromisoformat(str(value).strip())
        # A datetime is a date to Python, too; its time is cut off.
        return day.isoformat()[:10]
    except ValueError as error:
        raise page.problem("not_a_date", key, line, key=key, value=str(value)) from error

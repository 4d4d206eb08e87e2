"""The rows of all registers in one form, the user's laid over the shipped ones.

    every((Path("danh-muc.toml"),))         Row(register="documents", key="20/2021/NĐ-CP", …), …

The list of districts and communes (units.csv) is no register of rows; its changes are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from compare.decisions.handwritten import Page
from compare.lineage import register as documents
from compare.lineage.citing import plain as plain_number
from compare.naming import register as naming
from compare.naming.register import plain as plain_name
from compare.registers.reading import built_in, entries, own_files, pages
from compare.words import table

OWN: Mapping[str, tuple[Mapping[str, str], Mapping[str, str]]] = {
    "documents": (documents.NEEDED, documents.MAY),
    "agencies": (naming.NEEDED, naming.MAY),
    "places": (naming.NEEDED, naming.MAY),
}
"""The registers that a user may extend: the keys that a row must have and may have, each with its type."""
_SHIPPED = {"provinces": ("former", "cities"), "districts": ("changes",), "communes": ("changes",)}
REGISTERS = (*OWN, *_SHIPPED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a register.

    ``key`` finds it again: the number of a document, the name of a body or place. ``values`` are as in the file, dates
    in ISO; ``path`` is the user's file, None for a shipped row; ``line`` counts from 1.
    """

    register: str
    key: str
    values: Mapping[str, Any]
    path: Path | None = None
    line: int = 1

    @property
    def source(self) -> str:
        """The document, or where it was read; "" for a row of the user's without one."""
        return str(self.values.get("source", ""))

    @property
    def read_in(self) -> str:
        """Where it was read: ``page``, of a document its ``source``."""
        return str(self.values.get("page") or self.source)

    @property
    def seen(self) -> str:
        """The ISO day of reading; "" for a row of the user's without one."""
        return str(self.values.get("seen", ""))

    @property
    def memory(self) -> tuple[str, ...]:
        """The parts that rest on memory."""
        return tuple(self.values.get("memory", ()))

    @property
    def identity(self) -> tuple[str, str]:
        """What makes two rows one: a later one replaces an earlier."""
        if self.register == "documents":
            return plain_number(self.key), str(self.values.get("date", ""))
        return plain_name(self.key), str(self.values.get("day", ""))


def every(paths: Sequence[Path] = ()) -> tuple[Row, ...]:
    """All rows in force, register by register: the shipped ones, and the user's over them.

    Raises ``HandwrittenError``.
    """
    own = own_files(paths)
    found: list[Row] = []
    for register in OWN:
        laid: dict[tuple[str, str], Row] = {}
        for number, page in enumerate(pages(register, own)):
            for row in rows_of(page, register, own=number > 0):
                if register == "documents":
                    # A row whose date was not known gives way to one that has it.
                    laid.pop((row.identity[0], ""), None)
                laid[row.identity] = row
        found += laid.values()
    for register in _SHIPPED:
        found += _shipped(register)
    return tuple(found)


def rows_of(page: Page, register: str, *, own: bool) -> Iterator[Row]:
    """The checked rows of one register in a file; raises ``HandwrittenError``."""
    needed, may = OWN[register]
    for entry, line in entries(page, register, needed, may):
        key = entry["number"] if register == "documents" else entry["name"]
        yield Row(register=register, key=key, values=entry, path=page.path if own else None, line=line)


def _shipped(register: str) -> Iterator[Row]:
    page = built_in(register)
    for name in _SHIPPED[register]:
        for entry in page.table[name]:
            values = {
                key: value.isoformat() if hasattr(value, "isoformat") else value
                for key, value in entry.items()
            }
            units = [*entry.get("gone", ()), *entry.get("came", ()), *entry.get("names", ())]
            key = entry["name"] if "name" in entry else f"{entry['province']}: {', '.join(units)}"
            yield Row(register=register, key=key, values=values)


def kind_of_source(row: Row) -> str:
    """What a row rests on: a key of ``[sources]`` in keeping.toml, "memory" or "own"; the strongest one counts."""
    if row.path is not None:
        return "own"
    said = row.read_in.casefold()
    for kind, words in table("keeping")["sources"].items():
        if any(word in said for word in words):
            return str(kind)
    return "memory" if row.memory else "other"


def counted(rows: Sequence[Row]) -> dict[str, dict[str, int]]:
    """Register → kind of source → number of rows, both in their order; "partly" counts rows that hold memory too."""
    kinds = [*table("keeping")["sources"], "other", "memory", "own"]
    found: dict[str, dict[str, int]] = {}
    for row in rows:
        counts = found.setdefault(row.register, dict.fromkeys([*kinds, "partly"], 0))
        kind = kind_of_source(row)
        counts[kind] += 1
        counts["partly"] += bool(row.memory) and kind not in ("memory", "own")
    return found

"""Tables of the user's: the references of each unit, and the expected units.

The format is a workbook (.xlsx), or CSV as Excel or an office writes it (UTF-8, UTF-16, Windows-1258), separated by
comma, semicolon or tab; the first line names the columns, which a list of units may leave out.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path, PurePosixPath

from compare.registers.provinces import bare
from compare.registers.unit_names import bare_name, plain_name
from doichieu.messages import UserError
from extract.language.agencies import find_units
from extract.language.lexicon import fold
from extract.paths import reachable
from extract.readers.plain.encoding import decode_table
from extract.readers.plain.workbook import XLSX, cells

# The first column, whatever its name, holds the unit or the file.
_SEPARATORS = ",;\t"
_ENOUGH = 200
"""Lines by which the column of units is told."""
_ZIP, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
"""How a workbook begins, and one of an old Excel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parents:
    """Rows of a ``--map``: for a file or a unit, the indexes of its references.

    A file is found by its name, with or without folder, or without ending. A unit is found by its name, "huyện Khe
    Vàng", or without its kind where the table leaves it out: "huyện Cao Lãnh" and "thành phố Cao Lãnh" are different
    units.
    """

    rows: Mapping[str, tuple[int, ...]]
    """The indexes of references by the word of the first column."""
    forms: Mapping[str, str]
    """The word of the first column by each form in which it is searched."""

    def row_of(self, file: str, unit: str | None = None) -> str | None:
        """The row of a file, else of its unit; None without one."""
        path = PurePosixPath(file)
        forms = [fold(form) for form in (file, path.name, path.stem)]
        if unit:
            forms += [plain_name(form) for form in (unit, bare_name(bare(unit)))]
        return next((self.forms[form] for form in forms if form in self.forms), None)

    def of(self, file: str, unit: str | None = None) -> tuple[int, ...] | None:
        """The indexes of the references; None where no row is about the file or its unit."""
        row = self.row_of(file, unit)
        return None if row is None else self.rows[row]


def read_parents(path: Path, references: Sequence[Path]) -> Parents:
    """The table of ``--map``: file or unit, then file names of references separated by "|"; raises ``UserError``."""
    known = {fold(form): index for index, file in enumerate(references) for form in (file.name, file.stem)}
    found: dict[str, tuple[int, ...]] = {}
    for line, row in _rows(path):
        if len(row) < 2:
            raise UserError("batch.map_columns", path=path, line=line)
        indexes = []
        for word in row[1].split("|"):
            name = fold(Path(word.strip()).name)
            if name not in known:
                raise UserError("batch.map_unknown", path=path, line=line, name=word.strip())
            indexes.append(known[name])
        found[row[0].strip()] = tuple(sorted(set(indexes)))
    forms = {form: word for word in found for form in (plain_name(word), fold(word))}
    return Parents(rows=found, forms=forms)


def read_units(path: Path) -> tuple[str, ...]:
    """The names of the expected units; raises ``UserError``. See ``units_in``."""
    return units_in(_content(path), path)


def units_in(data: bytes, path: Path | PurePosixPath) -> tuple[str, ...]:
    """The units that a table names, in the column that names most of them, else in the first; raises ``UserError``.

    What stands above the table, in one cell a line, is its title. A first line that names a unit ("huyện Khe Vàng") is
    no heading.

    Arguments:
        data: the bytes of the table.
        path: where it comes from: its ending tells the format, its name is for messages.
    """
    rows = [row for _, row in _table(data, path)]
    wide = next((at for at, row in enumerate(rows) if sum(bool(cell.strip()) for cell in row) > 1), 0)
    columns = list(zip_longest(*rows[wide:], fillvalue=""))
    # Of columns that name as many the first one counts: a number of the line names none.
    best = max(columns, key=lambda column: sum(map(_names_a_unit, column[:_ENOUGH])), default=())
    names = [cell.strip() for cell in best]
    kept = names if names and _names_a_unit(names[0]) else names[1:]
    return tuple(dict.fromkeys(name for name in kept if any(map(str.isalpha, name))))


def _names_a_unit(cell: str) -> bool:
    return any(unit.name for unit in find_units(cell))


def _rows(path: Path) -> list[tuple[int, list[str]]]:
    """(line from 1, cells) of each line but the empty ones and the first."""
    return _table(_content(path), path)[1:]


def _content(path: Path) -> bytes:
    try:
        return reachable(path).read_bytes()
    except OSError as error:
        raise UserError("error.cannot_read", path=path, reason=error.strerror or error) from error


def _table(data: bytes, path: Path | PurePosixPath) -> list[tuple[int, list[str]]]:
    """(line from 1, cells) of each line that is not empty."""
    if path.suffix.lower() == XLSX or data.startswith(_ZIP):
        try:
            rows = cells(data)
        except ValueError as error:
            raise UserError("batch.bad_workbook", path=path) from error
    else:
        rows = _csv(data, path)
    return [(line, row) for line, row in enumerate(rows, start=1) if any(cell.strip() for cell in row)]


def _csv(data: bytes, path: Path | PurePosixPath) -> list[list[str]]:
    if data.startswith(_OLD):
        raise UserError("batch.bad_workbook", path=path)
    try:
        text = decode_table(data)
    except ValueError as error:
        raise UserError("batch.not_utf8", path=path) from error
    first = text.splitlines()[0] if text.strip() else ""
    return list(csv.reader(io.StringIO(text), delimiter=max(_SEPARATORS, key=first.count)))

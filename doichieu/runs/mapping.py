"""Tables of the user's: the references of each unit, and the expected units.

The format is CSV as Excel or an office writes it (UTF-8, UTF-16, Windows-1258), separated by comma, semicolon or tab;
the first line names the columns, which a list of units may leave out.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from compare.registers.provinces import bare
from compare.registers.unit_names import bare_name, plain_name
from doichieu.messages import UserError
from extract.language.agencies import find_units
from extract.language.lexicon import fold
from extract.paths import reachable
from extract.readers.plain.encoding import decode_table

# The first column, whatever its name, holds the unit or the file.
_SEPARATORS = ",;\t"


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
    """The names of the expected units, from the first column; raises ``UserError``.

    A first line that names a unit ("huyện Khe Vàng") is no heading.
    """
    rows = [row[0].strip() for _, row in _rows(path, headed=False)]
    named = rows and any(unit.name for unit in find_units(rows[0]))
    return tuple(dict.fromkeys(filter(None, rows if named else rows[1:])))


def _rows(path: Path, *, headed: bool = True) -> list[tuple[int, list[str]]]:
    """(line from 1, cells) of each line but the empty ones and, with ``headed``, the first."""
    try:
        text = decode_table(reachable(path).read_bytes())
    except OSError as error:
        raise UserError("error.cannot_read", path=path, reason=error.strerror or error) from error
    except ValueError as error:
        raise UserError("batch.not_utf8", path=path) from error
    first = text.splitlines()[0] if text.strip() else ""
    separator = max(_SEPARATORS, key=first.count)
    rows = [
        (line, row)
        for line, row in enumerate(csv.reader(io.StringIO(text), delimiter=separator), start=1)
        if any(cell.strip() for cell in row)
    ]
    return rows[1:] if headed else rows

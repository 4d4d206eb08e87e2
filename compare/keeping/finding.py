"""The rows and units that a text means, for a reader who asks where a statement comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compare.keeping.rows import OWN, Row
from compare.lineage.citing import loose
from compare.lineage.citing import plain as plain_number
from compare.naming.register import plain
from compare.registers.provinces import bare
from compare.registers.unit_names import plain_name
from compare.registers.units import Area, Unit, everywhere, successors_on


def rows_named(text: str, rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows of a document number, or of the name of a body or place in any of its spellings."""
    return tuple(row for row in rows if any(_means(text, written, row) for written in _written(row)))


def _written(row: Row) -> Iterator[str]:
    yield row.key
    yield from row.values.get("short", ())
    yield from row.values.get("also", ())
    for key in ("gone", "came"):
        yield from row.values.get(key, ())
    for name in row.values.get("names", ()):
        yield from (f"{row.values['kind']} {name}", f"{row.values['becomes']} {name}")


def _means(text: str, written: str, row: Row) -> bool:
    if row.register == "documents":
        return plain_number(text) == plain_number(written) or loose(text) == loose(written)
    if row.register in OWN:
        return plain(text) == plain(written)
    return plain_name(bare(text)) == plain_name(bare(written))


def units_named(text: str, day: str) -> Iterator[tuple[Unit, tuple[Unit, ...]]]:
    """The districts and communes of a kind and name, each with the units on its ground on an ISO day."""
    for area in everywhere():
        for unit in _units(area):
            if plain_name(unit.text) == plain_name(text):
                yield unit, successors_on(area, unit, day)


def _units(area: Area) -> tuple[Unit, ...]:
    return (*area.districts, *area.before, *area.communes)

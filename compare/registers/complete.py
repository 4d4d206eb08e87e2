"""The day to which each register is complete: ``as_of`` of its file, or a later one of the user's files.

    as_of = 2026-09-30

A document, body or place that changed after that day is not in the register; a report says so at its foot.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from compare.decisions.handwritten import Page
from compare.model import Complete
from compare.registers.reading import built_in, iso_day, own_files, pages
from compare.words import table

_FILES = {
    "documents": ("documents",),
    "agencies": ("agencies",),
    "places": ("places", "provinces", "communes"),
}
"""Each register and its files: it is complete to the earliest of their days. Districts ended as a whole in 2025."""
REGISTERS = tuple(_FILES)


def shipped(register: str) -> str:
    """The ISO day to which a register of the program is complete: "documents", "agencies" or "places"."""
    return min(_day(built_in(name)) or "" for name in _FILES[register])


def completeness(paths: Sequence[Path]) -> tuple[Complete, ...]:
    """The day of each register, with the user's files over the built-in ones; raises ``HandwrittenError``."""
    own = own_files(paths)
    days = [day for page in pages("documents", own)[1:] if (day := _day(page))]
    return tuple(_complete(days))


def name_of(register: str) -> str:
    """The register as a sentence names it.

    >>> name_of("documents"), name_of("agencies"), name_of("places")
    ('văn bản', 'tên cơ quan', 'địa danh')
    """
    return str(table("lineage")["registers"][register])


def _complete(days: Sequence[str]) -> Iterator[Complete]:
    for register in REGISTERS:
        known = shipped(register)
        last = max([known, *days])
        yield Complete(register=register, day=last, own=last > known)


def _day(page: Page) -> str | None:
    return iso_day(page, "as_of", page.table["as_of"]) if "as_of" in page.table else None

"""Laws in the table of a letter: in full where one is named first (number, day, body, subject), then by its number.

    law := ("Nghị định" | "Thông tư" | …) "số"? number       only laws of the register, outside of quotations

A name that goes on with its day or its body is whole already, and is the first mention too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from compare.lineage.register import Known, register_of
from extract.language import writing
from extract.language.lexicon import fold
from templates.letter.view import LetterRow
from templates.words import phrase, table

# Group 3 holds how the name goes on.
_LAW = re.compile(
    r"(Nghị định|Thông tư|Nghị quyết)\s+(?:số\s+)?(\d+/\d{4}/[A-ZĐ][\w-]*)(\s+(?:ngày|của)(?!\w))?"
)
_QUOTED = re.compile("(“[^“”]*(?:“[^“”]*”[^“”]*)*”)")


def in_full(rows: Sequence[LetterRow]) -> tuple[LetterRow, ...]:
    """The rows of a table, read from its first cell to its last, with each law in full once."""
    seen: set[str] = set()
    cell = partial(_cell, seen=seen)
    return tuple(
        replace(row, wishes=tuple(map(cell, row.wishes)), bases=tuple(map(cell, row.bases))) for row in rows
    )


def _cell(text: str, seen: set[str]) -> str:
    """A paragraph of a cell; ``seen`` are the numbers of the laws that were named before."""

    def named(found: re.Match[str]) -> str:
        known = register_of(()).numbered(found[2])
        first = found[2] not in seen
        seen.add(found[2])
        if found[3] or known is None:
            return found[0]
        return _whole(known) if first else writing.named(found[1], found[2])

    pieces = _QUOTED.split(text)
    return "".join(piece if at % 2 else _LAW.sub(named, piece) for at, piece in enumerate(pieces))


def _whole(law: Known) -> str:
    """A law with number, day, body and subject: "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về …"."""
    doing = fold(law.title).startswith(tuple(table("official")["doing"]))
    key = "law_doing" if doing else "law_about"
    return phrase("official", key, law=str(law), about=writing.uncapitalised(law.title))

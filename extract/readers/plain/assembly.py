"""Blocks assembled into a ``Document``; all text offsets are counted here."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from extract.model import Block, Box, Cell, Document, Note, Style

PLAIN = Style()

# Superscripts that are footnote marks: "1", "(2)", "[3]", "1, 2", "*", "†", "a)", a comma between two marks.
_FOOTNOTE_MARK = re.compile(
    r"\s*[\[(]?(?:\d{1,3}(?:\s*[,;]\s*\d{1,3})*|\*{1,3}|[†‡§]{1,3}|[a-z])[\])]?\s*[,;]?\s*|\s*[,;]\s*"
)
# "km" of "km²": the superscript belongs to the unit.
_UNIT_BEFORE = re.compile(r"(?:^|[\W\d_])[kcdm]?m$")


class Assembly:
    """Takes blocks in reading order, without blank ones, and counts their offsets."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._length = 0

    def add(
        self,
        text: str,
        *,
        style: Style = PLAIN,
        page: int | None = None,
        label: str | None = None,
        cell: Cell | None = None,
        line: bool = False,
        full: bool | None = None,
        indented: bool | None = None,
        boxes: tuple[Box, ...] = (),
        unsure: tuple[tuple[int, int], ...] = (),
    ) -> bool:
        """Append one block; False if it is blank and therefore left out."""
        if not text or text.isspace():
            return False
        start = self._length + 1 if self._blocks else 0
        self._blocks.append(
            Block(
                text=text,
                start=start,
                style=style,
                page=page,
                label=label,
                cell=cell,
                line=line,
                full=full,
                indented=indented,
                boxes=boxes,
                unsure=unsure,
            )
        )
        self._length = start + len(text)
        return True

    def document(
        self,
        path: Path,
        data: bytes,
        format: str,  # noqa: A002 - the field's name in the model
        *,
        pages: int | None = None,
        warnings: tuple[str, ...] = (),
        notes: tuple[Note, ...] = (),
        gaps: tuple[str, ...] = (),
    ) -> Document:
        """The finished document."""
        return Document(
            name=path.name,
            format=format,
            sha256=hashlib.sha256(data).hexdigest(),
            text="\n".join(block.text for block in self._blocks),
            blocks=tuple(self._blocks),
            pages=pages,
            warnings=warnings,
            notes=notes,
            gaps=gaps,
        )


def is_footnote_mark(raised: str, before: str) -> bool:
    """Whether superscript ``raised`` behind the text ``before`` only points to a footnote.

    "liên quan¹" and "5%³" have a mark. "120 m²" has none, and neither has the number at the start of a footnote's own
    paragraph.
    """
    if not before or before.isspace() or not _FOOTNOTE_MARK.fullmatch(raised):
        return False
    return not (raised.strip() in ("2", "3") and _UNIT_BEFORE.search(before))

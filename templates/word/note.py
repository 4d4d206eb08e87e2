"""The note on files given by mistake as a Word document, in place of a letter."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from templates.texts import clean
from templates.word.fill import repacked

if TYPE_CHECKING:
    from templates.letter.note import Note


def word_note(note: Note) -> bytes:
    """The document; equal notes give equal bytes."""
    from templates.word.layout import CENTER, LEFT, RIGHT, Builder

    to = Builder()
    to.line(clean(note.office), bold=True, align=LEFT)
    to.line(clean(note.dated), italic=True, align=RIGHT)
    to.gap()
    to.line(note.title, bold=True, align=CENTER)
    to.line(clean(note.inner), italic=True, align=CENTER)
    to.gap()
    for text in note.lines:
        to.line(clean(text), indent=True)
    to.gap()
    to.line(clean(note.author), indent=True)
    out = io.BytesIO()
    to.document.save(out)
    return repacked(out.getvalue())

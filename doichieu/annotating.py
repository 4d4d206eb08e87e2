"""The draft's own file with remarks, for ``doichieu check --annotate``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from doichieu.messages import UserError

if TYPE_CHECKING:
    from compare.model import Review
    from extract.model import Plan

_OLD_WORD = ("doc", "rtf", "odt", "fodt", "xml")


def annotated(
    out: Path, path: Path, draft: Plan, review: Review, revisions: str, password: str | None
) -> bytes:
    """The bytes for ``out``: a Word draft with comments (an old one as .docx), a PDF with highlights."""
    from compare.rules import RULES
    from extract.options import ReadOptions, Revisions
    from templates import ANNOTATED, annotate

    options = ReadOptions(revisions=Revisions(revisions), password=password)
    data, form = path.read_bytes(), draft.source.format
    if form in _OLD_WORD:
        from extract.readers.word import office

        data, form = office.as_docx(path, data, options), "docx"
        draft = replace(draft, source=replace(draft.source, format=form))
    if form not in ANNOTATED:
        raise UserError("error.not_annotated", path=path)
    if out.suffix.lower() != f".{form}":
        raise UserError("error.annotate_ending", path=out, ending=f".{form}")
    names = {code: rule.name for code, rule in RULES.items()}
    return annotate(review, draft, path, data, rules=names, options=options)

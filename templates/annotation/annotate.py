"""Annotation of a draft's own file with the remarks of its review."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from compare.model import Review
from extract.model import Plan
from extract.options import DEFAULT, ReadOptions
from templates.annotation.notes import notes
from templates.words import word

ANNOTATED = ("docx", "pdf")
"""Formats of drafts that can hold remarks."""


def annotate(
    review: Review,
    draft: Plan,
    path: Path,
    data: bytes,
    *,
    rules: Mapping[str, str] | None = None,
    options: ReadOptions = DEFAULT,
    author: str = "",
    codes: bool = False,
) -> bytes:
    """``data``, the file at ``path`` that ``draft`` was read from with ``options``, with a remark at each place.

    Its text is unchanged. ``rules`` gives the Vietnamese name of each rule code, ``author`` the name over each remark
    ("" for "Rà soát"); ``codes``: remarks begin with the codes of their rules. Raises ValueError for a format other
    than ``ANNOTATED``, ``ReadError`` where the file cannot be opened for writing.
    """
    found = notes(review, draft, rules, codes=codes)
    name = " ".join(author.split()) or word("annotation", "author")
    if draft.source.format == "docx":
        from templates.annotation.word_comments import with_comments

        return with_comments(path, data, found, options, name)
    if draft.source.format == "pdf":
        from templates.annotation.pdf_notes import with_notes

        return with_notes(path, data, found, options, name)
    raise ValueError(f"Không ghi chú được vào tệp dạng “{draft.source.format}”.")

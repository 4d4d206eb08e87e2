"""Paragraphs of a body that name its legal bases (căn cứ).

These are the recitals before the first heading ("Căn cứ …;", "Thực hiện …", "Theo …"), the items of a list
that a recital opens, and every paragraph of a section "CĂN CỨ PHÁP LÝ". A "Căn cứ …" in the middle of a text
is a turn of phrase ("Căn cứ nhiệm vụ được giao, …") and no basis.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.kept import kept
from extract.language.lexicon import fold
from extract.language.phrases import composed, phrases
from extract.lines.labels import Rank, read_label
from extract.traced import Paragraph

_PREAMBLE_LIMIT = 40
_HEADING_LENGTH = 100
_NUMBERED = re.compile(r"(?:[^\W\d_]+\s+){1,4}số\s*:?\s*\d")
_LAST = re.compile(r"như\s+sau\s*[:.]?$")
# "QUYẾT ĐỊNH:" between the bases and the first article.
_ENACTS = composed(r"(?:nay\s+)?<<verbs>>\s*:?$", verbs=phrases("documents", "enacting"))
_RECITALS = phrases("documents", "recitals")
_BASIS_HEADINGS = phrases("documents", "basis_headings")


def preamble(paragraphs: Sequence[Paragraph], body: range) -> range:
    """The paragraphs from the start of a body to its first heading, or to the recital that ends with "như sau:"."""
    for index in body[:_PREAMBLE_LIMIT]:
        text = paragraphs[index].text.text
        if _rank(paragraphs[index]) is not None or _ENACTS.fullmatch(fold(text)):
            return range(body.start, index)
        if text.isupper() and not is_recital(text):
            return range(body.start, index)
        if _LAST.search(fold(text)):
            return range(body.start, index + 1)
    return range(body.start, min(body.stop, body.start + _PREAMBLE_LIMIT))


def basis_paragraphs(paragraphs: Sequence[Paragraph], body: range) -> frozenset[int]:
    """The indices of the paragraphs that name bases."""
    return frozenset([*_recited(paragraphs, preamble(paragraphs, body)), *_listed(paragraphs, body)])


@kept(1_000)
def is_recital(text: str) -> bool:
    """Whether a paragraph begins as a recital of a basis."""
    return bool(_RECITALS.match(fold(text).lstrip(" -–+•")))


def _recited(paragraphs: Sequence[Paragraph], where: range) -> list[int]:
    found: list[int] = []
    listing = False
    for index in where:
        text = paragraphs[index].text.text
        if is_recital(text):
            listing = text.rstrip().endswith(":") and not _LAST.search(fold(text))
            found.append(index)
        elif listing or (found and found[-1] == index - 1 and _goes_on(paragraphs[index - 1], text)):
            found.append(index)
    return found


def _goes_on(before: Paragraph, text: str) -> bool:
    """Whether a recital continues: in small letters, or with "Kế hoạch số …" behind a semicolon."""
    return text[:1].islower() or (before.text.text.rstrip().endswith(";") and bool(_NUMBERED.match(text)))


def _listed(paragraphs: Sequence[Paragraph], body: range) -> list[int]:
    """The paragraphs of sections of bases, headings included (a heading may run into its text)."""
    found: list[int] = []
    open_rank: Rank | None = None
    for index in body:
        rank = _rank(paragraphs[index])
        if open_rank is not None and _closes(paragraphs[index], rank, open_rank):
            open_rank = None
        if _is_basis_heading(paragraphs[index]):
            open_rank = rank or Rank.ROMAN
        if open_rank is not None:
            found.append(index)
    return found


def _closes(paragraph: Paragraph, rank: Rank | None, open_rank: Rank) -> bool:
    if rank is not None:
        return rank <= open_rank
    return paragraph.text.text.isupper()


def _is_basis_heading(paragraph: Paragraph) -> bool:
    text = paragraph.text.text
    label = read_label(text)
    rest = fold(text[label.length :] if label else text).strip(" *_")
    found = _BASIS_HEADINGS.match(rest)
    if not found or (
        label is None and paragraph.label is None and not (text.isupper() or paragraph.style.bold)
    ):
        return False
    if label is not None and label.rank in (Rank.DASH, Rank.PLUS):
        return False
    # No heading but a sentence: "1. Căn cứ nhiệm vụ được giao, các phòng …".
    named = found.group() != "căn cứ"
    heading = len(rest) <= _HEADING_LENGTH and not rest.endswith((".", ";", ","))
    return heading or (named and ":" in rest[:40])


def _rank(paragraph: Paragraph) -> Rank | None:
    """The rank of the paragraph's label; None without a label or with a mere bullet."""
    label = read_label(paragraph.text.text) or (
        read_label(f"{paragraph.label} A") if paragraph.label else None
    )
    if label is None or label.rank in (Rank.DASH, Rank.PLUS, Rank.TEXT, Rank.STEM):
        return None
    return label.rank

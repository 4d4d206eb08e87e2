"""Two citations of one document that do not agree."""

from __future__ import annotations

from compare.lineage.citing import parsed, plain, year_of
from compare.words.similarity import terms
from extract.language.lexicon import fold
from extract.model import Citation

# Bodies of which there is one.
_ONE = ("TTg", "CP", "QH", "UBTVQH", "CTN", "TW")
_ALIKE = 0.9
_LEAST = 8
"""Terms that two descriptions must have before they tell that one document is meant."""


def clash(first: Citation, second: Citation) -> str | None:
    """ "date" or "number": in what two citations of one document differ; None for two documents.

    A number comes again at every body and every year, so body and year (or what the document is about) must agree.
    Where that cannot be told there is no clash: two documents with one number are common.
    """
    issuer = _issuer(first)
    if issuer is None or issuer != _issuer(second) or fold(first.kind or "") != fold(second.kind or ""):
        return None
    if plain(first.number) == plain(second.number):
        if not first.date or not second.date or first.date == second.date:
            return None
        same_year = year_of(first.number) is not None or first.date[:4] == second.date[:4]
        return "date" if same_year or _alike(first, second) else None
    if first.date and first.date == second.date and _alike(first, second):
        return "number"
    return None


def _issuer(citation: Citation) -> str | None:
    """Who issued, precisely enough to tell bodies apart; None where it is not."""
    number = parsed(citation.number)
    body = number.issuer if number else None
    if number and any(number.parts[-1].startswith(part) for part in _ONE):
        return fold(body or "")
    if citation.place:
        return f"{fold(body or citation.issuer or '')} {fold(citation.place)}"
    issuer = fold(citation.issuer or "")
    # "Ủy ban nhân dân" of an unnamed place may be any; "Bộ Y tế" is one.
    return issuer if issuer.startswith("bộ ") else None


def _alike(first: Citation, second: Citation) -> bool:
    mine, theirs = set(terms(first.about or "")), set(terms(second.about or ""))
    return min(len(mine), len(theirs)) >= _LEAST and len(mine & theirs) >= _ALIKE * max(
        len(mine), len(theirs)
    )

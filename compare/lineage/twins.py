"""Two citations of one document that contradict each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from functools import lru_cache

from compare.lineage.citing import parsed, plain, year_of
from compare.targets.items import Same
from compare.words.nearly import Nearly
from compare.words.similarity import terms
from extract.language.lexicon import fold
from extract.model import Citation, Plan

# Bodies that exist only once.
_ONE = ("TTg", "CP", "QH", "UBTVQH", "CTN", "TW")
_ALIKE = 0.9
_LEAST = 8
"""Least number of terms in two descriptions that identify one document."""


def clash(first: Citation, second: Citation) -> str | None:
    """The part in which two citations of one document differ, "date" or "number"; None for two documents.

    Each body counts its numbers anew every year, so body and year (or the subject) must agree. An unclear case is no
    clash: two documents with one number are common.
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
    """The issuing body, where it can be told apart from all others; else None."""
    number = parsed(citation.number)
    body = number.issuer if number else None
    if number and any(number.parts[-1].startswith(part) for part in _ONE):
        return fold(body or "")
    if citation.place:
        return f"{fold(body or citation.issuer or '')} {fold(citation.place)}"
    issuer = fold(citation.issuer or "")
    # "Ủy ban nhân dân" of an unnamed place may be any; "Bộ Y tế" exists once.
    return issuer if issuer.startswith("bộ ") else None


def _alike(first: Citation, second: Citation) -> bool:
    left, right = set(terms(first.about or "")), set(terms(second.about or ""))
    return min(len(left), len(right)) >= _LEAST and len(left & right) >= _ALIKE * max(len(left), len(right))


def twins_of(plan: Plan) -> Twins:
    """The citations of an upper plan, kept for the next draft."""
    return _twins(Same(plan))


@lru_cache(maxsize=8)
def _twins(same: Same) -> Twins:
    return Twins(same.plan.citations)


class Twins:
    """The citations of a plan, found by another citation that may name the same document.

    Only those with one body and kind are looked at, and of these the ones with the number or with the day and subject.
    """

    def __init__(self, citations: Sequence[Citation]) -> None:
        self._citations = citations
        self._of_number: dict[Hashable, dict[Hashable, int]] = defaultdict(dict)
        self._of_day: dict[Hashable, list[tuple[frozenset[str], int]]] = defaultdict(list)
        for at, one in enumerate(citations):
            issuer = _issuer(one)
            if issuer is None:
                continue
            kind = fold(one.kind or "")
            # Of the same words only the first counts.
            self._of_number[issuer, kind, plain(one.number)].setdefault((one.number, one.date, one.about), at)
            if one.date:
                self._of_day[issuer, kind, one.date].append((frozenset(terms(one.about or "")), at))
        self._near: dict[Hashable, Nearly[int]] = {}

    def clashing(self, citation: Citation, before: int | None = None) -> Iterator[tuple[int, str]]:
        """The indexes of those that clash with a citation, with the part in which they differ, in order.

        ``before`` leaves out this index and all later ones.
        """
        kind = fold(citation.kind or "")
        issuer = _issuer(citation)
        found = set(self._of_number.get((issuer, kind, plain(citation.number)), {}).values())
        day = issuer, kind, citation.date
        entries = self._of_day.get(day, ())
        if entries and (before is None or entries[0][1] < before):
            if day not in self._near:
                self._near[day] = Nearly(entries, _ALIKE)
            for _, same in self._near[day].within(frozenset(terms(citation.about or ""))):
                found.update(same)
        for at in sorted(at for at in found if before is None or at < before):
            what = clash(citation, self._citations[at])
            if what is not None:
                yield at, what

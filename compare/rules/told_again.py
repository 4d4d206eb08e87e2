"""NB06 in the part on organisation: a target said again there, where no measures are read, with another percentage."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from compare.rules.base import Case, Hit
from compare.rules.statement_places import place_of
from compare.targets.items import Item
from compare.words.similarity import ages, terms
from extract.language import writing
from extract.language.lexicon import fold
from extract.language.numerals import FIGURE, parse_figure
from extract.model import Role

_OF_TARGET, _OF_CLAUSE, _LEAST = 0.9, 0.75, 4
"""Least shares of words in common, and least number of them, of a target and a clause that says it again."""
_PERCENT = re.compile(rf"(?<![\d.,])({FIGURE})\s?%")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
# "tăng 5%" is a change, "giảm còn 20%" a level.
_CHANGE = re.compile(r"(?<!\w)(?:tăng|giảm|gấp)(?!\w)(?!\s+(?:xuống|còn|lên))")


def told_again(case: Case, items: Sequence[Item]) -> Iterator[Hit]:
    """One hit for each clause; a value that another target of the same words has is that target's."""
    levels = [item for item in items if _is_level(item)]
    for statement in case.draft.statements:
        if statement.role is not Role.ORGANISATION or statement.heading or "%" not in statement.text:
            continue
        for clause in re.split(r"[;:.]\s+", statement.text):
            value = _only_percentage(clause)
            same = [item for item in levels if value is not None and _says(clause, item, case)]
            if value is None or not same or any(_value(item) == value for item in same):
                continue
            one = same[0]
            assert one.measure is not None
            yield Hit(
                values={
                    "issuer": writing.issuer(case.draft),
                    "subject": writing.excerpt(one.measure),
                    "first": writing.requirement(one.measure),
                    "second": f"{writing.number(value)}%",
                    "other": writing.quote(clause),
                },
                draft=place_of(statement),
                others=(one.place(None),),
            )


def _is_level(item: Item) -> bool:
    measure = item.measure
    return (
        measure is not None
        and item.kind == "percent"
        and measure.change is None
        and measure.low == measure.high
        and item.main is None
        and not item.each
    )


def _value(item: Item) -> Decimal | None:
    return item.measure.low if item.measure else None


def _only_percentage(clause: str) -> Decimal | None:
    """The one percentage that a clause asks for."""
    found = _PERCENT.findall(clause)
    return parse_figure(found[0]) if len(found) == 1 and not _CHANGE.search(fold(clause)) else None


def _says(clause: str, item: Item, case: Case) -> bool:
    """Whether a clause is about the very quantity of a target, due at the same time."""
    period = case.draft.masthead.period
    years = {int(year) for year in _YEAR.findall(clause)}
    if years != {item.year} and (years or item.year not in (None, period.end if period else None)):
        return False
    if ages(clause) != ages(item.text):
        return False
    wanted, said = set(terms(item.text)), set(terms(_YEAR.sub("", _PERCENT.sub("", clause))))
    common = len(wanted & said)
    return common >= max(_LEAST, _OF_TARGET * len(wanted)) and common >= _OF_CLAUSE * len(said)

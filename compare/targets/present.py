"""The draft's own present state as the base of a rise or a fall: what "tăng 70%" comes to.

Năm 2020 có 05/36 trường học có tổ tư vấn tâm lý.     base 05/36 of the year 2020, in a part on the situation
Số trường học có tổ tư vấn … tăng 70% so với năm 2020  → 8,5, about 09/36, 25%
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from extract.language import writing
from extract.language.lexicon import fold
from extract.language.numerals import parse_figure
from extract.language.phrases import composed, phrases
from extract.model import Better, Change, Measure, Plan, Role, Statement

_STATED = re.compile(
    r"(?<![\d.,/])(?:(?P<part>\d[\d.]*)/(?P<whole>\d[\d.]*)|(?P<share>\d{1,3}(?:,\d+)?)\s?%)(?![\d/])\s+(?:số\s+)?(?P<noun>[^\d,;.:()]+)"
)
_SENTENCE = re.compile(r"\.\s+")
_TERM = re.compile(r"[^\W\d_]+")
# "Tổng số trường học …", "Tỷ lệ trường học …": how it is counted, before what is.
_COUNTED = composed(r"^(?:(?:<<words>>)\s+)+", words=phrases("quantities", "scope", "heads"))
# "trường học | có tổ tư vấn".
_PREDICATE = composed(r"\s+<<words>>(?!\w)", words=phrases("quantities", "subject", "predicates"))
_LEAST = Decimal("0.5")
"""Least share of the words of a target that the words of its base have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """What a change comes to by the draft's own numbers."""

    stated: str
    """The base in the draft's words: "05/36 trường học có tổ tư vấn tâm lý"."""
    base: str
    """The same with the bare noun: "05/36 trường học", "30%"."""
    where: tuple[str, ...]
    """The labels of the part that states it."""
    comes_to: str
    """What the change makes of it, in words: "09/36 (25%)", "23,8%"."""
    share: Decimal
    """The same in per cent."""

    def is_less(self, asked: Measure) -> bool:
        """Whether it stays behind a level that is asked."""
        assert asked.low is not None
        return self.share > asked.low if asked.better is Better.LOWER else self.share < asked.low


def reached(draft: Plan, asked: Measure, given: Measure) -> Reached | None:
    """What a change in per cent of the draft comes to beside a level in per cent; None where the draft does not say it.

    The base is stated once, for the baseline year, in words that are all of the target's.
    """
    changes = given.change is not None and asked.change is None
    if (
        not changes
        or {asked.unit, given.unit} != {"%"}
        or None in (asked.low, given.low, given.baseline_year)
    ):
        return None
    found = list(_bases(draft, given))
    return _changed(given, *found[0]) if len(found) == 1 else None


def _bases(draft: Plan, given: Measure) -> Iterator[tuple[Statement, re.Match[str]]]:
    wanted = _terms(_COUNTED.sub("", fold(given.subject)))
    for statement in draft.statements:
        if statement.role is not Role.STATUS:
            continue
        for sentence in _SENTENCE.split(statement.text):
            for found in _STATED.finditer(sentence):
                named = writing.years_named(sentence[: found.start()]) or writing.years_named(sentence)
                words = _terms(fold(found["noun"]))
                same = words[:1] == wanted[:1] and set(words) <= set(wanted)
                if (
                    same
                    and len(set(words)) >= _LEAST * len(set(wanted))
                    and named[-1:] == [given.baseline_year]
                ):
                    yield statement, found


def _base(found: re.Match[str]) -> str:
    """The figure of a base, of things with their noun."""
    if found["share"]:
        return writing.amount(parse_figure(found["share"], "%"), "%")
    noun = found["noun"].strip()
    end = _PREDICATE.search(fold(noun))
    return f"{found['part']}/{found['whole']} {noun[: end.start()] if end else noun}"


def _terms(text: str) -> list[str]:
    return _TERM.findall(text)


def _changed(given: Measure, statement: Statement, base: re.Match[str]) -> Reached | None:
    rises = given.change is Change.INCREASE
    factor = 1 + (given.low or Decimal(0)) / (100 if rises else -100)
    if base["share"]:
        share = parse_figure(base["share"], "%") * factor
        comes_to = writing.amount(writing.rounded(share), "%")
    else:
        part, whole = (parse_figure(base[key]) for key in ("part", "whole"))
        if not 0 < part <= whole:
            return None
        # Things are whole: the first number that is as many, or as few.
        count = (part * factor).to_integral_value(ROUND_CEILING if rises else ROUND_FLOOR)
        share = count * 100 / whole
        comes_to = f"{writing.count(int(count))}/{base['whole']} ({writing.percent(count, whole)})"
    if share > 100:
        return None
    stated = " ".join(base.group().split())
    return Reached(stated=stated, base=_base(base), where=statement.path, comes_to=comes_to, share=share)

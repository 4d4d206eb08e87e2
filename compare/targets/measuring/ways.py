"""In what way a value is told: a share, a count, a change, against what was; and which ways may answer each other."""

from __future__ import annotations

from typing import NamedTuple

from compare.targets.items import Item
from compare.targets.measuring.restating import terms
from compare.words import phrases
from extract.language.lexicon import fold
from extract.language.phrases import composed
from extract.language.phrases import phrases as extract_phrases
from extract.language.writing import of_whole
from extract.model import Change

_MAKES_UP = composed(
    r"(?<!\w)(?:<<groups>>\s+<<verbs>>|là\s+<<groups>>)(?!\w)",
    verbs=extract_phrases("quantities", "share", "makes_up"),
    groups=phrases("targets", "made_up_of"),
)
_NUMBERS = {"plain", "percent", "permille", "rate", "count"}
"""Kinds in which a number of things or a share of them is counted."""


class Way(NamedTuple):
    """How a value is told: its kind of unit, its change, and in which terms that stands against what was.

    ``whole`` tells that a count names its whole ("12/14 thôn"), ``makes_up`` that a share says who others are ("phụ nữ
    chiếm 60% số học viên"; None for a part, which may say so), ``none`` that there is to be none.
    """

    kind: str
    change: Change | None
    terms: str | None
    whole: bool
    makes_up: bool | None
    none: bool


def way_of(item: Item) -> Way:
    """The way in which the value of an item is told."""
    measure = item.measure
    none = measure is not None and measure.high == 0 and measure.change is None and measure.unit is None
    if measure is None:
        return Way(item.kind, None, None, False, False, none)
    said = item.kind == "percent" and _MAKES_UP.search(fold(measure.text)) is not None
    makes_up = None if measure.part and not said else said
    return Way(item.kind, measure.change, terms(measure), of_whole(measure) is not None, makes_up, none)


def is_one_kind(mine: Way, theirs: Way) -> bool:
    """Whether a draft told one way may answer a reference told the other, in one kind of unit or as good as one."""
    if mine.kind == theirs.kind or is_share(mine, theirs):
        return True
    kinds = {mine.kind, theirs.kind}
    if kinds == {"permille", "rate"} or is_told_otherwise(mine, theirs):
        return True
    if kinds == {"percent", "points"}:
        # "giảm 10%" and "giảm 10 điểm phần trăm": two ways to measure one change.
        return mine.change is not None and mine.change is theirs.change
    return kinds <= _NUMBERS and (mine.none or theirs.none)


def is_share(mine: Way, theirs: Way) -> bool:
    """Whether a count told with its whole may be the share that is asked: "14/14 thôn", "100% thôn"."""
    return mine.kind == "percent" and mine.change is None and theirs.whole


def is_told_otherwise(mine: Way, theirs: Way) -> bool:
    """Whether both are told against what was, in two ways: "gấp 2 lần", "tăng 100%"."""
    return mine.terms is not None and theirs.terms not in (None, mine.terms)


def are_alike_told(mine: Way, theirs: Way) -> bool:
    """Whether both tell a level, or both a change, or who others are; a sentence without a value may tell any."""
    if "none" in (mine.kind, theirs.kind):
        return True
    made_alike = None in (mine.makes_up, theirs.makes_up) or mine.makes_up is theirs.makes_up
    return made_alike and (mine.change is None) is (theirs.change is None)

"""The subject of a measure, the groups it covers, its condition, and the direction that is better."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.language.lexicon import fold
from extract.language.lists import split_list
from extract.language.phrases import composed, phrases
from extract.model import Better, Bound, Change, Measure

_EDGES = " ,;:.-–()/+"
# Words that are left over at the ends of a subject once value and time are cut out.
_LOOSE = composed(
    r"^(?:<<first>>|[,;:\s])+(?=\s)|\s+(?:<<last>>|(?<!trở )lên|,)$",
    re.IGNORECASE,
    first=phrases("quantities", "subject", "loose_first"),
    last=phrases("quantities", "subject", "loose_last"),
)
_PLACE = re.compile(r"(?<!\w)(?:tại|thuộc|ở)(?!\w)")
_HEADS = composed(r"(?:<<words>>\s+)+", words=phrases("quantities", "scope", "heads"))
_PREDICATES = phrases("quantities", "scope", "predicates")
_DESCRIBING = phrases("quantities", "scope", "describing")
_LINKED = composed(r" <<words>>$", words=phrases("quantities", "scope", "links"))
_AGENT = re.compile(r"(?<=\w)(?<!tự)(?<!lý)(?<!lí)\s+do\s")
_MADE = composed(
    r"(?:<<lead>>\s+)*<<verbs>>(?!\w)",
    lead=phrases("quantities", "made", "before"),
    verbs=phrases("quantities", "made", "verbs"),
)
_CONDITIONS = phrases("quantities", "condition", "starts")
_CONDITION_END = composed(r"[,;.()]|\s<<words>>\s|$", words=phrases("quantities", "condition", "ends"))
_BAD = phrases("quantities", "better", "lower")
_HELPED = phrases("quantities", "better", "helped")
_AGAINST = phrases("quantities", "better", "against")


def subject_of(text: str, segment: tuple[int, int], cut_out: Sequence[tuple[int, int]]) -> str:
    """The words of a segment without the spans in ``cut_out``, single-spaced."""
    start, end = segment
    letters = list(text[start:end])
    for first, last in cut_out:
        for place in range(max(first, start), min(last, end)):
            letters[place - start] = "\x00"
    words_left = re.sub(r"\s*\x00+\s*(?:(?:tổng\s+)?số\s+)?", " ", "".join(letters))
    words_left = re.sub(r"\s+", " ", re.sub(r"\(\s*\)", " ", words_left)).strip(_EDGES)
    while True:
        shorter = _LOOSE.sub("", words_left).strip(_EDGES)
        if shorter == words_left:
            return words_left
        words_left = shorter


def scope_of(subject: str) -> tuple[str, ...]:
    """The groups or bodies that the subject lists before its predicate, and those listed behind "tại".

    A list has at least two items: a single noun is the subject itself.

    >>> scope_of("số xã, phường, thị trấn và cơ sở y tế có góc tư vấn")
    ('xã', 'phường', 'thị trấn', 'cơ sở y tế')
    """
    place = _PLACE.search(fold(subject))
    behind = _listed(subject[place.end() :]) if place else []
    if place is None or len(behind) < 2:
        found = _listed(subject)
        return tuple(dict.fromkeys(found)) if len(found) > 1 else ()
    found = _listed(subject[: place.start()])
    return tuple(dict.fromkeys([*(found if len(found) > 1 else []), *behind]))


def _listed(text: str) -> list[str]:
    """The items up to the predicate, each without words such as "số", "các"."""
    text = re.sub(r"\s*\([^()]*\)", "", text)
    text = text[: predicate_start(text)]
    # "dữ liệu do bộ, ngành chia sẻ": who acts is none of those whom the target covers.
    agent = _AGENT.search(fold(text))
    text = text[: agent.start()] if agent else text
    items = []
    for piece in split_list(text):
        head = _HEADS.match(fold(piece))
        item = (piece[head.end() :] if head else piece).strip(_EDGES)
        if item and len(item.split()) <= 14:
            items.append(item)
    return items


def predicate_start(text: str) -> int:
    """The offset of the predicate: of its verb, or without a verb of a describing word."""
    folded = fold(text)
    for found in _PREDICATES.finditer(folded):
        before = folded[: found.start()].rstrip()
        opens_item = not before or before[-1] in ",;" or _LINKED.search(before)
        if not opens_item and not before.endswith(" có"):
            return found.start()
    describing = _DESCRIBING.search(folded, 1)
    return describing.start() if describing else len(text)


def condition_of(text: str) -> str | None:
    """The first phrase that narrows the scope of the measure ("nếu có", "đủ điều kiện …"); None without one."""
    found = _CONDITIONS.search(fold(text))
    if found is None:
        return None
    if "chứng nhận" in fold(text[max(0, found.start() - 30) : found.start()]):
        # "Giấy chứng nhận cơ sở đủ điều kiện …" is the name of a paper.
        return None
    rest = _CONDITION_END.search(fold(text), found.end())
    return text[found.start() : rest.start() if rest else len(text)].strip(_EDGES)


def better_of(
    subject: str, bound: Bound, change: Change | None, level: str | None, *, counted: bool = False
) -> Better:
    """The better direction; for a change, of its size.

    Bound and change tell it first, then the verb, last the nouns. ``counted`` tells that things are counted: of
    what is made or supplied more is better, whatever it is against ("Thành lập 50 nhà tạm lánh").
    """
    if change is not None:
        return Better.LOWER if change is Change.INCREASE and _is_bad(subject) else Better.HIGHER
    if bound in (Bound.AT_LEAST, Bound.MORE_THAN):
        # A floor for something unwanted makes no sense: the subject is work against it.
        return Better.HIGHER
    if bound in (Bound.AT_MOST, Bound.LESS_THAN) or level == "down":
        return Better.LOWER
    if counted and _MADE.match(fold(subject)):
        return Better.HIGHER
    return Better.LOWER if _is_bad(subject) else Better.HIGHER


def with_direction(measures: Sequence[Measure]) -> list[Measure]:
    """Measures in which a series of levels that falls with the years is better lower.

    Nobody plans to get worse: "80 % năm 2023, 70 % năm 2024, 60 % năm 2025" gives the direction, whatever its nouns.
    A floor among the values tells another one and stands.
    """
    series: dict[tuple[object, ...], list[Measure]] = {}
    for measure in measures:
        if measure.low is not None and measure.change is None and measure.deadline:
            key = (fold(measure.subject), measure.unit, measure.per, measure.part)
            series.setdefault(key, []).append(measure)
    falling = [measure for steps in series.values() if _falls(steps) for measure in steps]
    return [replace(one, better=Better.LOWER) if one in falling else one for one in measures]


def _falls(steps: Sequence[Measure]) -> bool:
    ordered = sorted(steps, key=lambda step: (step.deadline or "")[:4])
    years = [(step.deadline or "")[:4] for step in ordered]
    values = [step.high for step in ordered if step.high is not None]
    floors = any(step.bound in (Bound.AT_LEAST, Bound.MORE_THAN) for step in steps)
    return (
        not floors
        and len(set(years)) == len(years) > 1
        and all(later < earlier for earlier, later in pairwise(values))
    )


def _is_bad(subject: str) -> bool:
    """Whether the subject counts something unwanted, and not help against it."""
    folded = fold(subject)
    for found in _BAD.finditer(folded):
        before, behind = folded[: found.start()], folded[found.end() :]
        if not (_AGAINST.search(before) or _HELPED.search(behind) or _HELPED.search(before)):
            return True
    return False

"""Targets in running text, with their measures and period.

A target is an item of a section of targets, with a measure or without. Numbers in general aims and in the designs of a
scheme are targets too, and so is what the requirements (yêu cầu) forbid (``extract.items.standing``). In a plan without
any section of targets, an item outside status, funding and organisation parts is a target if it has a value, a bound or
effort, and a year of its own, or if its part holds several such items. Results and forecasts are never targets.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from extract.grammar.marks import blanked, find_marks
from extract.grammar.measures import Context, read_measures
from extract.grammar.rates import asked_of_each
from extract.items.standing import (
    Standing,
    explains,
    is_caption,
    is_required,
    reports,
    standing_of,
    states,
    without_announcing,
)
from extract.language.lexicon import fold
from extract.language.numerals import LOST, lost_numbers
from extract.language.phrases import composed, phrases
from extract.lines.opening import is_note
from extract.model import Bound, Document, Effort, Masthead, Measure, Period, Role, Target, Unread
from extract.structure.outline import Outline
from extract.structure.passages import Passage
from extract.traced import anchor, quote

# "đạt …%": a number left open.
_BLANK = composed(
    r"(?:\.{2,}|…+|_{2,})\s*(?:%|‰|<<nouns>>)", nouns=phrases("units", "count", "left_blank", folded=False)
)
_SEVERAL = 2
"""Items that plainly are targets and make a part of a plan one of targets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A passage at a place of targets, with its measures; ``opens`` for a heading or stem of further items."""

    passage: Passage
    standing: Standing
    opens: bool
    measures: tuple[Measure, ...]


def find_targets(
    passages: Sequence[Passage], outline: Outline, masthead: Masthead, document: Document
) -> tuple[Target, ...]:
    """The targets in the order of the text, with ids "t1", "t2", …"""
    found: list[Target] = []
    read = list(_settled(list(_read(passages, outline, masthead, document)), outline))
    said = {_value(measure) for one in read if one.standing is Standing.SECTION for measure in one.measures}
    for index, one in enumerate(read):
        measures = one.measures
        if one.opens and _come_back(one, read[index + 1 :], outline):
            continue
        if one.standing is Standing.AIM:
            measures = tuple(measure for measure in measures if _value(measure) not in said)
        if measures or (one.standing is Standing.SECTION and not one.opens and _asks(one.passage)):
            found.append(_target(f"t{len(found) + 1}", one.passage, measures, document))
    return tuple(found)


BLANK = "Chỉ tiêu để trống số liệu"
"""The reason of an item whose number is left open: "Đạt …% số xã"."""


def unread_values(
    passages: Iterable[Passage], targets: Sequence[Target], document: Document
) -> Iterator[Unread]:
    """The items of a section of targets whose number is left open or was not understood, and all lost numbers."""
    read = {target.anchor.start for target in targets if target.measures}
    may_be_lost = LOST in document.text
    for passage in passages:
        text = passage.text.text
        if may_be_lost and (lost := lost_numbers(source := quote(document, passage.text))):
            yield Unread(
                reason=f"Số chưa đọc được ({', '.join(lost)})",
                text=source,
                anchor=anchor(document, passage.text),
            )
        elif passage.role is not Role.TARGETS or passage.is_heading or is_caption(text) or explains(text):
            continue
        # The clause was read without the mark at its end; its marks are known by these letters.
        elif _BLANK.search(text):
            yield Unread(reason=BLANK, text=text, anchor=anchor(document, passage.text))
        elif passage.text.start not in read and re.search(
            # The figures of "O2", "KR1.1" are names.
            r"(?<![\w.])\d",
            blanked(fold(text), find_marks(text.rstrip(" ;"))),
        ):
            place = anchor(document, passage.text)
            yield Unread(reason="Số liệu của chỉ tiêu chưa hiểu được", text=text, anchor=place)


def _read(
    passages: Sequence[Passage], outline: Outline, masthead: Masthead, document: Document
) -> Iterator[_Read]:
    """The passages at places of targets, with the measures that count there."""
    has_section = any(passage.role is Role.TARGETS and not passage.is_heading for passage in passages)
    for passage in passages:
        standing = standing_of(passage, outline, has_section=has_section)
        if standing is None or is_caption(passage.text.text) or explains(passage.text.text):
            continue
        opens = bool(outline.nodes[passage.node].children) and (
            passage.is_heading or passage.text.text.rstrip().endswith(":")
        )
        bare = standing is Standing.SECTION and not opens
        text = without_announcing(passage.text) if opens else passage.text
        measures = read_measures(text, _context(passage, masthead, bare=bare), document)
        if opens:
            measures = tuple(measure for measure in measures if states(passage, measure))
        if standing is Standing.AIM:
            measures = tuple(measure for measure in measures if _is_asked_for(measure, passage))
        if standing is Standing.REQUIREMENT:
            measures = tuple(filter(is_required, measures))
        yield _Read(passage=passage, standing=standing, opens=opens, measures=measures)


def _settled(read: Sequence[_Read], outline: Outline) -> Iterator[_Read]:
    """The passages with the measures that count where no section is one of targets.

    An item there is a target if one of its measures plainly is; in a main part with several such items, which is none
    of tasks, all are.
    """
    plain = [any(_is_plainly_a_target(measure, one.passage) for measure in one.measures) for one in read]
    parts = [outline.ancestors(one.passage.node)[-1] for one in read]
    known = Counter(
        part
        for part, one in zip(parts, read, strict=True)
        if one.passage.role is Role.OTHER and not one.passage.is_heading and _demands(one)
    )
    for part, one, told in zip(parts, read, plain, strict=True):
        beside = one.passage.role is Role.OTHER and known[part] >= _SEVERAL
        counts = told or (beside and not reports(one.passage.text.text))
        yield one if counts or one.standing is not Standing.LOOSE else replace(one, measures=())


def _come_back(above: _Read, following: Sequence[_Read], outline: Outline) -> bool:
    """Whether the items below a stem or heading repeat all its numbers."""
    left = {(measure.low, measure.high, measure.unit) for measure in above.measures}
    for one in following:
        if not left or above.passage.node not in outline.ancestors(one.passage.node):
            break
        left -= {(measure.low, measure.high, measure.unit) for measure in one.measures}
    return not left


def _demands(one: _Read) -> bool:
    """Whether a passage plainly is a target, or asks for a number with a bound."""
    return not reports(one.passage.text.text) and any(
        measure.bound is not Bound.LEVEL or _is_plainly_a_target(measure, one.passage)
        for measure in one.measures
    )


def _value(measure: Measure) -> tuple[object, ...]:
    """Value, unit, change and year of a measure; an aim and a target that agree in them are one target."""
    return (measure.low, measure.high, measure.unit, measure.change, (measure.deadline or "")[:4])


def _context(passage: Passage, masthead: Masthead, *, bare: bool) -> Context:
    stem = (
        passage.stems[-1].rstrip(": ") if passage.stems and passage.stems[-1].rstrip().endswith(":") else ""
    )
    return Context(
        period=passage.period,
        plan=masthead.period,
        effort=passage.effort,
        bare=bare,
        stem=stem,
        each=asked_of_each(passage.stems),
    )


def _is_asked_for(measure: Measure, passage: Passage) -> bool:
    """Whether a number of general aims is to be reached: it has a bound, an effort or a year of its own."""
    return (
        measure.bound is not Bound.LEVEL
        or measure.effort is not Effort.PLAIN
        or _has_own_year(measure, passage)
    )


def _is_plainly_a_target(measure: Measure, passage: Passage) -> bool:
    return (
        _has_own_year(measure, passage)
        and (measure.bound is not Bound.LEVEL or measure.effort is not Effort.PLAIN or measure.unit == "%")
        and not reports(passage.text.text)
    )


def _has_own_year(measure: Measure, passage: Passage) -> bool:
    return measure.deadline is not None and measure.deadline[:4] in passage.text.text


def _asks(passage: Passage) -> bool:
    """Whether an item without a number is still a target; a heading, stem, short item or note is not."""
    text = passage.text.text
    return not passage.is_heading and not text.rstrip().endswith(":") and len(text) > 30 and not is_note(text)


def _target(id_: str, passage: Passage, measures: tuple[Measure, ...], document: Document) -> Target:
    place = anchor(document, passage.text)
    return Target(
        id=id_,
        section=passage.section,
        path=passage.path,
        text=quote(document, passage.text),
        period=_own_period(measures, passage.period),
        measures=measures,
        anchor=place,
    )


def _own_period(measures: Sequence[Measure], inherited: Period | None) -> Period | None:
    """The inherited period, cut or extended to the last deadline of the item."""
    years = [int(measure.deadline[:4]) for measure in measures if measure.deadline]
    if not years:
        return inherited
    last = max(years)
    start = inherited.start if inherited and inherited.start <= last else last
    return Period(start=start, end=last)

"""Targets in running text, with their measures and period.

A target is an item of a section of targets, with a measure or without. In a plan without any such section, an item
outside status, funding and organisation parts is a target if it has a value, a bound or effort, and a year of its own.
Results and forecasts are never targets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from extract.grammar.marks import blanked, find_marks
from extract.grammar.measures import Context, read_measures
from extract.language.lexicon import fold
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


def find_targets(
    passages: Sequence[Passage], outline: Outline, masthead: Masthead, document: Document
) -> tuple[Target, ...]:
    """The targets in the order of the text, with ids "t1", "t2", …"""
    has_section = any(passage.role is Role.TARGETS and not passage.is_heading for passage in passages)
    found: list[Target] = []
    for passage in passages:
        in_place = passage.role is Role.TARGETS or (passage.role is Role.OBJECTIVES and not has_section)
        if not in_place and (has_section or passage.role not in (Role.OTHER, Role.TASKS)):
            continue
        if passage.is_heading and outline.nodes[passage.node].children:
            continue
        if outline.nodes[passage.node].children and passage.text.text.rstrip().endswith(":"):
            measures: tuple[Measure, ...] = ()
        else:
            measures = read_measures(passage.text, _context(passage, masthead, bare=in_place), document)
        if not in_place:
            measures = tuple(measure for measure in measures if _is_plainly_a_target(measure, passage))
        if measures or (in_place and _asks(passage)):
            found.append(_target(f"t{len(found) + 1}", passage, measures, document))
    return tuple(found)


def unread_values(
    passages: Iterable[Passage], targets: Sequence[Target], document: Document
) -> Iterator[Unread]:
    """The items of a section of targets whose number is left open or was not understood."""
    read = {target.anchor.start for target in targets if target.measures}
    for passage in passages:
        if passage.role is not Role.TARGETS or passage.is_heading:
            continue
        place = anchor(document, passage.text)
        text = passage.text.text
        if _BLANK.search(text):
            yield Unread(reason="Chỉ tiêu để trống số liệu", text=text, anchor=place)
        elif place.start not in read and re.search(r"\d", blanked(fold(text), find_marks(text))):
            yield Unread(reason="Số liệu của chỉ tiêu chưa hiểu được", text=text, anchor=place)


def _context(passage: Passage, masthead: Masthead, *, bare: bool) -> Context:
    stem = (
        passage.stems[-1].rstrip(": ") if passage.stems and passage.stems[-1].rstrip().endswith(":") else ""
    )
    return Context(period=passage.period, plan=masthead.period, effort=passage.effort, bare=bare, stem=stem)


def _is_plainly_a_target(measure: Measure, passage: Passage) -> bool:
    own_year = measure.deadline is not None and measure.deadline[:4] in passage.text.text
    return own_year and (
        measure.bound is not Bound.LEVEL or measure.effort is not Effort.PLAIN or measure.unit == "%"
    )


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

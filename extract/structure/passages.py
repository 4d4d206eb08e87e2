"""The leaves of the outline: each piece of text with the attributes it inherits from its headings and stems."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from extract.grammar.deadlines import period_of
from extract.grammar.marks import MarkKind, find_marks
from extract.grammar.qualifiers import opening_effort
from extract.language.lexicon import fold
from extract.model import Document, Effort, Masthead, Period, Role, Section
from extract.structure.outline import ROOT, Node, Outline
from extract.traced import Traced, anchor

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One item or paragraph. ``period`` is that of the nearest heading that names one, else the plan's.

    ``node`` is its index in the outline; ``stems`` are the texts that govern it, the outermost first; ``effort`` is
    inherited from a stem such as "Phấn đấu đến năm 2025:".
    """

    node: int
    section: str | None
    path: tuple[str, ...]
    role: Role
    text: Traced
    period: Period | None
    stems: tuple[str, ...]
    effort: Effort | None
    is_heading: bool = False


def sections_of(outline: Outline, document: Document) -> tuple[Section, ...]:
    """All headed nodes as sections, with ids "s1", "s2", … in the order of the text."""
    ids = _section_ids(outline)
    around = _inherited(outline, [ids.get(index) for index in range(len(outline.nodes))], None)
    found = []
    for index, node in enumerate(outline.nodes):
        if index not in ids:
            continue
        text = node.head or node.paragraph.text
        found.append(
            Section(
                id=ids[index],
                label=node.name,
                title=node.head.text if node.head else "",
                role=node.role,
                parent=around[node.parent] if node.parent != ROOT else None,
                path=outline.path(index),
                anchor=anchor(document, text),
            )
        )
    return tuple(found)


def passages_of(outline: Outline, masthead: Masthead) -> Iterator[Passage]:
    """All texts in order; a heading is a passage of its own."""
    ids = _section_ids(outline)
    first = masthead.period.start if masthead.period else None
    sections = _inherited(outline, [ids.get(index) for index in range(len(outline.nodes))], None)
    periods = _inherited(outline, [_named_period(node, first) for node in outline.nodes], masthead.period)
    own_stems = [_stem(node) for node in outline.nodes]
    aims = {stem for stem in own_stems if _governs(stem) and opening_effort(fold(stem)) is Effort.AIM}
    # The stems above the items of each node, its own included.
    stems_below: list[tuple[str, ...]] = []
    for index, (node, stem) in enumerate(zip(outline.nodes, own_stems, strict=True)):
        inside = node.parent != ROOT
        stems = stems_below[node.parent] if inside else ()
        stems_below.append((*stems, stem) if stem else stems)
        # The text of an item without a heading names its period with its values.
        outer = periods[node.parent] if inside else masthead.period
        for text, is_heading in ((node.head, True), (node.text, False)):
            if text is not None and text.text:
                yield Passage(
                    node=index,
                    section=sections[index],
                    path=outline.path(index),
                    role=node.role,
                    text=text,
                    period=outer if node.head is None else periods[index],
                    stems=stems,
                    effort=None if aims.isdisjoint(stems) else Effort.AIM,
                    is_heading=is_heading,
                )


def _inherited(
    outline: Outline, own: Sequence[_Value | None], outermost: _Value | None
) -> list[_Value | None]:
    """The value of each node: its own, else that of the nearest node above with one, else ``outermost``."""
    found: list[_Value | None] = []
    for node, value in zip(outline.nodes, own, strict=True):
        found.append(value or (found[node.parent] if node.parent != ROOT else outermost))
    return found


def _section_ids(outline: Outline) -> dict[int, str]:
    headed = [index for index, node in enumerate(outline.nodes) if node.head is not None or _is_bare(node)]
    return {index: f"s{number}" for number, index in enumerate(headed, start=1)}


def _is_bare(node: Node) -> bool:
    return node.label is not None and node.text is None


def _stem(node: Node) -> str:
    """The text of a node that governs others: a stem, an item that ends with a colon, or a title."""
    if node.text is not None and (node.children or node.text.text.rstrip().endswith(":")):
        return node.text.text
    return node.head.text if node.head is not None else ""


def _governs(stem: str) -> bool:
    """Whether a stem is short enough to pass its effort on to the items below it."""
    return len(stem) <= 120


_NAMES_PERIOD = re.compile(r"năm|giai đoạn|thời kỳ|20\d\d")


def _named_period(node: Node, first: int | None) -> Period | None:
    """The period that a heading or stem names; the text of an item is read with its values instead."""
    text = (
        node.head.text if node.head is not None else (node.text.text if node.text and node.children else "")
    )
    if len(text) > 200 or not _NAMES_PERIOD.search(fold(text)):
        return None
    return period_of(text, start=first) or _outlook(text, first)


def _outlook(text: str, first: int | None) -> Period | None:
    """The period of a heading such as "3. Định hướng đến năm 2030"; in a sentence such words give no deadline."""
    year = next((mark.year for mark in find_marks(text) if mark.kind is MarkKind.VISION), None)
    return Period(start=min(first or year, year), end=year) if year else None

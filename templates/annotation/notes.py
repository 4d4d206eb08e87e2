"""The remarks of a review by place of the draft, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from compare.model import Finding, Kind, Review
from extract.model import Anchor, Part, Plan, Role
from templates.report.arrange import arrange
from templates.report.cards import Card, Point, asking, cards
from templates.report.quotes import Quote
from templates.report.view import FindingView
from templates.words import phrase

# Sections for remarks on something that the draft lacks; the remark goes to the heading of the first one present.
_HOMES: Mapping[Kind, tuple[Role, ...]] = {
    Kind.MISSING_TASK: (Role.TASKS,),
    Kind.MISSING_LEAD: (Role.TASKS, Role.ORGANISATION),
    Kind.MISSING_FUNDING: (Role.FUNDING, Role.ORGANISATION),
    Kind.MISSING_REPORTING: (Role.REPORTING, Role.ORGANISATION),
}
_TARGETS = (Role.TARGETS, Role.OBJECTIVES)
_WHOLE = {Kind.WRONG_PARENT, Kind.WRONG_PLACE, Kind.CITATION_MISSING, Kind.FORM, Kind.PERIOD_MISMATCH}
"""Kinds about the document as a whole; their remarks go to its title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """The remarks of one author at one place of the draft, as ``paragraphs``, the heaviest remark first.

    ``author`` is the human who wrote them, "" for those of the machine.
    """

    anchor: Anchor
    paragraphs: tuple[str, ...]
    author: str = ""


def notes(
    review: Review, draft: Plan, rules: Mapping[str, str] | None = None, *, codes: bool = False
) -> list[Note]:
    """All open remarks that ask something of the draft, one note a place and author, in the order of the text.

    A card is one note at its sentence; slips of one rule have a note each, at their own words. ``codes``: each
    begins with the codes of its rules.
    """
    places: dict[tuple[int, int, str], Anchor] = {}
    said: dict[tuple[int, int, str], list[str]] = {}
    for view, card in zip(arrange(review, rules).findings, cards(review, rules), strict=True):
        for anchor, paragraphs in _told(view, card, draft) if card.is_open else ():
            if codes:
                paragraphs[0] = phrase("annotation", "coded", codes=view.rule, text=paragraphs[0])
            place = anchor.start, anchor.end, _author(card)
            places.setdefault(place, anchor)
            said.setdefault(place, []).extend(paragraphs)
    return [Note(anchor=places[at], paragraphs=tuple(said[at]), author=at[2]) for at in sorted(said)]


def _author(card: Card) -> str:
    decision = card.first.decision
    return decision.author if card.first.is_remark and decision is not None else ""


def _told(view: FindingView, card: Card, draft: Plan) -> Iterator[tuple[Anchor, list[str]]]:
    """The paragraphs of a card with their places."""
    if not card.is_list:
        anchor = _anchor(card.first, draft)
        if anchor is not None:
            yield anchor, _paragraphs(view)
        return
    for point in card.points:
        anchor = _anchor(point.first, draft)
        if anchor is not None:
            yield anchor, [card.title, point.message, *_asking(point)]


def _paragraphs(view: FindingView) -> list[str]:
    found = [view.headline] if len(view.remarks) > 1 else [view.title]
    if view.human.unsure:
        found[0] = phrase("human", "marked", text=found[0])
    found += [*view.remarks, *(_quoted(quote) for quote in (*view.upper, *view.others))]
    if view.suggestion:
        found.append(phrase("annotation", "suggestion", text=view.suggestion))
    return found


def _asking(point: Point) -> list[str]:
    asked = asking(point)
    return [phrase("annotation", "suggestion", text=asked)] if asked else []


def _quoted(quote: Quote) -> str:
    return phrase("annotation", "upper", source=quote.source, text=quote.text)


def _anchor(finding: Finding, draft: Plan) -> Anchor | None:
    """The exact words where they are known, else the item; for something missing the place where it ought to be."""
    if finding.draft is not None:
        measure = finding.draft.measure
        found = measure.anchor if measure is not None else finding.draft.anchor
        if found is not None and found.end > found.start:
            return found
    if finding.kind not in _WHOLE and not (finding.is_remark and finding.reference is None):
        for role in _HOMES.get(finding.kind, _TARGETS):
            for section in draft.sections:
                if section.role is role:
                    return section.anchor
    titles = [statement.anchor for statement in draft.statements if statement.part is Part.TITLE]
    anchors = titles or [statement.anchor for statement in draft.statements]
    return anchors[0] if anchors else None

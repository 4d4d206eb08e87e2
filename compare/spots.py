"""The spot of a finding that stands outside the numbered sections: a basis, a footnote, the head or the tail of a plan.

A reader cannot find "đoạn thứ 6"; "phần căn cứ, căn cứ thứ 2" leads there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from compare.model import Finding, Place, Spot, SpotKind
from extract.language import writing
from extract.lines.bases import is_recital
from extract.lines.signature import holds_capacity, is_recipients, is_signature
from extract.model import Anchor, CitationRole, Part, Plan, Statement

# "1 Số liệu tổng hợp …" behind the signature: a footnote of a file that keeps them in the text.
_FOOTNOTE = re.compile(r"\[?(\d{1,2})\]?[.)]?\s*(?=[^\W\d_a-zđ])")
_WITH_BASES = (Part.BODY, Part.CARRIER)
_KINDS = {Part.HEAD: SpotKind.HEAD, Part.TITLE: SpotKind.HEAD}
_ITEM = re.compile(r"\s*[-–—+•]\s*\S")


def located(finding: Finding, draft: Plan, references: Sequence[Plan]) -> Finding:
    """The finding with the spots of its places."""

    def of(place: Place) -> Place:
        if place.path or place.anchor is None or not place.anchor.end:
            return place  # Of a target that a reviewer added the words may be nowhere.
        plan = draft if place.plan is None else references[place.plan]
        spot = spot_of(plan, place.anchor)
        return replace(place, spot=spot) if spot else replace(place, path=_path(plan, place.anchor))

    places = finding.reference, finding.draft, *finding.others
    reference, answer, *others = (of(place) if place else None for place in places)
    if all(new is old for new, old in zip((reference, answer, *others), places, strict=True)):
        return finding
    return replace(finding, reference=reference, draft=answer, others=tuple(filter(None, others)))


def spot_of(plan: Plan, anchor: Anchor) -> Spot | None:
    """The spot of an anchor; None where nothing names it."""
    for part in _WITH_BASES:
        bases = list(_bases(plan, part))
        for number, basis in enumerate(bases, 1):
            if _holds(basis.anchor, anchor):
                at = number if len(bases) > 1 else None
                return Spot(kind=SpotKind.BASIS, number=at, document=carrier_of(plan, anchor))
    for statement in plan.statements:
        if statement.part in (*_KINDS, Part.TAIL) and _holds(statement.anchor, anchor):
            note = _FOOTNOTE.match(statement.text) if statement.part is Part.TAIL else None
            if note:
                return Spot(kind=SpotKind.NOTE, number=int(note[1]))
            return Spot(kind=_KINDS.get(statement.part) or _in_tail(statement.text))
    return None


def _in_tail(text: str) -> SpotKind:
    """The side of the tail that has a line; the tail as a whole where a line may belong to both."""
    if is_recipients(text) or _ITEM.match(text):
        return SpotKind.TAIL if holds_capacity(text) else SpotKind.RECIPIENTS
    return SpotKind.SIGNATURE if is_signature(text) else SpotKind.TAIL


def carrier_of(plan: Plan, anchor: Anchor | None = None) -> str | None:
    """The decision that has an anchor, without one the bases, of a plan attached to it: "Quyết định số 5/QĐ-UBND".

    None where the plan has it itself.
    """
    carrier = plan.masthead.carrier
    if carrier is None:
        return None
    held = (
        (part for part in _WITH_BASES if any(_bases(plan, part)))
        if anchor is None
        else (statement.part for statement in plan.statements if _holds(statement.anchor, anchor))
    )
    if next(held, None) is not Part.CARRIER:
        return None
    return writing.named(carrier.kind or "Quyết định", carrier.number)


def _path(plan: Plan, anchor: Anchor) -> tuple[str, ...]:
    """The section of the statement that holds an anchor; empty without one."""
    return next((s.path for s in plan.statements if s.path and _holds(s.anchor, anchor)), ())


def _bases(plan: Plan, part: Part) -> Iterator[Statement]:
    """The statements of a part outside all sections that name a legal basis, in their order."""
    cited = [citation.anchor for citation in plan.citations if citation.role is CitationRole.BASIS]
    for statement in plan.statements:
        if statement.part is not part or statement.path:
            continue
        if is_recital(statement.text) or any(_holds(statement.anchor, anchor) for anchor in cited):
            yield statement


def _holds(outer: Anchor, inner: Anchor) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end

"""What only a human saw: a remark of one's own on a draft, which a report shows beside those of the machine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from compare.decisions.waivers import quotes
from compare.model import Place, Severity
from compare.rules.hits import place_of
from extract.model import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A finding of a human's own."""

    text: str
    """What is amiss, verbatim."""
    severity: Severity
    """How much it weighs; a note asks nothing of the draft."""
    author: str
    """Who says so."""
    date: str
    """The day, ISO."""
    sentence: str = ""
    """What the drafter is asked, a whole sentence; "" where ``text`` says it."""
    note: str = ""
    """A note for the reviewers, as in a decision."""
    quote: str = ""
    """Words of the draft by which ``placed`` finds the place; "" for the draft as a whole."""
    place: Place | None = None
    """The place in the draft or in a reference; None for the draft as a whole."""


def placed(remark: Remark, draft: Plan) -> Remark:
    """The remark with the place of its quote: a target or task, else a sentence; without one where nothing fits.

    Words are found as those of waivers are: numbers are equal, letters may differ a little.
    """
    if remark.place is not None or not remark.quote:
        return remark
    return replace(remark, place=next((p for p in _places(draft) if quotes(remark.quote, p.text)), None))


def _places(draft: Plan) -> Iterator[Place]:
    for part, items in (("targets", draft.targets), ("tasks", draft.tasks)):
        for item in items:
            yield Place(
                plan=None,
                target=item.id,
                text=item.text,
                measure=None,
                path=item.path,
                anchor=item.anchor,
                part=part,
            )
    yield from map(place_of, draft.statements)

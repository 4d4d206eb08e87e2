"""What only a human saw: a remark of one's own on a draft, which a report shows beside those of the machine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
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
    upper: str = ""
    """Words of a reference on which it rests, by which ``placed`` finds ``above``."""
    above: Place | None = None
    """The place in a reference on which a remark on the draft rests."""


def placed(remark: Remark, draft: Plan, references: Mapping[int, Plan] | None = None) -> Remark:
    """The remark with the places of its quotes: targets or tasks, else sentences; without those that fit nothing.

    ``references`` are the plans above by their index in the review. Words are found as those of waivers are: numbers
    are equal, letters may differ a little.
    """
    if remark.place is None and remark.quote:
        remark = replace(remark, place=_first(remark.quote, _places(draft)))
    if remark.above is None and remark.upper:
        places = (place for at, plan in (references or {}).items() for place in _places(plan, at))
        remark = replace(remark, above=_first(remark.upper, places))
    return remark


def _first(quote: str, places: Iterable[Place]) -> Place | None:
    return next((place for place in places if quotes(quote, place.text)), None)


def _places(document: Plan, plan: int | None = None) -> Iterator[Place]:
    for part, items in (("targets", document.targets), ("tasks", document.tasks)):
        for item in items:
            yield Place(
                plan=plan,
                target=item.id,
                text=item.text,
                measure=None,
                path=item.path,
                anchor=item.anchor,
                part=part,
            )
    yield from (replace(place_of(one), plan=plan) for one in document.statements)

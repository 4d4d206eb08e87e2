"""What became of the opinions on one version of a plan in the next one: an opinion is a card, as the letter has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from compare.fates import FindingFate
from compare.model import Finding, Party, Review
from compare.versions import Versions
from templates import words
from templates.letter.rows import asked
from templates.report.cards import Point, asking, cards
from templates.report.merging import message_of, suggestion_of

Fates = Mapping[FindingFate, Sequence["Opinion"]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """One card that asks something of the drafter; its internal remarks are left out."""

    fate: FindingFate
    points: tuple[Point, ...]
    """Of the new version for one that remains or is new, else of the old one; at least one."""
    otherwise: FindingFate | None = None
    """Of one that remains: what became of its other remarks; None where all of them stand."""

    @property
    def first(self) -> Finding:
        """The heaviest finding."""
        return self.points[0].first

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, the heaviest first."""
        return tuple(finding for point in self.points for finding in point.remark)

    def message(self, references: Sequence[Party]) -> str:
        """What is amiss; several remarks with their letters."""
        told = [message_of(point.remark, references) for point in self.points]
        if len(told) == 1:
            return told[0]
        return " ".join(f"({letter}) {text}" for letter, text in zip(words.letters(), told, strict=False))

    def suggestion(self, references: Sequence[Party]) -> str:
        """What is asked, each thing once; "" where nothing is."""
        if len(self.points) == 1:
            return suggestion_of(self.points[0].remark, references)
        return asking(*self.points)


def opinions_of(versions: Versions) -> dict[FindingFate, list[Opinion]] | None:
    """The opinions on both versions by fate, in each the heaviest first; None without references.

    Each opinion on the old version has one fate: it remains while one of its remarks does. A new opinion shares no card
    with one that remains.
    """
    if versions.findings is None or versions.reviews is None:
        return None
    found: dict[FindingFate, list[Opinion]] = {fate: [] for fate in FindingFate}
    told: set[str] = set()
    old, new = versions.reviews
    for opinion in _before(versions, old, new):
        found[opinion.fate].append(opinion)
        told.update(finding.id for finding in opinion.findings if opinion.fate is FindingFate.REMAINING)
    fresh = _ids(versions, FindingFate.NEW)
    for one in asked(cards(new)):
        ids = set(_of(one.points))
        if ids & fresh and not ids & told:
            found[FindingFate.NEW].append(Opinion(fate=FindingFate.NEW, points=one.points))
    for members in found.values():
        members.sort(key=lambda one: one.first.severity.rank)
    return found


def _before(versions: Versions, old: Review, new: Review) -> Iterator[Opinion]:
    """The opinions on the old version with their fates; what was waived since has none."""
    changes = versions.findings or ()
    twins = {change.before.id: change.finding.id for change in changes if change.before is not None}
    replaced, fixed = _ids(versions, FindingFate.REPLACED), _ids(versions, FindingFate.FIXED)
    fresh = _ids(versions, FindingFate.NEW)
    now = [card for card in cards(new) if card.is_open]
    taken: set[str] = set()
    for one in asked(cards(old)):
        ids = set(_of(one.points))
        gone = FindingFate.REPLACED if ids & replaced else FindingFate.FIXED if ids & fixed else None
        standing = {twins[name] for name in ids if name in twins}
        homes = [card for card in now if standing & set(_of(card.points))]
        points = []
        for point in (point for card in homes for point in card.points):
            own = set(_of([point]))
            # What is new on the card of an opinion that stands is told with it, once.
            if own & standing or (own & fresh and not own & taken):
                points.append(point)
                taken |= own
        if points:
            yield Opinion(fate=FindingFate.REMAINING, points=tuple(points), otherwise=gone)
        elif gone is not None:
            yield Opinion(fate=gone, points=one.points)


def _ids(versions: Versions, fate: FindingFate) -> set[str]:
    return {change.finding.id for change in versions.findings or () if change.fate is fate}


def _of(points: Sequence[Point]) -> Iterator[str]:
    return (finding.id for point in points for finding in point.remark)


def counts_of(found: Fates) -> dict[FindingFate, int]:
    """How many opinions have each fate."""
    return {fate: len(found[fate]) for fate in FindingFate}

"""The fate of findings from one version of a plan to the next: remaining, new, replaced or fixed.

Findings of both reviews are brought together by the first sign that fits, the surest first:

    1. the fingerprint: the same thing is said of the same words
    2. the key: the same requirement above, while the draft's sentence was edited
    3. the item: of findings about the draft alone, the old and the new version of one target or task
    4. a common place: a finding about a group that has lost or won a member
    5. the sentence: of findings about the draft alone, the most similar sentences
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from compare.identity import document, place_key
from compare.model import Finding, Review, Severity
from compare.words.assignment import assign
from compare.words.similarity import Index, cosine

LEAST = 0.5
"""Least similarity of two texts that are one sentence in two versions."""
Keys = Callable[[Finding], Sequence[str]]


class FindingFate(StrEnum):
    """The fate of a finding; a replaced one gave way to a finding of the same weight about the same upper target."""

    REMAINING = "remaining"
    NEW = "new"
    REPLACED = "replaced"
    FIXED = "fixed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingChange:
    """A finding of the old version (fixed, replaced), or of the new one (remaining, new)."""

    fate: FindingFate
    finding: Finding
    before: Finding | None = None
    """Of a remaining finding: what it was in the old version."""
    edited: bool = False
    """Of a remaining finding: the draft's words about it have changed."""


def finding_fates(old: Review, new: Review, twins: Mapping[str, str]) -> Iterator[FindingChange]:
    """The fates by group, in each the heaviest first; ``twins`` maps ids of the old draft's items to new ones.

    Notes are left out: they ask nothing of a draft. So are waived findings, in whichever version.
    """
    before = [finding for finding in old.findings if _asks(finding)]
    after = [finding for finding in new.findings if finding.severity is not Severity.NOTE]
    pairs = dict(_pairs(before, after, (old, new), twins))
    kept = set(pairs.values())
    fresh = [finding for finding in after if finding.id not in kept and finding.waived is None]
    heaviest = {_about(finding): finding.severity.rank for finding in reversed(fresh) if finding.reference}
    found: dict[FindingFate, list[FindingChange]] = {fate: [] for fate in FindingFate}
    by_id = {finding.id: finding for finding in after}
    for finding in before:
        if finding.id in pairs:
            now = by_id[pairs[finding.id]]
            if now.waived is None:
                edited = finding.fingerprint != now.fingerprint
                found[FindingFate.REMAINING].append(
                    FindingChange(fate=FindingFate.REMAINING, finding=now, before=finding, edited=edited)
                )
            continue
        worse = finding.reference and heaviest.get(_about(finding), len(Severity)) <= finding.severity.rank
        fate = FindingFate.REPLACED if worse else FindingFate.FIXED
        found[fate].append(FindingChange(fate=fate, finding=finding))
    found[FindingFate.NEW] = [FindingChange(fate=FindingFate.NEW, finding=finding) for finding in fresh]
    for members in found.values():
        yield from sorted(members, key=lambda change: (change.finding.severity.rank, change.finding.rule))


def _asks(finding: Finding) -> bool:
    return finding.severity is not Severity.NOTE and finding.waived is None


def _about(finding: Finding) -> str:
    """What a finding is about, whatever its rule."""
    return finding.key.partition("-")[2]


def _pairs(
    before: Sequence[Finding],
    after: Sequence[Finding],
    reviews: tuple[Review, Review],
    twins: Mapping[str, str],
) -> Iterator[tuple[str, str]]:
    """(old id, new id) of each finding in both versions."""
    old, new = list(before), list(after)
    signs: list[tuple[Keys, Keys]] = [
        (lambda finding: [finding.fingerprint], lambda finding: [finding.fingerprint]),
        (lambda finding: [finding.key], lambda finding: [finding.key]),
        (lambda finding: _item(finding, twins), lambda finding: _item(finding, None)),
        (_places(reviews[0]), _places(reviews[1])),
    ]
    for left, right in signs:
        waiting: dict[tuple[str, str], list[Finding]] = defaultdict(list)
        for finding in new:
            for key in right(finding):
                waiting[finding.rule, key].append(finding)
        kept: set[str] = set()
        for finding in old[:]:
            wanted = (twin for key in left(finding) for twin in waiting.get((finding.rule, key), ()))
            twin = next((one for one in wanted if one.id not in kept), None)
            if twin is not None:
                yield finding.id, twin.id
                kept.add(twin.id)
                old.remove(finding)
        new = [finding for finding in new if finding.id not in kept]
    for row, column in _by_sentence(old, new).items():
        yield old[row].id, new[column].id


def _item(finding: Finding, twins: Mapping[str, str] | None) -> list[str]:
    """The id, in the new draft, of the item that a finding about the draft alone is about."""
    item = finding.draft.target if finding.draft and finding.reference is None else None
    if item is None:
        return []
    return [item] if twins is None else [twins[item]] if item in twins else []


def _places(review: Review) -> Keys:
    """A function that gives the keys of all places above that a finding names, of one without them of all its own."""
    documents = [document(party) for party in review.references]

    def keys(finding: Finding) -> list[str]:
        places = [place for place in (finding.reference, finding.draft, *finding.others) if place]
        above = [place for place in places if place.plan is not None]
        return [place_key(place, documents) for place in above or places]

    return keys


def _by_sentence(old: Sequence[Finding], new: Sequence[Finding]) -> dict[int, int]:
    """The most similar sentences of findings about the draft alone, rule by rule: row of ``old``, column of ``new``."""
    texts = [_sentence(finding) for finding in old], [_sentence(finding) for finding in new]
    index = Index(text for side in texts for text in side if text)
    return assign(
        {
            (row, column): near
            for row, one in enumerate(texts[0])
            for column, other in enumerate(texts[1])
            if one and other and old[row].rule == new[column].rule
            if (near := cosine(index.vector(one), index.vector(other))) >= LEAST
        }
    )


def _sentence(finding: Finding) -> str:
    return finding.draft.text if finding.draft and finding.reference is None else ""

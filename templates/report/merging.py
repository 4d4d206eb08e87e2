"""Merging of a remark that is made for several upper plans into one that names all of them; the remarks of one card.

An example is a place of the draft that is narrower than both the nation's and the province's target. Remarks that ask
for different values stay apart. The plan right above the draft comes first.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher

from compare.model import Finding, Party, Place, Review, Severity
from extract.language import writing
from extract.model import Measure
from templates import texts, words
from templates.human import bond, wording

_ALIKE = 0.85
"""Least share of equal words in two missing targets that are the same."""

_MILESTONE = re.compile(r" \(mốc năm \d{4}\)")

Remark = tuple[Finding, ...]


def remarks(review: Review) -> list[Remark]:
    """The findings as a report shows them, the heaviest first; each remark has one finding for each plan."""
    found: list[Remark] = []
    alike: dict[Hashable, list[int]] = defaultdict(list)
    for finding in sorted(review.findings, key=_order):
        fixed = _fixed(finding)
        for at in alike[fixed]:
            if _joins(finding, found[at], review.references):
                found[at] = (*found[at], finding)
                break
        else:
            alike[fixed].append(len(found))
            found.append((finding,))
    near = nearness(review.references)
    return [tuple(sorted(remark, key=lambda finding: _distance(finding, near))) for remark in found]


def nearness(references: Sequence[Party]) -> tuple[int, ...]:
    """For each upper plan how far it is above the draft, from 0 for the one right above; equal levels are equal."""
    ranks = [head.level.rank if head.level else -1 for head in (party.masthead for party in references)]
    return tuple(max(ranks, default=0) - rank for rank in ranks)


def in_order(group: Sequence[Remark], references: Sequence[Party]) -> list[Remark]:
    """The remarks on one place by weight, then by how near their upper plans are."""
    near = nearness(references)
    return sorted(group, key=lambda remark: (_order(remark[0]), _distance(remark[0], near)))


def _distance(finding: Finding, near: Sequence[int]) -> int:
    plan = finding.reference.plan if finding.reference else None
    return near[plan] if plan is not None else 0


def message_of(remark: Remark, references: Sequence[Party]) -> str:
    """The message of the first finding, which names the other plans too."""
    first, *rest = remark
    if all(_blank(first, first.message, references) == _blank(f, f.message, references) for f in rest):
        return _naming_all(remark, first.message, references)
    return f"{first.message} {words.phrase('merged', 'also', documents=_listed(rest, references))}"


def suggestion_of(remark: Remark, references: Sequence[Party]) -> str:
    """The suggestion, which names all plans; a human's as it is; "" where nothing is asked of the draft."""
    said = remark[0].suggestion or ""
    return said if remark[0].is_worded else _naming_all(remark, said, references)


def joins_card(remark: Remark, group: Sequence[Remark]) -> bool:
    """Whether a remark is about the place of a card, or about single words as the card is."""
    own, first = remark[0], group[0][0]
    if bond(own) != bond(first) or is_group(own) or is_group(first):
        return False
    kind = own.kind.value
    if kind in words.table("card")["listed"]:
        return (own.rule, own.severity) == (first.rule, first.severity)
    if first.kind.value in words.table("card")["listed"]:
        return False
    if any(_is_one_place(own, other[0]) for other in group):
        return not _is_other_target(own, group)
    return kind in words.table("card")["ruled"] and all(other[0].rule == own.rule for other in group)


def is_group(finding: Finding) -> bool:
    """Whether it is about several targets of an upper plan, as a missing period is."""
    return any(place.plan is not None for place in finding.others)


def _is_one_place(one: Finding, other: Finding) -> bool:
    if one.draft is not None and other.draft is not None:
        return _overlap(one.draft, other.draft)
    if upper_of(one) is None or upper_of(one) != upper_of(other):
        return False
    # What the draft lacks of an item is not at the place that answers another value of it.
    return (one.draft is None) is (other.draft is None) or _same_value(one.reference, other.reference)


def _same_value(one: Place | None, other: Place | None) -> bool:
    """Whether two places of upper plans are one value, or one of them is no single value."""
    measures = [place.measure for place in (one, other) if place is not None]
    return None in measures or len({measure.text for measure in measures if measure}) < len(measures)


def _is_other_target(own: Finding, group: Sequence[Remark]) -> bool:
    """Whether the card has another target of the same upper plan: one sentence of the draft answers both."""
    mine = upper_of(own)
    found = {upper_of(finding) for remark in group for finding in remark} - {None}
    plans = {finding.reference.plan for remark in group for finding in remark if finding.reference}
    return (
        mine is not None and mine not in found and own.reference is not None and own.reference.plan in plans
    )


def _overlap(one: Place, other: Place) -> bool:
    """Whether two places of the draft are one item, or a sentence of it."""
    if one.target is not None and other.target is not None:
        return one.target == other.target
    if one.anchor is None or other.anchor is None:
        return False
    first, second = sorted([one.anchor, other.anchor], key=lambda anchor: (anchor.start, -anchor.end))
    return first.start <= second.start < second.end <= first.end


def at_once(asked: Sequence[tuple[str, str | None, str]]) -> list[tuple[str, str | None, str]]:
    """What a card asks, without the years of requests that are the same but for them: one quote has all its years."""
    bare = [_MILESTONE.sub("", wish) for _, _, wish in asked]
    return [
        (to, who, text if bare.count(text) > 1 else wish)
        for (to, who, wish), text in zip(asked, bare, strict=True)
    ]


def upper_of(finding: Finding) -> object:
    """The target of an upper plan; a requirement outside targets and tasks is its words."""
    place = finding.reference
    if place is None:
        return None
    return place.plan, place.target or (place.part, texts.quoted(place.text))


def _spot(finding: Finding) -> object:
    draft = finding.draft
    return (draft.anchor, draft.text) if draft is not None else finding.id


def is_list(group: Sequence[Remark]) -> bool:
    return group[0][0].kind.value in _grouped() and len({_spot(remark[0]) for remark in group}) > 1


def _grouped() -> set[str]:
    return {*words.table("card")["listed"], *words.table("card")["ruled"]}


def held(suggestion: str) -> tuple[str, str]:
    """The condition of a suggestion on a plan that may not be the basis ("" without one), and what is suggested."""
    condition, asks, rest = suggestion.partition(f", {words.word('card', 'asked_if')} ")
    if not asks or not condition.startswith(words.word("card", "held")):
        return "", suggestion
    return f"{condition},", f"{words.word('card', 'asked')} {rest}"


def _order(finding: Finding) -> tuple[int, int]:
    """The sort key of findings: open ones by weight, then waived ones, then notes."""
    place = 1 if finding.waived else 2 if finding.severity is Severity.NOTE else 0
    return place, finding.severity.rank


def _joins(finding: Finding, others: Remark, references: Sequence[Party]) -> bool:
    """Whether a finding joins others with the same fixed values."""
    first = others[0]
    own, other = finding.reference, first.reference
    if own is None or other is None:
        return False
    if own.plan in {f.reference.plan for f in others if f.reference}:
        return False
    if finding.draft is None:
        return same_target(own, other)
    wishes = [_blank(f, f.suggestion or "", references) for f in (finding, first)]
    # Two plans that ask for one unit may have totals of their own.
    is_valued = finding.kind.value not in words.table("merged")["unvalued"]
    return wishes[0] == wishes[1] and (not is_valued or _asked(own) == _asked(other))


def _fixed(finding: Finding) -> Hashable:
    """The values that must be equal within a remark; a waived or grouped finding stays alone."""
    draft = finding.draft
    alone = finding.id if finding.others or not _is_item(finding.reference) else None
    place = (draft.target, draft.text, draft.measure, draft.anchor) if draft else None
    said = bond(finding), wording(finding)
    return finding.rule, finding.kind, finding.severity, alone, place, said


def _is_item(place: Place | None) -> bool:
    return place is not None and place.target is not None


def _asked(place: Place) -> object:
    """The requirement of a reference apart from its words; for a requirement by reference the words themselves."""
    measure: Measure | None = place.measure
    if measure is None:
        return texts.quoted(place.text)
    if measure.low is None:
        return _words(measure)
    return (
        measure.low, measure.high, measure.unit, measure.bound, measure.change, measure.per,
        measure.baseline_year, measure.deadline,
    )  # fmt: skip


def _words(measure: Measure) -> tuple[str, ...]:
    return tuple((measure.subject or measure.text).casefold().replace(",", " ").split())


def same_target(first: Place, second: Place) -> bool:
    """Whether two plans ask the same of one thing: an equal requirement in nearly equal words."""
    return _asked(first) == _asked(second) and _similar(first, second)


def _similar(first: Place, second: Place) -> bool:
    if first.measure is None or second.measure is None:
        return texts.quoted(first.text) == texts.quoted(second.text)
    one, other = _words(first.measure), _words(second.measure)
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


def _name(finding: Finding, references: Sequence[Party]) -> str:
    plan = finding.reference.plan if finding.reference else None
    return writing.document(references[plan].masthead) if plan is not None else ""


def _blank(finding: Finding, text: str, references: Sequence[Party]) -> str:
    """A sentence without the name of its plan."""
    name = _name(finding, references)
    return text.replace(name, "{}") if name else text


def _listed(findings: Sequence[Finding], references: Sequence[Party]) -> str:
    return writing.listed([_name(finding, references) for finding in findings])


def _naming_all(remark: Remark, text: str, references: Sequence[Party]) -> str:
    name = _name(remark[0], references)
    if len(remark) == 1 or not text or not name:
        return text
    if name in text:
        return text.replace(name, _listed(remark, references))
    return f"{text} {words.phrase('merged', 'also', documents=_listed(remark[1:], references))}"

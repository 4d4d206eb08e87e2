"""Comparison of two versions of one plan: items added, dropped, changed, moved or renumbered, and the fate of findings.

Nothing is judged. Items are matched by their text, then by similarity; numbering and place come last, since a new
version changes them most.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from compare.model import Finding, Party, Place, Review, Severity
from compare.words import lexicon, phrases
from compare.words.assignment import assign
from compare.words.similarity import Index, Postings
from extract.language.lexicon import fold
from extract.model import Measure, Plan, Section, Target, Task

_LEAST = 0.5
"""Least similarity of two texts that are one item in two versions."""
_SAME_PLACE, _SAME_PERIOD = 0.06, 0.12
"""Bonuses on the similarity: the twin of a target for the next five years is almost word for word the same."""
_SPELT = phrases("synonyms", "spelt")
_Item = Target | Task
Key = tuple[object, ...]


class Fate(StrEnum):
    """The fate of an item from one version to the next."""

    ADDED = "added"
    DROPPED = "dropped"
    CHANGED = "changed"
    MOVED = "moved"
    RENUMBERED = "renumbered"
    SAME = "same"


class FindingFate(StrEnum):
    """The fate of a finding; a replaced one gave way to a finding of the same weight about the same upper target."""

    NEW = "new"
    REMAINING = "remaining"
    REPLACED = "replaced"
    FIXED = "fixed"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureChange:
    """A measure that changed within an item; None on the side that lacks it."""

    old: Measure | None
    new: Measure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemChange:
    """A target or task (``part`` "targets" or "tasks") in both versions; one side is None for added and dropped items.

    ``measures`` holds the measures that differ, for changed items.
    """

    fate: Fate
    part: str
    old: Place | None
    new: Place | None
    measures: tuple[MeasureChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingChange:
    """A finding of the old version (fixed, replaced), or of the new one (remaining, new)."""

    fate: FindingFate
    finding: Finding


class Doubt(StrEnum):
    """A reason to doubt that two files are two versions of one plan."""

    SAME_FILE = "same_file"
    OTHER_UNIT = "other_unit"
    OTHER_PLAN = "other_plan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """The result of comparing two versions; ``findings`` is None without references.

    ``references`` are the parties that both versions were checked against. ``doubt`` is None for two versions.
    """

    old: Party
    new: Party
    items: tuple[ItemChange, ...]
    findings: tuple[FindingChange, ...] | None = None
    references: tuple[Party, ...] = ()
    doubt: Doubt | None = None

    def of(self, fate: Fate, part: str | None = None) -> list[ItemChange]:
        """The items with one fate, in the order of the new version; dropped ones in the order of the old."""
        return [item for item in self.items if item.fate is fate and part in (None, item.part)]


def versions(
    old: Plan, new: Plan, old_review: Review | None = None, new_review: Review | None = None
) -> Versions:
    """Compare two versions, and their findings where both have a review against the same references."""
    changes: list[ItemChange] = []
    twins: dict[str, str] = {}
    for part, before, after in (("targets", old.targets, new.targets), ("tasks", old.tasks, new.tasks)):
        pairs = _pairs(before, after)
        twins |= {first.id: second.id for first, second in pairs if first and second}
        chains = _chains(old.sections), _chains(new.sections)
        changes += [_change(part, first, second, chains) for first, second in pairs]
    findings = None
    if old_review is not None and new_review is not None:
        findings = tuple(_findings(old_review, new_review, twins))
    return Versions(
        old=Party(source=old.source, masthead=old.masthead),
        new=Party(source=new.source, masthead=new.masthead),
        items=tuple(changes),
        findings=findings,
        references=new_review.references if new_review is not None else (),
    )


def _pairs(before: Sequence[_Item], after: Sequence[_Item]) -> list[tuple[_Item | None, _Item | None]]:
    """Both versions of every item, in the order of the new version, then the dropped items."""
    found: dict[str, _Item] = {}
    waiting: dict[str, list[_Item]] = defaultdict(list)
    for item in before:
        waiting[_plain(item.text)].append(item)
    for item in after:
        same = waiting[_plain(item.text)]
        # Among items with the same words the one in the same place is preferred.
        same.sort(key=lambda other, item=item: other.path != item.path)  # type: ignore[misc]
        if same:
            found[item.id] = same.pop(0)
    taken = {item.id for item in found.values()}
    open_before = [item for item in before if item.id not in taken]
    open_after = [item for item in after if item.id not in found]
    for row, column in assign(_scores(open_before, open_after)).items():
        found[open_after[column].id] = open_before[row]
    taken = {item.id for item in found.values()}
    return [
        *((found.get(item.id), item) for item in after),
        *((item, None) for item in before if item.id not in taken),
    ]


def _scores(before: Sequence[_Item], after: Sequence[_Item]) -> dict[tuple[int, int], float]:
    index = Index(item.text for item in (*before, *after))
    postings = Postings([index.vector(item.text) for item in after])
    scores = {}
    for row, item in enumerate(before):
        for column, (other, near) in enumerate(
            zip(after, postings.cosines(index.vector(item.text)), strict=True)
        ):
            near += _SAME_PLACE * (item.path == other.path) + _SAME_PERIOD * (_period(item) == _period(other))
            if near >= _LEAST + _SAME_PERIOD:
                scores[row, column] = near
    return scores


def _period(item: _Item) -> object:
    return (
        item.period if isinstance(item, Target) else None,
        item.measures[:1] and item.measures[0].deadline,
    )


def _change(
    part: str, old: _Item | None, new: _Item | None, chains: tuple[dict[str, tuple[str, ...]], ...]
) -> ItemChange:
    if old is None or new is None:
        fate = Fate.ADDED if old is None else Fate.DROPPED
        return ItemChange(fate=fate, part=part, old=_place(old, part), new=_place(new, part))
    measures = tuple(_measures(old.measures, new.measures))
    if _plain(old.text) != _plain(new.text) or measures:
        fate = Fate.CHANGED
    elif chains[0].get(old.section or "", ()) != chains[1].get(new.section or "", ()):
        fate = Fate.MOVED
    else:
        fate = Fate.SAME if _numbers(old.path) == _numbers(new.path) else Fate.RENUMBERED
    return ItemChange(fate=fate, part=part, old=_place(old, part), new=_place(new, part), measures=measures)


def _place(item: _Item | None, part: str) -> Place | None:
    if item is None:
        return None
    measure = item.measures[0] if len(item.measures) == 1 else None
    return Place(
        plan=None,
        target=item.id,
        text=item.text,
        measure=measure,
        path=item.path,
        anchor=item.anchor,
        part=part,
    )


def _plain(text: str) -> str:
    """A text for comparison, one spelling for each word, without extra spaces, marks of items and full stops."""
    return _one_spelling(fold(" ".join(text.split()))).strip(" -+;.,:")


def _one_spelling(folded: str) -> str:
    """The text with "UBND" written out, "đảm bảo" as "bảo đảm"."""
    known = lexicon()

    def head(found: re.Match[str]) -> str:
        word = known.heads[found.group()]
        return word if word in _SPELT else found.group()

    return known.spellings.sub(head, folded)


def _numbers(path: Sequence[str]) -> tuple[str, ...]:
    """The labels of a path that readers see as numbers; dashes are none."""
    return tuple(label for label in path if label[:1] not in "-+–•*")


def _chains(sections: Sequence[Section]) -> dict[str, tuple[str, ...]]:
    """The titles above each section, its own last, by section id."""
    found: dict[str, tuple[str, ...]] = {}
    for section in sections:
        found[section.id] = (*found.get(section.parent or "", ()), _plain(section.title))
    return found


# ---- measures ----------------------------------------------------------------------------------------------
def _measures(old: Sequence[Measure], new: Sequence[Measure]) -> Iterator[MeasureChange]:
    """The measures that differ between both sides, in their order."""
    left, right = list(old), list(new)
    for measure in old:
        same = next((other for other in right if _facts(other) == _facts(measure)), None)
        if same is not None:
            left.remove(measure)
            right.remove(same)
    for at in range(max(len(left), len(right))):
        yield MeasureChange(
            old=left[at] if at < len(left) else None, new=right[at] if at < len(right) else None
        )


def _facts(measure: Measure) -> tuple[object, ...]:
    return (
        measure.low,
        measure.high,
        measure.unit,
        measure.bound,
        measure.effort,
        measure.change,
        measure.baseline_year,
        measure.per,
        measure.deadline,
    )


# ---- findings ----------------------------------------------------------------------------------------------
def _findings(old: Review, new: Review, twins: dict[str, str]) -> Iterator[FindingChange]:
    """The fate of each finding; findings are the same by rule and place, the reference's, else the draft's.

    Notes and waived findings are left out: they ask nothing of a draft.
    """
    waiting: dict[Key, list[Finding]] = defaultdict(list)
    for finding in filter(_asks, old.findings):
        waiting[_key(finding, twins)].append(finding)
    found: dict[FindingFate, list[Finding]] = {fate: [] for fate in FindingFate}
    for finding in filter(_asks, new.findings):
        before = waiting[_key(finding, None)]
        found[FindingFate.REMAINING if before else FindingFate.NEW].append(finding)
        del before[:1]
    heaviest = {
        _key(finding, None)[1:]: finding.severity.rank for finding in reversed(found[FindingFate.NEW])
    }
    for key, left in waiting.items():
        for finding in left:
            worse = len(key) > 1 and heaviest.get(key[1:], len(Severity)) <= finding.severity.rank
            found[FindingFate.REPLACED if worse else FindingFate.FIXED].append(finding)
    for fate, members in found.items():
        for finding in sorted(members, key=lambda member: (member.severity.rank, member.rule)):
            yield FindingChange(fate=fate, finding=finding)


def _asks(finding: Finding) -> bool:
    return finding.severity is not Severity.NOTE and finding.waived is None


def _key(finding: Finding, twins: dict[str, str] | None) -> Key:
    """The key of a finding that stays in the next version; ``twins`` maps ids of the old draft's items to new ones."""
    reference, draft = finding.reference, finding.draft
    if reference is not None:
        words = reference.measure.text if reference.measure else reference.text
        return finding.rule, reference.plan, _plain(words)
    if draft is None:
        return (finding.rule,)
    if draft.target is not None:
        return finding.rule, draft.target if twins is None else twins.get(draft.target, "")
    return finding.rule, _plain(draft.text)

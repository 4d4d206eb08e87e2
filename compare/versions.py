"""Comparison of two versions of one plan: items added, dropped, changed, moved or renumbered, and the fate of findings.

Nothing is judged. Items are matched by their text, then by similarity; numbering and place come last, since a new
version changes them most.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

from compare.fates import LEAST, FindingChange, finding_fates
from compare.identity import place_key
from compare.model import Party, Place, Review
from compare.words.assignment import assign
from compare.words.similarity import Index, Postings, terms_of
from compare.words.spelt import one_form, same_words
from extract.language.units import money_factor
from extract.model import Measure, Plan, Section, Target, Task

_SAME_PLACE, _SAME_PERIOD = 0.06, 0.12
"""Bonuses on the similarity: the twin of a target for the next five years is almost word for word the same."""
_Item = Target | Task


class Fate(StrEnum):
    """The fate of an item from one version to the next."""

    ADDED = "added"
    DROPPED = "dropped"
    CHANGED = "changed"
    MOVED = "moved"
    RESPELT = "respelt"
    RENUMBERED = "renumbered"
    SAME = "same"


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
    old_key: str | None = None
    """The key of ``old`` (``compare.identity``); None without it."""
    new_key: str | None = None
    """The key of ``new``; None without it."""


class Doubt(StrEnum):
    """A reason to doubt that two files are two versions of one plan."""

    SAME_FILE = "same_file"
    OTHER_UNIT = "other_unit"
    OTHER_PLAN = "other_plan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """The result of comparing two versions; ``findings`` is None without references.

    ``references`` are the parties that both versions were checked against. ``doubt`` is None for two versions.
    ``reviews`` are those whose findings were compared.
    """

    old: Party
    new: Party
    items: tuple[ItemChange, ...]
    findings: tuple[FindingChange, ...] | None = None
    references: tuple[Party, ...] = ()
    doubt: Doubt | None = None
    reviews: tuple[Review, Review] | None = None

    def of(self, fate: Fate, part: str | None = None) -> list[ItemChange]:
        """The items with one fate, in the order of the new version; dropped ones in the order of the old."""
        return [item for item in self.items if item.fate is fate and part in (None, item.part)]


def versions(
    old: Plan, new: Plan, old_review: Review | None = None, new_review: Review | None = None
) -> Versions:
    """Compare two versions, and their findings where both have a review against the same references."""
    pairs: list[tuple[str, _Item | None, _Item | None]] = []
    for part, before, after in (("targets", old.targets, new.targets), ("tasks", old.tasks, new.tasks)):
        pairs += [(part, first, second) for first, second in _pairs(before, after)]
    both = [(first, second) for _, first, second in pairs if first and second]
    twins = {first.id: second.id for first, second in both}
    sections = _Sections.of(both, _chains(old.sections), _chains(new.sections))
    changes = [_change(part, first, second, sections) for part, first, second in pairs]
    findings, reviews = None, None
    if old_review is not None and new_review is not None:
        reviews = old_review, new_review
        findings = tuple(finding_fates(old_review, new_review, twins))
    return Versions(
        old=Party(source=old.source, masthead=old.masthead),
        new=Party(source=new.source, masthead=new.masthead),
        items=tuple(changes),
        findings=findings,
        references=new_review.references if new_review is not None else (),
        reviews=reviews,
    )


def _pairs(before: Sequence[_Item], after: Sequence[_Item]) -> list[tuple[_Item | None, _Item | None]]:
    """Both versions of every item, in the order of the new version, then the dropped items."""
    found: dict[str, _Item] = {}
    waiting: dict[str, list[_Item]] = defaultdict(list)
    for item in before:
        waiting[one_form(item.text)].append(item)
    for item in after:
        same = waiting[one_form(item.text)]
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
    vectors = [index.vector(item.text) for item in before]
    postings = Postings([index.vector(item.text) for item in after], terms_of(vectors))
    scores = {}
    for row, (item, vector) in enumerate(zip(before, vectors, strict=True)):
        for column, (other, near) in enumerate(zip(after, postings.cosines(vector), strict=True)):
            near += _SAME_PLACE * (item.path == other.path) + _SAME_PERIOD * (_period(item) == _period(other))
            if near >= LEAST + _SAME_PERIOD:
                scores[row, column] = near
    return scores


def _period(item: _Item) -> object:
    return (
        item.period if isinstance(item, Target) else None,
        item.measures[:1] and item.measures[0].deadline,
    )


def _change(part: str, old: _Item | None, new: _Item | None, sections: _Sections) -> ItemChange:
    if old is None or new is None:
        fate = Fate.ADDED if old is None else Fate.DROPPED
        return _item_change(fate, part, old, new)
    same = same_words(old.text, new.text)
    measures = tuple(_measures(old.measures, new.measures, words=not same))
    if measures or not same:
        fate = Fate.CHANGED
    elif not sections.same(old, new):
        fate = Fate.MOVED
    elif _plain(old.text) != _plain(new.text):
        fate = Fate.RESPELT
    else:
        fate = Fate.SAME if _numbers(old.path) == _numbers(new.path) else Fate.RENUMBERED
    return _item_change(fate, part, old, new, measures)


def _item_change(
    fate: Fate,
    part: str,
    old: _Item | None,
    new: _Item | None,
    measures: tuple[MeasureChange, ...] = (),
) -> ItemChange:
    before, after = _place(old, part), _place(new, part)
    return ItemChange(
        fate=fate,
        part=part,
        old=before,
        new=after,
        measures=measures,
        old_key=place_key(before, ()) if before else None,
        new_key=place_key(after, ()) if after else None,
    )


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
    """A text without extra spaces, and without marks of items and full stops at its ends."""
    return unicodedata.normalize("NFC", " ".join(text.split())).strip(" -+;.,:/")


def _numbers(path: Sequence[str]) -> tuple[str, ...]:
    """The labels of a path that readers see as numbers; dashes are none."""
    return tuple(label for label in path if label[:1] not in "-+–•*")


# ---- sections ----------------------------------------------------------------------------------------------
_Chain = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sections:
    """The sections of both versions: titles from the root by section id, and the new ids of renamed sections."""

    old: Mapping[str, _Chain]
    new: Mapping[str, _Chain]
    renamed: Mapping[str, str]

    @classmethod
    def of(
        cls, pairs: Iterable[tuple[_Item, _Item]], old: Mapping[str, _Chain], new: Mapping[str, _Chain]
    ) -> _Sections:
        """A section is renamed where its title is gone, another came, and most of their items are the same."""
        votes = Counter((first.section or "", second.section or "") for first, second in pairs)
        left, right = set(old.values()), set(new.values())
        best: dict[str, str] = {}
        back: dict[str, str] = {}
        for (before, after), _ in votes.most_common():
            best.setdefault(before, after)
            back.setdefault(after, before)
        renamed = {
            before: after
            for before, after in best.items()
            if back[after] == before and old.get(before) not in right and new.get(after) not in left
        }
        return cls(old=old, new=new, renamed=renamed)

    def same(self, first: _Item, second: _Item) -> bool:
        """Whether an item stands in the same section in both versions."""
        if self.renamed.get(first.section or "") == (second.section or ""):
            return True
        return _above(first, self.old) == _above(second, self.new)


def _above(item: _Item, chains: Mapping[str, _Chain]) -> _Chain:
    """The titles above an item; an item that is read as a heading is not above itself."""
    chain = chains.get(item.section or "", ())
    return chain[:-1] if chain and chain[-1] == one_form(item.text) else chain


def _chains(sections: Sequence[Section]) -> dict[str, _Chain]:
    """The titles above each section, its own last, by section id."""
    found: dict[str, _Chain] = {}
    for section in sections:
        found[section.id] = (*found.get(section.parent or "", ()), one_form(section.title))
    return found


# ---- measures ----------------------------------------------------------------------------------------------
def _measures(old: Sequence[Measure], new: Sequence[Measure], *, words: bool) -> Iterator[MeasureChange]:
    """The measures that differ between both sides, in their order.

    Of equal words (``words`` False) only what a measure takes from its section can differ: when it is due. A reader
    may find "5 tổ" where it finds no "năm tổ".
    """
    left, right = list(old), list(new)
    for measure in old:
        same = next((other for other in right if _facts(other) == _facts(measure)), None)
        if same is not None:
            left.remove(measure)
            right.remove(same)
    for before, after in zip_longest(left, right):
        both = before is not None and after is not None
        if words or (both and before.deadline != after.deadline):
            yield MeasureChange(old=before, new=after)


def _facts(measure: Measure) -> tuple[object, ...]:
    factor = money_factor(measure.unit or "")
    return (
        measure.low if measure.low is None else measure.low * factor,
        measure.high if measure.high is None else measure.high * factor,
        measure.unit if factor == 1 else "đồng",
        measure.bound,
        measure.effort,
        measure.change,
        measure.baseline_year,
        measure.per,
        measure.deadline,
    )

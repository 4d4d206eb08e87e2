"""Which draft measure answers which reference measure.

Period, kind of unit and part of the plan are gates; within them words decide, by the assignment with the greatest
sum. What stays open after that is looked at again: several bullets may answer one, one may answer several, and a
later deadline or another unit is better named than called missing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from compare.decisions.settings import Settings
from compare.targets.items import Item
from compare.words import phrases
from compare.words.similarity import Index, ages, assign, cosine, covered
from extract.language.lexicon import fold
from extract.language.phrases import composed
from extract.model import Level

_OTHER_UNIT_FIRST = 0.8
_OTHER_AGE = 0.15
_OTHER_REACH = 0.15
"""A number asked of every single body and a number of all of them are seldom one requirement."""
# "không có tệ nạn", "không còn hộ nghèo", "không nơi nương tựa": what is denied, in its first two syllables.
_DENIED = composed(
    r"(?<!\w)không\s+(?:<<verbs>>\s+)?([^\W\d_]+\s+[^\W\d_]+)", verbs=phrases("targets", "denial")
)
_LEVELS = {
    level: phrases("synonyms", "levels", level.value)
    for level in (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE)
}

# Kinds of unit that may answer each other, if only to say that they are not comparable.
_RELATED = {
    frozenset(pair)
    for pair in (
        ("percent", "points"),
        ("permille", "rate"),
        ("percent", "permille"),
        ("percent", "multiple"),
        ("count", "plain"),
        ("rate", "plain"),
        ("rate", "percent"),
        ("percent", "rate"),
    )
}


# What a number of things or a share of them is counted in.
_NUMBERS = {"plain", "percent", "permille", "rate", "count"}


@dataclass(slots=True)
class Match:
    """What was found for one reference item: draft items by falling nearness, and equally near others."""

    answers: list[Item] = field(default_factory=list)
    similarity: float = 0.0
    rivals: list[Item] = field(default_factory=list)


@dataclass(slots=True)
class Alignment:
    """Matches by index of the reference item; ``extra`` are the draft items that answer nothing."""

    matches: dict[int, Match]
    extra: list[Item]


class Aligner:
    """Scores of one reference against one draft, computed once."""

    def __init__(
        self, references: Sequence[Item], drafts: Sequence[Item], unvalued: Sequence[Item], settings: Settings
    ):
        self.references, self.drafts, self.unvalued, self.settings = references, drafts, unvalued, settings
        every = [*references, *drafts, *unvalued]
        self._index = Index((item.text for item in every), settings.tokens)
        self._subjects = {id(item): self._index.vector(item.text) for item in every}
        self._contexts = {id(item): self._index.vector(item.context) for item in every}

    def align(self) -> Alignment:
        """The steps in order; each takes only what the ones before left open."""
        matches: dict[int, Match] = {}
        for gate, least in (
            (self._plainly_same, _OTHER_UNIT_FIRST),
            (self._same_kind_in_time, self.settings.match),
            (self._same_kind_late, self.settings.match),
            (self._related_kind, self.settings.match_other_unit),
        ):
            self._assign(matches, gate, least)
        self._split(matches)
        self._in_words(matches)
        self._merged(matches)
        self._rivals(matches)
        used = {id(answer) for match in matches.values() for answer in match.answers}
        return Alignment(matches=matches, extra=[item for item in self.drafts if id(item) not in used])

    def score(self, reference: Item, draft: Item) -> float:
        """Nearness of two items: mostly their subjects, a little what stands around them."""
        first, second = self._subjects[id(reference)], self._subjects[id(draft)]
        subject = cosine(first, second)
        covers = min(1.0, covered(first, self._contexts[id(draft)]))
        around = cosine(self._contexts[id(reference)], self._contexts[id(draft)])
        score = 0.6 * subject + 0.2 * covers + 0.2 * around
        first_ages, second_ages = ages(reference.text), ages(draft.text)
        if reference.each != draft.each:
            score -= _OTHER_REACH
        # "dưới 6 tuổi" and "dưới 16 tuổi" are two populations.
        return score - _OTHER_AGE if first_ages and second_ages and first_ages != second_ages else score

    def _assign(self, matches: dict[int, Match], gate: Callable[[Item, Item], bool], least: float) -> None:
        open_references = [item for item in self.references if item.index not in matches]
        used = {id(answer) for match in matches.values() for answer in match.answers}
        open_drafts = [item for item in self.drafts if id(item) not in used]
        if not open_references or not open_drafts:
            return
        scores = []
        for reference in open_references:
            row = []
            for draft in open_drafts:
                passes = gate(reference, draft) and _may_answer(reference, draft)
                score = self.score(reference, draft) if passes else 0.0
                row.append(score + _tie_break(reference, draft) if score >= least else 0.0)
            scores.append(row)
        for row_index, column in enumerate(assign(scores)):
            if column is not None:
                reference, draft = open_references[row_index], open_drafts[column]
                matches[reference.index] = Match(answers=[draft], similarity=self.score(reference, draft))

    def _same_kind_in_time(self, reference: Item, draft: Item) -> bool:
        return (
            _same_kind(reference, draft)
            and reference.part == draft.part
            and not _is_late(reference, draft)
            and (reference.main is None) == (draft.main is None)
        )

    def _plainly_same(self, reference: Item, draft: Item) -> bool:
        """The same words in the same place with another unit ("7,5‰" for "7,5%") are not to be taken apart."""
        related = frozenset((reference.kind, draft.kind)) in _RELATED
        if related and reference.part == draft.part and reference.year == draft.year:
            return True
        return self._same_kind_in_time(reference, draft)

    def _same_kind_late(self, reference: Item, draft: Item) -> bool:
        return _same_kind(reference, draft)

    def _related_kind(self, reference: Item, draft: Item) -> bool:
        return reference.kind != draft.kind and (
            frozenset((reference.kind, draft.kind)) in _RELATED or reference.part == draft.part
        )

    def _merged(self, matches: dict[int, Match]) -> None:
        """A draft measure that answers one reference may answer a second one that it names as well."""
        for reference in self.references:
            if reference.index in matches:
                continue
            best: tuple[float, Item] | None = None
            for draft in self.drafts:
                in_year = reference.cumulative or reference.year == draft.year
                # A part is answered by a part: its main target's answer says nothing of it.
                same_depth = (reference.main is None) == (draft.main is None)
                may = _same_kind(reference, draft) and _may_answer(reference, draft)
                if not may or not in_year or not same_depth:
                    continue
                share = covered(self._subjects[id(reference)], self._subjects[id(draft)])
                if share >= self.settings.merged and (best is None or share > best[0]):
                    best = (share, draft)
            if best is not None:
                matches[reference.index] = Match(answers=[best[1]], similarity=self.score(reference, best[1]))

    def _split(self, matches: dict[int, Match]) -> None:
        """Several draft bullets answer one reference when together they cover whom it lists."""
        used = {id(answer) for match in matches.values() for answer in match.answers}
        for reference in self.references:
            match = matches.get(reference.index)
            if match is None or reference.measure is None or len(reference.measure.scope) < 2:
                continue
            answer = match.answers[0]
            for draft in self.drafts:
                if (
                    id(draft) in used
                    or not self._same_kind_in_time(reference, draft)
                    or answer.measure is None
                ):
                    continue
                if self.score(reference, draft) >= self.settings.match and self._adds_scope(
                    reference, answer, draft
                ):
                    match.answers.append(draft)
                    used.add(id(draft))

    def _adds_scope(self, reference: Item, answer: Item, draft: Item) -> bool:
        assert reference.measure is not None
        lacking = [
            self._index.vector(name)
            for name in reference.measure.scope
            if covered(self._index.vector(name), self._subjects[id(answer)]) < 0.9
        ]
        return any(covered(name, self._subjects[id(draft)]) >= 0.9 for name in lacking)

    def _in_words(self, matches: dict[int, Match]) -> None:
        """A sentence without a number may be the answer that lacks its number."""
        for reference in self.references:
            if reference.index in matches or reference.main is not None:
                continue
            scored = [
                (self._in_words_score(reference, draft), draft)
                for draft in self.unvalued
                if draft.part == reference.part
            ]
            score, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
            if best is not None and score >= self.settings.match_unvalued:
                matches[reference.index] = Match(answers=[best], similarity=score)

    def _in_words_score(self, reference: Item, draft: Item) -> float:
        first, second = self._subjects[id(reference)], self._subjects[id(draft)]
        return min(cosine(first, second) * 1.4, covered(first, second))

    def _rivals(self, matches: dict[int, Match]) -> None:
        """Draft items that answer nothing else and are as near as the answer."""
        used = {id(answer) for match in matches.values() for answer in match.answers}
        for reference in self.references:
            match = matches.get(reference.index)
            if match is None or match.answers[0].measure is None:
                continue
            match.rivals = [
                draft
                for draft in self.drafts
                if id(draft) not in used
                and self._same_kind_in_time(reference, draft)
                and self.score(reference, draft)
                >= max(self.settings.match, match.similarity - self.settings.rival)
            ]


def levels_named(subject: str) -> frozenset[Level]:
    """The administrative levels that a subject names: "cấp xã"."""
    folded = fold(subject)
    return frozenset(level for level, names in _LEVELS.items() if any(name in folded for name in names.words))


def _subject(item: Item) -> str:
    return item.measure.subject if item.measure else item.text


def _may_answer(reference: Item, draft: Item) -> bool:
    if _denies(reference, draft) or _denies(draft, reference):
        # "xã không có tệ nạn" is no answer to "xã có tệ nạn".
        return False
    first, second = levels_named(_subject(reference)), levels_named(_subject(draft))
    return not first or not second or bool(first & second)


def _denies(first: Item, second: Item) -> bool:
    """Whether the first denies what the second says; "không nơi nương tựa" and "không có nơi nương tựa" are one."""
    said = fold(second.text)
    denied = set(_DENIED.findall(said))
    return any(what in said and what not in denied for what in _DENIED.findall(fold(first.text)))


def _same_kind(reference: Item, draft: Item) -> bool:
    if {reference.kind, draft.kind} <= _NUMBERS and (_asks_for_none(reference) or _asks_for_none(draft)):
        return True
    if {reference.kind, draft.kind} == {"permille", "rate"}:
        return True
    if {reference.kind, draft.kind} == {"percent", "points"}:
        # "giảm 10%" and "giảm 10 điểm phần trăm": two ways to measure one change.
        changes = [item.measure.change if item.measure else None for item in (reference, draft)]
        return changes[0] is not None and changes[0] is changes[1]
    return (reference.kind == draft.kind and reference.each == draft.each) or (
        reference.kind == draft.kind == "count" and not reference.cumulative
    )


def _asks_for_none(item: Item) -> bool:
    """ "Không còn hộ nghèo": none is none in every unit."""
    measure = item.measure
    return measure is not None and measure.high == 0 and measure.change is None and measure.unit is None


def _is_late(reference: Item, draft: Item) -> bool:
    if reference.cumulative or reference.year is None or draft.year is None:
        return False
    return draft.year > reference.year


def _tie_break(reference: Item, draft: Item) -> float:
    """Small preferences that only decide between equals: the same year, total with total, change with change."""
    if reference.measure is None or draft.measure is None:
        return 0.0
    bonus = 0.06 if reference.year == draft.year else 0.0
    bonus += 0.03 if reference.measure.per == draft.measure.per else 0.0
    bonus += 0.02 if reference.measure.change == draft.measure.change else 0.0
    bonus += 0.02 if reference.measure.low == draft.measure.low else 0.0
    return bonus

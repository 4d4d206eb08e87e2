"""Which draft measure answers which reference measure.

Indicators are paired by evidence, whatever their years, in one assignment with the greatest sum; then their steps are
compared year by year. An answer is sure, or perhaps one (its candidate is shown), or there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from compare.decisions.settings import Settings
from compare.model import Pin
from compare.targets.candidates import are_twins, candidates
from compare.targets.evidence import (
    evidence,
    facts_of,
    held_down,
    odds_of,
    probability,
    same_kind,
    weights,
)
from compare.targets.indicators import Indicator, indicators, sums_of_years, yearly_means
from compare.targets.items import Item
from compare.targets.pins import Pinned
from compare.targets.rows import left_of_sentences, may_be_one, rows_between
from compare.targets.steps import pair_steps
from compare.words.assignment import assign
from compare.words.similarity import Holders, Index, Postings, common_phrases, covered, terms_of

_FLOOR = -5.0
"""The least log-odds of a leftover that may be meant."""
_LEAD, _SURE = 0.5, 3.0
"""An answer below ``_SURE`` with a second candidate nearer than ``_LEAD`` has a rival."""
_SAME_YEAR = 0.5
"""Log-odds by which a step of the very year comes before one of another, where both could take an answer."""
_ROUNDS = 3


@dataclass(slots=True)
class Match:
    """What was found for one reference item: draft items, the best first, and others as near.

    ``perhaps`` tells that the evidence leaves the answer open; ``pieces`` are that evidence, ``common`` the phrases
    that both have. ``pin`` is the reviewer's, who made the pair whatever the evidence.
    """

    answers: list[Item] = field(default_factory=list)
    similarity: float = 0.0
    rivals: list[Item] = field(default_factory=list)
    perhaps: bool = False
    pieces: Mapping[str, float] = field(default_factory=dict)
    common: tuple[str, ...] = ()
    pin: Pin | None = None

    @property
    def evidence(self) -> tuple[tuple[str, float], ...]:
        """Each piece with its share of the log-odds, the weightiest first."""
        shares = [(name, weights()[name] * value) for name, value in self.pieces.items()]
        return tuple(sorted((one for one in shares if one[1]), key=lambda one: -abs(one[1])))


@dataclass(slots=True)
class Alignment:
    """Matches by index of the reference item; ``extra`` are the draft items that answer nothing.

    ``near`` holds unclaimed draft items of the same kind and year for items without a match, ``milestones`` the items
    without a match whose indicator is answered in its last year, with the index of that last item.
    """

    matches: dict[int, Match]
    extra: list[Item]
    near: dict[int, list[Item]]
    milestones: dict[int, int]


class Pairing:
    """All evidence between one reference and one draft, computed once."""

    def __init__(
        self,
        references: Sequence[Item],
        drafts: Sequence[Item],
        unvalued: Sequence[Item],
        settings: Settings,
        pins: Mapping[int, Pinned] | None = None,
    ):
        self.settings, self.unvalued, self._pins = settings, unvalued, pins or {}
        self._low, self._high, self._merge = map(
            odds_of, (settings.match_perhaps, settings.match, settings.merged)
        )
        texts = [tuple([item.text for item in group]) for group in ((*drafts, *unvalued), references)]
        self._index = Index((), settings.tokens, groups=texts)
        self._items = references
        self.references = indicators(references, self._index)
        self.drafts = indicators(drafts, self._index)
        self._facts = [facts_of(one, self._index) for one in self.references]
        self.odds: dict[tuple[int, int], float] = {}
        self._pieces: dict[tuple[int, int], Mapping[str, float]] = {}
        self._draft_facts = [facts_of(one, self._index) for one in self.drafts]
        for i, j, odds, pieces in candidates(self._facts, self._draft_facts, _FLOOR):
            odds = held_down(self._facts[i], self._draft_facts[j], odds, self._low - _LEAD)
            self.odds[i, j], self._pieces[i, j] = odds, pieces
        self._ranked = self._by_rank()
        self.matches: dict[int, Match] = {}
        self._claimed: set[int] = set()
        self._pinned: set[int] = set()

    def _by_rank(self) -> list[list[tuple[float, int]]]:
        """For each reference indicator the (log-odds, number) of its candidates, the nearest first."""
        rows: list[list[tuple[float, int]]] = [[] for _ in self.references]
        for (i, j), odds in self.odds.items():
            rows[i].append((odds, j))
        return [sorted(row, reverse=True) for row in rows]

    def align(self) -> Alignment:
        """The answers of all reference items."""
        self._pin()
        for _ in range(_ROUNDS):
            if not self._assign():
                break
        self._means()
        self._twins()
        self._by_place()
        self._shared()
        self._sums()
        self._split()
        self._in_words()
        self._rivals()
        extra = [step for one in self.drafts for step in one.steps if step.index not in self._claimed]
        return Alignment(self.matches, extra, self._near(), dict(self._milestones()))

    def _pin(self) -> None:
        """The pairs that a reviewer made; the draft steps in them answer nothing else but a target told twice."""
        for index, pinned in self._pins.items():
            if pinned.answers:
                self.matches[index] = Match(answers=list(pinned.answers), similarity=1.0, pin=pinned.pin)
                self._pinned |= {answer.index for answer in pinned.answers if answer.measure}
        self._claimed |= self._pinned

    def _is_open(self, step: Item) -> bool:
        """Whether a reference step has no answer yet and may have one."""
        return step.index not in self.matches and step.index not in self._pins

    def _assign(self) -> bool:
        """One assignment of the steps open on both sides; whether anything came of it.

        Two indicators that say of different years what the draft says in one may both be answered by it.
        """
        gains: dict[tuple[int, int], float] = {}
        steps: dict[tuple[int, int], tuple[int, int, Item, Item]] = {}
        left = [list(filter(self._is_open, one.steps)) for one in self.references]
        free = [[step for step in one.steps if step.index not in self._claimed] for one in self.drafts]
        for (i, j), odds in self.odds.items():
            if odds <= self._low or not left[i] or not free[j]:
                continue
            for reference, draft in pair_steps(self.references[i], left[i], self.drafts[j], free[j]):
                same_year = _SAME_YEAR if reference.year == draft.year else 0.0
                gains[reference.index, draft.index] = odds - self._low + same_year
                steps[reference.index, draft.index] = (i, j, reference, draft)
        best = assign(gains)
        for pair in best.items():
            self._take(*steps[pair])
        return bool(best)

    def _take(self, i: int, j: int, reference: Item, draft: Item) -> None:
        odds = self.odds[i, j]
        self.matches[reference.index] = Match(
            answers=[draft],
            similarity=probability(odds),
            perhaps=odds < self._high,
            pieces=self._pieces[i, j],
            common=common_phrases(reference.text, draft.context, self._index),
        )
        self._claimed.add(draft.index)

    def _steps(self, i: int, j: int, *, claimed: bool = False) -> list[tuple[Item, Item]]:
        """Open steps of a reference indicator with the draft steps that answer them."""
        reference, draft = self.references[i], self.drafts[j]
        left = list(filter(self._is_open, reference.steps))
        taken = self._pinned if claimed else self._claimed
        free = [step for step in draft.steps if step.index not in taken]
        return pair_steps(reference, left, draft, free)

    def _means(self) -> None:
        """A yearly mean beside its total is answered by that beside the answer of the total, else as the total is."""
        means = {
            total.index: mean
            for total, mean in yearly_means(step for one in self.drafts for step in one.steps)
        }
        for total, mean in yearly_means(self._items):
            mine, found = self.matches.get(mean.index), self.matches.get(total.index)
            if found and mean.index not in self._pins and (mine is None or mine.perhaps):
                answers = [means.get(one.index, one) for one in found.answers]
                self.matches[mean.index] = replace(found, answers=answers, rivals=[], pin=None)
                self._claimed |= {one.index for one in answers}

    def _twins(self) -> None:
        """An indicator told twice, often as a target and among the tasks, takes the answers of its twin."""
        answered = list(map(self._is_answered, self.references))
        for i, (one, mine) in enumerate(zip(self.references, self._facts, strict=True)):
            doubtful = self._is_answered_perhaps(one)
            if answered[i] and not self._is_of_other_years(one) and not doubtful:
                continue
            for k, theirs in enumerate(self._facts):
                if k == i or not answered[k] or not are_twins(mine, theirs):
                    continue
                for step in one.steps:
                    twin = theirs.steps.get(step.year)
                    if step.index in self._pins:
                        continue
                    settled = self._is_answered_in_its_year(step) and not doubtful
                    if twin is not None and self._answers(twin) and not settled:
                        self.matches[step.index] = self.matches[twin.index]
                        answered[i] = True

    def _is_answered_perhaps(self, one: Indicator) -> bool:
        """Whether all answers of an indicator are doubtful; a surer answer of its twin is nearer."""
        found = [self.matches[step.index] for step in one.steps if step.index in self.matches]
        return bool(found) and all(match.perhaps and match.pin is None for match in found)

    def _is_answered_in_its_year(self, step: Item) -> bool:
        return any(answer.year == step.year for answer in self._answers(step))

    def _is_of_other_years(self, one: Indicator) -> bool:
        """Whether all answers of an indicator are of other years than it asks."""
        return not any(map(self._is_answered_in_its_year, one.steps))

    def _is_answered(self, one: Indicator) -> bool:
        """Whether any step has an answer."""
        return any(step.index in self.matches for step in one.steps)

    def _by_place(self) -> None:
        """Rows of tables that stand between the same rows, and what is left of two sentences, are perhaps answers."""
        answers = {
            i: {answer.index for step in one.steps for answer in self._answers(step)}
            for i, one in enumerate(self.references)
        }

        def may_be(i: int, j: int) -> bool:
            return may_be_one(self._facts[i], self._draft_facts[j], self._index)

        rows = rows_between(self.references, self.drafts, answers, self._claimed, may_be)
        left = left_of_sentences(self.references, self.drafts, self._answers, self._is_open, self._claimed)
        by_rows = ((i, step, j, answer) for i, j in rows for step, answer in self._steps(i, j))
        for i, step, j, answer in chain(by_rows, left):
            pieces = self._pieces.get((i, j)) or evidence(self._facts[i], self._draft_facts[j])
            if pieces is not None and not pieces["level"] and answer.index not in self._claimed:
                self.odds[i, j] = max(self.odds.get((i, j), self._low), self._low)
                self._pieces[i, j] = pieces
                self._take(i, j, step, answer)

    def _answers(self, step: Item) -> list[Item]:
        match = self.matches.get(step.index)
        return match.answers if match else []

    def _shared(self) -> None:
        """A claimed draft indicator may answer one that has nothing, where the evidence is strong.

        Less is asked where the same sentence claimed it: "100 cán bộ (bình quân 10 người/năm)" is one requirement. An
        indicator that is answered in part takes only answers of equal years.
        """
        for i, one in enumerate(self.references):
            if self._is_answered(one):
                self._share_years(i)
                continue
            if not self._ranked[i]:
                continue
            odds, j = self._ranked[i][0]
            if (one.head.main is None) != (self.drafts[j].head.main is None):
                continue  # The answer of a main target says nothing of its parts.
            if odds >= self._merge or (
                odds >= self._high and self._answers_same_sentence(one, self.drafts[j])
            ):
                for reference, draft in self._steps(i, j, claimed=True):
                    if odds >= _SURE or not self._answers_a_sibling(reference, draft):
                        self._take(i, j, reference, draft)

    def _answers_a_sibling(self, reference: Item, draft: Item) -> bool:
        """Whether a draft step answers another target with another value of the same year and kind.

        Of "bảo hiểm xã hội đạt 38%, bảo hiểm thất nghiệp đạt 31%" a draft that has only the first lacks the second.
        """
        mine = reference.measure
        for item in self._items:
            match = self.matches.get(item.index)
            theirs = item.measure
            if match is None or mine is None or theirs is None or item.index == reference.index:
                continue
            if any(answer.index == draft.index for answer in match.answers) and (
                (item.year, item.kind, theirs.change, theirs.per)
                == (reference.year, reference.kind, mine.change, mine.per)
            ):
                return (theirs.low, theirs.high) != (mine.low, mine.high)
        return False

    def _share_years(self, i: int) -> None:
        for odds, j in self._ranked[i]:
            if odds < self._merge:
                return
            for reference, draft in self._steps(i, j, claimed=True):
                if reference.year is not None and reference.year == draft.year:
                    self._take(i, j, reference, draft)

    def _answers_same_sentence(self, one: Indicator, draft: Indicator) -> bool:
        answers = {step.index for step in draft.steps}
        return any(
            step.owner is one.head.owner and answers & {a.index for a in self.matches[step.index].answers}
            for other in self.references
            for step in other.steps
            if step.index in self.matches
            and other is not one
            and (step.main is None) == (one.head.main is None)
        )

    def _sums(self) -> None:
        """A sum over years is answered by the years of the draft that answer the years of its own plan."""
        for total, years in sums_of_years(self.references, self._index):
            answers = [answer for step in years for answer in self._answers(step)]
            if self._is_open(total) and len(answers) == len(years):
                found = [self.matches[step.index] for step in years]
                similarity, perhaps = found[-1].similarity, any(match.perhaps for match in found)
                self.matches[total.index] = Match(answers=answers, similarity=similarity, perhaps=perhaps)

    def _split(self) -> None:
        """Several draft bullets answer one reference when together they cover whom it lists."""
        for i, one in enumerate(self.references):
            for step in one.steps:
                match = self.matches.get(step.index)
                if match is None or match.pin or step.measure is None or len(step.measure.scope) < 2:
                    continue
                for j, draft in enumerate(self.drafts):
                    if self.odds.get((i, j), _FLOOR) < self._low:
                        continue
                    for answer in draft.steps:
                        if (
                            answer.index not in self._claimed
                            and answer.year == match.answers[0].year
                            and same_kind(step, answer)
                            and self._adds_scope(step, match.answers, answer)
                        ):
                            match.answers.append(answer)
                            self._claimed.add(answer.index)

    def _adds_scope(self, reference: Item, answers: Sequence[Item], draft: Item) -> bool:
        assert reference.measure is not None
        vector, terms = self._index.vector, self._index.terms
        lacking = [
            vector(name)
            for name in reference.measure.scope
            if all(covered(vector(name), terms(answer.text)) < 0.9 for answer in answers)
        ]
        return any(covered(name, terms(draft.text)) >= 0.9 for name in lacking)

    def _in_words(self) -> None:
        """A sentence without a number may be the answer that lacks its number."""
        waiting = [
            (facts, open_steps)
            for one, facts in zip(self.references, self._facts, strict=True)
            if (open_steps := [step for step in one.steps if self._is_open(step) and step.main is None])
        ]
        parts = {step.part for _, open_steps in waiting for step in open_steps}
        unvalued = [draft for draft in self.unvalued if draft.part in parts]
        asked = terms_of(facts.subject for facts, _ in waiting)
        sentences = Postings([self._index.vector(draft.text) for draft in unvalued], asked)
        holders = Holders([self._index.terms(draft.text) for draft in unvalued], asked)
        for facts, open_steps in waiting if unvalued else ():
            near = zip(sentences.cosines(facts.subject), holders.shares(facts.subject), strict=True)
            scores = [min(cosine * 1.4, share) for cosine, share in near]
            for step in open_steps:
                score, best = max(
                    (
                        (score, draft)
                        for score, draft in zip(scores, unvalued, strict=True)
                        if draft.part == step.part
                    ),
                    key=lambda pair: pair[0],
                    default=(0.0, None),
                )
                if best is not None and score >= self.settings.match_unvalued:
                    common = common_phrases(facts.head.text, best.text, self._index)
                    self.matches[step.index] = Match(answers=[best], similarity=score, common=common)

    def _rivals(self) -> None:
        """Second candidates that are nearly as near as an answer that is not sure."""
        for i, one in enumerate(self.references):
            ranked = self._ranked[i]
            for step in one.steps:
                match = self.matches.get(step.index)
                if match is None or match.pin or match.answers[0].measure is None:
                    continue
                mine = next((odds for odds, j in ranked if match.answers[0] in self.drafts[j].steps), _SURE)
                if mine >= _SURE:
                    continue
                for odds, j in ranked[:3]:
                    if odds < mine - _LEAD or match.answers[0] in self.drafts[j].steps:
                        continue
                    steps = [s for s in self.drafts[j].steps if s.index not in self._claimed]
                    match.rivals += [draft for _, draft in pair_steps(one, [step], self.drafts[j], steps)]

    def _near(self) -> dict[int, list[Item]]:
        """Unclaimed draft items of the same kind and year near an item without an answer.

        A draft indicator that answers with another of its years is taken.
        """
        found: dict[int, list[Item]] = {}
        free = [all(step.index not in self._claimed for step in one.steps) for one in self.drafts]
        for i, one in enumerate(self.references):
            for step in filter(self._is_open, one.steps):
                found[step.index] = [
                    draft
                    for _, j in self._ranked[i]
                    for draft in self.drafts[j].steps
                    if free[j] and draft.year == step.year and same_kind(step, draft)
                ][:2]
        return {index: items for index, items in found.items() if items}

    def _milestones(self) -> Iterable[tuple[int, int]]:
        for i, one in enumerate(self.references):
            if len(one.steps) < 2:
                continue
            last: int | None = max(one.steps, key=lambda step: step.year or 0).index
            if not any(step.index in self.matches for step in one.steps):
                last = self._continued(i)
            if last is not None and last in self.matches:
                yield from ((step.index, last) for step in one.steps if self._is_open(step))

    def _continued(self, i: int) -> int | None:
        """The index of the later item that goes on with a series without an answer and is answered; None without one.

        The last year of a row may stand in the text, in other words; both then have one answer in the draft.
        """
        if not self._ranked[i]:
            return None
        odds, j = self._ranked[i][0]
        years, theirs = self.references[i].years, self.drafts[j].years
        is_later = bool(years and theirs) and min(theirs) > max(years)
        if not is_later or odds - weights()["later"] < self._high:
            return None
        answers = {step.index for step in self.drafts[j].steps}
        return next(
            (
                index
                for index, match in self.matches.items()
                if answers & {one.index for one in match.answers}
            ),
            None,
        )

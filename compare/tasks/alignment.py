"""Answers of the draft to the tasks of an upper plan, by the share of a task's words in one place of the draft.

Numbers are compared elsewhere. A task may be taken up in whatever words and order: by one item, by several, under
another heading, in the section on organisation. A share of words below ``Settings.task_missing`` means no answer, one
from ``Settings.task_answer`` on an answer; a reader decides between both. Words of the programme's own name occur
everywhere and count little.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from statistics import median
from typing import NamedTuple

from compare.decisions.settings import Settings
from compare.targets.coverage.scope import lacks
from compare.targets.items import Same
from compare.targets.pins import Pins
from compare.tasks.answers import Answer, Answered, Held, Window, windows_of
from compare.tasks.binding import Binding, bindings, is_directly_above
from compare.tasks.duties import Duty, duties_of, made_thing, matter, pieces
from compare.tasks.evidence import Evidence
from compare.tasks.parts import LEAST, contents, parts_of
from compare.tasks.pins import pinned
from compare.words import Lexicon, lexicon
from compare.words.searched import Asked, Searched, Terms, Weighed, terms_to_seek
from compare.words.similarity import TOKENS, damped_terms, terms
from compare.words.task_texts import content
from extract.kept import kept
from extract.model import Plan, Role

_WORK = (Role.TASKS, Role.ORGANISATION, Role.FUNDING, Role.REPORTING)
# Least share of a duty's words in an item that may answer it in other words; a thing to be made has few words.
_NEAR, _NEAR_MADE = 0.12, 0.24
_PROGRAMME_WEIGHT = 0.2
# A duty with fewer syllables of its own (two words) is as general as "triển khai thực hiện Kế hoạch".
_LEAST_SYLLABLES = 4
_CANDIDATES = 4
# Words spread over several items count less than words in one.
_SPREAD = 0.65
# The median share of a draft in its own words; above it the thresholds rise with the median, up to a limit.
_REWORDED = 0.8
_STEEPNESS = 4
_HIGHEST_SCALE = 1.6
_FEW = 6
# Least share of a task in an item that repeats it word for word.
_WORD_FOR_WORD = 0.95
# Least share of a task in an item that is its answer, whatever else it answers.
_ITS_OWN = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskAlignment:
    """The duties of one reference right above the draft; ``plan`` is its index among the references."""

    plan: int
    duties: tuple[Answered, ...]


def align_tasks(
    draft: Plan, references: Sequence[Plan], settings: Settings, pins: Pins | None = None
) -> tuple[TaskAlignment, ...]:
    """Every duty of each reference right above the draft, with its answers; a reviewer's pins beat the words.

    References farther above are left out: the level in between hands their tasks on, and its own plan is checked for
    that.
    """
    asked = [
        (number, _sought_in(plan, draft, settings))
        for number, plan in enumerate(references)
        if is_directly_above(plan, references, draft)
    ]
    if not asked:
        return ()
    searched = _searched(draft, Asked.together([one.asked for _, one in asked]), settings)
    found: list[TaskAlignment] = []
    for number, one in asked:
        search = _Search(one, draft, searched, settings)
        duties = tuple([_Answered(search, at) for at in range(len(one.duties))])
        found.append(TaskAlignment(plan=number, duties=pinned(duties, one.plan, pins) if pins else duties))
    return tuple(found)


class _Sought(NamedTuple):
    """The words by which a duty is sought: of its matter, of the thing to be made, of the contents that it lists.

    ``made`` is empty without such a thing; ``strict`` tells that one word of each part decides whether a draft has it.
    For ``general`` and ``slight`` see ``Answered``.
    """

    duty: Duty
    matter: Terms
    made: Terms
    listed: Mapping[str, Terms]
    general: bool
    slight: bool
    strict: bool


class _SoughtIn(NamedTuple):
    """The duties of one reference, cut into words once for all drafts of a programme; ``common`` are its words."""

    plan: Plan
    duties: tuple[_Sought, ...]
    asked: Asked
    common: frozenset[str]


def _sought_in(upper: Plan, draft: Plan, settings: Settings) -> _SoughtIn:
    return _cut(Same(upper), _programmes(upper, draft), settings.tokens, lexicon())


@lru_cache(maxsize=16)
def _cut(upper: Same, programmes: tuple[str, ...], tokens: str, _: Lexicon) -> _SoughtIn:
    common = frozenset(term for name in programmes for term in terms(content(name)))

    def cut(text: str) -> Terms:
        return terms_to_seek(content(text), tokens, common, _PROGRAMME_WEIGHT)

    found: list[_Sought] = []
    for duty in duties_of(upper.plan):
        own, made = cut(matter(duty.text)), cut(made_thing(duty.text))
        listed = {part: cut(part) for part in contents(duty.text)}
        few = _own_syllables(own, common) < _LEAST_SYLLABLES
        slight = few and _has_object(duty)
        found.append(
            _Sought(
                duty=duty,
                matter=own,
                made=made if _own_syllables(made, common) else (),
                listed={part: cut for part, cut in listed.items() if _own_syllables(cut, common) >= LEAST},
                general=few and not slight,
                slight=slight,
                strict=all(part.is_strict for part in parts_of(matter(duty.text))),
            )
        )
    held = Counter(term for one in found for term, *_ in one.matter)
    others = (term for one in found for words in (one.made, *one.listed.values()) for term, *_ in words)
    asked = Asked({**dict.fromkeys(others, 0), **held}, len(found))
    return _SoughtIn(upper.plan, tuple(found), asked, common)


class _Found(NamedTuple):
    """A duty in the items of a draft: its words, their share in each item, the best items, the share in these."""

    wanted: Weighed
    shares: Sequence[float]
    best: Sequence[int]
    share: float


class _Search:
    """The duties of one reference sought in a draft, each when it is asked for, and what takes all of them."""

    def __init__(self, sought: _SoughtIn, draft: Plan, searched: _Searched, settings: Settings) -> None:
        self.sought, self.draft, self.searched, self.settings = sought, draft, searched, settings
        self.bounds = bindings(sought.plan, draft)
        self._found: dict[int, _Found] = {}

    def found(self, at: int) -> _Found:
        """One of the duties in the items of the draft."""
        known = self._found.get(at)
        if known is None:
            words = self.searched.words
            wanted = words.weighed(self.sought.duties[at].matter)
            shares = words.shares(wanted)
            best = _greatest(shares)
            share = _share(wanted, best, shares, words.holding)
            known = self._found[at] = _Found(wanted, shares, best, share)
        return known

    @cached_property
    def evidence(self) -> Evidence:
        """The clauses of the draft, by the words of the duties that bind it."""
        duties = zip(self.sought.duties, self.bounds, strict=True)
        own = [one.duty.text for one, bound in duties if bound is not Binding.ABOVE]
        return Evidence(self.searched.windows, own, " ; ".join(_programmes(self.sought.plan, self.draft)))

    @cached_property
    def scale(self) -> float:
        """The factor of the thresholds.

        Duties of the upper level alone and lines of bodies do not count: the former have no answer here, the latter
        are reworded everywhere.
        """
        return _scale(
            [
                self.found(at).share
                for at, (one, bound) in enumerate(zip(self.sought.duties, self.bounds, strict=True))
                if not one.general and bound is not Binding.ABOVE and one.duty.role is Role.TASKS
            ]
        )

    @cached_property
    def taken(self) -> Mapping[int, set[str]]:
        """Item → the tasks that it repeats word for word."""
        taken: dict[int, set[str]] = defaultdict(set)
        for number, one in enumerate(self.sought.duties):
            for at, share in enumerate(() if one.general else self.found(number).shares):
                if share >= _WORD_FOR_WORD:
                    taken[at].add(one.duty.task)
        return taken

    @cached_property
    def unclaimed(self) -> Sequence[tuple[int, AbstractSet[str], str]]:
        """The work of the draft, each item with its words and the task that it answers, "" for none."""
        claims = _claims(self)
        return [
            (
                at,
                damped_terms(content(window.statement.text), self.searched.tokens).keys(),
                claims.get(at, ""),
            )
            for at, window in enumerate(self.searched.windows)
            if window.statement.role in _WORK and not window.statement.heading
        ]


class _Answered(Answered):
    """A duty with its answers in the draft, by the words that they share."""

    def __init__(self, search: _Search, at: int) -> None:
        self._search, self._at, self._sought = search, at, search.sought.duties[at]
        one = self._sought
        super().__init__(one.duty, search.bounds[at], general=one.general, slight=one.slight)

    @cached_property
    def _found(self) -> _Found:
        return self._search.found(self._at)

    @property
    def share(self) -> float:
        return self._found.share

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        shares, least = self._found.shares, self._search.settings.task_same
        near = [at for at in self._found.best if shares[at] >= least]
        if near and self._sought.strict and self.parts and all(held.is_lost for held in self.parts):
            return ()  # Other words of the duty stand in an item on something else.
        return _answers(near, self._found.wanted, self._search.searched)

    @cached_property
    def made(self) -> float | None:
        made, words = self._sought.made, self._search.searched.words
        return max(words.shares(words.weighed(made)), default=0.0) if made else None

    @property
    def scale(self) -> float:
        return self._search.scale

    @cached_property
    def free(self) -> float | None:
        return (
            _free(self._found.shares, self.duty.task, self._search) if self.scale == _HIGHEST_SCALE else None
        )

    @cached_property
    def best(self) -> Answer | None:
        windows, found = self._search.searched.windows, self._found
        return _whole(windows[found.best[0]], found.shares[found.best[0]]) if found.best else None

    @cached_property
    def dropped(self) -> tuple[str, ...]:
        if not self.answers:
            return ()
        masthead = self._search.draft.masthead
        dropped = _dropped(
            self._sought.listed, self._found.best[0], self._search.searched.words, self._search.settings
        )
        return tuple(part for part in dropped if not lacks(part, masthead))

    @cached_property
    def parts(self) -> tuple[Held, ...]:
        return self._search.evidence.of(self.duty.text) if self.binding is not Binding.ABOVE else ()

    @cached_property
    def near(self) -> Answer | None:
        if self.binding is Binding.ABOVE or self.share >= self._search.settings.task_same:
            return None
        made, words = self._sought.made, self._search.searched.words
        wanted, least = (words.weighed(made), _NEAR_MADE) if made else (self._found.wanted, _NEAR)
        return _nearest(wanted, least, self.duty.task, self._search)


class _Searched(NamedTuple):
    """The items of a draft, and those words of them that are asked for; ``tokens`` says how words are cut."""

    windows: Sequence[Window]
    words: Searched
    asked: Asked
    tokens: str

    def held(self, text: str, window: Window) -> AbstractSet[str]:
        """The terms of a text of an item with those of its heading and stem."""
        return _held(text, window.heading, window.stem, self.tokens, self.asked)


def _searched(draft: Plan, asked: Asked, settings: Settings) -> _Searched:
    """The draft, indexed for the duties; a word weighs less the more items and duties hold it."""
    windows, tokens = windows_of(draft), settings.tokens
    held = [_held(one.statement.text, one.heading, one.stem, tokens, asked) for one in windows]
    return _Searched(windows, Searched(held, asked), asked, tokens)


@kept(500)
def _held(text: str, heading: str, stem: str, tokens: str, asked: Asked) -> frozenset[str]:
    """The terms of three texts that are asked for; many items have one heading and one stem."""
    cut = TOKENS[tokens]
    return asked.of(chain.from_iterable(cut(content(one)) for one in (text, heading, stem)))


def _answers(numbers: Sequence[int], wanted: Weighed, searched: _Searched) -> tuple[Answer, ...]:
    """The clauses of some items, the nearest first; each counts together with the heading and the stem of its item."""
    found = [
        Answer(
            statement=window.statement,
            text=text,
            stem=window.stem,
            heading=window.heading,
            share=wanted.covered(searched.held(text, window)),
        )
        for window in (searched.windows[number] for number in numbers)
        for text in pieces(window.statement.text)
    ]
    return tuple(sorted(found, key=lambda answer: -answer.share))


def _has_object(duty: Duty) -> bool:
    """Whether a duty of few words has a thing that a draft can name: a plan to put it into, a body with a name."""
    return any(part.put or part.named for part in parts_of(matter(duty.text)))


def _dropped(listed: Mapping[str, Terms], best: int, words: Searched, settings: Settings) -> tuple[str, ...]:
    """The listed contents of which no item has a clear part, if at least as many are whole in the best item."""
    if len(listed) < LEAST:
        return ()
    whole = words.holding[best]
    own = {part: words.weighed(terms_of_it) for part, terms_of_it in listed.items()}
    kept = [part for part, wanted in own.items() if _share_in(wanted, whole) >= _ITS_OWN]
    if len(kept) < LEAST:
        return ()
    lost = tuple(part for part, wanted in own.items() if max(words.shares(wanted)) < settings.task_answer)
    return lost if len(kept) >= len(lost) else ()


def _share_in(wanted: Weighed, held: AbstractSet[str]) -> float:
    """The share of a weight in one item, added up as ``Searched.shares`` does."""
    return sum([weight / wanted.total for term, weight in wanted.weights.items() if term in held])


def _greatest(shares: Sequence[float]) -> list[int]:
    """The items with the greatest shares, the first of equal ones before; none that has no word."""
    found: list[int] = []
    for share in filter(None, sorted(shares, reverse=True)[:_CANDIDATES]):
        start = found[-1] + 1 if found and shares[found[-1]] == share else 0
        found.append(shares.index(share, start))
    return found


def _share(
    wanted: Weighed, best: Sequence[int], shares: Sequence[float], holding: Sequence[AbstractSet[str]]
) -> float:
    """The share of a duty's weight in the best item, or in several, which count less."""
    share = shares[best[0]] if best else 0.0
    if not best or share >= _SPREAD:
        return share
    together = set().union(*(holding[number] for number in best))
    return max(share, _SPREAD * wanted.covered(together))


def _scale(shares: Sequence[float]) -> float:
    """The factor of the thresholds, which rises with the median share: in a copy a reworded answer is doubtful."""
    if len(shares) < _FEW:
        return 1.0
    return min(_HIGHEST_SCALE, 1 + _STEEPNESS * max(0.0, median(shares) - _REWORDED))


def _free(shares: Sequence[float], task: str, search: _Search) -> float:
    """The share of a duty in items that are neither another task word for word nor a target."""
    windows, taken = search.searched.windows, search.taken
    return max(
        (
            share
            for at, share in enumerate(shares)
            if share >= _ITS_OWN
            or (taken.get(at, set()) <= {task} and windows[at].statement.role is not Role.TARGETS)
        ),
        default=0.0,
    )


def _claims(search: _Search) -> dict[int, str]:
    """Item → the task that it answers.

    Each duty takes the best item that is left, the greatest shares first; one with a clear answer to any duty is not
    free either.
    """
    duties, settings = search.sought.duties, search.settings
    pairs: list[tuple[float, int, int]] = []
    for number, one in enumerate(duties):
        least = settings.task_same if one.general else settings.task_missing
        shares = search.found(number).shares
        pairs += [(-share, number, at) for at, share in enumerate(shares) if share >= least and share]
    pairs.sort()
    claims: dict[int, str] = {}
    served: set[int] = set()
    for _, number, at in pairs:
        task = duties[number].duty.task
        if number not in served and claims.get(at, task) == task:
            claims[at] = task
            served.add(number)
    for share, number, at in pairs:
        if -share >= settings.task_answer:
            claims.setdefault(at, duties[number].duty.task)
    return claims


def _nearest(wanted: Weighed, least: float, task: str, search: _Search) -> Answer | None:
    """The item that answers no other task with the greatest share of some words in its own text.

    ``wanted`` are the words of the thing that a duty wants made, or of the whole duty without such a thing.
    None where even the greatest share is below ``least``.
    """
    free = [(wanted.covered(held), -at) for at, held, other in search.unclaimed if other in ("", task)]
    share, at = max(free, default=(0.0, 0))
    return _whole(search.searched.windows[-at], share) if share >= least else None


def _whole(window: Window, share: float) -> Answer:
    return Answer(
        statement=window.statement,
        text=window.statement.text,
        stem=window.stem,
        heading=window.heading,
        share=share,
    )


def _own_syllables(words: Terms, common: frozenset[str]) -> int:
    return sum([" " not in term and term not in common for term, *_ in words])


def _programmes(upper: Plan, draft: Plan) -> tuple[str, ...]:
    return tuple(filter(None, (upper.masthead.programme, draft.masthead.programme)))

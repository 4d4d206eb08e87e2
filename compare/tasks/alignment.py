"""Answers of the draft to the tasks of an upper plan, by the share of a task's words in one place of the draft.

Numbers are compared elsewhere. A task may be taken up in whatever words and order: by one item, by several, under
another heading, in the section on organisation. A share of words below ``Settings.task_missing`` means no answer, one
from ``Settings.task_answer`` on an answer; a reader decides between both. Words of the programme's own name occur
everywhere and count little.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from statistics import median
from typing import NamedTuple

from compare.decisions.settings import Settings
from compare.targets.coverage.scope import lacks
from compare.targets.items import Same
from compare.targets.pins import Pins
from compare.tasks.answers import Answer, Answered
from compare.tasks.binding import Binding, bindings, is_directly_above
from compare.tasks.duties import (
    Duty,
    duties_of,
    made_thing,
    matter,
    names_bodies,
    opening_body,
    pieces,
    stems_of,
)
from compare.tasks.evidence import Evidence
from compare.tasks.parts import LEAST, contents, parts_of
from compare.tasks.pins import pinned
from compare.words import Lexicon, lexicon
from compare.words.searched import Asked, Searched, Terms, Weighed, terms_to_seek
from compare.words.similarity import damped_terms, terms
from compare.words.task_texts import content
from extract.kept import kept
from extract.language.lexicon import fold
from extract.model import Part, Plan, Role, Statement

_NO_ANSWER = (Role.STATUS, Role.OBJECTIVES, Role.RECIPIENTS)
_BASIS = "căn cứ"
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
    found = [(number, one.plan, _answered(one, draft, searched, settings)) for number, one in asked]
    return tuple(
        TaskAlignment(plan=number, duties=pinned(duties, plan, pins) if pins else duties)
        for number, plan, duties in found
    )


class _Sought(NamedTuple):
    """The words by which a duty is sought: of its matter, of the thing to be made, of the contents that it lists.

    ``made`` is empty without such a thing; ``few`` tells that it has hardly a word of its own.
    """

    duty: Duty
    matter: Terms
    made: Terms
    listed: Mapping[str, Terms]
    few: bool


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
        found.append(
            _Sought(
                duty=duty,
                matter=own,
                made=made if _own_syllables(made, common) else (),
                listed={part: cut for part, cut in listed.items() if _own_syllables(cut, common) >= LEAST},
                few=_own_syllables(own, common) < _LEAST_SYLLABLES,
            )
        )
    held = Counter(term for one in found for term, *_ in one.matter)
    others = (term for one in found for words in (one.made, *one.listed.values()) for term, *_ in words)
    asked = Asked({**dict.fromkeys(others, 0), **held}, len(found))
    return _SoughtIn(upper.plan, tuple(found), asked, common)


def _answered(
    sought: _SoughtIn, draft: Plan, searched: _Searched, settings: Settings
) -> tuple[Answered, ...]:
    """The duties of one reference with their answers."""
    bounds = bindings(sought.plan, draft)
    own = [
        one.duty.text for one, bound in zip(sought.duties, bounds, strict=True) if bound is not Binding.ABOVE
    ]
    evidence = Evidence(searched.windows, own, " ; ".join(_programmes(sought.plan, draft)))
    words = searched.words
    duties: list[Answered] = []
    everywhere: list[list[float]] = []
    wanted: list[Weighed] = []
    for one, bound in zip(sought.duties, bounds, strict=True):
        duty, vector, made = one.duty, words.weighed(one.matter), words.weighed(one.made)
        shares = words.shares(vector)
        everywhere.append(shares)
        wanted.append(made if one.made else vector)
        best = _greatest(shares)
        near = [at for at in best if shares[at] >= settings.task_same]
        parts = evidence.of(duty.text) if bound is not Binding.ABOVE else ()
        if parts and all(held.is_lost for held in parts):
            near = []  # Other words of the duty stand in an item on something else.
        slight = one.few and _has_object(duty)
        duties.append(
            Answered(
                duty=duty,
                binding=bound,
                share=_share(vector, best, shares, words.holding),
                answers=_answers(near, vector, searched),
                dropped=tuple(
                    part
                    for part in _dropped(one.listed, best[0], words, settings)
                    if not lacks(part, draft.masthead)
                )
                if near
                else (),
                parts=parts,
                best=_whole(searched.windows[best[0]], shares[best[0]]) if best else None,
                general=one.few and not slight,
                slight=slight,
                made=max(words.shares(made), default=0.0) if one.made else None,
            )
        )
    perhaps = _unclaimed(duties, wanted, everywhere, searched, settings)
    scale = _scale(duties)
    free = _free(duties, everywhere, searched.windows) if scale == _HIGHEST_SCALE else [None] * len(duties)
    return tuple(
        answered
        if (scale, share, candidate) == (1.0, None, None)
        else replace(answered, scale=scale, free=share, near=candidate)
        for answered, share, candidate in zip(duties, free, perhaps, strict=True)
    )


class _Window(NamedTuple):
    """One item of the draft with its heading and stem."""

    statement: Statement
    stem: str
    heading: str
    above: str
    """The headings of all sections around it."""


class _Searched(NamedTuple):
    """The items of a draft, and their words with those of heading and stem; ``tokens`` says how words are cut."""

    windows: Sequence[_Window]
    words: Searched
    tokens: str

    def held(self, text: str, window: _Window) -> AbstractSet[str]:
        """The terms of a text of an item with those of its heading and stem."""
        return _held(text, window.heading, window.stem, self.tokens, lexicon())


def _searched(draft: Plan, asked: Asked, settings: Settings) -> _Searched:
    """The draft, indexed for the duties; a word weighs less the more items and duties hold it."""
    windows, known = list(_windows(draft)), lexicon()
    held = [_held(one.statement.text, one.heading, one.stem, settings.tokens, known) for one in windows]
    return _Searched(windows, Searched(held, asked), settings.tokens)


@kept(500)
def _held(text: str, heading: str, stem: str, tokens: str, _: Lexicon) -> frozenset[str]:
    """The terms of three texts; many items have one heading and one stem."""
    return frozenset(chain.from_iterable(damped_terms(content(one), tokens) for one in (text, heading, stem)))


def _windows(draft: Plan) -> Iterator[_Window]:
    """The items of the draft that can answer a task: all but the status section and mere lists of bodies."""
    titles = {section.id: section.title for section in draft.sections}
    above = _headings(draft)
    stems = stems_of(draft)
    for statement in draft.statements:
        if statement.part not in (Part.BODY, Part.CELL) or statement.role in _NO_ANSWER:
            continue
        heading = "" if statement.heading else titles.get(statement.section or "", "")
        if statement.role is Role.OTHER and _BASIS in (
            fold(statement.text)[: len(_BASIS)],
            fold(heading)[: len(_BASIS)],
        ):
            continue
        if names_bodies(statement, heading):
            continue
        stem = stems.get(statement.path[:-1], "")
        yield _Window(statement, stem, heading, above.get(statement.section or "", ""))


def _headings(plan: Plan) -> dict[str, str]:
    """Section → its heading and those of all sections around it, without names of bodies."""
    found: dict[str, str] = {}
    for section in plan.sections:
        own = "" if opening_body(section.title) else section.title
        found[section.id] = " ; ".join(filter(None, (found.get(section.parent or ""), own)))
    return found


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
    least = min(sorted(shares)[-_CANDIDATES:], default=0.0)
    found = [(-share, at) for at, share in enumerate(shares) if share >= least and share]
    return [at for _, at in sorted(found)[:_CANDIDATES]]


def _share(
    wanted: Weighed, best: Sequence[int], shares: Sequence[float], holding: Sequence[AbstractSet[str]]
) -> float:
    """The share of a duty's weight in the best item, or in several, which count less."""
    share = shares[best[0]] if best else 0.0
    if not best or share >= _SPREAD:
        return share
    together = set().union(*(holding[number] for number in best))
    return max(share, _SPREAD * wanted.covered(together))


def _scale(duties: Sequence[Answered]) -> float:
    """The factor of the thresholds, which rises with the median share: in a copy a reworded answer is doubtful.

    Duties of the upper level alone and lines of bodies do not count: the former have no answer here, the latter are
    reworded everywhere.
    """
    shares = [
        answered.share
        for answered in duties
        if not answered.general and answered.binding is not Binding.ABOVE and answered.duty.role is Role.TASKS
    ]
    if len(shares) < _FEW:
        return 1.0
    return min(_HIGHEST_SCALE, 1 + _STEEPNESS * max(0.0, median(shares) - _REWORDED))


def _free(
    duties: Sequence[Answered], shares: Sequence[Sequence[float]], windows: Sequence[_Window]
) -> list[float | None]:
    """For each duty its share in items that are neither another task word for word nor a target."""
    taken: dict[int, set[str]] = defaultdict(set)
    for answered, found in zip(duties, shares, strict=True):
        for at, share in enumerate(found):
            if share >= _WORD_FOR_WORD and not answered.general:
                taken[at].add(answered.duty.task)
    return [
        max(
            (
                share
                for at, share in enumerate(found)
                if share >= _ITS_OWN
                or (
                    taken.get(at, set()) <= {answered.duty.task}
                    and windows[at].statement.role is not Role.TARGETS
                )
            ),
            default=0.0,
        )
        for answered, found in zip(duties, shares, strict=True)
    ]


def _unclaimed(
    duties: Sequence[Answered],
    wanted: Sequence[Weighed],
    shares: Sequence[Sequence[float]],
    searched: _Searched,
    settings: Settings,
) -> list[Answer | None]:
    """For each duty without a clear answer, the nearest item of the draft that answers no other task.

    ``wanted`` are the words of the thing that a duty wants made, or of the whole duty without such a thing.
    """
    claims = _claims(duties, shares, settings)
    free = [
        (at, damped_terms(content(window.statement.text), searched.tokens).keys())
        for at, window in enumerate(searched.windows)
        if window.statement.role in _WORK and not window.statement.heading
    ]
    return [
        _nearest(
            words,
            _NEAR if answered.made is None else _NEAR_MADE,
            [(at, held) for at, held in free if claims.get(at, answered.duty.task) == answered.duty.task],
            searched,
        )
        if answered.binding is not Binding.ABOVE and answered.share < settings.task_same
        else None
        for answered, words in zip(duties, wanted, strict=True)
    ]


def _claims(
    duties: Sequence[Answered], shares: Sequence[Sequence[float]], settings: Settings
) -> dict[int, str]:
    """Item → the task that it answers.

    Each duty takes the best item that is left, the greatest shares first; one with a clear answer to any duty is not
    free either.
    """
    pairs: list[tuple[float, int, int]] = []
    for number, (answered, found) in enumerate(zip(duties, shares, strict=True)):
        least = settings.task_same if answered.general else settings.task_missing
        if max(found, default=0.0) >= least:
            pairs += [(-share, number, at) for at, share in enumerate(found) if share >= least and share]
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


def _nearest(
    duty: Weighed, least: float, free: Sequence[tuple[int, AbstractSet[str]]], searched: _Searched
) -> Answer | None:
    """The free item with the greatest share of a duty's words in its own text; None below ``least``."""
    share, at = max(((duty.covered(held), -at) for at, held in free), default=(0.0, 0))
    return _whole(searched.windows[-at], share) if share >= least else None


def _whole(window: _Window, share: float) -> Answer:
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

"""Answers of the draft to the tasks of an upper plan, by the share of a task's words in one place of the draft.

Numbers are compared elsewhere. A task may be taken up in whatever words and order: by one item, by several, under
another heading, in the section on organisation. A share of words below ``Settings.task_missing`` means no answer, one
from ``Settings.task_answer`` on an answer; a reader decides between both. Words of the programme's own name occur
everywhere and count little.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from heapq import nsmallest
from statistics import median

from compare.decisions.settings import Settings
from compare.targets.coverage.scope import lacks
from compare.targets.pins import Pins
from compare.tasks.answers import Answer, Answered
from compare.tasks.binding import Binding, binding, is_directly_above
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
from compare.words.similarity import Index, Vector, covered, terms
from compare.words.task_texts import content
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
        (number, plan, duties_of(plan))
        for number, plan in enumerate(references)
        if is_directly_above(plan, references, draft)
    ]
    searched = _searched(draft, [duty for *_, group in asked for duty in group], settings)
    found = [
        (number, plan, _answered(group, plan, draft, searched, settings)) for number, plan, group in asked
    ]
    return tuple(
        TaskAlignment(plan=number, duties=pinned(duties, plan, pins) if pins else duties)
        for number, plan, duties in found
    )


def _answered(
    asked: Sequence[Duty], upper: Plan, draft: Plan, searched: _Searched, settings: Settings
) -> tuple[Answered, ...]:
    """The duties of one reference with their answers."""
    common = _programme_terms(upper, draft)
    bounds = [binding(duty, upper, draft) for duty in asked]
    own = [duty.text for duty, bound in zip(asked, bounds, strict=True) if bound is not Binding.ABOVE]
    evidence = Evidence(searched.windows, own, " ; ".join(_programmes(upper, draft)))
    duties: list[Answered] = []
    everywhere: list[dict[int, float]] = []
    for duty, bound in zip(asked, bounds, strict=True):
        vector = _damped(searched.index.vector(content(matter(duty.text))), common)
        made = _damped(searched.index.vector(content(made_thing(duty.text))), common)
        shares = _shares(vector, searched.postings)
        everywhere.append(shares)
        best = [at for _, at in nsmallest(_CANDIDATES, ((-share, at) for at, share in shares.items()))]
        near = [at for at in best if shares[at] >= settings.task_same]
        parts = evidence.of(duty.text) if bound is not Binding.ABOVE else ()
        if parts and all(held.is_lost for held in parts):
            near = []  # Other words of the duty stand in an item on something else.
        few = _own_syllables(vector.weights.keys(), common) < _LEAST_SYLLABLES
        slight = few and _has_object(duty)
        general = few and not slight
        duties.append(
            Answered(
                duty=duty,
                binding=bound,
                share=_share(vector, best, shares, searched.holding),
                answers=_answers(near, vector, searched),
                dropped=tuple(
                    part
                    for part in _dropped(duty.text, best[0], common, searched, settings)
                    if not lacks(part, draft.masthead)
                )
                if near
                else (),
                parts=parts,
                best=_whole(searched.windows[best[0]], shares[best[0]]) if best else None,
                general=general,
                slight=slight,
                made=max(_shares(made, searched.postings).values(), default=0.0)
                if _own_syllables(made.weights.keys(), common)
                else None,
            )
        )
    perhaps = _unclaimed(duties, everywhere, common, searched, settings)
    scale = _scale(duties)
    free = _free(duties, everywhere, searched.windows) if scale == _HIGHEST_SCALE else [None] * len(duties)
    return tuple(
        replace(answered, scale=scale, free=share, near=candidate)
        for answered, share, candidate in zip(duties, free, perhaps, strict=True)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Window:
    """One item of the draft with its heading and stem."""

    statement: Statement
    stem: str
    heading: str
    above: str
    """The headings of all sections around it."""
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Searched:
    """The items of a draft by their words: ``holding`` has the words of each item, ``postings`` the items by word."""

    windows: Sequence[_Window]
    index: Index
    holding: Sequence[AbstractSet[str]]
    postings: Mapping[str, Sequence[int]]


def _searched(draft: Plan, asked: Sequence[Duty], settings: Settings) -> _Searched:
    """The draft, indexed for the duties; a word weighs less the more items and duties hold it."""
    windows = list(_windows(draft))
    wanted = [content(matter(duty.text)) for duty in asked]
    index = Index([*(window.content for window in windows), *wanted], settings.tokens)
    holding = [index.terms(window.content) for window in windows]
    postings: dict[str, list[int]] = defaultdict(list)
    for number, held in enumerate(holding):
        for term in held:
            postings[term].append(number)
    return _Searched(windows=windows, index=index, holding=holding, postings=postings)


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
        yield _Window(
            statement=statement,
            stem=stem,
            heading=heading,
            above=above.get(statement.section or "", ""),
            content=content(f"{statement.text} ; {heading} ; {stem}"),
        )


def _headings(plan: Plan) -> dict[str, str]:
    """Section → its heading and those of all sections around it, without names of bodies."""
    found: dict[str, str] = {}
    for section in plan.sections:
        own = "" if opening_body(section.title) else section.title
        found[section.id] = " ; ".join(filter(None, (found.get(section.parent or ""), own)))
    return found


def _answers(numbers: Sequence[int], vector: Vector, searched: _Searched) -> tuple[Answer, ...]:
    """The clauses of some items, the nearest first; each counts together with the heading and the stem of its item."""
    found = [
        Answer(
            statement=window.statement,
            text=text,
            stem=window.stem,
            heading=window.heading,
            share=covered(
                vector, searched.index.terms(content(f"{text} ; {window.heading} ; {window.stem}"))
            ),
        )
        for window in (searched.windows[number] for number in numbers)
        for text in pieces(window.statement.text)
    ]
    return tuple(sorted(found, key=lambda answer: -answer.share))


def _has_object(duty: Duty) -> bool:
    """Whether a duty of few words has a thing that a draft can name: a plan to put it into, a body with a name."""
    return any(part.put or part.named for part in parts_of(matter(duty.text)))


def _dropped(
    text: str, best: int, common: frozenset[str], searched: _Searched, settings: Settings
) -> tuple[str, ...]:
    """The listed contents of which no item has a clear part, if at least as many are whole in the best item."""
    index = searched.index
    listed = dict.fromkeys(contents(text))
    own = [part for part in listed if _own_syllables(index.terms(content(part)), common) >= LEAST]
    found = {part: _shares(_damped(index.vector(content(part)), common), searched.postings) for part in own}
    kept = [part for part in own if found[part].get(best, 0.0) >= _ITS_OWN]
    lost = tuple(part for part in own if max(found[part].values(), default=0.0) < settings.task_answer)
    return lost if len(kept) >= max(LEAST, len(lost)) else ()


def _shares(vector: Vector, postings: Mapping[str, Sequence[int]]) -> dict[int, float]:
    """For each item with a word of the duty, the share of the duty's weight in it."""
    total = sum(vector.weights.values())
    found: dict[int, float] = defaultdict(float)
    for term, weight in vector.weights.items():
        share = weight / total
        for number in postings.get(term, ()):
            found[number] += share
    return found


def _share(
    vector: Vector, best: Sequence[int], shares: Mapping[int, float], holding: Sequence[AbstractSet[str]]
) -> float:
    """The share of a duty's weight in the best item, or in several, which count less."""
    share = shares[best[0]] if best else 0.0
    if not best or share >= _SPREAD:
        return share
    return max(share, _SPREAD * _together(vector, best, holding))


def _together(vector: Vector, numbers: Sequence[int], holding: Sequence[AbstractSet[str]]) -> float:
    """The share of a duty's weight in several items together."""
    found = set().union(*(holding[number] for number in numbers))
    return sum(weight for term, weight in vector.weights.items() if term in found) / sum(
        vector.weights.values()
    )


def _damped(vector: Vector, common: frozenset[str]) -> Vector:
    weights = {
        term: weight * (_PROGRAMME_WEIGHT if term in common else 1.0)
        for term, weight in vector.weights.items()
    }
    return Vector(weights, vector.norm)


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
    duties: Sequence[Answered], shares: Sequence[Mapping[int, float]], windows: Sequence[_Window]
) -> list[float | None]:
    """For each duty its share in items that are neither another task word for word nor a target."""
    taken: dict[int, set[str]] = defaultdict(set)
    for answered, found in zip(duties, shares, strict=True):
        for at, share in found.items():
            if share >= _WORD_FOR_WORD and not answered.general:
                taken[at].add(answered.duty.task)
    return [
        max(
            (
                share
                for at, share in found.items()
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
    shares: Sequence[Mapping[int, float]],
    common: frozenset[str],
    searched: _Searched,
    settings: Settings,
) -> list[Answer | None]:
    """For each duty without a clear answer, the nearest item of the draft that answers no other task."""
    claims = _claims(duties, shares, settings)
    free = [
        (at, searched.index.terms(content(window.statement.text)))
        for at, window in enumerate(searched.windows)
        if window.statement.role in _WORK and not window.statement.heading
    ]
    return [
        _nearest(
            _sought(answered, common, searched.index),
            _NEAR if answered.made is None else _NEAR_MADE,
            [(at, held) for at, held in free if claims.get(at, answered.duty.task) == answered.duty.task],
            searched,
        )
        if answered.binding is not Binding.ABOVE and answered.share < settings.task_same
        else None
        for answered in duties
    ]


def _sought(answered: Answered, common: frozenset[str], index: Index) -> Vector:
    """The words of the thing that a duty wants made, or of the whole duty without such a thing."""
    text = matter(answered.duty.text) if answered.made is None else made_thing(answered.duty.text)
    return _damped(index.vector(content(text)), common)


def _claims(
    duties: Sequence[Answered], shares: Sequence[Mapping[int, float]], settings: Settings
) -> dict[int, str]:
    """Item → the task that it answers.

    Each duty takes the best item that is left, the greatest shares first; one with a clear answer to any duty is not
    free either.
    """
    pairs = sorted(
        (-share, number, at)
        for number, (answered, found) in enumerate(zip(duties, shares, strict=True))
        for at, share in found.items()
        if share >= (settings.task_same if answered.general else settings.task_missing)
    )
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
    duty: Vector, least: float, free: Sequence[tuple[int, AbstractSet[str]]], searched: _Searched
) -> Answer | None:
    """The free item with the greatest share of a duty's words in its own text; None below ``least``."""
    share, at = max(((covered(duty, held), -at) for at, held in free), default=(0.0, 0))
    return _whole(searched.windows[-at], share) if share >= least else None


def _whole(window: _Window, share: float) -> Answer:
    return Answer(
        statement=window.statement,
        text=window.statement.text,
        stem=window.stem,
        heading=window.heading,
        share=share,
    )


def _own_syllables(terms_of_it: AbstractSet[str], common: frozenset[str]) -> int:
    return sum([" " not in term and term not in common for term in terms_of_it])


def _programme_terms(upper: Plan, draft: Plan) -> frozenset[str]:
    return frozenset(term for name in _programmes(upper, draft) for term in terms(content(name)))


def _programmes(upper: Plan, draft: Plan) -> tuple[str, ...]:
    return tuple(filter(None, (upper.masthead.programme, draft.masthead.programme)))

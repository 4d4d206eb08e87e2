"""Signs that a file was given by mistake: one document twice, plans in the wrong order, a plan of another programme.

Each sign needs evidence on both sides: a masthead that was not read is never a reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from compare.lineage.citing import cited_as, is_slip, own_dates, own_numbers, standing_for
from compare.words import phrases
from compare.words.similarity import terms
from extract.language.agencies import find_units, level_of
from extract.language.lexicon import fold
from extract.model import Masthead, Plan

_SAME_TEXT, _SAME_UNNAMED = 0.8, 0.95
"""Least share of common word triples in one document in two formats; in one whose masthead is not read."""
_OTHER_NAME = 0.4
"""Share of common words under which two names are of different programmes."""
_MENTION = 0.9
"""Least share of the words of a programme's name in a sentence that mentions it."""
_LEAST_WORDS = 5
"""Least number of words and pairs of words in a name that tells programmes apart."""
_NO_PLANS = phrases("lineage", "no_plans", "kinds")
_LETTER = "công văn"

Triple = tuple[str, str, str]


def distinct(references: Sequence[Plan]) -> tuple[tuple[Plan, ...], tuple[tuple[int, Plan], ...]]:
    """The references without those given again, and (index of the first, plan) of each that is left out."""
    kept: list[Plan] = []
    again: list[tuple[int, Plan]] = []
    for plan in references:
        first = next((index for index, other in enumerate(kept) if _is_again(other, plan)), None)
        if first is None:
            kept.append(plan)
        else:
            again.append((first, plan))
    return tuple(kept), tuple(again)


def _is_again(first: Plan, second: Plan) -> bool:
    """Whether two references say the same; a corrected number makes them two, since both may bind."""
    return has_same_text(first, second) and _values(first) == _values(second)


def _values(plan: Plan) -> Counter[tuple[object, ...]]:
    groups = (*(one.measures for one in plan.targets), *(one.measures for one in plan.tasks))
    return Counter((m.low, m.high, m.unit, m.deadline) for group in groups for m in group)


def is_same_document(first: Plan, second: Plan) -> bool:
    """Whether two files hold one document: the same text, or one number and date of one body."""
    return has_same_text(first, second) or _has_same_number(first.masthead, second.masthead)


def has_same_text(first: Plan, second: Plan) -> bool:
    """Whether two files hold the same text, in whatever format, as far as their mastheads allow."""
    one, other = first.masthead, second.masthead
    if not (_agree(one.level, other.level) and _agree(one.place, other.place)):
        return False
    if first.source.sha256 == second.source.sha256:
        return True
    known = one.level is not None and other.level is not None
    numbers = own_numbers(one), own_numbers(other)
    if all(numbers) and not numbers[0] & numbers[1]:
        return False
    left, right = _triples(_text(first)), _triples(_text(second))
    least = _SAME_TEXT if known else _SAME_UNNAMED
    return bool(left) and len(left & right) >= least * len(left | right)


def _has_same_number(one: Masthead, other: Masthead) -> bool:
    if one.level is None or one.level is not other.level or fold(one.place or "") != fold(other.place or ""):
        return False
    return bool(own_numbers(one) & own_numbers(other) and own_dates(one) & own_dates(other))


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or fold(one) == fold(other)


def _text(plan: Plan) -> str:
    return " ".join(statement.text for statement in plan.statements)


@lru_cache(maxsize=16)
def _triples(text: str) -> frozenset[Triple]:
    words = [word for word in fold(text).split() if any(map(str.isalnum, word))]
    return frozenset((*pair, third) for pair, third in zip(pairwise(words), words[2:], strict=False))


def is_upside_down(draft: Plan, reference: Plan) -> bool:
    """Whether the draft is of a higher level than its reference, by both mastheads.

    A title that names a place of the reference's level or below, and a draft that cites the reference, speak against
    what was read of the levels.
    """
    own, other = draft.masthead, reference.masthead
    if own.level is None or other.level is None or own.level.rank >= other.level.rank:
        return False
    named = [level_of(unit, own.date) for unit in find_units(own.title or "") if unit.name]
    below = any(level is not None and level.rank >= other.level.rank for level in named)
    return not below and not is_cited(draft, reference)


def is_neighbour(draft: Plan, reference: Plan) -> bool:
    """Whether draft and reference are of two districts, or two communes, by both mastheads."""
    own, other = draft.masthead, reference.masthead
    if own.level is None or own.level is not other.level or not own.place or not other.place:
        return False
    names = fold(own.place), fold(other.place)
    return not (names[0] in names[1] or names[1] in names[0]) and not is_cited(draft, reference)


def is_cited(draft: Plan, reference: Plan) -> bool:
    """Whether the draft cites the reference, under its number or with a slip in it."""
    if cited_as(draft, reference) is not None:
        return True
    slip = standing_for(draft, reference)
    return slip is not None and is_slip(slip, reference.masthead)


def names_differ(first: Plan, second: Plan) -> bool | None:
    """Whether the names of two programmes have hardly a word in common; None where one of them is not known."""
    return heads_differ(first.masthead, second.masthead)


def heads_differ(first: Masthead, second: Masthead) -> bool | None:
    """The answer of ``names_differ`` for the mastheads alone."""
    pairs = [
        len(left & right) / min(len(left), len(right)) for left in _names(first) for right in _names(second)
    ]
    return max(pairs) < _OTHER_NAME if pairs else None


def mentions(draft: Plan, reference: Plan) -> bool:
    """Whether a sentence of the draft names the programme of the reference."""
    said = (*(one.text for one in draft.statements), *(one.about or "" for one in draft.citations))
    names = list(_names(reference.masthead))
    return any(
        len(name & held) >= _MENTION * len(name) for held in map(set, map(terms, said)) for name in names
    )


def _names(masthead: Masthead) -> Iterator[set[str]]:
    """The words of the programme and of the title, without places; names of a few words say too little."""
    for name in filter(None, (masthead.programme, masthead.title)):
        found = set(terms(_without_units(name)))
        if len(found) >= _LEAST_WORDS:
            yield found


def _without_units(name: str) -> str:
    kept, at = [], 0
    for unit in find_units(name):
        if unit.name:
            kept.append(name[at : unit.start])
            at = unit.end
    return ", ".join([*kept, name[at:]])


def other_kind(plan: Plan) -> str | None:
    """The kind of a document that holds no plan: a report, a letter; None for any other.

    A letter has a number without a kind, "214/UBND-VX"; a plan whose title is lost may have one too, so that a document
    with targets is no letter.
    """
    masthead = plan.masthead
    if masthead.carrier is None and fold(masthead.kind or "") in _NO_PLANS.words:
        return fold(masthead.kind or "")
    return _LETTER if masthead.kind is None and masthead.number and not plan.targets else None


def is_empty(plan: Plan) -> bool:
    """Whether nothing of a plan was read: no target, no task."""
    words = (task.text for task in plan.tasks)
    return not plan.targets and not any(any(map(str.isalpha, text)) for text in words)

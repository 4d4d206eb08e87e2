"""The strength of a task: ban hành, thực hiện > hỗ trợ > tham gia > phối hợp > nghiên cứu > đề xuất."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from compare.words import phrases, task_words
from extract.language.lexicon import fold
from extract.language.phrases import Phrases, composed

# From this rank on a body no longer acts itself.
_CLEARLY = 2
SUPPORT = 3
"""The rank of "phối hợp", all that a body which supports another one owes."""
_NEXT = re.compile(r"\s*,\s*(?:và\s+)?|\s+và\s+")
_SHORT_STEM = 90
_DECIDED_ABOVE = phrases("tasks", "excused", "decided_above")
_HELD_ABOVE = phrases("tasks", "excused", "held_above")
_HELD_BELOW = phrases("tasks", "excused", "held_below")
_OF_OTHERS = phrases("tasks", "excused", "of_others")
_BEFORE = composed(r"(?:<<words>>\s*(?:,\s*)?)+", words=phrases("tasks", "softer", "before"))
_CALLS = composed(r"[\s\-+]*<<words>>(?!\w)", words=phrases("tasks", "softer", "calls"))
_ADVISES = composed(r"[\s\-+]*<<words>>(?!\w)", words=phrases("tasks", "softer", "advises"))
_SOFT_OPENING = composed(r"[\s\-+]*(?P<word><<words>>)(?!\w)", words=phrases("tasks", "softer", "openings"))
_CONDITION = phrases("tasks", "softer", "conditions")


@cache
def _ranks() -> Mapping[str, int]:
    """Each verb → its rank on the scale."""
    return {fold(verb): rank for rank, step in enumerate(task_words()["strength"]) for verb in step["words"]}


_VERBS = Phrases(_ranks)


def strength(text: str, *stems: str) -> int | None:
    """The rank of a text's opening on the scale, 0 the strongest; None where no verb of the scale opens it.

    The strongest of several verbs in a row counts; a verb that another one governs does not. A stem weakens all that it
    governs.

    >>> strength("Rà soát, sửa chữa biển báo"), strength("Đề xuất sửa chữa biển báo"), strength("Biển báo")
    (0, 5, None)
    """
    own = _opening(text)
    head, colon, rest = text.partition(":")
    if colon and rest and len(head) < _SHORT_STEM:
        stems = (*stems, head)
    above = [rank for stem in stems if len(stem) < _SHORT_STEM and (rank := _opening(stem)) is not None]
    governing = [rank for rank in above if rank > _CLEARLY]
    return max([*governing, *([] if own is None else [own])], default=None)


def is_clearly_weaker(upper: int | None, lower: int | None) -> bool:
    """Whether the lower task is two steps or more below an upper one that acts or supports."""
    return upper is not None and lower is not None and upper < _CLEARLY <= lower - upper


def called(text: str) -> str | None:
    """The work behind a call that opens a text; None without a call.

    >>> called("Vận động thành lập tổ hòa giải"), called("Thành lập tổ hòa giải")
    ('thành lập tổ hòa giải', None)
    """
    found = _CALLS.match(fold(text))
    return text[found.end() :].strip() if found else None


def advises(text: str) -> bool:
    """Whether a text opens with the advice of an office to its own committee: "tham mưu …"."""
    return _ADVISES.match(fold(text)) is not None


def softened(text: str) -> str | None:
    """The words that promise less than the bare verb; None without any.

    >>> softened("Từng bước xây dựng phòng đọc"), softened("Xây dựng phòng đọc khi có điều kiện")
    ('từng bước', 'khi có điều kiện')
    """
    folded = fold(text)
    opening = _SOFT_OPENING.match(folded)
    if opening:
        return " ".join(opening["word"].split())
    condition = _CONDITION.search(folded)
    return " ".join(condition.group().split()) if condition else None


def excuse(text: str, lower: int, answer: str, *, own: bool = False) -> str | None:
    """The reason why the lower level may do less; None without one.

    ``text`` is the upper task with its heading, ``answer`` the lower one with its stem; ``own`` means that the upper
    plan asks the lower level by name.
    """
    both, said = fold(f"{text} {answer}"), fold(answer)
    above = not own and not _HELD_BELOW.search(fold(text))
    if lower >= 4 and _DECIDED_ABOVE.search(both):
        return "the upper level decides, the lower one can only propose"
    if lower in (2, 3) and above and _HELD_ABOVE.search(both):
        return "the upper level holds it, the lower one takes part"
    if lower == 3 and _OF_OTHERS.search(said):
        return "the work is that of a body outside the people's committee"
    return None


def word(rank: int) -> str:
    """The name of a rank on the scale."""
    return str(task_words()["strength"][rank]["name"])


def _opening(text: str) -> int | None:
    """The rank of the strongest verb at the opening of a text; None without one."""
    folded, found = fold(text).lstrip(" -+"), []
    adverbs = _BEFORE.match(folded)
    at = adverbs.end() if adverbs else 0
    while verb := _VERBS.match(folded, at):
        found.append(_ranks()[" ".join(verb.group().split())])
        following = _NEXT.match(folded, verb.end())
        if not following:
            break
        at = following.end()
    return min(found, default=None)

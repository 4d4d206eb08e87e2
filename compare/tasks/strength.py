"""How much a task takes upon itself: ban hành, thực hiện > hỗ trợ > tham gia > phối hợp > nghiên cứu > đề xuất."""

from __future__ import annotations

import re
from functools import cache

from compare.words import task_pattern, task_words
from extract.language.lexicon import alternatives, fold

# From here on a body no longer acts itself.
_CLEARLY = 2
_NEXT = re.compile(r"\s*,\s*(?:và\s+)?|\s+và\s+")
_SHORT_STEM = 90


def strength(text: str, *stems: str) -> int | None:
    """Place on the scale, 0 the strongest, of what opens a text; None where no word of the scale does.

    Of several verbs in a row the strongest counts; a verb that another one governs does not. A stem above weakens
    all that it governs.

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
    """Two steps down from somebody who acts or supports."""
    return upper is not None and lower is not None and upper < _CLEARLY <= lower - upper


def excuse(text: str, lower: int, answer: str) -> str | None:
    """Why the lower level may do less: the reason, or None.

    ``text`` is the upper task with its heading, ``answer`` the lower one with its stem.
    """
    both, mine = fold(f"{text} {answer}"), fold(answer)
    if lower >= 4 and task_pattern("excused", "decided_above").search(both):
        return "the upper level decides, the lower one can only propose"
    if lower in (2, 3) and task_pattern("excused", "held_above").search(both):
        return "the upper level holds it, the lower one takes part"
    if lower == 3 and task_pattern("excused", "of_others").search(mine):
        return "the work is that of a body outside the people's committee"
    return None


def word(rank: int) -> str:
    """The name of a place on the scale."""
    return str(task_words()["strength"][rank]["name"])


def _opening(text: str) -> int | None:
    """The strongest of the verbs that a text opens with."""
    folded, at, found = fold(text).lstrip(" -+"), 0, []
    while verb := _scale()[0].match(folded, at):
        found.append(_scale()[1][" ".join(verb.group().split())])
        following = _NEXT.match(folded, verb.end())
        if not following:
            break
        at = following.end()
    return min(found, default=None)


@cache
def _scale() -> tuple[re.Pattern[str], dict[str, int]]:
    ranks = {fold(verb): rank for rank, step in enumerate(task_words()["strength"]) for verb in step["words"]}
    return re.compile(rf"(?:{alternatives(ranks)})(?!\w)"), ranks

"""The level that an upper task binds; a task that the upper level keeps to itself leaves no gap.

A duty binds the level below where it addresses that level ("Ủy ban nhân dân các huyện", "các địa phương"), or where
its task names nobody at all; as a partner, where that level only supports a body above ("Sở Y tế chủ trì, phối hợp với
Ủy ban nhân dân các huyện"). It does not where it names bodies of the upper level only, nor where only that level can do
it (rules of law, norms, plans of the whole province, its own databases and hospitals), nor where one body does it for
all (teaching material), or a body of the upper level by the words of the clause ("do Sở Y tế thẩm định").
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

from compare.targets.items import Same
from compare.tasks.duties import Duty, duties_of, is_closing, opening_body
from compare.tasks.parts import is_topical
from compare.words import phrases
from extract.kept import kept
from extract.language.agencies import read_body
from extract.language.lexicon import CAPITAL, fold
from extract.language.phrases import composed
from extract.model import Level, Masthead, Plan, Role

# From this day the communes are directly under the province.
TWO_LEVELS = "2025-07-01"
_MANY = re.compile(r"^(?:đề nghị|giao|yêu cầu)\s+|^các\s+(?=sở|bộ|phòng)", re.IGNORECASE)
_BELOW = phrases("tasks", "words", "below")
_NO_MINISTRY = phrases("tasks", "words", "no_ministry")
_UPPER_ONLY = {level: phrases("tasks", "upper_only", level.value) for level in Level}
_CHANNELS = {level: phrases("tasks", "channels", level.value) for level in Level}
_UPPER_ONLY_ANY = phrases("tasks", "upper_only", "any")
_ONCE = phrases("tasks", "once", "works")
_DONE_BY = re.compile(rf"(?<!\w)do\s+(?={CAPITAL})")
_IN_HAMLETS = composed(
    r"(?<!\w)(?:ở|tại)\s+(?:các\s+|từng\s+)?(?:<<rural>>|<<urban>>)(?!\w)",
    rural=phrases("synonyms", "hamlets", "rural"),
    urban=phrases("synonyms", "hamlets", "urban"),
)
_SHARED = {level: phrases("tasks", "shared", level.value) for level in (Level.PROVINCE, Level.DISTRICT)}


class Binding(StrEnum):
    """The level that a duty binds: the level below by name, as a partner, among all, or the upper level alone."""

    NAMED = "named"
    PARTNER = "partner"
    GENERAL = "general"
    ABOVE = "above"


def bindings(upper: Plan, draft: Plan) -> tuple[Binding, ...]:
    """The level that each duty of ``upper`` binds, seen from the draft."""
    return _bindings(Same(upper), draft.masthead.level, is_two_level(draft.masthead))


@lru_cache(maxsize=16)
def _bindings(upper: Same, level: Level | None, two_levels: bool) -> tuple[Binding, ...]:
    """The same for all drafts of a level, before or after the districts ended."""
    draft = Masthead(level=level, date=TWO_LEVELS if two_levels else None)
    return tuple(_binding(duty, upper.plan.masthead, draft) for duty in duties_of(upper.plan))


def _binding(duty: Duty, upper: Masthead, draft: Masthead) -> Binding:
    """The level that a duty of an upper plan binds, seen from the draft."""
    if is_closing(duty.text):
        return Binding.ABOVE
    names = duty.bodies if duty.role is Role.ORGANISATION else (*duty.bodies, *duty.helpers)
    named = [name for name in names if addresses(name, upper, draft)]
    if named:
        if is_upper_only(duty.text, upper.level):
            return Binding.ABOVE
        leads = not duty.assists and any(name in duty.bodies for name in named)
        if leads:
            return Binding.NAMED
        return Binding.ABOVE if _ONCE.search(fold(duty.text)) else Binding.PARTNER
    if names and duty.role is Role.TASKS and _is_done_below(duty.text, upper, draft):
        return Binding.PARTNER
    if names or duty.role is Role.ORGANISATION or is_upper_only(duty.text, upper.level):
        return Binding.ABOVE
    if _ONCE.search(fold(duty.text)) or _is_done_above(duty.text, upper):
        return Binding.ABOVE
    return Binding.GENERAL


def _is_done_below(text: str, upper: Masthead, draft: Masthead) -> bool:
    """Whether work that names bodies of the upper level alone is done in hamlets, which are the draft's."""
    if draft.level not in (Level.DISTRICT, Level.COMMUNE) or is_upper_only(text, upper.level):
        return False
    return _IN_HAMLETS.search(fold(text)) is not None and _ONCE.search(fold(text)) is None


def _is_done_above(text: str, upper: Masthead) -> bool:
    """Whether a clause says that a body of the upper level does the work: "tài liệu do Sở Y tế thẩm định"."""
    for found in _DONE_BY.finditer(text):
        names = opening_body(text[found.end() :])
        level = level_of(names[0], upper.date) if names else None
        if level is not None and upper.level is not None and level.rank <= upper.level.rank:
            return True
    return False


def addresses(name: str, upper: Masthead, draft: Masthead) -> bool:
    """Whether a body or group of bodies is of the draft's level, or stands for all levels below."""
    if _BELOW.search(fold(name)):
        return True
    level = level_of(name, upper.date)
    if level is None or (upper.level is not None and level.rank <= upper.level.rank):
        return False
    if draft.level is None:
        return True
    # The communes took over from the districts.
    return level is draft.level or (
        level is Level.DISTRICT and draft.level is Level.COMMUNE and is_two_level(draft)
    )


def is_two_level(masthead: Masthead) -> bool:
    """Whether a plan is dated, or begins, after the end of the district level."""
    is_later = masthead.period is not None and masthead.period.start > int(TWO_LEVELS[:4])
    return is_later or (masthead.date is not None and masthead.date >= TWO_LEVELS)


@lru_cache(maxsize=2048)
def level_of(name: str, day: str | None) -> Level | None:
    """The level of a body by its name, also in the plural: "các sở, ban, ngành" → province; None where unclear."""
    plain = _MANY.sub("", _MANY.sub("", name.strip()))
    if not plain or fold(plain).startswith(_NO_MINISTRY.words):
        return None
    return read_body(plain[0].upper() + plain[1:], day).level


def is_directly_above(upper: Plan, others: Iterable[Plan], draft: Plan) -> bool:
    """Whether no other reference lies between this one and the draft and hands its tasks on."""
    level = upper.masthead.level
    if level is None or draft.masthead.level is None:
        return True
    return not any(
        other.masthead.level is not None
        and level.rank < other.masthead.level.rank < draft.masthead.level.rank
        for other in others
    )


def is_next_level(upper: Plan, draft: Plan) -> bool:
    """Whether the draft is one level below; a commune is next to a province since the districts ended."""
    above, below = upper.masthead.level, draft.masthead.level
    if above is None or below is None:
        return True
    step = below.rank - above.rank
    return step == 1 or (step == 2 and below is Level.COMMUNE and is_two_level(draft.masthead))


@kept(1_000)
def is_upper_only(text: str, level: Level | None) -> bool:
    """Whether a task by its words is one that only a body of ``level`` can do: "Đài Truyền hình tỉnh phát sóng …"."""
    folded = fold(text)
    if is_topical(text):
        # What it tells about may be the upper level's; only where it is told binds.
        return level is not None and _CHANNELS[level].search(folded) is not None
    return names_upper(text, level)


def names_upper(text: str, level: Level | None) -> bool:
    """Whether a text names what is of ``level`` alone, or done by it alone: "đường dây nóng của tỉnh"."""
    folded = fold(text)
    if _UPPER_ONLY_ANY.search(folded):
        return True
    if level is None or (level in _SHARED and _SHARED[level].search(folded)):
        return False
    return _UPPER_ONLY[level].search(folded) is not None

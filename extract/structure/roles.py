"""The role of a section, from the words of its heading and the section around it."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from extract.kept import kept
from extract.language.lexicon import fold, load
from extract.language.phrases import Phrases, composed, phrases, several, table, valued
from extract.model import Role

# "Chỉ tiêu 1" is a target whatever the words of its heading; "Mục tiêu 1" opens targets.
_TARGET_LABELS = phrases("outline", "target_labels")
# "Phụ lục I", "Biểu số 01" before the title of an appendix.
_APPENDIX = composed(
    r"^<<names>>\s+(?:số\s+)?(?:\d{1,2}[a-zđ]?|[ivx]+)(?!\w)\s*[.:\-–]?\s*(?=\w)",
    names=phrases("masthead", "appendices"),
)
# "Kết quả phải có …", "Những điều xã quyết tâm đạt được"; "Kết quả phải báo cáo" looks back.
_AHEAD = composed(
    r"^(?:(?:những|các|một\s+số)\s+)?<<things>>(?:\s+<<kinds>>)?(?:\s+<<places>>)?\s+<<asked>>(?!\s+<<but>>(?!\w))(?!\w)",
    places=several(*(phrases("agencies", "places", level) for level in ("province", "district", "commune"))),
    things=phrases("outline", "ahead", "things"),
    kinds=phrases("outline", "ahead", "kinds"),
    asked=phrases("outline", "ahead", "asked"),
    but=phrases("outline", "ahead", "but"),
)
_ROLE_NOUNS = valued(
    {
        role: phrases("outline", "role_nouns", role.value)
        for role in (Role.STATUS, Role.FUNDING, Role.REPORTING, Role.TARGETS, Role.TASKS, Role.ORGANISATION)
    }
)
_LONGEST_TITLE = 12
"""Words of a title whose nouns show a role."""
_LONGEST_NAME = 4
"""Words of "Chỉ tiêu cụ thể", before a colon in an item."""
_INSIDE = table(several, "outline", "inside")
_INSIDE_MAIN = table(several, "outline", "inside_main")
_DEMANDS = phrases("outline", "demands")
_MAIN_STYLES = {"part", "chapter", "upper", "muc", "roman"}
_LIST = re.compile(r"\s*,\s*|\s+(?:và|-|–)\s+|\s*;\s*")


@kept(1_000)
def role_of(title: str, around: Role, style: str, inside: str = "") -> Role:
    """The role of a heading inside a section of role ``around`` and title ``inside``; ``style`` is that of its label.

    >>> role_of("Mục tiêu chung", Role.TARGETS, "arabic.").value
    'objectives'
    """
    own = Role.TARGETS if style in _TARGET_LABELS else of_title(title)
    if own is None:
        return (_by_noun(title) or around) if around is Role.OTHER else around
    if around is Role.OTHER:
        return own
    return own if _may_stand(own, around, title, style) or own in _allof_title(inside) else around


def of_item(text: str, around: Role) -> Role:
    """The role of an item without a heading; one that calls itself a target is one: "- Mục tiêu: xây dựng 12 mô hình".

    >>> of_item("Chỉ tiêu: 60% số hộ …", Role.TASKS).value, of_item("Mục tiêu: giảm nghèo", Role.TASKS).value
    ('targets', 'tasks')
    """
    name, colon, rest = text.partition(":")
    if not colon or around not in (Role.TASKS, Role.OTHER) or len(name.split()) > _LONGEST_NAME:
        return around
    asks = not rest.strip() or re.search(r"\d", rest) is not None
    return Role.TARGETS if asks and of_title(name) is Role.TARGETS else around


def _may_stand(own: Role, around: Role, title: str, style: str) -> bool:
    """Whether a heading may have its own role inside a section of another; a main heading has more such roles."""
    is_main = style in _MAIN_STYLES or title.isupper()
    allowed = [roles.get(around) for roles in ((_INSIDE, _INSIDE_MAIN) if is_main else (_INSIDE,))]
    return any(own in roles for roles in allowed if roles is not None)


@lru_cache(maxsize=10_000)
def of_title(title: str) -> Role | None:
    """The role that the phrases of a title show; None without one."""
    whole = fold(title).strip(" :.-–")
    folded = _APPENDIX.sub("", whole)
    # "Phụ lục I. Yêu cầu đối với nhà văn hóa" tells how much of what; "2. Yêu cầu" in the plan itself does not.
    if _AHEAD.match(folded) or (folded != whole and _DEMANDS.match(folded)):
        return Role.TARGETS
    for role, starts, anywhere in _titles():
        if starts.match(folded) or anywhere.search(folded):
            return role
    return None


def _by_noun(title: str) -> Role | None:
    """The role of the first telling noun: "Các nhóm chỉ tiêu", "Việc thứ nhất: …"; None for a long title."""
    found = _ROLE_NOUNS.search(fold(title)) if len(title.split()) <= _LONGEST_TITLE else None
    return _ROLE_NOUNS[found.group()] if found else None


def _allof_title(title: str) -> set[Role | None]:
    """The roles that a title lists: "Quan điểm, mục tiêu và giải pháp" has three."""
    return {of_title(piece) for piece in _LIST.split(fold(title))}


@cache
def _titles() -> tuple[tuple[Role, Phrases, Phrases], ...]:
    """The roles in the order of the lexicon, each with the phrases that open its titles or occur anywhere in them."""
    return tuple(
        (Role(entry["role"]), several(entry.get("start", ())), several(entry.get("anywhere", ())))
        for entry in load("outline")["role"]
    )

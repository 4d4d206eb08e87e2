"""The body that leads a task: the one that an upper plan names for the draft's level, and the one that the draft names.

    office := body each? unit ("," each? unit)*     "Công an các xã, phường", "Trạm Y tế cấp xã", "Đoàn Thanh niên xã"

A People's Committee may hand a task to any of its offices, and a body of the upper level has none below it by name, so
neither is an office here; nor is a group of bodies ("các phòng, ban"), nor a committee of many ("Ban Chỉ đạo").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from compare.tasks.binding import is_two_level, level_of
from compare.tasks.duties import Duty
from compare.words import phrases
from extract.kept import kept
from extract.language.actors import bodies, opens_body, polite
from extract.language.agencies import Unit, find_units, read_body
from extract.language.agencies import level_of as unit_level
from extract.language.lexicon import fold
from extract.language.phrases import composed
from extract.language.phrases import phrases as extract_phrases
from extract.model import Level, Masthead, Role, Task

_EACH = phrases("targets", "all_bodies")
_ENDS_EACH = composed(r"(?:\s+<<each>>|\s+\d+)+$", each=_EACH)
_BETWEEN = composed(r"(?:\s|,|-|và(?!\w)|<<each>>(?!\w))*", each=_EACH)
_EVERY = composed(r"(?<!\w)<<every>>$", every=phrases("tasks", "leads", "every"))
_BEHIND = composed(r"\s*(?:<<words>>)?", words=phrases("tasks", "leads", "behind"))
_NO_OFFICE = composed(r"<<words>>(?!\w)", words=phrases("tasks", "leads", "no_office"))
_NO_NAME = composed(r"\d|(?<!\w)<<words>>(?!\w)", words=phrases("tasks", "leads", "no_name"))
_FRONT = composed(r"(?<!\w)<<words>>(?!\w)", words=phrases("tasks", "leads", "front"))
_MEMBERS = composed(r"<<words>>(?!\w)", words=phrases("tasks", "leads", "members"))
_LEADS = extract_phrases("tasks", "lead_words")
_SUPPORT = extract_phrases("tasks", "support_words")
_TOKEN = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A body without its unit ("Công an"), the units behind it, and whether it stands for all of a level ("cấp xã")."""

    name: str
    units: tuple[Unit, ...] = ()
    every: bool = False


@kept(1_000)
def office(name: str) -> Office | None:
    """Read the name of a lead body; None for a committee, a group of bodies or words that are no name.

    >>> office("Công an các xã, phường").name, office("Ủy ban nhân dân các xã, phường")
    ('Công an', None)
    """
    text = polite(" ".join(name.split()).strip(" ,.;:-–"))
    units = tuple(find_units(text))
    head = text[: units[0].start].rstrip(" ,") if units else text
    ends = [(one.end, two.start) for one, two in pairwise(units)]
    if any(not _BETWEEN.fullmatch(fold(text[end:start])) for end, start in ends):
        return None
    if units and not _BEHIND.fullmatch(fold(text[units[-1].end :])):
        return None
    every = _EVERY.search(fold(head)) is not None
    bare = head[: found.start()] if (found := _ENDS_EACH.search(fold(head))) else head
    if not opens_body(bare) or _NO_OFFICE.match(fold(bare)) or _NO_NAME.search(fold(bare)):
        return None  # "Trung tâm Văn hóa cử 05 viên chức" is a sentence, no name.
    return Office(name=read_body(bare).name, units=units, every=every)


def asked_offices(duty: Duty, draft: Masthead) -> tuple[Office, ...]:
    """The offices of the draft's own level that an upper plan names as leads; empty where one of them is none."""
    if duty.assists or not reaches(duty):
        return ()
    found = [office(name) for name in duty.bodies]
    offices = [one for one in found if one is not None and _is_addressed(one, draft)]
    return tuple(offices) if len(offices) == len(found) else ()


def _is_addressed(asked: Office, draft: Masthead) -> bool:
    """Whether an office of an upper plan is one of the draft's unit: of all units of its kind, or of it by name."""
    place = _first_unit(draft.place or "")
    if place is None or draft.level is None:
        return False
    if any(unit.name for unit in asked.units):
        return len(asked.units) == 1 and fold(asked.units[0].text or "") == fold(place.text or "")
    kinds = {unit.kind for unit in asked.units}
    return place.kind in kinds or (asked.every and any(_level(kind) is draft.level for kind in kinds))


@kept(100)
def _first_unit(place: str) -> Unit | None:
    return next(find_units(place), None)


def _level(kind: str) -> Level | None:
    return unit_level(Unit(kind=kind, name=None))


def given_offices(names: Sequence[str], draft: Masthead) -> tuple[Office, ...]:
    """The offices of its own unit that a draft names as leads; empty where one of them is none."""
    found = [office(name) for name in names]
    offices = [
        one for name, one in zip(names, found, strict=True) if one is not None and _is_own(name, one, draft)
    ]
    return tuple(offices) if len(offices) == len(found) else ()


def _is_own(name: str, given: Office, draft: Masthead) -> bool:
    """Whether a body that a draft names is of its own unit; NV06 tells those of another level."""
    if any(unit.name and fold(unit.text or "") != fold(draft.place or "") for unit in given.units):
        return False
    level = level_of(name, draft.date)
    offices_of_communes = draft.level is Level.COMMUNE and is_two_level(draft) and not given.units
    return level is None or level is draft.level or (offices_of_communes and level is Level.DISTRICT)


def lead_names(duty: Duty, task: Task | None) -> tuple[str, ...]:
    """The bodies that a draft names as leads of a clause, by "chủ trì", a label or a heading among the tasks.

    Empty where the clause has no lead, or its body only supports others.
    """
    if duty.assists:
        return ()
    own = bodies(duty.text)[0]
    if own or task is None or _SUPPORT.match(fold(task.text)):
        return own
    named = bodies(task.text)[0] == task.lead or duty.role is Role.TASKS or _LEADS.match(fold(task.text))
    return task.lead if named and duty.bodies == task.lead and reaches(duty) else ()


def reaches(duty: Duty) -> bool:
    """Whether the leads of a task are those of one clause: they stand in its sentence, behind it, or in a heading.

    "Phòng Kinh tế chủ trì đặt thùng rác. Các thôn quét đường" leaves open who leads the second work.
    """
    rest = _from_its_sentence(duty.whole, duty.text)
    return rest is None or any(fold(name) in rest for name in duty.bodies)


@kept(1_000)
def _from_its_sentence(whole: str, clause: str) -> str | None:
    """The folded text of a task from the sentence of a clause on; None where that is the first."""
    text = " ".join(fold(whole).split())
    start = text.rfind(". ", 0, max(0, text.find(fold(clause))))
    return None if start < 0 else text[start:]


def leads_by_word(duty: Duty) -> bool:
    """Whether a task says "chủ trì" of its body, which does the work where it does not."""
    return "chủ trì" in fold(duty.whole)


def are_one(one: str, other: str) -> bool:
    """Whether two names may be of one body: the words of one are all in the other, also as their first letters.

    >>> are_one("Hội LHPN", "Hội Liên hiệp Phụ nữ"), are_one("Công an", "Đoàn Thanh niên")
    (True, False)
    """
    short, long = sorted((_tokens(one), _tokens(other)), key=len)
    rest = iter(long)
    if all(any(_alike(token, against) for against in rest) for token in short):
        return True
    return any(
        _FRONT.search(fold(front)) is not None and _MEMBERS.match(fold(member)) is not None
        for front, member in ((one, other), (other, one))
    )


def _tokens(name: str) -> list[str]:
    """The syllables of a name without "và"; an abbreviation gives its letters: "GD&ĐT" → g, d, đ, t."""
    found: list[str] = []
    for token in _TOKEN.findall(name):
        folded = fold(token)
        if token.isupper() and len(token) > 1:
            found += folded
        elif folded not in ("và", "của"):
            found.append(folded)
    return found


def _alike(token: str, other: str) -> bool:
    return token == other or (min(len(token), len(other)) == 1 and _letter(token) == _letter(other))


def _letter(token: str) -> str:
    return unicodedata.normalize("NFD", token)[0]

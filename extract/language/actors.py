"""Leading and supporting bodies that a text names for a task.

    told    := label ":" bodies                 "Cơ quan chủ trì: Sở Y tế; cơ quan phối hợp: Sở Nội vụ."
    leading := bodies lead-word [support-word bodies]   "Sở Y tế chủ trì, phối hợp với Sở Nội vụ mở lớp …"

Labels stand at the head of a line or behind the sentence of a task; the bodies behind a label are no part of the task.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from extract.language.agencies import starts_body
from extract.language.lexicon import fold
from extract.language.lists import split_list
from extract.language.phrases import Phrases, composed, phrases

_LEAD_END = re.compile(r"[;.]|$")
_SENTENCE_END = re.compile(r"\.(?=\s|/|$)|\)|$")
_LONGEST_NAME = 16
# "Sở Y tế, Sở Nội vụ theo lĩnh vực phụ trách, Ủy ban nhân dân các huyện": the field is no name and ends no list.
_FIELDS = composed(
    r"\s+theo\s+<<fields>>(?:,?\s+(?:và\s+)?nhiệm vụ)?(?:\s+<<given>>)?",
    fields=phrases("tasks", "field", "names", folded=False),
    given=phrases("tasks", "field", "given", folded=False),
)
PLAIN_DUTY_VERBS = phrases("tasks", "plain_duty_verbs")
DUTY_VERBS = phrases("tasks", "duty_verbs")
WORK_VERBS = phrases("tasks", "work_verbs")
_NO_VERBS = phrases("tasks", "no_verbs")
_LEAD = phrases("tasks", "lead_words")
_SUPPORT = phrases("tasks", "support_words")
_LABELS = composed(
    r"(?:^|[.;(,]|\s[-–+])\s*(?P<label>(?:(?P<support><<support>>)|<<lead>>)\s*:\s*)",
    lead=phrases("tasks", "lead_labels"),
    support=phrases("tasks", "support_labels"),
)
_BODY_STARTS = phrases("tasks", "body_starts")
_NO_BODIES = phrases("agencies", "not_bodies")
_PERSONS = phrases("tasks", "persons")
_POLITE = re.compile(r"^(?:đề nghị|giao|yêu cầu)\s+(?:cho\s+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Bodies behind a label; ``start`` and ``end`` are the offsets of label and bodies in the text."""

    lead: tuple[str, ...]
    support: tuple[str, ...]
    start: int
    end: int


@lru_cache(maxsize=2_000)
def bodies(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the leading and the supporting bodies that a text names, each in the order of the text.

    Bodies behind labels come first; a leading body named by a verb counts only where no label names one.

    >>> bodies("Phòng Y tế chủ trì, phối hợp với Phòng Nội vụ và Công an huyện triển khai thực hiện.")
    (('Phòng Y tế',), ('Phòng Nội vụ', 'Công an huyện'))
    >>> bodies("Mở lớp dạy bơi. Chủ trì: Phòng Y tế; phối hợp: Hội Phụ nữ xã.")
    (('Phòng Y tế',), ('Hội Phụ nữ xã',))
    """
    told = told_bodies(text)
    lead = tuple(dict.fromkeys(name for one in told for name in one.lead))
    support = tuple(dict.fromkeys(name for one in told for name in one.support))
    if not lead:
        lead, supporting, _ = _leading(text)
        support = supporting or support
    return lead, support


@lru_cache(maxsize=2_000)
def _leading(text: str) -> tuple[tuple[str, ...], tuple[str, ...], int]:
    """Return the bodies named by verbs ("X chủ trì, phối hợp với Y") and the end of their clause at the text's head."""
    folded = fold(text)
    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    end = 0
    leads = _LEAD.search(folded)
    if leads:
        head = re.split(r"[;.:]\s+", text[: leads.start()])[-1].strip(" ,-")
        # "Đơn vị chủ trì: …" is a label and names nobody.
        is_label = folded[leads.end() :].lstrip().startswith(":")
        lead = body_names(head) if opens_body(polite(head)) and not is_label else ()
        end = leads.end() if lead and len(head) >= leads.start() - 3 else 0
    supports = _SUPPORT.search(folded, leads.end() if leads else 0)
    if supports:
        stop = _LEAD_END.search(text, supports.end())
        tail = text[supports.end() : stop.start() if stop else len(text)]
        length = next(verb_starts(tail, DUTY_VERBS, WORK_VERBS), len(tail))
        # "Cơ chế phối hợp liên ngành", "cùng với dự toán ngân sách" name nobody.
        named = supports.group().startswith("phối hợp ") or opens_known_body(tail.strip())
        support = body_names(tail[:length]) if named else ()
        if end and not folded[end : supports.start()].strip(" ,;"):
            end = supports.end() + length
    return lead, support, end


@lru_cache(maxsize=2_000)
def told_bodies(text: str) -> tuple[Told, ...]:
    """Return the bodies behind each label ("Cơ quan chủ trì: …", "Thực hiện: …"), in order."""
    return tuple(_told_bodies(text))


def _told_bodies(text: str) -> Iterator[Told]:
    found = list(_LABELS.finditer(fold(text)))
    for number, label in enumerate(found):
        end = found[number + 1].start("label") if number + 1 < len(found) else len(text)
        stop = _SENTENCE_END.search(text, label.end(), end)
        last = stop.start() if stop else end
        lead: tuple[str, ...] = ()
        support: tuple[str, ...] = ()
        for piece in re.finditer(r"[^;]+", text[label.end() : last]):
            opening = polite(piece.group().strip())
            if not (opens_body(opening) or _PERSONS.match(fold(opening))):
                # "Thực hiện: Sở Y tế; mở lớp …": the list ends before the task.
                last = label.end() + piece.start()
                break
            leading, supporting, _ = _leading(piece.group())
            names = leading or listed_bodies(piece.group())
            lead, support = (
                (lead, support + names) if label["support"] else (lead + names, support + supporting)
            )
        if lead or support:
            yield Told(lead=lead, support=support, start=label.start("label"), end=last)


@lru_cache(maxsize=2_000)
def without_bodies(text: str) -> str:
    """Return a text without the clauses that only name the bodies for the work.

    >>> without_bodies("Mở lớp dạy bơi. Cơ quan chủ trì: Phòng Y tế; phối hợp: Hội Phụ nữ.")
    'Mở lớp dạy bơi.'
    >>> without_bodies("Phòng Y tế chủ trì, phối hợp với Hội Phụ nữ mở lớp dạy bơi.")
    'mở lớp dạy bơi.'
    """
    kept, at = [], 0
    for told in told_bodies(text):
        kept.append(text[at : told.start])
        at = told.end
    kept.append(text[at:])
    left = "".join(kept).strip(" ;,.-–()/") if at else text
    left = left[_leading(left)[2] :].strip(" ,;:")
    return f"{left}." if left and at and text.rstrip(" /").endswith(".") else left


def is_actor_line(text: str) -> bool:
    """Whether a text only names bodies behind labels: "Thực hiện: Sở Y tế, Sở Nội vụ."."""
    return bool(told_bodies(text)) and not without_bodies(text)


def opens_body(text: str) -> bool:
    """Whether a text begins with the name of a body, or of several ("các sở")."""
    return starts_body(text) or opens_known_body(text)


def opens_known_body(text: str) -> bool:
    """Whether a text begins with a body that does the work of plans; "liên ngành" and "thủ tướng" are none."""
    folded = fold(text)
    return _BODY_STARTS.match(folded) is not None and not _NO_BODIES.match(folded)


def body_names(text: str) -> tuple[str, ...]:
    """Return the names of bodies in a list; "các phòng, ban, ngành" is one item."""
    found: list[str] = []
    for piece in split_list(polite(_FIELDS.sub("", text).strip(" ,;:.-"))):
        name = piece.strip(" ,;:.-")
        if not name or len(name.split()) > _LONGEST_NAME:
            continue
        if (
            found
            and name[0].islower()
            and not name.startswith(("các ", "các cơ"))
            and "các" in fold(found[-1]).split()
        ):
            found[-1] = f"{found[-1]}, {name}"
        else:
            found.append(name)
    return tuple(found)


@lru_cache(maxsize=2_000)
def listed_bodies(text: str) -> tuple[str, ...]:
    """Return the names of a list of bodies up to the first verb.

    >>> listed_bodies("Bộ Giáo dục và Đào tạo hướng dẫn các trường học")
    ('Bộ Giáo dục và Đào tạo',)
    """
    text = _FIELDS.sub("", text)
    return body_names(text[: next(verb_starts(text, DUTY_VERBS, WORK_VERBS), len(text))])


def verb_starts(text: str, *verbs: Phrases) -> Iterator[int]:
    """Offsets of the verbs of the lists, in order.

    A verb counts only in small letters and outside compounds: "Phòng Giáo dục và Đào tạo" and "các tổ chức xã hội" are
    names.
    """
    folded = fold(text)
    kept = [found.span() for found in _NO_VERBS.finditer(folded)]
    for at in sorted({found.start() for listed in verbs for found in listed.finditer(folded)}):
        if text[at].islower() and not any(start <= at < end for start, end in kept):
            yield at


def polite(text: str) -> str:
    """Return a text without the request before a body: "Đề nghị", "Giao cho"."""
    return _POLITE.sub("", text)

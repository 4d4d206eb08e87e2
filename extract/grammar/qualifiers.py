"""The words next to a value: bound, effort, change, rate, on both sides.

Words are peeled off the value one phrase after the other, outwards, as long as the lexicon knows them:
"tăng | bình quân | tối thiểu | 5%" gives change, rate and bound. What is peeled is not part of the subject.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from extract.language.lexicon import alternatives, fold, load, words
from extract.model import Bound, Change, Effort


@dataclass(frozen=True, slots=True, kw_only=True)
class Qualifiers:
    """What the words around ``text[start:end]`` say; ``start`` and ``end`` include them.

    ``level`` is "up" or "down" where a verb leads to a level ("đạt", "còn"); ``from_word`` tells that "từ" stood
    before the value, which may then be where a change begins.
    """

    start: int
    end: int
    bound: Bound | None = None
    about: bool = False
    effort: Effort | None = None
    change: Change | None = None
    level: str | None = None
    per: str | None = None
    from_word: bool = False


def read_qualifiers(folded: str, start: int, end: int, *, floor: int, ceiling: int) -> Qualifiers:
    """Qualifiers of the value at ``folded[start:end]``, looking no further than ``floor`` and ``ceiling``."""
    left, tags = _peel_left(folded, start, floor)
    right, after = _peel_right(folded, end, ceiling)
    bounds = [Bound(tag[6:]) for tag in tags if tag.startswith("bound:") and tag != "bound:about"]
    bounds += [Bound(tag[6:]) for tag in after if tag.startswith("bound:")]
    changes = [tag for tag in tags if tag.startswith(("change:", "level:"))]
    efforts = [Effort(tag[7:]) for tag in tags if tag.startswith("effort:")]
    change = None
    # The verb nearest to the value decides: "tăng lên 60%" leads to a level, "đạt tăng 5%" is a change.
    if changes and changes[0].startswith("change:"):
        change = Change(changes[0][7:])
    level = next((tag[6:] for tag in changes if tag.startswith("level:")), None)
    per = "year" if "per:year" in tags or "per:year" in after else None
    if per is None:
        per = next((tag[4:] for tag in after if tag.startswith("per:")), None)
    return Qualifiers(
        start=left,
        end=right,
        bound=bounds[0] if bounds else None,
        about="bound:about" in tags,
        effort=Effort.AIM if Effort.AIM in efforts else (efforts[0] if efforts else None),
        change=change,
        level=None if change else level,
        per=per,
        from_word="từ" in tags,
    )


def _peel_left(folded: str, start: int, floor: int) -> tuple[int, list[str]]:
    """Place where the known words before the value begin, and their tags, the nearest first."""
    tags: list[str] = []
    while True:
        window = folded[max(floor, start - 48) : start]
        found = _left_pattern().search(window)
        if not found or not found.group().strip():
            return start, tags
        phrase = " ".join(found["phrase"].split()) if found["phrase"] else ""
        if phrase in _only_before() and not _only_before()[phrase].match(folded, start):
            return start, tags
        tags.extend(_left_tags().get(phrase, ()))
        start -= len(window) - found.start("phrase") if found["phrase"] else len(found.group())


@cache
def _only_before() -> Mapping[str, re.Pattern[str]]:
    """ "cơ bản" softens only what it stands before: "cơ bản đạt 60%", not "dịch vụ cơ bản còn 9%"."""
    return {
        fold(word): re.compile(rf"(?:{alternatives(fold(verb) for verb in verbs)})(?!\w)")
        for word, verbs in load("quantities")["effort"]["aim_before"].items()
    }


def _peel_right(folded: str, end: int, ceiling: int) -> tuple[int, list[str]]:
    tags: list[str] = []
    while True:
        found = _right_pattern().match(folded, end, min(len(folded), ceiling))
        if not found:
            return end, tags
        tags.extend(_right_tags()[" ".join(found["phrase"].split())])
        end = found.end()


@cache
def _left_tags() -> Mapping[str, tuple[str, ...]]:
    table = load("quantities")
    tags: dict[str, list[str]] = {}

    def add(phrases: list[str], *values: str) -> None:
        for phrase in phrases:
            tags.setdefault(fold(phrase), []).extend(values)

    add(table["bridge"]["words"])
    add(["từ"], "từ")
    for name in ("at_least", "more_than", "at_most", "less_than", "about"):
        add(table["bounds"][name], f"bound:{name}")
    for name in ("firm", "aim"):
        add(table["effort"][name], f"effort:{name}")
    add(table["effort"]["firm_next"], "effort:firm")
    add(table["effort"]["slips"], "effort:aim")
    add(list(table["effort"]["aim_before"]), "effort:aim")
    for name in ("increase", "decrease"):
        add(table["change"][name], f"change:{name}")
    for name in ("up", "down"):
        add(table["level"][name], f"level:{name}")
    add(table["per"]["year_before"], "per:year")
    return {phrase: tuple(values) for phrase, values in tags.items()}


@cache
def _left_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:(?<!\w)(?P<phrase>{alternatives(_left_tags())}))\s*$")


@cache
def _right_tags() -> Mapping[str, tuple[str, ...]]:
    table = load("quantities")
    tags: dict[str, tuple[str, ...]] = {}
    for name in ("at_least", "at_most"):
        for phrase in table["bounds_after"][name]:
            tags[fold(phrase)] = (f"bound:{name}",)
    for phrase in table["per"]["year_after"]:
        tags[fold(phrase)] = ("per:year",)
    for name in ("month", "quarter", "week", "day"):
        for phrase in table["per"][f"{name}_after"]:
            tags[fold(phrase)] = (f"per:{name}",)
    return tags


@cache
def _right_pattern() -> re.Pattern[str]:
    return re.compile(rf"\s*,?\s*(?P<phrase>{alternatives(_right_tags())})(?!\w)")


def clause_effort(folded: str) -> Effort | None:
    """The effort that words before a value, not next to it, give: "Phấn đấu đến năm 2025 có …"."""
    if _aim_pattern().search(folded):
        return Effort.AIM
    # "Duy trì 12 câu lạc bộ và thành lập 30 …": what is set up anew is not maintained.
    firm = _firm_pattern().match(folded.lstrip(" -+,")) and not _new_duty().search(folded)
    return Effort.FIRM if firm else None


def opening_effort(folded: str) -> Effort | None:
    """The effort that opens a stem or heading and so governs the items below it: "Phấn đấu đến năm 2025:"."""
    return Effort.AIM if _aim_pattern().match(folded.lstrip(" -+,")) else None


@cache
def _new_duty() -> re.Pattern[str]:
    verbs = alternatives(fold(word) for word in words("tasks", "duty_verbs"))
    return re.compile(rf"\s(?:và|đồng thời)\s+(?:{verbs})(?!\w)")


@cache
def _aim_pattern() -> re.Pattern[str]:
    table = load("quantities")["effort"]
    plain = alternatives(fold(word) for word in table["aim"])
    before = "|".join(
        rf"{alternatives([fold(word)])}\s+(?:{alternatives(fold(verb) for verb in verbs)})"
        for word, verbs in table["aim_before"].items()
    )
    return re.compile(rf"(?<!\w)(?:{plain}|{before})(?!\w)")


@cache
def _firm_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{alternatives(fold(word) for word in words('quantities', 'effort', 'firm'))})(?!\w)"
    )


def clause_bound(folded: str) -> Bound | None:
    """The bound that opens a clause: "Khống chế tỷ lệ béo phì ở mức 7%"."""
    text = _skip_pattern().sub("", folded.lstrip(" -+,"), count=1)
    return Bound.AT_MOST if _ceiling_pattern().match(text) else None


@cache
def _ceiling_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{alternatives(fold(word) for word in words('quantities', 'clause_bounds', 'at_most'))})(?!\w)"
    )


def clause_change(folded: str) -> Change | None:
    """The change that opens a clause: "Giảm tỷ lệ hộ nghèo bình quân 1,5%/năm".

    Words that merely contain a change word ("tăng cường", "giảm nghèo") are none.
    """
    text = _skip_pattern().sub("", folded.lstrip(" -+,"), count=1)
    if _not_change().match(text):
        return None
    return next((change for change in Change if _changes(change).match(text)), None)


@cache
def _changes(change: Change) -> re.Pattern[str]:
    names = words("quantities", "change", change.value)
    return re.compile(rf"(?:{alternatives(fold(name) for name in names)})(?!\w)")


@cache
def _skip_pattern() -> re.Pattern[str]:
    """Efforts, rates and marked years that may stand before the verb of a clause."""
    table = load("quantities")
    skipped = [
        *table["effort"]["firm"],
        *table["effort"]["aim"],
        *table["per"]["year_before"],
        "bình quân",
        "trung bình",
    ]
    return re.compile(rf"^(?:(?:{alternatives(fold(word) for word in skipped)}|\x00+)[\s,:]*)+")


@cache
def _not_change() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{alternatives(fold(word) for word in words('quantities', 'change', 'not_change'))})(?!\w)"
    )

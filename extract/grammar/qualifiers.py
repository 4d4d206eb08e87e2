"""The words next to a value, on both sides: bound, effort, change, rate.

Words are peeled off the value phrase by phrase, outwards, as long as the lexicon knows them: "tăng | bình quân |
tối thiểu | 5%" gives change, rate and bound. Peeled words are no part of the subject.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.grammar.numbers.quantity import Quantity
from extract.language.phrases import Phrases, composed, phrases, several, valued
from extract.model import Bound, Change, Effort

NOT_ANY = r"không\s+(?:[^\W\d_]+,?\s+){1,5}?nào(?!\w)"
"""An expression for "không xã, thị trấn nào": none of them, so each."""


def _list(*keys: str) -> Phrases:
    return phrases("quantities", *keys)


def _bound(bound: Bound) -> Phrases:
    return several(_list("bounds", bound), _list("bound_signs", bound))


_FIRM, _AIM = _list("effort", "firm"), _list("effort", "aim")
_YEARLY = _list("per", "year_before")
_NUMBERED_BOUNDS = (Bound.AT_LEAST, Bound.MORE_THAN, Bound.AT_MOST, Bound.LESS_THAN)
# An adverb softens only the verb behind it: "cơ bản đạt 60%", not "dịch vụ cơ bản còn 9%".
_SOFTENERS, _SOFTENED = _list("effort", "softeners"), _list("effort", "softened")
_SOFTENED_NEXT = composed(r"<<words>>(?!\w)", words=_SOFTENED)
_BEFORE = valued(
    {
        "from": several(["từ"]),
        "added": several(["thêm"]),
        **{f"bound:{bound}": _bound(bound) for bound in _NUMBERED_BOUNDS},
        "bound:about": _list("bounds", "about"),
        "effort:firm": several(_FIRM, _list("effort", "firm_next")),
        "effort:aim": several(_AIM, _list("effort", "slips"), _SOFTENERS),
        **{f"change:{change}": _list("change", change) for change in Change},
        **{f"level:{level}": _list("level", level) for level in ("up", "down", "at", "done")},
        "per:year": _YEARLY,
        **{f"per:{name}": _list("per", f"{name}_before") for name in ("month", "quarter", "week", "day")},
    }
)
_NEXT_BEFORE = composed(
    # "ngân sách cấp trên 2.900 triệu đồng": of a higher level, not more.
    r"(?:(?<!\w)(?<!trở )(?<!đồng )(?<!ngân sách cấp )(?<!của cấp )(?P<phrase><<known>>))\s*$",
    known=several(_list("bridge", "words"), _BEFORE),
)
_BEHIND = valued(
    {
        **{f"bound:{bound}": _list("bounds_after", bound) for bound in (Bound.AT_LEAST, Bound.AT_MOST)},
        "per:year": several(_list("per", "year_after"), _list("per", "year_slashed")),
        **{f"per:{name}": _list("per", f"{name}_after") for name in ("month", "quarter", "week", "day")},
    }
)
_ABOVE = "trên"
_ENDS_PIECE = re.compile(r"\s*[,;.)]")
_NEXT_BEHIND = composed(r"\s*,?\s*(?P<phrase><<known>>)(?!\w)", known=_BEHIND)
_AIMED = composed(
    r"(?<!\w)(?:<<aims>>|<<softeners>>\s+<<softened>>)(?!\w)",
    aims=_AIM,
    softeners=_SOFTENERS,
    softened=_SOFTENED,
)
_NEW_DUTY = composed(r"\s(?:và|đồng thời)\s+<<verbs>>(?!\w)", verbs=phrases("tasks", "duty_verbs"))
_DUTY_BEHIND = composed(
    r"(?:,|\svà|\sđồng thời)\s+(?:<<plans>>\s+)?<<verbs>>(?!\w)",
    plans=phrases("quantities", "made", "before"),
    verbs=several(_list("made", "verbs"), phrases("tasks", "duty_verbs"), phrases("tasks", "work_verbs")),
)
# "Số buổi tối thiểu mỗi tháng: 4 buổi"
_NAMED_BOUNDS = valued({bound: _list("named_bounds", bound) for bound in (Bound.AT_LEAST, Bound.AT_MOST)})
_NAMED_BOUND = composed(r"(?<!\w)(?P<bound><<bounds>>)(?!\w)[^,;:()\d]{0,40}:\s*$", bounds=_NAMED_BOUNDS)
_AMOUNTS = _list("references", "names")
_CEILINGS = _list("clause_bounds", "at_most")
# "Trẻ em bị thấp còi, không quá", "tỷ lệ hộ nghèo (không cao hơn)"
_LONE_BOUNDS = valued({bound: _bound(bound) for bound in _NUMBERED_BOUNDS})
_BOUND_BEHIND = composed(
    r"\s*[,(]\s*(?P<bound><<bounds>>)\s*(?:\)\s*)?(?=$|\([^()]*\)$)", bounds=_LONE_BOUNDS
)
_CHANGES = valued({change: _list("change", change) for change in Change})
_NO_CHANGES = _list("change", "not_change")
# "Tăng …, bảo đảm không dưới 3%": behind the comma a verb of its own governs the value.
_OTHER_VERB = composed(
    r",\s*(?:và\s+)?<<verbs>>(?!\w)|(?<!\w)<<covering>>(?=[\s\x00]*(?:$|\d))",
    verbs=several(_FIRM, _AIM, _list("change", "other_verbs")),
    covering=_list("change", "covering"),
)
# "tốc độ tăng năng suất … đạt 7%": a noun that is a change, whatever verb follows.
_CHANGE_NOUNS = valued({change: _list("change", f"{change}_nouns") for change in Change})
# "các xã giảm …": the change behind a body; not where it is itself what is helped or planned.
_LED = composed(r"(?<!\w)(?P<verb><<verbs>>)(?!\w)", verbs=_CHANGES)
_NOT_LED = composed(r"(?<!\w)<<words>>\s*$", words=_list("change", "not_led"))
_RAISED = composed(r"(?<!\w)<<verbs>>(?!\w).*(?<!\w)thêm(?!\w)", verbs=_list("change", "raised"))
# "không để tỷ lệ này tụt dưới 95%", "không phải chờ quá 25 phút"
# At the head "không có xã dưới 15 tiêu chí"; "tỷ lệ hộ không có nhà tiêu dưới 20%" denies no bound.
_NONE_OF = composed(r"^\W*<<words>>(?!\w)", words=_list("denials", "heads"))
# … and "không thôn nào có dưới 02 …", at the head of a clause or behind a comma.
_DENIALS = composed(
    rf"(?<!\w)<<words>>(?!\w)|(?<!\w)<<nots>>(?:\s+<<small>>)*\s*$|(?:^|[,;:\x00])\W*{NOT_ANY}",
    words=_list("denials", "words"),
    nots=_list("denials", "nots"),
    small=_list("denials", "small"),
)
_NOT = composed(r"(?<!\w)<<nots>>\s+$", nots=several(_list("denials", "nots"), ["chưa"]))
# Efforts, rates and marked years that may stand before the verb of a clause.
_SKIPPED = composed(
    r"^(?:(?:<<words>>|\x00++)[\s,:]*)+", words=several(_FIRM, _AIM, _YEARLY, ["bình quân", "trung bình"])
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Qualifiers:
    """The qualifiers of a value; ``text[start:end]`` is the value with their words.

    ``level`` is "up" or "down" for a verb that leads to a level ("đạt", "còn"), "at" for one that tells no direction
    ("chiếm"), "done" for the end of another verb ("kiểm tra được"); ``from_word`` tells that "từ" comes before the
    value, which may then be the start of a change.
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
    added: bool = False
    """ "Thêm" stood before the value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A quantity with its qualifiers."""

    quantity: Quantity
    words: Qualifiers


def read_qualifiers(folded: str, start: int, end: int, *, floor: int, ceiling: int) -> Qualifiers:
    """The qualifiers of the value at ``folded[start:end]``, within ``floor`` and ``ceiling``."""
    left, tags = _peel_left(folded, start, floor)
    right, after = _peel_right(folded, end, ceiling)
    bounds = [Bound(tag[6:]) for tag in tags if tag.startswith("bound:") and tag != "bound:about"]
    bounds += [Bound(tag[6:]) for tag in after if tag.startswith("bound:")]
    changes = [tag for tag in tags if tag.startswith(("change:", "level:"))]
    efforts = [Effort(tag[7:]) for tag in tags if tag.startswith("effort:")]
    change = None
    # The verb nearest to the value decides: "tăng lên 60%" leads to a level, "giảm được 5%" is a change.
    verb = next((tag for tag in changes if tag != "level:done"), "")
    if verb.startswith("change:"):
        change = Change(verb[7:])
    levels = [tag[6:] for tag in changes if tag.startswith("level:")]
    # "xuống còn được 6%": a verb down tells more than one that only says that something is reached.
    level = next((kind for kind in ("down", "up", "at", "done") if kind in levels), None)
    per = "year" if "per:year" in tags or "per:year" in after else None
    if per is None:
        per = next((tag[4:] for tag in (*tags, *after) if tag.startswith("per:")), None)
    return Qualifiers(
        start=left,
        end=right,
        bound=bounds[0] if bounds else None,
        about="bound:about" in tags,
        effort=Effort.AIM if Effort.AIM in efforts else (efforts[0] if efforts else None),
        change=change,
        level=None if change else level,
        per=per,
        from_word="from" in tags,
        added="added" in tags,
    )


def _peel_left(folded: str, start: int, floor: int) -> tuple[int, list[str]]:
    """The start of the known words before the value, and their tags, the nearest first."""
    tags: list[str] = []
    while True:
        window = folded[max(floor, start - 48) : start]
        found = _NEXT_BEFORE.search(window)
        if not found:
            return start, tags
        phrase = found["phrase"]
        if "level:up" in _BEFORE.all(phrase) and _NOT.search(window, 0, found.start("phrase")):
            # "tỷ lệ mẫu không đạt là 4%": what is denied is a part of the thing.
            return start, tags
        if phrase == _ABOVE and any(tag.startswith("change:") for tag in tags):
            # "Trong nhóm tuổi trên giảm 37%": what was told above; a bound stands behind the verb.
            return start, tags
        if phrase in _SOFTENERS and not _SOFTENED_NEXT.match(folded, start):
            return start, tags
        tags.extend(_BEFORE.all(phrase))
        start -= len(window) - found.start("phrase")


def _peel_right(folded: str, end: int, ceiling: int) -> tuple[int, list[str]]:
    tags: list[str] = []
    while True:
        found = _NEXT_BEHIND.match(folded, end, min(len(folded), ceiling))
        if not found:
            return end, tags
        if ceiling < len(folded) and "," in found.group() and not _ENDS_PIECE.match(folded, found.end()):
            # "600 triệu đồng, mỗi năm 150 triệu đồng": behind the comma the words belong to the next value.
            return end, tags
        tags.extend(_BEHIND.all(found["phrase"]))
        end = found.end()


def clause_effort(folded: str) -> Effort | None:
    """The effort by words before a value that are not next to it: "Phấn đấu đến năm 2025 có …"."""
    if _AIMED.search(folded):
        return Effort.AIM
    # Not firm: in "Duy trì 12 câu lạc bộ và thành lập 30 …" the 30 clubs are new and not maintained.
    firm = _FIRM.match(folded.lstrip(" -+,")) and not _NEW_DUTY.search(folded)
    return Effort.FIRM if firm else None


def opening_effort(folded: str) -> Effort | None:
    """The effort that opens a stem or heading and governs the items below it: "Phấn đấu đến năm 2025:"."""
    return Effort.AIM if _AIMED.match(folded.lstrip(" -+,")) else None


def clause_bound(folded: str) -> Bound | None:
    """The bound that opens a clause: "Khống chế tỷ lệ béo phì ở mức 7%", "Không để tỷ lệ béo phì ở mức 7%"."""
    text = folded.lstrip(" -+,")
    openings = (text, _SKIPPED.sub("", text, count=1))
    return Bound.AT_MOST if any(map(_CEILINGS.match, openings)) else None


def named_bound(folded: str) -> Bound | None:
    """The bound in the name of a value, before its colon: "Số buổi tối thiểu mỗi tháng: 4 buổi"."""
    found = _NAMED_BOUND.search(_AMOUNTS.sub(lambda name: "\x00" * len(name.group()), folded))
    return _NAMED_BOUNDS[found["bound"]] if found else None


def bound_behind(folded: str) -> tuple[Bound, slice] | None:
    """The bound at the end of a name behind a comma or in a bracket, and where it stands; None without one.

    A gloss may stand behind: "trẻ em bị thấp còi, không quá (hộ nghèo)".

    >>> bound_behind("tỷ lệ hộ nghèo theo vùng (không cao hơn)")
    (<Bound.AT_MOST: 'at_most'>, slice(24, 40, None))
    """
    found = _BOUND_BEHIND.search(folded)
    return (_LONE_BOUNDS[found["bound"]], slice(*found.span())) if found else None


def opens_duty(folded: str) -> bool:
    """Whether a verb of a duty stands behind a joining word: "… 10 chợ và xây dựng thêm"."""
    return _DUTY_BEHIND.search(folded) is not None


def clause_change(folded: str) -> Change | None:
    """The change that opens a clause: "Giảm tỷ lệ hộ nghèo bình quân 1,5%/năm".

    Words that merely contain a change word ("tăng cường", "giảm nghèo") do not count.
    """
    text = _SKIPPED.sub("", folded.lstrip(" -+,"), count=1)
    found = None if _NO_CHANGES.match(text) or _OTHER_VERB.search(text) else _CHANGES.match(text)
    return _CHANGES[found.group()] if found else None


def led_change(folded: str, around: Qualifiers, unit: str | None) -> Change | None:
    """The change that words farther before a value give.

    A noun of change ("tốc độ tăng …") does so whatever verb follows, "nâng … thêm" likewise. A verb behind a body
    ("các xã giảm tỷ lệ …") does so for shares and multiples without a verb of their own.
    """
    noun = _CHANGE_NOUNS.search(folded)
    if noun is not None:
        return _CHANGE_NOUNS[noun.group()]
    if _RAISED.search(f"{folded} {'thêm' if around.added else ''}"):
        return Change.INCREASE
    if around.level is not None or unit not in ("%", "‰", "điểm %", "lần"):
        return None
    found = None
    opened = folded.rfind("(")
    inside = opened > folded.rfind(")")
    for verb in _LED.finditer(folded):
        before = folded[: verb.start()]
        if inside and verb.end() < len(folded[:opened].rstrip()):
            continue  # Behind "(" only a verb that stands right before it leads the value.
        if not _NO_CHANGES.match(folded, verb.start()) and not _NOT_LED.search(before):
            found = verb
    if found is None or _OTHER_VERB.search(folded, found.end()):
        return None
    return _CHANGES[found["verb"]]


def is_denied(folded: str) -> bool:
    """Whether words before a bound deny it: "không để tỷ lệ này tụt dưới"."""
    return _DENIALS.search(folded) is not None or _NONE_OF.match(folded) is not None

"""The subject of a measure, the groups it covers, and its condition."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.grammar.clauses import Clause, Segment, split_clauses
from extract.grammar.qualifiers import Value
from extract.kept import kept
from extract.language.lexicon import fold
from extract.language.lists import split_list
from extract.language.phrases import composed, phrases, several
from extract.model import Measure
from extract.traced import Traced

_SCOPE_UNITS = phrases("quantities", "scope", "units")
_EACH = phrases("quantities", "per", "each_before")
_EDGES = " ,;:.-–()/+"
# Words that are left over at the ends of a subject once value and time are cut out.
_LOOSE = composed(
    r"^(?:(?!(?:cả nước|của cải)(?!\w))<<first>>|[,;:\s])+(?=\s)"
    r"|(?<!không)(?<!chưa)\s+(?:<<last>>|<<gradual>>|(?<!trở )lên|,)$|^<<gradual>>$",
    re.IGNORECASE,
    gradual=phrases("quantities", "change", "gradual"),
    first=phrases("quantities", "subject", "loose_first"),
    last=phrases("quantities", "subject", "loose_last"),
)
_ONLY_LINKS = several(
    phrases("quantities", "state", "links"),
    phrases("quantities", "state", "labels"),
    phrases("quantities", "state", "consequences"),
    phrases("quantities", "subject", "filled"),
)
_PLACE = composed(r"(?<!\w)(?:tại|thuộc|ở)(?!\w)")
_HEADS = composed(r"(?:<<words>>\s+)+", words=phrases("quantities", "scope", "heads"))
_PREDICATES = phrases("quantities", "scope", "predicates")
_DESCRIBING = phrases("quantities", "scope", "describing")
_LINKED = composed(r" <<words>>$", words=phrases("quantities", "scope", "links"))
_CLAUSES = composed(r"<<words>>(?!\w)", words=phrases("quantities", "scope", "clauses"))
_OF = re.compile(r"^.*\scủa (?:các|những) ")
_AGENT = composed(r"(?<=\w)(?<!tự)(?<!lý)(?<!lí)\s+do\s")
_CONDITIONS = phrases("quantities", "condition", "starts")
_NO_CONDITION = composed(r"(?<!\w)<<words>>\s+$", words=phrases("quantities", "condition", "not_behind"))
_CONDITION_END = composed(r"[,;.()]|\s<<words>>\s|$", words=phrases("quantities", "condition", "ends"))
# "70% trong số 80% hộ đăng ký": a share of a share.
SHARE_OF = composed(
    r"(?<=%)\s*(?P<whole><<words>>\s*\d+(?:,\d+)?\s*%)", words=phrases("quantities", "share", "of")
)
"""The pattern of the whole of a share, with its words."""
# "nếu …", "khi bố trí được kinh phí", "tùy điều kiện …", "trong khả năng cân đối": the whole target waits for it.
_OPEN = composed(
    r"(?<!\w)(?<!trước )(?:<<ifs>>(?!\w)(?!\s+có(?:\s*[,;.)]|$))"
    r"|<<whens>>\s+(?:[^\W\d]+\s+){0,6}?<<means>>(?!\w)"
    r"|<<depends>>\s+(?:[^\W\d]+\s+){0,2}?<<grounds>>(?!\w)"
    r"|<<withins>>\s+(?:[^\W\d]+\s+)?<<limits>>\s+(?:[^\W\d]+\s+){0,3}?<<sources>>(?!\w))",
    ifs=phrases("quantities", "condition", "ifs"),
    whens=phrases("quantities", "condition", "whens"),
    means=phrases("quantities", "condition", "means"),
    depends=phrases("quantities", "condition", "depends"),
    grounds=phrases("quantities", "condition", "grounds"),
    withins=phrases("quantities", "condition", "withins"),
    limits=phrases("quantities", "condition", "limits"),
    sources=phrases("quantities", "condition", "sources"),
)
_OPEN_END = composed(r"[,;.():]|\s<<words>>\s|$", words=phrases("quantities", "condition", "open_ends"))
# "Phấn đấu đạt được một số chỉ tiêu sau: …", "Mục tiêu đến năm 2025, …": what is announced has no name of its own.
_ANNOUNCED = composed(
    r"^[^:;]{0,80}?(?<!\w)(?P<noun><<nouns>>)(?:[\s\x00]++(?:<<tails>>|<<efforts>>)|\x00++)*\s*:(?=\s*\S)"
    r"|^[^:;\d]{0,120}?(?<!\w)<<sets>>\s+(?P<set><<nouns>>)(?:\s+<<tails>>)*(?=\s*[\x00,:])"
    r"|^\W*<<nouns>>(?:\s+<<tails>>)*(?=\s*[\x00,:]|\s+<<efforts>>)",
    nouns=phrases("quantities", "announced", "nouns"),
    sets=phrases("quantities", "announced", "sets"),
    tails=phrases("quantities", "announced", "tails"),
    efforts=several(phrases("quantities", "effort", "aim"), phrases("quantities", "level", "up")),
)
# "…, ngoài 30 hộ đã có": a remark on those that are not meant.
_ASIDE = composed(
    r"[,;]?\s*(?<!\w)<<words>>\s+\d[^,;:()]*", words=phrases("quantities", "not_measure", "beside")
)
# "85 người, phần đông là dân quân": who most of them are.
_MOSTLY = composed(r",\s*<<words>>\s+[^,;:()\d]+", words=phrases("quantities", "not_measure", "mostly"))
# "…, cụ thể: Bản Ngoài (20), Bản Trong (25)": who gets how many of it.
_ALLOTTED = composed(
    r"\s*[,;]?\s*(?:(?<!\w)<<words>>)?\s*:(?:[^:;()]{2,40}\(\s*\d[\d.,]*[^()\d]{0,15}\)\s*[,;.]?){2,}.*$",
    words=phrases("tasks", "lists_sources"),
)
_SHORT = 3
"""Words that may stand behind the condition of a clause that holds nothing else: ", phấn đấu:"."""
_CARRIER = composed(r"^\W*(?:<<words>>\s+)?(?:là\s+)?$", words=phrases("quantities", "condition", "carriers"))


def subject_of(text: str, segment: tuple[int, int], cut_out: Sequence[tuple[int, int]]) -> str:
    """The words of a segment without the spans in ``cut_out``, single-spaced."""
    start, end = segment
    letters = list(text[start:end])
    for first, last in cut_out:
        for place in range(max(first, start), min(last, end)):
            letters[place - start] = "\x00"
    words_left = re.sub(r"\s*\x00+\s*(?:(?:tổng\s+)?số\s+)?", " ", "".join(letters))
    words_left = re.sub(r"\s+", " ", re.sub(r"\(\s*\)", " ", words_left)).strip(_EDGES)
    words_left = re.sub(r"(?: ?,)+(?= |$)", ",", words_left)
    if _ONLY_LINKS.fullmatch(fold(words_left)):
        return ""
    while True:
        shorter = _LOOSE.sub("", words_left).strip(_EDGES)
        if shorter == words_left:
            return f"{words_left})" if words_left.count("(") > words_left.count(")") else words_left
        words_left = shorter


def announced(folded: str) -> tuple[int, int]:
    """Where a head that only announces values ends, and where its noun starts; zeros without such a head.

    Times are blanked in ``folded``.

    >>> announced("phấn đấu đạt các chỉ tiêu sau: 60% số xã …")
    (30, 17)
    """
    found = _ANNOUNCED.match(folded)
    return (found.end(), max(found.start("noun"), found.start("set"), 0)) if found else (0, 0)


def asides(folded: str) -> list[tuple[int, int]]:
    """The spans of a clause that are no part of a subject: what is not counted, who gets how many."""
    return [found.span() for pattern in (_ASIDE, _MOSTLY, _ALLOTTED) for found in pattern.finditer(folded)]


@kept(1_000)
def scope_of(subject: str) -> tuple[str, ...]:
    """The groups or bodies that the subject lists before its predicate, and those listed behind "tại".

    A list has at least two items: a single noun is the subject itself.

    >>> scope_of("số xã, phường, thị trấn và cơ sở y tế có góc tư vấn")
    ('xã', 'phường', 'thị trấn', 'cơ sở y tế')
    """
    place = _PLACE.search(fold(subject))
    behind = _listed(subject[place.end() :]) if place else []
    if place is None or len(behind) < 2:
        found = _listed(subject)
        return tuple(dict.fromkeys(found)) if len(found) > 1 else ()
    found = _listed(subject[: place.start()])
    return tuple(dict.fromkeys([*(found if len(found) > 1 else []), *behind]))


def _listed(text: str) -> list[str]:
    """The items up to the predicate, each without words such as "số", "các"."""
    text = re.sub(r"\s*\([^()]*\)", "", text)
    text = text[: predicate_start(text)]
    # "dữ liệu do bộ, ngành chia sẻ": who acts is none of those whom the target covers.
    agent = _AGENT.search(fold(text))
    text = text[: agent.start()] if agent else text
    items: list[str] = []
    for piece in split_list(text):
        if _CLAUSES.match(fold(piece).strip(_EDGES)):
            break
        head = _HEADS.match(fold(piece)) or (None if items else _OF.match(fold(piece)))
        item = (piece[head.end() :] if head else piece).strip(_EDGES)
        if item and len(item.split()) <= 14:
            items.append(item)
    return _without_shared_head(items)


def _without_shared_head(items: list[str]) -> list[str]:
    """ "vị trí đường xã, đường liên thôn": the head of the first item is that of all, and no part of a name."""
    for other in items[1:]:
        shared = re.search(rf"(?<=\s){re.escape(fold(other).split()[0])}(?=\s)", fold(items[0]))
        if shared:
            return [items[0][shared.start() :], *items[1:]]
    return items


def predicate_start(text: str) -> int:
    """The offset of the predicate: of its verb, or without a verb of a describing word."""
    folded = fold(text)
    for found in _PREDICATES.finditer(folded):
        before = folded[: found.start()].rstrip()
        opens_item = not before or before[-1] in ",;" or _LINKED.search(before)
        if not opens_item and not before.endswith(" có"):
            return found.start()
    describing = _DESCRIBING.search(folded, 1)
    return describing.start() if describing else len(text)


def condition_of(text: str, cuts: Sequence[tuple[int, int]] = ()) -> str | None:
    """The phrases that narrow the scope of a measure or that it depends on, joined by "; "; None without one.

    No condition reaches into one of the spans in ``cuts`` (values, time words).

    >>> condition_of("hộ nghèo có nhu cầu được vay vốn khi bố trí được kinh phí")
    'có nhu cầu; khi bố trí được kinh phí'
    """
    whole = SHARE_OF.search(fold(text))
    of_whole = text[whole.start("whole") : whole.end()] if whole else None
    found = [one for one in (of_whole, _group_condition(text), open_condition(text, cuts)) if one]
    if len(found) > 1 and fold(found[0]) in fold(found[1]):
        found = found[1:]
    return "; ".join(found) or None


def _group_condition(text: str) -> str | None:
    """The first phrase that narrows the scope ("nếu có", "đủ điều kiện …")."""
    folded = fold(text)
    every = _CONDITIONS.finditer(folded)
    found = next((one for one in every if not _NO_CONDITION.search(folded, 0, one.start())), None)
    if found is None:
        return None
    if "chứng nhận" in fold(text[max(0, found.start() - 30) : found.start()]):
        # "Giấy chứng nhận cơ sở đủ điều kiện …" is the name of a paper.
        return None
    rest = _CONDITION_END.search(fold(text), found.end())
    return text[found.start() : rest.start() if rest else len(text)].strip(_EDGES)


def open_condition(text: str, cuts: Sequence[tuple[int, int]] = ()) -> str | None:
    """The first phrase that makes the whole target depend on means or consent; None without one.

    >>> open_condition("tùy khả năng ngân sách, hỗ trợ hộ nghèo"), open_condition("khi giải quyết thủ tục")
    ('tùy khả năng ngân sách', None)
    """
    folded = fold(text)
    for start, end in cuts:
        folded = folded[:start] + ";" * (min(end, len(folded)) - start) + folded[end:]
    found = _OPEN.search(folded)
    if found is None:
        return None
    rest = _OPEN_END.search(folded, found.end())
    return text[found.start() : rest.start() if rest else len(text)].strip(_EDGES)


def lone_condition(text: str) -> str | None:
    """The condition of a clause that holds little else: "thực hiện khi có đủ kinh phí"; None for other clauses."""
    found = open_condition(text)
    if found is None:
        return None
    before, _, behind = text.partition(found)
    alone = _CARRIER.match(fold(before)) and len(behind.split()) <= _SHORT and not re.search(r"\d", behind)
    return found if alone else None


def waiting(measures: list[Measure], text: Traced, stem: str) -> list[Measure]:
    """The measures under a condition that stands in the stem or in a clause of its own, beside their own ones."""
    condition = open_condition(stem)
    if condition is None and open_condition(text.text):
        alone = (lone_condition(clause.text.text) for clause in split_clauses(text))
        condition = next(filter(None, alone), None)
    if condition is None:
        return measures
    own = [measure.condition or "" for measure in measures]
    joined = [one if condition in one else f"{one}; {condition}" if one else condition for one in own]
    return [replace(measure, condition=one) for measure, one in zip(measures, joined, strict=True)]


def covered(listing: str, subject: str) -> tuple[str, ...]:
    """Groups the measure covers; a subject before the value counts as a list only from three items on."""
    if listing:
        return scope_of(listing)
    found = scope_of(subject)
    return found if len(found) > 2 else ()


def listing_of(
    clause: Clause, segment: Segment, value: Value, cut_out: list[tuple[int, int]], *, each: bool
) -> str:
    """The words that list the groups a value covers: "60% số xã, phường …" behind, "mỗi xã, phường …" before it."""
    text = clause.text.text
    if each:
        # "mỗi xã có 01 điểm … năm 2025 và 02 điểm năm 2030": the list ends at the first value, also for the second.
        end = min(value.words.start, *(start for start, _ in clause.values if start >= segment.start))
        heads = [found.start() for found in _EACH.finditer(fold(text), segment.start, end)]
        return subject_of(text, (heads[0] if heads else segment.start, end), cut_out)
    unit = value.quantity.unit or ""
    if value.quantity.number_end >= segment.end or (
        value.quantity.number_end < value.quantity.end and unit not in _SCOPE_UNITS
    ):
        return ""
    behind = subject_of(text, (value.quantity.number_end, segment.end), cut_out)
    return behind if len(behind.split()) > 2 else ""

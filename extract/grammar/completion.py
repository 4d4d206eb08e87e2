"""What the measures of one sentence lend to each other: subject, base, baseline, the items of a list.

A later value says only what is new; everything else is that of the value before, of the stem, or of the last value.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.grammar.clauses import ANAPHORA, Clause
from extract.grammar.directions import Setting, direction_of
from extract.grammar.marks import Mark, MarkKind, blanked
from extract.grammar.qualifiers import Value
from extract.grammar.quantities import RANK
from extract.grammar.subjects import predicate_start, subject_of
from extract.language.lexicon import fold
from extract.language.phrases import composed, phrases, several
from extract.model import Better, Bound, Change, Measure

_PREDICATES = composed(
    r"(?<!\w)(?:<<verbs>>|<<having>>)(?!\w)",
    verbs=phrases("quantities", "scope", "predicates"),
    having=phrases("quantities", "subject", "predicates"),
)
# "số người này", "các hồ ấy", at the head of a subject
_THOSE = composed(
    r"(?:(?:số|các|những)\s+)?(?:(?!<<others>>\s)(?P<noun>[^\W\d_]+(?:\s+[^\W\d_]+){0,2}?)\s+)?<<words>>(?!\w)",
    others=phrases("quantities", "anaphora", "no_nouns"),
    words=phrases("quantities", "anaphora", "pointers"),
)
# "mỗi nơi buổi", "từng thôn": those of whom a value before tells something, and a unit.
_OF_EACH = re.compile(r"(?:mỗi|từng)\s+(?P<noun>[^\W\d_]+)(?!\w)")
_ALIKE = phrases("quantities", "per", "alike")
_ATTRIBUTE = composed(
    r"<<names>>(?:\s+[^\W\d_]+)?(?:\s+<<since>>(?!\w).*)?",
    names=phrases("quantities", "subject", "attributes"),
    since=phrases("quantities", "time_limit", "since"),
)
_NOUN_BEHIND = re.compile(r"\s+[^\W\d_]{2,}")
_NEAR = 20
"""Measures before one in which its base may stand; a sentence has no more, a damaged file may have thousands."""
_SHORTEST_STEM = 3
"""Words of a subject that may stand before a colon for several values."""
_LONGEST_THIN = 4
"""Words of "mỗi tổ … thành viên", which says nothing of the thing counted before."""
_LONGEST_OWN_SUBJECT = 9
"""Words of a subject that may still be completed by a stem."""
_SEPARATORS = re.compile(r",\s*(?:và\s+)?|\s+và\s+")
# "Tỷ lệ xã, phường có thư viện lần lượt …": what is said of all stands behind the list.
_PREDICATE = composed(r"\s<<words>>(?!\w)", words=phrases("quantities", "subject", "predicates"))
# "hơn 80% xã", "phấn đấu ít nhất 90% số hộ": a share before what it is of.
_SHARE_FIRST = re.compile(r"(?:[^\W\d_]+\s+){0,4}\d+(?:,\d+)?\s*%\s+\w")
_APART = "riêng"
# "… thuộc nhóm 3 huyện dẫn đầu tỉnh, nhóm 10 huyện dẫn đầu vùng", "… và vươn lên top 10"
_GROUP = composed(r"(?<!\w)<<words>>(?!\w)", words=phrases("quantities", "rank", "groups"))
_FEWEST_OWN = 3
"""Words before "nhóm", "top" that are a subject and no mere verb."""
_RATIO = composed(
    r"(?:<<verbs>>\s+)?(?:<<names>>)(?!\w)",
    verbs=several(*(phrases("quantities", "change", name) for name in ("increase", "decrease", "raised"))),
    names=phrases("quantities", "ratios", "names"),
)
_LONGEST_HEAD, _LONGEST_KIND = 12, 16
"""Words of the head of a ratio ("tỷ trọng khu vực"), and of what it is the ratio of."""
# "ở xã", "các phường", "nông thôn": where something is asked, and nothing of what.
_AREA = composed(
    r"(?:<<at>>\s+)?(?:(?:các|những|số)\s+)?(?:<<areas>>)",
    at=several(phrases("quantities", "per", "each_places"), ["đối với", "của"]),
    areas=phrases("quantities", "subject", "areas"),
)
_AREA_AT_END = composed(r"(?<!\w)<<area>>$", area=_AREA)
_AREA_AT_HEAD = composed(r"<<area>>(?=\s)", area=_AREA)
_PERSONS = phrases("units", "count", "person")
_JOINING, _PLURAL = {"và", "hoặc"}, {"các", "những"}
_SHORTEST_REMARK = 4
"""Words of a remark behind a value and a comma: "đến năm 2030 có 03 trạm, số liệu truyền về Sở"."""
_LONGEST_ITEM = 5
"""Words of one thing in such a list."""


def completed(measure: Measure, before: Sequence[Measure]) -> Measure:
    """A measure with what the measures before it in its sentence give it."""
    if not before:
        return measure
    return _after(_with_base_of(_resolved(measure, before), before), before[-1])


def _after(measure: Measure, last: Measure) -> Measure:
    """Complete a measure without a subject of its own by that of the measure before it."""
    if fold(measure.subject).startswith(_APART):
        rest = measure.subject[len(_APART) :].strip()
        # "…; riêng số khách nghỉ qua đêm tăng 12% mỗi năm" tells another thing of other people.
        alone = rest == last.subject or (measure.unit != last.unit and len(rest.split()) >= _LONGEST_THIN)
        return replace(measure, subject=rest) if alone else _apart(measure, last)
    if turned := _in_another_area(measure, last):
        return replace(measure, subject=turned)
    if _says_less(measure, last):
        each = measure.each or last.each
        return replace(
            measure,
            subject=last.subject,
            scope=last.scope,
            each=each,
            per=measure.per or ("unit" if each else None),
            condition=measure.condition or last.condition,
        )
    persons = fold(measure.subject) == measure.unit and all(
        _PERSONS.fullmatch(one.unit or "") for one in (measure, last)
    )
    if persons and measure.deadline != last.deadline:
        # "Tạo việc làm cho 500 lao động năm 2024 và năm 2025 là 600 người": the persons by another name.
        return replace(
            measure, subject=last.subject, scope=last.scope, unsure=last.unsure, better=last.better
        )
    if _ATTRIBUTE.fullmatch(fold(measure.subject)):
        # "…, tần suất tối thiểu 02 lần/năm": how often, how long, by when what stands before it.
        return replace(measure, subject=f"{last.subject}, {measure.subject}")
    if headed := _headed(measure, last):
        return replace(measure, subject=headed)
    if (
        last.change
        and last.unit == "%"
        and not measure.change
        and fold(measure.subject) in ("", measure.unit)
    ):
        # "Tổng đàn lợn tăng 5%/năm; đến năm 2025 đạt 12.000 con": how fast a thing grows, then how much there is.
        subject, better = f"{last.subject} {measure.subject}".strip(), _better_after(measure, last)
        return replace(measure, subject=subject, scope=last.scope, better=better, unsure=last.unsure)
    own = len(measure.subject.split())
    # "…; năm 2030 gấp 2 lần" multiplies what the value before does.
    multiple = measure.unit == last.unit == "lần" and measure.change is last.change is not None
    alike = not own and measure.unit == last.unit
    shared = multiple or alike or measure.unit in ("%", "‰", "điểm %", None)
    if own > 1 or (own == 1 and measure.part) or not shared:
        return measure
    # "năm 2025: 60%; năm 2030: 70%": the later values have the subject of the first.
    condition = measure.condition or last.condition
    return replace(
        measure,
        subject=last.subject,
        scope=last.scope,
        better=_better_after(measure, last),
        unsure=last.unsure,
        condition=condition,
    )


def _headed(measure: Measure, last: Measure) -> str | None:
    """The subject of a value that lacks the head of the one before; None for other values.

    "Tỷ trọng ngành dịch vụ đạt 50%, ngành công nghiệp đạt 30%", "Chiều cao của nam đạt 165 cm, nữ đạt 155 cm".
    """
    same = (measure.unit, measure.change, measure.deadline) == (last.unit, last.change, last.deadline)
    own, before = measure.subject.split(), last.subject.split()
    if not same or not own or not _RATIO.match(fold(last.subject)) or _RATIO.match(fold(measure.subject)):
        return None
    first = own[0].casefold()
    if fold(measure.text).split()[0] != first:
        return None  # "…, 100% bến đò có áo phao": a share of its own.
    places = [place for place, word in enumerate(before) if word.casefold() == first]
    alike = len(own) <= _LONGEST_KIND and places and 0 < places[0] < _LONGEST_HEAD
    return " ".join([*before[: places[0]], *own]) if alike else None


def _in_another_area(measure: Measure, last: Measure) -> str | None:
    """The subject of a value that only names another area than the one before; None for other values.

    "Tỷ lệ hộ phân loại rác: phường đạt 90%, xã đạt 75%", "100% xã có sân và 80% thôn".
    """
    before, own = fold(last.subject), measure.subject
    if measure.unit != last.unit or _AREA.fullmatch(fold(own)) is None:
        return None
    if (found := _AREA_AT_END.search(before)) and found.start():
        return f"{last.subject[: found.start()]}{own}"
    found = _AREA_AT_HEAD.match(before)
    return f"{own}{last.subject[found.end() :]}" if found else None


def _says_less(measure: Measure, last: Measure) -> bool:
    """ "Mỗi xã có 01 tổ bảo vệ rừng năm 2025; 02 tổ năm 2030": the same unit, another year, no word of its own."""
    said, _, remark = fold(measure.subject).partition(", ")
    if said != measure.unit or len(remark.split()) < _SHORTEST_REMARK:
        said = fold(measure.subject)
    own, words = (set(text.split()) - _JOINING for text in (said, fold(last.subject)))
    if len(own - _PLURAL) == 1:
        own -= _PLURAL  # "70% số hồ … và ở tất cả các hồ"
    return (
        0 < len(own) < len(words)
        and own <= words
        and measure.unit == last.unit
        and measure.change is last.change
        and measure.part is last.part
        and None not in (measure.deadline, last.deadline)
        and measure.deadline != last.deadline
    )


def _of_those(measure: Measure, before: Sequence[Measure]) -> Measure:
    """ "…; hai phần ba số người này được bồi dưỡng": those of the nearest subject before that names them."""
    pointed = _THOSE.match(fold(measure.subject))
    if pointed is None:
        return measure
    named = re.compile(rf"(?<!\w){re.escape(pointed['noun'] or '')}(?!\w)")
    those = (one.subject for one in reversed(before[-_NEAR:]) if named.search(fold(one.subject)))
    whole = next(those, "")
    whole = whole[: predicate_start(whole)].strip(" ,")
    if not named.search(fold(whole)):
        return measure
    return replace(measure, subject=f"{whole} {measure.subject[pointed.end() :].strip()}".strip())


def _resolved(measure: Measure, before: Sequence[Measure]) -> Measure:
    """ "…; ở vùng cao tỷ lệ này là 60%": the subject before in place of the words that stand for it."""
    last, folded = before[-1], fold(measure.subject)
    thin = len(folded.partition(",")[0].split()) <= _LONGEST_THIN
    of_those = last.unit and (f"mỗi {last.unit}" in folded or f"/{last.unit}" in folded)
    noun = each["noun"] if (each := _OF_EACH.match(folded)) and not last.each else "\x00"
    named = _ALIKE.fullmatch(noun) or f" {noun} " in f" {fold(last.subject)} "
    if measure.each and thin and (of_those or named):
        # "… 01 tổ công nghệ số, mỗi tổ từ 05 đến 07 thành viên", "100% thôn …, mỗi nơi 02 buổi": each of those before.
        return replace(measure, subject=f"{last.subject}, {measure.subject}")
    own_group, group = _GROUP.search(folded), _GROUP.search(fold(last.subject))
    if own_group and group and measure.unit == last.unit == RANK:
        own = measure.subject[own_group.start() :] if folded[own_group.end() :].strip() else ""
        if len(folded[: own_group.start()].split()) < _FEWEST_OWN:
            return replace(measure, subject=f"{last.subject[: group.start()]}{own}" if own else last.subject)
    pointed = ANAPHORA.search(folded)
    if pointed is None:
        return _of_those(measure, before)
    # "60% hộ có 3 thùng rác; … con số này là 75%": that of the same unit is meant.
    last = next((one for one in reversed(before[-_NEAR:]) if one.unit == measure.unit), last)
    own = measure.subject[: pointed.start()] + measure.subject[pointed.end() :]
    subject = " ".join(f"{last.subject} {own}".split()).strip(" ,")
    own_words = bool(own.strip(" ,"))
    return replace(
        measure,
        subject=subject,
        scope=() if own_words else last.scope,
        better=last.better if measure.change is last.change else measure.better,
    )


def _with_base_of(measure: Measure, before: Sequence[Measure]) -> Measure:
    """ "Mỗi vạn dân có 30 giường năm 2025; 34 giường năm 2030": the same thing is counted for as many people."""
    if measure.per is not None or not measure.unit:
        return measure
    near = before[-_NEAR:]
    bases = (one.per for one in near if one.unit == measure.unit and one.per and one.per.isdigit())
    return replace(measure, per=next(bases, None))


def _better_after(measure: Measure, last: Measure) -> Better:
    """The direction of a value without a subject of its own; that of a level behind a change follows the change."""
    if measure.bound in (Bound.AT_MOST, Bound.LESS_THAN) and last.change is not None:
        return Better.LOWER
    if measure.change is None and last.change is Change.DECREASE:
        return Better.LOWER
    return last.better


def _apart(measure: Measure, last: Measure) -> Measure:
    """ "…; riêng hộ nghèo đạt 90%": a part of the measure before, which improves in the same direction."""
    # "Riêng hộ nghèo năm 2024 đạt 60%, năm 2025 đạt 70%": one part of one whole.
    whole = last.subject.partition(" (")[2].removesuffix(")") if _is_apart(last) else last.subject
    return replace(
        measure,
        subject=f"{measure.subject} ({whole})",
        better=last.better,
        unsure=last.unsure,
        change=measure.change or last.change,
        part=True,
    )


def _is_apart(measure: Measure) -> bool:
    return measure.part and fold(measure.subject).startswith(_APART) and measure.subject.endswith(")")


def with_baseline(measure: Measure, mark: Mark | None) -> Measure:
    """A change with the years of a baseline that stands elsewhere; as it is without such a baseline."""
    if mark is None:
        return measure
    start = mark.period.start if mark.period else None
    return replace(measure, baseline_year=mark.year, baseline_start=start)


def with_baseline_of(first: Measure, second: Measure) -> Measure:
    """ "Giảm 15% đến năm 2025 và 30% đến năm 2030 so với năm 2021": all have the last baseline."""
    same = first.change is second.change and first.change is not None and first.unit == second.unit
    if not same or first.baseline_year is not None or first.per is not None:
        return first
    return replace(first, baseline_year=second.baseline_year, baseline_start=second.baseline_start)


def with_late_subjects(measures: Sequence[Measure]) -> list[Measure]:
    """ "Năm 2023: 40%; năm 2024: 50%; năm 2025: 60% số trẻ em": the subject of the last value is that of all."""
    found = list(measures)
    for place in range(len(found) - 2, -1, -1):
        if turned := _in_another_area(found[place], found[place + 1]):
            # "Phường đạt 90%, xã đạt 75% số hộ phân loại rác"
            found[place] = replace(found[place], subject=turned)
            continue
        if predicate := _shared_predicate(found[place], found[place + 1]):
            found[place] = replace(
                found[place],
                subject=f"{found[place].subject} {predicate}",
                better=found[place + 1].better,
                unsure=found[place + 1].unsure,
            )
            continue
        own = len(found[place].subject.split())
        thin = own < (1 if found[place].part else 2) and found[place].unit == found[place + 1].unit
        if thin or _is_begun(found[place], found[place + 1]):
            later = found[place + 1]
            found[place] = replace(
                found[place],
                subject=later.subject,
                scope=later.scope,
                better=later.better,
                unsure=later.unsure,
            )
    return found


def _shared_predicate(first: Measure, later: Measure) -> str:
    """What "80% xã, thị trấn và 70% thôn có sân thể thao" says of the communes too; "" where they have a verb."""
    if not (first.unit == later.unit == "%" and first.change is later.change is None):
        return ""
    if not 0 <= later.anchor.start - first.anchor.end - len(" và ") <= 1 or first.part is not later.part:
        return ""
    found = _PREDICATES.search(fold(later.subject))
    bare = 0 < len(first.subject.split()) <= _LONGEST_OWN_SUBJECT and not _PREDICATES.search(
        fold(first.subject)
    )
    counted = first.text[:1].isdigit() or bool(_SHARE_FIRST.match(fold(first.text)))
    return later.subject[found.start() :] if found and found.start() and bare and counted else ""


def _is_begun(first: Measure, later: Measure) -> bool:
    """ "50% du khách vào năm 2025 và 75% du khách vào năm 2030 được hướng dẫn": the first has no verb."""
    return (
        first.unit == later.unit == "%"
        and first.change is later.change
        and first.deadline != later.deadline
        and fold(later.subject).startswith(f"{fold(first.subject)} ")
        and _PREDICATES.match(fold(later.subject), len(first.subject) + 1) is not None
        and _PREDICATES.search(fold(first.subject)) is None
    )


@dataclass(frozen=True, slots=True)
class Stem:
    """The words before a colon that later values share; ``of_shares``: only shares that begin their piece."""

    words: str
    of_shares: bool = False

    def governs(self, measure: Measure, before: str) -> bool:
        """Whether a measure with such words ``before`` its value is one of those."""
        leads = measure.unit == "%" and not before.strip(" ,")
        return bool(self.words) and self.words not in measure.subject and (leads or not self.of_shares)


def colon_stem(clause: Clause, values: Sequence[Value]) -> Stem | None:
    """The subject before a colon that several values share.

    "Tỷ lệ hồ sơ …: cấp huyện đạt 80%, cấp xã đạt 60%"; "Phân loại rác: 80% số hộ; 95% số hàng quán".
    """
    if not values:
        return None
    head = clause.text.text[: values[0].words.start]
    prefix, colon, rest = head.rpartition(":")
    of_shares = not rest.strip()
    if not colon or len(prefix.split()) < (2 if of_shares else _SHORTEST_STEM):
        return None
    if 0 < clause.head <= len(head):
        return None
    if of_shares and not _counts_share(clause, values[0]):
        return None
    marked = [(mark.start, mark.end) for mark in clause.marks if mark.kind is not MarkKind.NAME]
    return Stem(subject_of(clause.text.text, (0, len(prefix)), marked), of_shares)


def _counts_share(clause: Clause, value: Value) -> bool:
    """Whether a noun stands behind a share: what it is of."""
    quantity, end = value.quantity, value.words.end
    behind = blanked(clause.text.text[end:], clause.marks, offset=end)
    return quantity.unit == "%" and quantity.per is None and _NOUN_BEHIND.match(behind) is not None


def under_stem(measure: Measure, stem: str) -> Measure:
    """Complete a short subject by the stem, of which it names one kind."""
    if len(measure.subject.split()) > _LONGEST_OWN_SUBJECT:
        return measure
    subject = f"{stem} {measure.subject}".strip()
    if measure.low is None:
        return replace(measure, subject=subject)
    direction = direction_of(subject, measure.bound, measure.change, Setting())
    return replace(
        measure,
        subject=subject,
        better=Better.LOWER if Better.LOWER in (direction.better, measure.better) else direction.better,
        unsure=measure.unsure and not direction.sure,
    )


def each_its_own(measures: Sequence[Measure]) -> list[Measure]:
    """Give each of several measures with one subject the item of the list in it that it belongs to.

    Measures of several years, or with subjects without a list of as many items, stay as they are.
    """
    first = measures[0] if measures else None
    alike = first is not None and all(one.subject == first.subject for one in measures)
    if first is None or not alike or len({one.deadline for one in measures}) > 1:
        return list(measures)
    predicate = _PREDICATE.search(fold(first.subject))
    end = predicate.start() if predicate else len(first.subject)
    tail = first.subject[end:].strip()
    found = _listed(first.subject[:end], len(measures))
    if found is None:
        found, tail = _listed(first.subject, len(measures)), ""
    if found is None:
        return list(measures)
    stem, items = found
    return [
        replace(one, subject=" ".join(filter(None, (stem, item, tail))), scope=())
        for one, item in zip(measures, items, strict=True)
    ]


def _listed(subject: str, number: int) -> tuple[str, list[str]] | None:
    """The words before a list of ``number`` items at the end of a subject, and the items.

    >>> _listed("Hồ sơ xử lý trên mạng tại cấp tỉnh, cấp huyện và cấp xã", 3)
    ('Hồ sơ xử lý trên mạng tại', ['cấp tỉnh', 'cấp huyện', 'cấp xã'])
    """
    pieces = _SEPARATORS.split(subject.strip(" ,;:"))
    if number < 2 or len(pieces) < number:
        return None
    head, items = pieces[-number].split(), pieces[-number + 1 :]
    second = items[0].split()
    if not head or any(not 0 < len(item.split()) <= _LONGEST_ITEM for item in items):
        return None
    # The first item begins like the second, or is as long.
    alike = [place for place, word in enumerate(head) if word.casefold() == second[0].casefold()]
    start = alike[-1] if alike else max(0, len(head) - len(second))
    before = subject[: subject.index(pieces[-number])] if len(pieces) > number else ""
    return f"{before}{' '.join(head[:start])}".strip(), [" ".join(head[start:]), *items]

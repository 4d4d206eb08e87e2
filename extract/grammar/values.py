"""The values of a clause that are required, with their qualifiers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from extract.grammar.clauses import Clause, Segment, bracket, in_brackets
from extract.grammar.marks import MarkKind, blanked
from extract.grammar.numbers.limits import limit_before, runs_from_event
from extract.grammar.numbers.quantity import Quantity
from extract.grammar.qualifiers import Qualifiers, Value, read_qualifiers
from extract.grammar.quantities import TIME_UNITS
from extract.grammar.told.sizes import BOUNDS_BEHIND, PLACES_COUNTED, STRICT, is_in_predicate, without_sizes
from extract.language.lexicon import fold
from extract.language.phrases import composed, phrases, several
from extract.language.units import unit_kind
from extract.model import Bound

YEARLY = phrases("quantities", "per", "year_before")
# "100% cơ quan có từ 03 lãnh đạo trở lên có …", "70% hộ nuôi dưới 100 con có …"
_GOES_ON = composed(r"\s+<<predicates>>(?!\w)", predicates=phrases("quantities", "subject", "predicates"))
_AT = composed(
    r"(?<!\w)(?:<<words>>)\s+(?:số\s+)?$",
    words=several(phrases("quantities", "size", "places"), ["thuộc", "của", "trong"]),
)
_OF_RATIO = composed(r"\s*(?:<<names>>)(?!\w)", names=phrases("quantities", "ratios", "names"))
# "… ở các phường, … ở các xã"
_PLACED = composed(r"\s+<<words>>\s[^,;:()]*(?:[,\s]|$)", words=phrases("quantities", "size", "places"))
# "ngoài 30 hộ đã ghi", but "số khách nước ngoài đạt 2.000 lượt"
_BESIDE = composed(
    r"(?<!\w)(?<!nước )(?<!bên )<<words>>\s*$",
    words=several(*(phrases("quantities", "not_measure", name) for name in ("beside", "among"))),
)
# "thôn cách trạm trên 5 km", not "khoảng cách": how far away the places are that are meant.
_AWAY = re.compile(r"(?<!khoảng )(?<!phải )(?<!\w)cách(?:\s+[^\W\d_]+){0,4}\s*$")
_FAR = frozenset({"km", "m"})
# "Hộ có bể nước tăng 4% (để đạt 60% trở lên)": what the rise comes to is asked, too.
_AIMED = composed(r"^\s*<<words>>\s", words=phrases("quantities", "gloss", "aims"))
_HALF = Decimal(50)
_OVER_HALF = re.compile(r"(?<!không )(?<!để )(?<!được )(?<!vượt )(?<!\w)quá\s+(?:một\s+)?nửa(?!\w)")
_OF_WHOLE = composed(r"\s*<<words>>\s*", words=phrases("quantities", "share", "of"))
# Blanked time words with their connectives.
_CONNECTED = composed(r"(?:<<words>>\s*)+", words=phrases("quantities", "connectives", "words"))
_TIME_ONLY = re.compile(r"[\s,]*\x00+[\s,]*(?:và\s+)?")


def find_values(clause: Clause, quantities: list[Quantity], *, bare: bool) -> list[Value]:
    """The required quantities of a clause, with their qualifiers."""
    folded = blanked(fold(clause.text.text), clause.marks)
    values: list[Value] = []
    for index, quantity in enumerate(quantities):
        floor = values[-1].words.end if values else 0
        ceiling = quantities[index + 1].start if index + 1 < len(quantities) else len(folded)
        around = read_qualifiers(folded, quantity.start, quantity.end, floor=floor, ceiling=ceiling)
        values.append(Value(quantity=quantity, words=around))
    values = without_sizes(_without_starting_points(values, folded), folded)
    values = [_over_half(_within(_from_on(value), folded), folded) for value in values]
    baselines = [mark.end for mark in clause.marks if mark.kind is MarkKind.BASELINE and mark.change is None]
    alone = len(values) == 1
    kept: list[Value] = []
    for value in values:
        if _is_of_baseline(value, folded, baselines) or (kept and _is_of_share(kept[-1], value, folded)):
            continue
        if _is_limit_of(value, kept, folded):
            if not _is_every(kept[0], clause):
                continue
            kept.clear()  # "Mọi vụ việc được báo cáo trong vòng 24 giờ" asks for the time.
        if _is_horizon(value, clause, values, folded) or _is_asked(value, folded, bare=bare, alone=alone):
            kept.append(value)
        elif kept and _is_yearly_gloss(value, folded):
            kept.append(replace(value, quantity=replace(value.quantity, unit=kept[-1].quantity.unit)))
        elif kept and _is_second_horizon(value, kept[-1], folded):
            # A bare "450" with a year of its own is required too, in the unit of the number before.
            kept.append(replace(value, quantity=replace(value.quantity, unit=kept[-1].quantity.unit)))
    return kept


def _is_horizon(value: Value, clause: Clause, values: list[Value], folded: str) -> bool:
    """Whether a value stands in brackets that hold nothing but values and their years, behind no value.

    "Tỷ lệ hộ có nước sạch (52% năm 2025; 80% năm 2030)": what is asked, not a gloss on another value. So is a share
    alone at the end of a clause.
    """
    inside = bracket(folded, value.quantity.start)
    if inside is None:
        return False
    within = [one.words for one in values if inside[0] < one.words.start < inside[1]]
    whole = next((one for one in values if 0 <= inside[0] - one.words.end < 3), None)
    if whole is not None:
        # "8,75 tỷ đồng (giai đoạn 2021 - 2025: 3,9 tỷ đồng; giai đoạn 2026 - 2030: 4,85 tỷ đồng)"
        spans = [m for m in clause.marks if m.kind is MarkKind.PERIOD and inside[0] < m.start < inside[1]]
        units = {one.quantity.unit for one in values if inside[0] < one.words.start < inside[1]}
        return len(spans) == len(within) > 1 and units == {whole.quantity.unit}
    if len(within) < 2 and len(within) < len(values):
        return False
    years = [m for m in clause.marks if m.kind is MarkKind.DEADLINE and inside[0] < m.start < inside[1]]
    rest = list(folded[inside[0] + 1 : inside[1] - 1])
    for words in within:
        rest[words.start - inside[0] - 1 : words.end - inside[0] - 1] = " " * (words.end - words.start)
    left = re.sub(r"[\s,;:.\x00]+", " ", "".join(rest)).strip()
    if not left and not years and len(values) == 1 and value.quantity.unit == "%":
        return not folded[inside[1] :].strip(" .;,")  # "Mọi bến đều phải có mái che (100%)"
    return len(years) >= len(within) and (not left or _CONNECTED.fullmatch(left) is not None)


def _is_of_places(value: Value, before: Value, folded: str) -> bool:
    """Whether a number only counts the places of a share: "90% số hộ ở bảy thôn dọc sông có điện"."""
    around, gap = value.words, folded[before.words.end : value.quantity.start]
    own = around.bound or around.level or around.change or around.about or around.effort
    return (
        not own
        and before.quantity.unit == "%"
        and value.quantity.unit in PLACES_COUNTED
        and _AT.search(gap) is not None
        and re.search(r"[,;:()]", gap) is None
    )


def _from_on(value: Value) -> Value:
    """ "Từ 55% số hồ sơ" is a floor where nothing starts from it; a range has none."""
    around, quantity = value.words, value.quantity
    plain = around.bound is None and not around.about and around.change is None
    if around.from_word and plain and quantity.low == quantity.high:
        return replace(value, words=replace(around, bound=Bound.AT_LEAST))
    return value


def _within(value: Value, folded: str) -> Value:
    """ "Trong 08 ngày làm việc" is at most so long."""
    around = value.words
    if around.bound is not None or around.about:
        return value
    start = limit_before(folded[: around.start], folded[value.quantity.number_end :])
    return (
        replace(value, words=replace(around, start=start, bound=Bound.AT_MOST))
        if start is not None
        else value
    )


def _over_half(value: Value, folded: str) -> Value:
    """ "Quá nửa" is more than a half; elsewhere "quá" sets a ceiling."""
    around = value.words
    over = (
        _OVER_HALF.search(folded, around.start, value.quantity.end) if value.quantity.low == _HALF else None
    )
    return replace(value, words=replace(around, bound=Bound.MORE_THAN)) if over else value


def _is_yearly_gloss(value: Value, folded: str) -> bool:
    """ "1.200 cộng tác viên (mỗi năm 300)": the yearly mean in the unit of the total before."""
    inside = bracket(folded, value.quantity.start)
    return value.quantity.unit is None and value.words.per == "year" and inside is not None


def _is_yearly_inside(folded: str, opened: int, start: int) -> bool:
    """ "(bình quân mỗi năm đào tạo ít nhất 300 người)": the first number of a bracket that begins with the year."""
    inner = folded[opened + 1 : start]
    return YEARLY.match(inner.lstrip()) is not None and not re.search(r"\d", inner)


def _is_limit_of(value: Value, kept: list[Value], folded: str) -> bool:
    """ "98% trẻ em được đăng ký khai sinh trong thời hạn 60 ngày": the time belongs to what the share is about.

    A floor behind a comma is asked for itself: "mỗi tuần 02 lần, mỗi lần không dưới 10 phút". So is a limit that runs
    from an event: "thẩm định 100% số ca, trong vòng 15 ngày kể từ ngày xảy ra".
    """
    unit = value.quantity.unit or ""
    itself = value.words.bound in (Bound.AT_LEAST, Bound.MORE_THAN) or (
        value.words.bound is Bound.AT_MOST and runs_from_event(folded, value.words.end)
    )
    return (
        bool(kept)
        and not (itself and "," in folded[kept[-1].words.end : value.words.start])
        and TIME_UNITS.fullmatch(unit) is not None
        and not TIME_UNITS.fullmatch(kept[0].quantity.unit or "")
    )


def _is_every(value: Value, clause: Clause) -> bool:
    """Whether a hundred per cent is only told by "mọi"."""
    quantity = value.quantity
    return fold(clause.text.text[quantity.start : quantity.end]) == "mọi"


def _is_second_horizon(value: Value, before: Value, folded: str) -> bool:
    """Whether a bare number with its year is a second horizon: "xuống còn 500 năm 2025 và 450 vào năm 2030"."""
    quantity = value.quantity
    return (
        quantity.unit is None
        and not 1900 <= quantity.low < 2100
        and _TIME_ONLY.fullmatch(folded, before.words.end, value.words.start) is not None
        and folded[value.words.end :].lstrip().startswith("\x00")
    )


def _is_of_baseline(value: Value, folded: str, baselines: list[int]) -> bool:
    """Whether a value is that of the baseline: "so với năm 2020 là 48%"."""
    if value.words.change or value.words.bound or value.words.effort:
        return False
    return any(
        end <= value.words.start and not folded[end : value.words.start].strip(" (:") for end in baselines
    )


def _is_of_share(value: Value, whole: Value, folded: str) -> bool:
    """Whether a number only tells of what the share before is one: "70% trong số 80% hộ", "70% hộ ở bảy thôn"."""
    if _is_of_places(whole, value, folded):
        return True
    shares = value.quantity.unit == whole.quantity.unit == "%"
    return shares and _OF_WHOLE.fullmatch(folded, value.words.end, whole.quantity.start) is not None


def with_whole_subjects(folded: str, values: list[Value], segments: list[Segment]) -> list[Segment]:
    """Segments in which a share behind a count in its own predicate has the whole of it as its subject."""
    found = list(segments)
    for index in range(1, len(values)):
        if is_in_predicate(values[index - 1], values[index], folded):
            found[index] = replace(found[index], start=found[index - 1].start)
    return found


def with_shared_words(clause: Clause, values: list[Value], segments: list[Segment]) -> list[Value]:
    """Add qualifiers: a second horizon takes the verb of the first, and "trở lên" may come behind the noun."""
    folded = fold(clause.text.text)
    masked = blanked(folded, clause.marks)
    done: list[Value] = []
    for value, segment in zip(values, segments, strict=True):
        around = value.words
        if done and not segment.shared and _is_coordinated(value, done[-1], segment, folded):
            # "Giảm 5% số vụ và 3% số người chết": one verb for both.
            around = replace(around, change=done[-1].words.change)
        if done and _is_of_next_place(value, done[-1], folded):
            around = replace(around, bound=done[-1].words.bound)
        if segment.shared and not in_brackets(folded, value.quantity.start, segment.start):
            first = done[-1].words
            if around.change is None and around.level is None:
                # A hedge or a hundred per cent of its own stands against the floor of the value before.
                own = around.about or value.quantity.low == 100
                bound = around.bound or (None if own else first.bound)
                around = replace(around, change=first.change, level=first.level, bound=bound)
        if around.bound is None and not around.about:
            behind = _bound_behind(masked, around, segment)
            if behind:
                around = replace(around, bound=BOUNDS_BEHIND[behind.group()])
        done.append(replace(value, words=around))
    return done


def nouns_again(text: str, values: Sequence[Value], segments: Sequence[Segment]) -> Iterator[tuple[int, int]]:
    """The spans of counted nouns that a later value of one subject repeats: "5 tấn năm 2024 và 7 tấn năm 2025"."""
    for before, value, segment in zip(values, values[1:], segments[1:], strict=False):
        first, again = ((one.quantity.number_end, one.quantity.end) for one in (before, value))
        same = fold(text[slice(*first)]).split() == fold(text[slice(*again)]).split()
        if segment.shared and same and again[0] < again[1]:
            yield again


def _bound_behind(masked: str, around: Qualifiers, segment: Segment) -> re.Match[str] | None:
    """The bound of "từ 65% số thôn trở lên", "50% số chợ trở lên": near the value, no other number in between."""
    stop = segment.end if around.from_word else min(segment.end, around.end + 40)
    behind = BOUNDS_BEHIND.search(masked, around.end, min(stop, segment.limit))
    return behind if behind and not re.search(r"\d", masked[around.end : behind.start()]) else None


def bound_behind(clause: Clause, value: Value, segment: Segment) -> tuple[int, int] | None:
    """The span of the bound that stands behind the noun of a value; None where its bound stands beside it."""
    found = _bound_behind(blanked(fold(clause.text.text), clause.marks), value.words, segment)
    told = found is not None and BOUNDS_BEHIND[found.group()] is value.words.bound
    return found.span() if found and told else None


def _is_of_next_place(value: Value, before: Value, folded: str) -> bool:
    """Whether a value says of a further place what the one before says: "không quá 20 phút ở phường, 40 phút ở xã"."""
    around, last = value.words, before.words
    own = around.bound or around.change or around.level or around.about or around.effort
    if own or last.bound is None or value.quantity.unit != before.quantity.unit:
        return False
    gap = folded[last.end : around.start]
    return _PLACED.match(gap) is not None and _PLACED.match(folded[around.end :]) is not None


def _is_coordinated(value: Value, before: Value, segment: Segment, folded: str) -> bool:
    """Whether the verb of change before one value also governs the next: "giảm 6 hộ nghèo và 9 hộ cận nghèo".

    Nothing but "và" joins them, the kind of unit is the same, and a share is of a number or ratio: "giảm 2% số vụ và
    90% số hộ có …" is no fall of 90 per cent.
    """
    around, last = value.words, before.words
    if last.change is None or around.change or around.level or around.bound or around.effort:
        return False
    if folded[segment.start : around.start].strip(" ,") not in ("", "và"):
        return False
    if not folded[: around.start].rstrip().endswith("và"):
        return False
    behind = folded[around.end : min(segment.stop, segment.limit)]
    kinds = {unit_kind(one.quantity.unit, one.quantity.per) for one in (value, before)}
    counted = kinds == {"count"}
    return len(kinds) == 1 and (counted or _OF_RATIO.match(behind) is not None or not _GOES_ON.search(behind))


def _without_starting_points(values: list[Value], folded: str) -> list[Value]:
    """Drop starting points: in "từ 45% (năm 2020) lên 60%" only the second value is required."""
    kept: list[Value] = []
    for value in values:
        first = kept[-1].words if kept else None
        # "Từ 05 đến 07 hợp tác xã mỗi năm, … có 60": a range starts nothing.
        single = bool(kept) and kept[-1].quantity.low == kept[-1].quantity.high
        starts = first is not None and first.from_word and first.bound is None and single
        if first is not None and starts and value.words.level and not value.words.from_word:
            between = folded[first.end : value.words.start]
            # At most the noun of a rate comes between: "từ 23 ca sinh/1.000 phụ nữ xuống 20 …".
            if re.fullmatch(r"[\s(),\x00]*(?:[^\W\d]+[\s(),\x00]*){0,3}", between):
                kept[-1] = replace(value, words=replace(value.words, start=first.start, change=None))
                continue
        kept.append(value)
    return kept


def _is_asked(value: Value, folded: str, *, bare: bool, alone: bool = False) -> bool:
    """Whether a value is required: a bare number only with a bound or verb, a gloss only as a rate or on its own.

    A share in brackets that is ``alone`` in its clause is no gloss: "Trẻ được tiêm đủ mũi (95%)".
    """
    quantity, around = value.quantity, value.words
    is_year = 1900 <= quantity.low == quantity.high < 2100
    if quantity.unit is None and is_year and folded[quantity.end : quantity.end + 1] not in ("/", "\x00"):
        return False
    told = bare and (around.bound or around.level or around.change)
    if quantity.unit is None and quantity.per is None and not told:
        return False
    if _BESIDE.search(folded[: around.start]):
        return False  # Not required: "ngoài 30 hộ đã ghi trong kế hoạch" are asked for elsewhere.
    if re.search(r"(?<!\w)không còn(?!\w)[^,;]{0,20}$", folded[: around.start]):
        # Not required: "không còn xã dưới 15 tiêu chí" names a kind of commune.
        return False
    far = quantity.unit in _FAR and (around.bound is Bound.MORE_THAN or around.from_word)
    if far and _AWAY.search(folded, 0, around.start):
        return False
    sized = around.from_word or (around.bound in STRICT and not (around.level or around.change))
    if sized and around.bound and _GOES_ON.match(folded, around.end) and "%" in folded[: around.start]:
        # Not required: "100% cơ quan có từ 03 lãnh đạo trở lên có …" says which bodies, not how many.
        return False
    inside = bracket(folded, quantity.start)
    if inside is None:
        return True
    # A gloss in brackets is required only as a rate, or if it holds nothing but the value and its hedges.
    before = _AIMED.sub("", folded[inside[0] + 1 : around.start])
    rest = before + folded[around.end : inside[1] - 1]
    return bool(around.per or _is_yearly_inside(folded, inside[0], around.start)) or (
        bool(around.bound or around.level or (alone and quantity.unit in ("%", "‰")))
        and not rest.strip(" ,.;:\x00")
    )

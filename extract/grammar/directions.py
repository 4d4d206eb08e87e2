"""The direction in which a value improves, how sure that is, and the change that a sentence implies.

    direction := bound | change | verb that leads to a level | verb of making or supplying | nouns

The first of these that tells it decides. A direction is sure where bound, change, verb or a known noun tells it; where
an unknown verb acts on something unwanted, or where nothing tells it, it is the likelier one and not sure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from extract.grammar.clauses import Segment, bracket
from extract.grammar.marks import Mark
from extract.grammar.numbers.quantity import Quantity
from extract.grammar.qualifiers import Qualifiers, Value, clause_change, led_change
from extract.grammar.quantities import TIME_UNITS
from extract.grammar.rates import YEARLY, YEARLY_BEHIND, is_yearly_mean
from extract.language.lexicon import fold
from extract.language.phrases import Phrases, composed, phrases, several
from extract.language.units import FREQUENCIES
from extract.model import Better, Bound, Change, Effort, Measure

_FLOORS, _CEILINGS = (Bound.AT_LEAST, Bound.MORE_THAN), (Bound.AT_MOST, Bound.LESS_THAN)
_MADE_VERBS = phrases("quantities", "made", "verbs")
_MADE = composed(
    r"(?:<<lead>>\s+)*<<verbs>>(?!\w)", lead=phrases("quantities", "made", "before"), verbs=_MADE_VERBS
)
# "các xã nâng cấp 30 …", "kiểm tra được 60% …": the verb right before the value, with its own small words.
_MADE_LAST = composed(
    r"(?<!\w)<<verbs>>(?:\s+<<behind>>)*\s*$",
    verbs=_MADE_VERBS,
    behind=phrases("quantities", "made", "behind"),
)
_BAD = phrases("quantities", "better", "lower")
_NOT_BAD = phrases("quantities", "better", "not_lower")
_HELPED = phrases("quantities", "better", "helped")
_AGAINST = phrases("quantities", "better", "against")
_NOT_HELPED = phrases("quantities", "better", "not_helped")
_GOOD = several(phrases("quantities", "better", "higher"), phrases("quantities", "better", "served"))
_REACHED = composed(r"(?<!\w)<<words>>[\s\x00]*$", words=phrases("quantities", "better", "reached"))
_ILL = phrases("quantities", "better", "ill")
_FAULTY = phrases("quantities", "better", "faulty")
_SUFFERED = phrases("quantities", "better", "suffered")
_NO_FAULT = phrases("quantities", "better", "no_fault")
# Words before a value that say no more than that it is so: "tỷ lệ … là", "toàn tỉnh có", "xảy ra".
_STATED = composed(r"(?:(?<!\w)<<words>>|:)\s*$", words=phrases("quantities", "better", "stated"))
# Times, places and bodies at the head, which are no verb: "đến năm 2025, trên địa bàn tỉnh …".
_AROUND = composed(
    r"(?<!\w)(?:<<places>>|<<words>>)(?!\w)|[\x00,:+-]",
    places=phrases("quantities", "per", "each_nouns"),
    words=phrases("quantities", "better", "around"),
)
# A verb that leads to a level, anywhere before the value, and ratios that are told for a year: "lãi suất 6%/năm".
_LEVELS = phrases("quantities", "level", "leads")
_RATES = phrases("quantities", "per", "yearly_rates")
# "rút bớt 10 ngày so với quy định"
_COMPARED_WITH = composed(
    r"(?<!\w)so với\s+(?:<<words>>\s+)*<<things>>(?!\w)",
    words=phrases("quantities", "baseline", "words"),
    things=phrases("quantities", "baseline", "other"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """``better``, and whether the words tell it (``sure``) or it is only the likelier one."""

    better: Better
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a value stands in its clause, folded: the words before it and those peeled off it.

    ``level`` is the verb that leads to a level, as ``Qualifiers`` names it.
    """

    before: str = ""
    peeled: str = ""
    level: str | None = None

    @property
    def verb(self) -> str:
        """What is left before the value once places, bodies and times are gone: perhaps an unknown verb."""
        return " ".join(_AROUND.sub(" ", self.before).split())

    @property
    def is_stated(self) -> bool:
        """Whether words say that the value is so: "là", "có", "chiếm", "xảy ra", a colon."""
        return self.level not in (None, "done") or any(map(_STATED.search, (self.before, self.peeled)))

    @property
    def verb_acts(self) -> bool:
        """Whether an unknown verb may govern the value: "đẩy lùi 30% …"."""
        return bool(self.verb) and not self.is_stated


def better_of(
    subject: str, bound: Bound, change: Change | None, level: str | None, *, counted: bool = False
) -> Better:
    """The better direction of a subject without its sentence; for a change, of its size."""
    return direction_of(subject, bound, change, Setting(level=level), counted=counted).better


def direction_of(
    subject: str,
    bound: Bound,
    change: Change | None,
    setting: Setting,
    *,
    counted: bool = False,
    each: bool = False,
) -> Direction:
    """The better direction; for a change, of its size.

    ``counted`` tells that things are counted: of what is made or supplied more is better, whatever it is against
    ("Thành lập 50 nhà tạm lánh"). ``each`` tells that a number is asked of every body.
    """
    if change is not None:
        return _of_change(subject, bound, change)
    if bound in _FLOORS:
        # A floor for something unwanted makes no sense: the subject is work against it.
        return Direction(better=Better.HIGHER)
    if bound in _CEILINGS or setting.level == "down":
        return Direction(better=Better.LOWER)
    # "Nước sạch đến được với 92% hộ nghèo": they get something, which is no fault.
    reached = _REACHED.search(f"{setting.before} {setting.peeled}") and not bad_word(setting.before)
    bad = None if reached else bad_word(subject)
    if _is_made(subject, setting, counted=counted, bad=bad):
        return Direction(better=Better.HIGHER)
    if bad is None:
        sure = setting.level == "up" or bool(reached) or _is_served(subject)
        faulty = not sure and setting.level != "done" and _is_faulty(subject, setting)
        return Direction(better=Better.LOWER if faulty else Better.HIGHER, sure=sure)
    if each:
        return Direction(better=Better.HIGHER, sure=False)
    return _of_unwanted(subject, bad, setting)


def _of_change(subject: str, bound: Bound, change: Change) -> Direction:
    """More of a change is better, but for a growth that is limited or is one of something unwanted."""
    if change is Change.INCREASE and bound in _CEILINGS:
        return Direction(better=Better.LOWER)
    if change is Change.INCREASE and bound not in _FLOORS and bad_word(subject):
        return Direction(better=Better.LOWER, sure=False)
    return Direction(better=Better.HIGHER, sure=bound not in _CEILINGS)


def _is_made(subject: str, setting: Setting, *, counted: bool, bad: str | None) -> bool:
    """Whether a verb of making, supplying or handling governs the value."""
    opening = _MADE.match(fold(subject))
    # A short verb may be a noun before a share: "cấp xã".
    if opening and (counted or (bad is None and " " in opening.group().strip())):
        return True
    if bad is not None and bad_word(setting.before):
        return False
    # "Duy trì" stands for keeping a share, but of a number of things it is work.
    words = (setting.before, setting.before + setting.peeled) if counted else (setting.before,)
    return any(map(_MADE_LAST.search, words))


def _of_unwanted(subject: str, bad: str, setting: Setting) -> Direction:
    """The direction of something unwanted, by the verb that stands with it."""
    rest = fold(subject).rpartition(bad)[2]
    if _SUFFERED.search(_blanked(_NO_FAULT, rest)):
        # "60% vụ vi phạm bị đình chỉ": what is done about it is work against it in all likelihood.
        return Direction(better=Better.HIGHER, sure=False)
    if bad_word(setting.before):
        # "Tỷ lệ hộ nghèo là 5%" is sure; in "tỷ lệ hộ nghèo đẩy lùi 5%" the verb may be one of change.
        return Direction(better=Better.LOWER, sure=setting.is_stated and setting.level != "up")
    if setting.verb_acts:
        # "Đẩy lùi 30% số vụ cháy": the verb acts on it, and works against it in all likelihood.
        return Direction(better=Better.HIGHER, sure=False)
    return Direction(better=Better.LOWER, sure=len(rest.split()) < 3)


def _is_served(subject: str) -> bool:
    """Whether the subject is something wanted, or things as they should be: "thu nhập", "hộ dùng nước sạch"."""
    folded = fold(subject)
    return _GOOD.search(folded) is not None and _ILL.search(_blanked(_NO_FAULT, folded)) is None


def _is_faulty(subject: str, setting: Setting) -> bool:
    """Whether things are not as they should be and nobody does anything about it: "giáo viên thiếu chuẩn".

    A word for it behind the value may belong to what is done: "30% lò gạch bị tháo dỡ", "nâng cấp 30% cầu yếu".
    """
    folded = _blanked(_NO_FAULT, fold(subject))
    found = _FAULTY.search(folded)
    if found is None or _HELPED.search(_blanked(_NOT_HELPED, folded)[found.end() :]):
        return False
    if _FAULTY.search(_blanked(_NO_FAULT, setting.before)):
        return True
    return not setting.verb_acts and _SUFFERED.search(folded) is None


def bad_word(subject: str) -> str | None:
    """The unwanted thing that the subject counts, None where it counts help against one or nothing unwanted.

    >>> bad_word("tỷ lệ hộ nghèo"), bad_word("hộ nghèo được vay vốn")
    ('hộ nghèo', None)
    """
    folded = _blanked(_NOT_BAD, fold(subject))
    help_in = _blanked(_NOT_HELPED, folded)
    for found in _BAD.finditer(folded):
        before, behind = help_in[: found.start()], help_in[found.end() :]
        if not (_AGAINST.search(before) or _HELPED.search(behind) or _HELPED.search(before)):
            return found.group()
    return None


def _blanked(words: Phrases, folded: str) -> str:
    return words.sub(lambda found: "\x00" * len(found.group()), folded)


def with_direction(measures: Sequence[Measure]) -> list[Measure]:
    """Measures in which a series of levels that falls with the years is better lower, and one that rises, higher.

    Nobody plans to get worse: "80 % năm 2023, 70 % năm 2024, 60 % năm 2025" gives the direction, whatever its nouns.
    A floor among the values tells another one and stands.
    """
    series: dict[tuple[object, ...], list[Measure]] = {}
    for measure in measures:
        if measure.low is not None and measure.change is None and measure.deadline:
            key = (fold(measure.subject), measure.unit, measure.per, measure.part)
            series.setdefault(key, []).append(measure)
    falling = [measure for steps in series.values() if _falls(steps) for measure in steps]
    rising = [measure for steps in series.values() if _rises(steps) for measure in steps]
    rising += _as_the_next(measures)
    return [
        replace(one, better=Better.LOWER, unsure=False)
        if one in falling
        else replace(one, better=Better.HIGHER, unsure=False)
        if one in rising
        else _as_its_total(one, measures)
        for one in measures
    ]


def _as_its_total(mean: Measure, measures: Sequence[Measure]) -> Measure:
    """ "Chuyển 4.000 ha đất kém hiệu quả, bình quân 800 ha mỗi năm": a mean improves as its total does."""
    total = next((one for one in measures if mean.unit == one.unit and is_yearly_mean(mean, one)), None)
    return replace(mean, better=total.better, unsure=total.unsure) if total else mean


def _as_the_next(measures: Sequence[Measure]) -> Iterator[Measure]:
    """ "80% hồ sơ cấp huyện và 60% hồ sơ cấp xã được xử lý qua mạng": the last value has the predicate of all."""
    for one, following in pairwise(measures):
        alike = [(m.unit, m.change, m.better, fold(m.subject).split()[:2]) for m in (one, following)]
        if one.unsure and not following.unsure and alike[0] == alike[1]:
            yield one


def _falls(steps: Sequence[Measure]) -> bool:
    values = _in_order(steps)
    floors = any(step.bound in _FLOORS for step in steps)
    return not floors and len(values) > 1 and all(later < earlier for earlier, later in pairwise(values))


def _rises(steps: Sequence[Measure]) -> bool:
    """Whether a series rises, of which some step tells that higher is better and none a ceiling."""
    values = _in_order(steps)
    higher = any(step.better is Better.HIGHER for step in steps)
    return (
        higher
        and not any(step.bound in _CEILINGS for step in steps)
        and len(values) > 1
        and all(later > earlier for earlier, later in pairwise(values))
    )


def _in_order(steps: Sequence[Measure]) -> list[Decimal]:
    """The values in the order of their years; none where two are due in one year."""
    ordered = sorted(steps, key=lambda step: (step.deadline or "")[:4])
    if len({(step.deadline or "")[:4] for step in ordered}) < len(ordered):
        return []
    return [step.high for step in ordered if step.high is not None]


def implied_change(
    subject: str, unit: str | None, setting: Setting, *, compared: bool, yearly: bool
) -> Change | None:
    """The change that a value is by its unit, its base of time or what it is compared with, whatever its verb.

    Percentage points are always one. So is a value with a baseline ("hạ bớt 15% so với năm 2020"), and so is a
    percentage a year, unless a verb leads to a level or things are as they should be ("80% số hộ được vay vốn mỗi
    năm"). Nobody plans to get worse: less of what is unwanted, more of all else.
    """
    told = _blanked(_BAD, setting.before)
    # "… từ 14% còn 10%, tức 0,8 điểm phần trăm mỗi năm": points a year are no level, whatever verb stands before.
    levels = setting.level not in (None, "done") or _LEVELS.search(told) is not None
    if (levels and not (unit == "điểm %" and yearly)) or not told.strip(" ,\x00"):
        return None
    grows = unit in ("%", "‰") and yearly and setting.verb and not _RATES.search(told)
    if unit == "điểm %" or compared or (grows and not _is_served(subject)):
        unwanted = bad_word(subject) is not None or _FAULTY.search(_blanked(_NO_FAULT, fold(subject)))
        return Change.DECREASE if unwanted else Change.INCREASE
    return None


_MOST_A_YEAR = 50
"""Per cent in each year from which on a number without a verb of change is a level."""


def change_of(
    subject: str, setting: Setting, value: Value, baselines: list[Mark], behind: str
) -> Change | None:
    """The change that a value is, told by the words around it or implied by its subject and its comparisons."""
    return _told_change(setting, value, baselines) or _implied(subject, setting, value, baselines, behind)


def _told_change(setting: Setting, value: Value, baselines: list[Mark]) -> Change | None:
    """The change that the words next to a value tell, else those that open or lead its clause, else a comparison."""
    around = value.words
    if around.change is not None:
        return around.change
    # "Tăng chi cho thư viện, bảo đảm không dưới 3%": behind the comma a floor of its own.
    own = around.effort is Effort.FIRM and around.bound is not None and setting.before.rstrip().endswith(",")
    opening = clause_change(setting.before) if around.level is None and not own else None
    return (
        opening
        or (None if own else led_change(setting.before, around, value.quantity.unit))
        or _compared(baselines, value.quantity, around)
    )


def _implied(
    subject: str, setting: Setting, value: Value, baselines: list[Mark], behind: str
) -> Change | None:
    """The change that a value is without a known verb of change."""
    if any(mark.whole for mark in baselines):
        return None
    # Of "52 triệu đồng, tăng 1,4 lần so với năm 2020" the first value has no baseline.
    near = behind.partition(",")[0]
    compared = any(mark.start <= value.words.end + len(near) for mark in baselines) or (
        _COMPARED_WITH.search(near) is not None
    )
    # At the head only for something unwanted: "hằng năm, … cho ít nhất 85% số trâu" is a level of each year.
    unwanted = value.words.bound is None and YEARLY.search(setting.before) and bad_word(subject)
    # A ceiling is a level of each year: "hằng năm không vượt quá 0,05%".
    yearly = value.words.bound not in _CEILINGS and (
        value.words.per == "year" or YEARLY_BEHIND.match(behind) is not None or bool(unwanted)
    )
    # "Mỗi năm ≥ 85% cán bộ": nothing rises by so much in each year.
    yearly = yearly and not (value.quantity.unit == "%" and value.quantity.low >= _MOST_A_YEAR)
    return implied_change(subject, value.quantity.unit, setting, compared=compared, yearly=yearly)


def _compared(baselines: list[Mark], quantity: Quantity, around: Qualifiers) -> Change | None:
    """The change that a comparison with an earlier year tells: "ít hơn năm 2021", "bằng 1,5 lần năm 2020"."""
    if not baselines:
        return None
    if baselines[0].change is not None and around.level is None:
        return baselines[0].change
    if quantity.unit == "lần":
        return Change.INCREASE if quantity.low >= 1 else Change.DECREASE
    return None


def baseline_of(
    baselines: Sequence[Mark], segment: Segment, per: str | None, *, place: int, of_another: bool
) -> Mark | None:
    """The baseline of a value at ``place``; ``of_another`` tells that the change beside it has it.

    Of "đạt 98%, tăng 3 điểm % so với năm 2020" the year belongs to the change, of "mỗi năm 6%, đến năm 2025 giảm 30% so
    với năm 2021" to the second value.
    """
    if not baselines or of_another or (per == "year" and baselines[0].start >= segment.limit):
        return None
    # "Tăng 3% so với năm 2020 và đến năm 2030 tăng 5% so với năm 2025": each has that behind it.
    return next((mark for mark in baselines if place <= mark.start < segment.limit), baselines[0])


def is_of_gloss(baseline: Mark, folded: str, quantity: Quantity) -> bool:
    """Whether a baseline belongs to a change in brackets: "tăng lên 90% (tăng 14 điểm % so với năm 2021)"."""
    inside = bracket(folded, baseline.start)
    if inside is None or inside[0] < quantity.start < inside[1]:
        return False
    return clause_change(folded[inside[0] + 1 : baseline.start]) is not None


def of_times(direction: Direction, bound: Bound, unit: str | None, per: str | None) -> Direction:
    """The direction of how often (better more often) and of how long, which without a bound may be too long."""
    if unit == "lần" and per in FREQUENCIES and bound not in (Bound.AT_MOST, Bound.LESS_THAN):
        return Direction(better=Better.HIGHER)
    long = bound is Bound.LEVEL and direction.better is Better.HIGHER and TIME_UNITS.fullmatch(unit or "")
    return replace(direction, sure=False) if long else direction

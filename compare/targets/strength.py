"""Is the draft's measure as strong as the reference's: one function a dimension, and the verdict they lead to.

Values are only compared where they measure the same thing: same kind of unit, a level with a level, a change with a
change against the same year. Strict and plain bounds, approximations and efforts are dimensions of their own, so
that "Phấn đấu đạt 50%" against "Đạt 60%" is weaker by ten points *and* softer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from compare.decisions.settings import Settings
from compare.model import Difference, Dimension, Outcome, Share, Verdict
from compare.targets.coverage.own import of_all_own
from compare.targets.coverage.promises import lesser_deed, one_of_two
from compare.targets.coverage.scope import compare_scope
from compare.targets.coverage.wholes import (
    is_mean_of_each,
    is_sum_of_all,
    one_year_of_all,
    other_prices,
    other_times,
    other_wholes,
)
from compare.targets.items import Alike, Item
from compare.targets.measuring.restating import as_share, restated
from compare.targets.measuring.shares import is_apportioned, share_of
from compare.targets.measuring.units import compare_units
from compare.targets.measuring.values import (
    compare_bounds,
    compare_values,
    is_none,
    years_between,
)
from compare.targets.present import reached
from compare.words import Lexicon, lexicon, phrases
from extract.grammar.deadlines import from_on
from extract.kept import kept
from extract.language import writing
from extract.language.lexicon import fold
from extract.language.phrases import composed, several
from extract.language.phrases import phrases as extract_phrases
from extract.language.units import FREQUENCIES, unit_kind
from extract.model import Change, Level, Measure, Plan

_INCOMPARABLE = (Dimension.UNIT, Dimension.REFERENCE, Dimension.BASELINE, Dimension.MEASURE)
_AMOUNTS = extract_phrases("quantities", "references", "names")
_FORBIDDING = composed(
    r"[\W_]*(?:<<always>>[\s,]+)*<<forbidden>>(?!\w)",
    always=extract_phrases("quantities", "zero", "always"),
    forbidden=phrases("targets", "none", "forbidden"),
)
# "hằng năm giữ đủ", "duy trì": in each year of the draft, so from its first on.
_KEPT = phrases("targets", "path", "every_year")
# "Phần lớn các hộ", "cơ bản các hộ": not all of them.
_SOME = composed(
    r"(?<!\w)(?:<<partly>>|<<softeners>>\s+<<things>>)(?!\w)",
    partly=phrases("targets", "population", "partly"),
    things=several(["các", "số"], extract_phrases("quantities", "whole", "words")),
    softeners=extract_phrases("quantities", "effort", "softeners"),
)
_LESSENED = phrases("targets", "none", "lessened")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The verdict on one answer, every dimension that differs, and the share of an apportioned number."""

    verdict: Verdict
    differences: tuple[Difference, ...] = ()
    share: Share | None = None


def judge(
    reference: Item, draft: Item, plans: tuple[Plan, Plan], settings: Settings, together: Sequence[Item] = ()
) -> Judgement:
    """Compare one reference measure with one answer; ``plans`` are (reference plan, draft plan).

    ``together`` are all draft items that answer it between them: whom one leaves out another may name.
    """
    above, below = plans[0].masthead, plans[1].masthead
    reference, draft = of_all_own(reference, draft, below)
    said = _by_words(Alike(reference), Alike(draft), above.level, below.level, lexicon())
    judgement, draft = said.judgement, said.draft
    if judgement.verdict is Verdict.APPORTION:
        judgement = replace(judgement, share=share_of(reference, draft, together))
    if said.is_all:
        return judgement
    scope = tuple(compare_scope(reference, draft, below, settings, together))
    if scope:
        differences = (*judgement.differences, *scope)
        judgement = Judgement(verdict=verdict_of(differences), differences=differences)
    if judgement.verdict is Verdict.INCOMPARABLE and _is_less_by_own_base(
        judgement, reference, draft, plans[1]
    ):
        return replace(judgement, verdict=Verdict.WEAKER)
    return judgement


class _ByWords(NamedTuple):
    """A judgement without the scope, which ``is_all`` tells is no matter; ``draft`` is in the reference's terms."""

    judgement: Judgement
    draft: Item
    is_all: bool


@kept(1_000)
def _by_words(upper: Alike, lower: Alike, above: Level | None, below: Level | None, _: Lexicon) -> _ByWords:
    """What two items tell alone; many drafts answer a reference in the same words. The levels are of their plans."""
    reference, draft = upper.item, lower.item
    first, second = reference.measure, draft.measure
    assert first is not None
    if second is None:
        return _ByWords(_in_words(first, draft), draft, True)
    draft, told = _in_its_terms(reference, draft)
    second = draft.measure
    assert second is not None
    differences = [
        *_measure_kind(reference, draft),
        *compare_units(first, second, told, (reference.kind, draft.kind)),
        *_reference_amount(first, second),
        *_baseline(first, second),
    ]
    if is_apportioned(reference, draft, above, below):
        differences += _deadline(reference, draft)
        apportioned = Judgement(verdict=Verdict.APPORTION, differences=tuple(differences))
        return _ByWords(apportioned, draft, True)
    if not differences:
        differences += [*compare_values(reference, draft), *compare_bounds(first, second)]
    value = next(
        (d.outcome for d in differences if d.dimension in (Dimension.VALUE, Dimension.BOUND)), Outcome.EQUAL
    )
    differences += [
        *(_promise(reference, draft) or _effort(first, second, exceeds=value is Outcome.STRONGER)),
        *_deadline(reference, draft),
    ]
    judgement = Judgement(verdict=verdict_of(differences), differences=tuple(differences))
    return _ByWords(judgement, draft, False)


def _in_its_terms(reference: Item, draft: Item) -> tuple[Item, Measure]:
    """A draft item in the terms of the reference, and its measure as the draft tells it."""
    first, second = reference.measure, draft.measure
    assert first is not None
    assert second is not None
    if (share := as_share(first, second)) is not second:
        second = share
        draft = replace(draft, measure=second, kind="percent")
    told, second = second, restated(first, second)
    if second is not told:
        draft = replace(draft, measure=second, kind=unit_kind(second.unit, second.per))
    return draft, told


def _is_less_by_own_base(judged: Judgement, reference: Item, draft: Item, plan: Plan) -> bool:
    """Whether a rise or fall, the only thing not comparable, comes to less by the draft's own present state."""
    first, second = reference.measure, draft.measure
    apart = {one.dimension for one in judged.differences if one.dimension in _INCOMPARABLE}
    if apart != {Dimension.MEASURE} or first is None or second is None:
        return False
    found = reached(plan, first, second)
    return found is not None and found.is_less(first)


def _in_words(first: Measure, draft: Item) -> Judgement:
    """A sentence without a number: it may forbid what the reference forbids, or only mean to have less of it."""
    said = fold(draft.text)
    # Only at the head: "góp phần không để xảy ra …" and "tiến tới chấm dứt …" promise less.
    if is_none(first) and _FORBIDDING.match(said):
        return Judgement(verdict=Verdict.MEETS)
    if is_none(first) and (softer := _LESSENED.search(said)):
        effort = Difference(
            dimension=Dimension.EFFORT, outcome=Outcome.WEAKER, reference="không để", draft=softer.group()
        )
        return Judgement(verdict=Verdict.WEAKER, differences=(effort,))
    if first.unit == "%" and first.low == 100 and (some := _SOME.search(said)):
        effort = Difference(
            dimension=Dimension.EFFORT, outcome=Outcome.WEAKER, reference="100%", draft=some.group()
        )
        return Judgement(verdict=Verdict.WEAKER, differences=(effort,))
    return Judgement(verdict=Verdict.INCOMPARABLE)


def verdict_of(differences: Sequence[Difference]) -> Verdict:
    """The verdict that differences lead to."""
    outcomes = {d.dimension: d.outcome for d in differences}
    unsure = outcomes.get(Dimension.VALUE) is Outcome.DIFFERENT
    if unsure or any(difference.dimension in _INCOMPARABLE for difference in differences):
        return Verdict.INCOMPARABLE
    if Outcome.WEAKER in (outcomes.get(Dimension.VALUE), outcomes.get(Dimension.BOUND)) and (
        outcomes.get(Dimension.VALUE) is Outcome.WEAKER or _turns_round(differences)
    ):
        return Verdict.WEAKER
    if any(d.dimension is Dimension.DEADLINE and _passes(d) for d in differences):
        return Verdict.WEAKER
    return Verdict.EXCEEDS if outcomes.get(Dimension.VALUE) is Outcome.STRONGER else Verdict.MEETS


def _passes(difference: Difference) -> bool:
    """Whether the year or the day asked passes without the value; a year alone ends with its last day."""
    first, second = difference.reference or "", difference.draft or ""
    return second[:4] > first[:4] or (len(first) > len("2025") and _last_day(second) > first)


def _turns_round(differences: Sequence[Difference]) -> bool:
    """A floor that became a ceiling."""
    return any(d.dimension is Dimension.BOUND and d.gap is not None for d in differences)


def _measure_kind(reference: Item, draft: Item) -> Iterator[Difference]:
    """A level against a change, a percentage against percentage points, a total against a yearly mean."""
    first, second = reference.measure, draft.measure
    if first is None or second is None or first.low is None or second.low is None:
        return
    kinds = {reference.kind, draft.kind}
    if "points" in kinds and kinds & {"percent", "permille"} and (first.change or second.change):
        yield _different(Dimension.MEASURE, first.unit, second.unit)
    elif first.change is not second.change:
        yield _different(Dimension.MEASURE, _change_name(first.change), _change_name(second.change))
    elif first.change and first.per != second.per and years_between(first, second) is None:
        yield _different(Dimension.MEASURE, first.per or "total", second.per or "total")
    elif "multiple" in kinds and len(kinds) > 1:
        yield _different(Dimension.MEASURE, first.unit, second.unit)
    elif is_mean_of_each(first, second):
        yield _different(Dimension.MEASURE, "each", "mean")
    elif is_sum_of_all(first, second):
        yield _different(Dimension.MEASURE, "each", "sum")
    elif one_year := one_year_of_all(first, second, draft.owner.measures):
        yield _different(Dimension.MEASURE, *one_year)
    elif wholes := (other_wholes(first, second) or other_prices(first, second) or other_times(first, second)):
        yield _different(Dimension.MEASURE, *wholes)


def _change_name(change: Change | None) -> str:
    return change.value if change else "level"


def named_amount(subject: str) -> str | None:
    """The amount a requirement leans on, without "mức": "lương cơ sở"."""
    found = _AMOUNTS.search(fold(subject))
    return re.sub(r"^mức\s+", "", " ".join(found.group().split())) if found else None


def _reference_amount(first: Measure, second: Measure) -> Iterator[Difference]:
    # "1,5 lần mức lương cơ sở" leans on an amount too; other numbers stand for themselves.
    if first.low is not None and second.low is not None and first.unit != "lần":
        return
    names = named_amount(first.subject), named_amount(second.subject)
    if names[0] and names[1] and names[0] != names[1]:
        yield _different(Dimension.REFERENCE, *names)


def _baseline(first: Measure, second: Measure) -> Iterator[Difference]:
    if first.change is None or first.change is not second.change or first.baseline_year is None:
        return
    if first.per == "year" and second.baseline_year is None:
        return  # A yearly rate is one of each year: from where it is counted may go without saying.
    names = baseline(first), baseline(second)
    if names[0] != names[1] and _moment(first) != _moment(second):
        yield _different(Dimension.BASELINE, *names)


def _moment(measure: Measure) -> str:
    """The baseline, where "đầu năm 2021" is the end of 2020."""
    year = measure.baseline_year
    opens = year is not None and re.search(rf"(?<!\w)đầu\s+năm\s+{year}(?!\d)", fold(measure.text))
    return str(year - 1) if year and opens else baseline(measure)


def baseline(measure: Measure) -> str:
    """ "2020", "2016 - 2020" for the mean of several years, "" where none is named."""
    if measure.baseline_year is None:
        return ""
    return writing.years(measure.baseline_start or measure.baseline_year, measure.baseline_year, named=False)


def _different(dimension: Dimension, reference: str | None, draft: str | None) -> Difference:
    return Difference(dimension=dimension, outcome=Outcome.DIFFERENT, reference=reference, draft=draft)


def _promise(reference: Item, draft: Item) -> list[Difference]:
    """A lesser deed for the same number, or one of two deeds."""
    first, second = reference.measure, draft.measure
    if first is None or second is None or first.text == second.text:
        return []
    asked = f"{first.text} {reference.owner.text} {reference.context}"
    # What is to be none of is none of either.
    deed = lesser_deed(asked, second.subject) or (
        None if is_none(first) else one_of_two(asked, second.subject)
    )
    if deed is None:
        return []
    return [Difference(dimension=Dimension.EFFORT, outcome=Outcome.WEAKER, reference=None, draft=deed)]


def _effort(first: Measure, second: Measure, *, exceeds: bool) -> Iterator[Difference]:
    """An aim or an approximation where the reference commits; a better value outweighs it."""
    if second.effort.softness == first.effort.softness:
        return
    softer = second.effort.softness > first.effort.softness
    if softer and exceeds:
        return
    yield Difference(
        dimension=Dimension.EFFORT,
        outcome=Outcome.WEAKER if softer else Outcome.STRONGER,
        reference=first.effort.value,
        draft=second.effort.value,
    )


def _deadline(reference: Item, draft: Item) -> Iterator[Difference]:
    """Dates as ends of years; a total over years has no deadline of its own here, nor has what is asked each year."""
    first, second = reference.measure, draft.measure
    if first is None or second is None or not first.deadline or not second.deadline or reference.cumulative:
        return
    if all(measure.per in FREQUENCIES for measure in (first, second)):
        return
    starts = from_on(first.text), from_on(second.text)
    if starts[0] and starts[1] and starts[0] < starts[1] and _begins_by(draft, starts[0]):
        yield Difference(
            dimension=Dimension.DEADLINE,
            outcome=Outcome.WEAKER,
            reference=str(starts[0]),
            draft=str(starts[1]),
        )
        return
    dates = [_last_day(deadline) for deadline in (first.deadline, second.deadline)]
    if dates[1] > dates[0]:
        begins = from_on(second.text) if second.change is None else None
        if begins is not None and begins <= int(first.deadline[:4]):
            return  # "100% từ năm 2023" is reached in 2023.
        begun = draft.period is not None and draft.period.start > int(first.deadline[:4])
        if begun and second.cell is None and _KEPT.search(fold(second.text)):
            return  # A level that the draft keeps up from its first year on, which is later.
        yield Difference(
            dimension=Dimension.DEADLINE,
            outcome=Outcome.WEAKER,
            reference=first.deadline,
            draft=second.deadline,
        )
    elif first.deadline[:4] > second.deadline[:4]:
        yield Difference(
            dimension=Dimension.DEADLINE,
            outcome=Outcome.STRONGER,
            reference=first.deadline,
            draft=second.deadline,
        )


def _last_day(deadline: str) -> str:
    """The day of a deadline; for a year its last.

    >>> _last_day("2027"), _last_day("2027-06-30")
    ('2027-12-31', '2027-06-30')
    """
    return deadline if len(deadline) > len("2027") else f"{deadline}-12-31"


def _begins_by(draft: Item, year: int) -> bool:
    """Whether the draft's years begin in that year at the latest."""
    return draft.period is None or draft.period.start <= year

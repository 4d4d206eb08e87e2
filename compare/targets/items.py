"""The measures of a plan as the comparison sees them: with their item, their period and their kind of unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from operator import attrgetter

from compare.model import Place
from compare.targets.regions import is_for_others, region_of
from compare.words import Lexicon, lexicon, phrases
from compare.words.abbreviations import abbreviations
from extract.kept import kept
from extract.language.agencies import find_units
from extract.language.lexicon import fold
from extract.language.phrases import composed, several
from extract.language.phrases import phrases as extract_phrases
from extract.language.places import numbered_places
from extract.language.units import FREQUENCIES, FREQUENCY_NOUNS, unit_kind
from extract.model import Better, Measure, Period, Plan, Role, Target, Task
from extract.text.abbreviations import written_out


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One measure of a plan, or one sentence without a number (``measure`` None).

    ``kind`` is the gate of units; ``cumulative`` tells a total over years from a state at a date; ``each`` a number
    asked of every single body; ``main`` is the index among the items of the measure that a part belongs to;
    ``places`` are the places with a number for a name ("thôn 4") that it is about, parts of the plan's own area;
    ``elsewhere`` tells that it is for a region in which the place that asks does not lie, as far as is known, or for
    units of another kind;
    ``settled`` tells that its plan has a section of targets, so that its tasks are none.
    """

    index: int
    measure: Measure | None
    owner: Target | Task
    period: Period | None
    kind: str
    text: str
    context: str
    part: str
    cumulative: bool
    each: bool
    main: int | None
    places: frozenset[str] = frozenset()
    elsewhere: bool = False
    settled: bool = True
    year: int | None = field(init=False)
    """The year of the deadline."""

    def __post_init__(self) -> None:
        deadline = self.measure.deadline if self.measure else None
        year = int(deadline[:4]) if deadline else (self.period.end if self.period else None)
        object.__setattr__(self, "year", year)  # asked for each pair of items

    def place(self, plan: int | None) -> Place:
        """The quote and its place; ``plan`` is the index of the reference, None for the draft."""
        return Place(
            plan=plan,
            target=self.owner.id or None,
            text=self.owner.text if self.measure else self.text,
            measure=self.measure,
            path=self.owner.path,
            anchor=self.owner.anchor,
            part=self.part,
        )


def measured_items(plan: Plan, place: str | None = None, regions: frozenset[str] | None = None) -> list[Item]:
    """All measures of targets and tasks in the order of the plan, without the shares of other places than ``place``.

    What is for a region stands for the place where the region is one of ``regions``, in which it lies; None: whatever
    the region.
    """
    same = Same(plan)
    sharing, kind = (place if _shares_out(same) else None), _kind_of(place)
    if kind is None and regions is None:
        return list(_measured(same, sharing, lexicon()))
    return list(_set_apart(same, sharing, kind, regions, lexicon()))


def _kind_of(place: str | None) -> str | None:
    """The kind of a place, which all places of its kind have in common: "xã", "thị xã"."""
    unit = next(find_units(place), None) if place else None
    return unit.kind if unit is not None else None


@lru_cache(maxsize=16)
def _shares_out(same: Same) -> bool:
    """Whether a plan has shares of single places, so that its items depend on the place that asks."""
    owners: tuple[Target | Task, ...] = (*same.plan.targets, *same.plan.tasks)
    return any(_is_share(measure) for owner in owners for measure in owner.measures)


@lru_cache(maxsize=16)
def _abbreviations(same: Same) -> Mapping[str, str]:
    return abbreviations(same.plan)


@lru_cache(maxsize=16)
def _set_apart(
    same: Same, place: str | None, kind: str | None, regions: frozenset[str] | None, known: Lexicon
) -> tuple[Item, ...]:
    """The items, told which of them are for another region, or for units of another kind than that of the place."""

    def is_elsewhere(measure: Measure, beside: Sequence[Measure]) -> bool:
        region = region_of(measure) if regions is not None else None
        lies_apart = region is not None and regions is not None and region not in regions
        return lies_apart or is_for_others(measure, beside, kind)

    return tuple(
        replace(item, elsewhere=True)
        if item.measure is not None and is_elsewhere(item.measure, item.owner.measures)
        else item
        for item in _measured(same, place, known)
    )


@lru_cache(maxsize=16)
def _measured(same: Same, place: str | None, _: Lexicon) -> tuple[Item, ...]:
    """The items, kept for the rules that ask for them again and for the next draft with the same references."""
    plan = same.plan
    titles = {section.id: section.title for section in plan.sections}
    known = _abbreviations(same)
    own = numbered_places(plan.masthead.place or "")
    settled = any(section.role is Role.TARGETS for section in plan.sections)
    found: list[Item] = []
    for part, owners in (("targets", plan.targets), ("tasks", plan.tasks)):
        for owner in owners:
            main: int | None = None
            for written in owner.measures:
                measure = _of_the_year(_written_out(written, known), plan.masthead.period)
                if _is_share(measure) and region_of(measure) is None and not _is_for(measure, place):
                    continue
                kind = unit_kind(measure.unit, measure.per)
                if kind == "multiple" and measure.change is None:
                    kind = "count"  # "02 lần/năm" counts; "gấp 2 lần" multiplies
                is_part = measure.part or (measure.low is None and main is not None)
                above = found[main] if is_part and main is not None else None
                of_share = above is not None and above.kind == "percent" and kind == "count"
                each = measure.each or of_share
                found.append(
                    Item(
                        index=len(found),
                        measure=measure,
                        owner=owner,
                        period=_period(owner, plan, measure),
                        kind="reference" if measure.low is None else kind,
                        text=_words(measure, above),
                        context=written_out(f"{titles.get(owner.section or '', '')} {owner.text}", known),
                        part=part,
                        # A part of a total is shared out with it, a part of a percentage is not.
                        cumulative=is_total(measure) and not each and (above is None or above.cumulative),
                        each=each,
                        main=main if is_part else None,
                        places=_places(measure, owner, titles.get(owner.section or "", "")) - own,
                        settled=settled,
                    )
                )
                if not is_part:
                    main = len(found) - 1
    return tuple(found)


def _places(measure: Measure, owner: Target | Task, title: str) -> frozenset[str]:
    """The numbered places that a measure is about: those of its own words, of its item, or of the heading above."""
    if measure.cell is not None:
        # The cells of a row stand on lines of their own: behind "đường thôn, xóm" comes the number of the next cell.
        return numbered_places(f"{measure.subject}; {measure.cell.name}") or numbered_places(title)
    return _first_places(measure.subject, f"{measure.text}; {'; '.join(measure.scope)}", owner.text, title)


@kept(1_000)
def _first_places(*texts: str) -> frozenset[str]:
    """The numbered places of the first of some texts that names any."""
    return next(filter(None, map(numbered_places, texts)), frozenset())


def _written_out(measure: Measure, known: Mapping[str, str]) -> Measure:
    """A measure whose subject and unit have no abbreviations of the plan's own."""
    units = {fold(short): words for short, words in known.items()}
    subject = written_out(measure.subject, known)
    unit = units.get(measure.unit or "", measure.unit)
    changed = subject != measure.subject or unit != measure.unit
    return replace(measure, subject=subject, unit=unit) if changed else measure


def _of_the_year(measure: Measure, period: Period | None) -> Measure:
    """A change within the one year of a plan is a change per year."""
    if period is None or period.years != 1 or measure.change is None or measure.per is not None:
        return measure
    within = measure.baseline_year is None or measure.baseline_year == period.start - 1
    return replace(measure, per="year") if within and measure.unit in ("%", "điểm %") else measure


def _is_share(measure: Measure) -> bool:
    """Whether a measure is what a table shares out to one place; a list in a sentence has two items at least."""
    return len(measure.scope) == 1


def _is_for(measure: Measure, place: str | None) -> bool:
    return (
        place is not None
        and re.search(rf"(?<!\w){re.escape(fold(measure.scope[0]))}$", fold(place)) is not None
    )


# Counted with numbers, yet states and not sums.
_DURATIONS = phrases("targets", "durations")
_MEAN_OF = composed(
    r"(?<!\w)<<means>>\s+(?!<<yearly>>(?!\w))[^\W\d_]",
    means=extract_phrases("quantities", "not_measure", "means"),
    yearly=several(extract_phrases("quantities", "per", "yearly"), ["năm", "một năm", "khoảng"]),
)
_MEASURED_UNITS = phrases("targets", "measured_units")
_FLOWS = "|".join(map(re.escape, FREQUENCY_NOUNS))
_INTENSIVE_UNITS = phrases("synonyms", "intensive", "units")
_INTENSIVE = phrases("synonyms", "intensive", "phrases")


def says_how_often(measure: Measure) -> bool:
    """Whether a number only says how often something is done: "mỗi năm một lần"."""
    return measure.unit == "lần" and measure.per in FREQUENCIES


def is_total(measure: Measure) -> bool:
    """Whether a measure is an absolute number that a higher level shares out: no rate, no ceiling, no duration."""
    if measure.low is None or measure.each or _is_share(measure):
        return False
    if measure.better is Better.LOWER or unit_kind(measure.unit, measure.per) not in ("count", "money"):
        return False
    return measure.unit not in _DURATIONS.words and not _is_intensive(measure)


def _is_intensive(measure: Measure) -> bool:
    """Per head, mean, score, size: a number that each lower body meets itself instead of taking a share."""
    text = fold(f"{measure.subject} {measure.text}")
    unit = measure.unit or ""
    # "Giá trị sản phẩm bình quân trên 01 ha", "Mức tiền ăn bình quân một suất"; a mean per year is one of a total.
    if measure.per is None and _MEAN_OF.search(fold(measure.subject)):
        return True
    # Nobody shares out a part of a book or a doctor: such a number is a mean.
    fraction = measure.low is not None and measure.low != measure.low.to_integral_value()
    if fraction and fold(unit) not in _MEASURED_UNITS and unit_kind(measure.unit, measure.per) == "count":
        return True
    if fold(unit) in _INTENSIVE_UNITS or any(phrase in text for phrase in _INTENSIVE.words):
        return True
    # What flows in a time is a total all the same: "62.000 m3/ngày đêm".
    times = _FLOWS if fold(unit) in _MEASURED_UNITS else "năm"
    return bool(unit) and (
        re.search(rf"{re.escape(fold(unit))}\s*/\s*(?!1?\s?(?:{times})(?!\w)|\d)[^\W\d]", text) is not None
    )


def unmeasured_items(plan: Plan) -> list[Item]:
    """Clauses of targets and tasks that hold no number: they may answer a target in words only."""
    titles = {section.id: section.title for section in plan.sections}
    known = _abbreviations(Same(plan))
    return [
        Item(
            index=0,
            measure=None,
            owner=owner,
            period=_period(owner, plan),
            kind="none",
            text=clause,
            context=written_out(f"{titles.get(owner.section or '', '')} {clause}", known),
            part=part,
            cumulative=False,
            each=False,
            main=None,
        )
        for part, owners in (("targets", plan.targets), ("tasks", plan.tasks))
        for owner in owners
        for clause in _clauses_without_number(owner)
    ]


def _period(owner: Target | Task, plan: Plan, measure: Measure | None = None) -> Period | None:
    """The years a measure covers: its own, else those of its item, or of the plan, up to its own deadline."""
    period = (owner.period if isinstance(owner, Target) else None) or plan.masthead.period
    year = int(measure.deadline[:4]) if measure and measure.deadline else None
    if measure and measure.since and year and measure.since <= year:
        return Period(start=measure.since, end=year)
    if period and year and period.start <= year < period.end:
        return Period(start=period.start, end=year)
    return period


def _words(measure: Measure, main: Item | None) -> str:
    """What the measure is about; a part is about its main measure too."""
    unit = (
        measure.unit if measure.unit and len(measure.unit) > 2 and measure.unit not in measure.subject else ""
    )
    return f"{measure.subject} {unit} {main.text if main else ''}".strip()


# A number that was not taken for a measure is a number all the same.
_FIGURE = composed(r"\d[\d.,]*\s*(?:%|‰|/1\.?0)|<<bounds>>\s+\d", bounds=phrases("targets", "bounds"))


def _clauses_without_number(owner: Target | Task) -> Iterator[str]:
    if any(measure.cell for measure in owner.measures):
        # The number of a row is in another cell than its words.
        return
    for clause in _without_figures(owner.text):
        if not any(measure.text.strip() in clause or clause in measure.text for measure in owner.measures):
            yield clause


@kept(2_000)
def _without_figures(text: str) -> tuple[str, ...]:
    """The clauses of a text that have no number and say something."""
    clauses = (clause for clause in re.split(r";|\.\s", text) if len(clause.split()) >= 6)
    return tuple(clause.strip() for clause in clauses if not _FIGURE.search(clause))


class Same:
    """A plan as the key of a cache: only the very same object is the same, which costs nothing to see."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def __hash__(self) -> int:
        return id(self.plan)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.plan is self.plan


_SAID = attrgetter("kind", "text", "context", "period", "each", "cumulative", "owner.text")
_MEASURED = attrgetter(
    *(
        "text",
        "low",
        "high",
        "unit",
        "bound",
        "effort",
        "change",
        "baseline_year",
        "per",
        "deadline",
        "better",
    ),
    *("subject", "scope", "condition", "part", "each", "baseline_start", "since", "cell", "unsure"),
)


class Alike:
    """An item as the key of a cache: items that say the same in the same years are one, wherever they stand.

    What is left out is where an item stands (its numbers, ids, labels, anchors), in which part and for which places,
    and what a reviewer corrected: nobody may look at it whose results are kept by this key.
    """

    __slots__ = ("_hash", "_key", "item")

    def __init__(self, item: Item) -> None:
        self.item = item
        owner, measure = item.owner, item.measure
        self._key = (
            _SAID(item),
            None if measure is None else _MEASURED(measure),
            owner.lead if isinstance(owner, Task) else None,
            tuple([(one.text, one.unit) for one in owner.measures]),
        )
        self._hash = hash(self._key)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Alike) and other._key == self._key

"""Indicators: all values that one plan asks of one subject, a step for each year.

A sentence with two horizons, a row of a table with a column for each year, and the same target told again for a later
year in another section are one indicator each. Indicators are paired, steps are compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from operator import itemgetter

from compare.targets.items import Item
from compare.words.similarity import Index, Vector, cosine
from extract.grammar.rates import is_yearly_mean
from extract.language.units import factor

_SAME_SUBJECT = 0.75
"""Least cosine of the subjects of two owners that go on with one indicator."""


@dataclass(slots=True, eq=False)
class Indicator:
    """Steps in the order of the plan, no two due in one year; ``head`` is the step whose subject says most."""

    steps: list[Item] = field(default_factory=list)
    _years: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        self._years = frozenset([step.year for step in self.steps if step.year is not None])

    def add(self, step: Item) -> None:
        """Take a further step."""
        self.steps.append(step)
        if step.year is not None:
            self._years |= {step.year}

    @property
    def head(self) -> Item:
        """The step whose subject says most."""
        if len(self.steps) == 1:
            return self.steps[0]
        return max(self.steps, key=lambda step: len(step.text))

    @property
    def years(self) -> frozenset[int]:
        """The years in which its steps are due."""
        return self._years

    @property
    def clause(self) -> str:
        """The words of all its measures."""
        measures = [step.measure for step in self.steps if step.measure is not None]
        return " ".join(
            dict.fromkeys(measure.cell.name if measure.cell else measure.text for measure in measures)
        )

    @property
    def context(self) -> str:
        """Its items with their headings."""
        return " ".join(dict.fromkeys(step.context for step in self.steps))


def indicators(items: Sequence[Item], index: Index) -> list[Indicator]:
    """All indicators of one plan in the order of their first steps; every item is a step of exactly one."""
    found: list[Indicator] = []
    groups: dict[tuple[object, ...], _Group] = defaultdict(_Group)
    for item in items:
        group, vector = groups[_way(item)], index.vector(item.text)
        numbers = set(group.by_owner[id(item.owner)])
        for years, others in group.by_words.items():
            if item.year is not None and item.year not in years:
                numbers |= others.near(vector)
        home = next((n for n in sorted(numbers, reverse=True) if _goes_on(found[n], item, index)), None)
        if home is None:
            home = len(found)
            found.append(Indicator(steps=[item]))
        else:
            group.by_words[found[home].years].discard(home)
            found[home].add(item)
        group.by_owner[id(item.owner)].append(home)
        group.by_words[found[home].years].add(home, vector)
    return found


class _Group:
    """The numbers of indicators of one way of measuring.

    They stand by the owner of a step, and by the words of their last step and their years: an item of one of these
    years goes on with none of them, however alike they are.
    """

    def __init__(self) -> None:
        self.by_owner: dict[int, list[int]] = defaultdict(list)
        self.by_words: dict[frozenset[int], _ByWords] = defaultdict(_ByWords)


class _ByWords:
    """Indicators by the telling words of their last steps, which are looked at when the first is searched for."""

    def __init__(self) -> None:
        self._waiting: dict[int, Vector] = {}
        self._terms: dict[int, list[str]] = {}
        self._holders: dict[str, set[int]] = defaultdict(set)

    def add(self, number: int, vector: Vector) -> None:
        self._waiting[number] = vector

    def discard(self, number: int) -> None:
        if self._waiting.pop(number, None) is None:
            for term in self._terms.pop(number):
                self._holders[term].discard(number)

    def near(self, vector: Vector) -> set[int]:
        """The indicators with a telling word of a text: all that may be the same subject."""
        for number, other in self._waiting.items():
            self._terms[number] = list(_telling(other))
            for term in self._terms[number]:
                self._holders[term].add(number)
        self._waiting.clear()
        return set().union(*[self._holders[term] for term in self._holders.keys() & vector.weights.keys()])


def _telling(vector: Vector) -> Iterator[str]:
    """The heaviest terms, of which every text that is near enough to be the same subject has one at least.

    What the others weigh is too little for a cosine of ``_SAME_SUBJECT``.
    """
    rest, least = 1.0, _SAME_SUBJECT**2 - 1e-9
    for term, weight in sorted(vector.weights.items(), key=itemgetter(1), reverse=True):
        if rest < least:
            return
        yield term
        rest -= (weight / vector.norm) ** 2


def _goes_on(indicator: Indicator, item: Item, index: Index) -> bool:
    """Whether an item is a further step of the same way of measuring: a year of its own, the same subject."""
    last = indicator.steps[-1]
    if item.year is None or item.year in indicator.years:
        return False
    if _is_sum_of_years(last, item) or _is_sum_of_years(item, last):
        return False
    if _are_other_rows(last, item) or (last.places, last.elsewhere) != (item.places, item.elsewhere):
        return False
    if last.owner is item.owner and (last.text == item.text or _is_thin(item)):
        return True
    return cosine(index.vector(last.text), index.vector(item.text)) >= (
        _SAME_SUBJECT if last.owner is not item.owner else 0.9
    )


def _are_other_rows(first: Item, second: Item) -> bool:
    """Whether two items are cells of one table with different names: "Đường huyện …", "Đường xã …"."""
    cells = [item.measure.cell if item.measure else None for item in (first, second)]
    mine, theirs = cells
    if mine is None or theirs is None or first.owner.path[:1] != second.owner.path[:1]:
        return False
    return mine.name.casefold() != theirs.name.casefold()


def _is_sum_of_years(total: Item, item: Item) -> bool:
    """Whether one item is a sum over years, of which the row of another item's cell tells each one.

    "Mở 40 lớp trong giai đoạn 2023 - 2025" is no step behind the 12 classes of 2023, where the row has its own 2025.
    """
    if total.owner is item.owner or not (total.cumulative and item.cumulative):
        return False
    cell = item.measure.cell if item.measure else None
    summed = total.measure is not None and total.measure.cell is None and total.measure.per is None
    if not summed or cell is None or total.period is None or item.year is None:
        return False
    ends = any((measure.deadline or "")[:4] == str(total.year) for measure in item.owner.measures)
    return ends and total.period.start <= item.year < total.period.end


def _is_thin(item: Item) -> bool:
    """Whether a subject names nothing of its own: "năm 2030 gấp 2 lần"."""
    return item.measure is not None and len(item.measure.subject.split()) < 2


def _way(item: Item) -> tuple[object, ...]:
    """What two steps of one indicator have in common besides their subject."""
    measure = item.measure
    assert measure is not None
    return (item.kind, measure.change, measure.per, item.part, item.main is None, item.each)


def stand_together(one: Indicator, other: Indicator) -> bool:
    """Whether two indicators are items of one section of targets."""
    mine, theirs = one.head, other.head
    return (
        mine.part == theirs.part == "targets"
        and mine.owner is not theirs.owner
        and mine.owner.section is not None
        and mine.owner.section == theirs.owner.section
    )


def sums_of_years(found: Sequence[Indicator], index: Index) -> Iterator[tuple[Item, Sequence[Item]]]:
    """The sums over years that stand alone, each with the cells of its years in another indicator."""
    for one in found:
        if len(one.steps) == 1 and one.head.cumulative:
            yield from ((one.head, other.steps) for other in found if _are_its_years(one.head, other, index))


def _are_its_years(total: Item, other: Indicator, index: Index) -> bool:
    """Whether an indicator tells the years of a sum, each in a cell."""
    first = other.steps[0]
    return (
        len(other.steps) > 1
        and total.kind == first.kind
        and _is_sum_of_years(total, first)
        and _amount([total]) == _amount(other.steps)
        and cosine(index.vector(total.text), index.vector(first.text)) >= _SAME_SUBJECT
    )


def yearly_means(items: Iterable[Item]) -> Iterator[tuple[Item, Item]]:
    """The totals beside which their item tells the same again for each year: "2.000 cây, mỗi năm 400 cây"."""
    owners: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        owners[id(item.owner)].append(item)
    for beside in owners.values():
        for number, total in enumerate(beside):
            # A second mean behind a total is one of something else.
            means = (item for item in beside[number + 1 :] if _is_mean_of(item, total))
            if (mean := next(means, None)) is not None:
                yield total, mean


def _is_mean_of(mean: Item, total: Item) -> bool:
    if mean.measure is None or total.measure is None:
        return False
    return is_yearly_mean(mean.measure, total.measure)


def _amount(steps: Sequence[Item]) -> Decimal:
    """The sum of values, in the smallest unit of money or of a count."""
    values = (
        step.measure.low * factor(step.measure.unit) for step in steps if step.measure and step.measure.low
    )
    return sum(values, Decimal(0))


def of_steps(found: Iterable[Indicator]) -> dict[int, Indicator]:
    """The indicator of each item, by the index of the item."""
    return {step.index: one for one in found for step in one.steps}

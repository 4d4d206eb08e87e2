"""The roll-up in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from compare.survey.overview import Group
from compare.survey.rollup import Mean, Outcome, Part, Total
from extract.language import writing
from templates import texts, words
from templates.overview.heat import width
from templates.overview.view import MeanView, RollView, ShareView, TotalView

_NAMED = 8
"""Greatest number of units in a note."""


def rolls(group: Group) -> Iterator[RollView]:
    """The roll-ups, one for each upper plan that the units of the group make up."""
    for place, reference in enumerate(group.references):
        totals = [total for total in group.totals if total.reference == place]
        means = [mean for mean in group.means if mean.reference == place]
        if totals or means:
            yield RollView(
                name=reference.short or reference.name,
                units=tuple(part.unit for part in totals[0].parts) if totals else (),
                totals=tuple(_total(total) for total in totals),
                unkeyed=_unkeyed(totals),
                means=tuple(_mean(mean) for mean in means if mean.outcome is not Outcome.UNDECIDED),
                undecided=tuple(_undecided(means)),
            )


def _undecided(means: Sequence[Mean]) -> Iterator[tuple[str, tuple[MeanView, ...]]]:
    """The percentages without an outcome under each reason, so that the page gives it once."""
    found = [(undecided_by(mean), mean) for mean in means]
    for reason in words.table("undecided"):
        here = tuple(_mean(mean) for why, mean in found if why == reason)
        if here:
            yield words.word("undecided", reason), here


def _total(total: Total) -> TotalView:
    return TotalView(
        name=texts.cut(texts.quoted(total.text), 150),
        full=texts.quoted(total.text),
        place=total.place,
        asked=_for(total.asked, total, total.asked_years),
        wanted=_for(total.wanted, total, total.years),
        given=_amount(total.given, total.unit),
        short=_amount(total.short, total.unit) if total.short else "",
        percent=writing.percent(total.given, total.wanted),
        width=width(total.given, total.wanted),
        key=words.phrase("overview", "by_key", column=total.key)
        if total.key
        else words.word("overview", "equal"),
        notes=tuple(_notes(total)),
        shares=tuple(_share(part) for part in total.parts),
    )


def _for(value: Decimal, total: Total, years: int) -> str:
    """An amount with its years: "300 lượt trong 5 năm"."""
    amount = _amount(value, total.unit)
    if total.yearly:
        return words.phrase("overview", "each_year", amount=amount)
    return (
        words.phrase("overview", "in_years", amount=amount, years=writing.amount(years, "năm"))
        if years
        else amount
    )


def _notes(total: Total) -> Iterator[str]:
    others = [part.unit for part in total.parts if part.counts_other]
    silent = [part.unit for part in total.parts if part.amount is None and not part.counts_other]
    if others:
        yield words.phrase("overview", "counts_other", units=writing.some(others, _NAMED))
    if silent:
        yield words.phrase("overview", "silent", units=writing.some(silent, _NAMED))


def _unkeyed(totals: Sequence[Total]) -> tuple[str, ...]:
    """A sentence for each column in which units have no number, so that shares are equal."""
    found = dict.fromkeys((total.column or "", total.unkeyed) for total in totals if total.unkeyed)
    return tuple(
        words.phrase("overview", "unkeyed", column=column, units=writing.some(units, _NAMED))
        for column, units in found
    )


def _share(part: Part) -> ShareView:
    amount = writing.NOTHING if part.amount is None else writing.number(writing.added(part.amount))
    if part.counts_other:
        amount = words.word("overview", "other_unit")
    fair = "" if part.fair is None else writing.number(writing.rounded(part.fair))
    low = part.fair is not None and (part.amount is None or bool(part.short))
    part_given = float((part.amount or 0) / part.fair) if part.fair else 0.0
    return ShareView(amount=amount, fair=fair, low=low, sort=round(part_given, 4))


def _mean(mean: Mean) -> MeanView:
    weighted = ""
    if mean.mean is not None and mean.key:
        weighted = words.phrase(
            "overview",
            "weighted",
            mean=writing.amount(writing.rounded(mean.mean, mean.wanted), "%"),
            column=mean.key,
        )
    return MeanView(
        name=texts.cut(texts.quoted(mean.text), 150),
        full=texts.quoted(mean.text),
        place=mean.place,
        value=mean.value,
        spread=writing.amount(mean.low, "%", high=mean.high),
        counted=writing.fraction(mean.counted, mean.of),
        mean=weighted or writing.NOTHING,
        outcome=words.word("rolled_up", mean.outcome),
        state=mean.outcome,
    )


def undecided_by(mean: Mean) -> str | None:
    """The key of the reason why a percentage has no outcome; None for a decided one."""
    if mean.outcome is not Outcome.UNDECIDED:
        return None
    if mean.counted + mean.other < mean.of:
        return "silent"
    return "other" if mean.other else "no_key"


def _amount(value: Decimal, unit: str | None) -> str:
    return writing.amount(writing.added(value), unit)

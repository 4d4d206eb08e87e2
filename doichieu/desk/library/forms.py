"""The fields of a correction as a reviewer writes them, and what they mean for ``compare``."""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from django.http import QueryDict

from compare.decisions.values import deadline_said, unit_said, value_said
from doichieu.desk.texts import say
from extract.language import writing
from extract.model import Bound, Correction, Measure
from templates.words import of

VALUE, UNIT, BOUND, DEADLINE = "value", "unit", "bound", "deadline"
"""What can be corrected of a measure: values of ``Correction.field``."""


class RefusedError(Exception):
    """A form lacks something; the message is a sentence for the user, ``field`` the field that it is about."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Form:
    """The fields of a form, as they are shown and as they are sent."""

    value: str = ""
    unit: str = ""
    bound: str = ""
    deadline: str = ""
    reason: str = ""
    text: str = ""
    """Of a target that was not read: its words."""
    page: str = ""


def sent(data: QueryDict) -> Form:
    """The fields of a request."""
    return Form(**{one.name: " ".join(data.get(one.name, "").split())[:4000] for one in fields(Form)})


def shown(measure: Measure) -> Form:
    """A measure as its form shows it."""
    return Form(
        value=_numbers(measure.low, measure.high),
        unit=measure.unit or "",
        bound=measure.bound.value,
        deadline=writing.date(measure.deadline or ""),
    )


def shown_again(said: Correction) -> Form:
    """An added target as its form shows it."""
    return Form(
        value=_numbers(said.low, said.high or said.low),
        unit=said.unit or "",
        bound=said.bound.value if said.bound else "",
        deadline=writing.date(said.deadline or ""),
        reason=said.reason,
        text=said.text,
        page=str(said.page or ""),
    )


def spoken(form: Form, field: str) -> str:
    """A field in words: "60 - 70", "không quá", "không có hạn"."""
    if field == BOUND:
        return of(Bound(form.bound))
    return str(getattr(form, field)) or say(f"correct.no_{field}_word")


def changed(given: Form, before: Form) -> dict[str, dict[str, Any]]:
    """What is to be changed, by the field, as fields of ``extract.model.Correction``; raises ``RefusedError``."""
    found: dict[str, dict[str, Any]] = {}
    if given.value != before.value:
        found[VALUE] = told = value_of(given.value)
        # A value that is written out tells unit and bound too.
        for name in (UNIT, BOUND):
            if name in told and told[name] != getattr(before, name):
                found[name] = {name: told[name]}
            told.pop(name, None)
    if given.unit != before.unit:
        found[UNIT] = {UNIT: unit_said(given.unit) if given.unit else ""}
    if given.bound != before.bound:
        found[BOUND] = {BOUND: _bound(given.bound)}
    if given.deadline != before.deadline:
        found[DEADLINE] = {DEADLINE: _time(given.deadline)}
    return found


def filled(given: Form) -> dict[str, Any]:
    """The fields that are not empty, of a target that was not read; raises ``RefusedError``."""
    found: dict[str, Any] = value_of(given.value) if given.value else {}
    if given.unit:
        found[UNIT] = unit_said(given.unit)
    if given.bound:
        found[BOUND] = _bound(given.bound)
    if given.deadline:
        found[DEADLINE] = _time(given.deadline)
    return found


def value_of(text: str) -> dict[str, Any]:
    """A value with the unit and the bound that it is written with; raises ``RefusedError``."""
    said = value_said(text) if text else None
    # Every digit must have been understood: "1.5" is no number here, and "5 10" are two.
    if said is None or _digits(text) != _digits(_numbers(said.low, said.high)):
        raise RefusedError(say("correct.no_value", said=text), VALUE)
    found = {"low": said.low, "high": said.high, UNIT: said.unit, BOUND: said.bound}
    return {name: told for name, told in found.items() if told is not None}


def page_of(text: str, last: int) -> int | None:
    """A number of a page, up to ``last`` where that is known; raises ``RefusedError``."""
    if not text:
        return None
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
    if number < 1 or (last and number > last):
        key = "correct.no_page" if last else "correct.no_page_number"
        raise RefusedError(say(key, said=text, last=last), "page")
    return number


def _numbers(low: Decimal | None, high: Decimal | None) -> str:
    if low is None or high is None:
        return ""
    return writing.number(low) if low == high else f"{writing.number(low)} - {writing.number(high)}"


def _digits(text: str) -> str:
    """The digits of a value but for zeros, which a writer may leave out or add."""
    return "".join(letter for letter in text if letter in "123456789")


def _bound(text: str) -> Bound:
    if text not in list(Bound):
        raise RefusedError(say("correct.no_bound"), BOUND)
    return Bound(text)


def _time(text: str) -> str:
    found = deadline_said(text) if text else ""
    if found is None:
        raise RefusedError(say("correct.no_time", said=text), DEADLINE)
    return found

"""A file of what a reviewer corrected by hand: values, targets that were not read or are none, pairs.

    [[correction]]                          # another value, unit, bound or time
    plan = "97/KH-UBND"                     # number of the plan, name of its file, or the unit of a draft
    quote = "Giảm tỷ lệ hộ nghèo xuống còn 50%"
    seen = "50%"                            # what the machine had read
    value = "không quá 5%"                  # what stands there; or unit, bound, deadline alone
    reason = "Bản quét mờ"
    author = "Lê Thị Hoa"
    date = 2026-03-15

    [[addition]]                            # a target that was not read
    plan = "97/KH-UBND"
    text = "95% số xã có trạm y tế đạt chuẩn"
    deadline = "2025"

    [[removal]]                             # a value that is no target
    plan = "97/KH-UBND"
    quote = "Toàn tỉnh hiện có 120 xã"

    [[pin]]                                 # which sentence of the draft answers a target above
    plan = "97/KH-UBND"
    quote = "60% số thôn có tổ tự quản"
    answer = "Mỗi thôn thành lập một tổ tự quản"
    draft = "huyện Suối Vàng"               # as in a waiver; without it: every draft

``reason``, ``author`` and ``date`` stand in each entry. ``none = true`` in place of ``answer`` says that the draft has
no answer. Programs name measures by ``key`` and ``answer_key`` (``compare.identity.measure_key``) in place of quotes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from compare.decisions.handwritten import HandwrittenError, Page, read_page
from compare.decisions.values import Said, deadline_said, unit_said, value_said
from compare.decisions.waivers import SHORTEST, is_short
from compare.model import Pin
from extract.model import Act, Bound, Correction

_T = TypeVar("_T")
_WHO = ("reason", "author", "date")
_KINDS = {"date": "date", "ordinal": "whole", "page": "whole", "none": "truth"}
"""The kinds of values that are no text."""
_CHANGED = ("value", "unit", "bound", "deadline")
_LEVEL = ("bằng", Bound.LEVEL.value)
_BOUNDS = "ít nhất, trên, không quá, dưới, khoảng, bằng"


@dataclass(frozen=True, slots=True, kw_only=True)
class ByHand:
    """The corrections and pins of a file."""

    corrections: tuple[Correction, ...] = ()
    pins: tuple[Pin, ...] = ()


def read_corrections(path: Path) -> ByHand:
    """The checked entries of a file; raises ``HandwrittenError``."""
    page = read_page(path)
    page.check_keys(page.table, ("correction", "addition", "removal", "pin"))
    return ByHand(
        corrections=(
            *_entries(page, "correction", _correction),
            *_entries(page, "addition", _addition),
            *_entries(page, "removal", _removal),
        ),
        pins=_entries(page, "pin", _pin),
    )


@dataclass(frozen=True, slots=True)
class _Entry:
    """One table of the file with the line of its head."""

    page: Page
    name: str
    table: dict[str, Any]
    line: int

    def check(self, needed: tuple[str, ...], may: tuple[str, ...]) -> None:
        """Raise ``HandwrittenError`` for an unknown or missing key, or a value of another kind."""
        self.page.check_keys(self.table, (*needed, *_WHO, *may), self.line)
        for key in (*needed, *_WHO):
            if key not in self.table:
                raise self.problem("missing_key", self.name, key=key)
        for key in self.table:
            self.page.typed(self.table, key, _KINDS.get(key, "text"), self.line)

    def problem(self, reason: str, word: str, **values: str) -> HandwrittenError:
        """A problem at the line of ``word`` in this table."""
        return self.page.problem(reason, word, self.line, **values)

    def text(self, key: str) -> str:
        """The text of a key, "" without one."""
        return str(self.table.get(key, "")).strip()

    def quote(self, key: str) -> str:
        """A quote that is long enough; "" without one."""
        told = self.text(key)
        if told and is_short(told):
            raise self.problem("short_quote", key, least=str(SHORTEST))
        return told

    def number(self, key: str) -> int | None:
        """A whole number from 1; None without one."""
        told: int | None = self.table.get(key)
        if told is not None and told < 1:
            raise self.problem("not_from_one", key, key=key, value=str(told))
        return told

    def value(self, key: str) -> Said | None:
        """The value of a key; None without one."""
        if key not in self.table:
            return None
        found = value_said(self.text(key))
        if found is None:
            raise self.problem("no_amount", key, key=key, value=self.text(key))
        return found

    def who(self) -> dict[str, Any]:
        """Reason, author and ISO date."""
        return {"reason": self.text("reason"), "author": self.text("author"), "date": self._day()}

    def _day(self) -> str:
        told = self.table["date"]
        found = told if isinstance(told, date) else None
        text = str(told).strip()
        try:
            return (found or date.fromisoformat(text)).isoformat()[:10]
        except ValueError as error:
            raise self.problem("not_a_date", "date", key="date", value=text) from error


def _entries(page: Page, name: str, made: Callable[[_Entry], _T]) -> tuple[_T, ...]:
    """What is made of each table of a name, in their order."""
    tables = page.typed(page.table, name, "tables") if name in page.table else []
    head = re.compile(rf"\s*\[\[\s*{name}\s*\]\]")
    lines = [number for number, line in enumerate(page.text.splitlines(), 1) if head.match(line)]
    # Tables written as one inline list have no line of their own.
    lines += [1] * (len(tables) - len(lines))
    return tuple(made(_Entry(page, name, table, line)) for table, line in zip(tables, lines, strict=False))


def _correction(entry: _Entry) -> Correction:
    entry.check(("plan",), ("quote", "key", "seen", "ordinal", *_CHANGED))
    if not any(key in entry.table for key in _CHANGED):
        raise entry.problem("nothing_changed", entry.name, keys=", ".join(_CHANGED))
    return Correction(**_named(entry), **_fields(entry), **entry.who())


def _addition(entry: _Entry) -> Correction:
    entry.check(("plan", "text"), (*_CHANGED, "page"))
    return Correction(
        act=Act.ADD,
        plan=entry.text("plan"),
        text=entry.quote("text"),
        page=entry.number("page"),
        **_fields(entry),
        **entry.who(),
    )


def _removal(entry: _Entry) -> Correction:
    entry.check(("plan",), ("quote", "key", "seen", "ordinal"))
    return Correction(act=Act.STRIKE, **_named(entry), **entry.who())


def _pin(entry: _Entry) -> Pin:
    entry.check((), ("plan", "quote", "key", "seen", "answer", "answer_key", "none", "draft"))
    answered = [key for key in ("answer", "answer_key") if key in entry.table]
    if bool(answered) == bool(entry.table.get("none")):
        raise entry.problem("pin_answer", answered[0] if answered else entry.name)
    named = _named(entry)
    del named["ordinal"]
    return Pin(
        **named,
        draft=entry.text("draft") or None,
        answer=entry.quote("answer"),
        answer_key=entry.text("answer_key"),
        **entry.who(),
    )


def _named(entry: _Entry) -> dict[str, Any]:
    """The plan and the measure that an entry is about."""
    if "quote" not in entry.table and "key" not in entry.table:
        raise entry.problem("missing_key", entry.name, key="quote")
    entry.value("seen")
    return {
        "plan": entry.text("plan"),
        "key": entry.text("key"),
        "quote": entry.quote("quote"),
        "seen": entry.text("seen"),
        "ordinal": entry.number("ordinal"),
    }


def _fields(entry: _Entry) -> dict[str, Any]:
    """Value, unit, bound and deadline, None where the entry does not tell them."""
    value = entry.value("value")
    unit = unit_said(entry.text("unit")) if "unit" in entry.table else value and value.unit
    return {
        "low": value and value.low,
        "high": value and value.high,
        "unit": unit,
        "bound": _bound(entry) if "bound" in entry.table else value and value.bound,
        "deadline": _deadline(entry) if "deadline" in entry.table else None,
    }


def _bound(entry: _Entry) -> Bound:
    """A bound in the words of a plan, or as the model names it."""
    told = entry.text("bound").casefold()
    if told in list(Bound):
        return Bound(told)
    said = value_said(f"{told} 5%")
    bound = Bound.LEVEL if told in _LEVEL else said.bound if said else None
    if bound is None:
        raise entry.problem("bad_value", "bound", key="bound", value=told, choices=_BOUNDS, near="")
    return bound


def _deadline(entry: _Entry) -> str:
    """A year or an ISO date; "" for none."""
    told = entry.text("deadline")
    found = deadline_said(told)
    if found is None:
        raise entry.problem("no_deadline", "deadline", value=told)
    return found
